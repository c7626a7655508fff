/* Internal to tracing: does a text name where another one comes from? */
#ifndef VB_TRACE_CITED_H
#define VB_TRACE_CITED_H

#include "trace/texts.h"

/* Do these words name the outlet of `text`, or its agency where the text is the agency's own: it
 * has no outlet beside it, or one that it abbreviates (Meridian Press, MP)?  */
bool vb_cited_in(vb_folded_words words, const vb_text *text);

#endif
