/* Text for people: what a page says must not be able to move the cursor. */
#ifndef VB_CLI_PRINT_H
#define VB_CLI_PRINT_H

#include "base/date.h"
#include "base/vec.h"
#include "cli/cli.h"

/* Control characters are printed as "?"; line ends and tabs stay. */
void vb_print_text(vb_str text);
/* The same with the spans emphasised on a terminal; spans are relative to text, in any order. */
void vb_print_marked(const vb_cli *cli, vb_str text, const vb_spans *spans, vb_arena scratch);
/* "11,224" */
vb_str vb_number(int64_t n, char buffer[32]);

#endif
