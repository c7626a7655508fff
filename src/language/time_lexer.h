/* The window of tokens that the grammar of time expressions looks through.
 *
 * In: a text, and its tokens if they are known.  Out: a lexer that reads the text once, keeps a
 * ring of the last and next few tokens and never looks back further.  Its tokens are finer than
 * those of tokens.h (letters | digits | marks), but most words are the same in both and taken from
 * there:
 *
 *   ... on | the | 21 | st | of | Dec | . | 2011 ...
 *     prev   at(0)  ------ at(k), k < VB_TIME_AHEAD ->
 */
#ifndef VB_LANGUAGE_TIME_LEXER_H
#define VB_LANGUAGE_TIME_LEXER_H

#include "language/time_words.h"

enum { VB_TIME_AHEAD = 20, VB_TIME_BEHIND = 4, VB_TIME_RING = 32 };

typedef struct {
  const vb_time_grammar *grammar;
  vb_str text;
  vb_tokens words;     /* of the text, if they are known */
  ptrdiff_t next;      /* of them: the first that does not begin before `at` */
  ptrdiff_t at;        /* next byte to read */
  ptrdiff_t head, end; /* tokens: the head, and how many were read */
  vb_time_token ring[VB_TIME_RING];
} vb_time_lexer;

vb_time_lexer vb_time_lexer_begin(const vb_time_grammar *grammar, vb_str text, vb_tokens words);
/* Reads up to token i from the begin of the text (below 0: nothing there). */
const vb_time_token *vb_time_read(vb_time_lexer *lexer, ptrdiff_t i);

/* Moves the head over plain words that begin no expression and are no verbs, as most are; it stops
 * at once where tokens ahead were read already. */
void vb_time_pass(vb_time_lexer *lexer);

/* Token k from the head, -VB_TIME_BEHIND <= k < VB_TIME_AHEAD. */
static inline const vb_time_token *vb_time_at(vb_time_lexer *lexer, int k) {
  ptrdiff_t i = lexer->head + k;
  return i >= 0 && i < lexer->end ? &lexer->ring[i & (VB_TIME_RING - 1)] : vb_time_read(lexer, i);
}
static inline void vb_time_advance(vb_time_lexer *lexer, int n) { lexer->head += n; }

#endif
