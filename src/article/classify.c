#include "article/classify.h"

#include <math.h>

/* What one block weighs in the labelling: a line of two words ("Photo: AP") between paragraphs says
 * little about them, however surely it is no text itself. */
static float weight(const vb_block *b) {
  const float full_bytes = 30;
  return fminf(1, (float)b->text.n / full_bytes);
}

/* The labelling with the highest sum of weighted scores less the price of each change (Viterbi);
 * then what is clearly no text is dropped from inside a run. */
static void label(vb_page *page, const float *scores, vb_arena scratch) {
  const float change = 0.3f, clearly_not = -0.5f, hardly_a_menu = 0.5f;
  ptrdiff_t n = page->blocks.n;
  bool(*from)[2] = (bool(*)[2])VB_NEW_N(&scratch, bool, n * 2);
  float best[2] = {0, -change};
  for (ptrdiff_t i = 0; i < n; i++) {
    float score = scores[i] * weight(&page->blocks.v[i]), next[2];
    for (int k = 0; k < 2; k++) {
      from[i][k] = best[!k] - change > best[k] ? !k : k;
      next[k] = fmaxf(best[k], best[!k] - change) + (k ? score : 0);
    }
    best[0] = next[0], best[1] = next[1];
  }
  int k = best[1] > best[0];
  for (ptrdiff_t i = n - 1; i >= 0; i--) {
    vb_block *b = &page->blocks.v[i];
    b->main = k && scores[i] > (b->phrase_is_all ? hardly_a_menu : clearly_not);
    k = from[i][k];
  }
}

/* A paragraph between a box and a picture costs label() two changes, so it gives up those of which
 * the model is not quite sure.  Where an element around holds most of a text that is long enough to
 * say where the article is, its own score decides. */
static void take_between_boxes(vb_page *page, const float *scores, vb_arena scratch) {
  enum { AROUND = 3, PROSE = 80, LONG = 1500 };
  ptrdiff_t *held = VB_NEW_N(&scratch, ptrdiff_t, page->n_containers + 1), all = 0;
  for (ptrdiff_t i = 0; i < page->blocks.n; i++) {
    const vb_block *b = &page->blocks.v[i];
    if (!b->main) continue;
    all += b->text.n;
    for (int k = 0; k < AROUND; k++) held[b->container[k]] += b->text.n;
  }
  for (ptrdiff_t i = 0; all >= LONG && i < page->blocks.n; i++) {
    vb_block *b = &page->blocks.v[i];
    if (b->text.n < PROSE || scores[i] <= 0 || b->phrase_is_all) continue;
    for (int k = 0; k < AROUND; k++) b->main |= b->container[k] && held[b->container[k]] * 2 > all;
  }
}

/* A first-level heading that the text begins with is its title. */
static void drop_title(vb_page *page) {
  ptrdiff_t i = 0;
  while (i < page->blocks.n && !page->blocks.v[i].main) i++;
  for (; i < page->blocks.n; i++) {
    vb_block *b = &page->blocks.v[i];
    if (b->kind != VB_BLOCK_HEADING || b->level != 1) return;
    b->main = false;
  }
}

static bool is_text_like(const vb_block *b) {
  return vb_block_is_text_like(b, VB_IN_FORM | VB_IN_NAV | VB_IN_HIDDEN);
}

/* The page says where its text is (itemprop="articleBody"), and nothing there was taken: a
 * calendar, a table of results.  What the page says holds. */
static void take_declared(vb_page *page) {
  ptrdiff_t declared = 0;
  for (ptrdiff_t i = 0; i < page->blocks.n; i++) {
    const vb_block *b = &page->blocks.v[i];
    if (!(b->within & VB_IN_BODY)) continue;
    if (b->main) return;
    declared += is_text_like(b);
  }
  for (ptrdiff_t i = 0; declared && i < page->blocks.n; i++) {
    vb_block *b = &page->blocks.v[i];
    b->main = (b->within & VB_IN_BODY) && is_text_like(b);
  }
}

/* A text that stands on the page a second time, in one piece, is there for machines; so is what is
 * hidden beside it.  Joints between its paragraphs stand in no other block. */
static void drop_copies(vb_page *page, const vb_features *rows) {
  const int again = vb_feature_named(VB_S("again"));
  const float most = 0.75F;
  enum { LONG = 1000 };
  ptrdiff_t before = 0;
  bool hidden = false;
  for (ptrdiff_t i = 0; i < page->blocks.n; i++) {
    vb_block *b = &page->blocks.v[i];
    if (!b->main) continue;
    if (b->text.n >= LONG && before > b->text.n / 2 && rows[i].v[again] >= most) {
      b->main = false;
      hidden |= (b->within & VB_IN_HIDDEN) != 0;
    } else {
      before += b->text.n;
    }
  }
  for (ptrdiff_t i = 0; hidden && i < page->blocks.n; i++)
    if (page->blocks.v[i].within & VB_IN_HIDDEN) page->blocks.v[i].main = false;
}

/* The heading that the page's title repeats, the last of the highest level; -1. */
static ptrdiff_t headline(const vb_page *page, const vb_features *rows, int title_words) {
  const float most = 0.4F; /* short words do not count */
  ptrdiff_t found = -1;
  for (ptrdiff_t i = 0; i < page->blocks.n; i++) {
    const vb_block *b = &page->blocks.v[i];
    if (b->kind != VB_BLOCK_HEADING || rows[i].v[title_words] < most) continue;
    if (found < 0 || b->level <= page->blocks.v[found].level) found = i;
  }
  return found;
}

/* A short article beside long teasers: what stands below the headline and shares its words is the
 * text, if nothing that was taken shares any. */
static void take_below_headline(vb_page *page, const vb_features *rows) {
  enum { BELOW = 12, PROSE = 80, LINE = 40 };
  const int title_words = vb_feature_named(VB_S("title_words"));
  ptrdiff_t from = headline(page, rows, title_words), first = -1, last = -1;
  for (ptrdiff_t i = 0; from >= 0 && i < page->blocks.n; i++) {
    const vb_block *b = &page->blocks.v[i];
    bool shares = rows[i].v[title_words] > 0;
    if (b->main && shares) return;
    if (i <= from || i > from + BELOW || b->text.n < PROSE || !is_text_like(b)) continue;
    if (first < 0) first = i;
    if (shares) last = i;
  }
  if (last < 0) return;
  for (ptrdiff_t i = 0; i < page->blocks.n; i++) {
    vb_block *b = &page->blocks.v[i];
    b->main = i >= first && i <= last && b->text.n >= LINE && is_text_like(b);
  }
}

/* A page of which nothing looks like an article: a short letter, a notice.  Whatever is no menu and
 * no link is taken. */
static void take_what_there_is(vb_page *page) {
  for (ptrdiff_t i = 0; i < page->blocks.n; i++)
    if (page->blocks.v[i].main) return;
  unsigned beside =
      VB_IN_NAV | VB_IN_ASIDE | VB_IN_HEADER | VB_IN_FOOTER | VB_IN_FORM | VB_IN_HIDDEN;
  for (ptrdiff_t i = 0; i < page->blocks.n; i++) {
    vb_block *b = &page->blocks.v[i];
    b->main = b->repeats == 1 && vb_block_is_text_like(b, beside);
  }
}

/* Adds to the scores from a block on; what is a menu's phrase and nothing else gets less. */
static void lean(const vb_page *page, ptrdiff_t from, float all, float no_menu, float *scores) {
  for (ptrdiff_t i = from; i < page->blocks.n; i++)
    scores[i] += all + (page->blocks.v[i].phrase_is_all ? 0 : no_menu);
}

/* A list below a line that says what it is ("Latest", "Read also") is of other articles, however
 * much prose its items hold. */
static void lower_related_lists(const vb_page *page, float *scores) {
  const float no_text = -2;
  bool below = false;
  for (ptrdiff_t i = 0; i < page->blocks.n; i++) {
    const vb_block *b = &page->blocks.v[i];
    bool in_list = (b->within & VB_IN_LIST) != 0;
    if (!in_list) below = b->phrase == VB_PHRASE_RELATED && b->phrase_is_all;
    if (in_list && below) scores[i] = fminf(scores[i], no_text);
  }
}

/* Lines without elements are less certain; one too many behind the first line of the text costs the
 * less the longer the article.  Before it stand title, byline and day. */
static void label_dump(vb_page *page, const vb_features *rows, float *scores, vb_arena scratch) {
  const float more = 0.3F, full = 4000;
  label(page, scores, scratch);
  ptrdiff_t first = 0;
  while (first < page->blocks.n && !page->blocks.v[first].main) first++;
  float prose = expf(rows[0].v[vb_feature_named(VB_S("page_prose"))]);
  lean(page, first, 0, more * fminf(1, prose / full), scores);
  label(page, scores, scratch);
}

const vb_features *vb_classify(const vb_article_grammar *grammar, vb_page *page, vb_str title,
                               vb_arena *out, vb_arena scratch) {
  const float least = page->markup ? 0.15F : 0.3F; /* one too many costs less than one too few */
  if (!page->blocks.n) return NULL;
  const vb_features *rows = vb_features_of(grammar, page, title, out, scratch);
  float *scores = VB_NEW_N(&scratch, float, page->blocks.n);
  vb_model_scores(&grammar->model, rows[0].v, VB_N_FEATURES, page->blocks.n, scores);
  lean(page, 0, least, 0, scores);
  if (page->markup) {
    lower_related_lists(page, scores);
    label(page, scores, scratch);
    take_between_boxes(page, scores, scratch);
  } else {
    label_dump(page, rows, scores, scratch);
  }
  take_declared(page);
  drop_title(page);
  drop_copies(page, rows);
  take_below_headline(page, rows);
  take_what_there_is(page);
  return rows;
}
