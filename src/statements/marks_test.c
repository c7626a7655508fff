#include "statements/fixture.h"
#include "statements/marks.h"

TestSuite(marks, .init = setup, .fini = teardown);

/* The stretches without their marks; "<" before one that is never closed, "+" before one that
 * carries another on. */
static vb_str scanned(const char *text) {
  vb_str s = vb_str_from(text), all = VB_S("");
  vb_tokens t = vb_tokens_make(language->words->abbreviations, s, &out);
  vb_quoteds q = vb_marks_scan(t, &out);
  for (ptrdiff_t i = 0; i < q.n; i++) {
    vb_token_range r = q.v[i].inner;
    vb_str words = r.end > r.start
                       ? vb_str_slice(s, t.v[r.start].span.start, t.v[r.end - 1].span.end)
                       : VB_S("");
    all = vb_str_format(&out, "%.*s%s%s[%.*s]", VB_ARG(all), q.v[i].unclosed ? "<" : "",
                        q.v[i].continues >= 0 ? "+" : "", VB_ARG(words));
  }
  return all;
}

Test(marks, marks_of_many_kinds) {
  EXPECT_STR(scanned("A \"b c\" d"), "[b c]");
  EXPECT_STR(scanned("A “b c” d «e» f"), "[b c][e]");
  EXPECT_STR(scanned("„b c“ d 「e」"), "[b c][e]");
  EXPECT_STR(scanned("'We agree,' he said, and it's the workers' port."), "[We agree,]");
  EXPECT_STR(scanned("“He said ‘no’ to it,” she said."), "[He said ‘no’ to it,]");
}

Test(marks, marks_that_are_missing) {
  EXPECT_STR(scanned("He said: \"We agree."), "<[We agree.]");
  EXPECT_STR(scanned("\"We agree.\n\n\"It is time.\""), "[We agree.]+[It is time.]");
  EXPECT_STR(scanned("\"We agree.\n\nIt is time."), "<[We agree.]");
  EXPECT_STR(scanned("He agreed.\"It is time,\" he said."), "[It is time,]");
  EXPECT_STR(scanned("A board of 6\" and more"), "");
}

Test(marks, two_single_marks_in_a_row) {
  EXPECT_STR(scanned("''We say 'no' to it,'' he said."), "[We say 'no' to it,]");
  EXPECT_STR(scanned("A ''b c'' d ''e''"), "[b c][e]");
  EXPECT_STR(scanned("\"We agree,'' he said. ''It is time,\" he said."),
             "[We agree,][It is time,]");
}
