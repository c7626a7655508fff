#include "common.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/utf8.h"
#include "capture/charset.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

enum { BUDGET_BYTES = 16 << 20 };

static vb_arena_region results, working;
static vb_fuzz fuzz;

void vb_fuzz_expect(bool holds, const char *what) {
  if (holds) return;
  fprintf(stderr, "%s\n", what);
  abort();
}

void vb_fuzz_expect_utf8(vb_str s, const char *what) {
  vb_fuzz_expect(vb_utf8_invalid_at(s) < 0, what);
}

void vb_fuzz_expect_span(vb_span span, ptrdiff_t from, vb_str text, const char *what) {
  vb_fuzz_expect(span.start >= from && span.start < span.end && span.end <= text.n, what);
  vb_fuzz_expect_utf8(vb_str_slice(text, span.start, span.end), what);
}

void vb_fuzz_empty(vb_fuzz *f) {
  f->out = vb_arena_reset(&results, &f->guard);
  f->scratch = vb_arena_reset(&working, &f->guard);
}

vb_str vb_fuzz_text(vb_fuzz *f, vb_str input) {
  if (vb_utf8_invalid_at(input) < 0) return input;
  vb_str marked = vb_str_format(&f->out, "\xEF\xBB\xBF%*s", (int)input.n, "");
  memcpy((char *)marked.p + 3, input.p, (size_t)input.n);
  vb_str text;
  vb_charset_to_utf8(marked, false, &text, &f->out, f->scratch);
  return text;
}

static void start(void) {
  vb_error error = {0};
  if (fuzz.grammar) return;
  vb_fuzz_expect(!vb_lexicon_open(&fuzz.lexicon, NULL, &error) &&
                     !vb_article_grammar_open(&fuzz.grammar, fuzz.lexicon, &error) &&
                     !vb_arena_region_open(&results, BUDGET_BYTES) &&
                     !vb_arena_region_open(&working, BUDGET_BYTES),
                 error.message);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
  start();
  if (!VB_ARENA_TRY(&fuzz.guard)) return 0;
  vb_fuzz_empty(&fuzz);
  vb_fuzz_one(&fuzz, (vb_str){(const char *)data, (ptrdiff_t)size});
  return 0;
}

vb_article vb_fuzz_article(vb_fuzz *f, vb_str input) {
  vb_article article = {.id = VB_S("a"),
                        .language = VB_S("en"),
                        .published = vb_date_ymd(2020, 2, 29),
                        .text = vb_fuzz_text(f, input)};
  article.title = vb_str_cut(&article.text, '\n');
  *vb_push(&f->out, &article.captions) = article.title;
  return article;
}
