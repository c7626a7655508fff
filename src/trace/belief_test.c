/* Whether a text may be the source of words at all: what is known of both made by hand. */
#include "trace/belief.h"

#include "base/expect.h"

static vb_article report, release;
static vb_text text;
static vb_statement said;
static vb_sought sought;
static vb_held held;
static uint8_t marks[64];

/* Twenty words that Mira Solberg says, found two days after they were released in a text that she
 * speaks in: eighteen of them the same, in a piece of twelve. */
static void setup(void) {
  report = (vb_article){.id = VB_S("r"), .published = vb_date_parse_iso(VB_S("2019-05-04"))};
  release = (vb_article){.id = VB_S("s"), .published = vb_date_parse_iso(VB_S("2019-05-02"))};
  report.outlet = VB_S("Fjord Post");
  release.outlet = VB_S("Harbour Ministry");
  text = (vb_text){.article = release};
  said = (vb_statement){.speaker = {.name = VB_S("Mira Solberg")}};
  sought = (vb_sought){.subject = {.telling = VB_TELLING_QUOTED, .statement = &said},
                       .wording = {.words = {.n = 20}, .marks = marks},
                       .documents = 1};
  memset(marks, 0, sizeof marks);
  held = (vb_held){.text = &text,
                   .cover = {.words = 20,
                             .same = 18,
                             .content = 9,
                             .plain = 8,
                             .longest = 12,
                             .runs = 18,
                             .weakest = 8},
                   .weight = 64,
                   .facts = {.published = release.published, .speaker = VB_YES}};
}

TestSuite(belief, .init = setup);

static bool holds(void) { return vb_belief_holds(&report, &sought, &held); }

static void cover(ptrdiff_t words, ptrdiff_t same, ptrdiff_t longest) {
  held.cover.words = words;
  held.cover.same = held.cover.runs = same;
  held.cover.longest = longest;
}

Test(belief, words_of_who_speaks_there_may_be_altered) {
  cr_expect(holds());
  cover(7, 6, 4);
  cr_expect(holds(), "one of seven");
  cover(4, 3, 3);
  cr_expect_not(holds(), "one of four makes another phrase");
}

Test(belief, what_was_said_long_ago_is_quoted_nearly_as_it_was) {
  report.published = vb_date_parse_iso(VB_S("2020-05-04"));
  cr_expect(holds(), "most of the words, in one piece");
  cover(20, 12, 5);
  cr_expect_not(holds());
}

Test(belief, few_words_of_nobody_are_word_for_word) {
  sought.subject.statement = NULL;
  held.facts.speaker = VB_UNKNOWN;
  cover(10, 10, 10);
  cr_expect(holds());
  cover(10, 9, 9);
  cr_expect_not(holds(), "a title has its like");
  cover(10, 10, 5);
  cr_expect_not(holds(), "the words stand there, but not together");
  marks[5] = VB_MARK_ELLIPSIS;
  cr_expect(holds(), "the cut is marked");
}

Test(belief, many_words_of_nobody_may_be_altered_where_the_rest_of_the_article_comes_from) {
  sought.subject.statement = NULL;
  held.facts.speaker = VB_UNKNOWN;
  cover(20, 17, 12);
  cr_expect_not(holds());
  held.facts.pool = 30;
  cr_expect(holds());
}

Test(belief, names_and_titles_are_not_altered) {
  held.cover.plain = 1;
  cr_expect_not(holds());
  cover(20, 20, 20);
  cr_expect(holds(), "they may come again as they are");
  cover(20, 19, 12);
  held.cover.plain = 1;
  cr_expect(holds(), "of so many words of who is named, one");
}

Test(belief, a_name_beside_a_sentence_is_no_splice) {
  held.facts.speaker = VB_UNKNOWN;
  held.facts.pool = 30;
  cr_expect(holds());
  held.cover.weakest = 1;
  cr_expect_not(holds(), "\"the harbour master\" and what was said of another");
  held.facts.speaker = VB_YES;
  cr_expect(holds(), "of who speaks there");
}

Test(belief, where_another_quotation_comes_from_most_of_the_words_must_stand) {
  held.facts.speaker = VB_UNKNOWN;
  held.facts.pool = 30;
  cover(20, 16, 8);
  cr_expect(holds());
  cover(20, 15, 8);
  cr_expect_not(holds(), "a name that is like another: \"law on ...\", \"board of ...\"");
}

Test(belief, a_title_is_nobodys_speech) {
  held.facts.speaker = VB_NO;
  cover(9, 9, 9);
  held.cover.content = 5, held.cover.plain = 2;
  cr_expect_eq(vb_belief_speaker(&sought, &held), VB_UNKNOWN,
               "Torensen, father of the free harbour");
  held.cover.plain = 3;
  cr_expect_eq(vb_belief_speaker(&sought, &held), VB_NO, "a sentence");
  held.cover.content = 4, held.cover.plain = 2;
  cr_expect_eq(vb_belief_speaker(&sought, &held), VB_NO, "no more names than words");
}

Test(belief, few_words_of_somebody_else_are_not_altered) {
  held.facts.speaker = VB_NO;
  held.facts.pool = 30;
  cover(12, 11, 8);
  cr_expect_not(holds());
  cover(13, 12, 8);
  cr_expect(holds());
}

Test(belief, a_released_message_is_no_misquotation_of_another) {
  said.flags = VB_STATEMENT_UNMARKED;
  cr_expect_not(holds());
  held.facts.pool = 100;
  cr_expect_not(holds(), "its other sentences are formulae too");
  cover(20, 19, 14);
  cr_expect(holds(), "the same message, one word mended");
  report.published = vb_date_parse_iso(VB_S("2020-05-02"));
  cr_expect_not(holds(), "that of last year");
}

Test(belief, of_somebody_else_only_the_very_words) {
  held.facts.speaker = VB_NO;
  cr_expect_not(holds());
  cover(20, 20, 20);
  cr_expect(holds());
}

Test(belief, reported_speech_tells_of_what_was_said_lately) {
  sought.subject.telling = VB_TELLING_REPORTED;
  cr_expect(holds());
  report.published = vb_date_parse_iso(VB_S("2019-06-04"));
  cr_expect_not(holds());
}

Test(belief, reported_speech_of_what_everybody_says_is_a_form) {
  sought.subject.telling = VB_TELLING_REPORTED;
  held.weight = 8;
  cr_expect_not(holds());
}

Test(belief, an_outlet_copies_others_and_repeats_itself) {
  sought.subject.telling = VB_TELLING_UNQUOTED;
  cover(30, 27, 20);
  cr_expect(holds());
  text.article.outlet = report.outlet;
  cr_expect_not(holds(), "a form of its own, filled in anew");
  cover(30, 30, 30);
  cr_expect(holds(), "the same paragraph again");
}

Test(belief, names_tie_nothing) {
  cover(3, 3, 3);
  cr_expect_eq(vb_belief_pool(&sought, &held), 0);
  cover(8, 8, 8);
  cr_expect_eq(vb_belief_pool(&sought, &held), 8);
  sought.documents = 500;
  cr_expect_eq(vb_belief_pool(&sought, &held), 0, "everybody says so");
}

Test(belief, names_and_releases_are_not_missed) {
  cr_expect(vb_belief_may_miss(&sought));
  sought.wording.words.n = 3;
  cr_expect_not(vb_belief_may_miss(&sought));
  sought.wording.words.n = 20;
  said.flags = VB_STATEMENT_UNMARKED;
  cr_expect_not(vb_belief_may_miss(&sought));
}

static bool may_be_told(void) { return vb_belief_may_be_told(&report, &sought, &release); }

Test(belief, old_texts_are_no_source_of_reported_speech) {
  sought.subject.telling = VB_TELLING_REPORTED;
  cr_expect(may_be_told(), "two days");
  release.published = vb_date_parse_iso(VB_S("2019-04-01"));
  cr_expect_not(may_be_told(), "a month");
  release.published = (vb_date){0};
  cr_expect(may_be_told(), "nobody knows");
  sought.documents = 9;
  cr_expect_not(may_be_told(), "everybody says so");
}

Test(belief, what_nobody_may_be_told_of_is_not_believed_either) {
  sought.subject.telling = VB_TELLING_REPORTED;
  held.facts.speaker = VB_UNKNOWN;
  held.facts.pool = 20;
  cr_expect(holds());
  sought.documents = 9;
  cr_expect_not(may_be_told());
  cr_expect_not(holds());
  sought.documents = 1;
  held.facts.published = release.published = vb_date_parse_iso(VB_S("2019-04-01"));
  cr_expect_not(may_be_told());
  cr_expect_not(holds());
}

Test(belief, quotations_may_be_old) {
  release.published = vb_date_parse_iso(VB_S("1999-04-01"));
  sought.documents = 9;
  cr_expect(may_be_told());
}
