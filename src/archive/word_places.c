#include "archive/word_places.h"

#include <xxhash.h>

#include "archive/octets.h"
#include "base/utf8.h"

enum { CHECKSUM_BYTES = 4, VARINT_BYTES = 5 };
enum { BEHIND_BYTES = 64 }; /* where a word ends, what stands behind it tells */

static ptrdiff_t n_blocks(ptrdiff_t n_words) {
  return (n_words + VB_WORD_PLACES_EACH - 1) / VB_WORD_PLACES_EACH;
}

vb_word_places vb_word_places_of(vb_folded_words words, ptrdiff_t text_bytes, vb_arena *out) {
  vb_word_places places = {.n_words = words.n};
  ptrdiff_t n = n_blocks(words.n);
  places.starts = vb_arena_alloc_raw(out, sizeof *places.starts, _Alignof(uint32_t), n + 1);
  for (ptrdiff_t i = 0; i < n; i++) places.starts[i] = words.v[i * VB_WORD_PLACES_EACH].start;
  places.starts[n] = (uint32_t)text_bytes;
  return places;
}

/* ---- as bytes */

static uint32_t checksum(const char *p, ptrdiff_t n, uint32_t number) {
  return (uint32_t)XXH3_64bits_withSeed(p, (size_t)n, number);
}

vb_str vb_word_places_write(vb_word_places places, uint32_t number, vb_arena *out) {
  ptrdiff_t n = n_blocks(places.n_words);
  char *bytes = vb_arena_alloc_raw(out, 1, 1, CHECKSUM_BYTES + (n + 2) * VARINT_BYTES);
  char *p = vb_octets_put_varint(bytes + CHECKSUM_BYTES, (uint64_t)places.n_words);
  for (ptrdiff_t i = 0; i < n; i++)
    p = vb_octets_put_varint(p, places.starts[i] - (i ? places.starts[i - 1] : 0));
  ptrdiff_t size = p - bytes;
  uint32_t sum = checksum(bytes + CHECKSUM_BYTES, size - CHECKSUM_BYTES, number);
  vb_octets_put_32(bytes, sum);
  return (vb_str){bytes, size};
}

/* Past the end: 0, and *p is NULL. */
static uint64_t get_varint(const char **p, const char *end) {
  uint64_t value = 0;
  for (int shift = 0; *p && *p < end && shift < 7 * VARINT_BYTES; shift += 7) {
    unsigned char c = (unsigned char)*(*p)++;
    value |= (uint64_t)(c & 127) << shift;
    if (c < 128) return value;
  }
  *p = NULL;
  return 0;
}

bool vb_word_places_read(vb_str bytes, uint32_t number, ptrdiff_t text_bytes,
                         vb_word_places *places, vb_arena *out) {
  if (bytes.n <= CHECKSUM_BYTES) return false;
  const char *p = bytes.p + CHECKSUM_BYTES, *end = bytes.p + bytes.n;
  if (vb_octets_get_32(bytes.p) != checksum(p, end - p, number)) return false;
  uint64_t n_words = get_varint(&p, end);
  if (!p || n_words > (uint64_t)text_bytes) return false;
  ptrdiff_t n = n_blocks((ptrdiff_t)n_words);
  if (n > end - p) return false;
  places->n_words = (ptrdiff_t)n_words;
  places->starts = vb_arena_alloc_raw(out, sizeof *places->starts, _Alignof(uint32_t), n + 1);
  uint64_t start = 0;
  for (ptrdiff_t i = 0; i < n; i++) {
    uint64_t distance = get_varint(&p, end);
    start += distance;
    if (!p || (i && !distance) || start >= (uint64_t)text_bytes) return false;
    places->starts[i] = (uint32_t)start;
  }
  places->starts[n] = (uint32_t)text_bytes;
  return p == end;
}

/* ---- cutting */

vb_folded_words vb_word_places_cut(const vb_word_places *places, vb_str text, ptrdiff_t from,
                                   ptrdiff_t to, vb_arena *out, vb_arena scratch) {
  if (from >= to) return (vb_folded_words){0};
  ptrdiff_t first = from / VB_WORD_PLACES_EACH, last = n_blocks(to);
  ptrdiff_t start = places->starts[first], end = places->starts[last];
  ptrdiff_t behind = end + BEHIND_BYTES < text.n ? vb_utf8_back(text, end + BEHIND_BYTES) : text.n;
  vb_folded_words words = vb_folded_words_make(vb_str_slice(text, start, behind), out, scratch);
  ptrdiff_t skipped = from - first * VB_WORD_PLACES_EACH, n = to - from;
  if (words.n < skipped + n) n = words.n > skipped ? words.n - skipped : 0;
  for (ptrdiff_t i = 0; i < n; i++) words.v[skipped + i].start += (uint32_t)start;
  return (vb_folded_words){words.v + (n ? skipped : 0), n, n};
}
