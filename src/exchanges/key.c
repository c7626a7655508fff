/* Merge keys: what a side is known by, however it is told. */
#include "exchanges/group.h"
#include "language/bodies.h"

enum { KEY_WORDS = 12 };

static vb_str joined(vb_strs words, vb_arena *arena) {
  vb_str all = {0};
  for (ptrdiff_t i = 0; i < words.n; i++)
    all = i ? vb_str_format(arena, "%.*s %.*s", VB_ARG(all), VB_ARG(words.v[i])) : words.v[i];
  return all;
}

static vb_str key_of_side(const vb_merge_words *words, vb_actors actors, vb_arena *arena) {
  vb_str key = {0};
  for (ptrdiff_t i = 0; i < actors.n; i++) {
    vb_str country = actors.v[i].country;
    if (country.n && (!key.p || vb_str_compare(country, key) < 0)) key = country;
  }
  if (key.p || !actors.n) return key.p ? key : VB_S("?");
  const vb_actor *a = &actors.v[0];
  key = vb_side_body(&words->sides, a, arena);
  if (key.n) return key;
  if (a->alias.n) return vb_str_format(arena, "@%.*s", VB_ARG(a->alias));
  if (a->name.n) {
    vb_strs name = vb_name_fold(&words->sides.names, a->name, arena).words;
    if (name.n) return name.v[name.n - 1];
  }
  vb_str text = a->organisation.n ? a->organisation : a->office;
  vb_strs told = vb_body_fold(&words->sides.names, text, arena).words;
  if (told.n > KEY_WORDS) told.n = KEY_WORDS;
  return told.n ? joined(told, arena) : VB_S("?");
}

vb_str vb_merge_key(const vb_merge_words *words, const vb_exchange *exchange, vb_arena *out,
                    vb_arena scratch) {
  vb_str a = key_of_side(words, exchange->from, &scratch);
  vb_str b = key_of_side(words, exchange->to, &scratch);
  bool ordered = vb_str_compare(a, b) <= 0;
  vb_str first = ordered ? a : b, second = ordered ? b : a;
  return vb_str_format(out, "%.*s|%.*s", VB_ARG(first), VB_ARG(second));
}
