/* Which matches of one sentence count: those whose form is what their row wants, and of those that
 * overlap the best. */
#include "exchanges/reading.h"

/* Matches of one sentence that are looked at; a longer list is no sentence of any language. */
enum { MAX_MATCHES = 256 };

static int n_filled(const vb_pattern_match *m) {
  int n = 0;
  for (int i = 0; i < VB_N_SLOTS; i++) n += m->slots[i] >= 0;
  return n;
}

static bool is_echo(const vb_rows *rows, const vb_pattern_match *m) {
  return rows->v[m->row].role == VB_ROW_ECHO;
}

/* Not an echo; then more slots filled, then fewer chunks, then the earlier row.  Where a purpose
 * is a verb of the clause behind ("wrote to ..., congratulating him"), the row that sees it. */
static bool is_better(const vb_grammar *g, const vb_pattern_match *a, const vb_pattern_match *b) {
  const vb_rows *rows = &g->rows;
  if (is_echo(rows, a) != is_echo(rows, b)) return is_echo(rows, b);
  int x = n_filled(a), y = n_filled(b);
  if (x != y) return x > y;
  bool p = rows->v[a->row].purpose != VB_PURPOSE_NONE, q = rows->v[b->row].purpose;
  if (g->segmented && p != q) return p;
  if (a->end - a->start != b->end - b->start) return a->end - a->start < b->end - b->start;
  return a->row < b->row;
}

static bool shares_form(const vb_pattern_match *a, const vb_pattern_match *b) {
  for (int i = VB_SLOT_FORM; i <= VB_SLOT_ORIGINAL; i++)
    for (int k = VB_SLOT_FORM; k <= VB_SLOT_ORIGINAL; k++)
      if (a->slots[i] >= 0 && a->slots[i] == b->slots[k]) return true;
  bool formless = a->slots[VB_SLOT_FORM] < 0 || b->slots[VB_SLOT_FORM] < 0;
  return formless && a->start < b->end && b->start < a->end;
}

/* "expressed her condolences to him | in a call": the longer match has the form of the act, the
 * shorter a form without a noun. */
static bool is_part_of(const vb_reading *r, const vb_pattern_match *part,
                       const vb_pattern_match *whole) {
  if (part->start < whole->start || part->end > whole->end) return false;
  int chunk = part->slots[VB_SLOT_FORM], noun = whole->slots[VB_SLOT_FORM];
  const vb_chunk *c = r->s->chunks.v;
  if (chunk < 0 || !r->s->forms.v[c[chunk].index].bare) return false;
  if (noun < 0) return r->f->grammar->rows.v[whole->row].want == VB_WANT_FORM;
  return !r->s->forms.v[c[noun].index].bare;
}

static bool beats(const vb_reading *r, const vb_pattern_match *a, const vb_pattern_match *b) {
  if (is_part_of(r, b, a)) return true;
  return !is_part_of(r, a, b) && shares_form(a, b) && is_better(r->f->grammar, a, b);
}

/* ---- does the form fit the row? ---- */

/* "for sending a message": the original may be any; "for a message" names none. */
static bool follows_verb(const vb_reading *r) {
  int chunk = r->m.slots[VB_SLOT_ORIGINAL];
  return chunk > 0 && r->s->chunks.v[chunk - 1].verbs != 0;
}

/* "They exchanged warm greetings": a handshake, unless an occasion makes it more. */
static bool is_hello(const vb_reading *r, const vb_form_phrase *form) {
  if (!form->bare || form->purpose != VB_PURPOSE_GREETING || r->s->occasions.n) return false;
  const vb_phrases *words = r->f->grammar->xwords;
  for (ptrdiff_t i = form->tokens.start; i < form->tokens.end; i++)
    if (vb_phrases_at(words, r->place.tokens, i, form->tokens.end, VB_XWORD_EVENT).n_tokens)
      return false; /* New Year greetings */
  return true;
}

/* "Costa and Berg met | with Roux": the two are one side. */
static bool goes_on_with(const vb_reading *r) {
  bool pair = r->m.slots[VB_SLOT_PARTIES] >= 0 && r->m.end < r->s->chunks.n;
  return pair && vb_str_eq(r->s->chunks.v[r->m.end].word, VB_S("with"));
}

/* "if she sends", "a call is planned": no act yet. */
static bool is_supposed(const vb_reading *r) {
  int before = r->m.start - 1;
  if (before > 0 && vb_str_eq(r->s->chunks.v[before].word, VB_S("that"))) before--;
  if (vb_reading_is_verb(r, before, VB_S("IF"))) return true;
  int behind = r->m.end;
  while (behind < r->s->chunks.n && r->s->chunks.v[behind].kind == VB_CHUNK_TIME) behind++;
  if (!vb_reading_is_verb(r, behind++, VB_S("BE"))) return false;
  while (behind < r->s->chunks.n && r->s->chunks.v[behind].kind == VB_CHUNK_ADVERB) behind++;
  return vb_reading_is_verb(r, behind, VB_S("PLAN"));
}

/* "met Costa's adviser": somebody else. */
static bool is_only_owner(const vb_reading *r) {
  if (r->row->form != VB_FORM_MEETING && r->row->form != VB_FORM_CALL) return false;
  if (r->row->want != VB_WANT_FORM || r->m.end >= r->s->chunks.n) return false;
  if (r->s->chunks.v[r->m.end - 1].kind != VB_CHUNK_ACTORS) return false;
  vb_str next = r->s->chunks.v[r->m.end].word;
  return vb_str_eq(next, VB_S("'s")) || vb_str_eq(next, VB_S("'"));
}

vb_pattern_matches vb_matches_fitting(vb_reading *r, vb_pattern_matches all) {
  if (all.n > MAX_MATCHES) all.n = MAX_MATCHES;
  ptrdiff_t n = 0;
  for (ptrdiff_t i = 0; i < all.n; i++) {
    vb_reading_take(r, all.v[i]);
    bool original = r->row->role == VB_ROW_ORIGINAL;
    const vb_form_phrase *form = vb_reading_form(r, original ? VB_SLOT_ORIGINAL : VB_SLOT_FORM);
    const vb_form_phrase *thanks = original ? vb_reading_form(r, VB_SLOT_FORM) : NULL;
    if (thanks && thanks->purpose != VB_PURPOSE_THANKS) continue;
    if (original && form && !form->definite && !form->possessive && !follows_verb(r)) continue;
    /* "the gift was handed over" tells of one told before, "a gift was handed over" does not */
    bool deliver = r->row->role == VB_ROW_DELIVER;
    if (deliver && (!r->f->found.n || (form && !form->definite && !form->possessive))) continue;
    if (goes_on_with(r) || is_supposed(r) || is_only_owner(r)) continue;
    if (form && r->row->parties == VB_PARTIES_MUTUAL && is_hello(r, form)) continue;
    if (form && (!vb_row_wants(r->row, form->form) || (form->counted && form->plural))) continue;
    all.v[n++] = all.v[i];
  }
  all.n = n;
  return all;
}

bool vb_matches_is_best(const vb_reading *r, vb_pattern_matches all, ptrdiff_t i) {
  for (ptrdiff_t k = 0; k < all.n; k++)
    if (k != i && beats(r, &all.v[k], &all.v[i])) return false;
  return true;
}
