#include "capture/capture.h"

#include <string.h>

#include "base/sha256.h"
#include "base/utf8.h"
#include "capture/charset.h"
#include "capture/format.h"
#include "capture/front.h"

/* One byte in so many may be NUL, or another control character, before the bytes count as binary.
 * Text in any charset has next to none of them, packed data one in ten. */
enum { BYTES_PER_NUL = 256, BYTES_PER_CONTROL = 50, FEW_CONTROLS = 4 };

static ptrdiff_t count_nuls(vb_str s) {
  ptrdiff_t n = 0;
  for (ptrdiff_t at = 0; (at = vb_str_find_char(s, 0, at)) >= 0; at++) n++;
  return n;
}

/* ESC begins what ISO-2022 charsets and terminals are told. */
static bool is_control(char c) {
  return ((unsigned char)c < ' ' && c != '\033' && !vb_is_space(c)) || c == 0x7F;
}

static bool is_binary(vb_str s) {
  if (vb_charset_is_utf16(s)) return false;
  if (vb_str_starts(s, VB_S("%PDF-")) || count_nuls(s) > s.n / BYTES_PER_NUL) return true;
  ptrdiff_t n = 0;
  for (ptrdiff_t i = 0; i < s.n; i++) n += is_control(s.p[i]);
  return n > FEW_CONTROLS && n > s.n / BYTES_PER_CONTROL;
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
  if (capture->format != VB_FORMAT_JSONL && is_binary(bytes)) /* else the parser knows the line */
    return vb_fail(error, VB_BAD_INPUT, "%.*s: binary data, no text (offset %lld)",
                   VB_ARG(capture->path), (long long)capture->offset);
  capture->sha256 = vb_sha256_hex(out, bytes);
  bool markup = capture->format == VB_FORMAT_HTML;
  vb_str text;
  if (!vb_charset_to_utf8(bytes, markup, &text, out, scratch))
    return vb_fail(error, VB_BAD_INPUT, "%.*s: in no charset that is known (offset %lld)",
                   VB_ARG(capture->path), (long long)capture->offset);
  bool borrowed = text.p >= bytes.p && text.p <= bytes.p + bytes.n;
  capture->text_start = borrowed ? text.p - bytes.p : 0; /* a byte order mark */
  if (capture->format == VB_FORMAT_JSONL) {
    capture->text = text;
    return VB_OK;
  }
  text = replace_nuls(text, out);
  capture->front = vb_front_read(text, out, scratch);
  capture->text = vb_str_slice(text, vb_front_end(text), text.n);
  capture->text_start += vb_front_end(text);
  capture->format =
      vb_format_sniff(capture->text) == VB_FORMAT_HTML ? VB_FORMAT_HTML : VB_FORMAT_TEXT;
  return VB_OK;
}
