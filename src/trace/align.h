/* Alignment: which word of a source each word of a quotation is.
 *
 * In: two wordings, the report's (a quotation, m words) and the source's (n words).  Out: for each
 * word of the report its word in the source, or -1 if it was put in.
 *
 *   source    we shall never give up this land , said   she     (words 0 .. 8)
 *   report    we  will never ... this ancient land
 *              0   1    2         5     -1      6
 *
 * The alignment is the best one under affine gap costs (Gotoh 1982), fitting: all of the report
 * against any part of the source.  To that come jumps, so that one pass also finds what was joined
 * from far passages (forward) and what was reordered (backward):
 *   - at an ellipsis a jump forward is nearly free;
 *   - words in brackets may stand for anything, and for nothing;
 *   - a jump without a mark costs as much as four matching words earn.
 *
 * Cost: the source is first searched for runs that the report has too, and only windows round those
 * are compared; a long report is cut at the runs that stand once in each text, so that time and
 * memory grow with m + n and not with m * n.  vb_align_plain does none of this: it is the twin that
 * tests compare with, and refuses texts whose product is past VB_ALIGN_CELLS.
 */
#ifndef VB_TRACE_ALIGN_H
#define VB_TRACE_ALIGN_H

#include "trace/wording.h"

enum { VB_ALIGN_CELLS = 1 << 20 }; /* of one table; 5 bytes each */

typedef enum {
  VB_MATCH_NONE,      /* put in: no word of the source */
  VB_MATCH_OTHER,     /* another word in its place */
  VB_MATCH_INFLECTED, /* the same stem */
  VB_MATCH_JOINED,    /* some words stand for some: "co-operate", "don't", "one thousand" */
  VB_MATCH_SPELLING,  /* a spelling of the same word */
  VB_MATCH_SAME,      /* the same folded word */
} vb_match;

typedef struct {
  ptrdiff_t *source; /* for each word of the report; -1: VB_MATCH_NONE */
  uint8_t *match;    /* vb_match */
  uint8_t *width;    /* how many words of the source from there on it stands for: 1, but at the end
                      * of joined words and at the quotation's edges; 0: VB_MATCH_NONE */
  ptrdiff_t n;       /* words of the report */
  int64_t score;
} vb_alignment;

/* Both wordings are prepared where they are compared.  The alignment lives in `out`. */
vb_alignment vb_align(vb_wording *report, vb_wording *source, vb_arena *out, vb_arena scratch);
vb_alignment vb_align_plain(vb_wording *report, vb_wording *source, vb_arena *out,
                            vb_arena scratch);

enum { VB_PIECE_GAP = 8 }; /* words: a longer cut without a mark parts what is quoted as one */

/* How well the report is covered: words outside brackets that have their like in the source. */
typedef struct {
  ptrdiff_t words;   /* of the report, outside brackets */
  ptrdiff_t same;    /* of those, the same or spelt otherwise */
  ptrdiff_t content; /* of the same, those that are not small words */
  ptrdiff_t plain;   /* of those, without a capital: names and offices are everybody's */
  ptrdiff_t longest; /* the longest run of the same that follow one another in both */
  ptrdiff_t runs;    /* the same in runs of three or more, or of two that are not small */
  ptrdiff_t weakest; /* plain words of the piece that has fewest, of those that an unmarked cut of
                      * more than VB_PIECE_GAP words or a step back parts; all, if nothing does */
} vb_cover;
vb_cover vb_align_cover(const vb_wording *report, const vb_alignment *alignment);

#endif
