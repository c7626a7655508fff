#include "article/layout.h"

#include <math.h>
#include <string.h>

const char *const vb_layout_names[VB_N_LAYOUT] = {
    "path_share",   "path_prose",   "path_links",  "path_n",      "look_share",   "look_prose",
    "look_links",   "look_n",       "core_steps",  "deep_steps",  "parent_prose", "parent_links",
    "parent_n",     "parent_share", "grand_prose", "grand_links", "grand_n",      "same_prev",
    "same_next",    "alike_prev",   "alike_next",  "near_links",  "near_short",   "near_ends",
    "short_before", "short_after",  "page_links",
};

/* What some blocks have together. */
typedef struct {
  uint32_t key;
  float n, size, mass, links; /* links: size of the texts of links */
} sum;

static float links_of(const vb_block *b, const vb_layout_text *t) {
  return b->text.n ? t->size * (float)b->link_bytes / (float)b->text.n : 0;
}

static void add(sum *s, const vb_block *b, const vb_layout_text *t) {
  s->n++;
  s->size += t->size;
  s->mass += t->mass;
  s->links += links_of(b, t);
}

static float ratio(float part, float whole) { return whole > 0 ? part / whole : 0; }

/* Blocks with the same key, by a table of twice their number. */
static sum **group(const vb_page *page, const vb_layout_text *text, bool look, vb_arena *out) {
  ptrdiff_t n = page->blocks.n, capacity = 16;
  while (capacity < n * 2) capacity *= 2;
  sum *slots = VB_NEW_N(out, sum, capacity), **of = VB_NEW_N(out, sum *, n);
  for (ptrdiff_t i = 0; i < n; i++) {
    const vb_block *b = &page->blocks.v[i];
    uint32_t key = (look ? b->look : b->path) | 1;
    ptrdiff_t at = (ptrdiff_t)((key * 2654435761U) & (uint32_t)(capacity - 1));
    while (slots[at].key && slots[at].key != key) at = (at + 1) & (capacity - 1);
    slots[at].key = key;
    add(of[i] = &slots[at], b, &text[i]);
  }
  return of;
}

typedef struct {
  const vb_page *page;
  const vb_layout_text *text;
  sum total;
  sum *below; /* by element: of all blocks inside it */
  int *parent;
} layout;

static void sum_elements(layout *l, vb_arena *out) {
  const vb_page *page = l->page;
  int n = page->n_containers;
  l->below = VB_NEW_N(out, sum, n + 1);
  l->parent = VB_NEW_N(out, int, n + 1);
  for (ptrdiff_t i = 0; i < page->parents.n && i < n; i++) l->parent[i + 1] = page->parents.v[i];
  for (ptrdiff_t i = 0; i < page->blocks.n; i++) {
    add(&l->total, &page->blocks.v[i], &l->text[i]);
    add(&l->below[page->blocks.v[i].element], &page->blocks.v[i], &l->text[i]);
  }
  for (int e = n; e > 0; e--) { /* children have higher numbers than their parents */
    sum *up = &l->below[l->parent[e]], *s = &l->below[e];
    up->n += s->n, up->size += s->size, up->mass += s->mass, up->links += s->links;
  }
}

/* The innermost element that holds half of the prose: those that do lie in each other. */
static int find_core(const layout *l) {
  int core = 0;
  for (int e = 1; e <= l->page->n_containers; e++)
    if (l->below[e].mass * 2 > l->total.mass) core = e;
  return core;
}

/* From the outside in, as long as one child holds most of what its parent holds. */
static int find_deep_core(const layout *l) {
  int core = 0;
  for (int e = 1; e <= l->page->n_containers; e++)
    if (l->parent[e] == core && l->below[e].mass * 3 > l->below[core].mass * 2) core = e;
  return core;
}

/* Steps from each element up to the core; of those outside, less than 0: steps from the core up to
 * what holds both. */
static float *core_steps(const layout *l, int core, vb_arena *out) {
  enum { MOST = 20 };
  int n = l->page->n_containers;
  float *steps = VB_NEW_N(out, float, n + 1);
  bool *inside = VB_NEW_N(out, bool, n + 1), *above = VB_NEW_N(out, bool, n + 1);
  float up = 0;
  for (int e = core; e; e = l->parent[e]) {
    steps[e] = -up;
    above[e] = true;
    up = up < MOST ? up + 1 : MOST;
  }
  steps[0] = -up;
  above[0] = true;
  inside[core] = core > 0;
  for (int e = 1; e <= n; e++) {
    if (above[e]) continue;
    inside[e] = inside[l->parent[e]];
    steps[e] = steps[l->parent[e]] + (inside[e] && steps[l->parent[e]] < MOST ? 1 : 0);
  }
  return steps;
}

static void put_core(const layout *l, int core, int column, vb_layout *rows, vb_arena scratch) {
  const float *steps = core_steps(l, core, &scratch);
  for (ptrdiff_t i = 0; i < l->page->blocks.n; i++)
    rows[i].v[column] = steps[l->page->blocks.v[i].element];
}

static float *put_sum(float *v, const sum *s) {
  *v++ = ratio(s->mass, s->size);
  *v++ = ratio(s->links, s->size);
  *v++ = logf(1 + s->n);
  return v;
}

static void put_family(const layout *l, vb_layout *rows) {
  enum { PARENT = 10, GRAND = 14 };
  for (ptrdiff_t i = 0; i < l->page->blocks.n; i++) {
    int parent = l->parent[l->page->blocks.v[i].element];
    float *v = put_sum(rows[i].v + PARENT, &l->below[parent]);
    *v = ratio(l->below[parent].mass, l->total.mass);
    put_sum(rows[i].v + GRAND, &l->below[l->parent[parent]]);
  }
}

static void put_alike(const layout *l, vb_layout *rows, vb_arena scratch) {
  for (int look = 0; look < 2; look++) {
    sum **of = group(l->page, l->text, look, &scratch);
    for (ptrdiff_t i = 0; i < l->page->blocks.n; i++) {
      float *v = rows[i].v + look * 4;
      *v++ = ratio(of[i]->mass, l->total.mass);
      put_sum(v, of[i]);
    }
  }
}

static bool is_short(const vb_layout_text *t) {
  enum { SHORT = 50 };
  return t->size < SHORT && !t->ends_sentence;
}

static void put_neighbours(const layout *l, vb_layout *rows) {
  enum { SAME = 17, MOST = 25, BEFORE = 24, AFTER };
  ptrdiff_t n = l->page->blocks.n;
  const vb_block *b = l->page->blocks.v;
  for (ptrdiff_t i = 0; i < n; i++) {
    float *v = rows[i].v + SAME;
    bool before = i > 0, after = i + 1 < n;
    v[0] = before && b[i].container[0] == b[i - 1].container[0];
    v[1] = after && b[i].container[0] == b[i + 1].container[0];
    v[2] = before && b[i].look == b[i - 1].look;
    v[3] = after && b[i].look == b[i + 1].look;
    float run = before ? rows[i - 1].v[BEFORE] : 0;
    rows[i].v[BEFORE] = !before || !is_short(&l->text[i - 1]) ? 0 : fminf(run + 1, MOST);
  }
  for (ptrdiff_t i = n - 2; i >= 0; i--)
    rows[i].v[AFTER] = is_short(&l->text[i + 1]) ? fminf(rows[i + 1].v[AFTER] + 1, MOST) : 0;
}

/* Running sums over the blocks: characters, those of links, short blocks, ends of sentences. */
typedef struct {
  float size, links, shorts, ends;
} running;

static void put_window(const layout *l, const running *sums, ptrdiff_t reach, int column,
                       vb_layout *rows) {
  ptrdiff_t n = l->page->blocks.n;
  for (ptrdiff_t i = 0; i < n; i++) {
    ptrdiff_t from = i > reach ? i - reach : 0, to = i + reach + 1 < n ? i + reach + 1 : n;
    float *v = rows[i].v + column, count = (float)(to - from);
    v[0] = ratio(sums[to].links - sums[from].links, sums[to].size - sums[from].size);
    v[1] = (sums[to].shorts - sums[from].shorts) / count;
    v[2] = (sums[to].ends - sums[from].ends) / count;
  }
}

static void put_windows(const layout *l, vb_layout *rows, vb_arena scratch) {
  enum { NEAR = 21, NEAR_BLOCKS = 2, PAGE = 26 };
  ptrdiff_t n = l->page->blocks.n;
  running *sums = VB_NEW_N(&scratch, running, n + 1);
  for (ptrdiff_t i = 0; i < n; i++) {
    const vb_layout_text *t = &l->text[i];
    sums[i + 1] = sums[i];
    sums[i + 1].size += t->size;
    sums[i + 1].links += links_of(&l->page->blocks.v[i], t);
    sums[i + 1].shorts += is_short(t);
    sums[i + 1].ends += t->ends_sentence;
    rows[i].v[PAGE] = ratio(l->total.links, l->total.size);
  }
  put_window(l, sums, NEAR_BLOCKS, NEAR, rows);
}

void vb_layout_fill(const vb_page *page, const vb_layout_text *text, vb_layout *rows,
                    vb_arena scratch) {
  enum { CORE = 8, DEEP = 9 };
  layout l = {.page = page, .text = text};
  sum_elements(&l, &scratch);
  put_alike(&l, rows, scratch);
  put_core(&l, find_core(&l), CORE, rows, scratch);
  put_core(&l, find_deep_core(&l), DEEP, rows, scratch);
  put_family(&l, rows);
  put_neighbours(&l, rows);
  put_windows(&l, rows, scratch);
}
