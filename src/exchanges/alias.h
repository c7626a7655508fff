/* Aliases: what the user knows of names and verbale cannot know.
 *
 * In: the user's table, one name of an actor a line; `#` begins a comment line.
 *
 *   actor         name          country  since  until
 *   Mira Solen    Mira Varga                    1998     her name before she married
 *   Mira Solen    M. Zyx                                 a pseudonym
 *   Jan Kade sr   Jan Kade      EE              1987     two of one name
 *   Jan Kade jr   Jan Kade      EE       1988
 *
 * The first line names the columns; country, since and until may be missing or
 * empty.  A line holds for tellings of that name whose country is that one or not
 * told, with a day from `since` to `until`; of several, the first.  Names are one
 * when they have the same letters: case, diacritics, hyphens and order are free.
 *
 * The actor's own name is one of his names, too, where no line has it.
 *
 * Tellings with one actor are one actor; with two actors, two, whatever the names
 * say.  The actor's name stands in the ledger; reports keep what they told.
 */
#ifndef VB_EXCHANGES_ALIAS_H
#define VB_EXCHANGES_ALIAS_H

#include "exchanges/exchange.h"
#include "exchanges/merge.h"

typedef struct {
  vb_str actor, name, country, since, until;
  vb_name folded; /* of name */
  ptrdiff_t ordinal;
} vb_alias;
VB_SLICE_TYPE(vb_aliases, vb_alias);

/* The rows of a file's text, in its order.  Fails naming `path` and the line. */
int vb_aliases_read(vb_str text, const char *path, vb_aliases *aliases, vb_arena *out,
                    vb_error *error);
/* Folds the names, adds the actors' own and orders the rows for looking up. */
void vb_aliases_prepare(const vb_merge_words *words, vb_aliases *aliases, vb_arena *out);
/* Does a row, of whatever country and day, have this name? */
bool vb_aliases_know(const vb_merge_words *words, const vb_aliases *aliases, vb_str name,
                     vb_arena scratch);
/* Names the actors of both sides (vb_actor.alias), and gives them a country where none is told. */
void vb_aliases_apply(const vb_merge_words *words, const vb_aliases *aliases, vb_exchange *exchange,
                      vb_arena scratch);

#endif
