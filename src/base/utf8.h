/* UTF-8: decoding, and the foldings that comparisons use.
 *
 * Input may be any bytes; a byte that begins no valid sequence decodes to
 * U+FFFD with length 1.
 */
#ifndef VB_BASE_UTF8_H
#define VB_BASE_UTF8_H

#include "base/str.h"

int32_t vb_utf8_decode_long(vb_str s, ptrdiff_t at, int *len); /* the byte there is not ASCII */
/* The code point at s.p[at]; *len gets its length in bytes (1 to 4). at < s.n. */
static inline int32_t vb_utf8_decode(vb_str s, ptrdiff_t at, int *len) {
  unsigned char c = (unsigned char)s.p[at];
  return c < 0x80 ? (void)(*len = 1), c : vb_utf8_decode_long(s, at, len);
}
/* Writes c (a scalar value) to out; returns 1 to 4. */
int vb_utf8_encode(int32_t c, char out[4]);
/* Offset of the first byte that is not valid UTF-8, or -1. */
ptrdiff_t vb_utf8_invalid_at(vb_str s);
/* Start of the character that the byte at `at` belongs to. */
ptrdiff_t vb_utf8_back(vb_str s, ptrdiff_t at);
/* Code points in s. */
ptrdiff_t vb_utf8_count(vb_str s);

/* A copy for comparing: case folded, compatibility forms and diacritics dropped (utf8proc),
 * typographic quotes and dashes as ASCII.  "António" -> "antonio". */
vb_str vb_utf8_fold(vb_arena *arena, vb_str s);

/* Han, Hangul, Kana: scripts without spaces between words, or with particles glued on. */
bool vb_utf8_is_cjk_far(int32_t c);
static inline bool vb_utf8_is_cjk(int32_t c) { return c >= 0x1100 && vb_utf8_is_cjk_far(c); }
/* Syllables of Hangul. */
static inline bool vb_utf8_is_hangul(int32_t c) { return c >= 0xAC00 && c <= 0xD7AF; }
/* White space of any script, and the control characters of ASCII: what stands between two words. */
bool vb_utf8_is_blank_far(int32_t c);
static inline bool vb_utf8_is_blank(int32_t c) {
  return c < 0x80 ? c <= ' ' : vb_utf8_is_blank_far(c);
}
/* The first byte from `at` on that begins no white space; s.n if there is none. */
static inline ptrdiff_t vb_utf8_skip_blanks(vb_str s, ptrdiff_t at) {
  for (int len; at < s.n && vb_utf8_is_blank(vb_utf8_decode(s, at, &len));) at += len;
  return at;
}
/* What takes no room and is no part of a word's spelling to a reader: soft hyphens, joiners and
 * non-joiners, zero-width spaces, marks of direction, byte order marks. */
bool vb_utf8_is_invisible(int32_t c);
/* What moves a cursor or ends a line: C0, DEL, C1, the two separators of Unicode. */
bool vb_utf8_is_control(int32_t c);
/* For one line of a terminal, in place: control characters as blanks, what is no UTF-8 as "?". */
void vb_utf8_blank_controls(char *p, ptrdiff_t n);
bool vb_utf8_is_letter_far(int32_t c);
static inline bool vb_utf8_is_letter(int32_t c) {
  return c < 0x80 ? vb_is_alpha((char)c) : vb_utf8_is_letter_far(c);
}
bool vb_utf8_is_upper_far(int32_t c);
static inline bool vb_utf8_is_upper(int32_t c) {
  return c < 0x80 ? vb_is_upper((char)c) : vb_utf8_is_upper_far(c);
}

#endif
