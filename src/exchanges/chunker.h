/* Internal to sentence.h: one sentence while it is cut into chunks, from left to right.
 *
 * sentence.c goes through the tokens and tries one kind of chunk after the other at each; those of
 * some size have files of their own: sentence_occasion.c, sentence_actors.c.
 */
#ifndef VB_EXCHANGES_CHUNKER_H
#define VB_EXCHANGES_CHUNKER_H

#include "exchanges/sentence.h"

typedef struct {
  const vb_sentence_context *c;
  vb_tokens t;
  ptrdiff_t start, end;
  ptrdiff_t time;          /* next time expression that may begin here */
  const vb_actor *subject; /* whom "he" means: the sentence's first person, or the one before's */
  bool has_subject;
  vb_sentence s;
  vb_arena *out;
} vb_chunker;

static inline bool is(const vb_chunker *k, ptrdiff_t i, const char *word) {
  return i < k->end && vb_token_is(&k->t.v[i], vb_str_from(word));
}

/* The longest of the patterns' words (VB_XWORD_) that begins at token i. */
static inline vb_phrase_match xmatch(const vb_chunker *k, ptrdiff_t i, uint32_t classes) {
  if (i >= k->end || !(k->t.v[i].begins[VB_XWORDS_SET] & classes)) return (vb_phrase_match){0};
  return vb_phrases_at(k->c->grammar->xwords, k->t, i, k->end, classes);
}

/* Index of the first time expression, from the cursor on, that does not begin before token i. */
static inline ptrdiff_t vb_chunker_time_from(const vb_chunker *k, ptrdiff_t i) {
  vb_times times = k->c->times;
  ptrdiff_t at = k->time;
  while (at < times.n && times.v[at].span.start < k->t.v[i].span.start) at++;
  return at;
}

/* Does a time expression begin at token i?  May look ahead of the cursor. */
static inline bool vb_chunker_begins_time(const vb_chunker *k, ptrdiff_t i) {
  ptrdiff_t at = vb_chunker_time_from(k, i);
  return at < k->c->times.n && k->c->times.v[at].span.start < k->t.v[i].span.end;
}

/* Whom token i and those behind it mean, as far as the article knows; false: nobody. */
static inline bool vb_chunker_mention(vb_chunker *k, ptrdiff_t i, vb_mention *m) {
  bool first = i == k->start;
  if (!vb_mention_parse(k->c->grammar->words, k->t, i, k->end, first, m, k->out)) return false;
  m->tokens.start = i;
  return vb_people_resolve(k->c->people, m, k->subject, k->out);
}

/* The chunk of this kind that begins at token i is added.  The position behind it; -1 if there is
 * none. */
ptrdiff_t vb_chunker_occasion(vb_chunker *chunker, ptrdiff_t i);
ptrdiff_t vb_chunker_actors(vb_chunker *chunker, ptrdiff_t i);

#endif
