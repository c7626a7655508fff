#include <criterion/criterion.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>

#include "base/expect.h"
#include "exchanges/merge.h"

/* All people are invented. */

static vb_arena_region region, scratch_region;
static vb_arena arena, scratch;
static vb_lexicon *lexicon;
static vb_reports reports;
static const vb_merge_words *words;

static void setup(void) {
  vb_error error = {0};
  cr_assert_eq(vb_arena_region_open(&region, 64 << 20), 0);
  cr_assert_eq(vb_arena_region_open(&scratch_region, 256 << 20), 0);
  cr_assert_eq(vb_lexicon_open(&lexicon, NULL, &error), VB_OK, "%s", error.message);
  arena = vb_arena_reset(&region, NULL);
  scratch = vb_arena_reset(&scratch_region, NULL);
  words = vb_merge_words_load(lexicon, &scratch);
  reports = (vb_reports){0};
}
static void teardown(void) {
  vb_lexicon_close(lexicon);
  vb_arena_region_close(&region);
  vb_arena_region_close(&scratch_region);
}
TestSuite(merge, .init = setup, .fini = teardown);

/* "name/office/CC/organisation; ..."; parts may be left empty. */
static vb_actors actors(const char *text) {
  vb_actors list = {0};
  vb_str rest = vb_str_from(text);
  while (rest.p) {
    vb_str one = vb_str_trim(vb_str_cut(&rest, ';'));
    if (!one.n) continue;
    vb_str part[4] = {0};
    for (int i = 0; i < 4 && one.p; i++) part[i] = vb_str_trim(vb_str_cut(&one, '/'));
    for (int i = 0; i < 4; i++)
      if (!part[i].n) part[i] = (vb_str){0};
    *vb_push(&arena, &list) = (vb_actor){part[0], part[1], part[2], part[3]};
  }
  return list;
}

typedef struct {
  const char *id, *article, *from, *to, *form, *purpose, *sent, *reported, *occasion;
  const char *agency, *outlet, *answers;
  vb_sent_kind kind;
  bool mention, reply;
} told;

static vb_str given(const char *z) { return z ? vb_str_from(z) : (vb_str){0}; }

static void tell_one(told t) {
  vb_report r = {.id = t.id ? vb_str_from(t.id) : vb_str_format(&arena, "r%03td", reports.n),
                 .agency = given(t.agency),
                 .outlet = given(t.outlet),
                 .answers = given(t.answers)};
  r.article = t.article ? vb_str_from(t.article) : vb_str_format(&arena, "a%03td", reports.n);
  int form = vb_form_from_name(vb_str_from(t.form ? t.form : "message"));
  cr_assert_geq(form, 0);
  r.exchange = (vb_exchange){.from = actors(t.from),
                             .to = actors(t.to),
                             .form = (vb_form)form,
                             .sent_kind = t.sent && !t.kind ? VB_SENT_SENT : t.kind,
                             .occasion = given(t.occasion),
                             .reply = t.reply,
                             .mention = t.mention,
                             .answers = -1};
  if (t.purpose) {
    int purpose = vb_purpose_from_name(vb_str_from(t.purpose));
    cr_assert_geq(purpose, 0);
    r.exchange.purpose = (vb_purpose)purpose;
  }
  if (t.sent) r.exchange.sent = vb_date_parse_iso(vb_str_from(t.sent));
  if (t.reported) r.exchange.reported = vb_date_parse_iso(vb_str_from(t.reported));
  *vb_push(&arena, &reports) = r;
}
#define TELL(...) tell_one((told){__VA_ARGS__})

static vb_ledger_rows merged(void) { return vb_merge_reports(words, reports, &arena, scratch); }
#define EXPECT_ROWS(want)                                                                          \
  do {                                                                                             \
    ptrdiff_t got_ = merged().n;                                                                   \
    cr_expect_eq(got_, (want), "%td rows, want %d", got_, (int)(want));                            \
  } while (0)
/* Two heads of state under the spellings of the outlets below. */
#define HAN     "Han Tae Sok/president of the State Affairs/KP"
#define HAN2    "Han Tae-sok/leader/KP"
#define HAN_SUR "Han//KP"
#define LU      "Lu Wenbo/president/CN"
#define LU2     "Lu Wen-bo//CN"

Test(merge, hyphens_in_names_are_spelling) {
  TELL(.from = HAN, .to = LU, .purpose = "greeting", .reported = "2031-05-03");
  TELL(.from = HAN2, .to = LU2, .purpose = "greeting", .reported = "2031-05-04");
  EXPECT_ROWS(1);
}

Test(merge, one_name_in_three_scripts_is_one) {
  TELL(.from = "Ryu Chang Min/president of the State Affairs/KP", .to = "Liang Wenqi/president/CN",
       .purpose = "greeting", .sent = "2031-05-03", .reported = "2031-05-03");
  TELL(.from = "柳昌敏/国务委员长/KP", .to = "梁文启/国家主席/CN", .purpose = "greeting",
       .sent = "2031-05-03", .reported = "2031-05-04");
  TELL(.from = "류창민/국무위원장/KP", .to = "량원치/국가주석/CN", .purpose = "greeting",
       .sent = "2031-05-03", .reported = "2031-05-04");
  EXPECT_ROWS(1);
}

Test(merge, characters_and_hangul_without_the_latin_name) {
  TELL(.from = "梁文启/国家主席/CN", .to = "廉哲民/国务委员长/KP", .purpose = "congratulation",
       .sent = "2031-05-03", .reported = "2031-05-03", .occasion = "朝鲜成立77周年");
  TELL(.from = "량원치/국가주석/CN", .to = "렴철민/국무위원장/KP", .purpose = "congratulation",
       .sent = "2031-05-03", .reported = "2031-05-04", .occasion = "조선 창건 77주년");
  EXPECT_ROWS(1);
}

Test(merge, other_names_in_other_scripts_are_two) {
  TELL(.from = "Ryu Chang Min/premier/KP", .to = LU, .purpose = "greeting", .sent = "2031-05-03",
       .reported = "2031-05-03");
  TELL(.from = "류광호/국무위원장/KP", .to = LU, .purpose = "greeting", .sent = "2031-05-03",
       .reported = "2031-05-04");
  TELL(.from = "류광해/국무위원장/KP", .to = LU, .purpose = "greeting", .sent = "2031-05-03",
       .reported = "2031-05-04");
  EXPECT_ROWS(3);
}

Test(merge, the_surname_alone_is_enough_in_one_country) {
  TELL(.from = HAN, .to = LU, .purpose = "greeting", .reported = "2031-05-03");
  TELL(.from = HAN_SUR, .to = "Lu//CN", .purpose = "greeting", .reported = "2031-05-03");
  EXPECT_ROWS(1);
}

Test(merge, two_people_of_one_country_are_two) {
  TELL(.from = HAN, .to = LU, .purpose = "greeting", .reported = "2031-05-03");
  TELL(.from = "Han Song Il//KP", .to = LU, .purpose = "greeting", .reported = "2031-05-03");
  EXPECT_ROWS(2);
}

Test(merge, the_other_direction_is_another_exchange) {
  TELL(.from = HAN, .to = LU, .purpose = "greeting", .reported = "2031-05-03");
  TELL(.from = LU, .to = HAN, .purpose = "greeting", .reported = "2031-05-03");
  EXPECT_ROWS(2);
}

Test(merge, a_call_has_no_direction) {
  TELL(.from = HAN, .to = LU, .form = "call", .sent = "2031-05-03", .reported = "2031-05-03");
  TELL(.from = LU2, .to = HAN2, .form = "call", .sent = "2031-05-03", .reported = "2031-05-04");
  EXPECT_ROWS(1);
}

Test(merge, a_gift_and_a_message_are_two) {
  TELL(.from = HAN, .to = LU, .purpose = "congratulation", .reported = "2031-05-03");
  TELL(.from = HAN, .to = LU, .form = "gift", .purpose = "congratulation",
       .reported = "2031-05-03");
  TELL(.from = HAN, .to = LU, .form = "wreath", .purpose = "congratulation",
       .reported = "2031-05-03");
  EXPECT_ROWS(3);
}

Test(merge, message_gives_way_to_the_more_specific_form) {
  TELL(.from = HAN, .to = LU, .purpose = "congratulation", .reported = "2031-05-03");
  TELL(.from = HAN, .to = LU, .form = "letter", .purpose = "congratulation",
       .reported = "2031-05-04");
  vb_ledger_rows rows = merged();
  cr_assert_eq(rows.n, 1);
  cr_expect_eq(rows.v[0].exchange.form, VB_FORM_LETTER);
}

Test(merge, sent_here_and_received_there_is_one) {
  TELL(.from = HAN, .to = LU, .purpose = "congratulation", .sent = "2031-05-03",
       .reported = "2031-05-04", .occasion = "election");
  TELL(.from = HAN, .to = LU, .purpose = "congratulation", .sent = "2031-05-10",
       .kind = VB_SENT_RECEIVED, .reported = "2031-05-11", .occasion = "election as president");
  vb_ledger_rows rows = merged();
  cr_assert_eq(rows.n, 1);
  EXPECT_DATE(rows.v[0].exchange.sent, "2031-05-03");
  EXPECT_DATE(rows.v[0].exchange.reported, "2031-05-04");
  EXPECT_STR(rows.v[0].exchange.occasion, "election as president");
}

Test(merge, a_year_old_mention_joins_the_one_exchange_of_that_year) {
  TELL(.id = "m", .from = HAN, .to = LU, .form = "letter", .sent = "2016", .reported = "2031-05-04",
       .mention = true);
  TELL(.id = "a", .from = HAN, .to = LU, .form = "letter", .sent = "2016-07-02",
       .reported = "2016-07-03");
  vb_ledger_rows rows = merged();
  cr_assert_eq(rows.n, 1);
  cr_expect(!rows.v[0].mentioned_only);
  EXPECT_DATE(rows.v[0].exchange.sent, "2016-07-02");
  EXPECT_DATE(rows.v[0].exchange.reported, "2016-07-03");
}

Test(merge, a_mention_that_fits_two_exchanges_joins_neither) {
  TELL(.from = HAN, .to = LU, .form = "letter", .sent = "2016", .reported = "2031-05-04",
       .mention = true);
  TELL(.from = HAN, .to = LU, .form = "letter", .sent = "2016-07-02", .reported = "2016-07-03");
  TELL(.from = HAN, .to = LU, .form = "letter", .sent = "2016-10-02", .reported = "2016-10-03");
  EXPECT_ROWS(3);
}

Test(merge, a_mention_joins_the_one_that_tells_its_occasion_in_the_same_words) {
  TELL(.id = "near", .from = HAN, .to = LU, .purpose = "congratulation", .sent = "2031-05-26",
       .reported = "2031-05-26", .occasion = "90th anniversary of the union");
  TELL(.id = "same", .from = HAN, .to = LU, .purpose = "congratulation", .sent = "2031-06-30",
       .reported = "2031-06-30", .occasion = "90th anniversary of the Lantern League");
  TELL(.id = "told", .from = HAN, .to = LU, .purpose = "greeting", .reported = "2031-07-07",
       .occasion = "90th anniversary of the founding of the Lantern League", .mention = true);
  vb_ledger_rows rows = merged();
  cr_assert_eq(rows.n, 2);
  cr_expect_eq(rows.v[0].n_reports, 1);
  cr_expect_eq(rows.v[1].n_reports, 2);
}

Test(merge, a_reply_finds_the_latest_earlier_exchange_that_fits) {
  TELL(.id = "1", .from = LU, .to = HAN, .purpose = "congratulation", .reported = "2031-05-03",
       .occasion = "74th founding anniversary");
  TELL(.id = "2", .from = LU, .to = HAN, .purpose = "sympathy", .reported = "2031-05-08",
       .occasion = "floods");
  TELL(.id = "3", .from = HAN, .to = LU, .purpose = "reply", .reply = true,
       .reported = "2031-05-20", .occasion = "seventy-fourth birthday of the North");
  vb_ledger_rows rows = merged();
  cr_assert_eq(rows.n, 3);
  EXPECT_STR(rows.v[2].reply_to, vb_str_z(&arena, rows.v[0].id));
}

Test(merge, keys_do_not_depend_on_direction_or_names) {
  TELL(.from = HAN, .to = LU);
  TELL(.from = "//CN", .to = "/leader/KP");
  vb_str a = vb_merge_key(words, &reports.v[0].exchange, &arena, scratch);
  vb_str b = vb_merge_key(words, &reports.v[1].exchange, &arena, scratch);
  EXPECT_STR(a, "CN|KP");
  EXPECT_STR(b, "CN|KP");
}

/* What must become one row. */

Test(merge, three_outlets_and_a_diacritic) {
  TELL(.from = HAN, .to = "Phan Duc Thinh/president/VN", .purpose = "congratulation",
       .sent = "2031-09-02", .reported = "2031-09-02", .occasion = "78th National Day");
  TELL(.from = HAN2, .to = "Phan Đức Thịnh/president/VN", .purpose = "congratulation",
       .reported = "2031-09-03", .occasion = "seventy-eighth anniversary of its National Day");
  TELL(.from = "/leader/KP", .to = "Thinh//VN", .purpose = "congratulation",
       .reported = "2031-09-03");
  vb_ledger_rows rows = merged();
  cr_assert_eq(rows.n, 1);
  cr_expect_eq(rows.v[0].n_reports, 3);
  cr_expect_eq(rows.v[0].exchange.from.n, 1);
}

Test(merge, an_office_stands_for_its_holder) {
  TELL(.from = "Rosa Iturbe/president/PE", .to = LU, .form = "letter", .purpose = "invitation",
       .reported = "2031-09-02");
  TELL(.from = "/president/PE", .to = LU, .form = "letter", .purpose = "invitation",
       .reported = "2031-09-03");
  EXPECT_ROWS(1);
}

Test(merge, offices_of_one_rank_are_one_holder) {
  TELL(.from = "/Chinese leader/CN", .to = HAN, .purpose = "greeting", .reported = "2031-09-02");
  TELL(.from = "/president/CN", .to = HAN, .purpose = "greeting", .reported = "2031-09-02");
  EXPECT_ROWS(1);
}

Test(merge, letter_and_telegram_are_two_words_for_one_when_all_else_agrees) {
  TELL(.from = HAN, .to = LU, .form = "letter", .purpose = "condolence", .sent = "2031-09-02",
       .reported = "2031-09-02", .occasion = "earthquake");
  TELL(.from = HAN, .to = LU, .form = "telegram", .purpose = "condolence", .sent = "2031-09-02",
       .reported = "2031-09-02", .occasion = "earthquake");
  EXPECT_ROWS(1);
}

Test(merge, greeting_and_congratulation_are_one_purpose) {
  TELL(.from = HAN, .to = LU, .purpose = "greeting", .reported = "2031-09-02",
       .occasion = "National Day");
  TELL(.from = HAN, .to = LU, .purpose = "congratulation", .reported = "2031-09-02",
       .occasion = "National Day");
  EXPECT_ROWS(1);
}

Test(merge, a_meeting_told_by_both_sides_and_a_third) {
  TELL(.from = HAN, .to = LU, .form = "meeting", .sent = "2031-09-02", .reported = "2031-09-03");
  TELL(.from = LU, .to = HAN, .form = "meeting", .sent = "2031-09-02", .reported = "2031-09-02",
       .occasion = "state visit");
  TELL(.from = "Lu//CN", .to = "Han//KP", .form = "meeting", .reported = "2031-09-03");
  EXPECT_ROWS(1);
}

Test(merge, a_joint_message_with_one_sender_named) {
  TELL(.from = HAN "; Pak Un Sil//KP", .to = LU, .purpose = "greeting", .reported = "2031-09-02");
  TELL(.from = HAN, .to = LU, .purpose = "greeting", .reported = "2031-09-02");
  vb_ledger_rows rows = merged();
  cr_assert_eq(rows.n, 1);
  cr_expect_eq(rows.v[0].exchange.from.n, 2);
}

Test(merge, the_same_words_twice_in_one_article) {
  TELL(.article = "a", .from = HAN, .to = LU, .purpose = "greeting", .reported = "2031-09-02");
  TELL(.article = "a", .from = HAN, .to = LU, .purpose = "greeting", .reported = "2031-09-02");
  EXPECT_ROWS(1);
}

Test(merge, mentions_of_one_year_without_a_main_report) {
  TELL(.from = HAN, .to = LU, .form = "letter", .sent = "2016", .reported = "2031-05-04",
       .mention = true);
  TELL(.from = HAN, .to = LU, .form = "letter", .sent = "2016", .reported = "2031-08-04",
       .mention = true);
  vb_ledger_rows rows = merged();
  cr_assert_eq(rows.n, 1);
  cr_expect(rows.v[0].mentioned_only);
  EXPECT_DATE(rows.v[0].exchange.sent, "2016");
  EXPECT_DATE(rows.v[0].exchange.reported, "2031-05-04");
}

Test(merge, an_undated_mention_joins_by_its_occasion) {
  TELL(.from = LU, .to = HAN, .purpose = "congratulation", .reported = "2031-09-09",
       .occasion = "77th founding anniversary");
  TELL(.from = LU, .to = HAN, .form = "letter", .purpose = "congratulation",
       .reported = "2031-09-21", .occasion = "77th birthday of the North", .mention = true);
  vb_ledger_rows rows = merged();
  cr_assert_eq(rows.n, 1);
  cr_expect_eq(rows.v[0].exchange.form, VB_FORM_LETTER);
  EXPECT_DATE(rows.v[0].exchange.reported, "2031-09-09");
}

Test(merge, a_mention_to_the_day_joins_the_meeting) {
  TELL(.from = HAN, .to = LU, .form = "meeting", .sent = "2031-09-04", .reported = "2031-09-05");
  TELL(.from = LU, .to = HAN, .form = "meeting", .sent = "2031-09-04", .reported = "2031-10-01",
       .mention = true);
  EXPECT_ROWS(1);
}

Test(merge, an_undated_page_joins_what_happens_only_once) {
  TELL(.from = HAN, .to = LU, .purpose = "congratulation", .sent = "2031-10-01",
       .reported = "2031-10-01", .occasion = "82nd National Day of China");
  TELL(.from = HAN2, .to = LU, .purpose = "congratulation", .occasion = "82nd National Day");
  TELL(.from = HAN2, .to = LU, .purpose = "congratulation", .occasion = "82nd National Day");
  EXPECT_ROWS(1);
}

Test(merge, two_undated_pages_that_agree_in_all) {
  TELL(.from = HAN, .to = LU, .purpose = "condolence", .occasion = "earthquake");
  TELL(.from = HAN2, .to = LU, .purpose = "condolence", .occasion = "earthquake in the west");
  EXPECT_ROWS(1);
}

/* What must stay apart. */

Test(merge, an_undated_page_does_not_join_what_happens_every_year) {
  TELL(.from = HAN, .to = LU, .purpose = "congratulation", .sent = "2031-10-01",
       .reported = "2031-10-01", .occasion = "National Day of China");
  TELL(.from = HAN2, .to = LU, .purpose = "congratulation", .occasion = "National Day of China");
  EXPECT_ROWS(2);
}

Test(merge, the_same_greeting_a_year_later) {
  TELL(.from = HAN, .to = LU, .purpose = "congratulation", .reported = "2031-10-01",
       .occasion = "National Day");
  TELL(.from = HAN, .to = LU, .purpose = "congratulation", .reported = "2032-10-01",
       .occasion = "National Day");
  EXPECT_ROWS(2);
}

Test(merge, two_purposes_on_neighbouring_days) {
  TELL(.from = HAN, .to = LU, .purpose = "congratulation", .sent = "2031-10-01",
       .reported = "2031-10-01");
  TELL(.from = HAN, .to = LU, .purpose = "condolence", .sent = "2031-10-02",
       .reported = "2031-10-02");
  EXPECT_ROWS(2);
}

Test(merge, two_occasions_on_neighbouring_days) {
  TELL(.from = HAN, .to = LU, .purpose = "congratulation", .sent = "2031-10-01",
       .reported = "2031-10-01", .occasion = "82nd founding anniversary");
  TELL(.from = HAN, .to = LU, .purpose = "congratulation", .sent = "2031-10-01",
       .reported = "2031-10-01", .occasion = "successful satellite launch");
  EXPECT_ROWS(2);
}

Test(merge, two_numbers_of_one_kind_of_occasion) {
  TELL(.from = HAN, .to = LU, .purpose = "congratulation", .reported = "2031-10-01",
       .occasion = "82nd anniversary of the republic");
  TELL(.from = HAN, .to = LU, .purpose = "congratulation", .reported = "2031-10-02",
       .occasion = "110th anniversary of the party");
  EXPECT_ROWS(2);
}

Test(merge, president_and_premier_without_names) {
  TELL(.from = "/president/VN", .to = LU, .purpose = "greeting", .reported = "2031-10-01");
  TELL(.from = "/prime minister/VN", .to = LU, .purpose = "greeting", .reported = "2031-10-01");
  EXPECT_ROWS(2);
}

Test(merge, a_named_minister_is_not_the_nameless_president) {
  TELL(.from = "Vo Thanh Trung/foreign minister/VN", .to = LU, .purpose = "greeting",
       .reported = "2031-10-01");
  TELL(.from = "/president/VN", .to = LU, .purpose = "greeting", .reported = "2031-10-01");
  EXPECT_ROWS(2);
}

Test(merge, an_organisation_is_no_person) {
  TELL(.from = "///Red Cross Society of Vietnam", .to = LU, .purpose = "sympathy",
       .reported = "2031-10-01");
  reports.v[0].exchange.from.v[0].country = VB_S("VN");
  TELL(.from = "Phan Duc Thinh//VN", .to = LU, .purpose = "sympathy", .reported = "2031-10-01");
  EXPECT_ROWS(2);
}

Test(merge, two_organisations_of_one_country) {
  TELL(.from = "//CN/Association of Koreans, Harbin branch", .to = HAN, .purpose = "condolence",
       .reported = "2031-10-01");
  TELL(.from = "//CN/Chamber of Shipping in Dalian", .to = HAN, .purpose = "condolence",
       .reported = "2031-10-01");
  EXPECT_ROWS(2);
}

Test(merge, messages_of_two_senders_are_not_chained_by_a_joint_one) {
  TELL(.from = HAN, .to = LU, .purpose = "greeting", .reported = "2031-09-02");
  TELL(.from = "Pak Un Sil//KP", .to = LU, .purpose = "greeting", .reported = "2031-09-02");
  TELL(.from = HAN "; Pak Un Sil//KP", .to = LU, .purpose = "greeting", .reported = "2031-09-02");
  vb_ledger_rows rows = merged();
  for (ptrdiff_t i = 0; i < rows.n; i++) cr_expect_lt(rows.v[i].n_reports, 3);
}

Test(merge, meetings_on_two_days) {
  TELL(.from = HAN, .to = LU, .form = "meeting", .sent = "2031-09-02", .reported = "2031-09-03");
  TELL(.from = HAN, .to = LU, .form = "meeting", .sent = "2031-09-04", .reported = "2031-09-04");
  EXPECT_ROWS(2);
}

Test(merge, two_reports_of_one_article_are_two_exchanges) {
  TELL(.article = "a", .from = HAN, .to = LU, .form = "verbal message", .reported = "2031-09-02");
  TELL(.article = "a", .from = HAN, .to = LU, .form = "message", .purpose = "thanks",
       .reported = "2031-09-02");
  EXPECT_ROWS(2);
}

Test(merge, one_article_does_not_chain_two_through_a_third) {
  TELL(.article = "a", .from = HAN, .to = LU, .form = "letter", .reported = "2031-09-02");
  TELL(.article = "a", .from = HAN, .to = LU, .form = "telegram", .reported = "2031-09-02");
  TELL(.article = "b", .from = HAN, .to = LU, .form = "message", .reported = "2031-09-02");
  EXPECT_ROWS(2);
}

Test(merge, days_do_not_chain) {
  for (int day = 10; day <= 26; day += 2) {
    vb_str date = vb_str_format(&arena, "2031-05-%02d", day);
    char *z = vb_str_z(&arena, date);
    TELL(.from = HAN, .to = LU, .purpose = "greeting", .sent = z, .reported = z);
  }
  vb_ledger_rows rows = merged();
  cr_expect_gt(rows.n, 3);
  for (ptrdiff_t i = 0; i < rows.n; i++) cr_expect_leq(rows.v[i].n_reports, 2);
}

Test(merge, a_mention_of_another_occasion_stays_alone) {
  TELL(.from = HAN, .to = LU, .form = "letter", .purpose = "congratulation", .sent = "2016-07-02",
       .reported = "2016-07-03", .occasion = "95th founding anniversary of the party");
  TELL(.from = HAN, .to = LU, .form = "letter", .purpose = "condolence", .sent = "2016",
       .reported = "2031-05-04", .mention = true);
  TELL(.from = HAN, .to = LU, .form = "letter", .sent = "2016", .reported = "2031-05-04",
       .occasion = "seventh congress", .mention = true);
  EXPECT_ROWS(3);
}

Test(merge, a_verbal_message_that_is_mentioned_is_not_the_letter_of_that_year) {
  TELL(.from = HAN, .to = LU, .form = "letter", .sent = "2016-07-02", .reported = "2016-07-03");
  TELL(.from = HAN, .to = LU, .form = "verbal message", .sent = "2016", .reported = "2031-05-04",
       .mention = true);
  EXPECT_ROWS(2);
}

Test(merge, mentions_of_two_years) {
  TELL(.from = HAN, .to = LU, .form = "letter", .sent = "2016", .reported = "2031-05-04",
       .mention = true);
  TELL(.from = HAN, .to = LU, .form = "letter", .sent = "2020", .reported = "2031-05-04",
       .mention = true);
  EXPECT_ROWS(2);
}

/* What the row says. */

Test(merge, the_row_takes_the_best_of_each_report) {
  TELL(.id = "b", .from = "/leader/KP", .to = "Lu//CN", .reported = "2031-09-03T08:00",
       .purpose = "congratulation", .sent = "2031-09");
  TELL(.id = "a", .from = "Han Tae-sok//KP", .to = "Lu Wenbo//CN", .form = "telegram",
       .purpose = "congratulation", .reported = "2031-09-04");
  TELL(.id = "c", .from = HAN, .to = LU, .purpose = "congratulation", .sent = "2031-09-02",
       .reported = "2031-09-05", .occasion = "election");
  vb_ledger_rows rows = merged();
  cr_assert_eq(rows.n, 1);
  const vb_exchange *e = &rows.v[0].exchange;
  EXPECT_STR(e->from.v[0].name, "Han Tae Sok");
  EXPECT_STR(e->from.v[0].office, "president of the State Affairs");
  EXPECT_STR(e->to.v[0].name, "Lu Wenbo");
  EXPECT_STR(e->to.v[0].office, "president");
  cr_expect_eq(e->form, VB_FORM_TELEGRAM);
  EXPECT_DATE(e->sent, "2031-09-02");
  EXPECT_DATE(e->reported, "2031-09-03");
  EXPECT_STR(e->occasion, "election");
  cr_expect_eq(rows.v[0].reports[0], 0);
  cr_expect_eq(rows.v[0].reports[2], 2);
  /* x and the first twelve digits of sha256("a") = ca978112ca1b... */
  EXPECT_STR(rows.v[0].id, "xca978112ca1bbdca");
}

Test(merge, rows_are_ordered_by_date) {
  TELL(.from = HAN, .to = LU, .form = "gift", .reported = "2031-09-03");
  TELL(.from = HAN, .to = LU, .form = "wreath", .sent = "2031-09-01", .reported = "2031-09-04");
  TELL(.from = HAN, .to = LU, .form = "call", .reported = "2030-01-01");
  vb_ledger_rows rows = merged();
  cr_assert_eq(rows.n, 3);
  cr_expect_eq(rows.v[0].exchange.form, VB_FORM_CALL);
  cr_expect_eq(rows.v[1].exchange.form, VB_FORM_WREATH);
  cr_expect_eq(rows.v[2].exchange.form, VB_FORM_GIFT);
}

/* Pairs of merge_pairs.tsv: those of "one" must also share a key, for only then they meet. */

enum { PAIR_FIELDS = 10 };

static void tell_line(const vb_str *field) {
  char *z[PAIR_FIELDS];
  for (int i = 0; i < PAIR_FIELDS; i++) z[i] = field[i].n ? vb_str_z(&arena, field[i]) : NULL;
  vb_sent_kind kind = VB_SENT_UNKNOWN;
  if (vb_str_eq(field[6], VB_S("received"))) kind = VB_SENT_RECEIVED;
  if (vb_str_eq(field[6], VB_S("handed"))) kind = VB_SENT_HANDED;
  TELL(.from = z[1], .to = z[2], .form = z[3], .purpose = z[4], .sent = z[5], .kind = kind,
       .reported = z[7], .occasion = z[8], .mention = vb_str_eq(field[9], VB_S("mention")),
       .reply = vb_str_eq(field[4], VB_S("reply")));
}

static ptrdiff_t rows_of_pair(void) {
  vb_str a = vb_merge_key(words, &reports.v[0].exchange, &arena, scratch);
  vb_str b = vb_merge_key(words, &reports.v[1].exchange, &arena, scratch);
  return vb_str_eq(a, b) ? merged().n : 2;
}

Test(merge, pairs_that_must_merge_and_pairs_that_must_not) {
  vb_str rest = source_text(getenv("VB_SOURCE_ROOT"), "src/exchanges/merge_pairs.tsv", &arena);
  int n = 0;
  vb_str field[PAIR_FIELDS], want = {0};
  for (int line = 1; rest.n; line++) {
    vb_str row = vb_str_cut(&rest, '\n');
    if (!row.n || row.p[0] == '#' || line == 5) continue;
    int fields = 0;
    for (; row.p && fields < PAIR_FIELDS; fields++) field[fields] = vb_str_cut(&row, '\t');
    cr_assert_eq(fields, PAIR_FIELDS, "line %d has %d fields", line, fields);
    bool second = vb_str_eq(field[0], VB_S("and"));
    if (!second) want = field[0], reports = (vb_reports){0};
    tell_line(field);
    if (!second) continue;
    ptrdiff_t got = rows_of_pair();
    cr_expect_eq(got, vb_str_eq(want, VB_S("one")) ? 1 : 2, "line %d: %td rows, want %.*s", line,
                 got, VB_ARG(want));
    n++;
  }
  cr_expect_geq(n, 30);
}

/* Replies. */

Test(merge, an_article_says_itself_what_a_reply_answers) {
  TELL(.id = "1", .from = LU, .to = HAN, .purpose = "sympathy", .reported = "2031-09-19");
  TELL(.id = "2", .article = "x", .from = LU, .to = HAN, .form = "letter",
       .purpose = "congratulation", .sent = "2031-09-09", .reported = "2031-09-21",
       .occasion = "82nd birthday of the republic", .mention = true);
  TELL(.id = "3", .article = "x", .from = HAN, .to = LU, .form = "letter", .purpose = "reply",
       .reply = true, .reported = "2031-09-21", .answers = "2");
  vb_ledger_rows rows = merged();
  cr_assert_eq(rows.n, 3);
  EXPECT_STR(rows.v[2].reply_to, vb_str_z(&arena, rows.v[0].id));
  EXPECT_STR(rows.v[2].exchange.occasion, "82nd birthday of the republic");
  cr_expect(rows.v[0].mentioned_only);
}

Test(merge, a_reply_with_two_equal_originals_names_none) {
  TELL(.from = LU, .to = HAN, .purpose = "congratulation", .reported = "2031-09-09");
  TELL(.from = LU, .to = HAN, .purpose = "sympathy", .reported = "2031-09-09");
  TELL(.from = HAN, .to = LU, .purpose = "reply", .reply = true, .reported = "2031-09-21");
  vb_ledger_rows rows = merged();
  cr_assert_eq(rows.n, 3);
  cr_expect_eq(rows.v[2].reply_to.n, 0);
}

Test(merge, a_reply_does_not_answer_its_own_side_nor_last_year) {
  TELL(.from = HAN, .to = LU, .purpose = "congratulation", .reported = "2031-09-19");
  TELL(.from = LU, .to = HAN, .purpose = "congratulation", .reported = "2030-09-09");
  TELL(.from = HAN, .to = LU, .form = "letter", .purpose = "reply", .reply = true,
       .reported = "2031-09-21");
  vb_ledger_rows rows = merged();
  cr_assert_eq(rows.n, 3);
  for (ptrdiff_t i = 0; i < rows.n; i++) cr_expect_eq(rows.v[i].reply_to.n, 0);
}

Test(merge, the_latest_of_several_originals_is_answered) {
  TELL(.from = LU, .to = HAN, .purpose = "sympathy", .reported = "2031-09-01");
  TELL(.id = "late", .from = LU, .to = HAN, .purpose = "congratulation", .reported = "2031-09-12");
  TELL(.from = HAN, .to = LU, .purpose = "reply", .reply = true, .reported = "2031-09-21");
  vb_ledger_rows rows = merged();
  cr_assert_eq(rows.n, 3);
  EXPECT_STR(rows.v[2].reply_to, vb_str_z(&arena, rows.v[1].id));
}

Test(merge, a_reply_is_answered_in_its_turn_where_the_occasion_is_told) {
  TELL(.from = LU, .to = HAN, .purpose = "congratulation", .reported = "2031-09-09",
       .occasion = "82nd founding anniversary");
  TELL(.from = HAN, .to = LU, .purpose = "reply", .reply = true, .reported = "2031-09-15",
       .occasion = "82nd founding anniversary");
  TELL(.from = LU2, .to = HAN2, .purpose = "reply", .reply = true, .reported = "2031-09-21",
       .occasion = "82nd founding anniversary");
  vb_ledger_rows rows = merged();
  cr_assert_eq(rows.n, 3);
  cr_expect_eq(rows.v[0].reply_to.n, 0);
  EXPECT_STR(rows.v[1].reply_to, vb_str_z(&arena, rows.v[0].id));
  EXPECT_STR(rows.v[2].reply_to, vb_str_z(&arena, rows.v[1].id));
}

Test(merge, each_side_congratulates_and_each_answers) {
  TELL(.from = HAN, .to = LU, .purpose = "congratulation", .reported = "2031-09-08",
       .occasion = "70th anniversary of diplomatic relations");
  TELL(.from = LU, .to = HAN, .purpose = "congratulation", .reported = "2031-09-09",
       .occasion = "70th anniversary of diplomatic relations");
  TELL(.from = LU, .to = HAN, .purpose = "reply", .reply = true, .reported = "2031-09-15",
       .occasion = "70th anniversary of diplomatic relations");
  TELL(.from = HAN, .to = LU, .purpose = "reply", .reply = true, .reported = "2031-09-16",
       .occasion = "70th anniversary of diplomatic relations");
  vb_ledger_rows rows = merged();
  cr_assert_eq(rows.n, 4);
  EXPECT_STR(rows.v[2].reply_to, vb_str_z(&arena, rows.v[0].id));
  EXPECT_STR(rows.v[3].reply_to, vb_str_z(&arena, rows.v[1].id));
}

Test(merge, an_answer_with_another_occasion_finds_nothing) {
  TELL(.from = LU, .to = HAN, .purpose = "congratulation", .reported = "2031-09-09",
       .occasion = "82nd founding anniversary");
  TELL(.from = HAN, .to = LU, .purpose = "reply", .reply = true, .reported = "2031-09-15",
       .occasion = "floods");
  vb_ledger_rows rows = merged();
  cr_assert_eq(rows.n, 2);
  cr_expect_eq(rows.v[1].reply_to.n, 0);
}

/* Whatever order reports come in, the same set gives the same rows. */

static vb_str fingerprint(vb_ledger_rows rows, const vb_reports *given) {
  vb_str all = {0};
  for (ptrdiff_t i = 0; i < rows.n; i++) {
    char sent[VB_DATE_ISO_BYTES], reported[VB_DATE_ISO_BYTES];
    const vb_exchange *e = &rows.v[i].exchange;
    vb_date_format(e->sent, sent);
    vb_date_format(e->reported, reported);
    all = vb_str_format(&arena, "%.*s%.*s %s %s %d %d %.*s %.*s", VB_ARG(all), VB_ARG(rows.v[i].id),
                        sent, reported, e->form, e->purpose, VB_ARG(e->occasion),
                        VB_ARG(rows.v[i].reply_to));
    for (ptrdiff_t k = 0; k < e->from.n; k++)
      all = vb_str_format(&arena, "%.*s %.*s", VB_ARG(all), VB_ARG(e->from.v[k].name));
    vb_strs ids = {0};
    for (ptrdiff_t k = 0; k < rows.v[i].n_reports; k++)
      *vb_push(&arena, &ids) = given->v[rows.v[i].reports[k]].id;
    for (ptrdiff_t k = 0; k < ids.n; k++) { /* in order of id: indices move with the input */
      ptrdiff_t least = k;
      for (ptrdiff_t j = k + 1; j < ids.n; j++)
        if (vb_str_compare(ids.v[j], ids.v[least]) < 0) least = j;
      vb_str t = ids.v[k];
      ids.v[k] = ids.v[least], ids.v[least] = t;
      all = vb_str_format(&arena, "%.*s,%.*s", VB_ARG(all), VB_ARG(ids.v[k]));
    }
    all = vb_str_format(&arena, "%.*s\n", VB_ARG(all));
  }
  return all;
}

static void tell_a_month_of_everything(uint32_t seed) {
  static const char *const who[] = {HAN, HAN2, "/leader/KP", HAN_SUR, "Pak Un Sil/premier/KP"};
  static const char *const whom[] = {LU, LU2, "/president/CN", "//CN"};
  static const char *const forms[] = {"message", "letter", "telegram", "call", "gift"};
  static const char *const purposes[] = {NULL, "congratulation", "reply", "greeting", "sympathy"};
  static const char *const occasions[] = {NULL, "82nd National Day", "founding anniversary",
                                          "floods"};
  for (int i = 0; i < 40; i++) {
    uint32_t r = seed = seed * 1664525u + 1013904223u;
    char *day = vb_str_z(&arena, vb_str_format(&arena, "2031-10-%02u", 1 + (r >> 8) % 20));
    bool back = r >> 30 & 1, mention = (r >> 24) % 5 == 0;
    const char *a = who[(r >> 9) % 5], *b = whom[(r >> 12) % 4];
    TELL(.article = vb_str_z(&arena, vb_str_format(&arena, "a%d", i / 2)), .from = back ? b : a,
         .to = back ? a : b, .form = forms[(r >> 14) % 5], .purpose = purposes[(r >> 17) % 5],
         .sent = (r >> 20) % 3 ? NULL
                 : mention     ? "2031"
                               : day,
         .reported = day, .occasion = occasions[(r >> 22) % 4], .mention = mention,
         .reply = (r >> 17) % 5 == 2);
  }
}

Test(merge, any_order_of_reports_gives_the_same_rows) {
  for (uint32_t seed = 1; seed <= 20; seed++) {
    arena = vb_arena_reset(&region, NULL);
    reports = (vb_reports){0};
    tell_a_month_of_everything(seed);
    vb_str want = vb_str_copy(&arena, fingerprint(merged(), &reports));
    uint32_t r = seed;
    for (int turn = 0; turn < 10; turn++) {
      for (ptrdiff_t i = reports.n - 1; i > 0; i--) {
        r = r * 1664525u + 1013904223u;
        ptrdiff_t k = (ptrdiff_t)((r >> 8) % (uint32_t)(i + 1));
        vb_report t = reports.v[i];
        reports.v[i] = reports.v[k], reports.v[k] = t;
      }
      vb_str got = fingerprint(merged(), &reports);
      cr_assert(vb_str_eq(got, want), "seed %u:\n%.*s\n%.*s", seed, VB_ARG(got), VB_ARG(want));
    }
  }
}

/* Clusters. */

static void tell_years_of_everything(uint32_t seed) {
  static const char *const who[] = {HAN, HAN2, "/leader/KP", HAN_SUR};
  static const char *const whom[] = {LU, LU2, "/president/CN", "//CN"};
  static const char *const forms[] = {"message", "letter", "message", "call", "gift"};
  static const char *const purposes[] = {NULL, "congratulation", "reply", "greeting", "sympathy"};
  static const char *const occasions[] = {NULL, "82nd National Day", "founding anniversary",
                                          "floods"};
  for (int i = 0; i < 60; i++) {
    uint32_t r = seed = seed * 1664525u + 1013904223u;
    int32_t at = (int32_t)((r >> 8) % 1500 / 7 * 7) + (int32_t)((r >> 5) % 4);
    char iso[VB_DATE_ISO_BYTES];
    vb_date day = vb_date_add_days(vb_date_ymd(2028, 1, 1), at);
    char *printed = vb_str_z(&arena, vb_date_format(day, iso));
    char *sent = vb_str_z(&arena, vb_date_format(vb_date_add_days(day, -(int)(r % 3)), iso));
    bool back = r >> 30 & 1, mention = (r >> 24) % 4 == 0;
    if (mention && r % 3 == 0) sent[4] = 0; /* a year */
    if (!mention && r % 11 == 0) sent[7] = 0;
    const char *a = who[(r >> 9) % 4], *b = whom[(r >> 12) % 4];
    TELL(.article = vb_str_z(&arena, vb_str_format(&arena, "a%d", i / 2)), .from = back ? b : a,
         .to = back ? a : b, .form = forms[(r >> 14) % 5], .purpose = purposes[(r >> 17) % 5],
         .sent = (r >> 20) % 3 ? NULL : sent, .reported = r % 29 ? printed : NULL,
         .occasion = r % 29 ? occasions[(r >> 22) % 4] : NULL, .mention = mention,
         .kind = (r >> 20) % 3 == 0 && r % 5 == 0 ? VB_SENT_RECEIVED : VB_SENT_UNKNOWN,
         .reply = (r >> 17) % 5 == 2, .answers = i % 2 && r % 7 == 0 ? "r000" : NULL);
  }
}

/* What the article says that a report answers; NULL if it is not among them. */
static const vb_exchange *answered_by(vb_reports all, const vb_report *report) {
  for (ptrdiff_t i = 0; i < all.n; i++)
    if (report->answers.n && vb_str_eq(all.v[i].id, report->answers)) return &all.v[i].exchange;
  return NULL;
}

static bool overlap_in_reach(vb_reports all, ptrdiff_t i, ptrdiff_t k) {
  const vb_report *r[] = {&all.v[i], &all.v[k]};
  vb_reach a = vb_report_reach(&r[0]->exchange, answered_by(all, r[0]));
  vb_reach b = vb_report_reach(&r[1]->exchange, answered_by(all, r[1]));
  return a.first <= b.last && b.first <= a.last;
}

/* Takes one cluster, that of the first report, out of *rest. */
static vb_reports take_cluster(vb_reports *rest) {
  vb_reports cluster = {0}, left = {0};
  bool in[60] = {true}, grown = true;
  while (grown) {
    grown = false;
    for (ptrdiff_t i = 0; i < rest->n; i++)
      for (ptrdiff_t k = 0; k < rest->n; k++)
        if (in[i] && !in[k] && overlap_in_reach(*rest, i, k)) in[k] = grown = true;
  }
  for (ptrdiff_t i = 0; i < rest->n; i++) *vb_push(&arena, in[i] ? &cluster : &left) = rest->v[i];
  *rest = left;
  return cluster;
}

Test(merge, clusters_merged_one_by_one_give_the_rows_of_all_merged_at_once) {
  int n_clusters = 0;
  for (uint32_t seed = 1; seed <= 40; seed++) {
    arena = vb_arena_reset(&region, NULL);
    reports = (vb_reports){0};
    tell_years_of_everything(seed);
    vb_str whole = vb_str_copy(&arena, fingerprint(merged(), &reports));
    vb_reports rest = reports;
    ptrdiff_t n_lines = 0, n_rows = 0;
    for (ptrdiff_t i = 0; i < whole.n; i++) n_lines += whole.p[i] == '\n';
    while (rest.n) {
      vb_reports cluster = take_cluster(&rest);
      vb_ledger_rows rows = vb_merge_reports(words, cluster, &arena, scratch);
      vb_str part = fingerprint(rows, &cluster);
      n_clusters++;
      n_rows += rows.n;
      while (part.n) {
        vb_str line = vb_str_cut(&part, '\n');
        cr_assert_geq(vb_str_find(whole, line, 0), 0, "seed %u: %.*s\n--\n%.*s", seed, VB_ARG(line),
                      VB_ARG(whole));
      }
    }
    cr_assert_eq(n_rows, n_lines);
  }
  cr_expect_gt(n_clusters, 80); /* else nothing was cut */
}

Test(merge, every_report_is_in_exactly_one_row) {
  tell_a_month_of_everything(77);
  vb_ledger_rows rows = merged();
  int count[40] = {0};
  for (ptrdiff_t i = 0; i < rows.n; i++)
    for (ptrdiff_t k = 0; k < rows.v[i].n_reports; k++) count[rows.v[i].reports[k]]++;
  for (ptrdiff_t i = 0; i < reports.n; i++) cr_expect_eq(count[i], 1);
}

Test(merge, nothing_gives_no_rows) { EXPECT_ROWS(0); }

/* Roles. */

static vb_role role_of_last(void) { return vb_report_role(lexicon, &reports.v[reports.n - 1]); }

/* The register has many agencies; the first state organ of any country does. */
static vb_str state_organ(vb_str *country) {
  const vb_table *table = vb_lexicon_table(lexicon, VB_S("world/agencies"));
  ptrdiff_t name = vb_table_column(table, "name"), state = vb_table_column(table, "state_of");
  for (ptrdiff_t row = 0; row < table->n_rows; row++)
    if ((*country = vb_table_field(table, row, state)).n) return vb_table_field(table, row, name);
  return (vb_str){0};
}

Test(merge, a_state_organ_of_a_party_is_primary) {
  vb_str country, organ = state_organ(&country);
  cr_assert(organ.n);
  TELL(.from = "Han Tae Sok", .to = LU, .agency = vb_str_z(&arena, organ));
  reports.v[0].exchange.from.v[0].country = country;
  cr_expect_eq(role_of_last(), VB_ROLE_PRIMARY);
  reports.v[0].outlet = VB_S("The Invented Herald");
  cr_expect_eq(role_of_last(), VB_ROLE_DERIVED);
  reports.v[0].exchange.mention = true;
  cr_expect_eq(role_of_last(), VB_ROLE_MENTION);
  TELL(.from = "Han Tae Sok//ZW", .to = "Lu Wenbo//ZM", .agency = vb_str_z(&arena, organ));
  cr_expect_eq(role_of_last(), VB_ROLE_DERIVED);
  cr_expect_str_eq(vb_role_name(VB_ROLE_DERIVED), "derived");
}

/* Cost. */

Test(merge, many_reports_of_one_pair_in_one_week_are_merged_in_time) {
  for (int i = 0; i < 6000; i++) {
    char *name = vb_str_z(&arena, vb_str_format(&arena, "Sender%d Name%d//CN", i, i));
    TELL(.from = name, .to = HAN, .purpose = "condolence", .reported = "2031-12-20");
  }
  EXPECT_ROWS(6000);
}

Test(merge, many_reports_of_one_exchange_are_merged_in_time) {
  for (int i = 0; i < 20000; i++)
    TELL(.from = HAN, .to = LU, .purpose = "greeting", .reported = "2031-12-20");
  EXPECT_ROWS(1);
}
