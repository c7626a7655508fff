/* Internal to statements: attributions, the triples of cue, source and content in a unit.
 *
 *   On Friday the premier told reporters that the port would open.
 *             [ source  ] [cue] [address] [ content             ]
 *
 * The verb group around a cue verb is read to the left (auxiliaries, voice), the
 * source is sought before it or, turned round ("..., said Ana Costa"), behind it,
 * and the content by the frames that the lexicon gives the verb.
 */
#ifndef VB_STATEMENTS_ATTRIBUTION_H
#define VB_STATEMENTS_ATTRIBUTION_H

#include "statements/clause.h"

enum { VB_CONTENT_PIECES = 4 };

/* Empty ranges: none. */
typedef struct {
  vb_token_range cue, source, addressee;
  vb_token_range content[VB_CONTENT_PIECES]; /* in text order */
  int n_content;
  int16_t verb;  /* index into the grammar's cues; -1: no verb ("according to", a label) */
  bool shared;   /* the source is that of another verb of the unit, or implied */
  bool leads_on; /* ends with a colon: what was said may stand in the next unit */
} vb_attribution;
VB_SLICE_TYPE(vb_attributions, vb_attribution);

/* What of a unit the finders share while they go through it. */
typedef struct {
  const vb_clause_view *c;
  vb_token_range unit;
  vb_token_range subject; /* source of the last finite cue verb, else of the first clause */
  ptrdiff_t done;         /* contents before this token are taken */
} vb_unit;

/* ---- source.c ---- */

/* The verb group that ends with the cue verb at token i. */
typedef struct {
  ptrdiff_t start;
  bool be, have, modal, to; /* what stands in it */
} vb_verb_group;
vb_verb_group vb_verb_group_before(const vb_unit *u, ptrdiff_t i);

/* The noun phrase that ends before token `end`, with what modifies it; empty if there is none. */
vb_token_range vb_source_before(const vb_unit *u, ptrdiff_t end);
/* The subject of a verb group that starts at `start`: the noun phrase before it, over asides
 * between commas ("Ana Costa, who ..., said") and relatives ("the man who said"). */
vb_token_range vb_source_of(const vb_unit *u, ptrdiff_t start);
/* The noun phrase that begins at token i; empty if none does. */
vb_token_range vb_source_behind(const vb_unit *u, ptrdiff_t i);
/* The first noun phrase of the unit that can speak. */
vb_token_range vb_source_first(const vb_unit *u);

/* ---- attribution.c ---- */

vb_attributions vb_attributions_find(const vb_clause_view *c, vb_token_range unit, vb_arena *out);

static inline bool vb_range_empty(vb_token_range r) { return r.end <= r.start; }

#endif
