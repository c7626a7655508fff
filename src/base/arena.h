/* Arenas: all memory of one document, released in one step.
 *
 *   reserved address space (the budget)
 *   |#### results ####|.......... free .........|
 *   beg at creation   beg now                   end
 *
 * A vb_arena is a small value.  Functions that return something take
 * `vb_arena *out`; functions that need working space take `vb_arena scratch`
 * by value, so that everything they took from it is free again when they
 * return (the u-config idiom).  Out and scratch must be two different regions.
 *
 * The budget is the size of the reservation; pages are committed by the kernel
 * when first touched.  Past the budget an allocation does not return: it jumps
 * to the `vb_arena_guard` in force, where the document is given up with an
 * error and the batch goes on.  Free space is poisoned for AddressSanitizer.
 */
#ifndef VB_BASE_ARENA_H
#define VB_BASE_ARENA_H

#include <setjmp.h>
#include <stddef.h>

typedef struct {
  jmp_buf jump;
} vb_arena_guard;

/* Owns the reservation behind arenas; stays where it is while arenas over it are in use. */
typedef struct {
  char *base;
  ptrdiff_t size;
  char *used;  /* no byte from here on was touched since the last reset */
  char *dirty; /* from here on all is zero, as the kernel gave it */
  /* Since pages were last handed back to the kernel: how far it was used, and how much was taken.
   */
  char *warm;
  ptrdiff_t taken_bytes;
} vb_arena_region;

typedef struct {
  char *beg, *end;
  vb_arena_guard *guard;   /* NULL: running out of memory aborts the program */
  vb_arena_region *region; /* NULL: the bytes are somebody else's */
} vb_arena;

/* Reserves `bytes` of address space.  Returns 0, or -1 if the system refuses. */
int vb_arena_region_open(vb_arena_region *region, ptrdiff_t bytes);
void vb_arena_region_close(vb_arena_region *region);
/* An empty arena over the whole region; arenas taken earlier become invalid. */
vb_arena vb_arena_reset(vb_arena_region *region, vb_arena_guard *guard);

/* n zeroed objects of `size` bytes; never NULL (n == 0 gives a valid pointer).
 * `align` is a power of two. */
void *vb_arena_alloc(vb_arena *arena, ptrdiff_t size, ptrdiff_t align, ptrdiff_t n)
    __attribute__((returns_nonnull));
/* The same, not zeroed. */
void *vb_arena_alloc_raw(vb_arena *arena, ptrdiff_t size, ptrdiff_t align, ptrdiff_t n)
    __attribute__((returns_nonnull));
/* A copy of `old` (n objects) with room for `capacity`; grows in place when
 * `old` was the arena's last allocation. */
void *vb_arena_grow(vb_arena *arena, void *old, ptrdiff_t size, ptrdiff_t align, ptrdiff_t n,
                    ptrdiff_t old_capacity, ptrdiff_t capacity) __attribute__((returns_nonnull));

/* Gives the document up as if the arena had no room left: where other memory that it needs is not
 * to be had. */
_Noreturn void vb_arena_give_up(vb_arena *arena);

#define VB_NEW(arena, type) ((type *)vb_arena_alloc((arena), sizeof(type), _Alignof(type), 1))
#define VB_NEW_N(arena, type, n)                                                                   \
  ((type *)vb_arena_alloc((arena), sizeof(type), _Alignof(type), (n)))

/* Runs the following block; on exhaustion of an arena guarded by `guard` the
 * condition is false.  Usage:
 *   vb_arena_guard guard;
 *   if (VB_ARENA_TRY(&guard)) { ... vb_arena_reset(&region, &guard) ... }
 *   else { the budget was exceeded }
 * Locals changed inside the block must be volatile to be read after a jump. */
#define VB_ARENA_TRY(guard) (!setjmp((guard)->jump))

#endif
