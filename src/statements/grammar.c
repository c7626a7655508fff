#include "statements/grammar.h"

#include <stdlib.h>

#include "base/utf8.h"

enum { GRAMMAR_BYTES = 16 << 20 };

static vb_word *word_of(vb_statement_grammar *g, vb_str word) {
  return vb_vocabulary_enter(g->vocabulary, vb_str_hash(vb_utf8_fold(&g->arena, word)));
}

static void add_endings(vb_statement_grammar *g, vb_str words) {
  while (words.p) {
    vb_str ending = vb_alternative_next(&words);
    if (!ending.n) continue;
    *vb_push(&g->arena, &g->adverb_endings) = ending;
    g->ends_adverb[(unsigned char)ending.p[ending.n - 1]] = true;
  }
}

static void load_clause_words(vb_statement_grammar *g) {
  static const char *const names[] = {
      "determiner", "subject",   "object",      "possessive", "be",     "have",     "do",
      "modal",      "negation",  "preposition", "adjunct",    "and",    "when",     "who",
      "what",       "that",      "to",          "adverb",     "as",     "document", "saying",
      "own",        "according", "dash",        "inner",      "reader", "turn"};
  const vb_table *t = vb_lexicon_table(g->language->lexicon, VB_S("en/clause"));
  for (ptrdiff_t row = 0; t && row < t->n_rows; row++) {
    vb_str class = vb_table_field(t, row, 0), words = vb_table_field(t, row, 1);
    if (vb_str_eq(class, VB_S("adverb-ending"))) add_endings(g, words);
    for (size_t k = 0; k < sizeof names / sizeof *names; k++) {
      if (!vb_str_eq(class, vb_str_from(names[k]))) continue;
      while (words.p) word_of(g, vb_alternative_next(&words))->classes |= 1u << k;
    }
  }
}

static unsigned read_frames(vb_str field) {
  static const char letters[] = "ctqinsavwp";
  unsigned frames = 0;
  for (ptrdiff_t i = 0; i < field.n; i++)
    for (int k = 0; letters[k]; k++)
      if (letters[k] == field.p[i]) frames |= 1u << k;
  return frames;
}

static int read_kind(vb_str name, vb_cue_kind *kind) {
  static const char *const names[VB_N_CUE_KINDS] = {"say",  "tell", "ask",  "think",
                                                    "want", "show", "judge"};
  for (int k = 0; k < VB_N_CUE_KINDS; k++) {
    if (!vb_str_eq(name, vb_str_from(names[k]))) continue;
    *kind = (vb_cue_kind)k;
    return 0;
  }
  return -1;
}

/* Notes the forms of a row's verb. */
static void add_forms(vb_statement_grammar *g, const vb_table *t, ptrdiff_t row, int16_t cue) {
  static const char *const columns[] = {"verb", "third", "past", "participle", "ing"};
  for (int form = 0; form < 5; form++) {
    vb_str words = vb_table_field(t, row, vb_table_column(t, columns[form]));
    while (words.p) {
      vb_word *word = word_of(g, vb_alternative_next(&words));
      if (!word->cue) word->cue = (int16_t)(cue + 1);
      if (word->cue == cue + 1) word->forms |= (uint8_t)(1 << form);
    }
  }
}

static void load_common_verbs(vb_statement_grammar *g) {
  const vb_table *t = vb_lexicon_table(g->language->lexicon, VB_S("en/common_verbs"));
  for (ptrdiff_t row = 0; t && row < t->n_rows; row++) add_forms(g, t, row, -1);
}

static int load_cues(vb_statement_grammar *g, vb_error *error) {
  const vb_table *t = vb_lexicon_table(g->language->lexicon, VB_S("en/cues"));
  for (ptrdiff_t row = 0; t && row < t->n_rows && g->cues.n < INT16_MAX - 1; row++) {
    vb_cue cue = {.frames = read_frames(vb_table_field(t, row, vb_table_column(t, "frames")))};
    vb_str kind = vb_table_field(t, row, vb_table_column(t, "kind"));
    if (read_kind(kind, &cue.kind))
      return vb_fail(error, VB_USAGE, "%.*s: line %td: no such kind of cue: %.*s",
                     VB_ARG(vb_table_file(t, row)), vb_table_line(t, row), VB_ARG(kind));
    vb_str after = vb_table_field(t, row, vb_table_column(t, "after"));
    while (after.p) {
      vb_str word = vb_alternative_next(&after);
      if (word.n) *vb_push(&g->arena, &cue.after) = vb_utf8_fold(&g->arena, word);
    }
    add_forms(g, t, row, (int16_t)g->cues.n);
    *vb_push(&g->arena, &g->cues) = cue;
  }
  return VB_OK;
}

static int compile(vb_statement_grammar *g, vb_error *error) {
  g->arena = vb_arena_reset(&g->region, &g->guard);
  g->vocabulary = g->language->words->abbreviations->vocabulary;
  load_clause_words(g);
  int bad = load_cues(g, error);
  if (!bad) load_common_verbs(g);
  return bad;
}

int vb_statement_grammar_open(vb_statement_grammar **out, const vb_language *language,
                              vb_error *error) {
  *out = NULL;
  vb_statement_grammar *g = calloc(1, sizeof *g);
  if (!g || vb_arena_region_open(&g->region, GRAMMAR_BYTES)) {
    free(g);
    return vb_fail(error, VB_MEMORY, "statements: out of memory");
  }
  g->language = language;
  int result;
  if (VB_ARENA_TRY(&g->guard))
    result = compile(g, error);
  else
    result = vb_fail(error, VB_MEMORY, "statements: the lexicon is too large");
  g->arena.guard = NULL;
  if (result)
    vb_statement_grammar_close(g);
  else
    *out = g;
  return result;
}

void vb_statement_grammar_close(vb_statement_grammar *g) {
  if (!g) return;
  vb_arena_region_close(&g->region);
  free(g);
}
