/* Internal to claims: the period that a claim of counts is about.
 *
 *   "since late 2011"   "this year"   "between 2015 and 2019"   "in three years"
 *
 * In: a sentence with its times.  Out: the claim's since and until; unknown where no limit is told.
 */
#ifndef VB_EXCHANGES_CLAIM_PERIOD_H
#define VB_EXCHANGES_CLAIM_PERIOD_H

#include "exchanges/claim.h"
#include "exchanges/sentence.h"

void vb_claim_read_period(const vb_claim_words *words, const vb_sentence *s, vb_tokens t,
                          vb_date published, vb_claim *claim);
/* Is one of the sentence's tokens from `start` to `end` in the map? */
bool vb_claim_any_of(const vb_wordmap *map, const vb_sentence *s, vb_tokens t, ptrdiff_t start,
                     ptrdiff_t end);

#endif
