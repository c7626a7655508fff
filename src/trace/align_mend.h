/* What the tables of an alignment cannot see, since they compare words one by one.
 *
 * Words joined or parted ("co-operate", "don't", "one thousand") are matched; small words that only
 * happened to stand between two cuts, and edges that were compared because something had to be, are
 * let go; a short start or end that replaces as short a one is told as such.
 *
 * Only align.c uses this.
 */
#ifndef VB_TRACE_ALIGN_MEND_H
#define VB_TRACE_ALIGN_MEND_H

#include "trace/align.h"

/* Also sets the widths. */
void vb_align_mend(vb_wording *report, vb_wording *source, vb_alignment *alignment,
                   vb_arena scratch);

#endif
