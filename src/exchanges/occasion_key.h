/* Occasion keys: the occasion of an exchange as a stable key, so that last year's can be found.
 *
 *   founding:KP#63    birthday:mira-solen#70    national-day:RU@2024    new-year@2025
 *   ^kind    ^whose ^ordinal                                    ^year   \____ series: all before #
 * or @
 *
 * In: an exchange with its occasion as told, its sides, form, purpose and days.
 * Out: the key; {0} where the kind, or whose it is, is not known: never a guess.
 * The kinds and their words are rows of lexicon/en/occasions.tsv, whose head says
 * how each is keyed; world/national_days turns years into ordinals.
 *
 * Whose:  a country by its code, a body of world/parties by its abbreviation, a
 *         person by the folded name, a pair of countries in the order of the codes.
 *         What the words do not say is taken from the side that the occasion is
 *         of: the recipient of congratulations, the sender of thanks.
 * Year:   as told; else the year of the act; of a yearly day the one nearest to
 *         the act; none where only the day of a mention is known.
 */
#ifndef VB_EXCHANGES_OCCASION_KEY_H
#define VB_EXCHANGES_OCCASION_KEY_H

#include "exchanges/exchange.h"
#include "exchanges/occasion.h"

/* Compiled once; read only.  The lexicon must outlive it. */
typedef struct {
  const vb_table *kinds, *countries, *bodies, *days;
  vb_occasion_words words;
  vb_name_words names;
  vb_wordmap kind, country, body, office; /* 1 + row of the table */
} vb_occasion_keys;

vb_occasion_keys vb_occasion_keys_load(const vb_lexicon *lexicon, vb_arena *out);
vb_str vb_occasion_key(const vb_occasion_keys *keys, const vb_exchange *exchange, vb_arena *out,
                       vb_arena scratch);

/* All before the ordinal or year. */
vb_str vb_occasion_series(vb_str key);

/* A key, or the beginning of one, as somebody types it: "founding:KP@2011" means the same as
 * "founding:KP#63".  {0} if the text is none: its kind is no row of the lexicon. */
vb_str vb_occasion_key_typed(const vb_occasion_keys *keys, vb_str text, vb_arena *out);
/* Does `key` answer `typed`: the same kind, and what else `typed` says? */
bool vb_occasion_key_answers(vb_str typed, vb_str key);

#endif
