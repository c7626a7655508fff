#include "language/names.h"
#include "lexicon/fixture.h"

/* All people are invented. */

static vb_name_words words;

static void setup(void) {
  open_lexicon();
  words = vb_name_words_load(lexicon, &arena);
}
TestSuite(names, .init = setup, .fini = close_lexicon);

static vb_names_match compare(const char *x, const char *y) {
  vb_name a = vb_name_fold(&words, vb_str_from(x), &arena);
  vb_name b = vb_name_fold(&words, vb_str_from(y), &arena);
  vb_names_match match = vb_names_compare(&a, &b);
  cr_expect_eq(match, vb_names_compare(&b, &a), "%s / %s depends on the order", x, y);
  return match;
}
#define EXPECT(want, x, y)                                                                         \
  do {                                                                                             \
    vb_names_match got_ = compare(x, y);                                                           \
    cr_expect_eq(got_, (want), "%s / %s: got %d, want %d", x, y, got_, (want));                    \
  } while (0)

Test(names, spellings_of_one_name_are_the_same) {
  EXPECT(VB_NAMES_SAME, "Han Tae Sok", "Han Tae-sok");
  EXPECT(VB_NAMES_SAME, "Han Tae Sok", "HAN Taesok");
  EXPECT(VB_NAMES_SAME, "Han Tae Sok", "Tae-sok Han");
  EXPECT(VB_NAMES_SAME, "Phan Đức Thịnh", "Phan Duc Thinh");
  EXPECT(VB_NAMES_SAME, "Zoran Đurđević", "Zoran Durdevic");
  EXPECT(VB_NAMES_SAME, "Søren Mølgård", "Soren Molgard");
  EXPECT(VB_NAMES_SAME, "Orhan Yalçınkaya", "Orhan Yalcinkaya");
  EXPECT(VB_NAMES_SAME, "Ma’ruf Hidayatullah", "Maruf Hidayatullah");
}

Test(names, honorifics_are_no_part_of_a_name) {
  EXPECT(VB_NAMES_SAME, "Sheikh Rashid Al-Murad", "Rashid Al-Murad");
  EXPECT(VB_NAMES_SAME, "Mr. Han", "Han");
  EXPECT(VB_NAMES_SAME, "Comrade Han Tae Sok", "Han Tae Sok");
  EXPECT(VB_NAMES_PART, "Dr Adomako", "Kwesi Adomako");
}

Test(names, second_names_and_patronymics_may_be_left_out) {
  EXPECT(VB_NAMES_SAME, "Igor Petrovich Sablin", "Igor Sablin");
  EXPECT(VB_NAMES_SAME, "Marina Teixeira do Vale", "Marina Teixeira");
  EXPECT(VB_NAMES_SAME, "Rashid bin Faisal Al Murad", "Rashid Al-Murad");
}

Test(names, the_surname_alone_is_a_part) {
  EXPECT(VB_NAMES_PART, "Han", "Han Tae Sok");
  EXPECT(VB_NAMES_PART, "Sablin", "Igor Sablin");
  EXPECT(VB_NAMES_PART, "al-Murad", "Rashid bin Faisal Al Murad");
  EXPECT(VB_NAMES_PART, "I. Sablin", "Igor Sablin");
}

Test(names, a_fathers_name_is_no_surname) {
  EXPECT(VB_NAMES_DIFFER, "Faisal", "Rashid bin Faisal Al Murad");
  EXPECT(VB_NAMES_PART, "bin Faisal", "Rashid bin Faisal");
}

Test(names, transliterations_are_a_part) {
  EXPECT(VB_NAMES_PART, "Mohammed Al Wadi", "Muhammad Al-Wadi");
  EXPECT(VB_NAMES_PART, "Serhiy Verbynskyy", "Serhiy Verbynsky");
  EXPECT(VB_NAMES_PART, "Nikolai Terekhov", "Nikolay Terekhov");
}

Test(names, other_people_differ) {
  EXPECT(VB_NAMES_DIFFER, "Han Tae Sok", "Han Song Il");
  EXPECT(VB_NAMES_DIFFER, "Han Tae Sok", "Kim Tae Sok");
  EXPECT(VB_NAMES_DIFFER, "Han Tae Sok", "Han Tae Il");
  EXPECT(VB_NAMES_DIFFER, "Mario Bertolli", "Maria Bertolli");
  EXPECT(VB_NAMES_DIFFER, "Albert II", "Albert III");
  EXPECT(VB_NAMES_DIFFER, "Igor Sablin", "Oleg Sablin");
  EXPECT(VB_NAMES_DIFFER, "I. Sablin", "Oleg Sablin");
  EXPECT(VB_NAMES_DIFFER, "Rashid bin Faisal Al Murad", "Faisal bin Rashid Al Murad");
}

Test(names, a_regnal_number_may_be_left_out) {
  EXPECT(VB_NAMES_SAME, "Albert II", "Albert");
  EXPECT(VB_NAMES_SAME, "Clement XV", "Clement XV");
}

Test(names, other_scripts_and_nothing_are_unclear) {
  EXPECT(VB_NAMES_UNCLEAR, "陆文博", "Lu Wenbo");
  EXPECT(VB_NAMES_SAME, "陆文博", "陆文博");
  EXPECT(VB_NAMES_UNCLEAR, "", "Lu Wenbo");
}

Test(names, many_words_and_odd_bytes_do_no_harm) {
  EXPECT(VB_NAMES_SAME, "a b c d e f g h i j k l m n o p q r s", "a b c d e f g h i j k l x y z");
  EXPECT(VB_NAMES_UNCLEAR, "\xff\xfe", "Lu");
  EXPECT(VB_NAMES_UNCLEAR, "--- ... '", "Lu");
}
