/* Rows of a trace, as text and as JSON (docs/json.md). */
#ifndef VB_ANSWERS_TRACE_ROWS_H
#define VB_ANSWERS_TRACE_ROWS_H

#include "answers/coverage.h"
#include "trace/trace.h"

/* One row; `article` is the one that was traced, `coverage` the JSON of what was searched. */
void vb_json_trace(vb_json *json, const vb_article *article, const vb_trace *trace, vb_str coverage,
                   vb_arena *out);

/* The quotation as the report has it. */
vb_str vb_trace_quote(const vb_article *article, const vb_trace *trace);
/* The same with what was changed: "our [-two-]{+three+} peoples". */
vb_str vb_trace_marked(const vb_article *article, const vb_trace *trace, vb_arena *out);
/* The words of the source, with " ... " between spans. */
vb_str vb_trace_source_text(const vb_trace *trace, vb_arena *out);
/* The like of the quotation; there is one. */
vb_str vb_trace_nearest_text(const vb_trace *trace);

/* "cut_start", "cut_end", "qualifier_dropped", "unclosed"; NULL for another bit. */
const char *vb_trace_flag_name(unsigned flag);
const char *vb_trace_telling_name(vb_telling telling); /* "quoted", "unquoted", "reported" */

/* Does `trace --strict` object? */
bool vb_trace_is_objection(vb_trace_verdict verdict);

#endif
