/* Short words of ASCII letters and digits, as most of a text are: read eight bytes at a time,
 * without a branch for each.
 *
 *   bytes    P  a  r  i  s  .  _  O      from the place that is asked for
 *   plain    1  1  1  1  1  0  0  1      the highest bit of each byte
 *   small    0  1  1  1  1  0  0  0      -> n = 5, a capital in front, small letters behind
 */
#ifndef VB_LANGUAGE_SHORT_WORD_H
#define VB_LANGUAGE_SHORT_WORD_H

#include "base/str.h"

/* A bit for each of eight bytes, its highest. */
typedef struct {
  uint64_t plain, small, large;
} vb_short_letters;

enum { VB_HIGH_BIT = 0x80 };
#define VB_EACH_BYTE(byte) (UINT64_C(0x0101010101010101) * (byte))

/* Which bytes are at least `first` and at most `last`, all of them below 0x80? */
static inline uint64_t vb_short_between(uint64_t bytes, unsigned first, unsigned last) {
  return (bytes + VB_EACH_BYTE(VB_HIGH_BIT - first)) &
         ~(bytes + VB_EACH_BYTE(VB_HIGH_BIT - 1 - last)) & VB_EACH_BYTE(VB_HIGH_BIT);
}

static inline vb_short_letters vb_short_letters_at(const char *p) {
  uint64_t bytes = vb_load_bytes(p, 8);
#if __BYTE_ORDER__ == __ORDER_BIG_ENDIAN__
  bytes = __builtin_bswap64(bytes);
#endif
  uint64_t ascii = bytes & VB_EACH_BYTE(VB_HIGH_BIT - 1), own = ~bytes & VB_EACH_BYTE(VB_HIGH_BIT);
  uint64_t letter = vb_short_between(ascii | VB_EACH_BYTE(0x20), 'a', 'z') & own,
           small = letter & bytes << 2;
  return (vb_short_letters){letter | (vb_short_between(ascii, '0', '9') & own), small,
                            letter & ~small};
}

/* How many of the eight are letters and digits, up to the first that is none. */
static inline int vb_short_n_plain(vb_short_letters l) {
  uint64_t other = ~l.plain & VB_EACH_BYTE(VB_HIGH_BIT);
  return other ? __builtin_ctzll(other) / 8 : 8;
}

/* Those of the first n bytes. */
static inline uint64_t vb_short_first(uint64_t bits, int n) {
  return n < 8 ? bits & ((UINT64_C(1) << 8 * n) - 1) : bits;
}

typedef struct {
  int n;                         /* of its bytes; 0: none, or too long */
  bool number;                   /* begins with a digit */
  bool capital, small, capitals; /* the first; a small letter, a capital behind the first */
  bool any_small;
} vb_short_word;

/* The ASCII letters and digits at p, where twice eight bytes can be read. */
static inline vb_short_word vb_short_word_at(const char *p) {
  vb_short_letters l = vb_short_letters_at(p);
  int n = vb_short_n_plain(l);
  uint64_t small = vb_short_first(l.small, n), large = vb_short_first(l.large, n);
  vb_short_word w = {.n = n,
                     .number = l.plain & ~(l.small | l.large) & VB_HIGH_BIT,
                     .capital = large & VB_HIGH_BIT,
                     .any_small = small};
  w.small = small & ~(uint64_t)VB_HIGH_BIT, w.capitals = large & ~(uint64_t)VB_HIGH_BIT;
  if (n < 8) return w;
  l = vb_short_letters_at(p + 8);
  int more = vb_short_n_plain(l);
  small = vb_short_first(l.small, more), large = vb_short_first(l.large, more);
  w.any_small |= small, w.small |= small, w.capitals |= large;
  w.n = more < 8 ? n + more : 0;
  return w;
}

#endif
