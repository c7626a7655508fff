/* Internal to statements: a field as the finders of cues, sources and contents see it.
 *
 *   Ana Costa told reporters "we agree" on Friday.
 *   .   .     cue  .         [quoted ]  PREP .    .
 *
 * Each token has the classes of its word, the cue verb that it is a form of, and
 * the quoted stretch that it stands in.  Sentences are joined to units where a
 * quotation runs over their ends, so that a cue and what it introduces stand in
 * one unit; a unit never leaves its paragraph, and the first of a text begins
 * behind its dateline.
 */
#ifndef VB_STATEMENTS_CLAUSE_H
#define VB_STATEMENTS_CLAUSE_H

#include "statements/grammar.h"
#include "statements/marks.h"

typedef struct {
  uint32_t classes;
  int16_t cue; /* -1: none */
  uint8_t forms;
  char mark;     /* of one byte: , . : ( ... ; 0 */
  int32_t quote; /* index of the stretch; -1: outside */
  int32_t time;  /* of a time expression's first token: the token behind it; 0 */
  int32_t
      label; /* of a sentence's first token: the colon of a speaker's label that comes back; 0 */
} vb_clause_word;

typedef struct {
  const vb_statement_grammar *grammar;
  const vb_analysed_field *field;
  vb_tokens t;
  vb_clause_word *words;
  vb_quoteds quotes;
  vb_sentences units;
  vb_indices hints; /* tokens outside quotations that an attribution may hang on, in text order */
} vb_clause_view;

vb_clause_view vb_clause_view_make(const vb_statement_grammar *grammar,
                                   const vb_analysed_field *field, vb_arena *out);

static inline bool vb_clause_is(const vb_clause_view *c, ptrdiff_t i, uint32_t classes) {
  return (c->words[i].classes & classes) != 0;
}
static inline const vb_cue *vb_clause_cue(const vb_clause_view *c, ptrdiff_t i) {
  int cue = c->words[i].cue;
  return cue < 0 ? NULL : &c->grammar->cues.v[cue];
}
static inline const vb_quoted *vb_clause_quote(const vb_clause_view *c, ptrdiff_t i) {
  int quote = c->words[i].quote;
  return quote < 0 ? NULL : &c->quotes.v[quote];
}
/* The next and the previous step, where a quoted stretch is one step. */
static inline ptrdiff_t vb_clause_next(const vb_clause_view *c, ptrdiff_t i) {
  const vb_quoted *q = vb_clause_quote(c, i);
  return q ? q->tokens.end : i + 1;
}
static inline ptrdiff_t vb_clause_before(const vb_clause_view *c, ptrdiff_t i) {
  const vb_quoted *q = i > 0 ? vb_clause_quote(c, i - 1) : NULL;
  return q ? q->tokens.start : i - 1;
}
static inline bool vb_clause_mark(const vb_clause_view *c, ptrdiff_t i, char mark) {
  return c->words[i].mark == mark;
}
static inline bool vb_clause_ends_sentence(const vb_clause_view *c, ptrdiff_t i) {
  char mark = c->words[i].mark;
  return mark == '.' || mark == '!' || mark == '?';
}
/* An adverb, a negation, or a word that ends like an adverb. */
static inline bool vb_clause_is_adverb(const vb_clause_view *c, ptrdiff_t i) {
  return vb_clause_is(c, i, VB_CLAUSE_ADVERBIAL);
}
/* A past form that no article or adjective stands before, or a cue that is no noun. */
static inline bool vb_clause_is_finite(const vb_clause_view *c, ptrdiff_t i) {
  return vb_clause_is(c, i, VB_CLAUSE_FINITE);
}
/* A title: "Morning in Fictia". */
bool vb_clause_is_title(const vb_clause_view *c, const vb_quoted *q);

#endif
