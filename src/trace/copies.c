#include "trace/copies.h"

#include <stdlib.h>

static const double NEARLY = 0.8; /* the share that is "nearly all words" */

const char *vb_copy_kind_name(vb_copy_kind kind) {
  static const char *const names[] = {"identical", "near_duplicate", "truncated",
                                      "wire_copy", "part",           "formula"};
  return names[kind];
}

const char *vb_copy_direction_name(vb_copy_direction direction) {
  static const char *const names[] = {NULL, "from", "to"};
  return names[direction];
}

/* ---- frequency */

static int by_number(const void *a, const void *b) {
  uint32_t x = *(const uint32_t *)a, y = *(const uint32_t *)b;
  return (x > y) - (x < y);
}

/* How many texts hold words [start, end): what `part` in `whole` of their runs do not exceed. */
static uint32_t texts_of(const vb_copies *c, ptrdiff_t start, ptrdiff_t end, int part, int whole,
                         vb_arena scratch) {
  ptrdiff_t last = c->article.text->n_shingles;
  if (end > last) end = last;
  if (start >= end) return 0;
  uint32_t *texts = VB_NEW_N(&scratch, uint32_t, end - start);
  ptrdiff_t n = 0;
  for (ptrdiff_t i = start; i < end; i++)
    if (c->frequency[i].texts) texts[n++] = c->frequency[i].texts;
  qsort(texts, (size_t)n, sizeof *texts, by_number);
  return n ? texts[n * part / whole] : 0;
}

vb_copies vb_copies_begin(const vb_copied *article, vb_copy_word *frequency, vb_arena *out,
                          vb_arena scratch) {
  vb_copies c = {.article = *article, .frequency = frequency};
  c.elsewhere = VB_NEW_N(out, bool, article->text->words.n);
  c.before = VB_NEW_N(out, bool, article->text->words.n);
  c.usual_texts = texts_of(&c, 0, article->text->n_shingles, 1, 2, scratch);
  c.own_texts = texts_of(&c, 0, article->text->n_shingles, 1, 5, scratch);
  return c;
}

typedef struct {
  ptrdiff_t start, end; /* words */
} word_range;

/* A passage begins with a word or with marks before it. */
static word_range words_of(const vb_prepared *t, vb_span span) {
  return (word_range){vb_folded_word_at(t->words, span.start),
                      vb_folded_word_at(t->words, span.end)};
}

/* Do most of the passage's shingles say so? */
static bool is_formula(const vb_copies *c, word_range w, vb_arena scratch) {
  uint32_t texts = texts_of(c, w.start, w.end, 1, 2, scratch);
  if (texts < VB_FORMULA_TEXTS || texts / VB_FORMULA_TIMES < c->own_texts) return false;
  ptrdiff_t apart = 0, dated = 0, one_outlet = 0, n = 0;
  for (ptrdiff_t i = w.start; i < w.end && i < c->article.text->n_shingles; i++) {
    n += c->frequency[i].texts > 0;
    apart += c->frequency[i].apart;
    dated += c->frequency[i].dated;
    one_outlet += c->frequency[i].one_outlet;
  }
  if (one_outlet * 2 > n) return true;
  if (w.end - w.start >= VB_FORMULA_WORDS) return false;
  return dated * 2 > n ? apart * 2 > n : texts > VB_FORMULA_UNDATED;
}

/* ---- who has it from whom */

/* At the precision that both have; 0: not told. */
static int compare_days(vb_date a, vb_date b) {
  if (!vb_date_known(a) || !vb_date_known(b)) return 0;
  int8_t precision = a.precision < b.precision ? a.precision : b.precision;
  if (precision <= VB_DATE_DAY) {
    a.hour = a.minute = b.hour = b.minute = 0;
    a.has_offset = b.has_offset = false;
    a.offset_minutes = b.offset_minutes = 0;
  }
  if (precision <= VB_DATE_MONTH) a.day = b.day = 0;
  if (precision <= VB_DATE_YEAR) a.month = b.month = 0;
  a.precision = b.precision = precision;
  return vb_date_compare(a, b);
}

/* An agency's own text, not a paper's print of it. */
static bool is_agencys(const vb_copied *a) {
  return a->agency.n && (!a->outlet.n || vb_str_eq_nocase(a->outlet, a->agency));
}

static bool credits(const vb_copied *a, const vb_copied *b) {
  return is_agencys(b) && !is_agencys(a) && a->agency.n && vb_str_eq_nocase(a->agency, b->agency);
}

static vb_copy_direction direction_of(const vb_copied *article, const vb_copied *other) {
  int order = compare_days(other->published, article->published);
  if (order) return order < 0 ? VB_COPY_FROM : VB_COPY_TO;
  if (credits(article, other)) return VB_COPY_FROM;
  return credits(other, article) ? VB_COPY_TO : VB_COPY_UNTOLD;
}

static bool is_wire(const vb_copied *a, const vb_copied *b, vb_copy_direction direction) {
  if (a->agency.n && b->agency.n && vb_str_eq_nocase(a->agency, b->agency)) return true;
  if (direction == VB_COPY_UNTOLD) return is_agencys(a) || is_agencys(b);
  return is_agencys(direction == VB_COPY_FROM ? b : a);
}

static vb_copy_kind kind_of(const vb_copy *c, const vb_copied *article, const vb_copied *other) {
  ptrdiff_t n = article->text->words.n, m = other->text->words.n;
  double less = c->share < c->of_other ? c->share : c->of_other;
  double more = c->share < c->of_other ? c->of_other : c->share;
  if (!c->words) return VB_COPY_FORMULA;
  if (c->same >= n && c->same >= m) return VB_COPY_IDENTICAL;
  if (less >= NEARLY) return VB_COPY_NEAR_DUPLICATE;
  if (more >= NEARLY) return VB_COPY_TRUNCATED;
  return is_wire(article, other, c->direction) ? VB_COPY_WIRE : VB_COPY_PART;
}

/* ---- comparing */

static double share_of(ptrdiff_t words, ptrdiff_t all) {
  return all ? (double)(words < all ? words : all) / (double)all : 0;
}

/* Marks them; how many were not marked. */
static ptrdiff_t mark(bool *words, word_range w) {
  ptrdiff_t n = 0;
  for (ptrdiff_t i = w.start; i < w.end; i++) {
    n += !words[i];
    words[i] = true;
  }
  return n;
}

bool vb_copies_compare(vb_copies *c, const vb_copied *other, vb_copy *copy, vb_arena *out,
                       vb_arena scratch) {
  const vb_prepared *r = c->article.text, *s = other->text;
  vb_passage_settings settings = vb_passage_settings_usual();
  settings.likeness = false;
  bool *here = VB_NEW_N(&scratch, bool, r->words.n), *there = VB_NEW_N(&scratch, bool, s->words.n);
  vb_shared_passages found = vb_passages_shared(r, s, &settings, out, scratch);
  ptrdiff_t of_other = 0;
  *copy = (vb_copy){.direction = direction_of(&c->article, other)};
  for (ptrdiff_t i = 0; i < found.n; i++) {
    word_range w = words_of(r, found.v[i].report);
    if (is_formula(c, w, scratch)) continue;
    copy->words += mark(here, w);
    copy->same += found.v[i].same;
    *vb_push(out, &copy->passages) = found.v[i];
    of_other += mark(there, words_of(s, found.v[i].source));
    mark(c->elsewhere, w);
    if (copy->direction == VB_COPY_FROM) mark(c->before, w);
  }
  copy->share = share_of(copy->words, r->words.n);
  copy->of_other = share_of(of_other, s->words.n);
  copy->kind = kind_of(copy, &c->article, other);
  return found.n > 0;
}

static double share_marked(const vb_copies *c, const bool *words) {
  ptrdiff_t n = 0, all = c->article.text->words.n;
  for (ptrdiff_t i = 0; i < all; i++) n += words[i];
  return share_of(n, all);
}

double vb_copies_elsewhere(const vb_copies *c) { return share_marked(c, c->elsewhere); }
double vb_copies_before(const vb_copies *c) { return share_marked(c, c->before); }
