/* Glue: words that run into a name because a page lost the tag between them.
 *
 *   "... from Bo Lindqvistto the king"  ->  Bo | Lindqvist | to | the | king
 *
 * Only where the article shows the name on its own too, and what follows it is
 * a small word or a verb: "Lindqvists" stays as it is.
 */
#ifndef VB_LANGUAGE_GLUE_H
#define VB_LANGUAGE_GLUE_H

#include "language/analysis.h"

/* The tokens, with glued ones split in two; the same list if there are none. */
vb_tokens vb_glue_split(const vb_language *language, vb_tokens tokens, const vb_people *people,
                        vb_arena *out);

#endif
