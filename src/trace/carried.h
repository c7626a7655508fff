/* Internal to tracing: words that nobody is found to have released, over a text that carries them.
 *
 * In: a quotation without a primary, whose words stand in somebody's quotation in another text.
 * That quotation is traced in turn, as if the carrier were asked: it is mostly longer, and its
 * words are those of whoever altered them.  Out: where it comes from, compared with the words that
 * are sought.
 *
 *   agency   We must keep the strait open to ferries, and the harbour to the nets.
 *               ^ altered by the wire
 *   wire     "We should keep the strait open to the ferries, and the harbour to the nets."
 *                ^ the same
 *   paper       "should keep the strait open"
 *
 * The paper's words are nobody's as they stand; over the wire they are the agency's.
 *
 * One hop deep.  What the carrier's own quotation is not traced to, these words are not.
 */
#ifndef VB_TRACE_CARRIED_H
#define VB_TRACE_CARRIED_H

#include "trace/holders.h"

/* Adds to the texts that hold `sought`, one of `all`, the one that its carrier's quotation comes
 * from; `number` is of an article that has not been asked.  *found: was there one?  0; or
 * VB_ARCHIVE. */
int vb_carried_find(vb_archive *archive, const vb_asked *asked, const vb_soughts *all,
                    vb_sought *sought, uint64_t number, bool *found, vb_arena *out,
                    vb_arena scratch, vb_error *error);

#endif
