#include <criterion/criterion.h>
#include <string.h>

#include "exchanges/fixture.h"

TestSuite(find, .init = setup, .fini = teardown);

static vb_exchanges find(const char *text) {
  vb_article article = {
      .id = VB_S("a"), .text = vb_str_from(text), .published = vb_date_ymd(2031, 5, 14)};
  return find_in_article(&article);
}

static vb_exchanges find_undeclared(const char *code, const char *text) {
  (void)code; /* the article does not say its language */
  return find(text);
}

Test(find, every_lexicon_row_finds_its_example) { expect_examples("en", find_undeclared); }

static void expect(const char *text, const char *want) {
  vb_str got = told(find(text));
  cr_expect(vb_str_eq(got, vb_str_from(want)), "'%s': got '%.*s', want '%s'", text, VB_ARG(got),
            want);
}

Test(find, figures_of_speech_and_plans_are_no_exchange) {
  expect("President Ana Costa sent a strong message to King Olav Berg of Sweden.", "");
  expect("Portugal sent a message to Sweden by testing its new ferry.", "");
  expect("President Ana Costa of Portugal will send a letter to King Olav Berg of Sweden.", "");
  expect("President Ana Costa of Portugal did not send a letter to King Olav Berg of Sweden.", "");
  expect("President Ana Costa signed a letter of intent with King Olav Berg of Sweden.", "");
  expect("King Olav Berg of Sweden and President Ana Costa exchanged warm greetings.", "");
  expect("The two leaders exchanged letters and messages a total of seven times.", "");
}

Test(find, what_is_said_face_to_face_is_no_message) {
  expect("President Ana Costa of Portugal conveyed her greetings to King Olav Berg of Sweden at a "
         "reception.",
         "");
  expect("In a speech at the banquet, Ambassador Rui Prado of Portugal extended congratulations to "
         "the Swedish government.",
         "");
  expect("Addressing the reception, Ambassador Rui Prado of Portugal offered condolences to the "
         "Swedish government.",
         "");
  expect("President Ana Costa of Portugal, visiting Sweden, expressed her condolences to King Olav "
         "Berg.",
         "");
}

Test(find, offices_of_two_countries_are_two_parties) {
  vb_exchanges found = find("The President of Portugal and the Prime Minister of Sweden sent a "
                            "letter to King Jens Falk of Denmark.");
  cr_assert_eq(found.n, 1);
  cr_assert_eq(found.v[0].from.n, 2);
  cr_expect(vb_str_eq(found.v[0].from.v[0].country, VB_S("PT")));
  cr_expect(vb_str_eq(found.v[0].from.v[1].country, VB_S("SE")));
}

Test(find, what_was_sent_is_a_message_wherever_it_was_told) {
  const char *sent = "Ana Costa > Olav Berg, message, greeting";
  expect("At a reception it was told that President Ana Costa of Portugal sent greetings to King "
         "Olav Berg of Sweden.",
         sent);
  expect("At a reception Foreign Minister Rui Prado conveyed the greetings of President Ana Costa "
         "to King Olav Berg of Sweden.",
         "Ana Costa > Olav Berg, verbal message, greeting");
  expect("President Ana Costa of Portugal expressed her greetings to King Olav Berg of Sweden.",
         sent);
  expect("President Ana Costa of Portugal expressed her condolences to King Olav Berg of Sweden on "
         "the collapse of a reception hall.",
         "Ana Costa > Olav Berg, message, condolence");
}

Test(find, occasions_make_greetings_an_exchange) {
  expect(
      "King Olav Berg of Sweden and President Ana Costa of Portugal exchanged New Year greetings.",
      "Olav Berg > Ana Costa, message, greeting; Ana Costa > Olav Berg, message, greeting");
}

Test(find, one_exchange_told_thrice_is_one) {
  vb_exchanges found = find(
      "In a letter to King Olav Berg of Sweden, Portuguese President Ana Costa praised the bridge. "
      "Costa sent the letter on Tuesday. \"It is a good bridge,\" Costa wrote in the letter to "
      "Berg.");
  cr_assert_eq(found.n, 1);
  cr_expect_eq(found.v[0].evidence.n, 3);
  cr_expect(vb_date_compare(found.v[0].sent, vb_date_ymd(2031, 5, 13)) == 0); /* a Tuesday */
  cr_expect_not(found.v[0].mention);
}

Test(find, a_day_of_telling_is_no_day_of_sending) {
  vb_exchanges found = find("President Ana Costa of Portugal sent a letter to King Olav Berg of "
                            "Sweden, state media said Tuesday.");
  cr_assert_eq(found.n, 1);
  cr_expect_not(vb_date_known(found.v[0].sent));
}

Test(find, a_day_of_release_is_no_day_of_meeting) {
  vb_exchanges found =
      find("A picture released by state television on May 2 shows Portuguese President "
           "Ana Costa shaking hands with King Olav Berg of Sweden.");
  cr_assert_eq(found.n, 1);
  cr_expect_eq(found.v[0].form, VB_FORM_MEETING);
  cr_expect_not(vb_date_known(found.v[0].sent));
}

Test(find, an_occasion_belongs_to_the_form_before_it) {
  vb_exchanges found = find("Portuguese President Ana Costa sent a card to King Olav Berg of "
                            "Sweden on his 60th birthday, "
                            "and she also delivered a letter.");
  cr_assert_eq(found.n, 2);
  cr_expect(vb_str_eq(found.v[0].occasion, VB_S("60th birthday")));
  cr_expect_eq(found.v[1].form, VB_FORM_LETTER);
  cr_expect_null(found.v[1].occasion.p);
}

Test(find, what_was_long_ago_is_mentioned) {
  vb_exchanges found =
      find("President Ana Costa of Portugal sent a letter to King Olav Berg of Sweden on Monday. "
           "Costa sent a card to Berg in 2026.");
  cr_assert_eq(found.n, 2);
  cr_expect_not(found.v[0].mention);
  cr_expect(found.v[1].mention);
  cr_expect_eq(found.v[1].sent.year, 2026);
  cr_expect_eq(found.v[1].sent.precision, VB_DATE_YEAR);
}

Test(find, a_reply_points_at_what_it_answers) {
  vb_exchanges found = find(
      "King Olav Berg of Sweden sent a letter to Portuguese President Ana Costa on Monday in reply "
      "to her message of sympathy over the flood in Malmo.");
  cr_assert_eq(found.n, 2);
  cr_expect(found.v[0].reply);
  cr_expect_eq(found.v[0].answers, 1);
  cr_expect_eq(found.v[0].form, VB_FORM_LETTER);
  cr_expect_eq(found.v[1].purpose, VB_PURPOSE_SYMPATHY);
  cr_expect(found.v[1].mention);
}

Test(find, plural_forms_are_one_for_each_and_joint_ones_are_one) {
  expect(
      "King Olav Berg of Sweden received messages from President Ana Costa of Portugal and Prime "
      "Minister Jean Roux of Monaco.",
      "Ana Costa > Olav Berg, message; Jean Roux > Olav Berg, message");
  expect(
      "King Olav Berg of Sweden received a joint message from President Ana Costa of Portugal and "
      "Prime Minister Jean Roux of Monaco.",
      "Ana Costa + Jean Roux > Olav Berg, message");
  expect("King Olav Berg of Sweden received a wreath and a letter from the Portuguese embassy.",
         "Portuguese embassy > Olav Berg, wreath; Portuguese embassy > Olav Berg, letter");
}

Test(find, a_similar_message_takes_over_what_it_leaves_open) {
  vb_exchanges found = find(
      "Portuguese President Ana Costa sent a message of greeting to King Olav Berg of Sweden on "
      "Monday on his 60th birthday. Foreign Minister Rui Prado sent a similar message to Swedish "
      "Foreign Minister Eva Lund.");
  cr_assert_eq(found.n, 2);
  cr_expect_eq(found.v[1].purpose, VB_PURPOSE_GREETING);
  cr_expect(vb_str_eq(found.v[1].occasion, VB_S("60th birthday")));
  cr_expect(vb_date_compare(found.v[1].sent, vb_date_ymd(2031, 5, 12)) == 0);
}

Test(find, words_that_a_lost_tag_has_glued_come_apart) {
  expect("President Olav Berg praised the bridge. The respected PresidentOlav Bergsent a letter "
         "toAna Costa, "
         "president of Portugal.",
         "Olav Berg > Ana Costa, letter");
}

Test(find, pronouns_and_surnames_find_their_person) {
  expect(
      "Portuguese President Ana Costa opened a bridge. She also sent a letter to King Olav Berg of "
      "Sweden.",
      "Ana Costa > Olav Berg, letter");
}

Test(find, cues_are_the_forms_and_verbs_inside_the_sentence) {
  const char *text = "President Ana Costa of Portugal sent a letter to King Olav Berg of Sweden.";
  vb_exchanges found = find(text);
  cr_assert_eq(found.n, 1);
  cr_assert_eq(found.v[0].cues.n, 2);
  vb_str sent = vb_str_slice(vb_str_from(text), found.v[0].cues.v[0].span.start,
                             found.v[0].cues.v[0].span.end);
  vb_str letter = vb_str_slice(vb_str_from(text), found.v[0].cues.v[1].span.start,
                               found.v[0].cues.v[1].span.end);
  cr_expect(vb_str_eq(sent, VB_S("sent")) && vb_str_eq(letter, VB_S("a letter")));
  cr_expect_eq(found.v[0].evidence.v[0].span.end, (ptrdiff_t)strlen(text));
}

Test(find, heads_of_two_countries_speak_by_telephone_unless_they_meet) {
  expect("Portuguese Prime Minister Ana Costa spoke with Swedish King Olav Berg on Monday.",
         "Ana Costa > Olav Berg, call");
  expect(
      "Portuguese Prime Minister Ana Costa spoke with Swedish King Olav Berg on the sidelines of "
      "the summit.",
      "");
  expect("Portuguese Prime Minister Ana Costa spoke with farmer Olav Berg on Monday.", "");
}
