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
  vb_payload payloads; /* class 0: none; the first lies here, where a look-up has just been */
  uint64_t hash;       /* of the words up to here */
  uint64_t next;       /* of the hashes of the words that may follow: a bit each */
} slot;
VB_SLICE_TYPE(slots, slot);

/* Where a prefix is in the index; most look-ups end here. */
typedef struct {
  uint32_t tag; /* the upper half of the hash, never 0; 0: free */
  uint32_t slot;
} place;

struct vb_phrases {
  vb_vocabulary *vocabulary;
  slots slots;
  place *index;
  ptrdiff_t mask;
  int set;
};

static uint64_t extend(uint64_t hash, uint64_t word) {
  hash = (hash ^ word) * 0x9E3779B97F4A7C15u;
  hash ^= hash >> 29;
  return hash ? hash : 1;
}

static uint32_t tag_of(uint64_t hash) { return (uint32_t)(hash >> 32) | 1; }

static uint64_t bit_of(uint64_t word) { return (uint64_t)1 << (word >> 58); }

/* The place of the hash, or the free one where it would be. */
static place *find(const vb_phrases *p, uint64_t hash) {
  uint32_t tag = tag_of(hash);
  for (ptrdiff_t i = (ptrdiff_t)(hash & (uint64_t)p->mask);; i = (i + 1) & p->mask) {
    place *at = &p->index[i];
    if (!at->tag || (at->tag == tag && p->slots.v[at->slot].hash == hash)) return at;
  }
}

/* NULL if there is none. */
static const slot *get(const vb_phrases *p, uint64_t hash) {
  const place *at = find(p, hash);
  return at->tag ? &p->slots.v[at->slot] : NULL;
}

static void make_index(vb_phrases *p, ptrdiff_t n, vb_arena *arena) {
  p->index = VB_NEW_N(arena, place, n);
  p->mask = n - 1;
  for (ptrdiff_t i = 0; i < p->slots.n; i++)
    *find(p, p->slots.v[i].hash) = (place){tag_of(p->slots.v[i].hash), (uint32_t)i};
}

vb_phrases *vb_phrases_new(vb_vocabulary *vocabulary, int set, ptrdiff_t expected,
                           vb_arena *arena) {
  vb_phrases *p = VB_NEW(arena, vb_phrases);
  ptrdiff_t n = 8;
  while (n <= expected * 2) n *= 2;
  p->vocabulary = vocabulary;
  p->set = set;
  p->slots.v = vb_arena_alloc_raw(arena, sizeof(slot), _Alignof(max_align_t), expected);
  p->slots.cap = expected;
  make_index(p, n, arena);
  return p;
}

static slot *insert(vb_phrases *p, uint64_t hash, vb_arena *arena) {
  if ((p->slots.n + 1) * 2 > p->mask) make_index(p, (p->mask + 1) * 2, arena);
  place *at = find(p, hash);
  if (at->tag) return &p->slots.v[at->slot];
  *at = (place){tag_of(hash), (uint32_t)p->slots.n};
  slot *s = vb_push(arena, &p->slots);
  *s = (slot){.hash = hash};
  return s;
}

/* What a phrase's tokens are asked for. */
typedef struct {
  uint64_t hashes[VB_PHRASE_WORDS];
  ptrdiff_t n; /* 0: no phrase, or too long */
  uint8_t flags;
} phrase_words;

static phrase_words read_phrase(const vb_abbreviations *abbreviations, vb_str phrase,
                                vb_arena scratch) {
  phrase_words words = {.n = 0};
  vb_tokens t = vb_tokens_make(abbreviations, phrase, &scratch);
  if (t.n < 1 || t.n > VB_PHRASE_WORDS) return words;
  words.flags = t.v[0].flags & CASE;
  for (; words.n < t.n; words.n++) words.hashes[words.n] = t.v[words.n].hash;
  return words;
}

/* Tells the vocabulary of a phrase that begins with the word. */
static void note_first(const vb_phrases *p, uint64_t word, uint32_t class, uint8_t need_flags) {
  const slot *first = get(p, extend(0, word));
  vb_word_begins *begins = vb_vocabulary_enter_begins(p->vocabulary, word, p->set);
  begins->first = (uint32_t)(first - p->slots.v) + 1;
  for (int flags = 0; flags <= CASE; flags++)
    if ((flags & need_flags) == need_flags) begins->reach[flags] |= class;
  if (first->next) vb_vocabulary_enter(p->vocabulary, word)->longer |= (uint8_t)(1 << p->set);
}

void vb_phrases_add(vb_phrases *p, const vb_abbreviations *abbreviations, vb_str phrase,
                    uint32_t class, int payload, vb_arena *arena) {
  phrase_words words = read_phrase(abbreviations, phrase, *arena);
  if (!words.n) return;
  uint64_t hash = extend(0, words.hashes[0]);
  slot *s = insert(p, hash, arena);
  for (ptrdiff_t i = 1; i < words.n; i++) {
    s->next |= bit_of(words.hashes[i]); /* before the next insert, which may move the slots */
    hash = extend(hash, words.hashes[i]);
    s = insert(p, hash, arena);
  }
  uint8_t flags = words.flags;
  vb_payload *have = &s->payloads;
  while (have->class != class && have->next) have = have->next;
  if (have->class == class) {
    have->need_flags &= flags; /* written both ways in the lexicon: either way in a text */
    flags = have->need_flags;
  } else {
    vb_payload *next = NULL;
    if (s->payloads.class) {
      next = VB_NEW(arena, vb_payload);
      *next = s->payloads;
    }
    s->payloads = (vb_payload){class, payload, flags, next};
  }
  note_first(p, words.hashes[0], class, flags);
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
  if (!p->slots.n) return NULL;
  uint32_t first = vb_vocabulary_begins(p->vocabulary, t->word, p->set)->first;
  return first ? &p->slots.v[first - 1] : NULL;
}

vb_phrase_match vb_phrases_at(const vb_phrases *p, vb_tokens tokens, ptrdiff_t i, ptrdiff_t end,
                              uint32_t classes) {
  vb_phrase_match best = {0};
  if (i >= end || !(tokens.v[i].begins[p->set] & classes)) return best;
  const slot *s = first_slot(p, &tokens.v[i]);
  for (int n = 1; s; n++) {
    const vb_payload *hit = usable(s, &tokens.v[i], classes);
    if (hit) best = (vb_phrase_match){n, hit->value};
    if (n == VB_PHRASE_WORDS || i + n >= end) break;
    if (!(s->next & bit_of(tokens.v[i + n].hash))) break;
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

/* Which classes have a phrase that begins at token i, and how long the longest is. */
static void settle(const vb_phrases *p, vb_tokens tokens, ptrdiff_t i) {
  vb_token *t = &tokens.v[i];
  const slot *s = first_slot(p, t);
  t->is = 0, t->longest = 1;
  for (int n = 1; s; n++) {
    for (const vb_payload *have = &s->payloads; have; have = have->next) {
      if (!have->class || (t->flags & have->need_flags) != have->need_flags) continue;
      t->is |= have->class;
      t->longest = (uint8_t)n;
    }
    if (n == VB_PHRASE_WORDS || i + n >= tokens.n) break;
    if (!(s->next & bit_of(tokens.v[i + n].hash))) break;
    s = get(p, extend(s->hash, tokens.v[i + n].hash));
  }
}

void vb_phrases_mark(const vb_phrases *p, vb_tokens tokens) {
  const vb_vocabulary *v = p->vocabulary;
  for (ptrdiff_t i = 0; i < tokens.n; i++) {
    vb_token *t = &tokens.v[i];
    const vb_word_begins *begins = vb_vocabulary_begins(v, t->word, p->set);
    t->begins[p->set] = begins->reach[t->flags & CASE];
    if (p->set) continue;
    t->is = t->begins[0], t->longest = 1;
    if (v->words.v[t->word].longer & 1) settle(p, tokens, i);
  }
}
