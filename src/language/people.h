/* People: the persons of one article, so that every later mention finds its actor.
 *
 * In: the article's mentions, in text order.  Out: one person for all spellings,
 * with the fullest name, the offices and the country told anywhere in the
 * article; a surname, an office ("the North's leader") or a pronoun resolves to
 * it.  Names are learned from the article's own introductions, never listed.
 */
#ifndef VB_LANGUAGE_PEOPLE_H
#define VB_LANGUAGE_PEOPLE_H

#include "language/mention.h"
#include "language/names.h"

typedef struct {
  vb_actor actor;
  vb_name name; /* folded, of actor.name */
  ptrdiff_t n_mentions;
  vb_gender gender;   /* told with the name */
  int n_man, n_woman; /* pronouns right behind a mention */
} vb_person;
VB_SLICE_TYPE(vb_persons, vb_person);

typedef struct {
  const vb_words *words;
  const vb_name_words *name_words;
  vb_persons persons;
  ptrdiff_t last; /* while learning: 1 + the person named last; 0 for none */
  vb_str home;    /* country of an article told by a state organ; {0} otherwise */
} vb_people;

/* Adds what a mention of a person tells.  Single words that nothing introduces are not learned.  A
 * pronoun tells the gender of the person that was named last. */
void vb_people_learn(vb_people *people, const vb_mention *mention, vb_arena *out);

/* Completes mention->actor from the article.  False if the mention is nobody that the article
 * knows: a single capitalised word, a pronoun without a referent (`subject` may be NULL). */
bool vb_people_resolve(const vb_people *people, vb_mention *mention, const vb_actor *subject,
                       vb_arena *out);

/* By what stands with the name, else by the pronouns behind it: two or more, and twice as many as
 * of the other. */
vb_gender vb_person_gender(const vb_person *person);

/* Whom a pronoun ("she") means of `recent`, the latest first: the first whose gender is not known
 * to be the other; NULL if all are. */
const vb_actor *vb_people_pronoun(const vb_people *people, vb_str pronoun, const vb_actor *recent,
                                  ptrdiff_t n, vb_arena scratch);

/* Are two actors the same one, as far as this article tells? */
bool vb_people_same(const vb_people *people, const vb_actor *a, const vb_actor *b,
                    vb_arena scratch);

#endif
