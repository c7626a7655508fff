/* Shingles: runs of k words as one hash, and winnowing, which keeps some of them.
 *
 * In: the words of a text.  Out: hashes with the number of the word each begins at, in text order.
 * All shingles of four words find any quotation of four; winnowed ones (Schleimer, Wilkerson,
 * Aiken 2003) cost a third of that and still find every shared run of k + window - 1 words: of each
 * `window` shingles in a row the one with the smallest hash is kept, of equal ones the last, so
 * that two texts choose the same ones from the words they share.
 */
#ifndef VB_LANGUAGE_SHINGLES_H
#define VB_LANGUAGE_SHINGLES_H

#include "language/folded.h"

typedef struct {
  uint64_t hash;
  uint32_t word; /* the first of its k words */
} vb_shingle;
VB_SLICE_TYPE(vb_shingles, vb_shingle);

enum {
  VB_SHINGLE_WORDS = 4,  /* k, wherever texts are to meet */
  VB_SHINGLE_WINDOW = 5, /* shingles: of winnowed texts every shared run of eight words is found */
};

/* Every run of k words, 1 <= k; none if the text is shorter. */
vb_shingles vb_shingles_all(vb_folded_words words, int k, vb_arena *out);
/* 1 <= window <= 64; of a text with fewer shingles than the window the smallest one is kept. */
vb_shingles vb_shingles_winnow(vb_folded_words words, int k, int window, vb_arena *out);

#endif
