/* What unit tests of finding share: memory, the lexicon and the grammar. */
#ifndef VB_EXCHANGES_FIXTURE_H
#define VB_EXCHANGES_FIXTURE_H

#include <criterion/criterion.h>

#include "exchanges/exchange.h"

static vb_arena_region result_region, scratch_region;
static vb_arena out, scratch;
static vb_lexicon *lexicon;
static vb_grammar *grammar;

static void setup(void) {
  vb_error error = {0};
  cr_assert_eq(vb_arena_region_open(&result_region, 16 << 20), 0);
  cr_assert_eq(vb_arena_region_open(&scratch_region, 64 << 20), 0);
  out = vb_arena_reset(&result_region, NULL);
  scratch = vb_arena_reset(&scratch_region, NULL);
  cr_assert_eq(vb_lexicon_open(&lexicon, NULL, &error), VB_OK, "%s", error.message);
  cr_assert_eq(vb_grammar_open(&grammar, lexicon, &error), VB_OK, "%s", error.message);
}
static void teardown(void) {
  vb_grammar_close(grammar);
  vb_lexicon_close(lexicon);
  vb_arena_region_close(&result_region);
  vb_arena_region_close(&scratch_region);
}

#endif
