#include "article/features.h"

#include <math.h>
#include <string.h>

#include "article/dates.h"
#include "base/utf8.h"

/* In the order in which the functions below put them. */
static const char *const names[VB_N_FEATURES] = {
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
};

int vb_feature_named(vb_str name) {
  for (int i = 0; i < VB_N_FEATURES; i++)
    if (vb_str_eq(name, vb_str_from(names[i]))) return i;
  return -1;
}

const char *vb_feature_name(int i) { return names[i]; }

/* The numbers of a block that do not depend on others. */
typedef struct {
  float size; /* characters, those without spaces between words counted twice */
  float words, link_density, ends_sentence, sentences, commas, lower, stops, digits, upper;
  float has_date, is_label, title_words;
  bool prose;
} basics;

enum { PROSE_SIZE = 90, SCAN_BYTES = 2000, WINDOW = 6 };

static bool is_sentence_end(int32_t c) {
  return c == '.' || c == '!' || c == '?' || c == 0x3002 || c == 0xFF01 || c == 0xFF1F ||
         c == 0x2026 || c == 0x0964 || c == 0x06D4 || c == 0x061F;
}

static bool is_closing(int32_t c) {
  return c == '"' || c == '\'' || c == ')' || c == ']' || c == 0x201D || c == 0x2019 ||
         c == 0x300D || c == 0x300F || c == 0xBB || c == ' ';
}

static bool ends_sentence(vb_str s) {
  for (ptrdiff_t at = s.n; at > 0;) {
    ptrdiff_t start = vb_utf8_back(s, at - 1);
    int len;
    int32_t c = vb_utf8_decode(s, start, &len);
    if (is_sentence_end(c)) return true;
    if (!is_closing(c)) return false;
    at = start;
  }
  return false;
}

typedef struct {
  int words, lower, stops, upper_words, title, letters, digits, uppers, commas, ends, wide;
} counts;

static void count_word(const vb_article_grammar *g, const vb_dict *title, vb_str word, counts *n,
                       vb_arena scratch) {
  int len;
  int32_t first = vb_utf8_decode(word, 0, &len);
  if (!vb_utf8_is_letter(first)) return;
  n->words++;
  n->lower += !vb_utf8_is_upper(first);
  if (word.n > 24) return;
  vb_str folded = vb_utf8_fold(&scratch, word);
  n->stops += vb_dict_get(&g->stopwords, folded) != NULL;
  n->title += word.n > 3 && vb_dict_get(title, folded);
}

static counts count(const vb_article_grammar *g, const vb_dict *title, vb_str s, vb_arena scratch) {
  counts n = {0};
  ptrdiff_t word = -1;
  for (ptrdiff_t i = 0; i < s.n;) {
    int len;
    int32_t c = vb_utf8_decode(s, i, &len);
    bool letter = vb_utf8_is_letter(c), digit = c < 128 && vb_is_digit((char)c);
    if (letter && vb_utf8_is_cjk(c)) n.wide++;
    n.letters += letter;
    n.digits += digit;
    n.uppers += letter && vb_utf8_is_upper(c);
    n.commas += c == ',' || c == 0xFF0C || c == 0x3001 || c == 0x60C;
    n.ends += is_sentence_end(c) && (i + len >= s.n || s.p[i + len] == ' ' || c > 0x2FFF);
    if (word < 0 && (letter || digit)) word = i;
    if (word >= 0 && !letter && !digit) {
      count_word(g, title, vb_str_slice(s, word, i), &n, scratch);
      word = -1;
    }
    i += len;
  }
  if (word >= 0) count_word(g, title, vb_str_slice(s, word, s.n), &n, scratch);
  return n;
}

static basics basics_of(const vb_article_grammar *g, const vb_dict *title, const vb_block *b,
                        vb_arena scratch) {
  vb_str head = vb_str_slice(b->text, 0, vb_utf8_back(b->text, SCAN_BYTES));
  counts n = count(g, title, head, scratch);
  float words = (float)n.words + (float)n.wide / 2 + 0.01f, letters = (float)n.letters + 0.01f;
  basics x = {.words = words, .ends_sentence = ends_sentence(b->text)};
  x.size = (float)vb_utf8_count(b->text) + (float)n.wide;
  x.link_density = b->text.n ? (float)b->link_bytes / (float)b->text.n : 0;
  x.sentences = (float)n.ends;
  x.commas = (float)n.commas / words;
  x.lower = (float)n.lower / words;
  x.stops = (float)n.stops / words;
  x.digits = (float)n.digits / (letters + (float)n.digits);
  x.upper = (float)n.uppers / letters;
  x.title_words = (float)n.title / words;
  ptrdiff_t at = 0;
  vb_found_date found;
  if (b->text.n < 200) x.has_date = vb_dates_next(g, b->text, &at, &found);
  ptrdiff_t end;
  vb_str start = vb_utf8_fold(&scratch, vb_str_slice(b->text, 0, vb_utf8_back(b->text, 60)));
  const vb_dict_entry *label = b->text.n < 200 ? vb_dict_prefix(&g->labels, start, &end) : NULL;
  x.is_label = label ? (float)label->value : 0;
  x.prose = x.size >= PROSE_SIZE && x.link_density < 0.35f && (x.ends_sentence || n.ends > 1);
  return x;
}

/* The words of the page's own title. */
static vb_dict title_words(vb_str title, vb_arena *out) {
  vb_dict dict = {0};
  enum { SLOTS = 256 };
  dict.capacity = SLOTS;
  dict.slots = VB_NEW_N(out, vb_dict_entry, SLOTS);
  vb_str rest = vb_utf8_fold(out, vb_str_slice(title, 0, vb_utf8_back(title, 400)));
  ptrdiff_t start = -1;
  for (ptrdiff_t i = 0; i <= rest.n && dict.n < SLOTS / 2; i++) {
    bool inside =
        i < rest.n && (vb_is_alpha(rest.p[i]) || vb_is_digit(rest.p[i]) || (rest.p[i] & 0x80));
    if (inside && start < 0) start = i;
    if (inside || start < 0) continue;
    vb_str word = vb_str_slice(rest, start, i);
    start = -1;
    ptrdiff_t slot = (ptrdiff_t)(vb_str_hash(word) & (SLOTS - 1));
    while (dict.slots[slot].key.p && !vb_str_eq(dict.slots[slot].key, word))
      slot = (slot + 1) & (SLOTS - 1);
    if (!dict.slots[slot].key.p) dict.n++;
    dict.slots[slot].key = word;
  }
  return dict;
}

/* Prose below each container, counted to VB_BLOCK_CONTAINERS levels up. */
static float *container_mass(const vb_page *page, const basics *x, vb_arena *out) {
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
static float *window_mass(const basics *x, ptrdiff_t n, vb_arena *out) {
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

static void put_basics(row *r, const basics *x) {
  put(r, logf(1 + x->size));
  put(r, x->link_density);
  put(r, x->ends_sentence);
  put(r, x->lower);
  put(r, x->stops);
}

static void put_neighbour(row *r, const basics *x, ptrdiff_t i, ptrdiff_t n) {
  static const basics none;
  put_basics(r, i >= 0 && i < n ? &x[i] : &none);
}

/* What holds for all blocks of a page, and what changes slowly along it. */
typedef struct {
  float total, log_total, n_blocks;
  const float *containers, *window;
  ptrdiff_t last_prose, last_related;
  float before; /* prose before this block */
  bool seen_heading;
} progress;

static void put_place(row *r, const vb_page *page, const ptrdiff_t *next_prose, progress *p,
                      ptrdiff_t i) {
  const vb_block *b = &page->blocks.v[i];
  for (int level = 0; level < VB_BLOCK_CONTAINERS; level++)
    put(r, p->containers[b->container[level] * VB_BLOCK_CONTAINERS + level] / p->total);
  put(r, p->window[i]);
  put(r, p->before / p->total);
  put(r, (float)i / p->n_blocks);
  put(r, fminf((float)(i - p->last_prose), 30));
  put(r, fminf((float)(next_prose[i] - i), 30));
  put(r, fminf((float)(i - p->last_related), 40));
  put(r, p->seen_heading);
  put(r, p->log_total);
  put(r, logf(1 + p->n_blocks));
}

static void advance(progress *p, const vb_block *b, const basics *x, ptrdiff_t i) {
  if (x->prose) {
    p->last_prose = i;
    p->before += x->size;
  }
  if (b->phrase == VB_PHRASE_RELATED && (b->phrase_is_all || x->words < 6)) p->last_related = i;
  if (b->kind == VB_BLOCK_HEADING && b->level == 1) p->seen_heading = true;
}

static void put_block(row *r, const vb_page *page, const vb_block *b, const basics *x) {
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

vb_features *vb_features_of(const vb_article_grammar *g, const vb_page *page, vb_str title,
                            vb_arena *out, vb_arena scratch) {
  ptrdiff_t n = page->blocks.n;
  vb_features *rows = VB_NEW_N(out, vb_features, n);
  basics *x = VB_NEW_N(&scratch, basics, n);
  vb_dict words = title_words(title, &scratch);
  for (ptrdiff_t i = 0; i < n; i++) x[i] = basics_of(g, &words, &page->blocks.v[i], scratch);
  ptrdiff_t *next_prose = VB_NEW_N(&scratch, ptrdiff_t, n + 1);
  next_prose[n] = n + 30;
  for (ptrdiff_t i = n - 1; i >= 0; i--)
    next_prose[i] = i + 1 < n && x[i + 1].prose ? i + 1 : next_prose[i + 1];
  progress p = {.total = 1, .n_blocks = (float)n, .last_prose = -30, .last_related = -40};
  for (ptrdiff_t i = 0; i < n; i++) p.total += x[i].prose ? x[i].size : 0;
  p.log_total = logf(p.total);
  p.containers = container_mass(page, x, &scratch);
  p.window = window_mass(x, n, &scratch);
  for (ptrdiff_t i = 0; i < n; i++) {
    row r = {rows[i].v, 0};
    put_block(&r, page, &page->blocks.v[i], &x[i]);
    put_place(&r, page, next_prose, &p, i);
    put_neighbour(&r, x, i - 1, n);
    put_neighbour(&r, x, i + 1, n);
    put_neighbour(&r, x, i - 2, n);
    put_neighbour(&r, x, i + 2, n);
    advance(&p, &page->blocks.v[i], &x[i], i);
  }
  return rows;
}
