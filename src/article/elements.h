/* What the elements of HTML are to a reader: those that begin a block of text, those that run on
 * within a line, and those whose content nobody reads. */
#ifndef VB_ARTICLE_ELEMENTS_H
#define VB_ARTICLE_ELEMENTS_H

#include "article/blocks.h"

typedef enum { VB_ELEMENT_INLINE, VB_ELEMENT_BLOCK, VB_ELEMENT_SKIP } vb_element_kind;

typedef struct {
  const char *name;
  vb_element_kind kind;
  vb_block_kind block; /* of the text in it; LINE: that of the element around */
  unsigned within;     /* VB_IN_ flags of all that is in it */
} vb_element;

/* Elements that are asked for by name. */
typedef enum {
  VB_TAG_OTHER,
  VB_TAG_A,
  VB_TAG_BR,
  VB_TAG_META,
  VB_TAG_LINK,
  VB_TAG_HTML,
  VB_TAG_BODY,
  VB_TAG_TITLE,
  VB_TAG_SCRIPT,
  VB_TAG_TIME,
  VB_TAG_IMG,
  VB_TAG_VIDEO,
  VB_TAG_IFRAME
} vb_tag_name;

typedef struct {
  vb_tag_name name;
  vb_element_kind kind;
  const vb_element *element; /* NULL: inline */
  bool strong;               /* shows its text as important */
} vb_tag;

/* `name` in small letters, as the parser gives it. */
vb_tag vb_tag_named(const char *name);
/* Of an element that is not inline, one of vb_tag_named: from 1 on, the same in every run. */
uint32_t vb_element_number(const vb_element *element);
/* VB_IN_ flags of what an element's `role` attribute says it is for, whatever its name; 0: none. */
unsigned vb_role_within(vb_str role);

#endif
