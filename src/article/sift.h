/* Markup without what nobody asks for: most of a page's bytes, which would cost the parser most of
 * its time.
 *
 *   <a class="x" href="/far/away" onclick="...">text</a>    <script>...</script>  <!-- ... -->
 *   <a class="x" >text</a>                                  <script></script>     <!---->
 *
 * In: the bytes of a page, without NULs.  Out: the same elements and the same text, in the same
 * order; attributes that have no name below, what scripts, styles and comments hold (but for
 * JSON-LD), and all but the first blank behind a tag are left out.  Tags and attributes begin and
 * end where libxml2 sees them begin and end, errors included; only a script that is closed holds
 * all up to its own end, as in browsers, where libxml2 would let "</body>" in it end the page, and
 * "<!-->" is a whole comment, as in browsers.
 *
 * An element keeps only attributes that are named here, each of which libxml2 takes once: so the
 * attributes of an element, which it compares with each other, are few however many there were.
 */
#ifndef VB_ARTICLE_SIFT_H
#define VB_ARTICLE_SIFT_H

#include "base/str.h"

/* Attributes that html.c reads; one that is not here is not there. */
typedef enum {
  VB_ATTRIBUTE_CLASS,
  VB_ATTRIBUTE_ID,
  VB_ATTRIBUTE_HIDDEN,
  VB_ATTRIBUTE_STYLE, /* only if it holds "none", as "display: none" does */
  VB_ATTRIBUTE_ITEMPROP,
  VB_ATTRIBUTE_ITEMTYPE, /* only if it is that of a comment */
  VB_ATTRIBUTE_ROLE,
  VB_ATTRIBUTE_DATETIME,
  VB_ATTRIBUTE_PUBDATE, /* of <time> */
  VB_ATTRIBUTE_TITLE,   /* of <abbr> */
  VB_ATTRIBUTE_CONTENT,
  VB_ATTRIBUTE_PROPERTY,
  VB_ATTRIBUTE_NAME, /* of <meta>, as is http-equiv */
  VB_ATTRIBUTE_HTTP_EQUIV,
  VB_ATTRIBUTE_REL, /* of <link>, as is href; of <a> only if it may name an author */
  VB_ATTRIBUTE_HREF,
  VB_ATTRIBUTE_LANG, /* of <html> */
  VB_ATTRIBUTE_TYPE, /* of <script> */
  VB_N_ATTRIBUTES
} vb_attribute;

/* The attribute of a name, whatever its case; VB_N_ATTRIBUTES if it is none of these. */
vb_attribute vb_attribute_named(vb_str name);

vb_str vb_sift_markup(vb_str html, vb_arena *out);

#endif
