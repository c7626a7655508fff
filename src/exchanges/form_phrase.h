/* Form phrases: noun phrases that name a form of exchange.
 *
 *   his joint congratulatory message of greeting
 *   ^possessor           ^purpose    ^form   ^purpose
 */
#ifndef VB_EXCHANGES_FORM_PHRASE_H
#define VB_EXCHANGES_FORM_PHRASE_H

#include "exchanges/grammar.h"

typedef struct {
  vb_token_range tokens;
  int form; /* vb_form, or -1: a word like thanks, no form */
  vb_purpose purpose;
  bool reply;      /* a reply message, the reply */
  bool lone_reply; /* "his reply": no form; counts only for what is told otherwise too */
  bool bare;       /* condolences, greetings: no noun of a form */
  bool weak;       /* a word of many uses that nothing narrows */
  bool definite;   /* the message: one told of before */
  bool similar;    /* a similar message: like the one told of before */
  bool plural;
  bool counted;    /* "seven messages", "messages a total of seven times": many acts, not one */
  bool respective; /* the first of one side to the first of the other, the second to the second */
  bool possessive; /* his, her, its, their */
  int also;        /* index of the next form of a list ("a letter and a gift"), or -1 */
} vb_form_phrase;

/* The form phrase that begins at token i.  False if there is none, or if its words make it a figure
 * of speech. */
bool vb_form_phrase_parse(const vb_grammar *grammar, vb_tokens tokens, ptrdiff_t i, ptrdiff_t end,
                          vb_form_phrase *phrase);

#endif
