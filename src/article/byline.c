#include "article/byline.h"

#include "article/dateline.h"
#include "article/writer.h"
#include "base/utf8.h"

enum { LONGEST = 200 };

static bool is_mark(char c) {
  return c == ' ' || c == ',' || c == ';' || c == ':' || c == '|' || c == '-' || c == '"';
}

static vb_str trim_marks(vb_str s) {
  while (s.n && is_mark(s.p[0])) s = vb_str_slice(s, 1, s.n);
  while (s.n && is_mark(s.p[s.n - 1])) s.n--;
  return s;
}

/* "By Ann Other" without "By". */
static vb_str without_label(const vb_article_grammar *g, vb_str s, vb_arena scratch) {
  ptrdiff_t end = 0;
  vb_str head = vb_str_slice(s, 0, vb_utf8_back(s, 40));
  const vb_dict_entry *e = vb_dict_prefix(&g->labels, vb_utf8_fold(&scratch, head), &end);
  bool label = e && e->value == VB_LABEL_BYLINE && end < s.n && is_mark(s.p[end]);
  return label ? trim_marks(vb_str_slice(s, end, s.n)) : s;
}

/* What is behind a sign that never stands inside a name is something else. */
static vb_str up_to_sign(vb_str s) {
  vb_str rest = s, part = trim_marks(vb_writer_part(&rest));
  return part.n ? part : trim_marks(s);
}

/* Whether a part between commas is a role: "our correspondent", all words small. */
static bool is_role(vb_str part) {
  int len;
  bool begins = true, spaced = false;
  for (ptrdiff_t i = 0; i < part.n; i += len) {
    int32_t c = vb_utf8_decode(part, i, &len);
    if (begins && (vb_utf8_is_upper(c) || vb_utf8_is_cjk(c) || !vb_utf8_is_letter(c))) return false;
    begins = c == ' ';
    spaced |= begins;
  }
  return spaced;
}

/* "Ann Other, our correspondent" without the role; the outlet's name behind a name goes too. */
static vb_str without_ends(vb_str s, vb_str outlet) {
  for (ptrdiff_t at = s.n - 1; at > 0; at--) {
    if (s.p[at] != ',') continue;
    vb_str part = trim_marks(vb_str_slice(s, at, s.n));
    if (!is_role(part) && !(outlet.n && vb_str_eq_nocase(part, outlet))) break;
    s = trim_marks(vb_str_slice(s, 0, at));
    at = s.n;
  }
  return s;
}

static vb_str names_of(const vb_article_grammar *g, vb_str s, vb_str outlet, vb_arena scratch) {
  s = up_to_sign(without_label(g, trim_marks(s), scratch));
  vb_str names = without_ends(s, outlet);
  return names.n ? names : s;
}

/* How well it names somebody: 2 a name, 1 an account or the outlet, 0 nobody. */
static int worth(const vb_article_grammar *g, vb_str s, vb_str outlet, vb_arena scratch) {
  bool letters = false, upper = false, space = false;
  int len;
  if (!s.n || s.n > LONGEST || vb_str_starts_nocase(s, VB_S("http"))) return 0;
  for (ptrdiff_t i = 0; i < s.n; i += len) {
    int32_t c = vb_utf8_decode(s, i, &len);
    letters |= vb_utf8_is_letter(c);
    upper |= vb_utf8_is_upper(c) || vb_utf8_is_cjk(c);
    space |= c == ' ' || vb_utf8_is_cjk(c);
  }
  if (!letters || vb_str_find_char(s, '@', 0) >= 0) return 0;
  bool site = vb_str_find_char(s, '.', 0) > 0 && !space;
  bool itself = outlet.n && vb_str_eq_nocase(s, outlet);
  if (vb_agency_named(g, s, scratch).n) return 2;
  return site || itself || !upper ? 1 : 2;
}

static ptrdiff_t best_named(const vb_article_grammar *g, const vb_facts *facts, vb_str outlet,
                            vb_arena scratch) {
  ptrdiff_t best = -1;
  int best_worth = 0;
  for (ptrdiff_t i = 0; i < facts->clues.n; i++) {
    const vb_clue *c = &facts->clues.v[i];
    if (c->fact != VB_FACT_BYLINE) continue;
    int w = worth(g, names_of(g, c->value, outlet, scratch), outlet, scratch);
    if (w > best_worth || (w && w == best_worth && c->rank < facts->clues.v[best].rank))
      best = i, best_worth = w;
  }
  return best;
}

/* The names that the believed source and its equals tell: one meta element for each author. */
static vb_str all_of_source(const vb_article_grammar *g, vb_facts *facts, ptrdiff_t best,
                            vb_str outlet, vb_arena scratch) {
  const vb_clue *b = &facts->clues.v[best];
  vb_str all = names_of(g, b->value, outlet, scratch);
  for (ptrdiff_t i = best + 1; b->kind == VB_FROM_META && i < facts->clues.n; i++) {
    const vb_clue *c = &facts->clues.v[i];
    if (c->fact != VB_FACT_BYLINE || !vb_str_eq(c->source, b->source)) continue;
    vb_str more = names_of(g, c->value, outlet, scratch);
    if (worth(g, more, outlet, scratch) == 2)
      all = vb_str_format(facts->out, "%.*s, %.*s", VB_ARG(all), VB_ARG(more));
  }
  return all;
}

vb_str vb_byline_choose(const vb_article_grammar *grammar, vb_facts *facts, vb_str outlet,
                        vb_arena scratch) {
  ptrdiff_t best = best_named(grammar, facts, outlet, scratch);
  vb_str byline = {0};
  if (best >= 0) byline = all_of_source(grammar, facts, best, outlet, scratch);
  vb_clue_judge(&facts->clues, VB_FACT_BYLINE, best, VB_S("the most trusted that names somebody"),
                facts->out, scratch);
  return byline;
}
