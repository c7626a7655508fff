/* Any bytes in any charset; the first byte decides whether they are markup, which may name it. */
#include "capture/charset.h"
#include "common.h"

void vb_fuzz_one(vb_fuzz *fuzz, vb_str input) {
  bool markup = input.n && input.p[0] == '<';
  vb_str text, again;
  if (!vb_charset_to_utf8(input, markup, &text, &fuzz->out, fuzz->scratch)) return;
  vb_fuzz_expect_utf8(text, "not UTF-8");
  vb_fuzz_expect(text.n <= input.n * 4 + 8, "far more than there was");
  if (vb_str_starts(text, VB_S("\xEF\xBB\xBF")) || vb_charset_is_utf16(text)) return;
  if (vb_str_find_char(text, '\033', 0) >= 0) return;
  vb_fuzz_expect(vb_charset_to_utf8(text, false, &again, &fuzz->out, fuzz->scratch),
                 "UTF-8 that is no charset");
  vb_fuzz_expect(again.p == text.p && again.n == text.n, "UTF-8 that is converted again");
}
