/* Internal to occasion keys: the words of an occasion as told, and what each of them is.
 *
 *   63rd founding anniversary of the   DPRK
 *   ^number ^kind    ^mark    ^function ^country
 */
#ifndef VB_EXCHANGES_OCCASION_TEXT_H
#define VB_EXCHANGES_OCCASION_TEXT_H

#include "exchanges/occasion_key.h"

typedef struct {
  vb_str text;   /* folded */
  vb_str bare;   /* without the 's of a possessive */
  bool capital;  /* as printed */
  bool function; /* the, of, his */
  bool covered;  /* a number, or part of a kind, a country, a body or an office */
  bool in_body;  /* "Congress" of a parliament's name is no congress */
} vb_occasion_word;

typedef struct {
  vb_occasion_word *words;
  ptrdiff_t n;
  int number, year;                      /* 63; 0 none */
  ptrdiff_t kind;                        /* row of the kinds, the highest; -1 none */
  bool anniversary, day, state, of_body; /* marks */
  ptrdiff_t countries[2];                /* rows, in text order; -1 */
  int n_countries;                       /* different ones, 3 for more */
  ptrdiff_t body;                        /* row of the bodies; -1 */
} vb_occasion_text;

vb_occasion_text vb_occasion_text_read(const vb_occasion_keys *keys, vb_str text, vb_arena *out);
/* The name of a person among the words that nothing else covers: "mira-solen"; {0} none. */
vb_str vb_occasion_text_person(const vb_occasion_keys *keys, const vb_occasion_text *text,
                               vb_arena *out);
/* Nothing but words that the lexicon knows. */
bool vb_occasion_text_complete(const vb_occasion_text *text);
/* A capitalised word that nothing covers: of something that the lexicon does not know. */
bool vb_occasion_text_unknown(const vb_occasion_text *text);
/* The body that a phrase names, as for an organisation; -1. */
ptrdiff_t vb_occasion_body_in(const vb_occasion_keys *keys, vb_str text, vb_arena scratch);

#endif
