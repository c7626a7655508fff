#include "article/writer.h"

#include "article/dates.h"
#include "base/utf8.h"

enum { LINE_BYTES = 220, LABEL_BYTES = 60, BYLINE_BYTES = 80, NAME_WORDS = 4, NAMES_WORDS = 12 };

static bool is_sign_in_name(int32_t c) {
  return c == '.' || c == '-' || c == '\'' || c == 0x2019 || c == ',' || c == '&';
}

/* "ChecklistsNews": two words without a blank; "McNally" and "DeVito" are one. */
static bool is_glued(vb_str word) {
  enum { LONGEST_PREFIX = 3 };
  for (ptrdiff_t i = LONGEST_PREFIX + 1; i < word.n; i++)
    if (vb_is_lower(word.p[i - 1]) && vb_is_upper(word.p[i])) return true;
  return false;
}

/* The words of a name, or of several: each begins with a capital, but for "van", "de", "and". */
static bool is_name_line(vb_str s, int fewest, int most) {
  enum { LONGEST_PARTICLE = 4, WORD_BYTES = 12 };
  int words = 0, capitals = 0;
  if (!s.n || s.n > most * WORD_BYTES) return false;
  for (vb_str rest = s; rest.p; words++) {
    int len;
    vb_str word = vb_str_cut(&rest, ' ');
    if (!word.n) return false;
    int32_t first = vb_utf8_decode(word, 0, &len);
    bool capital = vb_utf8_is_upper(first) || vb_utf8_is_cjk(first);
    if (!capital && word.n > LONGEST_PARTICLE) return false;
    capitals += capital;
    if (is_glued(word)) return false;
    for (ptrdiff_t i = 0; i < word.n; i += len) {
      int32_t c = vb_utf8_decode(word, i, &len);
      if (!vb_utf8_is_letter(c) && !is_sign_in_name(c)) return false;
    }
  }
  return words >= fewest && words <= most && capitals >= fewest;
}

/* "Published", "Last updated": a day is told behind it. */
static bool is_label_of_day(const vb_article_grammar *g, vb_str s, vb_arena scratch) {
  ptrdiff_t end;
  const vb_dict_entry *e = vb_visible_label(g, s, &end, scratch);
  return e && (e->value == VB_LABEL_PUBLISHED || e->value == VB_LABEL_UPDATED);
}

/* Up to a figure, to a day, which may have no year, or to its label: "Ann Other May 4", "Ann Other
 * 3 comments", "Ann OtherUpdated". */
static vb_str cut_at_figure(const vb_article_grammar *g, vb_str s, vb_arena scratch) {
  vb_found_date found;
  for (ptrdiff_t i = 0; i < s.n && i < LINE_BYTES; i++) {
    if (!vb_dates_begins_word(s, i)) continue;
    if (vb_is_digit(s.p[i]) || vb_dates_at(g, s, i, &found) ||
        (i > 0 && is_label_of_day(g, vb_str_slice(s, i, s.n), scratch)))
      return vb_str_slice(s, 0, i);
  }
  return s;
}

/* Signs that never stand inside a name; a dash or slash does, without blanks. */
static const char *const parting[] = {"|",   " - ",          " \xE2\x80\x93 ", " \xE2\x80\x94 ",
                                      " / ", "\xE2\x80\xA2", "\xC2\xB7",       "\xE2\x8B\x85"};

vb_str vb_writer_part(vb_str *rest) {
  ptrdiff_t first = rest->n, behind = rest->n;
  for (size_t i = 0; i < sizeof parting / sizeof *parting; i++) {
    vb_str sign = vb_str_from(parting[i]);
    ptrdiff_t at = vb_str_find(*rest, sign, 0);
    if (at >= 0 && at < first) first = at, behind = at + sign.n;
  }
  vb_str part = vb_str_slice(*rest, 0, first);
  *rest = behind < rest->n ? vb_str_slice(*rest, behind, rest->n) : (vb_str){0};
  return part;
}

vb_str vb_writer_tidy(vb_str s) {
  s = vb_str_trim(s);
  while (s.n && (s.p[s.n - 1] == ',' || s.p[s.n - 1] == '-' || s.p[s.n - 1] == '|' ||
                 s.p[s.n - 1] == ':' || s.p[s.n - 1] == ' '))
    s.n--;
  return s;
}

/* Marks between a day or a label and what is behind it. */
static vb_str tidy_start(vb_str s) {
  while (s.n && (s.p[0] == ',' || s.p[0] == '-' || s.p[0] == '/' || s.p[0] == ':' || s.p[0] == ' '))
    s = vb_str_slice(s, 1, s.n);
  return s;
}

static bool is_weekday(const vb_article_grammar *g, vb_str word) {
  for (ptrdiff_t i = 0; i < g->date_words.n; i++)
    if (g->date_words.v[i].kind == VB_DATE_WORD_WEEKDAY &&
        vb_str_eq_nocase(word, g->date_words.v[i].text))
      return true;
  return false;
}

/* "Ann Other on Tuesday, 4 May" without the day and the small words before it. */
static vb_str cut_name(const vb_article_grammar *g, vb_str s, vb_arena scratch) {
  enum { SMALL_WORD = 3 };
  s = vb_writer_part(&s);
  vb_str name = vb_writer_tidy(cut_at_figure(g, s, scratch));
  if (name.n == vb_writer_tidy(s).n) return name;
  for (;;) {
    ptrdiff_t at = name.n;
    while (at > 0 && name.p[at - 1] != ' ') at--;
    vb_str last = vb_str_slice(name, at, name.n);
    bool small = last.n && last.n <= SMALL_WORD && vb_is_lower(last.p[0]);
    if (!at || !(small || is_weekday(g, last))) return name;
    name = vb_writer_tidy(vb_str_slice(name, 0, at));
  }
}

/* "By Name", "Source: XNA" as a part of a line. */
static bool take_names(const vb_article_grammar *g, vb_str part, bool behind_day, vb_str line,
                       vb_visible *v, vb_arena scratch) {
  ptrdiff_t end;
  part = tidy_start(vb_str_trim(part));
  const vb_dict_entry *e = vb_visible_label(g, part, &end, scratch);
  if (!e || end >= part.n) return false;
  vb_str value = cut_name(g, tidy_start(vb_str_slice(part, end, part.n)), scratch);
  if (!value.n || value.n > BYLINE_BYTES) return false;
  int len;
  int32_t first = vb_utf8_decode(value, 0, &len);
  if (e->value == VB_LABEL_SOURCE && !v->source.n)
    return v->source = value, v->source_line = line, true;
  if (e->value != VB_LABEL_BYLINE || v->byline.n) return false;
  if (!behind_day && vb_is_lower(part.p[0]) && !is_name_line(value, 2, NAMES_WORDS)) return false;
  if (!(vb_utf8_is_upper(first) || vb_utf8_is_cjk(first))) return false;
  return v->byline = value, v->byline_line = line, true;
}

bool vb_writer_of_line(const vb_article_grammar *g, vb_str s, vb_visible *v, vb_arena scratch) {
  bool any = false;
  vb_str rest = s;
  while (rest.n) any |= take_names(g, vb_writer_part(&rest), false, s, v, scratch);
  ptrdiff_t at = 0;
  vb_found_date found;
  while (vb_dates_next(g, s, &at, &found)) /* "March 3, 2021 - 10:00 By Name" */
    any |= take_names(g, vb_str_slice(s, at, s.n), true, s, v, scratch);
  return any;
}

/* "By Ann Other", "Written by" */
static vb_str without_byline_label(const vb_article_grammar *g, vb_str s, vb_arena scratch) {
  ptrdiff_t end = 0;
  const vb_dict_entry *e = vb_visible_label(g, s, &end, scratch);
  return e && e->value == VB_LABEL_BYLINE ? vb_writer_tidy(vb_str_slice(s, end, s.n)) : s;
}

void vb_writer_of_element(const vb_article_grammar *g, const vb_block *b, bool labelled,
                          vb_visible *v, vb_arena scratch) {
  bool linked = b->author.end && !(b->around & (VB_MARKUP_COMMENT | VB_MARKUP_RELATED));
  if (v->author.n || !(linked || labelled || (b->near & VB_MARKUP_BYLINE))) return;
  vb_str text = linked ? vb_str_slice(b->text, b->author.start, b->author.end) : b->text;
  vb_str name = without_byline_label(g, cut_name(g, text, scratch), scratch);
  if (is_name_line(name, linked ? 1 : 2, linked ? NAMES_WORDS : NAME_WORDS)) v->author = name;
}

/* A name that no label announces: no place ("Lisbon, Porto"), no heading in capitals. */
static bool is_bare_name(const vb_article_grammar *g, vb_str s, vb_arena scratch) {
  int len;
  ptrdiff_t end;
  bool small = false;
  if (vb_visible_label(g, s, &end, scratch)) return false;
  if (!is_name_line(s, 2, NAME_WORDS) || !vb_utf8_is_upper(vb_utf8_decode(s, 0, &len)))
    return false;
  for (ptrdiff_t i = 0; i < s.n; i += len) {
    int32_t c = vb_utf8_decode(s, i, &len);
    if (c == ',' || c == '&') return false;
    small |= vb_utf8_is_letter(c) && !vb_utf8_is_upper(c);
  }
  return small;
}

void vb_writer_beside_day(const vb_article_grammar *g, vb_str line, vb_visible *v,
                          vb_arena scratch) {
  ptrdiff_t at = 0;
  vb_found_date found = {0};
  if (v->author.n) return;
  for (ptrdiff_t from = 0; from < line.n; from = found.span.end) {
    bool more = vb_dates_next(g, line, &at, &found);
    vb_str rest = vb_str_slice(line, from, more ? found.span.start : line.n);
    while (rest.n) {
      vb_str name = cut_name(g, tidy_start(vb_str_trim(vb_writer_part(&rest))), scratch);
      if (is_bare_name(g, name, scratch)) {
        v->author = name;
        return;
      }
    }
    if (!more) return;
  }
}

bool vb_writer_is_label(const vb_article_grammar *g, vb_str s, vb_arena scratch) {
  ptrdiff_t end = 0;
  const vb_dict_entry *e = s.n < LABEL_BYTES ? vb_visible_label(g, s, &end, scratch) : NULL;
  return e && e->value == VB_LABEL_BYLINE && !vb_writer_tidy(vb_str_slice(s, end, s.n)).n;
}
