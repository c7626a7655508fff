#include "language/people.h"

#include "language/bodies.h"

/* Names of one article; more are not learned, so that looking one up stays cheap. */
enum { MAX_PERSONS = 500 };

/* A lone word must stand in the other name as it is: spelling is forgiven between full names only.
 */
static bool stands_in(const vb_name *lone, const vb_name *other) {
  for (ptrdiff_t i = 0; i < other->words.n; i++)
    if (vb_str_eq(lone->words.v[0], other->words.v[i])) return true;
  return false;
}

static bool is_lone_part(const vb_name *a, const vb_name *b) {
  if (a->words.n == 1) return stands_in(a, b);
  return b->words.n == 1 && stands_in(b, a);
}

/* The person of this name.  A single word may stand for several persons ("Kim"): the one that the
 * article names most is meant, the earlier one where they are even. */
static vb_person *find_person(const vb_people *people, const vb_name *name) {
  vb_person *best = NULL;
  for (ptrdiff_t i = 0; i < people->persons.n; i++) {
    vb_person *p = &people->persons.v[i];
    vb_names_match m = vb_names_compare(&p->name, name);
    if (m == VB_NAMES_SAME) return p;
    bool part = m == VB_NAMES_PART && is_lone_part(name, &p->name);
    if (part && (!best || p->n_mentions > best->n_mentions)) best = p;
  }
  return best;
}

static bool holds(vb_str offices, vb_str office) {
  return vb_str_find_nocase(offices, office, 0) >= 0;
}

/* Keeps every office once; the country of the first introduction stays. */
static void enrich(vb_actor *actor, const vb_actor *told) {
  if (!actor->country.n) actor->country = told->country;
  if (!actor->organisation.n) actor->organisation = told->organisation;
  if (!told->office.n || (actor->office.n && holds(actor->office, told->office))) return;
  if (!actor->office.n || holds(told->office, actor->office)) actor->office = told->office;
}

vb_gender vb_person_gender(const vb_person *p) {
  if (p->gender) return p->gender;
  if (p->n_man > 1 && p->n_man > 2 * p->n_woman) return VB_GENDER_MAN;
  bool woman = p->n_woman > 1 && p->n_woman > 2 * p->n_man;
  return woman ? VB_GENDER_WOMAN : VB_GENDER_UNKNOWN;
}

static void learn_pronoun(vb_people *people, vb_str pronoun) {
  if (!people->last) return;
  vb_person *last = &people->persons.v[people->last - 1];
  vb_gender gender = vb_words_gender(people->words, pronoun);
  last->n_man += gender == VB_GENDER_MAN;
  last->n_woman += gender == VB_GENDER_WOMAN;
}

void vb_people_learn(vb_people *people, const vb_mention *mention, vb_arena *out) {
  if (mention->kind == VB_MENTION_PRONOUN) learn_pronoun(people, mention->pronoun);
  if (mention->kind != VB_MENTION_PERSON) return;
  people->last = 0;
  const vb_name *folded = mention->actor.folded;
  vb_name name = folded ? *folded : vb_name_fold(people->name_words, mention->actor.name, out);
  if (!name.words.n) return;
  vb_person *known = find_person(people, &name);
  if (known) {
    known->n_mentions++;
    people->last = known - people->persons.v + 1;
    if (!known->gender) known->gender = mention->gender;
    enrich(&known->actor, &mention->actor);
    if (name.words.n > known->name.words.n) {
      known->name = name;
      known->actor.name = mention->actor.name;
    }
    return;
  }
  if (name.words.n < 2 && !mention->introduced) return;
  if (people->persons.n == MAX_PERSONS) return;
  vb_person *new = vb_push(out, &people->persons);
  *new = (vb_person){mention->actor, name, 1, mention->gender, 0, 0};
  new->actor.folded = NULL; /* the name may be told more fully yet */
  people->last = people->persons.n;
}

/* Where an office goes on with what it is of; 0 or less: nowhere. */
static ptrdiff_t of_in(vb_str office) { return vb_str_find_nocase(office, VB_S(" of "), 0); }

/* The last word of an office's own noun phrase: "president" of "president of the Republic". */
static vb_str office_noun(vb_str office) {
  ptrdiff_t of = of_in(office);
  if (of > 0) office = vb_str_slice(office, 0, of);
  ptrdiff_t blank = -1;
  for (ptrdiff_t i = 0; i < office.n; i++)
    if (office.p[i] == ' ') blank = i;
  return vb_str_slice(office, blank + 1, office.n);
}

/* Is the word of this class?  One word, as it stands in an office or a pronoun. */
static bool is_word(const vb_people *people, vb_str word, uint32_t class, vb_arena scratch) {
  vb_tokens t = vb_tokens_make(people->words->abbreviations, word, &scratch);
  return t.n == 1 && vb_words_at(people->words, t, 0, 1, class).n_tokens == 1;
}

/* The only person of the article who holds the office, of `country` if that is given; of several,
 * the most named for a loose word ("the leader"), else nobody. */
static const vb_person *find_in_country(const vb_people *people, vb_str noun, vb_str country,
                                        bool loose) {
  const vb_person *found = NULL;
  for (ptrdiff_t i = 0; i < people->persons.n; i++) {
    const vb_person *p = &people->persons.v[i];
    if (!p->actor.office.n || (country.n && !vb_str_eq(p->actor.country, country))) continue;
    if (!holds(p->actor.office, noun) && !(country.n && loose)) continue;
    if (found) return loose && found->n_mentions > p->n_mentions ? found : NULL;
    found = p;
  }
  return found;
}

/* "The party" may be any that the article names. */
static bool same_organisation(const vb_people *people, vb_str a, vb_str b, vb_arena scratch) {
  if (vb_body_is_common(a) || vb_body_is_common(b)) return true;
  vb_body x = vb_body_fold(people->name_words, a, &scratch);
  vb_body y = vb_body_fold(people->name_words, b, &scratch);
  return vb_bodies_compare(&x, &y) >= VB_NAMES_PART;
}

/* What an office is of: "Lund Foundation" of "head of the Lund Foundation"; {0} for a bare one. */
static vb_str office_complement(vb_str office) {
  ptrdiff_t of = of_in(office);
  return of > 0 ? vb_str_slice(office, of + 4, office.n) : (vb_str){0};
}

/* Are two offices of two things, as far as both tell? */
static bool of_different(const vb_people *people, vb_str a, vb_str b, vb_arena scratch) {
  a = office_complement(a), b = office_complement(b);
  return a.n && b.n && !same_organisation(people, a, b, scratch);
}

/* "The Chinese president"; "the prime minister", of whatever country if the article has but one. */
static const vb_person *find_holder(const vb_people *people, const vb_actor *holder,
                                    vb_arena scratch) {
  vb_str noun = office_noun(holder->office);
  bool loose = is_word(people, noun, VB_WORD_LOOSE_OFFICE, scratch);
  if (holder->country.n) return find_in_country(people, noun, holder->country, loose);
  const vb_person *only = find_in_country(people, noun, VB_S(""), loose);
  if (!only && people->home.n) only = find_in_country(people, noun, people->home, loose);
  bool other = only && of_different(people, only->actor.office, holder->office, scratch);
  return other ? NULL : only;
}

static void complete(vb_actor *actor, const vb_person *person) {
  vb_str office = actor->office;
  *actor = person->actor;
  if (office.n > actor->office.n) actor->office = office;
}

static const vb_person *person_of(const vb_people *people, const vb_actor *actor,
                                  vb_arena scratch) {
  if (!actor->name.n) return NULL;
  vb_name name = vb_name_fold(people->name_words, actor->name, &scratch);
  return find_person(people, &name);
}

const vb_actor *vb_people_pronoun(const vb_people *people, vb_str pronoun, const vb_actor *recent,
                                  ptrdiff_t n, vb_arena scratch) {
  vb_gender wanted = vb_words_gender(people->words, pronoun);
  for (ptrdiff_t i = 0; i < n; i++) {
    const vb_person *p = person_of(people, &recent[i], scratch);
    vb_gender known = p ? vb_person_gender(p) : VB_GENDER_UNKNOWN;
    if (!wanted || !known || known == wanted) return &recent[i];
  }
  return NULL;
}

/* The person of the article whom "she" means when the last subject is a man: the most named one. */
static const vb_actor *other_of_gender(const vb_people *people, vb_str pronoun) {
  vb_gender wanted = vb_words_gender(people->words, pronoun);
  const vb_person *best = NULL;
  for (ptrdiff_t i = 0; i < people->persons.n; i++) {
    const vb_person *p = &people->persons.v[i];
    if (vb_person_gender(p) == wanted && (!best || p->n_mentions > best->n_mentions)) best = p;
  }
  return best ? &best->actor : NULL;
}

static bool resolve_pronoun(const vb_people *people, vb_mention *mention, const vb_actor *subject,
                            vb_arena scratch) {
  if (subject && !vb_people_pronoun(people, mention->pronoun, subject, 1, scratch)) {
    const vb_actor *other = other_of_gender(people, mention->pronoun);
    const vb_person *told = person_of(people, subject, scratch);
    if (other || (told && told->gender)) subject = other; /* pronouns alone may mislead */
  }
  if (!subject || !is_word(people, mention->pronoun, VB_WORD_PERSON_PRONOUN, scratch)) return false;
  mention->actor = *subject;
  return true;
}

static bool is_body(const vb_words *words, vb_tokens t, ptrdiff_t i) {
  vb_phrase_match m = vb_words_at(words, t, i, t.n, VB_WORD_ORGANISATION);
  vb_str kind = vb_table_field(words->organisations, m.payload, words->organisation_kind);
  return m.n_tokens && vb_str_eq(kind, VB_S("body"));
}

/* "director general of the IAEA", "president of the Lund Foundation": of an international body, or
 * of something with a name that we do not know, whose country nobody has told. */
static bool is_elsewhere(const vb_people *people, vb_str office, vb_arena scratch) {
  vb_tokens t = vb_tokens_make(people->words->abbreviations, office, &scratch);
  bool behind_of = false;
  for (ptrdiff_t i = 0; i < t.n; i++) {
    if (is_body(people->words, t, i)) return true;
    vb_phrase_match known = vb_words_at(people->words, t, i, t.n, ~UINT32_C(0));
    bool name = t.v[i].kind == VB_TOKEN_WORD && (t.v[i].flags & VB_TOKEN_CAPITAL);
    if (behind_of && name && !known.n_tokens) return true;
    behind_of |= vb_token_is(&t.v[i], VB_S("of"));
  }
  return false;
}

bool vb_people_resolve(const vb_people *people, vb_mention *mention, const vb_actor *subject,
                       vb_arena *out) {
  vb_actor *actor = &mention->actor;
  if (mention->kind == VB_MENTION_PRONOUN) return resolve_pronoun(people, mention, subject, *out);
  if (mention->kind == VB_MENTION_HOLDER) {
    const vb_person *holder = find_holder(people, actor, *out);
    if (holder) complete(actor, holder);
  } else if (mention->kind == VB_MENTION_PERSON) {
    vb_name name = vb_name_fold(people->name_words, actor->name, out);
    const vb_person *person = find_person(people, &name);
    if (person)
      complete(actor, person);
    else if (name.words.n < 2 && !mention->introduced)
      return false;
  }
  bool official = mention->kind == VB_MENTION_PERSON || mention->kind == VB_MENTION_HOLDER;
  if (!official || !actor->office.n || actor->country.n || !people->home.n) return true;
  vb_str noun =
      office_noun(actor->office); /* "party leaders of many countries" are not from home */
  bool many = noun.n && noun.p[noun.n - 1] == 's';
  if (!many && !is_elsewhere(people, actor->office, *out)) actor->country = people->home;
  return true;
}

bool vb_people_same(const vb_people *people, const vb_actor *a, const vb_actor *b,
                    vb_arena scratch) {
  if (a->name.n && b->name.n) {
    vb_name x, y;
    if (!a->folded) x = vb_name_fold(people->name_words, a->name, &scratch);
    if (!b->folded) y = vb_name_fold(people->name_words, b->name, &scratch);
    vb_names_match m = vb_names_compare(a->folded ? a->folded : &x, b->folded ? b->folded : &y);
    return m == VB_NAMES_SAME || (m == VB_NAMES_PART && vb_str_eq(a->country, b->country));
  }
  if (a->country.n && b->country.n && !vb_str_eq(a->country, b->country)) return false;
  if (a->organisation.n && b->organisation.n)
    return same_organisation(people, a->organisation, b->organisation, scratch);
  return a->country.n && vb_str_eq(a->country, b->country);
}
