/* Which block of a page is the title. */
#ifndef VB_ARTICLE_TITLE_H
#define VB_ARTICLE_TITLE_H

#include "article/blocks.h"

/* What readers see as the title: the page's only heading of the first level, if at least half of
 * the words are those of `declared`, the title for machines, and it is not that title with a kicker
 * before it; else `declared` itself. */
vb_str vb_title_headline(const vb_page *page, vb_str declared, vb_arena scratch);

/* The block that says `declared` (if there is one), else the line before the text that looks most
 * like a title; -1 if none does.  `body` is the first block of the text. */
ptrdiff_t vb_title_find(const vb_article_grammar *grammar, const vb_page *page, vb_str declared,
                        ptrdiff_t body, vb_arena scratch);

#endif
