#include "capture/capture.h"

#include <string.h>

#include "base/sha256.h"
#include "base/utf8.h"
#include "capture/charset.h"
#include "capture/format.h"
#include "capture/front.h"

/* One byte in this many may be NUL before the bytes count as binary. */
enum { BYTES_PER_NUL = 256 };

static ptrdiff_t count_nuls(vb_str s) {
  ptrdiff_t n = 0;
  for (ptrdiff_t at = 0; (at = vb_str_find_char(s, 0, at)) >= 0; at++) n++;
  return n;
}

/* A page has no NULs; the few that damage leaves behind would end it for foreign parsers. */
static vb_str replace_nuls(vb_str s, vb_arena *out) {
  ptrdiff_t n = count_nuls(s);
  if (!n) return s;
  char *p = vb_arena_alloc_raw(out, 1, 1, s.n + 2 * n), *to = p;
  for (ptrdiff_t i = 0; i < s.n; i++) {
    if (s.p[i])
      *to++ = s.p[i];
    else
      to += vb_utf8_encode(0xFFFD, to);
  }
  return (vb_str){p, to - p};
}

int vb_capture_complete(vb_capture *capture, vb_arena *out, vb_arena scratch, vb_error *error) {
  vb_str bytes = capture->bytes;
  if (!vb_charset_is_utf16(bytes) && count_nuls(bytes) > bytes.n / BYTES_PER_NUL)
    return vb_fail(error, VB_BAD_INPUT, "%.*s: binary data, no text (offset %lld)",
                   VB_ARG(capture->path), (long long)capture->offset);
  capture->sha256 = vb_sha256_hex(out, bytes);
  bool markup = capture->format == VB_FORMAT_HTML;
  vb_str text = vb_charset_to_utf8(bytes, markup, out, scratch);
  if (capture->format == VB_FORMAT_JSONL) {
    capture->text = text;
    return VB_OK;
  }
  text = replace_nuls(text, out);
  capture->front = vb_front_read(text, out, scratch);
  capture->text = vb_str_slice(text, vb_front_end(text), text.n);
  capture->format =
      vb_format_sniff(capture->text) == VB_FORMAT_HTML ? VB_FORMAT_HTML : VB_FORMAT_TEXT;
  return VB_OK;
}
