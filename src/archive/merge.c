/* Pending clusters of reports -> ledger rows.
 *
 * The reports of a key's clusters that wait are read, merged, and their rows written anew, in one
 * transaction with the removal of the key from pending_keys.  Memory is that of the largest
 * cluster.
 */
#include <assert.h>

#include "archive/clusters.h"
#include "archive/parties.h"
#include "exchanges/merge.h"
#include "exchanges/occasion_key.h"

enum { KEYS_EACH = 2000 }; /* keys for one transaction */
enum { REGION_BYTES = 256 << 20, PLAN_BYTES = 64 << 20 };

typedef struct {
  vb_archive *archive;
  const vb_merge_words *words;
  vb_occasion_keys keys;
  vb_arena_region plan, results, scratch; /* plan: the occasions' keys, the key and its clusters */
  vb_arena plan_arena;                    /* behind the occasions' keys */
  vb_arena_guard guard;
} merging;

int64_t vb_archive_n_pending(vb_archive *archive) {
  return vb_sql_number(archive, "SELECT count(*) FROM pending_keys");
}

/* A report that a newer analysis gave other parties keeps its id: the row that begins with it may
 * still stand under the old key, which waits to be merged too. */
static void put_row(vb_archive *archive, vb_str key, const vb_ledger_row *row) {
  const vb_exchange *x = &row->exchange;
  vb_sql_run_on(archive, "DELETE FROM exchanges WHERE id = ?", row->id);
  vb_sql_statement *s =
      vb_sql(archive, "INSERT INTO exchanges (id, form, purpose, sent, sent_kind, reported, "
                      "occasion, reply, reply_to, mentioned_only, merge_key, occasion_key) "
                      "VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)");
  vb_sql_bind_str(s, 1, row->id);
  vb_sql_bind_text(s, 2, vb_form_name(x->form));
  vb_sql_bind_text(s, 3, vb_purpose_name(x->purpose));
  vb_sql_bind_date(s, 4, x->sent);
  vb_sql_bind_text(s, 5, vb_sent_kind_name(x->sent_kind));
  vb_sql_bind_date(s, 6, x->reported);
  vb_sql_bind_str(s, 7, x->occasion);
  vb_sql_bind_int(s, 8, x->reply);
  vb_sql_bind_str(s, 9, row->reply_to);
  vb_sql_bind_int(s, 10, row->mentioned_only);
  vb_sql_bind_str(s, 11, key);
  vb_sql_bind_str(s, 12, x->occasion_key);
  vb_sql_run(s);
  vb_parties_store(archive,
                   "INSERT INTO exchange_parties (exchange, side, ordinal, name, office, country, "
                   "organisation) VALUES (?, ?, ?, ?, ?, ?, ?)",
                   row->id, x);
}

static void point_report(vb_archive *archive, vb_str report, vb_str exchange) {
  vb_sql_statement *s = vb_sql(archive, "UPDATE reports SET exchange = ? WHERE id = ?");
  vb_sql_bind_str(s, 1, exchange);
  vb_sql_bind_str(s, 2, report);
  vb_sql_run(s);
}

static void run_in(vb_archive *archive, const char *sql, vb_str key, const vb_cluster *cluster) {
  vb_sql_statement *s = vb_sql(archive, sql);
  vb_cluster_bind(s, key, cluster);
  vb_sql_run(s);
}

/* All clusters of a key let go of their rows before any gets new ones: a report that moved from one
 * to another takes its id along. */
static void drop_rows(vb_archive *archive, vb_str key, const vb_cluster *cluster) {
  run_in(archive,
         "DELETE FROM exchanges WHERE merge_key = ?1 AND id IN "
         "(SELECT exchange FROM reports WHERE " VB_IN_CLUSTER ")",
         key, cluster);
  run_in(archive, "UPDATE reports SET exchange = NULL WHERE " VB_IN_CLUSTER, key, cluster);
}

static void merge_cluster(merging *m, vb_str key, const vb_cluster *cluster) {
  vb_archive *archive = m->archive;
  vb_arena results = vb_arena_reset(&m->results, &m->guard);
  vb_arena scratch = vb_arena_reset(&m->scratch, &m->guard);
  vb_reports reports = vb_cluster_reports(archive, key, cluster, &results, scratch);
  vb_ledger_rows rows = vb_merge_reports(m->words, reports, &results, scratch);
  for (ptrdiff_t i = 0; i < rows.n; i++) {
    vb_exchange *x = &rows.v[i].exchange;
    x->occasion_key = vb_occasion_key(&m->keys, x, &results, scratch);
    put_row(archive, key, &rows.v[i]);
    for (ptrdiff_t k = 0; k < rows.v[i].n_reports; k++)
      point_report(archive, reports.v[rows.v[i].reports[k]].id, rows.v[i].id);
  }
}

static void merge_key(merging *m, vb_str key, vb_arena arena) {
  vb_clusters clusters = vb_clusters_pending(m->archive, key, &arena);
  for (ptrdiff_t i = 0; i < clusters.n; i++) drop_rows(m->archive, key, &clusters.v[i]);
  vb_sql_run_on(m->archive,
                "DELETE FROM exchanges WHERE merge_key = ? AND NOT EXISTS "
                "(SELECT 1 FROM reports WHERE exchange = exchanges.id)",
                key);
  for (ptrdiff_t i = 0; i < clusters.n; i++) merge_cluster(m, key, &clusters.v[i]);
  vb_sql_run_on(m->archive, "DELETE FROM pending_keys WHERE key = ?", key);
}

static bool next_key(vb_archive *archive, vb_arena *out, vb_str *key) {
  vb_sql_statement *s = vb_sql(archive, "SELECT key FROM pending_keys ORDER BY key LIMIT 1");
  if (!vb_sql_step(s)) return false;
  *key = vb_sql_copy(s, 0, out);
  vb_sql_reset(s);
  return true;
}

static int merge_some(merging *m, bool *more, vb_error *error) {
  int bad = vb_archive_begin(m->archive, error);
  if (bad) return bad;
  *more = true;
  for (int i = 0; i < KEYS_EACH && *more; i++) {
    vb_arena arena = m->plan_arena;
    vb_str key;
    *more = next_key(m->archive, &arena, &key);
    if (*more) merge_key(m, key, arena);
  }
  bad = vb_sql_failed(m->archive, error);
  if (bad)
    vb_archive_rollback(m->archive);
  else
    bad = vb_archive_commit(m->archive, error);
  return bad;
}

static int merge_all(merging *m, const vb_lexicon *lexicon, vb_error *error) {
  int bad = 0;
  bool more = true;
  if (VB_ARENA_TRY(&m->guard)) {
    m->plan_arena = vb_arena_reset(&m->plan, &m->guard);
    m->keys = vb_occasion_keys_load(lexicon, &m->plan_arena);
    while (more && !bad) bad = merge_some(m, &more, error);
    return bad;
  }
  vb_archive_rollback(m->archive);
  return vb_fail(error, VB_ARCHIVE, "%s: one pair of parties has too many reports to merge",
                 m->archive->path);
}

int vb_archive_merge(vb_archive *archive, const vb_lexicon *lexicon, vb_error *error) {
  merging m = {.archive = archive};
  int64_t n = vb_archive_n_pending(archive);
  int bad = vb_sql_failed(archive, error);
  if (bad || !n) return bad;
  m.words = vb_archive_words(archive, lexicon, error);
  if (!m.words) return VB_ARCHIVE;
  if (vb_arena_region_open(&m.plan, PLAN_BYTES) || vb_arena_region_open(&m.results, REGION_BYTES) ||
      vb_arena_region_open(&m.scratch, REGION_BYTES))
    bad = vb_fail(error, VB_ARCHIVE, "%s: out of memory", archive->path);
  else
    bad = merge_all(&m, lexicon, error);
  vb_arena_region_close(&m.plan);
  vb_arena_region_close(&m.results);
  vb_arena_region_close(&m.scratch);
  return bad;
}
