#include "archive/statements.h"

#include <stdlib.h>

#include "base/sha256.h"

typedef struct {
  const vb_statement *statement;
  ptrdiff_t index;
} place_in_article;

static vb_span first_span(const vb_statement *s) {
  return s->spans.n ? s->spans.v[0] : (vb_span){0, 0};
}

static int compare_numbers(ptrdiff_t a, ptrdiff_t b) { return (a > b) - (a < b); }

/* By what ids are made of. */
static int compare_statements(const vb_statement *a, const vb_statement *b) {
  vb_span x = first_span(a), y = first_span(b);
  int order = compare_numbers(a->field, b->field);
  if (!order) order = compare_numbers(a->caption, b->caption);
  if (!order) order = compare_numbers(x.start, y.start);
  if (!order) order = compare_numbers(x.end, y.end);
  if (!order) order = compare_numbers(a->cue.start, b->cue.start);
  return order ? order : compare_numbers(a->cue.end, b->cue.end);
}

static int compare_places(const void *pa, const void *pb) {
  const place_in_article *a = pa, *b = pb;
  int order = compare_statements(a->statement, b->statement);
  return order ? order : compare_numbers(a->index, b->index);
}

static vb_str make_id(vb_str article, const vb_statement *s, int number, vb_arena *out) {
  vb_span first = first_span(s);
  vb_str id = vb_str_format(out, "s%016d", 0);
  vb_arena scratch = *out; /* the key and the whole hash are free again on return */
  vb_str key =
      vb_str_format(&scratch, "%.*s\n%d %d %td %td %td %td\n%d", VB_ARG(article), (int)s->field,
                    s->caption, first.start, first.end, s->cue.start, s->cue.end, number);
  vb_str hash = vb_sha256_hex(&scratch, key);
  char *digits = (char *)id.p;
  for (int i = 0; i < 16; i++) digits[i + 1] = hash.p[i];
  return id;
}

vb_str *vb_statements_ids(const vb_statements *statements, vb_str article, vb_arena *out) {
  vb_str *ids = VB_NEW_N(out, vb_str, statements->n);
  place_in_article *places = VB_NEW_N(out, place_in_article, statements->n);
  for (ptrdiff_t i = 0; i < statements->n; i++)
    places[i] = (place_in_article){&statements->v[i], i};
  qsort(places, (size_t)statements->n, sizeof *places, compare_places);
  int number = 0;
  for (ptrdiff_t i = 0; i < statements->n; i++) {
    bool same = i && !compare_statements(places[i].statement, places[i - 1].statement);
    number = same ? number + 1 : 0;
    ids[places[i].index] = make_id(article, places[i].statement, number, out);
  }
  return ids;
}

static void bind_span(vb_sql_statement *s, int at, vb_span span) {
  if (span.end <= span.start) return; /* NULL */
  vb_sql_bind_int(s, at, span.start);
  vb_sql_bind_int(s, at + 1, span.end);
}

static void bind_actor(vb_sql_statement *s, int at, const vb_actor *actor) {
  vb_sql_bind_str(s, at, actor->name);
  vb_sql_bind_str(s, at + 1, actor->office);
  vb_sql_bind_str(s, at + 2, actor->country);
  vb_sql_bind_str(s, at + 3, actor->organisation);
}

static void put_row(vb_archive *archive, vb_str article, ptrdiff_t ordinal,
                    const vb_statement *statement, vb_str id) {
  char flags[VB_STATEMENT_FLAGS_BYTES];
  vb_sql_statement *s = vb_sql(
      archive,
      "INSERT INTO statements (id, article, ordinal, kind, field, caption, cue_start, cue_end, "
      "source_start, source_end, speaker_name, speaker_office, speaker_country, "
      "speaker_organisation, addressee_name, addressee_office, addressee_country, "
      "addressee_organisation, flags) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, "
      "?, ?)");
  vb_sql_bind_str(s, 1, id);
  vb_sql_bind_str(s, 2, article);
  vb_sql_bind_int(s, 3, ordinal);
  vb_sql_bind_text(s, 4, vb_statement_kind_name(statement->kind));
  vb_sql_bind_text(s, 5, vb_field_name(statement->field));
  if (statement->field == VB_FIELD_CAPTION) vb_sql_bind_int(s, 6, statement->caption);
  bind_span(s, 7, statement->cue);
  bind_span(s, 9, statement->source);
  bind_actor(s, 11, &statement->speaker);
  bind_actor(s, 15, &statement->addressee);
  vb_str names = vb_statement_flag_names(statement->flags, flags);
  if (names.n) vb_sql_bind_str(s, 19, names);
  vb_sql_run(s);
}

static void put_spans(vb_archive *archive, vb_str id, const vb_spans *spans) {
  for (ptrdiff_t i = 0; i < spans->n; i++) {
    vb_sql_statement *s =
        vb_sql(archive, "INSERT INTO statement_spans (statement, ordinal, start_byte, end_byte) "
                        "VALUES (?, ?, ?, ?)");
    vb_sql_bind_str(s, 1, id);
    vb_sql_bind_int(s, 2, i);
    vb_sql_bind_int(s, 3, spans->v[i].start);
    vb_sql_bind_int(s, 4, spans->v[i].end);
    vb_sql_run(s);
  }
}

static void put_via(vb_archive *archive, vb_str id, const vb_strs *via) {
  for (ptrdiff_t i = 0; i < via->n; i++) {
    vb_sql_statement *s =
        vb_sql(archive, "INSERT INTO statement_via (statement, ordinal, name) VALUES (?, ?, ?)");
    vb_sql_bind_str(s, 1, id);
    vb_sql_bind_int(s, 2, i);
    vb_sql_bind_str(s, 3, via->v[i]);
    vb_sql_run(s);
  }
}

void vb_statements_store(vb_archive *archive, vb_str article, const vb_statements *statements,
                         const vb_str *ids) {
  for (ptrdiff_t i = 0; i < statements->n; i++) {
    put_row(archive, article, i, &statements->v[i], ids[i]);
    put_spans(archive, ids[i], &statements->v[i].spans);
    put_via(archive, ids[i], &statements->v[i].via);
  }
}

void vb_statements_drop(vb_archive *archive, vb_str article) {
  vb_sql_run_on(archive, "DELETE FROM statements WHERE article = ?", article);
  vb_sql_run_on(archive, "DELETE FROM pending_statements WHERE article = ?", article);
}
