#include "article/features.h"

#include <math.h>
#include <string.h>

#include "article/dates.h"
#include "article/told.h"
#include "base/utf8.h"

/* In the order in which the functions below put them. */
enum { N_OWN = VB_N_FEATURES - VB_N_LAYOUT };

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
};

int vb_feature_named(vb_str name) {
  for (int i = 0; i < VB_N_FEATURES; i++)
    if (vb_str_eq(name, vb_str_from(vb_feature_name(i)))) return i;
  return -1;
}

const char *vb_feature_name(int i) { return i < N_OWN ? names[i] : vb_layout_names[i - N_OWN]; }

/* The numbers of a block that do not depend on others. */
typedef struct {
  float size; /* characters, those without spaces between words counted twice */
  float words, link_density, ends_sentence, sentences, commas, lower, stops, digits, upper;
  float has_date, is_label, title_words;
  float again, later;           /* set by compare_words, too */
  float told_words, told_often; /* set by compare_words */
  float run_before, run_after;  /* blocks of prose next to it */
  float whole_link, ending, start, signs, address, strong, title_share, quotes;
  bool prose;
} basics;

enum { PROSE_SIZE = 90, SCAN_BYTES = 2000, WINDOW = 6, KINDS = 9, OTHER_KINDS = 11 };

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

/* How a block ends: as a sentence does, cut off, announcing something, or not at all. */
static float ending_of(vb_str s) {
  if (vb_str_ends(s, VB_S("...")) || vb_str_ends(s, VB_S("\xE2\x80\xA6")) ||
      vb_str_ends(s, VB_S("[...]")) || vb_str_ends(s, VB_S("[\xE2\x80\xA6]")))
    return -1;
  if (vb_str_ends(s, VB_S(":")) || vb_str_ends(s, VB_S("\xEF\xBC\x9A"))) return 1;
  return ends_sentence(s) ? 2 : 0;
}

static float start_of(vb_str s) {
  int len;
  int32_t c = vb_utf8_decode(s, 0, &len);
  if (c == '"' || c == 0x201C || c == 0x201E || c == 0xAB || c == 0x300C || c == '\'') return 4;
  if (c == '-' || c == 0x2013 || c == 0x2014 || c == 0x2022 || c == 0xB7 || c == '*') return 3;
  if (c == '[' || c == '(' || c == '|' || c == '>' || c == 0xBB || c == 0x25BA) return -2;
  if (c == 0xA9 || c == '#' || c == '@' || c == '+') return -3;
  if (c < 128 && vb_is_digit((char)c)) return -1;
  if (!vb_utf8_is_letter(c)) return -4;
  return vb_utf8_is_upper(c) ? 2 : 1;
}

/* Signs that stand between items of menus and captions rather than in prose. */
static float signs_of(vb_str s) {
  float n = 0;
  for (ptrdiff_t i = 0; i < s.n;) {
    int len;
    int32_t c = vb_utf8_decode(s, i, &len);
    n += c == '|' || c == '/' || c == 0xBB || c == 0xAB || c == 0x203A || c == 0x2022 ||
         c == 0xB7 || c == '>' || c == '#' || c == 0x2192;
    i += len;
  }
  return n;
}

static float address_of(vb_str s) {
  if (vb_str_find_char(s, '@', 0) >= 0) return 1;
  if (vb_str_find(s, VB_S("http"), 0) >= 0 || vb_str_find(s, VB_S("www."), 0) >= 0) return 2;
  return vb_str_find(s, VB_S("\xC2\xA9"), 0) >= 0 ? 3 : 0;
}

typedef struct {
  int words, lower, stops, upper_words, title, letters, digits, uppers, commas, ends, wide, quotes;
} counts;

/* Scripts without spaces tell by pairs of signs. */
static uint64_t pair_hash(int32_t a, int32_t b) {
  return ((uint64_t)a * 65599 + (uint64_t)b) * 0x9E3779B97F4A7C15U;
}

static void count_word(const vb_article_grammar *g, const vb_dict *title, vb_str word, counts *n,
                       vb_told *told, vb_arena scratch) {
  int len;
  int32_t first = vb_utf8_decode(word, 0, &len);
  if (!vb_utf8_is_letter(first)) return;
  n->words++;
  n->lower += !vb_utf8_is_upper(first);
  if (word.n > 24) return;
  vb_str folded = vb_utf8_fold(&scratch, word);
  bool stop = vb_dict_get(&g->stopwords, folded) != NULL;
  n->stops += stop;
  if (!stop && word.n > 3) vb_told_add(told, vb_str_hash(folded));
  n->title += word.n > 3 && vb_dict_get(title, folded);
}

static counts count(const vb_article_grammar *g, const vb_dict *title, vb_str s, vb_told *told,
                    vb_arena scratch) {
  counts n = {0};
  ptrdiff_t word = -1;
  int32_t wide = 0; /* the sign before, of a script without spaces */
  for (ptrdiff_t i = 0; i < s.n;) {
    int len;
    int32_t c = vb_utf8_decode(s, i, &len);
    bool letter = vb_utf8_is_letter(c), digit = c < 128 && vb_is_digit((char)c);
    bool is_wide = letter && vb_utf8_is_cjk(c);
    n.wide += is_wide;
    if (is_wide && wide) vb_told_add(told, pair_hash(wide, c));
    wide = is_wide ? c : 0;
    n.quotes += c == '"' || (c >= 0x201C && c <= 0x201E) || c == 0xAB || c == 0x300C;
    n.letters += letter;
    n.digits += digit;
    n.uppers += letter && vb_utf8_is_upper(c);
    n.commas += c == ',' || c == 0xFF0C || c == 0x3001 || c == 0x60C;
    n.ends += is_sentence_end(c) && (i + len >= s.n || s.p[i + len] == ' ' || c > 0x2FFF);
    if (word < 0 && (letter || digit)) word = i;
    if (word >= 0 && !letter && !digit) {
      count_word(g, title, vb_str_slice(s, word, i), &n, told, scratch);
      word = -1;
    }
    i += len;
  }
  if (word >= 0) count_word(g, title, vb_str_slice(s, word, s.n), &n, told, scratch);
  return n;
}

/* Most of a title that has no spaces between its words. */
static bool is_title(vb_str title, vb_str text) {
  enum { SHORTEST = 12 };
  return text.n >= SHORTEST && text.n <= title.n && text.n * 2 > title.n &&
         vb_str_find(title, text, 0) >= 0;
}

static basics basics_of(const vb_article_grammar *g, vb_str whole_title, const vb_dict *title,
                        const vb_block *b, vb_told *told, vb_arena scratch) {
  vb_str head = vb_str_slice(b->text, 0, vb_utf8_back(b->text, SCAN_BYTES));
  counts n = count(g, title, head, told, scratch);
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
  x.quotes = (float)n.quotes / words;
  x.whole_link = b->n_links == 1 && b->link_bytes + 2 >= b->text.n;
  x.ending = ending_of(b->text);
  x.start = start_of(b->text);
  x.signs = b->text.n < 400 ? signs_of(b->text) : 0;
  x.address = b->text.n < 400 ? address_of(b->text) : 0;
  x.strong = b->text.n ? (float)b->strong_bytes / (float)b->text.n : 0;
  x.title_share = title->n ? fminf(1, (float)n.title / (float)title->n) : 0;
  if (is_title(whole_title, b->text)) x.title_share = x.title_words = 1;
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
  const vb_layout *places;
  ptrdiff_t *next_prose;
  ptrdiff_t last_prose, last_related;
  float before; /* prose before this block */
  bool seen_heading;
  ptrdiff_t title, last_date, last_heading;
  float heading_level, heading_related;
} progress;

/* The first block that is most like the title; n if none is. */
static ptrdiff_t title_block(const basics *x, ptrdiff_t n) {
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

static void put_signs(row *r, const basics *x) {
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
static void put_order(row *r, const vb_page *page, const basics *x, const progress *p,
                      ptrdiff_t i) {
  static const basics none;
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
  const basics *left = i > 0 ? &x[i - 1] : &none, *right = i + 1 < n ? &x[i + 1] : &none;
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

static void advance(progress *p, const vb_block *b, const basics *x, ptrdiff_t i) {
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

static void compare_words(const vb_told *told, basics *x, ptrdiff_t n, vb_arena scratch) {
  bool *prose = VB_NEW_N(&scratch, bool, n);
  vb_told_share *shares = VB_NEW_N(&scratch, vb_told_share, n);
  for (ptrdiff_t i = 0; i < n; i++) prose[i] = x[i].prose;
  vb_told_compare(told, prose, shares, scratch);
  for (ptrdiff_t i = 0; i < n; i++) {
    x[i].told_words = shares[i].anywhere;
    x[i].told_often = shares[i].often;
    x[i].again = shares[i].before;
    x[i].later = shares[i].after;
  }
}

static void measure_runs(basics *x, ptrdiff_t n) {
  const float most = 20;
  for (ptrdiff_t i = 1; i < n; i++)
    x[i].run_before = x[i - 1].prose ? fminf(x[i - 1].run_before + 1, most) : 0;
  for (ptrdiff_t i = n - 2; i >= 0; i--)
    x[i].run_after = x[i + 1].prose ? fminf(x[i + 1].run_after + 1, most) : 0;
}

/* Prose tells where an article is; where there is none, so do lists and tables. */
static float mass_of(const basics *x) {
  const float other = 0.125F;
  return x->prose ? x->size : x->size * fmaxf(0, 1 - x->link_density) * other;
}

static const vb_layout *layout_of(const vb_page *page, const basics *x, vb_arena *scratch) {
  vb_layout_text *text = VB_NEW_N(scratch, vb_layout_text, page->blocks.n);
  vb_layout *rows = VB_NEW_N(scratch, vb_layout, page->blocks.n);
  for (ptrdiff_t i = 0; i < page->blocks.n; i++)
    text[i] = (vb_layout_text){x[i].size, x[i].prose, x[i].ends_sentence > 0, mass_of(&x[i])};
  vb_layout_fill(page, text, rows, *scratch);
  return rows;
}

static void take_basics(const vb_article_grammar *g, const vb_page *page, vb_str title, basics *x,
                        vb_arena scratch) {
  ptrdiff_t n = page->blocks.n;
  vb_dict words = title_words(title, &scratch);
  vb_told told = vb_told_open(page, SCAN_BYTES, &scratch);
  for (ptrdiff_t i = 0; i < n; i++) {
    vb_told_next_block(&told);
    x[i] = basics_of(g, title, &words, &page->blocks.v[i], &told, scratch);
  }
  vb_told_next_block(&told);
  compare_words(&told, x, n, scratch);
  measure_runs(x, n);
}

static progress start_of_page(const vb_page *page, const basics *x, vb_arena *out) {
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
  p.next_prose = VB_NEW_N(out, ptrdiff_t, n + 1);
  p.next_prose[n] = n + 30;
  for (ptrdiff_t i = n - 1; i >= 0; i--)
    p.next_prose[i] = i + 1 < n && x[i + 1].prose ? i + 1 : p.next_prose[i + 1];
  return p;
}

static void put_row(row *r, const vb_page *page, const basics *x, const progress *p, ptrdiff_t i) {
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
}

vb_features *vb_features_of(const vb_article_grammar *g, const vb_page *page, vb_str title,
                            vb_arena *out, vb_arena scratch) {
  vb_features *rows = VB_NEW_N(out, vb_features, page->blocks.n);
  basics *x = VB_NEW_N(&scratch, basics, page->blocks.n);
  take_basics(g, page, title, x, scratch);
  progress p = start_of_page(page, x, &scratch);
  for (ptrdiff_t i = 0; i < page->blocks.n; i++) {
    row r = {rows[i].v, 0};
    put_row(&r, page, x, &p, i);
    advance(&p, &page->blocks.v[i], &x[i], i);
  }
  return rows;
}
