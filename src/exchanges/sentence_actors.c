/* Actors in a sentence: one, or a list ("A, B and C"). */
#include "exchanges/chunker.h"

enum { LIST_ACTORS = 64 };

static ptrdiff_t list_separator(const vb_chunker *k, ptrdiff_t i, bool *comma) {
  ptrdiff_t start = i;
  *comma = false;
  if (is(k, i, ",") || is(k, i, ";")) i++, *comma = true;
  if (is(k, i, "and") || is(k, i, "&")) return *comma = false, i + 1;
  if (is(k, i, "as") && is(k, i + 1, "well") && is(k, i + 2, "as")) return *comma = false, i + 3;
  bool along = is(k, i, "together") || is(k, i, "along");
  if (along && is(k, i + 1, "with")) return *comma = false, i + 2;
  return *comma ? i : start;
}

static bool is_someone(const vb_mention *m) { return m->kind != VB_MENTION_PRONOUN; }

/* Does a list go on over a bare comma?  Only to a person told with an office, or to a name that
 * the list's "and" follows. */
static bool comma_continues(const vb_chunker *k, const vb_mention *next) {
  if (next->kind != VB_MENTION_PERSON && next->kind != VB_MENTION_ORGANISATION) return false;
  if (next->kind == VB_MENTION_PERSON && next->introduced) return true;
  bool comma;
  ptrdiff_t i = next->tokens.end;
  return list_separator(k, i, &comma) > i;
}

/* "and his party": company that nobody names. */
static bool is_retinue(const vb_mention *m) {
  if (m->kind != VB_MENTION_ORGANISATION || m->actor.country.n) return false;
  return vb_str_find_char(m->actor.organisation, ' ', 0) < 0 &&
         vb_is_lower(m->actor.organisation.p[0]);
}

/* Adds a mention to the list: one actor, or all that a plural noun stands for.  Returns the
 * position behind it; *spread says that it ended with an "and" of its own. */
static ptrdiff_t add_actor(vb_chunker *k, const vb_mention *m, vb_mentions *list, bool *spread) {
  const vb_actor *owner = list->n ? &list->v[0].actor : NULL;
  ptrdiff_t behind = vb_mention_spread(k->c->grammar->words, k->t, k->end, m, owner, list, k->out);
  *spread = behind > 0;
  if (*spread) return behind;
  if (!is_retinue(m) || !list->n) *vb_push(k->out, list) = *m;
  return m->tokens.end;
}

/* "They" at the start, for those whom the sentence before is about; patterns see the word too. */
static ptrdiff_t chunk_they(vb_chunker *k, ptrdiff_t i) {
  if (!k->c->group.n || !is(k, i, "they") || k->s.actors.n) return -1;
  *vb_push(k->out, &k->s.actors) = (vb_actor_list){k->c->group};
  vb_sentence_add(&k->s, VB_CHUNK_ACTORS, i, i + 1, k->s.actors.n - 1, k->out)->word =
      k->t.v[i].fold;
  return i + 1;
}

/* "I", in a text whose title tells whose words it gives. */
static ptrdiff_t chunk_author(vb_chunker *k, ptrdiff_t i) {
  if (!k->c->author || !is(k, i, "i")) return -1;
  vb_actor_list actors = {0};
  *vb_push(k->out, &actors.list) =
      (vb_mention){.tokens = {i, i + 1}, .kind = VB_MENTION_PERSON, .actor = *k->c->author};
  *vb_push(k->out, &k->s.actors) = actors;
  vb_sentence_add(&k->s, VB_CHUNK_ACTORS, i, i + 1, k->s.actors.n - 1, k->out)->word =
      k->t.v[i].fold;
  return i + 1;
}

ptrdiff_t vb_chunker_actors(vb_chunker *k, ptrdiff_t i) {
  ptrdiff_t meant = chunk_they(k, i);
  if (meant < 0) meant = chunk_author(k, i);
  if (meant > 0) return meant;
  vb_mention m;
  if (!vb_chunker_mention(k, i, &m)) return -1;
  vb_actor_list actors = {0};
  bool spread;
  ptrdiff_t behind = add_actor(k, &m, &actors.list, &spread);
  ptrdiff_t sure = actors.list.n, sure_behind = behind; /* up to the last "and" */
  while (is_someone(&m) && actors.list.n < LIST_ACTORS) {
    bool comma;
    ptrdiff_t next = list_separator(k, behind, &comma);
    if (next == behind || next >= k->end) break;
    vb_mention other;
    if (!vb_chunker_mention(k, next, &other) || !is_someone(&other)) break;
    ptrdiff_t before = actors.list.n;
    ptrdiff_t end = add_actor(k, &other, &actors.list, &spread);
    if (comma && !spread && !comma_continues(k, &other)) {
      actors.list.n = before;
      break;
    }
    behind = end;
    if (!comma || spread) sure = actors.list.n, sure_behind = behind;
  }
  /* "In a letter to Costa, King Berg said": two and a comma make no list */
  if (actors.list.n < 3) actors.list.n = sure, behind = sure_behind;
  *vb_push(k->out, &k->s.actors) = actors;
  vb_sentence_add(&k->s, VB_CHUNK_ACTORS, i, behind, k->s.actors.n - 1, k->out);
  const vb_mention *lead = &actors.list.v[0];
  bool person = lead->kind == VB_MENTION_PERSON || lead->kind == VB_MENTION_HOLDER;
  if (person && !k->has_subject) k->subject = &lead->actor, k->has_subject = true;
  return behind;
}
