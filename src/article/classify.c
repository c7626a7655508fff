#include "article/classify.h"

#include <math.h>

/* Columns of features.c that are read by hand until a model is there. */
enum {
  SIZE,
  LINKS,
  ENDS,
  LOWER,
  STOPS,
  PHRASE = 16,
  PHRASE_ALL = 17,
  WITHIN = 20,
  SHARE = 50,
  WINDOW_MASS = 54
};

static float score(const vb_block *b, const float *f) {
  float s = -2.0f;
  s += (f[SIZE] - 4.0f) * 1.0f;
  s -= f[LINKS] * 4;
  s += f[ENDS] * 1.5f;
  s += f[STOPS] * 4;
  s += f[WINDOW_MASS] * 2;
  s += f[SHARE + 1] * 3;
  if (b->within & (VB_IN_NAV | VB_IN_FOOTER | VB_IN_ASIDE | VB_IN_FORM | VB_IN_HIDDEN)) s -= 3;
  if (b->kind == VB_BLOCK_CAPTION) s -= 4;
  if (b->around & VB_MARKUP_COMMENT) s -= 3;
  if (b->around & VB_MARKUP_OTHER) s -= 0.5f;
  if (b->near & VB_MARKUP_CAPTION) s -= 2;
  if (f[PHRASE] > 0) s -= f[PHRASE_ALL] > 0 ? 4 : 1.5f;
  if (b->repeats > 1) s -= 3;
  return s;
}

/* The labelling with the highest sum of scores less the price of each change (Viterbi). */
static void label(vb_page *page, const float *scores, vb_arena scratch) {
  const float change = 1.0f;
  ptrdiff_t n = page->blocks.n;
  bool(*from)[2] = (bool(*)[2])VB_NEW_N(&scratch, bool, n * 2);
  float best[2] = {0, -change};
  for (ptrdiff_t i = 0; i < n; i++) {
    float next[2];
    for (int k = 0; k < 2; k++) {
      from[i][k] = best[!k] - change > best[k] ? !k : k;
      next[k] = fmaxf(best[k], best[!k] - change) + (k ? scores[i] : 0);
    }
    best[0] = next[0], best[1] = next[1];
  }
  int k = best[1] > best[0];
  for (ptrdiff_t i = n - 1; i >= 0; i--) {
    page->blocks.v[i].main = k;
    k = from[i][k];
  }
}

void vb_classify(const vb_article_grammar *grammar, vb_page *page, vb_str title, vb_arena scratch) {
  if (!page->blocks.n) return;
  vb_arena upper = scratch; /* results below, work above */
  upper.beg = scratch.end = scratch.beg + (scratch.end - scratch.beg) / 2;
  vb_features *rows = vb_features_of(grammar, page, title, &scratch, upper);
  float *scores = VB_NEW_N(&scratch, float, page->blocks.n);
  for (ptrdiff_t i = 0; i < page->blocks.n; i++) scores[i] = score(&page->blocks.v[i], rows[i].v);
  label(page, scores, scratch);
}
