/* What would be nearest to a question that found nothing: names like the one asked for, and how
 * many exchanges each condition alone keeps away. */
#ifndef VB_ANSWERS_NEAREST_H
#define VB_ANSWERS_NEAREST_H

#include "answers/ledger.h"

/* Is there any exchange with such a party? */
bool vb_nearest_known(vb_archive *archive, const vb_lexicon *lexicon, vb_str party,
                      vb_arena scratch);
/* What an archive has names for. */
typedef enum {
  VB_NEAREST_PARTIES,   /* of the ledger */
  VB_NEAREST_ACTORS,    /* and of reports, and speakers */
  VB_NEAREST_OUTLETS,   /* and agencies */
  VB_NEAREST_OCCASIONS, /* their words, their keys, and the keys of all years */
} vb_nearest_kind;

/* Those that are spelled almost like it, the nearest first. */
vb_strs vb_nearest_names(vb_archive *archive, vb_nearest_kind kind, vb_str text, vb_arena *out,
                         vb_arena scratch);
/* The keys of occasions of one kind ("founding:LO": founding), the most frequent first. */
vb_strs vb_nearest_keys(vb_archive *archive, vb_str key, vb_arena *out, vb_arena scratch);
/* How many exchanges answer; negative after a failure. */
int64_t vb_nearest_count(vb_archive *archive, const vb_lexicon *lexicon,
                         const vb_ledger_query *query, vb_arena scratch);

#endif
