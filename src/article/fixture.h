/* What unit tests of this module share: memory, the lexicon and the grammar of articles. */
#ifndef VB_ARTICLE_FIXTURE_H
#define VB_ARTICLE_FIXTURE_H

#include "article/article.h"
#include "base/expect.h"

static vb_arena_region results, working;
static vb_arena out, scratch;
static vb_lexicon *lexicon;
static vb_article_grammar *grammar;

static void setup(void) {
  vb_error error = {0};
  cr_assert_eq(vb_arena_region_open(&results, 64 << 20), 0);
  cr_assert_eq(vb_arena_region_open(&working, 64 << 20), 0);
  out = vb_arena_reset(&results, NULL);
  scratch = vb_arena_reset(&working, NULL);
  cr_assert_eq(vb_lexicon_open(&lexicon, NULL, &error), VB_OK, "%s", error.message);
  cr_assert_eq(vb_article_grammar_open(&grammar, lexicon, &error), VB_OK, "%s", error.message);
}
static void teardown(void) {
  vb_article_grammar_close(grammar);
  vb_lexicon_close(lexicon);
  vb_arena_region_close(&results);
  vb_arena_region_close(&working);
}

#endif
