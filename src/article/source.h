/* Where in the source of a capture a text stands that the block model holds.
 *
 * Blocks have lost their tags, references and white space; what is compared is
 * the letters and digits alone.  In one pass: a part of a page is found behind
 * the part before it.
 */
#ifndef VB_ARTICLE_SOURCE_H
#define VB_ARTICLE_SOURCE_H

#include "base/str.h"

/* The first byte, from `from` on, of `text` in the source; `from` if it is not there. */
ptrdiff_t vb_source_find(vb_str source, vb_str text, bool markup, ptrdiff_t from);
/* Behind the tag, comment or whole script that begins at `at`; `at` if none does. */
ptrdiff_t vb_source_skip_tag(vb_str source, ptrdiff_t at);

#endif
