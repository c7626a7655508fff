/* Checking: what an article claims of counts, against the ledger.
 *
 *   vb_check_open(&check, archive, lexicon, &error);
 *   vb_check_results results = vb_check_article(check, article, &coverage, &out, scratch);
 *   vb_check_close(check);
 *
 * Coverage decides.  MORE can always be said: the rows are there.  AGREES and
 * FEWER need the whole period searched: inside the coverage, and no gap in it;
 * a claim without a beginning reaches back beyond any archive.  Who is meant by a name, the
 * user's aliases decide for claims as they do for the ledger.
 */
#ifndef VB_ANSWERS_CHECK_H
#define VB_ANSWERS_CHECK_H

#include "answers/coverage.h"
#include "answers/ledger.h"
#include "exchanges/claim.h"

typedef enum { VB_CHECK_AGREES, VB_CHECK_MORE, VB_CHECK_FEWER, VB_CHECK_UNKNOWN } vb_check_verdict;

typedef struct {
  vb_str id;
  vb_date day;
  vb_form form;
  vb_actors from, to;
  bool mentioned_only;
} vb_check_row;
VB_SLICE_TYPE(vb_check_rows, vb_check_row);

typedef struct {
  vb_claim claim;
  vb_check_verdict verdict;
  vb_str why;          /* what could not be judged: "nothing before 2011-12-17 was searched"; {0} */
  vb_date until;       /* of the period asked for: as claimed, else the day of the article */
  vb_check_rows rows;  /* what the ledger holds of it, by day */
  int64_t held;        /* rows that count against the claim; of an ordinal, with the act itself */
  int64_t undated;     /* others whose day is not known: not counted */
  int64_t other_forms; /* between the same, in the period, of other written forms: not counted */
} vb_check_result;
VB_SLICE_TYPE(vb_check_results, vb_check_result);

typedef struct vb_check vb_check;
/* The archive and the lexicon must outlive it. */
int vb_check_open(vb_check **check, vb_archive *archive, const vb_lexicon *lexicon,
                  vb_error *error);
void vb_check_close(vb_check *check);

/* The claims of one article, which need not be in the archive; they live in `out`. */
vb_check_results vb_check_article(vb_check *check, const vb_article *article,
                                  const vb_coverage *coverage, vb_arena *out, vb_arena scratch);
const char *vb_check_verdict_name(vb_check_verdict verdict);

#endif
