/* Internal to segmented sentences: one while it is cut into chunks, from left to right; see
 * chunker.h for those of English. */
#ifndef VB_EXCHANGES_SEGMENTED_CHUNKER_H
#define VB_EXCHANGES_SEGMENTED_CHUNKER_H

#include "exchanges/segmented.h"

typedef struct {
  const vb_segmented_context *c;
  vb_tokens t;
  ptrdiff_t start, end;
  ptrdiff_t time;                /* next time expression that may begin here */
  vb_occasion_phrases occasions; /* of the sentence, as they stand in it */
  ptrdiff_t occasion;            /* next of them */
  bool each;                     /* "respectively": each recipient got one */
  vb_sentence s;
  vb_arena *out;
} vb_segmented_chunker;

static inline bool is(const vb_segmented_chunker *k, ptrdiff_t i, int kind) {
  return i >= k->start && i < k->end && vb_segment_is(k->c->segments, i, (vb_segment_kind)kind);
}

static inline int payload(const vb_segmented_chunker *k, ptrdiff_t i, int kind) {
  return k->c->segments->words[i]->payload[kind];
}

static inline bool is_punct(const vb_segmented_chunker *k, ptrdiff_t i) {
  return k->t.v[i].kind == VB_TOKEN_PUNCT;
}

static inline bool is_mark(const vb_segmented_chunker *k, ptrdiff_t i, const char *mark) {
  return i < k->end && is_punct(k, i) && vb_token_is(&k->t.v[i], vb_str_from(mark));
}

/* ---- segmented_occasion.c ---- */

/* Fills chunker->occasions before the sentence is cut: the words that tell of one may stand behind
 * it. */
void vb_segmented_find_occasions(vb_segmented_chunker *chunker);

/* The chunk that begins at token i is added.  The position behind it; -1 if there is none. */

/* One of chunker->occasions. */
ptrdiff_t vb_segmented_occasion(vb_segmented_chunker *chunker, ptrdiff_t i);
/* What a verb that says what for ("congratulates") leaves behind it and the person. */
ptrdiff_t vb_segmented_what_for(vb_segmented_chunker *chunker, ptrdiff_t i);

#endif
