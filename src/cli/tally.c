#include "cli/tally.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "cli/print.h"
#include "cli/table.h"

typedef struct {
  vb_str label;
  long n, n_mentioned;
} group;
VB_SLICE_TYPE(groups, group);

static int by_label(const void *a, const void *b) {
  return vb_str_compare(((const group *)a)->label, ((const group *)b)->label);
}

static int by_number(const void *pa, const void *pb) {
  const group *a = pa, *b = pb;
  return a->n != b->n ? (a->n < b->n ? 1 : -1) : by_label(pa, pb);
}

static vb_str year_of(const vb_ledger_entry *entry, vb_arena *out) {
  if (!vb_date_known(entry->day)) return VB_S("unknown");
  return vb_str_format(out, "%04d", entry->day.year);
}

static void push(groups *all, vb_str label, const vb_ledger_entry *entry, vb_arena *out) {
  vb_str own = vb_str_copy(out, label);
  *vb_push(out, all) = (group){own, 1, entry->mentioned_only};
}

/* One group for each label of the entry, counted later. */
static void collect(groups *all, const char *by, const vb_session *session, const vb_ledger *ledger,
                    const vb_ledger_entry *entry, vb_arena *out, vb_arena scratch) {
  const vb_exchange *x = &entry->exchange;
  const char *purpose = vb_purpose_name(x->purpose);
  if (!strcmp(by, "year")) {
    push(all, year_of(entry, &scratch), entry, out);
  } else if (!strcmp(by, "form")) {
    push(all, vb_str_from(vb_form_name(x->form)), entry, out);
  } else if (!strcmp(by, "purpose")) {
    push(all, purpose ? vb_str_from(purpose) : VB_S("unknown"), entry, out);
  } else {
    const vb_actors *others = vb_ledger_counterparts(ledger, entry, scratch);
    for (ptrdiff_t i = 0; i < others->n; i++)
      push(all, vb_party_label(session->lexicon, &others->v[i], &scratch), entry, out);
    if (!others->n) push(all, VB_S("unknown"), entry, out);
  }
}

/* Equal labels become one group with their sum. */
static void add_up(groups *all) {
  ptrdiff_t n = 0;
  if (all->n) qsort(all->v, (size_t)all->n, sizeof *all->v, by_label);
  for (ptrdiff_t i = 0; i < all->n; i++) {
    if (n && vb_str_eq(all->v[n - 1].label, all->v[i].label)) {
      all->v[n - 1].n += all->v[i].n;
      all->v[n - 1].n_mentioned += all->v[i].n_mentioned;
    } else {
      all->v[n++] = all->v[i];
    }
  }
  all->n = n;
}

static void put_group_json(vb_json *json, const char *by, const group *g) {
  vb_json_object(json);
  if (by) vb_json_key_str(json, by, g->label);
  vb_json_key_int(json, by ? "exchanges" : "count", g->n);
  vb_json_key_int(json, "mentioned_only", g->n_mentioned);
}

static void put_json(const char *by, const groups *all, const vb_coverage *coverage,
                     vb_output_format format, vb_arena out) {
  for (ptrdiff_t i = 0; i < all->n; i++) {
    vb_arena scratch = out;
    vb_json json = vb_json_begin(&scratch);
    put_group_json(&json, by, &all->v[i]);
    if (!by) {
      vb_json_key(&json, "coverage");
      vb_json_coverage(&json, coverage);
    }
    vb_json_close(&json);
    if (by && format == FORMAT_JSON) fputs(i ? ",\n" : "{\"rows\": [", stdout);
    printf("%.*s%s", VB_ARG(vb_json_end(&json)), by && format == FORMAT_JSON ? "" : "\n");
  }
  if (!by || format != FORMAT_JSON) return;
  vb_json json = vb_json_begin(&out);
  vb_json_coverage(&json, coverage);
  printf("%s], \"coverage\": %.*s}\n", all->n ? "" : "{\"rows\": [", VB_ARG(vb_json_end(&json)));
}

/* People read "1,230", spreadsheets 1230. */
static vb_str count_text(long n, bool csv, vb_arena *out) {
  char number[32];
  return csv ? vb_str_format(out, "%ld", n) : vb_str_copy(out, vb_str_number(n, number));
}

static int put_table(const vb_cli *cli, const char *by, const groups *all, vb_arena scratch) {
  bool csv = vb_cli_format(cli) == FORMAT_CSV;
  vb_column columns[] = {{by ? by : "", COLUMN_CUT, 12},
                         {"exchanges", COLUMN_RIGHT, 0},
                         {csv ? "mentioned_only" : "only mentioned", COLUMN_RIGHT, 0}};
  int skip = by ? 0 : 1;
  vb_table_out *table = vb_table_begin(cli, columns + skip, 3 - skip);
  for (ptrdiff_t i = 0; table && i < all->n; i++) {
    if (by) vb_table_cell(table, all->v[i].label);
    vb_table_cell(table, count_text(all->v[i].n, csv, &scratch));
    vb_table_cell(table, count_text(all->v[i].n_mentioned, csv, &scratch));
  }
  return vb_table_end(table) ? 0 : 1;
}

int vb_tally_print(const vb_cli *cli, vb_session *session, vb_ledger *ledger,
                   const vb_coverage *coverage) {
  const char *by = cli->values[OPT_BY];
  vb_arena *arena = &session->arena;
  groups all = {0};
  group sum = {0};
  vb_ledger_entry entry;
  vb_arena row = session->scratch;
  while (vb_ledger_next(ledger, &entry, &row)) {
    if (by) collect(&all, by, session, ledger, &entry, arena, row);
    sum.n++;
    sum.n_mentioned += entry.mentioned_only;
    row = session->scratch;
  }
  add_up(&all);
  if (by && strcmp(by, "year") && all.n) qsort(all.v, (size_t)all.n, sizeof *all.v, by_number);
  if (!by) *vb_push(arena, &all) = sum;
  vb_output_format format = vb_cli_format(cli);
  int status = 0;
  if (format == FORMAT_JSON || format == FORMAT_JSONL)
    put_json(by, &all, coverage, format, *arena);
  else
    status = put_table(cli, by, &all, *arena);
  if (format == FORMAT_TABLE)
    printf("%s%.*s\n", all.n ? "\n" : "", VB_ARG(vb_coverage_line(coverage, arena)));
  return status;
}
