/* Actors in segmented text (segment.h): persons with their offices, organisations, countries.
 *
 *   [COUNTRY][OFFICE] NAME [TITLE]          "Swedish king Olav Berg"
 *   NAME [COUNTRY][OFFICE][TITLE]           "Olav Berg, king of Sweden", in Korean order
 *   [ORGANISATION][OFFICE] [JOINT] [OFFICE] NAME   one holder of several offices
 *   [COUNTRY] ... [ORGANISATION]            an embassy, a ministry
 *
 * A name is what no dictionary knows beside an office or a title: up to three characters behind a
 * surname, or a foreign name as far as it goes.  A first reading of the article learns its names,
 * a second finds them wherever they stand; a surname before an office ("President Kim") and an
 * office alone stand for the one person of the article that fits.
 */
#ifndef VB_LANGUAGE_SEGMENT_ACTORS_H
#define VB_LANGUAGE_SEGMENT_ACTORS_H

#include "language/mention.h"
#include "language/segment.h"

/* The tables behind the dictionary's payloads. */
typedef struct {
  const vb_dictionary *dictionary;
  const vb_table *countries, *offices;
  ptrdiff_t country_code, office_level, office_country;
  vb_strs verb_endings, short_name_countries; /* of LANGUAGE/words */
} vb_actor_words;

vb_actor_words vb_actor_words_load(const vb_lexicon *lexicon, vb_str language,
                                   vb_dictionary *dictionary, vb_arena *arena);

typedef struct {
  const vb_actor_words *words;
  vb_dictionary *names; /* NULL while learning */
  vb_actors persons;    /* of the article, each once */
  vb_str home;          /* country of an article told by a state organ; {0} otherwise */
} vb_actor_context;

/* The mention that begins at token i and ends before `end`, resolved against the article's persons.
 * False if there is none. */
bool vb_segment_mention(const vb_actor_context *context, const vb_segments *segments, ptrdiff_t i,
                        ptrdiff_t end, vb_mention *mention, vb_arena *out);

/* Learns the persons of a text, and puts their names into context->names. */
void vb_segment_learn(vb_actor_context *context, vb_str text, vb_arena *out);

/* Is the office, as told, one of a head of state or government, of a minister or a party's head? */
bool vb_segment_is_high(const vb_actor_words *words, vb_str office, vb_arena scratch);

#endif
