#include "capture/format.h"

#include <string.h>

#include "capture/front.h"

enum { SNIFF_BYTES = 64 << 10, TEXT_BEFORE_MARKUP = 120 };

static bool is_json_object(vb_str s) {
  if (!s.n || s.p[0] != '{') return false;
  s = vb_str_trim(vb_str_slice(s, 1, s.n));
  return s.n && (s.p[0] == '"' || s.p[0] == '}');
}

/* Elements that make lines and pages; a stray <b> or <table> in a text makes no page. */
static bool is_page_tag(vb_str name) {
  static const char *const names[] = {"html", "head", "body", "div",     "p",    "br",     "meta",
                                      "link", "span", "h1",   "article", "main", "script", "title"};
  for (size_t i = 0; i < sizeof names / sizeof *names; i++)
    if (vb_str_eq_nocase(name, vb_str_from(names[i]))) return true;
  return false;
}

static vb_str tag_name(vb_str s, ptrdiff_t at) {
  ptrdiff_t end = at;
  while (end < s.n && end - at < 16 && (vb_is_alpha(s.p[end]) || vb_is_digit(s.p[end]))) end++;
  return vb_str_slice(s, at, end);
}

static bool is_markup(vb_str s) {
  ptrdiff_t tags = 0, first = -1;
  for (ptrdiff_t at = 0; (at = vb_str_find_char(s, '<', at)) >= 0; at++) {
    ptrdiff_t name = at + 1;
    if (name < s.n && s.p[name] == '/') name++;
    if (!is_page_tag(tag_name(s, name))) continue;
    if (first < 0) first = at;
    tags++;
  }
  return tags && (first < TEXT_BEFORE_MARKUP || tags * 400 > s.n);
}

static bool declares_markup(vb_str s) {
  return vb_str_starts_nocase(s, VB_S("<!doctype")) || vb_str_starts_nocase(s, VB_S("<html")) ||
         vb_str_starts(s, VB_S("<?xml")) || vb_str_starts(s, VB_S("<!--"));
}

/* Who puts front matter before a page leaves the page's byte order mark where it was. */
static vb_str without_mark(vb_str s) {
  return vb_str_starts(s, VB_S("\xEF\xBB\xBF")) ? vb_str_slice(s, 3, s.n) : s;
}

vb_format vb_format_sniff(vb_str head) {
  head = without_mark(head);
  head = without_mark(vb_str_slice(head, vb_front_end(head), head.n));
  head = vb_str_trim(vb_str_slice(head, 0, SNIFF_BYTES));
  if (is_json_object(head)) return VB_FORMAT_JSONL;
  return declares_markup(head) || is_markup(head) ? VB_FORMAT_HTML : VB_FORMAT_TEXT;
}
