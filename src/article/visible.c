#include "article/visible.h"

#include "article/date_order.h"
#include "base/utf8.h"

enum { LINE_BYTES = 220, LABEL_BYTES = 60, BYLINE_BYTES = 80, HEAD_BLOCKS = 6, NEAR_BLOCKS = 12 };

/* The entry of the labels that `s` begins with; *end gets where it ends in s. */
static const vb_dict_entry *label_at(const vb_article_grammar *g, vb_str s, ptrdiff_t *end,
                                     vb_arena scratch) {
  vb_str head = vb_str_slice(s, 0, vb_utf8_back(s, LABEL_BYTES));
  const vb_dict_entry *e = vb_dict_prefix(&g->labels, vb_utf8_fold(&scratch, head), end);
  if (e && *end > s.n) *end = s.n;
  return e;
}

static bool is_word(char c) { return vb_is_alpha(c) || vb_is_digit(c) || (c & 0x80); }

/* The last label for a date inside text[from, to). */
static vb_label label_between(const vb_article_grammar *g, vb_str text, ptrdiff_t from,
                              ptrdiff_t to, vb_arena scratch) {
  vb_label label = VB_LABEL_NONE;
  if (to - from > LABEL_BYTES) from = to - LABEL_BYTES;
  for (ptrdiff_t i = from; i < to; i++) {
    if (!is_word(text.p[i]) || (i > from && is_word(text.p[i - 1]))) continue;
    ptrdiff_t end;
    const vb_dict_entry *e = label_at(g, vb_str_slice(text, i, to), &end, scratch);
    if (!e || (e->value != VB_LABEL_PUBLISHED && e->value != VB_LABEL_UPDATED)) continue;
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

typedef struct {
  int published, updated; /* how good the date held is; 0 none */
} quality;

static void offer(vb_date d, int value, vb_date *held, int *quality_held) {
  if (!vb_date_known(d) || value < *quality_held) return;
  if (value == *quality_held && d.precision <= held->precision) return;
  *held = d;
  *quality_held = value;
}

/* Labelled dates are good anywhere, bare ones only close to the title and the body.  `above` is the
 * label that the line before consists of. */
static bool take_dates(const vb_article_grammar *g, vb_str s, vb_label above, bool near,
                       const vb_date_order *order, vb_visible *v, quality *q, vb_arena scratch) {
  ptrdiff_t at = 0, before = 0;
  vb_found_date found;
  bool any = false;
  while (vb_dates_next(g, s, &at, &found)) {
    vb_label label = label_between(g, s, before, found.span.start, scratch);
    if (found.span.start == 0 && above) label = above;
    before = found.span.end;
    vb_date d = vb_date_decide(order, found);
    if (label == VB_LABEL_UPDATED)
      offer(d, near ? 4 : 2, &v->updated, &q->updated);
    else if (label == VB_LABEL_PUBLISHED)
      offer(d, near ? 4 : 2, &v->published, &q->published);
    else if (near && unexplained(g, s) <= BYLINE_BYTES)
      offer(d, 3, &v->published, &q->published);
    else
      continue;
    any = true;
  }
  return any;
}

static vb_str cut_at_date(const vb_article_grammar *g, vb_str s) {
  ptrdiff_t at = 0;
  vb_found_date found;
  if (!vb_dates_next(g, s, &at, &found)) return s;
  return vb_str_slice(s, 0, found.span.start);
}

static vb_str tidy(vb_str s) {
  s = vb_str_trim(s);
  while (s.n && (s.p[s.n - 1] == ',' || s.p[s.n - 1] == '-' || s.p[s.n - 1] == '|' ||
                 s.p[s.n - 1] == ':' || s.p[s.n - 1] == ' '))
    s.n--;
  return s;
}

/* "By Name", "Source: XNA" as a part of a line. */
static bool take_names(const vb_article_grammar *g, vb_str part, vb_visible *v, vb_arena scratch) {
  ptrdiff_t end;
  part = vb_str_trim(part);
  const vb_dict_entry *e = label_at(g, part, &end, scratch);
  if (!e || end >= part.n) return false;
  vb_str value = tidy(cut_at_date(g, vb_str_slice(part, end, part.n)));
  if (!value.n || value.n > BYLINE_BYTES) return false;
  int len;
  int32_t first = vb_utf8_decode(value, 0, &len);
  if (e->value == VB_LABEL_SOURCE && !v->source.n) return v->source = value, true;
  if (e->value != VB_LABEL_BYLINE || v->byline.n) return false;
  if (vb_is_lower(part.p[0]) || !(vb_utf8_is_upper(first) || vb_utf8_is_cjk(first))) return false;
  return v->byline = value, true;
}

static bool take_parts(const vb_article_grammar *g, vb_str s, vb_visible *v, vb_arena scratch) {
  bool any = false;
  vb_str rest = s;
  while (rest.p) any |= take_names(g, vb_str_cut(&rest, '|'), v, scratch);
  ptrdiff_t at = 0;
  vb_found_date found;
  while (vb_dates_next(g, s, &at, &found)) /* "March 3, 2021 - 10:00 By Name" */
    any |= take_names(g, vb_str_slice(s, at, s.n), v, scratch);
  return any;
}

static bool is_near(ptrdiff_t i, ptrdiff_t title, ptrdiff_t body) {
  if (title < 0) return i < body + 1 && i >= body - NEAR_BLOCKS;
  return i >= title - 4 && i <= body + 2 && i <= title + 3 * NEAR_BLOCKS;
}

/* The label that the whole line is: "Published", "Last updated:". */
static vb_label whole_label(const vb_article_grammar *g, vb_str s, vb_arena scratch) {
  ptrdiff_t end;
  s = tidy(s);
  const vb_dict_entry *e = s.n < LABEL_BYTES ? label_at(g, s, &end, scratch) : NULL;
  bool of_date = e && (e->value == VB_LABEL_PUBLISHED || e->value == VB_LABEL_UPDATED);
  return of_date && end == s.n ? (vb_label)e->value : VB_LABEL_NONE;
}

/* The day of lines that are nothing but a date and stand behind the text's beginning, if all of
 * them name the same: the end of an article may be dated, lists of other articles name many days.
 * Above the text may stand the day of the visit. */
static vb_date only_date_below(const vb_article_grammar *g, const vb_page *page, ptrdiff_t body,
                               const vb_date_order *order) {
  vb_date only = {0};
  for (ptrdiff_t i = body + 1; i < page->blocks.n; i++) {
    vb_str s = page->blocks.v[i].text;
    ptrdiff_t at = 0;
    vb_found_date found;
    if (s.n > LABEL_BYTES || !vb_dates_next(g, s, &at, &found) || unexplained(g, s)) continue;
    vb_date d = vb_date_decide(order, found);
    if (!vb_date_known(d)) return (vb_date){0};
    if (vb_date_known(only) && vb_date_to_days(d) != vb_date_to_days(only)) return (vb_date){0};
    if (!vb_date_known(only)) only = d;
  }
  return only;
}

void vb_visible_read(const vb_article_grammar *grammar, const vb_page *page, ptrdiff_t title,
                     ptrdiff_t body, vb_date captured, vb_visible *found, vb_arena scratch) {
  *found = (vb_visible){.last_fact = -1};
  quality q = {0};
  vb_date_order order = vb_date_order_of(grammar, page, captured, scratch);
  vb_label above = VB_LABEL_NONE;
  for (ptrdiff_t i = 0; i < page->blocks.n; i++) {
    const vb_block *b = &page->blocks.v[i];
    bool near = is_near(i, title, body);
    if (near && b->datetime.n)
      offer(vb_dates_parse(grammar, b->datetime), 3, &found->published, &q.published);
    vb_label label = above;
    above = whole_label(grammar, b->text, scratch);
    if (b->text.n > LINE_BYTES || i == title) continue;
    bool fact = take_dates(grammar, b->text, label, near, &order, found, &q, scratch);
    if (near) fact |= take_parts(grammar, b->text, found, scratch);
    if (fact && near && i > title && i < body + 3 && unexplained(grammar, b->text) <= BYLINE_BYTES)
      found->last_fact = i;
  }
  if (!q.published && !q.updated) found->published = only_date_below(grammar, page, body, &order);
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
    const vb_dict_entry *e = label_at(grammar, b->text, &end, scratch);
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
