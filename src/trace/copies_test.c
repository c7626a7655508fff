/* Shares, kinds and directions of copies: texts of our own, words counted by hand. */
#include "base/expect.h"
#include "trace/copies.h"

static vb_arena_region out_region, scratch_region;
static vb_arena out, scratch;

static void setup(void) {
  cr_assert_eq(vb_arena_region_open(&out_region, 64 << 20), 0);
  cr_assert_eq(vb_arena_region_open(&scratch_region, 64 << 20), 0);
  out = vb_arena_reset(&out_region, NULL);
  scratch = vb_arena_reset(&scratch_region, NULL);
}

static void teardown(void) {
  vb_arena_region_close(&out_region);
  vb_arena_region_close(&scratch_region);
}

TestSuite(copies, .init = setup, .fini = teardown);

/* 20, 16 and 25 words. */
#define MILL                                                                                       \
  "The mill at Varn burned down on Sunday night, and nobody knows yet who left the lamp in the "   \
  "loft."
#define MAYOR                                                                                      \
  "Its owner, who was away, has asked the county for timber, nails and eleven good carpenters."
#define OTHER                                                                                      \
  "Elsewhere the week was quiet: geese flew over, a barge ran aground and was pulled off again, "  \
  "and the choir sang in the town hall."

static vb_copied text_of(const char *words, const char *published, const char *outlet,
                         const char *agency) {
  vb_prepared *text = VB_NEW(&out, vb_prepared);
  *text = vb_prepared_make(NULL, vb_str_from(words), &out, scratch);
  return (vb_copied){text, vb_date_parse_iso(vb_str_from(published)), vb_str_from(outlet),
                     vb_str_from(agency)};
}

static vb_copies begin(const vb_copied *article) {
  vb_copy_word *words = VB_NEW_N(&out, vb_copy_word, article->text->words.n);
  return vb_copies_begin(article, words, &out, scratch);
}

static void expect_copy(vb_copied article, vb_copied other, const char *kind, const char *direction,
                        double share, double of_other) {
  vb_copies copies = begin(&article);
  vb_copy copy;
  cr_assert(vb_copies_compare(&copies, &other, &copy, &out, scratch));
  cr_expect_str_eq(vb_copy_kind_name(copy.kind), kind);
  const char *told = vb_copy_direction_name(copy.direction);
  cr_expect_str_eq(told ? told : "", direction);
  cr_expect_float_eq(copy.share, share, 0.001, "share %f", copy.share);
  cr_expect_float_eq(copy.of_other, of_other, 0.001, "of the other %f", copy.of_other);
}

Test(copies, kinds_go_by_both_shares) {
  vb_copied wire = text_of(MILL "\n\n" MAYOR, "2020-03-01T08:00", NULL, "Coast Wire");
  cr_assert_eq(wire.text->words.n, 36);
  expect_copy(text_of(MILL "\n\n" MAYOR, "2020-03-02", "Post", NULL), wire, "identical", "from", 1,
              1);
  expect_copy(text_of("Fire. " MILL "\n\n" MAYOR, "2020-03-02", "Post", NULL), wire,
              "near_duplicate", "from", 36.0 / 37, 1);
  expect_copy(text_of(MILL, "2020-03-02", "Post", NULL), wire, "truncated", "from", 1, 20.0 / 36);
  expect_copy(text_of(MILL " " OTHER, "2020-03-02", "Post", NULL), wire, "wire_copy", "from",
              20.0 / 45, 20.0 / 36);
  expect_copy(text_of(MILL " " OTHER, "2020-03-02", "Post", NULL),
              text_of(MILL "\n\n" MAYOR, "2020-03-01", "Herald", NULL), "part", "from", 20.0 / 45,
              20.0 / 36);
}

/* Every word stands in the copy, one of them changed: near, not the same. */
Test(copies, an_edited_copy_is_not_identical) {
  const char *edited = "The mill at Varn burned down on Sunday night, and nobody knows still who "
                       "left the lamp in the loft.\n\n" MAYOR;
  expect_copy(text_of(edited, "", NULL, NULL), text_of(MILL "\n\n" MAYOR, "", NULL, NULL),
              "near_duplicate", "", 1, 1);
}

Test(copies, who_had_it_first) {
  struct {
    const char *published, *outlet, *agency, *other, *other_outlet, *other_agency, *expected;
  } cases[] = {
      {"2020-03-02", "Post", NULL, "2020-03-01T08:00", "Herald", NULL, "from"},
      {"2020-03-01", "Post", NULL, "2020-03-02", "Herald", NULL, "to"},
      {"2020-03-01T09:00", "Post", NULL, "2020-03-01T08:00", "Herald", NULL, "from"},
      {"2020-03-01", "Post", NULL, "2020-03-01T08:00", "Herald", NULL, ""},
      {"2020", "Post", NULL, "2020-03-01", "Herald", NULL, ""},
      {"", "Post", "Coast Wire", "2020-03-01", NULL, "Coast Wire", "from"},
      {"2020-03-01", "Coast Wire", "Coast Wire", "2020-03-01", "Post", "Coast Wire", "to"},
      {"", "Post", NULL, "2020-03-01", NULL, "Coast Wire", ""},
  };
  for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
    expect_copy(text_of(MILL, cases[i].published, cases[i].outlet, cases[i].agency),
                text_of(MILL, cases[i].other, cases[i].other_outlet, cases[i].other_agency),
                "identical", cases[i].expected, 1, 1);
}

Test(copies, shares_of_several_are_not_added_twice) {
  vb_copied article = text_of(MILL " " OTHER, "2020-03-02", NULL, NULL);
  vb_copies copies = begin(&article);
  vb_copy copy;
  vb_copied before = text_of(MILL, "2020-03-01", NULL, NULL);
  vb_copied again = text_of(MILL " " MAYOR, "2020-03-01", NULL, NULL);
  vb_copied after = text_of(OTHER, "2020-03-03", NULL, NULL);
  cr_expect_eq(vb_copies_elsewhere(&copies), 0);
  cr_assert(vb_copies_compare(&copies, &before, &copy, &out, scratch));
  cr_assert(vb_copies_compare(&copies, &again, &copy, &out, scratch));
  cr_expect_float_eq(vb_copies_elsewhere(&copies), 20.0 / 45, 0.001);
  cr_assert(vb_copies_compare(&copies, &after, &copy, &out, scratch));
  cr_expect_float_eq(vb_copies_elsewhere(&copies), 1, 0.001);
  cr_expect_float_eq(vb_copies_before(&copies), 20.0 / 45, 0.001);
  cr_assert_eq(copy.passages.n, 1);
  cr_expect_eq(copy.passages.v[0].report.start, (ptrdiff_t)strlen(MILL) + 1);
  cr_expect_eq(copy.passages.v[0].source.start, 0);
  vb_copied nothing = text_of(MAYOR, "2020-03-03", NULL, NULL);
  cr_expect_not(vb_copies_compare(&copies, &nothing, &copy, &out, scratch));
}

/* The first 20 words stand in many texts, the other 25 in this one. */
static vb_copy_kind kind_when(uint32_t texts, vb_copy_word how, uint32_t others) {
  vb_copied article = text_of(MILL " " OTHER, "2020-03-02", NULL, NULL);
  vb_copied other = text_of(MILL " " MAYOR, "2020-01-01", NULL, NULL);
  vb_copy_word *words = VB_NEW_N(&out, vb_copy_word, article.text->words.n);
  for (ptrdiff_t i = 0; i < article.text->words.n; i++) {
    words[i] = how;
    words[i].texts = i < 20 ? texts : others;
  }
  vb_copies copies = vb_copies_begin(&article, words, &out, scratch);
  vb_copy copy;
  cr_assert(vb_copies_compare(&copies, &other, &copy, &out, scratch));
  cr_expect_eq(copy.share > 0, copy.kind != VB_COPY_FORMULA);
  return copy.kind;
}

Test(copies, formulae_are_told_by_their_frequency) {
  vb_copy_word apart = {.dated = true, .apart = true}, same_week = {.dated = true}, undated = {0},
               one_outlet = {.dated = true, .one_outlet = true};
  cr_expect_eq(kind_when(8, apart, 1), VB_COPY_FORMULA);
  cr_expect_eq(kind_when(3, apart, 1), VB_COPY_PART);     /* too few to tell */
  cr_expect_eq(kind_when(8, same_week, 1), VB_COPY_PART); /* a story that eight papers have */
  cr_expect_eq(kind_when(8, apart, 8), VB_COPY_PART);     /* all of it is so frequent */
  cr_expect_eq(kind_when(8, undated, 1), VB_COPY_PART);
  cr_expect_eq(kind_when(80, undated, 1), VB_COPY_FORMULA);
  cr_expect_eq(kind_when(8, one_outlet, 1), VB_COPY_FORMULA); /* its boilerplate */
}
