#include "language/words.h"

enum { EXPECTED_PHRASES = 10 << 10 };

static void add(vb_words *words, const vb_lexicon *lexicon, const char *name, const char *columns,
                uint32_t class, vb_arena *arena, const vb_table **keep) {
  const vb_table *table = vb_lexicon_table(lexicon, vb_str_from(name));
  if (keep) *keep = table;
  vb_phrases_add_table(words->phrases, words->abbreviations, table, columns, class, arena);
}

enum { AGENCY_BYTES = 96 }; /* a longer name is no agency's */

/* The first agency of a name stays. */
static void learn_agency(vb_words *words, vb_str name, ptrdiff_t row, vb_arena *arena) {
  if (name.n > AGENCY_BYTES) return;
  vb_str small = vb_str_lower(arena, name);
  if (!vb_wordmap_get(&words->agency, small))
    vb_wordmap_add(&words->agency, small, (uint64_t)row + 1);
}

/* All names; "Petra" as an article's agency is one. */
static void learn_agencies(vb_words *words, const vb_table *t, vb_arena *arena) {
  ptrdiff_t name = vb_table_column(t, "name"), names = vb_table_column(t, "names"), n = 0;
  for (ptrdiff_t row = 0; row < t->n_rows; row++) {
    vb_str others = vb_table_field(t, row, names);
    for (n++; others.p; n++) vb_alternative_next(&others);
  }
  words->agency = vb_wordmap_new(n, arena);
  for (ptrdiff_t row = 0; row < t->n_rows; row++) {
    vb_str others = vb_table_field(t, row, names);
    learn_agency(words, vb_table_field(t, row, name), row, arena);
    while (others.p) learn_agency(words, vb_alternative_next(&others), row, arena);
  }
  words->agency_state = vb_table_column(t, "state_of");
}

/* Names of agencies that mean nothing else: "Petra" in running text is a person. */
static void add_agencies(vb_words *words, const vb_lexicon *lexicon, vb_arena *arena) {
  const vb_table *t = words->agencies = vb_lexicon_table(lexicon, VB_S("world/agencies"));
  if (!t) return;
  learn_agencies(words, t, arena);
  ptrdiff_t name = vb_table_column(t, "name"), names = vb_table_column(t, "names");
  ptrdiff_t tag_only = vb_table_column(t, "tag_only");
  for (ptrdiff_t row = 0; row < t->n_rows; row++) {
    vb_str others = vb_table_field(t, row, names);
    if (!vb_table_field(t, row, tag_only).n)
      vb_phrases_add(words->phrases, words->abbreviations, vb_table_field(t, row, name),
                     VB_WORD_AGENCY, (int)row, arena);
    while (others.p)
      vb_phrases_add(words->phrases, words->abbreviations, vb_alternative_next(&others),
                     VB_WORD_AGENCY, (int)row, arena);
  }
}

/* The names of small closed classes in en/words.tsv. */
static const struct {
  const char *name;
  uint32_t class;
} closed_classes[] = {{"no-name", VB_WORD_NO_NAME},
                      {"function", VB_WORD_FUNCTION},
                      {"portfolio", VB_WORD_PORTFOLIO},
                      {"modifier", VB_WORD_MODIFIER},
                      {"particle", VB_WORD_PARTICLE},
                      {"beginner", VB_WORD_BEGINNER},
                      {"pronoun", VB_WORD_PRONOUN},
                      {"place", VB_WORD_PLACE},
                      {"place-surname", VB_WORD_PLACE},
                      {"state", VB_WORD_STATE},
                      {"determiner", VB_WORD_DETERMINER},
                      {"possessive", VB_WORD_POSSESSIVE},
                      {"definite", VB_WORD_DEFINITE},
                      {"dating", VB_WORD_DATING},
                      {"time-preposition", VB_WORD_TIME_PREPOSITION},
                      {"telling", VB_WORD_TELLING},
                      {"death", VB_WORD_DEATH},
                      {"dying", VB_WORD_DYING},
                      {"aside", VB_WORD_ASIDE},
                      {"occasion-stop", VB_WORD_OCCASION_STOP},
                      {"occasion-lead", VB_WORD_OCCASION_LEAD},
                      {"person-pronoun", VB_WORD_PERSON_PRONOUN},
                      {"loose-office", VB_WORD_LOOSE_OFFICE},
                      {"occasion-by", VB_WORD_OCCASION_BY},
                      {"kin", (uint32_t)VB_WORD_KIN}};

static int add_closed_classes(vb_words *words, const vb_lexicon *lexicon, vb_arena *arena,
                              vb_error *error) {
  const vb_table *table = vb_lexicon_table(lexicon, VB_S("en/words"));
  for (ptrdiff_t row = 0; table && row < table->n_rows; row++) {
    vb_str class = vb_table_field(table, row, 0), list = vb_table_field(table, row, 1);
    size_t k = 0, n = sizeof closed_classes / sizeof *closed_classes;
    while (k < n && !vb_str_eq(class, vb_str_from(closed_classes[k].name))) k++;
    if (k == n)
      return vb_fail(error, VB_BAD_INPUT, "%.*s: line %td: no class of words is called '%.*s'",
                     VB_ARG(vb_table_file(table, row)), vb_table_line(table, row), VB_ARG(class));
    if (vb_str_eq(class, VB_S("place-surname"))) words->place_surnames = (int)row;
    while (list.p)
      vb_phrases_add(words->phrases, words->abbreviations, vb_alternative_next(&list),
                     closed_classes[k].class, (int)row, arena);
  }
  return VB_OK;
}

vb_words *vb_words_new(const vb_lexicon *lexicon, vb_arena *arena, vb_error *error) {
  vb_words *w = VB_NEW(arena, vb_words);
  w->abbreviations = vb_abbreviations_new(arena, lexicon);
  w->phrases = vb_phrases_new(w->abbreviations->vocabulary, VB_WORDS_SET, EXPECTED_PHRASES, arena);
  add(w, lexicon, "world/countries", "name,names", VB_WORD_COUNTRY, arena, &w->countries);
  add(w, lexicon, "world/countries", "adjectives,people", VB_WORD_DEMONYM, arena, NULL);
  add(w, lexicon, "world/countries", "capital,seats", VB_WORD_SEAT, arena, NULL);
  add(w, lexicon, "en/offices", "office,names,plural", VB_WORD_OFFICE, arena, &w->offices);
  add(w, lexicon, "en/honorifics", "honorific,names", VB_WORD_HONORIFIC, arena, NULL);
  add(w, lexicon, "en/organisations", "head,names,plural", VB_WORD_ORGANISATION, arena,
      &w->organisations);
  add(w, lexicon, "world/parties", "name,names", VB_WORD_PARTY, arena, &w->parties);
  add_agencies(w, lexicon, arena);
  vb_wordmap_source gender = {
      .table = VB_S("en/gender"), .class_column = "gender", .word_columns = {"word"}};
  gender.class_name = "man";
  w->man = vb_wordmap_load(lexicon, gender, arena);
  gender.class_name = "woman";
  w->woman = vb_wordmap_load(lexicon, gender, arena);
  if (w->offices) w->office_level = vb_table_column(w->offices, "level");
  if (w->organisations) w->organisation_kind = vb_table_column(w->organisations, "kind");
  if (w->countries) w->country_code = vb_table_column(w->countries, "iso2");
  if (w->parties) w->party_country = vb_table_column(w->parties, "country");
  return add_closed_classes(w, lexicon, arena, error) ? NULL : w;
}

vb_str vb_words_state_of(const vb_words *words, vb_str agency) {
  char small[AGENCY_BYTES];
  if (!words->agencies || !agency.n || agency.n > AGENCY_BYTES) return (vb_str){0};
  for (ptrdiff_t i = 0; i < agency.n; i++) small[i] = vb_to_lower(agency.p[i]);
  uint64_t row = vb_wordmap_get(&words->agency, (vb_str){small, agency.n});
  return row ? vb_table_field(words->agencies, (ptrdiff_t)row - 1, words->agency_state)
             : (vb_str){0};
}

vb_gender vb_words_gender(const vb_words *words, vb_str folded) {
  if (folded.n && folded.p[folded.n - 1] == '.') folded.n--;
  if (vb_wordmap_get(&words->man, folded)) return VB_GENDER_MAN;
  return vb_wordmap_get(&words->woman, folded) ? VB_GENDER_WOMAN : VB_GENDER_UNKNOWN;
}

bool vb_words_is_group(const vb_words *words, const vb_token *token, vb_str *country,
                       vb_arena scratch) {
  if (!vb_str_ends(token->fold, VB_S("s")) || !(token->flags & VB_TOKEN_CAPITAL)) return false;
  vb_str one = vb_str_slice(token->text, 0, token->text.n - 1);
  vb_tokens t = vb_tokens_make(words->abbreviations, one, &scratch);
  vb_phrase_match people = vb_words_at(words, t, 0, t.n, VB_WORD_DEMONYM);
  if (people.n_tokens == 1)
    *country = vb_table_field(words->countries, people.payload, words->country_code);
  return people.n_tokens == 1 || vb_words_at(words, t, 0, t.n, VB_WORD_HONORIFIC).n_tokens == 1;
}

static bool is_one_of(vb_str s, const char *const *list, size_t n) {
  for (size_t i = 0; i < n; i++)
    if (vb_str_eq(s, vb_str_from(list[i]))) return true;
  return false;
}

bool vb_words_level_is_high(vb_str level) {
  static const char *const high[] = {"head_of_state", "head_of_government", "minister", "monarch",
                                     "party"};
  return is_one_of(level, high, sizeof high / sizeof *high);
}

bool vb_words_level_is_in_names(vb_str level) {
  static const char *const in_names[] = {"monarch", "religious"};
  return is_one_of(level, in_names, sizeof in_names / sizeof *in_names);
}
