#include "article/jsonl.h"

#include <setjmp.h>
#include <stdlib.h>

#include <jansson.h>

#include "article/dates.h"

static vb_str field(const json_t *record, const char *key, vb_arena *out) {
  const json_t *value = json_object_get(record, key);
  if (!json_is_string(value)) return (vb_str){0};
  return vb_str_copy(out, (vb_str){json_string_value(value), (ptrdiff_t)json_string_length(value)});
}

static vb_str known(vb_str s) { return vb_str_trim(s).n ? s : (vb_str){0}; }

static void take_record(const vb_article_grammar *g, const json_t *record, vb_article *a,
                        vb_arena *out) {
  a->text = field(record, "text", out);
  vb_str id = known(field(record, "id", out));
  if (id.n) a->id = id, a->id_given = true;
  a->title = known(field(record, "title", out));
  a->subtitle = known(field(record, "subtitle", out));
  a->byline = known(field(record, "byline", out));
  a->url = known(field(record, "url", out));
  a->outlet = known(field(record, "outlet", out));
  a->agency = known(field(record, "agency", out));
  a->language = known(field(record, "language", out));
  a->published = vb_dates_parse(g, field(record, "published", out));
  a->updated = vb_dates_parse(g, field(record, "updated", out));
  vb_date captured = vb_dates_parse(g, field(record, "captured", out));
  if (vb_date_known(captured)) a->captured = captured;
}

static int fail(const vb_capture *capture, int64_t at, const char *what, vb_error *error) {
  return vb_fail(error, VB_BAD_INPUT, "%.*s: line %lld: %s (offset %lld)", VB_ARG(capture->path),
                 (long long)capture->line, what, (long long)(capture->offset + at));
}

int vb_jsonl_read(const vb_article_grammar *grammar, const vb_capture *capture, vb_article *article,
                  vb_arena *out, vb_error *error) {
  json_error_t why;
  json_t *record = json_loadb(capture->text.p, (size_t)capture->text.n, 0, &why);
  if (!record) return fail(capture, why.position, why.text, error);
  int bad = VB_OK;
  if (!json_is_object(record))
    bad = fail(capture, 0, "not a JSON object", error);
  else if (!json_is_string(json_object_get(record, "text")))
    bad = fail(capture, 0, "no article: it has no \"text\"", error);
  vb_arena_guard guard, *outer = out->guard;
  if (!bad) {
    if (VB_ARENA_TRY(&guard)) {
      out->guard = &guard;
      take_record(grammar, record, article, out);
      out->guard = outer;
    } else {
      json_decref(record);
      out->guard = outer;
      if (!outer) abort();
      longjmp(outer->jump, 1);
    }
  }
  json_decref(record);
  return bad;
}
