/* HTML to blocks; the only file that knows libxml2, whose events it takes as they come: there is no
 * tree.  What follows behind </html> belongs to the page, as in browsers. */
#ifndef VB_ARTICLE_HTML_H
#define VB_ARTICLE_HTML_H

#include "article/blocks.h"

/* vb_foreign_prepare comes before it. */
/* A broken page gives the blocks that could be read. */
void vb_html_read(const vb_article_grammar *grammar, vb_str html, vb_page *page, vb_arena *out,
                  vb_arena scratch);
/* Character references of attribute values and front matter: "&#8211;" as it is meant. */
vb_str vb_html_unescape(vb_arena *out, vb_str s);

#endif
