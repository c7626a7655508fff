/* Internal to tracing: passages that an article has from other texts, outside quotation marks. */
#ifndef VB_TRACE_COPIED_H
#define VB_TRACE_COPIED_H

#include "trace/holders.h"

/* Subjects that are to be traced besides those sought, told unquoted: what the text shares at
 * length with a text of the pool, to the ends of its sentences, the longest first where they
 * overlap. */
vb_subjects vb_copied_find(const vb_asked *asked, const vb_soughts *sought, vb_arena *out,
                           vb_arena scratch);

#endif
