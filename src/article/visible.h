/* Facts that only the visible page tells: label lines ("Published: ...", "By ...", "Source: ..."),
 * bare date lines beside the title, <time> elements, the capture date at the head of a dump. */
#ifndef VB_ARTICLE_VISIBLE_H
#define VB_ARTICLE_VISIBLE_H

#include "article/facts.h"

typedef struct {
  vb_date published, updated, captured;
  vb_str byline, source;
  ptrdiff_t last_fact; /* the last block before the body that tells a fact; -1 */
} vb_visible;

/* `title` is the block that holds the title (-1: none), `body` the first block of the text. */
void vb_visible_read(const vb_article_grammar *grammar, const vb_page *page, ptrdiff_t title,
                     ptrdiff_t body, vb_date captured, vb_visible *found, vb_arena scratch);
/* Takes the capture date that a page saver put at the head of a dump off the blocks: a labelled
 * date in the first lines, or a bare date before everything else. */
vb_date vb_visible_take_captured(const vb_article_grammar *grammar, vb_page *page,
                                 vb_arena scratch);
/* True if the block holds only a date, with its labels and a time. */
bool vb_visible_is_date_line(const vb_article_grammar *grammar, vb_str text);

#endif
