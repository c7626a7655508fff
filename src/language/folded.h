/* The words of a text, as the trace compares them.
 *
 * In: UTF-8 text of any language.  Out: its words in text order, each with its place and the hash
 * of its folded form.  It is light enough for the passage index to run over every text that is
 * added; the tokens of language/ cost many times as much.
 *
 *   "The U.S. won't co-operate ... [i]t paid 1,000."
 *     the us won't co operate      it paid 1000
 *
 * A word is a run of letters and digits.  Inside it stand apostrophes, the points of an
 * abbreviation (whose last point belongs to it too), commas and points between digits, a percent
 * sign behind one, brackets between letters, soft hyphens and other characters of no width.  A
 * hyphen parts words.  A Chinese, Japanese or Korean sign is a word. Two words with the same hash
 * are the same to a reader who does not mind case, diacritics, typography, ligatures, full width,
 * abbreviation points and the commas of numbers: the folding is that of base/utf8.h, less those
 * points, commas and brackets.
 *
 * Text beyond 4 GiB is not read; a word longer than VB_FOLDED_WORD_BYTES is cut into several.
 */
#ifndef VB_LANGUAGE_FOLDED_H
#define VB_LANGUAGE_FOLDED_H

#include "base/vec.h"

enum { VB_FOLDED_WORD_BYTES = 1024 };

enum {
  VB_FOLDED_NUMBER = 1,  /* begins with a digit */
  VB_FOLDED_SIGN = 2,    /* one Chinese, Japanese or Korean sign */
  VB_FOLDED_POINTED = 4, /* ends with the last point of an abbreviation */
  VB_FOLDED_CAPITAL = 8, /* its first letter is a capital */
};

typedef struct {
  uint64_t hash;
  uint32_t start;  /* byte in the text */
  uint16_t length; /* bytes */
  uint8_t flags;
} vb_folded_word;
VB_SLICE_TYPE(vb_folded_words, vb_folded_word);

/* The words of the text.  `scratch` need only hold one word. */
vb_folded_words vb_folded_words_make(vb_str text, vb_arena *out, vb_arena scratch);

/* The hash that a word of this folded form has; a form is folded when it is what
 * vb_folded_word_fold gives. */
uint64_t vb_folded_hash(vb_str folded);

/* The folded form of one word, for looking it up where a hash does not do. */
vb_str vb_folded_word_fold(vb_str text, const vb_folded_word *word, vb_arena *out);

static inline vb_str vb_folded_word_text(vb_str text, const vb_folded_word *word) {
  return (vb_str){text.p + word->start, word->length};
}
static inline ptrdiff_t vb_folded_word_end(const vb_folded_word *word) {
  return (ptrdiff_t)word->start + word->length;
}

/* The first word that begins at or behind this byte; words.n if none does. */
ptrdiff_t vb_folded_word_at(vb_folded_words words, ptrdiff_t byte);

/* What stands between word i - 1 and word i; i may be 0 or words.n: the text's edges. */
static inline vb_str vb_folded_gap(vb_str text, vb_folded_words words, ptrdiff_t i) {
  ptrdiff_t start = i ? vb_folded_word_end(&words.v[i - 1]) : 0;
  ptrdiff_t end = i < words.n ? (ptrdiff_t)words.v[i].start : text.n;
  return (vb_str){text.p + start, end - start};
}

#endif
