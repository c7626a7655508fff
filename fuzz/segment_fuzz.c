/* Pages of the passage index.  The first byte decides: 'e' makes entries of the rest, which a page
 * must give back; 's' makes the rest a page with the right checksum; all else is a page as it is.
 * What is looked up in a page, past other entries, must be what reading all of it gives.
 * Eight bytes of shape come before: bits of the hash, first text, how many texts. */
#include "archive/passages_page.h"
#include "common.h"

enum { SHAPE_BYTES = 8, ENTRY_BYTES = 6 };

static vb_page_reader reader;

static vb_page_shape shape_of(const unsigned char *p) {
  vb_page_shape shape = {.key = p[0], .hash_bits = p[1] % (VB_PASSAGES_HASH_BITS + 1)};
  shape.first_hash = (uint64_t)(p[2] & 3) << shape.hash_bits;
  shape.first_text = (uint32_t)p[3] << 20 | p[4];
  shape.last_text = shape.first_text + ((uint32_t)p[5] << (p[6] & 15)) - (p[7] & 1);
  return shape;
}

static void check_entry(vb_page_shape shape, const vb_page_entry *entry, uint64_t least) {
  int n_texts = 0, places = 0;
  vb_fuzz_expect(entry->hash >= least && (entry->hash - shape.first_hash) >> shape.hash_bits == 0,
                 "a hash out of order or of another page");
  for (int i = 0; i < entry->n; i++) {
    const vb_posting *p = &entry->postings[i];
    bool same = i && p[0].text == p[-1].text;
    places = same ? places + 1 : 1;
    n_texts += !same;
    vb_fuzz_expect(p->text >= shape.first_text && p->text <= shape.last_text, "a text of another");
    vb_fuzz_expect(!i || (same ? p[0].word > p[-1].word : p[0].text > p[-1].text),
                   "postings out of order");
    vb_fuzz_expect(places <= VB_PASSAGES_PLACES, "too many places");
  }
  vb_fuzz_expect(n_texts <= VB_PASSAGES_HELD, "too many texts");
}

/* False: the page is bad. */
static bool read_page(vb_page_shape shape, vb_str page, vb_page_entries *entries, vb_arena *out) {
  vb_page_entry entry;
  uint64_t least = shape.first_hash;
  if (!vb_page_open(&reader, shape, page)) return false;
  while (vb_page_next(&reader, &entry)) {
    check_entry(shape, &entry, least);
    vb_posting *copy = VB_NEW_N(out, vb_posting, entry.n);
    if (entry.n) memcpy(copy, entry.postings, (size_t)entry.n * sizeof *copy);
    least = entry.hash + 1;
    entry.postings = copy;
    *vb_push(out, entries) = entry;
  }
  return !reader.bad;
}

static void expect_same_entry(const vb_page_entry *x, const vb_page_entry *y) {
  vb_fuzz_expect(x->hash == y->hash && x->dropped == y->dropped && x->cut == y->cut && x->n == y->n,
                 "another entry");
  for (int k = 0; k < x->n; k++)
    vb_fuzz_expect(x->postings[k].text == y->postings[k].text &&
                       x->postings[k].word == y->postings[k].word,
                   "another posting");
}

/* Each entry by its hash or, in turn, by one that is in no page, past so many others; to the page's
 * end, which may be bad. */
static void look_up(vb_page_shape shape, vb_str page, vb_page_entries entries, ptrdiff_t step) {
  vb_page_entry entry;
  if (!vb_page_open(&reader, shape, page)) return;
  for (ptrdiff_t i = step - 1; i < entries.n; i += step) {
    uint64_t hash = entries.v[i].hash;
    if (i & 1) hash = entries.v[i - 1].hash + 1;
    vb_fuzz_expect(vb_page_find(&reader, hash, &entry), "an entry is not found");
    expect_same_entry(&entry, &entries.v[i]);
  }
  while (vb_page_find(&reader, UINT64_MAX, &entry)) {
  }
}

static void expect_same(vb_page_entries a, vb_page_entries b) {
  vb_fuzz_expect(a.n == b.n, "more or fewer entries");
  for (ptrdiff_t i = 0; i < a.n && i < b.n; i++) expect_same_entry(&a.v[i], &b.v[i]);
}

static void check_round_trip(vb_fuzz *fuzz, vb_page_shape shape, vb_page_entries entries) {
  vb_page_entries again = {0};
  vb_str page = vb_page_write(shape, entries, &fuzz->out);
  vb_fuzz_expect(read_page(shape, page, &again, &fuzz->out), "what was written cannot be read");
  expect_same(entries, again);
  for (ptrdiff_t step = 1; step <= 64; step *= 4) look_up(shape, page, entries, step);
}

/* Six bytes an entry: distance, texts, places, what is dropped. */
static vb_page_entry entry_of(vb_page_shape shape, const unsigned char *p, vb_arena *out) {
  vb_posting *postings = VB_NEW_N(out, vb_posting, VB_PASSAGES_HELD * VB_PASSAGES_PLACES);
  vb_page_entry entry = {.postings = postings, .cut = p[5] & 1};
  uint64_t text = shape.first_text;
  entry.dropped = (int64_t)(p[5] >> 2) * (p[5] & 2 ? -1 : 1000003);
  for (int i = 0; i < p[1] % (VB_PASSAGES_HELD + 1); i++, text += 1 + p[3] * (unsigned)(i & 3)) {
    if (text > shape.last_text || shape.last_text < shape.first_text) break;
    uint64_t word = (uint64_t)p[4] << (p[2] >> 4);
    for (int k = 0; k <= (p[2] + i) % VB_PASSAGES_PLACES; k++, word += 1 + p[4])
      postings[entry.n++] = (vb_posting){(uint32_t)text, (uint32_t)word};
  }
  return entry;
}

static void write_and_read(vb_fuzz *fuzz, vb_page_shape shape, vb_str input) {
  const unsigned char *p = (const unsigned char *)input.p;
  vb_page_entries entries = {0};
  uint64_t hash = shape.first_hash;
  for (ptrdiff_t at = 0; at + ENTRY_BYTES <= input.n; at += ENTRY_BYTES) {
    hash += (uint64_t)p[at] << (p[at + 5] >> 3);
    if ((hash - shape.first_hash) >> shape.hash_bits) break;
    vb_page_entry entry = entry_of(shape, p + at, &fuzz->out);
    entry.hash = hash++;
    *vb_push(&fuzz->out, &entries) = entry;
  }
  check_round_trip(fuzz, shape, entries);
}

void vb_fuzz_one(vb_fuzz *fuzz, vb_str input) {
  if (input.n < 1 + SHAPE_BYTES) return;
  char kind = input.p[0];
  vb_page_shape shape = shape_of((const unsigned char *)input.p + 1);
  vb_str rest = vb_str_copy(&fuzz->scratch, vb_str_slice(input, 1 + SHAPE_BYTES, input.n));
  vb_page_entries entries = {0};
  if (kind == 'e') {
    write_and_read(fuzz, shape, rest);
    return;
  }
  if (kind == 's') vb_page_seal(shape, (char *)rest.p, rest.n);
  if (read_page(shape, rest, &entries, &fuzz->out)) check_round_trip(fuzz, shape, entries);
  for (ptrdiff_t step = 1; step <= 64; step *= 4) look_up(shape, rest, entries, step);
}
