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
