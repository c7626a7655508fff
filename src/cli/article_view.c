#include "cli/article_view.h"

#include <stdio.h>

#include "answers/party.h"
#include "cli/table.h"

enum { LABEL_COLUMNS = 24, FIRST_WORDS = 60, ID_BYTES = 9, CAPTION_COLUMN = 10 };

vb_str vb_article_view_words(const vb_article *article, const vb_statement *said, vb_span span) {
  if (span.end <= span.start) return (vb_str){0};
  return vb_str_slice(vb_field_text(article, said->field, said->caption), span.start, span.end);
}

/* Who speaks, else the words that the text has for it; {0}: nobody is told. */
static vb_str speaker_label(const vb_article_view *v, const vb_statement *said, vb_arena *out) {
  if (vb_actor_known(&said->speaker)) return vb_party_label(v->lexicon, &said->speaker, out);
  return vb_article_view_words(v->article, said, said->source);
}

/* Every span is underlined; the last has the number and the speaker behind it. */
static void mark_statement(const vb_article_view *v, const vb_statement_entry *e,
                           vb_print_marks *marks, vb_arena *out) {
  const vb_statement *said = &e->statement;
  vb_str who = vb_print_cut(speaker_label(v, said, out), LABEL_COLUMNS, out);
  for (ptrdiff_t i = 0; i < said->spans.n; i++) {
    vb_print_mark mark = {.span = said->spans.v[i], .styles = VB_STYLE_UNDERLINED};
    if (i == said->spans.n - 1)
      mark.label =
          vb_str_format(out, "[%lld%s%.*s]", (long long)e->number, who.n ? " " : "", VB_ARG(who));
    *vb_push(out, marks) = mark;
  }
}

/* The cursor stands in column `indent`. */
static void put_field(const vb_article_view *v, vb_field_kind field, int caption, int indent,
                      vb_arena scratch) {
  vb_print_marks marks = {0};
  for (ptrdiff_t i = 0; i < v->statements.n; i++) {
    const vb_statement *said = &v->statements.v[i].statement;
    if (said->field == field && said->caption == caption)
      mark_statement(v, &v->statements.v[i], &marks, &scratch);
  }
  for (ptrdiff_t i = 0; i < v->cues.n; i++) {
    const vb_evidence *cue = &v->cues.v[i];
    if (cue->field == field && cue->caption == caption)
      *vb_push(&scratch, &marks) = (vb_print_mark){cue->span, VB_STYLE_STRONG, {0}};
  }
  vb_print_marked(v->cli, vb_field_text(v->article, field, caption), &marks, indent, scratch);
}

static void put_heading(const vb_article_view *v, const char *label, vb_field_kind field,
                        vb_arena scratch) {
  if (!vb_field_text(v->article, field, 0).p) return;
  printf("  %-10s ", label);
  put_field(v, field, 0, VB_VALUE_COLUMN, scratch);
  putchar('\n');
}

static void put_date(const vb_article_view *v, const char *label, vb_date date, vb_arena scratch) {
  if (vb_date_known(date)) vb_print_value(v->cli, label, vb_print_date(date, &scratch), scratch);
}

void vb_article_view_facts(const vb_article_view *v, vb_arena scratch) {
  const vb_article *a = v->article;
  put_heading(v, "title", VB_FIELD_TITLE, scratch);
  put_heading(v, "subtitle", VB_FIELD_SUBTITLE, scratch);
  vb_print_value(v->cli, "byline", a->byline, scratch);
  vb_print_value(v->cli, "agency", a->agency, scratch);
  vb_print_value(v->cli, "outlet", a->outlet, scratch);
  vb_print_value(v->cli, "language", a->language, scratch);
  put_date(v, "published", a->published, scratch);
  put_date(v, "updated", a->updated, scratch);
  put_date(v, "captured", a->captured, scratch);
  vb_print_value(v->cli, "dateline", a->dateline_place, scratch);
  vb_print_value(v->cli, "url", a->url, scratch);
}

void vb_article_view_text(const vb_article_view *v, vb_arena scratch) {
  put_field(v, VB_FIELD_TEXT, 0, 0, scratch);
  for (int i = 0; i < (int)v->article->captions.n; i++) {
    fputs("\n\n[caption] ", stdout);
    put_field(v, VB_FIELD_CAPTION, i, CAPTION_COLUMN, scratch);
  }
  putchar('\n');
}

int vb_article_view_statements(const vb_article_view *v, vb_arena scratch) {
  static const vb_column columns[] = {{"no.", COLUMN_RIGHT, 0},  {"speaker", COLUMN_CUT, 10},
                                      {"kind", COLUMN_FIXED, 0}, {"cue", COLUMN_CUT, 5},
                                      {"words", COLUMN_CUT, 16}, {"id", COLUMN_FIXED, 0}};
  if (!v->statements.n) return 0;
  bool have_ids = v->statements.v[0].id.n > 0;
  int wide = v->cli->columns > FIRST_WORDS ? v->cli->columns : FIRST_WORDS;
  vb_strs cells = {0}; /* all of them before the table, which the arena's end must not leave open */
  for (ptrdiff_t i = 0; i < v->statements.n; i++) {
    const vb_statement_entry *e = &v->statements.v[i];
    const vb_statement *said = &e->statement;
    vb_str words = vb_statement_words(v->article, said, &scratch);
    *vb_push(&scratch, &cells) = vb_str_format(&scratch, "%lld", (long long)e->number);
    *vb_push(&scratch, &cells) = vb_print_cut(speaker_label(v, said, &scratch), wide, &scratch);
    *vb_push(&scratch, &cells) = vb_str_from(vb_statement_kind_name(said->kind));
    *vb_push(&scratch, &cells) =
        vb_print_cut(vb_article_view_words(v->article, said, said->cue), wide, &scratch);
    *vb_push(&scratch, &cells) = vb_print_cut(words, wide, &scratch);
    if (have_ids)
      *vb_push(&scratch, &cells) = vb_str_slice(e->id, 0, e->id.n < ID_BYTES ? e->id.n : ID_BYTES);
  }
  return vb_table_print(v->cli, columns, have_ids ? 6 : 5, &cells) ? 0 : 1;
}

vb_str vb_article_view_side(const vb_lexicon *lexicon, const vb_actors *side, bool all,
                            vb_arena *out) {
  vb_str text = {0};
  ptrdiff_t shown = all || side->n < 3 ? side->n : 2;
  for (ptrdiff_t i = 0; i < shown; i++) {
    vb_str label = vb_party_label(lexicon, &side->v[i], out);
    text =
        i ? vb_str_format(out, "%.*s%s %.*s", VB_ARG(text), all ? ";" : ",", VB_ARG(label)) : label;
  }
  if (shown < side->n) text = vb_str_format(out, "%.*s +%td", VB_ARG(text), side->n - shown);
  return text;
}

int vb_article_view_exchanges(const vb_article_view *v, const vb_exchanges *exchanges,
                              vb_arena scratch) {
  static const vb_column columns[] = {{"date", COLUMN_FIXED, 0},   {"from", COLUMN_CUT, 20},
                                      {"to", COLUMN_CUT, 20},      {"form", COLUMN_CUT, 10},
                                      {"purpose", COLUMN_CUT, 10}, {"occasion", COLUMN_CUT, 14},
                                      {"role", COLUMN_FIXED, 0}};
  vb_strs cells = {0};
  for (ptrdiff_t i = 0; i < exchanges->n; i++) {
    const vb_exchange *x = &exchanges->v[i];
    vb_date day = vb_date_day(vb_date_known(x->sent) ? x->sent : x->reported);
    const char *mark = vb_date_known(x->sent) || !vb_date_known(day) ? " " : "~";
    *vb_push(&scratch, &cells) =
        vb_str_format(&scratch, "%s%.*s", mark, VB_ARG(vb_print_date(day, &scratch)));
    *vb_push(&scratch, &cells) = vb_article_view_side(v->lexicon, &x->from, false, &scratch);
    *vb_push(&scratch, &cells) = vb_article_view_side(v->lexicon, &x->to, false, &scratch);
    *vb_push(&scratch, &cells) = vb_str_from(vb_form_name(x->form));
    *vb_push(&scratch, &cells) = vb_str_from(vb_purpose_name(x->purpose));
    *vb_push(&scratch, &cells) = x->occasion;
    *vb_push(&scratch, &cells) = x->mention ? VB_S("mention") : VB_S("main");
  }
  if (!exchanges->n) return 0;
  return vb_table_print(v->cli, columns, sizeof columns / sizeof *columns, &cells) ? 0 : 1;
}
