#include "language/actor.h"

bool vb_actor_known(const vb_actor *a) {
  return a->name.n || a->office.n || a->country.n || a->organisation.n;
}

vb_actor vb_actor_copy(vb_actor a, vb_arena *out) {
  vb_str *parts[] = {&a.name, &a.office, &a.country, &a.organisation, &a.alias};
  for (size_t i = 0; i < sizeof parts / sizeof *parts; i++)
    if (parts[i]->p) *parts[i] = vb_str_copy(out, *parts[i]);
  a.folded = NULL;
  return a;
}
