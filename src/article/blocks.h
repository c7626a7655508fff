/* The block model: a page as a list of blocks of text, whatever it came from.
 *
 *   HTML  --sift, html.c--> +-----------------------+
 *                           | blocks in page order  |--classify.c--> which are the article
 *   text dump  --dump.c-->  | meta facts            |--facts.c-----> title, dates, byline ...
 *                           +-----------------------+
 *
 * A block is what a reader sees as one paragraph, heading, list item, cell or
 * line; white space inside is one blank.  A dump knows no tags: its blocks are
 * of kind LINE, all flags are off, and what the classifier has is the text
 * itself and its neighbours.
 */
#ifndef VB_ARTICLE_BLOCKS_H
#define VB_ARTICLE_BLOCKS_H

#include "article/words.h"

typedef enum {
  VB_BLOCK_LINE, /* no tag says what it is */
  VB_BLOCK_PARAGRAPH,
  VB_BLOCK_HEADING,
  VB_BLOCK_ITEM,
  VB_BLOCK_CELL,
  VB_BLOCK_QUOTE,
  VB_BLOCK_CAPTION,
} vb_block_kind;

/* What an element is inside of. */
enum {
  VB_IN_NAV = 1 << 0,
  VB_IN_ASIDE = 1 << 1,
  VB_IN_HEADER = 1 << 2,
  VB_IN_FOOTER = 1 << 3,
  VB_IN_FORM = 1 << 4,
  VB_IN_FIGURE = 1 << 5,
  VB_IN_ARTICLE = 1 << 6,
  VB_IN_MAIN = 1 << 7,
  VB_IN_LIST = 1 << 8,
  VB_IN_TABLE = 1 << 9,
  VB_IN_HIDDEN = 1 << 10,
  VB_IN_BODY = 1 << 11, /* itemprop="articleBody" */
  VB_IN_HEADING = 1 << 12,
  /* Where the text of an article does not stand. */
  VB_IN_BESIDE = VB_IN_NAV | VB_IN_ASIDE | VB_IN_FOOTER | VB_IN_FORM | VB_IN_FIGURE | VB_IN_HIDDEN,
};

enum { VB_BLOCK_CONTAINERS = 4 };

typedef struct {
  vb_str text;
  vb_block_kind kind;
  int level;             /* of a heading: 1 to 6 */
  unsigned within;       /* VB_IN_ flags */
  unsigned near, around; /* vb_markup flags: of the element and its parent; of any ancestor */
  ptrdiff_t link_bytes, n_links, strong_bytes;
  int element;                        /* number of the element that it is the text of */
  int container[VB_BLOCK_CONTAINERS]; /* numbers of the elements around, innermost first */
  int article;                        /* number of the outermost <article> around; 0: none */
  uint32_t path, look;                /* alike for blocks below the same names of elements, and
                                         below three elements of the same names and classes */
  int pictures;                       /* of the page, up to the block's end */
  bool gap_before;                    /* a blank line stands before */
  int repeats;                        /* how often this text stands on the page */
  bool first_of_repeats;
  ptrdiff_t dateline; /* bytes at the start that the markup calls a dateline */
  vb_str datetime;    /* of a <time> inside */
  vb_span author;     /* of the text: from the first to the last name that the markup calls one */
  vb_phrase phrase;   /* the boilerplate phrase that it is or begins with */
  bool phrase_is_all;
  int taken; /* vb_taken_from: what of a page that does not show it has it; 0: the page shows it */
  bool main; /* the classifier's answer: part of the article's text */
  bool caption;
} vb_block;
VB_SLICE_TYPE(vb_blocks, vb_block);
VB_SLICE_TYPE(vb_ints, int);
VB_SLICE_TYPE(vb_looks, uint32_t);

/* A fact in the markup: "og:title" of a "meta", "title" of an "element", "canonical" of a "link".
 */
typedef struct {
  const char *where;
  vb_str key, value;
} vb_page_field;
VB_SLICE_TYPE(vb_page_fields, vb_page_field);

typedef struct {
  vb_blocks blocks;
  int n_containers;
  vb_ints parents; /* of each element that is numbered; 0 of the outermost */
  vb_looks looks;  /* of each of these: its name and class */
  bool markup;
  vb_date captured; /* at the head of a dump */
  vb_page_fields meta;
  vb_strs json_ld; /* contents of its scripts of that type */
} vb_page;

/* No phrase of menus, no caption, not mostly links, and in none of these (VB_IN_ flags). */
bool vb_block_is_text_like(const vb_block *block, unsigned outside);
/* Adds what can only be seen with all blocks at hand: repetition, phrases. */
void vb_blocks_finish(const vb_article_grammar *grammar, vb_page *page, vb_arena scratch);

#endif
