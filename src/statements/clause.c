#include "statements/clause.h"

enum { NEAR_TOKENS = 8 };

bool vb_clause_ends_sentence(const vb_clause_view *c, ptrdiff_t i) {
  return vb_clause_mark(c, i, '.') || vb_clause_mark(c, i, '!') || vb_clause_mark(c, i, '?');
}

bool vb_clause_is_adverb(const vb_clause_view *c, ptrdiff_t i) {
  if (vb_clause_is(c, i, VB_CLAUSE_ADVERB | VB_CLAUSE_NEGATION)) return true;
  const vb_token *t = &c->t.v[i];
  if (t->kind != VB_TOKEN_WORD || (t->flags & VB_TOKEN_CAPITAL) || t->fold.n < 5) return false;
  for (ptrdiff_t k = 0; k < c->grammar->adverb_endings.n; k++)
    if (vb_str_ends(t->fold, c->grammar->adverb_endings.v[k])) return true;
  return false;
}

static void look_up(vb_clause_view *c) {
  for (ptrdiff_t i = 0; i < c->t.n; i++) {
    vb_clause_word *w = &c->words[i];
    *w = (vb_clause_word){.cue = -1, .quote = -1};
    const vb_clause_entry *e = vb_clause_entry_of(c->grammar, c->t.v[i].hash);
    if (!e) continue;
    w->classes = e->classes;
    w->cue = e->cue;
    w->forms = e->forms;
  }
  for (ptrdiff_t q = 0; q < c->quotes.n; q++)
    for (ptrdiff_t i = c->quotes.v[q].tokens.start; i < c->quotes.v[q].tokens.end; i++)
      c->words[i].quote = (int32_t)q;
}

static void note_times(vb_clause_view *c) {
  ptrdiff_t i = 0;
  for (ptrdiff_t k = 0; k < c->field->times.n; k++) {
    vb_span span = c->field->times.v[k].span;
    while (i < c->t.n && c->t.v[i].span.start < span.start) i++;
    ptrdiff_t end = i;
    while (end < c->t.n && c->t.v[end].span.end <= span.end) end++;
    if (end > i) c->words[i].time = (int32_t)end;
  }
}

/* "..., he said." right behind a quotation that ended like a sentence of its own. */
static bool cue_follows(const vb_clause_view *c, ptrdiff_t quote_end, vb_token_range next) {
  ptrdiff_t last = c->quotes.v[c->words[quote_end - 1].quote].inner.end - 1;
  bool open = last >= 0 && !vb_clause_ends_sentence(c, last);
  if (open) return true;
  bool asks = last >= 0 && !vb_clause_mark(c, last, '.');
  for (ptrdiff_t i = next.start; i < next.end && i < next.start + NEAR_TOKENS; i++) {
    if (c->words[i].quote >= 0 || vb_clause_mark(c, i, ',')) return false;
    const vb_cue *cue = vb_clause_cue(c, i);
    if (!cue || !(cue->frames & VB_FRAME_BEHIND)) continue;
    ptrdiff_t behind = i + 1;
    if (behind >= next.end || vb_clause_ends_sentence(c, behind)) return true;
    return asks && !vb_clause_mark(c, behind, ',') && !vb_clause_mark(c, behind, ':') &&
           !vb_clause_is(c, behind, VB_CLAUSE_THAT);
  }
  return false;
}

static bool goes_on(const vb_clause_view *c, vb_token_range before, vb_token_range next) {
  if (c->t.v[next.start].flags & VB_TOKEN_PARAGRAPH) return false;
  int quote = c->words[before.end - 1].quote;
  if (quote < 0) return false;
  if (quote == c->words[next.start].quote) return true;
  return c->quotes.v[quote].tokens.end == next.start && c->words[next.start].quote < 0 &&
         cue_follows(c, next.start, next);
}

static void join_units(vb_clause_view *c, vb_arena *out) {
  vb_sentences all = c->field->sentences;
  for (ptrdiff_t s = 0; s < all.n; s++) {
    vb_token_range *last = c->units.n ? &c->units.v[c->units.n - 1] : NULL;
    if (last && goes_on(c, *last, all.v[s]))
      last->end = all.v[s].end;
    else
      *vb_push(out, &c->units) = all.v[s];
  }
}

vb_clause_view vb_clause_view_make(const vb_statement_grammar *g, const vb_analysed_field *field,
                                   vb_arena *out) {
  vb_clause_view c = {.grammar = g, .field = field, .t = field->tokens};
  c.words = vb_arena_alloc_raw(out, sizeof *c.words, _Alignof(vb_clause_word), c.t.n + 1);
  c.quotes = vb_marks_scan(c.t, out);
  look_up(&c);
  note_times(&c);
  join_units(&c, out);
  return c;
}
