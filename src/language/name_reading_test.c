#include "language/name_reading.h"
#include "lexicon/fixture.h"

/* All people are invented. */

static const vb_name_readings *readings;

static void setup(void) {
  open_lexicon();
  readings = vb_name_readings_load(lexicon, &arena);
}
TestSuite(name_reading, .init = setup, .fini = close_lexicon);

static bool meet(const char *x, const char *y) {
  vb_name_keys a = vb_name_keys_read(readings, vb_str_from(x), &arena);
  vb_name_keys b = vb_name_keys_read(readings, vb_str_from(y), &arena);
  bool met = vb_name_keys_meet(&a, &b);
  cr_expect_eq(met, vb_name_keys_meet(&b, &a), "%s / %s depends on the order", x, y);
  return met;
}

Test(name_reading, romanisations_of_korean_fall_together) {
  static const char *const spellings[] = {"Ryu Chang Min", "Yu Chang-min",  "Yoo Changmin",
                                          "Yu Ch'ang-min", "Chang-min Ryu", "Ryoo Chang-Min"};
  for (size_t i = 0; i < sizeof spellings / sizeof *spellings; i++) {
    cr_expect(meet("류창민", spellings[i]), "%s", spellings[i]);
    cr_expect(meet("유창민", spellings[i]), "%s", spellings[i]);
  }
  cr_expect(meet("박성희", "Park Sung-hee"));
  cr_expect(meet("박성희", "Pak Song Hui"));
  cr_expect(meet("리정훈", "Lee Jeong-hoon"));
  cr_expect(meet("이정훈", "Rhee Chung Hun"));
  cr_expect(meet("노영원", "Roh Young-won"));
  cr_expect(meet("최현", "Choe Hyon"));
}

Test(name_reading, chinese_characters_are_read_in_both_languages) {
  cr_expect(meet("柳昌敏", "류창민"));
  cr_expect(meet("柳昌敏", "Ryu Chang Min"));
  cr_expect(meet("梁文启", "Liang Wenqi"));
  cr_expect(meet("梁文啟", "Wenqi Liang"));
  cr_expect(meet("梁文启", "량원치")); /* by its sound */
  cr_expect(meet("梁文启", "량문계")); /* by Korean readings */
  cr_expect(meet("曾立平", "Zeng Liping"), "a family name has a reading of its own");
}

Test(name_reading, other_names_do_not_meet) {
  cr_expect_not(meet("류창민", "Ryu Chang Hun"));
  cr_expect_not(meet("柳昌敏", "柳昌敏"), "one script: the names themselves decide");
  cr_expect_not(meet("柳昌敏", "류창호"));
  cr_expect_not(meet("梁文启", "Liang Wenbo"));
  cr_expect_not(meet("梁文启", "Liang"));
  cr_expect_not(meet("류", "Ryu"));
  cr_expect_not(meet("아나 코스타", "Olav Berg"));
  cr_expect_not(meet("", "Ryu Chang Min"));
  cr_expect_not(meet("Рю Чан Мин", "류창민"));
}
