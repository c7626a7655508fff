/* Any bytes in any charset; the first byte decides whether they are markup, which may name it. */
#include "capture/charset.h"
#include "common.h"

void vb_fuzz_one(vb_fuzz *fuzz, vb_str input) {
  bool markup = input.n && input.p[0] == '<';
  vb_str text = vb_charset_to_utf8(input, markup, &fuzz->out, fuzz->scratch);
  vb_fuzz_expect_utf8(text, "not UTF-8");
  vb_fuzz_expect(text.n <= input.n * 4 + 8, "far more than there was");
  if (vb_str_starts(text, VB_S("\xEF\xBB\xBF"))) return;
  vb_str again = vb_charset_to_utf8(text, false, &fuzz->out, fuzz->scratch);
  vb_fuzz_expect(again.p == text.p && again.n == text.n, "UTF-8 that is converted again");
}
