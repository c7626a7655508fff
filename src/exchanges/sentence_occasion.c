/* Occasions in a sentence: "on the 50th anniversary of ...", "to congratulate him on ...". */
#include "exchanges/chunker.h"

enum { OCCASION_TOKENS = 30 };

/* A form that is written or spoken: what an occasion is told in, and none itself. */
static bool names_writing(const vb_chunker *k, ptrdiff_t i) {
  vb_form_phrase f;
  if (!vb_form_phrase_parse(k->c->grammar, k->t, i, k->end, &f)) return false;
  return (vb_form_is_written(f.form) || f.form == VB_FORM_CALL || f.form == VB_FORM_STATEMENT) &&
         !xmatch(k, i, VB_XWORD_EVENT).n_tokens;
}

static bool ends_occasion(const vb_chunker *k, ptrdiff_t i, ptrdiff_t start) {
  const vb_token *t = &k->t.v[i];
  bool clitic = t->kind == VB_TOKEN_PUNCT && (is(k, i, "'s") || is(k, i, "'") || is(k, i, "-") ||
                                              is(k, i, "(") || is(k, i, ")"));
  if (t->kind == VB_TOKEN_PUNCT) return !clitic;
  /* the storm | that hit the coast */
  if ((is(k, i, "that") || is(k, i, "which")) && xmatch(k, i + 1, VB_XWORD_BEFALL).n_tokens)
    return false;
  /* "for the message he sent on the occasion of": another one begins */
  if (i > start && xmatch(k, i, VB_XWORD_TRIGGER_ANY).n_tokens) return true;
  if (is(k, i, "on") && is(k, i + 1, "behalf")) return true;
  const vb_words *words = k->c->grammar->words;
  bool carried = i > start && vb_words_at(words, k->t, i - 1, i, VB_WORD_OCCASION_BY).n_tokens;
  if (!carried && vb_words_at(words, k->t, i, k->end, VB_WORD_OCCASION_STOP).n_tokens) return true;
  if ((is(k, i, "in") || is(k, i, "during")) && i > start && names_writing(k, i + 1)) return true;
  if ((is(k, i, "on") || is(k, i, "at") || is(k, i, "in")) && i > start && i + 1 < k->end) {
    /* a blast at a mine, but not his birthday | at home */
    bool place = xmatch(k, i - 1, VB_XWORD_EVENT).n_tokens && is(k, i + 1, "a");
    if (vb_chunker_begins_time(k, i + 1) || (is(k, i, "at") && !place)) return true;
  }
  return i > start && t->kind == VB_TOKEN_WORD && vb_chunker_begins_time(k, i) &&
         !xmatch(k, i, VB_XWORD_EVENT).n_tokens; /* a bare weekday */
}

/* ", the Day of the Sun" and such are not taken: a comma ends an occasion. */
static ptrdiff_t occasion_end(const vb_chunker *k, ptrdiff_t start, bool *event) {
  ptrdiff_t i = start;
  *event = false;
  while (i < k->end && i < start + OCCASION_TOKENS) {
    vb_phrase_match m = xmatch(k, i, VB_XWORD_EVENT);
    if (m.n_tokens) {
      *event = true;
      i += m.n_tokens;
      continue;
    }
    if (ends_occasion(k, i, start)) break;
    /* on Mt. Lund | on the anniversary */
    if (i > start && !*event && is(k, i, "on") && is(k, start - 1, "on")) break;
    if (is(k, i, "and") && *event && i + 1 < k->end) {
      /* "... and expressed": a verb behind "and" ends it, another event carries it on */
      if (vb_phrases_classes(k->c->grammar->verbs, &k->t.v[i + 1])) break;
    }
    i++;
  }
  while (i > start && (is(k, i - 1, "and") || is(k, i - 1, "of") || is(k, i - 1, "the"))) i--;
  return i;
}

/* Leaves "the", "his" and "the country's" off the front of an occasion. */
static ptrdiff_t skip_small(const vb_chunker *k, ptrdiff_t i) {
  const vb_words *words = k->c->grammar->words;
  for (;;) {
    bool owner = is(k, i + 1, "'s") && !(k->t.v[i].flags & VB_TOKEN_CAPITAL);
    bool lead = i < k->end && vb_words_at(words, k->t, i, k->end, VB_WORD_OCCASION_LEAD).n_tokens;
    int phrase = xmatch(k, i, VB_XWORD_OCCASION_LEAD).n_tokens;
    if (!owner && !lead && !phrase) return i;
    i += phrase ? phrase : owner ? 2 : 1;
  }
}

static bool is_act(const vb_chunker *k, ptrdiff_t i) {
  return vb_phrases_classes(k->c->grammar->verbs, &k->t.v[i]) != 0;
}

static ptrdiff_t add_occasion(vb_chunker *k, ptrdiff_t i, ptrdiff_t start, ptrdiff_t behind,
                              vb_purpose purpose) {
  ptrdiff_t first = skip_small(k, start);
  if (first >= behind) first = start;
  const vb_words *words = k->c->grammar->words;
  vb_token_range range = {first, behind};
  vb_occasion_phrase o = {
      {i, behind}, vb_occasion_phrase_text(words, k->t, range, k->out), purpose};
  *vb_push(k->out, &k->s.occasions) = o;
  vb_chunk *chunk =
      vb_sentence_add(&k->s, VB_CHUNK_OCCASION, i, behind, k->s.occasions.n - 1, k->out);
  if (is(k, i, "to") && start > i + 1) /* to congratulate him on */
    chunk->verbs = vb_phrases_classes(k->c->grammar->verbs, &k->t.v[i + 1]);
  return behind;
}

/* "upon hearing that your country was hit by a | great flood": the noun phrase of an event, small
 * words before it included. */
static ptrdiff_t chunk_clause(vb_chunker *k, ptrdiff_t i) {
  vb_phrase_match m = xmatch(k, i, VB_XWORD_TRIGGER_CLAUSE);
  if (!m.n_tokens) return -1;
  ptrdiff_t start = i + m.n_tokens, event = start;
  while (event < k->end && event < start + OCCASION_TOKENS &&
         !xmatch(k, event, VB_XWORD_EVENT).n_tokens)
    event++;
  if (event >= k->end || event == start + OCCASION_TOKENS) return -1;
  const vb_words *words = k->c->grammar->words;
  /* who passed away is told by others (told.c) */
  if (vb_words_at(words, k->t, event, k->end, VB_WORD_DYING).n_tokens) return -1;
  while (event > start && k->t.v[event - 1].kind == VB_TOKEN_WORD &&
         !vb_words_at(words, k->t, event - 1, event, VB_WORD_FUNCTION).n_tokens)
    event--;
  bool is_event;
  ptrdiff_t behind = occasion_end(k, event, &is_event);
  return behind > event ? add_occasion(k, i, event, behind, VB_PURPOSE_NONE) : -1;
}

/* "on Feb. 16, his birthday": what day it is. */
static ptrdiff_t chunk_day_of(vb_chunker *k, ptrdiff_t i) {
  const vb_chunks *c = &k->s.chunks;
  bool behind_day =
      c->n > 1 && c->v[c->n - 1].kind == VB_CHUNK_COMMA && c->v[c->n - 2].kind == VB_CHUNK_TIME;
  const vb_words *words = k->c->grammar->words;
  if (!behind_day || !vb_words_at(words, k->t, i, k->end, VB_WORD_DETERMINER).n_tokens) return -1;
  ptrdiff_t event = i + 1;
  while (event < i + 4 && !xmatch(k, event, VB_XWORD_EVENT).n_tokens &&
         !vb_words_at(words, k->t, event, k->end, VB_WORD_FUNCTION).n_tokens)
    event++;
  if (!xmatch(k, event, VB_XWORD_EVENT).n_tokens) return -1;
  bool is_event;
  ptrdiff_t behind = occasion_end(k, i, &is_event);
  return behind > event ? add_occasion(k, i, i, behind, VB_PURPOSE_NONE) : -1;
}

/* "to congratulate | us on | the anniversary" */
static ptrdiff_t skip_congratulated(const vb_chunker *k, ptrdiff_t i) {
  bool someone = is(k, i, "you") || is(k, i, "us") || is(k, i, "me") || is(k, i, "him") ||
                 is(k, i, "her") || is(k, i, "them");
  return someone && (is(k, i + 1, "on") || is(k, i + 1, "upon")) ? i + 2 : i;
}

ptrdiff_t vb_chunker_occasion(vb_chunker *k, ptrdiff_t i) {
  ptrdiff_t other = chunk_clause(k, i);
  if (other < 0) other = chunk_day_of(k, i);
  if (other > 0) return other;
  vb_phrase_match any = xmatch(k, i, VB_XWORD_TRIGGER_ANY);
  vb_phrase_match m = any.n_tokens ? any : xmatch(k, i, VB_XWORD_TRIGGER_EVENT);
  if (!m.n_tokens) return -1;
  ptrdiff_t start = i + m.n_tokens;
  bool dated = !any.n_tokens && start < k->end &&
               vb_chunker_begins_time(k, start);                   /* on Friday on the ... */
  bool acts = !any.n_tokens && start < k->end && is_act(k, start); /* for sending a message */
  if (is(k, start, "behalf") || is(k, start + 1, "behalf")) return -1;
  start = skip_congratulated(k, start);
  if ((dated || acts) && !xmatch(k, start, VB_XWORD_EVENT).n_tokens) return -1;
  if (!any.n_tokens && names_writing(k, start)) return -1; /* for her congratulations on ... */
  bool event;
  ptrdiff_t behind = occasion_end(k, start, &event);
  if (behind == start || (!any.n_tokens && !event)) return -1;
  return add_occasion(k, i, start, behind, (vb_purpose)m.payload);
}
