#include "cli/table.h"

#include <libsmartcols/libsmartcols.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

struct vb_table_out {
  struct libscols_table *table; /* NULL: CSV */
  struct libscols_line *line;
  int n_columns, at; /* next cell */
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

static int flags_of(vb_column_kind kind) {
  switch (kind) {
  case COLUMN_RIGHT: return SCOLS_FL_RIGHT;
  case COLUMN_CUT: return SCOLS_FL_TRUNC;
  case COLUMN_WRAP: return SCOLS_FL_WRAP;
  case COLUMN_FIXED: break;
  }
  return 0;
}

static struct libscols_table *new_table(const vb_cli *cli, const vb_column *columns, int n) {
  struct libscols_table *table = scols_new_table();
  if (!table) return NULL;
  for (int i = 0; i < n; i++)
    if (!scols_table_new_column(table, columns[i].name, columns[i].least,
                                flags_of(columns[i].kind)))
      goto failed;
  if (cli->out_is_terminal) {
    scols_table_set_termforce(table, SCOLS_TERMFORCE_ALWAYS);
    scols_table_set_termwidth(table, (size_t)cli->columns);
  } else {
    scols_table_set_termforce(table, SCOLS_TERMFORCE_NEVER);
  }
  return table;
failed:
  scols_unref_table(table);
  return NULL;
}

vb_table_out *vb_table_begin(const vb_cli *cli, const vb_column *columns, int n_columns) {
  vb_table_out *out = calloc(1, sizeof *out);
  if (!out) return NULL;
  out->n_columns = n_columns;
  if (vb_cli_format(cli) == FORMAT_CSV) {
    csv_header(columns, n_columns);
    return out;
  }
  out->table = new_table(cli, columns, n_columns);
  if (out->table) return out;
  free(out);
  return NULL;
}

/* Control characters would let a page's title move the cursor. */
static char *printable(vb_str text) {
  char *z = malloc((size_t)text.n + 1);
  if (!z) return NULL;
  for (ptrdiff_t i = 0; i < text.n; i++) z[i] = (unsigned char)text.p[i] < ' ' ? ' ' : text.p[i];
  z[text.n] = 0;
  return z;
}

void vb_table_cell(vb_table_out *out, vb_str text) {
  int column = out->at;
  out->at = (out->at + 1) % out->n_columns;
  if (!out->table) {
    csv_cell(text);
    fputs(out->at ? "," : "\r\n", stdout);
    return;
  }
  if (!column) out->line = scols_table_new_line(out->table, NULL);
  char *z = printable(text);
  /* The line owns z once it has taken it. */
  if (!out->line || !z || scols_line_refer_data(out->line, (size_t)column, z)) free(z);
} // NOLINT(clang-analyzer-unix.Malloc): see above

void vb_table_end(vb_table_out *out) {
  if (!out) return;
  if (out->table) {
    if (scols_table_get_nlines(out->table)) scols_print_table(out->table);
    scols_unref_table(out->table);
  }
  free(out);
}
