#include "answers/lookup.h"

#include "archive/sql.h"

const char *vb_thing_name(vb_thing_kind kind) {
  static const char *const names[] = {"exchange", "report", "statement", "article", "capture"};
  return names[kind];
}

/* Ids that begin with the text, as a range that an index answers. */
static const char *const beginnings[] = {
    "SELECT id FROM exchanges WHERE id >= ?1 AND id < ?1 || char(1114111) ORDER BY 1 LIMIT 5",
    "SELECT id FROM reports WHERE id >= ?1 AND id < ?1 || char(1114111) ORDER BY 1 LIMIT 5",
    "SELECT id FROM statements WHERE id >= ?1 AND id < ?1 || char(1114111) ORDER BY 1 LIMIT 5",
    "SELECT id FROM articles WHERE id >= ?1 AND id < ?1 || char(1114111) ORDER BY 1 LIMIT 5",
    ("SELECT sha256 FROM captures WHERE sha256 >= ?1 AND sha256 < ?1 || char(1114111) "
     "ORDER BY 1 LIMIT 5"),
};

static void collect(vb_archive *archive, const char *sql, vb_thing_kind kind, vb_str text,
                    vb_things *things, vb_arena *out) {
  vb_sql_statement *s = vb_sql(archive, sql);
  vb_sql_bind_str(s, 1, text);
  while (vb_sql_step(s)) {
    vb_str id = vb_sql_copy(s, 0, out);
    *vb_push(out, things) = (vb_thing){kind, id};
  }
}

/* The articles of captures that were found at this path; of one capture with several, itself. */
static void collect_at_path(vb_archive *archive, vb_str path, vb_things *things, vb_arena *out) {
  vb_things captures = {0};
  collect(archive,
          "SELECT DISTINCT c.article FROM places p JOIN article_captures c "
          "ON c.capture = p.capture WHERE p.path = ?1 ORDER BY 1 LIMIT 5",
          VB_THING_ARTICLE, path, things, out);
  if (things->n < 2) return;
  collect(archive, "SELECT DISTINCT capture FROM places WHERE path = ?1 LIMIT 2", VB_THING_CAPTURE,
          path, &captures, out);
  if (captures.n == 1) *things = captures;
}

vb_things vb_lookup(vb_archive *archive, vb_str text, vb_arena *out) {
  vb_things things = {0};
  if (!text.n) return things;
  for (vb_thing_kind kind = VB_THING_EXCHANGE; kind <= VB_THING_CAPTURE; kind++)
    collect(archive, beginnings[kind], kind, text, &things, out);
  for (ptrdiff_t i = 0; i < things.n; i++)
    if (vb_str_eq(things.v[i].id, text)) {
      things.v[0] = things.v[i];
      things.n = 1;
      return things;
    }
  if (!things.n)
    collect(archive, beginnings[VB_THING_ARTICLE], VB_THING_ARTICLE,
            vb_str_format(out, "sha256:%.*s", VB_ARG(text)), &things, out);
  if (!things.n) collect_at_path(archive, text, &things, out);
  return things;
}

vb_strs vb_lookup_articles(vb_archive *archive, vb_thing thing, vb_arena *out) {
  static const char *const sql[] = {
      [VB_THING_EXCHANGE] = "SELECT DISTINCT article FROM reports WHERE exchange = ? ORDER BY 1",
      [VB_THING_REPORT] = "SELECT article FROM reports WHERE id = ?",
      [VB_THING_STATEMENT] = "SELECT article FROM statements WHERE id = ?",
      [VB_THING_ARTICLE] = "SELECT id FROM articles WHERE id = ?",
      [VB_THING_CAPTURE] = "SELECT article FROM article_captures WHERE capture = ? ORDER BY 1"};
  vb_sql_statement *s = vb_sql(archive, sql[thing.kind]);
  vb_sql_bind_str(s, 1, thing.id);
  return vb_sql_strs(s, out);
}
