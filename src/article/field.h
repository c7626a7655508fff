/* Fields: the texts of an article in which a span can stand. */
#ifndef VB_ARTICLE_FIELD_H
#define VB_ARTICLE_FIELD_H

#include "article/article.h"

typedef enum { VB_FIELD_TEXT, VB_FIELD_TITLE, VB_FIELD_SUBTITLE, VB_FIELD_CAPTION } vb_field_kind;

typedef struct {
  vb_field_kind field;
  int caption; /* index, if field is VB_FIELD_CAPTION */
  vb_span span;
} vb_evidence;
VB_SLICE_TYPE(vb_evidences, vb_evidence);

/* "text", "title", "subtitle", "caption". */
const char *vb_field_name(vb_field_kind field);
/* The same, "caption/2" for a caption; written to the buffer. */
enum { VB_FIELD_NAME_BYTES = 32 };
vb_str vb_field_label(vb_field_kind field, int caption, char buffer[VB_FIELD_NAME_BYTES]);
/* The field's text; {0} where the article has none. */
vb_str vb_field_text(const vb_article *article, vb_field_kind field, int caption);

#endif
