#include <criterion/criterion.h>

#include "article/classify.h"
#include "article/fixture.h"
#include "article/html.h"

TestSuite(classify, .init = setup, .fini = teardown);

#define ITEM_1 "Barley was cut early in the north, and it is dry."
#define ITEM_2 "The barns of Arcadia are full for the first time."
#define ITEM_3 "Brewers from abroad have paid before the harvest."
#define ITEM_4 "The roads of the valleys wait for mending, still."
#define TEXT_1                                                                                     \
  "The harvest of Arcadia was better than anybody had expected, the farmers of the northern "      \
  "valleys said on Tuesday, and the barns are full of barley."
#define TEXT_2                                                                                     \
  "Barley from the northern valleys is sold to brewers abroad, and farmers hope that the price "   \
  "will hold until the spring, when the barns are empty again."
#define TEXT_3                                                                                     \
  "The minister praised the farmers, and promised to mend the roads of the valleys before the "    \
  "next harvest, as he had promised before the last one."
#define TEXT_4                                                                                     \
  "In the south, where the rain came late, the farmers have cut less wheat than in any year "      \
  "since the great drought, and they ask the council for seed."
#define TEXT_5                                                                                     \
  "The council meets on Friday. Its chairwoman said that there is seed enough in the stores for "  \
  "all who ask, and that nobody will be asked to pay before autumn."
#define TEXT_6                                                                                     \
  "In the evening there was music in the squares, and the brewers of the capital poured what was " \
  "left of the old year, until the rain drove everybody home."
#define LIST "<ul><li>" ITEM_1 "</li><li>" ITEM_2 "</li><li>" ITEM_3 "</li><li>" ITEM_4 "</li></ul>"
#define PARAGRAPHS                                                                                 \
  "<p>" TEXT_1 "</p><p>" TEXT_2 "</p><p>" TEXT_3 "</p><p>" TEXT_4 "</p><p>" TEXT_5                 \
  "</p><p>" TEXT_6 "</p>"

static bool is_main(const vb_page *page, const char *start, ptrdiff_t least_bytes) {
  for (ptrdiff_t i = 0; i < page->blocks.n; i++) {
    const vb_block *b = &page->blocks.v[i];
    if (b->text.n >= least_bytes && vb_str_starts(b->text, vb_str_from(start))) return b->main;
  }
  cr_assert(false, "no block begins with %s", start);
  return false;
}

static void classify(vb_page *page, const char *html) {
  vb_html_read(grammar, vb_str_from(html), page, &out, scratch);
  vb_blocks_finish(grammar, page, scratch);
  vb_classify(grammar, page, VB_S("The harvest of Arcadia"), &out, scratch);
}

/* Items and paragraphs in one piece: where two of them meet, the words stand in no block before. */
Test(classify, a_copy_for_machines_is_no_text_nor_what_is_hidden_beside_it) {
  vb_page page;
  classify(
      &page,
      "<html><head><title>The harvest of Arcadia</title></head><body><article>"
      "<h1>The harvest of Arcadia</h1>" LIST PARAGRAPHS "</article>"
      "<div style=\"display:none\"><div itemprop=\"articleBody\">"
      "<span>" ITEM_1 " " ITEM_2 " " ITEM_3 " " ITEM_4 " " TEXT_1 " " TEXT_2 " " TEXT_3 " " TEXT_4
      " " TEXT_5 " " TEXT_6 "</span></div>"
      "<div>Harvest, barley, brewers, the valleys of Arcadia, roads, seed and the council.</div>"
      "</div></body></html>");
  cr_expect(is_main(&page, ITEM_1, 0));
  cr_expect(is_main(&page, TEXT_5, 0));
  cr_expect_not(is_main(&page, ITEM_1, 900), "the copy");
  cr_expect_not(is_main(&page, "Harvest, barley", 0), "beside the copy");
}

/* A model of two questions: no links, and then no bold letters.  Links are no text, bold paragraphs
 * may be. */
static void take_small_model(void) {
  enum { MENU = 2, TEXT = 3, UNSURE = 4 };
  const int links = vb_feature_named(VB_S("links")), strong = vb_feature_named(VB_S("strong"));
  const vb_tree_node nodes[] = {{0.5F, links, 1, MENU},
                                {0.5F, strong, TEXT, UNSURE},
                                {-2, 0, MENU, MENU},
                                {2, 0, TEXT, TEXT},
                                {0.2F, 0, UNSURE, UNSURE}};
  vb_model model = {0};
  for (size_t i = 0; i < sizeof nodes / sizeof *nodes; i++) *vb_push(&out, &model.nodes) = nodes[i];
  *vb_push(&out, &model.roots) = 0;
  grammar->model = model;
}

#define BOX                                                                                        \
  "<div><a href=a>Actor opens a museum of lighthouses, and swims to it before breakfast</a></div>"
#define FAIR                                                                                       \
  "The fair of the valleys is on Sunday, and there is music for those who come, and bread for "    \
  "all."

Test(classify, a_paragraph_between_boxes_is_text_where_the_rest_of_the_text_is) {
  vb_page page;
  take_small_model();
  classify(&page,
           "<body><div>" LIST PARAGRAPHS PARAGRAPHS BOX "<p><b>" FAIR "</b></p>" BOX "</div>");
  cr_expect(is_main(&page, TEXT_5, 0));
  cr_expect(is_main(&page, FAIR, 0));
  cr_expect_not(is_main(&page, "Actor", 0));
}

/* Neither where the text stands elsewhere, nor where there is little of it. */
Test(classify, a_paragraph_between_boxes_is_none_elsewhere) {
  vb_page page;
  take_small_model();
  classify(&page, "<body><div>" PARAGRAPHS PARAGRAPHS "</div><div><div><div>" BOX "<p><b>" FAIR
                  "</b></p>" BOX "</div>");
  cr_expect(is_main(&page, TEXT_5, 0));
  cr_expect_not(is_main(&page, FAIR, 0));
  classify(&page, "<body><div><p>" TEXT_1 "</p>" BOX "<p><b>" FAIR "</b></p>" BOX "</div>");
  cr_expect(is_main(&page, TEXT_1, 0));
  cr_expect_not(is_main(&page, FAIR, 0));
}
