#include "lexicon/lexicon.h"

#include <dirent.h>
#include <stdio.h>
#include <stdlib.h>

#include "base/sha256.h"
#include "lexicon/embedded.h"

enum { ARENA_BYTES = 64 << 20 };

VB_SLICE_TYPE(vb_tables, vb_table);

struct vb_lexicon {
  vb_arena_region region;
  vb_arena arena;
  vb_arena_guard guard;
  vb_tables tables;
  vb_str version; /* points into the arena */
  char *listing;  /* of the user's folder; kept here so that an arena that runs out leaks nothing */
};

static vb_table *add_table(vb_lexicon *lexicon, vb_str name) {
  vb_table *table = vb_push(&lexicon->arena, &lexicon->tables);
  *table = (vb_table){.name = name};
  return table;
}

static vb_table *table_named(vb_lexicon *lexicon, vb_str name) {
  for (ptrdiff_t i = 0; i < lexicon->tables.n; i++)
    if (vb_str_eq(lexicon->tables.v[i].name, name)) return &lexicon->tables.v[i];
  return add_table(lexicon, name);
}

static void read_header(vb_lexicon *lexicon, vb_strs *columns, vb_str line) {
  while (line.p) *vb_push(&lexicon->arena, columns) = vb_str_trim(vb_str_cut(&line, '\t'));
}

/* The table's column for each column of this file; a user's file may order them otherwise. */
static int map_columns(vb_table *table, vb_strs columns, ptrdiff_t *map, vb_str file,
                       vb_error *error) {
  for (ptrdiff_t i = 0; i < columns.n; i++) {
    map[i] = -1;
    for (ptrdiff_t k = 0; k < table->columns.n; k++)
      if (vb_str_eq(columns.v[i], table->columns.v[k])) map[i] = k;
    if (map[i] < 0)
      return vb_fail(error, VB_BAD_INPUT, "%.*s: line 1: the table has no column '%.*s'",
                     VB_ARG(file), VB_ARG(columns.v[i]));
  }
  return VB_OK;
}

static int add_row(vb_lexicon *lexicon, vb_table *table, vb_strs columns, const ptrdiff_t *map,
                   vb_str line, vb_str file, int line_number, vb_error *error) {
  vb_arena *arena = &lexicon->arena;
  ptrdiff_t first = table->fields.n;
  for (ptrdiff_t i = 0; i < table->columns.n; i++) *vb_push(arena, &table->fields) = (vb_str){0};
  ptrdiff_t n = 0;
  while (line.p) {
    vb_str field = vb_str_trim(vb_str_cut(&line, '\t'));
    if (n >= columns.n)
      return vb_fail(error, VB_BAD_INPUT, "%.*s: line %d: more fields than columns", VB_ARG(file),
                     line_number);
    if (field.n) table->fields.v[first + map[n]] = field;
    n++;
  }
  *vb_push(arena, &table->row_file) = file;
  *vb_push(arena, &table->row_line) = line_number;
  table->n_rows++;
  return VB_OK;
}

static int read_table(vb_lexicon *lexicon, vb_str name, vb_str text, vb_str file, vb_error *error) {
  vb_table *table = table_named(lexicon, name);
  vb_strs columns = {0};
  ptrdiff_t *map = NULL;
  for (int line_number = 1; text.p; line_number++) {
    vb_str line = vb_str_cut_line(&text);
    if (!vb_str_trim(line).n || line.p[0] == '#') continue;
    if (!columns.n) {
      read_header(lexicon, &columns, line);
      if (!table->columns.n) table->columns = columns;
      map = VB_NEW_N(&lexicon->arena, ptrdiff_t, columns.n);
      int bad = map_columns(table, columns, map, file, error);
      if (bad) return bad;
      continue;
    }
    int bad = add_row(lexicon, table, columns, map, line, file, line_number, error);
    if (bad) return bad;
  }
  return VB_OK;
}

static int read_user_file(vb_lexicon *lexicon, vb_str path, vb_str *text, vb_error *error) {
  *text = (vb_str){0};
  FILE *f = fopen(vb_str_z(&lexicon->arena, path), "rb");
  int result = VB_OK;
  long size = !f || fseek(f, 0, SEEK_END) ? -1 : ftell(f);
  if (size < 0 || size > ARENA_BYTES / 8 || fseek(f, 0, SEEK_SET)) {
    result = vb_fail(error, VB_BAD_INPUT, "%.*s: not a readable table", VB_ARG(path));
  } else {
    char *p = vb_arena_alloc(&lexicon->arena, 1, 1, size + 1);
    *text = (vb_str){p, (ptrdiff_t)fread(p, 1, (size_t)size, f)};
  }
  if (f) fclose(f);
  return result;
}

static int is_shown(const struct dirent *entry) { return entry->d_name[0] != '.'; }

/* Appends what is in the folder, in order of name: "en/verbs.tsv", a line each. */
static void list_folder(FILE *out, const char *dir, const char *below) {
  char path[4096];
  struct dirent **entries = NULL;
  if (snprintf(path, sizeof path, "%s/%s", dir, below) >= (int)sizeof path) return;
  int n = scandir(path, &entries, is_shown, alphasort);
  for (int i = 0; i < n; i++) {
    const char *name = entries[i]->d_name;
    if (!*below)
      list_folder(out, dir, name);
    else if (vb_str_ends(vb_str_from(name), VB_S(".tsv")))
      fprintf(out, "%s/%s\n", below, name);
    free(entries[i]);
  }
  free(entries);
}

/* A table that is there, or one of a language that is not there yet. */
static bool is_table_name(vb_lexicon *lexicon, vb_str name) {
  if (vb_lexicon_table(lexicon, name)) return true;
  ptrdiff_t slash = vb_str_find_char(name, '/', 0);
  vb_str table = vb_str_slice(name, slash, name.n);
  vb_str english = vb_str_format(&lexicon->arena, "en%.*s", VB_ARG(table));
  vb_str chinese = vb_str_format(&lexicon->arena, "zh%.*s", VB_ARG(table));
  return slash >= 2 && slash <= 3 &&
         (vb_lexicon_table(lexicon, english) || vb_lexicon_table(lexicon, chinese));
}

/* Hash of hashes: the same rows in the same files give the same version. */
static void add_to_version(vb_lexicon *lexicon, vb_str text) {
  vb_str both = vb_str_format(&lexicon->arena, "%.*s%.*s", VB_ARG(lexicon->version),
                              VB_ARG(vb_sha256_hex(&lexicon->arena, text)));
  lexicon->version = vb_sha256_hex(&lexicon->arena, both);
}

static vb_str embedded_field(const vb_embedded_table *t, ptrdiff_t i) {
  vb_embedded_field f = t->fields[i];
  return f.n ? (vb_str){t->text + f.start, f.n} : (vb_str){0};
}

static void load_embedded(vb_lexicon *lexicon) {
  for (ptrdiff_t i = 0; i < vb_embedded_n(); i++) {
    const vb_embedded_table *t = vb_embedded_at(i);
    vb_str file = vb_str_from(t->file);
    vb_table *table = add_table(lexicon, vb_str_slice(file, 0, file.n - 4));
    for (ptrdiff_t k = 0; k < t->n_columns; k++)
      *vb_push(&lexicon->arena, &table->columns) = embedded_field(t, k);
    table->embedded = t;
    table->n_rows = table->n_embedded = t->n_rows;
  }
  lexicon->version = vb_str_from(vb_embedded_version());
}

/* The user's rows behind those of the same table.  A file that is no table is a slip of the hand,
 * and an error: its rows would be missed. */
static int load_user(vb_lexicon *lexicon, const char *dir, vb_error *error) {
  size_t n = 0;
  FILE *out = open_memstream(&lexicon->listing, &n);
  if (!out) return vb_fail(error, VB_MEMORY, "lexicon: out of memory");
  list_folder(out, dir, "");
  if (fclose(out)) return vb_fail(error, VB_MEMORY, "lexicon: out of memory");
  vb_str rest = {lexicon->listing, (ptrdiff_t)n};
  if (!n)
    return vb_fail(error, VB_USAGE, "%s: holds no table named as in lexicon/ (en/verbs.tsv ...)",
                   dir);
  while (rest.n) {
    vb_str file = vb_str_cut(&rest, '\n'), name = vb_str_slice(file, 0, file.n - 4), text;
    vb_str path = vb_str_format(&lexicon->arena, "%s/%.*s", dir, VB_ARG(file));
    if (!is_table_name(lexicon, name))
      return vb_fail(error, VB_USAGE, "%.*s: lexicon/ has no table of this name", VB_ARG(path));
    name = vb_str_copy(&lexicon->arena, name);
    int bad = read_user_file(lexicon, path, &text, error);
    if (!bad) bad = read_table(lexicon, name, text, path, error);
    if (bad) return bad;
    add_to_version(lexicon, text);
  }
  return VB_OK;
}

static int load_all(vb_lexicon *lexicon, const char *dir, vb_error *error) {
  load_embedded(lexicon);
  int bad = dir ? load_user(lexicon, dir, error) : VB_OK;
  lexicon->version = vb_str_slice(lexicon->version, 0, 12);
  return bad;
}

int vb_lexicon_open(vb_lexicon **out, const char *dir, vb_error *error) {
  *out = NULL;
  vb_lexicon *lexicon = calloc(1, sizeof *lexicon);
  if (!lexicon || vb_arena_region_open(&lexicon->region, ARENA_BYTES)) {
    free(lexicon);
    return vb_fail(error, VB_MEMORY, "lexicon: out of memory");
  }
  int result;
  if (VB_ARENA_TRY(&lexicon->guard)) {
    lexicon->arena = vb_arena_reset(&lexicon->region, &lexicon->guard);
    result = load_all(lexicon, dir, error);
  } else {
    result =
        vb_fail(error, VB_MEMORY, "lexicon: the tables are larger than %d MiB", ARENA_BYTES >> 20);
  }
  if (result)
    vb_lexicon_close(lexicon);
  else
    *out = lexicon;
  return result;
}

void vb_lexicon_close(vb_lexicon *lexicon) {
  if (!lexicon) return;
  free(lexicon->listing);
  vb_arena_region_close(&lexicon->region);
  free(lexicon);
}

vb_str vb_lexicon_version(const vb_lexicon *lexicon) { return lexicon->version; }

bool vb_lexicon_is_extended(const vb_lexicon *lexicon) { return lexicon->listing != NULL; }

ptrdiff_t vb_lexicon_n_tables(const vb_lexicon *lexicon) { return lexicon->tables.n; }

const vb_table *vb_lexicon_table_at(const vb_lexicon *lexicon, ptrdiff_t i) {
  return &lexicon->tables.v[i];
}

const vb_table *vb_lexicon_table(const vb_lexicon *lexicon, vb_str name) {
  for (ptrdiff_t i = 0; i < lexicon->tables.n; i++)
    if (vb_str_eq(lexicon->tables.v[i].name, name)) return &lexicon->tables.v[i];
  return NULL;
}

ptrdiff_t vb_table_column(const vb_table *table, const char *column) {
  for (ptrdiff_t i = 0; i < table->columns.n; i++)
    if (vb_str_eq(table->columns.v[i], vb_str_from(column))) return i;
  return -1;
}

vb_str vb_table_field(const vb_table *table, ptrdiff_t row, ptrdiff_t column) {
  if (!table || row < 0 || row >= table->n_rows || column < 0 || column >= table->columns.n)
    return (vb_str){0};
  if (row < table->n_embedded)
    return embedded_field(table->embedded, (row + 1) * table->columns.n + column);
  return table->fields.v[(row - table->n_embedded) * table->columns.n + column];
}

vb_str vb_table_file(const vb_table *table, ptrdiff_t row) {
  if (row < table->n_embedded) return vb_str_from(table->embedded->file);
  return table->row_file.v[row - table->n_embedded];
}

ptrdiff_t vb_table_line(const vb_table *table, ptrdiff_t row) {
  if (row < table->n_embedded) return table->embedded->lines[row];
  return table->row_line.v[row - table->n_embedded];
}

vb_str vb_alternative_next(vb_str *field) {
  if (!field->p) return (vb_str){0};
  return vb_str_trim(vb_str_cut(field, '|'));
}
