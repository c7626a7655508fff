/* The outlet, where only the foot of the page tells: "The Example by Example Holdings" beside
 * "Copyright Example Holdings", or a copyright holder that the register of agencies knows. */
#ifndef VB_ARTICLE_OUTLET_H
#define VB_ARTICLE_OUTLET_H

#include "article/blocks.h"

/* {0} if the page does not say. */
vb_str vb_outlet_find(const vb_article_grammar *grammar, const vb_page *page, vb_arena scratch);

#endif
