#include "article/title.h"

#include <limits.h>

#include "article/site_name.h"
#include "article/title_words.h"
#include "base/utf8.h"

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
  if (at < 0 || page->blocks.v[at].text.n > VB_TITLE_BYTES) return -1;
  vb_str heading = page->blocks.v[at].text;
  if (vb_str_find_char(heading, ' ', 0) < 0 && heading.n < 12) return -1;
  if (has_kicker(heading, declared, scratch)) return -1;
  vb_title_words *words = VB_NEW(&scratch, vb_title_words);
  int n_declared = vb_title_add_words(words, declared, scratch), n_heading;
  int shared = vb_title_shared_words(words, heading, &n_heading, scratch);
  int most = n_declared > n_heading ? n_declared : n_heading;
  return shared && shared * 2 >= most ? at : -1;
}

/* A main heading that says this: to the letter, or only in its letters. */
static bool is_repeated(const vb_page *page, vb_str title, bool letters, vb_arena scratch) {
  vb_str wanted = letters ? vb_title_letters(title, &scratch) : vb_utf8_fold(&scratch, title);
  for (ptrdiff_t i = 0; wanted.n && i < page->blocks.n; i++) {
    const vb_block *b = &page->blocks.v[i];
    if (b->kind != VB_BLOCK_HEADING || b->level != 1 || (b->within & VB_IN_HIDDEN)) continue;
    if (b->text.n > title.n * 2 + 20 || b->text.n * 2 + 20 < title.n) continue;
    vb_arena local = scratch;
    vb_str said = letters ? vb_title_letters(b->text, &local) : vb_utf8_fold(&local, b->text);
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
    if (!declared || !better || t->value.n > VB_TITLE_BYTES) continue;
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
  if (whole.n > VB_TITLE_BYTES || part.n > VB_TITLE_BYTES) return false;
  vb_str a = vb_title_letters(whole, &scratch), b = vb_title_letters(part, &scratch);
  return b.n && b.n < a.n && vb_str_eq(vb_str_slice(a, a.n - b.n, a.n), b);
}

/* The title element, which is written for search engines, says the same. */
static bool is_search_title(const vb_page *page, const vb_facts *facts, vb_str title,
                            vb_arena scratch) {
  ptrdiff_t i = vb_clue_find(&facts->clues, VB_FACT_TITLE, VB_S("element title"));
  if (i < 0 || title.n > VB_TITLE_BYTES) return false;
  vb_str mine = vb_title_letters(title, &scratch);
  vb_str its = vb_title_letters(plain(page, facts, i, scratch), &scratch);
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
  return told.n <= VB_TITLE_BYTES && vb_str_starts(vb_title_letters(told, &scratch), letters);
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
  vb_str wanted = vb_title_letters(part, &scratch);
  for (ptrdiff_t i = 0; i < whole.n; i++) {
    ptrdiff_t n = vb_site_name_separator(whole, i);
    vb_arena local = scratch;
    vb_str behind = vb_str_slice(whole, i + n, whole.n);
    if (n && vb_str_eq(vb_title_letters(behind, &local), wanted)) return false;
  }
  return true;
}

/* Most of the sources decide whether a kicker stands before the title, or a section behind it. */
static choice by_most(const choosing *c, choice so_far, vb_arena scratch) {
  enum { LEAST_LETTERS = 12 };
  vb_str now = so_far.title, letters = vb_title_letters(now, &scratch);
  int most = now.n <= VB_TITLE_BYTES ? count_tellers(c, letters, scratch) : INT_MAX;
  for (ptrdiff_t i = 0; i < c->facts->clues.n; i++) {
    if (c->facts->clues.v[i].fact != VB_FACT_TITLE) continue;
    vb_arena local = scratch;
    vb_str other = plain(c->page, c->facts, i, local);
    if (!adds_own_kicker(other, now, local) && !adds_kicker(now, other, local) &&
        !vb_site_name_adds_section(now, other))
      continue;
    vb_str its = vb_title_letters(other, &local);
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
