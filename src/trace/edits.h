/* Edits: what was done to the source's words to make the report's.
 *
 * In: an alignment.  Out: the edits in the order of the report, between the first and the last word
 * of the source that the report has; what was cut off before and behind is no edit.
 *
 *   source   We must defend our   two peoples, and not   only our land
 *   report   we must defend our [three] peoples and      ... land
 *   edits    case We/we; bracket two/[three]; del "not" negation; del "only our" ellipsis
 *
 * Punctuation, quotation marks, white space and dashes are no edits.  Applied to the source's
 * words, in order, the edits give the report's words; a move says that the source goes on at an
 * earlier place from here.  `kind` is what the JSON of a trace prints; `sense` also tells modality
 * and quantifiers, which print as `word`.  Spans are bytes of the two texts; the one without words
 * is empty and stands where the other's words are missing.
 */
#ifndef VB_TRACE_EDITS_H
#define VB_TRACE_EDITS_H

#include "trace/align.h"

typedef enum { VB_EDIT_SUB, VB_EDIT_INS, VB_EDIT_DEL, VB_EDIT_MOVE } vb_edit_op;

typedef enum {
  VB_EDIT_SPELLING, /* the same word or number written otherwise; contractions, abbreviation points
                     */
  VB_EDIT_NUMBER,
  VB_EDIT_NAME,
  VB_EDIT_NEGATION,
  VB_EDIT_DATE,
  VB_EDIT_CASE,
  VB_EDIT_ELLIPSIS, /* left out, and marked so */
  VB_EDIT_BRACKET,  /* put in or replaced, and marked so */
  VB_EDIT_WORD,
} vb_edit_kind;

typedef enum {
  VB_CHANGE_STYLE, /* the sense is the same: spelling, case; and all that is marked */
  VB_CHANGE_WORDS,
  VB_CHANGE_GRAMMAR, /* articles, inflections: what a paper that mends grammar changes */
  VB_CHANGE_NEGATION,
  VB_CHANGE_NUMBER,
  VB_CHANGE_DATE,
  VB_CHANGE_NAME,
  VB_CHANGE_MODALITY,
  VB_CHANGE_QUANTIFIER,
  VB_CHANGE_CONDITION,
} vb_change;

typedef struct {
  vb_edit_op op;
  vb_edit_kind kind;
  vb_change change;
  vb_span source, report;
  ptrdiff_t source_words; /* how many words the source has there; of a cut, its length */
  bool over_sentences;    /* a cut that holds the end of a sentence */
} vb_edit;
VB_SLICE_TYPE(vb_edits, vb_edit);

vb_edits vb_edits_make(const vb_wording *report, vb_wording *source, const vb_alignment *alignment,
                       vb_arena *out, vb_arena scratch);

const char *vb_edit_op_name(vb_edit_op op);
const char *vb_edit_kind_name(vb_edit_kind kind);

/* The runs of the source that the report has, in the report's order; runs with at most three bytes
 * between them are one. */
vb_spans vb_edits_source_spans(const vb_wording *source, const vb_alignment *alignment,
                               vb_arena *out);

#endif
