/* Strings as borrowed slices.
 *
 * A vb_str is a pointer and a length in bytes.  It owns nothing, it is never
 * terminated by NUL (a NUL byte inside is data), and from src/capture/ on it
 * holds valid UTF-8.  The bytes live in an arena, in a capture or in static
 * storage; whoever stores a vb_str keeps those bytes alive.
 */
#ifndef VB_BASE_STR_H
#define VB_BASE_STR_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include "base/arena.h"

typedef struct {
  const char *p;
  ptrdiff_t n;
} vb_str;

typedef struct {
  ptrdiff_t start, end; /* bytes, half open */
} vb_span;

/* How many bytes both have. */
static inline ptrdiff_t vb_span_overlap(vb_span a, vb_span b) {
  ptrdiff_t start = a.start > b.start ? a.start : b.start;
  ptrdiff_t end = a.end < b.end ? a.end : b.end;
  return end > start ? end - start : 0;
}

/* A string literal as a slice. */
#define VB_S(literal) ((vb_str){"" literal, (ptrdiff_t)sizeof(literal) - 1})
/* For printf("%.*s", VB_ARG(s)). */
#define VB_ARG(s) (int)(s).n, ((s).p ? (s).p : "")

vb_str vb_str_from(const char *z); /* a NUL-terminated string; NULL gives {0} */
vb_str vb_str_trim(vb_str s);      /* ASCII white space at both ends */

bool vb_str_eq_nocase(vb_str a, vb_str b); /* ASCII letters only */
bool vb_str_starts_nocase(vb_str s, vb_str prefix);
int vb_str_compare(vb_str a, vb_str b); /* bytewise; <0, 0, >0 */

/* First position at or after `from`, or -1. */
ptrdiff_t vb_str_find(vb_str s, vb_str needle, ptrdiff_t from);
ptrdiff_t vb_str_find_nocase(vb_str s, vb_str needle, ptrdiff_t from);
ptrdiff_t vb_str_find_char(vb_str s, char c, ptrdiff_t from);

/* Cuts *s at the first `sep`: returns what stands before it and leaves the rest
 * in *s.  Without a separator the whole is returned and *s becomes {0} with
 * p == NULL, which ends a loop `while (s.p)`. */
vb_str vb_str_cut(vb_str *s, char sep);
/* The same at the end of a line, "\n" or "\r\n", which is no part of what is returned. */
vb_str vb_str_cut_line(vb_str *s);

/* A decimal number of ASCII digits that fills the whole slice; -1 if it is not
 * one or does not fit an int. */
int vb_str_to_int(vb_str s);

/* Copies into the arena. */
vb_str vb_str_copy(vb_arena *arena, vb_str s);
vb_str vb_str_lower(vb_arena *arena, vb_str s); /* ASCII letters only */
/* printf into the arena; plain C conversions only. */
vb_str vb_str_format(vb_arena *arena, const char *format, ...)
    __attribute__((format(printf, 2, 3), nonnull(2)));
/* "11,224"; NUL-terminated in the buffer. */
vb_str vb_str_number(int64_t n, char buffer[32]);
/* A NUL-terminated copy, for foreign functions.  Bytes after a NUL are lost to them. */
char *vb_str_z(vb_arena *arena, vb_str s);

/* What every token is asked several times stands here, so that a known length is compared as a
 * number. */
static inline vb_str vb_str_slice(vb_str s, ptrdiff_t start, ptrdiff_t end) {
  if (end > s.n) end = s.n;
  if (start < 0) start = 0;
  if (start > end) start = end;
  return s.p ? (vb_str){s.p + start, end - start} : s;
}
static inline bool vb_str_eq(vb_str a, vb_str b) {
  return a.n == b.n && (!a.n || !memcmp(a.p, b.p, (size_t)b.n));
}
static inline bool vb_str_starts(vb_str s, vb_str prefix) {
  return s.n >= prefix.n && (!prefix.n || !memcmp(s.p, prefix.p, (size_t)prefix.n));
}
static inline bool vb_str_ends(vb_str s, vb_str suffix) {
  return s.n >= suffix.n && vb_str_eq(vb_str_slice(s, s.n - suffix.n, s.n), suffix);
}

uint64_t vb_str_hash_long(vb_str s); /* the other's rest: use that */

static inline uint64_t vb_load_bytes(const char *p, size_t n) { /* 4 or 8 */
  uint64_t bytes = 0;
  memcpy(&bytes, p, n);
  return bytes;
}

/* For tables in memory; never stored.  Most keys are words, and short.  `bits` are set in each of
 * its bytes first: 0x20 makes ASCII letters small, and leaves digits as they are. */
static inline uint64_t vb_str_hash_with(vb_str s, unsigned char bits) {
  size_t n = (size_t)s.n;
  uint64_t all = UINT64_C(0x0101010101010101) * bits, a = 0, b = 0;
  if (n >= 8)
    a = vb_load_bytes(s.p, 8) | all, b = vb_load_bytes(s.p + n - 8, 8) | all;
  else if (n >= 4)
    a = vb_load_bytes(s.p, 4) << 32 | vb_load_bytes(s.p + n - 4, 4) | all;
  else if (n)
    a = (uint64_t)(unsigned char)s.p[0] << 16 | (uint64_t)(unsigned char)s.p[n / 2] << 8 |
        (unsigned char)s.p[n - 1] | (all & 0xFFFFFF);
  uint64_t hash = (a ^ (uint64_t)n << 56) * 0x9E3779B97F4A7C15u;
  hash = (hash ^ hash >> 32 ^ b) * 0xD6E8FEB86659FD93u;
  return hash ^ hash >> 32;
}

enum { VB_SHORT_BYTES = 16 };

static inline uint64_t vb_str_hash(vb_str s) {
  return s.n > VB_SHORT_BYTES ? vb_str_hash_long(s) : vb_str_hash_with(s, 0);
}

static inline bool vb_is_space(char c) {
  return c == ' ' || c == '\t' || c == '\n' || c == '\r' || c == '\f' || c == '\v';
}
static inline bool vb_is_digit(char c) { return c >= '0' && c <= '9'; }
static inline bool vb_is_upper(char c) { return c >= 'A' && c <= 'Z'; }
static inline bool vb_is_lower(char c) { return c >= 'a' && c <= 'z'; }
static inline bool vb_is_alpha(char c) { return vb_is_upper(c) || vb_is_lower(c); }
static inline char vb_to_lower(char c) { return vb_is_upper(c) ? (char)(c + 32) : c; }

#endif
