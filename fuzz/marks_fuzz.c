/* Any bytes as a text to find quotation marks in. */
#include "common.h"
#include "statements/marks.h"

static vb_arena_region region;
static vb_abbreviations *abbreviations;

static void check_quoted(vb_tokens tokens, vb_quoteds found, ptrdiff_t i, ptrdiff_t after) {
  const vb_quoted *q = &found.v[i];
  vb_fuzz_expect(q->tokens.start >= after && q->tokens.start < q->inner.start &&
                     q->inner.start <= q->inner.end && q->inner.end <= q->tokens.end &&
                     q->tokens.end <= tokens.n,
                 "stretches out of order or outside the text");
  for (ptrdiff_t k = q->tokens.start + 1; k < q->tokens.end; k++)
    vb_fuzz_expect(!(tokens.v[k].flags & VB_TOKEN_PARAGRAPH), "over the end of a paragraph");
  bool pair = q->inner.end + 2 == q->tokens.end && /* two single marks are one double mark */
              vb_token_is(&tokens.v[q->inner.end], VB_S("'")) &&
              vb_token_is(&tokens.v[q->inner.end + 1], VB_S("'"));
  vb_fuzz_expect(pair || q->inner.end + 1 >= q->tokens.end, "words between inner end and mark");
  vb_fuzz_expect(!q->unclosed || q->inner.end == q->tokens.end, "unclosed, with a closing mark");
  vb_fuzz_expect(q->continues >= -1 && q->continues < i, "continues what comes later");
  if (q->continues < 0) return;
  const vb_quoted *before = &found.v[q->continues];
  vb_fuzz_expect(before->tokens.end == q->tokens.start && !before->unclosed &&
                     before->inner.end == before->tokens.end &&
                     (tokens.v[q->tokens.start].flags & VB_TOKEN_PARAGRAPH),
                 "continues no stretch of the paragraph before");
}

void vb_fuzz_one(vb_fuzz *fuzz, vb_str input) {
  if (!abbreviations) {
    vb_fuzz_expect(!vb_arena_region_open(&region, 4 << 20), "out of memory");
    vb_arena arena = vb_arena_reset(&region, NULL);
    abbreviations = vb_abbreviations_new(&arena, fuzz->lexicon);
  }
  vb_tokens tokens = vb_tokens_make(abbreviations, vb_fuzz_text(fuzz, input), &fuzz->out);
  vb_quoteds found = vb_marks_scan(tokens, &fuzz->out);
  for (ptrdiff_t i = 0, after = 0; i < found.n; after = found.v[i++].tokens.end)
    check_quoted(tokens, found, i, after);
}
