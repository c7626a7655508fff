#include "article/visible.h"

#include <criterion/criterion.h>

#include "article/article.h"
#include "article/dump.h"
#include "article/fixture.h"
#include "article/gather.h"
#include "article/title.h"

TestSuite(visible, .init = setup, .fini = teardown);

#define TEXT                                                                                       \
  "Two envoys met on Monday and agreed to meet again in the spring, their offices said in a "      \
  "joint statement after the talks.%sThey spoke for an hour about fishing, the river and the "     \
  "prices of salt, and neither of them wanted to say more about it than the statement did.%s"

/* A page with these lines between its headline and its text. */
static vb_article below_headline(const char *lines) {
  vb_str text = vb_str_format(&out, TEXT, "</p><p>", "</p>");
  vb_str page = vb_str_format(&out,
                              "<html lang='en'><body><article><h1>Envoys meet in the port</h1>%s"
                              "<p>%.*s</article></body></html>",
                              lines, VB_ARG(text));
  return read_content(vb_str_z(&out, page));
}

/* A dump: these lines, then the text. */
static vb_article dump_of(const char *lines) {
  vb_str text = vb_str_format(&out, TEXT, "\n\n", "\n");
  return read_content(vb_str_z(&out, vb_str_format(&out, "%s\n%.*s", lines, VB_ARG(text))));
}

Test(visible, elements_side_by_side_need_no_blank) {
  vb_article a =
      below_headline("<p><i>Salt</i><b>MAY 04, 2021</b><b>Updated: MAY 09, 2021</b></p>");
  EXPECT_DATE(a.published, "2021-05-04");
  EXPECT_DATE(a.updated, "2021-05-09");
  a = below_headline("<p><b>By</b><b>Ann Other</b><b>May 4, 2021</b><b>3 comments</b></p>");
  EXPECT_DATE(a.published, "2021-05-04");
  EXPECT_STR(a.byline, "Ann Other");
}

Test(visible, of_two_days_side_by_side_the_later_is_of_the_change) {
  static const char *const lines[] = {
      "<p><b>May 4, 2021</b><b>June 9, 2021</b></p>",
      "<p><b>June 9, 2021</b><b>May 4, 2021</b> by Ann Other</p>",
      "<p>By Ann Other <b>May 4, 2021</b><b>June 9, 2021</b> Updated on<b>June 9, 2021</b></p>"};
  for (size_t i = 0; i < sizeof lines / sizeof *lines; i++) {
    vb_article a = below_headline(lines[i]);
    EXPECT_DATE(a.published, "2021-05-04");
    EXPECT_DATE(a.updated, "2021-06-09");
  }
  EXPECT_DATE(below_headline("<p>June 9, 2021 | May 4, 2021</p>").published, "2021-06-09");
}

static vb_date day_of_window(const char *title) {
  vb_facts facts = {.out = &out};
  vb_gather_title_day(grammar, &facts, vb_str_from(title), scratch);
  ptrdiff_t day = vb_clue_best(&facts.clues, VB_FACT_PUBLISHED);
  return day < 0 ? (vb_date){0} : facts.clues.v[day].date;
}

Test(visible, the_title_of_a_window_may_end_with_the_day) {
  EXPECT_DATE(day_of_window("Envoys meet in port | Marula | 04.05.2021"), "2021-05-04");
  EXPECT_DATE(day_of_window("Envoys meet in port - May 4, 2021"), "2021-05-04");
  EXPECT_DATE(day_of_window("Envoys meet on May 4, 2021 | Marula"), "");
  EXPECT_DATE(day_of_window("Envoys meet in port | Marula | 03/04/2021"), "");
  EXPECT_DATE(day_of_window("Envoys meet in port | 4 May 2021 in pictures"), "");
}

Test(visible, a_name_ends_before_the_day) {
  EXPECT_STR(below_headline("<p>By Ann Other May 4</p>").byline, "Ann Other");
  EXPECT_STR(below_headline("<p>By Ann Other on Tuesday, 4 May 2021</p>").byline, "Ann Other");
  vb_article a = below_headline("<p>Posted by Ann Other on May 4, 2021</p>");
  EXPECT_STR(a.byline, "Ann Other");
  EXPECT_DATE(a.published, "2021-05-04");
}

Test(visible, a_name_ends_before_what_is_said_of_the_page) {
  static const char *const lines[] = {
      "By Ann OtherUpdated: May 4, 2021",   "By Ann Other Last updated: May 4, 2021",
      "By Ann Other - Marula Press Agency", "by Ann Other",
      "Salt \xE2\x80\xA2 by Ann Other",     "By: Ann Other"};
  for (size_t i = 0; i < sizeof lines / sizeof *lines; i++) {
    vb_str p = vb_str_format(&out, "<p>%s</p>", lines[i]);
    vb_str byline = below_headline(vb_str_z(&out, p)).byline;
    cr_expect(vb_str_eq(byline, VB_S("Ann Other")), "%s: %.*s", lines[i], VB_ARG(byline));
  }
  EXPECT_STR(below_headline("<p>by the river and the port of Norland</p>").byline, "");
}

Test(visible, a_name_beside_a_day_below_the_title_is_the_authors) {
  static const char *const named[] = {"Ann de Other\n4 May 2021", "4 May 2021\nAnn de Other",
                                      "Ann de Other | 4 May 2021",
                                      "4 May 2021 \xE2\x80\xA2 Ann de Other \xE2\x80\xA2 3 minutes",
                                      "Ann de Other Published 10:19 4 May 2021"};
  static const char *const others[] = {"Lisbon, Porto\n4 May 2021",  "NEWS FEATURE\n4 May 2021",
                                       "Written by\n4 May 2021",     "in Windham\n4 May 2021",
                                       "Ann de Other\n\n3 comments", "Salt\n4 May 2021"};
  const char *form = "Envoys meet in the port\n%s\n";
  for (size_t i = 0; i < sizeof named / sizeof *named; i++) {
    vb_str byline = dump_of(vb_str_z(&out, vb_str_format(&out, form, named[i]))).byline;
    cr_expect(vb_str_eq(byline, VB_S("Ann de Other")), "%s: %.*s", named[i], VB_ARG(byline));
  }
  for (size_t i = 0; i < sizeof others / sizeof *others; i++) {
    vb_str byline = dump_of(vb_str_z(&out, vb_str_format(&out, form, others[i]))).byline;
    cr_expect(!byline.n, "%s: %.*s", others[i], VB_ARG(byline));
  }
}

Test(visible, markup_names_the_author) {
  static const char *const named[] = {
      "<p>12 <a href='/authors/ann-other'>Ann Other</a></p>",
      "<p><a href='https://news.example/x/ao' rel='nofollow author'>Ann Other</a> writes</p>",
      "<div itemprop='author'><p>Words by <b>Ann Other</b></p></div>",
      "<p>Written by</p><p>Ann Other</p>",
      "<p>4 May 2021 / by Ann Other</p>",
      "<p>By Ann Other 3 comments</p>",
  };
  for (size_t i = 0; i < sizeof named / sizeof *named; i++)
    cr_expect(vb_str_eq(below_headline(named[i]).byline, VB_S("Ann Other")), "%s", named[i]);
  static const char *const others[] = {
      "<p><a href='/news/ann-other'>Ann Other</a></p>",
      "<ul class='related'><li>The port <a href='/authors/ann-other'>Ann Other</a></li></ul>",
      "<p><a href='/authors/'>All NewsAnd Views</a></p>",
  };
  for (size_t i = 0; i < sizeof others / sizeof *others; i++)
    EXPECT_STR(below_headline(others[i]).byline, "");
  EXPECT_STR(below_headline("<p><a href='/author/a'>Ann Other</a> and <a href='/author/b'>Bo "
                            "Example</a></p>")
                 .byline,
             "Ann Other and Bo Example");
}

Test(visible, labels_of_many_languages_date_a_page_wherever_they_stand) {
  static const char *const lines[] = {"Publisert 04.05.2021, kl. 13.05",
                                      "Publicerad 4 maj 2021",
                                      "Udgivet 4. maj 2021",
                                      "Gepubliceerd op 4 mei 2021",
                                      "Publicado em 4 de maio de 2021",
                                      "Pubblicato il 4 maggio 2021",
                                      "Data publikacji: 04.05.2021",
                                      "Publikováno: 4. května 2021",
                                      "Yayınlanma: 04.05.2021",
                                      "Δημοσίευση: 04.05.2021",
                                      "公開日: 2021/05/04"};
  for (size_t i = 0; i < sizeof lines / sizeof *lines; i++) {
    vb_str text = vb_str_format(&out, TEXT, "</p><p>", "</p>");
    vb_str page = vb_str_format(&out,
                                "<html><body><article><h1>Envoys meet in the port</h1><p>%.*s%.*s"
                                "</article><footer><p>%s</p></footer></body></html>",
                                VB_ARG(text), VB_ARG(text), lines[i]);
    vb_date day = vb_date_day(read_content(vb_str_z(&out, page)).published);
    char iso[VB_DATE_ISO_BYTES];
    cr_expect(vb_str_eq(vb_date_format(day, iso), VB_S("2021-05-04")), "%s", lines[i]);
  }
}

Test(visible, the_day_of_a_picture_is_not_that_of_the_page) {
  EXPECT_DATE(
      below_headline("<figure><figcaption>The port, 4 May 2019</figcaption></figure>").published,
      "");
}

Test(visible, what_stands_between_two_tellings_of_the_title_is_of_the_article) {
  vb_article a = dump_of(
      "Envoys meet in the port | Marula\nMenu\nHome\nEnvoys meet in the port\nWorld\n"
      "2021-05-04 | 12:42\nShare\nShare\nPrint\nMost viewed\nVideos\nRead more\nEnvoys meet "
      "in the port\n");
  EXPECT_DATE(a.published, "2021-05-04T12:42");
}

/* The blocks of a dump whose lines that begin with '+' are taken for text. */
static vb_page page_of(const char *lines) {
  vb_page page;
  vb_dump_read(vb_str_from(lines), &page, &out, scratch);
  for (ptrdiff_t i = 0; i < page.blocks.n; i++) {
    vb_block *b = &page.blocks.v[i];
    b->main = b->text.p[0] == '+';
    b->text = vb_str_slice(b->text, b->main, b->text.n);
  }
  return page;
}

Test(visible, the_titles_line_may_stand_below_what_was_taken_for_text) {
  vb_page page =
      page_of("Envoys meet in the port - Marula\nMenu\n+We thank our readers.\nHelp\n"
              "Envoys meet in the port\nBy Ann Other\nMay 4, 2021\n+Two envoys met on "
              "Monday and agreed to meet again.\n+They spoke for an hour about the river "
              "and the prices of salt.\n");
  ptrdiff_t line;
  EXPECT_STR(vb_title_of_window(&page, 2, &line, scratch), "Envoys meet in the port");
  cr_assert_eq(line, 4);
  vb_facts facts = {.out = &out};
  vb_visible found;
  vb_visible_read(grammar, &page, line, 2, (vb_date){0}, &facts, &found, scratch);
  EXPECT_STR(found.byline, "Ann Other");
  ptrdiff_t day = vb_clue_best(&facts.clues, VB_FACT_PUBLISHED);
  cr_assert_geq(day, 0);
  EXPECT_DATE(facts.clues.v[day].date, "2021-05-04");
}

Test(visible, the_titles_line_does_not_stand_below_most_of_the_text) {
  vb_page page =
      page_of("Envoys meet in the port - Marula\nMenu\n+Two envoys met on Monday and "
              "agreed to meet again.\n+They spoke for an hour about the river and the "
              "prices of salt.\nMost read\nEnvoys meet in the port\n+Ships come back.\n");
  ptrdiff_t line;
  vb_title_of_window(&page, 2, &line, scratch);
  cr_expect_eq(line, -1);
}

Test(visible, of_title_and_site_the_line_nearer_to_the_text_is_the_title) {
  vb_page page = page_of("Envoys meet in port | The Marula Weekly Times\nThe Marula Weekly Times\n"
                         "Menu\nEnvoys meet in port\n+Two envoys met on Monday.\n");
  ptrdiff_t line;
  EXPECT_STR(vb_title_of_window(&page, 4, &line, scratch), "Envoys meet in port");
}

/* A short line that is taken for text, as a headline above it may be, does not hide the day. */
Test(visible, a_line_that_is_a_day_dates_the_page_though_it_was_taken_for_text) {
  vb_article a = dump_of(
      "Envoys meet in the port\n"
      "After the envoys met, a person who knows the river and its fishing well told us of it.\n"
      "ByAnn Other\nFriday, May 14, 2021");
  EXPECT_DATE(a.published, "2021-05-14");
  EXPECT_STR(a.byline, "Ann Other");
}

Test(visible, the_day_on_which_a_paper_was_received_is_not_that_of_its_publication) {
  vb_article a =
      below_headline("<p>Received 4 May 2021; Accepted 9 May 2021; Published 2 June 2021</p>");
  EXPECT_DATE(a.published, "2021-06-02");
  EXPECT_DATE(below_headline("<p>Received 4 May 2021</p>").published, "");
}
