/* What unit tests share that need the lexicon and some memory: setup() calls open_lexicon() and
 * loads what it tests, teardown is close_lexicon(). */
#ifndef VB_LEXICON_FIXTURE_H
#define VB_LEXICON_FIXTURE_H

#include <criterion/criterion.h>

#include "lexicon/lexicon.h"

static vb_arena_region region;
static vb_arena arena;
static vb_lexicon *lexicon;

static void open_lexicon(void) {
  vb_error error = {0};
  cr_assert_eq(vb_arena_region_open(&region, 64 << 20), 0);
  cr_assert_eq(vb_lexicon_open(&lexicon, NULL, &error), VB_OK, "%s", error.message);
  arena = vb_arena_reset(&region, NULL);
}

static void close_lexicon(void) {
  vb_lexicon_close(lexicon);
  vb_arena_region_close(&region);
}

#endif
