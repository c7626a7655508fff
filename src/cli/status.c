/* No command: what the archive holds, and what to do next. */
#include <errno.h>
#include <stdio.h>
#include <unistd.h>

#include "answers/coverage.h"
#include "archive/sql.h"
#include "base/utf8.h"
#include "cli/cli.h"
#include "cli/holdings.h"
#include "cli/open.h"
#include "cli/print.h"

/* One of a list that is broken at the width of the terminal; `column` is where the line stands. */
static int put_group(const vb_cli *cli, vb_str name, int64_t n, int column) {
  char number[32];
  int width = (int)vb_utf8_count(name) + 1 + (int)vb_str_number(n, number).n;
  bool first = column == VB_VALUE_COLUMN;
  if (!first && cli->out_is_terminal && column + 2 + width >= cli->columns) {
    printf(",\n%*s", VB_VALUE_COLUMN, "");
    column = VB_VALUE_COLUMN;
  } else if (!first) {
    fputs(", ", stdout);
    column += 2;
  }
  vb_print_text(name);
  printf(" %s", number);
  return column + width;
}

/* "en 5, ko 2, others 3": the largest groups, each with its number. */
static void put_groups(const vb_cli *cli, vb_sql_statement *s, int shown) {
  int n = 0, column = VB_VALUE_COLUMN;
  int64_t others = 0;
  for (; vb_sql_step(s); n++) {
    vb_str name = vb_sql_str(s, 0);
    if (n >= shown)
      others += vb_sql_int(s, 1);
    else
      column = put_group(cli, name.p ? name : VB_S("not stated"), vb_sql_int(s, 1), column);
  }
  if (others) put_group(cli, VB_S("others"), others, column);
  putchar('\n');
}

static void put_dates(vb_archive *archive) {
  char number[32];
  vb_sql_statement *s =
      vb_sql(archive, "SELECT count(published), min(published), max(published) FROM articles");
  if (!vb_sql_step(s)) return;
  printf("  dates      %s stated", vb_str_number(vb_sql_int(s, 0), number).p);
  if (vb_sql_int(s, 0))
    printf(", %.*s to %.*s", VB_ARG(vb_str_slice(vb_sql_str(s, 1), 0, 10)),
           VB_ARG(vb_str_slice(vb_sql_str(s, 2), 0, 10)));
  putchar('\n');
  vb_sql_reset(s);
}

static void put_statements(vb_archive *archive) {
  char a[32], b[32];
  int64_t statements = vb_sql_number(archive, "SELECT count(*) FROM statements");
  int64_t speakers = vb_sql_number(
      archive, "SELECT count(DISTINCT speaker_name || coalesce(speaker_country, '')) FROM "
               "statements");
  int64_t lack = vb_archive_n_without_statements(archive);
  printf("  statements %s", vb_str_number(statements, a).p);
  if (speakers)
    printf(" by %s named speaker%s", vb_str_number(speakers, b).p, speakers == 1 ? "" : "s");
  putchar('\n');
  if (!lack) return;
  printf("             %s article%s stored before statements were: add %s captures again\n",
         vb_str_number(lack, a).p, lack == 1 ? " was" : "s were", lack == 1 ? "its" : "their");
}

void vb_holdings_print(const vb_cli *cli, vb_archive *archive) {
  char a[32], b[32], c[32];
  int64_t articles = vb_sql_number(archive, "SELECT count(*) FROM articles");
  int64_t exchanges = vb_sql_number(archive, "SELECT count(*) FROM exchanges");
  int64_t mentioned = vb_sql_number(archive, "SELECT count(*) FROM exchanges WHERE mentioned_only");
  int64_t reports = vb_sql_number(archive, "SELECT count(*) FROM reports");
  printf("  articles   %s\n", vb_str_number(articles, a).p);
  if (!articles) return;
  put_dates(archive);
  fputs("  languages  ", stdout);
  put_groups(cli,
             vb_sql(archive, "SELECT language, count(*) FROM articles GROUP BY 1 "
                             "ORDER BY language IS NULL, 2 DESC, 1"),
             8);
  fputs("  outlets    ", stdout);
  put_groups(cli,
             vb_sql(archive, "SELECT coalesce(outlet, agency), count(*) FROM articles GROUP BY 1 "
                             "ORDER BY coalesce(outlet, agency) IS NULL, 2 DESC, 1"),
             6);
  printf("  exchanges  %s", vb_str_number(exchanges, a).p);
  if (mentioned) printf(", %s of them only mentioned", vb_str_number(mentioned, b).p);
  if (exchanges) printf(", from %s report%s", vb_str_number(reports, c).p, reports == 1 ? "" : "s");
  putchar('\n');
  put_statements(archive);
}

static int put_json(vb_session *session) {
  vb_error error = {0};
  vb_coverage coverage;
  if (vb_coverage_of(session->archive, &coverage, &session->arena, &error))
    return vb_cli_failed(&error);
  vb_json json = vb_json_begin(&session->arena);
  vb_json_object(&json);
  vb_json_key_int(&json, "captures",
                  vb_sql_number(session->archive, "SELECT count(*) FROM captures"));
  vb_json_key_int(&json, "articles", coverage.articles);
  vb_json_key_int(&json, "reports",
                  vb_sql_number(session->archive, "SELECT count(*) FROM reports"));
  vb_json_key_int(&json, "exchanges",
                  vb_sql_number(session->archive, "SELECT count(*) FROM exchanges"));
  vb_json_key_int(&json, "statements",
                  vb_sql_number(session->archive, "SELECT count(*) FROM statements"));
  vb_json_key_int(&json, "without_statements", vb_archive_n_without_statements(session->archive));
  vb_json_key_int(
      &json, "mentioned_only",
      vb_sql_number(session->archive, "SELECT count(*) FROM exchanges WHERE mentioned_only"));
  vb_json_key(&json, "coverage");
  vb_json_coverage(&json, &coverage);
  vb_json_close(&json);
  vb_str text = vb_json_end(&json);
  if (vb_sql_failed(session->archive, &error)) return vb_cli_failed(&error);
  printf("%.*s\n", VB_ARG(text));
  return 0;
}

static int put_text(const vb_cli *cli, vb_session *session) {
  vb_error error = {0};
  vb_print_name(vb_str_from(vb_cli_archive_path(cli)));
  putchar('\n');
  vb_holdings_print(cli, session->archive);
  if (vb_sql_failed(session->archive, &error)) return vb_cli_failed(&error);
  bool empty = !vb_sql_number(session->archive, "SELECT count(*) FROM articles");
  puts(empty ? "next: verbale add PATH... | verbale --help"
             : "next: verbale ledger | verbale show ID | verbale --help");
  return 0;
}

int vb_run_status(vb_cli *cli) {
  vb_session session;
  const char *path = vb_cli_archive_path(cli);
  if (!vb_cli_has(cli, OPT_ARCHIVE) && access(path, F_OK) && errno == ENOENT) {
    printf("There is no archive here yet (%s).\n\n"
           "  verbale add PATH...    makes one of files and folders: HTML pages, text, JSON Lines\n"
           "  verbale read PATH...   only looks: clean articles out, nothing kept\n"
           "  verbale --help         all commands\n",
           path);
    return 0;
  }
  int bad = vb_session_open(cli, &session);
  if (bad) return bad;
  vb_output_format format = cli->values[OPT_FORMAT] ? vb_cli_format(cli) : FORMAT_TABLE;
  int status = format == FORMAT_TABLE ? put_text(cli, &session) : put_json(&session);
  vb_session_close(&session);
  return status;
}
