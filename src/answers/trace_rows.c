#include "answers/trace_rows.h"

#include "exchanges/exchange_json.h"

const char *vb_trace_flag_name(unsigned flag) {
  switch (flag) {
  case VB_FLAG_CUT_START: return "cut_start";
  case VB_FLAG_CUT_END: return "cut_end";
  case VB_FLAG_QUALIFIER: return "qualifier_dropped";
  case VB_FLAG_UNCLOSED: return "unclosed";
  default: return NULL;
  }
}

const char *vb_trace_telling_name(vb_telling telling) {
  static const char *const names[] = {"quoted", "unquoted", "reported"};
  return names[telling];
}

bool vb_trace_is_objection(vb_trace_verdict v) {
  return v == VB_TRACED_ALTERED_WORDING || v == VB_TRACED_ALTERED_MEANING ||
         v == VB_TRACED_SPLICED || v == VB_TRACED_MISATTRIBUTED || v == VB_TRACED_NOT_FOUND;
}

vb_str vb_trace_quote(const vb_article *article, const vb_trace *t) {
  return vb_str_slice(vb_field_text(article, t->field, t->caption), t->span.start, t->span.end);
}

static vb_str was(const vb_trace *t, const vb_edit *e) {
  return vb_str_slice(t->source->text, e->source.start, e->source.end);
}

static void append(vb_bytes *text, vb_str s, vb_arena *out) {
  for (ptrdiff_t i = 0; i < s.n; i++) *vb_push(out, text) = s.p[i];
}

static void append_between(vb_bytes *text, const char *open, vb_str s, const char *close,
                           vb_arena *out) {
  append(text, vb_str_from(open), out);
  append(text, s, out);
  append(text, vb_str_from(close), out);
}

/* A blank, unless one stands there or the text begins here. */
static void append_blank(vb_bytes *text, vb_arena *out) {
  if (text->n && !vb_is_space(text->v[text->n - 1])) append(text, VB_S(" "), out);
}

vb_str vb_trace_marked(const vb_article *article, const vb_trace *t, vb_arena *out) {
  vb_str quote = vb_trace_quote(article, t);
  vb_bytes text = {0};
  ptrdiff_t at = 0;
  for (ptrdiff_t i = 0; i < t->edits.n; i++) {
    const vb_edit *e = &t->edits.v[i];
    vb_str old = was(t, e), new = vb_str_slice(quote, e->report.start, e->report.end);
    if (e->op == VB_EDIT_MOVE || e->report.start < at) continue;
    append(&text, vb_str_slice(quote, at, e->report.start), out);
    at = e->report.end;
    if (!new.n) append_blank(&text, out);
    if (old.n) append_between(&text, "[-", old, "-]", out);
    if (new.n) append_between(&text, "{+", new, "+}", out);
    if (!new.n && at < quote.n && !vb_is_space(quote.p[at])) append_blank(&text, out);
  }
  append(&text, vb_str_slice(quote, at, quote.n), out);
  return (vb_str){text.v, text.n};
}

vb_str vb_trace_source_text(const vb_trace *t, vb_arena *out) {
  vb_bytes text = {0};
  for (ptrdiff_t i = 0; i < t->source_spans.n; i++) {
    if (i) append(&text, VB_S(" ... "), out);
    vb_span span = t->source_spans.v[i];
    append(&text, vb_str_slice(t->source->text, span.start, span.end), out);
  }
  return (vb_str){text.n ? text.v : "", text.n};
}

vb_str vb_trace_nearest_text(const vb_trace *t) {
  return vb_str_slice(t->nearest->text, t->nearest_span.start, t->nearest_span.end);
}

/* ---- JSON */

static void put_article(vb_json *json, const vb_article *a) {
  vb_json_key_str(json, "article", a->id);
  vb_json_key_str(json, "path", a->path);
}

static void put_source(vb_json *json, const vb_trace *t, vb_arena *out) {
  vb_json_key(json, "source");
  if (!t->source) {
    vb_json_null(json);
    return;
  }
  vb_json_object(json);
  put_article(json, t->source);
  vb_json_key_str(json, "title", t->source->title);
  vb_json_key_str(json, "outlet", t->source->outlet);
  vb_json_key_str(json, "agency", t->source->agency);
  vb_json_key_date(json, "published", t->source->published);
  vb_json_key_int(json, "paragraph", t->paragraph);
  vb_json_key(json, "spans");
  vb_json_array(json);
  for (ptrdiff_t i = 0; i < t->source_spans.n; i++) {
    vb_json_object(json);
    vb_json_key_span(json, t->source_spans.v[i]);
    vb_json_close(json);
  }
  vb_json_close(json);
  vb_json_key_str(json, "text", vb_trace_source_text(t, out));
  vb_json_close(json);
}

static void put_edits(vb_json *json, const vb_trace *t, vb_str quote) {
  vb_json_key(json, "edits");
  vb_json_array(json);
  for (ptrdiff_t i = 0; i < t->edits.n; i++) {
    const vb_edit *e = &t->edits.v[i];
    vb_json_object(json);
    vb_json_key_str(json, "op", vb_str_from(vb_edit_op_name(e->op)));
    vb_json_key_str(json, "source", was(t, e));
    vb_json_key_str(json, "report", vb_str_slice(quote, e->report.start, e->report.end));
    vb_json_key_str(json, "kind", vb_str_from(vb_edit_kind_name(e->kind)));
    vb_json_close(json);
  }
  vb_json_close(json);
}

/* Where the words stand in an article, under a key; null without one.  True: the object is open. */
static bool put_place(vb_json *json, const char *key, const vb_article *article, vb_span span) {
  vb_json_key(json, key);
  if (!article) {
    vb_json_null(json);
    return false;
  }
  vb_json_object(json);
  put_article(json, article);
  vb_json_key_date(json, "published", article->published);
  vb_json_key_span(json, span);
  return true;
}

static void put_earliest(vb_json *json, const vb_trace *t) {
  if (put_place(json, "earliest", t->earliest, t->earliest_span)) vb_json_close(json);
}

static void put_nearest(vb_json *json, const vb_trace *t) {
  if (!put_place(json, "nearest", t->nearest, t->nearest_span)) return;
  vb_json_key_str(json, "text", vb_trace_nearest_text(t));
  vb_json_close(json);
}

static void put_flags(vb_json *json, unsigned flags) {
  vb_json_key(json, "flags");
  vb_json_array(json);
  for (unsigned bit = 1; vb_trace_flag_name(bit); bit *= 2)
    if (flags & bit) vb_json_str(json, vb_str_from(vb_trace_flag_name(bit)));
  vb_json_close(json);
}

void vb_json_trace(vb_json *json, const vb_article *article, const vb_trace *t, vb_str coverage,
                   vb_arena *out) {
  char label[VB_FIELD_NAME_BYTES];
  vb_str quote = vb_trace_quote(article, t);
  vb_json_object(json);
  put_article(json, article);
  vb_json_key_str(json, "field", vb_field_label(t->field, t->caption, label));
  vb_json_key_span(json, t->span);
  vb_json_key_str(json, "quote", quote);
  vb_json_key_str(json, "telling", vb_str_from(vb_trace_telling_name(t->telling)));
  vb_json_key(json, "speaker");
  if (t->statement && vb_actor_known(&t->statement->speaker))
    vb_json_actor(json, &t->statement->speaker);
  else
    vb_json_null(json);
  vb_json_key_str(json, "verdict", vb_str_from(vb_trace_verdict_name(t->judgement.verdict)));
  put_source(json, t, out);
  put_edits(json, t, quote);
  put_earliest(json, t);
  put_nearest(json, t);
  put_flags(json, t->judgement.flags);
  vb_json_key(json, "hops");
  vb_json_array(json);
  for (ptrdiff_t i = 0; i < t->hops.n; i++) vb_json_str(json, t->hops.v[i]->id);
  vb_json_close(json);
  vb_json_key(json, "documents");
  if (t->documents < 0)
    vb_json_null(json);
  else
    vb_json_int(json, t->documents);
  vb_json_key(json, "coverage");
  vb_json_raw(json, coverage);
  vb_json_close(json);
}
