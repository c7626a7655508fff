#include "exchanges/side.h"

enum { MAX_WORDS = 32, MAX_CACHE = 1 << 16 };

vb_side_words vb_side_words_load(const vb_lexicon *lexicon, vb_arena *out) {
  vb_wordmap_source source = {.table = VB_S("en/merge_words"),
                              .class_column = "class",
                              .class_name = "function",
                              .word_columns = {"words"},
                              .value_column = "value",
                              .reading = VB_WORDMAP_KINDS};
  vb_side_words words = {.names = vb_name_words_load(lexicon, out),
                         .readings = vb_name_readings_load(lexicon, out),
                         .function = vb_wordmap_load(lexicon, source, out)};
  source.class_name = "rank";
  source.skip = &words.function;
  words.rank = vb_wordmap_load(lexicon, source, out);
  vb_wordmap_source bodies = {.table = VB_S("en/organisations"),
                              .class_column = "kind",
                              .class_name = "body",
                              .word_columns = {"head", "names"}};
  words.bodies = vb_wordmap_load(lexicon, bodies, out);
  return words;
}

static uint64_t ranks_in(const vb_side_words *words, vb_strs office) {
  uint64_t bits = 0;
  for (ptrdiff_t i = 0; i < office.n;) {
    ptrdiff_t n;
    bits |= vb_wordmap_match(&words->rank, office, i, &n);
    i += n ? n : 1;
  }
  return bits;
}

/* A hash set that stays as large as it was made: a full one reads anew. */
struct vb_side_cache {
  const vb_actor **actors; /* NULL: free */
  vb_party *parties;
  ptrdiff_t mask, n;
};

vb_side_cache *vb_side_cache_new(ptrdiff_t n, vb_arena *out) {
  vb_side_cache *cache = VB_NEW(out, vb_side_cache);
  ptrdiff_t slots = 16;
  while (slots < n && slots < MAX_CACHE) slots *= 2;
  cache->mask = slots - 1;
  cache->actors = VB_NEW_N(out, const vb_actor *, slots);
  cache->parties = VB_NEW_N(out, vb_party, slots);
  return cache;
}

static bool same_telling(const vb_actor *a, const vb_actor *b) {
  return vb_str_eq(a->name, b->name) && vb_str_eq(a->office, b->office) &&
         vb_str_eq(a->country, b->country) && vb_str_eq(a->organisation, b->organisation) &&
         vb_str_eq(a->alias, b->alias);
}

static ptrdiff_t cache_slot(const vb_side_cache *cache, const vb_actor *actor) {
  uint64_t h = vb_str_hash(actor->name);
  h = h * 31 + vb_str_hash(actor->office);
  h = h * 31 + vb_str_hash(actor->country);
  h = h * 31 + vb_str_hash(actor->organisation);
  ptrdiff_t slot = (ptrdiff_t)((h ^ h >> 29) & (uint64_t)cache->mask);
  while (cache->actors[slot] && !same_telling(cache->actors[slot], actor))
    slot = (slot + 1) & cache->mask;
  return slot;
}

/* "=un" of "United Nations", "UN", "UN secretary-general": a body goes by its initials. */
static vb_str body_in(const vb_side_words *words, vb_str text, vb_arena *arena) {
  vb_strs all = vb_wordmap_split(text, MAX_WORDS, arena);
  for (ptrdiff_t i = 0; i < all.n; i++) {
    ptrdiff_t n;
    if (!vb_wordmap_match(&words->bodies, all, i, &n)) continue;
    vb_str key = n == 1 ? all.v[i] : (vb_str){0};
    for (ptrdiff_t k = 0; n > 1 && k < n; k++)
      if (!vb_wordmap_get(&words->function, all.v[i + k]))
        key = vb_str_format(arena, "%.*s%.1s", VB_ARG(key), all.v[i + k].p);
    return vb_str_format(arena, "=%.*s", VB_ARG(key));
  }
  return (vb_str){0};
}

vb_str vb_side_body(const vb_side_words *words, const vb_actor *a, vb_arena *arena) {
  vb_str key = body_in(words, a->organisation, arena);
  return key.n ? key : body_in(words, a->office, arena);
}

/* "secretary general" of "UN secretary-general": the body is the home already. */
static vb_strs without_bodies(const vb_side_words *words, vb_strs office, vb_arena *out) {
  vb_strs kept = {0};
  for (ptrdiff_t i = 0; i < office.n;) {
    ptrdiff_t n;
    if (!vb_wordmap_match(&words->bodies, office, i, &n)) n = 0;
    if (!n) *vb_push(out, &kept) = office.v[i];
    i += n ? n : 1;
  }
  return kept;
}

static vb_party read_party(const vb_side_words *words, const vb_actor *actor, vb_arena *out) {
  vb_party party = {.name = vb_name_fold(&words->names, actor->name, out),
                    .alias = actor->alias,
                    .home = actor->country,
                    .office = vb_body_fold(&words->names, actor->office, out),
                    .organisation = vb_body_fold(&words->names, actor->organisation, out)};
  if (!party.home.n) {
    party.home = vb_side_body(words, actor, out);
    party.office.words = without_bodies(words, party.office.words, out);
  }
  party.keys = vb_name_keys_read(words->readings, actor->name, out);
  party.ranks = ranks_in(words, party.office.words);
  party.nameless = !actor->name.n && !party.home.n && vb_body_is_common(actor->organisation) &&
                   vb_body_is_common(actor->office);
  return party;
}

vb_side vb_side_read(const vb_side_words *words, vb_side_cache *cache, vb_actors actors,
                     vb_arena *out) {
  ptrdiff_t n = actors.n < VB_SIDE_PARTIES ? actors.n : VB_SIDE_PARTIES;
  vb_side side = {VB_NEW_N(out, vb_party, n), n};
  for (ptrdiff_t i = 0; i < n; i++) {
    ptrdiff_t slot = cache_slot(cache, &actors.v[i]);
    if (cache->actors[slot]) {
      side.v[i] = cache->parties[slot];
      continue;
    }
    side.v[i] = read_party(words, &actors.v[i], out);
    if (cache->n >= cache->mask / 2) continue;
    cache->actors[slot] = &actors.v[i];
    cache->parties[slot] = side.v[i];
    cache->n++;
  }
  return side;
}

/* An official of a body may be told with his own country, too. */
static bool homes_differ(const vb_party *a, const vb_party *b) {
  if (!a->home.n || !b->home.n || (a->home.p[0] == '=') != (b->home.p[0] == '=')) return false;
  return !vb_str_eq(a->home, b->home);
}

static bool same_home(const vb_party *a, const vb_party *b) {
  return a->home.n && vb_str_eq(a->home, b->home);
}

static vb_sides_match compare_bodies(const vb_body *a, const vb_body *b) {
  switch (vb_bodies_compare(a, b)) {
  case VB_NAMES_SAME: return VB_SIDES_AGREE;
  case VB_NAMES_DIFFER: return VB_SIDES_DIFFER;
  default: return VB_SIDES_LOOSE;
  }
}

static vb_sides_match compare_offices(const vb_party *a, const vb_party *b) {
  bool ranked = a->ranks && b->ranks;
  if (ranked) return a->ranks & b->ranks ? VB_SIDES_AGREE : VB_SIDES_DIFFER;
  return compare_bodies(&a->office, &b->office);
}

/* Neither name can be compared. */
static vb_sides_match compare_nameless(const vb_party *a, const vb_party *b) {
  vb_sides_match office = compare_offices(a, b),
                 organisation = compare_bodies(&a->organisation, &b->organisation);
  if (office == VB_SIDES_DIFFER || organisation == VB_SIDES_DIFFER) return VB_SIDES_DIFFER;
  bool agree = office == VB_SIDES_AGREE || organisation == VB_SIDES_AGREE;
  if (agree && (same_home(a, b) || organisation == VB_SIDES_AGREE)) return VB_SIDES_AGREE;
  /* An office beside an organisation, or either beside a bare country: is it the same one? */
  if (!same_home(a, b)) return VB_SIDES_DIFFER;
  bool mixed = (a->office.words.n && !a->organisation.words.n && b->organisation.words.n &&
                !b->office.words.n) ||
               (b->office.words.n && !b->organisation.words.n && a->organisation.words.n &&
                !a->office.words.n);
  if (mixed) return VB_SIDES_DIFFER;
  bool bare = !a->office.words.n && !a->organisation.words.n && !b->office.words.n &&
              !b->organisation.words.n;
  return bare && !a->name.words.n && !b->name.words.n ? VB_SIDES_AGREE : VB_SIDES_LOOSE;
}

/* In two scripts the readings decide, which can say that it may be one name, never that it is none.
 */
static vb_names_match compare_names(const vb_party *a, const vb_party *b) {
  bool scripts = a->keys.script && b->keys.script && a->keys.script != b->keys.script;
  if (!scripts) return vb_names_compare(&a->name, &b->name);
  return vb_name_keys_meet(&a->keys, &b->keys) ? VB_NAMES_PART : VB_NAMES_UNCLEAR;
}

vb_sides_match vb_parties_compare(const vb_party *a, const vb_party *b) {
  if (a->alias.n && b->alias.n)
    return vb_str_eq(a->alias, b->alias) ? VB_SIDES_AGREE : VB_SIDES_DIFFER;
  if (homes_differ(a, b)) return VB_SIDES_DIFFER;
  vb_names_match names = compare_names(a, b);
  if (names == VB_NAMES_DIFFER) return VB_SIDES_DIFFER;
  if (names == VB_NAMES_SAME) return VB_SIDES_AGREE;
  if (names == VB_NAMES_PART) return same_home(a, b) ? VB_SIDES_AGREE : VB_SIDES_LOOSE;
  bool a_body = !a->name.words.n && a->organisation.words.n && !a->office.words.n;
  bool b_body = !b->name.words.n && b->organisation.words.n && !b->office.words.n;
  if ((a_body && b->name.words.n) || (b_body && a->name.words.n)) return VB_SIDES_DIFFER;
  return compare_nameless(a, b);
}

static vb_sides_match best_in(const vb_party *party, vb_side side) {
  vb_sides_match best = VB_SIDES_DIFFER;
  for (ptrdiff_t i = 0; i < side.n && best < VB_SIDES_AGREE; i++) {
    vb_sides_match match = vb_parties_compare(party, &side.v[i]);
    if (match > best) best = match;
  }
  return best;
}

vb_sides_match vb_sides_compare(vb_side a, vb_side b) {
  if (a.n > b.n) return vb_sides_compare(b, a);
  if (!a.n) return VB_SIDES_UNKNOWN;
  vb_sides_match worst = VB_SIDES_AGREE;
  for (ptrdiff_t i = 0; i < a.n && worst > VB_SIDES_DIFFER; i++) {
    vb_sides_match match = best_in(&a.v[i], b);
    if (match < worst) worst = match;
  }
  /* A list that leaves somebody out must name the others well. */
  return worst == VB_SIDES_LOOSE && a.n != b.n ? VB_SIDES_DIFFER : worst;
}

bool vb_side_is_nameless(vb_side side) {
  for (ptrdiff_t i = 0; i < side.n; i++)
    if (!side.v[i].nameless) return false;
  return side.n > 0;
}
