/* Tokens and sentences of a text.
 *
 * In: UTF-8 text (paragraphs separated by blank lines) and the abbreviations of
 * lexicon/<language>/abbreviations.tsv.  Out: tokens in text order that cover
 * all but white space, and sentences as half-open ranges of tokens.
 *
 *   Mr. Bo's aides said: "We agree."
 *   Mr. | Bo | 's | aides | said | : | " | We | agree | . | "
 *
 * A word keeps inner apostrophes, hyphens and points (Chol-min, O'Neill, U.S.);
 * a known abbreviation and a single capital keep their point.  A capital inside
 * a word after a small letter begins a new token when the first part is a word
 * of its own ("ComradeBo"), which is how pages that lost a tag glue words.
 *
 * Sentences end at . ! ? and their CJK kin, at paragraph breaks, and not inside
 * quotation marks unless a quoted sentence is followed by a capital.
 */
#ifndef VB_LANGUAGE_TOKENS_H
#define VB_LANGUAGE_TOKENS_H

#include "base/vec.h"
#include "lexicon/lexicon.h"

typedef enum {
  VB_TOKEN_WORD,   /* letters, perhaps with digits */
  VB_TOKEN_NUMBER, /* begins with a digit: 12, 1,000, 63rd */
  VB_TOKEN_PUNCT,  /* one mark */
} vb_token_kind;

enum {
  VB_TOKEN_CAPITAL = 1,   /* first letter is upper case */
  VB_TOKEN_ALL_CAPS = 2,  /* two letters or more, all upper case (U.S. too) */
  VB_TOKEN_PARAGRAPH = 4, /* first token of a paragraph */
  VB_TOKEN_GLUED = 8,     /* no white space before it */
  VB_TOKEN_OPEN = 16,     /* an abbreviation that something must follow: Mr. */
};

enum { VB_PHRASE_SETS = 3 }; /* sets of phrases that may mark a token; see phrases.h */

typedef struct {
  vb_span span;
  vb_str text;
  vb_str fold;   /* for comparing: folded case, accents, typography */
  uint64_t hash; /* of fold */
  uint32_t
      begins[VB_PHRASE_SETS]; /* classes of which a phrase may begin here; see vb_phrases_mark */
  uint8_t kind, flags;
} vb_token;
VB_SLICE_TYPE(vb_tokens, vb_token);

typedef struct {
  ptrdiff_t start, end; /* tokens, half open */
} vb_token_range;
VB_SLICE_TYPE(vb_sentences, vb_token_range);

/* Words that keep their point; compiled once, read only. */
typedef struct vb_abbreviations vb_abbreviations;
vb_abbreviations *vb_abbreviations_new(vb_arena *arena, const vb_lexicon *lexicon);

vb_tokens vb_tokens_make(const vb_abbreviations *abbreviations, vb_str text, vb_arena *out);
vb_sentences vb_sentences_make(vb_tokens tokens, vb_arena *out);

static inline bool vb_token_is(const vb_token *t, vb_str word) { return vb_str_eq(t->fold, word); }

#endif
