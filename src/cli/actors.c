/* actors: who is in the archive, under which names. */
#include "answers/actors.h"

#include <stdio.h>

#include "answers/coverage.h"
#include "cli/nothing.h"
#include "cli/open.h"
#include "cli/print.h"
#include "cli/table.h"
#include "exchanges/exchange_json.h"

typedef struct {
  const vb_cli *cli;
  const vb_session *session;
  const vb_actor_entries *entries;
  vb_output_format format;
} listing;

static vb_str number(int64_t n, const listing *l, vb_arena *out) {
  char text[32];
  if (l->format == FORMAT_CSV) return vb_str_format(out, "%lld", (long long)n);
  return n ? vb_str_copy(out, vb_str_number(n, text)) : VB_S("");
}

static vb_str joined(const vb_actor_tellings *tellings, vb_arena *out) {
  vb_str all = {0};
  for (ptrdiff_t i = 0; i < tellings->n; i++)
    all = vb_str_format(out, "%.*s%s%.*s", VB_ARG(all), i ? "; " : "", VB_ARG(tellings->v[i].text));
  return all;
}

static void put_row(const listing *l, vb_table_out *table, const vb_actor_entry *e, vb_arena *out) {
  bool csv = l->format == FORMAT_CSV;
  vb_table_cell(table, vb_party_label(l->session->lexicon, &e->actor, out));
  vb_table_cell(table, e->actor.country);
  vb_table_cell(table, csv ? joined(&e->names, out) : number(e->names.n, l, out));
  vb_table_cell(table, csv            ? joined(&e->offices, out)
                       : e->offices.n ? e->offices.v[0].text
                                      : (vb_str){0});
  int64_t counts[] = {e->sent, e->received, e->talks, e->spoke};
  for (int i = 0; i < 4; i++) vb_table_cell(table, number(counts[i], l, out));
  vb_table_cell(table, e->first);
  vb_table_cell(table, e->last);
}

static bool put_rows(const listing *l, vb_arena out) {
  static const vb_column shown[] = {{"actor", COLUMN_CUT, 24},  {"", COLUMN_FIXED, 0},
                                    {"names", COLUMN_RIGHT, 0}, {"office", COLUMN_WIDE, 16},
                                    {"sent", COLUMN_RIGHT, 0},  {"received", COLUMN_RIGHT, 0},
                                    {"talks", COLUMN_RIGHT, 0}, {"spoke", COLUMN_RIGHT, 0},
                                    {"first", COLUMN_FIXED, 0}, {"last", COLUMN_FIXED, 0}};
  static const vb_column csv[] = {
      {"actor", 0, 0},    {"country", 0, 0}, {"names", 0, 0}, {"offices", 0, 0}, {"sent", 0, 0},
      {"received", 0, 0}, {"talks", 0, 0},   {"spoke", 0, 0}, {"first", 0, 0},   {"last", 0, 0}};
  vb_table_out *table =
      vb_table_begin(l->cli, l->format == FORMAT_CSV ? csv : shown, sizeof shown / sizeof *shown);
  for (ptrdiff_t i = 0; table && i < l->entries->n; i++) {
    vb_arena row = out;
    put_row(l, table, &l->entries->v[i], &row);
  }
  return vb_table_end(table);
}

static void put_tellings(const listing *l, const char *what, const vb_actor_tellings *tellings,
                         vb_arena out) {
  for (ptrdiff_t i = 0; i < tellings->n; i++) {
    const vb_actor_telling *t = &tellings->v[i];
    vb_arena line = out;
    vb_str days = t->first.n
                      ? vb_str_format(&line, ", %.*s to %.*s", VB_ARG(t->first), VB_ARG(t->last))
                      : VB_S("");
    vb_str text =
        vb_str_format(&line, "%.*s  (%lld%.*s)", VB_ARG(t->text), (long long)t->n, VB_ARG(days));
    vb_print_value(l->cli, i ? "" : what, text, line);
  }
}

/* Somebody was asked for: all names and offices. */
static void put_details(const listing *l, vb_arena out) {
  for (ptrdiff_t i = 0; i < l->entries->n; i++) {
    const vb_actor_entry *e = &l->entries->v[i];
    vb_arena rest = out;
    if (!e->names.n && !e->offices.n) continue;
    putchar('\n');
    vb_print_text(vb_party_label(l->session->lexicon, &e->actor, &rest));
    putchar('\n');
    put_tellings(l, "names", &e->names, rest);
    put_tellings(l, "offices", &e->offices, rest);
  }
}

static void json_tellings(vb_json *json, const char *key, const char *what,
                          const vb_actor_tellings *tellings) {
  vb_json_key(json, key);
  vb_json_array(json);
  for (ptrdiff_t i = 0; i < tellings->n; i++) {
    vb_json_object(json);
    vb_json_key_str(json, what, tellings->v[i].text);
    vb_json_key_int(json, "n", tellings->v[i].n);
    vb_json_key_str(json, "first", tellings->v[i].first);
    vb_json_key_str(json, "last", tellings->v[i].last);
    vb_json_close(json);
  }
  vb_json_close(json);
}

static void put_json(const listing *l, const vb_actor_entry *e, vb_arena out) {
  vb_json json = vb_json_begin(&out);
  vb_json_object(&json);
  vb_json_key(&json, "actor");
  vb_json_actor(&json, &e->actor);
  json_tellings(&json, "names", "name", &e->names);
  json_tellings(&json, "offices", "office", &e->offices);
  vb_json_key_int(&json, "sent", e->sent);
  vb_json_key_int(&json, "received", e->received);
  vb_json_key_int(&json, "talks", e->talks);
  vb_json_key_int(&json, "spoke", e->spoke);
  vb_json_key_str(&json, "first", e->first);
  vb_json_key_str(&json, "last", e->last);
  vb_json_close(&json);
  printf("%.*s%s", VB_ARG(vb_json_end(&json)), l->format == FORMAT_JSONL ? "\n" : "");
}

static void put_all_json(const listing *l, const vb_coverage *coverage, vb_arena out) {
  bool whole = l->format == FORMAT_JSON;
  if (whole) fputs("{\"rows\": [", stdout);
  for (ptrdiff_t i = 0; i < l->entries->n; i++) {
    if (whole && i) fputs(",\n", stdout);
    put_json(l, &l->entries->v[i], out);
  }
  if (!whole) return;
  vb_json json = vb_json_begin(&out);
  vb_json_coverage(&json, coverage);
  printf("], \"coverage\": %.*s}\n", VB_ARG(vb_json_end(&json)));
}

static int put(const listing *l, const vb_coverage *coverage, vb_arena out) {
  char n[32];
  bool table = l->format == FORMAT_TABLE;
  if (!table && l->format != FORMAT_CSV) {
    put_all_json(l, coverage, out);
    return 0;
  }
  if (!put_rows(l, out)) return 1;
  if (table && l->cli->n_arguments) put_details(l, out);
  if (!table) return 0;
  vb_str sum = vb_str_format(&out, "%s%s actor%s; %.*s", l->entries->n ? "\n" : "",
                             vb_str_number(l->entries->n, n).p, l->entries->n == 1 ? "" : "s",
                             VB_ARG(vb_coverage_line(coverage, &out)));
  vb_print_line(l->cli, sum, out);
  return 0;
}

int vb_run_actors(vb_cli *cli) {
  vb_session session;
  vb_error error = {0};
  int bad = vb_session_open(cli, &session);
  if (bad) return bad;
  vb_coverage coverage;
  vb_actor_entries entries;
  vb_str who = cli->n_arguments ? vb_str_from(cli->arguments[0]) : (vb_str){0};
  listing l = {cli, &session, &entries, vb_cli_format(cli)};
  bad = vb_coverage_of(session.archive, &coverage, &session.arena, &error);
  if (!bad)
    bad = vb_actor_entries_of(session.archive, session.lexicon, who, &entries, &session.arena,
                              session.scratch, &error);
  int status = bad ? vb_cli_failed(&error) : put(&l, &coverage, session.scratch);
  if (!bad && who.n && !entries.n) vb_nothing_called(cli, &session, who);
  vb_session_close(&session);
  return status;
}
