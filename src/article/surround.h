/* What stands around a block and tells what it is part of.
 *
 * - rhythm: pictures, days, contacts and calls to reply near it: captions stand beside pictures,
 *   comments and teasers come with days, boxes about a company with addresses
 * - unit: the items of one list, the cells of one table, other neighbours that look alike: how
 *   many, how much of it links, and what stands before and behind all of it; all of a dump is one
 * - parent: how much of its parent's prose stands before the block and behind it
 * - group: elements of one look below one parent, each of several blocks, as comments and teasers
 *   are: how many, and how many of them hold a link, a day, a picture
 *
 * In: the blocks and, for each, what is known of its text.  Out: a row of numbers (zero before) for
 * each block, named in vb_surround_names.  Linear in blocks and elements.
 */
#ifndef VB_ARTICLE_SURROUND_H
#define VB_ARTICLE_SURROUND_H

#include "article/blocks.h"

enum { VB_N_SURROUND = 25 };

extern const char *const vb_surround_names[VB_N_SURROUND];

typedef struct {
  float size, links; /* characters; those of links */
  float mass;        /* as in layout.h */
  float ending;      /* as in wording.h */
  float core;        /* steps to the core of the page: the column of layout.h */
  bool ends_sentence, whole_link, day, contact, reply;
} vb_surround_text;

typedef struct {
  float v[VB_N_SURROUND];
} vb_surround;

/* `text` and `rows` have one for each block. */
void vb_surround_fill(const vb_page *page, const vb_surround_text *text, vb_surround *rows,
                      vb_arena scratch);

#endif
