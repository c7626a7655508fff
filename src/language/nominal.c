#include "language/nominal.h"

#include <string.h>

/* " | "-free text of a range, as printed. */
vb_str vb_tokens_text(vb_tokens tokens, ptrdiff_t start, ptrdiff_t end, vb_arena *out) {
  if (start >= end) return (vb_str){0};
  const char *p = tokens.v[start].text.p;
  ptrdiff_t n = tokens.v[end - 1].span.end - tokens.v[start].span.start;
  char *copy = vb_arena_alloc_raw(out, 1, 1, n);
  ptrdiff_t used = 0;
  for (ptrdiff_t i = 0; i < n; i++) {
    bool space = vb_is_space(p[i]);
    if (space && used && copy[used - 1] == ' ') continue;
    copy[used++] = space ? ' ' : p[i];
  }
  return (vb_str){copy, used};
}

vb_str vb_np_country_code(const vb_np *p, vb_phrase_match m) {
  return vb_table_field(p->words->countries, m.payload, p->words->country_code);
}

/* "An Tong": before a consonant "an" is no article, so that it is a name. */
bool vb_np_is_name_an(const vb_np *p, ptrdiff_t i) {
  if (!is(p, i, VB_S("an")) || !is_capital(p, i) || !is_capital(p, i + 1)) return false;
  const vb_token *next = at(p, i + 1);
  bool spelled = next->flags & VB_TOKEN_ALL_CAPS || next->text.n < 2; /* an FM station */
  return !spelled && next->text.p[1] != '.' && !strchr("aeiouh", next->fold.p[0]);
}

/* [the] [Kingdom of] Country.  *code gets the ISO code. */
ptrdiff_t vb_np_country(const vb_np *p, ptrdiff_t i, vb_str *code) {
  if (is(p, i, VB_S("the"))) i++;
  vb_phrase_match state = match(p, i, VB_WORD_STATE);
  if (state.n_tokens && is(p, i + state.n_tokens, VB_S("of"))) {
    ptrdiff_t behind = vb_np_country(p, i + state.n_tokens + 1, code);
    if (behind > 0) return behind;
  }
  vb_phrase_match m = match(p, i, VB_WORD_COUNTRY);
  if (!m.n_tokens) return -1;
  *code = vb_np_country_code(p, m);
  return i + m.n_tokens;
}
