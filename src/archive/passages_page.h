/* A page of the passage index: some shingles with the texts they stand in, as bytes.
 *
 *   shingle's hash -> text 12: words 4, 90; text 31: word 7      (an entry with three postings)
 *
 * In: entries in order of their hashes.  Out: bytes, and back.  A page belongs to a segment and
 * holds all of its hashes that begin with the same bits, so that it is found without a directory;
 * a shape says which.
 *
 *   checksum 4 | entries: varint | Rice parameter of words 1 | bits ...
 *
 * The bits of an entry: the hash's distance from the one before, how many texts, then for each text
 * its distance, how many places and which.  Distances are Rice codes (Rice 1979) whose parameters
 * follow from how much must fit in which range: five to six bytes a posting where most shingles are
 * rare.
 *
 * A *frequent* shingle is cut: a segment holds VB_PASSAGES_HELD of its texts and only counts the
 * others as dropped.  A segment may also hold a negative count of a shingle: texts that went and
 * that an older segment counts.
 *
 * Bytes may come from anywhere: the reader refuses or reads, and reads nothing outside.
 */
#ifndef VB_ARCHIVE_PASSAGES_PAGE_H
#define VB_ARCHIVE_PASSAGES_PAGE_H

#include "base/vec.h"

enum {
  VB_PASSAGES_HASH_BITS = 40, /* the upper ones of a shingle's hash */
  VB_PASSAGES_HELD = 32,      /* texts of a frequent shingle in a segment */
  VB_PASSAGES_PLACES = 4,     /* of one shingle in one text; later ones are left out */
};

typedef struct {
  uint32_t text, word; /* number of the text, and of the word that the shingle begins with */
} vb_posting;
VB_SLICE_TYPE(vb_postings, vb_posting);

typedef struct {
  uint64_t hash;   /* VB_PASSAGES_HASH_BITS */
  int64_t dropped; /* texts that are not among the postings; may be negative */
  bool cut;        /* the texts are the earliest ones of more */
  int n;
  const vb_posting *postings; /* by text and word; at most HELD texts of at most PLACES */
} vb_page_entry;
VB_SLICE_TYPE(vb_page_entries, vb_page_entry);

typedef struct {
  uint64_t key;        /* names the page in its archive; the checksum covers it */
  uint64_t first_hash; /* it holds first_hash ... first_hash + 2^hash_bits - 1 */
  int hash_bits;
  uint32_t first_text, last_text; /* it holds these, both included */
} vb_page_shape;

/* Entries must fit the shape. */
vb_str vb_page_write(vb_page_shape shape, vb_page_entries entries, vb_arena *out);

/* Puts the checksum that such bytes must have at their beginning; for tests. */
void vb_page_seal(vb_page_shape shape, char *bytes, ptrdiff_t n);

typedef struct {
  const unsigned char *p, *end;
  uint64_t bits; /* the next n_bits, lowest first */
  int n_bits;
} vb_page_bits;

typedef struct {
  vb_page_shape shape;
  vb_page_bits in;
  int64_t left;       /* entries */
  uint64_t next_hash; /* the least one that the next entry may have */
  int hash_k, word_k, text_bits;
  bool bad; /* the page is damaged: what was read of it is not to be believed */
  vb_posting postings[VB_PASSAGES_HELD * VB_PASSAGES_PLACES];
} vb_page_reader;

/* False, and bad: damaged.  The bytes must outlive the reader. */
bool vb_page_open(vb_page_reader *reader, vb_page_shape shape, vb_str page);
/* False at the end, or when the page turns out to be bad.  The postings are the reader's, valid
 * until the next call. */
bool vb_page_next(vb_page_reader *reader, vb_page_entry *entry);
/* The same, past the entries before `hash`. */
bool vb_page_find(vb_page_reader *reader, uint64_t hash, vb_page_entry *entry);

#endif
