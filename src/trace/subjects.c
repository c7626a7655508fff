#include "trace/subjects.h"

#include <stdlib.h>

#include "statements/marks.h"

enum {
  NEAR_SPANS = 16,
  REMAINDER_BYTES = 24, /* shorter ones tell nothing: ", adding that" */
};

typedef struct {
  vb_span inner, outer; /* between the marks; with them */
  bool unclosed;
} stretch;
VB_SLICE_TYPE(stretches, stretch);

static vb_span trimmed(vb_str text, vb_span span) {
  while (span.start < span.end && vb_is_space(text.p[span.start])) span.start++;
  while (span.end > span.start && vb_is_space(text.p[span.end - 1])) span.end--;
  return span;
}

/* A quotation that is never closed runs to the end of its paragraph; an agency's mark there,
 * "(more)", is none of its words. */
static vb_span without_end_mark(const vb_language *language, vb_str text, vb_span span) {
  const vb_table *marks = vb_lexicon_table(language->lexicon, VB_S("world/marks"));
  ptrdiff_t where = vb_table_column(marks, "where"), mark = vb_table_column(marks, "mark");
  vb_str said = vb_str_slice(text, span.start, span.end);
  for (ptrdiff_t row = 0; row < marks->n_rows; row++) {
    vb_str end = vb_table_field(marks, row, mark);
    if (!vb_str_eq(vb_table_field(marks, row, where), VB_S("end"))) continue;
    if (end.n < said.n && vb_str_ends(said, end))
      return trimmed(text, (vb_span){span.start, span.end - end.n});
  }
  return span;
}

static stretches stretches_of(const vb_language *language, vb_str text, vb_arena *out,
                              vb_arena scratch) {
  stretches all = {0};
  vb_tokens tokens = vb_tokens_make(language->words->abbreviations, text, &scratch);
  vb_quoteds quoted = vb_marks_scan(tokens, &scratch);
  for (ptrdiff_t i = 0; i < quoted.n; i++) {
    vb_token_range t = quoted.v[i].inner;
    if (t.start >= t.end) continue;
    vb_token_range o = quoted.v[i].tokens;
    vb_span span = {tokens.v[t.start].span.start, tokens.v[t.end - 1].span.end};
    vb_span outer = {tokens.v[o.start].span.start, tokens.v[o.end - 1].span.end};
    if (quoted.v[i].unclosed) span = without_end_mark(language, text, span);
    *vb_push(out, &all) = (stretch){span, outer, quoted.v[i].unclosed};
  }
  return all;
}

/* The spans of one field's statements, by where they begin. */
typedef struct {
  vb_span span;
  const vb_statement *statement;
} said;
VB_SLICE_TYPE(saids, said);

static int by_start(const void *a, const void *b) {
  const said *x = a, *y = b;
  if (x->span.start != y->span.start) return x->span.start < y->span.start ? -1 : 1;
  return x->statement < y->statement ? -1 : x->statement > y->statement;
}

static saids saids_of(const vb_statements *statements, vb_field_kind field, int caption,
                      vb_arena *out) {
  saids all = {0};
  for (ptrdiff_t i = 0; i < statements->n; i++) {
    const vb_statement *s = &statements->v[i];
    if (s->field != field || s->caption != caption) continue;
    for (ptrdiff_t k = 0; k < s->spans.n; k++) *vb_push(out, &all) = (said){s->spans.v[k], s};
  }
  if (all.n) qsort(all.v, (size_t)all.n, sizeof *all.v, by_start);
  return all;
}

/* The statement that has most of the span; of equal ones the shortest, which is the inner one where
 * somebody tells what somebody said.  Statements hardly overlap, so a few before the span's end are
 * enough. */
static const vb_statement *statement_of(const saids *all, vb_span span) {
  const vb_statement *best = NULL;
  ptrdiff_t low = 0, high = all->n, most = 0;
  while (low < high) {
    ptrdiff_t middle = (low + high) / 2;
    if (all->v[middle].span.start < span.end)
      low = middle + 1;
    else
      high = middle;
  }
  ptrdiff_t length = 0;
  for (ptrdiff_t i = low - 1; i >= 0 && i >= low - NEAR_SPANS; i--) {
    ptrdiff_t common = vb_span_overlap(all->v[i].span, span);
    ptrdiff_t n = all->v[i].span.end - all->v[i].span.start;
    if (!common || common < most || (common == most && n >= length)) continue;
    most = common, length = n, best = all->v[i].statement;
  }
  return best;
}

/* The first stretch that ends behind a byte. */
static ptrdiff_t first_behind(const stretches *all, ptrdiff_t byte) {
  ptrdiff_t low = 0, high = all->n;
  while (low < high) {
    ptrdiff_t middle = (low + high) / 2;
    if (all->v[middle].inner.end <= byte)
      low = middle + 1;
    else
      high = middle;
  }
  return low;
}

/* The stretch that has more than half of the span. */
static const stretch *stretch_over(const stretches *all, vb_span span) {
  if (!all->n) return NULL;
  ptrdiff_t low = first_behind(all, span.start);
  for (; low < all->n && all->v[low].inner.start < span.end; low++)
    if (2 * vb_span_overlap(all->v[low].inner, span) > span.end - span.start) return &all->v[low];
  return NULL;
}

/* Statements without marks of their own: reported speech, transcripts. */
static void add_unmarked(const vb_statements *statements, vb_field_kind field, int caption,
                         vb_str text, const stretches *quoted, vb_subjects *all, vb_arena *out) {
  for (ptrdiff_t i = 0; i < statements->n; i++) {
    const vb_statement *s = &statements->v[i];
    bool unmarked = s->flags & VB_STATEMENT_UNMARKED;
    if (s->field != field || s->caption != caption) continue;
    if (s->kind != VB_STATEMENT_INDIRECT && !unmarked) continue;
    for (ptrdiff_t k = 0; k < s->spans.n; k++) {
      vb_span span = trimmed(text, s->spans.v[k]);
      if (span.start >= span.end || stretch_over(quoted, span)) continue;
      *vb_push(out, all) = (vb_subject){
          field, caption, span, unmarked ? VB_TELLING_QUOTED : VB_TELLING_REPORTED, s, false};
    }
  }
}

/* Without the comma before "adding that". */
static vb_span without_points(vb_str text, vb_span span) {
  while (span.start < span.end && vb_str_find_char(VB_S(",;:.- "), text.p[span.start], 0) >= 0)
    span.start++;
  while (span.end > span.start && vb_str_find_char(VB_S(",;:.- "), text.p[span.end - 1], 0) >= 0)
    span.end--;
  return trimmed(text, span);
}

/* What is reported beside the quotations of one statement: "..., adding that the talks had begun".
 */
static void add_remainder(const vb_statement *s, vb_span span, vb_str text, const stretches *quoted,
                          vb_subjects *all, vb_arena *out) {
  ptrdiff_t i = first_behind(quoted, span.start);
  for (ptrdiff_t start = span.start; start < span.end; i++) {
    bool inside = i < quoted->n && quoted->v[i].outer.start < span.end;
    vb_span part = {start, inside ? quoted->v[i].outer.start : span.end};
    start = inside ? quoted->v[i].outer.end : span.end;
    if (part.start >= part.end) continue;
    part = without_points(text, trimmed(text, part));
    if (part.end - part.start < REMAINDER_BYTES) continue;
    *vb_push(out, all) = (vb_subject){s->field, s->caption, part, VB_TELLING_REPORTED, s, false};
  }
}

static void add_remainders(const vb_statements *statements, vb_field_kind field, int caption,
                           vb_str text, const stretches *quoted, vb_subjects *all, vb_arena *out) {
  for (ptrdiff_t i = 0; i < statements->n; i++) {
    const vb_statement *s = &statements->v[i];
    if (s->field != field || s->caption != caption || s->kind != VB_STATEMENT_MIXED) continue;
    if (s->flags & VB_STATEMENT_UNMARKED) continue;
    for (ptrdiff_t k = 0; k < s->spans.n; k++)
      add_remainder(s, s->spans.v[k], text, quoted, all, out);
  }
}

static void add_field(const vb_language *language, const vb_article *article,
                      const vb_statements *statements, vb_field_kind field, int caption,
                      vb_subjects *all, vb_arena *out, vb_arena scratch) {
  vb_str text = vb_field_text(article, field, caption);
  if (!text.n) return;
  stretches quoted = stretches_of(language, text, out, scratch);
  saids told = saids_of(statements, field, caption, out);
  for (ptrdiff_t i = 0; i < quoted.n; i++) {
    vb_span span = quoted.v[i].inner;
    const vb_statement *s = statement_of(&told, span);
    bool unclosed = quoted.v[i].unclosed || (s && s->flags & VB_STATEMENT_UNCLOSED);
    *vb_push(out, all) = (vb_subject){field, caption, span, VB_TELLING_QUOTED, s, unclosed};
  }
  add_unmarked(statements, field, caption, text, &quoted, all, out);
  add_remainders(statements, field, caption, text, &quoted, all, out);
}

static int in_text_order(const void *a, const void *b) {
  const vb_subject *x = a, *y = b;
  if (x->field != y->field) return x->field < y->field ? -1 : 1;
  if (x->caption != y->caption) return x->caption < y->caption ? -1 : 1;
  if (x->span.start != y->span.start) return x->span.start < y->span.start ? -1 : 1;
  return (x->span.end > y->span.end) - (x->span.end < y->span.end);
}

vb_subjects vb_subjects_find(const vb_language *language, const vb_article *article,
                             const vb_statements *statements, vb_arena *out, vb_arena scratch) {
  vb_subjects all = {0};
  add_field(language, article, statements, VB_FIELD_TEXT, 0, &all, out, scratch);
  add_field(language, article, statements, VB_FIELD_TITLE, 0, &all, out, scratch);
  add_field(language, article, statements, VB_FIELD_SUBTITLE, 0, &all, out, scratch);
  int captions =
      article->captions.n < VB_ANALYSED_CAPTIONS ? (int)article->captions.n : VB_ANALYSED_CAPTIONS;
  for (int i = 0; i < captions; i++)
    add_field(language, article, statements, VB_FIELD_CAPTION, i, &all, out, scratch);
  if (all.n) qsort(all.v, (size_t)all.n, sizeof *all.v, in_text_order);
  return all;
}

/* ---- given spans */

static vb_subject given(const saids *told, const vb_evidence *e, vb_span span,
                        const stretches *quoted) {
  const stretch *inside = stretch_over(quoted, span);
  const vb_statement *s = statement_of(told, span);
  vb_subject subject = {e->field, e->caption, span, VB_TELLING_UNQUOTED, s, false};
  if (inside || (s && s->flags & VB_STATEMENT_UNMARKED)) {
    subject.telling = VB_TELLING_QUOTED;
    subject.unclosed = inside && inside->unclosed;
  } else if (s && s->kind == VB_STATEMENT_INDIRECT) {
    subject.telling = VB_TELLING_REPORTED;
  }
  return subject;
}

vb_subjects vb_subjects_given(const vb_language *language, const vb_article *article,
                              const vb_statements *statements, const vb_evidences *spans,
                              vb_arena *out, vb_arena scratch) {
  vb_subjects all = {0};
  stretches quoted = {0};
  saids told = {0};
  const vb_evidence *last = NULL;
  for (ptrdiff_t i = 0; i < spans->n; i++) {
    const vb_evidence *e = &spans->v[i];
    vb_str text = vb_field_text(article, e->field, e->caption);
    if (e->span.start < 0 || e->span.end > text.n || e->span.start >= e->span.end) continue;
    if (!last || last->field != e->field || last->caption != e->caption) {
      quoted = stretches_of(language, text, out, scratch);
      told = saids_of(statements, e->field, e->caption, out);
    }
    last = e;
    *vb_push(out, &all) = given(&told, e, e->span, &quoted);
  }
  return all;
}
