#include "article/jsonl.h"

#include <jansson.h>

#include "article/dates.h"
#include "article/foreign.h"

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

typedef struct {
  const vb_article_grammar *grammar;
  const vb_capture *capture;
  vb_article *article;
  vb_error *error;
  int result;
} reading;

static void read_json(void *context, vb_arena *out, vb_arena *scratch) {
  (void)scratch;
  reading *r = context;
  vb_str text = r->capture->text;
  json_error_t why;
  json_t *record = json_loadb(text.p, (size_t)text.n, 0, &why);
  if (!record)
    r->result = fail(r->capture, why.position, why.text, r->error);
  else if (!json_is_object(record))
    r->result = fail(r->capture, 0, "not a JSON object", r->error);
  else if (!json_is_string(json_object_get(record, "text")))
    r->result = fail(r->capture, 0, "no article: it has no \"text\"", r->error);
  else
    take_record(r->grammar, record, r->article, out);
  json_decref(record);
}

int vb_jsonl_read(const vb_article_grammar *grammar, const vb_capture *capture, vb_article *article,
                  vb_arena *out, vb_arena scratch, vb_error *error) {
  reading r = {grammar, capture, article, error, VB_OK};
  vb_foreign_run(read_json, &r, out, scratch);
  return r.result;
}
