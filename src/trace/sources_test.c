/* Which of the texts that hold a quotation released it: holders made by hand, and the choice. */
#include "trace/sources.h"

#include "base/expect.h"

static vb_arena_region region;
static vb_arena arena;

static void setup(void) {
  cr_assert_eq(vb_arena_region_open(&region, 1 << 20), 0);
  arena = vb_arena_reset(&region, NULL);
}
static void teardown(void) { vb_arena_region_close(&region); }

TestSuite(sources, .init = setup, .fini = teardown);

/* A text that says the words itself, all of them. */
static vb_holder says(const char *id, const char *published) {
  return (vb_holder){.id = vb_str_from(id),
                     .published = vb_date_parse_iso(vb_str_from(published)),
                     .fit = 1000,
                     .voice = VB_VOICE_OWN,
                     .speaker = VB_YES};
}

/* One that has them between quotation marks. */
static vb_holder quotes(const char *id, const char *published) {
  vb_holder h = says(id, published);
  h.voice = VB_VOICE_QUOTED;
  h.tells = true;
  return h;
}

static vb_origin choose(const vb_holder *v, ptrdiff_t n) {
  return vb_sources_choose(v, n, VB_TELLING_QUOTED, &arena);
}

Test(sources, hops_lead_over_the_wire_to_the_agency) {
  vb_holder v[] = {says("agency", "2021-03-23"), quotes("wire", "2021-03-23T09:19"),
                   quotes("other paper", "2021-03-23T20:00")};
  v[1].cited = true;
  v[1].cites = 1 << 0;
  vb_origin o = choose(v, 3);
  cr_expect_eq(o.primary, 0);
  cr_expect_eq(o.earliest, 0);
  cr_assert_eq(o.hops.n, 2);
  cr_expect_eq(o.hops.v[0], 1);
  cr_expect_eq(o.hops.v[1], 0);
}

Test(sources, a_carrier_that_cites_a_carrier_is_one_hop_more) {
  vb_holder v[] = {says("agency", "2021-03-23"), quotes("wire", "2021-03-23T09:19"),
                   quotes("paper", "2021-03-23T20:00")};
  v[2].cited = true;
  v[2].cites = 1 << 1;
  vb_origin o = choose(v, 3);
  cr_assert_eq(o.hops.n, 3);
  cr_expect_eq(o.hops.v[0], 2);
  cr_expect_eq(o.hops.v[1], 1);
  cr_expect_eq(o.hops.v[2], 0);
}

Test(sources, carriers_alone_released_nothing) {
  vb_holder v[] = {quotes("paper", "2021-03-24"), quotes("wire", "2021-03-23")};
  vb_origin o = choose(v, 2);
  cr_expect_eq(o.primary, -1);
  cr_expect_eq(o.earliest, 1);
}

Test(sources, an_organ_of_the_speakers_state_releases_what_it_quotes) {
  vb_holder v[] = {quotes("wire", "2021-03-23"), quotes("organ", "2021-03-23")};
  v[1].organ = true;
  cr_expect_eq(choose(v, 2).primary, 1);
}

Test(sources, who_quotes_the_speaker_elsewhere_copies_here) {
  vb_holder v[] = {says("wire", "2021-03-22"), says("message", "2021-03-23")};
  v[0].tells = true;
  cr_expect_eq(choose(v, 2).primary, 1);
  cr_expect_eq(vb_sources_choose(v, 2, VB_TELLING_UNQUOTED, &arena).primary, 0,
               "what is copied without marks, the first text with it released");
}

Test(sources, of_formulae_the_last_before_the_report) {
  vb_holder v[] = {says("last year", "2020-03-20"), says("this year", "2021-03-23"),
                   says("ministry", "2021-03-24")};
  vb_origin o = choose(v, 3);
  cr_expect_eq(o.primary, 1);
  cr_expect_eq(o.earliest, 0, "the first with the words is another question");
}

Test(sources, what_else_is_quoted_decides_between_formulae) {
  vb_holder v[] = {says("older", "2020-03-20"), says("newer", "2021-03-23")};
  v[0].pool = 40;
  cr_expect_eq(choose(v, 2).primary, 0);
}

Test(sources, the_speaker_counts_more_than_the_day) {
  vb_holder v[] = {says("his", "2020-03-20"), says("hers", "2021-03-23")};
  v[1].speaker = VB_NO;
  cr_expect_eq(choose(v, 2).primary, 0);
}

Test(sources, the_translation_that_was_quoted) {
  vb_holder v[] = {says("agency", "2021-03-23"), says("ministry", "2021-03-24")};
  v[0].fit = 800;
  vb_origin o = choose(v, 2);
  cr_expect_eq(o.primary, 1);
  cr_expect(o.other_translation);
  v[0].published = vb_date_ymd(2020, 3, 23);
  cr_expect_not(choose(v, 2).other_translation, "a year apart they are two statements");
}

Test(sources, undated_texts_give_way_to_dated_ones) {
  vb_holder v[] = {says("a page", ""), says("message", "2021-03-23")};
  vb_origin o = choose(v, 2);
  cr_expect_eq(o.primary, 1);
  cr_expect_eq(o.earliest, 1);
  o = choose(v, 1);
  cr_expect_eq(o.primary, 0, "alone it is the source");
  cr_expect_eq(o.earliest, -1, "but nobody knows when");
}

Test(sources, nobody_holds_it) {
  vb_origin o = choose(NULL, 0);
  cr_expect_eq(o.primary, -1);
  cr_expect_eq(o.earliest, -1);
  cr_expect_eq(o.hops.n, 0);
}

static bool is_later(const char *a, const char *b) {
  return vb_sources_is_later(vb_date_parse_iso(vb_str_from(a)), vb_date_parse_iso(vb_str_from(b)));
}

Test(sources, later_for_certain) {
  cr_expect(is_later("2021-03-24", "2021-03-23"));
  cr_expect_not(is_later("2021-03-23T23:00", "2021-03-23"), "the day has as many hours");
  cr_expect(is_later("2021-03-23T10:00", "2021-03-23T09:00"));
  cr_expect_not(is_later("2021-03-23T10:00+09:00", "2021-03-23T09:00+01:00"));
  cr_expect_not(is_later("2021-03-23T20:00", "2021-03-23T09:00Z"), "eleven hours may be a clock's");
  cr_expect(is_later("2021-03-24T09:00", "2021-03-23T09:00Z"));
  cr_expect_not(is_later("", "2021-03-23"));
  cr_expect_not(is_later("2021-03-23", ""));
}
