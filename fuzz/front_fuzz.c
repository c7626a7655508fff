/* Any bytes as a text that may begin with front matter, and what kind of text it is. */
#include "capture/format.h"
#include "capture/front.h"
#include "common.h"

static void check(vb_field field) {
  vb_fuzz_expect(field.key.n > 0, "a field without a name");
  vb_fuzz_expect_utf8(field.key, "a name is not UTF-8");
  vb_fuzz_expect_utf8(field.value, "a value is not UTF-8");
}

void vb_fuzz_one(vb_fuzz *fuzz, vb_str input) {
  vb_str text = vb_fuzz_text(fuzz, input);
  ptrdiff_t end = vb_front_end(text);
  vb_fields fields = vb_front_read(text, &fuzz->out, fuzz->scratch);
  vb_fuzz_expect(end >= 0 && end <= text.n, "an end outside the text");
  vb_fuzz_expect(end || !fields.n, "fields without front matter");
  vb_fuzz_expect_utf8(vb_str_slice(text, end, text.n), "an end inside a character");
  for (ptrdiff_t i = 0; i < fields.n; i++) check(fields.v[i]);
  vb_str behind = vb_str_slice(text, end, text.n), mark = VB_S("\xEF\xBB\xBF");
  if (vb_str_starts(behind, mark)) behind = vb_str_slice(behind, mark.n, behind.n);
  if (end && !vb_front_end(behind)) /* of two one above the other the second stays */
    vb_fuzz_expect(vb_format_sniff(text) == vb_format_sniff(behind),
                   "front matter hides the format");
}
