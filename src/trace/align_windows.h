/* Which words of the source a part of the report is compared with: windows round what both have.
 *
 * Words that tie a text ("lighthouse", not "of") and pairs of words with one are looked for; where
 * the source has a pair, or several words near one another, a window is opened.  What lies between
 * windows is not compared: a barrier stands there, which only a jump passes.
 *
 * Only align.c uses this.
 */
#ifndef VB_TRACE_ALIGN_WINDOWS_H
#define VB_TRACE_ALIGN_WINDOWS_H

#include "trace/wording.h"

typedef struct {
  uint32_t *v; /* words of the source in text order, and VB_ALIGN_BARRIER */
  ptrdiff_t n, cap;
} vb_align_columns;

/* For words [start, end) of the report, which is prepared, in words `where` of the source; as many
 * as a table of VB_ALIGN_CELLS holds. */
vb_align_columns vb_align_windows(const vb_wording *report, ptrdiff_t start, ptrdiff_t end,
                                  const vb_wording *source, vb_span where, vb_arena *out);

/* Every word from `from` up to `to`. */
vb_align_columns vb_align_all_columns(ptrdiff_t from, ptrdiff_t to, vb_arena *out);

#endif
