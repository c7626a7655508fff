#include "answers/actors.h"

#include <stdlib.h>

#include "archive/load.h"
#include "exchanges/group.h"

enum { MOST_CANDIDATES = 256 }; /* actors with one word in common that a name is compared with */

typedef enum { TOLD_REPORT, TOLD_SENT, TOLD_RECEIVED, TOLD_TALK, TOLD_SPOKE, N_TOLD } told_kind;

/* One way to tell somebody. */
typedef struct {
  vb_actor actor;
  vb_name name; /* folded */
  vb_str first, last;
  int64_t n[N_TOLD];
  ptrdiff_t entry; /* -1: none yet */
} telling;
VB_SLICE_TYPE(tellings, telling);

/* Entries that have a word in their names: chains of a hash table. */
typedef struct {
  ptrdiff_t entry, next;
} posting;
VB_SLICE_TYPE(postings, posting);

typedef struct {
  const vb_merge_words *words;
  tellings told;
  ptrdiff_t *slots; /* hash set over told */
  ptrdiff_t mask;
  vb_actor_entries entries;
  vb_name *names; /* folded, of each entry */
  postings postings;
  ptrdiff_t *heads; /* hash of a word -> its last posting, -1 */
  ptrdiff_t head_mask;
  vb_arena *out, *scratch;
} gathering;

static const char parties_of_exchanges[] =
    "SELECT p.name, p.office, p.country, p.organisation, CASE WHEN x.form IN ('call', 'meeting') "
    "THEN 3 WHEN p.side = 'from' THEN 1 ELSE 2 END, substr(coalesce(x.sent, x.reported), 1, 10) "
    "FROM exchange_parties p JOIN exchanges x ON x.id = p.exchange ORDER BY 1, 2, 3, 4, 5, 6";
static const char parties_of_reports[] =
    "SELECT p.name, p.office, p.country, p.organisation, 0, substr(coalesce(r.sent, r.reported), "
    "1, 10) FROM report_parties p JOIN reports r ON r.id = p.report ORDER BY 1, 2, 3, 4, 5, 6";
static const char speakers[] =
    "SELECT s.speaker_name, s.speaker_office, s.speaker_country, s.speaker_organisation, 4, "
    "substr(a.published, 1, 10) FROM statements s JOIN articles a ON a.id = s.article WHERE "
    "coalesce(s.speaker_name, s.speaker_office, s.speaker_country, s.speaker_organisation) IS NOT "
    "NULL ORDER BY 1, 2, 3, 4, 5, 6";

static uint64_t hash_of(const vb_actor *a) {
  uint64_t h = vb_str_hash(a->name) * 31 + vb_str_hash(a->office);
  h = (h * 31 + vb_str_hash(a->country)) * 31 + vb_str_hash(a->organisation);
  h = h * 31 + vb_str_hash(a->alias);
  return h ^ h >> 29;
}

static bool same_words(const vb_actor *a, const vb_actor *b) {
  return vb_str_eq(a->name, b->name) && vb_str_eq(a->office, b->office) &&
         vb_str_eq(a->country, b->country) && vb_str_eq(a->organisation, b->organisation) &&
         vb_str_eq(a->alias, b->alias);
}

static ptrdiff_t *slot_of(const gathering *g, const vb_actor *actor) {
  for (uint64_t h = hash_of(actor);; h++) {
    ptrdiff_t *slot = &g->slots[h & (uint64_t)g->mask];
    if (*slot < 0 || same_words(&g->told.v[*slot].actor, actor)) return slot;
  }
}

static void grow(gathering *g) {
  g->mask = g->slots ? 2 * g->mask + 1 : 1023;
  g->slots = VB_NEW_N(g->scratch, ptrdiff_t, g->mask + 1);
  for (ptrdiff_t i = 0; i <= g->mask; i++) g->slots[i] = -1;
  for (ptrdiff_t i = 0; i < g->told.n; i++) *slot_of(g, &g->told.v[i].actor) = i;
}

static void widen(vb_str *first, vb_str *last, vb_str day, vb_arena *out) {
  if (!day.n) return;
  if (!first->n || vb_str_compare(day, *first) < 0) *first = vb_str_copy(out, day);
  if (!last->n || vb_str_compare(day, *last) > 0) *last = vb_str_copy(out, day);
}

static telling *telling_of(gathering *g, const vb_actor *actor) {
  if (g->told.n >= g->mask / 2) grow(g);
  ptrdiff_t *slot = slot_of(g, actor);
  if (*slot < 0) {
    *slot = g->told.n;
    *vb_push(g->scratch, &g->told) =
        (telling){.actor = vb_actor_copy(*actor, g->out),
                  .name = vb_name_fold(&g->words->sides.names, actor->name, g->out),
                  .entry = -1};
  }
  return &g->told.v[*slot];
}

/* Whom the alias file means by this name on this day. */
static void apply_alias(gathering *g, const vb_archive *archive, vb_actor *actor, vb_str day) {
  vb_exchange x = {.sent = vb_date_parse_iso(day), .from = {actor, 1, 1}};
  vb_aliases_apply(g->words, &archive->aliases, &x, *g->scratch);
}

/* "participants", "the statement": nobody that could be looked for. */
static bool is_nobody(const vb_actor *a) {
  return !a->name.n && !a->country.n && vb_body_is_common(a->organisation) &&
         vb_body_is_common(a->office);
}

static void gather(gathering *g, vb_archive *archive, const char *sql) {
  vb_sql_statement *s = vb_sql(archive, sql);
  while (vb_sql_step(s)) {
    vb_actor actor = {.name = vb_sql_str(s, 0),
                      .office = vb_sql_str(s, 1),
                      .country = vb_sql_str(s, 2),
                      .organisation = vb_sql_str(s, 3)};
    vb_str day = vb_sql_str(s, 5);
    if (is_nobody(&actor)) continue;
    if (archive->aliases.n && actor.name.n) apply_alias(g, archive, &actor, day);
    telling *t = telling_of(g, &actor);
    t->n[vb_sql_int(s, 4)]++;
    widen(&t->first, &t->last, day, g->out);
  }
}

/* ---- tellings -> actors */

static ptrdiff_t *head_of(const gathering *g, vb_str word) {
  uint64_t h = vb_str_hash(word);
  return &g->heads[(h ^ h >> 29) & (uint64_t)g->head_mask];
}

static void index_word(gathering *g, ptrdiff_t entry, vb_str word) {
  ptrdiff_t *head = head_of(g, word);
  *vb_push(g->scratch, &g->postings) = (posting){entry, *head};
  *head = g->postings.n - 1;
}

/* How well a telling fits an entry: the same letters and country, the same letters, less; 0: not.
 */
static int fit_of(const vb_actor_entry *entry, const vb_name *theirs, const telling *t) {
  const vb_actor *a = &entry->actor, *b = &t->actor;
  if (a->alias.n && b->alias.n) return vb_str_eq(a->alias, b->alias) ? 3 : 0;
  bool same_country = a->country.n && vb_str_eq(a->country, b->country);
  if (a->country.n && b->country.n && !same_country) return 0;
  vb_names_match match = vb_names_compare(theirs, &t->name);
  if (match == VB_NAMES_SAME && theirs->letters == t->name.letters) return 2 + same_country;
  return match == VB_NAMES_SAME || (match == VB_NAMES_PART && same_country);
}

/* The entry that the telling fits best; -1 if there is none, or several fit as well. */
static ptrdiff_t find_entry(const gathering *g, const telling *t) {
  ptrdiff_t found = -1, other = -1;
  int best = 0;
  for (ptrdiff_t w = 0; w < t->name.words.n; w++) {
    ptrdiff_t i = *head_of(g, t->name.words.v[w]);
    for (int left = MOST_CANDIDATES; i >= 0 && left > 0; i = g->postings.v[i].next, left--) {
      ptrdiff_t entry = g->postings.v[i].entry;
      int fit = entry == found ? 0 : fit_of(&g->entries.v[entry], &g->names[entry], t);
      if (fit > best)
        best = fit, found = entry, other = -1;
      else if (fit && fit == best)
        other = entry;
    }
  }
  return other < 0 ? found : -1;
}

/* Organisations, offices and countries are known by what is told of them. */
static bool same_nameless(const vb_actor *a, const vb_actor *b) {
  return !a->name.n && !b->name.n && vb_str_eq(a->country, b->country) &&
         vb_str_eq_nocase(a->organisation, b->organisation) &&
         (a->organisation.n || vb_str_eq_nocase(a->office, b->office));
}

static ptrdiff_t find_nameless(const gathering *g, const telling *t, vb_str key) {
  ptrdiff_t i = *head_of(g, key);
  for (; i >= 0; i = g->postings.v[i].next)
    if (same_nameless(&g->entries.v[g->postings.v[i].entry].actor, &t->actor))
      return g->postings.v[i].entry;
  return -1;
}

/* What a nameless actor is found by, folded for ASCII. */
static vb_str nameless_key(const vb_actor *a, vb_arena *arena) {
  vb_str text = a->organisation.n ? a->organisation : a->office.n ? a->office : a->country;
  return vb_str_format(arena, "%.*s\n%.*s", VB_ARG(a->country), VB_ARG(vb_str_lower(arena, text)));
}

static void place(gathering *g, telling *t) {
  bool named = t->actor.name.n > 0;
  vb_str key = named ? (vb_str){0} : nameless_key(&t->actor, g->scratch);
  t->entry = named ? find_entry(g, t) : find_nameless(g, t, key);
  if (t->entry >= 0) return;
  t->entry = g->entries.n;
  g->names[t->entry] = t->name;
  *vb_push(g->out, &g->entries) = (vb_actor_entry){.actor = t->actor};
  if (!named) index_word(g, t->entry, key);
  for (ptrdiff_t i = 0; named && i < t->name.words.n; i++)
    index_word(g, t->entry, t->name.words.v[i]);
}

static int64_t times_told(const telling *t) {
  int64_t n = 0;
  for (int k = 0; k < N_TOLD; k++) n += t->n[k];
  return n;
}

enum { ACTOR_WORDS = 4 };

/* The first of them that differ decide. */
static int compare_in_turn(const vb_str *const x[ACTOR_WORDS], const vb_str *const y[ACTOR_WORDS]) {
  int order = 0;
  for (int i = 0; i < ACTOR_WORDS && !order; i++) order = vb_str_compare(*x[i], *y[i]);
  return order;
}

/* The fullest names with a country first, so that what leaves something out finds them. */
static int by_fullness(const void *pa, const void *pb) {
  const telling *a = pa, *b = pb;
  if ((a->actor.alias.n > 0) != (b->actor.alias.n > 0)) return a->actor.alias.n ? -1 : 1;
  if (a->name.words.n != b->name.words.n) return a->name.words.n > b->name.words.n ? -1 : 1;
  if ((a->actor.country.n > 0) != (b->actor.country.n > 0)) return a->actor.country.n ? -1 : 1;
  int64_t m = times_told(a), n = times_told(b);
  if (m != n) return m > n ? -1 : 1;
  const vb_str *x[] = {&a->actor.name, &a->actor.country, &a->actor.organisation, &a->actor.office};
  const vb_str *y[] = {&b->actor.name, &b->actor.country, &b->actor.organisation, &b->actor.office};
  return compare_in_turn(x, y);
}

static void note(vb_actor_tellings *list, vb_str text, const telling *t, vb_arena *out) {
  if (!text.n) return;
  vb_actor_telling *found = NULL;
  for (ptrdiff_t i = 0; i < list->n && !found; i++)
    if (vb_str_eq(list->v[i].text, text)) found = &list->v[i];
  if (!found) {
    found = vb_push(out, list);
    *found = (vb_actor_telling){.text = text};
  }
  found->n += t->n[TOLD_REPORT] + t->n[TOLD_SPOKE];
  widen(&found->first, &found->last, t->first, out);
  widen(&found->first, &found->last, t->last, out);
}

static void add_up(gathering *g, const telling *t) {
  vb_actor_entry *e = &g->entries.v[t->entry];
  if (!e->actor.country.n) e->actor.country = t->actor.country;
  e->sent += t->n[TOLD_SENT];
  e->received += t->n[TOLD_RECEIVED];
  e->talks += t->n[TOLD_TALK];
  e->spoke += t->n[TOLD_SPOKE];
  widen(&e->first, &e->last, t->first, g->out);
  widen(&e->first, &e->last, t->last, g->out);
  if (!t->n[TOLD_REPORT] && !t->n[TOLD_SPOKE]) return; /* the ledger's own wording */
  note(&e->names, t->actor.name, t, g->out);
  note(&e->offices, t->actor.office, t, g->out);
}

static int by_times(const void *pa, const void *pb) {
  const vb_actor_telling *a = pa, *b = pb;
  if (a->n != b->n) return a->n > b->n ? -1 : 1;
  return vb_str_compare(a->text, b->text);
}

static int64_t exchanges_of(const vb_actor_entry *e) { return e->sent + e->received + e->talks; }

static int by_importance(const void *pa, const void *pb) {
  const vb_actor_entry *a = pa, *b = pb;
  int64_t m = exchanges_of(a), n = exchanges_of(b);
  if (m == n) m = a->spoke, n = b->spoke;
  if (m != n) return m > n ? -1 : 1;
  const vb_str *x[] = {&a->actor.name, &a->actor.organisation, &a->actor.office, &a->actor.country};
  const vb_str *y[] = {&b->actor.name, &b->actor.organisation, &b->actor.office, &b->actor.country};
  return compare_in_turn(x, y);
}

static void finish(vb_actor_entry *e) {
  if (e->names.n) qsort(e->names.v, (size_t)e->names.n, sizeof *e->names.v, by_times);
  if (e->offices.n) qsort(e->offices.v, (size_t)e->offices.n, sizeof *e->offices.v, by_times);
  if (e->actor.alias.n) e->actor.name = e->actor.alias;
}

/* Any of its tellings. */
static bool matches(const vb_party_query *query, const vb_actor_entry *e, vb_arena scratch) {
  if (vb_party_matches(query, &e->actor, scratch)) return true;
  for (ptrdiff_t i = 0; i < e->names.n; i++)
    if (vb_party_matches(query, &(vb_actor){.name = e->names.v[i].text}, scratch)) return true;
  return false;
}

static void group(gathering *g) {
  qsort(g->told.v, (size_t)g->told.n, sizeof *g->told.v, by_fullness);
  g->names = VB_NEW_N(g->scratch, vb_name, g->told.n);
  g->head_mask = g->mask;
  g->heads = VB_NEW_N(g->scratch, ptrdiff_t, g->head_mask + 1);
  for (ptrdiff_t i = 0; i <= g->head_mask; i++) g->heads[i] = -1;
  for (ptrdiff_t i = 0; i < g->told.n; i++) place(g, &g->told.v[i]);
  for (ptrdiff_t i = 0; i < g->told.n; i++) add_up(g, &g->told.v[i]);
}

int vb_actor_entries_of(vb_archive *archive, const vb_lexicon *lexicon, vb_str who,
                        vb_actor_entries *entries, vb_arena *out, vb_arena scratch,
                        vb_error *error) {
  gathering g = {.out = out, .scratch = &scratch};
  *entries = (vb_actor_entries){0};
  g.words = vb_archive_words(archive, lexicon, error);
  if (!g.words) return VB_ARCHIVE;
  gather(&g, archive, parties_of_exchanges);
  gather(&g, archive, parties_of_reports);
  gather(&g, archive, speakers);
  if (g.told.n) group(&g);
  vb_party_query query = vb_party_query_of(lexicon, who, out);
  for (ptrdiff_t i = 0; i < g.entries.n; i++) {
    vb_actor_entry *e = &g.entries.v[i];
    finish(e);
    if (exchanges_of(e) + e->spoke && matches(&query, e, scratch)) *vb_push(out, entries) = *e;
  }
  if (entries->n) qsort(entries->v, (size_t)entries->n, sizeof *entries->v, by_importance);
  return vb_sql_failed(archive, error);
}
