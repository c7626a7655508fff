/* The memory of libxml2 and jansson: while they read a document, it comes from the document's
 * arena.
 *
 * So what they build is within the budget (a page of 60 MB can make a tree of gigabytes), and no
 * allocation of theirs fails: libxml2 2.9 loses text, crashes or never returns when one does.
 * Instead the arena jumps to its guard, and nothing has to be freed.
 *
 * Both libraries know memory functions for the whole process only.  Ours pass on to those that were
 * there before, except within vb_foreign_run, for its thread; so other users of the libraries in
 * the process, at any time and in any thread, notice nothing.
 */
#ifndef VB_ARTICLE_FOREIGN_H
#define VB_ARTICLE_FOREIGN_H

#include "base/arena.h"

/* Before the first use of the libraries; again is fine, from any thread. */
void vb_foreign_prepare(void);

/* Parses, takes what it wants into `out`, and frees what the libraries gave. */
typedef void (*vb_foreign_work)(void *context, vb_arena *out, vb_arena *scratch);

/* Calls `work`; what the libraries allocate meanwhile lies in `scratch`. */
void vb_foreign_run(vb_foreign_work work, void *context, vb_arena *out, vb_arena scratch);

#endif
