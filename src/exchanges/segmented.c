/* Opening the grammars of segmented languages, and reading their articles. */
#include "exchanges/segmented.h"

enum { SEGMENTED_BYTES = 64 << 20 };

/* ---- the grammar ---- */

static const vb_table *table_of(const vb_segmented *s, const char *name, vb_arena *arena) {
  vb_str full = vb_str_format(arena, "%.*s/%s", VB_ARG(s->language), name);
  return vb_lexicon_table(s->base.lexicon, full);
}

static void add_forms(vb_segmented *s, vb_arena *arena) {
  const vb_table *t = table_of(s, "forms", arena);
  for (ptrdiff_t row = 0; t && row < t->n_rows; row++) {
    vb_str name = vb_table_field(t, row, 0);
    vb_str flags = vb_table_field(t, row, vb_table_column(t, "flags"));
    int purpose = vb_purpose_from_name(vb_table_field(t, row, vb_table_column(t, "purpose")));
    *vb_push(arena, &s->base.forms) = (vb_form_word){
        .form = vb_form_from_name(name),
        .purpose = purpose < 0 ? VB_PURPOSE_NONE : (vb_purpose)purpose,
        .reply = purpose == VB_PURPOSE_REPLY,
        .weak = vb_str_find(flags, VB_S("weak"), 0) >= 0,
    };
  }
  vb_dictionary_add_table(s->dictionary, t, "words", NULL, (vb_segment_kind)VB_SEGMENT_FORM, arena);
}

/* Words whose payload is a purpose. */
static void add_purposes(vb_segmented *s, const char *table, const char *column, const char *key,
                         int kind, vb_arena *arena) {
  const vb_table *t = table_of(s, table, arena);
  for (ptrdiff_t row = 0; t && row < t->n_rows; row++) {
    if (key && !vb_str_eq(vb_table_field(t, row, 0), vb_str_from(key))) continue;
    int purpose = vb_purpose_from_name(vb_table_field(t, row, vb_table_column(t, "purpose")));
    vb_str list = vb_table_field(t, row, vb_table_column(t, column));
    while (list.p)
      vb_dictionary_add(s->dictionary, vb_alternative_next(&list), (vb_segment_kind)kind,
                        purpose < 0 ? VB_PURPOSE_NONE : purpose, arena);
  }
}

static void add_verbs(vb_segmented *s, vb_arena *arena) {
  const vb_table *t = table_of(s, "verbs", arena);
  ptrdiff_t forms = t ? vb_table_column(t, "forms") : -1,
            stem = t ? vb_table_column(t, "stem") : -1;
  for (ptrdiff_t row = 0; t && row < t->n_rows; row++) {
    int bits = (int)vb_patterns_class(s->base.patterns, vb_table_field(t, row, 0));
    vb_str list = vb_table_field(t, row, forms);
    while (list.p) {
      vb_str word = vb_alternative_next(&list);
      vb_dictionary_add_bits(s->dictionary, word, (vb_segment_kind)VB_SEGMENT_VERB, bits, arena);
      if (vb_table_field(t, row, stem).n)
        vb_dictionary_add(s->dictionary, word, VB_SEGMENT_STEM, 0, arena);
    }
  }
}

static void add_words(vb_segmented *s, vb_arena *arena) {
  static const struct {
    const char *class;
    int kind;
  } classes[] = {
      {"marker", VB_SEGMENT_MARKER}, {"unreal", VB_SEGMENT_UNREAL}, {"telling", VB_SEGMENT_TELLING},
      {"each", VB_SEGMENT_EACH},     {"figure", VB_SEGMENT_FIGURE}, {"place", VB_SEGMENT_PLACE},
  };
  const vb_table *t = table_of(s, "words", arena);
  for (size_t i = 0; i < sizeof classes / sizeof *classes; i++)
    vb_dictionary_add_table(s->dictionary, t, "words", classes[i].class,
                            (vb_segment_kind)classes[i].kind, arena);
  for (ptrdiff_t row = 0; t && row < t->n_rows && !s->subject.n; row++) {
    vb_str list = vb_table_field(t, row, vb_table_column(t, "words"));
    if (vb_str_eq(vb_table_field(t, row, 0), VB_S("subject")))
      s->subject = vb_alternative_next(&list);
  }
  vb_dictionary_add_table(s->dictionary, table_of(s, "adverbs", arena), "words", NULL,
                          (vb_segment_kind)VB_SEGMENT_ADVERB, arena);
  vb_dictionary_add_table(s->dictionary, table_of(s, "events", arena), "words", NULL,
                          (vb_segment_kind)VB_SEGMENT_EVENT, arena);
  add_purposes(s, "purposes", "before", NULL, VB_SEGMENT_PURPOSE, arena);
  add_purposes(s, "occasion_triggers", "words", "before", VB_SEGMENT_TRIGGER, arena);
  add_purposes(s, "occasion_triggers", "words", "around", VB_SEGMENT_TRIGGER_AROUND, arena);
  add_purposes(s, "occasion_triggers", "words", "behind", VB_SEGMENT_TRIGGER_BEHIND, arena);
}

/* Functions shared with English ask these for English words, and find none.  So nothing is entered
 * into the vocabulary, which other threads read while a language is compiled. */
static void take_no_words(vb_segmented *s, const vb_grammar *english, vb_arena *arena) {
  vb_words *words = VB_NEW(arena, vb_words);
  *words = *english->words;
  vb_vocabulary *vocabulary = words->abbreviations->vocabulary;
  words->phrases = vb_phrases_new(vocabulary, VB_WORDS_SET, 0, arena);
  s->base.words = words;
  s->base.xwords = vb_phrases_new(vocabulary, VB_XWORDS_SET, 0, arena);
  s->base.verbs = vb_phrases_new(vocabulary, VB_VERBS_SET, 0, arena);
}

static int open_language(vb_segmented *s, const vb_grammar *english, vb_arena *arena,
                         vb_error *error) {
  s->base.lexicon = english->lexicon;
  s->base.segmented = s;
  take_no_words(s, english, arena);
  int bad = vb_patterns_compile(&s->base.patterns, s->base.lexicon, s->language, arena, error);
  if (!bad) bad = vb_rows_compile(&s->base.rows, s->base.lexicon, s->language, arena, error);
  if (bad) return bad;
  s->dictionary = vb_dictionary_new(arena);
  s->actors = vb_actor_words_load(s->base.lexicon, s->language, s->dictionary, arena);
  add_forms(s, arena);
  add_verbs(s, arena);
  add_words(s, arena);
  return VB_OK;
}

static int make_segmented(const void *context, void **part, vb_arena *arena, vb_error *error) {
  const vb_segmented_language *language = context;
  vb_segmented *s = *part = VB_NEW(arena, vb_segmented);
  s->language = language->name;
  return open_language(s, language->english, arena, error);
}

/* The language, if it is one that has patterns and is not English. */
static vb_str language_of_patterns(vb_str table) {
  ptrdiff_t slash = vb_str_find_char(table, '/', 0);
  vb_str language = vb_str_slice(table, 0, slash);
  bool patterns = vb_str_eq(vb_str_slice(table, slash, table.n), VB_S("/exchanges"));
  return patterns && !vb_str_eq(language, VB_S("en")) ? language : (vb_str){0};
}

int vb_segmented_open(vb_grammar *english, vb_error *error) {
  const vb_lexicon *lexicon = english->lexicon;
  for (ptrdiff_t i = 0; i < vb_lexicon_n_tables(lexicon); i++) {
    vb_str language = language_of_patterns(vb_lexicon_table_at(lexicon, i)->name);
    if (language.n)
      *vb_push(&english->arena, &english->languages) =
          (vb_segmented_language){language, english, NULL};
  }
  for (ptrdiff_t i = 0; i < english->languages.n; i++) { /* they stay where they are now */
    vb_segmented_language *l = &english->languages.v[i];
    l->grammar = vb_lazy_new(make_segmented, l, SEGMENTED_BYTES, &english->arena);
    if (!l->grammar) return vb_fail(error, VB_MEMORY, "grammar: out of memory");
    if (vb_lexicon_is_extended(lexicon) && !vb_lazy_get(l->grammar, error)) return error->code;
  }
  return VB_OK;
}

void vb_segmented_close(vb_grammar *english) {
  for (ptrdiff_t i = 0; i < english->languages.n; i++)
    vb_lazy_close(english->languages.v[i].grammar);
}

const vb_segmented *vb_segmented_for(const vb_grammar *english, vb_str language) {
  for (ptrdiff_t i = 0; i < english->languages.n; i++)
    if (vb_str_eq(english->languages.v[i].name, language))
      return vb_lazy_get(english->languages.v[i].grammar, NULL);
  return NULL;
}

/* ---- one article ---- */

static bool has_trigger(const vb_segmented *g, const vb_segments *s, vb_token_range range) {
  int triggers = (int)vb_patterns_triggers(g->base.patterns);
  for (ptrdiff_t i = range.start; i < range.end; i++) {
    if (vb_segment_is(s, i, (vb_segment_kind)VB_SEGMENT_FORM)) return true;
    if (vb_segment_is(s, i, (vb_segment_kind)VB_SEGMENT_VERB) &&
        (s->words[i]->payload[VB_SEGMENT_VERB] & triggers))
      return true;
  }
  return false;
}

typedef struct {
  vb_finder *finder;
  const vb_segmented *grammar;
  const vb_actor_context *actors;
  vb_told_occasions told;
  vb_arena *work;
} article_reader;

static void read_field(article_reader *r, const vb_analysed_field *f, vb_arena scratch) {
  vb_segments segments =
      vb_segments_make(r->grammar->dictionary, r->actors->names, f->text, r->work);
  vb_sentences sentences = vb_sentences_make(segments.tokens, r->work);
  vb_place place = {f->field, f->caption, segments.tokens};
  vb_mention subject;
  bool has_subject = false;
  for (ptrdiff_t i = 0; i < sentences.n; i++) {
    vb_segmented_context context = {r->grammar, r->actors, &segments, f->times,
                                    has_subject ? &subject : NULL};
    vb_mention next = {0};
    bool found = false;
    vb_sentence sentence = vb_segmented_chunk(&context, sentences.v[i], &next, &found, r->work);
    if (found) subject = next, has_subject = true;
    if (!has_trigger(r->grammar, &segments, sentences.v[i])) continue;
    vb_occasions_note(r->finder, segments.tokens, &sentence, &r->told);
    vb_pattern_matches matches =
        vb_patterns_run(r->grammar->base.patterns, sentence.chunks, r->work, scratch);
    vb_interpret_sentence(r->finder, place, &sentence, matches, scratch);
  }
}

void vb_segmented_find(vb_finder *finder, const vb_segmented *grammar, const vb_analysis *analysis,
                       vb_arena scratch) {
  const vb_article *article = analysis->article;
  vb_actor_context actors = {.words = &grammar->actors};
  actors.home = vb_words_state_of(grammar->base.words, article->agency);
  if (!actors.home.n) actors.home = vb_words_state_of(grammar->base.words, article->outlet);
  vb_segment_learn(&actors, article->text, finder->out);
  vb_people *people = VB_NEW(finder->out, vb_people);
  *people = (vb_people){.words = grammar->base.words, .name_words = analysis->people.name_words};
  finder->grammar = &grammar->base;
  finder->people = people;
  article_reader r = {finder, grammar, &actors, {0}, finder->out};
  read_field(&r, &analysis->title, scratch);
  read_field(&r, &analysis->text, scratch);
  for (ptrdiff_t i = 0; i < analysis->captions.n; i++)
    read_field(&r, &analysis->captions.v[i], scratch);
  for (ptrdiff_t i = 0; i < finder->titles.n; i++)
    vb_found_join(finder, finder->titles.v[i], (vb_exchange_hints){.brief = true}, scratch);
  vb_occasions_fill(finder, r.told, scratch);
}
