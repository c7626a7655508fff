/* A capture as a page: its blocks, and the facts that it states about itself. */
#ifndef VB_ARTICLE_PAGE_H
#define VB_ARTICLE_PAGE_H

#include "article/facts.h"

/* HTML or a dump; returns the title that the page declares ({0}: none), without the site's name. */
vb_str vb_page_read(const vb_article_grammar *grammar, const vb_capture *capture, vb_page *page,
                    vb_facts *facts, vb_arena *out, vb_arena scratch);

#endif
