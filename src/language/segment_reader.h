/* Internal to segmented actors: one mention while it is read.
 *
 *   segment_actor_words.c  what the dictionary of a language knows of actors
 *   segment_names.c        where a name ends, in Han and in Hangul
 *   segment_persons.c      which of the article's persons is meant
 *   segment_actors.c       offices, titles and names put together
 */
#ifndef VB_LANGUAGE_SEGMENT_READER_H
#define VB_LANGUAGE_SEGMENT_READER_H

#include "base/utf8.h"
#include "language/segment_actors.h"

typedef struct {
  const vb_actor_context *c;
  const vb_segments *s;
  ptrdiff_t end; /* of the sentence, a token */
  vb_arena *out;
  vb_mention *m;      /* what is read so far */
  bool international; /* the office is of no country */
} vb_segment_reader;

static inline bool is(const vb_segment_reader *r, ptrdiff_t i, vb_segment_kind kind) {
  return i < r->end && vb_segment_is(r->s, i, kind);
}

/* In no dictionary, and a word. */
static inline bool is_unknown(const vb_segment_reader *r, ptrdiff_t i) {
  return i < r->end && !r->s->words[i] && r->s->tokens.v[i].kind == VB_TOKEN_WORD;
}

static inline bool is_glued(const vb_segment_reader *r, ptrdiff_t i) {
  return i < r->end && (r->s->tokens.v[i].flags & VB_TOKEN_GLUED);
}

static inline bool is_han(const vb_segment_reader *r, ptrdiff_t i) {
  int len;
  int32_t c = vb_utf8_decode(r->s->tokens.v[i].text, 0, &len);
  return vb_utf8_is_cjk(c) && !vb_utf8_is_hangul(c);
}

/* ---- segment_names.c ---- */

/* Does token i begin with a syllable of Hangul?  Not where none is left. */
bool vb_segment_begins_hangul(const vb_segment_reader *reader, ptrdiff_t i);

/* The others give the position behind the name that begins at token i; i if none does. */

/* Where offices or respect lead to it; `country` is its bearer's, if that is told. */
ptrdiff_t vb_segment_name(const vb_segment_reader *reader, ptrdiff_t i, vb_str country);
/* Where nothing leads to it; `known`: the article's names have it. */
ptrdiff_t vb_segment_korean_name(const vb_segment_reader *reader, ptrdiff_t i, bool known);
/* A surname with what follows it, or a transcription. */
ptrdiff_t vb_segment_chinese_name(const vb_segment_reader *reader, ptrdiff_t i);

#endif
