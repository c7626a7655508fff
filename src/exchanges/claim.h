/* Claims of counts: what an article says of how many exchanges there were.
 *
 *   "exchanged verbal or written messages a total of seven times since late 2011"
 *   "the third letter this year", "their first call since 2019"
 *
 * In: an analysed article and its exchanges.  Out: claims in text order, each
 * with parties, form, number and period, so that a ledger can be asked.  What a
 * sentence leaves open, the parties above all, is that of the exchange which the
 * article tells; a claim whose parties stay unknown is left out.  Words are rows
 * of lexicon/en/claims.tsv.
 */
#ifndef VB_EXCHANGES_CLAIM_H
#define VB_EXCHANGES_CLAIM_H

#include "exchanges/exchange.h"

typedef enum {
  VB_CLAIM_COUNT,  /* so many in the period */
  VB_CLAIM_ORDINAL /* the article's exchange is the n-th of the period */
} vb_claim_kind;
typedef enum { VB_CLAIM_EXACTLY, VB_CLAIM_LEAST, VB_CLAIM_MOST, VB_CLAIM_ABOUT } vb_claim_bound;

typedef struct {
  vb_claim_kind kind;
  vb_claim_bound bound;
  int number;
  vb_form form; /* VB_FORM_MESSAGE: any written one */
  bool both;    /* either may be the sender */
  vb_actors from, to;
  vb_date since, until; /* unknown: no limit is told */
  vb_evidence sentence, words;
} vb_claim;
VB_SLICE_TYPE(vb_claims, vb_claim);

/* Compiled once; read only. */
typedef struct {
  vb_wordmap number, ordinal; /* of merge_words */
  vb_wordmap times, time, once, least, most, about, meeting, call, visit, both;
  vb_wordmap since, until, and, their, between, within, to;
} vb_claim_words;

vb_claim_words vb_claim_words_load(const vb_lexicon *lexicon, vb_arena *out);
vb_claims vb_claims_find(const vb_grammar *grammar, const vb_claim_words *words,
                         const vb_analysis *analysis, const vb_exchanges *exchanges, vb_arena *out,
                         vb_arena scratch);
/* Does an exchange of this form count for the claim? */
bool vb_claim_counts_form(const vb_claim *claim, vb_form form);
/* count, ordinal; exactly, at least, at most, about */
const char *vb_claim_kind_name(vb_claim_kind kind);
const char *vb_claim_bound_name(vb_claim_bound bound);

#endif
