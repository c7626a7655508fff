#include "language/segment_actors.h"
#include "language/segment_time.h"
#include "lexicon/fixture.h"

/* All people are invented. */

TestSuite(segment, .init = open_lexicon, .fini = close_lexicon);

/* The tokens of a text, with "|" between them. */
static vb_str cut(const char *code, const char *text) {
  vb_dictionary *d = vb_dictionary_new(&arena);
  vb_actor_words_load(lexicon, vb_str_from(code), d, &arena);
  vb_segments s = vb_segments_make(d, NULL, vb_str_from(text), &arena);
  vb_str all = VB_S("");
  for (ptrdiff_t i = 0; i < s.tokens.n; i++)
    all =
        vb_str_format(&arena, "%.*s%s%.*s", VB_ARG(all), i ? "|" : "", VB_ARG(s.tokens.v[i].text));
  return all;
}

static void expect_cut(const char *code, const char *text, const char *want) {
  vb_str got = cut(code, text);
  cr_expect(vb_str_eq(got, vb_str_from(want)), "%s: got '%.*s', want '%s'", text, VB_ARG(got),
            want);
}

Test(segment, han_is_cut_at_the_longest_words_and_else_at_characters) {
  expect_cut("zh", "瑞典国家主席布林", "瑞典|国家主席|布|林");
  expect_cut("zh", "瑞典 2031年", "瑞典|2031|年");
}

Test(segment, particles_come_off_and_names_stay_whole) {
  expect_cut("ko", "스웨덴 국왕에게", "스웨덴|국왕|에게");
  expect_cut("ko", "류창민동지께서는", "류창민|동지|께서는");
  expect_cut("ko", "세르게이 오를로브는", "세르게이|오를로브|는"); /* no i behind a vowel */
  expect_cut("ko", "류정은 국무위원장", "류정은|국무위원장");
  expect_cut("ko", "국무위원회 위원장이", "국무위원회 위원장|이");
  expect_cut("ko", "류총비서가", "류|총비서|가");
}

/* "value value": all times of a text told on Wednesday, 24 March 2032. */
static vb_str times(const char *code, const char *text) {
  vb_segment_times *list = NULL;
  vb_error error = {0};
  cr_assert_eq(vb_segment_times_open(&list, lexicon, &arena, &error), VB_OK, "%s", error.message);
  const vb_segment_times *words = vb_segment_times_for(list, vb_str_from(code));
  cr_assert_not_null(words);
  vb_times found =
      vb_segment_times_find(words, vb_str_from(text), vb_date_ymd(2032, 3, 24), &arena);
  vb_str all = VB_S("");
  for (ptrdiff_t i = 0; i < found.n; i++)
    all = vb_str_format(&arena, "%.*s%s%.*s", VB_ARG(all), i ? " " : "", VB_ARG(found.v[i].value));
  return all;
}

static void expect_times(const char *code, const char *text, const char *want) {
  vb_str got = times(code, text);
  cr_expect(vb_str_eq(got, vb_str_from(want)), "%s: got '%.*s', want '%s'", text, VB_ARG(got),
            want);
}

Test(segment, chinese_dates) {
  expect_times("zh", "2031年3月23日", "2031-03-23");
  expect_times("zh", "二〇三一年十二月二十三日", "2031-12-23");
  expect_times("zh", "民國120年10月10日", "2031-10-10");
  expect_times("zh", "3月23日会见，同日致电", "2032-03-23 2032-03-23");
  expect_times("zh", "23日和30日", "2032-03-23 2032-03-30");
  expect_times("zh", "去年12月31日、今年、上月29日", "2031-12-31 2032 2032-02-29");
  expect_times("zh", "星期一，上周五，昨天", "2032-03-22 2032-03-19 2032-03-23");
  expect_times("zh", "12月31日", "2031-12-31");
  expect_times("zh", "3日内，5个月，第8届，三日游", "");
}

Test(segment, korean_dates) {
  expect_times("ko", "주체121(2032)년 3월 23일", "2032-03-23");
  expect_times("ko", "주체121년 3월 23일", "2032-03-23");
  expect_times("ko", "지난 23일과 이날", "2032-03-23 2032-03-23");
  expect_times("ko", "지난해 12월 31일, 이달 1일, 지난달 29일", "2031-12-31 2032-03-01 2032-02-29");
  expect_times("ko", "월요일, 오늘, 어제", "2032-03-22 2032-03-24 2032-03-23");
  expect_times("ko", "3일간, 20일째, 5개월", "");
}

/* Cost grows with the text, not with its square; nothing is read past its end. */
Test(segment, hostile_text_is_cut_to_its_end) {
  expect_cut("ko", "\xEA\xB0", "\xEA|\xB0");
  enum { N = 20000 };
  char *text = VB_NEW_N(&arena, char, 3 * N + 1);
  for (int i = 0; i < N; i++) memcpy(text + (ptrdiff_t)3 * i, "이", 3);
  vb_dictionary *d = vb_dictionary_new(&arena);
  vb_actor_words_load(lexicon, VB_S("ko"), d, &arena);
  vb_segments s = vb_segments_make(d, NULL, vb_str_from(text), &arena);
  cr_assert_gt(s.tokens.n, 0);
  cr_expect_eq(s.tokens.v[s.tokens.n - 1].span.end, 3 * N);
}
