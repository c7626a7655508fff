/* Spreading: one plural noun, several organisations ("embassies of Cuba, Laos and Vietnam"). */
#include "language/nominal.h"

enum { MAX_PLACES = 64, PLACE_WORDS = 3 };

typedef struct {
  ptrdiff_t start, end; /* of the plural noun */
  vb_str singular;
} plural_head;

/* Is the match at i the plural of its row? */
static bool is_plural(const vb_np *p, ptrdiff_t i, vb_phrase_match m, vb_str *singular) {
  const vb_table *t = p->words->organisations;
  vb_str plural = vb_table_field(t, m.payload, vb_table_column(t, "plural"));
  *singular = vb_table_field(t, m.payload, vb_table_column(t, "head"));
  vb_arena scratch = *p->out;
  vb_str told = vb_tokens_text(p->t, i, i + m.n_tokens, &scratch);
  return plural.n && vb_str_eq_nocase(plural, told);
}

/* The plural noun before "in" or "of"; false if the mention has none. */
static bool find_head(const vb_np *p, const vb_mention *m, plural_head *head) {
  for (ptrdiff_t i = m->tokens.start; i < m->tokens.end; i++) {
    vb_phrase_match org = match(p, i, VB_WORD_ORGANISATION);
    if (!org.n_tokens) continue;
    ptrdiff_t behind = i + org.n_tokens;
    if (!is(p, behind, VB_S("in")) && !is(p, behind, VB_S("of"))) {
      i = behind - 1;
      continue;
    }
    *head = (plural_head){.start = i, .end = behind};
    return is_plural(p, i, org, &head->singular);
  }
  return false;
}

/* A country, or a short run of capitals that is nothing else. */
static ptrdiff_t parse_place(const vb_np *p, ptrdiff_t i, vb_str *country) {
  ptrdiff_t behind = vb_np_country(p, i, country);
  if (behind > 0) return is(p, behind, VB_S("'s")) ? -1 : behind;
  uint32_t other = VB_WORD_NEVER_NAME | VB_WORD_OFFICE | VB_WORD_ORGANISATION | VB_WORD_PARTY |
                   VB_WORD_DEMONYM | VB_WORD_HONORIFIC;
  ptrdiff_t k = i;
  while (k < i + PLACE_WORDS && is_capital(p, k) && !is_class(p, k, other)) k++;
  if (k == i || is_capital(p, k) || is(p, k, VB_S("'s")) || is(p, k, VB_S("of"))) return -1;
  return k;
}

/* What stands before the noun and tells the organisations from others: "regional". */
static ptrdiff_t kind_start(const vb_np *p, const vb_mention *m) {
  return vb_np_determiner(p, m->tokens.start);
}

/* "Organisations of Cuba and Laos" is a group of nobody knows whom; "embassies of", or any that
 * belong to somebody or are of a kind, are what they are called. */
static bool tells_which(const vb_np *p, const vb_mention *m, const plural_head *head,
                        const vb_actor *owner, vb_str kind) {
  bool of_kind = kind_start(p, m) < head->start;
  bool owned = owner && owner->organisation.n;
  return of_kind || owned || vb_str_eq(kind, VB_S("government"));
}

static void add_one(const vb_np *p, const vb_mention *m, const plural_head *head,
                    vb_token_range place, vb_str country, const vb_actor *owner,
                    vb_mentions *list) {
  vb_mention one = {.tokens = place, .kind = VB_MENTION_ORGANISATION};
  vb_str kind = text(p, kind_start(p, m), head->start);
  vb_str where = text(p, head->end, head->end + 1), name = text(p, place.start, place.end);
  vb_str gap = kind.n ? VB_S(" ") : VB_S("");
  one.actor.organisation =
      vb_str_format(p->out, "%.*s%.*s%.*s %.*s %.*s", VB_ARG(kind), VB_ARG(gap),
                    VB_ARG(head->singular), VB_ARG(where), VB_ARG(name));
  one.actor.country = country;
  if (owner && owner->organisation.n && vb_str_eq(where, VB_S("in"))) {
    one.actor.organisation = vb_str_format(
        p->out, "%.*s of the %.*s", VB_ARG(one.actor.organisation), VB_ARG(owner->organisation));
    if (owner->country.n) one.actor.country = owner->country; /* places share names */
  }
  *vb_push(p->out, list) = one;
}

/* Collects the places up to the one behind "and"; returns the position behind it, -1 without. */
static ptrdiff_t parse_places(const vb_np *p, ptrdiff_t i, vb_token_range *places,
                              vb_str *countries, int *n) {
  for (bool last = false; *n < MAX_PLACES; (*n)++) {
    if (is(p, i, VB_S("the"))) i++;
    ptrdiff_t behind = parse_place(p, i, &countries[*n]);
    if (behind < 0) return -1;
    places[*n] = (vb_token_range){i, behind};
    i = behind;
    if (last) return (*n)++, i;
    if (is(p, i, VB_S(","))) i++;
    last = is(p, i, VB_S("and"));
    if (last) i++;
  }
  return -1;
}

/* "Leaders of Cuba and Laos": one group, of several places. */
static ptrdiff_t spread_holders(const vb_np *p, const vb_mention *m, vb_mentions *list) {
  ptrdiff_t of = m->tokens.end - 1;
  while (of > m->tokens.start && !is(p, of, VB_S("of"))) of--;
  vb_str noun = at(p, of - 1)->fold;
  bool plural = of > m->tokens.start && noun.n > 1 && noun.p[noun.n - 1] == 's';
  vb_token_range places[MAX_PLACES];
  vb_str countries[MAX_PLACES] = {{0}};
  int n = 0;
  ptrdiff_t behind = plural ? parse_places(p, of + 1, places, countries, &n) : -1;
  if (behind < 0 || !countries[n - 1].n) return -1;
  vb_mention group = {.tokens = {m->tokens.start, behind}, .kind = VB_MENTION_HOLDER};
  group.actor.office = text(p, kind_start(p, m), behind);
  *vb_push(p->out, list) = group;
  return behind;
}

ptrdiff_t vb_mention_spread(const vb_words *words, vb_tokens tokens, ptrdiff_t end,
                            const vb_mention *mention, const vb_actor *owner, vb_mentions *list,
                            vb_arena *out) {
  vb_np p = {words, tokens, end, out};
  plural_head head;
  if (mention->kind == VB_MENTION_HOLDER) return spread_holders(&p, mention, list);
  if (mention->kind != VB_MENTION_ORGANISATION || !find_head(&p, mention, &head)) return -1;
  vb_phrase_match org = match(&p, head.start, VB_WORD_ORGANISATION);
  vb_str kind = vb_table_field(words->organisations, org.payload,
                               vb_table_column(words->organisations, "kind"));
  bool which = tells_which(&p, mention, &head, owner, kind);
  vb_token_range places[MAX_PLACES];
  vb_str countries[MAX_PLACES] = {{0}};
  int n = 0;
  ptrdiff_t behind = parse_places(&p, head.end + 1, places, countries, &n);
  if (behind < 0) return -1;
  if (!which) { /* one group, of several places */
    vb_mention group = {.tokens = {mention->tokens.start, behind}, .kind = VB_MENTION_ORGANISATION};
    group.actor.organisation = text(&p, kind_start(&p, mention), behind);
    *vb_push(out, list) = group;
  }
  for (int i = 0; which && i < n; i++)
    add_one(&p, mention, &head, places[i], countries[i], owner, list);
  return behind;
}
