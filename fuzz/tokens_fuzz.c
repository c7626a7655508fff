/* Any bytes as a text to cut into tokens and sentences. */
#include "base/utf8.h"
#include "common.h"
#include "language/tokens.h"

static vb_arena_region region;
static vb_abbreviations *abbreviations;

static void check_token(const vb_token *t, ptrdiff_t after, vb_str text) {
  vb_fuzz_expect_span(t->span, after, text, "tokens out of order or outside the text");
  vb_fuzz_expect(vb_str_eq(t->text, vb_str_slice(text, t->span.start, t->span.end)), "other text");
  vb_fuzz_expect_utf8(t->fold, "folded to no UTF-8");
  for (ptrdiff_t i = after; i < t->span.start; i++)
    vb_fuzz_expect(!vb_is_alpha(text.p[i]) && !vb_is_digit(text.p[i]), "a letter in no token");
}

void vb_fuzz_one(vb_fuzz *fuzz, vb_str input) {
  if (!abbreviations) {
    vb_fuzz_expect(!vb_arena_region_open(&region, 4 << 20), "out of memory");
    vb_arena arena = vb_arena_reset(&region, NULL);
    abbreviations = vb_abbreviations_new(&arena, fuzz->lexicon);
  }
  vb_str text = vb_fuzz_text(fuzz, input);
  vb_tokens tokens = vb_tokens_make(abbreviations, text, &fuzz->out);
  for (ptrdiff_t i = 0, after = 0; i < tokens.n; after = tokens.v[i++].span.end)
    check_token(&tokens.v[i], after, text);
  vb_sentences sentences = vb_sentences_make(tokens, &fuzz->out);
  ptrdiff_t next = 0;
  for (ptrdiff_t i = 0; i < sentences.n; next = sentences.v[i++].end)
    vb_fuzz_expect(sentences.v[i].start == next && sentences.v[i].end > next, "a gap in sentences");
  vb_fuzz_expect(next == tokens.n, "tokens in no sentence");
}
