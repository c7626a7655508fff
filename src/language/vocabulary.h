/* The vocabulary: each word that a list of the lexicon knows, once, with what the lists say of it.
 *
 *   "the" --hash--> 17 --> | phrases it begins | a word of time | of clauses | what points mean |
 *
 * A token gets its word's number when it is made, and every stage behind takes what its own list
 * says from there: no text is looked up twice, and what one stage has just read the next finds in
 * the cache.  Word 0 is the one that no list knows; all lists say nothing of it.
 *
 * Lists enter their words while grammars are opened, before the first text is read; from then on
 * the vocabulary is shared and read only.  A grammar that is opened again enters the same words in
 * the same order, and so changes nothing.
 */
#ifndef VB_LANGUAGE_VOCABULARY_H
#define VB_LANGUAGE_VOCABULARY_H

#include "base/vec.h"

enum { VB_PHRASE_SETS = 3 }; /* sets of phrases that words may begin; see phrases.h */

/* What one set of phrases says of a word. */
typedef struct {
  uint32_t reach[4]; /* classes of the phrases that it begins, by the token's flags of case */
  uint32_t first;    /* 1 + its slot in the set; 0: none */
} vb_word_begins;

/* Half a line of the cache: most words of a text are asked for all of it, one list after the other.
 */
typedef struct {
  vb_word_begins begins; /* of the set of words.h */
  uint32_t classes;      /* in a clause, see statements/grammar.h */
  int16_t cue;           /* 1 + the cue verb that it is a form of; 0: none */
  uint8_t forms;         /* of that verb, or of another */
  uint8_t point;         /* what points mean beside it, see tokens.c */
  uint16_t time;         /* 1 + its place among the words of time; 0: none */
  uint8_t time_passes;   /* see time_words.c */
  uint8_t longer;        /* a bit for each set: longer phrases begin with it too */
} vb_word;
_Static_assert(sizeof(vb_word) == 32, "two words to a line of the cache");
VB_SLICE_TYPE(vb_word_list, vb_word);

/* Of the other sets. */
typedef struct {
  vb_word_begins begins[VB_PHRASE_SETS - 1];
} vb_word_more;
VB_SLICE_TYPE(vb_word_more_list, vb_word_more);

typedef struct {
  uint64_t hash; /* of the folded word; 0: free, and the word is 0 */
  uint32_t word;
} vb_word_slot;

typedef struct {
  vb_arena *home;
  vb_word_list words; /* the first is word 0 */
  vb_word_more_list more;
  vb_word_slot *slots;
  uint64_t mask;
} vb_vocabulary;

/* Grows in `home`, which must stay where it is as long as words are entered. */
vb_vocabulary *vb_vocabulary_new(vb_arena *home);

/* The word of this hash, made if no list has it yet; valid until the next is entered. */
vb_word *vb_vocabulary_enter(vb_vocabulary *vocabulary, uint64_t hash);
/* What a set says of the word of this hash, to be filled in; the same holds for it. */
vb_word_begins *vb_vocabulary_enter_begins(vb_vocabulary *vocabulary, uint64_t hash, int set);

/* Told early where it will be sought, the processor has it when it is. */
static inline void vb_vocabulary_expect(const vb_vocabulary *v, uint64_t hash) {
  __builtin_prefetch(&v->slots[hash & v->mask]);
}

/* 0: no list knows it. */
static inline uint32_t vb_vocabulary_find(const vb_vocabulary *v, uint64_t hash) {
  const vb_word_slot *s = &v->slots[hash & v->mask];
  while ((s->hash != hash) & (s->hash != 0)) /* one branch, as it mostly ends at once */
    s = s == v->slots + v->mask ? v->slots : s + 1;
  return s->word;
}

static inline const vb_word_begins *vb_vocabulary_begins(const vb_vocabulary *v, uint32_t word,
                                                         int set) {
  return set ? &v->more.v[word].begins[set - 1] : &v->words.v[word].begins;
}

#endif
