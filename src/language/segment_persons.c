#include "language/segment_persons.h"

ptrdiff_t vb_segment_name_point(vb_str text) {
  static const char *const points[] = {"\xC2\xB7", "\xE2\x80\xA7", "\xE3\x83\xBB", "\xE2\x80\xA2",
                                       "\xEF\xBC\x8E"};
  for (size_t i = 0; i < sizeof points / sizeof *points; i++)
    if (vb_str_ends(text, vb_str_from(points[i]))) return vb_str_from(points[i]).n;
  return 0;
}

/* Is it the last word of the longer name: the family name of a foreign one? */
static bool is_last_word(vb_str name, vb_str longer) {
  if (!vb_str_ends(longer, name) || longer.n == name.n) return false;
  vb_str rest = vb_str_slice(longer, 0, longer.n - name.n);
  return vb_str_ends(rest, VB_S(" ")) || vb_segment_name_point(rest);
}

const vb_actor *vb_segment_person_named(const vb_actors *persons, vb_str name) {
  const vb_actor *part = NULL;
  bool several = false;
  for (ptrdiff_t i = 0; i < persons->n; i++) {
    if (vb_str_eq(persons->v[i].name, name)) return &persons->v[i];
    if (!is_last_word(name, persons->v[i].name)) continue;
    several |= part != NULL;
    part = &persons->v[i];
  }
  return several ? NULL : part;
}

static bool shares_office(vb_str a, vb_str b) {
  return a.n && b.n && (vb_str_find(a, b, 0) >= 0 || vb_str_find(b, a, 0) >= 0);
}

const vb_actor *vb_segment_person_of(const vb_actors *persons, const vb_actor *told,
                                     vb_str surname) {
  const vb_actor *found = NULL;
  for (ptrdiff_t i = 0; i < persons->n; i++) {
    const vb_actor *p = &persons->v[i];
    bool clash = told->country.n && p->country.n && !vb_str_eq(told->country, p->country);
    if (clash || (surname.n && !vb_str_starts(p->name, surname))) continue;
    if (!surname.n && !shares_office(p->office, told->office)) continue;
    if (found) return NULL;
    found = p;
  }
  return found;
}

void vb_segment_complete(vb_actor *actor, const vb_actor *person) {
  vb_str office = actor->office;
  *actor = *person;
  if (!actor->office.n) actor->office = office;
}
