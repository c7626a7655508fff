#include "article/title.h"

#include "article/dateline.h"
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

vb_str vb_title_headline(const vb_page *page, vb_str declared, vb_arena scratch) {
  ptrdiff_t at = declared.n && page->markup ? only_main_heading(page) : -1;
  if (at < 0 || page->blocks.v[at].text.n > LONGEST) return declared;
  vb_str heading = page->blocks.v[at].text;
  if (vb_str_find_char(heading, ' ', 0) < 0 && heading.n < 12) return declared;
  if (has_kicker(heading, declared, scratch)) return declared;
  word_set *words = VB_NEW(&scratch, word_set);
  int n_declared, n_heading;
  match_words(words, declared, true, &n_declared, scratch);
  int shared = match_words(words, heading, false, &n_heading, scratch);
  int most = n_declared > n_heading ? n_declared : n_heading;
  return shared && shared * 2 >= most ? heading : declared;
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

ptrdiff_t vb_title_find(const vb_article_grammar *grammar, const vb_page *page, vb_str declared,
                        ptrdiff_t body, vb_arena scratch) {
  ptrdiff_t best = declared.n ? find_declared(page, declared, scratch) : -1;
  if (best >= 0 || declared.n) return best;
  word_set *words = VB_NEW(&scratch, word_set);
  ptrdiff_t bytes = 0;
  int total;
  for (ptrdiff_t i = body + 1; i < page->blocks.n && bytes < BODY_BYTES; i++) {
    if (!page->blocks.v[i].main) continue;
    match_words(words, page->blocks.v[i].text, true, &total, scratch);
    bytes += page->blocks.v[i].text.n;
  }
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
