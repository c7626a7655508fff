/* A text made ready for finding what it shares with others: read once, compared often.
 *
 * In: a text.  Out: its words; where each sentence begins; every shingle of VB_SHINGLE_WORDS words
 * in a table, for finding runs of the same words; and for each sentence its terms (the different
 * words of it, by stem where a language is given), with the sentences of every term, for finding
 * sentences that say the same in other words.
 *
 *   The port opens. It opens on Monday.
 *   words      the port opens it opens on monday
 *   sentences  0            3                       7
 *   terms      the:{0} port:{0} open:{0,1} it:{1} on:{1} monday:{1}
 *
 * A sentence here need not be a grammarian's: it ends at a point, an exclamation or question mark
 * and white space behind, or at a blank line; what has less than VB_SENTENCE_LEAST words belongs to
 * the one behind it; what has more than VB_SENTENCE_MOST is cut.  Time and memory are linear in the
 * text.
 */
#ifndef VB_TRACE_PREPARED_H
#define VB_TRACE_PREPARED_H

#include "language/shingles.h"
#include "trace/senses.h"

enum { VB_SENTENCE_LEAST = 4, VB_SENTENCE_MOST = 120 };

typedef struct {
  uint64_t hash;
  uint32_t first, n; /* of its uses, by sentence */
} vb_term;

typedef struct {
  uint32_t other; /* the sentence, in a term's uses; the term, in a sentence's */
  uint32_t count; /* how often the one has the other */
} vb_term_use;

typedef struct {
  vb_str text;
  vb_folded_words words;
  uint32_t *sentences; /* the first word of each, and behind the last one words.n */
  ptrdiff_t n_sentences;

  uint64_t *shingles; /* of the word it begins at */
  uint32_t *heads;    /* by hash: 1 + the first word of the first shingle there */
  uint32_t *nexts;    /* by word: 1 + the next one of the same shingle */
  uint64_t heads_mask;
  ptrdiff_t n_shingles;

  vb_term *terms;
  ptrdiff_t n_terms;
  uint32_t *term_slots; /* by hash: 1 + term */
  uint64_t term_mask;
  vb_term_use *uses;   /* of terms */
  vb_term_use *of;     /* of sentences */
  uint32_t *of_starts; /* by sentence, and behind the last */
} vb_prepared;

/* `senses` may be NULL: then words are compared as they are. The result lives in `out` and points
 * into the text. */
vb_prepared vb_prepared_make(const vb_senses *senses, vb_str text, vb_arena *out, vb_arena scratch);
/* The same of words that are known already, which then are shared. */
vb_prepared vb_prepared_of(const vb_senses *senses, vb_str text, vb_folded_words words,
                           vb_arena *out, vb_arena scratch);

/* 1 + the term of this hash, or 0. */
uint32_t vb_prepared_term(const vb_prepared *text, uint64_t hash);
/* The sentence that a word stands in. */
ptrdiff_t vb_prepared_sentence(const vb_prepared *text, ptrdiff_t word);
/* Words [start, end) as bytes of the text. */
vb_span vb_prepared_span(const vb_prepared *text, ptrdiff_t start, ptrdiff_t end);

#endif
