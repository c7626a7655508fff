/* Any bytes as a text to find time expressions in, with its tokens and without; the first byte
 * decides whether the anchor is known. */
#include "checks.h"

static vb_time_grammar *grammar;
static vb_abbreviations *abbreviations;
static vb_arena_region region;
static vb_arena arena;

static void open_words(vb_fuzz *fuzz) {
  vb_error error = {0};
  vb_fuzz_expect(!vb_arena_region_open(&region, 16 << 20), "no memory");
  arena = vb_arena_reset(&region, NULL);
  abbreviations = vb_abbreviations_new(&arena, fuzz->lexicon);
  vb_vocabulary *vocabulary = abbreviations->vocabulary;
  vb_fuzz_expect(!vb_time_grammar_open(&grammar, fuzz->lexicon, vocabulary, &error), error.message);
}

static void expect_same(vb_times a, vb_times b) {
  vb_fuzz_expect(a.n == b.n, "tokens change how many times there are");
  for (ptrdiff_t i = 0; i < a.n; i++)
    vb_fuzz_expect(a.v[i].span.start == b.v[i].span.start && a.v[i].span.end == b.v[i].span.end &&
                       a.v[i].type == b.v[i].type && vb_str_eq(a.v[i].value, b.v[i].value),
                   "tokens change a time");
}

void vb_fuzz_one(vb_fuzz *fuzz, vb_str input) {
  if (!grammar) open_words(fuzz);
  bool anchored = input.n && input.p[0] % 2;
  vb_date anchor = anchored ? vb_date_ymd(2020, 2, 29) : (vb_date){0};
  vb_str text = vb_fuzz_text(fuzz, input);
  vb_tokens tokens = vb_tokens_make(abbreviations, text, &fuzz->out);
  vb_times times = vb_times_find(grammar, text, tokens, anchor, &fuzz->out);
  vb_fuzz_check_times(times, text);
  expect_same(times, vb_times_find(grammar, text, (vb_tokens){0}, anchor, &fuzz->out));
}
