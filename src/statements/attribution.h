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
  bool unmarked; /* a speaker's label: his words, without marks */
} vb_attribution;
VB_SLICE_TYPE(vb_attributions, vb_attribution);

/* What of a unit the finders share while they go through it. */
typedef struct {
  const vb_clause_view *c;
  vb_token_range unit;
  vb_token_range subject; /* whose the next verb without a subject is */
  vb_token_range nested;  /* source of the last finite cue verb, inside another's content too */
  ptrdiff_t subject_end;  /* the content of `subject` reaches to here */
  ptrdiff_t done;         /* contents before this token are taken */
  bool headline;          /* most words have capitals: they tell nothing */
} vb_unit;

static inline bool vb_range_empty(vb_token_range r) { return r.end <= r.start; }

/* ---- small questions about a token, short because every line asks several ---- */

static inline bool at_end(const vb_unit *u, ptrdiff_t i) { return i >= u->unit.end; }
static inline bool outside(const vb_clause_view *c, ptrdiff_t i) { return c->words[i].quote < 0; }
static inline bool opens_quote(const vb_unit *u, ptrdiff_t i) {
  const vb_quoted *q = at_end(u, i) ? NULL : vb_clause_quote(u->c, i);
  return q && q->tokens.start == i;
}
static inline bool mark_at(const vb_unit *u, ptrdiff_t i, char mark) {
  return !at_end(u, i) && outside(u->c, i) && vb_clause_mark(u->c, i, mark);
}
static inline bool is_at(const vb_unit *u, ptrdiff_t i, uint32_t classes) {
  return !at_end(u, i) && outside(u->c, i) && vb_clause_is(u->c, i, classes);
}

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

/* ---- verb.c ---- */

typedef struct {
  vb_verb_group group;
  bool finite, passive, participle;
} vb_verb;

/* Reads the cue verb at token i; false if the word is no verb here. */
bool vb_verb_read(const vb_unit *u, ptrdiff_t i, const vb_cue *cue, vb_verb *v);
/* Is the word at i one that leads from the cue to what was said ("called | for")? */
bool vb_cue_leads(const vb_unit *u, const vb_cue *cue, ptrdiff_t i);

/* ---- content.c ---- */

/* How far a content reaches.  PHRASE: a noun phrase; LEAD: up to a comma, leading the sentence in;
 * INSET: inside a relative clause, up to the comma that closes it. */
typedef enum { VB_EXTENT_CLAUSE, VB_EXTENT_PHRASE, VB_EXTENT_LEAD, VB_EXTENT_INSET } vb_extent;

ptrdiff_t vb_content_end(const vb_unit *u, ptrdiff_t start, vb_extent how);
/* Without the comma or point that ends [start, end). */
ptrdiff_t vb_content_trim(const vb_unit *u, ptrdiff_t start, ptrdiff_t end);
/* Over adverbs, times and phrases of place and occasion: "on Friday in a statement". */
ptrdiff_t vb_skip_adjuncts(const vb_unit *u, ptrdiff_t i);
/* Behind "reporters", "the Fictive Times", "him". */
ptrdiff_t vb_skip_addressee(const vb_unit *u, ptrdiff_t i, vb_token_range *addressee);
/* "according to" at i. */
bool vb_according_at(const vb_unit *u, ptrdiff_t i);
/* "and said", "also called": another cue verb of the same subject, at i or behind adverbs. */
bool vb_finite_cue_at(const vb_unit *u, ptrdiff_t i);
bool vb_participle_cue_at(const vb_unit *u, ptrdiff_t i);
/* ", he said" or ", Ana Costa told reporters." behind a comma at i - 1: an aside that names who. */
bool vb_aside_at(const vb_unit *u, ptrdiff_t i);
/* Where a content may begin that stands before a cue: behind what was taken. */
ptrdiff_t vb_left_start(const vb_unit *u);
/* False if the attribution is full or the piece empty. */
bool vb_content_add(vb_attribution *a, ptrdiff_t start, ptrdiff_t end);

/* ---- verbless.c: cues that are no verbs ---- */

bool vb_according_try(vb_unit *u, ptrdiff_t i, vb_attribution *a);
/* "COSTA: We agree.", "Costa: port ready". */
bool vb_label_try(vb_unit *u, vb_attribution *a);
/* "We agree." - Ana Costa */
bool vb_dash_try(vb_unit *u, ptrdiff_t i, vb_attribution *a);
/* "his claim that", "the premier's promise to". */
bool vb_noun_try(vb_unit *u, ptrdiff_t i, vb_attribution *a);

/* ---- attribution.c ---- */

/* Adds those of a unit to *found, which is empty.  `hints` are those of the view that stand in it.
 */
void vb_attributions_find(const vb_clause_view *c, vb_token_range unit, vb_indices hints,
                          vb_attributions *found, vb_arena *out);

#endif
