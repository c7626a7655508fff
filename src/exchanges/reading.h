/* Internal to this stage: one match of a pattern in one sentence, and what is read off it. */
#ifndef VB_EXCHANGES_READING_H
#define VB_EXCHANGES_READING_H

#include "exchanges/find.h"

typedef struct {
  vb_finder *f;
  vb_place place;
  const vb_sentence *s;
  vb_pattern_match m;
  const vb_row *row; /* the row that matched */
  vb_arena scratch;
} vb_reading;

/* Reads the next match of the same sentence. */
void vb_reading_take(vb_reading *r, vb_pattern_match match);
/* Is the chunk a word of this class of verbs?  A chunk outside the sentence is none. */
bool vb_reading_is_verb(const vb_reading *r, int chunk, vb_str class_name);
/* NULL if the slot is not filled. */
const vb_form_phrase *vb_reading_form(const vb_reading *r, vb_slot slot);
/* The actors of a chunk; none for a negative chunk. */
vb_mentions vb_reading_actors(const vb_reading *r, int chunk);
/* How far a chunk stands from the match, in chunks; what stands before counts double. */
int vb_reading_distance(const vb_reading *r, int chunk);
/* Adds the text of tokens to a list of evidence. */
void vb_reading_evidence(const vb_reading *r, vb_evidences *list, vb_token_range tokens);
/* An exchange between two sides with what every one has: reported, pattern, evidence, cues. */
vb_exchange vb_reading_exchange(const vb_reading *r, vb_actors from, vb_actors to);

/* ---- matches.c ---- */

/* The matches whose form is what their row wants; of very many the first. */
vb_pattern_matches vb_matches_fitting(vb_reading *r, vb_pattern_matches all);
/* Does no other of them tell the same, and tell it better? */
bool vb_matches_is_best(const vb_reading *r, vb_pattern_matches all, ptrdiff_t i);

/* ---- spoken.c ---- */

/* Said from mouth to ear, at a gathering or on a visit? */
bool vb_reading_is_spoken(const vb_reading *r, const vb_form_phrase *form);

/* ---- parties.c ---- */

typedef struct {
  vb_actors from, to;
  bool ok; /* both sides are somebody, and not the same */
} vb_parties;

vb_parties vb_parties_read(const vb_reading *r, const vb_form_phrase *form);
vb_actors vb_parties_of(const vb_reading *r, vb_mentions side);
/* Whose death the sentence tells; none if it tells none. */
vb_actors vb_parties_mourned(const vb_reading *r);

/* ---- moment.c ---- */

/* Days that the act can have been on, nearest first; at most `max`.  Several only if told together
 * ("on Dec. 20 and 22"). */
int vb_moment_times(const vb_reading *r, const vb_time **times, int max);
/* Sets the day (unknown if `time` is NULL) and whether it makes the exchange background. */
void vb_moment_set(const vb_reading *r, vb_exchange *x, const vb_time *time);
/* text.p == NULL if the sentence tells no occasion. */
vb_occasion_phrase vb_moment_occasion(const vb_reading *r);

/* ---- sequel.c: matches that tell more of an exchange told before ---- */

/* False if nothing like it was told before. */
bool vb_sequel_deliver(const vb_reading *r, const vb_form_phrase *form);
void vb_sequel_original(const vb_reading *r);
void vb_sequel_purpose(const vb_reading *r, const vb_form_phrase *form);
void vb_sequel_senders(const vb_reading *r);
/* Adds the exchange that found[reply] answers, told by `form`, and links the two. */
void vb_sequel_answered(const vb_reading *r, int reply, const vb_form_phrase *form,
                        vb_str occasion);

#endif
