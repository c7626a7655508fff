#include "archive/load_statements.h"

#include "archive/load.h"

static vb_statement_kind kind_from_name(vb_str name) {
  for (vb_statement_kind kind = VB_STATEMENT_DIRECT; kind <= VB_STATEMENT_MIXED; kind++)
    if (vb_str_eq(vb_str_from(vb_statement_kind_name(kind)), name)) return kind;
  return VB_STATEMENT_DIRECT;
}

static bool fits(vb_span span, vb_str text) {
  return span.start >= 0 && span.start <= span.end && span.end <= text.n;
}

/* Two columns; {0, 0} where there is none. */
static vb_span load_span(vb_sql_statement *s, int first, vb_str text) {
  vb_span span = {(ptrdiff_t)vb_sql_int(s, first), (ptrdiff_t)vb_sql_int(s, first + 1)};
  return fits(span, text) ? span : (vb_span){0, 0};
}

#define COLUMNS                                                                                    \
  "SELECT id, ordinal, kind, field, caption, flags, cue_start, cue_end, source_start, "            \
  "source_end, speaker_name, speaker_office, speaker_country, speaker_organisation, "              \
  "addressee_name, addressee_office, addressee_country, addressee_organisation FROM statements "

static vb_statement_entry load_row(vb_sql_statement *s, const vb_article *article, vb_arena *out) {
  vb_statement_entry e = {.id = vb_sql_copy(s, 0, out), .number = vb_sql_int(s, 1) + 1};
  e.statement.kind = kind_from_name(vb_sql_str(s, 2));
  e.statement.field = vb_load_field(vb_sql_str(s, 3));
  e.statement.caption = (int)vb_sql_int(s, 4);
  if (e.statement.caption < 0) e.statement.caption = 0;
  e.statement.flags = vb_statement_flags_from_names(vb_sql_str(s, 5));
  vb_str text = vb_field_text(article, e.statement.field, e.statement.caption);
  e.statement.cue = load_span(s, 6, text);
  e.statement.source = load_span(s, 8, text);
  e.statement.speaker = vb_sql_actor(s, 10, out);
  e.statement.addressee = vb_sql_actor(s, 14, out);
  return e;
}

static void load_spans(vb_archive *archive, vb_statement_entry *e, const vb_article *article,
                       vb_arena *out) {
  vb_sql_statement *s =
      vb_sql(archive, "SELECT start_byte, end_byte FROM statement_spans WHERE statement = ? "
                      "ORDER BY ordinal");
  vb_str text = vb_field_text(article, e->statement.field, e->statement.caption);
  vb_sql_bind_str(s, 1, e->id);
  while (vb_sql_step(s)) {
    vb_span span = {(ptrdiff_t)vb_sql_int(s, 0), (ptrdiff_t)vb_sql_int(s, 1)};
    if (fits(span, text)) *vb_push(out, &e->statement.spans) = span;
  }
}

static void load_via(vb_archive *archive, vb_statement_entry *e, vb_arena *out) {
  vb_sql_statement *s =
      vb_sql(archive, "SELECT name FROM statement_via WHERE statement = ? ORDER BY ordinal");
  vb_sql_bind_str(s, 1, e->id);
  e->statement.via = vb_sql_strs(s, out);
}

vb_statement_entries vb_statement_entries_in(vb_archive *archive, const vb_article *article,
                                             vb_arena *out) {
  vb_statement_entries entries = {0};
  vb_sql_statement *s = vb_sql(archive, COLUMNS "WHERE article = ? ORDER BY ordinal");
  vb_sql_bind_str(s, 1, article->id);
  while (vb_sql_step(s)) {
    vb_statement_entry entry = load_row(s, article, out);
    *vb_push(out, &entries) = entry;
  }
  for (ptrdiff_t i = 0; i < entries.n; i++) {
    load_spans(archive, &entries.v[i], article, out);
    load_via(archive, &entries.v[i], out);
  }
  return entries;
}

bool vb_statement_entry_find(vb_archive *archive, vb_str id, vb_statement_entry *entry,
                             vb_article *article, vb_arena *out) {
  vb_sql_statement *s = vb_sql(archive, "SELECT article FROM statements WHERE id = ?");
  vb_sql_bind_str(s, 1, id);
  if (!vb_sql_step(s)) return false;
  vb_str in = vb_sql_copy(s, 0, out);
  vb_sql_reset(s);
  if (!vb_load_article(archive, in, article, out)) return false;
  s = vb_sql(archive, COLUMNS "WHERE id = ?");
  vb_sql_bind_str(s, 1, id);
  if (!vb_sql_step(s)) return false;
  *entry = load_row(s, article, out);
  vb_sql_reset(s);
  load_spans(archive, entry, article, out);
  load_via(archive, entry, out);
  return true;
}
