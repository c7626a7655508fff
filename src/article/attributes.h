/* Elements with absurdly many attributes.
 *
 * libxml2 compares every attribute of an element with all before it: a million
 * take it hours.  In: the bytes of a page.  Out: the same bytes, or a copy in
 * which what follows the first 256 attributes of an element is blank.  Comments,
 * scripts and styles stay as they are.  No page of good faith is touched.
 */
#ifndef VB_ARTICLE_ATTRIBUTES_H
#define VB_ARTICLE_ATTRIBUTES_H

#include "base/arena.h"
#include "base/str.h"

vb_str vb_attributes_bound(vb_str html, vb_arena *out);

#endif
