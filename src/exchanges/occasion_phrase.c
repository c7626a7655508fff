/* An occasion's words, without the titles before names: "demise of leader Kim Tae Un" and "demise
 * of Kim Tae Un" are one. */
#include "exchanges/sentence.h"

/* Where the name of the person who is mentioned at i begins, if a title stands before it; i itself
 * otherwise.  *end gets the token behind the mention. */
static ptrdiff_t skip_titles(const vb_words *words, vb_tokens t, ptrdiff_t i, ptrdiff_t behind,
                             ptrdiff_t *end, vb_arena scratch) {
  vb_mention m;
  *end = i + 1;
  if (!vb_mention_parse(words, t, i, behind, false, &m, &scratch)) return i;
  if (m.tokens.end > i) *end = m.tokens.end;
  bool full = m.kind == VB_MENTION_PERSON && vb_str_find_char(m.actor.name, ' ', 0) > 0;
  for (ptrdiff_t k = i; full && k < m.tokens.end; k++)
    if (vb_str_starts(m.actor.name, t.v[k].text)) return k;
  return i;
}

vb_str vb_occasion_phrase_text(const vb_words *words, vb_tokens t, vb_token_range range,
                               vb_arena *out) {
  vb_str text = VB_S("");
  ptrdiff_t from = range.start, end;
  for (ptrdiff_t i = range.start; i < range.end; i = end) {
    ptrdiff_t name = skip_titles(words, t, i, range.end, &end, *out);
    if (name == i) continue;
    vb_str before = vb_tokens_text(t, from, i, out);
    if (before.n) text = vb_str_format(out, "%.*s%.*s ", VB_ARG(text), VB_ARG(before));
    from = name;
  }
  vb_str rest = vb_tokens_text(t, from, range.end, out);
  return text.n ? vb_str_format(out, "%.*s%.*s", VB_ARG(text), VB_ARG(rest)) : rest;
}
