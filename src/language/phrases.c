#include "language/phrases.h"

#include <string.h>

enum { CASE = VB_TOKEN_CAPITAL | VB_TOKEN_ALL_CAPS };

typedef struct vb_payload {
  uint32_t class;
  int value;
  uint8_t need_flags; /* VB_TOKEN_CAPITAL or VB_TOKEN_ALL_CAPS on the first token */
  struct vb_payload *next;
} vb_payload;

typedef struct {
  uint64_t hash;       /* of the words up to here; 0: free */
  vb_payload payloads; /* class 0: none; the first lies here, where a look-up has just been */
  uint32_t reach[4];   /* of a first word: classes of all phrases that begin with it, by its case */
  bool continues;
} slot;

struct vb_phrases {
  slot *slots;
  uint32_t *tags; /* of the slots, the upper half of their hashes: most look-ups end here */
  ptrdiff_t n, cap;
  int set;
};

static uint64_t extend(uint64_t hash, uint64_t word) {
  hash = (hash ^ word) * 0x9E3779B97F4A7C15u;
  hash ^= hash >> 29;
  return hash ? hash : 1;
}

static uint32_t tag_of(uint64_t hash) { return (uint32_t)(hash >> 32) | 1; }

/* The slot of the hash, or the free one where it would be. */
static ptrdiff_t find(const vb_phrases *p, uint64_t hash) {
  ptrdiff_t i = (ptrdiff_t)(hash & (uint64_t)(p->cap - 1));
  uint32_t tag = tag_of(hash);
  while (p->tags[i] && (p->tags[i] != tag || p->slots[i].hash != hash)) i = (i + 1) & (p->cap - 1);
  return i;
}

/* NULL if there is none. */
static const slot *get(const vb_phrases *p, uint64_t hash) {
  ptrdiff_t i = find(p, hash);
  return p->tags[i] ? &p->slots[i] : NULL;
}

static slot *put(vb_phrases *p, uint64_t hash) {
  ptrdiff_t i = find(p, hash);
  p->tags[i] = tag_of(hash);
  p->slots[i].hash = hash;
  return &p->slots[i];
}

static void make_slots(vb_phrases *p, vb_arena *arena) {
  p->slots = VB_NEW_N(arena, slot, p->cap);
  p->tags = VB_NEW_N(arena, uint32_t, p->cap);
}

vb_phrases *vb_phrases_new(vb_arena *arena, int set) {
  vb_phrases *p = VB_NEW(arena, vb_phrases);
  p->set = set;
  p->cap = 1 << 12;
  make_slots(p, arena);
  return p;
}

static void make_room(vb_phrases *p, vb_arena *arena) {
  if ((p->n + 1) * 2 < p->cap) return;
  vb_phrases old = *p;
  p->cap *= 2;
  make_slots(p, arena);
  for (ptrdiff_t i = 0; i < old.cap; i++)
    if (old.tags[i]) *put(p, old.slots[i].hash) = old.slots[i];
}

static slot *insert(vb_phrases *p, uint64_t hash, vb_arena *arena) {
  make_room(p, arena);
  ptrdiff_t i = find(p, hash);
  if (p->tags[i]) return &p->slots[i];
  p->n++;
  return put(p, hash);
}

static void extend_reach(slot *first, uint32_t class, uint8_t need_flags) {
  for (int flags = 0; flags <= CASE; flags++)
    if ((flags & need_flags) == need_flags) first->reach[flags] |= class;
}

void vb_phrases_add(vb_phrases *p, const vb_abbreviations *abbreviations, vb_str phrase,
                    uint32_t class, int payload, vb_arena *arena) {
  vb_tokens words = vb_tokens_make(abbreviations, phrase, arena);
  if (words.n < 1 || words.n > VB_PHRASE_WORDS) return;
  uint64_t first = extend(0, words.v[0].hash), hash = first;
  slot *s = insert(p, hash, arena);
  for (ptrdiff_t i = 1; i < words.n; i++) {
    s->continues = true; /* before the next insert, which may move the slots */
    hash = extend(hash, words.v[i].hash);
    s = insert(p, hash, arena);
  }
  uint8_t flags = words.v[0].flags & CASE;
  vb_payload *have = &s->payloads;
  while (have->class != class && have->next) have = have->next;
  if (have->class == class) {
    have->need_flags &= flags; /* written both ways in the lexicon: either way in a text */
    extend_reach(put(p, first), class, have->need_flags);
    return;
  }
  vb_payload *next = NULL;
  if (s->payloads.class) {
    next = VB_NEW(arena, vb_payload);
    *next = s->payloads;
  }
  s->payloads = (vb_payload){class, payload, flags, next};
  extend_reach(put(p, first), class, flags);
}

void vb_phrases_add_table(vb_phrases *p, const vb_abbreviations *abbreviations,
                          const vb_table *table, const char *columns, uint32_t class,
                          vb_arena *arena) {
  if (!table) return;
  vb_str names = vb_str_from(columns);
  while (names.p) {
    vb_str name = vb_str_cut(&names, ',');
    vb_arena scratch = *arena;
    ptrdiff_t column = vb_table_column(table, vb_str_z(&scratch, name));
    for (ptrdiff_t row = 0; row < table->n_rows; row++) {
      vb_str field = vb_table_field(table, row, column);
      while (field.p)
        vb_phrases_add(p, abbreviations, vb_alternative_next(&field), class, (int)row, arena);
    }
  }
}

static const vb_payload *usable(const slot *s, const vb_token *first, uint32_t classes) {
  for (const vb_payload *p = &s->payloads; p; p = p->next)
    if ((p->class & classes) && (first->flags & p->need_flags) == p->need_flags) return p;
  return NULL;
}

/* The slot of a token as a first word; NULL if no phrase begins with it. */
static const slot *first_slot(const vb_phrases *p, const vb_token *t) {
  uint32_t known = t->first[p->set];
  return known ? &p->slots[known - 1] : get(p, extend(0, t->hash));
}

vb_phrase_match vb_phrases_at(const vb_phrases *p, vb_tokens tokens, ptrdiff_t i, ptrdiff_t end,
                              uint32_t classes) {
  vb_phrase_match best = {0};
  if (i >= end || !(tokens.v[i].begins[p->set] & classes)) return best;
  const slot *s = first_slot(p, &tokens.v[i]);
  for (int n = 1; s; n++) {
    const vb_payload *hit = usable(s, &tokens.v[i], classes);
    if (hit) best = (vb_phrase_match){n, hit->value};
    if (!s->continues || n == VB_PHRASE_WORDS || i + n >= end) break;
    s = get(p, extend(s->hash, tokens.v[i + n].hash));
  }
  return best;
}

uint32_t vb_phrases_classes(const vb_phrases *p, const vb_token *token) {
  uint32_t classes = 0;
  const slot *s = first_slot(p, token);
  if (!s) return 0;
  for (const vb_payload *have = &s->payloads; have; have = have->next)
    if ((token->flags & have->need_flags) == have->need_flags) classes |= have->class;
  return classes;
}

static void mark(const vb_phrases *p, vb_token *t) {
  const slot *s = get(p, extend(0, t->hash));
  t->begins[p->set] = s ? s->reach[t->flags & CASE] : 0;
  if (s) t->first[p->set] = (uint32_t)(s - p->slots) + 1;
  if (!s || !s->continues) t->alone |= (uint8_t)(1 << p->set);
}

void vb_phrases_mark(const vb_phrases *p, vb_tokens tokens) {
  for (ptrdiff_t i = 0; i < tokens.n; i++) mark(p, &tokens.v[i]);
}
