/* show --format json: the chain as one object. */
#include "cli/show_json.h"

#include <stdio.h>

#include "answers/ledger.h"
#include "archive/load.h"
#include "archive/load_statements.h"
#include "exchanges/exchange_json.h"
#include "exchanges/explain.h"
#include "exchanges/occasion_key.h"
#include "pipeline/article_json.h"

static void put_capture_chain(vb_json *json, vb_session *session, vb_str sha256) {
  vb_json_object(json);
  vb_json_key_str(json, "sha256", sha256);
  vb_json_key(json, "places");
  vb_json_array(json);
  vb_sql_statement *s =
      vb_sql(session->archive, "SELECT path, offset, line, captured, url FROM places "
                               "WHERE capture = ? "
                               "ORDER BY captured IS NULL, captured, path, offset");
  vb_sql_bind_str(s, 1, sha256);
  while (vb_sql_step(s)) {
    vb_json_object(json);
    vb_json_key_str(json, "path", vb_sql_str(s, 0));
    vb_json_key_int(json, "offset", vb_sql_int(s, 1));
    vb_json_key(json, "line");
    if (vb_sql_int(s, 2))
      vb_json_int(json, vb_sql_int(s, 2));
    else
      vb_json_null(json);
    vb_json_key_str(json, "captured", vb_sql_str(s, 3));
    vb_json_key_str(json, "url", vb_sql_str(s, 4));
    vb_json_close(json);
  }
  vb_json_close(json);
  vb_json_close(json);
}

static void put_spans(vb_json *json, const char *key, const vb_article *article,
                      const vb_evidences *evidence) {
  vb_json_key(json, key);
  vb_json_array(json);
  for (ptrdiff_t i = 0; i < evidence->n; i++) {
    const vb_evidence *e = &evidence->v[i];
    vb_str field = vb_field_text(article, e->field, e->caption);
    bool fits = e->span.start >= 0 && e->span.start <= e->span.end && e->span.end <= field.n;
    vb_json_object(json);
    vb_json_key(json, "span");
    vb_json_evidence(json, e);
    vb_json_key_str(json, "text",
                    fits ? vb_str_slice(field, e->span.start, e->span.end) : (vb_str){0});
    vb_json_close(json);
  }
  vb_json_close(json);
}

/* What explaining needs, and the row that the reports went into; NULL: several. */
typedef struct {
  const vb_merge_words *words;
  vb_occasion_keys keys;
  const vb_ledger_entry *row;
} explaining;

/* What the report itself tells, and what of it agrees with the row. */
static void put_told(vb_json *json, const explaining *e, const vb_ledger_report *r,
                     vb_arena scratch) {
  vb_exchange told = r->told;
  vb_arena work = scratch;
  work.end = scratch.beg = scratch.beg + (scratch.end - scratch.beg) / 2;
  told.occasion_key = vb_occasion_key(&e->keys, &told, &work, scratch);
  vb_json_key(json, "told");
  vb_json_object(json);
  vb_json_exchange_facts(json, &told);
  vb_json_key_bool(json, "reply", told.reply);
  vb_json_close(json);
  vb_reasons reasons = {0};
  if (e->row && e->row->n_reports > 1)
    reasons = vb_merge_explain(e->words, &told, &e->row->exchange, &work);
  vb_json_key(json, "merged_by");
  vb_json_array(json);
  for (ptrdiff_t i = 0; i < reasons.n; i++) {
    vb_json_object(json);
    vb_json_key_str(json, "what", vb_str_from(reasons.v[i].what));
    vb_json_key_str(json, "how", reasons.v[i].how);
    vb_json_key_str(json, "told", reasons.v[i].told);
    vb_json_key_str(json, "row", reasons.v[i].row);
    vb_json_close(json);
  }
  vb_json_close(json);
}

/* The members of a report, inside its object. */
static void put_report_members(vb_json *json, vb_session *session, const explaining *e,
                               const vb_ledger_report *r) {
  vb_article article = {0};
  vb_arena scratch = session->scratch;
  vb_load_article(session->archive, r->article, &article, &scratch);
  vb_json_key_str(json, "id", r->id);
  vb_json_key_str(json, "exchange", r->exchange);
  vb_json_key_str(json, "role", r->role);
  vb_json_key_str(json, "article", r->article);
  vb_json_key_str(json, "path", r->path);
  vb_json_key_str(json, "title", r->title);
  vb_json_key_str(json, "outlet", r->outlet);
  vb_json_key_str(json, "agency", r->agency);
  vb_json_key_date(json, "published", r->published);
  vb_json_key_str(json, "pattern", r->pattern);
  put_spans(json, "sentences", &article, &r->evidence);
  put_spans(json, "cues", &article, &r->cues);
  vb_json_key(json, "capture");
  put_capture_chain(json, session, r->capture);
  put_told(json, e, r, scratch);
}

static explaining explain(vb_session *session, const vb_ledger_entry *row) {
  return (explaining){vb_merge_words_load(session->lexicon, &session->arena),
                      vb_occasion_keys_load(session->lexicon, &session->arena), row};
}

static void put_reports(vb_json *json, vb_session *session, const vb_ledger_reports *reports,
                        const vb_ledger_entry *row) {
  explaining e = explain(session, row);
  vb_json_key(json, "reports");
  vb_json_array(json);
  for (ptrdiff_t i = 0; i < reports->n; i++) {
    vb_json_object(json);
    put_report_members(json, session, &e, &reports->v[i]);
    vb_json_close(json);
  }
  vb_json_close(json);
}

static void put_report(vb_json *json, vb_session *session, vb_str id) {
  vb_ledger_report report;
  vb_ledger_entry row;
  if (!vb_ledger_report_find(session->archive, id, &report, &session->arena)) return;
  bool merged =
      report.exchange.p && vb_ledger_find(session->archive, report.exchange, &row, &session->arena);
  explaining e = explain(session, merged ? &row : NULL);
  put_report_members(json, session, &e, &report);
}

static void put_exchange(vb_json *json, vb_session *session, vb_str id) {
  vb_ledger_entry entry;
  if (!vb_ledger_find(session->archive, id, &entry, &session->arena)) return;
  vb_ledger_reports reports = vb_ledger_reports_of(session->archive, id, &session->arena);
  vb_json_key_str(json, "id", entry.id);
  vb_json_exchange_facts(json, &entry.exchange);
  vb_json_key_bool(json, "reply", entry.exchange.reply);
  vb_json_key_str(json, "reply_to", entry.reply_to);
  vb_strs answers = vb_ledger_answers(session->archive, id, &session->arena);
  vb_json_key(json, "answered_by");
  vb_json_array(json);
  for (ptrdiff_t i = 0; i < answers.n; i++) vb_json_str(json, answers.v[i]);
  vb_json_close(json);
  vb_json_key_bool(json, "mentioned_only", entry.mentioned_only);
  put_reports(json, session, &reports, &entry);
}

static void put_entry(vb_json *json, const vb_article *article, const vb_statement_entry *e,
                      vb_arena scratch) {
  vb_json_object(json);
  vb_json_key_str(json, "id", e->id);
  vb_json_key_int(json, "number", e->number);
  vb_json_statement_facts(json, article, &e->statement, &scratch);
  vb_json_close(json);
}

static void put_statements(vb_json *json, vb_session *session, const vb_article *article) {
  vb_statement_entries entries =
      vb_statement_entries_in(session->archive, article, &session->arena);
  vb_json_key(json, "statements");
  vb_json_array(json);
  for (ptrdiff_t i = 0; i < entries.n; i++)
    put_entry(json, article, &entries.v[i], session->scratch);
  vb_json_close(json);
}

/* Its own kind (direct ...) stands inside: `kind` is what is shown. */
static void put_statement(vb_json *json, vb_session *session, vb_str id) {
  vb_statement_entry entry;
  vb_article a;
  if (!vb_statement_entry_find(session->archive, id, &entry, &a, &session->arena)) return;
  vb_json_key_str(json, "id", entry.id);
  vb_json_key_str(json, "article", a.id);
  vb_json_key_str(json, "path", a.path);
  vb_json_key_str(json, "title", a.title);
  vb_json_key_str(json, "outlet", a.outlet);
  vb_json_key_str(json, "agency", a.agency);
  vb_json_key_date(json, "published", a.published);
  vb_json_key(json, "statement");
  put_entry(json, &a, &entry, session->scratch);
  vb_json_key(json, "capture");
  put_capture_chain(json, session, a.capture);
}

static void put_article(vb_json *json, vb_session *session, vb_str id) {
  vb_article a;
  if (!vb_load_article(session->archive, id, &a, &session->arena)) return;
  vb_ledger_reports reports = vb_ledger_reports_in(session->archive, id, &session->arena);
  vb_json_key_str(json, "id", a.id);
  vb_json_article_facts(json, &a);
  put_statements(json, session, &a);
  put_reports(json, session, &reports, NULL);
  vb_json_key(json, "capture");
  put_capture_chain(json, session, a.capture);
}

static void put_capture(vb_json *json, vb_session *session, vb_str sha256) {
  vb_json_key_str(json, "id", sha256);
  vb_json_key(json, "capture");
  put_capture_chain(json, session, sha256);
  vb_json_key(json, "articles");
  vb_json_array(json);
  vb_sql_statement *s =
      vb_sql(session->archive, "SELECT article FROM article_captures WHERE capture = ? ORDER BY 1");
  vb_sql_bind_str(s, 1, sha256);
  while (vb_sql_step(s)) vb_json_str(json, vb_sql_str(s, 0));
  vb_json_close(json);
}

int vb_show_json(vb_session *session, vb_thing thing) {
  vb_arena out = session->arena;
  out.beg = out.end - (out.end - out.beg) / 2; /* the answer's half; the rest stays for rows */
  session->arena.end = out.beg;
  vb_json json = vb_json_begin(&out);
  vb_json_object(&json);
  vb_json_key_str(&json, "kind", vb_str_from(vb_thing_name(thing.kind)));
  if (thing.kind == VB_THING_EXCHANGE)
    put_exchange(&json, session, thing.id);
  else if (thing.kind == VB_THING_REPORT)
    put_report(&json, session, thing.id);
  else if (thing.kind == VB_THING_CAPTURE)
    put_capture(&json, session, thing.id);
  else if (thing.kind == VB_THING_STATEMENT)
    put_statement(&json, session, thing.id);
  else
    put_article(&json, session, thing.id);
  vb_json_close(&json);
  vb_str text = vb_json_end(&json);
  fwrite(text.p, 1, (size_t)text.n, stdout);
  putchar('\n');
  return 0;
}
