#include "article/title_words.h"

#include "base/utf8.h"

vb_str vb_title_letters(vb_str s, vb_arena *arena) {
  vb_str folded = vb_utf8_fold(arena, s);
  char *p = vb_arena_alloc_raw(arena, 1, 1, folded.n), *to = p;
  for (ptrdiff_t i = 0; i < folded.n;) {
    int len;
    int32_t c = vb_utf8_decode(folded, i, &len);
    bool sign = c < 0x80 ? !vb_is_alpha((char)c) && !vb_is_digit((char)c)
                         : c == 0xA0 || (c >= 0x2000 && c <= 0x206F);
    for (int k = 0; !sign && k < len; k++) *to++ = folded.p[i + k];
    i += len;
  }
  return (vb_str){p, to - p};
}

int vb_title_count(vb_str s) {
  int n = 0, wide = 0;
  for (ptrdiff_t i = 0; i < s.n; i++) {
    n += s.p[i] != ' ' && (!i || s.p[i - 1] == ' ');
    wide += (unsigned char)s.p[i] >= 0xE0;
  }
  return n + wide / 2;
}

static bool has_word(vb_title_words *set, uint64_t hash, bool add) {
  hash |= 1;
  ptrdiff_t at = (ptrdiff_t)(hash % VB_TITLE_WORD_SLOTS);
  while (set->slots[at] && set->slots[at] != hash) at = (at + 1) % VB_TITLE_WORD_SLOTS;
  if (set->slots[at]) return true;
  if (add && set->n < VB_TITLE_WORD_SLOTS * 3 / 4) set->slots[at] = hash, set->n++;
  return false;
}

/* Long words of `s` and CJK pairs: how many are in the set, and *total of all. */
static int match_words(vb_title_words *set, vb_str s, bool add, int *total, vb_arena scratch) {
  vb_str f = vb_utf8_fold(&scratch, s);
  int hits = 0;
  *total = 0;
  for (ptrdiff_t i = 0; i < f.n;) {
    ptrdiff_t start = i;
    while (i < f.n && (vb_is_alpha(f.p[i]) || vb_is_digit(f.p[i]) || (f.p[i] & 0x80))) {
      i++;
      if ((f.p[start] & 0x80) && i - start == 6) break;
    }
    if (i - start > 3) {
      hits += has_word(set, vb_str_hash(vb_str_slice(f, start, i)), add);
      ++*total;
    }
    if (i == start) i++;
  }
  return hits;
}

int vb_title_add_words(vb_title_words *words, vb_str s, vb_arena scratch) {
  int total;
  match_words(words, s, true, &total, scratch);
  return total;
}

int vb_title_shared_words(vb_title_words *words, vb_str s, int *total, vb_arena scratch) {
  return match_words(words, s, false, total, scratch);
}
