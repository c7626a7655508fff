#include "article/source.h"

enum { KEY_BYTES = 48, KEY_LEAST = 4 };

/* The whole of an element whose content is no text; `at` behind its name. */
static ptrdiff_t skip_raw(vb_str source, ptrdiff_t at, vb_str end_tag) {
  ptrdiff_t end = vb_str_find_nocase(source, end_tag, at);
  if (end < 0) return source.n;
  end = vb_str_find_char(source, '>', end);
  return end < 0 ? source.n : end + 1;
}

ptrdiff_t vb_source_skip_tag(vb_str source, ptrdiff_t at) {
  vb_str rest = vb_str_slice(source, at, source.n);
  if (rest.n < 2 || rest.p[0] != '<') return at;
  if (vb_str_starts(rest, VB_S("<!--"))) {
    ptrdiff_t end = vb_str_find(source, VB_S("-->"), at + 4);
    return end < 0 ? source.n : end + 3;
  }
  if (!vb_is_alpha(rest.p[1]) && rest.p[1] != '/' && rest.p[1] != '!') return at;
  if (vb_str_starts_nocase(rest, VB_S("<script"))) return skip_raw(source, at, VB_S("</script"));
  if (vb_str_starts_nocase(rest, VB_S("<style"))) return skip_raw(source, at, VB_S("</style"));
  if (vb_str_starts_nocase(rest, VB_S("<title"))) return skip_raw(source, at, VB_S("</title"));
  ptrdiff_t end = vb_str_find_char(source, '>', at + 1);
  return end < 0 ? source.n : end + 1;
}

static bool counts(char c) { return vb_is_alpha(c) || vb_is_digit(c) || (c & 0x80); }

/* Quotation marks, dashes and such (U+2000 to U+203F), which pages write as references too. */
static bool is_mark(vb_str s, ptrdiff_t at) {
  return vb_str_starts(vb_str_slice(s, at, s.n), VB_S("\xE2\x80"));
}

static bool counts_at(vb_str s, ptrdiff_t at) { return counts(s.p[at]) && !is_mark(s, at); }

/* The next byte that counts at or behind `at`, past tags and references; source.n if there is none.
 */
static ptrdiff_t next_counting(vb_str source, ptrdiff_t at, bool markup) {
  while (at < source.n && !counts_at(source, at)) {
    ptrdiff_t behind = markup && source.p[at] == '<' ? vb_source_skip_tag(source, at) : at;
    if (markup && source.p[at] == '&') {
      ptrdiff_t end = at + 1;
      while (end < source.n && end < at + 12 && (counts(source.p[end]) || source.p[end] == '#'))
        end++;
      if (end < source.n && source.p[end] == ';') behind = end;
    }
    if (is_mark(source, at)) behind = at + 3;
    at = behind > at ? behind : at + 1;
  }
  return at;
}

static bool matches(vb_str source, ptrdiff_t at, vb_str key, bool markup) {
  for (ptrdiff_t i = 0; i < key.n; i++) {
    if (at >= source.n || source.p[at] != key.p[i]) return false;
    at = next_counting(source, at + 1, markup);
  }
  return true;
}

static vb_str key_of(vb_str text, char key[KEY_BYTES]) {
  ptrdiff_t n = 0;
  for (ptrdiff_t i = 0; i < text.n && n < KEY_BYTES; i++) {
    if (is_mark(text, i))
      i += 2;
    else if (counts(text.p[i]))
      key[n++] = text.p[i];
  }
  return (vb_str){key, n};
}

ptrdiff_t vb_source_find(vb_str source, vb_str text, bool markup, ptrdiff_t from) {
  char bytes[KEY_BYTES];
  vb_str key = key_of(text, bytes);
  if (key.n < KEY_LEAST) return from;
  ptrdiff_t at = next_counting(source, from, markup);
  while (at < source.n) {
    if (source.p[at] == key.p[0] && matches(source, at, key, markup)) return at;
    at = next_counting(source, at + 1, markup);
  }
  return from;
}
