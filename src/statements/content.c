/* Contents: where what was said ends, and what may stand between it and its cue. */
#include "statements/attribution.h"

enum { ADJUNCT_TOKENS = 24, ADDRESSEE_TOKENS = 16, LABEL_TOKENS = 6 };

ptrdiff_t vb_content_trim(const vb_unit *u, ptrdiff_t start, ptrdiff_t end) {
  while (end > start && outside(u->c, end - 1) &&
         (vb_clause_ends_sentence(u->c, end - 1) || vb_clause_mark(u->c, end - 1, ',') ||
          vb_clause_mark(u->c, end - 1, ';') || vb_clause_mark(u->c, end - 1, ':')))
    end--;
  return end;
}

bool vb_finite_cue_at(const vb_unit *u, ptrdiff_t i) {
  while (!at_end(u, i) && outside(u->c, i) && vb_clause_is_adverb(u->c, i)) i++;
  if (at_end(u, i) || !outside(u->c, i)) return false;
  const vb_cue *cue = vb_clause_cue(u->c, i);
  return cue && (u->c->words[i].forms & (VB_VERB_PAST | VB_VERB_THIRD)) &&
         (!(cue->frames & VB_FRAME_WEAK) || (u->c->words[i].forms & VB_VERB_PAST));
}

bool vb_participle_cue_at(const vb_unit *u, ptrdiff_t i) {
  while (!at_end(u, i) && outside(u->c, i) && vb_clause_is_adverb(u->c, i)) i++;
  return !at_end(u, i) && outside(u->c, i) && vb_clause_cue(u->c, i) &&
         (u->c->words[i].forms & VB_VERB_ING);
}

bool vb_aside_at(const vb_unit *u, ptrdiff_t i) {
  for (ptrdiff_t k = i; k < i + LABEL_TOKENS + 2 && !at_end(u, k) && outside(u->c, k); k++) {
    const vb_cue *cue = vb_clause_cue(u->c, k);
    if (vb_clause_is(u->c, k, VB_CLAUSE_AND | VB_CLAUSE_WHO | VB_CLAUSE_WHEN)) return false;
    if (!cue || k == i || !(cue->frames & VB_FRAME_BEHIND)) continue;
    if (!(u->c->words[k].forms & (VB_VERB_PAST | VB_VERB_THIRD))) continue;
    ptrdiff_t behind = k + 1;
    return at_end(u, behind) || !outside(u->c, behind) ||
           u->c->t.v[behind].kind == VB_TOKEN_PUNCT || u->c->words[behind].time ||
           vb_clause_is(u->c, behind, VB_CLAUSE_ADJUNCT);
  }
  return false;
}

bool vb_according_at(const vb_unit *u, ptrdiff_t i) {
  return i + 1 < u->unit.end && outside(u->c, i) && vb_clause_is(u->c, i, VB_CLAUSE_ACCORDING) &&
         vb_clause_is(u->c, i + 1, VB_CLAUSE_TO);
}

/* A finite verb or an auxiliary, at i or behind adverbs. */
static bool predicate_at(const vb_unit *u, ptrdiff_t i) {
  while (!at_end(u, i) && outside(u->c, i) && vb_clause_is_adverb(u->c, i)) i++;
  return !at_end(u, i) && outside(u->c, i) && u->c->t.v[i].kind == VB_TOKEN_WORD &&
         !vb_clause_is(u->c, i, VB_CLAUSE_SUBJECT) &&
         (vb_clause_is(u->c, i, VB_CLAUSE_AUXILIARY) || vb_clause_is_finite(u->c, i));
}

static bool ends_with_comma(const vb_clause_view *c, const vb_quoted *q) {
  return q->inner.end > q->inner.start && vb_clause_mark(c, q->inner.end - 1, ',');
}

/* A quotation at i that a cue of its own follows: "..., he said". */
static bool own_cue_follows(const vb_unit *u, ptrdiff_t i) {
  const vb_quoted *q = vb_clause_quote(u->c, i);
  if (q->inner.end <= q->inner.start || q->tokens.end - i < LABEL_TOKENS) return false;
  ptrdiff_t last = q->inner.end - 1;
  bool open = vb_clause_mark(u->c, last, ',') || vb_clause_mark(u->c, last, '?') ||
              vb_clause_mark(u->c, last, '!');
  return open && vb_aside_at(u, q->tokens.end);
}

/* Does the content end before the comma at i? */
static bool ends_at_comma(const vb_unit *u, ptrdiff_t i, vb_extent how) {
  if (how == VB_EXTENT_LEAD) return true;
  if (how == VB_EXTENT_PHRASE && (is_at(u, i + 1, VB_CLAUSE_WHO | VB_CLAUSE_WHEN | VB_CLAUSE_AND) ||
                                  is_at(u, i + 1, VB_CLAUSE_SUBJECT | VB_CLAUSE_TO)))
    return true;
  return vb_according_at(u, i + 1) || vb_participle_cue_at(u, i + 1) || vb_aside_at(u, i + 1);
}

/* Does it end behind the quotation at i, whose last mark is a comma inside it? */
static bool ends_behind_quote(const vb_unit *u, ptrdiff_t i, vb_extent how) {
  const vb_quoted *q = vb_clause_quote(u->c, i);
  if (!ends_with_comma(u->c, q)) return false;
  if (how == VB_EXTENT_LEAD) return true;
  return (how == VB_EXTENT_INSET && predicate_at(u, q->tokens.end)) ||
         vb_participle_cue_at(u, q->tokens.end);
}

ptrdiff_t vb_content_end(const vb_unit *u, ptrdiff_t start, vb_extent how) {
  const vb_clause_view *c = u->c;
  ptrdiff_t commas = 0;
  for (ptrdiff_t i = start; i < u->unit.end; i = vb_clause_next(c, i)) {
    if (!outside(c, i)) {
      if (i > start && mark_at(u, i - 1, ':') && own_cue_follows(u, i))
        return vb_content_trim(u, start, i);
      if (ends_behind_quote(u, i, how)) return vb_clause_next(c, i);
      continue;
    }
    bool comma = vb_clause_mark(c, i, ',');
    bool closes = how == VB_EXTENT_INSET && commas % 2 == 0; /* the relative, no aside in it */
    if (comma && ((closes && predicate_at(u, i + 1)) || ends_at_comma(u, i, how)))
      return vb_content_trim(u, start, i);
    commas += comma;
    ptrdiff_t and = comma ? i + 1 : i;
    if (is_at(u, and, VB_CLAUSE_AND) && i > start && vb_finite_cue_at(u, and+1))
      return vb_content_trim(u, start, i);
    if (i == start) continue;
    if (vb_according_at(u, i)) return vb_content_trim(u, start, i);
    if (how == VB_EXTENT_PHRASE && vb_clause_is(c, i, VB_CLAUSE_WHEN) &&
        !vb_clause_is(c, i, VB_CLAUSE_PREPOSITION))
      return vb_content_trim(u, start, i);
  }
  return vb_content_trim(u, start, u->unit.end);
}

/* ---- what stands behind the verb ---- */

/* Behind the noun phrase of an adjunct whose preposition is at i; the title of a programme is one
 * word of it. */
static ptrdiff_t adjunct_end(const vb_unit *u, ptrdiff_t i) {
  const vb_clause_view *c = u->c;
  ptrdiff_t k = i + 1;
  for (; k < i + ADJUNCT_TOKENS && !at_end(u, k); k = vb_clause_next(c, k)) {
    if (!outside(c, k)) {
      if (!vb_clause_is_title(c, vb_clause_quote(c, k))) break;
      continue;
    }
    bool that =
        vb_clause_is(c, k, VB_CLAUSE_THAT) && !vb_clause_is(c, k - 1, VB_CLAUSE_PREPOSITION);
    if (that || vb_clause_is(c, k, VB_CLAUSE_SUBJECT) || vb_clause_mark(c, k, ',') ||
        vb_clause_mark(c, k, ':'))
      break;
  }
  return k;
}

ptrdiff_t vb_skip_adjuncts(const vb_unit *u, ptrdiff_t i) {
  const vb_clause_view *c = u->c;
  while (!at_end(u, i) && outside(c, i)) {
    bool adjunct = vb_clause_is(c, i, VB_CLAUSE_ADJUNCT);
    if (c->words[i].time > i) {
      i = c->words[i].time;
    } else if (vb_clause_is(c, i, VB_CLAUSE_NEGATION)) {
      break; /* "decided not to": of what was said */
    } else if (vb_clause_is_adverb(c, i) && !vb_clause_is(c, i, VB_CLAUSE_SUBJECT)) {
      i++;
    } else if (adjunct && i + 1 < u->unit.end && c->words[i + 1].time > i + 1) {
      i = c->words[i + 1].time;
    } else if (adjunct && !vb_clause_is(c, i, VB_CLAUSE_TO | VB_CLAUSE_DETERMINER)) {
      return adjunct_end(u, i);
    } else {
      break;
    }
  }
  return i;
}

/* Does an addressee that began at `start` end before the word at token i? */
static bool ends_addressee(const vb_unit *u, ptrdiff_t start, ptrdiff_t i) {
  const vb_clause_view *c = u->c;
  const vb_token *t = &c->t.v[i];
  bool clitic = vb_token_is(t, VB_S("'s"));
  if (t->kind == VB_TOKEN_PUNCT && !clitic && !vb_token_is(t, VB_S("-"))) return true;
  if (c->words[i].time > i) return true;
  if (vb_clause_is(c, i, VB_CLAUSE_SUBJECT | VB_CLAUSE_THAT | VB_CLAUSE_TO | VB_CLAUSE_WHAT) ||
      (!clitic && vb_clause_is(c, i, VB_CLAUSE_AUXILIARY)))
    return true;
  if (i == start) return false;
  bool restarts = vb_clause_is(c, i, VB_CLAUSE_DETERMINER | VB_CLAUSE_POSSESSIVE) &&
                  !vb_clause_is(c, i - 1, VB_CLAUSE_PREPOSITION | VB_CLAUSE_AND);
  bool place = vb_clause_is(c, i, VB_CLAUSE_ADJUNCT) && !vb_token_is(t, VB_S("of"));
  return restarts || place;
}

ptrdiff_t vb_skip_addressee(const vb_unit *u, ptrdiff_t i, vb_token_range *addressee) {
  const vb_clause_view *c = u->c;
  ptrdiff_t k = i;
  if (is_at(u, k, VB_CLAUSE_OBJECT) && !is_at(u, k, VB_CLAUSE_SUBJECT)) {
    k++;
  } else {
    for (; k < i + ADDRESSEE_TOKENS && !at_end(u, k); k++) {
      const vb_quoted *q = vb_clause_quote(c, k);
      if (q && (k == i || !vb_clause_is_title(c, q))) break;
      if (q) { /* "told Fictive Radio's "Morning in Fictia"" */
        k = q->tokens.end - 1;
        continue;
      }
      if (ends_addressee(u, i, k)) break;
    }
  }
  *addressee = (vb_token_range){i, k};
  return k;
}

ptrdiff_t vb_left_start(const vb_unit *u) {
  ptrdiff_t i = u->done > u->unit.start ? u->done : u->unit.start;
  while (i < u->unit.end && outside(u->c, i) && u->c->t.v[i].kind == VB_TOKEN_PUNCT) i++;
  return i;
}

bool vb_content_add(vb_attribution *a, ptrdiff_t start, ptrdiff_t end) {
  if (end <= start || a->n_content == VB_CONTENT_PIECES) return false;
  a->content[a->n_content++] = (vb_token_range){start, end};
  return true;
}
