/* A part that is made when it is first asked for, and then shared: what a language needs costs
 * nothing where no text is in it.
 *
 * Threads may ask at the same time: one makes it, the others wait; from then on it is read only and
 * asking costs a load.  It is made in a region of its own.
 */
#ifndef VB_BASE_LAZY_H
#define VB_BASE_LAZY_H

#include "base/arena.h"
#include "base/error.h"

typedef struct vb_lazy vb_lazy;

/* Gives the part, or what it returns with *error.  Must touch nothing that others read. */
typedef int (*vb_lazy_make)(const void *context, void **part, vb_arena *arena, vb_error *error);

/* `context` must outlive it; `bytes` is the most that the part may take.  It stands in `out`, which
 * must outlive it too.  NULL: out of memory. */
vb_lazy *vb_lazy_new(vb_lazy_make make, const void *context, ptrdiff_t bytes, vb_arena *out);
void vb_lazy_close(vb_lazy *lazy); /* may be NULL */

/* The part; NULL if it could not be made, then and ever after.  `error` may be NULL. */
const void *vb_lazy_get(vb_lazy *lazy, vb_error *error);

#endif
