/* Mentions: where a sentence names an actor, and what it says of it.
 *
 *   Ana Costa, president of Lao-Fictive Society and head of ..., on Monday
 *   ^---------------------------- one mention ---------------^
 *
 * A mention is a person with the offices told around the name, the holder of
 * an office without a name, an organisation, a country, or a pronoun.  The
 * parser is a recursive descent over tokens, greedy, linear in the sentence.
 */
#ifndef VB_LANGUAGE_MENTION_H
#define VB_LANGUAGE_MENTION_H

#include "language/actor.h"
#include "language/words.h"

typedef enum {
  VB_MENTION_PERSON,
  VB_MENTION_HOLDER, /* the Chinese president */
  VB_MENTION_ORGANISATION,
  VB_MENTION_COUNTRY, /* a country, or the seat of a government */
  VB_MENTION_PRONOUN,
} vb_mention_kind;

typedef struct {
  vb_token_range tokens;
  vb_mention_kind kind;
  vb_actor actor;   /* as told here: not yet resolved against the article */
  vb_str pronoun;   /* folded */
  vb_gender gender; /* told before a name: Ms, queen, her husband */
  bool introduced;  /* an office or honorific stands by the name */
} vb_mention;
VB_SLICE_TYPE(vb_mentions, vb_mention);

/* Most words begin no mention, which their case and classes tell at once: small ones but a few. */
enum {
  VB_MENTION_BEGINNERS = VB_WORD_BEGINNER | VB_WORD_KIN | VB_WORD_HONORIFIC | VB_WORD_OFFICE |
                         VB_WORD_COUNTRY | VB_WORD_DEMONYM | VB_WORD_SEAT | VB_WORD_MODIFIER |
                         VB_WORD_PORTFOLIO | VB_WORD_ORGANISATION | VB_WORD_PARTY | VB_WORD_STATE
};
static inline bool vb_mention_may_begin(const vb_token *t) {
  const uint32_t beginners = (uint32_t)VB_MENTION_BEGINNERS | VB_WORD_DETERMINER | VB_WORD_PRONOUN;
  if (t->kind != VB_TOKEN_WORD) return false;
  return (t->flags & VB_TOKEN_CAPITAL) || !t->plain || (t->begins[VB_WORDS_SET] & beginners);
}

/* Parses the mention that begins at token i and ends before `end`.  False if there is none.
 * `first` says that i begins a sentence, where a capital means little. */
bool vb_mention_parse(const vb_words *words, vb_tokens tokens, ptrdiff_t i, ptrdiff_t end,
                      bool first, vb_mention *mention, vb_arena *out);

/* "Branches in Lisbon, Porto and Faro" are three organisations, of which `mention` is the first as
 * vb_mention_parse gave it.  Pushes the three to `list` and returns the position behind the last;
 * -1 if the mention is no such list.  `owner` (may be NULL) is whose branches they are. */
ptrdiff_t vb_mention_spread(const vb_words *words, vb_tokens tokens, ptrdiff_t end,
                            const vb_mention *mention, const vb_actor *owner, vb_mentions *list,
                            vb_arena *out);

/* The text of tokens [start, end) with white space folded to single blanks. */
vb_str vb_tokens_text(vb_tokens tokens, ptrdiff_t start, ptrdiff_t end, vb_arena *out);

#endif
