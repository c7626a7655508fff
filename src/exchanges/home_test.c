#include <criterion/criterion.h>

#include "exchanges/fixture.h"

/* All people are invented. */

TestSuite(home, .init = setup, .fini = teardown);

/* The country of the caller. */
static vb_str caller(const char *text, const char *outlet) {
  vb_article article = {.id = VB_S("a"),
                        .text = vb_str_from(text),
                        .outlet = vb_str_from(outlet),
                        .published = vb_date_ymd(2031, 5, 14)};
  vb_exchanges found = find_in_article(&article);
  cr_assert_eq(found.n, 1);
  cr_assert_eq(found.v[0].from.n, 1);
  return found.v[0].from.v[0].country;
}

#define CALL "President Orhan Kalafat spoke by phone with President Daniyar Ospanbek of Kazakhstan."

Test(home, the_country_beside_the_counterparts) {
  cr_expect(
      vb_str_eq(caller(CALL "\n\nThey discussed relations between Türkiye and Kazakhstan.", NULL),
                VB_S("TR")));
  cr_expect(vb_str_eq(
      caller(CALL "\n\nKazakhstan-Türkiye trade is growing, the office said.", NULL), VB_S("TR")));
}

Test(home, the_country_of_the_office_that_publishes) {
  cr_expect(vb_str_eq(caller(CALL, "Press Office of the President of Hungary"), VB_S("HU")));
}

Test(home, a_country_that_is_only_named_decides_nothing) {
  cr_expect_eq(caller(CALL "\n\nThey discussed the floods in Syria.", NULL).n, 0);
  cr_expect_eq(caller(CALL, "The Hungary Herald").n, 0);
}

Test(home, two_countries_decide_nothing) {
  cr_expect_eq(caller(CALL
                      "\n\nTrade of Kazakhstan and China grows. So does that of Kazakhstan and "
                      "Italy.",
                      NULL)
                   .n,
               0);
}

Test(home, an_office_that_only_one_country_has) {
  cr_expect(vb_str_eq(caller("Pope Clement XV sent a telegram of condolence to the President of "
                             "Peru, Rosaura Quispe, for the victims of the landslide.",
                             NULL),
                      VB_S("VA")));
}
