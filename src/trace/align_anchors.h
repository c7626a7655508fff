/* Anchors: where a long report is cut, so that only what lies between two of them is compared.
 *
 * Runs of VB_SHINGLE_WORDS words that stand once in the report and once in the source, and of these
 * the longest chain that goes on in both (patience sorting): what patience diff does with lines.
 *
 * Only align.c uses this.
 */
#ifndef VB_TRACE_ALIGN_ANCHORS_H
#define VB_TRACE_ALIGN_ANCHORS_H

#include "trace/wording.h"

typedef struct {
  ptrdiff_t report, source; /* the first words of the run */
} vb_align_anchor;
VB_SLICE_TYPE(vb_align_anchors, vb_align_anchor);

vb_align_anchors vb_align_anchors_find(const vb_wording *report, const vb_wording *source,
                                       vb_arena *out);

#endif
