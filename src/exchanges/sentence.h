/* Chunks: a sentence as the patterns see it.
 *
 *   Ana Costa, president of X, on Monday sent a message of greeting to Bo Li on its national day
 *   [ACTORS                  ] [TIME   ] sent [FORM               ] to [ACTORS][OCCASION         ]
 *
 * In: the tokens of a sentence, the article's time expressions and people.
 * Out: chunks, and what stands behind each (actors resolved, form phrases,
 * dates, occasions).
 */
#ifndef VB_EXCHANGES_SENTENCE_H
#define VB_EXCHANGES_SENTENCE_H

#include "exchanges/form_phrase.h"

typedef struct {
  vb_mentions list; /* resolved; lists ("A, B and C") are one chunk */
} vb_actor_list;
VB_SLICE_TYPE(vb_actor_lists, vb_actor_list);
VB_SLICE_TYPE(vb_form_phrases, vb_form_phrase);

typedef struct {
  vb_token_range tokens;
  vb_str text;        /* without the words that lead to it */
  vb_purpose purpose; /* what the words that lead to it say */
} vb_occasion_phrase;
VB_SLICE_TYPE(vb_occasion_phrases, vb_occasion_phrase);

typedef struct {
  vb_token_range tokens;
  vb_chunks chunks;
  vb_actor_lists actors;
  vb_form_phrases forms;
  vb_times times;
  vb_occasion_phrases occasions;
} vb_sentence;

/* What chunking needs to know of the text around. */
typedef struct {
  const vb_grammar *grammar;
  vb_tokens tokens;
  vb_times times; /* of the whole text, in order */
  const vb_people *people;
  const vb_actor *subject; /* whom "he" means at the start of the sentence; may be NULL */
  const vb_actor *author;  /* whom "I" means; may be NULL */
  vb_mentions group;       /* whom "they" means at the start of the sentence; may be none */
} vb_sentence_context;

vb_sentence vb_sentence_chunk(const vb_sentence_context *context, vb_token_range range,
                              vb_arena *out);

/* The first, as a rule the only, actor of an ACTORS chunk. */
const vb_mention *vb_sentence_actor(const vb_sentence *sentence, const vb_chunk *chunk);

/* For those who cut a sentence: adds a chunk of tokens [from, to); `index` is of the list that its
 * kind has. */
static inline vb_chunk *vb_sentence_add(vb_sentence *sentence, vb_chunk_kind kind, ptrdiff_t from,
                                        ptrdiff_t to, ptrdiff_t index, vb_arena *out) {
  vb_chunk *chunk = vb_push(out, &sentence->chunks);
  *chunk = (vb_chunk){.kind = kind, .tokens = {from, to}, .index = (int)index};
  return chunk;
}
/* The first time expression that can stand in a sentence from this byte on; they are in text
 * order. */
ptrdiff_t vb_sentence_first_time(vb_times times, ptrdiff_t start);

/* The words of an occasion as they are told, but for the titles before full names. */
vb_str vb_occasion_phrase_text(const vb_words *words, vb_tokens tokens, vb_token_range range,
                               vb_arena *out);

#endif
