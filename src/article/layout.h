/* Where a block stands on its page, told by the page's own layout.
 *
 * - alike: blocks below elements of the same names (path) or of the same names and classes (look):
 *   paragraphs of one article are alike, and so are teasers of one list
 * - core: the innermost element that holds most of the page's prose (of other text, if it has
 *   none); in or out of it, how far
 * - family: the blocks below the same parent: how many, how much, how much of it links
 * - windows: the lines around: how short, how much of links, how many end as sentences do
 *
 * In: the blocks and, for each, what is known of its text.  Out: a row of numbers (zero before)
 * for each block, named in vb_layout_names.  A dump has no elements: only its windows differ from
 * block to block.
 */
#ifndef VB_ARTICLE_LAYOUT_H
#define VB_ARTICLE_LAYOUT_H

#include "article/blocks.h"

enum { VB_N_LAYOUT = 27 };

extern const char *const vb_layout_names[VB_N_LAYOUT];
enum { VB_LAYOUT_CORE_STEPS = 8 }; /* the column of this name, which surround.h looks at, too */

typedef struct {
  float size;
  bool prose, ends_sentence;
  float mass; /* how much it says for the article being here: its size, if it is prose */
} vb_layout_text;

typedef struct {
  float v[VB_N_LAYOUT];
} vb_layout;

void vb_layout_fill(const vb_page *page, const vb_layout_text *text, vb_layout *rows,
                    vb_arena scratch);

#endif
