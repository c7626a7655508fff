#include "language/vocabulary.h"

enum { SLOTS = 1 << 15, WORDS = SLOTS / 3 };

/* Puts the word where it is found, into the first slot that is free. */
static void put(vb_vocabulary *v, vb_word_slot word) {
  uint64_t i = word.hash & v->mask;
  while (v->slots[i].hash) i = (i + 1) & v->mask;
  v->slots[i] = word;
}

/* Twice as many slots. */
static void make_room(vb_vocabulary *v) {
  vb_vocabulary old = *v;
  v->mask = old.mask * 2 + 1;
  v->slots = VB_NEW_N(v->home, vb_word_slot, (ptrdiff_t)v->mask + 1);
  for (uint64_t i = 0; i <= old.mask; i++)
    if (old.slots[i].hash) put(v, old.slots[i]);
}

vb_vocabulary *vb_vocabulary_new(vb_arena *home) {
  vb_vocabulary *v = VB_NEW(home, vb_vocabulary);
  *v = (vb_vocabulary){.home = home, .mask = SLOTS - 1};
  v->slots = VB_NEW_N(home, vb_word_slot, SLOTS);
  v->words = (vb_word_list){vb_arena_alloc_raw(home, sizeof(vb_word), 64, WORDS), 0, WORDS};
  v->more = (vb_word_more_list){
      vb_arena_alloc_raw(home, sizeof(vb_word_more), _Alignof(max_align_t), WORDS), 0, WORDS};
  *vb_push(home, &v->words) = (vb_word){0};
  *vb_push(home, &v->more) = (vb_word_more){0};
  return v;
}

vb_word *vb_vocabulary_enter(vb_vocabulary *v, uint64_t hash) {
  uint32_t known = vb_vocabulary_find(v, hash);
  if (known) return &v->words.v[known];
  if ((uint64_t)v->words.n * 3 > v->mask) make_room(v); /* most look-ups end at the first slot */
  put(v, (vb_word_slot){hash, (uint32_t)v->words.n});
  vb_word *word = vb_push(v->home, &v->words);
  *word = (vb_word){0};
  *vb_push(v->home, &v->more) = (vb_word_more){0};
  return word;
}

vb_word_begins *vb_vocabulary_enter_begins(vb_vocabulary *v, uint64_t hash, int set) {
  vb_word *word = vb_vocabulary_enter(v, hash);
  return set ? &v->more.v[word - v->words.v].begins[set - 1] : &word->begins;
}
