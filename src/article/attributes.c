#include "article/attributes.h"

#include <string.h>

enum { MAX_ATTRIBUTES = 256 };

typedef struct {
  vb_str html;
  char *copy; /* NULL while nothing had to be blanked */
  vb_arena *out;
} page;

static bool is_blank(char c) {
  return c == ' ' || c == '\t' || c == '\n' || c == '\r' || c == '\f';
}

/* The place behind `what`, looked for from `at`; the end if there is none. */
static ptrdiff_t behind(vb_str html, ptrdiff_t at, vb_str what) {
  ptrdiff_t found = vb_str_find(html, what, at);
  return found < 0 ? html.n : found + what.n;
}

static void blank(page *p, ptrdiff_t start, ptrdiff_t end) {
  if (!p->copy) {
    p->copy = vb_arena_alloc_raw(p->out, 1, 1, p->html.n);
    memcpy(p->copy, p->html.p, (size_t)p->html.n);
  }
  memset(p->copy + start, ' ', (size_t)(end - start));
}

/* Behind a quotation mark that opens a value: the place behind the one that closes it. */
static ptrdiff_t skip_value(vb_str html, ptrdiff_t at) {
  ptrdiff_t close = vb_str_find_char(html, html.p[at], at + 1);
  return close < 0 ? html.n : close + 1;
}

/* A tag from behind its name to its '>'; returns the place of that.  An attribute begins behind
 * white space or a quoted value. */
static ptrdiff_t bound_tag(page *p, ptrdiff_t at) {
  vb_str html = p->html;
  ptrdiff_t n = 0, too_many = -1;
  char before = 'a';
  while (at < html.n && html.p[at] != '>') {
    char c = html.p[at];
    bool begins = !is_blank(c) && c != '=' && (is_blank(before) || before == '"');
    if (begins && n++ == MAX_ATTRIBUTES) too_many = at;
    bool value = (c == '"' || c == '\'') && before == '=';
    if (value) at = skip_value(html, at) - 1;
    if (value || !is_blank(c) || before != '=') before = value ? '"' : c; /* a = "v" */
    at++;
  }
  if (too_many >= 0) blank(p, too_many, at);
  return at;
}

/* The place where markup goes on behind a tag: scripts and styles are no markup. */
static ptrdiff_t skip_raw(vb_str html, vb_str name, ptrdiff_t at) {
  bool raw = vb_str_eq_nocase(name, VB_S("script")) || vb_str_eq_nocase(name, VB_S("style"));
  if (!raw) return at;
  for (;;) {
    at = behind(html, at, VB_S("</"));
    vb_str close = vb_str_slice(html, at, at + name.n);
    if (at >= html.n || vb_str_eq_nocase(close, name)) return at;
  }
}

vb_str vb_attributes_bound(vb_str html, vb_arena *out) {
  page p = {.html = html, .out = out};
  for (ptrdiff_t at = 0; (at = vb_str_find_char(html, '<', at)) >= 0;) {
    if (vb_str_starts(vb_str_slice(html, at, html.n), VB_S("<!--"))) {
      at = behind(html, at + 4, VB_S("-->"));
      continue;
    }
    ptrdiff_t start = ++at;
    while (at < html.n && vb_is_alpha(html.p[at])) at++;
    if (at == start) continue;
    vb_str name = vb_str_slice(html, start, at);
    at = skip_raw(html, name, bound_tag(&p, at));
  }
  return p.copy ? (vb_str){p.copy, html.n} : html;
}
