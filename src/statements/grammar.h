/* Internal to statements: the words of clauses and the cue verbs.
 *
 * For each word what it can be: the classes of lexicon/<language>/clause.tsv, and which form of
 * which verb of cues.tsv.  The vocabulary tells where it stands.
 */
#ifndef VB_STATEMENTS_GRAMMAR_H
#define VB_STATEMENTS_GRAMMAR_H

#include "statements/statement.h"

enum {
  VB_CLAUSE_DETERMINER = 1 << 0,
  VB_CLAUSE_SUBJECT = 1 << 1,
  VB_CLAUSE_OBJECT = 1 << 2,
  VB_CLAUSE_POSSESSIVE = 1 << 3,
  VB_CLAUSE_BE = 1 << 4,
  VB_CLAUSE_HAVE = 1 << 5,
  VB_CLAUSE_DO = 1 << 6,
  VB_CLAUSE_MODAL = 1 << 7,
  VB_CLAUSE_NEGATION = 1 << 8,
  VB_CLAUSE_PREPOSITION = 1 << 9,
  VB_CLAUSE_ADJUNCT = 1 << 10,
  VB_CLAUSE_AND = 1 << 11,
  VB_CLAUSE_WHEN = 1 << 12,
  VB_CLAUSE_WHO = 1 << 13,
  VB_CLAUSE_WHAT = 1 << 14,
  VB_CLAUSE_THAT = 1 << 15,
  VB_CLAUSE_TO = 1 << 16,
  VB_CLAUSE_ADVERB = 1 << 17,
  VB_CLAUSE_AS = 1 << 18,
  VB_CLAUSE_DOCUMENT = 1 << 19,
  VB_CLAUSE_SAYING = 1 << 20,
  VB_CLAUSE_OWN = 1 << 21,
  VB_CLAUSE_ACCORDING = 1 << 22,
  VB_CLAUSE_DASH = 1 << 23,
  VB_CLAUSE_INNER = 1 << 24,
  VB_CLAUSE_READER = 1 << 25,
  VB_CLAUSE_TURN = 1 << 26,
  /* of a token in its clause, see clause.c */
  VB_CLAUSE_ADVERBIAL = 1 << 27, /* an adverb, a negation, or a word that ends like an adverb */
  VB_CLAUSE_FINITE = 1 << 28,    /* a finite verb, as far as its form and the word before tell */
  VB_CLAUSE_AUXILIARY = VB_CLAUSE_BE | VB_CLAUSE_HAVE | VB_CLAUSE_DO | VB_CLAUSE_MODAL,
};

/* Forms of a verb, as bits: "read" is several. */
enum {
  VB_VERB_BASE = 1,
  VB_VERB_THIRD = 2,
  VB_VERB_PAST = 4,
  VB_VERB_PARTICIPLE = 8,
  VB_VERB_ING = 16
};

/* What may stand behind a cue verb; the letters of the column `frames`. */
enum {
  VB_FRAME_CLAUSE = 1 << 0,
  VB_FRAME_THAT = 1 << 1,
  VB_FRAME_WHETHER = 1 << 2,
  VB_FRAME_INFINITIVE = 1 << 3,
  VB_FRAME_NOUN = 1 << 4,
  VB_FRAME_AS = 1 << 5,
  VB_FRAME_ADDRESSEE = 1 << 6,
  VB_FRAME_BEHIND = 1 << 7,
  VB_FRAME_WEAK = 1 << 8,
  VB_FRAME_PLAIN = 1 << 9,
};

typedef enum {
  VB_CUE_SAY,
  VB_CUE_TELL,
  VB_CUE_ASK,
  VB_CUE_THINK,
  VB_CUE_WANT,
  VB_CUE_SHOW,
  VB_CUE_JUDGE,
  VB_N_CUE_KINDS
} vb_cue_kind;

typedef struct {
  vb_cue_kind kind;
  unsigned frames;
  vb_strs after; /* folded prepositions and particles */
} vb_cue;
VB_SLICE_TYPE(vb_cues, vb_cue);

struct vb_statement_grammar {
  vb_arena_region region;
  vb_arena arena; /* while opening */
  vb_arena_guard guard;
  const vb_language *language;
  vb_cues cues;
  vb_vocabulary *vocabulary; /* says of each word what it can be */
  vb_strs adverb_endings;
  bool ends_adverb[256]; /* by byte: does an ending end so? */
};

#endif
