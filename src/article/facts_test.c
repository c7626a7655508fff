#include <criterion/criterion.h>

#include <string.h>

#include "article/article.h"
#include "article/dates.h"
#include "article/fixture.h"
#include "article/title.h"

TestSuite(facts, .init = setup, .fini = teardown);

/* A page with this head, this at the top of its body, and this below its text. */
static vb_article read_page(const char *head, const char *top, const char *below) {
  vb_str html = vb_str_format(
      &out,
      "<!DOCTYPE html><html lang='en'><head><meta charset='utf-8'>%s</head><body><article>%s"
      "<p>Two envoys met on Monday and agreed to meet again in the spring, their offices said in a "
      "joint statement after the talks.</p>"
      "<p>They spoke for an hour about fishing, the river and the prices of salt, and neither of "
      "them wanted to say more about it than the statement did.</p>%s</article></body></html>",
      head, top, below);
  vb_capture capture = take_capture(html);
  return read_capture(&capture);
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
  EXPECT_STR(a.byline, "Ann Other-Example");
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
  EXPECT_DATE(url_day("https://news.example/article/A2021032309150004321"), "2021-03-23");
}

Test(facts, other_numbers_of_an_address_are_no_day) {
  EXPECT_DATE(url_day("https://news.example/2021/03/envoys"), "");
  EXPECT_DATE(url_day("https://news.example/article/20211323"), "");
  EXPECT_DATE(url_day("https://news.example/article/202103231"), "");
  EXPECT_DATE(url_day("https://news.example/article/202103232561"), "");
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

Test(facts, a_page_is_dated_as_the_language_of_its_words_is) {
  const char *german =
      "<p>Die Gesandten trafen sich im Hafen und sprachen mit den Fischern, die seit dem Winter "
      "auf "
      "eine neue Mole warten. Der Minister sagte, dass die Arbeiten noch vor dem Herbst beginnen "
      "sollen und dass die Stadt sie nicht allein bezahlen muss. Die Fischer waren damit nicht "
      "zufrieden und wollen auf eine schriftliche Zusage warten, bevor sie wieder ausfahren.</p>";
  vb_article a = read_page("", "<h1>Gesandte im Hafen</h1><p>03/04/2021</p>", german);
  EXPECT_DATE(a.published, "2021-04-03");
}

Test(facts, the_page_is_not_at_the_address_of_its_publisher) {
  vb_article a = read_page("<link rel='canonical' href='https://news.example/envoys'>",
                           "<div itemscope><meta itemprop='url' content='https://news.example/'>"
                           "</div><h1>Envoys meet in the port</h1>",
                           "");
  EXPECT_STR(a.url, "https://news.example/envoys");
}

/* What is believed of a fact: its source; {0} if nothing is. */
static vb_clue believed(const vb_article *a, vb_fact fact) {
  for (ptrdiff_t i = 0; i < a->clues.n; i++)
    if (a->clues.v[i].fact == fact && a->clues.v[i].believed) return a->clues.v[i];
  return (vb_clue){0};
}

static vb_str why_not(const vb_article *a, vb_fact fact, const char *source) {
  ptrdiff_t i = vb_clue_find(&a->clues, fact, vb_str_from(source));
  cr_assert_geq(i, 0, "%s tells nothing", source);
  cr_expect(!a->clues.v[i].believed, "%s is believed", source);
  return a->clues.v[i].why;
}

Test(facts, every_fact_says_where_it_comes_from) {
  vb_article a = read_page(
      "<meta property='article:published_time' content='2021-03-22T10:00+01:00'>"
      "<meta property='og:title' content='Envoys meet in the port'>"
      "<script type='application/ld+json'>{\"@type\": \"NewsArticle\", \"headline\": \"Envoys meet "
      "in the port\", \"datePublished\": \"2021-03-23T10:00+01:00\"}</script>",
      "<h1>Envoys meet in the port</h1>", "");
  EXPECT_STR(believed(&a, VB_FACT_TITLE).source, "JSON-LD NewsArticle.headline");
  EXPECT_STR(why_not(&a, VB_FACT_TITLE, "meta og:title"), "says the same");
  EXPECT_STR(believed(&a, VB_FACT_PUBLISHED).source, "JSON-LD NewsArticle.datePublished");
  EXPECT_STR(why_not(&a, VB_FACT_PUBLISHED, "meta article:published_time"),
             "JSON-LD NewsArticle.datePublished is trusted more");
  EXPECT_STR(believed(&a, VB_FACT_LANGUAGE).source, "html lang");
}

static vb_date published(const char *head, const char *top) {
  return read_page(head, top, "").published;
}

Test(facts, the_day_is_that_of_the_pages_own_zone) {
  const char *utc = "<meta property='article:published_time' content='2021-03-24T03:05:00Z'>";
  const char *h1 = "<h1>Envoys meet in the port</h1>";
  EXPECT_DATE(published(utc, h1), "2021-03-24T03:05+00:00");
  EXPECT_DATE(published(utc, "<h1>Envoys meet in the port</h1><p><time "
                             "datetime='2021-03-23T19:05:00-08:00'>yesterday</time></p>"),
              "2021-03-23T19:05-08:00");
  EXPECT_DATE(published(utc, "<h1>Envoys meet in the port</h1><p><time "
                             "datetime='2021-03-24T04:05:00+01:00'>today</time></p>"),
              "2021-03-24T04:05+01:00");
  EXPECT_DATE(published(vb_str_z(&out, vb_str_format(&out, "%s%s", utc,
                                                     "<link rel='canonical' href='"
                                                     "https://news.example/2021/03/23/envoys'>")),
                        h1),
              "2021-03-23");
  EXPECT_DATE(published(vb_str_z(&out, vb_str_format(&out, "%s%s", utc,
                                                     "<link rel='canonical' href='"
                                                     "https://news.example/2021/03/20/envoys'>")),
                        h1),
              "2021-03-24T03:05+00:00");
}

Test(facts, an_older_day_beside_the_headline_is_believed_a_younger_is_not) {
  const char *declared =
      "<meta property='article:published_time' content='2021-03-23T10:00+01:00'>";
  EXPECT_DATE(published(declared, "<h1>Envoys meet in the port</h1><p>4 May 2019</p>"),
              "2019-05-04");
  EXPECT_DATE(published(declared, "<h1>Envoys meet in the port</h1><p>4 May 2022</p>"),
              "2021-03-23T10:00+01:00");
}

Test(facts, days_of_other_articles_under_one_name_are_asked_last) {
  const char *others = "<h1>Envoys meet in the port</h1><span itemprop='datePublished' "
                       "content='2021-03-19'></span><span itemprop='datePublished' "
                       "content='2021-03-18'></span>";
  EXPECT_DATE(published("<meta name='date' content='2021-03-02'>", others), "2021-03-02");
}

Test(facts, a_page_that_only_tells_its_change_is_dated_by_it) {
  vb_article a = read_page("<meta property='article:modified_time' content='2021-03-23'>",
                           "<h1>Envoys meet in the port</h1>", "");
  EXPECT_DATE(a.published, "2021-03-23");
  EXPECT_DATE(a.updated, "2021-03-23");
  EXPECT_STR(believed(&a, VB_FACT_PUBLISHED).why, "only an update time is given");
  a = read_page("", "<h1>Envoys meet in the port</h1><p>4 May 2021 - Updated 9 May 2021</p>", "");
  EXPECT_DATE(a.published, "2021-05-04");
  EXPECT_DATE(a.updated, "2021-05-09");
}

Test(facts, days_stand_in_attributes_in_text_and_in_scripts) {
  const char *h1 = "<h1>Envoys meet in the port</h1>";
  EXPECT_DATE(published("", "<h1>Envoys meet in the port</h1><b itemprop='datePublished'>4 May "
                            "2021</b>"),
              "2021-05-04");
  EXPECT_DATE(published("", "<h1>Envoys meet in the port</h1><abbr class='x published' "
                            "title='2021-05-04'>some days ago</abbr>"),
              "2021-05-04");
  EXPECT_DATE(published("<script>{\"publishedAt\":\"2021-05-04T09:00:00Z\"}</script>", h1),
              "2021-05-04T09:00+00:00");
  EXPECT_DATE(published("<script>'{\\\"publishedAt\\\" : \\\"2021-05-04\\\"}'</script>", h1),
              "2021-05-04");
  EXPECT_DATE(published("<script>{\"publishedAt\":\"2021-05-04\"},{\"publishedAt\":\"2021-05-05\"}"
                        "</script>",
                        h1),
              "");
  EXPECT_DATE(published("<script>{\"unpublishedAt\":\"2021-05-04\"}</script>", h1), "");
}

Test(facts, json_ld_with_faults_is_read) {
  const char *h1 = "<h1>Envoys meet in the port</h1>";
  EXPECT_DATE(published("<script type='application/ld+json'>//<![CDATA[\n{\"@type\": \"Article\",\n"
                        "\"description\": \"a, }\n b\", \"datePublished\": \"2021-05-04\",\n}//]]>"
                        "</script>",
                        h1),
              "2021-05-04");
}

static vb_str byline(const char *authors) {
  const char *head = vb_str_z(
      &out, vb_str_format(&out,
                          "<meta property='og:site_name' content='The Marula Times'><meta "
                          "name='author' content='By Bo Example | The Marula Times'><script "
                          "type='application/ld+json'>{\"@type\": \"NewsArticle\", \"author\": "
                          "%s}</script>",
                          authors));
  return read_page(head, "<h1>Envoys meet in the port</h1>", "").byline;
}

Test(facts, a_byline_names_people) {
  EXPECT_STR(byline("[{\"name\": \"Ann Other\"}, {\"name\": \"Cy Sample\"}]"),
             "Ann Other, Cy Sample");
  EXPECT_STR(byline("{\"name\": \"Ann Other, our correspondent\"}"), "Ann Other");
  EXPECT_STR(byline("{\"name\": \"The Marula Times\"}"), "Bo Example");
  EXPECT_STR(byline("{\"name\": \"https://news.example/ann\"}"), "Bo Example");
  EXPECT_STR(byline("{\"name\": \"a.other@news.example\"}"), "Bo Example");
}

Test(facts, a_header_in_the_page_names_its_language) {
  const char *numbers = "<h1>12345</h1><p>03/04/2021</p>";
  vb_article a = read_page("<meta http-equiv='Content-Language' content='en-US'>", numbers, "");
  cr_expect_geq(vb_clue_find(&a.clues, VB_FACT_LANGUAGE, VB_S("http-equiv Content-Language")), 0);
  EXPECT_DATE(a.published, "2021-03-04");
  a = read_page("<meta http-equiv='refresh' content='en-US'>", numbers, "");
  EXPECT_DATE(a.published, "");
}

Test(facts, cards_of_social_networks_name_the_author) {
  const char *h1 = "<h1>Envoys meet in the port</h1>";
  EXPECT_STR(read_page("<meta name='twitter:label1' content='Written by'>"
                       "<meta name='twitter:data1' content='Ann Other'>",
                       h1, "")
                 .byline,
             "Ann Other");
  EXPECT_STR(read_page("<meta name='twitter:label1' content='Est. reading time'>"
                       "<meta name='twitter:data1' content='Four Minutes'>"
                       "<meta name='twitter:label2' content='Written by'>"
                       "<meta name='twitter:data2' content='Ann Other'>",
                       h1, "")
                 .byline,
             "Ann Other");
}

static vb_str author_line(const char *line) {
  return read_page("",
                   vb_str_z(&out, vb_str_format(&out,
                                                "<h1>Envoys meet in the port</h1><div "
                                                "class='post-author'>%s</div>",
                                                line)),
                   "")
      .byline;
}

Test(facts, an_author_element_that_holds_a_name_names_the_author) {
  EXPECT_STR(author_line("Ann van Other"), "Ann van Other");
  EXPECT_STR(author_line("Ann Other 4 May 2021"), "Ann Other");
  EXPECT_STR(author_line("Written By"), "");
  EXPECT_STR(author_line("About the author"), "");
  EXPECT_STR(author_line("Follow 25 others"), "");
}

Test(facts, the_title_is_what_the_page_repeats_to_its_readers) {
  const char *search = "<title>Envoys 2021: all you need</title><meta property='og:title' "
                       "content='Two envoys talk'><script type='application/ld+json'>{\"@type\": "
                       "\"NewsArticle\", \"headline\": \"Envoys 2021: all you need\"}</script>";
  EXPECT_STR(read_page(search, "<h1>Two envoys talk</h1>", "").title, "Two envoys talk");
  EXPECT_STR(read_page(search, "<h1>Nothing of the kind</h1>", "").title,
             "Envoys 2021: all you need");
  const char *own = "<title>Two envoys talk</title><script type='application/ld+json'>{\"@type\": "
                    "\"NewsArticle\", \"headline\": \"Envoys at their table\"}</script>";
  EXPECT_STR(read_page(own, "<h1>Two envoys talk</h1>", "").title, "Envoys at their table");
}

/* A page whose sources tell these titles. */
static vb_str title_told(const char *headline, const char *og, const char *element,
                         const char *h1) {
  vb_str head = vb_str_format(&out,
                              "<title>%s</title><meta property='og:title' content='%s'><script "
                              "type='application/ld+json'>{\"@type\": \"NewsArticle\", "
                              "\"headline\": \"%s\"}</script>",
                              element, og, headline);
  vb_str top = vb_str_format(&out, "<h1>%s</h1>", h1);
  return read_page(vb_str_z(&out, head), vb_str_z(&out, top), "").title;
}

Test(facts, most_sources_decide_whether_a_kicker_belongs_to_the_title) {
  const char *plain = "Two envoys talk in the port", *whole = "Salt: Two envoys talk in the port";
  EXPECT_STR(title_told(whole, plain, plain, plain), plain);
  EXPECT_STR(title_told(plain, whole, whole, whole), whole);
  EXPECT_STR(title_told("Salt - Two envoys talk in the port", whole, whole, plain), whole);
  EXPECT_STR(title_told(whole, plain, whole, plain), plain); /* as many: what readers see */
  EXPECT_STR(title_told(plain, "Marula - Two envoys talk in the port",
                        "Marula - Two envoys talk in the port", plain),
             plain); /* a dash sets off the name of a site */
}

Test(facts, a_section_behind_the_title_that_another_source_leaves_out_is_cut) {
  const char *head = "<meta property='og:site_name' content='Marula'><meta name='headline' "
                     "content='Two envoys talk'><meta property='og:title' content='Two envoys "
                     "talk%sMarula'>";
  EXPECT_STR(read_page(vb_str_z(&out, vb_str_format(&out, head, "-World|")), "", "").title,
             "Two envoys talk");
  EXPECT_STR(
      read_page(vb_str_z(&out, vb_str_format(&out, head, ": the long way home|")), "", "").title,
      "Two envoys talk: the long way home");
}

Test(facts, what_is_escaped_twice_is_told_once) {
  EXPECT_STR(read_page("<script type='application/ld+json'>{\"@type\": \"NewsArticle\", "
                       "\"headline\": \"Salt &amp;amp; bread&amp;#8230;\"}</script>",
                       "", "")
                 .title,
             "Salt & bread\xE2\x80\xA6");
  EXPECT_STR(read_page("<meta property='og:title' content='Salt &amp;#038; bread'>", "", "").title,
             "Salt & bread");
}

Test(facts, a_part_of_the_title_may_be_the_day) {
  EXPECT_DATE(published("<title>Two envoys talk | Marula | 23.03.2021</title>", ""), "2021-03-23");
  EXPECT_DATE(published("<title>Two envoys talk on 23.03.2021 | Marula</title>", ""), "");
  EXPECT_DATE(published("<title>Two envoys talk | Marula | 03/04/2021</title>", ""), "");
}

Test(facts, another_time_in_utc_is_no_day_of_the_pages_own) {
  const char *declared = "<meta property='article:published_time' content='2021-03-23T20:05:00Z'>";
  EXPECT_DATE(published(declared, "<h1>Envoys meet in the port</h1><p><time "
                                  "datetime='2021-03-24T06:00:00Z'>Updated07:00</time></p>"),
              "2021-03-23T20:05+00:00");
  EXPECT_DATE(published("", "<h1>Envoys meet in the port</h1><p><time "
                            "datetime='2021-03-24T03:05:00Z'>March 23, 2021</time></p>"),
              "2021-03-23");
}
