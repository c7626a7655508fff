/* Facts that only the visible page tells: label lines ("Published: ...", "By ...", "Source: ..."),
 * bare date lines beside the title or below the text's beginning, <time> elements, the capture date
 * at the head of a dump. */
#ifndef VB_ARTICLE_VISIBLE_H
#define VB_ARTICLE_VISIBLE_H

#include "article/facts.h"

typedef struct {
  vb_str byline, source, byline_line, source_line; /* and the lines that say so */
  vb_str author;       /* a name whose element, or the line above, says that it is the author's */
  ptrdiff_t last_fact; /* the last block before the body that tells a fact; -1 */
} vb_visible;

/* `title` is the block that holds the title (-1: none), `body` the first block of the text.  Days
 * are told to `facts`. */
void vb_visible_read(const vb_article_grammar *grammar, const vb_page *page, ptrdiff_t title,
                     ptrdiff_t body, vb_date captured, vb_facts *facts, vb_visible *found,
                     vb_arena scratch);
/* The entry of the labels that `s` begins with; *end gets where it ends in s. */
const vb_dict_entry *vb_visible_label(const vb_article_grammar *grammar, vb_str s, ptrdiff_t *end,
                                      vb_arena scratch);
/* A block as a source: "line \"Published: 4 May 2021\"". */
vb_str vb_visible_source(vb_str line, vb_arena *out);
/* Takes the capture date that a page saver put at the head of a dump off the blocks: a labelled
 * date in the first lines, or a bare date before everything else. */
vb_date vb_visible_take_captured(const vb_article_grammar *grammar, vb_page *page,
                                 vb_arena scratch);
/* True if the block holds only a date, with its labels and a time. */
bool vb_visible_is_date_line(const vb_article_grammar *grammar, vb_str text);

#endif
