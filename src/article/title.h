/* The title of a page: what it declares (title.c), which of its lines says it (title_line.c). */
#ifndef VB_ARTICLE_TITLE_H
#define VB_ARTICLE_TITLE_H

#include "article/facts.h"

/* The title for machines, without the name of the site, or what readers see as the title; {0} if
 * the page declares none.  Judges what is told of it.
 *
 * Taken is, in this order: the most trusted declared title that a main heading repeats; the page's
 * only main heading, if at least half of the words are those of the most trusted title and it does
 * not only have a kicker before it; the most trusted one that a main heading repeats but for signs;
 * the most trusted itself.  A headline that a news article's own data has yields to none of them,
 * unless it is the title element's, which is written for search engines.  Whether a kicker stands
 * before what is taken, or a section behind it, most of the sources decide. */
vb_str vb_title_declared(const vb_page *page, vb_facts *facts, vb_arena scratch);

/* The block that says `declared` (if there is one), else the line before the text that looks most
 * like a title; -1 if none does.  `body` is the first block of the text. */
ptrdiff_t vb_title_find(const vb_article_grammar *grammar, const vb_page *page, vb_str declared,
                        ptrdiff_t body, vb_arena scratch);

/* The title in the first line of a dump, as the window of a browser has it: "Envoys meet | The
 * Marula Times".  *line gets the later line that repeats it, above the text or, where what stands
 * above it is short, below its beginning (-1: none does, but it speaks of what the text does).  {0}
 * if the first line is something else. */
vb_str vb_title_of_window(const vb_page *page, ptrdiff_t body, ptrdiff_t *line, vb_arena scratch);

#endif
