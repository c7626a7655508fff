/* Internal to tracing: reported speech whose source is known from elsewhere, by its sentence.
 *
 * In: reported speech that no text has in its words, and the text that another quotation of the
 * same speaker comes from.  Out: the sentences of that text that it comes closest to
 * (likeness.h), compared word by word, if they hold a third of what it says:
 *
 *   "We shall keep the strait open," she wrote, and      quoted: that letter
 *   told him the harbour was for those who worked there. reported: its second sentence
 *
 * Without such a quotation nothing is looked for: what is only alike is no source.
 */
#ifndef VB_TRACE_REPORTED_H
#define VB_TRACE_REPORTED_H

#include "trace/holders.h"

/* Adds the text of `known` to those that hold the subject.  False: it does not tell it. */
bool vb_reported_find(const vb_asked *asked, const vb_held *known, vb_sought *sought, vb_arena *out,
                      vb_arena scratch);

#endif
