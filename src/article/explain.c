#include "article/explain.h"

#include <math.h>
#include <stdlib.h>

#include "article/reading.h"

const char *vb_verdict_name(vb_verdict verdict) {
  static const char *const names[] = {"text", "title", "subtitle", "caption", "fact", "outside"};
  return names[verdict];
}

const char *vb_block_kind_name(vb_block_kind kind) {
  static const char *const names[] = {"line", "paragraph", "heading", "item",
                                      "cell", "quote",     "caption"};
  return names[kind];
}

static vb_verdict verdict_on(const vb_page_reading *r, ptrdiff_t i) {
  const vb_block *b = &r->page.blocks.v[i];
  if (i == r->title) return VB_VERDICT_TITLE;
  if (i == r->subtitle) return VB_VERDICT_SUBTITLE;
  if (b->main) return VB_VERDICT_TEXT;
  if (b->caption) return VB_VERDICT_CAPTION;
  return r->chosen[i] ? VB_VERDICT_FACT : VB_VERDICT_OUTSIDE;
}

static int by_value(const void *a, const void *b) {
  float x = *(const float *)a, y = *(const float *)b;
  return (x > y) - (x < y);
}

/* The median of every feature over the blocks that the classifier took, or over the others.  False:
 * there are none. */
static bool usual_of(const vb_page_reading *r, const vb_features *rows, bool taken,
                     vb_features *usual, vb_arena scratch) {
  ptrdiff_t n = 0;
  float *values = VB_NEW_N(&scratch, float, r->page.blocks.n);
  for (int f = 0; f < VB_N_FEATURES; f++) {
    n = 0;
    for (ptrdiff_t i = 0; i < r->page.blocks.n; i++)
      if (r->chosen[i] == taken) values[n++] = rows[i].v[f];
    if (!n) return false;
    qsort(values, (size_t)n, sizeof *values, by_value);
    usual->v[f] = values[n / 2];
  }
  return true;
}

/* Keeps the strongest reasons on the verdict's side, ordered. */
static void add_reason(vb_explained_block *e, vb_block_reason reason) {
  int at = e->n_reasons;
  while (at > 0 && fabsf(e->reasons[at - 1].effect) < fabsf(reason.effect)) at--;
  if (at == VB_BLOCK_REASONS) return;
  if (e->n_reasons < VB_BLOCK_REASONS) e->n_reasons++;
  for (int i = e->n_reasons - 1; i > at; i--) e->reasons[i] = e->reasons[i - 1];
  e->reasons[at] = reason;
}

static void find_reasons(const vb_model *model, const vb_features *usual, bool taken,
                         vb_explained_block *e) {
  const float least = 0.2f;
  float score = vb_model_score(model, e->features.v);
  vb_features other = e->features;
  for (int f = 0; f < VB_N_FEATURES; f++) {
    other.v[f] = usual->v[f];
    float effect = score - vb_model_score(model, other.v);
    other.v[f] = e->features.v[f];
    if (taken ? effect > least : effect < -least)
      add_reason(e, (vb_block_reason){vb_feature_name(f), e->features.v[f], usual->v[f], effect});
  }
}

vb_explained_blocks vb_article_explain(const vb_article_grammar *grammar, const vb_capture *capture,
                                       vb_arena *out, vb_arena scratch) {
  if (capture->format == VB_FORMAT_JSONL) return (vb_explained_blocks){0};
  vb_page_reading r;
  vb_article_read_page(grammar, capture, &r, out, out, scratch);
  ptrdiff_t n = r.page.blocks.n;
  vb_features usual[2]; /* outside the text, in it */
  bool known[2];
  for (int taken = 0; taken < 2; taken++)
    known[taken] = n && usual_of(&r, r.features, taken, &usual[taken], scratch);
  bool *titles = VB_NEW_N(&scratch, bool, n); /* of several articles */
  for (ptrdiff_t i = 0; i < r.parts.n; i++) titles[r.parts.v[i].title] = true;
  vb_explained_blocks all = {VB_NEW_N(out, vb_explained_block, n), n, n};
  for (ptrdiff_t i = 0; i < n; i++) {
    vb_explained_block *e = &all.v[i];
    *e = (vb_explained_block){.block = r.page.blocks.v[i], .features = r.features[i]};
    e->verdict = verdict_on(&r, i);
    if (titles[i]) e->verdict = VB_VERDICT_TITLE;
    e->likely = 1 / (1 + expf(-vb_model_score(&grammar->model, e->features.v)));
    bool taken = r.chosen[i];
    if (known[!taken]) find_reasons(&grammar->model, &usual[!taken], taken, e);
  }
  return all;
}
