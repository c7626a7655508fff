/* What the targets share: language data and memory opened once, and checks that abort.
 *
 * A target is one function, vb_fuzz_one; LLVMFuzzerTestOneInput stands in common.c.  It gets empty
 * arenas for each input; an input that needs more than their budget is given up quietly, so a
 * target holds no foreign handle across an allocation.
 */
#ifndef VB_FUZZ_COMMON_H
#define VB_FUZZ_COMMON_H

#include "article/article.h"

typedef struct {
  vb_lexicon *lexicon;
  vb_article_grammar *grammar;
  vb_arena out, scratch;
  vb_arena_guard guard; /* of both arenas */
} vb_fuzz;

/* The target. */
void vb_fuzz_one(vb_fuzz *fuzz, vb_str input);

/* Both arenas as at the beginning. */
void vb_fuzz_empty(vb_fuzz *fuzz);
/* The input as stages behind capture/ get theirs: each byte that is not UTF-8 is U+FFFD. */
vb_str vb_fuzz_text(vb_fuzz *fuzz, vb_str input);

/* An article of it: the first line is its title and its caption, the rest its text. */
vb_article vb_fuzz_article(vb_fuzz *fuzz, vb_str input);

/* Abort, saying what does not hold. */
void vb_fuzz_expect(bool holds, const char *what);
void vb_fuzz_expect_utf8(vb_str s, const char *what);
/* from <= start < end <= text.n, and both ends stand between characters. */
void vb_fuzz_expect_span(vb_span span, ptrdiff_t from, vb_str text, const char *what);

#endif
