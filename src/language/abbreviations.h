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
  VB_POINT_KEPT = 1,     /* an abbreviation */
  VB_POINT_OPEN = 2,     /* something must follow */
  VB_POINT_INNER = 4,    /* its point never ends a sentence */
  VB_POINT_NUMBERED = 8, /* an abbreviation before a number only */
  VB_POINT_CAPITAL = 16, /* with a capital only */
  VB_POINT_STARTS = 32,  /* capitalised behind an abbreviation, it begins a sentence */
  VB_POINT_TELLS = 64,   /* behind a quotation and a name, it carries the sentence on */
};

/* What a byte is inside a word. */
enum {
  VB_BYTE_SMALL = 1, /* ASCII letters */
  VB_BYTE_LARGE = 2,
  VB_BYTE_DIGIT = 4,
  VB_BYTE_JOINS = 8, /* ' - . , and all that is not ASCII: may carry a word on */
  VB_BYTE_PLAIN = VB_BYTE_SMALL | VB_BYTE_LARGE | VB_BYTE_DIGIT,
};

#endif
