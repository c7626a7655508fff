#include "archive/clusters.h"

#include <string.h>

#include "archive/load.h"

static vb_str day(const char text[VB_DAY_BYTES]) { return (vb_str){text, VB_DAY_BYTES}; }

/* A column that is no day (the archive was changed) is as good as the first day of all. */
static void read_day(vb_sql_statement *s, int column, char text[VB_DAY_BYTES]) {
  vb_str value = vb_sql_str(s, column);
  memcpy(text, value.n == VB_DAY_BYTES ? value.p : "0001-01-01", VB_DAY_BYTES);
}

static int compare_days(const char a[VB_DAY_BYTES], const char b[VB_DAY_BYTES]) {
  return memcmp(a, b, VB_DAY_BYTES);
}

/* The pending reaches of the key, in order of their first days, as far as a sweep has come. */
typedef struct {
  vb_sql_statement *rows;
  vb_cluster next;
  bool has_next;
  char last[VB_DAY_BYTES]; /* the latest last day of those that the sweep has passed */
} waiting;

static void read_waiting(waiting *w) {
  w->has_next = vb_sql_step(w->rows);
  if (!w->has_next) return;
  read_day(w->rows, 0, w->next.first);
  read_day(w->rows, 1, w->next.last);
}

static waiting waiting_begin(vb_archive *archive, vb_str key) {
  waiting w = {.rows = vb_sql(archive, "SELECT reach_first, reach_last FROM pending_keys WHERE "
                                       "key = ? ORDER BY reach_first")};
  vb_sql_bind_str(w.rows, 1, key);
  read_waiting(&w);
  return w;
}

static bool waits(waiting *w, const vb_cluster *cluster) {
  for (; w->has_next && compare_days(w->next.first, cluster->last) <= 0; read_waiting(w))
    if (compare_days(w->next.last, w->last) > 0) memcpy(w->last, w->next.last, VB_DAY_BYTES);
  return compare_days(w->last, cluster->first) >= 0;
}

vb_clusters vb_clusters_pending(vb_archive *archive, vb_str key, vb_arena *out) {
  vb_clusters found = {0};
  waiting w = waiting_begin(archive, key);
  vb_sql_statement *s = vb_sql(archive, "SELECT reach_first, reach_last FROM reports WHERE "
                                        "merge_key = ? ORDER BY reach_first");
  vb_sql_bind_str(s, 1, key);
  vb_cluster cluster = {0}, reach = {0};
  bool any = false;
  while (vb_sql_step(s)) {
    read_day(s, 0, reach.first);
    read_day(s, 1, reach.last);
    if (any && compare_days(reach.first, cluster.last) > 0) {
      if (waits(&w, &cluster)) *vb_push(out, &found) = cluster;
      any = false;
    }
    if (!any) cluster = reach;
    any = true;
    if (compare_days(reach.last, cluster.last) > 0) memcpy(cluster.last, reach.last, VB_DAY_BYTES);
  }
  if (any && waits(&w, &cluster)) *vb_push(out, &found) = cluster;
  vb_sql_reset(w.rows);
  return found;
}

void vb_cluster_bind(vb_sql_statement *s, vb_str key, const vb_cluster *cluster) {
  vb_sql_bind_str(s, 1, key);
  vb_sql_bind_str(s, 2, day(cluster->first));
  vb_sql_bind_str(s, 3, day(cluster->last));
}

/* Strings kept once: a hash set that grows with what is in it. */
typedef struct {
  vb_str *slots; /* p == NULL: free */
  ptrdiff_t mask, n;
  vb_arena *out;
} keeper;

static vb_str *slot_of(const keeper *k, vb_str text) {
  uint64_t at = vb_str_hash(text);
  for (at ^= at >> 29;; at++) {
    vb_str *slot = &k->slots[at & (uint64_t)k->mask];
    if (!slot->p || vb_str_eq(*slot, text)) return slot;
  }
}

static void grow(keeper *k) {
  keeper more = *k;
  more.mask = k->slots ? 2 * k->mask + 1 : 255;
  more.slots = VB_NEW_N(k->out, vb_str, more.mask + 1);
  for (ptrdiff_t i = 0; k->slots && i <= k->mask; i++)
    if (k->slots[i].p) *slot_of(&more, k->slots[i]) = k->slots[i];
  *k = more;
}

static vb_str keep(keeper *k, vb_str text) {
  if (!text.n) return text;
  if (k->n >= k->mask / 2) grow(k);
  vb_str *slot = slot_of(k, text);
  if (slot->p) return *slot;
  k->n++;
  return *slot = vb_str_copy(k->out, text);
}

static vb_actors keep_side(keeper *k, vb_actors side) {
  vb_actors kept = {VB_NEW_N(k->out, vb_actor, side.n), side.n, side.n};
  for (ptrdiff_t i = 0; i < side.n; i++) {
    const vb_actor *a = &side.v[i];
    kept.v[i] = (vb_actor){.name = keep(k, a->name),
                           .office = keep(k, a->office),
                           .country = keep(k, a->country),
                           .organisation = keep(k, a->organisation)};
  }
  return kept;
}

static void read_parties(vb_archive *archive, vb_report *report, keeper *k, vb_arena scratch) {
  vb_exchange told = {0};
  vb_load_report_parties(archive, report->id, &told, &scratch);
  report->exchange.from = keep_side(k, told.from);
  report->exchange.to = keep_side(k, told.to);
}

static void read_report(vb_sql_statement *s, vb_report *report, keeper *k, vb_arena scratch) {
  vb_load_exchange(s, 6, &report->exchange, &scratch);
  report->exchange.occasion = keep(k, report->exchange.occasion);
  report->exchange.mention = vb_sql_int(s, 3) != 0;
  report->id = vb_sql_copy(s, 0, k->out);
  report->article = keep(k, vb_sql_str(s, 1));
  report->answers = vb_sql_copy(s, 2, k->out);
  report->agency = keep(k, vb_sql_str(s, 4));
  report->outlet = keep(k, vb_sql_str(s, 5));
}

vb_reports vb_cluster_reports(vb_archive *archive, vb_str key, const vb_cluster *cluster,
                              vb_arena *out, vb_arena scratch) {
  vb_sql_statement *s = vb_sql(archive, "SELECT count(*) FROM reports WHERE " VB_IN_CLUSTER);
  vb_cluster_bind(s, key, cluster);
  ptrdiff_t most = vb_sql_step(s) ? (ptrdiff_t)vb_sql_int(s, 0) : 0;
  vb_sql_reset(s);
  vb_reports reports = {VB_NEW_N(out, vb_report, most), 0, most};
  s = vb_sql(
      archive,
      "SELECT r.id, r.article, r.answers, r.mention, a.agency, a.outlet, " VB_EXCHANGE_COLUMNS
      " FROM reports r JOIN articles a ON a.id = r.article "
      "WHERE " VB_IN_CLUSTER " ORDER BY r.id");
  vb_cluster_bind(s, key, cluster);
  keeper k = {.out = out};
  while (reports.n < most && vb_sql_step(s)) read_report(s, &reports.v[reports.n++], &k, scratch);
  vb_sql_reset(s);
  for (ptrdiff_t i = 0; i < reports.n; i++) {
    read_parties(archive, &reports.v[i], &k, scratch);
    vb_aliases_apply(archive->words, &archive->aliases, &reports.v[i].exchange, scratch);
  }
  return reports;
}
