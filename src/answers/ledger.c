#include "answers/ledger.h"

#include "archive/load.h"
#include "archive/sql.h"
#include "exchanges/occasion_key.h"

struct vb_ledger {
  vb_archive *archive;
  const vb_ledger_query *query;
  vb_party_query a, b, from, to, occasion, outlet;
  vb_str occasion_key; /* {0}: words only */
  vb_sql_statement *rows;
};

/* Dates compare at the precision that both sides have, so that "2021" is in any part of 2021. */
#define COLUMNS                                                                                    \
  "SELECT x.id, x.day, x.reply_to, x.mentioned_only, "                                             \
  "(SELECT count(*) FROM reports r WHERE r.exchange = x.id), x.occasion_key, " VB_EXCHANGE_COLUMNS \
  " FROM exchanges x "
static const char all_rows[] =
    COLUMNS "WHERE (?1 IS NULL OR x.form = ?1) AND (?2 IS NULL OR x.purpose = ?2) "
            "AND (?3 IS NULL OR substr(?3, 1, length(x.day)) <= substr(x.day, 1, length(?3))) "
            "AND (?4 IS NULL OR substr(x.day, 1, length(?4)) <= substr(?4, 1, length(x.day))) "
            "AND (?5 = 0 OR x.mentioned_only = ?5 - 1) "
            "AND (?6 = 0 OR (x.reply = 1 AND NOT EXISTS (SELECT 1 FROM exchanges o "
            "WHERE o.id = x.reply_to AND NOT o.mentioned_only))) "
            "ORDER BY x.day IS NULL, x.day, x.id";

static void bind(vb_sql_statement *s, const vb_ledger_query *query) {
  static const int mentioned[] = {0, 1, 2};
  vb_sql_bind_str(s, 1, query->form);
  vb_sql_bind_str(s, 2, query->purpose);
  vb_sql_bind_date(s, 3, vb_date_day(query->since));
  vb_sql_bind_date(s, 4, vb_date_day(query->until));
  vb_sql_bind_int(s, 5, mentioned[query->mentioned]);
  vb_sql_bind_int(s, 6, query->replies_without_original);
}

int vb_ledger_open(vb_ledger **opened, vb_archive *archive, const vb_lexicon *lexicon,
                   const vb_ledger_query *query, vb_arena *out, vb_error *error) {
  vb_ledger *ledger = VB_NEW(out, vb_ledger);
  *ledger = (vb_ledger){.archive = archive, .query = query};
  ledger->a = vb_party_query_of(lexicon, query->a, out);
  ledger->b = vb_party_query_of(lexicon, query->b, out);
  ledger->from = vb_party_query_of(lexicon, query->from, out);
  ledger->to = vb_party_query_of(lexicon, query->to, out);
  ledger->occasion = vb_party_query_of(lexicon, query->occasion, out);
  ledger->outlet = vb_party_query_of(lexicon, query->outlet, out);
  ledger->occasion.is_code = false;
  ledger->outlet.country = (vb_str){0}; /* an outlet is no party, though one is called BT */
  ledger->outlet.is_code = false;
  if (query->occasion.n) {
    vb_occasion_keys keys = vb_occasion_keys_load(lexicon, out);
    ledger->occasion_key = vb_occasion_key_typed(&keys, query->occasion, out);
  }
  ledger->rows = vb_sql(archive, all_rows);
  bind(ledger->rows, query);
  *opened = ledger;
  return vb_sql_failed(archive, error);
}

static void load_entry(vb_archive *archive, vb_sql_statement *s, vb_ledger_entry *entry,
                       vb_arena *out) {
  *entry = (vb_ledger_entry){.id = vb_sql_copy(s, 0, out),
                             .day = vb_sql_date(s, 1),
                             .reply_to = vb_sql_copy(s, 2, out),
                             .mentioned_only = vb_sql_int(s, 3) != 0,
                             .n_reports = vb_sql_int(s, 4)};
  vb_load_exchange(s, 6, &entry->exchange, out);
  entry->exchange.occasion_key = vb_sql_copy(s, 5, out);
  vb_load_exchange_parties(archive, entry->id, &entry->exchange, out);
}

/* A on one side and B on the other, whichever way round. */
static bool pair_matches(const vb_ledger *ledger, const vb_exchange *x, vb_arena scratch) {
  return (vb_party_matches_any(&ledger->a, &x->from, scratch) &&
          vb_party_matches_any(&ledger->b, &x->to, scratch)) ||
         (vb_party_matches_any(&ledger->a, &x->to, scratch) &&
          vb_party_matches_any(&ledger->b, &x->from, scratch));
}

static bool occasion_matches(const vb_ledger *ledger, const vb_exchange *x, vb_arena scratch) {
  vb_actor occasion = {.name = x->occasion};
  return (ledger->occasion_key.n &&
          vb_occasion_key_answers(ledger->occasion_key, x->occasion_key)) ||
         vb_party_matches(&ledger->occasion, &occasion, scratch);
}

static bool outlet_matches(const vb_ledger *ledger, vb_str id, vb_arena scratch) {
  if (!ledger->outlet.words.p) return true;
  vb_sql_statement *s =
      vb_sql(ledger->archive, "SELECT DISTINCT a.outlet, a.agency FROM reports r "
                              "JOIN articles a ON a.id = r.article WHERE r.exchange = ?");
  vb_sql_bind_str(s, 1, id);
  bool found = false;
  while (!found && vb_sql_step(s)) {
    vb_arena row = scratch;
    vb_actor told_by = {.name = vb_sql_copy(s, 0, &row), .organisation = vb_sql_copy(s, 1, &row)};
    found = vb_party_matches(&ledger->outlet, &told_by, row);
  }
  vb_sql_reset(s);
  return found;
}

static bool matches(const vb_ledger *ledger, const vb_exchange *x, vb_arena scratch) {
  return pair_matches(ledger, x, scratch) &&
         vb_party_matches_any(&ledger->from, &x->from, scratch) &&
         vb_party_matches_any(&ledger->to, &x->to, scratch) && occasion_matches(ledger, x, scratch);
}

bool vb_ledger_next(vb_ledger *ledger, vb_ledger_entry *entry, vb_arena *out) {
  char *mark = out->beg;
  while (vb_sql_step(ledger->rows)) {
    out->beg = mark; /* rows that did not match leave nothing behind */
    load_entry(ledger->archive, ledger->rows, entry, out);
    if (matches(ledger, &entry->exchange, *out) && outlet_matches(ledger, entry->id, *out))
      return true;
  }
  return false;
}

int vb_ledger_close(vb_ledger *ledger, vb_error *error) {
  vb_sql_reset(ledger->rows);
  return vb_sql_failed(ledger->archive, error);
}

const vb_actors *vb_ledger_counterparts(const vb_ledger *ledger, const vb_ledger_entry *entry,
                                        vb_arena scratch) {
  const vb_exchange *x = &entry->exchange;
  const vb_party_query *party = ledger->a.words.p ? &ledger->a : &ledger->from;
  if (party->words.p) return vb_party_matches_any(party, &x->from, scratch) ? &x->to : &x->from;
  return &x->from; /* only --to is given: who wrote */
}

bool vb_ledger_find(vb_archive *archive, vb_str id, vb_ledger_entry *entry, vb_arena *out) {
  vb_sql_statement *s = vb_sql(archive, COLUMNS "WHERE x.id = ?");
  vb_sql_bind_str(s, 1, id);
  if (!vb_sql_step(s)) return false;
  load_entry(archive, s, entry, out);
  vb_sql_reset(s);
  return true;
}

vb_strs vb_ledger_answers(vb_archive *archive, vb_str exchange, vb_arena *out) {
  vb_sql_statement *s =
      vb_sql(archive, "SELECT id FROM exchanges WHERE reply_to = ? ORDER BY day, id");
  vb_sql_bind_str(s, 1, exchange);
  return vb_sql_strs(s, out);
}

vb_strs vb_ledger_outlets(vb_archive *archive, vb_str exchange, vb_arena *out) {
  vb_sql_statement *s =
      vb_sql(archive, "SELECT DISTINCT coalesce(a.outlet, a.agency) FROM reports r "
                      "JOIN articles a ON a.id = r.article WHERE r.exchange = ? "
                      "AND coalesce(a.outlet, a.agency) IS NOT NULL ORDER BY 1");
  vb_sql_bind_str(s, 1, exchange);
  return vb_sql_strs(s, out);
}
