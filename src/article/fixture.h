/* What unit tests of this module share: memory, the lexicon, the grammar of articles, and how a
 * page becomes a capture and an article. */
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

/* The one capture of these bytes. */
static inline vb_capture take_capture(vb_str content) {
  vb_error error = {0};
  vb_reader *reader;
  vb_capture capture;
  vb_reader_options options = {0};
  cr_assert_eq(vb_reader_open_bytes(&reader, content, "f", options, &error), VB_OK);
  cr_assert_eq(vb_reader_next(reader, &out, &capture, &error), 1, "%s", error.message);
  cr_assert_eq(vb_capture_complete(&capture, &out, scratch, &error), VB_OK);
  vb_reader_close(reader);
  return capture;
}

static inline vb_article read_capture(const vb_capture *capture) {
  vb_error error = {0};
  vb_article article;
  cr_assert_eq(vb_article_read(grammar, capture, &article, &out, scratch, &error), VB_OK, "%s",
               error.message);
  return article;
}

static inline vb_article read_content(const char *content) {
  vb_capture capture = take_capture(vb_str_from(content));
  return read_capture(&capture);
}

#endif
