#include "archive/passages_page.h"

#include <assert.h>
#include <endian.h>
#include <xxhash.h>

#include "archive/octets.h"

/* A quotient of so many ones is no quotient: RAW_BITS follow as they are. */
enum { LONGEST_UNARY = 24, RAW_BITS = 40, MOST_BITS = 48 };
enum { CHECKSUM_BYTES = 4, SPECIAL_COUNT = VB_PASSAGES_HELD + 1, GAMMA_BITS = 45 };
enum { ENTRY_BYTES = 48, POSTING_BYTES = 24 }; /* more than any takes */

static int bit_width(uint64_t v) { return v ? 64 - __builtin_clzll(v) : 0; }

/* The Rice parameter for values of this mean. */
static int rice_parameter(uint64_t mean) {
  int width = bit_width(mean - mean / 4 - mean / 16);
  return width ? width - 1 : 0;
}

/* Of the shape too: the same bytes elsewhere would say something else. */
static uint32_t checksum(vb_page_shape shape, const char *p, ptrdiff_t n) {
  uint64_t of[] = {shape.key, shape.first_hash, (uint64_t)shape.hash_bits,
                   (uint64_t)shape.first_text << 32 | shape.last_text};
  return (uint32_t)XXH3_64bits_withSeed(p, (size_t)n, XXH3_64bits(of, sizeof of));
}

static int text_bits(vb_page_shape shape) {
  return shape.last_text > shape.first_text ? bit_width(shape.last_text - shape.first_text) : 0;
}

static int text_parameter(vb_page_shape shape, int n_texts) {
  return rice_parameter(((uint64_t)shape.last_text - shape.first_text + 1) / (uint64_t)n_texts);
}

static int hash_parameter(vb_page_shape shape, int64_t n) {
  return n ? rice_parameter((UINT64_C(1) << shape.hash_bits) / (uint64_t)n) : 0;
}

/* ---- writing */

typedef struct {
  unsigned char *p;
  uint64_t bits;
  int n_bits;
} bit_writer;

/* n <= MOST_BITS.  Eight bytes are written whenever, of which the next call writes over those that
 * are not full yet; there is room behind the last. */
static inline void put(bit_writer *w, uint64_t value, int n) {
  w->bits |= value << w->n_bits;
  w->n_bits += n;
  uint64_t eight = htole64(w->bits);
  memcpy(w->p, &eight, sizeof eight);
  w->p += w->n_bits >> 3;
  w->bits >>= w->n_bits & ~7;
  w->n_bits &= 7;
}

static inline uint64_t ones(int n) { return (UINT64_C(1) << n) - 1; }

/* n ones, a zero, and n_rest bits. */
static inline void put_unary(bit_writer *w, int n, uint64_t rest, int n_rest) {
  if (n + 1 + n_rest <= MOST_BITS) {
    put(w, ones(n) | rest << (n + 1), n + 1 + n_rest);
    return;
  }
  put(w, ones(n), n + 1);
  put(w, rest, n_rest);
}

static inline void put_rice(bit_writer *w, uint64_t value, int k) {
  uint64_t quotient = value >> k;
  if (quotient < LONGEST_UNARY) {
    put_unary(w, (int)quotient, value & ones(k), k);
    return;
  }
  put(w, ones(LONGEST_UNARY), LONGEST_UNARY);
  put(w, value, RAW_BITS);
}

static inline void put_gamma(bit_writer *w, uint64_t value) { /* from 1 */
  assert(value > 0);
  int n = bit_width(value) - 1;
  put_unary(w, n, value & ones(n), n);
}

static int count_texts(const vb_page_entry *entry) {
  int n = 0;
  for (int i = 0; i < entry->n; i++)
    n += !i || entry->postings[i].text != entry->postings[i - 1].text;
  return n;
}

static void put_count(bit_writer *w, const vb_page_entry *entry, int n_texts) {
  if (n_texts && !entry->cut && !entry->dropped) {
    put_gamma(w, (uint64_t)n_texts);
    return;
  }
  uint64_t sign = entry->dropped < 0 ? UINT64_MAX : 0;
  uint64_t zigzag = ((uint64_t)entry->dropped << 1) ^ sign;
  put_gamma(w, SPECIAL_COUNT);
  put_gamma(w, (uint64_t)n_texts + 1);
  put(w, entry->cut, 1);
  put_gamma(w, zigzag + 1);
}

static void put_places(bit_writer *w, const vb_posting *postings, int n, int k) {
  put_gamma(w, (uint64_t)n);
  put_rice(w, postings[0].word, k);
  for (int i = 1; i < n; i++) put_rice(w, postings[i].word - postings[i - 1].word - 1, k);
}

static void put_postings(bit_writer *w, vb_page_shape shape, const vb_page_entry *entry,
                         int n_texts, int word_k) {
  int text_k = n_texts ? text_parameter(shape, n_texts) : 0;
  for (int i = 0, n; i < entry->n; i += n) {
    uint32_t text = entry->postings[i].text;
    for (n = 1; i + n < entry->n && entry->postings[i + n].text == text;) n++;
    if (i)
      put_rice(w, text - entry->postings[i - 1].text - 1, text_k);
    else
      put(w, text - shape.first_text, text_bits(shape));
    put_places(w, entry->postings + i, n, word_k);
  }
}

static int word_parameter(vb_page_entries entries) {
  uint64_t sum = 0, n = 0;
  for (ptrdiff_t i = 0; i < entries.n; i++)
    for (int k = 0; k < entries.v[i].n; k++, n++) sum += entries.v[i].postings[k].word;
  return n ? rice_parameter(sum / n) : 0;
}

static ptrdiff_t most_bytes(vb_page_entries entries) {
  ptrdiff_t n = CHECKSUM_BYTES + 16 + entries.n * ENTRY_BYTES;
  for (ptrdiff_t i = 0; i < entries.n; i++) n += entries.v[i].n * (ptrdiff_t)POSTING_BYTES;
  return n;
}

void vb_page_seal(vb_page_shape shape, char *bytes, ptrdiff_t n) {
  if (n < CHECKSUM_BYTES) return;
  uint32_t sum = checksum(shape, bytes + CHECKSUM_BYTES, n - CHECKSUM_BYTES);
  vb_octets_put_32(bytes, sum);
}

vb_str vb_page_write(vb_page_shape shape, vb_page_entries entries, vb_arena *out) {
  char *bytes = vb_arena_alloc_raw(out, 1, 1, most_bytes(entries));
  int hash_k = hash_parameter(shape, entries.n), word_k = word_parameter(entries);
  char *begin = vb_octets_put_varint(bytes + CHECKSUM_BYTES, (uint64_t)entries.n);
  bit_writer w = {.p = (unsigned char *)begin};
  *w.p++ = (unsigned char)word_k;
  uint64_t next = shape.first_hash;
  for (ptrdiff_t i = 0; i < entries.n; i++) {
    const vb_page_entry *entry = &entries.v[i];
    int n_texts = count_texts(entry);
    assert(entry->hash >= next && n_texts <= VB_PASSAGES_HELD);
    put_rice(&w, entry->hash - next, hash_k);
    put_count(&w, entry, n_texts);
    put_postings(&w, shape, entry, n_texts, word_k);
    next = entry->hash + 1;
  }
  if (w.n_bits) put(&w, 0, 8 - w.n_bits);
  ptrdiff_t n = (char *)w.p - bytes;
  vb_page_seal(shape, bytes, n);
  out->beg = bytes + n; /* what was not needed is free again */
  return (vb_str){bytes, n};
}

/* ---- reading */

/* To at least 56 bits, if there are so many.  Eight bytes at a time: those of them that are not
 * counted yet are the same when they are. */
static inline void refill(vb_page_bits *in) {
  if (in->end - in->p >= 8) {
    uint64_t eight;
    memcpy(&eight, in->p, sizeof eight);
    in->bits |= le64toh(eight) << in->n_bits;
    in->p += (63 - in->n_bits) >> 3;
    in->n_bits |= 56;
    return;
  }
  while (in->n_bits <= 56 && in->p < in->end) {
    in->bits |= (uint64_t)*in->p++ << in->n_bits;
    in->n_bits += 8;
  }
}

/* n <= 48.  Past the end: 0, and bad. */
static inline uint64_t get(vb_page_reader *r, int n) {
  vb_page_bits *in = &r->in;
  if (in->n_bits < n) refill(in);
  if (in->n_bits < n) {
    r->bad = true;
    return 0;
  }
  uint64_t value = in->bits & ones(n);
  in->bits >>= n;
  in->n_bits -= n;
  return value;
}

/* How many ones, up to `most`; the zero behind them is taken too, unless there are `most`. */
static inline int get_unary(vb_page_reader *r, int most) {
  vb_page_bits *in = &r->in;
  int n = ~in->bits ? __builtin_ctzll(~in->bits) : 64;
  if (n >= in->n_bits) { /* it may go on in the next bytes */
    refill(in);
    n = ~in->bits ? __builtin_ctzll(~in->bits) : 64;
  }
  if (n > most) n = most;
  get(r, n < most ? n + 1 : n);
  return n;
}

static inline uint64_t get_rice(vb_page_reader *r, int k) {
  int quotient = get_unary(r, LONGEST_UNARY);
  if (quotient == LONGEST_UNARY) return get(r, RAW_BITS);
  return (uint64_t)quotient << k | get(r, k);
}

static inline uint64_t get_gamma(vb_page_reader *r) {
  int n = get_unary(r, GAMMA_BITS);
  if (n == GAMMA_BITS) r->bad = true;
  return r->bad ? 1 : UINT64_C(1) << n | get(r, n);
}

/* How many texts. */
static int get_count(vb_page_reader *r, vb_page_entry *entry) {
  uint64_t n = get_gamma(r);
  entry->cut = false;
  entry->dropped = 0;
  if (n == SPECIAL_COUNT) {
    n = get_gamma(r) - 1;
    entry->cut = get(r, 1);
    uint64_t zigzag = get_gamma(r) - 1;
    entry->dropped = (int64_t)(zigzag >> 1) ^ -(int64_t)(zigzag & 1);
  }
  if (n > VB_PASSAGES_HELD) r->bad = true;
  return r->bad ? 0 : (int)n;
}

static void get_places(vb_page_reader *r, uint32_t text, vb_page_entry *entry) {
  uint64_t n = get_gamma(r), word = 0;
  if (n > VB_PASSAGES_PLACES) r->bad = true;
  for (uint64_t i = 0; i < n && !r->bad; i++) {
    word += get_rice(r, r->word_k) + (i > 0);
    if (word > UINT32_MAX) r->bad = true;
    r->postings[entry->n++] = (vb_posting){text, (uint32_t)word};
  }
}

static void get_postings(vb_page_reader *r, int n_texts, vb_page_entry *entry) {
  int text_k = n_texts > 1 ? text_parameter(r->shape, n_texts) : 0;
  uint64_t text = r->shape.first_text;
  entry->n = 0;
  for (int i = 0; i < n_texts && !r->bad; i++) {
    text += i ? get_rice(r, text_k) + 1 : get(r, r->text_bits);
    if (text > r->shape.last_text) r->bad = true;
    if (!r->bad) get_places(r, (uint32_t)text, entry);
  }
}

/* The same of an entry that nobody asks for: to its end. */
static void pass_postings(vb_page_reader *r, int n_texts) {
  int text_k = n_texts > 1 ? text_parameter(r->shape, n_texts) : 0;
  for (int i = 0; i < n_texts && !r->bad; i++) {
    if (i)
      get_rice(r, text_k);
    else
      get(r, r->text_bits);
    uint64_t n = get_gamma(r);
    if (n > VB_PASSAGES_PLACES) r->bad = true;
    for (uint64_t k = 0; k < n && !r->bad; k++) get_rice(r, r->word_k);
  }
}

static uint64_t get_varint(vb_page_bits *in) {
  uint64_t value = 0;
  for (int shift = 0; in->p < in->end && shift < 56; shift += 7) {
    unsigned char c = *in->p++;
    value |= (uint64_t)(c & 127) << shift;
    if (c < 128) return value;
  }
  return UINT64_MAX;
}

bool vb_page_open(vb_page_reader *r, vb_page_shape shape, vb_str page) {
  r->bad = true;
  r->left = 0;
  if (page.n < CHECKSUM_BYTES + 2) return false;
  const unsigned char *p = (const unsigned char *)page.p;
  if (vb_octets_get_32(page.p) != checksum(shape, page.p + CHECKSUM_BYTES, page.n - CHECKSUM_BYTES))
    return false;
  r->shape = shape;
  r->in = (vb_page_bits){p + CHECKSUM_BYTES, p + page.n, 0, 0};
  uint64_t n = get_varint(&r->in);
  if (n > (uint64_t)page.n * 8 || r->in.p == r->in.end || *r->in.p > VB_PASSAGES_HASH_BITS)
    return false;
  r->word_k = *r->in.p++;
  r->left = (int64_t)n;
  r->hash_k = hash_parameter(shape, r->left);
  r->text_bits = text_bits(shape);
  r->next_hash = shape.first_hash;
  r->bad = false;
  return true;
}

/* Less than a byte is left, and it is empty. */
static bool at_end(vb_page_reader *r) {
  refill(&r->in);
  return r->in.p == r->in.end && r->in.n_bits < 8 && !r->in.bits;
}

/* Its hash, and how many texts it holds. */
static bool next_entry(vb_page_reader *r, vb_page_entry *entry, int *n_texts) {
  if (r->bad) return false;
  if (!r->left) {
    r->bad = !at_end(r);
    return false;
  }
  r->left--;
  entry->hash = r->next_hash + get_rice(r, r->hash_k);
  *n_texts = get_count(r, entry);
  if ((entry->hash - r->shape.first_hash) >> r->shape.hash_bits) r->bad = true;
  r->next_hash = entry->hash + 1;
  return !r->bad;
}

bool vb_page_next(vb_page_reader *r, vb_page_entry *entry) { return vb_page_find(r, 0, entry); }

/* Most entries have one text with one place, all of it in the next eight bytes: such ones that are
 * before `hash` are passed over here, up to the first that is not such a one. */
static void pass_plain(vb_page_reader *r, uint64_t hash) {
  vb_page_bits in = r->in;
  while (r->left && in.end - in.p >= 8) {
    refill(&in);
    uint64_t bits = in.bits;
    int ones_here = __builtin_ctzll(~bits | UINT64_C(1) << 63), n = ones_here + 1 + r->hash_k;
    if (ones_here >= LONGEST_UNARY || n + 1 + r->text_bits >= in.n_bits) break;
    uint64_t delta = (uint64_t)ones_here << r->hash_k | (bits >> (ones_here + 1) & ones(r->hash_k));
    if (r->next_hash + delta >= hash) break;
    if (bits >> n & 1 || bits >> (n + 1 + r->text_bits) & 1) break;
    n += 2 + r->text_bits;
    bits = n < 64 ? bits >> n : 0;
    ones_here = __builtin_ctzll(~bits);
    n += ones_here + 1 + r->word_k;
    if (ones_here >= LONGEST_UNARY || n > in.n_bits) break;
    in.bits >>= n;
    in.n_bits -= n;
    r->next_hash += delta + 1;
    r->left--;
  }
  r->in = in;
}

bool vb_page_find(vb_page_reader *r, uint64_t hash, vb_page_entry *entry) {
  int n_texts;
  while (!r->bad) {
    pass_plain(r, hash);
    if (!next_entry(r, entry, &n_texts)) break;
    if (entry->hash < hash) {
      pass_postings(r, n_texts);
      continue;
    }
    get_postings(r, n_texts, entry);
    entry->postings = r->postings;
    return !r->bad;
  }
  return false;
}
