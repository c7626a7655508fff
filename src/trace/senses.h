/* What words mean to a trace: which changes of a quotation are style, and which change its meaning.
 *
 * In: lexicon/LANGUAGE/senses.tsv (negations, modals, quantifiers, numbers ...), variants.tsv
 * (spellings, contractions, inflections), months.tsv, time.tsv (weekdays), abbreviations.tsv.  Out,
 * for one word: the classes it is of, its value in each, the one spelling that stands for all of
 * its spellings, and the stem that stands for its inflections.
 *
 *   defence, defense -> defens    eight -> 8    organised -> organize..    don't -> do not
 *
 * Compiled once, read only, and shared by threads; it lives in the arena.  A language without these
 * tables has digits, letters and nothing else: every changed word is then a changed word.
 */
#ifndef VB_TRACE_SENSES_H
#define VB_TRACE_SENSES_H

#include "language/folded.h"
#include "lexicon/lexicon.h"

/* Classes of words, as bits; the rows of senses.tsv name them. */
enum {
  VB_SENSE_NEGATION = 1 << 0,
  VB_SENSE_MODALITY = 1 << 1,   /* values tell degrees apart: may and might are one */
  VB_SENSE_QUANTIFIER = 1 << 2, /* likewise: all and every are one */
  VB_SENSE_CONDITION = 1 << 3,  /* if, unless, except: dropped, it changes the meaning */
  VB_SENSE_NUMBER = 1 << 4,     /* a cardinal; value: which */
  VB_SENSE_ORDINAL = 1 << 5,
  VB_SENSE_SCALE = 1 << 6,  /* hundred, thousand: multiplies what stands before it */
  VB_SENSE_AMOUNT = 1 << 7, /* dozen, half, decade: a number that no other number replaces */
  VB_SENSE_MONTH = 1 << 8,
  VB_SENSE_WEEKDAY = 1 << 9,
  VB_SENSE_SMALL = 1 << 10,   /* articles, prepositions, pronouns: tie no text to another */
  VB_SENSE_ARTICLE = 1 << 11, /* the, a: what a paper that mends grammar adds and drops */
  VB_SENSE_JOIN = 1 << 12,    /* "and" inside a number */
  VB_SENSE_POINT = 1 << 13,   /* Mr, Gen: the point behind it ends no sentence */
};

typedef struct vb_senses vb_senses;

/* NULL with *error set for a row that nothing reads. */
vb_senses *vb_senses_new(const vb_lexicon *lexicon, vb_str language, vb_arena *arena,
                         vb_error *error);

typedef struct {
  uint32_t classes;
  int32_t calendar; /* which month, or which weekday */
  int64_t value;    /* in the first other class that has values */
} vb_sense;

/* Of a word by its hash (folded.h); none: 0. */
vb_sense vb_senses_of(const vb_senses *senses, uint64_t hash);

/* The spelling that stands for all spellings of a folded word. */
vb_str vb_senses_spelling(const vb_senses *senses, vb_str folded, vb_arena *out);
/* The stem that stands for the inflections of such a spelling. */
vb_str vb_senses_stem(const vb_senses *senses, vb_str spelling);

/* The words that a contraction stands for, one blank between them: "do not"; alternatives with
 * " | " between them.  The word itself if it is none. */
vb_str vb_senses_expand(const vb_senses *senses, vb_str folded, vb_arena *out);

/* Are months and weekdays written without a capital?  Have all nouns one? */
bool vb_senses_small_months(const vb_senses *senses);
bool vb_senses_capital_nouns(const vb_senses *senses);

/* Is one of the two the other with a negating prefix: "possible", "impossible"? */
bool vb_senses_negates(const vb_senses *senses, vb_str folded, vb_str other);

#endif
