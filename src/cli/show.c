/* show: the chain from a row of the ledger to the bytes it rests on. */
#include <stdio.h>
#include <string.h>

#include "answers/lookup.h"
#include "archive/load.h"
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

void vb_show_actor(const char *label, const vb_actor *a) {
  vb_str parts[] = {a->name, a->office, a->organisation, a->country};
  int n = 0;
  printf("  %-10s ", label);
  for (int i = 0; i < 4; i++) {
    if (!parts[i].p) continue;
    if (n++) fputs(n == 2 && a->name.p ? " (" : ", ", stdout);
    vb_print_text(parts[i]);
  }
  puts(n > 1 && a->name.p ? ")" : "");
}

static void put_actors(const char *label, const vb_actors *actors) {
  for (ptrdiff_t i = 0; i < actors->n; i++) vb_show_actor(i ? "" : label, &actors->v[i]);
  if (!actors->n) vb_show_line(label, VB_S("not told"));
}

/* Messages are sent or received; calls, meetings and visits take place. */
static const char *day_label(const vb_exchange *x) {
  const char *kind = vb_sent_kind_name(x->sent_kind);
  bool together = x->form == VB_FORM_CALL || x->form == VB_FORM_MEETING || x->form == VB_FORM_VISIT;
  return together ? "held" : kind ? kind : "sent";
}

static void put_exchange(const vb_ledger_entry *e) {
  const vb_exchange *x = &e->exchange;
  const char *purpose = vb_purpose_name(x->purpose);
  printf("exchange %.*s\n", VB_ARG(e->id));
  put_actors("from", &x->from);
  put_actors("to", &x->to);
  vb_show_line("form", vb_str_from(vb_form_name(x->form)));
  vb_show_line("purpose", vb_str_from(purpose));
  put_date(day_label(x), x->sent);
  put_date("reported", x->reported);
  vb_show_line("occasion", x->occasion);
  vb_show_line("key", x->occasion_key);
  if (x->reply) vb_show_line("reply to", e->reply_to.p ? e->reply_to : VB_S("not in this archive"));
  if (e->mentioned_only) vb_show_line("", VB_S("only mentioned: no capture has it as its news"));
}

/* The cues that lie in the field, relative to `start`. */
static vb_print_marks cues_in(const vb_ledger_report *r, const vb_evidence *in, vb_arena *out) {
  vb_print_marks marks = {0};
  for (ptrdiff_t i = 0; i < r->cues.n; i++) {
    const vb_evidence *cue = &r->cues.v[i];
    bool inside = cue->field == in->field && cue->caption == in->caption &&
                  cue->span.start >= in->span.start && cue->span.end <= in->span.end;
    if (inside)
      *vb_push(out, &marks) =
          (vb_print_mark){{cue->span.start - in->span.start, cue->span.end - in->span.start},
                          VB_STYLE_STRONG | VB_STYLE_UNDERLINED,
                          {0}};
  }
  return marks;
}

static void put_sentence(const vb_showing *s, const vb_article *article, const vb_ledger_report *r,
                         const vb_evidence *e) {
  vb_arena scratch = *s->arena;
  vb_str field = vb_field_text(article, e->field, e->caption);
  if (e->span.start < 0 || e->span.end > field.n || e->span.start > e->span.end) return;
  vb_print_marks cues = cues_in(r, e, &scratch);
  fputs("    > ", stdout);
  vb_print_marked(s->cli, vb_str_slice(field, e->span.start, e->span.end), &cues, 6, scratch);
  printf("\n      (%s, bytes %td to %td)\n", vb_field_name(e->field), e->span.start, e->span.end);
}

/* The pattern itself, where the lexicon still has the row. */
static vb_str pattern_text(const vb_lexicon *lexicon, vb_str id) {
  for (ptrdiff_t t = 0; id.p && t < vb_lexicon_n_tables(lexicon); t++) {
    const vb_table *table = vb_lexicon_table_at(lexicon, t);
    ptrdiff_t ids = vb_table_column(table, "id"), patterns = vb_table_column(table, "pattern");
    for (ptrdiff_t row = 0; ids >= 0 && patterns >= 0 && row < table->n_rows; row++)
      if (vb_str_eq(vb_table_field(table, row, ids), id))
        return vb_table_field(table, row, patterns);
  }
  return (vb_str){0};
}

static void put_pattern(const vb_showing *s, vb_str id) {
  vb_str text = pattern_text(s->session->lexicon, id);
  if (!id.p) return;
  printf("    seen by   %.*s", VB_ARG(id));
  if (text.p) printf("  %.*s", VB_ARG(text));
  putchar('\n');
}

static void put_report(const vb_showing *s, const vb_ledger_report *r) {
  vb_article article;
  vb_arena mark = *s->arena;
  char date[VB_DATE_ISO_BYTES];
  if (!vb_load_article(s->session->archive, r->article, &article, s->arena)) return;
  printf("\n  report %.*s  %.*s  %s  ", VB_ARG(r->id), VB_ARG(r->role),
         *vb_date_format(vb_date_day(r->published), date).p ? date : "undated");
  vb_print_text(r->outlet.p ? r->outlet : r->agency.p ? r->agency : VB_S("outlet not stated"));
  if (r->outlet.p && r->agency.p && !vb_str_eq(r->outlet, r->agency)) {
    fputs(", by ", stdout);
    vb_print_text(r->agency);
  }
  putchar('\n');
  for (ptrdiff_t i = 0; i < r->evidence.n; i++) put_sentence(s, &article, r, &r->evidence.v[i]);
  put_pattern(s, r->pattern);
  fputs("    title     ", stdout);
  vb_print_text(r->title.p ? r->title : VB_S("none"));
  printf("\n    article   %.*s\n    found at  ", VB_ARG(r->article));
  vb_print_text(r->path.p ? r->path : VB_S("unknown"));
  printf(" (offset %lld)\n    capture   SHA-256 %.*s\n", (long long)r->offset, VB_ARG(r->capture));
  *s->arena = mark;
}

static int show_exchange(const vb_showing *s, vb_str id) {
  vb_ledger_entry entry;
  if (!vb_ledger_find(s->session->archive, id, &entry, s->arena)) return 1;
  vb_ledger_reports reports = vb_ledger_reports_of(s->session->archive, id, s->arena);
  put_exchange(&entry);
  for (ptrdiff_t i = 0; i < reports.n; i++) put_report(s, &reports.v[i]);
  return 0;
}

static void put_date_and_place(const vb_article *a) {
  vb_show_line("byline", a->byline);
  vb_show_line("agency", a->agency);
  vb_show_line("outlet", a->outlet);
  vb_show_line("language", a->language);
  put_date("published", a->published);
  put_date("updated", a->updated);
  put_date("captured", a->captured);
  vb_show_line("dateline", a->dateline_place);
  vb_show_line("url", a->url);
  vb_show_line("found at", a->path);
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

/* A field with what is said in it; the cursor stands in column `indent`. */
typedef struct {
  const vb_showing *showing;
  const vb_article *article;
  vb_statement_entries statements;
  vb_ledger_reports reports;
} article_view;

static void put_field(const article_view *v, vb_field_kind field, int caption, int indent) {
  vb_show_field(v->showing, v->article, field, caption, &v->statements, &v->reports, indent);
}

static void put_heading(const article_view *v, const char *label, vb_field_kind field) {
  if (!vb_field_text(v->article, field, 0).p) return;
  printf("  %-10s ", label);
  put_field(v, field, 0, 13);
  putchar('\n');
}

static int show_article(const vb_showing *s, vb_str id) {
  vb_article article;
  if (!vb_load_article(s->session->archive, id, &article, s->arena)) return 1;
  article_view view = {s, &article, {0}, {0}};
  view.statements = vb_statement_entries_in(s->session->archive, &article, s->arena);
  view.reports = vb_ledger_reports_in(s->session->archive, id, s->arena);
  printf("article %.*s\n", VB_ARG(article.id));
  put_heading(&view, "title", VB_FIELD_TITLE);
  put_heading(&view, "subtitle", VB_FIELD_SUBTITLE);
  put_date_and_place(&article);
  put_reports_of_article(&view.reports);
  putchar('\n');
  put_field(&view, VB_FIELD_TEXT, 0, 0);
  for (int i = 0; i < (int)article.captions.n; i++) {
    fputs("\n\n[caption] ", stdout);
    put_field(&view, VB_FIELD_CAPTION, i, 10);
  }
  puts(view.statements.n ? "\n" : "");
  return vb_show_statements(s, &article, &view.statements);
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
  q = vb_sql(archive, "SELECT article FROM article_captures WHERE capture = ? ORDER BY 1");
  vb_sql_bind_str(q, 1, sha256);
  while (vb_sql_step(q)) vb_show_line("article", vb_sql_str(q, 0));
  return 0;
}

/* A report leads to its exchange; one that is not merged, to its article. */
static vb_thing whole(const vb_showing *s, vb_thing thing) {
  if (thing.kind != VB_THING_REPORT) return thing;
  vb_sql_statement *q =
      vb_sql(s->session->archive, "SELECT exchange, article FROM reports WHERE id = ?");
  vb_sql_bind_str(q, 1, thing.id);
  if (!vb_sql_step(q)) return thing;
  vb_str exchange = vb_sql_copy(q, 0, s->arena), article = vb_sql_copy(q, 1, s->arena);
  vb_sql_reset(q);
  return exchange.p ? (vb_thing){VB_THING_EXCHANGE, exchange}
                    : (vb_thing){VB_THING_ARTICLE, article};
}

int vb_show_choose(const vb_showing *s, const char *text, vb_thing *thing) {
  vb_things things = vb_lookup(s->session->archive, vb_str_from(text), s->arena);
  vb_error error = {0};
  if (vb_sql_failed(s->session->archive, &error)) return vb_cli_failed(&error);
  if (things.n == 1) {
    *thing = things.v[0];
    return 0;
  }
  if (!things.n) {
    vb_cli_complain("%s: no exchange, report, statement, article or capture has such an id or path",
                    text);
    return 1;
  }
  vb_cli_complain("%s: fits more than one, such as %s %.*s and %s %.*s", text,
                  vb_thing_name(things.v[0].kind), VB_ARG(things.v[0].id),
                  vb_thing_name(things.v[1].kind), VB_ARG(things.v[1].id));
  return 1;
}

static int show(const vb_showing *s, vb_thing thing) {
  bool text = !vb_cli_has(s->cli, OPT_FORMAT) || vb_cli_format(s->cli) == FORMAT_TABLE;
  if (!text) return vb_show_json(s->session, thing);
  switch (thing.kind) {
  case VB_THING_EXCHANGE: return show_exchange(s, thing.id);
  case VB_THING_CAPTURE: return show_capture(s, thing.id);
  case VB_THING_STATEMENT: return vb_show_statement(s, thing.id);
  case VB_THING_ARTICLE:
  case VB_THING_REPORT: break;
  }
  return show_article(s, thing.id);
}

int vb_run_show(vb_cli *cli) {
  vb_session session;
  vb_thing thing = {0};
  vb_error error = {0};
  int status = vb_session_open(cli, &session);
  if (status) return status;
  vb_showing s = {cli, &session, &session.arena};
  status = vb_show_choose(&s, cli->arguments[0], &thing);
  if (!status) status = show(&s, whole(&s, thing));
  if (vb_sql_failed(session.archive, &error)) status = vb_cli_failed(&error);
  vb_session_close(&session);
  return status;
}
