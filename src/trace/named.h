/* Internal to tracing: whom an article names, by office or title, where it begins.
 *
 *   Prime Minister Ilva Torensen of Norlund sent a message on Thursday, ...     Ilva Torensen
 *
 * An article quotes the speaker of a text by that name; who is quoted under another one is somebody
 * else, also where the article quotes nobody besides.
 */
#ifndef VB_TRACE_NAMED_H
#define VB_TRACE_NAMED_H

#include "trace/holders.h"

/* Adds those whom `text` names to the persons. */
void vb_named_find(const vb_language *language, vb_str text, vb_text_names *persons, vb_arena *out,
                   vb_arena scratch);

#endif
