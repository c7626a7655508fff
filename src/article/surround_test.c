#include <criterion/criterion.h>

#include "article/features.h"
#include "article/fixture.h"
#include "article/html.h"

TestSuite(surround, .init = setup, .fini = teardown);

typedef struct {
  vb_page page;
  const vb_features *rows;
} seen;

static seen see(const char *html) {
  seen s;
  vb_html_read(grammar, vb_str_from(html), &s.page, &out, scratch);
  vb_blocks_finish(grammar, &s.page, scratch);
  s.rows = vb_features_of(grammar, &s.page, VB_S("The harvest"), &out, scratch);
  return s;
}

/* The column of the block that begins so. */
static float of(const seen *s, const char *start, const char *column) {
  int c = vb_feature_named(vb_str_from(column));
  cr_assert(c >= 0, "%s", column);
  for (ptrdiff_t i = 0; i < s->page.blocks.n; i++)
    if (vb_str_starts(s->page.blocks.v[i].text, vb_str_from(start))) return s->rows[i].v[c];
  cr_assert(false, "no block begins with %s", start);
  return 0;
}

Test(surround, a_caption_stands_beside_its_picture) {
  seen s = see("<body><p>Barley</p><div><img src=a><video src=b></video><span>Barns</span></div>"
               "<p>Wheat</p><iframe src=c></iframe>");
  cr_expect_eq(of(&s, "Barley", "picture_before"), 0);
  cr_expect_eq(of(&s, "Barley", "picture_after"), 2);
  cr_expect_eq(of(&s, "Barns", "picture_before"), 2);
  cr_expect_eq(of(&s, "Barns", "picture_after"), 0);
  cr_expect_eq(of(&s, "Wheat", "near_pictures"), 1, "one place with pictures");
  cr_expect_eq(of(&s, "Wheat", "picture_after"), 0, "nothing stands behind it");
}

Test(surround, credits_end_captions) {
  seen s = see("<p>Barns in the north (photo: A. Other)</p><p>Barns in the south / Reuters</p>"
               "<p>Barns in the east \xC2\xA9 Harbour</p><p>Barns in all valleys are full.</p>");
  cr_expect_eq(of(&s, "Barns in the north", "credit"), 2);
  cr_expect_eq(of(&s, "Barns in the south", "credit"), 3);
  cr_expect_eq(of(&s, "Barns in the east", "credit"), 1);
  cr_expect_eq(of(&s, "Barns in all", "credit"), 0);
}

Test(surround, days_addresses_and_calls_to_reply_near_a_block_are_counted) {
  seen s = see("<p>4 May 2021</p><p>Barley</p><p>Reply</p><p>5 May 2021</p>"
               "<p>farm@valleys.example</p><p>Tel. (030) 123 45 67</p>"
               "<p>f1</p><p>f2</p><p>f3</p><p>Far</p>");
  cr_expect_eq(of(&s, "Barley", "near_days"), 2);
  cr_expect_eq(of(&s, "Barley", "near_replies"), 1);
  cr_expect_eq(of(&s, "Barley", "near_contacts"), 2);
  cr_expect_eq(of(&s, "Far", "near_days"), 0, "five blocks are near");
  cr_expect_eq(of(&s, "Far", "near_contacts"), 2);
}

Test(surround, items_of_a_list_are_one_unit) {
  seen s = see("<div><p>The farmers ask for:</p></div>"
               "<ul><li>seed</li><li><a href=a>roads</a></li></ul><p>Nobody answers.</p>");
  cr_expect_float_eq(of(&s, "seed", "unit_n"), 0.693F, 0.001, "log 2");
  cr_expect_float_eq(of(&s, "seed", "unit_links"), 5 / 9.0, 0.001);
  cr_expect_eq(of(&s, "seed", "unit_before_ending"), 1, "announced");
  cr_expect_eq(of(&s, "roads", "unit_before_ending"), 1, "all items alike");
  cr_expect_eq(of(&s, "roads", "unit_after_ends"), 1);
  cr_expect_float_eq(of(&s, "Nobody", "unit_before_size"), 1.792F, 0.001, "log (1 + 5)");
  cr_expect_eq(of(&s, "Nobody", "unit_n"), 0);
}

#define COMMENT(name, text) "<div class=c><b>" name "</b><p>3 May 2021</p><p>" text "</p></div>"

Test(surround, elements_of_one_look_below_one_parent_are_a_group) {
  seen s =
      see("<body><p>Text</p><section>" COMMENT("Ann", "Well said") COMMENT("Bea", "Nonsense")
              COMMENT("Cal", "<img src=x>Look here") "</section><div class=c><p>Alone</p></div>");
  cr_expect_float_eq(of(&s, "Well said", "group_n"), 1.0986F, 0.001, "log 3");
  cr_expect_float_eq(of(&s, "Nonsense", "group_blocks"), 1.0986F, 0.001, "log 3");
  cr_expect_eq(of(&s, "Nonsense", "group_days"), 1);
  cr_expect_float_eq(of(&s, "Nonsense", "group_pictures"), 1 / 3.0, 0.001);
  cr_expect_eq(of(&s, "Nonsense", "group_links"), 0);
  cr_expect_eq(of(&s, "Text", "group_n"), 0);
  cr_expect_eq(of(&s, "Alone", "group_n"), 0, "its parent is another");
}

#define FIRST                                                                                      \
  "The harvest of Arcadia was better than anybody had expected, the farmers of the northern "      \
  "valleys said on Tuesday."
#define SECOND                                                                                     \
  "The minister praised the farmers and promised to mend the mountain roads of the valleys "       \
  "before autumn."

Test(surround, prose_below_one_parent_stands_before_and_behind) {
  seen s = see("<div><p>" FIRST "</p><p>Between</p><p>" FIRST "</p></div><div><p>Apart</p></div>");
  cr_expect_float_eq(of(&s, "Between", "parent_before"), 0.5F, 0.05);
  cr_expect_float_eq(of(&s, "Between", "parent_after"), 0.5F, 0.05);
  cr_expect_eq(of(&s, "The harvest", "parent_before"), 0);
  cr_expect_eq(of(&s, "Apart", "parent_before"), 0);
}

Test(surround, what_json_ld_calls_the_body_is_told) {
  seen s = see("<script type=\"application/ld+json\">{\"articleBody\": \"short\", \"x\":"
               " {\"articleBody\" : \"" FIRST "\\nSo it \\u0073eems.\"}}</script><p>" FIRST
               "</p><p>" SECOND "</p><p>Yes</p>");
  cr_expect_eq(of(&s, "The harvest", "declared"), 1);
  cr_expect_eq(of(&s, "The minister", "declared"), 0);
  cr_expect_eq(of(&s, "Yes", "declared"), -1, "too short");
  s = see("<p>" FIRST "</p>");
  cr_expect_eq(of(&s, "The harvest", "declared"), -1, "nothing is declared");
}

Test(surround, an_element_is_what_its_role_or_its_item_type_says) {
  seen s = see("<div role=complementary><p>Beside</p></div><div ROLE=Dialog><p>Consent</p></div>"
               "<div itemscope itemtype=\"https://schema.org/Comment\"><p>Opinion</p></div>"
               "<div itemtype=\"https://schema.org/Article\" role=presentation><p>Text</p></div>");
  cr_expect_eq(of(&s, "Beside", "in_aside"), 1);
  cr_expect_eq(of(&s, "Consent", "in_form"), 1);
  cr_expect_eq(of(&s, "Opinion", "around_comment"), 1);
  cr_expect_eq(of(&s, "Text", "around_comment"), 0);
  cr_expect_eq(of(&s, "Text", "in_aside"), 0);
}
