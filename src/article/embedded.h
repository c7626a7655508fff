/* The text of a page that shows none: it is drawn by a script when a reader opens it.
 *
 *   <script type="application/ld+json">{... "articleBody": "First ...\n\nSecond ..."}</script>
 *   <script>window.state = {"title": "...", "body": "<p>First ...</p><p>Second ...</p>"}</script>
 *   <script>... "content": "First ...", ... "content": "Second ..." ...</script>
 *   <noscript><p>First ...</p></noscript>, <template>
 *
 * In: the source of a page.  Out: the longest prose that one of these holds,
 * and the bytes where it stands.  Strings are looked at wherever they stand in
 * a script; neighbours of one key are one text.  A text that is not the
 * JSON-LD's must share words with the page's title: scripts hold the consent
 * dialog and other articles, too.
 *
 * Linear in the source.
 */
#ifndef VB_ARTICLE_EMBEDDED_H
#define VB_ARTICLE_EMBEDDED_H

#include "article/article.h"

typedef struct {
  vb_taken taken; /* bytes of the source */
  vb_str html;    /* its paragraphs as markup */
  ptrdiff_t prose_bytes;
} vb_embedded;

/* False: there is none of at least `least` bytes. */
bool vb_embedded_find(vb_str source, vb_str title, ptrdiff_t least, vb_embedded *found,
                      vb_arena *out, vb_arena scratch);
/* What JSON-LD calls the body of an article, the longest of several; empty if it has none.  Lies in
 * `json_ld` or in `out`. */
vb_str vb_embedded_body(vb_str json_ld, vb_arena *out);

#endif
