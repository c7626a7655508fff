/* show: the chain from a row of the ledger to the bytes it rests on. */
#include <stdio.h>
#include <string.h>

#include "answers/ledger.h"
#include "answers/lookup.h"
#include "archive/load.h"
#include "cli/open.h"
#include "cli/print.h"
#include "cli/show_json.h"

typedef struct {
  const vb_cli *cli;
  vb_session *session;
  vb_arena *arena;
} showing;

static void put_line(const char *label, vb_str value) {
  if (!value.p) return;
  printf("  %-10s ", label);
  vb_print_text(value);
  putchar('\n');
}

static void put_date(const char *label, vb_date value) {
  char text[VB_DATE_ISO_BYTES];
  if (vb_date_known(value)) put_line(label, vb_date_format(value, text));
}

/* "Name (office; organisation, country)" */
static void put_actor(const char *label, const vb_actor *a) {
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
  for (ptrdiff_t i = 0; i < actors->n; i++) put_actor(i ? "" : label, &actors->v[i]);
  if (!actors->n) put_line(label, VB_S("not told"));
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
  put_line("form", vb_str_from(vb_form_name(x->form)));
  put_line("purpose", vb_str_from(purpose));
  put_date(day_label(x), x->sent);
  put_date("reported", x->reported);
  put_line("occasion", x->occasion);
  if (x->reply) put_line("reply to", e->reply_to.p ? e->reply_to : VB_S("not in this archive"));
  if (e->mentioned_only) put_line("", VB_S("only mentioned: no capture has it as its news"));
}

static vb_str field_of(const vb_article *article, const vb_evidence *e) {
  switch (e->field) {
  case VB_FIELD_TITLE: return article->title;
  case VB_FIELD_SUBTITLE: return article->subtitle;
  case VB_FIELD_CAPTION:
    return e->caption < article->captions.n ? article->captions.v[e->caption] : (vb_str){0};
  case VB_FIELD_TEXT: break;
  }
  return article->text;
}

/* The cues that lie in the field, relative to `start`. */
static vb_spans cues_in(const vb_ledger_report *r, const vb_evidence *in, vb_arena *out) {
  vb_spans spans = {0};
  for (ptrdiff_t i = 0; i < r->cues.n; i++) {
    const vb_evidence *cue = &r->cues.v[i];
    bool inside = cue->field == in->field && cue->caption == in->caption &&
                  cue->span.start >= in->span.start && cue->span.end <= in->span.end;
    if (inside)
      *vb_push(out, &spans) =
          (vb_span){cue->span.start - in->span.start, cue->span.end - in->span.start};
  }
  return spans;
}

static void put_sentence(const showing *s, const vb_article *article, const vb_ledger_report *r,
                         const vb_evidence *e) {
  vb_arena scratch = *s->arena;
  vb_str field = field_of(article, e);
  if (e->span.start < 0 || e->span.end > field.n || e->span.start > e->span.end) return;
  vb_spans cues = cues_in(r, e, &scratch);
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

static void put_pattern(const showing *s, vb_str id) {
  vb_str text = pattern_text(s->session->lexicon, id);
  if (!id.p) return;
  printf("    seen by   %.*s", VB_ARG(id));
  if (text.p) printf("  %.*s", VB_ARG(text));
  putchar('\n');
}

static void put_report(const showing *s, const vb_ledger_report *r) {
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

static int show_exchange(const showing *s, vb_str id) {
  vb_ledger_entry entry;
  if (!vb_ledger_find(s->session->archive, id, &entry, s->arena)) return 1;
  vb_ledger_reports reports = vb_ledger_reports_of(s->session->archive, id, s->arena);
  put_exchange(&entry);
  for (ptrdiff_t i = 0; i < reports.n; i++) put_report(s, &reports.v[i]);
  return 0;
}

static void put_article_facts(const vb_article *a) {
  printf("article %.*s\n", VB_ARG(a->id));
  put_line("title", a->title);
  put_line("subtitle", a->subtitle);
  put_line("byline", a->byline);
  put_line("agency", a->agency);
  put_line("outlet", a->outlet);
  put_line("language", a->language);
  put_date("published", a->published);
  put_date("updated", a->updated);
  put_date("captured", a->captured);
  put_line("dateline", a->dateline_place);
  put_line("url", a->url);
  put_line("found at", a->path);
  printf("  %-10s %lld\n  %-10s SHA-256 %.*s\n", "offset", (long long)a->offset, "capture",
         VB_ARG(a->capture));
}

static int show_article(const showing *s, vb_str id) {
  vb_article article;
  vb_spans marks = {0};
  if (!vb_load_article(s->session->archive, id, &article, s->arena)) return 1;
  vb_ledger_reports reports = vb_ledger_reports_in(s->session->archive, id, s->arena);
  put_article_facts(&article);
  for (ptrdiff_t i = 0; i < reports.n; i++) {
    const vb_ledger_report *r = &reports.v[i];
    printf("  %-10s %.*s in report %.*s, %.*s\n", i ? "" : "tells of", VB_ARG(r->exchange),
           VB_ARG(r->id), VB_ARG(r->role));
    for (ptrdiff_t k = 0; k < r->cues.n; k++)
      if (r->cues.v[k].field == VB_FIELD_TEXT) *vb_push(s->arena, &marks) = r->cues.v[k].span;
  }
  putchar('\n');
  vb_print_marked(s->cli, article.text, &marks, 0, *s->arena);
  for (ptrdiff_t i = 0; i < article.captions.n; i++) {
    fputs("\n\n[caption] ", stdout);
    vb_print_text(article.captions.v[i]);
  }
  putchar('\n');
  return 0;
}

static int show_capture(const showing *s, vb_str sha256) {
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
    put_line("found at", vb_sql_str(q, 0));
    printf("  %-10s %lld\n", "offset", (long long)vb_sql_int(q, 1));
    put_line("captured", vb_sql_str(q, 2));
    put_line("url", vb_sql_str(q, 3));
  }
  q = vb_sql(archive, "SELECT article FROM article_captures WHERE capture = ? ORDER BY 1");
  vb_sql_bind_str(q, 1, sha256);
  while (vb_sql_step(q)) put_line("article", vb_sql_str(q, 0));
  return 0;
}

/* A report leads to its exchange; one that is not merged, to its article. */
static vb_thing whole(const showing *s, vb_thing thing) {
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

static int choose(const showing *s, const char *text, vb_thing *thing) {
  vb_things things = vb_lookup(s->session->archive, vb_str_from(text), s->arena);
  vb_error error = {0};
  if (vb_sql_failed(s->session->archive, &error)) return vb_cli_failed(&error);
  if (things.n == 1) {
    *thing = whole(s, things.v[0]);
    return 0;
  }
  if (!things.n) {
    vb_cli_complain("%s: no exchange, report, article or capture has such an id or path", text);
    return 1;
  }
  vb_cli_complain("%s: fits more than one, such as %s %.*s and %s %.*s", text,
                  vb_thing_name(things.v[0].kind), VB_ARG(things.v[0].id),
                  vb_thing_name(things.v[1].kind), VB_ARG(things.v[1].id));
  return 1;
}

static int show(const showing *s, vb_thing thing) {
  bool text = !vb_cli_has(s->cli, OPT_FORMAT) || vb_cli_format(s->cli) == FORMAT_TABLE;
  if (!text) return vb_show_json(s->session, thing);
  switch (thing.kind) {
  case VB_THING_EXCHANGE: return show_exchange(s, thing.id);
  case VB_THING_CAPTURE: return show_capture(s, thing.id);
  case VB_THING_ARTICLE:
  case VB_THING_REPORT: break;
  }
  return show_article(s, thing.id);
}

int vb_run_show(vb_cli *cli) {
  vb_session session;
  vb_thing thing;
  vb_error error = {0};
  int status = vb_session_open(cli, &session);
  if (status) return status;
  showing s = {cli, &session, &session.arena};
  status = choose(&s, cli->arguments[0], &thing);
  if (!status) status = show(&s, thing);
  if (vb_sql_failed(session.archive, &error)) status = vb_cli_failed(&error);
  vb_session_close(&session);
  return status;
}
