/* Internal to statements: from attributions and quoted stretches to statements.
 *
 * What an attribution's content covers decides its kind.  A quotation that no
 * cue covers is somebody's all the same when it stands alone: it goes on with
 * the statement before it ("..., he said. "It is time.""), follows a colon, or
 * stands in a sentence that tells whose it is.  Words that are only called so
 * ("so-called", titles, a word or two inside a sentence) are no statements.
 */
#ifndef VB_STATEMENTS_QUOTING_H
#define VB_STATEMENTS_QUOTING_H

#include "statements/attribution.h"

/* A statement in tokens of its field; ranges may be empty. */
typedef struct {
  vb_statement_kind kind;
  vb_sentences spans;
  vb_token_range cue, source, addressee;
  ptrdiff_t unit; /* where it began */
  unsigned flags;
} vb_draft;
VB_SLICE_TYPE(vb_drafts, vb_draft);

vb_drafts vb_quoting_draft(const vb_clause_view *view, vb_arena *out);

#endif
