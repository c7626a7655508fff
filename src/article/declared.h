/* What the markup of a page declares to machines: fields of <meta>, microdata, the hAtom
 * microformat, the <title>, JSON-LD.
 *
 * In: each element as it begins, with its attributes, each run of text, and each end, in page
 * order.  Out: page->meta and page->json_ld; what they mean is for facts.c.
 */
#ifndef VB_ARTICLE_DECLARED_H
#define VB_ARTICLE_DECLARED_H

#include "article/elements.h"
#include "article/sift.h"

enum { VB_ATTRIBUTE_BYTES = 2000 }; /* of a list of classes or properties, that are looked at */

typedef struct {
  vb_page *page;
  vb_arena *out;
  vb_str value[VB_N_ATTRIBUTES]; /* of the element that begins; p is NULL: it has none such */
  vb_str datetime;               /* of the last <time>, for the block that it stands in */
  vb_str day;                    /* what the next text is, by its element's itemprop */
  bool in_title, in_json;        /* whose text is being collected in `inside` */
  vb_bytes inside;
} vb_declared;

/* An element begins; declared->value holds its attributes. */
void vb_declared_begin(vb_declared *declared, const vb_tag *tag);
/* An element ends, whichever it is: a title or JSON-LD that was open is complete. */
void vb_declared_end(vb_declared *declared);
/* True if readers do not see the text: it is collected in `scratch`. */
bool vb_declared_text(vb_declared *declared, vb_str text, vb_arena *scratch);

#endif
