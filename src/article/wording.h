/* How a block is worded: the numbers of its own text, and what of it other blocks, the title and
 * the page's declarations share.
 *
 * In: the blocks of a page and its title.  Out: for each block a vb_wording, from which features.c
 * takes columns for the block itself and for its neighbours.
 */
#ifndef VB_ARTICLE_WORDING_H
#define VB_ARTICLE_WORDING_H

#include "article/blocks.h"

typedef struct {
  float size; /* characters, those without spaces between words counted twice */
  float words, link_density, ends_sentence, sentences, commas, lower, stops, digits, upper;
  float has_date, is_label, title_words;
  float whole_link, ending, start, signs, address, strong, title_share, quotes;
  float credit;  /* ends with whose a picture is: 1 by a sign, 2 by a word, 3 an agency */
  float contact; /* an address or a telephone number */
  bool prose;
  /* told by the other blocks: */
  float told_words, told_often, again, later; /* as told.h has them */
  float declared;                             /* share of it in what the page declares its text */
  float run_before, run_after;                /* blocks of prose next to it */
} vb_wording;

/* One for each block. */
void vb_wording_fill(const vb_article_grammar *grammar, const vb_page *page, vb_str title,
                     vb_wording *rows, vb_arena scratch);

#endif
