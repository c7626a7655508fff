/* Merging: reports of one exchange become one ledger row, and replies find what they answer.
 *
 * Reports can be of one exchange, or an exchange and its reply, only when they
 * share a merge key (an unordered pair of parties) and when days join them:
 *
 *   key CN|KP   |--r1--|                    |----r4----|
 *                   |--r2--|                    |-r5-|         reach of each report
 *                       |-r3-|                                 on the line of days
 *               '---cluster--'              '--cluster-'
 *
 * Each report reaches from a first to a last day; reports whose reaches overlap,
 * directly or over others, are a cluster.  Nothing that merging does looks from
 * one cluster into another, so an archive merges cluster by cluster, and only
 * those that something was added to or taken from; whatever order reports were
 * added in, the same set gives the same rows.
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

typedef struct vb_merge_words vb_merge_words;
/* What merging knows of language: which words of names are honorifics, which name one kind of
 * occasion ...  Read only; lives in `out`. */
const vb_merge_words *vb_merge_words_load(const vb_lexicon *lexicon, vb_arena *out);

/* Days since 1970-01-01, both inclusive.  Pages without a date stand on the first day of the
 * calendar. */
typedef struct {
  int32_t first, last;
} vb_reach;
enum { VB_REACH_UNDATED = -719162, VB_REACH_END = 2932896 }; /* 0001-01-01, 9999-12-31 */
/* `answered`: what the article itself says that the exchange answers, or NULL. */
vb_reach vb_report_reach(const vb_exchange *exchange, const vb_exchange *answered);

/* The blocking key of a report: "CN|KP".  Never empty.  A side is known by the smallest country
 * that is told of it, else by an international body, else by the last word of a person's name, else
 * by the telling words of its organisation or office. */
vb_str vb_merge_key(const vb_merge_words *words, const vb_exchange *exchange, vb_arena *out,
                    vb_arena scratch);

typedef struct {
  vb_str id;            /* "x" + 16 hex digits of the hash of the smallest report id */
  vb_exchange exchange; /* the best that the reports say together */
  ptrdiff_t *reports;   /* indices into the input, ascending */
  ptrdiff_t n_reports;
  bool mentioned_only;
  vb_str reply_to; /* id of the row that it answers; {0} if none is held */
} vb_ledger_row;
VB_SLICE_TYPE(vb_ledger_rows, vb_ledger_row);

/* The reports of one key's cluster, or of several -> rows, ordered by date, then id. */
vb_ledger_rows vb_merge_reports(const vb_merge_words *words, vb_reports reports, vb_arena *out,
                                vb_arena scratch);

/* primary, derived or mention, for one report of a row.  `agencies` says which state organ is
 * whose. */
typedef enum { VB_ROLE_PRIMARY, VB_ROLE_DERIVED, VB_ROLE_MENTION } vb_role;
vb_role vb_report_role(const vb_lexicon *lexicon, const vb_report *report);
const char *vb_role_name(vb_role role);

#endif
