/* The words of time expressions, and the window of tokens that their grammar looks through.
 *
 * In: lexicon/en/time.tsv and months.tsv, compiled once into a hash table of
 * folded words.  Out: a lexer that reads a text once, keeps a ring of the last
 * and next few tokens and never looks back further.  Its tokens are finer than
 * those of tokens.h (letters | digits | marks), but most words are the same in
 * both and taken from there:
 *
 *   ... on | the | 21 | st | of | Dec | . | 2011 ...
 *     prev   at(0)  ------ at(k), k < VB_TIME_AHEAD ->
 */
#ifndef VB_LANGUAGE_TIME_WORDS_H
#define VB_LANGUAGE_TIME_WORDS_H

#include "language/time.h"

typedef enum {
  VB_TW_END,   /* of the text, or a paragraph break */
  VB_TW_OTHER, /* a word that says nothing of time */
  VB_TW_MARK,  /* one mark; value is the byte */
  VB_TW_POSSESSIVE,
  VB_TW_DIGITS, /* value; n_digits */
  VB_TW_DECADE, /* 1990s */
  VB_TW_MONTH,
  VB_TW_WEEKDAY,
  VB_TW_WEEKDAYS,
  VB_TW_UNIT, /* value: letter of the unit; VB_TW_TIME_UNIT added to it below a day */
  VB_TW_UNITS,
  VB_TW_NUMBER,
  VB_TW_ORDINAL,
  VB_TW_SEASON,
  VB_TW_PART,
  VB_TW_CLOCK,
  VB_TW_DAY,
  VB_TW_TONIGHT,
  VB_TW_REF,
  VB_TW_RECENT,
  VB_TW_DEICTIC,
  VB_TW_SPAN,
  VB_TW_BOUND,
  VB_TW_AGO,
  VB_TW_EVERY,
  VB_TW_SET,
  VB_TW_ARTICLE,
  VB_TW_THE,
  VB_TW_OF,
  VB_TW_AND,
  VB_TW_TO,
  VB_TW_IN,
  VB_TW_ON,
  VB_TW_FOR,
  VB_TW_FEW,
  VB_TW_HALF,
  VB_TW_MORE,
  VB_TW_FISCAL,
  VB_TW_MERIDIEM,
  VB_TW_ZONE,
  VB_TW_HOLIDAY,
  VB_TW_ERA,
  VB_TW_BC,
  VB_TW_AD,
  VB_TW_PERIOD,  /* of a firm's accounts: the quarter that the text speaks of */
  VB_TW_COUNTED, /* what numbers count: people, percent */
  VB_TW_OLD,
  VB_TW_LATEST,
  VB_TW_TENSE,    /* value: 1 what is to come, 2 too unless it "was" so, -1 what was */
  VB_TW_BE,       /* "to be held" is to come, and "held" behind it no past */
  VB_TW_NUMBERED, /* "Resolution 1973" is of no year */
  VB_TW_TIMES,    /* "twice a week" */
  VB_TW_KIND,     /* of a unit: "trading days", "the full year" */
  VB_TW_N
} vb_time_class;

enum { VB_TIME_AHEAD = 20, VB_TIME_BEHIND = 4, VB_TIME_RING = 32, VB_TIME_UNIT = 256 };
_Static_assert(VB_TW_N <= 64, "a set of classes is one word of bits");

typedef struct {
  vb_span span;
  uint8_t class;
  bool glued;   /* nothing before it */
  bool capital; /* begins with a capital letter */
  bool care, abbreviated, plural;
  int8_t verb; /* 1 says of what is to come, 2 too unless it "was" so, -1 of what was; 0 no verb */
  int n_digits;
  int value;
  vb_str text; /* the row's value: "PAST_REF" */
} vb_time_token;

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

/* Can no expression begin with a word of this class? */
static inline bool vb_time_never_begins(vb_time_class class) {
#define VB_TW_BIT(name) (UINT64_C(1) << VB_TW_##name)
  const uint64_t never = VB_TW_BIT(OTHER) | VB_TW_BIT(MARK) | VB_TW_BIT(POSSESSIVE) |
                         VB_TW_BIT(END) | VB_TW_BIT(OF) | VB_TW_BIT(AND) | VB_TW_BIT(TO) |
                         VB_TW_BIT(IN) | VB_TW_BIT(ON) | VB_TW_BIT(FOR) | VB_TW_BIT(TENSE) |
                         VB_TW_BIT(BE) | VB_TW_BIT(NUMBERED) | VB_TW_BIT(COUNTED) | VB_TW_BIT(AGO);
#undef VB_TW_BIT
  return never >> class & 1;
}

#endif
