/* What the dictionary of a segmented language knows of actors. */
#include "language/segment_actors.h"

/* The alternatives of a class of LANGUAGE/words. */
static vb_strs words_of_class(const vb_table *table, const char *class, vb_arena *arena) {
  vb_strs all = {0};
  for (ptrdiff_t row = 0; table && row < table->n_rows; row++) {
    vb_str list = vb_table_field(table, row, 1);
    if (!vb_str_eq(vb_table_field(table, row, 0), vb_str_from(class))) continue;
    while (list.p) *vb_push(arena, &all) = vb_alternative_next(&list);
  }
  return all;
}

/* What the dictionary of a language knows. */
static const struct {
  const char *table, *column, *class;
  vb_segment_kind kind;
} sources[] = {
    {"countries", "names", NULL, VB_SEGMENT_COUNTRY},
    {"offices", "office", NULL, VB_SEGMENT_OFFICE},
    {"offices", "names", NULL, VB_SEGMENT_OFFICE},
    {"organisations", "head", NULL, VB_SEGMENT_ORGANISATION},
    {"honorifics", "names", "title", VB_SEGMENT_TITLE},
    {"honorifics", "names", "respect", VB_SEGMENT_RESPECT},
    {"surnames", "names", NULL, VB_SEGMENT_SURNAME},
    {"words", "words", "modifier", VB_SEGMENT_MODIFIER},
    {"words", "words", "joint", VB_SEGMENT_JOINT},
    {"words", "words", "list", VB_SEGMENT_LIST},
    {"words", "words", "stop", VB_SEGMENT_STOP},
    {"time", "words", NULL, VB_SEGMENT_STOP},
    {"words", "words", "particle", VB_SEGMENT_PARTICLE},
    {"words", "words", "subject", VB_SEGMENT_PARTICLE},
    {"words", "words", "subject", VB_SEGMENT_SUBJECT},
    {"words", "words", "dative", VB_SEGMENT_PARTICLE},
    {"words", "words", "dative", VB_SEGMENT_DATIVE},
    {"words", "words", "after-vowel", VB_SEGMENT_AFTER_VOWEL},
    {"words", "words", "after-consonant", VB_SEGMENT_AFTER_CONSONANT},
    {"words", "words", "particle-list", VB_SEGMENT_PARTICLE},
    {"words", "words", "particle-list", VB_SEGMENT_LIST},
    {"words", "words", "particle-joint", VB_SEGMENT_PARTICLE},
    {"words", "words", "particle-joint", VB_SEGMENT_JOINT},
};

vb_actor_words vb_actor_words_load(const vb_lexicon *lexicon, vb_str language, vb_dictionary *d,
                                   vb_arena *arena) {
  vb_actor_words w = {.dictionary = d};
  for (size_t i = 0; i < sizeof sources / sizeof *sources; i++) {
    vb_str name = vb_str_format(arena, "%.*s/%s", VB_ARG(language), sources[i].table);
    const vb_table *table = vb_lexicon_table(lexicon, name);
    vb_dictionary_add_table(d, table, sources[i].column, sources[i].class, sources[i].kind, arena);
    if (sources[i].kind == VB_SEGMENT_COUNTRY) w.countries = table;
    if (sources[i].kind == VB_SEGMENT_OFFICE) w.offices = table;
  }
  const vb_table *words =
      vb_lexicon_table(lexicon, vb_str_format(arena, "%.*s/words", VB_ARG(language)));
  w.verb_endings = words_of_class(words, "verb-ending", arena);
  w.short_name_countries = words_of_class(words, "short-names", arena);
  if (w.countries) w.country_code = vb_table_column(w.countries, "iso2");
  if (w.offices) {
    w.office_level = vb_table_column(w.offices, "level");
    w.office_country = vb_table_column(w.offices, "country");
  }
  return w;
}

bool vb_segment_is_high(const vb_actor_words *words, vb_str office, vb_arena scratch) {
  vb_segments s = vb_segments_make(words->dictionary, NULL, office, &scratch);
  for (ptrdiff_t i = 0; i < s.tokens.n; i++) {
    if (!vb_segment_is(&s, i, VB_SEGMENT_OFFICE)) continue;
    int row = s.words[i]->payload[VB_SEGMENT_OFFICE];
    if (vb_words_level_is_high(vb_table_field(words->offices, row, words->office_level)))
      return true;
  }
  return false;
}
