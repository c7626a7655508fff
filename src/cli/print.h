/* Text for people: what a page says must not be able to move the cursor. */
#ifndef VB_CLI_PRINT_H
#define VB_CLI_PRINT_H

#include "base/date.h"
#include "base/vec.h"
#include "cli/cli.h"

/* Control characters are printed as "?"; line ends and tabs stay. */
void vb_print_text(vb_str text);
/* The same; on a terminal with the spans emphasised (they are relative to text, in any order), and
 * broken between words.  The cursor stands in column `indent`, where further lines begin too. */
void vb_print_marked(const vb_cli *cli, vb_str text, const vb_spans *spans, int indent,
                     vb_arena scratch);

#endif
