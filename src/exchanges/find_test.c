#include <criterion/criterion.h>

#include "exchanges/exchange.h"

static vb_arena_region result_region, scratch_region;
static vb_arena out, scratch;
static vb_lexicon *lexicon;
static vb_grammar *grammar;

static void setup(void) {
  vb_error error = {0};
  cr_assert_eq(vb_arena_region_open(&result_region, 16 << 20), 0);
  cr_assert_eq(vb_arena_region_open(&scratch_region, 64 << 20), 0);
  out = vb_arena_reset(&result_region, NULL);
  scratch = vb_arena_reset(&scratch_region, NULL);
  cr_assert_eq(vb_lexicon_open(&lexicon, NULL, &error), VB_OK, "%s", error.message);
  cr_assert_eq(vb_grammar_open(&grammar, lexicon, &error), VB_OK, "%s", error.message);
}
static void teardown(void) {
  vb_grammar_close(grammar);
  vb_lexicon_close(lexicon);
  vb_arena_region_close(&result_region);
  vb_arena_region_close(&scratch_region);
}
TestSuite(find, .init = setup, .fini = teardown);

static vb_str who(vb_actors side) {
  vb_str all = {0};
  for (ptrdiff_t i = 0; i < side.n; i++) {
    const vb_actor *a = &side.v[i];
    vb_str name = a->name.n           ? a->name
                  : a->organisation.n ? a->organisation
                  : a->office.n       ? a->office
                                      : a->country;
    all = i ? vb_str_format(&out, "%.*s + %.*s", VB_ARG(all), VB_ARG(name)) : name;
  }
  return all;
}

/* "from > to, form[, purpose]; ..." : the notation of the lexicon's column "expected". */
static vb_str told(vb_exchanges found) {
  vb_str all = VB_S("");
  for (ptrdiff_t i = 0; i < found.n; i++) {
    const vb_exchange *x = &found.v[i];
    const char *purpose = vb_purpose_name(x->purpose);
    all = vb_str_format(&out, "%.*s%s%.*s > %.*s, %s%s%s", VB_ARG(all), i ? "; " : "",
                        VB_ARG(who(x->from)), VB_ARG(who(x->to)), vb_form_name(x->form),
                        purpose ? ", " : "", purpose ? purpose : "");
  }
  return all;
}

static vb_exchanges find(const char *text) {
  vb_article article = {
      .id = VB_S("a"), .text = vb_str_from(text), .published = vb_date_ymd(2031, 5, 14)};
  return vb_exchanges_find(grammar, &article, &out, scratch);
}

Test(find, every_lexicon_row_finds_its_example) {
  const vb_table *t = vb_lexicon_table(lexicon, VB_S("en/exchanges"));
  cr_assert_not_null(t);
  cr_assert_gt(t->n_rows, 20);
  for (ptrdiff_t row = 0; row < t->n_rows; row++) {
    vb_str id = vb_table_field(t, row, vb_table_column(t, "id"));
    vb_str example = vb_table_field(t, row, vb_table_column(t, "example"));
    vb_str expected = vb_table_field(t, row, vb_table_column(t, "expected"));
    vb_str got = told(find(vb_str_z(&out, example)));
    cr_expect(vb_str_eq(got, expected), "%.*s: got '%.*s', want '%.*s'", VB_ARG(id), VB_ARG(got),
              VB_ARG(expected));
  }
}
