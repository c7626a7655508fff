#include "trace/bound.h"

#include <criterion/criterion.h>

static vb_arena_region region, scratch_region;
static vb_lexicon *lexicon;

static void setup(void) {
  vb_error error = {0};
  cr_assert_eq(vb_lexicon_open(&lexicon, NULL, &error), 0, "%s", error.message);
  vb_arena_region_open(&region, 16 << 20);
  vb_arena_region_open(&scratch_region, 16 << 20);
}
static void teardown(void) {
  vb_lexicon_close(lexicon);
  vb_arena_region_close(&region);
  vb_arena_region_close(&scratch_region);
}
TestSuite(bound, .init = setup, .fini = teardown);

static ptrdiff_t common(const char *report, const char *source, ptrdiff_t width) {
  vb_arena out = vb_arena_reset(&region, NULL), scratch = vb_arena_reset(&scratch_region, NULL);
  vb_folded_words r = vb_folded_words_make(vb_str_from(report), &out, scratch);
  vb_folded_words s = vb_folded_words_make(vb_str_from(source), &out, scratch);
  return vb_bound_common(r, s, width, scratch);
}

Test(bound, order_is_of_no_matter) {
  cr_assert_eq(common("the harbour is ours", "ours, the Harbour", 9), 3);
}

Test(bound, a_word_counts_as_often_as_both_have_it) {
  cr_assert_eq(common("boat by boat", "boat boat boat", 9), 2);
  cr_assert_eq(common("boat", "boat boat boat", 9), 1);
  cr_assert_eq(common("boat boat boat", "one boat", 9), 1);
}

Test(bound, only_words_of_one_stretch_count_together) {
  const char *source = "boat one two three harbour boat four";
  cr_assert_eq(common("boat harbour four", source, 2), 2);
  cr_assert_eq(common("boat harbour four", source, 3), 3);
  cr_assert_eq(common("boat one four", source, 3), 2);
}

/* A word that leaves the stretch while another of its kind stays. */
Test(bound, what_leaves_is_counted_once) {
  cr_assert_eq(common("boat harbour", "boat boat one harbour", 3), 2);
  cr_assert_eq(common("boat harbour", "boat one two harbour", 3), 1);
}

Test(bound, of_nothing_there_is_nothing) {
  cr_assert_eq(common("", "boat", 3), 0);
  cr_assert_eq(common("boat", "", 3), 0);
}

static ptrdiff_t runs(const char *report, const char *source) {
  vb_error error = {0};
  vb_arena out = vb_arena_reset(&region, NULL), scratch = vb_arena_reset(&scratch_region, NULL);
  const vb_senses *senses = vb_senses_new(lexicon, VB_S("en"), &out, &error);
  cr_assert(senses, "%s", error.message);
  vb_wording r = vb_wording_make(senses, vb_str_from(report), &out, scratch);
  vb_wording_prepare(&r, 0, r.words.n, scratch);
  return vb_bound_runs(&r, vb_folded_words_make(vb_str_from(source), &out, scratch), scratch);
}

Test(bound, two_words_are_a_run_if_neither_is_small) {
  cr_assert_eq(runs("harbour boats", "old harbour boats"), 2);
  cr_assert_eq(runs("of the", "one of the boats"), 0);
  cr_assert_eq(runs("the harbour", "the harbour"), 0);
}

Test(bound, three_words_are_a_run) {
  cr_assert_eq(runs("we sail in the harbour", "boats in the harbour"), 3);
  cr_assert_eq(runs("we sail in the harbour", "in the old harbour"), 0);
}

/* "boats in the harbour" is two runs of three that overlap. */
Test(bound, a_word_is_counted_once) {
  cr_assert_eq(runs("boats in the harbour sank", "boats in the harbour burnt"), 4);
  cr_assert_eq(runs("boats in the harbour sank slowly", "sank slowly boats in the harbour"), 6);
}
