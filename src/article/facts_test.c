#include <criterion/criterion.h>

#include <string.h>

#include "article/article.h"
#include "article/dates.h"
#include "article/fixture.h"
#include "article/title.h"

TestSuite(facts, .init = setup, .fini = teardown);

/* A page with this head, this at the top of its body, and this below its text. */
static vb_article read_page(const char *head, const char *top, const char *below) {
  vb_error error = {0};
  vb_reader *reader;
  vb_capture capture;
  vb_article article;
  vb_str html = vb_str_format(
      &out,
      "<!DOCTYPE html><html lang='en'><head><meta charset='utf-8'>%s</head><body><article>%s"
      "<p>Two envoys met on Monday and agreed to meet again in the spring, their offices said in a "
      "joint statement after the talks.</p>"
      "<p>They spoke for an hour about fishing, the river and the prices of salt, and neither of "
      "them wanted to say more about it than the statement did.</p>%s</article></body></html>",
      head, top, below);
  int bad = vb_reader_open_bytes(&reader, html, "f", (vb_reader_options){0}, &error);
  cr_assert_eq(bad, VB_OK);
  cr_assert_eq(vb_reader_next(reader, &out, &capture, &error), 1, "%s", error.message);
  cr_assert_eq(vb_capture_complete(&capture, &out, scratch, &error), VB_OK);
  cr_assert_eq(vb_article_read(grammar, &capture, &article, &out, scratch, &error), VB_OK);
  vb_reader_close(reader);
  return article;
}

static vb_str title_of(const char *declared, const char *top) {
  const char *head =
      vb_str_z(&out, vb_str_format(&out, "<meta property='og:title' content='%s'>", declared));
  return read_page(head, top, "").title;
}

Test(facts, the_visible_headline_is_the_title_where_it_says_the_same) {
  const char *declared = "Envoys Meet in Port Example: What We Know";
  EXPECT_STR(title_of(declared, "<h1>Envoys of both republics meet in Port Example</h1>"),
             "Envoys of both republics meet in Port Example");
  EXPECT_STR(title_of("Envoys of both republics meet", "<h1>Politics Envoys of both republics meet"
                                                       "</h1>"),
             "Envoys of both republics meet");
  EXPECT_STR(title_of(declared, "<h1>The Marula Times Weekend</h1>"), declared);
  EXPECT_STR(title_of(declared, "<h1>Envoys meet</h1><h1>Port Example: what we know</h1>"),
             declared);
  EXPECT_STR(title_of(declared, "<h2>Envoys of both republics meet in Port Example</h2>"),
             declared);
}

Test(facts, a_news_article_names_its_headline) {
  const char *h1 = "<h1>Envoys of both republics meet in the port</h1>";
  EXPECT_STR(read_page("<script type='application/ld+json'>{\"@type\": \"NewsArticle\", "
                       "\"headline\": \"Envoys of both republics meet\"}</script>",
                       h1, "")
                 .title,
             "Envoys of both republics meet");
  EXPECT_STR(read_page("<script type='application/ld+json'>{\"@type\": \"BlogPosting\", "
                       "\"headline\": \"Envoys of both republics meet\"}</script>",
                       h1, "")
                 .title,
             "Envoys of both republics meet in the port");
}

static vb_date url_day(const char *url) { return vb_dates_in_url(vb_str_from(url)); }

/* A page with this line between its title and its date. */
static vb_article under_title(const char *line) {
  return read_page(
      "<meta name='author' content='Ann Other-Example, our correspondent'>",
      vb_str_z(&out,
               vb_str_format(&out, "<h1>Envoys meet</h1><p>%s</p><p>Published: 3 February 2020</p>",
                             line)),
      "");
}

Test(facts, a_line_that_only_says_who_wrote_is_no_subtitle) {
  vb_article a = under_title("By Ann Other-Example, our correspondent");
  EXPECT_STR(a.byline, "Ann Other-Example, our correspondent");
  cr_expect_eq(a.subtitle.n, 0);
  a = under_title("They spoke about fishing, the river and the prices of salt.");
  EXPECT_STR(a.subtitle, "They spoke about fishing, the river and the prices of salt.");
}

Test(facts, an_address_may_hold_the_day) {
  EXPECT_DATE(url_day("https://news.example/2021/03/23/envoys-meet"), "2021-03-23");
  EXPECT_DATE(url_day("https://news.example/world/2021/3/4/envoys"), "2021-03-04");
  EXPECT_DATE(url_day("https://news.example/a/2021-03-23-envoys"), "2021-03-23");
  EXPECT_DATE(url_day("https://news.example/n/2021-03/23/c_7.htm"), "2021-03-23");
  EXPECT_DATE(url_day("https://news.example/2021/0323/c90.html"), "2021-03-23");
  EXPECT_DATE(url_day("https://news.example/t20210323_55.html"), "2021-03-23");
}

Test(facts, other_numbers_of_an_address_are_no_day) {
  EXPECT_DATE(url_day("https://news.example/2021/03/envoys"), "");
  EXPECT_DATE(url_day("https://news.example/article/20211323"), "");
  EXPECT_DATE(url_day("https://news.example/article/202103231"), "");
  EXPECT_DATE(url_day("https://news.example/12021/03/23"), "");
  EXPECT_DATE(url_day("https://news.example/1871/03/23/a"), "");
  EXPECT_DATE(url_day("https://20210323.example/envoys"), "");
  EXPECT_DATE(url_day("https://news.example/envoys?d=2021-03-23"), "");
  EXPECT_DATE(url_day(""), "");
}

Test(facts, the_day_comes_from_the_best_source) {
  const char *url = "<link rel='canonical' href='https://news.example/2021/03/21/envoys'>";
  const char *both = "<link rel='canonical' href='https://news.example/2021/03/21/envoys'>"
                     "<script type='application/ld+json'>{\"@graph\": [{\"@type\": [\"WebPage\"], "
                     "\"datePublished\": \"2021-03-22\"}, {\"@type\": [\"Thing\", \"NewsArticle\"],"
                     "\"datePublished\": \"2021-03-23\"}]}</script>";
  const char *page = "<script type='application/ld+json'>{\"@type\": \"WebPage\", "
                     "\"datePublished\": \"2021-03-22\"}</script>";
  const char *h1 = "<h1>Envoys meet in the port</h1>";
  EXPECT_DATE(read_page(both, h1, "").published, "2021-03-23");
  EXPECT_DATE(read_page(page, h1, "").published, "2021-03-22");
  EXPECT_DATE(read_page(url, h1, "").published, "2021-03-21");
  EXPECT_DATE(read_page(url, "<h1>Envoys meet in the port</h1><p>20 March 2021</p>", "").published,
              "2021-03-20");
  EXPECT_DATE(read_page("",
                        "<h1>Envoys meet in the port</h1><span itemprop='datePublished' "
                        "content='2021-03-19'></span>",
                        "")
                  .published,
              "2021-03-19");
}

Test(facts, a_label_may_stand_on_the_line_above) {
  vb_article a = read_page("",
                           "<h1>Envoys meet in the port</h1><p>Last updated:</p><p>5 May 2021</p>"
                           "<p>Published</p><p>4 May 2021</p>",
                           "");
  EXPECT_DATE(a.published, "2021-05-04");
  EXPECT_DATE(a.updated, "2021-05-05");
}

static vb_date published_below(const char *dates) {
  const char *more = "<p>It was the first meeting of the two since they were appointed in the "
                     "autumn, and both called it useful when they left the hall.</p>"
                     "<p>The next meeting will be held in the other port, as soon as the river is "
                     "low enough for the ferry to cross it again.</p>";
  const char *below = vb_str_z(&out, vb_str_format(&out, "%s%s", more, dates));
  return read_page("", "<h1>Envoys meet in the port</h1>", below).published;
}

Test(facts, one_day_below_the_text_dates_it_several_do_not) {
  EXPECT_DATE(published_below("<p>4 May 2021</p>"), "2021-05-04");
  EXPECT_DATE(published_below("<p>4 May 2021</p><p>5 May 2021</p>"), "");
}

/* The day of a page that is dated 03/04/2021, with this in its head, and with this other day in a
 * sentence. */
static vb_date numeric_day(const char *head, const char *other) {
  vb_str below = vb_str_format(&out,
                               "<p>The ferry of %s was the last one before the river had so "
                               "little water that nobody could cross it any more, they said.</p>",
                               other);
  return read_page(head, "<h1>Envoys meet in the port</h1><p>03/04/2021</p>",
                   other[0] ? vb_str_z(&out, below) : "")
      .published;
}

Test(facts, what_the_page_shows_decides_between_day_and_month) {
  const char *month = "2021-03-04", *day = "2021-04-03";
  EXPECT_DATE(numeric_day("", ""), "");
  EXPECT_DATE(numeric_day("", "03/31/2021"), month);
  EXPECT_DATE(numeric_day("", "31/03/2021"), day);
  EXPECT_DATE(numeric_day("", "31/03/2021 and 03/31/2021"), "");
  EXPECT_DATE(numeric_day("<meta property='og:locale' content='en_GB'>", ""), day);
  EXPECT_DATE(numeric_day("<meta name='content-language' content='en-us'>", ""), month);
  EXPECT_DATE(numeric_day("<meta name='content-language' content='fr-BE'>", ""), day);
  EXPECT_DATE(numeric_day("<meta name='content-language' content='fr-CA'>", ""), "");
  EXPECT_DATE(numeric_day("<meta property='og:locale' content='en_US'>"
                          "<meta name='content-language' content='en-GB'>",
                          ""),
              "");
  EXPECT_DATE(numeric_day("<meta property='og:locale' content='en_US'>", "31/03/2021"), day);
  EXPECT_DATE(
      numeric_day("<link rel='canonical' href='https://news.example/2021/04/03/envoys'>", ""), day);
  EXPECT_DATE(numeric_day("<meta property='og:locale' content='en_US'>"
                          "<link rel='canonical' href='https://news.example/2021/04/03/envoys'>",
                          ""),
              day);
}
