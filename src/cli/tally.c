#include "cli/tally.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "cli/print.h"
#include "cli/table.h"
#include "exchanges/occasion_key.h"

enum { MOST_PARTS = 3 }; /* of --by year,counterpart */

typedef struct {
  vb_str labels[MOST_PARTS];
  long n, n_mentioned;
} group;
VB_SLICE_TYPE(groups, group);

typedef struct {
  vb_strs parts; /* what --by lists; none: one count of all */
  const char *names[MOST_PARTS];
  const vb_session *session;
  const vb_ledger *ledger;
} counting;

static int compare_labels(const group *a, const group *b) {
  for (int i = 0; i < MOST_PARTS; i++) {
    int order = vb_str_compare(a->labels[i], b->labels[i]);
    if (order) return order;
  }
  return 0;
}

static int by_label(const void *a, const void *b) { return compare_labels(a, b); }

static int by_number(const void *pa, const void *pb) {
  const group *a = pa, *b = pb;
  return a->n != b->n ? (a->n < b->n ? 1 : -1) : by_label(pa, pb);
}

/* Years in their order, and inside a year the most first. */
static int by_time(const void *a, const void *b) {
  int order = vb_str_compare(((const group *)a)->labels[0], ((const group *)b)->labels[0]);
  return order ? order : by_number(a, b);
}

static vb_str known(const char *name) { return name ? vb_str_from(name) : VB_S("unknown"); }

/* "2021", "2021-03" */
static vb_str date_label(vb_date day, vb_date_precision precision, vb_arena *out) {
  if (day.precision < (int8_t)precision) return VB_S("unknown");
  day.precision = (int8_t)precision;
  return vb_print_date(day, out);
}

static vb_str occasion_label(const vb_exchange *x) {
  if (x->occasion_key.n) return vb_occasion_series(x->occasion_key);
  return x->occasion.n ? x->occasion : VB_S("unknown");
}

/* What an entry counts under: several where a side is several, or many outlets told it. */
static vb_strs labels_of(const counting *c, vb_str part, const vb_ledger_entry *entry,
                         vb_arena *out) {
  const vb_exchange *x = &entry->exchange;
  vb_strs labels = {0};
  if (vb_str_eq(part, VB_S("counterpart"))) {
    const vb_actors *others = vb_ledger_counterparts(c->ledger, entry, *out);
    for (ptrdiff_t i = 0; i < others->n; i++) {
      vb_str label = vb_party_label(c->session->lexicon, &others->v[i], out);
      *vb_push(out, &labels) = label;
    }
    if (!others->n) *vb_push(out, &labels) = VB_S("unknown");
    return labels;
  }
  if (vb_str_eq(part, VB_S("outlet"))) {
    labels = vb_ledger_outlets(c->session->archive, entry->id, out);
    if (!labels.n) *vb_push(out, &labels) = VB_S("unknown");
    return labels;
  }
  vb_str label = {0};
  if (vb_str_eq(part, VB_S("year"))) label = date_label(entry->day, VB_DATE_YEAR, out);
  if (vb_str_eq(part, VB_S("month"))) label = date_label(entry->day, VB_DATE_MONTH, out);
  if (vb_str_eq(part, VB_S("form"))) label = known(vb_form_name(x->form));
  if (vb_str_eq(part, VB_S("purpose"))) label = known(vb_purpose_name(x->purpose));
  if (vb_str_eq(part, VB_S("occasion"))) label = occasion_label(x);
  *vb_push(out, &labels) = label;
  return labels;
}

/* One group for each combination of the entry's labels, counted later. */
static void collect(groups *all, const counting *c, const vb_ledger_entry *entry, vb_arena *out,
                    vb_arena scratch) {
  vb_strs labels[MOST_PARTS] = {0};
  ptrdiff_t n = 1;
  for (ptrdiff_t i = 0; i < c->parts.n; i++) {
    labels[i] = labels_of(c, c->parts.v[i], entry, &scratch);
    n *= labels[i].n;
  }
  for (ptrdiff_t k = 0; k < n; k++) {
    group g = {.n = 1, .n_mentioned = entry->mentioned_only};
    ptrdiff_t rest = k;
    for (ptrdiff_t i = 0; i < c->parts.n; i++, rest /= labels[i - 1].n)
      g.labels[i] = vb_str_copy(out, labels[i].v[rest % labels[i].n]);
    *vb_push(out, all) = g;
  }
}

/* Equal labels become one group with their sum. */
static void add_up(groups *all) {
  ptrdiff_t n = 0;
  if (all->n) qsort(all->v, (size_t)all->n, sizeof *all->v, by_label);
  for (ptrdiff_t i = 0; i < all->n; i++) {
    if (n && !compare_labels(&all->v[n - 1], &all->v[i])) {
      all->v[n - 1].n += all->v[i].n;
      all->v[n - 1].n_mentioned += all->v[i].n_mentioned;
    } else {
      all->v[n++] = all->v[i];
    }
  }
  all->n = n;
}

static bool is_time(vb_str part) {
  return vb_str_eq(part, VB_S("year")) || vb_str_eq(part, VB_S("month"));
}

static void put_group_json(vb_json *json, const counting *c, const group *g) {
  vb_json_object(json);
  for (ptrdiff_t i = 0; i < c->parts.n; i++) vb_json_key_str(json, c->names[i], g->labels[i]);
  vb_json_key_int(json, c->parts.n ? "exchanges" : "count", g->n);
  vb_json_key_int(json, "mentioned_only", g->n_mentioned);
}

static void put_json(const counting *c, const groups *all, const vb_coverage *coverage,
                     vb_output_format format, vb_arena out) {
  bool rows = c->parts.n && format == FORMAT_JSON;
  if (rows) fputs("{\"rows\": [", stdout);
  for (ptrdiff_t i = 0; i < all->n; i++) {
    vb_arena scratch = out;
    vb_json json = vb_json_begin(&scratch);
    put_group_json(&json, c, &all->v[i]);
    if (!c->parts.n) {
      vb_json_key(&json, "coverage");
      vb_json_coverage(&json, coverage);
    }
    vb_json_close(&json);
    printf("%s%.*s%s", rows && i ? ",\n" : "", VB_ARG(vb_json_end(&json)), rows ? "" : "\n");
  }
  if (!rows) return;
  vb_json json = vb_json_begin(&out);
  vb_json_coverage(&json, coverage);
  printf("], \"coverage\": %.*s}\n", VB_ARG(vb_json_end(&json)));
}

/* People read "1,230", spreadsheets 1230. */
static vb_str count_text(long n, bool csv, vb_arena *out) {
  char number[32];
  return csv ? vb_str_format(out, "%ld", n) : vb_str_copy(out, vb_str_number(n, number));
}

static int put_table(const vb_cli *cli, const counting *c, const groups *all, vb_arena scratch) {
  bool csv = vb_cli_format(cli) == FORMAT_CSV;
  vb_column columns[MOST_PARTS + 2];
  int n = 0;
  for (ptrdiff_t i = 0; i < c->parts.n; i++)
    columns[n++] = (vb_column){c->names[i], COLUMN_CUT, 12};
  columns[n++] = (vb_column){"exchanges", COLUMN_RIGHT, 0};
  columns[n++] = (vb_column){csv ? "mentioned_only" : "only mentioned", COLUMN_RIGHT, 0};
  vb_table_out *table = vb_table_begin(cli, columns, n);
  for (ptrdiff_t i = 0; table && i < all->n; i++) {
    for (ptrdiff_t k = 0; k < c->parts.n; k++) vb_table_cell(table, all->v[i].labels[k]);
    vb_table_cell(table, count_text(all->v[i].n, csv, &scratch));
    vb_table_cell(table, count_text(all->v[i].n_mentioned, csv, &scratch));
  }
  return vb_table_end(table) ? 0 : 1;
}

static vb_strs parts_of(vb_str by, vb_arena *out) {
  vb_strs parts = {0};
  while (by.n && parts.n < MOST_PARTS) *vb_push(out, &parts) = vb_str_cut(&by, ',');
  return parts;
}

int vb_tally_print(const vb_cli *cli, vb_session *session, vb_ledger *ledger,
                   const vb_coverage *coverage, long *n) {
  vb_arena *arena = &session->arena;
  counting c = {.parts = parts_of(vb_str_from(cli->values[OPT_BY]), arena),
                .session = session,
                .ledger = ledger};
  for (ptrdiff_t i = 0; i < c.parts.n; i++) c.names[i] = vb_str_z(arena, c.parts.v[i]);
  groups all = {0};
  group sum = {0};
  vb_ledger_entry entry;
  vb_arena row = session->scratch;
  while (vb_ledger_next(ledger, &entry, &row)) {
    if (c.parts.n) collect(&all, &c, &entry, arena, row);
    sum.n++;
    sum.n_mentioned += entry.mentioned_only;
    row = session->scratch;
  }
  add_up(&all);
  bool in_time = c.parts.n && is_time(c.parts.v[0]);
  if (c.parts.n && all.n) qsort(all.v, (size_t)all.n, sizeof *all.v, in_time ? by_time : by_number);
  if (!c.parts.n) *vb_push(arena, &all) = sum;
  *n = sum.n;
  vb_output_format format = vb_cli_format(cli);
  if (format == FORMAT_JSON || format == FORMAT_JSONL)
    put_json(&c, &all, coverage, format, *arena);
  else
    return put_table(cli, &c, &all, *arena);
  return 0;
}
