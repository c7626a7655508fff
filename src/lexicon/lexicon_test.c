#include <criterion/criterion.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>

#include "lexicon/embedded.h"

Test(lexicon, opens_and_has_a_version) {
  vb_lexicon *lexicon = NULL;
  vb_error error = {0};
  cr_assert_eq(vb_lexicon_open(&lexicon, NULL, &error), VB_OK, "%s", error.message);
  cr_expect_eq(vb_lexicon_version(lexicon).n, 12);
  cr_expect_null(vb_lexicon_table(lexicon, VB_S("no/such")));
  vb_lexicon_close(lexicon);
}

Test(lexicon, alternatives_end) {
  vb_str field = VB_S("a b | c");
  vb_str first = vb_alternative_next(&field), second = vb_alternative_next(&field);
  cr_expect(vb_str_eq(first, VB_S("a b")) && vb_str_eq(second, VB_S("c")));
  cr_expect_null(vb_alternative_next(&field).p);
}

/* Reads the text of a table over again, as a user's file is read. */
static void expect_fields_of_text(const vb_table *table, const vb_embedded_table *embedded) {
  vb_str text = {embedded->text, embedded->n_bytes};
  ptrdiff_t row = -1; /* that of the columns' names */
  for (int line_number = 1; text.p; line_number++) {
    vb_str line = vb_str_cut(&text, '\n');
    if (!vb_str_trim(line).n || line.p[0] == '#') continue;
    for (ptrdiff_t k = 0; k < table->columns.n; k++) {
      vb_str want = vb_str_trim(vb_str_cut(&line, '\t'));
      vb_str have = row < 0 ? table->columns.v[k] : vb_table_field(table, row, k);
      cr_assert(vb_str_eq(have, want), "%s: line %d: '%.*s', not '%.*s'", embedded->file,
                line_number, VB_ARG(have), VB_ARG(want));
    }
    cr_assert(row < 0 || vb_table_line(table, row) == line_number);
    row++;
  }
  cr_assert_eq(row, table->n_rows, "%s", embedded->file);
}

Test(lexicon, fields_found_at_build_time_are_those_of_the_text) {
  vb_lexicon *lexicon = NULL;
  vb_error error = {0};
  cr_assert_eq(vb_lexicon_open(&lexicon, NULL, &error), VB_OK, "%s", error.message);
  cr_assert_gt(vb_embedded_n(), 100);
  for (ptrdiff_t i = 0; i < vb_embedded_n(); i++) {
    const vb_table *table = vb_lexicon_table_at(lexicon, i);
    cr_assert(vb_str_eq(vb_table_file(table, 0), vb_str_from(vb_embedded_at(i)->file)));
    expect_fields_of_text(table, vb_embedded_at(i));
  }
  cr_expect_not(vb_lexicon_is_extended(lexicon));
  vb_lexicon_close(lexicon);
}

static void write_table(char *dir, const char *text) {
  char path[128];
  cr_assert_not_null(mkdtemp(dir));
  snprintf(path, sizeof path, "%s/en", dir);
  cr_assert_eq(mkdir(path, 0700), 0);
  snprintf(path, sizeof path, "%s/en/gender.tsv", dir);
  FILE *f = fopen(path, "w");
  cr_assert(f && fputs(text, f) >= 0 && !fclose(f));
}

Test(lexicon, rows_of_the_users_stand_behind_the_programs_own) {
  char dir[] = "/tmp/verbale-lexicon-XXXXXX", path[128];
  vb_lexicon *lexicon = NULL;
  vb_error error = {0};
  write_table(dir, "# of the user\ngender\tword\nwoman\tmargravine\n\nman\tmargrave\n");
  cr_assert_eq(vb_lexicon_open(&lexicon, dir, &error), VB_OK, "%s", error.message);
  const vb_table *t = vb_lexicon_table(lexicon, VB_S("en/gender"));
  ptrdiff_t word = vb_table_column(t, "word"), last = t->n_rows - 1;
  cr_expect(vb_str_eq(vb_table_field(t, last, word), VB_S("margrave")));
  cr_expect(vb_str_eq(vb_table_field(t, last - 1, word), VB_S("margravine")));
  cr_expect(vb_table_field(t, last - 2, word).n > 0);
  cr_expect_eq(t->n_embedded, last - 1);
  cr_expect(vb_table_line(t, last - 1) == 3 && vb_table_line(t, last) == 5);
  cr_expect(vb_str_ends(vb_table_file(t, last), VB_S("en/gender.tsv")));
  cr_expect(vb_lexicon_is_extended(lexicon));
  vb_lexicon_close(lexicon);
  snprintf(path, sizeof path, "%s/en/gender.tsv", dir);
  cr_expect_eq(remove(path), 0);
  snprintf(path, sizeof path, "%s/en", dir);
  cr_expect(!remove(path) && !remove(dir));
}
