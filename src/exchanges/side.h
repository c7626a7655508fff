/* Sides: the parties that send, or receive, prepared for comparing.
 *
 * In: the actors of one side as reports tell them.  Out: how well two sides
 * agree.  The rules for two parties:
 *
 *   both aliased   the user's table decides (alias.h)
 *   both named     the names decide (language/names.h); the surname alone is
 *                  enough only in one country; two countries contradict.  In two
 *                  scripts a key of language/name_reading.h does, in one country
 *   one named      one country or international body, and the offices do not contradict; an
 * organisation without a name is no person none named     one country or body (or one
 * organisation), and offices, organisations agree or one side tells neither
 *
 * Offices agree when they share a rank ("president", "king"), else like
 * organisations: language/bodies.h.
 * Two sides agree when every party of the shorter list agrees with one of the
 * longer; an empty side is unknown.
 */
#ifndef VB_EXCHANGES_SIDE_H
#define VB_EXCHANGES_SIDE_H

#include "language/actor.h"
#include "language/bodies.h"
#include "language/name_reading.h"

typedef struct {
  vb_name_words names;
  const vb_name_readings *readings;
  vb_wordmap function, rank;
  vb_wordmap bodies; /* names of international bodies */
} vb_side_words;

typedef struct {
  vb_name name;      /* no words: not named */
  vb_str alias;      /* the actor by the user's table; {0}: not there */
  vb_name_keys keys; /* of the name, for one in another script */
  vb_str home;       /* the country, else the international body */
  vb_body office, organisation;
  uint64_t ranks;
  bool nameless; /* "participants", "the delegation": who they are, only the act tells */
} vb_party;

typedef struct {
  vb_party *v;
  ptrdiff_t n;
} vb_side;

enum { VB_SIDE_PARTIES = 24 }; /* further parties of a side are not compared */

typedef enum {
  VB_SIDES_DIFFER,
  VB_SIDES_UNKNOWN, /* one is empty */
  VB_SIDES_LOOSE,   /* nothing contradicts; the country agrees */
  VB_SIDES_AGREE
} vb_sides_match;

vb_side_words vb_side_words_load(const vb_lexicon *lexicon, vb_arena *out);
/* The parties read so far, by what is told of them: an archive tells most of them often. */
typedef struct vb_side_cache vb_side_cache;
/* For up to `n` sides; lives in `out`, which is also where sides are read into. */
vb_side_cache *vb_side_cache_new(ptrdiff_t n, vb_arena *out);
vb_side vb_side_read(const vb_side_words *words, vb_side_cache *cache, vb_actors actors,
                     vb_arena *out);
/* The international body that an actor without a country is, or is of: "=un"; {0} if none. */
vb_str vb_side_body(const vb_side_words *words, const vb_actor *actor, vb_arena *arena);
vb_sides_match vb_parties_compare(const vb_party *a, const vb_party *b);
vb_sides_match vb_sides_compare(vb_side a, vb_side b);
/* Is nobody of the side named, nor told by anything with a name? */
bool vb_side_is_nameless(vb_side side);

#endif
