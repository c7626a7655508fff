#include "statements/clause.h"

enum { NEAR_TOKENS = 8, LABEL_TOKENS = 6, DATELINE_TOKENS = 16 };

bool vb_clause_is_title(const vb_clause_view *c, const vb_quoted *q) {
  ptrdiff_t n = 0;
  for (ptrdiff_t i = q->inner.start; i < q->inner.end; i++) {
    const vb_token *t = &c->t.v[i];
    if (t->kind != VB_TOKEN_WORD) continue;
    n++;
    if (t->fold.n > 3 && !(t->flags & VB_TOKEN_CAPITAL)) return false;
    if (vb_clause_is(c, i, VB_CLAUSE_SUBJECT | VB_CLAUSE_AUXILIARY)) return false;
  }
  bool sentence = q->inner.end > q->inner.start && vb_clause_ends_sentence(c, q->inner.end - 1);
  return n > 1 && !sentence;
}

static bool ends_like_adverb(const vb_statement_grammar *g, const vb_token *t) {
  if (!t->fold.n || !g->ends_adverb[(unsigned char)t->fold.p[t->fold.n - 1]]) return false;
  if ((t->flags & VB_TOKEN_CAPITAL) || t->fold.n < 5) return false; /* as few are asked */
  for (ptrdiff_t k = 0; k < g->adverb_endings.n; k++)
    if (vb_str_ends(t->fold, g->adverb_endings.v[k])) return true;
  return false;
}

/* May a past form stand behind the word at i, or is it an adjective there ("an approved plan")? */
static bool leaves_verb(const vb_clause_view *c, ptrdiff_t i) {
  if (c->words[i].quote >= 0) return true;
  if (vb_clause_is_adverb(c, i)) /* "he then adopted", "an already adopted plan" */
    return i > 0 && c->words[i - 1].quote < 0 && c->t.v[i - 1].kind == VB_TOKEN_WORD &&
           !vb_clause_is(c, i - 1,
                         VB_CLAUSE_DETERMINER | VB_CLAUSE_POSSESSIVE | VB_CLAUSE_PREPOSITION |
                             VB_CLAUSE_ADVERB);
  return !vb_clause_is(c, i, VB_CLAUSE_DETERMINER | VB_CLAUSE_POSSESSIVE | VB_CLAUSE_PREPOSITION) &&
         !vb_token_is(&c->t.v[i], VB_S("'s")) && !vb_clause_is(c, i, VB_CLAUSE_DASH);
}

/* The words before i are looked up. */
static bool is_finite(const vb_clause_view *c, ptrdiff_t i) {
  unsigned forms = c->words[i].forms;
  if (c->t.v[i].flags & VB_TOKEN_CAPITAL) return false;
  const vb_cue *cue = vb_clause_cue(c, i);
  if (!(forms & VB_VERB_PAST)) return cue && !(cue->frames & VB_FRAME_WEAK);
  if (forms & VB_VERB_BASE) return false; /* put, set, read: as often a noun */
  return i == 0 || leaves_verb(c, i - 1);
}

static void look_up_word(vb_clause_view *c, ptrdiff_t i, ptrdiff_t quote) {
  const vb_token *t = &c->t.v[i];
  const vb_word *word = &c->grammar->vocabulary->words.v[t->word];
  vb_clause_word w = {.classes = word->classes,
                      .cue = (int16_t)(word->cue - 1),
                      .forms = word->forms,
                      .quote = (int32_t)quote};
  if (t->kind == VB_TOKEN_PUNCT && t->text.n == 1) w.mark = t->text.p[0];
  bool adverb = (w.classes & (VB_CLAUSE_ADVERB | VB_CLAUSE_NEGATION)) ||
                (t->kind == VB_TOKEN_WORD && ends_like_adverb(c->grammar, t));
  if (adverb) w.classes |= VB_CLAUSE_ADVERBIAL;
  c->words[i] = w;
  if ((w.forms & (VB_VERB_PAST | VB_VERB_THIRD)) && is_finite(c, i))
    c->words[i].classes |= VB_CLAUSE_FINITE;
}

static void look_up(vb_clause_view *c, vb_arena *out) {
  const uint32_t hints = VB_CLAUSE_ACCORDING | VB_CLAUSE_SAYING | VB_CLAUSE_DASH;
  vb_quoteds quotes = c->quotes;
  ptrdiff_t q = 0, quote = -1; /* the quotation at i or behind it; the one that i stands in */
  ptrdiff_t edge = quotes.n ? quotes.v[0].tokens.start : c->t.n; /* where that changes */
  for (ptrdiff_t i = 0; i < c->t.n; i++) {
    for (; i == edge; quote = quote < 0 ? q : -1) {
      if (quote >= 0) q++;
      edge = quote < 0 ? quotes.v[q].tokens.end : q < quotes.n ? quotes.v[q].tokens.start : c->t.n;
    }
    look_up_word(c, i, quote);
    if (quote < 0 && (c->words[i].cue >= 0 || (c->words[i].classes & hints)))
      *vb_push(out, &c->hints) = i;
  }
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

/* "U.S.": its point ends the sentence as well. */
static bool keeps_point(const vb_token *t) {
  return t->kind == VB_TOKEN_WORD && t->text.p[t->text.n - 1] == '.';
}

/* "..., he said." right behind a quotation that ended like a sentence of its own. */
static bool cue_follows(const vb_clause_view *c, ptrdiff_t quote_end, vb_token_range next) {
  ptrdiff_t last = c->quotes.v[c->words[quote_end - 1].quote].inner.end - 1;
  bool point = last >= 0 && (vb_clause_mark(c, last, '.') || keeps_point(&c->t.v[last]));
  bool open = last >= 0 && !point && !vb_clause_ends_sentence(c, last);
  if (open) return true;
  bool asks = last >= 0 && !point;
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
  if (vb_clause_mark(c, next.start, ',')) return true; /* an abbreviation's point */
  int quote = c->words[before.end - 1].quote;
  if (quote < 0) return false;
  bool dash = vb_clause_is(c, next.start, VB_CLAUSE_DASH); /* "We agree." - Ana Costa */
  if (dash && c->quotes.v[quote].tokens.end == next.start) return true;
  if (quote == c->words[next.start].quote) return true;
  return c->quotes.v[quote].tokens.end == next.start && c->words[next.start].quote < 0 &&
         cue_follows(c, next.start, next);
}

/* What is said ends like a sentence or is broken off; "Material: Stainless steel" is a list. */
static bool ends_speech(const vb_clause_view *c, ptrdiff_t last) {
  return vb_clause_ends_sentence(c, last) || vb_clause_is(c, last, VB_CLAUSE_DASH) ||
         (c->t.v[last].kind == VB_TOKEN_PUNCT && c->words[last].quote >= 0);
}

/* The colon behind a run of capitalised words at the start of a sentence; -1. */
static ptrdiff_t label_colon(const vb_clause_view *c, vb_token_range sentence) {
  ptrdiff_t i = sentence.start;
  while (i < sentence.end && i < sentence.start + LABEL_TOKENS &&
         (c->t.v[i].flags & VB_TOKEN_CAPITAL))
    i++;
  bool colon = i > sentence.start && i + 1 < sentence.end && vb_clause_mark(c, i, ':');
  bool speech = colon && ends_speech(c, sentence.end - 1);
  return speech && c->t.v[i + 1].kind != VB_TOKEN_NUMBER ? i : -1;
}

static uint64_t label_hash(const vb_clause_view *c, ptrdiff_t start, ptrdiff_t colon) {
  uint64_t hash = 0;
  for (ptrdiff_t i = start; i < colon; i++) hash = hash * 31 + c->t.v[i].hash;
  return hash ? hash : 1;
}

static bool in_capitals(const vb_clause_view *c, ptrdiff_t start, ptrdiff_t end) {
  for (ptrdiff_t i = start; i < end; i++)
    if (c->t.v[i].kind == VB_TOKEN_WORD && !(c->t.v[i].flags & (VB_TOKEN_ALL_CAPS | VB_TOKEN_OPEN)))
      return false;
  return true;
}

/* Labels that come back, or several in capitals, are speakers': the text is a transcript. */
static void note_labels(vb_clause_view *c, vb_arena scratch) {
  typedef struct {
    uint64_t hash;
    ptrdiff_t first, colon;
  } seen;
  vb_sentences all = c->field->sentences;
  ptrdiff_t mask = 1;
  while (mask < 2 * all.n) mask = mask * 2 + 1;
  seen *table = VB_NEW_N(&scratch, seen, mask + 1);
  seen first = {0}; /* label in capitals */
  for (ptrdiff_t s = 0; s < all.n; s++) {
    ptrdiff_t start = all.v[s].start, colon = label_colon(c, all.v[s]);
    if (colon < 0) continue;
    if (in_capitals(c, start, colon)) {
      if (first.colon) {
        c->words[start].label = (int32_t)colon;
        c->words[first.first].label = (int32_t)first.colon;
      } else {
        first = (seen){1, start, colon};
      }
    }
    uint64_t hash = label_hash(c, start, colon);
    ptrdiff_t i = (ptrdiff_t)(hash & (uint64_t)mask);
    while (table[i].hash && table[i].hash != hash) i = (i + 1) & mask;
    if (table[i].hash)
      c->words[start].label = (int32_t)colon,
      c->words[table[i].first].label = (int32_t)table[i].colon;
    else
      table[i] = (seen){hash, start, colon};
  }
}

/* The rest of a speaker's paragraph is his. */
static bool still_speaks(const vb_clause_view *c, vb_token_range before, vb_token_range next) {
  return c->words[before.start].label && !c->words[next.start].label &&
         !(c->t.v[next.start].flags & VB_TOKEN_PARAGRAPH);
}

static void join_units(vb_clause_view *c, vb_arena *out) {
  vb_sentences all = c->field->sentences;
  for (ptrdiff_t s = 0; s < all.n; s++) {
    ptrdiff_t last = c->units.n - 1;
    bool joins = last >= 0 && (goes_on(c, c->units.v[last], all.v[s]) ||
                               still_speaks(c, c->units.v[last], all.v[s]));
    if (joins)
      c->units.v[last].end = all.v[s].end;
    else
      *vb_push(out, &c->units) = all.v[s];
  }
}

/* "LISBON, May 3 (XNA) - " in a text that is stored with it: behind its dash; where nothing says
 * that it is one (a place in capitals, a day, an agency in brackets), where the sentence begins. */
static ptrdiff_t behind_dateline(const vb_clause_view *c, vb_token_range first) {
  bool told = c->t.v[first.start].flags & VB_TOKEN_ALL_CAPS;
  for (ptrdiff_t i = first.start; i + 1 < first.end && i < first.start + DATELINE_TOKENS; i++) {
    const vb_token *t = &c->t.v[i];
    bool dash = vb_clause_is(c, i, VB_CLAUSE_DASH) && !(t->flags & VB_TOKEN_GLUED);
    if (dash && i > first.start) return told ? i + 1 : first.start;
    if (c->words[i].quote >= 0 || (t->kind == VB_TOKEN_WORD && !(t->flags & VB_TOKEN_CAPITAL)))
      break;
    told |= t->kind == VB_TOKEN_NUMBER || vb_clause_mark(c, i, ')');
  }
  return first.start;
}

vb_clause_view vb_clause_view_make(const vb_statement_grammar *g, const vb_analysed_field *field,
                                   vb_arena *out) {
  vb_clause_view c = {.grammar = g, .field = field, .t = field->tokens};
  c.words = vb_arena_alloc_raw(out, sizeof *c.words, _Alignof(vb_clause_word), c.t.n + 1);
  c.quotes = vb_marks_scan(c.t, out);
  look_up(&c, out);
  note_times(&c);
  note_labels(&c, *out);
  join_units(&c, out);
  if (c.units.n && field->field == VB_FIELD_TEXT)
    c.units.v[0].start = behind_dateline(&c, c.units.v[0]);
  return c;
}
