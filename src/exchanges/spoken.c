/* Spoken: what one says to another at a reception, in a speech, on a visit, is no message.
 *
 * "Expressed her condolences to him" is a message where nothing tells how it went; where the
 * sentence says that the two stood in one room it was said there.  What was sent, and what has a
 * noun of its own ("in a letter"), is a message wherever it was told. */
#include "exchanges/reading.h"

enum {
  WORDS_BETWEEN = 4 /* "at a state | banquet": determiners and adjectives before the noun */
};

static bool is_of(const vb_reading *r, ptrdiff_t token, uint32_t class) {
  const vb_grammar *g = r->f->grammar;
  return vb_phrases_at(g->xwords, r->place.tokens, token, r->s->tokens.end, class).n_tokens > 0;
}

/* "at a reception", "addressing the banquet", "during talks" */
static bool tells_gathering(const vb_reading *r, ptrdiff_t i) {
  if (!is_of(r, i, VB_XWORD_AMID)) return false;
  ptrdiff_t end = i + 2 + WORDS_BETWEEN;
  if (end > r->s->tokens.end) end = r->s->tokens.end;
  for (ptrdiff_t k = i + 1; k < end; k++) {
    if (r->place.tokens.v[k].kind == VB_TOKEN_PUNCT) return false;
    if (is_of(r, k, VB_XWORD_GATHERING)) return true;
  }
  return false;
}

/* ", visiting Sweden," */
static bool tells_visit(const vb_reading *r, int chunk) {
  const vb_chunk *c = r->s->chunks.v;
  if (chunk + 1 >= r->s->chunks.n || c[chunk + 1].kind != VB_CHUNK_ACTORS) return false;
  bool clause = !chunk || c[chunk - 1].kind == VB_CHUNK_COMMA;
  return clause && is_of(r, c[chunk].tokens.start, VB_XWORD_VISITING);
}

/* The verb of the match itself; what somebody else conveys is a message of his who sent him. */
static bool may_be_voiced(const vb_reading *r) {
  if (r->m.slots[VB_SLOT_DELIVERER] >= 0) return false;
  for (int i = r->m.start; i < r->m.end; i++) {
    const vb_chunk *c = &r->s->chunks.v[i];
    if (c->kind == VB_CHUNK_WORD && is_of(r, c->tokens.start, VB_XWORD_VOICE)) return true;
  }
  return false;
}

bool vb_reading_is_spoken(const vb_reading *r, const vb_form_phrase *form) {
  if (r->f->grammar->segmented || !form || !form->bare || !may_be_voiced(r)) return false;
  for (ptrdiff_t i = r->s->tokens.start; i < r->s->tokens.end; i++)
    if (tells_gathering(r, i)) return true;
  for (int i = 0; i < r->s->chunks.n; i++)
    if (tells_visit(r, i)) return true;
  return false;
}
