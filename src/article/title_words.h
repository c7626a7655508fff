/* What two lines have in common: by their letters, for those that say the same; by their words, for
 * those that speak of the same. */
#ifndef VB_ARTICLE_TITLE_WORDS_H
#define VB_ARTICLE_TITLE_WORDS_H

#include "base/str.h"

enum { VB_TITLE_BYTES = 300, VB_TITLE_WORD_SLOTS = 1024 }; /* a longer line is no title */

/* Only letters and digits, folded: what is left where spelling programs set dashes and blanks. */
vb_str vb_title_letters(vb_str s, vb_arena *arena);

/* How many words it has, by blanks; two signs of a script without blanks count as one. */
int vb_title_count(vb_str s);

/* Hashes of words of more than three bytes, and of pairs of signs of scripts without blanks; past
 * three quarters of the slots no more are added.  Begins as zeros. */
typedef struct {
  uint64_t slots[VB_TITLE_WORD_SLOTS];
  int n;
} vb_title_words;

/* Adds those of `s`; how many it has. */
int vb_title_add_words(vb_title_words *words, vb_str s, vb_arena scratch);
/* How many of those of `s` are there; *total gets how many it has. */
int vb_title_shared_words(vb_title_words *words, vb_str s, int *total, vb_arena scratch);

#endif
