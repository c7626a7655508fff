/* Merging: reports of one exchange become one ledger row, and replies find what they answer.
 *
 * Reports can be of one exchange only when they share a merge key (an
 * unordered pair of parties), so an archive merges key by key; whatever order
 * reports were added in, the same set gives the same groups.
 */
#ifndef VB_EXCHANGES_MERGE_H
#define VB_EXCHANGES_MERGE_H

#include "exchanges/exchange.h"

/* What merging needs to know of a report.  `id` orders reports and is unique. */
typedef struct {
  vb_str id, article;
  vb_exchange exchange; /* evidence and cues are not needed */
  vb_str agency, outlet;
  vb_str answers; /* id of the report, of the same article, that it answers; {0} */
} vb_report;
VB_SLICE_TYPE(vb_reports, vb_report);

/* The blocking key of a report: "CN|KP".  Never empty. */
vb_str vb_merge_key(const vb_exchange *exchange, vb_arena *out, vb_arena scratch);

typedef struct {
  vb_str id;            /* "x" + 16 hex digits of the hash of the smallest report id */
  vb_exchange exchange; /* the best that the reports say together */
  ptrdiff_t *reports;   /* indices into the input, ascending */
  ptrdiff_t n_reports;
  bool mentioned_only;
  vb_str reply_to; /* id of the row that it answers; {0} if none is held */
} vb_ledger_row;
VB_SLICE_TYPE(vb_ledger_rows, vb_ledger_row);

/* All reports of one key -> rows, ordered by date, then id.  The lexicon says which words of
 * names are honorifics and which words name one kind of occasion. */
vb_ledger_rows vb_merge_reports(const vb_lexicon *lexicon, vb_reports reports, vb_arena *out,
                                vb_arena scratch);

/* primary, derived or mention, for one report of a row.  `agencies` says which state organ is
 * whose. */
typedef enum { VB_ROLE_PRIMARY, VB_ROLE_DERIVED, VB_ROLE_MENTION } vb_role;
vb_role vb_report_role(const vb_lexicon *lexicon, const vb_report *report);
const char *vb_role_name(vb_role role);

#endif
