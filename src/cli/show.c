/* show: the chain from a row of the ledger to the bytes it rests on. */
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "answers/lookup.h"
#include "archive/load.h"
#include "cli/article_view.h"
#include "cli/show.h"
#include "cli/show_json.h"

void vb_show_line(const char *label, vb_str value) {
  if (!value.p) return;
  printf("  %-10s ", label);
  vb_print_text(value);
  putchar('\n');
}

static void put_date(const char *label, vb_date value) {
  char text[VB_DATE_ISO_BYTES];
  if (vb_date_known(value)) vb_show_line(label, vb_date_format(value, text));
}

void vb_show_value(const vb_showing *s, const char *label, vb_str value) {
  vb_print_value(s->cli, label, value, *s->arena);
}

void vb_show_heading(const vb_showing *s, const vb_article *article) {
  fputs("article ", stdout);
  vb_print_name(article->id);
  putchar('\n');
  vb_show_value(s, "title", article->title);
  put_date("published", article->published);
}

vb_str vb_show_handle(vb_str id, vb_str path) {
  return vb_str_starts(id, VB_S("sha256:")) ? path : id;
}

void vb_show_actor(const vb_showing *s, const char *label, const vb_actor *a) {
  vb_arena out = *s->arena;
  vb_str rest[] = {a->office, a->organisation, a->country}, text = {0};
  for (int i = 0; i < 3; i++)
    if (rest[i].p)
      text = text.p ? vb_str_format(&out, "%.*s, %.*s", VB_ARG(text), VB_ARG(rest[i])) : rest[i];
  if (a->name.p && text.p) text = vb_str_format(&out, "%.*s (%.*s)", VB_ARG(a->name), VB_ARG(text));
  vb_showing showing = *s;
  showing.arena = &out;
  vb_show_value(&showing, label, text.p ? text : a->name);
}

static void put_actors(const vb_showing *s, const char *label, const vb_actors *actors) {
  for (ptrdiff_t i = 0; i < actors->n; i++) vb_show_actor(s, i ? "" : label, &actors->v[i]);
  if (!actors->n) vb_show_line(label, VB_S("not told"));
}

/* Messages are sent or received; calls, meetings and visits take place. */
static const char *day_label(const vb_exchange *x) {
  const char *kind = vb_sent_kind_name(x->sent_kind);
  bool together = x->form == VB_FORM_CALL || x->form == VB_FORM_MEETING || x->form == VB_FORM_VISIT;
  return together ? "held" : kind ? kind : "sent";
}

/* "xced6cf  2023-09-11, message, reply" */
static void put_linked(const vb_showing *s, const char *label, vb_str id) {
  vb_ledger_entry e;
  vb_arena mark = *s->arena;
  char day[VB_DATE_ISO_BYTES];
  if (vb_ledger_find(s->session->archive, id, &e, s->arena)) {
    const char *purpose = vb_purpose_name(e.exchange.purpose);
    vb_date_format(e.day, day);
    vb_show_value(s, label,
                  vb_str_format(s->arena, "%.*s  %s, %s%s%s", VB_ARG(id), *day ? day : "undated",
                                vb_form_name(e.exchange.form), purpose ? ", " : "",
                                purpose ? purpose : ""));
  }
  *s->arena = mark;
}

/* What it answers, and what answers it. */
static void put_replies(const vb_showing *s, const vb_ledger_entry *e) {
  if (e->reply_to.p)
    put_linked(s, "reply to", e->reply_to);
  else if (e->exchange.reply)
    vb_show_line("reply to", VB_S("not in this archive"));
  vb_strs answers = vb_ledger_answers(s->session->archive, e->id, s->arena);
  for (ptrdiff_t i = 0; i < answers.n; i++) put_linked(s, i ? "" : "answered by", answers.v[i]);
}

static void put_exchange(const vb_showing *s, const vb_ledger_entry *e) {
  const vb_exchange *x = &e->exchange;
  const char *purpose = vb_purpose_name(x->purpose);
  printf("exchange %.*s\n", VB_ARG(e->id));
  put_actors(s, "from", &x->from);
  put_actors(s, "to", &x->to);
  vb_show_line("form", vb_str_from(vb_form_name(x->form)));
  vb_show_line("purpose", vb_str_from(purpose));
  put_date(day_label(x), x->sent);
  put_date("reported", x->reported);
  vb_show_value(s, "occasion", x->occasion);
  vb_show_value(s, "key", x->occasion_key);
  put_replies(s, e);
  if (e->mentioned_only) vb_show_line("", VB_S("only mentioned: no capture has it as its news"));
}

static int show_exchange(const vb_showing *s, vb_str id) {
  vb_ledger_entry entry;
  if (!vb_ledger_find(s->session->archive, id, &entry, s->arena)) return 1;
  vb_ledger_reports reports = vb_ledger_reports_of(s->session->archive, id, s->arena);
  put_exchange(s, &entry);
  for (ptrdiff_t i = 0; i < reports.n; i++) vb_show_report(s, &reports.v[i], &entry);
  return 0;
}

/* One of the reports, with the row that it went into. */
static int show_report(const vb_showing *s, vb_str id) {
  vb_ledger_report report;
  vb_ledger_entry entry;
  if (!vb_ledger_report_find(s->session->archive, id, &report, s->arena)) return 1;
  bool merged =
      report.exchange.p && vb_ledger_find(s->session->archive, report.exchange, &entry, s->arena);
  if (merged) put_exchange(s, &entry);
  if (merged && entry.n_reports > 1)
    printf("  %-10s %lld, of which this is one\n", "reports", (long long)entry.n_reports);
  vb_show_report(s, &report, merged ? &entry : NULL);
  return 0;
}

/* Which bytes of its capture an article is that is not the whole page. */
static void put_taken(const vb_taken *taken) {
  const char *name = vb_taken_name(taken->from);
  if (name)
    printf("  %-10s %s, bytes %td to %td of it\n", "taken from", name, taken->span.start,
           taken->span.end);
}

static void put_place(const vb_article *a) {
  vb_show_line("found at", a->path);
  put_taken(&a->taken);
  printf("  %-10s %lld\n  %-10s SHA-256 %.*s\n", "offset", (long long)a->offset, "capture",
         VB_ARG(a->capture));
}

static void put_reports_of_article(const vb_ledger_reports *reports) {
  for (ptrdiff_t i = 0; i < reports->n; i++) {
    const vb_ledger_report *r = &reports->v[i];
    printf("  %-10s %.*s in report %.*s, %.*s\n", i ? "" : "tells of", VB_ARG(r->exchange),
           VB_ARG(r->id), VB_ARG(r->role));
  }
}

static vb_evidences cues_of(const vb_ledger_reports *reports, vb_arena *out) {
  vb_evidences cues = {0};
  for (ptrdiff_t i = 0; i < reports->n; i++)
    for (ptrdiff_t k = 0; k < reports->v[i].cues.n; k++)
      *vb_push(out, &cues) = reports->v[i].cues.v[k];
  return cues;
}

static int show_article(const vb_showing *s, vb_str id) {
  vb_article article;
  if (!vb_load_article(s->session->archive, id, &article, s->arena)) return 1;
  vb_article_view view = {s->cli, s->session->lexicon, &article, {0}, {0}};
  vb_ledger_reports reports = vb_ledger_reports_in(s->session->archive, id, s->arena);
  view.statements = vb_statement_entries_in(s->session->archive, &article, s->arena);
  view.cues = cues_of(&reports, s->arena);
  fputs("article ", stdout);
  vb_print_name(article.id);
  putchar('\n');
  vb_article_view_facts(&view, *s->arena);
  put_place(&article);
  put_reports_of_article(&reports);
  putchar('\n');
  vb_article_view_text(&view, *s->arena);
  if (view.statements.n) putchar('\n');
  return vb_article_view_statements(&view, *s->arena);
}

/* In the order of the capture, each with its title. */
static void put_articles_of(const vb_showing *s, vb_str sha256) {
  vb_sql_statement *q =
      vb_sql(s->session->archive, "SELECT a.id, a.title FROM article_captures c JOIN articles a "
                                  "ON a.id = c.article WHERE c.capture = ? "
                                  "ORDER BY a.taken_start, a.id");
  vb_sql_bind_str(q, 1, sha256);
  while (vb_sql_step(q)) {
    vb_show_line("article", vb_sql_str(q, 0));
    vb_show_line("", vb_sql_str(q, 1));
  }
}

static int show_capture(const vb_showing *s, vb_str sha256) {
  vb_archive *archive = s->session->archive;
  vb_sql_statement *q = vb_sql(archive, "SELECT bytes, format FROM captures WHERE sha256 = ?");
  vb_sql_bind_str(q, 1, sha256);
  if (!vb_sql_step(q)) return 1;
  printf("capture SHA-256 %.*s\n  %-10s %lld, %.*s\n", VB_ARG(sha256), "bytes",
         (long long)vb_sql_int(q, 0), VB_ARG(vb_sql_str(q, 1)));
  vb_sql_reset(q);
  q = vb_sql(archive, "SELECT path, offset, captured, url FROM places WHERE capture = ? "
                      "ORDER BY captured IS NULL, captured, path, offset");
  vb_sql_bind_str(q, 1, sha256);
  while (vb_sql_step(q)) {
    vb_show_line("found at", vb_sql_str(q, 0));
    printf("  %-10s %lld\n", "offset", (long long)vb_sql_int(q, 1));
    vb_show_line("captured", vb_sql_str(q, 2));
    vb_show_line("url", vb_sql_str(q, 3));
  }
  put_articles_of(s, sha256);
  return 0;
}

void vb_show_ambiguous(const char *text, vb_things things) {
  vb_cli_complain("%s: fits more than one, such as %s %.*s and %s %.*s", text,
                  vb_thing_name(things.v[0].kind), VB_ARG(things.v[0].id),
                  vb_thing_name(things.v[1].kind), VB_ARG(things.v[1].id));
}

int vb_show_choose(const vb_showing *s, const char *text, vb_thing *thing) {
  vb_things things = vb_lookup(s->session->archive, vb_str_from(text), s->arena);
  vb_error error = {0};
  if (vb_sql_failed(s->session->archive, &error)) return vb_cli_failed(&error);
  if (things.n == 1) {
    *thing = things.v[0];
    return 0;
  }
  if (!things.n && !access(text, F_OK)) {
    vb_cli_complain("%s: not in the archive; add it first: verbale add %s", text, text);
    return 1;
  }
  if (!things.n) {
    vb_cli_complain("%s: no exchange, report, statement, article or capture has such an id or path",
                    text);
    return 1;
  }
  vb_show_ambiguous(text, things);
  return 1;
}

static int show(const vb_showing *s, vb_thing thing) {
  if (vb_cli_has(s->cli, OPT_FACTS)) return vb_show_facts(s, thing);
  bool text = !vb_cli_has(s->cli, OPT_FORMAT) || vb_cli_format(s->cli) == FORMAT_TABLE;
  if (!text) return vb_show_json(s->session, thing);
  switch (thing.kind) {
  case VB_THING_EXCHANGE: return show_exchange(s, thing.id);
  case VB_THING_CAPTURE: return show_capture(s, thing.id);
  case VB_THING_STATEMENT: return vb_show_statement(s, thing.id);
  case VB_THING_REPORT: return show_report(s, thing.id);
  case VB_THING_ARTICLE: break;
  }
  return show_article(s, thing.id);
}

int vb_run_show(vb_cli *cli) {
  vb_session session;
  vb_thing thing = {0};
  vb_error error = {0};
  int status = vb_session_open(cli, &session);
  if (status) return status;
  vb_showing s = {.cli = cli, .session = &session, .arena = &session.arena};
  vb_time_grammar *times = NULL;
  s.words = vb_merge_words_load(session.lexicon, &session.arena);
  if (vb_time_grammar_open(&times, session.lexicon, NULL, &error)) {
    vb_session_close(&session);
    return vb_cli_failed(&error);
  }
  s.times = times;
  status = vb_show_choose(&s, cli->arguments[0], &thing);
  if (!status) status = show(&s, thing);
  vb_time_grammar_close(times);
  if (vb_sql_failed(session.archive, &error)) status = vb_cli_failed(&error);
  vb_session_close(&session);
  return status;
}
