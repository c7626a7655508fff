/* Opening the grammar: the lexicon's tables become phrases, rows and patterns, once. */
#include "exchanges/segmented.h"

#include <stdlib.h>

enum { GRAMMAR_BYTES = 64 << 20, EXPECTED_WORDS = 1 << 10 };

static void add_words(vb_grammar *g, const char *table, const char *columns, uint32_t class) {
  vb_phrases_add_table(g->xwords, g->words->abbreviations,
                       vb_lexicon_table(g->lexicon, vb_str_from(table)), columns, class, &g->arena);
}

/* Rows of a table whose first field reads `key`, or all others; the payload is the row's
 * purpose. */
static void add_rows(vb_grammar *g, const char *table, const char *key, const char *column,
                     bool equal, uint32_t class) {
  const vb_table *t = vb_lexicon_table(g->lexicon, vb_str_from(table));
  for (ptrdiff_t row = 0; t && row < t->n_rows; row++) {
    if (vb_str_eq(vb_table_field(t, row, 0), vb_str_from(key)) != equal) continue;
    int purpose = vb_purpose_from_name(vb_table_field(t, row, vb_table_column(t, "purpose")));
    vb_str field = vb_table_field(t, row, vb_table_column(t, column));
    while (field.p)
      vb_phrases_add(g->xwords, g->words->abbreviations, vb_alternative_next(&field), class,
                     purpose < 0 ? VB_PURPOSE_NONE : purpose, &g->arena);
  }
}

/* The nouns of forms: the payload is the index into g->forms, which is that of the row. */
static void add_forms(vb_grammar *g) {
  const vb_table *t = vb_lexicon_table(g->lexicon, VB_S("en/forms"));
  for (ptrdiff_t row = 0; t && row < t->n_rows; row++) {
    vb_str name = vb_table_field(t, row, 0);
    vb_str flags = vb_table_field(t, row, vb_table_column(t, "flags"));
    int purpose = vb_purpose_from_name(vb_table_field(t, row, vb_table_column(t, "purpose")));
    bool reply = vb_str_eq(name, VB_S("reply")); /* a message, if anything */
    *vb_push(&g->arena, &g->forms) = (vb_form_word){
        .form = reply ? VB_FORM_MESSAGE : vb_form_from_name(name),
        .purpose = purpose < 0 ? VB_PURPOSE_NONE : (vb_purpose)purpose,
        .reply = reply,
        .bare = vb_str_find(flags, VB_S("bare"), 0) >= 0,
        .weak = vb_str_find(flags, VB_S("weak"), 0) >= 0,
    };
  }
  add_words(g, "en/forms", "words", VB_XWORD_FORM);
}

static int make_occasion_keys(const void *lexicon, void **part, vb_arena *arena, vb_error *error) {
  (void)error; /* every row will do */
  vb_occasion_keys *keys = *part = VB_NEW(arena, vb_occasion_keys);
  *keys = vb_occasion_keys_load(lexicon, arena);
  return VB_OK;
}

static int compile(vb_grammar *g, vb_error *error) {
  vb_arena *arena = &g->arena;
  *arena = vb_arena_reset(&g->region, &g->guard);
  vb_vocabulary *vocabulary = g->words->abbreviations->vocabulary;
  g->xwords = vb_phrases_new(vocabulary, VB_XWORDS_SET, EXPECTED_WORDS, arena);
  g->verbs = vb_phrases_new(vocabulary, VB_VERBS_SET, EXPECTED_WORDS, arena);
  add_forms(g);
  add_words(g, "en/events", "words", VB_XWORD_EVENT);
  add_words(g, "en/adverbs", "words", VB_XWORD_ADVERB);
  add_rows(g, "en/purposes", "not", "before", false, VB_XWORD_PURPOSE_BEFORE);
  add_rows(g, "en/purposes", "not", "of", false, VB_XWORD_PURPOSE_OF);
  add_rows(g, "en/purposes", "not", "before", true, VB_XWORD_NOT_BEFORE);
  add_rows(g, "en/purposes", "not", "of", true, VB_XWORD_NOT_OF);
  add_rows(g, "en/occasion_triggers", "any", "words", true, VB_XWORD_TRIGGER_ANY);
  add_rows(g, "en/occasion_triggers", "event", "words", true, VB_XWORD_TRIGGER_EVENT);
  add_rows(g, "en/occasion_triggers", "clause", "words", true, VB_XWORD_TRIGGER_CLAUSE);
  add_rows(g, "en/occasion_triggers", "lead", "words", true, VB_XWORD_OCCASION_LEAD);
  add_rows(g, "en/occasion_triggers", "befall", "words", true, VB_XWORD_BEFALL);
  add_rows(g, "en/letters", "salutation", "words", true, VB_XWORD_SALUTATION);
  add_rows(g, "en/letters", "speech", "words", true, VB_XWORD_SPEECH);
  add_rows(g, "en/spoken", "voice", "words", true, VB_XWORD_VOICE);
  add_rows(g, "en/spoken", "amid", "words", true, VB_XWORD_AMID);
  add_rows(g, "en/spoken", "gathering", "words", true, VB_XWORD_GATHERING);
  add_rows(g, "en/spoken", "visiting", "words", true, VB_XWORD_VISITING);
  int bad = vb_patterns_compile(&g->patterns, g->lexicon, VB_S("en"), arena, error);
  if (!bad) bad = vb_rows_compile(&g->rows, g->lexicon, VB_S("en"), arena, error);
  if (bad) return bad;
  g->occasion_keys = vb_lazy_new(make_occasion_keys, g->lexicon, GRAMMAR_BYTES, arena);
  if (!g->occasion_keys) return vb_fail(error, VB_MEMORY, "grammar: out of memory");
  if (vb_lexicon_is_extended(g->lexicon) && !vb_lazy_get(g->occasion_keys, error))
    return error->code;
  vb_patterns_add_verbs(g->patterns, g->lexicon, g->words->abbreviations, g->verbs, arena);
  return vb_segmented_open(g, error);
}

int vb_grammar_open(vb_grammar **out, const vb_language *language, vb_error *error) {
  *out = NULL;
  vb_grammar *g = calloc(1, sizeof *g);
  if (!g || vb_arena_region_open(&g->region, GRAMMAR_BYTES)) {
    free(g);
    return vb_fail(error, VB_MEMORY, "grammar: out of memory");
  }
  g->lexicon = language->lexicon;
  g->words = language->words;
  int result;
  if (VB_ARENA_TRY(&g->guard))
    result = compile(g, error);
  else
    result = vb_fail(error, VB_MEMORY, "grammar: the lexicon is too large");
  g->arena.guard = NULL;
  if (result)
    vb_grammar_close(g);
  else
    *out = g;
  return result;
}

void vb_grammar_close(vb_grammar *g) {
  if (!g) return;
  vb_segmented_close(g);
  vb_lazy_close(g->occasion_keys);
  vb_arena_region_close(&g->region);
  free(g);
}
