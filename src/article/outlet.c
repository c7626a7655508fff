#include "article/outlet.h"

#include "article/dateline.h"
#include "base/utf8.h"

enum { LINE_BYTES = 160, NAME_BYTES = 60 };

static vb_str skip_sign(vb_str s) {
  static const char *const signs[] = {"copyright", "\xC2\xA9", "(c)", "by ", "-", ",", ":"};
  for (bool again = true; again;) {
    again = false;
    s = vb_str_trim(s);
    for (size_t i = 0; i < sizeof signs / sizeof *signs; i++)
      if (vb_str_starts_nocase(s, vb_str_from(signs[i]))) {
        s = vb_str_slice(s, vb_str_from(signs[i]).n, s.n);
        again = true;
      }
    while (s.n && vb_is_digit(s.p[0])) s = vb_str_slice(s, 1, s.n), again = true;
  }
  return s;
}

/* Who holds the copyright: "(c) 2020 Example Holdings. All rights reserved." */
static vb_str holder_in(vb_str line) {
  bool signed_ = vb_str_starts_nocase(line, VB_S("copyright")) ||
                 vb_str_starts(line, VB_S("\xC2\xA9")) || vb_str_starts_nocase(line, VB_S("(c)"));
  if (!signed_) return (vb_str){0};
  vb_str name = skip_sign(line);
  ptrdiff_t end = 0;
  while (end < name.n && name.p[end] != '.' && name.p[end] != ',' && name.p[end] != '|') end++;
  ptrdiff_t rights = vb_str_find_nocase(name, VB_S("all rights"), 0);
  if (rights >= 0 && rights < end) end = rights;
  name = vb_str_trim(vb_str_slice(name, 0, end));
  return name.n >= 3 && name.n <= NAME_BYTES ? name : (vb_str){0};
}

/* X of "X by HOLDER". */
static vb_str published_by(const vb_page *page, vb_str holder) {
  for (ptrdiff_t i = page->blocks.n - 1; i >= 0; i--) {
    vb_str s = page->blocks.v[i].text;
    if (page->blocks.v[i].main || s.n > LINE_BYTES || s.n <= holder.n + 4) continue;
    vb_str name = vb_str_slice(s, 0, s.n - holder.n - 4);
    vb_str rest = vb_str_slice(s, name.n, s.n);
    if (vb_str_starts_nocase(rest, VB_S(" by ")) &&
        vb_str_eq_nocase(vb_str_slice(rest, 4, rest.n), holder) && name.n <= NAME_BYTES)
      return name;
  }
  return (vb_str){0};
}

vb_str vb_outlet_find(const vb_article_grammar *grammar, const vb_page *page, vb_arena scratch) {
  for (ptrdiff_t i = page->blocks.n - 1; i >= 0; i--) {
    const vb_block *b = &page->blocks.v[i];
    if (b->main || b->text.n > LINE_BYTES) continue;
    vb_str holder = holder_in(b->text);
    if (!holder.n) continue;
    vb_str name = published_by(page, holder);
    if (!name.n) name = vb_agency_named(grammar, holder, scratch);
    if (name.n) return name;
  }
  return (vb_str){0};
}
