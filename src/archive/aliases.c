/* The user's aliases in the archive: what a change of them touches is merged again. */
#include "exchanges/alias.h"

#include "archive/load.h"

static vb_aliases load(vb_archive *archive, vb_arena *out) {
  vb_aliases aliases = {0};
  vb_sql_statement *s =
      vb_sql(archive, "SELECT actor, name, country, since, until FROM aliases ORDER BY ordinal");
  while (vb_sql_step(s)) {
    vb_alias *row = vb_push(out, &aliases);
    *row = (vb_alias){.actor = vb_sql_copy(s, 0, out),
                      .name = vb_sql_copy(s, 1, out),
                      .country = vb_sql_copy(s, 2, out),
                      .since = vb_sql_copy(s, 3, out),
                      .until = vb_sql_copy(s, 4, out)};
  }
  return aliases;
}

void vb_archive_load_aliases(vb_archive *archive, const vb_merge_words *words, vb_arena *out) {
  archive->aliases = load(archive, out);
  vb_aliases_prepare(words, &archive->aliases, out);
}

static bool same_rows(const vb_aliases *a, const vb_aliases *b) {
  if (a->n != b->n) return false;
  for (ptrdiff_t i = 0; i < a->n; i++) {
    const vb_alias *x = &a->v[i], *y = &b->v[i];
    if (!vb_str_eq(x->actor, y->actor) || !vb_str_eq(x->name, y->name) ||
        !vb_str_eq(x->country, y->country) || !vb_str_eq(x->since, y->since) ||
        !vb_str_eq(x->until, y->until))
      return false;
  }
  return true;
}

static void put_rows(vb_archive *archive, const vb_aliases *aliases) {
  vb_sql_run(vb_sql(archive, "DELETE FROM aliases"));
  for (ptrdiff_t i = 0; i < aliases->n; i++) {
    const vb_alias *row = &aliases->v[i];
    vb_sql_statement *s = vb_sql(archive, "INSERT INTO aliases (ordinal, actor, name, country, "
                                          "since, until) VALUES (?, ?, ?, ?, ?, ?)");
    vb_sql_bind_int(s, 1, i);
    vb_sql_bind_str(s, 2, row->actor);
    vb_sql_bind_str(s, 3, row->name);
    vb_sql_bind_str(s, 4, row->country);
    vb_sql_bind_str(s, 5, row->since);
    vb_sql_bind_str(s, 6, row->until);
    vb_sql_run(s);
  }
}

/* The reports with a party of a name that either table has. */
static vb_strs reports_touched(vb_archive *archive, const vb_merge_words *words,
                               const vb_aliases *old, const vb_aliases *new, vb_arena *out,
                               vb_arena scratch) {
  vb_strs found = {0};
  vb_sql_statement *s = vb_sql(archive, "SELECT report, name FROM report_parties WHERE name IS NOT "
                                        "NULL ORDER BY report");
  while (vb_sql_step(s)) {
    vb_str report = vb_sql_str(s, 0), name = vb_sql_str(s, 1);
    if (found.n && vb_str_eq(found.v[found.n - 1], report)) continue;
    if (!vb_aliases_know(words, old, name, scratch) && !vb_aliases_know(words, new, name, scratch))
      continue;
    report = vb_str_copy(out, report);
    *vb_push(out, &found) = report;
  }
  return found;
}

static void wait_for_merge(vb_archive *archive, vb_str report) {
  vb_sql_statement *s =
      vb_sql(archive, "INSERT OR IGNORE INTO pending_keys (key, reach_first, reach_last) "
                      "SELECT merge_key, reach_first, reach_last FROM reports WHERE id = ?");
  vb_sql_bind_str(s, 1, report);
  vb_sql_run(s);
}

static void settle(vb_archive *archive, const vb_merge_words *words, const vb_aliases *aliases,
                   vb_str report, vb_arena scratch) {
  vb_exchange x = {0};
  vb_sql_statement *s = vb_sql(archive, "SELECT " VB_EXCHANGE_COLUMNS " FROM reports WHERE id = ?");
  vb_sql_bind_str(s, 1, report);
  if (!vb_sql_step(s)) return;
  vb_load_exchange(s, 0, &x, &scratch);
  vb_sql_reset(s);
  vb_load_report_parties(archive, report, &x, &scratch);
  vb_arena half = scratch;
  half.end = half.beg + (half.end - half.beg) / 2;
  scratch.beg = half.end;
  vb_aliases_apply(words, aliases, &x, scratch);
  vb_str key = vb_merge_key(words, &x, &half, scratch);
  wait_for_merge(archive, report);
  s = vb_sql(archive, "UPDATE reports SET merge_key = ?1, exchange = NULL WHERE id = ?2 AND "
                      "merge_key <> ?1");
  vb_sql_bind_str(s, 1, key);
  vb_sql_bind_str(s, 2, report);
  vb_sql_run(s);
  wait_for_merge(archive, report);
}

/* Inside a transaction. */
static void change(vb_archive *archive, const vb_merge_words *words, const vb_aliases *aliases,
                   vb_arena out, vb_arena scratch) {
  vb_aliases old = load(archive, &out), new = {0};
  vb_aliases_prepare(words, &old, &out);
  for (ptrdiff_t i = 0; i < aliases->n; i++) *vb_push(&out, &new) = aliases->v[i];
  vb_aliases_prepare(words, &new, &out);
  put_rows(archive, aliases);
  vb_strs reports = reports_touched(archive, words, &old, &new, &out, scratch);
  for (ptrdiff_t i = 0; i < reports.n; i++) settle(archive, words, &new, reports.v[i], scratch);
}

int vb_archive_set_aliases(vb_archive *archive, const vb_lexicon *lexicon,
                           const vb_aliases *aliases, vb_arena out, vb_arena scratch,
                           vb_error *error) {
  vb_arena rest = out;
  vb_aliases old = load(archive, &rest);
  if (same_rows(&old, aliases)) return vb_sql_failed(archive, error);
  const vb_merge_words *words = vb_archive_words(archive, lexicon, error);
  if (!words) return VB_ARCHIVE;
  int bad = vb_archive_begin(archive, error);
  if (bad) return bad;
  change(archive, words, aliases, out, scratch);
  bad = vb_sql_failed(archive, error);
  if (bad)
    vb_archive_rollback(archive);
  else
    bad = vb_archive_commit(archive, error);
  archive->words = NULL; /* loaded again, with the aliases, when they are needed */
  return bad;
}
