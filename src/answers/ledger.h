/* Questions to the ledger.
 *
 *   vb_ledger *ledger;
 *   vb_ledger_open(&ledger, archive, lexicon, &query, &arena, &error);
 *   while (vb_ledger_next(ledger, &entry, &row_arena)) ...
 *   bad = vb_ledger_close(ledger, &error);
 *
 * Rows come ordered by the day of the act (as told, else as reported), unknown
 * days last, then by id.
 */
#ifndef VB_ANSWERS_LEDGER_H
#define VB_ANSWERS_LEDGER_H

#include "answers/party.h"
#include "archive/archive.h"
#include "base/json.h"

typedef enum { VB_MENTIONED_TOO, VB_MENTIONED_NOT, VB_MENTIONED_ONLY } vb_mentioned;

/* p == NULL and unknown dates leave a condition out. */
typedef struct {
  vb_str a, b;     /* parties on either side; with both, one on each */
  vb_str from, to; /* parties on that side */
  vb_str form, purpose;
  vb_str occasion; /* words that stand in it, or a key or series (exchanges/occasion_key.h) */
  vb_str outlet;   /* words of the outlet or agency of a report */
  vb_date since, until;
  vb_mentioned mentioned;
  bool replies_without_original;
} vb_ledger_query;

typedef struct {
  vb_str id;
  vb_exchange exchange;
  vb_date day; /* of the act, else of the first report */
  vb_str reply_to;
  bool mentioned_only;
  int64_t n_reports;
} vb_ledger_entry;

typedef struct {
  vb_str id, exchange, article, path, title, outlet, agency, role, pattern, capture;
  int64_t offset;
  vb_date published;
  vb_evidences evidence, cues;
  vb_exchange told; /* what this report tells, without spans */
} vb_ledger_report;
VB_SLICE_TYPE(vb_ledger_reports, vb_ledger_report);

typedef struct vb_ledger vb_ledger;

/* The ledger lives in `out`; the archive, the lexicon and the query outlive it. */
int vb_ledger_open(vb_ledger **ledger, vb_archive *archive, const vb_lexicon *lexicon,
                   const vb_ledger_query *query, vb_arena *out, vb_error *error);
/* The next entry, in `out`; false at the end or after a failure. */
bool vb_ledger_next(vb_ledger *ledger, vb_ledger_entry *entry, vb_arena *out);
/* 0, or what failed on the way. */
int vb_ledger_close(vb_ledger *ledger, vb_error *error);

/* Which side of the entry stands opposite the query's party; for --by counterpart. */
const vb_actors *vb_ledger_counterparts(const vb_ledger *ledger, const vb_ledger_entry *entry,
                                        vb_arena scratch);

/* One entry by its id; false if there is none. */
bool vb_ledger_find(vb_archive *archive, vb_str id, vb_ledger_entry *entry, vb_arena *out);
/* Who told of it, by publication, then article. */
vb_ledger_reports vb_ledger_reports_of(vb_archive *archive, vb_str exchange, vb_arena *out);

/* The outlets that told of it, else their agencies, each once. */
vb_strs vb_ledger_outlets(vb_archive *archive, vb_str exchange, vb_arena *out);
/* One report by its id; false if there is none. */
bool vb_ledger_report_find(vb_archive *archive, vb_str id, vb_ledger_report *report, vb_arena *out);
/* The rows that answer it, by day. */
vb_strs vb_ledger_answers(vb_archive *archive, vb_str exchange, vb_arena *out);
/* The reports that one article makes, in text order. */
vb_ledger_reports vb_ledger_reports_in(vb_archive *archive, vb_str article, vb_arena *out);
/* The JSON of one row, without a newline. */
void vb_json_ledger_row(vb_json *json, const vb_ledger_entry *entry,
                        const vb_ledger_reports *reports);

#endif
