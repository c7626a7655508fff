/* The table of an alignment: a part of the report against a list of the source's words.
 *
 *            source words, in the order of `columns`
 *          0   1   2   3   4
 *   r  0   .   .   .   .   .     row 0: before the first word; free where free_start
 *   e  1   .   \   .   .   .     \ compares two words; may come by a jump from anywhere in the
 *   p  2   .   .   \ > >   .       row above
 *   .  3   .   .   .   .   \     > leaves out words of the source;  | puts in words of the report
 *
 * Only align.c uses this.
 */
#ifndef VB_TRACE_ALIGN_DP_H
#define VB_TRACE_ALIGN_DP_H

#include "trace/align.h"

/* A match earns 4; what else costs in relation to that.  A jump must be worth it: fewer than four
 * words in a row are found in many places. */
enum {
  VB_ALIGN_SAME = 4,
  VB_ALIGN_SMALL_SAME = 3, /* "of", "the" */
  VB_ALIGN_INFLECTED = 1,
  VB_ALIGN_OTHER = -3,
  VB_ALIGN_WILD_OTHER = -1, /* of a word in brackets */
  VB_ALIGN_OPEN = 4,        /* first word put in or left out, beside the word itself */
  VB_ALIGN_PUT_IN = 2,
  VB_ALIGN_LEFT_OUT = 1,
  VB_ALIGN_JUMP = 14,
  VB_ALIGN_JUMP_BACK = 17,
  VB_ALIGN_JUMP_MARKED = 1,
};

/* Stands between columns that do not follow one another in the source; only a jump gets past it. */
#define VB_ALIGN_BARRIER UINT32_MAX

typedef struct {
  const vb_wording *report, *source; /* prepared in the ranges */
  ptrdiff_t start, end;              /* of the report */
  const uint32_t *columns;           /* words of the source */
  ptrdiff_t n_columns;
  bool free_start, free_end; /* may the source's first, last words be passed over at no cost? */
} vb_align_table;

/* Fills source[start .. end) and match[...] of the alignment; returns the score.
 * (end - start) * n_columns <= VB_ALIGN_CELLS. */
int64_t vb_align_table_solve(const vb_align_table *table, vb_alignment *alignment,
                             vb_arena scratch);

vb_match vb_align_compare(const vb_wording *report, ptrdiff_t i, const vb_wording *source,
                          ptrdiff_t j);

#endif
