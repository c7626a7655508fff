#include <criterion/criterion.h>

#include <string.h>

#include "article/dateline.h"
#include "article/dates.h"
#include "article/explain.h"
#include "article/facts.h"
#include "article/fixture.h"
#include "article/html.h"
#include "article/language.h"
#include "article/site_name.h"
#include "article/unescape.h"

TestSuite(article, .init = setup, .fini = teardown);

static const char dump_with_menus[] =
    " date 2023-05-04  Back To Top\nNational\nPolitics\nSociety\nDefense\nBusiness\nMarkets\n"
    "Culture\nBooks\nWorld\nOpinion\nSports\n\n"
    "Premier of Utopia thanks neighbour for 'steady friendship' of fifty years\n\n"
    "By Marula Press\n"
    "Published : May 3, 2023 - 10:15     Updated : May 3, 2023 - 11:40\n"
    "This file photo shows the premier waving from the balcony of the palace. (AFP-Reuters)\n"
    "This file photo shows the premier waving from the balcony of the palace. (AFP-Reuters)\n\n"
    "The premier of Utopia sent a message of thanks to the president of the neighbouring republic "
    "on Wednesday, saying that the friendship of the two peoples had stood every test.\n\n"
    "\"We have never been closer than we are today, and we will not let anybody come between "
    "us,\" the premier wrote, according to a statement that the palace published.\n\n"
    "The two countries opened relations in 1973 and have since signed some forty agreements on "
    "trade, fishing and the use of the river that divides them. (Reuters)\n\n"
    "MOST POPULAR\nLATEST NEWS\nsubscribe\n\nNational\nPolitics\nSociety\nDefense\nBusiness\n"
    "Markets\nCulture\nBooks\nWorld\nOpinion\nSports\nPRIVACY STATEMENT\n"
    "The Marula Times by Marula Holdings\nCopyright Marula Holdings. All Rights Reserved.\n"
    "Address : 12 Harbour Road, Port Example\nTel : +00-1-234-567\n";

Test(article, a_dump_loses_its_menus_and_keeps_its_facts) {
  vb_article a = read_content(dump_with_menus);
  EXPECT_STR(a.title, "Premier of Utopia thanks neighbour for 'steady friendship' of fifty years");
  EXPECT_DATE(a.captured, "2023-05-04");
  EXPECT_DATE(a.published, "2023-05-03T10:15");
  EXPECT_DATE(a.updated, "2023-05-03T11:40");
  EXPECT_STR(a.byline, "Marula Press");
  EXPECT_STR(a.agency, "Reuters");
  EXPECT_STR(a.outlet, "The Marula Times");
  EXPECT_STR(a.language, "en");
  cr_expect(vb_str_starts(a.text, VB_S("The premier of Utopia sent")), "%.*s", VB_ARG(a.text));
  cr_expect(vb_str_ends(a.text, VB_S("the river that divides them.")), "%.*s", VB_ARG(a.text));
  cr_assert_eq(a.captions.n, 1);
  cr_expect(vb_str_starts(a.captions.v[0], VB_S("This file photo")));
}

/* A dump with this first line, and this line above its text. */
static vb_article under_first_line(const char *first, const char *headline) {
  return read_content(vb_str_z(
      &out, vb_str_format(&out,
                          "%s\nNational\nPolitics\nSociety\nCulture\nSports\nThe Marula Times\n%s\n"
                          "4 May 2023\nThe two envoys of the republics are seen in the port.\n"
                          "Two envoys of both republics met in the port on Monday and agreed to "
                          "meet again in the spring, their offices said in a statement.\n"
                          "They spoke for an hour about fishing, the river and the prices of salt, "
                          "and neither of them wanted to say more about it than that.\n",
                          first, headline)));
}

Test(article, the_first_line_of_a_dump_may_be_the_windows_title) {
  EXPECT_STR(
      under_first_line("Envoys meet at last | The Marula Times", "Envoys meet at last").title,
      "Envoys meet at last");
  EXPECT_STR(
      under_first_line("The Marula Times - Envoys meet at last", "Envoys meet at last").title,
      "Envoys meet at last");
  EXPECT_STR(under_first_line("Envoys meet in port after years | The Marula Times",
                              "After years, both envoys meet in a port")
                 .title,
             "After years, both envoys meet in a port");
  EXPECT_STR(
      under_first_line("Envoys of republics talk about salt | The Marula Times", "World").title,
      "Envoys of republics talk about salt");
  EXPECT_DATE(under_first_line("Envoys of republics talk about salt", "World").published,
              "2023-05-04");
}

static const vb_explained_block *find_block(vb_explained_blocks blocks, const char *start) {
  for (ptrdiff_t i = 0; i < blocks.n; i++)
    if (vb_str_starts(blocks.v[i].block.text, vb_str_from(start))) return &blocks.v[i];
  cr_assert(false, "no block begins with %s", start);
  return NULL;
}

Test(article, every_block_says_what_became_of_it_and_why) {
  vb_capture capture = take_capture(vb_str_from(dump_with_menus));
  vb_explained_blocks blocks = vb_article_explain(grammar, &capture, &out, scratch);
  cr_expect_eq(find_block(blocks, "Premier of Utopia")->verdict, VB_VERDICT_TITLE);
  cr_expect_eq(find_block(blocks, "This file photo")->verdict, VB_VERDICT_CAPTION);
  const vb_explained_block *text = find_block(blocks, "The two countries");
  const vb_explained_block *menu = find_block(blocks, "Defense");
  cr_expect_eq(text->verdict, VB_VERDICT_TEXT);
  cr_expect_eq(menu->verdict, VB_VERDICT_OUTSIDE);
  cr_expect(text->likely > 0.5f && menu->likely < 0.5f);
  cr_assert(text->n_reasons > 0 && menu->n_reasons > 0);
  for (int i = 0; i < menu->n_reasons; i++) cr_expect_lt(menu->reasons[i].effect, 0);
  for (int i = 0; i < text->n_reasons; i++) cr_expect_gt(text->reasons[i].effect, 0);
  for (int i = 1; i < menu->n_reasons; i++)
    cr_expect_leq(menu->reasons[i - 1].effect, menu->reasons[i].effect, "strongest first");
  vb_capture record = take_capture(vb_str_from("{\"text\": \"A record is text already.\"}"));
  cr_expect_eq(vb_article_explain(grammar, &record, &out, scratch).n, 0);
}

Test(article, an_agency_text_gives_dateline_and_loses_its_end_mark) {
  vb_article a = read_content(
      "March 09, 2024Mar 09, 2024\nWire Desk\n\nEnvoy of Utopia Handed Letter in Arcadia\n\n"
      "Date: 28/02/2024 | Source: KCNA.example (En) | Read original version at source\n\n"
      "Port Example, February 28 (KCNA) -- The envoy of Utopia handed over a letter of the premier "
      "to the foreign minister of Arcadia on Tuesday, and the two had a talk about the harvest.\n\n"
      "The minister asked the envoy to convey the thanks of the government to the premier. -0-\n\n"
      "More From Wire Desk\n\nFish Farms Doing Well\n\nFish Farms Doing Well\n\n"
      "Port Example, March 8 (KCNA) -- Fish farms along the coast have had a good winter, as\n\n"
      "March 08, 2024\n\n"
      "Port Example, March 8 (KCNA) -- Fish farms along the coast have had a good winter, as\n\n"
      "More Articles\n");
  EXPECT_STR(a.title, "Envoy of Utopia Handed Letter in Arcadia");
  EXPECT_DATE(a.captured, "2024-03-09");
  EXPECT_DATE(a.published, "2024-02-28");
  EXPECT_STR(a.agency, "KCNA");
  EXPECT_STR(a.dateline_place, "Port Example");
  EXPECT_DATE(a.dateline_date, "2024-02-28");
  cr_expect(vb_str_starts(a.text, VB_S("The envoy of Utopia handed")), "%.*s", VB_ARG(a.text));
  cr_expect(vb_str_ends(a.text, VB_S("the government to the premier.")), "%.*s", VB_ARG(a.text));
}

Test(article, a_capture_date_alone_does_not_date_the_article) {
  vb_article a = read_content(
      "Harvest festival opens in the valley\ndate 2024-10-02\n\n"
      "The harvest festival of the valley was opened by the mayor with a speech and a procession, "
      "in which every village took part with a cart of its own.\n");
  EXPECT_DATE(a.captured, "2024-10-02");
  EXPECT_DATE(a.published, "");
  EXPECT_STR(a.title, "Harvest festival opens in the valley");
}

/* The page of Marula Biscuits: one short paragraph below its headline, teasers longer than it. */
static const char short_wire[] =
    "<html><head><title>Marula Biscuits calls its meeting for 20 January</title></head><body>"
    "<div><h3>Home News</h3><h1>Marula Biscuits calls its meeting for 20 January</h1>"
    "<div>28 December 2011</div>"
    "<p>Marula Biscuits meets on 20 January to vote on a merger with its mill, it told the "
    "exchange.</p>"
    "<div>Print</div><div>Send</div></div><div><h3>Latest</h3><ul>"
    "<li><a href='a'>Doctors go on</a></li>"
    "<li>After the chemists of the coast, the doctors of the two large hospitals have decided that "
    "they will go on with their protest until the ministry has paid what it owes to them, and "
    "nurses may join them in the spring.</li>"
    "<li><a href='b'>A jam is called back</a></li>"
    "<li>The food office found that a jar that was sold in three towns has no date on it, and asks "
    "everybody who has bought one to bring it back to the shop, where they will be paid in full, "
    "even without a receipt.</li>"
    "<li><a href='c'>Harbour closed</a></li>"
    "<li>Meetings of the staff with the owner of the clinic went on until late at night without "
    "any result, while patients had to be moved to other houses, as the lights went out in two of "
    "its wings.</li></ul></div></body></html>";

Test(article, a_short_text_below_its_headline_is_not_lost_to_longer_teasers) {
  vb_article a = read_content(short_wire);
  EXPECT_STR(a.title, "Marula Biscuits calls its meeting for 20 January");
  EXPECT_STR(a.text, "Marula Biscuits meets on 20 January to vote on a merger with its mill, it "
                     "told the exchange.");
}

static const char page[] =
    "<!DOCTYPE html><html lang='en'><head><meta charset='utf-8'>"
    "<title>Envoys meet in Port Example | The Marula Times</title>"
    "<meta property='og:site_name' content='The Marula Times'>"
    "<script type='application/ld+json'>{\"@type\": \"NewsArticle\", \"headline\": \"Envoys meet "
    "in "
    "Port Example\", \"datePublished\": \"2020-02-03T04:05:06+02:00\", \"author\": {\"name\": \"A. "
    "Writer\"}}</script></head><body>"
    "<nav><ul><li><a href='/'>Home</a></li><li><a href='/w'>World</a></li></ul></nav>"
    "<article class='story-body'><h1>Envoys meet in Port Example</h1><p>3 February 2020</p>"
    "<p>PORT EXAMPLE, Feb. 3 (Reuters) &ndash; Two envoys met on Monday and agreed to meet again "
    "in the spring, their offices said in a joint statement after the talks.</p>"
    "<figure><img src='x'><figcaption>The hall in which they met.</figcaption></figure>"
    "<p>They spoke for an hour &amp; a half about fishing, the river and the prices of salt, and "
    "neither of them wanted to say more about it than the statement did.</p>"
    "<p>It was the first meeting of the two since they were appointed in the autumn, and both "
    "called it useful when they left the hall late in the evening.</p></article>"
    "<aside class='related'><h3>Related articles</h3><ul><li><a href='/a'>Salt is dear</a></li>"
    "<li><a href='/b'>River high again</a></li></ul></aside>"
    "<footer><p>Copyright 2020 Marula Holdings. All rights reserved.</p></footer></body></html>";

Test(article, an_html_page_gives_text_facts_and_captions) {
  vb_article a = read_content(page);
  EXPECT_STR(a.title, "Envoys meet in Port Example");
  EXPECT_STR(a.outlet, "The Marula Times");
  EXPECT_STR(a.byline, "A. Writer");
  EXPECT_STR(a.agency, "Reuters");
  EXPECT_DATE(a.published, "2020-02-03T04:05+02:00");
  EXPECT_STR(a.dateline_place, "PORT EXAMPLE");
  EXPECT_DATE(a.dateline_date, "2020-02-03");
  cr_expect(vb_str_starts(a.text, VB_S("Two envoys met")), "%.*s", VB_ARG(a.text));
  cr_expect(vb_str_ends(a.text, VB_S("late in the evening.")), "%.*s", VB_ARG(a.text));
  cr_expect(vb_str_find(a.text, VB_S("hour & a half"), 0) > 0);
  cr_assert_eq(a.captions.n, 1);
  EXPECT_STR(a.captions.v[0], "The hall in which they met.");
}

Test(article, json_lines_text_is_kept_byte_for_byte) {
  vb_article a = read_content("{\"id\": \"n-1\", \"published\": \"2019-08-07\", \"title\": \"T\", "
                              "\"text\": \" PORT EXAMPLE, "
                              "August 7 (Xinhua) -- A\\tb.\\n\\n\\n -0-  \", \"outlet\": \"O\"}\n");
  EXPECT_STR(a.id, "n-1");
  cr_expect(a.id_given);
  EXPECT_STR(a.text, " PORT EXAMPLE, August 7 (Xinhua) -- A\tb.\n\n\n -0-  ");
  EXPECT_STR(a.dateline_place, "PORT EXAMPLE");
  EXPECT_DATE(a.dateline_date, "2019-08-07");
  EXPECT_STR(a.agency, "Xinhua");
  EXPECT_DATE(a.published, "2019-08-07");
}

static void expect_refused(const char *line, const char *message) {
  vb_error error = {0};
  vb_article article;
  vb_capture c = {.path = VB_S("f"), .line = 3, .offset = 40, .format = VB_FORMAT_JSONL};
  c.bytes = vb_str_from(line);
  cr_assert_eq(vb_capture_complete(&c, &out, scratch, &error), VB_OK);
  cr_expect_eq(vb_article_read(grammar, &c, &article, &out, scratch, &error), VB_BAD_INPUT);
  cr_expect(strstr(error.message, message), "got '%s', want '%s'", error.message, message);
}

Test(article, json_lines_that_are_no_article_are_refused_with_their_place) {
  expect_refused("{\"id\": \"x\", \"title\": \"T\"}", "f: line 3: no article: it has no \"text\"");
  expect_refused("[1, 2]", "f: line 3: ");
  expect_refused("{\"text\": \"cut of", "f: line 3: ");
}

static vb_date date_in(const char *text) {
  vb_found_date found;
  ptrdiff_t at = 0;
  if (!vb_dates_next(grammar, vb_str_from(text), &at, &found)) return (vb_date){0};
  return vb_date_known(found.swapped) ? (vb_date){0} : found.date;
}

Test(article, dates_are_read_as_pages_print_them) {
  EXPECT_DATE(date_in("Published : Sept 21, 2022 - 09:54"), "2022-09-21T09:54");
  EXPECT_DATE(date_in("01 Oct. 2025, 09:51"), "2025-10-01T09:51");
  EXPECT_DATE(date_in("am 3. M\xC3\xA4rz 2021"), "2021-03-03");
  EXPECT_DATE(date_in("23 de marzo de 2021"), "2021-03-23");
  EXPECT_DATE(date_in("23/03/2021"), "2021-03-23");
  EXPECT_DATE(date_in("3/23/2021"), "2021-03-23");
  EXPECT_DATE(date_in("03.04.2021"), "2021-04-03");
  EXPECT_DATE(date_in("2021. 3. 23."), "2021-03-23");
  EXPECT_DATE(date_in("2021\xEB\x85\x84 3\xEC\x9B\x94 23\xEC\x9D\xBC"), "2021-03-23");
  EXPECT_DATE(date_in("2021-03-23T09:19:05Z"), "2021-03-23T09:19+00:00");
  EXPECT_DATE(date_in("March 23rd, 2021 at 9:05 p.m."), "2021-03-23T21:05");
  EXPECT_DATE(date_in("12 \xD0\xBC\xD0\xB0\xD1\x80\xD1\x82\xD0\xB0 2021"), "2021-03-12");
}

Test(article, what_has_two_readings_or_none_is_no_date) {
  EXPECT_DATE(date_in("03/04/2021"), "");
  EXPECT_DATE(date_in("31/02/2021"), "");
  EXPECT_DATE(date_in("Maybe 12, 2021"), "");
  EXPECT_DATE(date_in("May 2021"), "");
  EXPECT_DATE(date_in("tel 555-12-2021"), "");
}

static void expect_dateline(const char *text, const char *place, const char *agency,
                            const char *rest) {
  vb_dateline d;
  vb_str s = vb_str_from(text);
  cr_assert(vb_dateline_find(grammar, s, 0, &d, scratch), "%s", text);
  EXPECT_STR(d.place, place);
  EXPECT_STR(d.agency, agency);
  EXPECT_STR(vb_str_slice(s, d.end, s.n), rest);
}

Test(article, datelines_of_any_city_and_agency) {
  expect_dateline("Lisbon, July 20 (KCNA) --An envoy came.", "Lisbon", "KCNA", "An envoy came.");
  expect_dateline("RIO DE JANEIRO, Sept. 3 (Xinhua) -- Text", "RIO DE JANEIRO", "Xinhua", "Text");
  expect_dateline("OSLO (Reuters) - Text", "OSLO", "Reuters", "Text");
  expect_dateline("OSLO/PARIS \xE2\x80\x94 Text", "OSLO/PARIS", "", "Text");
  expect_dateline("MINSK, September 3. /TASS/. Text", "MINSK", "TASS", "Text");
}

Test(article, a_dash_in_a_sentence_makes_no_dateline) {
  vb_dateline d;
  cr_expect_not(
      vb_dateline_find(grammar, VB_S("The mayor -- who was late -- spoke."), 0, &d, scratch));
  cr_expect_not(vb_dateline_find(grammar, VB_S("Two votes - a majority"), 0, &d, scratch));
}

Test(article, end_marks_and_tags_leave_the_text) {
  vb_str agency = {0};
  bool marked;
  EXPECT_STR(vb_strip_end(grammar, VB_S("It ended. -0-"), &agency, &marked, scratch), "It ended.");
  cr_expect(marked && !agency.n);
  EXPECT_STR(vb_strip_end(grammar, VB_S("It ended. (Xinhua) ###"), &agency, &marked, scratch),
             "It ended.");
  EXPECT_STR(agency, "Xinhua");
  EXPECT_STR(vb_strip_end(grammar, VB_S("It ended (in May)"), &agency, &marked, scratch),
             "It ended (in May)");
  EXPECT_STR(vb_strip_end(grammar, VB_S("It ended. (end) abc.de"), &agency, &marked, scratch),
             "It ended.");
  EXPECT_STR(vb_strip_end(grammar, VB_S("The harbour (old) is full"), &agency, &marked, scratch),
             "The harbour (old) is full");
}

Test(article, titles_lose_the_name_of_the_site) {
  vb_page none = {0};
  vb_str times = VB_S("The Times"), world = VB_S("World"), nobody = {0};
  EXPECT_STR(vb_site_name_strip(VB_S("Envoys meet in the port | The Times"), times, nobody, &none,
                                scratch),
             "Envoys meet in the port");
  EXPECT_STR(vb_site_name_strip(VB_S("Envoys meet?-World|The Times"), times, world, &none, scratch),
             "Envoys meet?");
  EXPECT_STR(vb_site_name_strip(VB_S("Envoys read The Times"), times, nobody, &none, scratch),
             "Envoys read The Times");
  EXPECT_STR(vb_site_name_strip(VB_S("Salt - a history"), nobody, nobody, &none, scratch),
             "Salt - a history");
}

Test(article, languages_by_script_and_by_short_words) {
  EXPECT_STR(vb_language_detect(grammar,
                                VB_S("El primer ministro de la isla dijo que los barcos "
                                     "no pueden salir por el viento"),
                                (vb_str){0}, &out, scratch),
             "es");
  EXPECT_STR(
      vb_language_detect(grammar, VB_S("\xED\x8F\x89\xEC\x96\x91"), VB_S("en-US"), &out, scratch),
      "ko");
  EXPECT_STR(vb_language_detect(grammar, VB_S("Utopia"), VB_S("en-US"), &out, scratch), "en");
}

Test(article, deep_nesting_keeps_the_text) {
  enum { DEPTH = 3000 };
  char *html = vb_arena_alloc(&out, 1, 1, DEPTH * 5 + 100);
  for (int i = 0; i < DEPTH; i++) memcpy(html + 5 * i, "<div>", 5);
  memcpy(html + 5 * DEPTH, "<p>deep</p>", 12);
  vb_page p;
  vb_html_read(grammar, vb_str_from(html), &p, &out, scratch);
  cr_assert_eq(p.blocks.n, 1);
  EXPECT_STR(p.blocks.v[0].text, "deep");
}

Test(article, a_heading_has_its_own_level_whatever_stands_in_it) {
  vb_page p;
  vb_html_read(grammar, VB_S("<h2><header>Council meets</header></h2>"), &p, &out, scratch);
  cr_assert_eq(p.blocks.n, 1);
  cr_expect_eq(p.blocks.v[0].kind, VB_BLOCK_HEADING);
  cr_expect_eq(p.blocks.v[0].level, 2);
}

Test(article, invisible_characters_leave_the_words_of_a_dump_whole) {
  vb_article a =
      read_content("Council of Utopia opens its autumn session\n\n"
                   "The coun\xC2\xAD"
                   "cil met on\xE2\x80\xAFMonday in the old town hall, and its members agreed "
                   "on the order of the day before noon, as every year.\n");
  cr_expect_eq(vb_str_find(a.text, VB_S("The council met on Monday in"), 0), 0);
}

Test(article, marks_of_a_dump_are_no_words) {
  vb_article a = read_content(
      "# Council of Utopia opens its autumn session\n\n"
      "The council met **on Monday** in the [old town hall](https://example.org/hall), and its "
      "members agreed on the order of the day before noon.\n\n"
      "![The hall](hall.jpg) The chair <b>thanked</b> all who had come, and said that a < b is no "
      "tag, nor is [this a link].\n");
  EXPECT_STR(a.title, "Council of Utopia opens its autumn session");
  EXPECT_STR(a.text,
             "The council met on Monday in the old town hall, and its members agreed on the "
             "order of the day before noon.\n\n"
             "The chair thanked all who had come, and said that a < b is no tag, nor is "
             "[this a link].");
}

Test(article, references_become_characters_and_what_is_none_stays) {
  EXPECT_STR(vb_unescape(&out, VB_S("Salt &amp; bread &#39;now&#x27; &#xE9;")),
             "Salt & bread 'now' \xC3\xA9");
  EXPECT_STR(vb_unescape(&out, VB_S("&nothing; &#; &#xD800; &#x110000; &#0; R&D & so")),
             "&nothing; &#; &#xD800; &#x110000; &#0; R&D & so");
  EXPECT_STR(vb_unescape(&out, VB_S("&averyverylongname; &amp")), "&averyverylongname; &amp");
}
