/* The reports of one exchange, each with its evidence and its first place. */
#include "answers/ledger.h"
#include "archive/load.h"

static void load_evidence(vb_archive *archive, vb_ledger_report *report, vb_arena *out) {
  vb_sql_statement *s =
      vb_sql(archive, "SELECT kind, field, caption, start_byte, end_byte FROM evidence "
                      "WHERE report = ? ORDER BY kind, ordinal");
  vb_sql_bind_str(s, 1, report->id);
  while (vb_sql_step(s)) {
    bool cue = vb_str_eq(vb_sql_str(s, 0), VB_S("cue"));
    vb_evidence *e = vb_push(out, cue ? &report->cues : &report->evidence);
    *e = (vb_evidence){.field = vb_load_field(vb_sql_str(s, 1)),
                       .caption = (int)vb_sql_int(s, 2),
                       .span = {(ptrdiff_t)vb_sql_int(s, 3), (ptrdiff_t)vb_sql_int(s, 4)}};
  }
}

static void load_place(vb_archive *archive, vb_ledger_report *report, vb_arena *out) {
  vb_sql_statement *s =
      vb_sql(archive, "SELECT p.path, p.offset FROM article_captures c JOIN places p "
                      "ON p.capture = c.capture WHERE c.article = ? "
                      "ORDER BY p.captured IS NULL, p.captured, p.path, p.offset LIMIT 1");
  vb_sql_bind_str(s, 1, report->article);
  if (!vb_sql_step(s)) return;
  report->path = vb_sql_copy(s, 0, out);
  report->offset = vb_sql_int(s, 1);
  vb_sql_reset(s);
}

#define COLUMNS                                                                                    \
  "SELECT r.id, r.article, a.title, a.outlet, a.agency, a.published, r.role, r.pattern, "          \
  "a.capture, r.exchange, r.mention, " VB_EXCHANGE_COLUMNS                                         \
  " FROM reports r JOIN articles a ON a.id = r.article "

static vb_ledger_reports load(vb_sql_statement *s, vb_archive *archive, vb_str id, vb_arena *out) {
  vb_ledger_reports reports = {0};
  vb_sql_bind_str(s, 1, id);
  while (vb_sql_step(s)) {
    vb_ledger_report *r = vb_push(out, &reports);
    *r = (vb_ledger_report){.id = vb_sql_copy(s, 0, out),
                            .article = vb_sql_copy(s, 1, out),
                            .title = vb_sql_copy(s, 2, out),
                            .outlet = vb_sql_copy(s, 3, out),
                            .agency = vb_sql_copy(s, 4, out),
                            .published = vb_sql_date(s, 5),
                            .role = vb_sql_copy(s, 6, out),
                            .pattern = vb_sql_copy(s, 7, out),
                            .capture = vb_sql_copy(s, 8, out),
                            .exchange = vb_sql_copy(s, 9, out)};
    vb_load_exchange(s, 11, &r->told, out);
    r->told.mention = vb_sql_int(s, 10) != 0;
  }
  for (ptrdiff_t i = 0; i < reports.n; i++) {
    load_evidence(archive, &reports.v[i], out);
    vb_load_report_parties(archive, reports.v[i].id, &reports.v[i].told, out);
    load_place(archive, &reports.v[i], out);
  }
  return reports;
}

vb_ledger_reports vb_ledger_reports_of(vb_archive *archive, vb_str exchange, vb_arena *out) {
  return load(vb_sql(archive,
                     COLUMNS "WHERE r.exchange = ? "
                             "ORDER BY a.published IS NULL, a.published, r.article, r.ordinal"),
              archive, exchange, out);
}

vb_ledger_reports vb_ledger_reports_in(vb_archive *archive, vb_str article, vb_arena *out) {
  return load(vb_sql(archive, COLUMNS "WHERE r.article = ? ORDER BY r.ordinal"), archive, article,
              out);
}

bool vb_ledger_report_find(vb_archive *archive, vb_str id, vb_ledger_report *report,
                           vb_arena *out) {
  vb_ledger_reports found = load(vb_sql(archive, COLUMNS "WHERE r.id = ?"), archive, id, out);
  if (found.n) *report = found.v[0];
  return found.n > 0;
}
