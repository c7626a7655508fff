#include "trace/cited.h"

/* The run of words, the first of them with a capital. */
static bool holds(vb_folded_words words, vb_folded_words name) {
  for (ptrdiff_t i = 0; name.n && i + name.n <= words.n; i++) {
    if (words.v[i].hash != name.v[0].hash || !(words.v[i].flags & VB_FOLDED_CAPITAL)) continue;
    ptrdiff_t k = 1;
    while (k < name.n && words.v[i + k].hash == name.v[k].hash) k++;
    if (k == name.n) return true;
  }
  return false;
}

/* Do the capitals of the outlet's words spell the agency? */
static bool abbreviates(vb_str agency, vb_str outlet, vb_folded_words words) {
  ptrdiff_t n = 0;
  for (ptrdiff_t i = 0; i < words.n; i++) {
    if (!(words.v[i].flags & VB_FOLDED_CAPITAL)) continue;
    if (n >= agency.n || vb_to_lower(agency.p[n]) != vb_to_lower(outlet.p[words.v[i].start]))
      return false;
    n++;
  }
  return n > 1 && n == agency.n;
}

bool vb_cited_in(vb_folded_words words, const vb_text *text) {
  const vb_article *a = &text->article;
  if (holds(words, text->outlet)) return true;
  bool own = !a->outlet.n || vb_str_eq(a->outlet, a->agency) ||
             abbreviates(a->agency, a->outlet, text->outlet);
  return own && holds(words, text->agency);
}
