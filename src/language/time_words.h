/* The words of time expressions: what each says of time.
 *
 * In: lexicon/en/time.tsv and months.tsv, compiled once into a hash table of folded words.  Out:
 * what a word's row says, as the token that the lexer (time_lexer.h) makes of it.
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

enum { VB_TIME_UNIT = 256, VB_TIME_SLOTS = 2048 };
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

/* How vb_time_pass goes over a word; UNKNOWN, of those that no row has: over all but verbs of the
 * past. */
enum { VB_TIME_UNKNOWN, VB_TIME_PASSED, VB_TIME_PASSED_BEFORE_OTHER, VB_TIME_STOPPED_AT };

/* By the hash of the folded word, as tokens.h has it, with points dropped. */
struct vb_time_grammar {
  uint64_t hashes[VB_TIME_SLOTS];     /* 0: free */
  vb_time_token words[VB_TIME_SLOTS]; /* class, value, text, care, abbreviated, plural */
  ptrdiff_t n;
  vb_vocabulary *vocabulary; /* says of tokens which slot is theirs; NULL: there are none */
};

/* What the word says of time, whatever its case, with or without its points; NULL: nothing. */
const vb_time_token *vb_time_word(const vb_time_grammar *grammar, vb_str word);
/* The same of a word that the vocabulary has. */
static inline const vb_time_token *vb_time_word_of(const vb_time_grammar *grammar,
                                                   const vb_token *word) {
  uint16_t slot = grammar->vocabulary->words.v[word->word].time;
  return slot ? &grammar->words[slot - 1] : NULL;
}
static inline int vb_time_passes(const vb_time_grammar *grammar, const vb_token *word) {
  return grammar->vocabulary->words.v[word->word].time_passes;
}

#endif
