#include "base/utf8.h"

#include <string.h>

#include <utf8proc.h>

/* Not by utf8proc, whose checks and call cost as much as all that is done with the character. */
int32_t vb_utf8_decode_long(vb_str s, ptrdiff_t at, int *len) {
  const unsigned char *p = (const unsigned char *)s.p + at;
  ptrdiff_t left = s.n - at;
  *len = 1;
  if (p[0] < 0xC2 || left < 2 || (p[1] & 0xC0) != 0x80) return 0xFFFD;
  if (p[0] < 0xE0) return *len = 2, (p[0] & 0x1F) << 6 | (p[1] & 0x3F);
  if (left < 3 || (p[2] & 0xC0) != 0x80) return 0xFFFD;
  int32_t c = (p[0] & 0x0F) << 12 | (p[1] & 0x3F) << 6 | (p[2] & 0x3F);
  if (p[0] < 0xF0) {
    if (c < 0x800 || (c >= 0xD800 && c <= 0xDFFF)) return 0xFFFD; /* overlong; a surrogate */
    return *len = 3, c;
  }
  if (p[0] > 0xF4 || left < 4 || (p[3] & 0xC0) != 0x80) return 0xFFFD;
  c = (p[0] & 0x07) << 18 | (p[1] & 0x3F) << 12 | (p[2] & 0x3F) << 6 | (p[3] & 0x3F);
  if (c < 0x10000 || c > 0x10FFFF) return 0xFFFD;
  return *len = 4, c;
}

int vb_utf8_encode(int32_t c, char out[4]) {
  return (int)utf8proc_encode_char(c, (utf8proc_uint8_t *)out);
}

ptrdiff_t vb_utf8_invalid_at(vb_str s) {
  for (ptrdiff_t i = 0; i < s.n;) {
    uint64_t eight;
    if (i + 8 <= s.n && (memcpy(&eight, s.p + i, 8), !(eight & 0x8080808080808080u))) {
      i += 8;
      continue;
    }
    int len;
    int32_t c = vb_utf8_decode(s, i, &len);
    if (c == 0xFFFD && len == 1) return i;
    i += len;
  }
  return -1;
}

ptrdiff_t vb_utf8_back(vb_str s, ptrdiff_t at) {
  if (at > s.n) at = s.n;
  while (at > 0 && at < s.n && ((unsigned char)s.p[at] & 0xC0) == 0x80) at--;
  return at;
}

ptrdiff_t vb_utf8_count(vb_str s) {
  ptrdiff_t n = 0;
  for (ptrdiff_t i = 0; i < s.n; i++) n += ((unsigned char)s.p[i] & 0xC0) != 0x80;
  return n;
}

static bool is_ascii(vb_str s) {
  for (ptrdiff_t i = 0; i < s.n; i++)
    if ((unsigned char)s.p[i] >= 0x80) return false;
  return true;
}

static char plain_mark(int32_t c) {
  switch (c) {
  case 0x2018:
  case 0x2019:
  case 0x201B:
  case 0x02BC: return '\'';
  case 0x201C:
  case 0x201D:
  case 0x201E:
  case 0x201F: return '"';
  case 0x2010:
  case 0x2011:
  case 0x2012:
  case 0x2013:
  case 0x2014:
  case 0x2015:
  case 0x2212: return '-';
  case 0x00A0:
  case 0x202F:
  case 0x2009: return ' ';
  default: return 0;
  }
}

/* Characters of one form only, of which whole texts consist: no case, no marks to drop. */
static bool is_ideograph(int32_t c) { return c >= 0x4E00 && c <= 0x9FEF; }

/* The plain letter of Latin-1 letters from U+00C0 on, twice 32 of them; '.' where there is none. */
static const char LATIN[] = "aaaaaa.ceeeeiiii.nooooo..uuuuy..";

static int32_t fold_greek(int32_t c) {
  static const int16_t accented[] = {0x3B1, 0x3B5, 0x3B7, 0x3B9}, further[] = {0x3BF, 0x3C5, 0x3C9};
  if (c >= 0x391 && c <= 0x3A9 && c != 0x3A2) return c + 0x20;
  if (c >= 0x3B1 && c <= 0x3C9) return c == 0x3C2 ? 0x3C3 : c; /* final sigma */
  if (c >= 0x3AC && c <= 0x3AF) return accented[c - 0x3AC];
  return c >= 0x3CC && c <= 0x3CE ? further[c - 0x3CC] : 0;
}

static int32_t fold_cyrillic(int32_t c) {
  if (c >= 0x410 && c <= 0x42F) c += 0x20;
  return c == 0x439 ? 0x438 : c >= 0x430 && c <= 0x44F ? c : 0; /* short i: i and a breve */
}

/* Most characters that texts hold beside ASCII, as utf8proc folds them; 0: any other. */
static int32_t fold_one(int32_t c) {
  if (c < 0x80) return vb_to_lower((char)c);
  if (c >= 0xC0 && c <= 0xFF) return LATIN[(c - 0xC0) & 31] == '.' ? 0 : LATIN[(c - 0xC0) & 31];
  if (c < 0x400) return fold_greek(c);
  if (c < 0x500) return fold_cyrillic(c);
  return is_ideograph(c) ? c : plain_mark(c);
}

/* What consists of such characters, none of which gets longer; p == NULL if there is any other. */
static vb_str fold_simple(vb_arena *arena, vb_str s) {
  vb_arena before = *arena;
  char *out = vb_arena_alloc_raw(arena, 1, 1, s.n);
  ptrdiff_t used = 0;
  int len;
  for (ptrdiff_t i = 0; i < s.n; i += len) {
    int32_t c = vb_utf8_decode(s, i, &len), folded = fold_one(c);
    if (c && !folded) return *arena = before, (vb_str){0};
    if (folded < 0x80) {
      out[used++] = (char)folded;
    } else if (folded < 0x800) {
      out[used++] = (char)(0xC0 | folded >> 6);
      out[used++] = (char)(0x80 | (folded & 0x3F));
    } else { /* itself */
      memcpy(out + used, s.p + i, 3);
      used += 3;
    }
  }
  return (vb_str){out, used};
}

/* Decomposes straight into the arena: no heap block is held that a jump out of a full arena
 * would leak. */
vb_str vb_utf8_fold(vb_arena *arena, vb_str s) {
  if (is_ascii(s)) return vb_str_lower(arena, s);
  vb_str simple = fold_simple(arena, s);
  if (simple.p) return simple;
  utf8proc_option_t options = UTF8PROC_STABLE | UTF8PROC_DECOMPOSE | UTF8PROC_COMPAT |
                              UTF8PROC_CASEFOLD | UTF8PROC_STRIPMARK | UTF8PROC_IGNORE;
  const utf8proc_uint8_t *from = (const utf8proc_uint8_t *)s.p;
  utf8proc_int32_t few[64], *points = few; /* a word or two, which is what is mostly folded */
  utf8proc_ssize_t n = utf8proc_decompose(from, s.n, few, 64, options);
  if (n < 0) return vb_str_lower(arena, s); /* not UTF-8: nothing to fold */
  char *out = vb_arena_alloc_raw(arena, 1, 1, n * 4);
  if (n > 64) {
    points = VB_NEW_N(arena, utf8proc_int32_t, n);
    utf8proc_decompose(from, s.n, points, n, options);
  }
  ptrdiff_t used = 0;
  for (ptrdiff_t i = 0; i < n; i++) {
    char mark = plain_mark(points[i]);
    if (mark)
      out[used++] = mark;
    else
      used += vb_utf8_encode(points[i], out + used);
  }
  return (vb_str){out, used};
}

bool vb_utf8_is_cjk_far(int32_t c) {
  return (c >= 0x2E80 && c <= 0x9FFF) || vb_utf8_is_hangul(c) || (c >= 0x1100 && c <= 0x11FF) ||
         (c >= 0xF900 && c <= 0xFAFF) || (c >= 0xFF66 && c <= 0xFF9F) ||
         (c >= 0x20000 && c <= 0x3FFFF);
}

bool vb_utf8_is_blank_far(int32_t c) {
  return c == 0x85 || c == 0xA0 || c == 0x1680 || (c >= 0x2000 && c <= 0x200A) || c == 0x2028 ||
         c == 0x2029 || c == 0x202F || c == 0x205F || c == 0x3000;
}

bool vb_utf8_is_invisible(int32_t c) {
  return c == 0xAD || (c >= 0x200B && c <= 0x200F) || (c >= 0x202A && c <= 0x202E) ||
         (c >= 0x2060 && c <= 0x206F) || c == 0xFEFF;
}

bool vb_utf8_is_control(int32_t c) {
  return c < ' ' || (c >= 0x7F && c < 0xA0) || c == 0x2028 || c == 0x2029;
}

void vb_utf8_blank_controls(char *p, ptrdiff_t n) {
  int len;
  for (ptrdiff_t i = 0; i < n; i += len) {
    int32_t c = vb_utf8_decode((vb_str){p, n}, i, &len);
    if (vb_utf8_is_control(c)) memset(p + i, ' ', (size_t)len);
    if (c == 0xFFFD && len == 1) p[i] = '?';
  }
}

/* Dashes, quotation marks, points: U+2010 to U+205E, none of them letters. */
static bool is_typographic(int32_t c) { return c >= 0x2010 && c <= 0x205E; }

static bool is_latin(int32_t c) { return c >= 0xC0 && c <= 0xFF && c != 0xD7 && c != 0xF7; }
static bool is_greek(int32_t c) { return c >= 0x391 && c <= 0x3CE && c != 0x3A2; }
static bool is_cyrillic(int32_t c) { return c >= 0x410 && c <= 0x44F; }

bool vb_utf8_is_letter_far(int32_t c) {
  if (is_ideograph(c) || is_cyrillic(c) || is_latin(c) || is_greek(c)) return true;
  if (is_typographic(c)) return false;
  switch (utf8proc_category(c)) {
  case UTF8PROC_CATEGORY_LU:
  case UTF8PROC_CATEGORY_LL:
  case UTF8PROC_CATEGORY_LT:
  case UTF8PROC_CATEGORY_LM:
  case UTF8PROC_CATEGORY_LO:
  case UTF8PROC_CATEGORY_MN:
  case UTF8PROC_CATEGORY_MC: return true;
  default: return false;
  }
}

bool vb_utf8_is_upper_far(int32_t c) {
  if (is_cyrillic(c)) return c <= 0x42F;
  if (is_latin(c)) return c <= 0xDE;
  if (is_greek(c)) return c <= 0x3AB;
  if (is_ideograph(c) || is_typographic(c)) return false;
  utf8proc_category_t k = utf8proc_category(c);
  return k == UTF8PROC_CATEGORY_LU || k == UTF8PROC_CATEGORY_LT;
}
