/* Text for people: what a page says must not be able to move the cursor. */
#ifndef VB_CLI_PRINT_H
#define VB_CLI_PRINT_H

#include "base/date.h"
#include "base/vec.h"
#include "cli/cli.h"

/* Control characters are printed as "?"; line ends and tabs stay. */
void vb_print_text(vb_str text);
/* An id or a path: line ends and tabs are printed as "?", too. */
void vb_print_name(vb_str name);

/* At most `columns` wide: cut with an ellipsis where it is wider; line ends become blanks. */
vb_str vb_print_cut(vb_str text, int columns, vb_arena *out);

/* In ISO 8601, as long as `out` lives; empty where it is unknown. */
vb_str vb_print_date(vb_date date, vb_arena *out);

typedef enum { VB_STYLE_STRONG = 1, VB_STYLE_UNDERLINED = 2 } vb_print_style;

typedef struct {
  vb_span span;
  unsigned styles; /* of vb_print_style; they show only where the terminal has them */
  vb_str label;    /* printed behind the span and the punctuation that ends it; {0}: none */
} vb_print_mark;
VB_SLICE_TYPE(vb_print_marks, vb_print_mark);

/* The text with its marks (spans are relative to it, in any order, and may overlap); on a terminal
 * broken between words, or between characters of scripts that have no blanks.  The cursor stands in
 * column `indent`, where further lines begin too. */
void vb_print_marked(const vb_cli *cli, vb_str text, const vb_print_marks *marks, int indent,
                     vb_arena scratch);

/* The text on lines of its own, broken likewise. */
void vb_print_line(const vb_cli *cli, vb_str text, vb_arena scratch);
enum { VB_VALUE_COLUMN = 13 }; /* where the values of "  name       value" begin */
/* Such a line, broken likewise; nothing where there is no value. */
void vb_print_value(const vb_cli *cli, const char *name, vb_str value, vb_arena scratch);

#endif
