#include "answers/nearest.h"

#include "archive/sql.h"
#include "language/wordmap.h"

/* The key of all years: "founding:KP" of "founding:KP#63", "new-year" of "new-year@2025". */
#define SERIES                                                                                     \
  "substr(occasion_key, 1, min(instr(occasion_key || '#', '#'), "                                  \
  "instr(occasion_key || '@', '@')) - 1)"

enum { MOST_SHOWN = 3, MOST_LETTERS = 40, MOST_WORDS = 12 };

/* One row for each name, the most frequent first. */
static const char *const names[] = {
    [VB_NEAREST_PARTIES] =
        "SELECT coalesce(name, organisation) AS n, count(*) FROM exchange_parties "
        "WHERE n IS NOT NULL GROUP BY n ORDER BY 2 DESC, 1",
    [VB_NEAREST_ACTORS] =
        "SELECT n, count(*) FROM (SELECT coalesce(name, organisation) AS n FROM report_parties "
        "UNION ALL SELECT coalesce(speaker_name, speaker_organisation) FROM statements) "
        "WHERE n IS NOT NULL GROUP BY n ORDER BY 2 DESC, 1",
    [VB_NEAREST_OUTLETS] =
        "SELECT n, count(*) FROM (SELECT outlet AS n FROM articles UNION ALL "
        "SELECT agency FROM articles) WHERE n IS NOT NULL GROUP BY n ORDER BY 2 DESC, 1",
    [VB_NEAREST_OCCASIONS] = /* keys before words */
    "SELECT n, count(*) FROM (SELECT 0 AS rank, " SERIES " AS n FROM exchanges UNION ALL "
    "SELECT 1, occasion_key FROM exchanges UNION ALL SELECT 2, occasion FROM exchanges) "
    "WHERE n IS NOT NULL GROUP BY n ORDER BY min(rank), 2 DESC, 1",
};

bool vb_nearest_known(vb_archive *archive, const vb_lexicon *lexicon, vb_str party,
                      vb_arena scratch) {
  vb_party_query query = vb_party_query_of(lexicon, party, &scratch);
  vb_sql_statement *s = vb_sql(archive, "SELECT DISTINCT name, office, country, organisation "
                                        "FROM exchange_parties");
  bool known = false;
  while (!known && vb_sql_step(s)) {
    vb_arena row = scratch;
    vb_actor actor = vb_sql_actor(s, 0, &row);
    known = vb_party_matches(&query, &actor, row);
  }
  vb_sql_reset(s);
  return known;
}

/* Edits from one word to another; more than `most` are not counted. */
static int edits(vb_str a, vb_str b, int most) {
  int row[MOST_LETTERS + 1] = {0};
  if (a.n > MOST_LETTERS || b.n > MOST_LETTERS) return most + 1;
  for (ptrdiff_t j = 0; j <= b.n; j++) row[j] = (int)j;
  for (ptrdiff_t i = 1; i <= a.n; i++) {
    int diagonal = row[0];
    row[0] = (int)i;
    for (ptrdiff_t j = 1; j <= b.n; j++) {
      int best = diagonal + (a.p[i - 1] != b.p[j - 1]);
      if (row[j] + 1 < best) best = row[j] + 1;
      if (row[j - 1] + 1 < best) best = row[j - 1] + 1;
      diagonal = row[j];
      row[j] = best;
    }
  }
  return row[b.n];
}

/* Each word asked for has one of the name that is spelled alike; the edits of all, or -1. */
static int distance(vb_strs asked, vb_strs name) {
  int all = 0;
  for (ptrdiff_t i = 0; i < asked.n; i++) {
    int limit = asked.v[i].n <= 4 ? 1 : 2, best = limit + 1;
    for (ptrdiff_t k = 0; k < name.n; k++) {
      int d = edits(asked.v[i], name.v[k], limit);
      if (d < best) best = d;
    }
    if (best > limit) return -1;
    all += best;
  }
  return asked.n ? all : -1;
}

typedef struct {
  vb_str name;
  int distance;
} candidate;

/* The best few, in order; equally near ones in the order of coming. */
static void insert(candidate *best, vb_str name, int far) {
  candidate one = {name, far};
  for (int i = 0; i < MOST_SHOWN; i++)
    if (!best[i].name.p || one.distance < best[i].distance) {
      candidate swap = best[i];
      best[i] = one;
      one = swap;
      if (!one.name.p) return;
    }
}

vb_strs vb_nearest_names(vb_archive *archive, vb_nearest_kind kind, vb_str text, vb_arena *out,
                         vb_arena scratch) {
  candidate best[MOST_SHOWN] = {0};
  vb_strs asked = vb_wordmap_split(text, MOST_WORDS, &scratch), near = {0};
  vb_sql_statement *s = vb_sql(archive, names[kind]);
  while (vb_sql_step(s)) {
    vb_arena row = scratch;
    int far = distance(asked, vb_wordmap_split(vb_sql_copy(s, 0, &row), MOST_WORDS, &row));
    if (far >= 0) insert(best, vb_sql_copy(s, 0, out), far);
  }
  for (int i = 0; i < MOST_SHOWN && best[i].name.p; i++) *vb_push(out, &near) = best[i].name;
  return near;
}

vb_strs vb_nearest_keys(vb_archive *archive, vb_str key, vb_arena *out, vb_arena scratch) {
  vb_strs keys = {0};
  vb_str kind = vb_str_cut(&key, ':');
  if (!key.p) return keys;
  vb_sql_statement *s = vb_sql(archive, "SELECT " SERIES ", count(*) FROM exchanges WHERE "
                                        "substr(occasion_key, 1, length(?1)) = ?1 "
                                        "GROUP BY 1 ORDER BY 2 DESC, 1 LIMIT ?2");
  vb_sql_bind_str(s, 1, vb_str_format(&scratch, "%.*s:", VB_ARG(kind)));
  vb_sql_bind_int(s, 2, MOST_SHOWN);
  while (vb_sql_step(s)) *vb_push(out, &keys) = vb_sql_copy(s, 0, out);
  return keys;
}

int64_t vb_nearest_count(vb_archive *archive, const vb_lexicon *lexicon,
                         const vb_ledger_query *query, vb_arena scratch) {
  vb_ledger *ledger;
  vb_ledger_entry entry;
  vb_error error = {0};
  int64_t n = 0;
  if (vb_ledger_open(&ledger, archive, lexicon, query, &scratch, &error)) return -1;
  for (vb_arena row = scratch; vb_ledger_next(ledger, &entry, &row); row = scratch) n++;
  return vb_ledger_close(ledger, &error) ? -1 : n;
}
