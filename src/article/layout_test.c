#include <criterion/criterion.h>

#include "article/classify.h"
#include "article/dump.h"
#include "article/fixture.h"
#include "article/html.h"

TestSuite(layout, .init = setup, .fini = teardown);

/* Three paragraphs of harvest news, a list of teasers about other things, a menu. */
static const char page_with_teasers[] =
    "<html><head><title>Harvest of Arcadia</title></head><body>"
    "<ul class=\"menu\"><li><a href=a>Home</a></li><li><a href=b>Sport</a></li></ul>"
    "<div class=\"wrap\"><div class=\"x1 lead\">"
    "<p>The harvest of Arcadia was better than anybody had expected, the farmers of the northern "
    "valleys said on Tuesday, and the barns are full of barley.</p>"
    "<p>Barley from the northern valleys is sold to brewers abroad, and farmers hope that the "
    "price will hold until the spring, when the barns are empty.</p>"
    "<p>The minister praised the farmers, and promised to mend the roads of the valleys before "
    "the next harvest, as he had promised before the last one.</p></div>"
    "<div class=\"x2 cards\"><a href=c>Actor opens seaside museum with an orchestra</a>"
    "<a href=d>Swimmers return from their championship</a></div></div></body></html>";

static const vb_features *features_of(vb_page *page, const char *title) {
  vb_blocks_finish(grammar, page, scratch);
  return vb_features_of(grammar, page, vb_str_from(title), &out, scratch);
}

static float feature(const vb_features *row, const char *name) {
  int i = vb_feature_named(vb_str_from(name));
  cr_assert(i >= 0, "%s", name);
  return row->v[i];
}

static ptrdiff_t block_that_starts(const vb_page *page, const char *start) {
  for (ptrdiff_t i = 0; i < page->blocks.n; i++)
    if (vb_str_starts(page->blocks.v[i].text, vb_str_from(start))) return i;
  cr_assert(false, "no block begins with %s", start);
  return -1;
}

Test(layout, every_column_has_a_name_of_its_own) {
  for (int i = 0; i < VB_N_FEATURES; i++)
    cr_expect_eq(vb_feature_named(vb_str_from(vb_feature_name(i))), i, "%s", vb_feature_name(i));
}

Test(layout, paragraphs_are_alike_and_stand_in_the_core) {
  vb_page page;
  vb_html_read(grammar, vb_str_from(page_with_teasers), &page, &out, scratch);
  const vb_features *rows = features_of(&page, "Harvest of Arcadia");
  const vb_features *text = &rows[block_that_starts(&page, "Barley")];
  const vb_features *teaser = &rows[block_that_starts(&page, "Actor")];
  const vb_features *menu = &rows[block_that_starts(&page, "Sport")];
  cr_expect_float_eq(feature(text, "look_share"), 1, 0.01);
  cr_expect_eq(feature(teaser, "look_share"), 0);
  cr_expect_float_eq(feature(teaser, "look_links"), 1, 0.01);
  cr_expect_eq(feature(text, "core_steps"), 1, "a <p> in the div that holds all prose");
  cr_expect_eq(feature(teaser, "core_steps"), -1, "one up from the core, down on the other side");
  cr_expect_eq(feature(menu, "core_steps"), -2);
  cr_expect_eq(feature(text, "alike_prev"), 1);
  cr_expect_eq(feature(menu, "alike_next"), 0);
}

Test(layout, the_words_of_an_article_come_again_in_it) {
  vb_page page;
  vb_html_read(grammar, vb_str_from(page_with_teasers), &page, &out, scratch);
  const vb_features *rows = features_of(&page, "Harvest of Arcadia");
  const vb_features *text = &rows[block_that_starts(&page, "Barley")];
  const vb_features *teaser = &rows[block_that_starts(&page, "Actor")];
  cr_expect_gt(feature(text, "told_words"), 0.3F);
  cr_expect_eq(feature(teaser, "told_words"), 0);
}

Test(layout, lines_of_a_dump_differ_by_what_stands_around_them) {
  vb_page page;
  vb_dump_read(VB_S("Home\nSport\nLetters\nMoney\n"
                    "The harvest of Arcadia was better than anybody had expected, the farmers of "
                    "the northern valleys said on Tuesday.\n"
                    "Contact\nImprint\n"),
               &page, &out, scratch);
  const vb_features *rows = features_of(&page, "Harvest");
  const vb_features *text = &rows[block_that_starts(&page, "The harvest")];
  const vb_features *menu = &rows[block_that_starts(&page, "Letters")];
  cr_expect_eq(feature(text, "short_before"), 4);
  cr_expect_eq(feature(text, "short_after"), 2);
  cr_expect_eq(feature(menu, "short_before"), 2);
  cr_expect_eq(feature(menu, "core_steps"), 0, "a dump has no elements");
}

Test(layout, what_stands_twice_is_told) {
  vb_page page;
  vb_dump_read(VB_S("Barley from northern valleys is sold to brewers abroad in winter\n"
                    "The minister praised farmers and promised to mend mountain roads\n"
                    "Quoted large: barley from northern valleys is sold to brewers abroad\n"),
               &page, &out, scratch);
  const vb_features *rows = features_of(&page, "");
  /* Words that count: barley northern valleys sold brewers abroad winter; six of them, in four of
   * the five runs of three, come again. */
  cr_expect_float_eq(feature(&rows[0], "later"), 0.8, 0.01);
  cr_expect_eq(feature(&rows[0], "again"), 0);
  cr_expect_float_eq(feature(&rows[2], "again"), 4.0 / 6, 0.01);
  cr_expect_eq(feature(&rows[2], "later"), 0);
  cr_expect_eq(feature(&rows[1], "again"), 0);
}

/* Nothing is read past an end. */
Test(layout, empty_pages_and_pages_of_one_block_have_rows) {
  vb_page page;
  vb_html_read(grammar, VB_S("<p>One.</p>"), &page, &out, scratch);
  const vb_features *rows = features_of(&page, "");
  cr_assert_eq(page.blocks.n, 1);
  cr_expect_eq(feature(&rows[0], "next_size"), 0);
  cr_expect_eq(feature(&rows[0], "title_share"), 0);
  vb_html_read(grammar, VB_S(""), &page, &out, scratch);
  cr_expect_eq(page.blocks.n, 0);
}
