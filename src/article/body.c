#include "article/body.h"

#include <string.h>

#include "article/visible.h"
#include "base/json.h"
#include "base/utf8.h"

enum { SUBTITLE_MAX = 400, SUBTITLE_MIN = 30, FACT_LINE_BYTES = 160 };

ptrdiff_t vb_body_start(const vb_page *page) {
  ptrdiff_t i = 0;
  while (i < page->blocks.n && !page->blocks.v[i].main) i++;
  return i;
}

static ptrdiff_t last_main(const vb_page *page) {
  ptrdiff_t i = page->blocks.n - 1;
  while (i >= 0 && !page->blocks.v[i].main) i--;
  return i;
}

static bool same_text(vb_str a, vb_str b, vb_arena scratch) {
  if (vb_str_eq(a, b)) return true;
  if (a.n > b.n * 2 + 8 || b.n > a.n * 2 + 8) return false;
  return vb_str_eq(vb_utf8_fold(&scratch, a), vb_utf8_fold(&scratch, b));
}

/* The text begins behind the last line of facts that stands between it and the title; a sentence
 * before that line is the subtitle. */
static ptrdiff_t cut_head(vb_page *page, ptrdiff_t title, ptrdiff_t last_fact) {
  ptrdiff_t subtitle = -1;
  for (ptrdiff_t i = 0; i <= last_fact; i++) {
    vb_block *b = &page->blocks.v[i];
    b->main = false;
    bool sized = b->text.n >= SUBTITLE_MIN && b->text.n <= SUBTITLE_MAX;
    if (title >= 0 && i > title && i <= title + 2 && subtitle < 0 && sized && !b->caption &&
        i != last_fact && b->repeats == 1 && b->kind != VB_BLOCK_ITEM && !b->link_bytes &&
        b->phrase == VB_PHRASE_NONE)
      subtitle = i;
  }
  return subtitle;
}

static void mark_captions(const vb_article_grammar *g, vb_page *page, vb_arena scratch) {
  ptrdiff_t last = last_main(page);
  for (ptrdiff_t i = 0; i < page->blocks.n && i <= last; i++) {
    vb_block *b = &page->blocks.v[i];
    bool next_same = i + 1 < page->blocks.n && vb_str_eq(b->text, b[1].text);
    bool twice = next_same || (i > 0 && vb_str_eq(b->text, b[-1].text));
    bool credit = i < last && vb_ends_in_credit(g, b->text, scratch);
    bool tagged = b->kind == VB_BLOCK_CAPTION;
    if (!tagged && !credit && !(twice && b->text.n >= 60)) continue;
    b->main = false;
    b->caption = b->text.n >= 15 && b->first_of_repeats;
  }
}

static bool is_prose_line(const vb_block *b) {
  enum { SHORTEST = 20 };
  return b->text.n >= SHORTEST && b->repeats == 1 && b->phrase == VB_PHRASE_NONE &&
         b->link_bytes * 3 < b->text.n && !b->caption;
}

/* An agency's end mark closes its text: the text reaches to it, whatever the classifier thinks of
 * the last paragraphs. */
static void reach_end_mark(const vb_article_grammar *g, vb_page *page, vb_arena scratch) {
  enum { REACH = 12 };
  ptrdiff_t last = last_main(page);
  for (ptrdiff_t i = last + 1; last >= 0 && i < page->blocks.n && i <= last + REACH; i++) {
    vb_block *b = &page->blocks.v[i];
    vb_str agency = {0};
    bool marked;
    vb_str rest = vb_strip_end(g, b->text, &agency, &marked, scratch);
    bool ends = marked || agency.n;
    if (!(is_prose_line(b) || (ends && rest.n < b->text.n))) return;
    if (!ends) continue;
    for (ptrdiff_t k = last + 1; k <= i; k++) page->blocks.v[k].main = true;
    return;
  }
}

/* A dump that ends with prose has no foot: it ends with its text. */
static void reach_page_end(vb_page *page) {
  ptrdiff_t last = last_main(page), n = page->blocks.n;
  if (page->markup || last < 0) return;
  for (ptrdiff_t i = last + 1; i < n; i++)
    if (!is_prose_line(&page->blocks.v[i])) return;
  for (ptrdiff_t i = last + 1; i < n; i++) page->blocks.v[i].main = true;
}

/* "Dear Mr. Speaker,", "Sincerely,": a line of its own. */
static vb_letter_line letter_line(const vb_article_grammar *g, const vb_block *b,
                                  vb_arena scratch) {
  enum { LETTER_LINE_BYTES = 80 };
  vb_str s = b->text;
  char last = s.n ? s.p[s.n - 1] : 0;
  ptrdiff_t end;
  if (s.n > LETTER_LINE_BYTES || b->link_bytes || b->repeats > 1) return VB_LETTER_NONE;
  const vb_dict_entry *e = vb_dict_prefix(&g->letters, vb_utf8_fold(&scratch, s), &end);
  bool closed = last == ',' || last == ':' || last == '!';
  if (!e || !(closed || (e->value == VB_LETTER_CLOSING && end >= s.n - 1))) return VB_LETTER_NONE;
  return (vb_letter_line)e->value;
}

/* A line of an address or below a signature. */
static bool is_letter_line(const vb_block *b) {
  enum { ADDRESS_BYTES = 90 };
  return b->text.n <= ADDRESS_BYTES && b->repeats == 1 && b->phrase == VB_PHRASE_NONE &&
         !b->link_bytes && b->kind != VB_BLOCK_HEADING;
}

/* An open letter in a dump: the lines of its address, joined to the salutation by no blank line or
 * one, and those of the signature are so short that the classifier thinks them menus. */
static void take_letter(const vb_article_grammar *g, vb_page *page, ptrdiff_t title,
                        vb_arena scratch) {
  enum { ADDRESS_LINES = 8, SIGNATURE_LINES = 5, BEYOND = 4 };
  ptrdiff_t first = vb_body_start(page), last = last_main(page), greeting = -1, closing = -1;
  if (page->markup || last < 0) return;
  for (ptrdiff_t i = first > 2 ? first - 2 : 0; i <= last && i <= first + ADDRESS_LINES; i++)
    if (greeting < 0 && letter_line(g, &page->blocks.v[i], scratch) == VB_LETTER_SALUTATION)
      greeting = i;
  if (greeting < 0) return;
  page->blocks.v[greeting].main = true;
  for (ptrdiff_t i = greeting - 1; i > title && i >= greeting - ADDRESS_LINES; i--) {
    bool joined = i + 1 == greeting || !page->blocks.v[i + 1].gap_before;
    if (!joined || !is_letter_line(&page->blocks.v[i])) break;
    page->blocks.v[i].main = true;
  }
  for (ptrdiff_t i = greeting + 1; i < page->blocks.n && i <= last + BEYOND; i++)
    if (letter_line(g, &page->blocks.v[i], scratch) == VB_LETTER_CLOSING) closing = i;
  if (closing < 0) return;
  for (ptrdiff_t i = last + 1; i <= closing; i++) page->blocks.v[i].main = true;
  for (ptrdiff_t i = closing; i < page->blocks.n && i <= closing + SIGNATURE_LINES; i++) {
    bool joined = i <= closing + 1 || !page->blocks.v[i].gap_before;
    if (!joined || !is_letter_line(&page->blocks.v[i])) break;
    page->blocks.v[i].main = true;
  }
}

/* A paragraph that stands above the text as newspapers set a standfirst: prose below the title,
 * with facts, pictures and share buttons between it and the text. */
static bool is_standfirst(const vb_article_grammar *g, const vb_block *b) {
  enum { SHORTEST = 80, LONGEST = 900 };
  unsigned beside = VB_MARKUP_COMMENT | VB_MARKUP_CAPTION | VB_MARKUP_BYLINE | VB_MARKUP_DATE;
  char last = b->text.n ? b->text.p[b->text.n - 1] : 0;
  bool sentence = last == '.' || last == '!' || last == '?' || last == '"' || (last & 0x80);
  return b->text.n >= SHORTEST && b->text.n <= LONGEST && sentence && b->repeats == 1 &&
         b->kind != VB_BLOCK_ITEM && b->kind != VB_BLOCK_CELL && b->kind != VB_BLOCK_CAPTION &&
         b->phrase == VB_PHRASE_NONE && !(b->within & VB_IN_BESIDE) &&
         !((b->near | b->around) & beside) && !(b->near & VB_MARKUP_OTHER) &&
         b->link_bytes * 4 < b->text.n && !b->caption && !vb_visible_is_date_line(g, b->text);
}

/* The standfirst above the text, close to the title and to the text; -1. */
static ptrdiff_t find_standfirst(const vb_article_grammar *g, const vb_page *page, ptrdiff_t title,
                                 vb_arena scratch) {
  enum { BELOW_TITLE = 10, ABOVE_TEXT = 12 };
  ptrdiff_t body = vb_body_start(page);
  for (ptrdiff_t i = title < 0 ? 0 : title; i < body; i++)
    if (page->blocks.v[i].kind == VB_BLOCK_HEADING && page->blocks.v[i].level == 1) title = i;
  if (title < 0) return -1;
  for (ptrdiff_t i = title + 1; i < body && i <= title + BELOW_TITLE; i++) {
    const vb_block *b = &page->blocks.v[i];
    if (i + ABOVE_TEXT >= body && is_standfirst(g, b) && !vb_ends_in_credit(g, b->text, scratch))
      return i;
  }
  return -1;
}

/* Of a page it is the text's first paragraph; of a dump, which does not show what belongs together,
 * the subtitle.  Returns the subtitle, or -1. */
static ptrdiff_t take_standfirst(const vb_article_grammar *g, vb_page *page, ptrdiff_t title,
                                 ptrdiff_t subtitle, vb_arena scratch) {
  ptrdiff_t i = find_standfirst(g, page, title, scratch);
  if (i < 0) return subtitle;
  if (!page->markup) return subtitle < 0 ? i : subtitle;
  page->blocks.v[i].main = true;
  return i == subtitle ? -1 : subtitle;
}

ptrdiff_t vb_body_clean(const vb_article_grammar *grammar, vb_page *page, ptrdiff_t title,
                        ptrdiff_t last_fact, vb_arena scratch) {
  reach_end_mark(grammar, page, scratch);
  reach_page_end(page);
  mark_captions(grammar, page, scratch);
  ptrdiff_t subtitle = cut_head(page, title, last_fact);
  for (ptrdiff_t i = 0; i < page->blocks.n; i++) {
    vb_block *b = &page->blocks.v[i];
    if (!b->main) continue;
    if (title >= 0 && b->text.n < 400 && same_text(b->text, page->blocks.v[title].text, scratch))
      b->main = false;
    if (b->text.n < FACT_LINE_BYTES && vb_visible_is_date_line(grammar, b->text)) b->main = false;
  }
  take_letter(grammar, page, title, scratch);
  return take_standfirst(grammar, page, title, subtitle, scratch);
}

/* A paragraph without its marks; *ends: the agency's own end mark stood there. */
static vb_str strip(const vb_article_grammar *g, const vb_block *b, bool first, vb_body *body,
                    bool *ends, vb_arena scratch) {
  vb_str s = vb_strip_start(g, b->text);
  if (first && vb_dateline_find(g, s, b->dateline, &body->dateline, scratch))
    s = vb_str_slice(s, body->dateline.end, s.n);
  return vb_strip_end(g, s, &body->agency, ends, scratch);
}

void vb_body_assemble(const vb_article_grammar *grammar, const vb_page *page, vb_body *body,
                      vb_arena *out, vb_arena scratch) {
  *body = (vb_body){0};
  vb_bytes text = {0};
  bool ended = false;
  int paragraphs = 0;
  for (ptrdiff_t i = 0; i < page->blocks.n && !ended; i++) {
    const vb_block *b = &page->blocks.v[i];
    if (!b->main) continue;
    bool ends;
    vb_str s = strip(grammar, b, paragraphs < 2 && !body->dateline.place.n, body, &ends, scratch);
    ended = ends && text.n;
    if (!s.n) continue;
    if (text.n) vb_bytes_add(&scratch, &text, VB_S("\n\n"));
    vb_bytes_add(&scratch, &text, s);
    paragraphs++;
  }
  body->text = vb_str_copy(out, vb_bytes_text(&text));
  for (ptrdiff_t i = 0; i < page->blocks.n; i++)
    if (page->blocks.v[i].caption) *vb_push(out, &body->captions) = page->blocks.v[i].text;
}
