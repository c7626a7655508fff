/* Coverage: what was searched.  Every count, "first", "last" and "not found" is printed with it. */
#ifndef VB_ANSWERS_COVERAGE_H
#define VB_ANSWERS_COVERAGE_H

#include "archive/archive.h"
#include "base/json.h"

/* Days without an article, inside the coverage; shorter stretches are no gap. */
enum { VB_GAP_DAYS = 8 };

typedef struct {
  vb_date from, until; /* days, both without an article, as are all between them */
} vb_gap;
VB_SLICE_TYPE(vb_gaps, vb_gap);

typedef struct {
  int64_t articles, outlets;
  vb_date from, until; /* publication of the first and the last article */
  int64_t days;        /* with an article, of those from the first to the last */
  vb_gaps gaps;        /* in the order of time */
} vb_coverage;

int vb_coverage_of(vb_archive *archive, vb_coverage *coverage, vb_arena *out, vb_error *error);
/* {"articles": 5, "outlets": 3, "days": 4, "from": "2021-03-23", "until": "2025-10-01", "gaps":
 * [...]}
 */
void vb_json_coverage(vb_json *json, const vb_coverage *coverage);
/* The same without the gaps, for each of many rows: a thin archive has hundreds of them. */
void vb_json_coverage_extent(vb_json *json, const vb_coverage *coverage);
/* "searched 5 articles of 3 outlets on 4 days, 2021-03-23 to 2025-10-01; none 2021-03-24 to
 * 2024-08-30": the longest gaps. */
vb_str vb_coverage_line(const vb_coverage *coverage, vb_arena *out);
/* What of a period was not searched: "nothing before 2021-03-23"; {0} where all of it was.  Unknown
 * dates: as far as it goes. */
vb_str vb_coverage_beyond(const vb_coverage *coverage, vb_date since, vb_date until, vb_arena *out);
/* The longest gap inside a period; false if there is none. */
bool vb_coverage_gap(const vb_coverage *coverage, vb_date since, vb_date until, vb_gap *gap);

#endif
