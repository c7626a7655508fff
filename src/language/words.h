/* The words that tell who is who: countries, offices, honorifics, organisations.
 *
 * Compiled once from the lexicon's tables and shared, read only.  The classes
 * are bits, so that one look-up can ask for several.
 */
#ifndef VB_LANGUAGE_WORDS_H
#define VB_LANGUAGE_WORDS_H

#include "language/actor.h"
#include "language/phrases.h"
#include "language/wordmap.h"

enum {
  VB_WORD_COUNTRY = 1 << 0,      /* North Korea, DPRK */
  VB_WORD_DEMONYM = 1 << 1,      /* North Korean */
  VB_WORD_SEAT = 1 << 2,         /* Pyongyang, the Kremlin: stands for a government */
  VB_WORD_OFFICE = 1 << 3,       /* president, prime minister */
  VB_WORD_HONORIFIC = 1 << 4,    /* Sheikh, Comrade */
  VB_WORD_ORGANISATION = 1 << 5, /* head nouns: party, committee */
  VB_WORD_BEGINNER = 1 << 6,     /* the, people: may begin a mention, small as they are */
  VB_WORD_PARTY = 1 << 7,        /* Communist Party of Vietnam: and whose it is */
  VB_WORD_AGENCY = 1 << 8,       /* news agencies and state organs */
  VB_WORD_FUNCTION = 1 << 16,    /* the, of, he: small words */
  VB_WORD_NO_NAME = 1 << 9,      /* capitalised, but never part of a person's name: Monday */
  VB_WORD_PORTFOLIO = 1 << 10,   /* Foreign Affairs, Trade: what ministries are of */
  VB_WORD_MODIFIER = 1 << 11,    /* vice, deputy, visiting: before an office or organisation */
  VB_WORD_PARTICLE = 1 << 12,    /* bin, de, van: small words inside names */
  VB_WORD_PRONOUN = 1 << 13,     /* he, she, they */
  VB_WORD_PLACE = 1 << 14,       /* Square, Airport */
  VB_WORD_STATE = 1 << 15,       /* Republic, Grand Duchy: before "of" and a country */
  /* closed classes of en/words.tsv, explained there */
  VB_WORD_DETERMINER = 1 << 17,
  VB_WORD_POSSESSIVE = 1 << 18,
  VB_WORD_DEFINITE = 1 << 19,
  VB_WORD_DATING = 1 << 20,
  VB_WORD_TIME_PREPOSITION = 1 << 21,
  VB_WORD_TELLING = 1 << 22,
  VB_WORD_DEATH = 1 << 23,
  VB_WORD_DYING = 1 << 24,
  VB_WORD_ASIDE = 1 << 25,
  VB_WORD_OCCASION_STOP = 1 << 26,
  VB_WORD_OCCASION_LEAD = 1 << 27,
  VB_WORD_PERSON_PRONOUN = 1 << 28,
  VB_WORD_LOOSE_OFFICE = 1 << 29,
  VB_WORD_OCCASION_BY = 1 << 30,
  VB_WORD_KIN = (int)(1u << 31),
};

/* Words that no person's name contains. */
enum { VB_WORD_NEVER_NAME = VB_WORD_NO_NAME | VB_WORD_FUNCTION };

typedef struct {
  vb_abbreviations *abbreviations;
  vb_phrases *phrases;
  vb_wordmap man, woman; /* en/gender.tsv */
  const vb_table *countries, *offices, *organisations, *parties, *agencies, *pronouns;
  ptrdiff_t country_code, party_country; /* columns of countries and parties */
  int place_surnames; /* payload of VB_WORD_PLACE for words that are surnames too */
  ptrdiff_t office_level, organisation_kind, agency_state;
  vb_wordmap agency; /* 1 + the row of its name in small letters */
} vb_words;

/* Lives in `arena`. */
/* NULL with *error set for a class that en/words.tsv has and nothing reads. */
vb_words *vb_words_new(const vb_lexicon *lexicon, vb_arena *arena, vb_error *error);

enum { VB_WORDS_SET = 0 }; /* the set of phrases.h that marks tokens with these words */

/* The longest phrase of `classes` at token i. */
static inline vb_phrase_match vb_words_at(const vb_words *words, vb_tokens tokens, ptrdiff_t i,
                                          ptrdiff_t end, uint32_t classes) {
  if (i >= end || !(tokens.v[i].is & classes)) return (vb_phrase_match){0};
  return vb_phrases_at(words->phrases, tokens, i, end, classes);
}

/* What a word before a name, or a pronoun, tells of the gender; a point behind it is no matter. */
vb_gender vb_words_gender(const vb_words *words, vb_str folded);

/* "Mexicans", "Republicans": several of a people or a party, and no name.  *country gets the ISO
 * code of a people's. */
bool vb_words_is_group(const vb_words *words, const vb_token *token, vb_str *country,
                       vb_arena scratch);

/* What a level of the offices tables says.  High: heads of state or government, ministers,
 * monarchs, heads of parties.  In names: such titles are parts of names too (Sultan, Sheikh). */
bool vb_words_level_is_high(vb_str level);
bool vb_words_level_is_in_names(vb_str level);

/* ISO code of the country that an actor's or outlet's name is the agency of; {0} if none. */
vb_str vb_words_state_of(const vb_words *words, vb_str agency);

#endif
