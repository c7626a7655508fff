/* show: one report of an exchange, what it tells, which words say so, and why it was merged. */
#include <stdio.h>

#include "archive/load.h"
#include "cli/show.h"

enum { VALUE_COLUMN = 14 }; /* where the values of a report's lines begin */

/* "    label     value", broken at the width of the terminal. */
static void put_line(const vb_showing *s, const char *label, vb_str value) {
  vb_print_marks none = {0};
  if (!value.n) return;
  printf("    %-9s ", label);
  vb_print_marked(s->cli, value, &none, VALUE_COLUMN, *s->arena);
  putchar('\n');
}

/* The same for what is copied: ids and paths are never broken. */
static void put_whole(const char *label, vb_str value) {
  printf("    %-9s ", label);
  vb_print_text(value);
  putchar('\n');
}

static vb_str joined(vb_str list, const char *separator, vb_str more, vb_arena *out) {
  if (!more.n) return list;
  return list.n ? vb_str_format(out, "%.*s%s%.*s", VB_ARG(list), separator, VB_ARG(more)) : more;
}

/* ---- the sentences ---- */

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

static vb_str sentence_text(const vb_article *article, const vb_evidence *e) {
  vb_str field = vb_field_text(article, e->field, e->caption);
  bool fits = e->span.start >= 0 && e->span.end <= field.n && e->span.start <= e->span.end;
  return fits ? vb_str_slice(field, e->span.start, e->span.end) : (vb_str){0};
}

static void put_sentence(const vb_showing *s, const vb_article *article, const vb_ledger_report *r,
                         const vb_evidence *e) {
  vb_arena scratch = *s->arena;
  vb_str text = sentence_text(article, e);
  if (!text.p) return;
  vb_print_marks cues = cues_in(r, e, &scratch);
  fputs("    > ", stdout);
  vb_print_marked(s->cli, text, &cues, 6, scratch);
  printf("\n      (%s, bytes %td to %td)\n", vb_field_name(e->field), e->span.start, e->span.end);
}

/* ---- what says so ---- */

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
  if (id.p) put_line(s, "seen by", joined(id, "  ", text, s->arena));
}

/* The words of the first sentence that give the day of the act, the last of them: a dateline stands
 * before. */
static vb_str day_words(const vb_showing *s, const vb_article *article, const vb_ledger_report *r) {
  vb_str all = {0};
  char text[VB_DATE_ISO_BYTES];
  vb_date day = vb_date_day(r->told.sent);
  if (!vb_date_known(day) || !s->times) return all;
  for (ptrdiff_t i = 0; i < r->evidence.n; i++) {
    vb_str sentence = sentence_text(article, &r->evidence.v[i]);
    vb_times times =
        vb_times_find(s->times, sentence, (vb_tokens){0}, article->published, s->arena);
    for (ptrdiff_t k = times.n - 1; k >= 0; k--) {
      if (vb_date_compare(vb_date_day(times.v[k].date), day) != 0) continue;
      vb_str words = vb_str_slice(sentence, times.v[k].span.start, times.v[k].span.end);
      return vb_str_format(s->arena, "\"%.*s\" is %.*s", VB_ARG(words),
                           VB_ARG(vb_date_format(day, text)));
    }
  }
  return all;
}

static vb_str side_text(const vb_showing *s, const vb_actors *side) {
  vb_str text = {0};
  for (ptrdiff_t i = 0; i < side->n; i++)
    text = joined(text, "; ", vb_party_label(s->session->lexicon, &side->v[i], s->arena), s->arena);
  return text.n ? text : VB_S("not told");
}

/* What the report itself says; the row above has the best of all. */
static vb_str told_text(const vb_showing *s, const vb_exchange *x) {
  char sent[VB_DATE_ISO_BYTES];
  vb_str from = side_text(s, &x->from), to = side_text(s, &x->to);
  vb_str text =
      vb_str_format(s->arena, "%.*s > %.*s, %s", VB_ARG(from), VB_ARG(to), vb_form_name(x->form));
  text = joined(text, ", ", vb_str_from(vb_purpose_name(x->purpose)), s->arena);
  if (x->reply && x->purpose != VB_PURPOSE_REPLY)
    text = joined(text, ", ", VB_S("a reply"), s->arena);
  text = joined(text, ", ", vb_date_format(vb_date_day(x->sent), sent), s->arena);
  return joined(text, ", ", x->occasion, s->arena);
}

static vb_str reason_text(const vb_reason *reason, vb_arena *out) {
  vb_str text = vb_str_format(out, "%s: %.*s", reason->what, VB_ARG(reason->how));
  if (vb_str_eq(reason->told, reason->row)) return text;
  return vb_str_format(out, "%.*s (%.*s is %.*s)", VB_ARG(text), VB_ARG(reason->told),
                       VB_ARG(reason->row));
}

/* Only where there is something to be merged with. */
static void put_merged(const vb_showing *s, const vb_ledger_report *r, const vb_ledger_entry *row) {
  if (!row || row->n_reports < 2) return;
  vb_reasons reasons = vb_merge_explain(s->words, &r->told, &row->exchange, s->arena);
  vb_str text = {0};
  for (ptrdiff_t i = 0; i < reasons.n; i++)
    text = joined(text, "; ", reason_text(&reasons.v[i], s->arena), s->arena);
  put_line(s, "merged by", text);
}

static void put_chain(const vb_showing *s, const vb_ledger_report *r) {
  vb_str path = r->path.p ? r->path : VB_S("unknown");
  put_line(s, "title", r->title.p ? r->title : VB_S("none"));
  put_whole("article", r->article);
  put_whole("found at",
            vb_str_format(s->arena, "%.*s (offset %lld)", VB_ARG(path), (long long)r->offset));
  put_whole("capture", vb_str_format(s->arena, "SHA-256 %.*s", VB_ARG(r->capture)));
}

void vb_show_report(const vb_showing *s, const vb_ledger_report *r, const vb_ledger_entry *row) {
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
  put_line(s, "tells", told_text(s, &r->told));
  put_line(s, "day", day_words(s, &article, r));
  put_merged(s, r, row);
  put_chain(s, r);
  *s->arena = mark;
}
