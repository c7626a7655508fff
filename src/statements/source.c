#include "statements/attribution.h"

enum {
  RELATIVE_TOKENS = 8,
  TIME_TOKENS = 6,
  SOURCE_TOKENS = 60
}; /* longer noun phrases are cut: bounds the cost of each cue */

static const vb_token_range NONE = {0, 0};

/* ---- the verb group ---- */

vb_verb_group vb_verb_group_before(const vb_unit *u, ptrdiff_t i) {
  const vb_clause_view *c = u->c;
  vb_verb_group g = {.start = i};
  for (ptrdiff_t k = i - 1; k >= u->unit.start && c->words[k].quote < 0; k--) {
    if (vb_clause_is(c, k, VB_CLAUSE_AUXILIARY) && !vb_clause_is(c, k, VB_CLAUSE_SUBJECT)) {
      g.be |= vb_clause_is(c, k, VB_CLAUSE_BE);
      g.have |= vb_clause_is(c, k, VB_CLAUSE_HAVE);
      g.modal |= vb_clause_is(c, k, VB_CLAUSE_MODAL | VB_CLAUSE_DO);
      g.start = k;
    } else if (k == i - 1 && vb_clause_is(c, k, VB_CLAUSE_TO)) {
      g.to = true;
      g.start = k;
      return g;
    } else if (!vb_clause_is_adverb(c, k)) {
      break;
    }
  }
  while (g.start < i && vb_clause_is_adverb(c, g.start)) g.start++;
  return g;
}

/* ---- noun phrases, to the left ---- */

static bool breaks_phrase(const vb_clause_view *c, ptrdiff_t i) {
  if (c->t.v[i].kind == VB_TOKEN_PUNCT) return !vb_clause_is(c, i, VB_CLAUSE_INNER);
  if (vb_clause_is(c, i, VB_CLAUSE_AUXILIARY | VB_CLAUSE_SUBJECT | VB_CLAUSE_WHO)) return true;
  if (vb_clause_is(c, i, VB_CLAUSE_WHEN) && !vb_clause_is(c, i, VB_CLAUSE_PREPOSITION)) return true;
  return vb_clause_is_finite(c, i);
}

/* Behind a bracket, its opening one. */
static ptrdiff_t bracket_start(const vb_unit *u, ptrdiff_t i, ptrdiff_t low) {
  for (ptrdiff_t k = i; k >= low; k--)
    if (vb_clause_mark(u->c, k, '(')) return k;
  return i;
}

/* How far to the left the phrase may reach that ends before `end`. */
static ptrdiff_t reach(const vb_unit *u, ptrdiff_t end) {
  const vb_clause_view *c = u->c;
  ptrdiff_t low = end - SOURCE_TOKENS > u->unit.start ? end - SOURCE_TOKENS : u->unit.start;
  ptrdiff_t start = end;
  while (start > low) {
    ptrdiff_t k = vb_clause_before(c, start);
    if (k < low) break;
    if (c->words[k].quote >= 0) {
      const vb_quoted *q = vb_clause_quote(c, k);
      bool speech =
          q->inner.end > q->inner.start && c->t.v[q->inner.end - 1].kind == VB_TOKEN_PUNCT;
      if (start - k > 5 || start == end || speech) break; /* a quoted word or two at most */
    } else if (vb_clause_mark(c, k, ')')) {
      k = bracket_start(u, k, low);
    } else if (breaks_phrase(c, k)) {
      break;
    }
    start = k;
  }
  return start;
}

/* Leaves off what leads the clause in: "But", "On Friday", "In a speech to parliament". */
static ptrdiff_t trim_front(const vb_clause_view *c, ptrdiff_t start, ptrdiff_t end) {
  while (start < end) {
    if (c->words[start].time > start && c->words[start].time < end) {
      start = c->words[start].time;
    } else if (vb_clause_is(c, start, VB_CLAUSE_AND) || vb_clause_is_adverb(c, start)) {
      start++;
    } else if (vb_clause_is(c, start, VB_CLAUSE_PREPOSITION | VB_CLAUSE_WHEN)) {
      ptrdiff_t k = start + 1;
      while (k < end && !c->words[k].time) k++;
      if (k < end && c->words[k].time < end) { /* "On Friday | the premier" */
        start = c->words[k].time;
        continue;
      }
      k = start + 2;
      while (k < end && !(vb_clause_is(c, k, VB_CLAUSE_DETERMINER | VB_CLAUSE_POSSESSIVE) &&
                          !vb_clause_is(c, k - 1, VB_CLAUSE_PREPOSITION)))
        k++;
      start = k < end ? k : start + 1;
    } else {
      break;
    }
  }
  return start;
}

vb_token_range vb_source_before(const vb_unit *u, ptrdiff_t end) {
  const vb_clause_view *c = u->c;
  ptrdiff_t last = end - 1;
  while (last >= u->unit.start && c->words[last].quote < 0 && vb_clause_is_adverb(c, last)) last--;
  if (last < u->unit.start) return NONE;
  if (c->words[last].quote < 0 && vb_clause_is(c, last, VB_CLAUSE_AND)) return NONE;
  if (c->words[last].quote < 0 && vb_clause_is(c, last, VB_CLAUSE_SUBJECT)) /* "in Ohio he said" */
    return (vb_token_range){last, last + 1};
  ptrdiff_t start = trim_front(c, reach(u, last + 1), last + 1);
  bool mark = c->t.v[last].kind == VB_TOKEN_PUNCT && !vb_clause_mark(c, last, ')');
  bool article = start == last && c->words[last].quote < 0 && vb_token_is(&c->t.v[last], VB_S("a"));
  if (start > last || mark || article) return NONE;
  return (vb_token_range){start, last + 1};
}

/* Does a piece between commas say of the phrase before it who that is, or lead the clause in? */
static bool leads_in(const vb_clause_view *c, vb_token_range piece) {
  ptrdiff_t i = piece.start;
  if (c->words[i].time > i) return true;
  if (c->words[i].forms & VB_VERB_ING) return true;
  return vb_clause_is(c, i, VB_CLAUSE_PREPOSITION | VB_CLAUSE_WHEN | VB_CLAUSE_THAT) ||
         vb_clause_is_adverb(c, i);
}

static bool has_verb(const vb_clause_view *c, vb_token_range piece) {
  for (ptrdiff_t i = piece.start; i < piece.end; i = vb_clause_next(c, i))
    if (c->words[i].quote < 0 && c->t.v[i].kind == VB_TOKEN_WORD &&
        (vb_clause_is(c, i, VB_CLAUSE_AUXILIARY) || vb_clause_is_finite(c, i)))
      return true;
  return false;
}

/* "Ana Costa, a teacher" with what says who that is; without "who teaches", "speaking in ...". */
static vb_token_range with_aside(const vb_unit *u, vb_token_range source, ptrdiff_t end) {
  vb_token_range aside = {source.end + 1, end};
  if (vb_range_empty(aside) || leads_in(u->c, aside) || has_verb(u->c, aside) ||
      vb_clause_is(u->c, aside.start, VB_CLAUSE_WHO | VB_CLAUSE_AND) ||
      (u->c->words[aside.start].forms & VB_VERB_PARTICIPLE))
    return source;
  return (vb_token_range){source.start, end};
}

/* The subject in front of an aside that ends with the comma before `comma_end`: the first piece of
 * the unit that neither leads in nor is a clause of its own. */
static vb_token_range over_asides(const vb_unit *u, ptrdiff_t comma) {
  const vb_clause_view *c = u->c;
  ptrdiff_t low = comma - 2 * SOURCE_TOKENS > u->done ? comma - 2 * SOURCE_TOKENS : u->done;
  if (low < u->unit.start) low = u->unit.start;
  vb_token_range piece = {low, low};
  for (ptrdiff_t i = low; i < comma; i = vb_clause_next(c, i)) {
    if (!(c->words[i].quote < 0 && vb_clause_mark(c, i, ','))) continue;
    piece.end = i;
    if (!vb_range_empty(piece) && !leads_in(c, piece) && !has_verb(c, piece)) {
      vb_token_range source = vb_source_before(u, i);
      if (!vb_range_empty(source)) return with_aside(u, source, comma);
    }
    piece.start = i + 1;
  }
  return NONE;
}

/* "Ana Costa on Friday | said": before a time that ends at token `end`, and its preposition. */
static ptrdiff_t over_time(const vb_unit *u, ptrdiff_t end) {
  const vb_clause_view *c = u->c;
  ptrdiff_t low = end - TIME_TOKENS > u->unit.start ? end - TIME_TOKENS : u->unit.start;
  for (ptrdiff_t i = end - 1; i > low; i--) {
    if (c->words[i].time != end || c->words[i].quote >= 0) continue;
    return vb_clause_is(c, i - 1, VB_CLAUSE_ADJUNCT) && i - 1 > low ? i - 1 : i;
  }
  return end;
}

/* "Ana Costa - who teaches - said": before the dash that opens the aside. */
static vb_token_range over_dashes(const vb_unit *u, ptrdiff_t dash) {
  const vb_clause_view *c = u->c;
  while (dash > u->unit.start && vb_clause_is(c, dash - 1, VB_CLAUSE_DASH)) dash--;
  for (ptrdiff_t i = dash - 1; i > u->unit.start && i > dash - SOURCE_TOKENS; i--) {
    bool mark = c->t.v[i].kind == VB_TOKEN_PUNCT && c->words[i].quote < 0;
    if (!mark || !vb_clause_is(c, i, VB_CLAUSE_DASH) || (c->t.v[i].flags & VB_TOKEN_GLUED))
      continue;
    return vb_source_before(u, i);
  }
  return NONE;
}

/* "the pilot who worked in Fictia | said": the phrase before the verb hangs on a relative clause.
 */
static vb_token_range over_relative(const vb_unit *u, vb_token_range source) {
  const vb_clause_view *c = u->c;
  ptrdiff_t low = source.start - RELATIVE_TOKENS;
  for (ptrdiff_t i = source.start - 1; i > u->unit.start && i > low; i--) {
    if (c->words[i].quote >= 0 || c->t.v[i].kind != VB_TOKEN_WORD) break;
    if (vb_clause_is(c, i, VB_CLAUSE_WHO) && !vb_clause_is(c, i, VB_CLAUSE_SUBJECT)) {
      vb_token_range who = i + 1 < source.start ? vb_source_before(u, i) : NONE;
      return vb_range_empty(who) ? source : (vb_token_range){who.start, source.end};
    }
    const vb_cue *cue = vb_clause_cue(c, i);
    bool says = cue && (cue->frames & VB_FRAME_CLAUSE); /* "people who think Ana Costa said" */
    if (says || !(vb_clause_is(c, i, VB_CLAUSE_AUXILIARY) || c->words[i].forms ||
                  vb_clause_is_adverb(c, i)))
      break;
  }
  return source;
}

vb_token_range vb_source_of(const vb_unit *u, ptrdiff_t start) {
  const vb_clause_view *c = u->c;
  start = over_time(u, start);
  while (start - 1 > u->unit.start && c->words[start - 1].quote < 0 &&
         vb_clause_is_adverb(c, start - 1))
    start--;
  ptrdiff_t last = start - 1;
  if (last < u->unit.start || c->words[last].quote >= 0) return NONE;
  if (vb_clause_mark(c, last, ',')) return over_asides(u, last);
  if (vb_clause_is(c, last, VB_CLAUSE_DASH)) return over_dashes(u, last);
  if (vb_clause_is(c, last, VB_CLAUSE_WHO) && !vb_clause_is(c, last, VB_CLAUSE_SUBJECT)) {
    ptrdiff_t before = last;
    while (before > u->unit.start && c->words[before - 1].quote < 0 &&
           (vb_clause_mark(c, before - 1, ',') || vb_clause_is(c, before - 1, VB_CLAUSE_DASH)))
      before--;
    vb_token_range source = vb_source_before(u, before);
    if (!vb_range_empty(source)) source.end = last + 1; /* "the pilot who" */
    return source;
  }
  vb_token_range source = vb_source_before(u, start);
  return vb_range_empty(source) ? source : over_relative(u, source);
}

/* ---- noun phrases, to the right ---- */

/* "a teacher, Ana Costa": behind a name that a comma joins; `end` itself if there is none. */
static ptrdiff_t apposed_end(const vb_unit *u, ptrdiff_t end) {
  const vb_clause_view *c = u->c;
  if (end + 1 >= u->unit.end || c->words[end].quote >= 0 || !vb_clause_mark(c, end, ','))
    return end;
  ptrdiff_t k = end + 1;
  while (k < u->unit.end && c->words[k].quote < 0 && (c->t.v[k].flags & VB_TOKEN_CAPITAL) &&
         !vb_clause_is(c, k, VB_CLAUSE_SUBJECT))
    k++;
  bool closed = k >= u->unit.end || c->t.v[k].kind == VB_TOKEN_PUNCT;
  return closed && k > end + 2 ? k : end; /* a place is one word as often as not */
}

vb_token_range vb_source_behind(const vb_unit *u, ptrdiff_t i) {
  const vb_clause_view *c = u->c;
  ptrdiff_t end = i;
  if (i < u->unit.end && c->words[i].quote < 0 &&
      vb_clause_is(c, i, VB_CLAUSE_SUBJECT | VB_CLAUSE_OBJECT))
    return (vb_token_range){i, i + 1};
  while (end < u->unit.end && end < i + SOURCE_TOKENS && c->words[end].quote < 0 &&
         !breaks_phrase(c, end) && !vb_clause_is(c, end, VB_CLAUSE_TO) &&
         !(end > i && c->words[end].time > end && !vb_clause_is(c, end - 1, VB_CLAUSE_DETERMINER)))
    end++;
  while (end > i && (c->t.v[end - 1].kind == VB_TOKEN_PUNCT ||
                     vb_clause_is(c, end - 1, VB_CLAUSE_PREPOSITION | VB_CLAUSE_AND)))
    end--;
  return (vb_token_range){i, apposed_end(u, end)};
}

vb_token_range vb_source_first(const vb_unit *u) {
  const vb_clause_view *c = u->c;
  for (ptrdiff_t i = u->unit.start; i < u->unit.end && i < u->unit.start + SOURCE_TOKENS;
       i = vb_clause_next(c, i)) {
    if (c->words[i].quote >= 0 || c->t.v[i].kind != VB_TOKEN_WORD) continue;
    bool verb = vb_clause_is(c, i, VB_CLAUSE_AUXILIARY) || vb_clause_is_finite(c, i);
    vb_token_range source = verb && i > u->unit.start ? vb_source_of(u, i) : NONE;
    bool turned = !vb_range_empty(source) && /* "Written on the ribbon were" */
                  (c->words[source.start].forms & VB_VERB_PARTICIPLE) &&
                  !(c->words[source.start].forms & VB_VERB_BASE);
    if (turned) return NONE;
    if (!vb_range_empty(source)) return source;
  }
  return NONE;
}
