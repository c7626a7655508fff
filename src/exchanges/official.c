/* Official: which of the exchanges found count.
 *
 * A side must be somebody: "participants", "political parties" and "members" are nobody unless it
 * is told of what or of where.  And one of the two must be an official, an organisation or a
 * country: letters between two private persons are none of the ledger's business. */
#include "exchanges/find.h"

static bool has_capital(vb_str s) {
  for (ptrdiff_t i = 1; i < s.n; i++)
    if (vb_is_upper(s.p[i])) return true;
  return false;
}

/* The head of the noun phrase: "members" of "members of the delegation". */
static vb_str head_of(vb_str s) {
  ptrdiff_t of = vb_str_find(s, VB_S(" of "), 0);
  if (of > 0) s = vb_str_slice(s, 0, of);
  ptrdiff_t blank = s.n;
  while (blank > 0 && s.p[blank - 1] != ' ') blank--;
  return vb_str_slice(s, blank, s.n);
}

static bool is_plural(const vb_finder *f, vb_str s, uint32_t class, vb_arena scratch) {
  const vb_words *w = f->grammar->words;
  vb_str head = head_of(s);
  vb_tokens t = vb_tokens_make(w->abbreviations, head, &scratch);
  vb_phrase_match m = vb_words_at(w, t, 0, t.n, class);
  const vb_table *table = class == VB_WORD_OFFICE ? w->offices : w->organisations;
  vb_str singular = {0};
  if (m.n_tokens) singular = vb_table_field(table, m.payload, 0);
  bool known = m.n_tokens && vb_str_eq_nocase(singular, head);
  return !known && head.n > 1 && head.p[head.n - 1] == 's';
}

/* One word, as it could be said of any: the party, the delegation.  An abbreviation is a name. */
static bool is_any_group(const vb_finder *f, vb_str organisation, vb_arena scratch) {
  if (has_capital(organisation)) return false;
  return vb_str_find_char(organisation, ' ', 0) < 0 ||
         is_plural(f, organisation, VB_WORD_ORGANISATION, scratch);
}

static bool is_nobody(const vb_finder *f, const vb_actor *a, vb_arena scratch) {
  if (a->name.n || a->country.n) return false;
  if (a->organisation.n) return is_any_group(f, a->organisation, scratch);
  return a->office.n && !has_capital(a->office) && is_plural(f, a->office, VB_WORD_OFFICE, scratch);
}

static bool is_official(vb_actors side) {
  for (ptrdiff_t i = 0; i < side.n; i++)
    if (side.v[i].office.n || side.v[i].organisation.n || side.v[i].country.n) return true;
  return false;
}

/* The senders without those who are nobody; false if nobody else is left. */
static bool drop_nobodies(const vb_finder *f, vb_actors *side, vb_arena scratch) {
  vb_actors kept = {0};
  for (ptrdiff_t i = 0; i < side->n; i++)
    if (!is_nobody(f, &side->v[i], scratch)) *vb_push(f->out, &kept) = side->v[i];
  if (kept.n < side->n) *side = kept;
  return kept.n > 0;
}

void vb_officials_keep(vb_finder *f, vb_arena scratch) {
  vb_exchanges *found = &f->found;
  ptrdiff_t *at = VB_NEW_N(&scratch, ptrdiff_t, found->n + 1); /* where each has gone, or -1 */
  ptrdiff_t n = 0;
  for (ptrdiff_t i = 0; i < found->n; i++) {
    vb_exchange x = found->v[i];
    bool formal = vb_str_eq(x.pattern, vb_str_from(VB_DOCUMENT));
    bool kept =
        drop_nobodies(f, &x.from, scratch) && (is_official(x.from) || is_official(x.to) || formal);
    at[i] = kept ? n : -1;
    if (kept) found->v[n++] = x;
  }
  found->n = n;
  for (ptrdiff_t i = 0; i < n; i++)
    if (found->v[i].answers >= 0) found->v[i].answers = (int)at[found->v[i].answers];
}
