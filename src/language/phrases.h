/* Phrases: which words and word sequences of the lexicon begin at a token.
 *
 * A trie over folded words, kept as a hash table of prefixes; longest match,
 * one look-up a token behind the first, which the vocabulary knows.  A phrase belongs to one or
 * more classes; each class has a payload of its own (a table row or an index).  A phrase that the
 * lexicon writes in capitals only (WHO, US, SPA) matches capitals only; one
 * that begins with a capital matches only where the text has one there.
 */
#ifndef VB_LANGUAGE_PHRASES_H
#define VB_LANGUAGE_PHRASES_H

#include "language/tokens.h"

typedef struct vb_phrases vb_phrases;

enum { VB_PHRASE_WORDS = 12 }; /* longer phrases are not stored */

/* `set` is 0, 1 or 2: where the vocabulary and vb_phrases_mark note the classes of this set's
 * phrases.  No two sets of one number hold phrases over one vocabulary.  `expected`: about how many
 * phrases and beginnings of phrases will be added; more find room too. */
vb_phrases *vb_phrases_new(vb_vocabulary *vocabulary, int set, ptrdiff_t expected, vb_arena *arena);
/* `class` is one bit.  The same phrase and class again keeps the first payload. */
void vb_phrases_add(vb_phrases *phrases, const vb_abbreviations *abbreviations, vb_str phrase,
                    uint32_t class, int payload, vb_arena *arena);
/* Adds every alternative of the given columns ("name,names") of a table; payload is the row. */
void vb_phrases_add_table(vb_phrases *phrases, const vb_abbreviations *abbreviations,
                          const vb_table *table, const char *columns, uint32_t class,
                          vb_arena *arena);

typedef struct {
  int n_tokens; /* 0: none */
  int payload;
} vb_phrase_match;

/* The longest phrase of any of `classes` that begins at token i and ends before `end`. */
vb_phrase_match vb_phrases_at(const vb_phrases *phrases, vb_tokens tokens, ptrdiff_t i,
                              ptrdiff_t end, uint32_t classes);

/* Notes at each token which classes can begin there (in begins), so that most look-ups end
 * before they start; of the first set also which do, and how far they reach (is, longest), so that
 * most need not start at all.  Tokens that are not marked may begin anything.  A token list is
 * marked by at most three phrase sets. */
void vb_phrases_mark(const vb_phrases *phrases, vb_tokens tokens);

/* All classes of a single word. */
uint32_t vb_phrases_classes(const vb_phrases *phrases, const vb_token *token);

#endif
