/* What unit tests of finding share: memory, the lexicon and the grammar. */
#ifndef VB_EXCHANGES_FIXTURE_H
#define VB_EXCHANGES_FIXTURE_H

#include <criterion/criterion.h>

#include "exchanges/exchange.h"

static vb_arena_region result_region, scratch_region;
static vb_arena out, scratch;
static vb_lexicon *lexicon;
static vb_language *language;
static vb_grammar *grammar;

static void setup(void) {
  vb_error error = {0};
  cr_assert_eq(vb_arena_region_open(&result_region, 16 << 20), 0);
  cr_assert_eq(vb_arena_region_open(&scratch_region, 64 << 20), 0);
  out = vb_arena_reset(&result_region, NULL);
  scratch = vb_arena_reset(&scratch_region, NULL);
  cr_assert_eq(vb_lexicon_open(&lexicon, NULL, &error), VB_OK, "%s", error.message);
  cr_assert_eq(vb_language_open(&language, lexicon, &error), VB_OK, "%s", error.message);
  cr_assert_eq(vb_grammar_open(&grammar, language, &error), VB_OK, "%s", error.message);
}
static void teardown(void) {
  vb_grammar_close(grammar);
  vb_language_close(language);
  vb_lexicon_close(lexicon);
  vb_arena_region_close(&result_region);
  vb_arena_region_close(&scratch_region);
}

static inline vb_exchanges find_in_article(const vb_article *article) {
  vb_analysis *analysis = VB_NEW(&out, vb_analysis);
  *analysis = vb_analyse(language, article, &out);
  return vb_exchanges_find(grammar, analysis, &out, scratch);
}

/* A side by its names, else organisations, offices, countries. */
static inline vb_str who(vb_actors side) {
  vb_str all = VB_S("");
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
static inline vb_str told(vb_exchanges found) {
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

/* Each row of a language's exchanges finds in its example what it expects. */
static inline void expect_examples(const char *code,
                                   vb_exchanges (*find_in)(const char *code, const char *text)) {
  const vb_table *t = vb_lexicon_table(lexicon, vb_str_format(&out, "%s/exchanges", code));
  cr_assert_not_null(t);
  cr_assert_gt(t->n_rows, 20);
  for (ptrdiff_t row = 0; row < t->n_rows; row++) {
    vb_str id = vb_table_field(t, row, vb_table_column(t, "id"));
    vb_str example = vb_table_field(t, row, vb_table_column(t, "example"));
    vb_str expected = vb_table_field(t, row, vb_table_column(t, "expected"));
    vb_str got = told(find_in(code, vb_str_z(&out, example)));
    cr_expect(vb_str_eq(got, expected), "%s %.*s:\n got '%.*s'\nwant '%.*s'", code, VB_ARG(id),
              VB_ARG(got), VB_ARG(expected));
  }
}

#endif
