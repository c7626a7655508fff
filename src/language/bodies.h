/* Names of organisations: are two of them one?  The same rule inside an article and over articles.
 *
 *   SAME    every telling word of the shorter name stands in the longer ("Communist
 *           Party of X", "Central Committee of the Communist Party of X"), or one is
 *           the initials of the other ("WHO")
 *   PART    the same, but the shorter is a single word: "the party", "the ministry"
 *   DIFFER  each has a word that the other lacks: "X Party of C", "Y Party of C"; or
 *           only one is a part or has a word that makes another one of it: "the city
 *           branch of X", "the National X"
 *   UNCLEAR one has no telling word
 *
 * A word of six letters or more may be spelled with one letter changed, added or
 * left out ("Organisation", "Organization").
 */
#ifndef VB_LANGUAGE_BODIES_H
#define VB_LANGUAGE_BODIES_H

#include "language/names.h"

typedef struct {
  vb_strs words; /* those that tell something, folded */
  int n_parts;   /* how many of them make another one: "branch", "national" */
} vb_body;

vb_body vb_body_fold(const vb_name_words *words, vb_str organisation, vb_arena *out);
vb_names_match vb_bodies_compare(const vb_body *a, const vb_body *b);
/* No capital: "the party", "participants", "delegations" name nothing. */
bool vb_body_is_common(vb_str organisation);

#endif
