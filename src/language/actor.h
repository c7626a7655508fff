/* Actors: who speaks, sends or receives. */
#ifndef VB_LANGUAGE_ACTOR_H
#define VB_LANGUAGE_ACTOR_H

#include "base/vec.h"

/* Unknown parts have p == NULL.  At least one part is known. */
typedef struct {
  vb_str name;         /* a person: "Ryom Chol Min"; never an office or a country */
  vb_str office;       /* as told: "general secretary of the WPK"; several joined by "; " */
  vb_str country;      /* ISO 3166-1 alpha-2 */
  vb_str organisation; /* a party, ministry, society: "Communist Party of Vietnam" */
  const struct vb_name *folded; /* of `name`, for who compares often; NULL: not kept */
  vb_str alias; /* the actor by the user's own table (exchanges/alias.h); {0}: not there */
} vb_actor;
VB_SLICE_TYPE(vb_actors, vb_actor);

bool vb_actor_known(const vb_actor *actor);
/* The same actor with words of its own in `out`, so that those it was read from may be scratch;
 * `folded` is not kept. */
vb_actor vb_actor_copy(vb_actor actor, vb_arena *out);

/* As the article tells it, by "Ms" or "queen" or by the pronouns that follow. */
typedef enum { VB_GENDER_UNKNOWN, VB_GENDER_MAN, VB_GENDER_WOMAN } vb_gender;

#endif
