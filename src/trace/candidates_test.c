#include "trace/candidates.h"

#include <criterion/criterion.h>

enum { SHINGLES = 12, FORMULAE = 1, QUOTED = 2, FAR = 300 };

static vb_arena_region region, scratch_region;
static vb_arena arena, scratch;
static vb_passage_use uses[SHINGLES];
static vb_posting postings[SHINGLES][2];

/* Text 1 has all shingles, each in another place; text 2 has eight of them in one. */
static void setup(void) {
  vb_arena_region_open(&region, 16 << 20);
  vb_arena_region_open(&scratch_region, 16 << 20);
  arena = vb_arena_reset(&region, NULL);
  scratch = vb_arena_reset(&scratch_region, NULL);
  for (uint32_t i = 0; i < SHINGLES; i++) {
    bool both = i >= 2 && i < 10;
    postings[i][0] = (vb_posting){FORMULAE, i * FAR};
    postings[i][1] = (vb_posting){QUOTED, 5000 + i};
    uses[i] = (vb_passage_use){both ? 2 : 1, {postings[i], both ? 2 : 1, 2}};
  }
}
static void teardown(void) {
  vb_arena_region_close(&region);
  vb_arena_region_close(&scratch_region);
}
TestSuite(candidates, .init = setup, .fini = teardown);

Test(candidates, words_from_anywhere_in_a_text_count) {
  vb_candidates c = vb_candidates_find(uses, 0, SHINGLES, false, 9, &arena, scratch);
  cr_assert_eq(c.n, 2);
  cr_assert_eq(c.v[0].text, FORMULAE);
  cr_assert_eq(c.v[0].shingles, SHINGLES);
  cr_assert_eq(c.v[0].first, 0);
  cr_assert_eq(c.v[0].last, (SHINGLES - 1) * FAR);
}

Test(candidates, near_words_count_where_most_of_them_stand) {
  vb_candidates c = vb_candidates_find(uses, 0, SHINGLES, true, 9, &arena, scratch);
  cr_assert_eq(c.n, 2);
  cr_assert_eq(c.v[0].text, QUOTED);
  cr_assert_eq(c.v[0].shingles, 8);
  cr_assert_eq(c.v[0].first, 5002);
  cr_assert_eq(c.v[0].last, 5009);
  cr_assert_eq(c.v[1].shingles, 1, "no two of its shingles are near");
  cr_assert_eq(c.v[1].first, c.v[1].last);
}

Test(candidates, a_part_of_the_report_asks_for_its_own_shingles) {
  vb_candidates c = vb_candidates_find(uses, 4, 7, true, 9, &arena, scratch);
  cr_assert_eq(c.v[0].text, QUOTED);
  cr_assert_eq(c.v[0].shingles, 3);
  cr_assert_eq(c.v[0].first, 5004);
}

/* A formula that stands in a second place too leads nowhere. */
Test(candidates, a_text_is_compared_where_all_its_shingles_stand) {
  for (uint32_t i = 0; i < SHINGLES; i++) {
    postings[i][0] = (vb_posting){QUOTED, 5000 + i};
    uses[i] = (vb_passage_use){1, {postings[i], i == 3 ? 2 : 1, 2}};
  }
  postings[3][1] = (vb_posting){QUOTED, 9000};
  vb_candidates c = vb_candidates_find(uses, 0, SHINGLES, false, 9, &arena, scratch);
  cr_assert_eq(c.n, 1);
  cr_assert_eq(c.v[0].first, 5000);
  cr_assert_eq(c.v[0].last, 5011);
}

/* Numbers whose order no single byte of them tells. */
Test(candidates, places_are_gathered_by_text_whatever_its_number) {
  static const uint32_t texts[] = {3, 258, 0x10003, 0x10102, 0x2000000};
  enum { TEXTS = sizeof texts / sizeof *texts };
  static vb_posting of[SHINGLES][TEXTS];
  for (uint32_t i = 0; i < SHINGLES; i++) {
    for (uint32_t k = 0; k < TEXTS; k++) of[i][k] = (vb_posting){texts[k], 100 * k + i};
    uses[i] = (vb_passage_use){TEXTS, {of[i], TEXTS, TEXTS}};
  }
  vb_candidates c = vb_candidates_find(uses, 0, SHINGLES, true, 9, &arena, scratch);
  cr_assert_eq(c.n, TEXTS);
  for (ptrdiff_t k = 0; k < c.n; k++) {
    cr_assert_eq(c.v[k].text, texts[k], "of equal votes the smaller number comes first");
    cr_assert_eq(c.v[k].shingles, SHINGLES);
    cr_assert_eq(c.v[k].first, 100 * k);
    cr_assert_eq(c.v[k].last, 100 * k + SHINGLES - 1);
  }
}

Test(candidates, the_best_are_given_and_no_others) {
  static vb_posting of[SHINGLES][4];
  for (uint32_t i = 0; i < SHINGLES; i++) { /* text 4 - k has 12 - 2 k shingles */
    int n = 0;
    for (uint32_t k = 3; k < 4; k--)
      if (i < SHINGLES - 2 * k) of[i][n++] = (vb_posting){4 - k, i};
    uses[i] = (vb_passage_use){4, {of[i], n, 4}};
  }
  vb_candidates c = vb_candidates_find(uses, 0, SHINGLES, false, 2, &arena, scratch);
  cr_assert_eq(c.n, 2);
  cr_assert_eq(c.v[0].text, 4);
  cr_assert_eq(c.v[1].text, 3);
  cr_assert_eq(c.v[1].shingles, SHINGLES - 2);
}

/* One shingle has more postings than are looked at: it is left out, and the rarer one is not. */
Test(candidates, of_too_many_places_the_rarest_are_looked_at) {
  static vb_posting many[VB_CANDIDATE_POSTINGS], few[1] = {{7, 40}};
  for (uint32_t i = 0; i < VB_CANDIDATE_POSTINGS; i++) many[i] = (vb_posting){i, 9};
  uses[0] = (vb_passage_use){VB_CANDIDATE_POSTINGS, {many, VB_CANDIDATE_POSTINGS, 0}};
  uses[1] = (vb_passage_use){1, {few, 1, 1}};
  vb_candidates c = vb_candidates_find(uses, 0, 2, false, 9, &arena, scratch);
  cr_assert_eq(c.n, 1);
  cr_assert_eq(c.v[0].text, 7);
  cr_assert_eq(c.v[0].first, 40);
}
