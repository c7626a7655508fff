/* Internal to tokens: what the vocabulary says of words with points, and what bytes are.
 *
 * In: en/abbreviations.tsv, en/sentence_starts.tsv and en/cues.tsv.  Out: bits of each word in the
 * vocabulary that all stages share (tokens.h: vb_abbreviations_new).
 */
#ifndef VB_LANGUAGE_ABBREVIATIONS_H
#define VB_LANGUAGE_ABBREVIATIONS_H

#include "language/tokens.h"

/* What points behind a word mean, and the word behind a point (vb_vocabulary: word.point). */
enum {
  KEEPS_POINT = 1, /* an abbreviation */
  OPEN = 2,        /* something must follow */
  INNER = 4,       /* its point never ends a sentence */
  NUMBERED = 8,    /* an abbreviation before a number only */
  CAPITAL = 16,    /* with a capital only */
  STARTS = 32,     /* capitalised behind an abbreviation, it begins a sentence */
  TELLS = 64,      /* behind a quotation and a name, it carries the sentence on */
};

/* What a byte is inside a word. */
enum {
  SMALL = 1, /* ASCII letters */
  LARGE = 2,
  DIGIT = 4,
  MAY_JOIN = 8, /* ' - . , and all that is not ASCII: may carry a word on */
  PLAIN = SMALL | LARGE | DIGIT,
};

#endif
