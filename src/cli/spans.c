#include "cli/spans.h"

#include <errno.h>
#include <jansson.h>
#include <stdio.h>
#include <stdlib.h>

#include "cli/cli.h"

typedef struct {
  char *article; /* NULL: of every article */
  vb_evidence evidence;
  ptrdiff_t next; /* of the same bucket; -1 */
} line;

enum { BUCKETS = 1 << 14 };

struct vb_given_spans {
  line *v;
  ptrdiff_t n, cap;
  ptrdiff_t first[BUCKETS], last[BUCKETS]; /* lines by their article's hash; -1 */
  ptrdiff_t n_named;
};

static ptrdiff_t bucket_of(vb_str article) { return (ptrdiff_t)(vb_str_hash(article) % BUCKETS); }

/* "text", "title", "subtitle", "caption/2". */
static bool read_field(const char *name, vb_evidence *e) {
  vb_str text = vb_str_from(name);
  vb_str kind = vb_str_cut(&text, '/');
  int caption = text.p ? vb_str_to_int(text) : 0;
  for (vb_field_kind k = VB_FIELD_TEXT; k <= VB_FIELD_CAPTION; k++)
    if (vb_str_eq(kind, vb_str_from(vb_field_name(k)))) {
      e->field = k, e->caption = caption;
      return caption >= 0 && (k == VB_FIELD_CAPTION) == (text.p != NULL);
    }
  return false;
}

static bool read_line(const char *bytes, size_t n, line *l) {
  json_t *object = json_loadb(bytes, n, 0, NULL);
  json_t *start = json_object_get(object, "start"), *end = json_object_get(object, "end");
  json_t *article = json_object_get(object, "article"), *field = json_object_get(object, "field");
  bool good = json_is_integer(start) && json_is_integer(end) &&
              (!article || json_is_string(article)) && (!field || json_is_string(field));
  *l = (line){.next = -1};
  if (good) {
    l->evidence.span =
        (vb_span){(ptrdiff_t)json_integer_value(start), (ptrdiff_t)json_integer_value(end)};
    good = !field || read_field(json_string_value(field), &l->evidence);
    if (good && article) l->article = strdup(json_string_value(article));
  }
  json_decref(object);
  return good;
}

static bool add(vb_given_spans *s, line l) {
  if (s->n == s->cap) {
    ptrdiff_t cap = s->cap ? 2 * s->cap : 64;
    line *v = realloc(s->v, (size_t)cap * sizeof *v);
    if (!v) return false;
    s->v = v, s->cap = cap;
  }
  ptrdiff_t b = bucket_of(vb_str_from(l.article));
  if (s->first[b] < 0)
    s->first[b] = s->n;
  else
    s->v[s->last[b]].next = s->n;
  s->last[b] = s->n;
  s->n_named += l.article != NULL;
  s->v[s->n++] = l;
  return true;
}

static bool is_empty(const char *text) {
  while (*text && vb_is_space(*text)) text++;
  return !*text;
}

static int read_lines(vb_given_spans *s, FILE *file, const char *path) {
  char *text = NULL;
  size_t size = 0;
  ssize_t n;
  int status = 0;
  for (long number = 1; !status && (n = getline(&text, &size, file)) >= 0; number++) {
    line l;
    if (is_empty(text)) continue;
    if (!read_line(text, (size_t)n, &l)) {
      vb_cli_complain("%s: line %ld: not an object with start, end and a field of an article", path,
                      number);
      status = 2;
    } else if (!add(s, l)) {
      free(l.article);
      vb_cli_complain("out of memory");
      status = 1;
    }
  }
  free(text);
  return status;
}

int vb_given_spans_read(vb_given_spans **spans, const char *path) {
  FILE *file = strcmp(path, "-") ? fopen(path, "rb") : stdin;
  vb_given_spans *s = calloc(1, sizeof *s);
  *spans = s;
  if (!file || !s) {
    vb_cli_complain("%s: %s", path, strerror(errno));
    return 2;
  }
  for (ptrdiff_t i = 0; i < BUCKETS; i++) s->first[i] = s->last[i] = -1;
  int status = read_lines(s, file, path);
  if (file != stdin) fclose(file);
  return status;
}

void vb_given_spans_free(vb_given_spans *s) {
  if (!s) return;
  for (ptrdiff_t i = 0; i < s->n; i++) free(s->v[i].article);
  free(s->v);
  free(s);
}

static bool is_of(const line *l, vb_str article) {
  return vb_str_eq(vb_str_from(l->article), article);
}

vb_strs vb_given_spans_articles(const vb_given_spans *s, vb_arena *out) {
  vb_strs all = {0};
  for (ptrdiff_t i = 0; i < s->n; i++) {
    vb_str article = vb_str_from(s->v[i].article);
    if (!article.n) continue;
    ptrdiff_t first = s->first[bucket_of(article)];
    while (!is_of(&s->v[first], article)) first = s->v[first].next;
    if (first == i) *vb_push(out, &all) = article;
  }
  return all;
}

static void put_named(const vb_given_spans *s, vb_str article, vb_evidences *all, vb_arena *out) {
  for (ptrdiff_t i = s->first[bucket_of(article)]; i >= 0; i = s->v[i].next)
    if (is_of(&s->v[i], article)) *vb_push(out, all) = s->v[i].evidence;
}

vb_evidences vb_given_spans_of(const vb_given_spans *s, vb_str id, vb_str path, vb_arena *out) {
  vb_evidences all = {0};
  put_named(s, (vb_str){0}, &all, out);
  put_named(s, id, &all, out);
  if (path.n && !vb_str_eq(path, id)) put_named(s, path, &all, out);
  return all;
}
