/* Occasions: do two reports name the same one?
 *
 * In: occasions as told ("74th birthday of the North", "seventy-fourth founding
 * anniversary of the DPRK").  Out: SAME, DIFFERENT, UNKNOWN (one is missing) or
 * UNCLEAR (different words, and nothing says that they are two).
 *
 * What is compared: the ordinal number, the year, the kind (founding, death,
 * flood ...: rows of lexicon/<language>/merge_words.tsv), whose it is (party,
 * army, state), and where a kind is missing the remaining words.
 */
#ifndef VB_EXCHANGES_OCCASION_H
#define VB_EXCHANGES_OCCASION_H

#include "language/wordmap.h"

typedef struct {
  vb_wordmap function, number, ordinal, kind, subject;
} vb_occasion_words;

typedef struct {
  bool known;
  int number; /* 74 of "74th"; 0 none */
  int year;   /* 0 none */
  uint64_t kinds, subjects;
  vb_strs words; /* folded, without function words and numbers */
} vb_occasion;

typedef enum {
  VB_OCCASIONS_DIFFERENT,
  VB_OCCASIONS_UNCLEAR,
  VB_OCCASIONS_UNKNOWN,
  VB_OCCASIONS_SAME
} vb_occasions_match;

vb_occasion_words vb_occasion_words_load(const vb_lexicon *lexicon, vb_arena *out);
vb_occasion vb_occasion_read(const vb_occasion_words *words, vb_str text, vb_arena *out);
/* Are all words of the shorter one in the other: "anniversary of the CPC" in "anniversary of the
 * founding of the CPC", not "anniversary of the party"? */
bool vb_occasions_in_words(const vb_occasion *a, const vb_occasion *b);
vb_occasions_match vb_occasions_compare(const vb_occasion *a, const vb_occasion *b);

#endif
