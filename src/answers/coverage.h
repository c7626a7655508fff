/* Coverage: what was searched.  Every count, "first", "last" and "not found" is printed with it. */
#ifndef VB_ANSWERS_COVERAGE_H
#define VB_ANSWERS_COVERAGE_H

#include "archive/archive.h"
#include "base/json.h"

typedef struct {
  vb_date from, until; /* months, both without an article, as is all between them */
} vb_gap;
VB_SLICE_TYPE(vb_gaps, vb_gap);

typedef struct {
  int64_t articles, outlets;
  vb_date from, until; /* publication of the first and the last article */
  vb_gaps gaps;
} vb_coverage;

int vb_coverage_of(vb_archive *archive, vb_coverage *coverage, vb_arena *out, vb_error *error);
/* {"articles": 5, "outlets": 3, "from": "2021-03-23", "until": "2025-10-01", "gaps": [...]} */
void vb_json_coverage(vb_json *json, const vb_coverage *coverage);
/* "searched 5 articles of 3 outlets, 2021-03-23 to 2025-10-01; none in 2021-04 to 2024-08" */
vb_str vb_coverage_line(const vb_coverage *coverage, vb_arena *out);

#endif
