/* Internal to statements: the stretches of a text that stand between quotation marks.
 *
 *   "We agree," he said. "It is     one stretch, and one that runs on:
 *                                   the paragraph ends before its mark does,
 *   "time to begin."                and the next opens with a mark again
 *
 * Outermost stretches only, one after the other, none over the end of a
 * paragraph.  Straight marks open or close by the white space around them; a
 * mark that could do both does what is due.  Single marks count where a closing
 * one follows in the same paragraph.  Linear in the tokens.
 */
#ifndef VB_STATEMENTS_MARKS_H
#define VB_STATEMENTS_MARKS_H

#include "language/tokens.h"

typedef struct {
  vb_token_range tokens, inner; /* with the marks; between them */
  bool unclosed;                /* and no next paragraph carries it on */
  ptrdiff_t continues;          /* the stretch of the paragraph before that it carries on; -1 */
} vb_quoted;
VB_SLICE_TYPE(vb_quoteds, vb_quoted);

vb_quoteds vb_marks_scan(vb_tokens tokens, vb_arena *out);

#endif
