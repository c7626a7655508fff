/* ledger: rows, or counts, of exchanges. */
#include "answers/ledger.h"

#include <stdio.h>
#include <string.h>

#include "answers/coverage.h"
#include "archive/sql.h"
#include "cli/article_view.h"
#include "cli/nothing.h"
#include "cli/open.h"
#include "cli/print.h"
#include "cli/table.h"
#include "cli/tally.h"

typedef struct {
  const vb_cli *cli;
  vb_session *session;
  vb_ledger *ledger;
  vb_table_out *table;
  vb_output_format format;
  int id_bytes; /* shown in the table: as many as tell all exchanges apart */
  long n, n_mentioned;
} listing;

static vb_str given(const vb_cli *cli, vb_option_id option) {
  return vb_str_from(cli->values[option]);
}

static int read_date(const vb_cli *cli, vb_option_id option, const char *name, vb_date *date) {
  vb_str text = given(cli, option);
  if (!text.p) return 0;
  *date = vb_date_day(vb_date_parse_iso(text));
  if (vb_date_known(*date)) return 0;
  vb_cli_complain("--%s: '%.*s' is no date (2021, 2021-03 or 2021-03-23)", name, VB_ARG(text));
  return 2;
}

static int read_query(const vb_cli *cli, vb_ledger_query *query) {
  vb_str mentioned = given(cli, OPT_MENTIONED);
  *query = (vb_ledger_query){
      .a = cli->n_arguments > 0 ? vb_str_from(cli->arguments[0]) : (vb_str){0},
      .b = cli->n_arguments > 1 ? vb_str_from(cli->arguments[1]) : (vb_str){0},
      .from = given(cli, OPT_FROM),
      .to = given(cli, OPT_TO),
      .form = given(cli, OPT_FORM),
      .purpose = given(cli, OPT_PURPOSE),
      .occasion = given(cli, OPT_OCCASION),
      .outlet = given(cli, OPT_OUTLET),
      .replies_without_original = vb_cli_has(cli, OPT_REPLIES),
  };
  if (mentioned.p && vb_str_eq(mentioned, VB_S("not"))) query->mentioned = VB_MENTIONED_NOT;
  if (mentioned.p && vb_str_eq(mentioned, VB_S("only"))) query->mentioned = VB_MENTIONED_ONLY;
  int bad = read_date(cli, OPT_SINCE, "since", &query->since);
  return bad ? bad : read_date(cli, OPT_UNTIL, "until", &query->until);
}

/* As git does: the shortest beginning of ids that is unique for all, and never shorter than 7. */
static int shortest_id(vb_archive *archive) {
  for (int n = 7; n < 13; n++) {
    vb_sql_statement *s =
        vb_sql(archive, "SELECT count(*) = count(DISTINCT substr(id, 1, ?)) FROM exchanges");
    vb_sql_bind_int(s, 1, n);
    bool unique = vb_sql_step(s) && vb_sql_int(s, 0);
    vb_sql_reset(s);
    if (unique) return n;
  }
  return 13;
}

/* The cells of put_table_row and put_csv_row in the order of the columns that begin() names. */
static void put_table_row(const listing *l, const vb_ledger_entry *e, vb_arena *out) {
  char day[VB_DATE_ISO_BYTES];
  const vb_exchange *x = &e->exchange;
  vb_date_format(e->day, day);
  const char *mark = vb_date_known(x->sent) || !*day ? " " : "~";
  vb_table_cell(l->table, vb_str_format(out, "%s%s", mark, day));
  vb_table_cell(l->table, vb_article_view_side(l->session->lexicon, &x->from, false, out));
  vb_table_cell(l->table, vb_article_view_side(l->session->lexicon, &x->to, false, out));
  vb_table_cell(l->table, vb_str_from(vb_form_name(x->form)));
  vb_table_cell(l->table, vb_str_from(vb_purpose_name(x->purpose)));
  vb_table_cell(l->table, x->occasion);
  vb_table_cell(l->table, vb_str_format(out, "%lld%s", (long long)e->n_reports,
                                        e->mentioned_only ? "*" : " "));
  vb_table_cell(l->table, vb_str_slice(e->id, 0, l->id_bytes));
}

static void put_csv_row(const listing *l, const vb_ledger_entry *e, vb_arena *out) {
  const vb_exchange *x = &e->exchange;
  char date[VB_DATE_ISO_BYTES];
  vb_table_cell(l->table, e->id);
  vb_table_cell(l->table, vb_article_view_side(l->session->lexicon, &x->from, true, out));
  vb_table_cell(l->table, vb_article_view_side(l->session->lexicon, &x->to, true, out));
  vb_table_cell(l->table, vb_str_from(vb_form_name(x->form)));
  vb_table_cell(l->table, vb_str_from(vb_purpose_name(x->purpose)));
  vb_table_cell(l->table, vb_date_format(x->sent, date));
  vb_table_cell(l->table, vb_str_from(vb_sent_kind_name(x->sent_kind)));
  vb_table_cell(l->table, vb_date_format(x->reported, date));
  vb_table_cell(l->table, x->occasion);
  vb_table_cell(l->table, x->occasion_key);
  vb_table_cell(l->table, x->reply ? VB_S("1") : VB_S("0"));
  vb_table_cell(l->table, e->reply_to);
  vb_table_cell(l->table, e->mentioned_only ? VB_S("1") : VB_S("0"));
  vb_table_cell(l->table, vb_str_format(out, "%lld", (long long)e->n_reports));
}

static void put_json_row(const listing *l, const vb_ledger_entry *e, vb_arena *out) {
  vb_ledger_reports reports = vb_ledger_reports_of(l->session->archive, e->id, out);
  vb_json json = vb_json_begin(out);
  vb_json_ledger_row(&json, e, &reports);
  vb_str text = vb_json_end(&json);
  if (l->format == FORMAT_JSON) fputs(l->n ? ",\n" : "{\"rows\": [", stdout);
  fwrite(text.p, 1, (size_t)text.n, stdout);
  if (l->format == FORMAT_JSONL) putchar('\n');
}

static void put_row(listing *l, const vb_ledger_entry *entry, vb_arena *out) {
  if (l->format == FORMAT_TABLE)
    put_table_row(l, entry, out);
  else if (l->format == FORMAT_CSV)
    put_csv_row(l, entry, out);
  else
    put_json_row(l, entry, out);
  l->n++;
  l->n_mentioned += entry->mentioned_only;
}

static void begin(listing *l) {
  /* Names are what readers look for; without the occasion, messages of one pair look alike. */
  static const vb_column shown[] = {{"date", COLUMN_FIXED, 0},   {"from", COLUMN_CUT, 20},
                                    {"to", COLUMN_CUT, 20},      {"form", COLUMN_CUT, 10},
                                    {"purpose", COLUMN_CUT, 10}, {"occasion", COLUMN_CUT, 14},
                                    {"rep.", COLUMN_RIGHT, 0},   {"id", COLUMN_FIXED, 0}};
  static const vb_column csv[] = {{"id", 0, 0},
                                  {"from", 0, 0},
                                  {"to", 0, 0},
                                  {"form", 0, 0},
                                  {"purpose", 0, 0},
                                  {"sent", 0, 0},
                                  {"sent_kind", 0, 0},
                                  {"reported", 0, 0},
                                  {"occasion", 0, 0},
                                  {"occasion_key", 0, 0},
                                  {"reply", 0, 0},
                                  {"reply_to", 0, 0},
                                  {"mentioned_only", 0, 0},
                                  {"reports", 0, 0}};
  l->id_bytes = shortest_id(l->session->archive);
  if (l->format == FORMAT_TABLE)
    l->table = vb_table_begin(l->cli, shown, sizeof shown / sizeof *shown);
  if (l->format == FORMAT_CSV) l->table = vb_table_begin(l->cli, csv, sizeof csv / sizeof *csv);
}

static void put_footer(const listing *l) {
  char all[32], mentioned[32];
  vb_str_number(l->n, all);
  printf("%s%s exchange%s", l->n ? "\n" : "", all, l->n == 1 ? "" : "s");
  if (l->n_mentioned)
    printf(", %s of them only mentioned (*)", vb_str_number(l->n_mentioned, mentioned).p);
  puts("");
}

static int end(const listing *l, const vb_coverage *coverage, vb_arena *out) {
  bool has_table = l->format == FORMAT_TABLE || l->format == FORMAT_CSV;
  if (has_table && !vb_table_end(l->table)) return 1;
  if (l->format == FORMAT_TABLE) put_footer(l);
  if (l->format != FORMAT_JSON) return 0;
  vb_json json = vb_json_begin(out);
  vb_json_coverage(&json, coverage);
  printf("%s], \"coverage\": %.*s}\n", l->n ? "" : "{\"rows\": [", VB_ARG(vb_json_end(&json)));
  return 0;
}

static int list(listing *l, const vb_coverage *coverage) {
  vb_ledger_entry entry;
  vb_arena row = l->session->scratch;
  begin(l);
  while (vb_ledger_next(l->ledger, &entry, &row)) {
    put_row(l, &entry, &row);
    row = l->session->scratch;
  }
  return end(l, coverage, &row);
}

/* What was searched, and what of the period asked for was not. */
static void put_coverage(const vb_cli *cli, const vb_ledger_query *query,
                         const vb_coverage *coverage, vb_arena out) {
  vb_str beyond = vb_coverage_beyond(coverage, query->since, query->until, &out);
  vb_print_line(cli, vb_coverage_line(coverage, &out), out);
  if (beyond.n) printf("of the period asked for, %.*s was searched\n", VB_ARG(beyond));
}

static int answer(const vb_cli *cli, vb_session *session, const vb_ledger_query *query) {
  vb_error error = {0};
  vb_coverage coverage;
  listing l = {.cli = cli, .session = session, .format = vb_cli_format(cli)};
  int bad = vb_coverage_of(session->archive, &coverage, &session->arena, &error);
  if (!bad)
    bad = vb_ledger_open(&l.ledger, session->archive, session->lexicon, query, &session->arena,
                         &error);
  if (bad) return vb_cli_failed(&error);
  int status;
  if (vb_cli_has(cli, OPT_COUNT) || vb_cli_has(cli, OPT_BY))
    status = vb_tally_print(cli, session, l.ledger, &coverage, &l.n);
  else
    status = list(&l, &coverage);
  if (vb_ledger_close(l.ledger, &error)) return vb_cli_failed(&error);
  if (l.format == FORMAT_TABLE) {
    if (l.n && (vb_cli_has(cli, OPT_BY) || vb_cli_has(cli, OPT_COUNT))) puts("");
    put_coverage(cli, query, &coverage, session->scratch);
  }
  vb_say_countries(cli, session, query);
  if (!l.n) vb_nothing_found(cli, session, query);
  return status;
}

int vb_run_ledger(vb_cli *cli) {
  vb_ledger_query query;
  vb_session session;
  int bad = read_query(cli, &query);
  if (bad) return bad;
  bool nobody = !query.a.p && !query.from.p && !query.to.p;
  if (vb_cli_has(cli, OPT_BY) && nobody && strstr(cli->values[OPT_BY], "counterpart")) {
    vb_cli_complain("--by counterpart needs a party: verbale ledger A --by counterpart");
    return 2;
  }
  bad = vb_session_open(cli, &session);
  if (bad) return bad;
  int status = answer(cli, &session, &query);
  vb_session_close(&session);
  return status;
}
