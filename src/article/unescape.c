#include "article/unescape.h"

#include <stdlib.h>
#include <string.h>

#include <libxml/HTMLparser.h>

#include "base/utf8.h"

/* "&#39;", "&#x27;" or "&amp;" at `at`: its code point and length, or 0. */
static int32_t reference_at(vb_str s, ptrdiff_t at, ptrdiff_t *length) {
  ptrdiff_t end = vb_str_find_char(vb_str_slice(s, 0, at + 12), ';', at + 1);
  if (end < 0) return 0;
  *length = end + 1 - at;
  vb_str name = vb_str_slice(s, at + 1, end);
  int64_t c = 0;
  if (name.n > 1 && name.p[0] == '#') {
    bool hex = name.p[1] == 'x' || name.p[1] == 'X';
    char digits[16] = {0};
    memcpy(digits, name.p + 1 + hex, (size_t)(name.n - 1 - hex));
    char *stop;
    c = strtol(digits, &stop, hex ? 16 : 10);
    return *stop || c <= 0 || c > 0x10FFFF || (c >= 0xD800 && c < 0xE000) ? 0 : (int32_t)c;
  }
  char z[16] = {0};
  memcpy(z, name.p, (size_t)name.n);
  const htmlEntityDesc *entity = htmlEntityLookup((const xmlChar *)z);
  return entity ? (int32_t)entity->value : 0;
}

vb_str vb_unescape(vb_arena *out, vb_str s) {
  if (vb_str_find_char(s, '&', 0) < 0) return s;
  char *p = vb_arena_alloc_raw(out, 1, 1, s.n + 1), *to = p;
  for (ptrdiff_t i = 0; i < s.n;) {
    ptrdiff_t length;
    int32_t c = s.p[i] == '&' ? reference_at(s, i, &length) : 0;
    if (c) {
      to += vb_utf8_encode(c, to);
      i += length;
    } else {
      *to++ = s.p[i++];
    }
  }
  return (vb_str){p, to - p};
}
