#include "base/str.h"

#include <limits.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include <xxhash.h>

vb_str vb_str_from(const char *z) { return z ? (vb_str){z, (ptrdiff_t)strlen(z)} : (vb_str){0}; }

vb_str vb_str_trim(vb_str s) {
  while (s.n && vb_is_space(s.p[0])) s.p++, s.n--;
  while (s.n && vb_is_space(s.p[s.n - 1])) s.n--;
  return s;
}

bool vb_str_eq_nocase(vb_str a, vb_str b) { return a.n == b.n && vb_str_starts_nocase(a, b); }

bool vb_str_starts_nocase(vb_str s, vb_str prefix) {
  if (s.n < prefix.n) return false;
  for (ptrdiff_t i = 0; i < prefix.n; i++)
    if (vb_to_lower(s.p[i]) != vb_to_lower(prefix.p[i])) return false;
  return true;
}

int vb_str_compare(vb_str a, vb_str b) {
  ptrdiff_t n = a.n < b.n ? a.n : b.n;
  int order = n ? memcmp(a.p, b.p, (size_t)n) : 0;
  return order ? order : (a.n > b.n) - (a.n < b.n);
}

ptrdiff_t vb_str_find(vb_str s, vb_str needle, ptrdiff_t from) {
  if (from < 0) from = 0;
  if (from > s.n || needle.n > s.n - from) return -1;
  if (!needle.n) return from;
  const char *hit = memmem(s.p + from, (size_t)(s.n - from), needle.p, (size_t)needle.n);
  return hit ? hit - s.p : -1;
}

ptrdiff_t vb_str_find_nocase(vb_str s, vb_str needle, ptrdiff_t from) {
  bool caseless = needle.n && !vb_is_alpha(needle.p[0]); /* "<script": the first has one form */
  for (ptrdiff_t i = from < 0 ? 0 : from; i + needle.n <= s.n; i++) {
    if (caseless) i = vb_str_find_char(s, needle.p[0], i);
    if (i < 0) return -1;
    if (vb_str_starts_nocase(vb_str_slice(s, i, s.n), needle)) return i;
  }
  return -1;
}

ptrdiff_t vb_str_find_char(vb_str s, char c, ptrdiff_t from) {
  if (from < 0) from = 0;
  if (from >= s.n) return -1;
  const char *hit = memchr(s.p + from, c, (size_t)(s.n - from));
  return hit ? hit - s.p : -1;
}

vb_str vb_str_cut(vb_str *s, char sep) {
  ptrdiff_t at = vb_str_find_char(*s, sep, 0);
  vb_str head = *s;
  if (at < 0) {
    *s = (vb_str){0};
    return head;
  }
  head.n = at;
  *s = (vb_str){s->p + at + 1, s->n - at - 1};
  return head;
}

vb_str vb_str_cut_line(vb_str *s) {
  vb_str line = vb_str_cut(s, '\n');
  if (line.n && line.p[line.n - 1] == '\r') line.n--;
  return line;
}

int vb_str_to_int(vb_str s) {
  int value = 0;
  if (!s.n) return -1;
  for (ptrdiff_t i = 0; i < s.n; i++) {
    if (!vb_is_digit(s.p[i]) || value > (INT_MAX - 9) / 10) return -1;
    value = value * 10 + (s.p[i] - '0');
  }
  return value;
}

uint64_t vb_str_hash_long(vb_str s) { return XXH3_64bits(s.p, (size_t)s.n); }

vb_str vb_str_copy(vb_arena *arena, vb_str s) {
  if (!s.n) return (vb_str){"", 0};
  char *p = vb_arena_alloc_raw(arena, 1, 1, s.n);
  memcpy(p, s.p, (size_t)s.n);
  return (vb_str){p, s.n};
}

vb_str vb_str_lower(vb_arena *arena, vb_str s) {
  char *p = vb_arena_alloc_raw(arena, 1, 1, s.n);
  for (ptrdiff_t i = 0; i < s.n; i++) p[i] = vb_to_lower(s.p[i]);
  return (vb_str){p, s.n};
}

vb_str vb_str_format(vb_arena *arena, const char *format, ...) {
  va_list args, again;
  va_start(args, format);
  va_copy(again, args);
  char none[1];
  int n = vsnprintf(none, 0, format, args);
  va_end(args);
  if (n < 0) n = 0;
  char *p = vb_arena_alloc(arena, 1, 1, n + 1);
  vsnprintf(p, (size_t)n + 1, format, again);
  va_end(again);
  return (vb_str){p, n};
}

char *vb_str_z(vb_arena *arena, vb_str s) {
  char *p = vb_arena_alloc(arena, 1, 1, s.n + 1);
  if (s.n) memcpy(p, s.p, (size_t)s.n);
  p[s.n] = 0;
  return p;
}

vb_str vb_str_number(int64_t n, char buffer[32]) {
  char digits[24];
  int len = snprintf(digits, sizeof digits, "%lld", (long long)n), out = 0;
  for (int i = 0; i < len; i++) {
    if (i && (len - i) % 3 == 0 && digits[i - 1] != '-') buffer[out++] = ',';
    buffer[out++] = digits[i];
  }
  buffer[out] = 0;
  return (vb_str){buffer, out};
}
