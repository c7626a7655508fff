/* Belief: do an article's words come from a text that has them, or does the text only have the
 * like?
 *
 * Greetings, titles, slogans and offices stand in many texts in nearly the same words; a quotation
 * stands in one, and what came from that one.  In: what is sought, and a text that has most of its
 * words (holders.h).  Out: whether that text may be a source of them at all; which of those is the
 * primary, sources.h decides.
 *
 *   quoted     word for word, whoever says it.  With words that differ only where it is certain
 *              that these are meant: who says it is who the article names, lately; or the text
 *              holds what else the article quotes; or nearly all of many rare words.  A few words
 *              that differ are another phrase
 *   reported   lately, and by who speaks: most of the words; else nearly all
 *   unquoted   nearly all of many words that are no names
 *
 * Pure functions of their input.
 */
#ifndef VB_TRACE_BELIEF_H
#define VB_TRACE_BELIEF_H

#include "trace/holders.h"

/* Unquoted words: is so much of them in a text that it may be believed? */
bool vb_belief_may_be_copied(const vb_cover *cover);

/* Reported speech of nobody who is named: may it be believed of the text, whatever its words are?
 * The text need not be read. */
bool vb_belief_may_be_told(const vb_article *article, const vb_sought *sought,
                           const vb_article *source);

/* So much of its words, in per cent, has whatever may be a source of them, or be shown as nearest.
 */
int vb_belief_least_share(const vb_sought *sought, bool every);

/* May the text be a source of the words at all? */
bool vb_belief_holds(const vb_article *article, const vb_sought *sought, const vb_held *held);

/* Is reported speech that sentence of a text, of which it is known that the article tells? */
bool vb_belief_is_retold(const vb_article *article, const vb_held *held);

/* How many words of a quotation tie the article to the text, for what else it quotes: none of names
 * and of what everybody says. */
int64_t vb_belief_pool(const vb_sought *sought, const vb_held *held);

/* May it be said of the words that a text of the speaker's does not have them?  Not of names, nor
 * of what is itself a text that was released. */
bool vb_belief_may_miss(const vb_sought *sought);

/* Does who is said to speak say the words there?  Of a name or title ("On the Occasion of the Tenth
 * Harbour Day"), which is nobody's speech, it is never said that another does. */
vb_known vb_belief_speaker(const vb_sought *sought, const vb_held *held);

/* So many of so many words that no coincidence is thinkable. */
bool vb_belief_is_sure(const vb_held *held);

/* Does anything but the words tie the article to the text: its speaker, its agency, its day, what
 * else it quotes? */
bool vb_belief_is_tied(const vb_article *article, const vb_sought *sought, const vb_held *held);

#endif
