/* Cues that are no verbs: "according to", speakers' labels, dashes, nouns ("his claim that"). */
#include "statements/attribution.h"

enum { LABEL_TOKENS = 6, NAME_TOKENS = 12, ADJECTIVES = 2 };

bool vb_according_try(vb_unit *u, ptrdiff_t i, vb_attribution *a) {
  if (!vb_according_at(u, i)) return false;
  *a = (vb_attribution){.cue = {i, i + 2}, .verb = -1};
  a->source = vb_source_behind(u, i + 2);
  for (ptrdiff_t k = i + 2; i == u->unit.start && k < a->source.end; k++)
    if (mark_at(u, k, ',')) a->source.end = k; /* what follows is the sentence */
  if (vb_range_empty(a->source)) return false;
  ptrdiff_t start = vb_left_start(u), end = vb_content_trim(u, start, i);
  if (end > start) vb_content_add(a, start, end);
  ptrdiff_t k = a->source.end;
  while (!at_end(u, k) && !mark_at(u, k, ',')) k = vb_clause_next(u->c, k);
  if (mark_at(u, k, ',') && (!a->n_content || !is_at(u, k + 1, VB_CLAUSE_WHO | VB_CLAUSE_AND)))
    vb_content_add(a, k + 1, vb_content_end(u, k + 1, VB_EXTENT_CLAUSE));
  return a->n_content > 0;
}

/* Words with capitals from `start`, small ones between them; the end of the run. */
static ptrdiff_t capitals_end(const vb_unit *u, ptrdiff_t start, ptrdiff_t most) {
  ptrdiff_t i = start;
  while (!at_end(u, i) && outside(u->c, i) && i < start + most &&
         (u->c->t.v[i].flags & VB_TOKEN_CAPITAL))
    i++;
  return i;
}

/* A label names somebody: it comes back as in a transcript, or stands before a quotation or in a
 * headline. */
static bool is_label(const vb_unit *u, vb_token_range label, bool quoted) {
  const vb_clause_view *c = u->c;
  if (c->words[u->unit.start].label == label.end) return true;
  if (label.end - label.start == 1 && c->t.v[label.start].fold.n < 3) return false;
  if (vb_clause_is(c, label.start, VB_CLAUSE_DETERMINER)) return false;
  if (quoted || opens_quote(u, label.end + 1)) return true;
  bool place = c->field->field == VB_FIELD_TEXT && (c->t.v[label.start].flags & VB_TOKEN_ALL_CAPS);
  if (u->unit.start == 0 && !place) return true; /* "LISBON: The port ..." begins a report */
  return c->field->field != VB_FIELD_TEXT;
}

bool vb_label_try(vb_unit *u, vb_attribution *a) {
  const vb_clause_view *c = u->c;
  ptrdiff_t start = u->unit.start;
  const vb_quoted *q = vb_clause_quote(c, start);
  if (q && q->tokens.start == start) start++;
  ptrdiff_t i = start;
  while (!at_end(u, i) && i < start + LABEL_TOKENS && (c->t.v[i].flags & VB_TOKEN_CAPITAL)) i++;
  if (i == start || at_end(u, i + 1) || !vb_clause_mark(c, i, ':')) return false;
  if (!is_label(u, (vb_token_range){start, i}, q != NULL)) return false;
  *a = (vb_attribution){.cue = {i, i + 1}, .source = {start, i}, .verb = -1};
  if (q) return vb_content_add(a, i + 1, q->tokens.end);
  bool comes_back = c->words[u->unit.start].label == i;
  a->unmarked = (comes_back || u->unit.start > 0) && !opens_quote(u, i + 1);
  ptrdiff_t end = a->unmarked ? u->unit.end : vb_content_trim(u, i + 1, u->unit.end);
  return vb_content_add(a, i + 1, end);
}

bool vb_dash_try(vb_unit *u, ptrdiff_t i, vb_attribution *a) {
  const vb_clause_view *c = u->c;
  if (!outside(c, i) || !vb_clause_is(c, i, VB_CLAUSE_DASH)) return false;
  ptrdiff_t start = i + 1;
  while (mark_at(u, start, '-')) start++;
  ptrdiff_t end = capitals_end(u, start, NAME_TOKENS);
  bool closed = at_end(u, end) || mark_at(u, end, ',') || mark_at(u, end, '.') ||
                mark_at(u, end, '(') || mark_at(u, end, '[') || opens_quote(u, end);
  if (end < start + 2 || !closed || i <= u->unit.start || outside(c, i - 1)) return false;
  const vb_quoted *q = vb_clause_quote(c, i - 1);
  if (q->tokens.start < u->done || q->inner.end <= q->inner.start) return false;
  *a = (vb_attribution){.cue = {i, start}, .source = {start, end}, .verb = -1};
  return vb_content_add(a, q->tokens.start, q->tokens.end);
}

/* Whose noun it is: "his", "the premier's", over an adjective or two. */
static vb_token_range possessor_before(const vb_unit *u, ptrdiff_t i) {
  for (ptrdiff_t k = i - 1; k >= u->unit.start && k >= i - 1 - ADJECTIVES; k--) {
    if (!outside(u->c, k)) break;
    if (vb_clause_is(u->c, k, VB_CLAUSE_POSSESSIVE)) return (vb_token_range){k, k + 1};
    if (vb_token_is(&u->c->t.v[k], VB_S("'s")) || vb_token_is(&u->c->t.v[k], VB_S("'")))
      return vb_source_before(u, k);
    if (u->c->t.v[k].kind != VB_TOKEN_WORD ||
        vb_clause_is(u->c, k, VB_CLAUSE_DETERMINER | VB_CLAUSE_PREPOSITION | VB_CLAUSE_AUXILIARY))
      break;
  }
  return (vb_token_range){0, 0};
}

bool vb_noun_try(vb_unit *u, ptrdiff_t i, vb_attribution *a) {
  if (!is_at(u, i, VB_CLAUSE_SAYING) || at_end(u, i + 2)) return false;
  bool to = is_at(u, i + 1, VB_CLAUSE_TO);
  if (!to && !is_at(u, i + 1, VB_CLAUSE_THAT)) return false;
  *a = (vb_attribution){.cue = {i, i + 1}, .verb = -1, .shared = true};
  a->source = possessor_before(u, i);
  if (vb_range_empty(a->source)) return false;
  ptrdiff_t end = vb_content_end(u, i + 1, VB_EXTENT_INSET);
  for (ptrdiff_t k = i + 2; to && k < end; k++) /* "his promise to go | drew praise" */
    if (outside(u->c, k) && u->c->t.v[k].kind == VB_TOKEN_WORD && vb_clause_is_finite(u->c, k))
      end = k;
  return vb_content_add(a, i + 1, end);
}
