/* Front matter: the block between two lines of "---" that many page savers put first.
 *
 *   ---
 *   title: "Letter to the \u201Cfriends\u201D"
 *   source_url: https://example.org/a
 *   original_title:
 *     - >
 *       Folded over
 *       two lines
 *   ---
 *
 * A small part of YAML, read with tolerance: `key: value`, quoted values with
 * escapes, folded and literal blocks, lists (one field for each item, under the
 * key of the list).  A line that is none of these is passed over.
 */
#ifndef VB_CAPTURE_FRONT_H
#define VB_CAPTURE_FRONT_H

#include "capture/capture.h"

/* Where the text begins behind the front matter; 0 if there is none. */
ptrdiff_t vb_front_end(vb_str text);
/* The fields of the front matter of `text`; none if there is none. */
vb_fields vb_front_read(vb_str text, vb_arena *out, vb_arena scratch);

#endif
