/* Parties as a user names them: "Ryom", "Ryom Chol-min", "CN", "China", "Red Cross".
 *
 * A party matches when its country is the one that the words name, or when the
 * words stand, whole, in its name, organisation or office.  Case, diacritics,
 * hyphens and full stops are free.  A country's code in capitals is the country alone.
 */
#ifndef VB_ANSWERS_PARTY_H
#define VB_ANSWERS_PARTY_H

#include "language/actor.h"
#include "lexicon/lexicon.h"

typedef struct {
  vb_str words;   /* folded; p == NULL matches everything */
  vb_str country; /* ISO 3166-1 alpha-2, if the words name one */
  bool is_code;   /* the words are that code, in capitals */
} vb_party_query;

/* `text` may have p == NULL: any party. */
vb_party_query vb_party_query_of(const vb_lexicon *lexicon, vb_str text, vb_arena *out);
bool vb_party_matches(const vb_party_query *query, const vb_actor *actor, vb_arena scratch);
/* Any of them.  A query for any party matches no actors at all, too. */
bool vb_party_matches_any(const vb_party_query *query, const vb_actors *actors, vb_arena scratch);

/* "Korea": the countries that the words may mean, "KP (North Korea)" each, where they name none of
 * them alone; else nothing. */
vb_strs vb_party_countries(const vb_lexicon *lexicon, vb_str text, vb_arena *out);

/* How a table shows a party: name, else organisation, else office with country, else country. */
vb_str vb_party_label(const vb_lexicon *lexicon, const vb_actor *actor, vb_arena *out);

#endif
