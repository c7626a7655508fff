#include "article/visible.h"

#include "article/date_order.h"
#include "article/writer.h"
#include "base/utf8.h"

enum { LINE_BYTES = 220, LABEL_BYTES = 60, BYLINE_BYTES = 80, HEAD_BLOCKS = 6, NEAR_BLOCKS = 12 };

static bool is_word(char c) { return vb_is_alpha(c) || vb_is_digit(c) || (c & 0x80); }

const vb_dict_entry *vb_visible_label(const vb_article_grammar *g, vb_str s, ptrdiff_t *end,
                                      vb_arena scratch) {
  vb_str head = vb_str_slice(s, 0, vb_utf8_back(s, LABEL_BYTES));
  for (ptrdiff_t i = 1; i < head.n; i++) /* "Updated20:49" */
    if (vb_is_lower(head.p[i - 1]) && vb_dates_begins_word(head, i)) head.n = i;
  const vb_dict_entry *e = vb_dict_prefix(&g->labels, vb_utf8_fold(&scratch, head), end);
  if (e && *end > s.n) *end = s.n;
  return e;
}

static vb_str first_word(vb_str s) { return vb_str_cut(&s, ' '); }

static bool of_day(const vb_dict_entry *label) {
  return label->value == VB_LABEL_PUBLISHED || label->value == VB_LABEL_UPDATED;
}

/* The last label for a date inside text[from, to). */
static vb_label label_between(const vb_article_grammar *g, vb_str text, ptrdiff_t from,
                              ptrdiff_t to, vb_arena scratch) {
  vb_label label = VB_LABEL_NONE;
  if (to - from > LABEL_BYTES) from = to - LABEL_BYTES;
  for (ptrdiff_t i = from; i < to; i++) {
    if (!vb_dates_begins_word(text, i)) continue;
    ptrdiff_t end;
    const vb_dict_entry *e = vb_visible_label(g, vb_str_slice(text, i, to), &end, scratch);
    if (e && e->value == VB_LABEL_BYLINE) /* "Posted by Ann Other on 4 May" */
      e = vb_dict_find(&g->labels, first_word(vb_str_slice(text, i, to)), scratch);
    if (!e || (!of_day(e) && e->value != VB_LABEL_OTHER)) continue;
    label = (vb_label)e->value;
    i += end - 1;
  }
  return label;
}

/* Bytes of letters and digits in a line that its dates and labels do not explain. */
static ptrdiff_t unexplained(const vb_article_grammar *g, vb_str s) {
  ptrdiff_t rest = 0, from = 0, at = 0;
  vb_found_date found;
  while (from < s.n) {
    bool more = vb_dates_next(g, s, &at, &found);
    ptrdiff_t to = more ? found.span.start : s.n;
    for (ptrdiff_t i = from; i < to; i++) rest += is_word(s.p[i]);
    from = more ? found.span.end : s.n;
  }
  return rest;
}

bool vb_visible_is_date_line(const vb_article_grammar *grammar, vb_str text) {
  ptrdiff_t at = 0;
  vb_found_date found;
  if (text.n > LINE_BYTES || !vb_dates_next(grammar, text, &at, &found)) return false;
  return unexplained(grammar, text) <= 30;
}

vb_str vb_visible_source(vb_str line, vb_arena *out) {
  enum { LONGEST = 80 };
  ptrdiff_t n = line.n > LONGEST ? vb_utf8_back(line, LONGEST) : line.n;
  return vb_str_format(out, "line \"%.*s%s\"", VB_ARG(vb_str_slice(line, 0, n)),
                       n < line.n ? "..." : "");
}

/* What the lines of a page are looked at with. */
typedef struct {
  const vb_article_grammar *g;
  const vb_page *page;
  vb_date_order order; /* of day and month on this page */
  vb_facts *facts;
  bool any; /* a day was told */
  int far;  /* how far the block that is looked at is from the title */
} days;

/* "16 August 2019 - Updated 9 July 2020": what stands at `at` is labelled as a change. */
static bool is_change_behind(const days *d, vb_str s, ptrdiff_t at, vb_arena scratch) {
  vb_found_date next;
  ptrdiff_t from = at;
  return vb_dates_next(d->g, s, &at, &next) &&
         label_between(d->g, s, from, next.span.start, scratch) == VB_LABEL_UPDATED;
}

/* "May 4, 2021June 9, 2021": of two days side by side without a sign between them, as systems print
 * the elements of both, the later is that of the change.  `before` is where a day before ends. */
static bool is_later_twin(const days *d, vb_str s, ptrdiff_t before, vb_found_date found) {
  vb_found_date twin = {0};
  ptrdiff_t at = found.span.end;
  if (before && before == found.span.start) {
    at = 0;
    while (vb_dates_next(d->g, s, &at, &twin) && twin.span.end < before) continue;
  } else if (!vb_dates_next(d->g, s, &at, &twin) || twin.span.start != found.span.end) {
    return false;
  }
  vb_date mine = vb_date_decide(&d->order, found), its = vb_date_decide(&d->order, twin);
  return vb_date_known(mine) && vb_date_known(its) && vb_date_to_days(mine) > vb_date_to_days(its);
}

static void tell(days *d, vb_fact fact, vb_clue_kind kind, vb_str value, vb_date date,
                 vb_str source) {
  if (!vb_date_known(date)) return;
  vb_clue what = {.fact = fact, .kind = kind, .value = value, .source = source, .date = date};
  vb_clue_add(&d->facts->clues, d->facts->out, what, d->far);
  d->any = true;
}

/* Labelled dates are good anywhere, bare ones only close to the title and the body.  `above` is the
 * label that the line before consists of. */
static bool take_dates(days *d, vb_str s, vb_label above, bool near, vb_arena scratch) {
  ptrdiff_t at = 0, before = 0;
  vb_found_date found;
  vb_str source = {0};
  bool any = false;
  for (; vb_dates_next(d->g, s, &at, &found); before = found.span.end) {
    vb_label label = label_between(d->g, s, before, found.span.start, scratch);
    if (found.span.start == 0 && above) label = above;
    if (label == VB_LABEL_OTHER) continue;
    bool short_line = unexplained(d->g, s) <= BYLINE_BYTES;
    if (!label && !before && short_line && is_change_behind(d, s, at, scratch))
      label = VB_LABEL_PUBLISHED;
    bool labelled = label == VB_LABEL_UPDATED || label == VB_LABEL_PUBLISHED;
    if (!labelled && (!near || !short_line)) continue;
    if (!source.p) source = vb_visible_source(s, d->facts->out);
    bool change = labelled ? label == VB_LABEL_UPDATED : is_later_twin(d, s, before, found);
    tell(d, change ? VB_FACT_UPDATED : VB_FACT_PUBLISHED,
         !labelled ? VB_FROM_LINE
         : near    ? VB_FROM_LABEL
                   : VB_FROM_AFAR,
         vb_str_slice(s, found.span.start, found.span.end), vb_date_decide(&d->order, found),
         source);
    any = true;
  }
  return any;
}

static bool is_near(ptrdiff_t i, ptrdiff_t title, ptrdiff_t body) {
  if (title < 0) return i < body + 1 && i >= body - NEAR_BLOCKS;
  bool below_title = i <= title + 3 * NEAR_BLOCKS, above_body = i >= body - NEAR_BLOCKS;
  return i >= title - HEAD_BLOCKS && i <= body + 2 && (below_title || above_body);
}

/* A few lines below the title, or where none is known below the text's beginning, and no text: what
 * stands between may have been taken for some. */
static bool is_below_title(const vb_page *page, ptrdiff_t i, ptrdiff_t title, ptrdiff_t body) {
  ptrdiff_t head = title >= 0 ? title : body;
  return i > head && i <= head + HEAD_BLOCKS && !page->blocks.v[i].main;
}

/* The first paragraph: shorter lines above it may be a headline, or stray ones of a menu. */
static ptrdiff_t first_paragraph(const vb_page *page, ptrdiff_t body) {
  enum { PARAGRAPH_BYTES = 120 };
  for (ptrdiff_t i = body; i < page->blocks.n; i++)
    if (page->blocks.v[i].main && page->blocks.v[i].text.n >= PARAGRAPH_BYTES) return i;
  return body;
}

/* The label that the whole line is: "Published", "Last updated:". */
static vb_label whole_label(const vb_article_grammar *g, vb_str s, vb_arena scratch) {
  ptrdiff_t end;
  s = vb_writer_tidy(s);
  const vb_dict_entry *e = s.n < LABEL_BYTES ? vb_visible_label(g, s, &end, scratch) : NULL;
  return e && of_day(e) && end == s.n ? (vb_label)e->value : VB_LABEL_NONE;
}

/* A line whose only label says that the page was changed then. */
static bool is_updated(const vb_article_grammar *g, vb_str s, vb_label above, vb_arena scratch) {
  if (s.n > LINE_BYTES) return false;
  vb_label label = label_between(g, s, 0, s.n, scratch);
  return (label ? label : above) == VB_LABEL_UPDATED;
}

/* The day of lines that are nothing but a date and stand behind the text's beginning, if all of
 * them name the same: the end of an article may be dated, lists of other articles name many days.
 * Above the text may stand the day of the visit. */
static void take_only_date_below(days *t, ptrdiff_t body) {
  vb_date only = {0};
  vb_str line = {0};
  for (ptrdiff_t i = body + 1; i < t->page->blocks.n; i++) {
    vb_str s = t->page->blocks.v[i].text;
    ptrdiff_t at = 0;
    vb_found_date found;
    if (s.n > LABEL_BYTES || !vb_dates_next(t->g, s, &at, &found) || unexplained(t->g, s)) continue;
    vb_date d = vb_date_decide(&t->order, found);
    if (!vb_date_known(d)) return;
    if (vb_date_known(only) && vb_date_to_days(d) != vb_date_to_days(only)) return;
    if (!vb_date_known(only)) only = d, line = s;
  }
  tell(t, VB_FACT_PUBLISHED, VB_FROM_BELOW, line, only, VB_S("the only day below the text"));
}

/* Blocks between the title and this one; what stands above the title is farther than all below. */
static int distance(ptrdiff_t i, ptrdiff_t title) {
  enum { ABOVE = 100 };
  return title < 0 ? 0 : (int)(i >= title ? i - title : ABOVE + title - i);
}

static void take_time_element(days *d, const vb_block *b, bool updated) {
  tell(d, updated ? VB_FACT_UPDATED : VB_FACT_PUBLISHED, VB_FROM_LINE, b->datetime,
       vb_dates_parse(d->g, b->datetime), VB_S("time datetime near the text"));
}

/* The text's beginning below the title.  A title behind all of the text is that of a link. */
static ptrdiff_t text_below(const vb_page *page, ptrdiff_t title, ptrdiff_t body) {
  for (ptrdiff_t i = title; i > body && i < page->blocks.n; i++)
    if (page->blocks.v[i].main && i > title) return i;
  return body;
}

/* A page may tell its title again right above the text; what stands between is of the article too.
 */
static ptrdiff_t first_telling(const vb_page *page, ptrdiff_t title) {
  ptrdiff_t first = title;
  for (ptrdiff_t i = title - 1; i >= 0 && i >= title - NEAR_BLOCKS; i--) {
    if (page->blocks.v[i].main) break;
    if (vb_str_eq(page->blocks.v[i].text, page->blocks.v[title].text)) first = i;
  }
  return first;
}

/* Whether the line tells a day, or one next to it is nothing but that. */
static bool is_beside_day(const vb_article_grammar *g, const vb_page *page, ptrdiff_t i) {
  ptrdiff_t at = 0;
  vb_found_date found;
  if (page->blocks.v[i].phrase || unexplained(g, page->blocks.v[i].text) > BYLINE_BYTES)
    return false;
  return vb_dates_next(g, page->blocks.v[i].text, &at, &found) ||
         (i > 0 && vb_visible_is_date_line(g, page->blocks.v[i - 1].text)) ||
         (i + 1 < page->blocks.n && vb_visible_is_date_line(g, page->blocks.v[i + 1].text));
}

void vb_visible_read(const vb_article_grammar *grammar, const vb_page *page, ptrdiff_t title,
                     ptrdiff_t body, vb_date captured, vb_facts *facts, vb_visible *found,
                     vb_arena scratch) {
  *found = (vb_visible){.last_fact = -1};
  days d = {.g = grammar, .page = page, .facts = facts};
  d.order = vb_date_order_of(grammar, page, captured, scratch);
  vb_label above = VB_LABEL_NONE;
  bool byline_above = false;
  body = text_below(page, title, body);
  if (body < title) title = -1;
  title = first_telling(page, title);
  ptrdiff_t paragraph = first_paragraph(page, body), last = page->blocks.n - 1;
  while (last > body && !page->blocks.v[last].main) last--;
  for (ptrdiff_t i = 0; i < page->blocks.n; i++) {
    const vb_block *b = &page->blocks.v[i];
    bool at_head = is_near(i, title, body), behind = i >= last; /* all of the text */
    bool below = is_near(i, title, paragraph) || is_below_title(page, i, title, body);
    bool near = at_head || (below && !behind);
    d.far = near ? distance(i, title) : 0;
    vb_label label = above;
    if (near && b->datetime.n)
      take_time_element(&d, b, is_updated(grammar, b->text, label, scratch));
    above = whole_label(grammar, b->text, scratch);
    if (b->text.n > LINE_BYTES || i == title) continue;
    bool caption = b->kind == VB_BLOCK_CAPTION || (b->within & VB_IN_FIGURE);
    bool fact = take_dates(&d, b->text, label, near && !caption, scratch);
    if (near) fact |= vb_writer_of_line(grammar, b->text, found, scratch);
    if (near) vb_writer_of_element(grammar, b, byline_above, found, scratch);
    if (near && i > title && !b->main && is_beside_day(grammar, page, i))
      vb_writer_beside_day(grammar, b->text, found, scratch);
    byline_above = near && vb_writer_is_label(grammar, b->text, scratch);
    if (fact && at_head && i > title && i < body + 3 &&
        unexplained(grammar, b->text) <= BYLINE_BYTES)
      found->last_fact = i;
  }
  if (!d.any) take_only_date_below(&d, body);
}

static bool is_bare_dates(const vb_article_grammar *g, vb_str s, vb_date *date) {
  ptrdiff_t at = 0;
  vb_found_date found;
  if (s.n > LINE_BYTES || !vb_dates_next(g, s, &at, &found) || unexplained(g, s)) return false;
  *date = vb_date_decide(&(vb_date_order){0}, found);
  return vb_date_known(*date);
}

vb_date vb_visible_take_captured(const vb_article_grammar *grammar, vb_page *page,
                                 vb_arena scratch) {
  vb_date captured = {0};
  for (ptrdiff_t i = 0; i < page->blocks.n && i < HEAD_BLOCKS; i++) {
    vb_block *b = &page->blocks.v[i];
    if (i == 0 && page->blocks.n > 2 && is_bare_dates(grammar, b->text, &captured)) {
      b->text = (vb_str){"", 0};
      return vb_date_day(captured);
    }
    ptrdiff_t end;
    const vb_dict_entry *e = vb_visible_label(grammar, b->text, &end, scratch);
    if (!e || e->value != VB_LABEL_CAPTURED || !vb_str_starts(b->text, e->text)) continue;
    vb_found_date found;
    while (end < b->text.n && b->text.p[end] == ' ') end++;
    if (!vb_dates_at(grammar, b->text, end, &found) || found.no_year) continue;
    captured = vb_date_decide(&(vb_date_order){0}, found);
    b->text = vb_str_trim(vb_str_slice(b->text, found.span.end, b->text.n));
    return captured;
  }
  return captured;
}
