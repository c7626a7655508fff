#include <criterion/criterion.h>

#include "lexicon/lexicon.h"

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
