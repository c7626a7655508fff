#include "answers/copies.h"

#include <stdlib.h>

#include "archive/load.h"
#include "archive/passages.h"

enum {
  LOOKED_UP = 4096, /* shingles at once: bounds what the index gives */
  LEAST_RUNS = 4,   /* in common with a candidate */
};

/* ---- texts that share runs with the article */

typedef struct {
  uint32_t text; /* 0: free */
  uint32_t runs;
  bool known; /* the next are set */
  vb_date published;
  vb_str outlet; /* or agency */
  vb_str article;
} candidate;

typedef struct {
  vb_archive *archive;
  candidate *slots;
  uint64_t mask;
  ptrdiff_t n;
  vb_arena *arena;
} voting;

static void grow(voting *v) {
  candidate *old = v->slots;
  uint64_t n = v->slots ? v->mask + 1 : 0;
  v->mask = n ? n * 2 - 1 : 1023;
  v->slots = VB_NEW_N(v->arena, candidate, (ptrdiff_t)v->mask + 1);
  for (uint64_t i = 0; i < n; i++) {
    if (!old[i].text) continue;
    uint64_t at = old[i].text * UINT64_C(0x9E3779B97F4A7C15) >> 20;
    while (v->slots[at & v->mask].text) at++;
    v->slots[at & v->mask] = old[i];
  }
}

static candidate *candidate_of(voting *v, uint32_t text) {
  if (!v->slots || (uint64_t)v->n * 2 > v->mask) grow(v);
  uint64_t at = text * UINT64_C(0x9E3779B97F4A7C15) >> 20;
  while (v->slots[at & v->mask].text && v->slots[at & v->mask].text != text) at++;
  candidate *c = &v->slots[at & v->mask];
  if (!c->text) {
    c->text = text;
    v->n++;
  }
  return c;
}

static void learn(voting *v, candidate *c) {
  if (c->known) return;
  c->known = true;
  vb_sql_statement *s = vb_sql(v->archive, "SELECT published, coalesce(outlet, agency), id FROM "
                                           "articles WHERE passage_text = ?");
  vb_sql_bind_int(s, 1, c->text);
  if (!vb_sql_step(s)) return;
  c->published = vb_sql_date(s, 0);
  c->outlet = vb_sql_copy(s, 1, v->arena);
  c->article = vb_sql_copy(s, 2, v->arena);
  vb_sql_reset(s);
}

/* Only of what may be a formula it matters when and where it stands. */
static void weigh_use(voting *v, const vb_passage_use *use, vb_copy_word *word) {
  int32_t first = INT32_MAX, last = INT32_MIN;
  ptrdiff_t texts = 0, dated = 0;
  word->one_outlet = true;
  vb_str outlet = {0};
  for (ptrdiff_t i = 0; i < use->postings.n; i++) {
    if (i && use->postings.v[i].text == use->postings.v[i - 1].text) continue;
    candidate *c = candidate_of(v, use->postings.v[i].text);
    learn(v, c);
    if (!texts++) outlet = c->outlet;
    if (!c->outlet.n || !vb_str_eq(c->outlet, outlet)) word->one_outlet = false;
    if (!vb_date_known(c->published)) continue;
    int32_t day = vb_date_to_days(c->published);
    dated++;
    if (day < first) first = day;
    if (day > last) last = day;
  }
  word->dated = dated * 2 > texts;
  word->apart = dated && last - first > VB_FORMULA_DAYS;
}

static void vote(voting *v, const vb_passage_use *use, vb_copy_word *word) {
  for (ptrdiff_t i = 0; i < use->postings.n; i++)
    if (!i || use->postings.v[i].text != use->postings.v[i - 1].text)
      candidate_of(v, use->postings.v[i].text)->runs++;
  word->texts = use->texts < UINT32_MAX ? (uint32_t)use->texts : UINT32_MAX;
  if (use->texts >= VB_FORMULA_TEXTS) weigh_use(v, use, word);
}

static int look_up(voting *v, const vb_prepared *text, vb_copy_word *words, vb_arena scratch,
                   vb_error *error) {
  vb_arena *kept = v->arena;
  vb_passage_use *uses = VB_NEW_N(&scratch, vb_passage_use, LOOKED_UP);
  for (ptrdiff_t at = 0; at < text->n_shingles; at += LOOKED_UP) {
    vb_arena found = scratch, working = *kept;
    ptrdiff_t n = text->n_shingles - at < LOOKED_UP ? text->n_shingles - at : LOOKED_UP;
    int bad =
        vb_passages_find_all(v->archive, text->shingles + at, n, uses, &found, working, error);
    if (bad) return bad;
    for (ptrdiff_t i = 0; i < n; i++) vote(v, &uses[i], &words[at + i]);
  }
  return VB_OK;
}

static int by_runs(const void *a, const void *b) {
  const candidate *x = a, *y = b;
  if (x->runs != y->runs) return x->runs > y->runs ? -1 : 1;
  int order = vb_date_compare(x->published, y->published);
  return order ? order : vb_str_compare(x->article, y->article);
}

/* ---- comparing */

typedef struct {
  vb_archive *archive;
  const vb_article *article;
  vb_copies copies;
  vb_copies_answer *answer;
  vb_arena *out;
} answering;

static vb_copied copied_of(const vb_article *a, const vb_prepared *text) {
  return (vb_copied){text, a->published, a->outlet, a->agency};
}

static vb_str copied_str(answering *a, vb_str s) { return s.p ? vb_str_copy(a->out, s) : s; }

static void add_row(answering *a, const vb_article *other, const vb_copy *copy) {
  vb_copies_row row = {.article = copied_str(a, other->id),
                       .path = copied_str(a, other->path),
                       .title = copied_str(a, other->title),
                       .outlet = copied_str(a, other->outlet),
                       .agency = copied_str(a, other->agency),
                       .published = other->published,
                       .copy = *copy};
  row.copy.passages = (vb_shared_passages){0};
  for (ptrdiff_t i = 0; i < copy->passages.n; i++)
    *vb_push(a->out, &row.copy.passages) = copy->passages.v[i];
  *vb_push(a->out, &a->answer->rows) = row;
}

/* The memory of the answer serves as working memory too, while nothing is added to it. */
static void compare(answering *a, const candidate *c, vb_arena scratch) {
  vb_article other;
  vb_copy copy;
  if (vb_str_eq(c->article, a->article->id)) return;
  if (!vb_load_article(a->archive, c->article, &other, &scratch)) return;
  vb_prepared prepared = vb_prepared_make(NULL, other.text, &scratch, *a->out);
  vb_copied copied = copied_of(&other, &prepared);
  if (vb_copies_compare(&a->copies, &copied, &copy, &scratch, *a->out)) add_row(a, &other, &copy);
}

static int by_share(const void *a, const void *b) {
  const vb_copies_row *x = a, *y = b;
  if (x->copy.words != y->copy.words) return x->copy.words > y->copy.words ? -1 : 1;
  int order = vb_date_compare(x->published, y->published);
  return order ? order : vb_str_compare(x->article, y->article);
}

static void compare_all(answering *a, voting *v, vb_arena scratch) {
  ptrdiff_t n = 0;
  for (uint64_t i = 0; v->slots && i <= v->mask; i++) {
    candidate *c = &v->slots[i];
    if (!c->text || c->runs < LEAST_RUNS) continue;
    learn(v, c);
    v->slots[n++] = *c;
  }
  if (n) qsort(v->slots, (size_t)n, sizeof *v->slots, by_runs);
  a->answer->cut = n > VB_COPIES_CANDIDATES;
  for (ptrdiff_t i = 0; i < n && i < VB_COPIES_CANDIDATES; i++) compare(a, &v->slots[i], scratch);
  vb_copies_rows *rows = &a->answer->rows;
  if (rows->n) qsort(rows->v, (size_t)rows->n, sizeof *rows->v, by_share);
}

int vb_copies_ready(vb_archive *archive, vb_error *error) {
  int64_t pending = vb_passages_n_pending(archive);
  int bad = vb_sql_failed(archive, error);
  if (bad || !pending) return bad;
  return vb_fail(error, VB_ARCHIVE,
                 "%s: %lld articles are not in the passage index: verbale add puts them in",
                 archive->path, (long long)pending);
}

int vb_copies_of(vb_archive *archive, const vb_article *article, vb_copies_answer *answer,
                 vb_arena *out, vb_arena scratch, vb_error *error) {
  *answer = (vb_copies_answer){0};
  int bad = vb_copies_ready(archive, error);
  if (bad) return bad;
  vb_prepared text = vb_prepared_make(NULL, article->text, out, scratch);
  vb_copy_word *words = VB_NEW_N(out, vb_copy_word, text.words.n);
  voting v = {.archive = archive, .arena = out};
  bad = look_up(&v, &text, words, scratch, error);
  if (bad) return bad;
  vb_copied copied = copied_of(article, &text);
  answering a = {archive, article, vb_copies_begin(&copied, words, out, scratch), answer, out};
  compare_all(&a, &v, scratch);
  answer->words = text.words.n;
  answer->elsewhere = vb_copies_elsewhere(&a.copies);
  answer->before = vb_copies_before(&a.copies);
  answer->carried_by = a.copies.usual_texts ? (int64_t)a.copies.usual_texts - 1 : 0;
  return vb_sql_failed(archive, error);
}
