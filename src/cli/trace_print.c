#include "cli/trace_print.h"

#include <stdio.h>

#include "answers/party.h"
#include "cli/print.h"

vb_trace_printer vb_trace_print_begin(const vb_cli *cli, const vb_lexicon *lexicon,
                                      vb_coverage coverage, vb_arena *out) {
  static const vb_column csv[] = {{"article", 0, 0},   {"field", 0, 0},       {"start", 0, 0},
                                  {"end", 0, 0},       {"quote", 0, 0},       {"telling", 0, 0},
                                  {"speaker", 0, 0},   {"verdict", 0, 0},     {"flags", 0, 0},
                                  {"source", 0, 0},    {"title", 0, 0},       {"published", 0, 0},
                                  {"paragraph", 0, 0}, {"source_text", 0, 0}, {"changes", 0, 0},
                                  {"earliest", 0, 0},  {"nearest", 0, 0},     {"hops", 0, 0}};
  vb_trace_printer p = {
      .cli = cli, .lexicon = lexicon, .coverage = coverage, .format = vb_cli_format(cli)};
  vb_json json = vb_json_begin(out);
  vb_json_coverage_extent(&json, &coverage);
  p.extent_json = vb_json_end(&json);
  if (p.format == FORMAT_CSV) p.table = vb_table_begin(cli, csv, sizeof csv / sizeof *csv);
  return p;
}

static vb_str speaker_text(const vb_trace_printer *p, const vb_article *article, const vb_trace *t,
                           vb_arena *out) {
  const vb_statement *s = t->statement;
  if (!s) return (vb_str){0};
  if (vb_actor_known(&s->speaker)) return vb_party_label(p->lexicon, &s->speaker, out);
  return vb_str_slice(vb_field_text(article, s->field, s->caption), s->source.start, s->source.end);
}

/* "cut_start cut_end" */
static vb_str flags_text(unsigned flags, vb_arena *out) {
  vb_str text = {0};
  for (unsigned bit = 1; vb_trace_flag_name(bit); bit *= 2)
    if (flags & bit)
      text = text.n ? vb_str_format(out, "%.*s %s", VB_ARG(text), vb_trace_flag_name(bit))
                    : vb_str_from(vb_trace_flag_name(bit));
  return text;
}

/* Who brings it: its outlet, else its agency, else its id. */
static vb_str bearer(const vb_article *a) {
  return a->outlet.n ? a->outlet : a->agency.n ? a->agency : a->id;
}

/* ---- for people */

static void put_line(const vb_trace_printer *p, const char *label, vb_str value, vb_arena out) {
  if (value.n) vb_print_value(p->cli, label, value, out);
}

static vb_str hops_text(const vb_trace *t, vb_arena *out) {
  vb_str text = VB_S("this article");
  for (ptrdiff_t i = 0; i < t->hops.n; i++) {
    const vb_article *a = t->hops.v[i];
    vb_str day = vb_print_date(vb_date_day(a->published), out);
    text = vb_str_format(out, "%.*s < %.*s%s%.*s", VB_ARG(text), VB_ARG(bearer(a)),
                         day.n ? " " : "", VB_ARG(day));
  }
  return text;
}

static vb_str source_text(const vb_trace *t, vb_arena *out) {
  const vb_article *a = t->source;
  vb_str day = vb_print_date(a->published, out);
  return vb_str_format(out, "%.*s, paragraph %td; %.*s%s%.*s",
                       VB_ARG(a->title.n ? a->title : a->id), t->paragraph, VB_ARG(bearer(a)),
                       day.n ? ", " : "", VB_ARG(day));
}

static vb_str place_text(const vb_article *a, vb_arena *out) {
  return vb_str_format(out, "%.*s; %.*s, %.*s", VB_ARG(a->title.n ? a->title : a->id),
                       VB_ARG(bearer(a)), VB_ARG(vb_print_date(a->published, out)));
}

static void put_row(const vb_trace_printer *p, const vb_article *article, const vb_trace *t,
                    vb_arena out) {
  vb_print_marks none = {0};
  vb_str words = t->source ? vb_trace_marked(article, t, &out) : vb_trace_quote(article, t);
  fputs("\n  > ", stdout);
  vb_print_marked(p->cli, words, &none, 4, out);
  vb_str verdict = vb_str_from(vb_trace_verdict_name(t->judgement.verdict));
  vb_str flags = flags_text(t->judgement.flags, &out);
  if (flags.n) verdict = vb_str_format(&out, "%.*s (%.*s)", VB_ARG(verdict), VB_ARG(flags));
  printf("\n    (%s in %s, bytes %td to %td)\n", vb_trace_telling_name(t->telling),
         vb_field_name(t->field), t->span.start, t->span.end);
  put_line(p, "verdict", verdict, out);
  put_line(p, "speaker", speaker_text(p, article, t, &out), out);
  if (t->source) put_line(p, "source", source_text(t, &out), out);
  if (t->source && t->source->path.n) put_line(p, "", t->source->path, out);
  if (t->earliest && t->earliest != t->source)
    put_line(p, "earliest", place_text(t->earliest, &out), out);
  if (t->nearest) {
    vb_str said = vb_str_format(&out, "\"%.*s\"", VB_ARG(vb_trace_nearest_text(t)));
    put_line(p, "nearest", said, out);
    put_line(p, "", place_text(t->nearest, &out), out);
  }
  if (t->hops.n > 1) put_line(p, "hops", hops_text(t, &out), out);
  if (t->judgement.verdict == VB_TRACED_AMBIGUOUS && t->documents >= 0)
    put_line(p, "held by", vb_str_format(&out, "%lld texts", (long long)t->documents), out);
}

static void put_heading(const vb_trace_printer *p, const vb_article *a, vb_arena out) {
  if (p->articles) putchar('\n');
  if (!a->id.n) return;
  fputs("article ", stdout);
  vb_print_name(a->id);
  putchar('\n');
  put_line(p, "title", a->title, out);
  put_line(p, "published", vb_print_date(a->published, &out), out);
}

/* ---- for spreadsheets */

static vb_str number_text(ptrdiff_t n, vb_arena *out) { return vb_str_format(out, "%td", n); }

static vb_str hop_ids(const vb_trace *t, vb_arena *out) {
  vb_str text = {0};
  for (ptrdiff_t i = 0; i < t->hops.n; i++)
    text = i ? vb_str_format(out, "%.*s %.*s", VB_ARG(text), VB_ARG(t->hops.v[i]->id))
             : t->hops.v[i]->id;
  return text;
}

static void put_csv(const vb_trace_printer *p, const vb_article *article, const vb_trace *t,
                    vb_arena out) {
  char label[VB_FIELD_NAME_BYTES];
  const vb_article *source = t->source;
  vb_table_cell(p->table, article->id);
  vb_table_cell(p->table, vb_field_label(t->field, t->caption, label));
  vb_table_cell(p->table, number_text(t->span.start, &out));
  vb_table_cell(p->table, number_text(t->span.end, &out));
  vb_table_cell(p->table, vb_trace_quote(article, t));
  vb_table_cell(p->table, vb_str_from(vb_trace_telling_name(t->telling)));
  vb_table_cell(p->table, speaker_text(p, article, t, &out));
  vb_table_cell(p->table, vb_str_from(vb_trace_verdict_name(t->judgement.verdict)));
  vb_table_cell(p->table, flags_text(t->judgement.flags, &out));
  vb_table_cell(p->table, source ? source->id : (vb_str){0});
  vb_table_cell(p->table, source ? source->title : (vb_str){0});
  vb_table_cell(p->table, source ? vb_print_date(source->published, &out) : (vb_str){0});
  vb_table_cell(p->table, source ? number_text(t->paragraph, &out) : (vb_str){0});
  vb_table_cell(p->table, source ? vb_trace_source_text(t, &out) : (vb_str){0});
  vb_table_cell(p->table, source ? vb_trace_marked(article, t, &out) : (vb_str){0});
  vb_table_cell(p->table, t->earliest ? t->earliest->id : (vb_str){0});
  vb_table_cell(p->table, t->nearest ? vb_trace_nearest_text(t) : (vb_str){0});
  vb_table_cell(p->table, hop_ids(t, &out));
}

/* ---- for programs */

static void put_json(const vb_trace_printer *p, const vb_article *article, const vb_trace *t,
                     vb_arena out, vb_arena *scratch) {
  vb_json json = vb_json_begin(&out);
  vb_json_trace(&json, article, t, p->extent_json, scratch);
  vb_str text = vb_json_end(&json);
  if (p->format == FORMAT_JSON) fputs(p->n ? ",\n" : "{\"rows\": [", stdout);
  fwrite(text.p, 1, (size_t)text.n, stdout);
  if (p->format == FORMAT_JSONL) putchar('\n');
}

void vb_trace_print_article(vb_trace_printer *p, const vb_article *article, const vb_traces *rows,
                            vb_arena out, vb_arena scratch) {
  if (p->format == FORMAT_TABLE) put_heading(p, article, out);
  for (ptrdiff_t i = 0; i < rows->n; i++, p->n++) {
    vb_arena texts = scratch;
    if (p->format == FORMAT_TABLE)
      put_row(p, article, &rows->v[i], out);
    else if (p->format == FORMAT_CSV)
      put_csv(p, article, &rows->v[i], out);
    else
      put_json(p, article, &rows->v[i], out, &texts);
  }
  p->articles++;
}

bool vb_trace_print_end(vb_trace_printer *p, vb_arena scratch) {
  if (p->format == FORMAT_CSV) return vb_table_end(p->table);
  if (p->format == FORMAT_TABLE) {
    char n[32];
    vb_str sum =
        vb_str_format(&scratch, "\n%s passage%s; %.*s", vb_str_number(p->n, n).p,
                      p->n == 1 ? "" : "s", VB_ARG(vb_coverage_line(&p->coverage, &scratch)));
    vb_print_line(p->cli, sum, scratch);
  }
  if (p->format == FORMAT_JSON) {
    vb_json json = vb_json_begin(&scratch);
    vb_json_coverage(&json, &p->coverage);
    printf("%s], \"coverage\": %.*s}\n", p->n ? "" : "{\"rows\": [", VB_ARG(vb_json_end(&json)));
  }
  return true;
}
