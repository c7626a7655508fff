/* Internal to segmented actors: which of an article's persons a telling means.
 *
 * In: the persons learned so far and what is told of one: a name, the last word of a foreign one,
 * a surname beside an office, an office alone.  Out: the one person that fits; NULL where there is
 * none, or several.
 */
#ifndef VB_LANGUAGE_SEGMENT_PERSONS_H
#define VB_LANGUAGE_SEGMENT_PERSONS_H

#include "language/actor.h"

/* How many bytes at the end of the text are a point between the parts of a foreign name. */
ptrdiff_t vb_segment_name_point(vb_str text);
/* By the whole name, or by the last word of one person's. */
const vb_actor *vb_segment_person_named(const vb_actors *persons, vb_str name);
/* By country and office, or by a surname and the office. */
const vb_actor *vb_segment_person_of(const vb_actors *persons, const vb_actor *told,
                                     vb_str surname);
/* What is told of the person, with what is known; the office as told where none is known. */
void vb_segment_complete(vb_actor *actor, const vb_actor *person);

#endif
