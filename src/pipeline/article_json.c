#include "pipeline/article_json.h"

#include "exchanges/exchange_json.h"

enum { STRIDE = 512 }; /* bytes between two checkpoints of a ruler */

/* Turns byte offsets of one field into code points, in constant time for each. */
typedef struct {
  vb_str text;
  ptrdiff_t *before; /* code points before every STRIDE-th byte; NULL: print bytes */
} ruler;

typedef struct {
  vb_json json;
  ruler text, title, subtitle;
  ruler *captions;
  const vb_article *article;
  vb_arena *out;
} writer;

/* Counts the bytes that begin a character: right wherever the slice is cut. */
static ptrdiff_t count_starts(vb_str s, ptrdiff_t start, ptrdiff_t end) {
  ptrdiff_t n = 0;
  for (ptrdiff_t i = start; i < end; i++) n += ((unsigned char)s.p[i] & 0xC0) != 0x80;
  return n;
}

static ruler ruler_over(vb_arena *arena, vb_str text, vb_offsets offsets) {
  ruler r = {.text = text};
  if (offsets == VB_OFFSETS_BYTES) return r;
  ptrdiff_t n = text.n / STRIDE + 1;
  r.before = VB_NEW_N(arena, ptrdiff_t, n);
  for (ptrdiff_t i = 1; i < n; i++)
    r.before[i] = r.before[i - 1] + count_starts(text, (i - 1) * STRIDE, i * STRIDE);
  return r;
}

static ptrdiff_t measure(const ruler *r, ptrdiff_t byte) {
  if (!r->before) return byte;
  if (byte > r->text.n) byte = r->text.n;
  ptrdiff_t mark = byte / STRIDE;
  return r->before[mark] + count_starts(r->text, mark * STRIDE, byte);
}

static void put_span(vb_json *json, const ruler *r, vb_span span) {
  vb_json_key_span(json, (vb_span){measure(r, span.start), measure(r, span.end)});
}

static const ruler *ruler_of(const writer *w, const vb_evidence *evidence) {
  switch (evidence->field) {
  case VB_FIELD_TITLE: return &w->title;
  case VB_FIELD_SUBTITLE: return &w->subtitle;
  case VB_FIELD_CAPTION:
    if (w->captions && evidence->caption < w->article->captions.n)
      return &w->captions[evidence->caption];
    break;
  case VB_FIELD_TEXT: break;
  }
  return &w->text;
}

static void put_evidence(writer *w, const vb_evidence *evidence) {
  const ruler *r = ruler_of(w, evidence);
  vb_evidence measured = *evidence;
  measured.span.start = measure(r, evidence->span.start);
  measured.span.end = measure(r, evidence->span.end);
  vb_json_evidence(&w->json, &measured);
}

static void put_exchange(writer *w, const vb_exchange *exchange) {
  vb_json *json = &w->json;
  vb_json_object(json);
  vb_json_exchange_facts(json, exchange);
  vb_json_key_bool(json, "reply", exchange->reply);
  vb_json_key_str(json, "role", exchange->mention ? VB_S("mention") : VB_S("main"));
  vb_json_key(json, "evidence");
  vb_json_array(json);
  for (ptrdiff_t i = 0; i < exchange->evidence.n; i++) put_evidence(w, &exchange->evidence.v[i]);
  vb_json_close(json);
  vb_json_close(json);
}

static const ruler *ruler_of_field(const writer *w, vb_field_kind field, int caption) {
  return ruler_of(w, &(vb_evidence){.field = field, .caption = caption});
}

/* {"start", "end", "text"} of the field; null where the text has no such words. */
static void put_words(writer *w, const char *key, const vb_statement *s, vb_span span) {
  vb_json *json = &w->json;
  vb_json_key(json, key);
  if (span.end <= span.start) {
    vb_json_null(json);
    return;
  }
  vb_json_object(json);
  put_span(json, ruler_of_field(w, s->field, s->caption), span);
  vb_str text = vb_field_text(w->article, s->field, s->caption);
  vb_json_key_str(json, "text", vb_str_slice(text, span.start, span.end));
  vb_json_close(json);
}

static void put_actor(vb_json *json, const char *key, const vb_actor *actor) {
  vb_json_key(json, key);
  if (vb_actor_known(actor))
    vb_json_actor(json, actor);
  else
    vb_json_null(json);
}

static void put_flags(vb_json *json, unsigned flags) {
  vb_json_key(json, "flags");
  vb_json_array(json);
  for (int bit = 0; bit < VB_N_STATEMENT_FLAGS; bit++)
    if (flags & (1u << bit)) vb_json_str(json, vb_str_from(vb_statement_flag_name(1u << bit)));
  vb_json_close(json);
}

static void put_statement_facts(writer *w, const vb_statement *s) {
  vb_json *json = &w->json;
  char field[VB_FIELD_NAME_BYTES];
  vb_json_key_str(json, "kind", vb_str_from(vb_statement_kind_name(s->kind)));
  vb_json_key_str(json, "field", vb_field_label(s->field, s->caption, field));
  vb_json_key(json, "spans");
  vb_json_array(json);
  for (ptrdiff_t i = 0; i < s->spans.n; i++) {
    vb_json_object(json);
    put_span(json, ruler_of_field(w, s->field, s->caption), s->spans.v[i]);
    vb_json_close(json);
  }
  vb_json_close(json);
  vb_json_key_str(json, "text", vb_statement_words(w->article, s, w->out));
  put_words(w, "cue", s, s->cue);
  put_words(w, "source", s, s->source);
  put_actor(json, "speaker", &s->speaker);
  put_actor(json, "addressee", &s->addressee);
  vb_json_key(json, "via");
  vb_json_array(json);
  for (ptrdiff_t i = 0; i < s->via.n; i++) vb_json_str(json, s->via.v[i]);
  vb_json_close(json);
  put_flags(json, s->flags);
}

void vb_json_statement_facts(vb_json *json, const vb_article *article,
                             const vb_statement *statement, vb_arena *out) {
  writer w = {.json = *json, .article = article, .out = out}; /* its rulers measure bytes */
  put_statement_facts(&w, statement);
  *json = w.json;
}

static void put_time(writer *w, const vb_time *time) {
  static const char *const types[] = {"DATE", "TIME", "DURATION", "SET"};
  vb_json *json = &w->json;
  vb_json_object(json);
  put_span(json, &w->text, time->span);
  vb_json_key_str(json, "text", vb_str_slice(w->article->text, time->span.start, time->span.end));
  vb_json_key_str(json, "type", vb_str_from(types[time->type]));
  vb_json_key_str(json, "value", time->value);
  vb_json_close(json);
}

static void put_dateline(vb_json *json, const vb_article *article) {
  vb_json_key(json, "dateline");
  if (!article->dateline_place.p && !vb_date_known(article->dateline_date)) {
    vb_json_null(json);
    return;
  }
  vb_json_object(json);
  vb_json_key_str(json, "place", article->dateline_place);
  vb_json_key_date(json, "date", article->dateline_date);
  vb_json_close(json);
}

/* Only of what is not the whole page. */
static void put_taken(vb_json *json, const vb_taken *taken) {
  if (!taken->from) return;
  vb_json_key(json, "taken");
  vb_json_object(json);
  vb_json_key_str(json, "from", vb_str_from(vb_taken_name(taken->from)));
  vb_json_key_span(json, taken->span);
  vb_json_close(json);
}

void vb_json_article_head(vb_json *json, const vb_article *article) {
  vb_json_key_str(json, "article", article->id);
  vb_json_key_str(json, "path", article->path);
  vb_json_key_str(json, "title", article->title);
  vb_json_key_date(json, "published", article->published);
}

void vb_json_article_facts(vb_json *json, const vb_article *article) {
  vb_json_key_str(json, "path", article->path);
  vb_json_key_str(json, "url", article->url);
  vb_json_key_date(json, "captured", article->captured);
  vb_json_key_str(json, "title", article->title);
  vb_json_key_str(json, "subtitle", article->subtitle);
  vb_json_key_str(json, "byline", article->byline);
  vb_json_key_str(json, "agency", article->agency);
  vb_json_key_str(json, "outlet", article->outlet);
  vb_json_key_str(json, "language", article->language);
  vb_json_key_date(json, "published", article->published);
  vb_json_key_date(json, "updated", article->updated);
  put_dateline(json, article);
  put_taken(json, &article->taken);
  vb_json_key_str(json, "text", article->text);
  vb_json_key(json, "captions");
  vb_json_array(json);
  for (ptrdiff_t i = 0; i < article->captions.n; i++) vb_json_str(json, article->captions.v[i]);
  vb_json_close(json);
}

static void put_analysis(writer *w, const vb_document *document) {
  vb_json *json = &w->json;
  vb_json_key(json, "times");
  vb_json_array(json);
  for (ptrdiff_t i = 0; i < document->times.n; i++) put_time(w, &document->times.v[i]);
  vb_json_close(json);
  vb_json_key(json, "statements");
  vb_json_array(json);
  for (ptrdiff_t i = 0; i < document->statements.n; i++) {
    vb_json_object(json);
    put_statement_facts(w, &document->statements.v[i]);
    vb_json_close(json);
  }
  vb_json_close(json);
  vb_json_key(json, "exchanges");
  vb_json_array(json);
  for (ptrdiff_t i = 0; i < document->exchanges.n; i++) put_exchange(w, &document->exchanges.v[i]);
  vb_json_close(json);
}

vb_str vb_article_json(const vb_document *document, vb_offsets offsets, vb_arena *out) {
  const vb_article *article = &document->article;
  writer w = {.article = article, .out = out};
  w.text = ruler_over(out, article->text, offsets);
  w.title = ruler_over(out, article->title, offsets);
  w.subtitle = ruler_over(out, article->subtitle, offsets);
  w.captions = VB_NEW_N(out, ruler, article->captions.n);
  for (ptrdiff_t i = 0; i < article->captions.n; i++)
    w.captions[i] = ruler_over(out, article->captions.v[i], offsets);
  w.json = vb_json_begin(out);
  vb_json_object(&w.json);
  vb_json_key_str(&w.json, "id", article->id);
  vb_json_article_facts(&w.json, article);
  put_analysis(&w, document);
  vb_json_close(&w.json);
  return vb_json_end(&w.json);
}
