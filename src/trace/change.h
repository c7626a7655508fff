/* What a change of words does to the sense: the words of the source on one side, those of the
 * report on the other.
 *
 * In: two ranges of words, either of which may be empty.  Out: vb_change (edits.h), by the classes
 * of senses.h: a negation, number, date, name, modal or quantifier that stands on one side only, or
 * with another value on each.  Words of one value ("all", "every"; "8", "eight") are no change.
 */
#ifndef VB_TRACE_CHANGE_H
#define VB_TRACE_CHANGE_H

#include "trace/edits.h"

typedef struct {
  const vb_wording *wording;
  ptrdiff_t start, end; /* words */
} vb_words_range;

/* Both wordings are prepared in the ranges and one word beside them. */
vb_change vb_change_of(vb_words_range source, vb_words_range report, vb_arena scratch);

/* The same words written otherwise: joined or parted, contracted, numbers in digits. */
bool vb_change_is_spelling(vb_words_range source, vb_words_range report, vb_arena scratch);

/* Two single words that differ as one word's inflections do, or articles put in or left out. */
bool vb_change_is_grammar(vb_words_range source, vb_words_range report);

#endif
