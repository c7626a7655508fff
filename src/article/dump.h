/* Plain-text dumps to blocks: the visible lines of a page, menus and footers left in.
 *
 * A line is a block, except where the text is hard wrapped: then the lines up to
 * a blank one are.  Light markdown (headings, items, links, emphasis) and stray
 * tags are read as what they mean.
 */
#ifndef VB_ARTICLE_DUMP_H
#define VB_ARTICLE_DUMP_H

#include "article/blocks.h"

void vb_dump_read(vb_str text, vb_page *page, vb_arena *out, vb_arena scratch);

#endif
