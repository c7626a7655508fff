#include <criterion/criterion.h>

#include "article/model.h"
#include "lexicon/fixture.h"

TestSuite(model, .init = open_lexicon, .fini = close_lexicon);

static const vb_table *table(void) {
  const vb_table *t = vb_lexicon_table(lexicon, VB_S("world/blocks"));
  cr_assert_not_null(t);
  return t;
}

/* The generated source and the rows that it is made of are one model. */
Test(model, what_was_packed_when_the_program_was_built_is_what_the_rows_say) {
  vb_model packed = {0}, rows = {0};
  vb_error error = {0};
  cr_assert_eq(vb_model_load(&packed, table(), &arena, &error), VB_OK, "%s", error.message);
  cr_assert_eq(vb_model_read(&rows, table(), 0, &arena, &error), VB_OK, "%s", error.message);
  cr_expect_float_eq(packed.base, rows.base, 0);
  cr_assert(rows.roots.n > 100 && packed.roots.n == rows.roots.n);
  cr_assert_eq(packed.nodes.n, rows.nodes.n);
  for (ptrdiff_t i = 0; i < rows.roots.n; i++) cr_expect_eq(packed.roots.v[i], rows.roots.v[i]);
  for (ptrdiff_t i = 0; i < rows.nodes.n; i++) {
    const vb_tree_node *a = &packed.nodes.v[i], *b = &rows.nodes.v[i];
    cr_expect_float_eq(a->threshold, b->threshold, 0, "node %td", i);
    cr_expect(a->feature == b->feature && a->left == b->left && a->right == b->right, "node %td",
              i);
  }
}
