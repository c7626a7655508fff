/* Several articles in one capture: a day's bulletin, an agency's daily file.
 *
 *   1. Title              <- part.start, part.title
 *   PLACE, May 3 (XNA) -- text ...
 *   ... -0-
 *   2. Title              <- part.end, the next part.start
 *
 * In: the blocks of a page, with the classifier's answer.  Out: its parts, in
 * page order.  A page is one article unless each part shows that it is one: its
 * own heading with a dateline or end mark and text of its own, or an <article>
 * element with a first-level heading and long text.  Mere headings are no
 * evidence: articles have subheadings; nor are lists of teasers, live blogs and
 * comments, which repeat headings and dates.
 */
#ifndef VB_ARTICLE_SPLIT_H
#define VB_ARTICLE_SPLIT_H

#include "article/blocks.h"

typedef struct {
  ptrdiff_t start, end; /* blocks [start, end) */
  ptrdiff_t title;      /* the block that is its heading */
  ptrdiff_t numbered;   /* bytes of the heading's own number: "2. " */
} vb_part;
VB_SLICE_TYPE(vb_parts, vb_part);

/* Empty: the page is one article.  Else two parts or more, whose paragraphs are `main` now. */
vb_parts vb_split_find(const vb_article_grammar *grammar, vb_page *page, vb_arena *out,
                       vb_arena scratch);

#endif
