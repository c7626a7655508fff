#include <criterion/criterion.h>
#include <stdarg.h>
#include <stdio.h>

#include "exchanges/merge.h"

/* All people are invented. */

static vb_arena_region region, scratch_region;
static vb_arena arena, scratch;
static vb_lexicon *lexicon;
static vb_reports reports;

static void setup(void) {
  vb_error error = {0};
  cr_assert_eq(vb_arena_region_open(&region, 64 << 20), 0);
  cr_assert_eq(vb_arena_region_open(&scratch_region, 256 << 20), 0);
  cr_assert_eq(vb_lexicon_open(&lexicon, NULL, &error), VB_OK, "%s", error.message);
  arena = vb_arena_reset(&region, NULL);
  scratch = vb_arena_reset(&scratch_region, NULL);
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

static vb_ledger_rows merged(void) { return vb_merge_reports(lexicon, reports, &arena, scratch); }
#define EXPECT_ROWS(want)                                                                          \
  do {                                                                                             \
    ptrdiff_t got_ = merged().n;                                                                   \
    cr_expect_eq(got_, (want), "%td rows, want %d", got_, (int)(want));                            \
  } while (0)
#define EXPECT_STR(got, want)                                                                      \
  do {                                                                                             \
    vb_str got_ = (got);                                                                           \
    cr_expect(vb_str_eq(got_, vb_str_from(want)), "got '%.*s', want '%s'", VB_ARG(got_), (want));  \
  } while (0)
#define EXPECT_DATE(got, want)                                                                     \
  do {                                                                                             \
    char buffer_[VB_DATE_ISO_BYTES];                                                               \
    EXPECT_STR(vb_date_format((got), buffer_), want);                                              \
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
  vb_str a = vb_merge_key(&reports.v[0].exchange, &arena, scratch);
  vb_str b = vb_merge_key(&reports.v[1].exchange, &arena, scratch);
  EXPECT_STR(a, "CN|KP");
  EXPECT_STR(b, "CN|KP");
}
