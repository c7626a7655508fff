/* Character references, "&#8211;" and "&amp;", in what no parser of HTML has read: front matter,
 * JSON-LD, attribute values that were escaped twice. */
#ifndef VB_ARTICLE_UNESCAPE_H
#define VB_ARTICLE_UNESCAPE_H

#include "base/str.h"

/* As they are meant; `s` itself if there are none. */
vb_str vb_unescape(vb_arena *out, vb_str s);

#endif
