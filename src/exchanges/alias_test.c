#include "exchanges/alias.h"

#include <criterion/criterion.h>
#include <string.h>

#include "base/expect.h"

/* All people are invented. */

static vb_arena_region region, scratch_region;
static vb_arena arena, scratch;
static vb_lexicon *lexicon;
static const vb_merge_words *words;
static vb_error error;

static void setup(void) {
  cr_assert_eq(vb_arena_region_open(&region, 32 << 20), 0);
  cr_assert_eq(vb_arena_region_open(&scratch_region, 32 << 20), 0);
  cr_assert_eq(vb_lexicon_open(&lexicon, NULL, &error), VB_OK, "%s", error.message);
  arena = vb_arena_reset(&region, NULL);
  scratch = vb_arena_reset(&scratch_region, NULL);
  words = vb_merge_words_load(lexicon, &arena);
}
static void teardown(void) {
  vb_lexicon_close(lexicon);
  vb_arena_region_close(&region);
  vb_arena_region_close(&scratch_region);
}
TestSuite(alias, .init = setup, .fini = teardown);

static const char file[] = "# mine\n"
                           "actor\tname\tcountry\tsince\tuntil\n"
                           "Mira Solen\tMira Varga\t\t\t1998\n"
                           "Mira Solen\tM. Zyx\n"
                           "\n"
                           "Jan Kade sr\tJan Kade\tEE\t\t1987\n"
                           "Jan Kade jr\tJan Kade\tEE\t1988\t\n";

/* Who is meant by a name, told of this country ("" for none) on this day. */
static vb_actor meant(const char *name, const char *country, const char *day) {
  vb_aliases aliases;
  vb_error none = {0};
  cr_assert_eq(vb_aliases_read(vb_str_from(file), "f", &aliases, &arena, &none), VB_OK, "%s",
               none.message);
  vb_aliases_prepare(words, &aliases, &arena);
  vb_exchange x = {.sent = vb_date_parse_iso(vb_str_from(day))};
  *vb_push(&arena, &x.to) = (vb_actor){.name = vb_str_from(name),
                                       .country = *country ? vb_str_from(country) : (vb_str){0}};
  vb_aliases_apply(words, &aliases, &x, scratch);
  return x.to.v[0];
}

Test(alias, a_name_is_known_in_any_spelling) {
  EXPECT_STR(meant("MIRA VARGA", "", "1990").alias, "Mira Solen");
  EXPECT_STR(meant("Varga Mira", "HU", "1998-12-31").alias, "Mira Solen");
  EXPECT_STR(meant("M. Zyx", "", "2020").alias, "Mira Solen");
  EXPECT_STR(meant("Mira Solen", "", "2020").alias, "Mira Solen");
  cr_expect_eq(meant("Mira Vargas", "", "1990").alias.n, 0);
}

Test(alias, days_and_countries_tell_two_of_one_name_apart) {
  cr_expect_eq(meant("Mira Varga", "", "1999-01-01").alias.n, 0);
  EXPECT_STR(meant("Jan Kade", "EE", "1987-12-31").alias, "Jan Kade sr");
  EXPECT_STR(meant("Jan Kade", "EE", "1988-01-01").alias, "Jan Kade jr");
  cr_expect_eq(meant("Jan Kade", "LV", "1988-01-01").alias.n, 0);
  cr_expect_eq(meant("Jan Kade", "EE", "").alias.n, 0); /* who knows when */
  EXPECT_STR(meant("Jan Kade", "", "1990").country, "EE");
}

static void expect_wrong(const char *text, const char *says) {
  vb_aliases aliases;
  error = (vb_error){0};
  cr_expect_eq(vb_aliases_read(vb_str_from(text), "f", &aliases, &arena, &error), VB_BAD_INPUT);
  cr_expect_not_null(strstr(error.message, says), "%s", error.message);
}

Test(alias, a_wrong_line_is_named) {
  expect_wrong("name\tcountry\n", "f: line 1: no columns");
  expect_wrong("actor\tname\nA\tB\nC\t\n", "f: line 3: no name");
  expect_wrong("name\tactor\nA\t\n", "f: line 2: no actor");
  expect_wrong("actor\tname\tsince\nA\tB\tlately\n", "f: line 2: no date");
  expect_wrong("actor\tname\tcountry\nA\tB\tEstonia\n", "f: line 2: the country");
}
