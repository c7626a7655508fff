/* Groups of near-duplicates: every article against those that hold some of its rarest-looking runs.
 *
 *   article --the SKETCH shingles with the smallest hashes--> index --> texts with half of them
 *           --compared whole, unless they are one group already--> union of sets
 *
 * Copies of one text choose the same shingles (Broder 1997), so half a sketch in common is found
 * whatever the order of adding, and the groups do not depend on it.
 */
#include <stdlib.h>

#include "answers/copies.h"
#include "archive/load.h"
#include "archive/passages.h"

enum { SKETCH = 48, LEAST_WORDS = 20 };

typedef struct {
  uint32_t parent; /* text; itself: the set's first */
} set;

typedef struct {
  uint32_t first, text; /* of the set; of the archive */
} member;
VB_SLICE_TYPE(members, member);

typedef struct {
  ptrdiff_t start, n; /* of its members */
  vb_date published;  /* of the earliest, unknown last */
  vb_str article;     /* its id */
} found_group;
VB_SLICE_TYPE(found_groups, found_group);

struct vb_copies_groups {
  vb_archive *archive;
  vb_error error;
  set *sets;
  uint32_t n_texts; /* numbers, from 0 */
  members members;
  found_groups found;
  ptrdiff_t next;
};

static uint32_t set_of(vb_copies_groups *g, uint32_t text) {
  while (g->sets[text].parent != text) {
    g->sets[text].parent = g->sets[g->sets[text].parent].parent;
    text = g->sets[text].parent;
  }
  return text;
}

static void join(vb_copies_groups *g, uint32_t a, uint32_t b) {
  a = set_of(g, a);
  b = set_of(g, b);
  if (a < b)
    g->sets[b].parent = a;
  else
    g->sets[a].parent = b;
}

/* ---- candidates of one text */

static int by_hash(const void *a, const void *b) {
  uint64_t x = *(const uint64_t *)a, y = *(const uint64_t *)b;
  return (x > y) - (x < y);
}

/* The smallest hashes, each once. */
static ptrdiff_t sketch_of(const vb_prepared *text, uint64_t sketch[SKETCH], vb_arena scratch) {
  ptrdiff_t n = 0;
  uint64_t *all = vb_arena_alloc_raw(&scratch, sizeof *all, 8, text->n_shingles);
  memcpy(all, text->shingles, (size_t)text->n_shingles * sizeof *all);
  qsort(all, (size_t)text->n_shingles, sizeof *all, by_hash);
  for (ptrdiff_t i = 0; i < text->n_shingles && n < SKETCH; i++)
    if (!i || all[i] != all[i - 1]) sketch[n++] = all[i];
  return n;
}

static int by_text(const void *a, const void *b) {
  uint32_t x = *(const uint32_t *)a, y = *(const uint32_t *)b;
  return (x > y) - (x < y);
}

/* Texts that hold half of the sketch or more, other than itself; negative: a failure. */
static ptrdiff_t candidates_of(vb_copies_groups *g, uint32_t self, const vb_prepared *text,
                               uint32_t *candidates, vb_arena out, vb_arena scratch) {
  uint64_t sketch[SKETCH];
  vb_passage_use uses[SKETCH];
  ptrdiff_t n = sketch_of(text, sketch, scratch), n_texts = 0, kept = 0;
  if (vb_passages_find_all(g->archive, sketch, n, uses, &out, scratch, &g->error)) return -1;
  uint32_t texts[SKETCH * VB_PASSAGES_KEEP] = {0};
  for (ptrdiff_t i = 0; i < n; i++)
    for (ptrdiff_t k = 0; k < uses[i].postings.n; k++)
      if (!k || uses[i].postings.v[k].text != uses[i].postings.v[k - 1].text)
        texts[n_texts++] = uses[i].postings.v[k].text;
  qsort(texts, (size_t)n_texts, sizeof *texts, by_text);
  for (ptrdiff_t i = 0, end; i < n_texts; i = end) {
    for (end = i + 1; end < n_texts && texts[end] == texts[i]; end++) {
    }
    if (texts[i] != self && texts[i] < g->n_texts && (end - i) * 2 >= n)
      candidates[kept++] = texts[i];
  }
  return kept;
}

/* ---- comparing */

static bool is_near(vb_copies_groups *g, const vb_prepared *text, uint32_t other, vb_arena out,
                    vb_arena scratch) {
  vb_passage_text held;
  vb_article article;
  vb_copy copy;
  if (!vb_passages_text(g->archive, other, &held, &out)) return false;
  if (!vb_load_article(g->archive, held.article, &article, &out)) return false;
  vb_prepared prepared = vb_prepared_make(NULL, article.text, &out, scratch);
  vb_copied a = {.text = text}, b = {.text = &prepared};
  vb_copy_word *words = VB_NEW_N(&out, vb_copy_word, text->words.n);
  vb_copies copies = vb_copies_begin(&a, words, &out, scratch);
  return vb_copies_compare(&copies, &b, &copy, &out, scratch) &&
         copy.kind <= VB_COPY_NEAR_DUPLICATE;
}

static bool join_copies(vb_copies_groups *g, uint32_t number, vb_str text, vb_arena out,
                        vb_arena scratch) {
  uint32_t candidates[SKETCH * VB_PASSAGES_KEEP];
  vb_prepared prepared = vb_prepared_make(NULL, text, &out, scratch);
  if (prepared.words.n < LEAST_WORDS) return true;
  ptrdiff_t n = candidates_of(g, number, &prepared, candidates, out, scratch);
  for (ptrdiff_t i = 0; i < n; i++)
    if (set_of(g, number) != set_of(g, candidates[i]) &&
        is_near(g, &prepared, candidates[i], out, scratch))
      join(g, number, candidates[i]);
  return n >= 0;
}

/* What is read is of one moment. */
static void join_all(vb_copies_groups *g, vb_arena out, vb_arena scratch) {
  vb_sql_statement *s = vb_sql(g->archive, "SELECT passage_text, text FROM articles WHERE "
                                           "passage_text IS NOT NULL ORDER BY passage_text");
  bool good = true;
  while (good && vb_sql_step(s)) {
    vb_arena one = out;
    vb_str text = vb_sql_copy(s, 1, &one);
    good = join_copies(g, (uint32_t)vb_sql_int(s, 0), text, one, scratch);
  }
  vb_sql_reset(s);
}

/* ---- groups */

static int by_set(const void *a, const void *b) {
  const member *x = a, *y = b;
  if (x->first != y->first) return x->first < y->first ? -1 : 1;
  return (x->text > y->text) - (x->text < y->text);
}

static void gather_members(vb_copies_groups *g, vb_arena *out) {
  uint32_t *sizes = VB_NEW_N(out, uint32_t, g->n_texts);
  for (uint32_t i = 0; i < g->n_texts; i++) sizes[set_of(g, i)]++;
  for (uint32_t i = 0; i < g->n_texts; i++)
    if (sizes[set_of(g, i)] > 1) *vb_push(out, &g->members) = (member){set_of(g, i), i};
  if (g->members.n) qsort(g->members.v, (size_t)g->members.n, sizeof *g->members.v, by_set);
}

/* Unknown days last. */
static int by_day(vb_date a, vb_str a_id, vb_date b, vb_str b_id) {
  if (vb_date_known(a) != vb_date_known(b)) return vb_date_known(a) ? -1 : 1;
  int order = vb_date_compare(a, b);
  return order ? order : vb_str_compare(a_id, b_id);
}

static int by_size(const void *a, const void *b) {
  const found_group *x = a, *y = b;
  if (x->n != y->n) return x->n > y->n ? -1 : 1;
  return by_day(x->published, x->article, y->published, y->article);
}

static vb_sql_statement *facts_of(vb_copies_groups *g, ptrdiff_t at) {
  vb_sql_statement *s = vb_sql(g->archive, "SELECT id, published, coalesce(outlet, agency) FROM "
                                           "articles WHERE passage_text = ?");
  vb_sql_bind_int(s, 1, g->members.v[at].text);
  return vb_sql_step(s) ? s : NULL;
}

static void find_earliest(vb_copies_groups *g, found_group *found, vb_arena *out) {
  for (ptrdiff_t i = found->start; i < found->start + found->n; i++) {
    vb_sql_statement *s = facts_of(g, i);
    if (!s) continue;
    vb_date published = vb_sql_date(s, 1);
    bool first = !found->article.p ||
                 by_day(published, vb_sql_str(s, 0), found->published, found->article) < 0;
    if (first) found->published = published;
    if (first) found->article = vb_sql_copy(s, 0, out);
    vb_sql_reset(s);
  }
}

static void gather_groups(vb_copies_groups *g, vb_arena *out) {
  for (ptrdiff_t start = 0, end; start < g->members.n; start = end) {
    for (end = start; end < g->members.n && g->members.v[end].first == g->members.v[start].first;
         end++) {
    }
    found_group found = {.start = start, .n = end - start};
    find_earliest(g, &found, out);
    *vb_push(out, &g->found) = found;
  }
  if (g->found.n) qsort(g->found.v, (size_t)g->found.n, sizeof *g->found.v, by_size);
}

int vb_copies_groups_open(vb_copies_groups **groups, vb_archive *archive, vb_arena *out,
                          vb_arena scratch, vb_error *error) {
  vb_copies_groups *g = VB_NEW(out, vb_copies_groups);
  *groups = g;
  g->archive = archive;
  int bad = vb_copies_ready(archive, error);
  if (bad) return bad;
  vb_sql_execute(archive, "BEGIN"); /* what is read is of one moment */
  g->n_texts = (uint32_t)vb_sql_number(archive, "SELECT coalesce(max(passage_text), -1) + 1 "
                                                "FROM articles");
  g->sets = VB_NEW_N(out, set, g->n_texts);
  for (uint32_t i = 0; i < g->n_texts; i++) g->sets[i].parent = i;
  join_all(g, *out, scratch);
  gather_members(g, out);
  gather_groups(g, out);
  return VB_OK;
}

static int by_outlet(const void *a, const void *b) {
  return vb_str_compare(*(const vb_str *)a, *(const vb_str *)b);
}

static int by_articles(const void *a, const void *b) {
  const vb_copies_outlet *x = a, *y = b;
  if (x->articles != y->articles) return x->articles > y->articles ? -1 : 1;
  return vb_str_compare(x->outlet, y->outlet);
}

static vb_copies_outlets count_outlets(vb_strs names, vb_arena *out) {
  vb_copies_outlets outlets = {0};
  if (names.n) qsort(names.v, (size_t)names.n, sizeof *names.v, by_outlet);
  for (ptrdiff_t i = 0; i < names.n; i++) {
    bool same = i && vb_str_eq(names.v[i], names.v[i - 1]);
    if (!same) *vb_push(out, &outlets) = (vb_copies_outlet){names.v[i], 0};
    outlets.v[outlets.n - 1].articles++;
  }
  if (outlets.n) qsort(outlets.v, (size_t)outlets.n, sizeof *outlets.v, by_articles);
  return outlets;
}

bool vb_copies_groups_next(vb_copies_groups *g, vb_copies_group *group, vb_arena *out) {
  if (g->next >= g->found.n || g->archive->error.code) return false;
  const found_group *found = &g->found.v[g->next++];
  vb_strs names = {0};
  vb_article first = {0};
  *group = (vb_copies_group){.article = found->article, .articles = found->n};
  if (vb_load_article(g->archive, found->article, &first, out)) {
    group->path = first.path;
    group->title = first.title;
    group->first = group->last = first.published;
  }
  for (ptrdiff_t i = found->start; i < found->start + found->n; i++) {
    vb_sql_statement *s = facts_of(g, i);
    if (!s) continue;
    vb_str name = vb_sql_copy(s, 2, out);
    vb_date published = vb_sql_date(s, 1);
    vb_sql_reset(s);
    if (vb_date_known(published) && vb_date_compare(published, group->last) > 0)
      group->last = published;
    *vb_push(out, &names) = name;
  }
  group->outlets = count_outlets(names, out);
  return true;
}

int vb_copies_groups_close(vb_copies_groups *g, vb_error *error) {
  if (!sqlite3_get_autocommit(g->archive->db))
    sqlite3_exec(g->archive->db, "ROLLBACK", NULL, NULL, NULL); /* nothing was written */
  int bad = vb_sql_failed(g->archive, error);
  if (!g->error.code) return bad;
  *error = g->error;
  return g->error.code;
}
