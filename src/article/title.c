#include "article/title.h"

#include <limits.h>

#include "article/dateline.h"
#include "article/site_name.h"
#include "article/visible.h"
#include "base/utf8.h"

enum { LONGEST = 300, SHARED_WORDS = 400, WORD_SLOTS = 1024, BODY_BYTES = 4000 };

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

/* Hashes of the text's words, for seeing which line before it speaks of the same. */
typedef struct {
  uint64_t slots[WORD_SLOTS];
  int n;
} word_set;

static bool has_word(word_set *set, uint64_t hash, bool add) {
  hash |= 1;
  ptrdiff_t at = (ptrdiff_t)(hash % WORD_SLOTS);
  while (set->slots[at] && set->slots[at] != hash) at = (at + 1) % WORD_SLOTS;
  if (set->slots[at]) return true;
  if (add && set->n < WORD_SLOTS * 3 / 4) set->slots[at] = hash, set->n++;
  return false;
}

/* Words of `s`, long ones and CJK pairs; how many there are and how many are in the set. */
static int match_words(word_set *set, vb_str s, bool add, int *total, vb_arena scratch) {
  vb_str f = vb_utf8_fold(&scratch, s);
  int hits = 0;
  *total = 0;
  for (ptrdiff_t i = 0; i < f.n;) {
    ptrdiff_t start = i;
    while (i < f.n && (vb_is_alpha(f.p[i]) || vb_is_digit(f.p[i]) || (f.p[i] & 0x80))) {
      i++;
      if ((f.p[start] & 0x80) && i - start == 6) break;
    }
    if (i - start > 3) {
      hits += has_word(set, vb_str_hash(vb_str_slice(f, start, i)), add);
      ++*total;
    }
    if (i == start) i++;
  }
  return hits;
}

/* The page's only heading of the first level; -1 if it has none, or several that differ. */
static ptrdiff_t only_main_heading(const vb_page *page) {
  ptrdiff_t found = -1;
  for (ptrdiff_t i = 0; i < page->blocks.n; i++) {
    const vb_block *b = &page->blocks.v[i];
    if (b->kind != VB_BLOCK_HEADING || b->level != 1 || (b->within & VB_IN_HIDDEN)) continue;
    if (found >= 0 && !vb_str_eq(page->blocks.v[found].text, b->text)) return -1;
    if (found < 0) found = i;
  }
  return found;
}

/* "Politics Envoys meet": the heading holds the declared title behind something else. */
static bool has_kicker(vb_str heading, vb_str declared, vb_arena scratch) {
  vb_str whole = vb_utf8_fold(&scratch, heading), part = vb_utf8_fold(&scratch, declared);
  return vb_str_find(whole, part, 0) > 0;
}

/* The page's only main heading, if it says what `declared` says; -1. */
static ptrdiff_t similar_heading(const vb_page *page, vb_str declared, vb_arena scratch) {
  ptrdiff_t at = page->markup ? only_main_heading(page) : -1;
  if (at < 0 || page->blocks.v[at].text.n > LONGEST) return -1;
  vb_str heading = page->blocks.v[at].text;
  if (vb_str_find_char(heading, ' ', 0) < 0 && heading.n < 12) return -1;
  if (has_kicker(heading, declared, scratch)) return -1;
  word_set *words = VB_NEW(&scratch, word_set);
  int n_declared, n_heading;
  match_words(words, declared, true, &n_declared, scratch);
  int shared = match_words(words, heading, false, &n_heading, scratch);
  int most = n_declared > n_heading ? n_declared : n_heading;
  return shared && shared * 2 >= most ? at : -1;
}

/* Only letters and digits, folded: what is left where spelling programs set dashes and blanks. */
static vb_str letters_of(vb_str s, vb_arena *arena) {
  vb_str folded = vb_utf8_fold(arena, s);
  char *p = vb_arena_alloc_raw(arena, 1, 1, folded.n), *to = p;
  for (ptrdiff_t i = 0; i < folded.n;) {
    int len;
    int32_t c = vb_utf8_decode(folded, i, &len);
    bool sign = c < 0x80 ? !vb_is_alpha((char)c) && !vb_is_digit((char)c)
                         : c == 0xA0 || (c >= 0x2000 && c <= 0x206F);
    for (int k = 0; !sign && k < len; k++) *to++ = folded.p[i + k];
    i += len;
  }
  return (vb_str){p, to - p};
}

/* A main heading that says this: to the letter, or only in its letters. */
static bool is_repeated(const vb_page *page, vb_str title, bool letters, vb_arena scratch) {
  vb_str wanted = letters ? letters_of(title, &scratch) : vb_utf8_fold(&scratch, title);
  for (ptrdiff_t i = 0; wanted.n && i < page->blocks.n; i++) {
    const vb_block *b = &page->blocks.v[i];
    if (b->kind != VB_BLOCK_HEADING || b->level != 1 || (b->within & VB_IN_HIDDEN)) continue;
    if (b->text.n > title.n * 2 + 20 || b->text.n * 2 + 20 < title.n) continue;
    vb_arena local = scratch;
    vb_str said = letters ? letters_of(b->text, &local) : vb_utf8_fold(&local, b->text);
    if (vb_str_eq(said, wanted)) return true;
  }
  return false;
}

static vb_str plain(const vb_page *page, const vb_facts *facts, ptrdiff_t i, vb_arena scratch) {
  return vb_site_name_strip(facts->clues.v[i].value, vb_facts_value(facts, VB_FACT_OUTLET),
                            vb_facts_value(facts, VB_FACT_SECTION), page, scratch);
}

/* The most trusted declared title that a main heading repeats; -1. */
static ptrdiff_t repeated_title(const vb_page *page, const vb_facts *facts, bool letters,
                                vb_arena scratch) {
  ptrdiff_t best = -1;
  for (ptrdiff_t i = 0; i < facts->clues.n; i++) {
    const vb_clue *t = &facts->clues.v[i];
    bool better = best < 0 || t->rank < facts->clues.v[best].rank;
    bool declared = t->fact == VB_FACT_TITLE && t->kind < VB_FROM_LINE;
    if (!declared || !better || t->value.n > LONGEST) continue;
    if (is_repeated(page, plain(page, facts, i, scratch), letters, scratch)) best = i;
  }
  return best;
}

/* What a news article's own data calls its headline. */
static bool is_news_headline(const vb_clue *t) {
  return t->kind == VB_FROM_JSON_LD && vb_str_find(t->source, VB_S("NewsArticle.headline"), 0) >= 0;
}

/* `whole` is `part` with a kicker before it. */
static bool adds_kicker(vb_str whole, vb_str part, vb_arena scratch) {
  if (whole.n > LONGEST || part.n > LONGEST) return false;
  vb_str a = letters_of(whole, &scratch), b = letters_of(part, &scratch);
  return b.n && b.n < a.n && vb_str_eq(vb_str_slice(a, a.n - b.n, a.n), b);
}

/* The title element, which is written for search engines, says the same. */
static bool is_search_title(const vb_page *page, const vb_facts *facts, vb_str title,
                            vb_arena scratch) {
  ptrdiff_t i = vb_clue_find(&facts->clues, VB_FACT_TITLE, VB_S("element title"));
  if (i < 0 || title.n > LONGEST) return false;
  vb_str mine = letters_of(title, &scratch);
  vb_str its = letters_of(plain(page, facts, i, scratch), &scratch);
  return vb_str_eq(mine, its);
}

static void tell_heading(vb_facts *facts, vb_str heading) {
  vb_clue what = {
      .fact = VB_FACT_TITLE, .kind = VB_FROM_LINE, .value = heading, .source = VB_S("heading h1")};
  vb_clue_add(&facts->clues, facts->out, what, 0);
}

static vb_str judged(vb_facts *facts, ptrdiff_t i, vb_str title, vb_str why, vb_arena scratch) {
  vb_str value = facts->clues.v[i].value;
  if (title.n < value.n && !vb_str_eq(title, value))
    why = vb_str_format(facts->out, "%.*s; without the name of the site", VB_ARG(why));
  vb_clue_judge(&facts->clues, VB_FACT_TITLE, i, why, facts->out, scratch);
  return title;
}

/* A choice among what is told of the title. */
typedef struct {
  const vb_page *page;
  vb_facts *facts;
  ptrdiff_t best; /* the most trusted */
  vb_str title;   /* what it says */
  bool own;       /* a headline that a news article's data has for itself */
} choosing;

/* The declared title that the page repeats to its readers, if that counts for more; -1. */
static ptrdiff_t seen_title(const choosing *c, bool letters, vb_arena scratch) {
  ptrdiff_t repeated = repeated_title(c->page, c->facts, letters, scratch);
  if (repeated < 0) return -1;
  vb_str seen = plain(c->page, c->facts, repeated, scratch);
  if (adds_kicker(c->title, seen, scratch)) return -1;
  return c->own && !adds_kicker(seen, c->title, scratch) ? -1 : repeated;
}

/* What is believed, and why. */
typedef struct {
  ptrdiff_t told;
  vb_str title, why;
} choice;

static choice choose(const choosing *c, vb_arena scratch) {
  ptrdiff_t heading = similar_heading(c->page, c->title, scratch), told = -1;
  if (heading >= 0) {
    tell_heading(c->facts, c->page->blocks.v[heading].text);
    told = vb_clue_find(&c->facts->clues, VB_FACT_TITLE, VB_S("heading h1"));
  }
  vb_str why = VB_S("a main heading of the page repeats it");
  ptrdiff_t seen = seen_title(c, false, scratch);
  bool shorter = told >= 0 && adds_kicker(c->title, c->page->blocks.v[heading].text, scratch);
  if (seen < 0 && told >= 0 && !c->own && !shorter) {
    seen = told;
    why = VB_S("readers see it, and its words are those of the declared title");
  }
  if (seen < 0) seen = seen_title(c, true, scratch);
  if (seen < 0) return (choice){c->best, c->title, VB_S("the most trusted that tells it")};
  vb_str title =
      seen == told ? c->page->blocks.v[heading].text : plain(c->page, c->facts, seen, scratch);
  return (choice){seen, title, why};
}

static bool tells(vb_str told, vb_str letters, vb_arena scratch) {
  return told.n <= LONGEST && vb_str_starts(letters_of(told, &scratch), letters);
}

/* How many sources begin with these letters, twice; of as many, what readers see counts more. */
static int count_tellers(const choosing *c, vb_str letters, vb_arena scratch) {
  ptrdiff_t heading = only_main_heading(c->page);
  int n = 0;
  for (ptrdiff_t i = 0; i < c->facts->clues.n; i++) {
    const vb_clue *t = &c->facts->clues.v[i];
    bool declared = t->fact == VB_FACT_TITLE && t->kind < VB_FROM_LINE;
    if (declared && tells(t->value, letters, scratch)) n += 2;
  }
  return n + (heading >= 0 && tells(c->page->blocks.v[heading].text, letters, scratch) ? 3 : 0);
}

/* A kicker that is no name of a site: no bar or dash stands behind it. */
static bool adds_own_kicker(vb_str whole, vb_str part, vb_arena scratch) {
  if (!adds_kicker(whole, part, scratch)) return false;
  vb_str wanted = letters_of(part, &scratch);
  for (ptrdiff_t i = 0; i < whole.n; i++) {
    ptrdiff_t n = vb_site_name_separator(whole, i);
    vb_arena local = scratch;
    vb_str behind = vb_str_slice(whole, i + n, whole.n);
    if (n && vb_str_eq(letters_of(behind, &local), wanted)) return false;
  }
  return true;
}

/* Most of the sources decide whether a kicker stands before the title, or a section behind it. */
static choice by_most(const choosing *c, choice so_far, vb_arena scratch) {
  enum { LEAST_LETTERS = 12 };
  vb_str now = so_far.title, letters = letters_of(now, &scratch);
  int most = now.n <= LONGEST ? count_tellers(c, letters, scratch) : INT_MAX;
  for (ptrdiff_t i = 0; i < c->facts->clues.n; i++) {
    if (c->facts->clues.v[i].fact != VB_FACT_TITLE) continue;
    vb_arena local = scratch;
    vb_str other = plain(c->page, c->facts, i, local);
    if (!adds_own_kicker(other, now, local) && !adds_kicker(now, other, local) &&
        !vb_site_name_adds_section(now, other))
      continue;
    vb_str its = letters_of(other, &local);
    int n = count_tellers(c, its, local);
    if (n <= most || its.n < LEAST_LETTERS || letters.n < LEAST_LETTERS) continue;
    most = n;
    so_far = (choice){i, other, VB_S("most sources tell it so")};
  }
  return so_far;
}

vb_str vb_title_declared(const vb_page *page, vb_facts *facts, vb_arena scratch) {
  choosing c = {.page = page, .facts = facts};
  c.best = vb_clue_best(&facts->clues, VB_FACT_TITLE);
  if (c.best < 0) return (vb_str){0};
  const vb_clue *best = &facts->clues.v[c.best];
  c.title = plain(page, facts, c.best, scratch);
  if (best->kind <= VB_FROM_FRONT)
    return judged(facts, c.best, c.title, VB_S("the most trusted that tells it"), scratch);
  c.own = is_news_headline(best) && !is_search_title(page, facts, c.title, scratch);
  choice chosen = by_most(&c, choose(&c, scratch), scratch);
  return judged(facts, chosen.told, chosen.title, chosen.why, scratch);
}

static int count_words(vb_str s) {
  int n = 0, wide = 0;
  for (ptrdiff_t i = 0; i < s.n; i++) {
    n += s.p[i] != ' ' && (!i || s.p[i - 1] == ' ');
    wide += (unsigned char)s.p[i] >= 0xE0;
  }
  return n + wide / 2;
}

static float title_score(const vb_article_grammar *g, const vb_page *page, ptrdiff_t i,
                         ptrdiff_t body, word_set *words, vb_arena scratch) {
  const vb_block *b = &page->blocks.v[i];
  int n = count_words(b->text), total;
  if (b->text.n > LONGEST || b->text.n < 8 || n < 2) return 0;
  if (b->phrase_is_all || b->phrase == VB_PHRASE_FOOTER || b->phrase == VB_PHRASE_RELATED) return 0;
  if (vb_visible_is_date_line(g, b->text) || vb_ends_in_credit(g, b->text, scratch)) return 0;
  int hits = match_words(words, b->text, false, &total, scratch);
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
  if (page->markup || !b->main || b->text.n > LONGEST) return false;
  return b->text.p[b->text.n - 1] != '.' || (body == 0 && b[1].gap_before && b->text.n < 120);
}

/* The words of the text, for seeing whether a line speaks of the same. */
static word_set *words_of_text(const vb_page *page, ptrdiff_t from, vb_arena *out) {
  word_set *words = VB_NEW(out, word_set);
  ptrdiff_t bytes = 0;
  int total;
  for (ptrdiff_t i = from; i < page->blocks.n && bytes < BODY_BYTES; i++) {
    if (!page->blocks.v[i].main) continue;
    match_words(words, page->blocks.v[i].text, true, &total, *out);
    bytes += page->blocks.v[i].text.n;
  }
  return words;
}

enum { FARTHEST_LINE = 400 };

/* The line above the text, nearest to it, with these letters; -1. */
static ptrdiff_t line_of_letters(const vb_page *page, vb_str letters, ptrdiff_t body,
                                 vb_arena scratch) {
  for (ptrdiff_t i = body; i > 0 && i > body - FARTHEST_LINE; i--) {
    vb_str s = page->blocks.v[i].text;
    vb_arena local = scratch;
    if (s.n >= letters.n && s.n <= LONGEST && vb_str_eq(letters_of(s, &local), letters)) return i;
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
    if (s.n >= letters.n && s.n <= LONGEST && vb_str_eq(letters_of(s, &local), letters))
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
  window_part p = {.line = -1, .letters = letters_of(part, scratch)};
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
  word_set *words = VB_NEW(&scratch, word_set);
  int n_window, n_line, most = SCALE / 2;
  ptrdiff_t best = -1;
  match_words(words, page->blocks.v[0].text, true, &n_window, scratch);
  for (ptrdiff_t i = body > FARTHEST_LINE ? body - FARTHEST_LINE : 1; i <= body; i++) {
    vb_str s = page->blocks.v[i].text;
    if (s.n > LONGEST || count_words(s) < 3) continue;
    int shared = match_words(words, s, false, &n_line, scratch);
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
  if (!first.n || first.n > LONGEST) return (vb_str){0};
  *line = line_that_is_window(page, body, scratch);
  if (*line < 0 && body < 2) return (vb_str){0}; /* the first line may be text */
  if (*line < 0) *line = line_like_window(page, body, scratch);
  if (*line >= 0) return page->blocks.v[*line].text;
  int total, hits = match_words(words_of_text(page, body, &scratch), first, false, &total, scratch);
  if (count_words(first) < 4 || hits < 2 || hits * 5 < total * 2) return (vb_str){0};
  return vb_site_name_strip(first, (vb_str){0}, (vb_str){0}, page, scratch);
}

ptrdiff_t vb_title_find(const vb_article_grammar *grammar, const vb_page *page, vb_str declared,
                        ptrdiff_t body, vb_arena scratch) {
  ptrdiff_t best = declared.n ? find_declared(page, declared, scratch) : -1;
  if (best >= 0 || declared.n) return best;
  word_set *words = words_of_text(page, body + 1, &scratch);
  int total;
  if (body < page->blocks.n && !first_line_is_title(page, body))
    match_words(words, page->blocks.v[body].text, true, &total, scratch);
  ptrdiff_t end = body + (first_line_is_title(page, body) ? 1 : 0);
  float most = 1.0f;
  for (ptrdiff_t i = end > 400 ? end - 400 : 0; i < end && i < page->blocks.n; i++) {
    float score = title_score(grammar, page, i, body, words, scratch);
    if (score > most) most = score, best = i;
  }
  return best;
}
