/* The index from the articles: of an archive that had none, or anew. */
#include "archive/passages_build.h"

#include "archive/passages_inner.h"
#include "archive/passages_merge.h"

/* Of one transaction; memory does not grow with it, but a crash loses it. */
enum { ARTICLES_EACH = 1000, BYTES_EACH = 16 << 20 };

static void set_number(vb_archive *archive, int64_t row, uint32_t number) {
  vb_sql_statement *s = vb_sql(archive, "UPDATE articles SET passage_text = ? WHERE rowid = ?");
  vb_sql_bind_int(s, 1, number);
  vb_sql_bind_int(s, 2, row);
  vb_sql_run(s);
}

/* One article; its bytes, or -1: there is none. */
static ptrdiff_t add_one_pending(vb_archive *archive) {
  bool is_new;
  vb_sql_statement *s = vb_sql(archive, "SELECT rowid, id, text, published FROM articles WHERE "
                                        "passage_text IS NULL LIMIT 1");
  if (!vb_sql_step(s)) return -1;
  int64_t row = vb_sql_int(s, 0);
  vb_article article = {
      .id = vb_sql_str(s, 1), .text = vb_sql_str(s, 2), .published = vb_sql_date(s, 3)};
  ptrdiff_t bytes = article.text.n;
  uint32_t number = vb_passages_number(archive, &article, false, &is_new);
  vb_passages_add(archive, &article, number);
  vb_sql_reset(s);
  set_number(archive, row, number);
  return bytes;
}

static int end(vb_archive *archive, vb_error *error) {
  if (!archive->error.code) return vb_archive_commit(archive, error);
  vb_archive_rollback(archive);
  return vb_sql_failed(archive, error);
}

int vb_passages_add_pending(vb_archive *archive, vb_error *error) {
  for (bool more = vb_passages_n_pending(archive) > 0; more;) {
    ptrdiff_t bytes = 0;
    int bad = vb_archive_begin(archive, error);
    if (bad) return bad;
    for (int i = 0; more && i < ARTICLES_EACH && bytes < BYTES_EACH; i++) {
      ptrdiff_t n = add_one_pending(archive);
      more = n >= 0;
      bytes += n;
    }
    bad = end(archive, error);
    if (bad) return bad;
  }
  return vb_sql_failed(archive, error);
}

/* ---- anew */

/* The article with the least number behind this one; 0: none. */
static uint32_t add_next(vb_archive *archive, uint32_t behind) {
  vb_sql_statement *s =
      vb_sql(archive, "SELECT id, text, published, passage_text FROM articles WHERE passage_text > "
                      "? ORDER BY passage_text LIMIT 1");
  vb_sql_bind_int(s, 1, behind);
  if (!vb_sql_step(s)) return 0;
  vb_article article = {
      .id = vb_sql_str(s, 0), .text = vb_sql_str(s, 1), .published = vb_sql_date(s, 2)};
  uint32_t number = (uint32_t)vb_sql_int(s, 3);
  vb_passages_add_as(archive, &article, number);
  vb_sql_reset(s);
  return number;
}

static void remove_all(vb_archive *archive) {
  vb_passages_forget(archive);
  vb_sql_execute(archive, "UPDATE passage_segments SET becomes = NULL;"
                          "DELETE FROM passage_segments; DELETE FROM passage_pages;"
                          "DELETE FROM passage_ranks; DELETE FROM passage_gone;"
                          "DELETE FROM passage_words;"
                          "DELETE FROM settings WHERE name = 'passages thin'");
}

static void add_all(vb_archive *archive) {
  for (uint32_t number = 0; (number = add_next(archive, number)) != 0;) {
  }
}

int vb_passages_rebuild(vb_archive *archive, vb_error *error) {
  int bad = vb_archive_begin(archive, error);
  if (bad) return bad;
  remove_all(archive);
  add_all(archive);
  bad = end(archive, error);
  return bad ? bad : vb_passages_add_pending(archive, error);
}

vb_passages_kind vb_passages_kind_of(vb_archive *archive) {
  return vb_sql_number(archive, "SELECT value = 'sparse' FROM settings WHERE name = 'passages'")
             ? VB_PASSAGES_SPARSE
             : VB_PASSAGES_ALL;
}

int vb_passages_set_kind(vb_archive *archive, vb_passages_kind kind, vb_error *error) {
  static const char *const names[] = {"all", "sparse"};
  bool same = vb_passages_kind_of(archive) == kind;
  int bad = vb_sql_failed(archive, error);
  if (!bad && !same) bad = vb_archive_begin(archive, error);
  if (bad || same) return bad;
  vb_sql_statement *s =
      vb_sql(archive, "INSERT INTO settings (name, value) VALUES ('passages', ?1) "
                      "ON CONFLICT (name) DO UPDATE SET value = ?1");
  vb_sql_bind_text(s, 1, names[kind]);
  vb_sql_run(s);
  remove_all(archive);
  add_all(archive);
  return end(archive, error);
}

/* ---- few segments */

int vb_passages_tidy(vb_archive *archive, vb_error *error) {
  enum { MERGED_EACH = 16 << 20 };
  bool thin = vb_sql_number(archive, "SELECT 1 FROM settings WHERE name = 'passages thin'");
  int bad = vb_sql_failed(archive, error);
  if (!bad && thin) bad = vb_passages_rebuild(archive, error);
  for (bool more = true; more && !bad;) {
    bad = vb_archive_begin(archive, error);
    if (bad) return bad;
    more = vb_passages_merge_some(archive, VB_PASSAGES_FEW, MERGED_EACH);
    bad = end(archive, error);
  }
  return bad;
}
