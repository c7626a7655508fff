/* Explaining a merge: what of a report agrees with the row that it went into, and how.
 *
 * In: the report's exchange and the row's.  Out: one reason for each part that
 * both tell, by the comparisons that merging itself makes (side.h, occasion.h).
 */
#ifndef VB_EXCHANGES_EXPLAIN_H
#define VB_EXCHANGES_EXPLAIN_H

#include "exchanges/merge.h"

typedef struct {
  const char *what; /* from, to, form, purpose, sent, reported, occasion */
  vb_str how;       /* "same name", "same country", "1 day later" ... */
  vb_str told, row; /* in the report's words, and in the row's */
} vb_reason;
VB_SLICE_TYPE(vb_reasons, vb_reason);

vb_reasons vb_merge_explain(const vb_merge_words *words, const vb_exchange *report,
                            const vb_exchange *row, vb_arena *out);

#endif
