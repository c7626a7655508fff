/* Which line of a page is its title: the one that says what is declared, else what a window's title
 * that stands first repeats, else the one above the text that looks most like one. */
#include "article/dateline.h"
#include "article/site_name.h"
#include "article/title.h"
#include "article/title_words.h"
#include "article/visible.h"
#include "base/utf8.h"

enum { BODY_BYTES = 4000, FARTHEST_LINE = 400 };

static ptrdiff_t find_declared(const vb_page *page, vb_str declared, vb_arena scratch) {
  vb_str wanted = vb_utf8_fold(&scratch, declared);
  ptrdiff_t found = -1;
  for (ptrdiff_t i = 0; i < page->blocks.n; i++) {
    const vb_block *b = &page->blocks.v[i];
    if (b->text.n > declared.n * 2 + 20 || b->text.n * 2 + 20 < declared.n) continue;
    vb_arena local = scratch;
    if (!vb_str_eq(vb_utf8_fold(&local, b->text), wanted)) continue;
    if (b->kind == VB_BLOCK_HEADING) return i;
    if (found < 0) found = i;
  }
  return found;
}

static float title_score(const vb_article_grammar *g, const vb_page *page, ptrdiff_t i,
                         ptrdiff_t body, vb_title_words *words, vb_arena scratch) {
  const vb_block *b = &page->blocks.v[i];
  int n = vb_title_count(b->text), total;
  if (b->text.n > VB_TITLE_BYTES || b->text.n < 8 || n < 2) return 0;
  if (b->phrase_is_all || b->phrase == VB_PHRASE_FOOTER || b->phrase == VB_PHRASE_RELATED) return 0;
  if (vb_visible_is_date_line(g, b->text) || vb_ends_in_credit(g, b->text, scratch)) return 0;
  int hits = vb_title_shared_words(words, b->text, &total, scratch);
  float score = total ? 3.0f * (float)hits / (float)total : 0;
  score += n >= 4 ? 1 : 0;
  score += n >= 6 ? 0.5f : 0;
  score += hits >= 3 ? 1 : 0;
  if (n < 4) score -= 1;
  if (b->kind == VB_BLOCK_HEADING) score += b->level == 1 ? 4 : 1;
  if (b->near & VB_MARKUP_TITLE) score += 1;
  if (b->gap_before) score += 0.3f;
  char last = b->text.p[b->text.n - 1];
  if (last == '.') score -= 1.5f;
  if (n > 30) score -= 1.5f;
  score -= 0.04f * (float)(body - i > 25 ? 25 : body - i);
  score -= 2.0f * (float)b->link_bytes / (float)b->text.n;
  return score;
}

/* Without tags the classifier may take the title for the first paragraph: a short line without a
 * full stop, or set off at the very head. */
static bool first_line_is_title(const vb_page *page, ptrdiff_t body) {
  if (body + 1 >= page->blocks.n) return false;
  const vb_block *b = &page->blocks.v[body];
  if (page->markup || !b->main || b->text.n > VB_TITLE_BYTES) return false;
  return b->text.p[b->text.n - 1] != '.' || (body == 0 && b[1].gap_before && b->text.n < 120);
}

/* The words of the text, for seeing whether a line speaks of the same. */
static vb_title_words *words_of_text(const vb_page *page, ptrdiff_t from, vb_arena *out) {
  vb_title_words *words = VB_NEW(out, vb_title_words);
  ptrdiff_t bytes = 0;
  for (ptrdiff_t i = from; i < page->blocks.n && bytes < BODY_BYTES; i++) {
    if (!page->blocks.v[i].main) continue;
    vb_title_add_words(words, page->blocks.v[i].text, *out);
    bytes += page->blocks.v[i].text.n;
  }
  return words;
}

/* The line above the text, nearest to it, with these letters; -1. */
static ptrdiff_t line_of_letters(const vb_page *page, vb_str letters, ptrdiff_t body,
                                 vb_arena scratch) {
  for (ptrdiff_t i = body; i > 0 && i > body - FARTHEST_LINE; i--) {
    vb_str s = page->blocks.v[i].text;
    vb_arena local = scratch;
    if (s.n >= letters.n && s.n <= VB_TITLE_BYTES &&
        vb_str_eq(vb_title_letters(s, &local), letters))
      return i;
  }
  return -1;
}

/* Where the text that is found above a line may be a menu: most of the text stands below it. */
static bool is_above_most(const vb_page *page, ptrdiff_t line) {
  enum { LESS = 4 };
  ptrdiff_t above = 0, below = 0;
  for (ptrdiff_t i = 0; i < page->blocks.n; i++)
    if (page->blocks.v[i].main) *(i < line ? &above : &below) += page->blocks.v[i].text.n;
  return above * LESS < below;
}

/* The same below the beginning of what was taken for the text. */
static ptrdiff_t line_below(const vb_page *page, vb_str letters, ptrdiff_t body, vb_arena scratch) {
  for (ptrdiff_t i = body + 1; i < page->blocks.n && i < body + FARTHEST_LINE; i++) {
    vb_str s = page->blocks.v[i].text;
    vb_arena local = scratch;
    if (s.n >= letters.n && s.n <= VB_TITLE_BYTES &&
        vb_str_eq(vb_title_letters(s, &local), letters))
      return is_above_most(page, i) ? i : -1;
  }
  return -1;
}

/* A line that says what a part of the window's title says. */
typedef struct {
  ptrdiff_t line, distance; /* line -1: none; from the text */
  vb_str letters;
} window_part;

static window_part find_part(const vb_page *page, vb_str part, ptrdiff_t body, vb_arena *scratch) {
  enum { LEAST_LETTERS = 12 };
  window_part p = {.line = -1, .letters = vb_title_letters(part, scratch)};
  if (p.letters.n < LEAST_LETTERS || p.letters.n * 3 < page->blocks.v[0].text.n) return p;
  p.line = line_of_letters(page, p.letters, body, *scratch);
  p.distance = body - p.line;
  if (p.line >= 0) return p;
  p.line = line_below(page, p.letters, body, *scratch);
  p.distance = FARTHEST_LINE + p.line - body;
  return p;
}

/* Of a title and the name of the site, the title stands nearer to the text; a part that holds
 * another tells more. */
static bool is_better_part(window_part a, window_part b) {
  if (a.line < 0 || b.line < 0) return b.line < 0;
  if (vb_str_find(a.letters, b.letters, 0) >= 0) return true;
  return vb_str_find(b.letters, a.letters, 0) < 0 && a.distance < b.distance;
}

/* The line that the window's title is, but for what stands before or behind a bar or dash; -1. */
static ptrdiff_t line_that_is_window(const vb_page *page, ptrdiff_t body, vb_arena scratch) {
  enum { MOST_PARTS = 6 };
  vb_str window = page->blocks.v[0].text;
  window_part best = {.line = -1};
  for (ptrdiff_t at = 0, parts = 0; at <= window.n && parts < MOST_PARTS; at++) {
    ptrdiff_t n = at < window.n ? vb_site_name_separator(window, at) : 1;
    if (!n) continue;
    parts++;
    vb_str sides[] = {vb_str_slice(window, 0, at), vb_str_slice(window, at + n, window.n)};
    for (int side = 0; side < 2; side++) {
      window_part part = find_part(page, sides[side], body, &scratch);
      if (part.line >= 0 && is_better_part(part, best)) best = part;
    }
  }
  return best.line;
}

/* The line above the text that says most of what the window's title says, at least half of its
 * words; of equals the one nearest to the text.  -1. */
static ptrdiff_t line_like_window(const vb_page *page, ptrdiff_t body, vb_arena scratch) {
  enum { SCALE = 1000 };
  vb_title_words *words = VB_NEW(&scratch, vb_title_words);
  int n_window = vb_title_add_words(words, page->blocks.v[0].text, scratch);
  int n_line, most = SCALE / 2;
  ptrdiff_t best = -1;
  for (ptrdiff_t i = body > FARTHEST_LINE ? body - FARTHEST_LINE : 1; i <= body; i++) {
    vb_str s = page->blocks.v[i].text;
    if (s.n > VB_TITLE_BYTES || vb_title_count(s) < 3) continue;
    int shared = vb_title_shared_words(words, s, &n_line, scratch);
    int more = n_line > n_window ? n_line : n_window;
    if (shared > n_window) shared = n_window;
    if (shared < 2 || shared * SCALE < more * most) continue;
    best = i;
    most = shared * SCALE / more;
  }
  return best;
}

vb_str vb_title_of_window(const vb_page *page, ptrdiff_t body, ptrdiff_t *line, vb_arena scratch) {
  *line = -1;
  if (page->markup || body >= page->blocks.n) return (vb_str){0};
  vb_str first = page->blocks.v[0].text;
  if (!first.n || first.n > VB_TITLE_BYTES) return (vb_str){0};
  *line = line_that_is_window(page, body, scratch);
  if (*line < 0 && body < 2) return (vb_str){0}; /* the first line may be text */
  if (*line < 0) *line = line_like_window(page, body, scratch);
  if (*line >= 0) return page->blocks.v[*line].text;
  vb_title_words *words = words_of_text(page, body, &scratch);
  int total, hits = vb_title_shared_words(words, first, &total, scratch);
  if (vb_title_count(first) < 4 || hits < 2 || hits * 5 < total * 2) return (vb_str){0};
  return vb_site_name_strip(first, (vb_str){0}, (vb_str){0}, page, scratch);
}

ptrdiff_t vb_title_find(const vb_article_grammar *grammar, const vb_page *page, vb_str declared,
                        ptrdiff_t body, vb_arena scratch) {
  ptrdiff_t best = declared.n ? find_declared(page, declared, scratch) : -1;
  if (best >= 0 || declared.n) return best;
  vb_title_words *words = words_of_text(page, body + 1, &scratch);
  if (body < page->blocks.n && !first_line_is_title(page, body))
    vb_title_add_words(words, page->blocks.v[body].text, scratch);
  ptrdiff_t end = body + (first_line_is_title(page, body) ? 1 : 0);
  float most = 1.0f;
  for (ptrdiff_t i = end > FARTHEST_LINE ? end - FARTHEST_LINE : 0; i < end && i < page->blocks.n;
       i++) {
    float score = title_score(grammar, page, i, body, words, scratch);
    if (score > most) most = score, best = i;
  }
  return best;
}
