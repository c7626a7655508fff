#include "exchanges/chunker.h"

/* ---- times ---- */

ptrdiff_t vb_sentence_first_time(vb_times times, ptrdiff_t start) {
  ptrdiff_t low = 0, high = times.n;
  while (low < high) {
    ptrdiff_t mid = (low + high) / 2;
    if (times.v[mid].span.end <= start)
      low = mid + 1;
    else
      high = mid;
  }
  return low;
}

static ptrdiff_t chunk_time(vb_chunker *k, ptrdiff_t i) {
  if (!vb_chunker_begins_time(k, i)) return -1;
  k->time = vb_chunker_time_from(k, i);
  const vb_time *time = &k->c->times.v[k->time];
  ptrdiff_t behind = i + 1;
  while (behind < k->end && k->t.v[behind].span.start < time->span.end) behind++;
  ptrdiff_t from = i;
  vb_chunks *chunks = &k->s.chunks;
  while (chunks->n && chunks->v[chunks->n - 1].kind == VB_CHUNK_WORD &&
         (chunks->v[chunks->n - 1].classes & VB_WORD_TIME_PREPOSITION)) {
    from = chunks->v[chunks->n - 1].tokens.start;
    chunks->n--;
  }
  *vb_push(k->out, &k->s.times) = *time;
  vb_sentence_add(&k->s, VB_CHUNK_TIME, from, behind, k->s.times.n - 1, k->out);
  return behind;
}

/* ---- forms ---- */

/* "a floral basket and a congratulatory letter" is one chunk of two forms. */
static ptrdiff_t chunk_form(vb_chunker *k, ptrdiff_t i) {
  vb_form_phrase f;
  if (!vb_form_phrase_parse(k->c->grammar, k->t, i, k->end, &f)) return -1;
  ptrdiff_t first = k->s.forms.n, behind = f.tokens.end;
  *vb_push(k->out, &k->s.forms) = f;
  while ((is(k, behind, "and") || is(k, behind, ",")) && k->s.forms.n - first < 4 &&
         vb_form_phrase_parse(k->c->grammar, k->t, behind + 1, k->end, &f) && !f.definite) {
    k->s.forms.v[k->s.forms.n - 1].also = (int)k->s.forms.n;
    *vb_push(k->out, &k->s.forms) = f;
    behind = f.tokens.end;
  }
  vb_sentence_add(&k->s, VB_CHUNK_FORM, i, behind, first, k->out);
  return behind;
}

/* ---- the rest ---- */

/* has, had, have before a verb: "he had also spoken". */
static bool is_auxiliary(const vb_chunker *k, ptrdiff_t i) {
  if (!is(k, i, "has") && !is(k, i, "had") && !is(k, i, "have") && !is(k, i, "having"))
    return false;
  ptrdiff_t next = i + 1;
  vb_phrase_match adverb = xmatch(k, next, VB_XWORD_ADVERB);
  next += adverb.n_tokens;
  return next < k->end && vb_phrases_classes(k->c->grammar->verbs, &k->t.v[next]) != 0;
}

/* courteously, warmly */
static bool is_manner(const vb_token *t) {
  return t->kind == VB_TOKEN_WORD && !(t->flags & VB_TOKEN_CAPITAL) && t->fold.n > 5 &&
         vb_str_ends(t->fold, VB_S("ly"));
}

/* "on behalf of the people, | Prime Minister Costa sent": who acts stands behind the comma. */
static bool someone_acts(vb_chunker *k, ptrdiff_t i) {
  vb_mention who;
  if (!is(k, i, ",") || !vb_chunker_mention(k, i + 1, &who) || who.tokens.end >= k->end)
    return false;
  bool person = who.kind == VB_MENTION_PERSON || who.kind == VB_MENTION_HOLDER;
  return person && vb_phrases_classes(k->c->grammar->verbs, &k->t.v[who.tokens.end]);
}

/* Where the names of those on whose behalf ends: a form, a verb, "to", somebody who acts, or a mark
 * that is no comma. */
static ptrdiff_t behalf_end(vb_chunker *k, ptrdiff_t i) {
  enum { BEHALF_TOKENS = 40 };
  ptrdiff_t end = i + BEHALF_TOKENS < k->end ? i + BEHALF_TOKENS : k->end;
  for (; i < end; i++) {
    const vb_token *t = &k->t.v[i];
    vb_form_phrase f;
    bool stop = t->kind == VB_TOKEN_PUNCT && !is(k, i, ",") && !is(k, i, "'") && !is(k, i, "'s");
    if (stop || is(k, i, "to") || vb_phrases_classes(k->c->grammar->verbs, t)) break;
    if (someone_acts(k, i)) break;
    if (vb_form_phrase_parse(k->c->grammar, k->t, i, k->end, &f)) break;
  }
  return i;
}

/* "on behalf of President Costa": who stands behind it is the one who acts, which patterns see. */
static ptrdiff_t chunk_for_principal(vb_chunker *k, ptrdiff_t i) {
  const vb_grammar *g = k->c->grammar;
  uint32_t behalf = vb_patterns_class(g->patterns, VB_S("BEHALF"));
  vb_phrase_match m = vb_phrases_at(g->verbs, k->t, i, k->end, behalf);
  vb_mention who;
  if (!m.n_tokens || !vb_chunker_mention(k, i + m.n_tokens, &who)) return -1;
  if (who.kind != VB_MENTION_PERSON && who.kind != VB_MENTION_HOLDER) return -1;
  vb_chunk *chunk = vb_sentence_add(&k->s, VB_CHUNK_WORD, i, i + m.n_tokens, 0, k->out);
  chunk->word = k->t.v[i].fold;
  chunk->verbs = behalf;
  return i + m.n_tokens;
}

/* "on behalf of the government and people": one adverbial, whoever is named in it. */
static ptrdiff_t chunk_behalf(vb_chunker *k, ptrdiff_t i) {
  if (is(k, i, "signed") && is(k, i + 1, "by")) { /* for the one who sends it */
    ptrdiff_t end = behalf_end(k, i + 2);
    vb_sentence_add(&k->s, VB_CHUNK_ADVERB, i, end, 0, k->out)->word = k->t.v[i].fold;
    return end;
  }
  if (!is(k, i, "on")) return -1;
  ptrdiff_t principal = chunk_for_principal(k, i);
  if (principal > 0) return principal;
  ptrdiff_t own =
      is(k, i + 1, "his") || is(k, i + 1, "her") || is(k, i + 1, "their") ? i + 2 : i + 1;
  if (is(k, own, "own")) own++;
  if (!is(k, own, "behalf")) return -1;
  ptrdiff_t behind = is(k, own + 1, "of") ? behalf_end(k, own + 2) : own + 1;
  vb_sentence_add(&k->s, VB_CHUNK_ADVERB, i, behind, 0, k->out)->word = k->t.v[i].fold;
  return behind;
}

/* "on an official visit to Sweden", "currently on a visit to": where somebody is meanwhile. */
static ptrdiff_t chunk_on_visit(vb_chunker *k, ptrdiff_t i) {
  enum { VISIT_WORDS = 5 };
  if (!is(k, i, "on")) return -1;
  const vb_words *words = k->c->grammar->words;
  if (!vb_words_at(words, k->t, i + 1, k->end, VB_WORD_DETERMINER).n_tokens) return -1;
  ptrdiff_t visit = i + 2;
  while (visit < i + VISIT_WORDS && !is(k, visit, "visit") && !is(k, visit, "tour")) visit++;
  vb_mention place;
  if (visit == i + VISIT_WORDS || !is(k, visit + 1, "to")) return -1;
  if (!vb_chunker_mention(k, visit + 2, &place)) return -1;
  vb_sentence_add(&k->s, VB_CHUNK_ADVERB, i, place.tokens.end, 0, k->out)->word = k->t.v[i].fold;
  return place.tokens.end;
}

static ptrdiff_t chunk_adverb(vb_chunker *k, ptrdiff_t i) {
  ptrdiff_t visit = chunk_on_visit(k, i);
  if (visit > 0) return visit;
  if (is_auxiliary(k, i)) {
    vb_sentence_add(&k->s, VB_CHUNK_ADVERB, i, i + 1, 0, k->out)->word = k->t.v[i].fold;
    return i + 1;
  }
  vb_phrase_match m = xmatch(k, i, VB_XWORD_ADVERB);
  if (!m.n_tokens && is_manner(&k->t.v[i])) m.n_tokens = 1;
  if (!m.n_tokens) return chunk_behalf(k, i);
  vb_sentence_add(&k->s, VB_CHUNK_ADVERB, i, i + m.n_tokens, 0, k->out)->word = k->t.v[i].fold;
  return i + m.n_tokens;
}

static ptrdiff_t chunk_word(vb_chunker *k, ptrdiff_t i) {
  const vb_token *t = &k->t.v[i];
  vb_chunk_kind kind = VB_CHUNK_WORD;
  if (t->kind == VB_TOKEN_PUNCT && t->fold.n == 1) {
    char c = t->fold.p[0];
    kind = c == ','                                                   ? VB_CHUNK_COMMA
           : c == '.' || c == ';' || c == ':' || c == '!' || c == '?' ? VB_CHUNK_STOP
                                                                      : VB_CHUNK_MARK;
  }
  vb_phrase_match phrase = vb_phrases_at(k->c->grammar->verbs, k->t, i, k->end, ~0u);
  int n = phrase.n_tokens > 1 ? phrase.n_tokens : 1; /* "handed over" */
  vb_chunk *chunk = vb_sentence_add(&k->s, kind, i, i + n, 0, k->out);
  chunk->word = t->fold;
  chunk->verbs = vb_phrases_classes(k->c->grammar->verbs, t);
  chunk->classes = vb_phrases_classes(k->c->grammar->words->phrases, t);
  return i + n;
}

vb_sentence vb_sentence_chunk(const vb_sentence_context *context, vb_token_range range,
                              vb_arena *out) {
  vb_chunker k = {.c = context,
                  .t = context->tokens,
                  .start = range.start,
                  .end = range.end,
                  .subject = context->subject,
                  .out = out};
  k.s.tokens = range;
  k.time = vb_sentence_first_time(context->times, context->tokens.v[range.start].span.start);
  for (ptrdiff_t i = range.start; i < range.end;) {
    ptrdiff_t next = chunk_time(&k, i);
    if (next < 0) next = vb_chunker_occasion(&k, i);
    if (next < 0) next = chunk_form(&k, i);
    if (next < 0) next = vb_chunker_actors(&k, i);
    if (next < 0) next = chunk_adverb(&k, i);
    if (next < 0) next = chunk_word(&k, i);
    i = next;
  }
  return k.s;
}

const vb_mention *vb_sentence_actor(const vb_sentence *sentence, const vb_chunk *chunk) {
  return sentence->actors.v[chunk->index].list.v;
}
