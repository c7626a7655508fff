/* Who wrote it: names, without "By", roles, and what stands around them.
 *
 * Of what is told the most trusted is taken that names somebody: no address, no account, not the
 * outlet itself, unless nothing better is told.  Several told by the same source are all named. */
#ifndef VB_ARTICLE_BYLINE_H
#define VB_ARTICLE_BYLINE_H

#include "article/facts.h"

/* The byline; {0} if nobody is told.  Judges what is told of it. */
vb_str vb_byline_choose(const vb_article_grammar *grammar, vb_facts *facts, vb_str outlet,
                        vb_arena scratch);

#endif
