#include "article/dateline.h"

#include "base/utf8.h"

enum { HEAD_BYTES = 140, PLACE_BYTES = 50, PLACE_WORDS = 5, TAG_BYTES = 60 };

vb_str vb_agency_named(const vb_article_grammar *grammar, vb_str s, vb_arena scratch) {
  s = vb_str_trim(s);
  if (!s.n || s.n > TAG_BYTES) return (vb_str){0};
  const vb_dict_entry *e = vb_dict_find(&grammar->agencies, s, scratch);
  if (!e && vb_str_starts_nocase(s, VB_S("the ")))
    e = vb_dict_find(&grammar->agencies, vb_str_slice(s, 4, s.n), scratch);
  return e ? e->text : (vb_str){0};
}

vb_str vb_agency_prefix(const vb_article_grammar *grammar, vb_str s, vb_arena scratch) {
  s = vb_str_trim(vb_str_slice(s, 0, vb_utf8_back(s, TAG_BYTES)));
  ptrdiff_t end;
  const vb_dict_entry *e = vb_dict_prefix(&grammar->agencies, vb_utf8_fold(&scratch, s), &end);
  return e ? e->text : (vb_str){0};
}

static vb_str trim_chars(vb_str s, const char *chars) {
  for (bool again = true; again;) {
    again = false;
    for (const char *c = chars; *c; c++) {
      while (s.n && s.p[0] == *c) s.p++, s.n--, again = true;
      while (s.n && s.p[s.n - 1] == *c) s.n--, again = true;
    }
  }
  return s;
}

static bool is_joining(vb_str word) {
  static const char *const words[] = {"of", "de", "la", "del", "upon", "on", "and", "al", "el"};
  for (size_t i = 0; i < sizeof words / sizeof *words; i++)
    if (vb_str_eq(word, vb_str_from(words[i]))) return true;
  return false;
}

/* A few words that begin with capitals, nothing else. */
static bool is_place(vb_str s, bool *all_upper) {
  int words = 0, letters = 0, lower = 0;
  if (!s.n || s.n > PLACE_BYTES) return false;
  while (s.p) {
    vb_str word = vb_str_cut(&s, ' ');
    int len;
    if (!word.n) continue;
    int32_t first = vb_utf8_decode(word, 0, &len);
    if (!vb_utf8_is_upper(first) && !is_joining(word)) return false;
    for (ptrdiff_t i = 0; i < word.n; i += len) {
      int32_t c = vb_utf8_decode(word, i, &len);
      bool letter = vb_utf8_is_letter(c);
      if (!letter && c != '-' && c != '.' && c != '\'' && c != '/' && c != ',' && c != 0x2019)
        return false;
      letters += letter;
      lower += letter && !vb_utf8_is_upper(c) && !is_joining(word);
    }
    words++;
  }
  *all_upper = letters >= 3 && !lower;
  return words >= 1 && words <= PLACE_WORDS && letters >= 2;
}

/* Length of the dash that ends a dateline at `at`, with the blanks behind it; 0: none. */
static ptrdiff_t dash_at(vb_str s, ptrdiff_t at) {
  static const char *const dashes[] = {"--", "\xE2\x80\x94", "\xE2\x80\x93", "\xE2\x80\x95", "-"};
  vb_str rest = vb_str_slice(s, at, s.n);
  for (size_t i = 0; i < sizeof dashes / sizeof *dashes; i++) {
    vb_str dash = vb_str_from(dashes[i]);
    if (!vb_str_starts(rest, dash)) continue;
    bool before = at > 0 && (s.p[at - 1] == ' ' || s.p[at - 1] == ')');
    bool after = at + dash.n < s.n && s.p[at + dash.n] == ' ';
    if (dash.n == 1 ? !(before && after) : !(before || after)) return 0;
    ptrdiff_t n = dash.n;
    while (at + n < s.n && (s.p[at + n] == ' ' || s.p[at + n] == '-')) n++;
    return n;
  }
  return 0;
}

/* "(XNA)" at the end of *head, or "/XNA/": takes it off. */
static vb_str take_tag(const vb_article_grammar *g, vb_str *head, vb_arena scratch) {
  vb_str s = trim_chars(*head, " .,:");
  char close = s.n ? s.p[s.n - 1] : 0, open = close == ')' ? '(' : close == '/' ? '/' : 0;
  if (!open) return (vb_str){0};
  ptrdiff_t start = s.n - 2;
  while (start > 0 && s.p[start] != open) start--;
  if (start < 0 || s.p[start] != open) return (vb_str){0};
  vb_str name = vb_str_trim(vb_str_slice(s, start + 1, s.n - 1));
  bool upper;
  vb_str known = vb_agency_named(g, name, scratch);
  if (!known.n && !is_place(name, &upper)) return (vb_str){0};
  *head = vb_str_slice(s, 0, start);
  return known.n ? known : name;
}

/* Place, date and agency out of what stands before the dash. */
static bool read_head(const vb_article_grammar *g, vb_str head, bool strong, vb_dateline *d,
                      vb_arena scratch) {
  d->agency = take_tag(g, &head, scratch);
  vb_str place = head;
  for (ptrdiff_t i = 0; i < head.n; i++) {
    vb_found_date found;
    if ((i && vb_is_alpha(head.p[i - 1])) || (i && vb_is_digit(head.p[i - 1]))) continue;
    if (!vb_dates_at(g, head, i, &found) || vb_date_known(found.swapped)) continue;
    if (trim_chars(vb_str_slice(head, found.span.end, head.n), " .,:").n > 12) continue;
    d->date = vb_date_day(found.date);
    if (found.no_year) d->date = found.date;
    d->no_year = found.no_year;
    place = vb_str_slice(head, 0, i);
    break;
  }
  bool upper = false;
  d->place = trim_chars(place, " ,.:");
  if (!is_place(d->place, &upper)) return false;
  return d->agency.n || vb_date_known(d->date) || (upper && strong);
}

static bool try_end(const vb_article_grammar *g, vb_str head, ptrdiff_t end, bool strong,
                    vb_dateline *found, vb_arena scratch) {
  vb_dateline d = {.end = end};
  if (!read_head(g, head, strong, &d, scratch)) return false;
  *found = d;
  return true;
}

/* What the markup calls a dateline needs no dash. */
static bool find_marked(vb_str text, ptrdiff_t marked, vb_dateline *found) {
  bool upper;
  vb_str place = trim_chars(vb_str_slice(text, 0, marked), " ,.:-");
  if (!is_place(place, &upper) || marked >= text.n) return false;
  ptrdiff_t end = marked;
  while (end < text.n && text.p[end] == ' ') end++;
  ptrdiff_t dash = dash_at(text, end);
  *found = (vb_dateline){.place = place, .end = end + dash};
  return true;
}

bool vb_dateline_find(const vb_article_grammar *grammar, vb_str text, ptrdiff_t marked,
                      vb_dateline *found, vb_arena scratch) {
  *found = (vb_dateline){0};
  if (vb_dateline_find_cjk(grammar, text, found, scratch)) return true;
  vb_str head = vb_str_slice(text, 0, vb_utf8_back(text, HEAD_BYTES));
  int tries = 0;
  for (ptrdiff_t i = 2; i < head.n && tries < 3; i++) {
    ptrdiff_t n = dash_at(head, i);
    if (n) {
      tries++;
      if (try_end(grammar, vb_str_slice(head, 0, i), i + n, true, found, scratch)) return true;
      i += n - 1;
    } else if (head.p[i] == '/' && i + 1 < head.n && head.p[i + 1] == '.' &&
               try_end(grammar, vb_str_slice(head, 0, i + 1), i + 2, false, found, scratch)) {
      while (found->end < text.n && text.p[found->end] == ' ') found->end++;
      return found->agency.n > 0;
    }
  }
  return marked > 0 && find_marked(text, marked, found);
}

static vb_str right_trim(vb_str s) {
  while (s.n && vb_is_space(s.p[s.n - 1])) s.n--;
  return s;
}

/* "(XNA)" at the very end, of a known agency. */
static bool strip_tag(const vb_article_grammar *g, vb_str *s, vb_str *agency, vb_arena scratch) {
  char close = s->n ? s->p[s->n - 1] : 0, open = close == ')' ? '(' : close == ']' ? '[' : 0;
  if (!open) return false;
  ptrdiff_t start = s->n - 2;
  while (start > 0 && s->n - start < TAG_BYTES && s->p[start] != open) start--;
  if (start <= 0 || s->p[start] != open) return false;
  vb_str name = vb_agency_named(g, vb_str_slice(*s, start + 1, s->n - 1), scratch);
  if (!name.n) return false;
  if (!agency->n) *agency = name;
  *s = right_trim(vb_str_slice(*s, 0, start));
  return true;
}

/* "(end) abc.de": the initials of a desk behind a bracketed mark.  The text without them, or as it
 * is. */
static vb_str without_initials(vb_str s) {
  enum { INITIALS_BYTES = 12 };
  ptrdiff_t blank = s.n;
  while (blank > 0 &&
         (vb_is_lower(s.p[blank - 1]) || s.p[blank - 1] == '.' || s.p[blank - 1] == '/'))
    blank--;
  bool short_enough = s.n - blank <= INITIALS_BYTES && blank < s.n;
  if (!short_enough || blank < 2 || s.p[blank - 1] != ' ' || s.p[blank - 2] != ')') return s;
  return vb_str_slice(s, 0, blank - 1);
}

vb_str vb_strip_end(const vb_article_grammar *grammar, vb_str s, vb_str *agency, bool *marked,
                    vb_arena scratch) {
  *marked = false;
  for (bool again = true; again;) {
    again = false;
    s = right_trim(s);
    for (ptrdiff_t i = 0; i < grammar->marks.n; i++) {
      vb_mark mark = grammar->marks.v[i];
      vb_str bare = mark.text.p[0] == '(' ? without_initials(s) : s;
      if (mark.at_start || !vb_str_ends(bare, mark.text)) continue;
      s = bare;
      if (s.n > mark.text.n && vb_is_alpha(mark.text.p[0]) && s.p[s.n - mark.text.n - 1] != ' ')
        continue;
      s = right_trim(vb_str_slice(s, 0, s.n - mark.text.n));
      *marked = again = true;
    }
    if (strip_tag(grammar, &s, agency, scratch)) again = true;
  }
  return s;
}

vb_str vb_strip_start(const vb_article_grammar *grammar, vb_str s) {
  s = vb_str_trim(s);
  for (ptrdiff_t i = 0; i < grammar->marks.n; i++) {
    vb_mark mark = grammar->marks.v[i];
    if (mark.at_start && vb_str_starts(s, mark.text))
      return vb_str_trim(vb_str_slice(s, mark.text.n, s.n));
  }
  return s;
}

/* Agencies and words of credit only, joined by dashes, slashes, commas or colons. */
static bool is_credit(const vb_article_grammar *g, vb_str s, vb_arena scratch) {
  int agencies = 0, labels = 0;
  s = vb_str_trim(s);
  if (!s.n || s.n > 2 * TAG_BYTES) return false;
  if (vb_agency_named(g, s, scratch).n) return true;
  for (ptrdiff_t start = 0, i = 0; i <= s.n; i++) {
    bool cut = i == s.n || s.p[i] == '-' || s.p[i] == '/' || s.p[i] == ',' || s.p[i] == ':' ||
               s.p[i] == '|';
    if (!cut) continue;
    vb_str part = trim_chars(vb_str_slice(s, start, i), " .");
    start = i + 1;
    const vb_dict_entry *label = vb_dict_find(&g->labels, part, scratch);
    if (label && label->value == VB_LABEL_CREDIT)
      labels++;
    else if (vb_agency_named(g, part, scratch).n)
      agencies++;
    else if (!labels)
      return false;
  }
  return agencies || labels;
}

bool vb_ends_in_credit(const vb_article_grammar *grammar, vb_str s, vb_arena scratch) {
  s = right_trim(s);
  char close = s.n ? s.p[s.n - 1] : 0, open = close == ')' ? '(' : close == ']' ? '[' : 0;
  ptrdiff_t start = s.n - 1;
  if (open) {
    for (start--; start > 0 && s.n - start < 2 * TAG_BYTES && s.p[start] != open;) start--;
    if (start <= 0 || s.p[start] != open) return false;
    return is_credit(grammar, vb_str_slice(s, start + 1, s.n - 1), scratch);
  }
  while (start > 0 && s.n - start < TAG_BYTES && s.p[start] != '/') start--;
  if (start <= 0 || s.p[start] != '/' || s.p[start - 1] != ' ') return false;
  return is_credit(grammar, vb_str_slice(s, start + 1, s.n), scratch);
}
