#include "article/site_name.h"

#include "base/utf8.h"

enum { SITE_WORDS = 5, TITLE_WORDS = 4 };

static int count_words(vb_str s) {
  int n = 0;
  for (ptrdiff_t i = 0; i < s.n; i++) n += s.p[i] != ' ' && (!i || s.p[i - 1] == ' ');
  return n;
}

/* " | ", " - ", " – ", " — ", " :: ", " « " at `at`: its length, else 0. */
ptrdiff_t vb_site_name_separator(vb_str s, ptrdiff_t at) {
  static const char *const all[] = {
      " | ",        " - ",        " \xE2\x80\x93 ", " \xE2\x80\x94 ", " :: ",
      " \xC2\xAB ", " \xC2\xBB ", " \xE2\x80\xA2 ", " \xC2\xB7 ",     " \xEF\xBD\x9C "};
  vb_str rest = vb_str_slice(s, at, s.n);
  for (size_t i = 0; i < sizeof all / sizeof *all; i++)
    if (vb_str_starts(rest, vb_str_from(all[i]))) return (ptrdiff_t)vb_str_from(all[i]).n;
  return 0;
}

static bool is_site(vb_str part, vb_str outlet, vb_arena scratch) {
  if (!outlet.n) return false;
  vb_str a = vb_utf8_fold(&scratch, part), b = vb_utf8_fold(&scratch, outlet);
  return vb_str_find(a, b, 0) >= 0 || vb_str_find(b, a, 0) >= 0;
}

/* A heading of the page that says exactly this. */
static bool is_heading(vb_str part, const vb_page *page, vb_arena scratch) {
  vb_str wanted = vb_utf8_fold(&scratch, part);
  for (ptrdiff_t i = 0; i < page->blocks.n; i++) {
    const vb_block *b = &page->blocks.v[i];
    if (b->kind != VB_BLOCK_HEADING || b->text.n > part.n * 2 + 20) continue;
    vb_arena local = scratch;
    if (vb_str_eq(vb_utf8_fold(&local, b->text), wanted)) return true;
  }
  return false;
}

static bool has_separator(vb_str s) {
  for (ptrdiff_t i = 0; i < s.n; i++)
    if (vb_site_name_separator(s, i)) return true;
  return false;
}

/* A sign between a title and a name, or a blank.  U+3163 is a Korean vowel that stands for a bar.
 */
static bool is_sign(int32_t c) {
  switch (c) {
  case ' ':
  case '-':
  case '|':
  case ':':
  case '_':
  case '~':
  case '/':
  case 0xA0:
  case 0xAB:
  case 0xB7:
  case 0xBB:
  case 0x2013:
  case 0x2014:
  case 0x2022:
  case 0x2039:
  case 0x203A:
  case 0x3163:
  case 0xFF0D:
  case 0xFF5C: return true;
  default: return false;
  }
}

bool vb_site_name_adds_section(vb_str whole, vb_str part) {
  enum { SECTION_WORDS = 2 };
  if (!part.n || part.n >= whole.n || !vb_str_starts(whole, part)) return false;
  ptrdiff_t at = part.n;
  bool signs = false;
  for (int len; at < whole.n; at += len) {
    int32_t c = vb_utf8_decode(whole, at, &len);
    if (!is_sign(c)) break;
    signs |= c != ' ' && c != 0xA0 && c != ':';
  }
  return signs && count_words(vb_str_slice(whole, at, whole.n)) <= SECTION_WORDS;
}

/* "Envoys meet-World" without "World" and what stands before it; the title as it is if `name` does
 * not end it. */
static vb_str without_end(vb_str title, vb_str name, vb_arena scratch) {
  vb_str tail = vb_str_slice(title, title.n - name.n, title.n);
  if (!name.n || name.n >= title.n || (title.p[title.n - name.n] & 0xC0) == 0x80) return title;
  vb_arena other = scratch;
  other.end = scratch.beg = scratch.beg + (scratch.end - scratch.beg) / 2;
  if (!vb_str_eq(vb_utf8_fold(&scratch, tail), vb_utf8_fold(&other, name))) return title;
  ptrdiff_t end = title.n - name.n, start = end;
  while (start > 0) {
    int len;
    ptrdiff_t before = vb_utf8_back(title, start - 1);
    if (!is_sign(vb_utf8_decode(title, before, &len))) break;
    start = before;
  }
  bool apart = start < end && !(end - start == 1 && title.p[start] == ' ');
  return apart && count_words(vb_str_slice(title, 0, start)) >= 2 ? vb_str_slice(title, 0, start)
                                                                  : title;
}

vb_str vb_site_name_strip(vb_str title, vb_str outlet, vb_str section, const vb_page *page,
                          vb_arena scratch) {
  if (is_heading(title, page, scratch)) return title;
  vb_str plain = without_end(title, outlet, scratch);
  if (plain.n < title.n) plain = without_end(plain, section, scratch);
  if (plain.n < title.n && (is_heading(plain, page, scratch) || !has_separator(plain)))
    return plain;
  ptrdiff_t first = -1, last = -1, first_length = 0, last_length = 0;
  for (ptrdiff_t i = 0; i < title.n; i++) {
    ptrdiff_t n = vb_site_name_separator(title, i);
    if (!n) continue;
    if (first < 0) first = i, first_length = n;
    last = i, last_length = n;
  }
  if (first < 0) return title;
  vb_str head = vb_str_slice(title, 0, last),
         tail = vb_str_slice(title, last + last_length, title.n);
  vb_str start = vb_str_slice(title, 0, first);
  vb_str rest = vb_str_slice(title, first + first_length, title.n);
  if (is_heading(start, page, scratch)) return start;
  if (is_heading(head, page, scratch)) return head;
  if (is_heading(rest, page, scratch)) return rest;
  if (is_site(tail, outlet, scratch)) {
    ptrdiff_t more = -1;
    for (ptrdiff_t i = 0; i < head.n; i++)
      if (vb_site_name_separator(head, i)) more = i;
    if (more > 0 && count_words(vb_str_slice(head, more, head.n)) <= 3 &&
        count_words(vb_str_slice(head, 0, more)) >= TITLE_WORDS)
      return vb_str_slice(head, 0, more); /* "Title - Section - Site" */
    return head;
  }
  if (is_site(start, outlet, scratch)) return rest;
  if (count_words(tail) <= SITE_WORDS && count_words(head) >= TITLE_WORDS &&
      count_words(tail) < count_words(head))
    return head;
  return title;
}
