/* check: what an article claims of counts, against the ledger. */
#include "answers/check.h"

#include <stdio.h>

#include "answers/lookup.h"
#include "archive/load.h"
#include "cli/print.h"
#include "cli/show.h"
#include "cli/table.h"
#include "exchanges/exchange_json.h"
#include "pipeline/article_json.h"

typedef struct {
  vb_showing showing;
  vb_check *check;
  vb_coverage coverage;
  vb_output_format format;
  vb_table_out *table; /* CSV */
  long n;              /* claims so far */
} checking;

static vb_str words_of(const vb_article *article, const vb_evidence *e) {
  return vb_str_slice(vb_field_text(article, e->field, e->caption), e->span.start, e->span.end);
}

static vb_str side_text(const checking *c, const vb_actors *side, vb_arena *out) {
  vb_str text = {0};
  for (ptrdiff_t i = 0; i < side->n; i++) {
    vb_str label = vb_party_label(c->showing.session->lexicon, &side->v[i], out);
    text = i ? vb_str_format(out, "%.*s, %.*s", VB_ARG(text), VB_ARG(label)) : label;
  }
  return text;
}

static vb_str period_text(const vb_check_result *r, vb_arena *out) {
  vb_str since = vb_print_date(r->claim.since, out), until = vb_print_date(r->until, out);
  if (since.n && vb_str_eq(since, until)) return vb_str_format(out, "in %.*s", VB_ARG(since));
  if (since.n) return vb_str_format(out, "%.*s to %.*s", VB_ARG(since), VB_ARG(until));
  return vb_str_format(out, "until %.*s, no beginning told", VB_ARG(until));
}

/* "exactly 7 messages, Kim to Xi or back"; "number 3 of letters, ..." */
static vb_str claim_text(const checking *c, const vb_check_result *r, vb_arena *out) {
  const vb_claim *claim = &r->claim;
  const char *form =
      claim->form == VB_FORM_MESSAGE ? "written exchange" : vb_form_name(claim->form);
  vb_str from = side_text(c, &claim->from, out), to = side_text(c, &claim->to, out);
  vb_str what = claim->kind == VB_CLAIM_COUNT
                    ? vb_str_format(out, "%s %d %s%s", vb_claim_bound_name(claim->bound),
                                    claim->number, form, claim->number == 1 ? "" : "s")
                    : vb_str_format(out, "%s no. %d of the period", form, claim->number);
  return vb_str_format(out, "%.*s, %.*s %s %.*s, %.*s", VB_ARG(what), VB_ARG(from),
                       claim->both ? "and" : "to", VB_ARG(to), VB_ARG(period_text(r, out)));
}

static void put_rows(const checking *c, const vb_check_result *r, vb_arena *out) {
  for (ptrdiff_t i = 0; i < r->rows.n; i++) {
    const vb_check_row *row = &r->rows.v[i];
    vb_str line =
        vb_str_format(out, "%.*s  %.*s > %.*s, %s%s  %.*s", VB_ARG(vb_print_date(row->day, out)),
                      VB_ARG(side_text(c, &row->from, out)), VB_ARG(side_text(c, &row->to, out)),
                      vb_form_name(row->form), row->mentioned_only ? " *" : "", VB_ARG(row->id));
    vb_show_value(&c->showing, "", line);
  }
}

static vb_str held_text(const vb_check_result *r, vb_arena *out) {
  const vb_claim *claim = &r->claim;
  vb_str text = claim->kind == VB_CLAIM_ORDINAL
                    ? vb_str_format(out, "%lld with the one of this article", (long long)r->held)
                    : vb_str_format(out, "%lld", (long long)r->held);
  if (r->undated)
    text = vb_str_format(out, "%.*s; %lld more without a day", VB_ARG(text), (long long)r->undated);
  if (r->other_forms)
    text = vb_str_format(out, "%.*s; %lld more of other written forms", VB_ARG(text),
                         (long long)r->other_forms);
  return text;
}

static void put_claim(const checking *all, const vb_article *article, const vb_check_result *r) {
  vb_arena out = *all->showing.arena;
  checking here = *all; /* with the memory of this claim */
  const checking *c = &here;
  here.showing.arena = &out;
  const vb_evidence *in = &r->claim.sentence, *words = &r->claim.words;
  vb_print_marks marks = {0};
  *vb_push(&out, &marks) =
      (vb_print_mark){{words->span.start - in->span.start, words->span.end - in->span.start},
                      VB_STYLE_STRONG | VB_STYLE_UNDERLINED,
                      {0}};
  fputs("\n  > ", stdout);
  vb_print_marked(c->showing.cli, words_of(article, in), &marks, 4, out);
  printf("\n    (%s, bytes %td to %td)\n", vb_field_name(in->field), in->span.start, in->span.end);
  vb_show_value(&c->showing, "claim", claim_text(c, r, &out));
  vb_show_line("ledger", held_text(r, &out));
  put_rows(c, r, &out);
  vb_str verdict = vb_str_from(vb_check_verdict_name(r->verdict));
  if (r->verdict == VB_CHECK_FEWER) verdict = VB_S("fewer, though the whole period was searched");
  if (r->why.n) verdict = vb_str_format(&out, "%.*s: %.*s", VB_ARG(verdict), VB_ARG(r->why));
  vb_show_value(&c->showing, "verdict", verdict);
}

static void put_text(const checking *c, const vb_article *article, const vb_check_results *all) {
  vb_arena out = *c->showing.arena;
  vb_show_heading(&c->showing, article);
  for (ptrdiff_t i = 0; i < all->n; i++) put_claim(c, article, &all->v[i]);
  vb_str sum =
      vb_str_format(&out, "\n%td claim%s of counts%s; %.*s", all->n, all->n == 1 ? "" : "s",
                    all->n ? "" : " in this article", VB_ARG(vb_coverage_line(&c->coverage, &out)));
  vb_print_line(c->showing.cli, sum, out);
}

static void put_row_json(vb_json *json, const vb_check_row *row) {
  vb_json_object(json);
  vb_json_key_str(json, "id", row->id);
  vb_json_key_date(json, "day", row->day);
  vb_json_key_str(json, "form", vb_str_from(vb_form_name(row->form)));
  vb_json_key(json, "from");
  vb_json_actors(json, &row->from);
  vb_json_key(json, "to");
  vb_json_actors(json, &row->to);
  vb_json_key_bool(json, "mentioned_only", row->mentioned_only);
  vb_json_close(json);
}

static void put_claim_json(vb_json *json, const vb_article *article, const vb_check_result *r) {
  const vb_claim *claim = &r->claim;
  vb_json_object(json);
  vb_json_key(json, "span");
  vb_json_evidence(json, &claim->words);
  vb_json_key_str(json, "text", words_of(article, &claim->words));
  vb_json_key_str(json, "sentence", words_of(article, &claim->sentence));
  vb_json_key_str(json, "kind", vb_str_from(vb_claim_kind_name(claim->kind)));
  vb_json_key_str(json, "bound", vb_str_from(vb_claim_bound_name(claim->bound)));
  vb_json_key_int(json, "number", claim->number);
  vb_json_key_str(json, "form", vb_str_from(vb_form_name(claim->form)));
  vb_json_key_bool(json, "both", claim->both);
  vb_json_key(json, "from");
  vb_json_actors(json, &claim->from);
  vb_json_key(json, "to");
  vb_json_actors(json, &claim->to);
  vb_json_key_date(json, "since", claim->since);
  vb_json_key_date(json, "until", r->until);
  vb_json_key_str(json, "verdict", vb_str_from(vb_check_verdict_name(r->verdict)));
  vb_json_key_str(json, "why", r->why);
  vb_json_key_int(json, "held", r->held);
  vb_json_key_int(json, "undated", r->undated);
  vb_json_key_int(json, "other_forms", r->other_forms);
  vb_json_key(json, "rows");
  vb_json_array(json);
  for (ptrdiff_t i = 0; i < r->rows.n; i++) put_row_json(json, &r->rows.v[i]);
  vb_json_close(json);
  vb_json_close(json);
}

static void put_json(const checking *c, const vb_article *article, const vb_check_results *all) {
  vb_arena out = c->showing.session->scratch;
  vb_json json = vb_json_begin(&out);
  vb_json_object(&json);
  vb_json_article_head(&json, article);
  vb_json_key(&json, "claims");
  vb_json_array(&json);
  for (ptrdiff_t i = 0; i < all->n; i++) put_claim_json(&json, article, &all->v[i]);
  vb_json_close(&json);
  vb_json_key(&json, "coverage");
  vb_json_coverage(&json, &c->coverage);
  vb_json_close(&json);
  printf("%.*s\n", VB_ARG(vb_json_end(&json)));
}

static void put_csv(const checking *c, const vb_article *article, const vb_check_results *all) {
  for (ptrdiff_t i = 0; i < all->n; i++) {
    vb_arena out = *c->showing.arena;
    const vb_check_result *r = &all->v[i];
    vb_table_cell(c->table, article->id);
    vb_table_cell(c->table, words_of(article, &r->claim.words));
    vb_table_cell(c->table, vb_str_from(vb_claim_kind_name(r->claim.kind)));
    vb_table_cell(c->table, vb_str_from(vb_claim_bound_name(r->claim.bound)));
    vb_table_cell(c->table, vb_str_format(&out, "%d", r->claim.number));
    vb_table_cell(c->table, vb_str_from(vb_form_name(r->claim.form)));
    vb_table_cell(c->table, vb_print_date(r->claim.since, &out));
    vb_table_cell(c->table, vb_print_date(r->until, &out));
    vb_table_cell(c->table, vb_str_format(&out, "%lld", (long long)r->held));
    vb_table_cell(c->table, vb_str_from(vb_check_verdict_name(r->verdict)));
    vb_table_cell(c->table, r->why);
  }
}

static void check_article(checking *c, vb_str id) {
  vb_session *session = c->showing.session;
  vb_arena mark = session->arena;
  vb_article article;
  if (!vb_load_article(session->archive, id, &article, &session->arena)) return;
  vb_check_results all =
      vb_check_article(c->check, &article, &c->coverage, &session->arena, session->scratch);
  if (c->format == FORMAT_TABLE)
    put_text(c, &article, &all);
  else if (c->format == FORMAT_CSV)
    put_csv(c, &article, &all);
  else
    put_json(c, &article, &all);
  c->n += all.n;
  session->arena = mark;
}

static int check_all(checking *c, vb_thing thing) {
  static const vb_column csv[] = {{"article", 0, 0}, {"words", 0, 0},  {"kind", 0, 0},
                                  {"bound", 0, 0},   {"number", 0, 0}, {"form", 0, 0},
                                  {"since", 0, 0},   {"until", 0, 0},  {"held", 0, 0},
                                  {"verdict", 0, 0}, {"why", 0, 0}};
  vb_session *session = c->showing.session;
  vb_error error = {0};
  int bad = vb_coverage_of(session->archive, &c->coverage, &session->arena, &error);
  if (!bad) bad = vb_check_open(&c->check, session->archive, session->lexicon, &error);
  if (bad) return vb_cli_failed(&error);
  c->format = vb_cli_format(c->showing.cli);
  if (c->format == FORMAT_CSV)
    c->table = vb_table_begin(c->showing.cli, csv, sizeof csv / sizeof *csv);
  vb_strs ids = vb_lookup_articles(session->archive, thing, &session->arena);
  for (ptrdiff_t i = 0; i < ids.n; i++) {
    if (i && c->format == FORMAT_TABLE) putchar('\n');
    check_article(c, ids.v[i]);
  }
  vb_check_close(c->check);
  return c->table && !vb_table_end(c->table) ? 1 : 0;
}

int vb_run_check(vb_cli *cli) {
  vb_session session;
  vb_thing thing = {0};
  vb_error error = {0};
  int status = vb_session_open(cli, &session);
  if (status) return status;
  checking c = {.showing = {.cli = cli, .session = &session, .arena = &session.arena}};
  status = vb_show_choose(&c.showing, cli->arguments[0], &thing);
  if (!status) status = check_all(&c, thing);
  if (vb_sql_failed(session.archive, &error)) status = vb_cli_failed(&error);
  vb_session_close(&session);
  return status;
}
