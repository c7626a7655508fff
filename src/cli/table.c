#include "cli/table.h"

#include <errno.h>
#include <libsmartcols/libsmartcols.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <utf8proc.h>

#include "base/utf8.h"

enum { MAX_COLUMNS = 16, SPARE = 4 }; /* spare bytes of a cell: room for an ellipsis */

struct vb_table_out {
  const vb_column *columns;
  int n_columns, at; /* next cell */
  bool csv, lacks_memory;
  int width; /* of the terminal; 0: as wide as it gets */
  char **cells;
  size_t n_cells, capacity;
};

static void csv_cell(vb_str text) {
  bool plain = true;
  for (ptrdiff_t i = 0; i < text.n && plain; i++) plain = !strchr(",\"\r\n", text.p[i]);
  if (plain) {
    if (text.n) fwrite(text.p, 1, (size_t)text.n, stdout);
    return;
  }
  putchar('"');
  for (ptrdiff_t i = 0; i < text.n; i++) {
    if (text.p[i] == '"') putchar('"');
    putchar(text.p[i]);
  }
  putchar('"');
}

static void csv_header(const vb_column *columns, int n) {
  for (int i = 0; i < n; i++) printf("%s%s", i ? "," : "", columns[i].name);
  fputs("\r\n", stdout);
}

vb_table_out *vb_table_begin(const vb_cli *cli, const vb_column *columns, int n_columns) {
  vb_table_out *out = calloc(1, sizeof *out);
  if (!out) return NULL;
  *out = (vb_table_out){.columns = columns,
                        .n_columns = n_columns,
                        .csv = vb_cli_format(cli) == FORMAT_CSV,
                        .width = cli->columns};
  if (out->csv) csv_header(columns, n_columns);
  return out;
}

/* Control characters would let a page's title move the cursor. */
static char *printable(vb_str text) {
  char *z = malloc((size_t)text.n + SPARE);
  if (!z) return NULL;
  if (text.n) memcpy(z, text.p, (size_t)text.n);
  vb_utf8_blank_controls(z, text.n);
  z[text.n] = 0;
  return z;
}

static void keep(vb_table_out *out, char *cell) {
  if (!cell) out->lacks_memory = true;
  if (out->n_cells == out->capacity) {
    size_t capacity = out->capacity ? out->capacity * 2 : 256;
    char **cells = realloc(out->cells, capacity * sizeof *cells);
    if (!cells) {
      free(cell);
      out->lacks_memory = true;
      return;
    }
    out->cells = cells;
    out->capacity = capacity;
  }
#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wanalyzer-malloc-leak" /* `cells` holds it until the end */
  out->cells[out->n_cells++] = cell;
#pragma GCC diagnostic pop
}

void vb_table_cell(vb_table_out *out, vb_str text) {
  if (!out) return;
  out->at = (out->at + 1) % out->n_columns;
  if (out->csv) {
    csv_cell(text);
    fputs(out->at ? "," : "\r\n", stdout);
  } else {
    keep(out, printable(text));
  }
}

static int width_of(const char *cell) {
  vb_str text = vb_str_from(cell);
  int width = 0, len;
  for (ptrdiff_t i = 0; i < text.n; i += len)
    width += utf8proc_charwidth(vb_utf8_decode(text, i, &len));
  return width;
}

/* Shortens the cell in place to `width` columns, the last of them an ellipsis. */
static void cut(char *cell, int width) {
  static const char ellipsis[] = "\xE2\x80\xA6";
  vb_str text = vb_str_from(cell);
  int used = 0, len;
  for (ptrdiff_t i = 0; i < text.n; i += len) {
    int w = utf8proc_charwidth(vb_utf8_decode(text, i, &len));
    if (used + w > width - 1) {
      memcpy(cell + i, ellipsis, sizeof ellipsis);
      return;
    }
    used += w;
  }
}

static bool is_shown(const vb_table_out *out, int column) {
  return out->columns[column].kind != COLUMN_WIDE || !out->width || out->width >= COLUMN_WIDE_FROM;
}

static bool is_cut(const vb_column *column) {
  return column->kind == COLUMN_CUT || column->kind == COLUMN_WIDE;
}

/* The widest column, by its share, gives way first. */
static void fit(const vb_table_out *out, int *widths) {
  int total = -1;
  for (int i = 0; i < out->n_columns; i++)
    if (is_shown(out, i)) total += widths[i] + 1;
  while (out->width && total > out->width) {
    int widest = -1;
    double most = 1;
    for (int i = 0; i < out->n_columns; i++) {
      bool gives = is_shown(out, i) && is_cut(&out->columns[i]);
      double ratio = gives ? (double)widths[i] / out->columns[i].share : 0;
      if (ratio > most) most = ratio, widest = i;
    }
    if (widest < 0) return;
    widths[widest]--;
    total--;
  }
}

static void fit_cells(const vb_table_out *out) {
  int widths[MAX_COLUMNS] = {0};
  for (int i = 0; i < out->n_columns; i++) widths[i] = width_of(out->columns[i].name);
  for (size_t i = 0; i < out->n_cells; i++) {
    int column = (int)(i % (size_t)out->n_columns),
        width = out->cells[i] ? width_of(out->cells[i]) : 0;
    if (width > widths[column]) widths[column] = width;
  }
  fit(out, widths);
  for (size_t i = 0; i < out->n_cells; i++) {
    int width = widths[i % (size_t)out->n_columns];
    if (out->cells[i] && width_of(out->cells[i]) > width) cut(out->cells[i], width);
  }
}

static bool fill(const vb_table_out *out, struct libscols_table *table) {
  scols_table_set_termforce(table, SCOLS_TERMFORCE_NEVER);
  for (int i = 0; i < out->n_columns; i++)
    if (!scols_table_new_column(table, out->columns[i].name, 0,
                                (out->columns[i].kind == COLUMN_RIGHT ? SCOLS_FL_RIGHT : 0) |
                                    (is_shown(out, i) ? 0 : SCOLS_FL_HIDDEN)))
      return false;
  for (size_t i = 0; i < out->n_cells; i += (size_t)out->n_columns) {
    struct libscols_line *line = scols_table_new_line(table, NULL);
    for (int k = 0; line && k < out->n_columns && i + (size_t)k < out->n_cells; k++)
      if (scols_line_set_data(line, (size_t)k, out->cells[i + (size_t)k])) return false;
    if (!line) return false;
  }
  return true;
}

/* smartcols only aligns: how it makes tables narrower leaves columns of two characters. */
static bool print(const vb_table_out *out) {
  struct libscols_table *table = scols_new_table();
  errno = 0; /* in places smartcols goes on without what it lacked memory for */
  bool good = table && fill(out, table) && !scols_print_table(table) && errno != ENOMEM;
  scols_unref_table(table);
  return good;
}

bool vb_table_end(vb_table_out *out) {
  bool good = out && !out->lacks_memory;
  if (good && out->n_cells) {
    fit_cells(out);
    good = print(out);
  }
  if (!good) vb_cli_complain("out of memory: the table is not complete");
  if (!out) return false;
  for (size_t i = 0; i < out->n_cells; i++) free(out->cells[i]);
  free(out->cells);
  free(out);
  return good;
}

bool vb_table_print(const vb_cli *cli, const vb_column *columns, int n_columns,
                    const vb_strs *cells) {
  vb_table_out *table = vb_table_begin(cli, columns, n_columns);
  for (ptrdiff_t i = 0; i < cells->n; i++) vb_table_cell(table, cells->v[i]);
  return vb_table_end(table);
}
