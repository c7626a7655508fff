#include "article/field.h"

#include <stdio.h>

const char *vb_field_name(vb_field_kind field) {
  static const char *const names[] = {"text", "title", "subtitle", "caption"};
  return names[field];
}

vb_str vb_field_label(vb_field_kind field, int caption, char buffer[VB_FIELD_NAME_BYTES]) {
  const char *name = vb_field_name(field);
  if (field != VB_FIELD_CAPTION) return vb_str_from(name);
  snprintf(buffer, VB_FIELD_NAME_BYTES, "%s/%d", name, caption);
  return vb_str_from(buffer);
}

vb_str vb_field_text(const vb_article *article, vb_field_kind field, int caption) {
  switch (field) {
  case VB_FIELD_TEXT: return article->text;
  case VB_FIELD_TITLE: return article->title;
  case VB_FIELD_SUBTITLE: return article->subtitle;
  case VB_FIELD_CAPTION:
    return caption < article->captions.n ? article->captions.v[caption] : (vb_str){0};
  }
  return (vb_str){0};
}
