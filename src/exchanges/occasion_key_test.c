/* The keys of told occasions, against occasion_keys.tsv, which was written by hand. */
#include <stdlib.h>
#include <string.h>

#include "base/expect.h"
#include "exchanges/occasion_key.h"
#include "lexicon/fixture.h"

static vb_occasion_keys keys;

static void setup(void) {
  open_lexicon();
  keys = vb_occasion_keys_load(lexicon, &arena);
}
TestSuite(occasion_key, .init = setup, .fini = close_lexicon);

/* "Name@CC/office", "/Organisation@CC" */
static vb_actors side_from(vb_str text) {
  vb_actors side = {0};
  while (text.n) {
    vb_str one = vb_str_cut(&text, ';');
    vb_actor a = {0};
    if (one.n && one.p[0] == '/')
      one = vb_str_slice(one, 1, one.n), a.organisation = vb_str_cut(&one, '@');
    else
      a.name = vb_str_cut(&one, '@');
    a.country = vb_str_cut(&one, '/');
    if (one.p) a.office = one;
    *vb_push(&arena, &side) = a;
  }
  return side;
}

static vb_exchange exchange_from(vb_str *line) {
  vb_exchange x = {.occasion = vb_str_cut(line, '\t')};
  x.from = side_from(vb_str_cut(line, '\t'));
  x.to = side_from(vb_str_cut(line, '\t'));
  int form = vb_form_from_name(vb_str_cut(line, '\t'));
  int purpose = vb_purpose_from_name(vb_str_cut(line, '\t'));
  cr_assert_geq(form, 0);
  x.form = (vb_form)form;
  x.purpose = purpose < 0 ? VB_PURPOSE_NONE : (vb_purpose)purpose;
  vb_str day = vb_str_cut(line, '\t');
  bool reported = day.p[0] == '~' || day.p[0] == '?';
  x.mention = day.p[0] == '?';
  vb_date date = vb_date_parse_iso(reported ? vb_str_slice(day, 1, day.n) : day);
  *(reported ? &x.reported : &x.sent) = date;
  return x;
}

Test(occasion_key, told_occasions_have_the_keys_written_by_hand) {
  vb_str text = source_text(getenv("VB_SOURCE_ROOT"), "src/exchanges/occasion_keys.tsv", &arena);
  int n = 0;
  while (text.n) {
    vb_str line = vb_str_cut(&text, '\n');
    if (!line.n || line.p[0] == '#' || vb_str_starts(line, VB_S("told\t"))) continue;
    vb_str told = line;
    vb_exchange x = exchange_from(&line);
    vb_str key = vb_occasion_key(&keys, &x, &arena, arena);
    cr_expect(vb_str_eq(key, line), "%.*s\n  has %.*s", VB_ARG(told), VB_ARG(key));
    n++;
  }
  cr_expect_geq(n, 90);
}

static vb_str typed(const char *text) {
  return vb_occasion_key_typed(&keys, vb_str_from(text), &arena);
}
#define EXPECT_TYPED(text, want)                                                                   \
  do {                                                                                             \
    vb_str got_ = typed(text);                                                                     \
    cr_expect(vb_str_eq(got_, VB_S(want)), "%s: %.*s", text, VB_ARG(got_));                        \
  } while (0)

Test(occasion_key, what_somebody_types_means_the_same_key) {
  EXPECT_TYPED("founding:KP#63", "founding:KP#63");
  EXPECT_TYPED("founding:kp@2011", "founding:KP#63");
  EXPECT_TYPED("founding:North Korea", "founding:KP");
  EXPECT_TYPED("national-day:KP", "founding:KP");
  EXPECT_TYPED("national-day:RU@2024", "national-day:RU@2024");
  EXPECT_TYPED("congress:Workers' Party of Korea#8", "congress:WPK#8");
  EXPECT_TYPED("birthday:Oh Sung-min", "birthday:oh-sung-min");
  EXPECT_TYPED("diplomatic-relations:cn-kp", "diplomatic-relations:CN-KP");
  EXPECT_TYPED("new-year@2025", "new-year@2025");
  EXPECT_TYPED("New-Year", "new-year");
  EXPECT_TYPED("earthquake-anniversary:JP", "earthquake-anniversary:JP");
  cr_expect_null(typed("the Day of Books").p);
  cr_expect_null(typed("anniversary").p);
  cr_expect_null(typed("founding:KP#many").p);
  cr_expect_null(typed("").p);
}

static bool answers(const char *text, const char *key) {
  return vb_occasion_key_answers(vb_str_from(text), vb_str_from(key));
}

Test(occasion_key, a_series_finds_all_years_and_a_kind_all_series) {
  cr_expect(answers("founding:KP", "founding:KP#63"));
  cr_expect(answers("founding:KP", "founding:KP"));
  cr_expect(answers("founding:KP#63", "founding:KP#63"));
  cr_expect_not(answers("founding:KP#63", "founding:KP#64"));
  cr_expect_not(answers("founding:KP", "founding:KPA#64"));
  cr_expect(answers("founding", "founding:KPA#64"));
  cr_expect(answers("new-year", "new-year@2025"));
  cr_expect(answers("new-year@2025", "new-year@2025"));
  cr_expect_not(answers("new-year@2024", "new-year@2025"));
  cr_expect_not(answers("new-year", ""));
}
