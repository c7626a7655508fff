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
 * Sentences (sentences.c) end at . ! ? and their CJK kin, behind the marks that
 * close there, and at paragraph breaks.  They do not end inside
 *   an abbreviation   Mr. Bo; on Oct. 1; U.S. President; No. 5; J. K. Bo
 *                     (but: "in the U.S. The premier said" are two sentences)
 *   a number          2011. 1. 18; a list's "1. Lund"
 *   a turn of speech  "Is it time?" Bo asked; the Japanese and Korean quotation before its verb
 */
#ifndef VB_LANGUAGE_TOKENS_H
#define VB_LANGUAGE_TOKENS_H

#include "language/vocabulary.h"
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
  VB_TOKEN_POINTED = 32,  /* an abbreviation whose point may end a sentence too: U.S. */
  VB_TOKEN_STOPS = 64,    /* ... and does: a small word with a capital follows */
  VB_TOKEN_TELLS = 128,   /* "asked": carries on the sentence of a quotation before it */
};

enum { VB_TOKEN_UNSETTLED = UINT8_MAX };

typedef struct {
  vb_span span;
  vb_str text;
  vb_str fold; /* for comparing: folded case, accents, typography; `text` itself where it can be */
  uint64_t hash; /* of fold */
  uint32_t word; /* in the vocabulary; 0: no list of the lexicon knows it */
  uint32_t
      begins[VB_PHRASE_SETS]; /* classes of which a phrase may begin here; see vb_phrases_mark */
  uint32_t is; /* classes of the first set of which one does, if the text goes on so far */
  uint8_t kind, flags;
  uint8_t longest; /* of those of `is`, in tokens; VB_TOKEN_UNSETTLED: not sought yet */
  bool plain; /* a word of ASCII letters and digits, two or more, and no point; or an ASCII mark but
               * the apostrophe */
} vb_token;
VB_SLICE_TYPE(vb_tokens, vb_token);

typedef struct {
  ptrdiff_t start, end; /* tokens, half open */
} vb_token_range;
VB_SLICE_TYPE(vb_sentences, vb_token_range);

/* Words that keep their point and words that tell what a point means, and the vocabulary that they
 * are the first list of; compiled once.  `arena` is that vocabulary's home. */
typedef struct {
  vb_vocabulary *vocabulary;
  uint8_t bytes[256]; /* what each is in a word; see tokens.c */
} vb_abbreviations;
vb_abbreviations *vb_abbreviations_new(vb_arena *arena, const vb_lexicon *lexicon);

vb_tokens vb_tokens_make(const vb_abbreviations *abbreviations, vb_str text, vb_arena *out);
vb_sentences vb_sentences_make(vb_tokens tokens, vb_arena *out);

/* Folded in place: no capital stands anywhere in it. */
static inline bool vb_token_is_small(const vb_token *t) { return t->fold.p == t->text.p; }

static inline bool vb_token_is(const vb_token *t, vb_str word) { return vb_str_eq(t->fold, word); }

#endif
