/* HTML to blocks.
 *
 *   <p>One <a>two</a></p> <nav>Home</nav>      PARAGRAPH "One two", LINE "Home" in VB_IN_NAV
 *
 * In: the bytes of a page, UTF-8.  Out: its blocks in page order, and what it declares
 * (declared.h).  This is the only reader of libxml2's events, which it takes as they come: there is
 * no tree.  A broken page gives the blocks that could be read; what follows behind </html> belongs
 * to the page, as in browsers.
 */
#ifndef VB_ARTICLE_HTML_H
#define VB_ARTICLE_HTML_H

#include "article/blocks.h"

/* vb_foreign_prepare comes before it. */
void vb_html_read(const vb_article_grammar *grammar, vb_str html, vb_page *page, vb_arena *out,
                  vb_arena scratch);
#endif
