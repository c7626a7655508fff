/* Actors across the archive: who is in it, under which names.
 *
 *   tellings (name, office, country, organisation, as articles have them)
 *      |  one row for each that is told, with first and last day
 *      v
 *   actors: by the user's aliases; else one country and one name (language/names.h:
 *           the same letters, or all words of the shorter in the longer); a surname
 *           alone is the only one of its country who has it
 *
 * A name that fits two actors is an actor of its own.  Who has no name is told by
 * organisation, office or country.
 */
#ifndef VB_ANSWERS_ACTORS_H
#define VB_ANSWERS_ACTORS_H

#include "answers/party.h"
#include "archive/archive.h"

/* A name or an office, and when it was told; days are ISO 8601, {0} where none is known. */
typedef struct {
  vb_str text, first, last;
  int64_t n;
} vb_actor_telling;
VB_SLICE_TYPE(vb_actor_tellings, vb_actor_telling);

typedef struct {
  vb_actor actor;                   /* the fullest name; the country told most */
  vb_actor_tellings names, offices; /* the most told first */
  int64_t sent, received, talks;    /* exchanges: as a side of a call or a meeting, too */
  int64_t spoke;                    /* statements */
  vb_str first, last;               /* of all that */
} vb_actor_entry;
VB_SLICE_TYPE(vb_actor_entries, vb_actor_entry);

/* Those with most exchanges first, then with most statements.  `who` with p == NULL: all. */
int vb_actor_entries_of(vb_archive *archive, const vb_lexicon *lexicon, vb_str who,
                        vb_actor_entries *entries, vb_arena *out, vb_arena scratch,
                        vb_error *error);

#endif
