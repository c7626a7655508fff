#include <criterion/criterion.h>

#include "article/embedded.h"
#include "article/fixture.h"

TestSuite(embedded, .init = setup, .fini = teardown);

static vb_capture capture;

static vb_article read_page(const char *content) {
  capture = take_capture(vb_str_from(content));
  return read_capture(&capture);
}

/* The bytes of the capture that the text was taken from. */
static vb_str source_of(const vb_article *a) {
  return vb_str_slice(capture.bytes, a->taken.span.start, a->taken.span.end);
}

#define HEAD "<html><head><title>New bridge over the Marl opens</title></head><body>"
#define ONE                                                                                        \
  "The premier will open the new bridge over the Marl next week, his office said on Thursday, "    \
  "and "                                                                                           \
  "the first lorries will cross it."
#define TWO                                                                                        \
  "The bridge took three years to build and cost four million crowns, he added, which is twice "   \
  "what the council had been told."
#define THREE  "\"We have waited for this for forty years,\" said the mayor of Lake Town."
#define QUOTED "\\\"We have waited for this for forty years,\\\" said the mayor of Lake Town."
#define ALL    ONE "\n\n" TWO "\n\n" THREE

Test(embedded, markup_in_the_state_of_a_script) {
  vb_article a = read_page(
      HEAD "<div id=root></div><script>window.state = {\"consent\": \"We use cookies. They help us "
           "to count who reads what. You may refuse them at any time. We will not ask "
           "again.\", body: \"\\u003cp\\u003e" ONE "\\u003c/p\\u003e\\n\\u003cp>" TWO
           "<\\/p><p>" QUOTED "</p>\"}</script></body></html>");
  EXPECT_STR(a.text, ALL);
  EXPECT_STR(a.title, "New bridge over the Marl opens");
  cr_expect_eq(a.taken.from, VB_TAKEN_SCRIPT);
  cr_expect(vb_str_starts(source_of(&a), VB_S("\\u003cp\\u003eThe premier")));
  cr_expect(vb_str_ends(source_of(&a), VB_S("Lake Town.</p>")));
}

Test(embedded, paragraphs_one_by_one_and_json_inside_json) {
  vb_article a = read_page(HEAD "<script>x({\"parts\": [{\"type\": \"text\", \"content\": \"" ONE
                                "\"}, {\"type\": \"text\", \"content\": \"" TWO
                                "\"}, {\"content\": \"" QUOTED "\"}]})</script></body></html>");
  EXPECT_STR(a.text, ALL);
  a = read_page(HEAD "<script>push([1, \"{\\\"body\\\":\\\"" ONE "\\\\n" TWO
                     "\\\",\\\"id\\\":7}\"])</script></body></html>");
  EXPECT_STR(a.text, "");
  a = read_page(HEAD "<script>push([1, \"{\\\"body\\\":\\\"" ONE "\\\\n" TWO " " TWO
                     " Nobody knows who pays.\\\",\\\"id\\\":7}\"])</script></body></html>");
  EXPECT_STR(a.text, ONE "\n\n" TWO " " TWO " Nobody knows who pays.");
}

Test(embedded, the_body_that_json_ld_declares) {
  vb_article a = read_page(
      "<html><head><script type=\"application/ld+json\">{\"@type\": \"NewsArticle\", \"headline\": "
      "\"Herring\", \"description\": \"" TWO " " TWO " " TWO "\", \"articleBody\": \"" ONE
      "\\n\\n" TWO "\\n\\n" QUOTED "\"}</script></head><body><p>You need "
      "to enable JavaScript to run this app.</p></body></html>");
  EXPECT_STR(a.text, ALL);
  cr_expect_eq(a.taken.from, VB_TAKEN_JSON_LD);
}

Test(embedded, noscript_and_template) {
  vb_article a = read_page(HEAD "<div id=app></div><noscript><p>" ONE "</p><p>" TWO "</p><p>" THREE
                                "</p></noscript></body></html>");
  EXPECT_STR(a.text, ALL);
  cr_expect_eq(a.taken.from, VB_TAKEN_NOSCRIPT);
  cr_expect(vb_str_starts(source_of(&a), VB_S("<p>The premier")));
}

Test(embedded, never_where_the_article_is_visible_or_another_is_meant) {
  vb_article a =
      read_page(HEAD "<article><h1>New bridge over the Marl opens</h1><p>" ONE "</p><p>" TWO
                     "</p><p>" THREE "</p><p>" ONE " " TWO " It may be used by lorries.</p>"
                     "</article><script>{\"body\": \"<p>" ONE "</p><p>" TWO "</p><p>" ONE
                     "</p>\"}</script></body></html>");
  cr_expect_eq(a.taken.from, VB_TAKEN_PAGE);
  cr_expect(vb_str_ends(a.text, VB_S("It may be used by lorries.")));
  a = read_page(
      HEAD "<p>Loading.</p><script>{\"text\": \"<p>We use cookies, and so do those who pay us for "
           "showing you what they have to sell. You may refuse them at any time.</p><p>If you do, "
           "we will not ask again for a year, unless you clear what your browser keeps. Then we "
           "must ask again, for we cannot know who you are.</p>\"}</script></body></html>");
  cr_expect_eq(a.taken.from, VB_TAKEN_PAGE);
}

Test(embedded, broken_scripts_end_somewhere) {
  vb_embedded found;
  const char *const broken[] = {"<script>\"body\": \"never ends. Never. \\", "<script",
                                "<noscript><p", "<script>\"\\ud83d\\\"\"</script><template>",
                                "<script>\"\\u12\""};
  for (size_t i = 0; i < sizeof broken / sizeof *broken; i++)
    cr_expect_not(
        vb_embedded_find(vb_str_from(broken[i]), VB_S("title"), 10, &found, &out, scratch));
}
