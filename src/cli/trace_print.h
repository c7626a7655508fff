/* Rows of a trace in the format that was asked for. */
#ifndef VB_CLI_TRACE_PRINT_H
#define VB_CLI_TRACE_PRINT_H

#include "answers/trace_rows.h"
#include "cli/table.h"

typedef struct {
  const vb_cli *cli;
  const vb_lexicon *lexicon;
  vb_coverage coverage;
  vb_str extent_json; /* the coverage as each row has it */
  vb_output_format format;
  vb_table_out *table; /* CSV */
  long n, articles;    /* rows so far, and articles */
} vb_trace_printer;

vb_trace_printer vb_trace_print_begin(const vb_cli *cli, const vb_lexicon *lexicon,
                                      vb_coverage coverage, vb_arena *out);
void vb_trace_print_article(vb_trace_printer *printer, const vb_article *article,
                            const vb_traces *rows, vb_arena out, vb_arena scratch);
/* False: not all could be printed. */
bool vb_trace_print_end(vb_trace_printer *printer, vb_arena scratch);

#endif
