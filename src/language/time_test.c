#include <criterion/criterion.h>
#include <stdlib.h>
#include <string.h>

#include "language/time.h"

/* The anchor of all sentences here: Thursday, 14 May 2020. */
static const char *const ANCHOR = "2020-05-14";

typedef struct {
  vb_arena_region region;
  vb_arena arena;
  vb_lexicon *lexicon;
  vb_time_grammar *grammar;
  vb_arena_region words_region;
  vb_arena words_arena;
  vb_abbreviations *abbreviations;
} bench;

static bench b;

static void open_bench(void) {
  vb_error error = {0};
  cr_assert_eq(vb_lexicon_open(&b.lexicon, NULL, &error), VB_OK, "%s", error.message);
  cr_assert_eq(vb_arena_region_open(&b.region, 512 << 20), 0);
  cr_assert_eq(vb_arena_region_open(&b.words_region, 4 << 20), 0);
  b.words_arena = vb_arena_reset(&b.words_region, NULL);
  b.abbreviations = vb_abbreviations_new(&b.words_arena, b.lexicon);
  vb_vocabulary *vocabulary = b.abbreviations->vocabulary;
  cr_assert_eq(vb_time_grammar_open(&b.grammar, b.lexicon, vocabulary, &error), VB_OK, "%s",
               error.message);
}

static void close_bench(void) {
  vb_arena_region_close(&b.words_region);
  vb_arena_region_close(&b.region);
  vb_time_grammar_close(b.grammar);
  vb_lexicon_close(b.lexicon);
}

TestSuite(time_words, .init = open_bench, .fini = close_bench);

/* Read twice, with the text's tokens and without: both ways must say the same. */
static vb_times times_of(vb_str text, const char *anchor) {
  b.arena = vb_arena_reset(&b.region, NULL);
  vb_date day = vb_date_parse_iso(vb_str_from(anchor));
  vb_tokens tokens = vb_tokens_make(b.abbreviations, text, &b.arena);
  vb_times times = vb_times_find(b.grammar, text, tokens, day, &b.arena);
  vb_times bare = vb_times_find(b.grammar, text, (vb_tokens){0}, day, &b.arena);
  cr_assert_eq(times.n, bare.n, "%.*s: %td times, %td without tokens", VB_ARG(text), times.n,
               bare.n);
  for (ptrdiff_t i = 0; i < times.n; i++) {
    cr_expect(times.v[i].span.start == bare.v[i].span.start &&
                  times.v[i].span.end == bare.v[i].span.end &&
                  vb_str_eq(times.v[i].value, bare.v[i].value),
              "%.*s: another time without tokens", VB_ARG(text));
  }
  return times;
}

/* All that a sentence says, as "words=VALUE; words=VALUE". */
static void expect(const char *sentence, const char *wanted) {
  vb_str text = vb_str_from(sentence);
  vb_times times = times_of(text, ANCHOR);
  vb_str said = {"", 0};
  for (ptrdiff_t i = 0; i < times.n; i++) {
    vb_time *t = &times.v[i];
    vb_str words = vb_str_slice(text, t->span.start, t->span.end);
    said = vb_str_format(&b.arena, "%.*s%s%.*s=%.*s", VB_ARG(said), i ? "; " : "", VB_ARG(words),
                         VB_ARG(t->value));
  }
  cr_expect(vb_str_eq(said, vb_str_from(wanted)), "%s\n  said   %.*s\n  wanted %s", sentence,
            VB_ARG(said), wanted);
}

Test(time_words, weekdays) {
  expect("The envoy left on Friday.", "Friday=2020-05-08");
  expect("She arrived Thursday and leaves.", "Thursday=2020-05-14");
  expect("He wrote last Thursday.", "last Thursday=2020-05-07");
  expect("They meet next Monday.", "next Monday=2020-05-18");
  expect("Talks ended Tuesday night.", "Tuesday night=2020-05-12TNI");
  expect("On Wednesday, May 6, 2015, it rained.", "Wednesday, May 6, 2015=2015-05-06");
  expect("Shops close on Sundays.", "Sundays=XXXX-WXX-7");
  expect("He will come this Saturday.", "this Saturday=2020-05-16");
  expect("The clerk came this Monday.", "this Monday=2020-05-11");
  expect("They met on April 2. The following Monday they met again.",
         "April 2=2020-04-02; The following Monday=2020-04-06");
  expect("On April 30 it fell below the mark of the previous Tuesday.",
         "April 30=2020-04-30; the previous Tuesday=2020-04-28");
}

Test(time_words, days_and_months) {
  expect("Dec. 21 was cold.", "Dec. 21=2019-12-21");
  expect("Signed on 21 December 2011 at sea.", "21 December 2011=2011-12-21");
  expect("Since March 23, 2021, nothing.", "March 23, 2021=2021-03-23");
  expect("The 3rd of June is a holiday.", "The 3rd of June=2020-06-03");
  expect("On last June 19 he spoke.", "last June 19=2019-06-19");
  expect("In March 2019 it opened.", "March 2019=2019-03");
  expect("By September it is done.", "September=2020-09");
  expect("The club met last June.", "last June=2019-06");
  expect("A note of 2020-02-29 says so.", "2020-02-29=2020-02-29");
  expect("The form is dated 25/12/2018.", "25/12/2018=2018-12-25");
  expect("On February 30 nothing happened.", "");
  expect("On the 15th, they met.", "the 15th=2020-04-15");
  expect("On the 3rd, they met.", "the 3rd=2020-05-03");
  expect("He will leave on the 20th.", "the 20th=2020-05-20");
  expect("By the 20th of last month it was done.", "the 20th of last month=2020-04-20");
  expect("On 5 December last year it fell.", "5 December last year=2019-12-05");
  expect("The bridge of 2011.12.21 stands.", "2011.12.21=2011-12-21");
}

Test(time_words, the_verb_tells_what_is_to_come) {
  expect("He will sing on Friday.", "Friday=2020-05-15");
  expect("On Friday she will sing.", "Friday=2020-05-15");
  expect("He sang on Friday. She will sing.", "Friday=2020-05-08");
  expect("The gates stay shut until Monday.", "Monday=2020-05-18");
  expect("The fair was due on Monday.", "Monday=2020-05-11");
  expect("In October they moved.", "October=2019-10");
  expect("In October they will move.", "October=2020-10");
  expect("The hall is to be opened on Friday.", "Friday=2020-05-15");
  expect("It should be painted in October.", "October=2020-10");
  expect("The choir plans a fair on Sunday.", "Sunday=2020-05-17");
  expect("The choir came home on Sunday.", "Sunday=2020-05-10");
}

Test(time_words, quarters_carry_over) {
  expect("It earned more in the first quarter than a year earlier.",
         "the first quarter=2020-Q1; a year earlier=2019-Q1");
  expect("Sales beat the year-earlier quarter.", "the year-earlier quarter=2019-Q1");
  expect("The latest quarter was poor.", "The latest quarter=2020-Q1");
  expect("It lost money in the fourth quarter.", "the fourth quarter=2019-Q4");
  expect("It will lose money in the fourth quarter.", "the fourth quarter=2020-Q4");
  expect("A year earlier it stood.", "A year earlier=2019");
  expect("At the end of the year he left.", "the end of the year=2020");
  expect("In the third quarter of 2019 it grew. A year earlier it had shrunk, and a year ago it "
         "stood.",
         "the third quarter of 2019=2019-Q3; A year earlier=2018-Q3; a year ago=2018-Q3");
  expect("The 2018 second quarter was bad, the latest period good.",
         "The 2018 second quarter=2018-Q2; the latest period=2018-Q2");
  expect("It grew in the first quarter. In the 2018 period it shrank.",
         "the first quarter=2020-Q1; the 2018 period=2018-Q1");
  expect("A period of grace, the latest period of rain.", "");
  expect("Sales in April beat the same month a year earlier.",
         "April=2020-04; the same month a year earlier=2019-04");
  expect("Sales in March beat the same month last year.",
         "March=2020-03; the same month last year=2019-03");
  expect("It closes by year-end.", "year-end=2020");
  expect("For the full year it lost money.", "the full year=2020");
  expect("Fiscal 2019 was good, the current fiscal year is better.",
         "Fiscal 2019=2019; the current fiscal year=2020");
}

Test(time_words, lists_of_days) {
  expect("Fairs were held on Dec. 19 and 20.", "Dec. 19=2019-12-19; 20=2019-12-20");
  expect("It runs between March 3 and 8 in town.", "March 3=2020-03-03; 8=2020-03-08");
  expect("The visit of May 4-6, 2018 was short.", "May 4=2018-05-04; 6, 2018=2018-05-06");
  expect("From 4 to 6 May 2018 they sang.", "4=2018-05-04; 6 May 2018=2018-05-06");
  expect("On April 5 and 200 guests came.", "April 5=2020-04-05");
  expect("On April 5 and 20 guests came.", "April 5=2020-04-05");
  expect("The fair ran from May 3 to 5 in town.", "May 3=2020-05-03; 5=2020-05-05");
  expect("It grew between 1990 and 1995, and in 1996-98.",
         "1990=1990; 1995=1995; 1996=1996; 98=1998");
  expect("The 2011-12 season was long.", "The 2011=2011; 12=2012");
}

Test(time_words, units) {
  expect("Exports fell last year.", "last year=2019");
  expect("Prices rise this month.", "this month=2020-05");
  expect("He returns next week.", "next week=2020-W21");
  expect("Sales rose last month.", "last month=2020-04");
  expect("In late 2011 the mill shut.", "late 2011=2011");
  expect("Early next year they vote.", "Early next year=2021");
  expect("In the third quarter of 2018 it lost.", "the third quarter of 2018=2018-Q3");
  expect("It grew in the 1990s.", "the 1990s=199");
  expect("A map of the 18th century.", "the 18th century=17");
  expect("The summer of 2012 was dry.", "The summer of 2012=2012-SU");
  expect("The '80s were loud, the nineties not.", "The '80s=198; the nineties=199");
  expect("It was built in the mid-70s.", "the mid-70s=197");
  expect("In December last year it rained.", "December last year=2019-12");
}

Test(time_words, near_days) {
  expect("He said today and yesterday that tomorrow counts.",
         "today=2020-05-14; yesterday=2020-05-13; tomorrow=2020-05-15");
  expect("On May 2 he left. The same day she wrote. Two days earlier they met.",
         "May 2=2020-05-02; The same day=2020-05-02; Two days earlier=2020-04-30");
  expect("Three weeks ago it began.", "Three weeks ago=2020-04-23");
  expect("Five years ago it began.", "Five years ago=2015");
  expect("On Jan. 8 he fell, and the next day he rose.",
         "Jan. 8=2020-01-08; the next day=2020-01-09");
  expect("The day before yesterday it froze, the day after tomorrow it thaws.",
         "The day before yesterday=2020-05-12; the day after tomorrow=2020-05-16");
  expect("In 2017 it rose, but not the year before.", "2017=2017; the year before=2016");
  expect("It was the year before the flood.", "the year=P1Y");
  expect("It began 2 1/2 years ago.", "2 1/2 years ago=2017-11");
}

Test(time_words, durations_and_sets) {
  expect("They stayed for two years.", "two years=P2Y");
  expect("A 30-day truce held.", "30-day=P30D");
  expect("After several weeks it ended.", "several weeks=PXW");
  expect("He waited an hour.", "an hour=PT1H");
  expect("They meet every year.", "every year=P1Y");
  expect("Over the past two decades it grew.", "the past two decades=P20Y");
  expect("Twenty-five years of friendship.", "Twenty-five years=P25Y");
  expect("For two thousand years, or two dozen years.",
         "two thousand years=P2000Y; two dozen years=P24Y");
  expect("It took two and a half years, an hour and a half, and half an hour.",
         "two and a half years=P2Y6M; an hour and a half=PT1H30M; half an hour=PT30M");
  expect("It fell for five straight days.", "five straight days=P5D");
  expect("It fell over the past three trading days.", "the past three trading days=P3D");
  expect("They sing twice a week and rest every other day.",
         "twice a week=P1W; every other day=P2D");
}

Test(time_words, references_and_clock) {
  expect("It is now shut.", "now=PRESENT_REF");
  expect("He recently moved.", "recently=PAST_REF");
  expect("At 10:35 a.m. on Tuesday a bell rang.", "10:35 a.m. on Tuesday=2020-05-12T10:35");
  expect("At 14:30 GMT it sank.", "14:30 GMT=2020-05-14T14:30Z");
  expect("At 12 a.m. it sank.", "12 a.m.=2020-05-14T00:00");
  expect("At 10:35 a.m. EST it began, at 21:00 KST it ended.",
         "10:35 a.m. EST=2020-05-14T10:35-05:00; 21:00 KST=2020-05-14T21:00+09:00");
  expect("At 3 p.m. Tuesday a bell rang.", "3 p.m. Tuesday=2020-05-12T15:00");
  expect("At noon on Friday, and at midnight.",
         "noon on Friday=2020-05-08T12:00; midnight=2020-05-08T24:00");
}

Test(time_words, eras) {
  expect("On Dec. 19, Juche 103 (2014), they sang.", "Dec. 19, Juche 103 (2014)=2014-12-19");
  expect("They met in July Juche 85 (1996).", "July Juche 85 (1996)=1996-07");
  expect("Since Juche 50 it stands.", "Juche 50=1961");
  expect("From Heisei 2 to Reiwa 1, and in Kangxi 61.",
         "Heisei 2=1990; Reiwa 1=2019; Kangxi 61=1722");
  expect("A coin of 57 B.C. and a bowl of AD 668 or 670 AD.",
         "57 B.C.=BC0057; AD 668=0668; 670 AD=0670");
  expect("A well of the 5th century BC.", "the 5th century BC=BC04");
}

Test(time_words, ordinary_words_stay_words) {
  expect("They may march with the second son, who sat in the sun.", "");
  expect("May I ask? March on. Mar the wall.", "");
  expect("The village sent 2000 people and 1,500 goats.", "");
  expect("It cost $2000 and 1999 percent more.", "");
  expect("Her 6-year-old son, and a man 52 years old.", "");
  expect("Three-quarters of the food, a quarter of the fish.", "");
  expect("The A320 and the 737-800 were late.", "");
  expect("April Fenwick, June Arden and August Holm wrote.", "");
  expect("It stood at 1462.93 points, then at 2010.5.", "");
  expect("Resolution 1973, Flight 1999 and No. 2012.", "");
  expect("She is in her eighties, he in his 40s.", "");
  expect("He lives on the 15th floor.", "");
}

Test(time_words, without_an_anchor_only_full_dates_have_values) {
  vb_str text = VB_S("On Friday, and on 5 May 2011, and last year.");
  vb_times times = times_of(text, "");
  cr_assert_eq(times.n, 3);
  cr_expect_null(times.v[0].value.p);
  cr_expect_not(vb_date_known(times.v[0].date));
  cr_expect(vb_str_eq(times.v[1].value, VB_S("2011-05-05")));
  cr_expect_eq(vb_date_compare(times.v[1].date, vb_date_ymd(2011, 5, 5)), 0);
  cr_expect_null(times.v[2].value.p);
}

Test(time_words, a_zone_gives_the_date_its_offset) {
  vb_times times =
      times_of(VB_S("It sank at 10:35 a.m. EST, or at 14:30 GMT, or at 9 p.m."), ANCHOR);
  cr_assert_eq(times.n, 3);
  cr_expect(times.v[0].date.has_offset);
  cr_expect_eq(times.v[0].date.offset_minutes, -300);
  cr_expect(times.v[1].date.has_offset);
  cr_expect_eq(times.v[1].date.offset_minutes, 0);
  cr_expect_not(times.v[2].date.has_offset);
  cr_expect_eq(times.v[2].date.hour, 21);
}

Test(time_words, weeks_belong_to_the_year_of_their_thursday) {
  vb_times times = times_of(VB_S("He left this week."), "2021-01-02"); /* a Saturday of 2020-W53 */
  cr_assert_eq(times.n, 1);
  cr_expect(vb_str_eq(times.v[0].value, VB_S("2020-W53")));
}

/* Expressions come in order, inside the text, none overlapping, whatever the bytes. */
Test(time_words, any_bytes) {
  static const char *const pieces[] = {
      "May ", "19",    "-",      " and ", "2011",   "last ", "the ",   "\xE2", "\x80",    "\n\n",
      "year", "'s ",   "first ", "a.m.",  "\xC2",   "\xA0",  "9999",   " ago", "quarter", "of ",
      "Dec.", "10:35", " ",      "week ", "Friday", ",",     "early ", "1990s"};
  enum { N = sizeof pieces / sizeof *pieces };
  uint32_t seed = 7;
  for (int round = 0; round < 3000; round++) {
    char text[256];
    ptrdiff_t n = 0;
    while (n < 220) {
      seed = seed * 1664525u + 1013904223u;
      const char *piece = pieces[(seed >> 16) % N];
      memcpy(text + n, piece, strlen(piece));
      n += (ptrdiff_t)strlen(piece);
    }
    char *exact = malloc((size_t)n); /* so that a read behind the end is seen */
    memcpy(exact, text, (size_t)n);
    vb_times times = times_of((vb_str){exact, n}, round % 2 ? ANCHOR : "");
    ptrdiff_t end = 0;
    for (ptrdiff_t i = 0; i < times.n; i++) {
      vb_span s = times.v[i].span;
      cr_assert(s.start >= end && s.start < s.end && s.end <= n);
      end = s.end;
    }
    free(exact);
  }
}

/* Ten thousand days in a row cost ten thousand times one. */
Test(time_words, long_lists_are_read_once, .timeout = 20) {
  enum { N = 1 << 20 };
  char *text = malloc(N);
  for (int i = 0; i < N; i++) text[i] = "May 3, 4, "[i % 10];
  vb_times times = times_of((vb_str){text, N}, ANCHOR);
  cr_expect_gt(times.n, N / 10);
  free(text);
}
