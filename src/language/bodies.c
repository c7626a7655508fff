#include "language/bodies.h"

enum { MAX_WORDS = 32, SPELLED_MIN = 6 };

vb_body vb_body_fold(const vb_name_words *words, vb_str organisation, vb_arena *out) {
  vb_strs all = vb_wordmap_split(organisation, MAX_WORDS, out);
  vb_body body = {0};
  for (ptrdiff_t i = 0; i < all.n; i++) {
    if (vb_wordmap_get(&words->function, all.v[i])) continue;
    *vb_push(out, &body.words) = all.v[i];
    body.n_parts += vb_wordmap_get(&words->part, all.v[i]) > 0;
  }
  return body;
}

bool vb_body_is_common(vb_str organisation) {
  for (ptrdiff_t i = 0; i < organisation.n; i++)
    if (vb_is_upper(organisation.p[i]) || (unsigned char)organisation.p[i] >= 0x80) return false;
  return true;
}

/* One letter changed, added or left out, not the first. */
static bool one_letter_apart(vb_str a, vb_str b) {
  if (a.n > b.n) return one_letter_apart(b, a);
  if (a.n < SPELLED_MIN || b.n - a.n > 1) return false;
  ptrdiff_t head = 0, tail = 0;
  while (head < a.n && a.p[head] == b.p[head]) head++;
  while (tail < a.n - head && a.p[a.n - 1 - tail] == b.p[b.n - 1 - tail]) tail++;
  return head > 0 && b.n - head - tail <= 1;
}

static bool stands_in(vb_str word, vb_strs words) {
  for (ptrdiff_t i = 0; i < words.n; i++)
    if (vb_str_eq(word, words.v[i]) || one_letter_apart(word, words.v[i])) return true;
  return false;
}

static bool are_initials(vb_str word, vb_strs of) {
  if (word.n < 2 || word.n != of.n) return false;
  for (ptrdiff_t i = 0; i < of.n; i++)
    if (of.v[i].p[0] != word.p[i]) return false;
  return true;
}

vb_names_match vb_bodies_compare(const vb_body *a, const vb_body *b) {
  vb_strs x = a->words, y = b->words;
  if (x.n > y.n) return vb_bodies_compare(b, a);
  if (!x.n) return VB_NAMES_UNCLEAR;
  if (x.n == 1 && are_initials(x.v[0], y)) return VB_NAMES_SAME;
  for (ptrdiff_t i = 0; i < x.n; i++)
    if (!stands_in(x.v[i], y)) return VB_NAMES_DIFFER;
  if (x.n == 1 && y.n > 1) return VB_NAMES_PART;
  return a->n_parts == b->n_parts ? VB_NAMES_SAME : VB_NAMES_DIFFER;
}
