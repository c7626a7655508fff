#include "archive/passages_cut.h"

#include <assert.h>
#include <stddef.h>

void vb_cut_begin(vb_cut *cut, vb_passage_ranks ranks, int limit) {
  cut->ranks = ranks;
  cut->limit = limit;
  cut->n = cut->n_ranked = 0;
  cut->n_seen = cut->n_dropped = 0;
  cut->cut = false;
  cut->bound = UINT64_MAX;
}

static uint64_t rank_of(const vb_cut *cut, uint32_t text) {
  return cut->ranks.rank(cut->ranks.context, text);
}

/* The k-th smallest, from 1, of different numbers (Hoare 1961). */
static uint64_t smallest(uint64_t *v, int n, int k) {
  for (int low = 0, high = n - 1; low < high;) {
    uint64_t pivot = v[low + (high - low) / 2];
    int i = low, j = high;
    while (i <= j) {
      for (; v[i] < pivot; i++) {
      }
      for (; v[j] > pivot; j--) {
      }
      if (i > j) break;
      uint64_t swap = v[i];
      v[i++] = v[j];
      v[j--] = swap;
    }
    if (k - 1 <= j)
      high = j;
    else if (k - 1 >= i)
      low = i;
    else
      break;
  }
  return v[k - 1];
}

/* Ranks cost a look into the archive: they are asked for when there is something to cut. */
static void rank_all(vb_cut *cut) {
  for (; cut->n_ranked < cut->n; cut->n_ranked++) {
    vb_cut_text *text = &cut->kept[cut->n_ranked];
    text->rank = rank_of(cut, text->postings->text);
  }
}

/* The rank of the last one that is kept. */
static uint64_t last_rank(const vb_cut *cut) {
  uint64_t ranks[VB_PASSAGES_CUT_ROOM] = {0};
  assert(cut->limit > 0 && cut->limit <= cut->n);
  for (int i = 0; i < cut->n; i++) ranks[i] = cut->kept[i].rank;
  return smallest(ranks, cut->n, cut->limit);
}

/* The earliest ones stay, in the order they came in. */
static void keep_earliest(vb_cut *cut) {
  int n = cut->n;
  rank_all(cut);
  uint64_t last = n > cut->limit ? last_rank(cut) : UINT64_MAX;
  if (last < cut->bound) cut->bound = last;
  cut->n = 0;
  for (int i = 0; i < n && cut->n < cut->limit; i++) {
    if (cut->kept[i].rank > cut->bound) continue;
    if (cut->n != i) cut->kept[cut->n] = cut->kept[i];
    cut->n++;
  }
  cut->n_ranked = cut->n;
}

/* `rank` where it is known already. */
static void add_text(vb_cut *cut, const vb_posting *postings, int n, const uint64_t *rank) {
  cut->n_seen++;
  if (cut->n == VB_PASSAGES_CUT_ROOM) keep_earliest(cut);
  bool is_ranked = rank || cut->bound != UINT64_MAX;
  uint64_t own = rank ? *rank : is_ranked ? rank_of(cut, postings->text) : 0;
  if (own > cut->bound) return;
  vb_cut_text *text = &cut->kept[cut->n];
  text->rank = own;
  text->n = n < VB_PASSAGES_PLACES ? n : VB_PASSAGES_PLACES;
  for (int i = 0; i < text->n; i++) text->postings[i] = postings[i];
  if (is_ranked && cut->n_ranked == cut->n) cut->n_ranked++;
  cut->n++;
}

void vb_cut_text_add(vb_cut *cut, const vb_posting *postings, int n) {
  add_text(cut, postings, n, NULL);
}

void vb_cut_entry(vb_cut *cut, const vb_page_entry *entry) {
  uint64_t last = 0;
  cut->n_dropped += entry->dropped;
  cut->cut |= entry->cut;
  for (int i = 0, n; i < entry->n; i += n) {
    uint32_t text = entry->postings[i].text;
    for (n = 1; i + n < entry->n && entry->postings[i + n].text == text;) n++;
    if (cut->ranks.gone(cut->ranks.context, text)) continue;
    uint64_t rank = entry->cut ? rank_of(cut, text) : 0;
    if (rank > last) last = rank;
    add_text(cut, entry->postings + i, n, entry->cut ? &rank : NULL);
  }
  if (entry->cut && last < cut->bound) cut->bound = last;
}

int vb_cut_end(vb_cut *cut, vb_page_entry *entry) {
  if (cut->n > cut->limit || cut->bound != UINT64_MAX) keep_earliest(cut);
  entry->n = 0;
  for (int i = 0; i < cut->n; i++)
    for (int k = 0; k < cut->kept[i].n; k++) cut->postings[entry->n++] = cut->kept[i].postings[k];
  entry->postings = cut->postings;
  entry->dropped = cut->n_dropped + (cut->n_seen - cut->n);
  entry->cut = cut->cut || cut->n_seen > cut->n;
  return cut->n;
}
