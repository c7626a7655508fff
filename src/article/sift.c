#include "article/sift.h"

#include <string.h>

typedef struct {
  const char *name;
  const char *element; /* of which alone it is kept; NULL: of all */
} attribute;

static const attribute attributes[VB_N_ATTRIBUTES] = {
    [VB_ATTRIBUTE_CLASS] = {"class", NULL},
    [VB_ATTRIBUTE_ID] = {"id", NULL},
    [VB_ATTRIBUTE_HIDDEN] = {"hidden", NULL},
    [VB_ATTRIBUTE_STYLE] = {"style", NULL},
    [VB_ATTRIBUTE_ITEMPROP] = {"itemprop", NULL},
    [VB_ATTRIBUTE_ITEMTYPE] = {"itemtype", NULL},
    [VB_ATTRIBUTE_ROLE] = {"role", NULL},
    [VB_ATTRIBUTE_DATETIME] = {"datetime", NULL},
    [VB_ATTRIBUTE_CONTENT] = {"content", NULL},
    [VB_ATTRIBUTE_PROPERTY] = {"property", NULL},
    [VB_ATTRIBUTE_NAME] = {"name", "meta"},
    [VB_ATTRIBUTE_HTTP_EQUIV] = {"http-equiv", "meta"},
    [VB_ATTRIBUTE_REL] = {"rel", "link"},
    [VB_ATTRIBUTE_HREF] = {"href", "link"},
    [VB_ATTRIBUTE_LANG] = {"lang", "html"},
    [VB_ATTRIBUTE_TYPE] = {"type", "script"},
    [VB_ATTRIBUTE_PUBDATE] = {"pubdate", "time"},
    [VB_ATTRIBUTE_TITLE] = {"title", "abbr"},
};

vb_attribute vb_attribute_named(vb_str name) {
  if (!name.n) return VB_N_ATTRIBUTES;
  for (int i = 0; i < VB_N_ATTRIBUTES; i++)
    if (attributes[i].name[0] == vb_to_lower(name.p[0]) &&
        vb_str_eq_nocase(vb_str_from(attributes[i].name), name))
      return (vb_attribute)i;
  return VB_N_ATTRIBUTES;
}

/* `to` is behind what was kept of html[0, from). */
typedef struct {
  vb_str html;
  ptrdiff_t from;
  char *to;
  bool json_ld;    /* the tag says that it holds some */
  bool unended[2]; /* no script, no style ends any more: looked for once */
} sieve;

/* Keeps up to `start` and leaves out what stands from there to `end`. */
static void drop(sieve *s, ptrdiff_t start, ptrdiff_t end) {
  if (start >= end) return;
  memcpy(s->to, s->html.p + s->from, (size_t)(start - s->from));
  s->to += start - s->from;
  s->from = end;
}

static char at_or_nul(vb_str s, ptrdiff_t at) { return at < s.n ? s.p[at] : 0; }

static bool is_blank(char c) { return c == ' ' || c == '\t' || c == '\n' || c == '\r'; }

static bool is_name(char c) {
  return vb_is_alpha(c) || vb_is_digit(c) || c == ':' || c == '-' || c == '_' || c == '.';
}

static bool begins_name(char c) { return vb_is_alpha(c) || c == '_' || c == ':' || c == '.'; }

static ptrdiff_t skip_blanks(vb_str html, ptrdiff_t at) {
  while (at < html.n && is_blank(html.p[at])) at++;
  return at;
}

/* libxml2 takes what is behind the longest name for the next attribute. */
static ptrdiff_t skip_name(vb_str html, ptrdiff_t at) {
  enum { LONGEST = 100 };
  ptrdiff_t end = at + LONGEST;
  while (at < html.n && at < end && is_name(html.p[at])) at++;
  return at;
}

static bool ends_tag(vb_str html, ptrdiff_t at) {
  char c = at_or_nul(html, at);
  return !c || c == '>' || (c == '/' && at_or_nul(html, at + 1) == '>');
}

/* The place behind a value that begins at `at`, which gets where its text lies. */
static ptrdiff_t skip_value(vb_str html, ptrdiff_t at, vb_span *value) {
  char quote = at_or_nul(html, at);
  if (quote == '"' || quote == '\'') {
    ptrdiff_t close = vb_str_find_char(html, quote, at + 1);
    *value = (vb_span){at + 1, close < 0 ? html.n : close};
    return close < 0 ? html.n : close + 1;
  }
  value->start = at;
  while (at < html.n && !is_blank(html.p[at]) && html.p[at] != '>') at++;
  value->end = at;
  return at;
}

/* "application/ld+json", whose plus may be a reference: "ld&#x2B;json". */
static bool is_json_ld(vb_str type) {
  ptrdiff_t at = vb_str_find_nocase(type, VB_S("ld"), 0);
  return at >= 0 && vb_str_find_nocase(type, VB_S("json"), at) >= 0;
}

/* The address or the relation of a link to the page of an author. */
static bool may_name_author(vb_str value) {
  static const char *const words[] = {"author", "contributor", "writer", "reporter"};
  for (ptrdiff_t at = 0; at < value.n; at++) {
    if (!vb_is_alpha(value.p[at]) || (at && vb_is_alpha(value.p[at - 1]))) continue;
    for (size_t i = 0; i < sizeof words / sizeof *words; i++)
      if (vb_to_lower(value.p[at]) == words[i][0] &&
          vb_str_starts_nocase(vb_str_slice(value, at, value.n), vb_str_from(words[i])))
        return true;
  }
  return false;
}

static bool is_wanted(vb_str element, vb_str name, vb_str value) {
  vb_attribute which = vb_attribute_named(name);
  if (which == VB_N_ATTRIBUTES) return false;
  bool of_link = which == VB_ATTRIBUTE_REL || which == VB_ATTRIBUTE_HREF;
  if (of_link && vb_str_eq_nocase(element, VB_S("a"))) return may_name_author(value);
  if (which == VB_ATTRIBUTE_STYLE) return vb_str_find_nocase(value, VB_S("none"), 0) >= 0;
  if (which == VB_ATTRIBUTE_ITEMTYPE) return vb_str_find(value, VB_S("Comment"), 0) >= 0;
  const char *of = attributes[which].element;
  return !of || vb_str_eq_nocase(element, vb_str_from(of));
}

/* Leaves an attribute out, with the blanks behind it if there are some before it. */
static void drop_attribute(sieve *s, ptrdiff_t start, ptrdiff_t end) {
  char before = s->from == start ? s->to[-1] : s->html.p[start - 1];
  if (!is_blank(before))
    while (end > start && is_blank(s->html.p[end - 1])) end--;
  drop(s, start, end);
}

/* An attribute at `at`, which ends no tag; returns the place of the next. */
static ptrdiff_t sift_attribute(sieve *s, vb_str element, ptrdiff_t at) {
  vb_str html = s->html;
  ptrdiff_t start = at, end = skip_name(html, at);
  if (!begins_name(html.p[at])) { /* no name: up to a blank */
    while (!ends_tag(html, at) && !is_blank(html.p[at])) at++;
    at = skip_blanks(html, at);
    drop_attribute(s, start, at);
    return at;
  }
  vb_span value = {0};
  at = skip_blanks(html, end);
  if (at_or_nul(html, at) == '=') at = skip_value(html, skip_blanks(html, at + 1), &value);
  at = skip_blanks(html, at);
  vb_str name = vb_str_slice(html, start, end);
  vb_str text = vb_str_slice(html, value.start, value.end);
  if (!is_wanted(element, name, text))
    drop_attribute(s, start, at);
  else if (vb_attribute_named(name) == VB_ATTRIBUTE_TYPE)
    s->json_ld |= is_json_ld(text);
  return at;
}

/* Browsers end "<!-->" at once, libxml2 with the next comment: it gets an instruction that says
 * nothing. */
static ptrdiff_t replace_comment(sieve *s, ptrdiff_t start, ptrdiff_t end) {
  static const char nothing[] = "<?x?>";
  drop(s, start, end);
  memcpy(s->to, nothing, sizeof nothing - 1);
  s->to += sizeof nothing - 1;
  return end;
}

/* A comment whose text begins at `at`; returns the place behind it.  An empty one stays: what
 * stands before and behind it must not become markup. */
static ptrdiff_t sift_comment(sieve *s, ptrdiff_t at) {
  vb_str html = s->html;
  ptrdiff_t start = at, open = at - 4;
  if (at_or_nul(html, at) == '>') return replace_comment(s, open, at + 1);
  if (at_or_nul(html, at) == '-' && at_or_nul(html, at + 1) == '>')
    return replace_comment(s, open, at + 2);
  for (; (at = vb_str_find(html, VB_S("--"), at)) >= 0; at++) {
    ptrdiff_t end = at + 2 + (at_or_nul(html, at + 2) == '!');
    if (at_or_nul(html, end) != '>') continue;
    drop(s, start, at);
    return end + 1;
  }
  drop(s, start, html.n);
  return html.n;
}

/* The place of the tag that closes a script or style, which is no markup itself; -1 if none does.
 */
static ptrdiff_t skip_raw(vb_str html, vb_str name, ptrdiff_t at) {
  for (; (at = vb_str_find(html, VB_S("</"), at)) >= 0; at += 2) {
    vb_str close = vb_str_slice(html, at + 2, at + 2 + name.n);
    if (vb_str_eq_nocase(close, name) && !is_name(at_or_nul(html, at + 2 + name.n))) return at;
  }
  return -1;
}

/* 0: a script, 1: a style, whose content is no markup; -1: another element. */
static int raw_kind(vb_str name) {
  return vb_str_eq_nocase(name, VB_S("script"))  ? 0
         : vb_str_eq_nocase(name, VB_S("style")) ? 1
                                                 : -1;
}

/* Behind the '<' of a tag that opens an element; returns the place behind what it holds, if it is
 * raw text, or behind the tag. */
static ptrdiff_t sift_tag(sieve *s, ptrdiff_t at) {
  vb_str html = s->html;
  ptrdiff_t name_end = skip_name(html, at);
  vb_str name = vb_str_slice(html, at, name_end);
  at = skip_blanks(html, name_end);
  s->json_ld = false;
  while (!ends_tag(html, at)) at = sift_attribute(s, name, at);
  bool closed = at_or_nul(html, at) == '/';
  ptrdiff_t tag_end = at < html.n ? at + 1 + closed : at;
  int raw = raw_kind(name);
  if (closed || raw < 0 || s->unended[raw]) return tag_end;
  ptrdiff_t end = skip_raw(html, name, tag_end);
  s->unended[raw] = end < 0;
  if (end < 0) return tag_end; /* the parser will find something to end it */
  if (!s->json_ld) drop(s, tag_end, end);
  return end;
}

/* Of the blanks behind a tag one is as good as many. */
static ptrdiff_t sift_blanks(sieve *s, ptrdiff_t at) {
  ptrdiff_t end = skip_blanks(s->html, at);
  if (end > at + 1) drop(s, at + 1, end);
  return end;
}

/* Declarations and instructions end with the next '>', whatever stands in them; other marks behind
 * '<' are text. */
static ptrdiff_t skip_declaration(vb_str html, ptrdiff_t at) {
  vb_str rest = vb_str_slice(html, at, html.n);
  char c = at_or_nul(html, at + 2);
  bool instruction = rest.p[1] == '?' && (vb_is_alpha(c) || c == '_' || c == ':');
  if (!instruction && !vb_str_starts_nocase(rest, VB_S("<!doctype"))) return at + 1;
  ptrdiff_t end = vb_str_find_char(html, '>', at);
  return end < 0 ? html.n : end + 1;
}

vb_str vb_sift_markup(vb_str html, vb_arena *out) {
  if (!html.n) return html;
  char *copy = vb_arena_alloc_raw(out, 1, 1, html.n);
  sieve s = {.html = html, .to = copy};
  for (ptrdiff_t at = 0; (at = vb_str_find_char(html, '<', at)) >= 0;) {
    char c = at_or_nul(html, at + 1);
    if (vb_is_alpha(c)) {
      at = sift_blanks(&s, sift_tag(&s, at + 1));
    } else if (c == '!' && vb_str_starts(vb_str_slice(html, at, html.n), VB_S("<!--"))) {
      at = sift_comment(&s, at + 4);
    } else if (c == '/' && begins_name(at_or_nul(html, at + 2))) {
      ptrdiff_t end = vb_str_find_char(html, '>', at);
      at = end < 0 ? html.n : sift_blanks(&s, end + 1);
    } else {
      at = c == '!' || c == '?' ? skip_declaration(html, at) : at + 1;
    }
  }
  drop(&s, html.n, html.n + 1);
  return (vb_str){copy, s.to - copy};
}
