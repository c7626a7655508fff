#include "archive/passages_cut.h"

#include <stdlib.h>

void vb_cut_begin(vb_cut *cut, vb_passage_ranks ranks, int limit) {
  cut->ranks = ranks;
  cut->limit = limit;
  cut->n = 0;
  cut->n_seen = cut->n_dropped = 0;
  cut->cut = cut->ranked = false;
  cut->horizon = UINT64_MAX;
}

static int compare_ranks(const void *pa, const void *pb) {
  const vb_cut_text *a = pa, *b = pb;
  return (a->rank > b->rank) - (a->rank < b->rank);
}

static int compare_texts(const void *pa, const void *pb) {
  const vb_cut_text *a = pa, *b = pb;
  return (a->postings->text > b->postings->text) - (a->postings->text < b->postings->text);
}

/* Ranks cost a look into the archive: they are asked for when there is something to cut. */
static void rank_all(vb_cut *cut) {
  if (cut->ranked) return;
  for (int i = 0; i < cut->n; i++)
    cut->kept[i].rank = cut->ranks.rank(cut->ranks.context, cut->kept[i].postings->text);
  qsort(cut->kept, (size_t)cut->n, sizeof *cut->kept, compare_ranks);
  cut->ranked = true;
}

static void fill(vb_cut_text *text, uint64_t rank, const vb_posting *postings, int n) {
  text->rank = rank;
  text->n = n < VB_PASSAGES_PLACES ? n : VB_PASSAGES_PLACES;
  for (int i = 0; i < text->n; i++) text->postings[i] = postings[i];
}

void vb_cut_text_add(vb_cut *cut, const vb_posting *postings, int n) {
  cut->n_seen++;
  if (!cut->ranked && cut->n < cut->limit) {
    fill(&cut->kept[cut->n++], 0, postings, n);
    return;
  }
  rank_all(cut);
  uint64_t rank = cut->ranks.rank(cut->ranks.context, postings->text);
  bool full = cut->n == cut->limit;
  if (full && rank > cut->kept[cut->n - 1].rank) return;
  int at = full ? cut->n - 1 : cut->n++;
  for (; at > 0 && cut->kept[at - 1].rank > rank; at--) cut->kept[at] = cut->kept[at - 1];
  fill(&cut->kept[at], rank, postings, n);
}

void vb_cut_entry(vb_cut *cut, const vb_page_entry *entry) {
  uint64_t last = 0;
  cut->n_dropped += entry->dropped;
  cut->cut |= entry->cut;
  if (entry->cut) rank_all(cut);
  for (int i = 0, n; i < entry->n; i += n) {
    uint32_t text = entry->postings[i].text;
    for (n = 1; i + n < entry->n && entry->postings[i + n].text == text;) n++;
    if (cut->ranks.gone(cut->ranks.context, text)) continue;
    vb_cut_text_add(cut, entry->postings + i, n);
    uint64_t rank = entry->cut ? cut->ranks.rank(cut->ranks.context, text) : 0;
    if (rank > last) last = rank;
  }
  if (entry->cut && last < cut->horizon) cut->horizon = last;
}

int vb_cut_end(vb_cut *cut, vb_page_entry *entry) {
  if (cut->ranked) {
    while (cut->n && cut->kept[cut->n - 1].rank > cut->horizon) cut->n--;
    qsort(cut->kept, (size_t)cut->n, sizeof *cut->kept, compare_texts);
  }
  entry->n = 0;
  for (int i = 0; i < cut->n; i++)
    for (int k = 0; k < cut->kept[i].n; k++) cut->postings[entry->n++] = cut->kept[i].postings[k];
  entry->postings = cut->postings;
  entry->dropped = cut->n_dropped + (cut->n_seen - cut->n);
  entry->cut = cut->cut || cut->n_seen > cut->n;
  return cut->n;
}
