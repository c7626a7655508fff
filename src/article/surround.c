#include "article/surround.h"

#include <math.h>
#include <string.h>

const char *const vb_surround_names[VB_N_SURROUND] = {
    "picture_before",   "picture_after",   "near_pictures",    "near_days",
    "near_contacts",    "near_replies",    "unit_n",           "unit_links",
    "unit_size",        "unit_prose",      "unit_before_size", "unit_before_ending",
    "unit_before_core", "unit_after_size", "unit_after_core",  "unit_after_ends",
    "parent_before",    "parent_after",    "group_n",          "group_blocks",
    "group_links",      "group_days",      "group_pictures",   "group_prose",
    "group_size",
};

enum { RHYTHM = 0, UNIT = 6, SIBLINGS = 16, GROUP = 18 };

typedef struct {
  const vb_page *page;
  const vb_surround_text *text;
  int *parent;
  float total;
} surround;

static float ratio(float part, float whole) { return whole > 0 ? part / whole : 0; }

/* Pictures between a block and the one before it. */
static int pictures_before(const vb_page *page, ptrdiff_t i) {
  if (i >= page->blocks.n) return 0;
  return page->blocks.v[i].pictures - (i > 0 ? page->blocks.v[i - 1].pictures : 0);
}

typedef struct {
  float pictures, days, contacts, replies;
} running;

static void put_rhythm(const surround *s, vb_surround *rows, vb_arena scratch) {
  enum { REACH = 5, MOST = 3 };
  ptrdiff_t n = s->page->blocks.n;
  running *sums = VB_NEW_N(&scratch, running, n + 1);
  for (ptrdiff_t i = 0; i < n; i++) {
    const vb_surround_text *t = &s->text[i];
    sums[i + 1] = (running){sums[i].pictures + (float)(pictures_before(s->page, i) > 0),
                            sums[i].days + (float)t->day, sums[i].contacts + (float)t->contact,
                            sums[i].replies + (float)t->reply};
  }
  for (ptrdiff_t i = 0; i < n; i++) {
    ptrdiff_t from = i > REACH ? i - REACH : 0, to = i + REACH + 1 < n ? i + REACH + 1 : n;
    float *v = rows[i].v + RHYTHM;
    v[0] = fminf((float)pictures_before(s->page, i), MOST);
    v[1] = fminf((float)pictures_before(s->page, i + 1), MOST);
    v[2] = sums[to].pictures - sums[from].pictures;
    v[3] = sums[to].days - sums[from].days;
    v[4] = sums[to].contacts - sums[from].contacts;
    v[5] = sums[to].replies - sums[from].replies;
  }
}

/* Neighbours of one list or table, or else of the same look. */
static bool same_unit(const vb_block *a, const vb_block *b) {
  const unsigned kinds = VB_IN_LIST | VB_IN_TABLE;
  if ((a->within & kinds) != (b->within & kinds)) return false;
  return (a->within & kinds) || a->look == b->look;
}

static void put_unit(const surround *s, vb_surround *rows, ptrdiff_t from, ptrdiff_t to) {
  float n = (float)(to - from), size = 0, links = 0, mass = 0;
  for (ptrdiff_t i = from; i < to; i++) {
    size += s->text[i].size;
    links += s->text[i].links;
    mass += s->text[i].mass;
  }
  float v[SIBLINGS - UNIT] = {logf(n), ratio(links, size), logf(1 + size / n), ratio(mass, size)};
  if (from > 0) {
    const vb_surround_text *t = &s->text[from - 1];
    v[4] = logf(1 + t->size), v[5] = t->ending, v[6] = t->core;
  }
  if (to < s->page->blocks.n) {
    const vb_surround_text *t = &s->text[to];
    v[7] = logf(1 + t->size), v[8] = t->core, v[9] = t->ends_sentence;
  }
  for (ptrdiff_t i = from; i < to; i++) memcpy(rows[i].v + UNIT, v, sizeof v);
}

static void put_units(const surround *s, vb_surround *rows) {
  const vb_block *b = s->page->blocks.v;
  ptrdiff_t from = 0, n = s->page->blocks.n;
  for (ptrdiff_t i = 1; i <= n; i++) {
    if (i < n && same_unit(&b[i - 1], &b[i])) continue;
    put_unit(s, rows, from, i);
    from = i;
  }
}

/* How much of its parent's prose stands before a block, and behind. */
static void put_siblings(const surround *s, vb_surround *rows, vb_arena scratch) {
  ptrdiff_t n = s->page->blocks.n;
  float *before = VB_NEW_N(&scratch, float, s->page->n_containers + 1);
  float *after = VB_NEW_N(&scratch, float, s->page->n_containers + 1);
  for (ptrdiff_t i = 0; i < n; i++) {
    float *seen = &before[s->parent[s->page->blocks.v[i].element]];
    rows[i].v[SIBLINGS] = ratio(*seen, s->total);
    *seen += s->text[i].mass;
  }
  for (ptrdiff_t i = n - 1; i >= 0; i--) {
    float *seen = &after[s->parent[s->page->blocks.v[i].element]];
    rows[i].v[SIBLINGS + 1] = ratio(*seen, s->total);
    *seen += s->text[i].mass;
  }
}

/* An element, or all of one look below one parent: how many, and how many of them have what. */
typedef struct {
  uint64_t key;
  float members, blocks, links, days, pictures, size, mass;
} group;

static void take_members(const surround *s, group *inside) {
  for (ptrdiff_t i = 0; i < s->page->blocks.n; i++) {
    const vb_surround_text *t = &s->text[i];
    group *g = &inside[s->page->blocks.v[i].element];
    g->blocks++;
    g->links += (float)t->whole_link;
    g->days += (float)t->day;
    g->pictures += (float)(pictures_before(s->page, i) > 0);
    g->size += t->size;
    g->mass += t->mass;
  }
  for (int e = s->page->n_containers; e > 0; e--) {
    group *up = &inside[s->parent[e]], *g = &inside[e];
    up->blocks += g->blocks, up->links += g->links, up->days += g->days;
    up->pictures += g->pictures, up->size += g->size, up->mass += g->mass;
  }
}

static group *group_of(group *slots, ptrdiff_t capacity, uint64_t key) {
  ptrdiff_t at = (ptrdiff_t)((key * 0x9E3779B97F4A7C15U) >> 32 & (uint64_t)(capacity - 1));
  while (slots[at].key && slots[at].key != key) at = (at + 1) & (capacity - 1);
  slots[at].key = key;
  return &slots[at];
}

/* For each element the group that it is one of. */
static group **gather(const surround *s, const group *inside, vb_arena *out) {
  const vb_page *page = s->page;
  ptrdiff_t n = page->n_containers, capacity = 16;
  while (capacity < n * 2) capacity *= 2;
  group *slots = VB_NEW_N(out, group, capacity), **of = VB_NEW_N(out, group *, n + 1);
  for (ptrdiff_t e = 1; e <= n && e <= page->looks.n; e++) {
    if (inside[e].blocks <= 0) continue;
    uint64_t key = ((uint64_t)s->parent[e] << 32 | page->looks.v[e - 1]) + 1;
    group *g = of[e] = group_of(slots, capacity, key);
    g->members++;
    g->blocks += inside[e].blocks;
    g->links += (float)(inside[e].links > 0);
    g->days += (float)(inside[e].days > 0);
    g->pictures += (float)(inside[e].pictures > 0);
    g->size += inside[e].size;
    g->mass += inside[e].mass;
  }
  return of;
}

/* Members that are single blocks are the paragraphs of a text, or a list: the unit tells of them.
 */
static bool repeats(const group *g) {
  const float least = 3, blocks = 1.5F;
  return g && g->members >= least && g->blocks >= blocks * g->members;
}

static void put_groups(const surround *s, vb_surround *rows, vb_arena scratch) {
  enum { LEVELS = 8 };
  group *inside = VB_NEW_N(&scratch, group, s->page->n_containers + 1);
  take_members(s, inside);
  group **of = gather(s, inside, &scratch);
  for (ptrdiff_t i = 0; i < s->page->blocks.n; i++) {
    int e = s->page->blocks.v[i].element;
    for (int level = 0; level < LEVELS && e && !repeats(of[e]); level++) e = s->parent[e];
    const group *g = e ? of[e] : NULL;
    if (!repeats(g)) continue;
    float *v = rows[i].v + GROUP;
    *v++ = logf(g->members);
    *v++ = logf(g->blocks / g->members);
    *v++ = g->links / g->members;
    *v++ = g->days / g->members;
    *v++ = g->pictures / g->members;
    *v++ = ratio(g->mass, g->size);
    *v++ = logf(1 + g->size / g->members);
  }
}

void vb_surround_fill(const vb_page *page, const vb_surround_text *text, vb_surround *rows,
                      vb_arena scratch) {
  surround s = {.page = page, .text = text};
  s.parent = VB_NEW_N(&scratch, int, page->n_containers + 1);
  for (ptrdiff_t i = 0; i < page->parents.n && i < page->n_containers; i++)
    s.parent[i + 1] = page->parents.v[i];
  for (ptrdiff_t i = 0; i < page->blocks.n; i++) s.total += text[i].mass;
  put_rhythm(&s, rows, scratch);
  put_units(&s, rows);
  put_siblings(&s, rows, scratch);
  put_groups(&s, rows, scratch);
}
