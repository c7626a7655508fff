/* Who wrote an article, or whose text it is, as lines of the page tell it: "By Ann Other | 4 May",
 * "Source: XNA", "Written by" above a name, a link to the page of an author.
 *
 * Of what is said once, the first counts.  A name ends before a day and before any figure. */
#ifndef VB_ARTICLE_WRITER_H
#define VB_ARTICLE_WRITER_H

#include "article/visible.h"

/* The byline and the source that parts of a line name behind their labels; true if it has some. */
bool vb_writer_of_line(const vb_article_grammar *grammar, vb_str line, vb_visible *found,
                       vb_arena scratch);
/* The name in an element of an author: a link to the author's page, or one of such a class.
 * `labelled`: the line above says that a name follows. */
void vb_writer_of_element(const vb_article_grammar *grammar, const vb_block *block, bool labelled,
                          vb_visible *found, vb_arena scratch);
/* The first name in a line that tells a day, or stands beside one that does: "Ann Other | 4 May".
 */
void vb_writer_beside_day(const vb_article_grammar *grammar, vb_str line, vb_visible *found,
                          vb_arena scratch);
/* "Written by", with the name on the next line. */
bool vb_writer_is_label(const vb_article_grammar *grammar, vb_str line, vb_arena scratch);
/* The part before the next sign that parts a name from what is behind it; takes it off *rest. */
vb_str vb_writer_part(vb_str *rest);
/* Without blanks around and marks at the end. */
vb_str vb_writer_tidy(vb_str s);

#endif
