#include "article/told.h"

/* A word that tells of something has three bytes, or is one sign of three. */
enum { WORD_BYTES = 3, OFTEN = 3, RUN = 3 };

vb_told vb_told_open(const vb_page *page, ptrdiff_t most_bytes, vb_arena *out) {
  vb_told told = {.first = VB_NEW_N(out, ptrdiff_t, page->blocks.n + 1)};
  for (ptrdiff_t i = 0; i < page->blocks.n; i++) {
    ptrdiff_t size = page->blocks.v[i].text.n;
    told.cap += (size < most_bytes ? size : most_bytes) / WORD_BYTES + 1;
  }
  told.words = VB_NEW_N(out, uint32_t, told.cap);
  return told;
}

void vb_told_next_block(vb_told *told) { told->first[told->n_blocks++] = told->n; }

void vb_told_add(vb_told *told, uint64_t hash) {
  if (told->n < told->cap) told->words[told->n++] = (uint32_t)(hash ^ (hash >> 32)) | 1;
}

typedef struct {
  uint32_t word;
  int n; /* blocks of prose that have it */
  ptrdiff_t last;
} telling;

typedef struct {
  telling *slots;
  ptrdiff_t capacity;
} tellings;

static telling *telling_of(const tellings *t, uint32_t word) {
  ptrdiff_t at = (ptrdiff_t)((word * 2654435761U) & (uint32_t)(t->capacity - 1));
  while (t->slots[at].word && t->slots[at].word != word) at = (at + 1) & (t->capacity - 1);
  t->slots[at].word = word;
  return &t->slots[at];
}

static void count_prose(const vb_told *told, const bool *prose, const tellings *table) {
  for (ptrdiff_t i = 0; i + 1 < told->n_blocks; i++) {
    for (ptrdiff_t k = told->first[i]; prose[i] && k < told->first[i + 1]; k++) {
      telling *t = telling_of(table, told->words[k]);
      if (t->last != i + 1) t->n++;
      t->last = i + 1;
    }
  }
}

/* Where a run of words stands: the first block and the last. */
typedef struct {
  uint32_t run;
  ptrdiff_t first, last;
} standing;

static uint32_t run_at(const vb_told *told, ptrdiff_t k) {
  uint32_t hash = 0;
  for (int i = 0; i < RUN; i++) hash = (hash ^ told->words[k + i]) * 0x85EBCA6BU;
  return hash | 1;
}

static standing *standing_of(standing *slots, ptrdiff_t capacity, uint32_t run) {
  ptrdiff_t at = (ptrdiff_t)((run * 2654435761U) & (uint32_t)(capacity - 1));
  while (slots[at].run && slots[at].run != run) at = (at + 1) & (capacity - 1);
  return &slots[at];
}

static void compare_runs(const vb_told *told, vb_told_share *shares, ptrdiff_t capacity,
                         vb_arena scratch) {
  standing *slots = VB_NEW_N(&scratch, standing, capacity);
  for (ptrdiff_t i = 0; i + 1 < told->n_blocks; i++) {
    for (ptrdiff_t k = told->first[i]; k + RUN <= told->first[i + 1]; k++) {
      uint32_t run = run_at(told, k);
      standing *s = standing_of(slots, capacity, run);
      if (!s->run) *s = (standing){run, i, i};
      s->last = i;
    }
  }
  for (ptrdiff_t i = 0; i + 1 < told->n_blocks; i++) {
    float before = 0, after = 0, n = (float)(told->first[i + 1] - told->first[i] - RUN + 1);
    for (ptrdiff_t k = told->first[i]; k + RUN <= told->first[i + 1]; k++) {
      const standing *s = standing_of(slots, capacity, run_at(told, k));
      before += s->first < i;
      after += s->last > i;
    }
    shares[i].before = n > 0 ? before / n : -1;
    shares[i].after = n > 0 ? after / n : -1;
  }
}

void vb_told_compare(const vb_told *told, const bool *prose, vb_told_share *shares,
                     vb_arena scratch) {
  tellings table = {.capacity = 16};
  while (table.capacity < told->n * 2) table.capacity *= 2;
  table.slots = VB_NEW_N(&scratch, telling, table.capacity);
  count_prose(told, prose, &table);
  for (ptrdiff_t i = 0; i + 1 < told->n_blocks; i++) {
    float n = (float)(told->first[i + 1] - told->first[i]), anywhere = 0, often = 0;
    for (ptrdiff_t k = told->first[i]; k < told->first[i + 1]; k++) {
      int others = telling_of(&table, told->words[k])->n - prose[i];
      anywhere += others > 0;
      often += others >= OFTEN;
    }
    shares[i].anywhere = n > 0 ? anywhere / n : -1;
    shares[i].often = n > 0 ? often / n : -1;
  }
  compare_runs(told, shares, table.capacity, scratch);
}

void vb_told_compare_with(const vb_told *told, const vb_told *text, float *shares,
                          vb_arena scratch) {
  ptrdiff_t capacity = 16;
  bool any = text->n >= RUN;
  while (capacity < text->n * 2) capacity *= 2;
  standing *slots = VB_NEW_N(&scratch, standing, capacity);
  for (ptrdiff_t k = 0; k + RUN <= text->n; k++) {
    uint32_t run = run_at(text, k);
    standing_of(slots, capacity, run)->run = run;
  }
  for (ptrdiff_t i = 0; i + 1 < told->n_blocks; i++) {
    float found = 0, n = (float)(told->first[i + 1] - told->first[i] - RUN + 1);
    for (ptrdiff_t k = told->first[i]; any && k + RUN <= told->first[i + 1]; k++)
      found += standing_of(slots, capacity, run_at(told, k))->run != 0;
    shares[i] = any && n > 0 ? found / n : -1;
  }
}
