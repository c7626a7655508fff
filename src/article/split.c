#include "article/split.h"

#include "article/dateline.h"
#include "article/visible.h"
#include "base/utf8.h"

enum { TITLE_BYTES = 240, FACT_BYTES = 160, PROSE_BYTES = 60, LONG_BYTES = 400, BACK = 4 };

/* What one block says about where articles begin and end. */
typedef struct {
  bool title, prose, fact, dated, dateline, ends; /* dated: a line that is but a date */
  int number;                                     /* of a title: "2. " says 2; 0: none */
} sign;

/* What the blocks from one title to the next hold. */
typedef struct {
  vb_part part;
  bool dateline, ends, dated;
  int number, n_prose;
  ptrdiff_t bytes;
  bool teaser; /* a heading that is a link, or text that breaks off */
} stretch;
VB_SLICE_TYPE(stretches, stretch);

static int32_t last_character(vb_str s) {
  int len;
  return s.n ? vb_utf8_decode(s, vb_utf8_back(s, s.n - 1), &len) : 0;
}

static bool has_letters(vb_str s) {
  int len;
  for (ptrdiff_t i = 0; i < s.n; i += len)
    if (vb_utf8_is_letter(vb_utf8_decode(s, i, &len))) return true;
  return false;
}

static bool breaks_off(vb_str s) {
  return last_character(s) == 0x2026 || vb_str_ends(s, VB_S("..."));
}

static bool is_sentence_end(int32_t c) {
  return c == '.' || c == '!' || c == '?' || c == '"' || c == ')' || c == 0x3002 || c == 0x201D ||
         c == 0x300D || c == 0xFF01 || c == 0xFF1F;
}

/* "2. ", "(2) ", "[2] " at the start: its length; *number gets 2. */
static ptrdiff_t number_before(vb_str s, int *number) {
  ptrdiff_t i = s.n && (s.p[0] == '(' || s.p[0] == '['), digits = i;
  *number = 0;
  while (i < s.n && i < digits + 3 && vb_is_digit(s.p[i]))
    *number = *number * 10 + (s.p[i++] - '0');
  bool closed = i > digits && i < s.n && (s.p[i] == '.' || s.p[i] == ')' || s.p[i] == ']');
  if (!closed || i + 1 >= s.n || s.p[i + 1] != ' ') return *number = 0;
  return i + 2;
}

/* Beside the text, wherever it stands. */
static bool is_beside(const vb_block *b) {
  return (b->within & VB_IN_BESIDE) || (b->around & VB_MARKUP_COMMENT) ||
         b->phrase != VB_PHRASE_NONE || b->kind == VB_BLOCK_CAPTION;
}

static bool is_title(const vb_block *b) {
  int32_t last = last_character(b->text);
  if (is_beside(b) || b->text.n > TITLE_BYTES || b->repeats > 1 || !has_letters(b->text))
    return false;
  if (b->kind == VB_BLOCK_HEADING) return true;
  return b->text.n >= 12 && last != '.' && last != ',' && last != ':' && last != ';' &&
         last != 0x3002 && b->kind != VB_BLOCK_CELL;
}

static bool is_prose(const vb_block *b) {
  return !is_beside(b) && b->kind != VB_BLOCK_HEADING && b->text.n >= PROSE_BYTES &&
         b->link_bytes * 2 < b->text.n && b->repeats == 1 &&
         (b->text.n >= 2 * PROSE_BYTES || is_sentence_end(last_character(b->text)));
}

/* A line between title and text that is neither: a date, who wrote, a row of stars. */
static bool is_fact(const vb_article_grammar *g, const vb_block *b, vb_arena scratch) {
  if (b->text.n > FACT_BYTES) return false;
  if (!has_letters(b->text) || b->kind == VB_BLOCK_CAPTION) return true;
  ptrdiff_t end;
  vb_str head = vb_utf8_fold(&scratch, vb_str_slice(b->text, 0, vb_utf8_back(b->text, 60)));
  return vb_visible_is_date_line(g, b->text) || vb_dict_prefix(&g->labels, head, &end);
}

/* An end mark or an agency's tag, alone or behind a paragraph. */
static bool ends_article(const vb_article_grammar *g, const vb_block *b, vb_arena scratch) {
  vb_str agency = {0};
  bool marked;
  vb_str rest = vb_strip_end(g, b->text, &agency, &marked, scratch);
  bool tagged = agency.n && rest.n >= PROSE_BYTES && is_sentence_end(last_character(rest));
  return marked || tagged;
}

/* A place with a day or an agency; a place alone begins many a column of briefs. */
static bool has_dateline(const vb_article_grammar *g, const vb_block *b, vb_arena scratch) {
  vb_dateline line;
  if (!vb_dateline_find(g, vb_strip_start(g, b->text), b->dateline, &line, scratch)) return false;
  return line.agency.n || vb_date_known(line.date) || line.no_year;
}

/* What is cheap to see; true if it may be evidence of several articles. */
static bool look(const vb_article_grammar *g, const vb_page *page, sign *signs, vb_arena scratch) {
  int evidence = 0, numbered = 0;
  for (ptrdiff_t i = 0; i < page->blocks.n; i++) {
    const vb_block *b = &page->blocks.v[i];
    sign *s = &signs[i];
    s->prose = is_prose(b);
    s->ends = ends_article(g, b, scratch);
    s->dateline = s->prose && has_dateline(g, b, scratch);
    evidence += s->ends + s->dateline;
    if (b->text.n <= TITLE_BYTES) numbered += number_before(b->text, &s->number) > 0;
  }
  return evidence > 1 || numbered > 1;
}

static void look_closer(const vb_article_grammar *g, const vb_page *page, sign *signs,
                        vb_arena scratch) {
  for (ptrdiff_t i = 0; i < page->blocks.n; i++) {
    const vb_block *b = &page->blocks.v[i];
    sign *s = &signs[i];
    s->fact = is_fact(g, b, scratch);
    s->dated = s->fact && vb_visible_is_date_line(g, b->text);
    s->title = !s->fact && !s->ends && !s->dateline && is_title(b);
    if (!s->title) s->number = 0;
  }
}

/* The title of the text that begins at `i`, not before `after`; -1. */
static ptrdiff_t title_before(const sign *signs, ptrdiff_t i, ptrdiff_t after) {
  ptrdiff_t first = i - BACK > after ? i - BACK : after;
  for (ptrdiff_t k = i - 1; k >= first; k--) {
    if (signs[k].title) return k;
    if (!signs[k].fact) return -1;
  }
  return -1;
}

/* The title behind an end mark at `i`, if text follows it; -1. */
static ptrdiff_t title_behind(const sign *signs, ptrdiff_t i, ptrdiff_t n) {
  ptrdiff_t at = i + 1;
  while (at < n && at <= i + BACK && signs[at].fact) at++;
  if (at >= n || !signs[at].title) return -1;
  for (ptrdiff_t k = at + 1; k < n && k <= at + BACK; k++) {
    if (signs[k].prose) return at;
    if (!signs[k].fact && !signs[k].title) return -1;
  }
  return -1;
}

/* Blocks where an article may begin: titles above a dateline or a dated, numbered text, and titles
 * behind an end mark. */
static bool *find_starts(const vb_page *page, const sign *signs, vb_arena *out) {
  ptrdiff_t n = page->blocks.n, after = 0;
  bool *starts = VB_NEW_N(out, bool, n);
  bool first = true;
  for (ptrdiff_t i = 0; i < n; i++) {
    const sign *s = &signs[i];
    bool begins = s->dateline || (s->prose && first && page->blocks.v[i].main);
    ptrdiff_t title = begins ? title_before(signs, i, after) : -1;
    if (s->prose && page->blocks.v[i].main) first = false;
    if (title < 0 && s->prose) {
      ptrdiff_t above = title_before(signs, i, after);
      bool dated = above >= 0 && signs[above].number > 0 && i - above > 1;
      if (dated) title = above;
    }
    if (title >= 0) starts[title] = true;
    title = s->ends ? title_behind(signs, i, n) : -1;
    if (title >= 0) starts[title] = true;
    if (s->prose || s->ends) after = i + 1;
  }
  return starts;
}

static void add_block(stretch *s, const vb_block *b, const sign *seen, bool is_title) {
  if (is_title) {
    s->number = seen->number;
    s->part.numbered = number_before(b->text, &s->number);
    s->teaser = b->link_bytes * 5 > b->text.n * 4;
  } else if (seen->prose) {
    s->n_prose++;
    s->bytes += b->text.n;
    s->teaser = s->teaser || breaks_off(b->text);
  }
  s->dateline |= seen->dateline;
  s->ends |= seen->ends;
  s->dated |= seen->dated && !s->n_prose;
}

static stretches measure(const vb_page *page, const sign *signs, const bool *starts,
                         vb_arena *out) {
  stretches all = {0};
  for (ptrdiff_t i = 0; i < page->blocks.n; i++) {
    if (starts[i]) {
      if (all.n) all.v[all.n - 1].part.end = i;
      *vb_push(out, &all) = (stretch){.part = {.start = i, .title = i}};
    }
    if (!all.n) continue;
    stretch *s = &all.v[all.n - 1];
    s->part.end = i + 1;
    add_block(s, &page->blocks.v[i], &signs[i], starts[i]);
  }
  return all;
}

/* One of numbered items: the number is one more than that before, or one less than that behind. */
static bool in_order(const stretches *all, ptrdiff_t i) {
  int number = all->v[i].number;
  return number && ((i && all->v[i - 1].number == number - 1) ||
                    (i + 1 < all->n && all->v[i + 1].number == number + 1));
}

static bool is_evident(const stretches *all, ptrdiff_t i) {
  const stretch *s = &all->v[i];
  return s->dateline || s->ends || (s->dated && in_order(all, i));
}

/* Clearly an article by itself. */
static bool is_strong(const stretch *s) {
  return !s->teaser && s->n_prose && (s->ends || s->n_prose > 1 || s->bytes >= LONG_BYTES);
}

/* What shows no evidence belongs to what stands before it. */
static stretches join_the_rest(const stretches *all, vb_arena *out) {
  stretches joined = {0};
  for (ptrdiff_t i = 0; i < all->n; i++) {
    const stretch *s = &all->v[i];
    if (is_evident(all, i)) {
      *vb_push(out, &joined) = *s;
    } else if (joined.n) {
      stretch *last = &joined.v[joined.n - 1];
      last->part.end = s->part.end;
      last->n_prose += s->n_prose;
      last->bytes += s->bytes;
    }
  }
  return joined;
}

static vb_parts choose(const stretches *all, vb_arena *out) {
  ptrdiff_t strong = 0, last = 0;
  for (ptrdiff_t i = 0; i < all->n; i++)
    if (is_strong(&all->v[i])) strong++, last = i;
  vb_parts parts = {0};
  if (strong < 2 || strong * 2 < all->n) return parts;
  for (ptrdiff_t i = 0; i <= last; i++)
    if (!all->v[i].teaser && all->v[i].n_prose) *vb_push(out, &parts) = all->v[i].part;
  return parts;
}

/* Paragraphs of a part are text, whatever the classifier thought of a short item; behind the last
 * part stands the foot of the page, so it ends with its mark or with what the classifier took. */
static void take_paragraphs(vb_page *page, const sign *signs, const vb_part *part, bool is_last) {
  ptrdiff_t end = part->title + 1;
  for (ptrdiff_t i = part->title + 1; i < part->end; i++) {
    if (page->blocks.v[i].main || signs[i].ends || (!is_last && signs[i].prose)) end = i + 1;
    if (signs[i].ends) break;
    if (is_last && end == part->title + 1 && signs[i].prose) end = i + 1;
  }
  for (ptrdiff_t i = part->title + 1; i < end; i++)
    if (signs[i].prose || signs[i].ends) page->blocks.v[i].main = true;
}

/* ---- <article> elements */

static bool is_live_blog(const vb_page *page) {
  for (ptrdiff_t i = 0; i < page->json_ld.n; i++)
    if (vb_str_find(page->json_ld.v[i], VB_S("LiveBlog"), 0) >= 0) return true;
  return false;
}

/* Each with a heading of the first level and long text of its own, as pages have that load the next
 * article below the first. */
static vb_parts article_elements(const vb_page *page, const sign *signs, vb_arena *out) {
  vb_parts parts = {0};
  stretch now = {0};
  int number = 0;
  if (!page->markup || is_live_blog(page)) return parts;
  for (ptrdiff_t i = 0; i <= page->blocks.n; i++) {
    const vb_block *b = i < page->blocks.n ? &page->blocks.v[i] : NULL;
    if (b && b->article == number && number) {
      bool heads = b->kind == VB_BLOCK_HEADING && b->level == 1 && now.part.title < 0;
      if (heads && b->link_bytes * 5 <= b->text.n * 4) now.part.title = i;
      if (signs[i].prose && b->main) now.n_prose++, now.bytes += b->text.n;
      now.part.end = i + 1;
      continue;
    }
    if (number && now.part.title >= 0 && now.n_prose > 1 && now.bytes >= LONG_BYTES)
      *vb_push(out, &parts) = now.part;
    number = b ? b->article : 0;
    now = (stretch){.part = {.start = i, .end = i, .title = -1}};
    if (b && number) i--;
  }
  return parts;
}

vb_parts vb_split_find(const vb_article_grammar *grammar, vb_page *page, vb_arena *out,
                       vb_arena scratch) {
  vb_parts parts = {0};
  sign *signs = VB_NEW_N(&scratch, sign, page->blocks.n);
  if (look(grammar, page, signs, *out)) {
    look_closer(grammar, page, signs, *out);
    stretches all = measure(page, signs, find_starts(page, signs, &scratch), &scratch);
    all = join_the_rest(&all, &scratch);
    parts = choose(&all, out);
    for (ptrdiff_t i = 0; i < parts.n; i++)
      take_paragraphs(page, signs, &parts.v[i], i + 1 == parts.n);
  }
  if (parts.n < 2) parts = article_elements(page, signs, out);
  if (parts.n < 2) parts.n = 0;
  return parts;
}
