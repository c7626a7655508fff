/* Growing arrays in an arena.
 *
 *   vb_slice(token) tokens = {0};       declares a struct {token *v; ptrdiff_t n, cap;}
 *   *vb_push(&arena, &tokens) = t;      appends; the pointer is valid until the next push
 *
 * Use VB_SLICE_TYPE(name, type) where the type must have a name (parameters).
 * The old storage of a grown array is not reclaimed before the arena is.
 */
#ifndef VB_BASE_VEC_H
#define VB_BASE_VEC_H

#include "base/arena.h"
#include "base/str.h"

#define VB_SLICE_TYPE(name, type)                                                                  \
  typedef struct {                                                                                 \
    type *v;                                                                                       \
    ptrdiff_t n, cap;                                                                              \
  } name

VB_SLICE_TYPE(vb_strs, vb_str);
VB_SLICE_TYPE(vb_spans, vb_span);
VB_SLICE_TYPE(vb_indices, ptrdiff_t);
VB_SLICE_TYPE(vb_bytes, char); /* a text that grows */

#define vb_push(arena, s)                                                                          \
  ((s)->n >= (s)->cap                                                                              \
       ? (void)((s)->v = vb_arena_grow((arena), (s)->v, sizeof *(s)->v, _Alignof(max_align_t),     \
                                       (s)->n, (s)->cap, (s)->cap ? (s)->cap * 2 : 8),             \
                (s)->cap = (s)->cap ? (s)->cap * 2 : 8)                                            \
       : (void)0,                                                                                  \
   (s)->v + (s)->n++)

/* Appends `s`, which may not lie in `bytes`: they may move. */
static inline void vb_bytes_add(vb_arena *arena, vb_bytes *bytes, vb_str s) {
  if (s.n <= 0) return; /* no text may have no address, of which nothing may be copied */
  if (!bytes->v || bytes->cap - bytes->n < s.n) {
    ptrdiff_t cap = bytes->cap * 2 + s.n;
    bytes->v = vb_arena_grow(arena, bytes->v, 1, 1, bytes->n, bytes->cap, cap);
    bytes->cap = cap;
  }
  memcpy(bytes->v + bytes->n, s.p, (size_t)s.n);
  bytes->n += s.n;
}
/* The text so far: valid until the next that is added. */
static inline vb_str vb_bytes_text(const vb_bytes *bytes) { return (vb_str){bytes->v, bytes->n}; }

#endif
