#include "article/script.h"

#include "article/dates.h"

enum { LONGEST_DAY = 40 };

/* Behind the quotation mark at `at`: `"`, `\"`, `'`, `&quot;`; `at` itself if there is none. */
static ptrdiff_t behind_quote(vb_str s, ptrdiff_t at) {
  static const char *const marks[] = {"\"", "\\\"", "'", "&quot;", "\\u0022"};
  vb_str rest = vb_str_slice(s, at, at + 8 < s.n ? at + 8 : s.n);
  for (size_t i = 0; i < sizeof marks / sizeof *marks; i++)
    if (vb_str_starts(rest, vb_str_from(marks[i]))) return at + vb_str_from(marks[i]).n;
  return at;
}

static ptrdiff_t skip_blanks(vb_str s, ptrdiff_t at) {
  while (at < s.n && s.p[at] == ' ') at++;
  return at;
}

static bool is_word(char c) { return vb_is_alpha(c) || vb_is_digit(c) || c == '_' || c == '-'; }

/* The day that stands behind the name that ends at `at`; p == NULL: none. */
static vb_str value_behind(vb_str s, ptrdiff_t at) {
  at = skip_blanks(s, behind_quote(s, at));
  if (at >= s.n || s.p[at] != ':') return (vb_str){0};
  at = skip_blanks(s, at + 1);
  ptrdiff_t start = behind_quote(s, at), end = start;
  while (end < s.n && end - start < LONGEST_DAY &&
         (vb_is_digit(s.p[end]) || vb_is_alpha(s.p[end]) ||
          vb_str_find_char(VB_S("-:+. ,/"), s.p[end], 0) >= 0))
    end++;
  return start > at ? vb_str_slice(s, start, end) : (vb_str){0};
}

/* The day that stands under a name wherever it is used; unknown if there are several. */
static vb_date only_day(const vb_article_grammar *g, vb_str page, vb_str name, vb_str *value) {
  vb_date only = {0};
  for (ptrdiff_t at = 0; (at = vb_str_find(page, name, at)) >= 0; at += name.n) {
    if (at && is_word(page.p[at - 1])) continue;
    vb_str told = value_behind(page, at + name.n);
    vb_date day = told.n ? vb_dates_parse(g, told) : (vb_date){0};
    if (!vb_date_known(day)) continue;
    if (vb_date_known(only) && vb_date_to_days(only) != vb_date_to_days(day)) return (vb_date){0};
    if (!vb_date_known(only)) only = day, *value = told;
  }
  return only;
}

void vb_script_tell(const vb_article_grammar *grammar, vb_str page, vb_facts *facts,
                    vb_arena scratch) {
  for (ptrdiff_t i = 0; i < grammar->script_names.n; i++) {
    vb_str name = grammar->script_names.v[i], value = {0};
    if (!vb_date_known(only_day(grammar, page, name, &value))) continue;
    vb_arena local = scratch;
    vb_facts_tell(grammar, facts, VB_FACT_PUBLISHED, VB_FROM_SCRIPT, (int)i, value,
                  vb_str_format(&local, "script %.*s", VB_ARG(name)));
  }
}
