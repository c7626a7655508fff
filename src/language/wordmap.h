/* Word maps: the words and phrases of one class of a lexicon table, with what they stand for.
 *
 * In: a table with columns for the words (alternatives separated by " | ") and
 * for their value.  Out: a hash map from the folded phrase to a number, or to a
 * set of kinds as bits.  Phrases are up to VB_WORDMAP_PHRASE words long and are
 * matched longest first over a list of folded words.
 */
#ifndef VB_LANGUAGE_WORDMAP_H
#define VB_LANGUAGE_WORDMAP_H

#include "base/vec.h"
#include "lexicon/lexicon.h"

enum { VB_WORDMAP_PHRASE = 6, VB_WORDMAP_COLUMNS = 4 };

typedef struct {
  uint8_t *tags; /* a part of the keys' hashes, never 0: most look-ups end here; 0: free */
  vb_str *keys;  /* p == NULL: free */
  uint64_t *values;
  ptrdiff_t mask; /* slots - 1 */
  ptrdiff_t n;
} vb_wordmap;

/* What the value is: a decimal number; names of kinds, each of which becomes one bit (at most 63
 * kinds, in the order of the rows; further ones share the last bit); or 1 + the first row that has
 * the words. */
typedef enum { VB_WORDMAP_NUMBER, VB_WORDMAP_KINDS, VB_WORDMAP_ROW } vb_wordmap_reading;

/* Which rows and columns of a table make the map. */
typedef struct {
  vb_str table;                                 /* a missing one gives an empty map */
  const char *class_column, *class_name;        /* only rows whose class reads so; NULL: all rows */
  const char *word_columns[VB_WORDMAP_COLUMNS]; /* all but the first may be NULL */
  const char *value_column;                     /* NULL: every value is 1 */
  vb_wordmap_reading reading;
  const vb_wordmap *skip; /* words left out of phrases; NULL: none */
} vb_wordmap_source;

vb_wordmap vb_wordmap_load(const vb_lexicon *lexicon, vb_wordmap_source source, vb_arena *out);
/* An empty map with room for n phrases; what is added must be folded, and stay where it is. */
vb_wordmap vb_wordmap_new(ptrdiff_t n, vb_arena *out);
void vb_wordmap_add(vb_wordmap *map, vb_str phrase, uint64_t bits);
/* 0 if the phrase is not in the map. */
uint64_t vb_wordmap_get(const vb_wordmap *map, vb_str phrase);
/* The longest phrase at words.v[at]; *n_words gets its length, 0 if there is none. */
uint64_t vb_wordmap_match(const vb_wordmap *map, vb_strs words, ptrdiff_t at, ptrdiff_t *n_words);

/* The words of a text, folded for comparing: letters and digits; apostrophes join, everything
 * else separates, and so does the change between digits and Chinese, Japanese or Korean.  At most
 * `max` words. */
vb_strs vb_wordmap_split(vb_str text, ptrdiff_t max, vb_arena *out);
/* How many words of a stand in b; for the short lists of names and occasions. */
ptrdiff_t vb_wordmap_shared(vb_strs a, vb_strs b);

#endif
