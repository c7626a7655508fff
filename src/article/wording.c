#include "article/wording.h"

#include <math.h>

#include "article/dates.h"
#include "article/embedded.h"
#include "article/told.h"
#include "base/utf8.h"

enum { PROSE_SIZE = 90, SCAN_BYTES = 2000 };

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

static bool begins_credit(vb_str s, ptrdiff_t at) {
  char c = s.p[at];
  return c == '/' || c == '(' || c == '|' || c == ':' || c == '[' ||
         (c == '\xA9' && at && s.p[at - 1] == '\xC2');
}

/* Whose a picture is stands at the end of its caption: "(Photo: Harbour News)", "... / Reuters". */
static float credit_of(const vb_article_grammar *g, vb_str s, vb_arena scratch) {
  enum { TAIL = 60, SIGN = 1, WORD = 2, AGENCY = 3, MOST_SIGNS = 3 };
  vb_str tail = vb_str_slice(s, vb_utf8_back(s, s.n > TAIL ? s.n - TAIL : 0), s.n);
  tail = vb_utf8_fold(&scratch, tail);
  float credit = 0;
  int signs = 0;
  for (ptrdiff_t i = tail.n - 1; i >= 0 && signs < MOST_SIGNS; i--) {
    if (!begins_credit(tail, i)) continue;
    vb_str name = vb_str_trim(vb_str_slice(tail, i + 1, tail.n));
    ptrdiff_t end;
    const vb_dict_entry *label = vb_dict_prefix(&g->labels, name, &end);
    if (tail.p[i] == '\xA9') credit = fmaxf(credit, SIGN);
    if (label && label->value == VB_LABEL_CREDIT) credit = fmaxf(credit, WORD);
    if (vb_dict_prefix(&g->agencies, name, &end)) credit = fmaxf(credit, AGENCY);
    signs++;
  }
  return credit;
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

/* What is counted, as shares of the words and letters. */
static vb_wording shares_of(const counts *n) {
  float words = (float)n->words + (float)n->wide / 2 + 0.01f, letters = (float)n->letters + 0.01f;
  return (vb_wording){.words = words,
                      .sentences = (float)n->ends,
                      .commas = (float)n->commas / words,
                      .lower = (float)n->lower / words,
                      .stops = (float)n->stops / words,
                      .quotes = (float)n->quotes / words,
                      .title_words = (float)n->title / words,
                      .digits = (float)n->digits / (letters + (float)n->digits),
                      .upper = (float)n->uppers / letters};
}

/* Most of a title that has no spaces between its words. */
static bool is_title(vb_str title, vb_str text) {
  enum { SHORTEST = 12 };
  return text.n >= SHORTEST && text.n <= title.n && text.n * 2 > title.n &&
         vb_str_find(title, text, 0) >= 0;
}

static vb_wording wording_of(const vb_article_grammar *g, vb_str whole_title, const vb_dict *title,
                             const vb_block *b, vb_told *told, vb_arena scratch) {
  vb_str head = vb_str_slice(b->text, 0, vb_utf8_back(b->text, SCAN_BYTES));
  counts n = count(g, title, head, told, scratch);
  vb_wording x = shares_of(&n);
  x.ends_sentence = ends_sentence(b->text);
  x.size = (float)vb_utf8_count(b->text) + (float)n.wide;
  x.link_density = b->text.n ? (float)b->link_bytes / (float)b->text.n : 0;
  ptrdiff_t at = 0;
  vb_found_date found;
  if (b->text.n < 200) x.has_date = vb_dates_next(g, b->text, &at, &found);
  ptrdiff_t end;
  vb_str start = vb_utf8_fold(&scratch, vb_str_slice(b->text, 0, vb_utf8_back(b->text, 60)));
  const vb_dict_entry *label = b->text.n < 200 ? vb_dict_prefix(&g->labels, start, &end) : NULL;
  x.is_label = label ? (float)label->value : 0;
  x.whole_link = b->n_links == 1 && b->link_bytes + 2 >= b->text.n;
  x.ending = ending_of(b->text);
  x.start = start_of(b->text);
  x.signs = b->text.n < 400 ? signs_of(b->text) : 0;
  x.address = b->text.n < 400 ? address_of(b->text) : 0;
  if (b->text.n < 400) x.credit = credit_of(g, b->text, scratch);
  x.contact = b->text.n < 400 &&
              (x.address == 1 || (n.digits >= 7 && n.digits * 4 > n.letters && !x.has_date));
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

static void compare_words(const vb_told *told, vb_wording *x, ptrdiff_t n, vb_arena scratch) {
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

/* What the page declares its text to be holds most of what is text, where it declares any. */
static void compare_declared(const vb_article_grammar *g, const vb_page *page, const vb_told *told,
                             vb_wording *x, vb_arena scratch) {
  vb_str body = {0};
  for (ptrdiff_t i = 0; i < page->json_ld.n; i++) {
    vb_str one = vb_embedded_body(page->json_ld.v[i], &scratch);
    if (one.n > body.n) body = one;
  }
  const vb_dict none = {0};
  vb_block block = {.text = body};
  vb_page single = {.blocks = {&block, 1, 1}};
  vb_told declared = vb_told_open(&single, body.n, &scratch);
  vb_told_next_block(&declared);
  if (body.n) count(g, &none, body, &declared, scratch);
  vb_told_next_block(&declared);
  float *shares = VB_NEW_N(&scratch, float, page->blocks.n);
  vb_told_compare_with(told, &declared, shares, scratch);
  for (ptrdiff_t i = 0; i < page->blocks.n; i++) x[i].declared = shares[i];
}

static void measure_runs(vb_wording *x, ptrdiff_t n) {
  const float most = 20;
  for (ptrdiff_t i = 1; i < n; i++)
    x[i].run_before = x[i - 1].prose ? fminf(x[i - 1].run_before + 1, most) : 0;
  for (ptrdiff_t i = n - 2; i >= 0; i--)
    x[i].run_after = x[i + 1].prose ? fminf(x[i + 1].run_after + 1, most) : 0;
}

void vb_wording_fill(const vb_article_grammar *g, const vb_page *page, vb_str title, vb_wording *x,
                     vb_arena scratch) {
  ptrdiff_t n = page->blocks.n;
  vb_dict words = title_words(title, &scratch);
  vb_told told = vb_told_open(page, SCAN_BYTES, &scratch);
  for (ptrdiff_t i = 0; i < n; i++) {
    vb_told_next_block(&told);
    x[i] = wording_of(g, title, &words, &page->blocks.v[i], &told, scratch);
  }
  vb_told_next_block(&told);
  compare_words(&told, x, n, scratch);
  compare_declared(g, page, &told, x, scratch);
  measure_runs(x, n);
}
