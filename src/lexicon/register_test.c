/* The registers of lexicon/: what a slip of the hand in a table would break unseen. */
#include <criterion/criterion.h>
#include <stdlib.h>

#include "lexicon/lexicon.h"

static vb_lexicon *lexicon;

static void open_lexicon(void) {
  vb_error error = {0};
  cr_assert_eq(vb_lexicon_open(&lexicon, NULL, &error), VB_OK, "%s", error.message);
}

static void close_lexicon(void) { vb_lexicon_close(lexicon); }

TestSuite(register, .init = open_lexicon, .fini = close_lexicon);

static const vb_table *table_of(const char *name) {
  const vb_table *table = vb_lexicon_table(lexicon, vb_str_from(name));
  cr_assert_not_null(table, "no table %s", name);
  return table;
}

static vb_str field_of(const vb_table *table, ptrdiff_t row, const char *column) {
  ptrdiff_t k = vb_table_column(table, column);
  cr_assert_geq(k, 0, "%.*s has no column %s", VB_ARG(table->name), column);
  return vb_table_field(table, row, k);
}

static int by_text(const void *a, const void *b) {
  return vb_str_compare(*(vb_str *)a, *(vb_str *)b);
}

/* Every value of a column is there, and there once. */
static void expect_unique(const char *name, const char *column) {
  const vb_table *table = table_of(name);
  vb_str *values = calloc((size_t)table->n_rows, sizeof *values);
  for (ptrdiff_t i = 0; i < table->n_rows; i++) {
    values[i] = field_of(table, i, column);
    cr_expect(values[i].n > 0, "%s: line %d: empty %s", name, (int)vb_table_line(table, i), column);
  }
  qsort(values, (size_t)table->n_rows, sizeof *values, by_text);
  for (ptrdiff_t i = 1; i < table->n_rows; i++)
    cr_expect(!vb_str_eq(values[i - 1], values[i]), "%s: '%.*s' twice", name, VB_ARG(values[i]));
  free(values);
}

static bool one_of(vb_str value, const char *list) {
  vb_str all = vb_str_from(list);
  while (all.p)
    if (vb_str_eq(vb_alternative_next(&all), value)) return true;
  return false;
}

static void expect_values(const char *name, const char *column, const char *list) {
  const vb_table *table = table_of(name);
  for (ptrdiff_t i = 0; i < table->n_rows; i++) {
    vb_str value = field_of(table, i, column);
    cr_expect(one_of(value, list), "%s: line %d: %s is '%.*s'", name, (int)vb_table_line(table, i),
              column, VB_ARG(value));
  }
}

static bool is_country(vb_str code) {
  const vb_table *countries = table_of("world/countries");
  for (ptrdiff_t i = 0; i < countries->n_rows; i++)
    if (vb_str_eq(field_of(countries, i, "iso2"), code)) return true;
  return false;
}

/* A code of countries.tsv, or nothing where that is allowed. */
static void expect_countries(const char *name, const char *column, bool may_be_empty) {
  const vb_table *table = table_of(name);
  for (ptrdiff_t i = 0; i < table->n_rows; i++) {
    vb_str code = field_of(table, i, column);
    cr_expect(code.n ? is_country(code) : may_be_empty, "%s: line %d: %s '%.*s' is no country",
              name, (int)vb_table_line(table, i), column, VB_ARG(code));
  }
}

/* Fields of every table: no empty alternative, none given twice, no stray blanks. */
static void expect_alternatives(const vb_table *table, ptrdiff_t row, vb_str field) {
  vb_str seen[64];
  ptrdiff_t n = 0;
  if (vb_str_find_char(field, '|', 0) < 0) return;
  while (field.p && n < 64) {
    vb_str one = vb_alternative_next(&field);
    cr_expect(one.n > 0, "%.*s: line %d: empty alternative", VB_ARG(table->name),
              (int)vb_table_line(table, row));
    for (ptrdiff_t i = 0; i < n; i++)
      cr_expect(!vb_str_eq(seen[i], one), "%.*s: line %d: '%.*s' twice", VB_ARG(table->name),
                (int)vb_table_line(table, row), VB_ARG(one));
    seen[n++] = one;
  }
}

Test(register, alternatives_are_there_and_differ) {
  cr_assert_gt(vb_lexicon_n_tables(lexicon), 5);
  for (ptrdiff_t t = 0; t < vb_lexicon_n_tables(lexicon); t++) {
    const vb_table *table = vb_lexicon_table_at(lexicon, t);
    for (ptrdiff_t row = 0; row < table->n_rows; row++)
      for (ptrdiff_t k = 0; k < table->columns.n; k++)
        expect_alternatives(table, row, vb_table_field(table, row, k));
  }
}

Test(register, countries) {
  const vb_table *countries = table_of("world/countries");
  cr_expect_eq(countries->n_rows, 249 + 2, "ISO 3166-1, Kosovo, the European Union");
  expect_unique("world/countries", "iso2");
  expect_unique("world/countries", "iso3");
  expect_unique("world/countries", "name");
  for (ptrdiff_t i = 0; i < countries->n_rows; i++) {
    vb_str iso2 = field_of(countries, i, "iso2"), iso3 = field_of(countries, i, "iso3");
    cr_expect(iso2.n == 2 && vb_is_upper(iso2.p[0]) && vb_is_upper(iso2.p[1]), "%.*s",
              VB_ARG(iso2));
    cr_expect_eq(iso3.n, 3);
    cr_expect(field_of(countries, i, "adjectives").n > 0, "%.*s has no adjective", VB_ARG(iso2));
  }
}

typedef struct {
  vb_str word;
  ptrdiff_t row;
} owned_word;

static int by_word(const void *a, const void *b) {
  return vb_str_compare(((const owned_word *)a)->word, ((const owned_word *)b)->word);
}

static bool says_ambiguous(const vb_table *countries, ptrdiff_t row, vb_str word) {
  vb_str list = field_of(countries, row, "ambiguous");
  while (list.p)
    if (vb_str_eq(vb_alternative_next(&list), word)) return true;
  return false;
}

static ptrdiff_t add_words(owned_word *words, ptrdiff_t n, const vb_table *t, ptrdiff_t row,
                           const char *column) {
  for (vb_str field = field_of(t, row, column); field.p;)
    words[n++] = (owned_word){vb_alternative_next(&field), row};
  return n;
}

/* A word that names two countries must be marked as ambiguous in both rows. */
Test(register, words_for_two_countries_are_marked) {
  enum { MOST = 8192 };
  const vb_table *countries = table_of("world/countries");
  static const char *const columns[] = {"name",   "names",   "adjectives",
                                        "people", "capital", "seats"};
  owned_word *words = calloc(MOST, sizeof *words);
  ptrdiff_t n = 0;
  for (ptrdiff_t row = 0; row < countries->n_rows; row++)
    for (int k = 0; k < 6 && n < MOST - 64; k++)
      n = add_words(words, n, countries, row, columns[k]);
  cr_assert_lt(n, MOST - 64);
  qsort(words, (size_t)n, sizeof *words, by_word);
  for (ptrdiff_t i = 1; i < n; i++) {
    owned_word a = words[i - 1], b = words[i];
    if (a.row == b.row || !vb_str_eq(a.word, b.word)) continue;
    cr_expect(says_ambiguous(countries, a.row, a.word) && says_ambiguous(countries, b.row, b.word),
              "'%.*s' names two countries and is not marked", VB_ARG(a.word));
  }
  free(words);
}

Test(register, agencies) {
  expect_unique("world/agencies", "name");
  expect_countries("world/agencies", "country", true);
  expect_countries("world/agencies", "state_of", true);
  expect_values("world/agencies", "kind", "agency | newspaper | broadcaster | office");
  expect_values("world/agencies", "tag_only", "yes | ");
}

Test(register, parties) {
  expect_unique("world/parties", "name");
  expect_countries("world/parties", "country", false);
}

Test(register, offices_and_honorifics) {
  expect_unique("en/offices", "office");
  expect_values("en/offices", "level",
                "head_of_state | head_of_government | minister | party | monarch | religious | "
                "international | official | military | diplomat | other");
  expect_unique("en/honorifics", "honorific");
  expect_values("en/honorifics", "kind",
                "title | degree | excellency | royal | religious | military | office | praise | "
                "suffix | party");
}

Test(register, organisations) {
  expect_unique("en/organisations", "head");
  expect_values("en/organisations", "kind",
                "party | government | parliament | military | association | education | business | "
                "media | religious | health | people | body");
}
