/* What unit tests of statements share: memory, the lexicon and the grammar. */
#ifndef VB_STATEMENTS_FIXTURE_H
#define VB_STATEMENTS_FIXTURE_H

#include "base/expect.h"
#include "statements/statement.h"

static vb_arena_region result_region, scratch_region;
static vb_arena out, scratch;
static vb_lexicon *lexicon;
static vb_language *language;
static vb_statement_grammar *grammar;

static void setup(void) {
  vb_error error = {0};
  cr_assert_eq(vb_arena_region_open(&result_region, 64 << 20), 0);
  cr_assert_eq(vb_arena_region_open(&scratch_region, 64 << 20), 0);
  out = vb_arena_reset(&result_region, NULL);
  scratch = vb_arena_reset(&scratch_region, NULL);
  cr_assert_eq(vb_lexicon_open(&lexicon, NULL, &error), VB_OK, "%s", error.message);
  cr_assert_eq(vb_language_open(&language, lexicon, &error), VB_OK, "%s", error.message);
  cr_assert_eq(vb_statement_grammar_open(&grammar, language, &error), VB_OK, "%s", error.message);
}
static void teardown(void) {
  vb_statement_grammar_close(grammar);
  vb_language_close(language);
  vb_lexicon_close(lexicon);
  vb_arena_region_close(&result_region);
  vb_arena_region_close(&scratch_region);
}

#endif
