/* What would be nearest to a question that found nothing: names like the one asked for, and how
 * many exchanges each condition alone keeps away. */
#ifndef VB_ANSWERS_NEAREST_H
#define VB_ANSWERS_NEAREST_H

#include "answers/ledger.h"

/* Is there any exchange with such a party? */
bool vb_nearest_known(vb_archive *archive, const vb_lexicon *lexicon, vb_str party,
                      vb_arena scratch);
/* Names and organisations of the ledger that are spelled almost like it, the nearest first. */
vb_strs vb_nearest_parties(vb_archive *archive, vb_str party, vb_arena *out, vb_arena scratch);
/* How many exchanges answer; negative after a failure. */
int64_t vb_nearest_count(vb_archive *archive, const vb_lexicon *lexicon,
                         const vb_ledger_query *query, vb_arena scratch);

#endif
