/* Internal to this stage: what finding keeps while it goes through an article. */
#ifndef VB_EXCHANGES_FIND_H
#define VB_EXCHANGES_FIND_H

#include "exchanges/sentence.h"

typedef struct {
  const vb_grammar *grammar;
  const vb_article *article;
  const vb_people *people;
  const vb_actor *author; /* who says "I"; NULL: not told */
  vb_exchanges found;
  vb_exchanges pending; /* told without a recipient: models for a list of senders behind them */
  vb_exchanges titles;  /* what the title tells, joined to `found` last */
  vb_arena *out;
} vb_finder;

/* Where a sentence stands. */
typedef struct {
  vb_field_kind field;
  int caption; /* index, if it is one */
  vb_tokens tokens;
} vb_place;

/* An occasion told anywhere in the article, for the exchanges that tell none themselves. */
typedef struct {
  vb_str text;
  vb_purpose purpose; /* what its sentence is about: condolence and sympathy, or anything else */
} vb_told_occasion;
VB_SLICE_TYPE(vb_told_occasions, vb_told_occasion);

/* Notes the occasions of a sentence that speaks of a message, a death or good wishes. */
void vb_occasions_note(const vb_finder *finder, vb_tokens tokens, const vb_sentence *sentence,
                       vb_told_occasions *told);
/* Gives main exchanges without an occasion the first one that fits them. */
void vb_occasions_fill(vb_finder *finder, vb_told_occasions told, vb_arena scratch);

/* Turns the matches of one sentence into exchanges and joins them to finder->found. */
void vb_interpret_sentence(vb_finder *finder, vb_place place, const vb_sentence *sentence,
                           vb_pattern_matches matches, vb_arena scratch);

/* What an interpreted match says beside the exchange itself. */
typedef struct {
  bool definite; /* "the message": it was told of before */
  bool brief;    /* a title: names few, and says nothing that the text does not */
  bool caption;  /* a caption shows a meeting: now, or from the files */
  bool similar;  /* "a similar message": takes form, purpose and occasion of the one before */
  vb_indices
      *taken; /* exchanges that others of the same list have joined: not to be joined; or NULL */
} vb_exchange_hints;

/* Is one of a the same as one of b?  Two empty sides agree. */
bool vb_found_sides_agree(const vb_finder *finder, vb_actors a, vb_actors b, vb_arena scratch);

/* Adds an exchange, or joins it to the one of the same article that it tells of again.
 * Returns its index in finder->found. */
int vb_found_join(vb_finder *finder, vb_exchange exchange, vb_exchange_hints hints,
                  vb_arena scratch);

/* The same for an exchange that counts only where another sentence or the title tells it. */
void vb_found_echo(vb_finder *finder, vb_exchange exchange, vb_arena scratch);

#define VB_DOCUMENT "document" /* the "pattern" of such a letter */

/* An article that is a letter, from its salutation to the name below, tells of that letter. */
void vb_document_read(vb_finder *finder, vb_tokens title, vb_tokens text, vb_arena scratch);
/* Who says "I" in the text, if the title tells whose words it gives; else NULL. */
const vb_actor *vb_document_author(const vb_finder *finder, vb_tokens title);

/* Drops what is told of nobody in particular, or between private persons. */
void vb_officials_keep(vb_finder *finder, vb_arena scratch);

#endif
