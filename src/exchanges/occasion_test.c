#include "exchanges/occasion.h"
#include "lexicon/fixture.h"

static vb_occasion_words words;

static void setup(void) {
  open_lexicon();
  words = vb_occasion_words_load(lexicon, &arena);
}
TestSuite(occasion, .init = setup, .fini = close_lexicon);

#define EXPECT(want, x, y)                                                                         \
  do {                                                                                             \
    vb_occasion a_ = vb_occasion_read(&words, vb_str_from(x), &arena);                             \
    vb_occasion b_ = vb_occasion_read(&words, vb_str_from(y), &arena);                             \
    vb_occasions_match got_ = vb_occasions_compare(&a_, &b_);                                      \
    cr_expect_eq(got_, (want), "%s / %s: got %d, want %d", x, y, got_, (want));                    \
    cr_expect_eq(got_, vb_occasions_compare(&b_, &a_), "%s / %s depends on the order", x, y);      \
  } while (0)

static int number_in(const char *text) {
  return vb_occasion_read(&words, vb_str_from(text), &arena).number;
}

Test(occasion, ordinals_are_numbers) {
  cr_expect_eq(number_in("74th birthday"), 74);
  cr_expect_eq(number_in("seventy-fourth anniversary"), 74);
  cr_expect_eq(number_in("the hundredth anniversary"), 100);
  cr_expect_eq(number_in("21st Congress"), 21);
  cr_expect_eq(number_in("Twelfth Congress"), 12);
  cr_expect_eq(number_in("fifty years of friendship"), 50);
  cr_expect_eq(number_in("National Day"), 0);
}

Test(occasion, different_words_for_one_occasion) {
  EXPECT(VB_OCCASIONS_SAME, "74th birthday of the North", "seventy-fourth founding anniversary");
  EXPECT(VB_OCCASIONS_SAME, "78th National Day of Vietnam",
         "78th anniversary of Vietnam's National Day");
  EXPECT(VB_OCCASIONS_SAME, "National Day", "77th anniversary of the founding of the republic");
  EXPECT(VB_OCCASIONS_SAME, "death of President Vo", "demise of Vo Thanh Trung");
  EXPECT(VB_OCCASIONS_SAME, "8th Congress of the WPK", "eighth party congress");
  EXPECT(VB_OCCASIONS_SAME, "re-election as president", "his electoral victory");
  EXPECT(VB_OCCASIONS_SAME, "recent serious flood damage", "heavy rains in the north");
  EXPECT(VB_OCCASIONS_SAME, "opening of the Kessler bridge", "Kessler bridge opening");
}

Test(occasion, different_occasions) {
  EXPECT(VB_OCCASIONS_DIFFERENT, "74th founding anniversary", "75th founding anniversary");
  EXPECT(VB_OCCASIONS_DIFFERENT, "flood damage", "earthquake in the west");
  EXPECT(VB_OCCASIONS_DIFFERENT, "founding of the party", "founding of the republic");
  EXPECT(VB_OCCASIONS_DIFFERENT, "New Year 2019", "New Year 2020");
  EXPECT(VB_OCCASIONS_DIFFERENT, "60th anniversary of the establishment of diplomatic relations",
         "National Day");
  EXPECT(VB_OCCASIONS_DIFFERENT, "election as president", "National Day");
}

Test(occasion, missing_and_unclear) {
  EXPECT(VB_OCCASIONS_UNKNOWN, "", "National Day");
  EXPECT(VB_OCCASIONS_UNKNOWN, "", "");
  EXPECT(VB_OCCASIONS_UNCLEAR, "opening of the bridge", "poets' evening");
}
