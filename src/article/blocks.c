#include "article/blocks.h"

#include "base/utf8.h"

typedef struct {
  uint64_t hash;
  ptrdiff_t first;
  int n;
} seen_text;

/* Texts are counted by hash in a table of twice their number: linear, whatever stands on the page.
 */
static void count_repeats(vb_page *page, vb_arena scratch) {
  ptrdiff_t capacity = 16;
  while (capacity < page->blocks.n * 2) capacity *= 2;
  seen_text *seen = VB_NEW_N(&scratch, seen_text, capacity);
  seen_text **of = VB_NEW_N(&scratch, seen_text *, page->blocks.n);
  for (ptrdiff_t i = 0; i < page->blocks.n; i++) {
    uint64_t hash = vb_str_hash(page->blocks.v[i].text) | 1;
    ptrdiff_t at = (ptrdiff_t)(hash & (uint64_t)(capacity - 1));
    while (seen[at].hash && seen[at].hash != hash) at = (at + 1) & (capacity - 1);
    if (!seen[at].hash) seen[at] = (seen_text){.hash = hash, .first = i};
    seen[at].n++;
    of[i] = &seen[at];
  }
  for (ptrdiff_t i = 0; i < page->blocks.n; i++) {
    page->blocks.v[i].repeats = of[i]->n;
    page->blocks.v[i].first_of_repeats = of[i]->first == i;
  }
}

static void find_phrase(const vb_article_grammar *g, vb_block *block, vb_arena scratch) {
  enum { HEAD_BYTES = 120 };
  vb_str head =
      vb_utf8_fold(&scratch, vb_str_slice(block->text, 0, vb_utf8_back(block->text, HEAD_BYTES)));
  ptrdiff_t end = 0;
  const vb_dict_entry *entry = vb_dict_prefix(&g->boilerplate, head, &end);
  if (!entry) return;
  block->phrase = (vb_phrase)entry->value;
  while (end < head.n && !vb_is_alpha(head.p[end]) && !vb_is_digit(head.p[end]) &&
         !(head.p[end] & 0x80))
    end++;
  block->phrase_is_all = end >= head.n && block->text.n <= HEAD_BYTES;
}

bool vb_block_is_text_like(const vb_block *b, unsigned outside) {
  return b->phrase == VB_PHRASE_NONE && b->link_bytes * 2 < b->text.n &&
         b->kind != VB_BLOCK_CAPTION && !(b->within & outside);
}

void vb_blocks_finish(const vb_article_grammar *grammar, vb_page *page, vb_arena scratch) {
  count_repeats(page, scratch);
  for (ptrdiff_t i = 0; i < page->blocks.n; i++) find_phrase(grammar, &page->blocks.v[i], scratch);
}
