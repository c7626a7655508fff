#include "article/features.h"

#include <math.h>
#include <string.h>

#include "article/wording.h"

/* In the order in which the functions below put them. */
enum { N_OWN = VB_N_FEATURES - VB_N_LAYOUT - VB_N_SURROUND };

static const char *const names[N_OWN] = {
    "size",
    "links",
    "ends",
    "lower",
    "stops",
    "sentences",
    "commas",
    "digits",
    "upper",
    "date",
    "label",
    "title_words",
    "n_links",
    "kind",
    "level",
    "repeats",
    "phrase",
    "phrase_all",
    "gap",
    "markup",
    "in_nav",
    "in_aside",
    "in_header",
    "in_footer",
    "in_form",
    "in_figure",
    "in_article",
    "in_main",
    "in_list",
    "in_table",
    "in_hidden",
    "in_body",
    "near_body",
    "near_other",
    "near_comment",
    "near_caption",
    "near_byline",
    "near_date",
    "near_dateline",
    "near_subtitle",
    "near_title",
    "around_body",
    "around_other",
    "around_comment",
    "around_caption",
    "around_byline",
    "around_date",
    "around_dateline",
    "around_subtitle",
    "around_title",
    "share1",
    "share2",
    "share3",
    "share4",
    "window",
    "before",
    "position",
    "since_prose",
    "until_prose",
    "since_related",
    "seen_h1",
    "page_prose",
    "page_blocks",
    "prev_size",
    "prev_links",
    "prev_ends",
    "prev_lower",
    "prev_stops",
    "next_size",
    "next_links",
    "next_ends",
    "next_lower",
    "next_stops",
    "prev2_size",
    "prev2_links",
    "prev2_ends",
    "prev2_lower",
    "prev2_stops",
    "next2_size",
    "next2_links",
    "next2_ends",
    "next2_lower",
    "next2_stops",
    "near_nav",
    "near_share",
    "near_related",
    "near_ad",
    "near_signup",
    "near_legal",
    "near_tags",
    "near_box",
    "near_media",
    "near_embed",
    "near_live",
    "around_nav",
    "around_share",
    "around_related",
    "around_ad",
    "around_signup",
    "around_legal",
    "around_tags",
    "around_box",
    "around_media",
    "around_embed",
    "around_live",
    "whole_link",
    "ending",
    "start",
    "signs",
    "address",
    "strong",
    "title_share",
    "since_title",
    "until_title",
    "since_date",
    "since_heading",
    "heading_level",
    "heading_related",
    "prev_kind",
    "next_kind",
    "prev_strong",
    "next_strong",
    "prev_date",
    "prev_label",
    "told_words",
    "told_often",
    "quotes",
    "run_before",
    "run_after",
    "again",
    "later",
    "credit",
    "declared",
};

int vb_feature_named(vb_str name) {
  for (int i = 0; i < VB_N_FEATURES; i++)
    if (vb_str_eq(name, vb_str_from(vb_feature_name(i)))) return i;
  return -1;
}

const char *vb_feature_name(int i) {
  if (i >= N_OWN + VB_N_LAYOUT) return vb_surround_names[i - N_OWN - VB_N_LAYOUT];
  return i < N_OWN ? names[i] : vb_layout_names[i - N_OWN];
}

enum { WINDOW = 6, KINDS = 9, OTHER_KINDS = 11 };

/* Prose below each container, counted to VB_BLOCK_CONTAINERS levels up. */
static float *container_mass(const vb_page *page, const vb_wording *x, vb_arena *out) {
  float *mass = VB_NEW_N(out, float, (ptrdiff_t)(page->n_containers + 1) * VB_BLOCK_CONTAINERS);
  for (ptrdiff_t i = 0; i < page->blocks.n; i++) {
    if (!x[i].prose) continue;
    for (int level = 0; level < VB_BLOCK_CONTAINERS; level++)
      for (int up = 0; up <= level; up++)
        mass[page->blocks.v[i].container[up] * VB_BLOCK_CONTAINERS + level] += x[i].size;
  }
  return mass;
}

/* Prose in the blocks around, by running sums. */
static float *window_mass(const vb_wording *x, ptrdiff_t n, vb_arena *out) {
  float *sum = VB_NEW_N(out, float, n + 1), *around = VB_NEW_N(out, float, n);
  float most = 1;
  for (ptrdiff_t i = 0; i < n; i++) sum[i + 1] = sum[i] + (x[i].prose ? x[i].size : 0);
  for (ptrdiff_t i = 0; i < n; i++) {
    ptrdiff_t from = i > WINDOW ? i - WINDOW : 0, to = i + WINDOW + 1 < n ? i + WINDOW + 1 : n;
    around[i] = sum[to] - sum[from];
    if (around[i] > most) most = around[i];
  }
  for (ptrdiff_t i = 0; i < n; i++) around[i] /= most;
  return around;
}

typedef struct {
  float *v;
  int n;
} row;

static void put(row *r, float value) { r->v[r->n++] = value; }

static void put_bits(row *r, unsigned flags, int n) {
  for (int i = 0; i < n; i++) put(r, (float)((flags >> i) & 1));
}

static void put_basics(row *r, const vb_wording *x) {
  put(r, logf(1 + x->size));
  put(r, x->link_density);
  put(r, x->ends_sentence);
  put(r, x->lower);
  put(r, x->stops);
}

static void put_neighbour(row *r, const vb_wording *x, ptrdiff_t i, ptrdiff_t n) {
  static const vb_wording none;
  put_basics(r, i >= 0 && i < n ? &x[i] : &none);
}

/* What holds for all blocks of a page, and what changes slowly along it. */
typedef struct {
  float total, log_total, n_blocks;
  const float *containers, *window;
  const vb_layout *places;
  const vb_surround *around;
  ptrdiff_t *next_prose;
  ptrdiff_t last_prose, last_related;
  float before; /* prose before this block */
  bool seen_heading;
  ptrdiff_t title, last_date, last_heading;
  float heading_level, heading_related;
} progress;

/* The first block that is most like the title; n if none is. */
static ptrdiff_t title_block(const vb_wording *x, ptrdiff_t n) {
  ptrdiff_t best = n;
  float most = 0.5f;
  for (ptrdiff_t i = 0; i < n; i++) {
    float alike = x[i].title_share * x[i].title_words;
    if (alike > most) best = i, most = alike;
  }
  return best;
}

static float distance(ptrdiff_t i, ptrdiff_t from) {
  const float far = 40;
  return fminf((float)(i - from), far);
}

static void put_signs(row *r, const vb_wording *x) {
  put(r, x->whole_link);
  put(r, x->ending);
  put(r, x->start);
  put(r, x->signs);
  put(r, x->address);
  put(r, x->strong);
  put(r, x->title_share);
}

/* The title, the last date and the last heading before a block; of its neighbours what put_basics
 * leaves out. */
static void put_order(row *r, const vb_page *page, const vb_wording *x, const progress *p,
                      ptrdiff_t i) {
  static const vb_wording none;
  static const vb_block no_block = {.kind = -1};
  ptrdiff_t n = page->blocks.n;
  bool titled = p->title < n;
  put(r, titled && i >= p->title ? distance(i, p->title) : -1);
  put(r, titled && i < p->title ? distance(p->title, i) : -1);
  put(r, distance(i, p->last_date));
  put(r, distance(i, p->last_heading));
  put(r, p->heading_level);
  put(r, p->heading_related);
  const vb_block *before = i > 0 ? &page->blocks.v[i - 1] : &no_block;
  const vb_block *after = i + 1 < n ? &page->blocks.v[i + 1] : &no_block;
  const vb_wording *left = i > 0 ? &x[i - 1] : &none, *right = i + 1 < n ? &x[i + 1] : &none;
  put(r, (float)before->kind);
  put(r, (float)after->kind);
  put(r, left->strong);
  put(r, right->strong);
  put(r, left->has_date);
  put(r, left->is_label);
  put(r, x[i].told_words);
  put(r, x[i].told_often);
  put(r, x[i].quotes);
  put(r, x[i].run_before);
  put(r, x[i].run_after);
  put(r, x[i].again);
  put(r, x[i].later);
  put(r, x[i].credit);
  put(r, x[i].declared);
}

static void put_place(row *r, const vb_page *page, const progress *p, ptrdiff_t i) {
  const vb_block *b = &page->blocks.v[i];
  for (int level = 0; level < VB_BLOCK_CONTAINERS; level++)
    put(r, p->containers[b->container[level] * VB_BLOCK_CONTAINERS + level] / p->total);
  put(r, p->window[i]);
  put(r, p->before / p->total);
  put(r, (float)i / p->n_blocks);
  put(r, fminf((float)(i - p->last_prose), 30));
  put(r, fminf((float)(p->next_prose[i] - i), 30));
  put(r, fminf((float)(i - p->last_related), 40));
  put(r, p->seen_heading);
  put(r, p->log_total);
  put(r, logf(1 + p->n_blocks));
}

static void advance(progress *p, const vb_block *b, const vb_wording *x, ptrdiff_t i) {
  if (x->prose) {
    p->last_prose = i;
    p->before += x->size;
  }
  if (b->phrase == VB_PHRASE_RELATED && (b->phrase_is_all || x->words < 6)) p->last_related = i;
  if (b->kind == VB_BLOCK_HEADING && b->level == 1) p->seen_heading = true;
  if (x->has_date > 0 && x->size < 120) p->last_date = i;
  bool related = b->phrase == VB_PHRASE_RELATED && (b->phrase_is_all || x->words < 6);
  if (b->kind == VB_BLOCK_HEADING || related) {
    p->last_heading = i;
    p->heading_level = (float)b->level;
    p->heading_related = (float)b->phrase;
  }
}

static void put_block(row *r, const vb_page *page, const vb_block *b, const vb_wording *x) {
  put_basics(r, x);
  put(r, x->sentences);
  put(r, x->commas);
  put(r, x->digits);
  put(r, x->upper);
  put(r, x->has_date);
  put(r, x->is_label);
  put(r, x->title_words);
  put(r, (float)b->n_links);
  put(r, (float)b->kind);
  put(r, (float)b->level);
  put(r, (float)(b->repeats > 4 ? 4 : b->repeats));
  put(r, (float)b->phrase);
  put(r, b->phrase_is_all);
  put(r, b->gap_before);
  put(r, page->markup);
  put_bits(r, b->within, 12);
  put_bits(r, b->near, 9);
  put_bits(r, b->around, 9);
}

/* Prose tells where an article is; where there is none, so do lists and tables. */
static float mass_of(const vb_wording *x) {
  const float other = 0.125F;
  return x->prose ? x->size : x->size * fmaxf(0, 1 - x->link_density) * other;
}

static const vb_layout *layout_of(const vb_page *page, const vb_wording *x, vb_arena *scratch) {
  vb_layout_text *text = VB_NEW_N(scratch, vb_layout_text, page->blocks.n);
  vb_layout *rows = VB_NEW_N(scratch, vb_layout, page->blocks.n);
  for (ptrdiff_t i = 0; i < page->blocks.n; i++)
    text[i] = (vb_layout_text){x[i].size, x[i].prose, x[i].ends_sentence > 0, mass_of(&x[i])};
  vb_layout_fill(page, text, rows, *scratch);
  return rows;
}

static const vb_surround *surround_of(const vb_page *page, const vb_wording *x,
                                      const vb_layout *places, vb_arena *scratch) {
  enum { SHORT = 120 };
  vb_surround_text *text = VB_NEW_N(scratch, vb_surround_text, page->blocks.n);
  vb_surround *rows = VB_NEW_N(scratch, vb_surround, page->blocks.n);
  for (ptrdiff_t i = 0; i < page->blocks.n; i++) {
    bool dated = x[i].has_date > 0 && x[i].size < SHORT;
    text[i] = (vb_surround_text){.size = x[i].size,
                                 .links = x[i].size * x[i].link_density,
                                 .mass = mass_of(&x[i]),
                                 .ending = x[i].ending,
                                 .core = places[i].v[VB_LAYOUT_CORE_STEPS],
                                 .ends_sentence = x[i].ends_sentence > 0,
                                 .whole_link = x[i].whole_link > 0,
                                 .day = dated,
                                 .contact = x[i].contact > 0,
                                 .reply = page->blocks.v[i].phrase == VB_PHRASE_COMMENT};
  }
  vb_surround_fill(page, text, rows, *scratch);
  return rows;
}

static progress start_of_page(const vb_page *page, const vb_wording *x, vb_arena *out) {
  ptrdiff_t n = page->blocks.n;
  progress p = {.total = 1,
                .n_blocks = (float)n,
                .last_prose = -30,
                .last_related = -40,
                .last_date = -40,
                .last_heading = -40,
                .title = title_block(x, n)};
  for (ptrdiff_t i = 0; i < n; i++) p.total += x[i].prose ? x[i].size : 0;
  p.log_total = logf(p.total);
  p.containers = container_mass(page, x, out);
  p.window = window_mass(x, n, out);
  p.places = layout_of(page, x, out);
  p.around = surround_of(page, x, p.places, out);
  p.next_prose = VB_NEW_N(out, ptrdiff_t, n + 1);
  p.next_prose[n] = n + 30;
  for (ptrdiff_t i = n - 1; i >= 0; i--)
    p.next_prose[i] = i + 1 < n && x[i + 1].prose ? i + 1 : p.next_prose[i + 1];
  return p;
}

static void put_row(row *r, const vb_page *page, const vb_wording *x, const progress *p,
                    ptrdiff_t i) {
  const vb_block *b = &page->blocks.v[i];
  put_block(r, page, b, &x[i]);
  put_place(r, page, p, i);
  put_neighbour(r, x, i - 1, page->blocks.n);
  put_neighbour(r, x, i + 1, page->blocks.n);
  put_neighbour(r, x, i - 2, page->blocks.n);
  put_neighbour(r, x, i + 2, page->blocks.n);
  put_bits(r, b->near >> KINDS, OTHER_KINDS);
  put_bits(r, b->around >> KINDS, OTHER_KINDS);
  put_signs(r, &x[i]);
  put_order(r, page, x, p, i);
  for (int k = 0; k < VB_N_LAYOUT; k++) put(r, p->places[i].v[k]);
  for (int k = 0; k < VB_N_SURROUND; k++) put(r, p->around[i].v[k]);
}

vb_features *vb_features_of(const vb_article_grammar *g, const vb_page *page, vb_str title,
                            vb_arena *out, vb_arena scratch) {
  vb_features *rows = VB_NEW_N(out, vb_features, page->blocks.n);
  vb_wording *x = VB_NEW_N(&scratch, vb_wording, page->blocks.n);
  vb_wording_fill(g, page, title, x, scratch);
  progress p = start_of_page(page, x, &scratch);
  for (ptrdiff_t i = 0; i < page->blocks.n; i++) {
    row r = {rows[i].v, 0};
    put_row(&r, page, x, &p, i);
    advance(&p, &page->blocks.v[i], &x[i], i);
  }
  return rows;
}
