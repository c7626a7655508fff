#include <criterion/criterion.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "answers/coverage.h"
#include "answers/ledger.h"
#include "answers/lookup.h"
#include "answers/nearest.h"
#include "answers/party.h"
#include "archive/sql.h"
#include "base/expect.h"

/* All people are invented.  The archive is filled by hand, so that each answer can be worked out by
 * reading the rows below. */

static vb_arena_region region;
static vb_arena arena;
static vb_lexicon *lexicon;
static vb_archive *archive;
static vb_error error;
static char folder[] = "/tmp/verbale-answers-XXXXXX";
static char path[64];

static const char rows[] =
    "INSERT INTO analyses VALUES ('v', '1', 'l');"
    "INSERT INTO captures VALUES ('c1aaaa', 10, 'text'), ('c2bbbb', 10, 'text');"
    "INSERT INTO places (capture, path, offset) VALUES ('c1aaaa', 'z.txt', 0), ('c1aaaa', 'a.txt', "
    "0), ('c2bbbb', 'two.txt', 5);"
    "INSERT INTO articles (id, id_given, capture, title, outlet, agency, published, text, analysis)"
    " VALUES ('sha256:11', 0, 'c1aaaa', 'One', 'Post', 'Wire', '2020-01-15', 'Text one.', 'v'),"
    " ('given-2', 1, 'c2bbbb', NULL, NULL, 'Wire', '2020-05-02T09:00', 'Text two.', 'v');"
    "INSERT INTO article_captures VALUES ('sha256:11', 'c1aaaa'), ('given-2', 'c2bbbb');"
    "INSERT INTO exchanges (id, form, purpose, sent, sent_kind, reported, occasion, reply, "
    "reply_to, mentioned_only, merge_key) VALUES"
    " ('x111', 'letter', 'thanks', '2020-01-14', 'handed', '2020-01-15', 'the Day of Books', 0, "
    "NULL, 0, 'k'),"
    " ('x112', 'message', NULL, NULL, NULL, '2020-05-02', NULL, 1, 'x111', 0, 'k'),"
    " ('x200', 'letter', NULL, '2016', 'sent', '2020-05-02', NULL, 1, NULL, 1, 'k2'),"
    " ('x300', 'call', NULL, NULL, NULL, NULL, NULL, 0, NULL, 0, 'k3');"
    "INSERT INTO exchange_parties VALUES"
    " ('x111', 'from', 0, 'Anna Kovar', 'president', 'LA', NULL),"
    " ('x111', 'to', 0, 'Tran Van Minh', NULL, 'VN', NULL),"
    " ('x112', 'from', 0, 'Tran Van Minh', NULL, 'VN', NULL),"
    " ('x112', 'to', 0, 'Anna Kovar', NULL, 'LA', NULL),"
    " ('x200', 'from', 0, NULL, NULL, NULL, 'Red Lantern Society'),"
    " ('x200', 'to', 0, 'Jos\xC3\xA9 \xC3\x81vila-Pe\xC3\xB1"
    "a', NULL, NULL, NULL),"
    " ('x300', 'from', 0, '\xE5\x91\xA8\xE6\x98\x8E', NULL, 'CN', NULL);"
    "INSERT INTO reports (id, article, ordinal, exchange, form, reply, role, mention, merge_key, "
    "pattern) VALUES ('r1', 'sha256:11', 0, 'x111', 'letter', 0, 'primary', 0, 'k', 'p1'),"
    " ('r2', 'given-2', 0, 'x111', 'letter', 0, 'mention', 1, 'k', 'p2'),"
    " ('r3', 'given-2', 1, 'x112', 'message', 1, 'derived', 0, 'k', 'p2');"
    "INSERT INTO evidence VALUES ('r1', 'sentence', 0, 'text', NULL, 0, 9),"
    " ('r1', 'cue', 0, 'text', NULL, 5, 8);";

static void setup(void) {
  cr_assert_eq(vb_arena_region_open(&region, 16 << 20), 0);
  arena = vb_arena_reset(&region, NULL);
  cr_assert_eq(vb_lexicon_open(&lexicon, NULL, &error), VB_OK, "%s", error.message);
  cr_assert_not_null(mkdtemp(folder));
  snprintf(path, sizeof path, "%s/test.db", folder);
  cr_assert_eq(vb_archive_open(&archive, path, VB_ARCHIVE_CREATE, &error), VB_OK);
  vb_sql_execute(archive, rows);
  cr_assert_eq(vb_sql_failed(archive, &error), VB_OK, "%s", error.message);
}
static void teardown(void) {
  vb_archive_close(archive);
  unlink(path);
  rmdir(folder);
  vb_lexicon_close(lexicon);
}
TestSuite(answers, .init = setup, .fini = teardown);

/* The ids that answer the query, in order. */
static vb_str ids(vb_ledger_query query) {
  vb_ledger *ledger;
  vb_ledger_entry entry;
  vb_str all = VB_S("");
  cr_assert_eq(vb_ledger_open(&ledger, archive, lexicon, &query, &arena, &error), VB_OK);
  while (vb_ledger_next(ledger, &entry, &arena))
    all = vb_str_format(&arena, "%.*s%.*s ", VB_ARG(all), VB_ARG(entry.id));
  cr_assert_eq(vb_ledger_close(ledger, &error), VB_OK, "%s", error.message);
  return all;
}
#define IDS(...) ids((vb_ledger_query){__VA_ARGS__})

Test(answers, rows_come_by_day_of_the_act_and_unknown_days_last) {
  EXPECT_STR(IDS(.a = {0}), "x200 x111 x112 x300 ");
}

Test(answers, parties_match_by_name_surname_country_and_its_code) {
  EXPECT_STR(IDS(.a = VB_S("Kovar")), "x111 x112 ");
  EXPECT_STR(IDS(.a = VB_S("anna kovar")), "x111 x112 ");
  EXPECT_STR(IDS(.a = VB_S("Kova")), "");
  EXPECT_STR(IDS(.from = VB_S("LA")), "x111 ");
  EXPECT_STR(IDS(.from = VB_S("LAO")), "x111 ");
  EXPECT_STR(IDS(.from = VB_S("Laos")), "x111 ");
  EXPECT_STR(IDS(.to = VB_S("laos")), "x112 ");
  EXPECT_STR(IDS(.a = VB_S("LA"), .b = VB_S("Minh")), "x111 x112 ");
  EXPECT_STR(IDS(.a = VB_S("LA"), .b = VB_S("CN")), "");
  EXPECT_STR(IDS(.a = VB_S("red lantern")), "x200 ");
  EXPECT_STR(IDS(.a = VB_S("Avila Pena")), "x200 ");
  EXPECT_STR(IDS(.a = VB_S("\xE5\x91\xA8\xE6\x98\x8E")), "x300 ");
  EXPECT_STR(IDS(.a = VB_S("...")), "");
}

Test(answers, a_code_in_capitals_is_the_country_alone) {
  vb_actor him = {.name = VB_S("Le Van Cu"), .country = VB_S("VN")};
  vb_arena out = arena;
  vb_party_query code = vb_party_query_of(lexicon, VB_S("CU"), &out);
  vb_party_query name = vb_party_query_of(lexicon, VB_S("Cu"), &out);
  cr_expect(!vb_party_matches(&code, &him, out));
  cr_expect(vb_party_matches(&name, &him, out));
  him.country = VB_S("CU");
  cr_expect(vb_party_matches(&code, &him, out));
}

Test(answers, other_conditions) {
  EXPECT_STR(IDS(.form = VB_S("letter")), "x200 x111 ");
  EXPECT_STR(IDS(.purpose = VB_S("thanks")), "x111 ");
  EXPECT_STR(IDS(.occasion = VB_S("day of books")), "x111 ");
  EXPECT_STR(IDS(.outlet = VB_S("post")), "x111 ");
  EXPECT_STR(IDS(.outlet = VB_S("wire")), "x111 x112 ");
  EXPECT_STR(IDS(.outlet = VB_S("Laos")), "");
  EXPECT_STR(IDS(.mentioned = VB_MENTIONED_NOT), "x111 x112 x300 ");
  EXPECT_STR(IDS(.mentioned = VB_MENTIONED_ONLY), "x200 ");
  EXPECT_STR(IDS(.replies_without_original = true), "x200 ");
}

Test(answers, days_compare_at_the_precision_that_both_have) {
  EXPECT_STR(IDS(.since = vb_date_ymd(2020, 1, 14)), "x111 x112 ");
  EXPECT_STR(IDS(.since = vb_date_ymd(2020, 1, 15)), "x112 ");
  EXPECT_STR(IDS(.since = vb_date_ymd(2016, 6, 1), .until = vb_date_ymd(2016, 7, 1)), "x200 ");
  EXPECT_STR(IDS(.until = vb_date_parse_iso(VB_S("2020-01"))), "x200 x111 ");
  EXPECT_STR(IDS(.until = vb_date_parse_iso(VB_S("2019"))), "x200 ");
}

Test(answers, a_row_as_json) {
  vb_ledger_entry entry;
  cr_assert(vb_ledger_find(archive, VB_S("x111"), &entry, &arena));
  vb_ledger_reports reports = vb_ledger_reports_of(archive, entry.id, &arena);
  vb_json json = vb_json_begin(&arena);
  vb_json_ledger_row(&json, &entry, &reports);
  EXPECT_STR(
      vb_json_end(&json),
      "{\"id\": \"x111\", \"from\": [{\"name\": \"Anna Kovar\", \"office\": \"president\", "
      "\"country\": \"LA\", \"organisation\": null}], \"to\": [{\"name\": \"Tran Van Minh\", "
      "\"office\": null, \"country\": \"VN\", \"organisation\": null}], \"form\": \"letter\", "
      "\"purpose\": \"thanks\", \"sent\": \"2020-01-14\", \"sent_kind\": \"handed\", "
      "\"reported\": \"2020-01-15\", \"occasion\": \"the Day of Books\", \"occasion_key\": null, "
      "\"reply\": false, "
      "\"reply_to\": null, \"mentioned_only\": false, \"reports\": ["
      "{\"report\": \"r1\", \"article\": \"sha256:11\", \"path\": \"a.txt\", \"title\": \"One\", "
      "\"outlet\": \"Post\", \"agency\": \"Wire\", \"published\": \"2020-01-15\", "
      "\"role\": \"primary\", \"evidence\": [{\"field\": \"text\", \"start\": 0, \"end\": 9}]}, "
      "{\"report\": \"r2\", \"article\": \"given-2\", \"path\": \"two.txt\", \"title\": null, "
      "\"outlet\": null, \"agency\": \"Wire\", \"published\": \"2020-05-02T09:00\", "
      "\"role\": \"mention\", \"evidence\": []}]}");
}

Test(answers, coverage_counts_outlets_and_finds_the_days_without_articles) {
  vb_coverage coverage;
  cr_assert_eq(vb_coverage_of(archive, &coverage, &arena, &error), VB_OK);
  EXPECT_STR(vb_coverage_line(&coverage, &arena),
             "searched 2 articles of 2 outlets on 2 days, 2020-01-15 to 2020-05-02; none "
             "2020-01-16 to 2020-05-01");
  vb_json json = vb_json_begin(&arena);
  vb_json_coverage(&json, &coverage);
  EXPECT_STR(vb_json_end(&json),
             "{\"articles\": 2, \"outlets\": 2, \"days\": 2, \"from\": \"2020-01-15\", \"until\": "
             "\"2020-05-02\", \"gaps\": [{\"from\": \"2020-01-16\", \"until\": \"2020-05-01\"}]}");
}

static vb_coverage coverage_of(const char *published) {
  vb_coverage coverage;
  char text[256];
  vb_sql_execute(archive, "UPDATE articles SET published = '2020-01-01'");
  snprintf(text, sizeof text, "UPDATE articles SET published = '%s' WHERE id = 'given-2'",
           published);
  vb_sql_execute(archive, text);
  cr_assert_eq(vb_coverage_of(archive, &coverage, &arena, &error), VB_OK);
  return coverage;
}

Test(answers, a_gap_is_longer_than_a_week_and_never_claimed_of_a_month_told_as_such) {
  cr_expect_eq(coverage_of("2020-01-09").gaps.n, 0); /* seven days between */
  cr_expect_eq(coverage_of("2020-01-10").gaps.n, 1);
  cr_expect_eq(coverage_of("2020-01").gaps.n, 0);
  cr_expect_eq(coverage_of("2020-03").gaps.n, 1);
}

Test(answers, a_period_beyond_the_coverage_is_said_to_be) {
  vb_coverage c = coverage_of("2020-05-02");
  vb_gap gap;
  vb_date none = {0}, y2019 = vb_date_parse_iso(VB_S("2019")),
          y2020 = vb_date_parse_iso(VB_S("2020")), may = vb_date_ymd(2020, 5, 2);
  EXPECT_STR(vb_coverage_beyond(&c, y2019, none, &arena), "nothing before 2020-01-01");
  EXPECT_STR(vb_coverage_beyond(&c, none, y2020, &arena), "nothing after 2020-05-02");
  EXPECT_STR(vb_coverage_beyond(&c, y2019, y2020, &arena),
             "nothing before 2020-01-01 and after 2020-05-02");
  cr_expect_null(vb_coverage_beyond(&c, y2020, may, &arena).p);
  cr_expect(vb_coverage_gap(&c, y2020, may, &gap));
  cr_expect_not(vb_coverage_gap(&c, may, may, &gap));
}

static vb_str joined(vb_strs near) {
  vb_str all = VB_S("");
  for (ptrdiff_t i = 0; i < near.n; i++)
    all = vb_str_format(&arena, "%.*s%.*s;", VB_ARG(all), VB_ARG(near.v[i]));
  return all;
}

static vb_arena scratch_arena(void) {
  static vb_arena_region of_tests;
  if (!of_tests.base) cr_assert_eq(vb_arena_region_open(&of_tests, 1 << 20), 0);
  return vb_arena_reset(&of_tests, NULL);
}

static vb_str near_of(vb_nearest_kind kind, const char *name) {
  return joined(vb_nearest_names(archive, kind, vb_str_from(name), &arena, scratch_arena()));
}

static vb_str nearest(const char *name) { return near_of(VB_NEAREST_PARTIES, name); }

Test(answers, names_spelled_almost_like_it_are_near) {
  EXPECT_STR(nearest("Kovarr"), "Anna Kovar;");
  EXPECT_STR(nearest("Ana Kover"), "Anna Kovar;");
  EXPECT_STR(nearest("red lanterns"), "Red Lantern Society;");
  EXPECT_STR(nearest("Quispe"), "");
  EXPECT_STR(nearest(""), "");
  cr_expect(vb_nearest_known(archive, lexicon, VB_S("kovar"), arena));
  cr_expect(vb_nearest_known(archive, lexicon, VB_S("Laos"), arena));
  cr_expect_not(vb_nearest_known(archive, lexicon, VB_S("Kovarr"), arena));
}

Test(answers, words_that_are_several_countries_are_told_with_their_codes) {
  EXPECT_STR(joined(vb_party_countries(lexicon, VB_S("Korea"), &arena)),
             "KP (North Korea);KR (South Korea);");
  EXPECT_STR(joined(vb_party_countries(lexicon, VB_S("South Korea"), &arena)), "");
  EXPECT_STR(joined(vb_party_countries(lexicon, VB_S("Kovar"), &arena)), "");
  EXPECT_STR(joined(vb_party_countries(lexicon, (vb_str){0}, &arena)), "");
}

Test(answers, occasions_and_their_keys_are_near_too) {
  vb_sql_execute(archive, "UPDATE exchanges SET occasion_key = 'founding:LA#44' WHERE id = 'x111';"
                          "UPDATE exchanges SET occasion_key = 'new-year@2020' WHERE id = 'x112'");
  EXPECT_STR(near_of(VB_NEAREST_OCCASIONS, "founding:LO"), "founding:LA;founding:LA#44;");
  EXPECT_STR(near_of(VB_NEAREST_OCCASIONS, "new-years"), "new-year;new-year@2020;");
  EXPECT_STR(near_of(VB_NEAREST_OCCASIONS, "day of bucks"), "the Day of Books;");
  EXPECT_STR(near_of(VB_NEAREST_OCCASIONS, "founding:XXX"), "");
  EXPECT_STR(joined(vb_nearest_keys(archive, VB_S("founding:XXX"), &arena, scratch_arena())),
             "founding:LA;");
  EXPECT_STR(joined(vb_nearest_keys(archive, VB_S("founding"), &arena, scratch_arena())), "");
  EXPECT_STR(joined(vb_nearest_keys(archive, VB_S("flood:VN"), &arena, scratch_arena())), "");
}

Test(answers, an_occasion_is_asked_for_by_key_and_series_too) {
  vb_sql_execute(archive, "UPDATE exchanges SET occasion_key = 'founding:LA#44' WHERE id = 'x111';"
                          "UPDATE exchanges SET occasion_key = 'founding:LA#45' WHERE id = 'x112'");
  EXPECT_STR(IDS(.occasion = VB_S("founding:LA")), "x111 x112 ");
  EXPECT_STR(IDS(.occasion = VB_S("founding:Laos#45")), "x112 ");
  EXPECT_STR(IDS(.occasion = VB_S("founding")), "x111 x112 ");
  EXPECT_STR(IDS(.occasion = VB_S("founding:VN")), "");
  EXPECT_STR(IDS(.occasion = VB_S("books")), "x111 ");
}

static vb_str found(const char *text) {
  vb_things things = vb_lookup(archive, vb_str_from(text), &arena);
  vb_str all = VB_S("");
  for (ptrdiff_t i = 0; i < things.n; i++)
    all = vb_str_format(&arena, "%.*s%s %.*s;", VB_ARG(all), vb_thing_name(things.v[i].kind),
                        VB_ARG(things.v[i].id));
  return all;
}

Test(answers, a_thing_is_found_by_its_id_a_beginning_or_a_path) {
  EXPECT_STR(found("x112"), "exchange x112;");
  EXPECT_STR(found("x11"), "exchange x111;exchange x112;");
  EXPECT_STR(found("x2"), "exchange x200;");
  EXPECT_STR(found("r3"), "report r3;");
  EXPECT_STR(found("sha256:1"), "article sha256:11;");
  EXPECT_STR(found("11"), "article sha256:11;");
  EXPECT_STR(found("c1aa"), "capture c1aaaa;");
  EXPECT_STR(found("z.txt"), "article sha256:11;");
  EXPECT_STR(found("nothing"), "");
  EXPECT_STR(found(""), "");
}
