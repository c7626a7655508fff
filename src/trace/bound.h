/* Bound: how many of a subject's words a text can have at most, told without aligning.
 *
 *   report   we shall never give up this land
 *   source   ... of this land we | give it up , they said , and never shall ...
 *            |------- width -----|        3 words of the report here: this, land, we
 *
 * In: the words of both.  Out: the most that one stretch of the source has of the report's words,
 * in whatever order, each as often as the report has it.  No alignment inside of such a stretch has
 * more of the same words; what is spelt otherwise is not counted.
 *
 * Cost: linear in both, and a fiftieth of an alignment's.
 */
#ifndef VB_TRACE_BOUND_H
#define VB_TRACE_BOUND_H

#include "trace/wording.h"

/* Words of the report of which two that are not small, or any three, stand behind one another in
 * the source too: no alignment has more in its runs (align.h).  The report is prepared. */
ptrdiff_t vb_bound_runs(const vb_wording *report, vb_folded_words source, vb_arena scratch);

/* Of `width` words of the source, one behind the other. */
ptrdiff_t vb_bound_common(vb_folded_words report, vb_folded_words source, ptrdiff_t width,
                          vb_arena scratch);

#endif
