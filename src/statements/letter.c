#include "statements/letter.h"

enum { SIGNATURE_TOKENS = 16, SALUTATION_TOKENS = 10, BETWEEN = 2 };

/* The unit behind the paragraph that begins with unit i. */
static ptrdiff_t paragraph_end(const vb_clause_view *c, ptrdiff_t i) {
  i++;
  while (i < c->units.n && !(c->t.v[c->units.v[i].start].flags & VB_TOKEN_PARAGRAPH)) i++;
  return i;
}

/* Who speaks in a paragraph: NOBODY where neither "we" nor a quotation nor a cue tells. */
typedef enum { PAGE, LETTER, SALUTATION, SIGNATURE, NOBODY } voice;

static voice voice_of(const vb_clause_view *c, vb_token_range r) {
  bool own = false, told = false;
  for (ptrdiff_t i = r.start; i < r.end; i++) {
    if (c->words[i].quote >= 0) return PAGE;
    own |= vb_clause_is(c, i, VB_CLAUSE_OWN);
    told |= vb_clause_cue(c, i) && vb_clause_is_finite(c, i);
  }
  ptrdiff_t last = r.end - 1, n = r.end - r.start;
  if (own) return LETTER;
  if (n <= SALUTATION_TOKENS && (vb_clause_mark(c, last, ',') || vb_clause_mark(c, last, ':')))
    return SALUTATION;
  if (n <= SIGNATURE_TOKENS && !vb_clause_ends_sentence(c, last)) return SIGNATURE;
  return told ? PAGE : NOBODY;
}

vb_token_range vb_letter_behind(const vb_clause_view *c, ptrdiff_t unit, ptrdiff_t *next) {
  vb_token_range letter = {0, 0};
  bool spoken = false;
  ptrdiff_t i = unit + 1, between = 0; /* paragraphs of nobody: the letter's if it goes on */
  *next = i;
  while (i < c->units.n) {
    ptrdiff_t end = paragraph_end(c, i);
    vb_token_range paragraph = {c->units.v[i].start, c->units.v[end - 1].end};
    voice v = voice_of(c, paragraph);
    if (v == PAGE || (v == SALUTATION && spoken) || (v == SIGNATURE && (!spoken || between))) break;
    between = v == NOBODY ? between + 1 : 0;
    if (v == NOBODY && (!spoken || between > BETWEEN)) break;
    i = end;
    if (v == NOBODY) continue;
    if (!letter.end) letter.start = paragraph.start;
    letter.end = paragraph.end;
    spoken |= v == LETTER;
    *next = end;
    if (v == SIGNATURE) break;
  }
  return spoken ? letter : (vb_token_range){0, 0};
}
