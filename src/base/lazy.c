#include "base/lazy.h"

#include <pthread.h>
#include <stdatomic.h>

typedef enum { UNMADE, MADE, FAILED } lazy_state;

struct vb_lazy {
  _Atomic(lazy_state) state; /* once it is not UNMADE, nothing here changes any more */
  pthread_mutex_t mutex;
  vb_lazy_make make;
  const void *context;
  void *part;
  vb_error error;
  vb_arena_region region;
  vb_arena arena;
  vb_arena_guard guard;
};

vb_lazy *vb_lazy_new(vb_lazy_make make, const void *context, ptrdiff_t bytes, vb_arena *out) {
  vb_lazy *lazy = VB_NEW(out, vb_lazy);
  if (vb_arena_region_open(&lazy->region, bytes)) return NULL;
  lazy->make = make;
  lazy->context = context;
  pthread_mutex_init(&lazy->mutex, NULL);
  return lazy;
}

void vb_lazy_close(vb_lazy *lazy) {
  if (!lazy) return;
  pthread_mutex_destroy(&lazy->mutex);
  vb_arena_region_close(&lazy->region);
}

static int make(vb_lazy *lazy) {
  if (!VB_ARENA_TRY(&lazy->guard))
    return vb_fail(&lazy->error, VB_MEMORY, "the lexicon is too large");
  lazy->arena = vb_arena_reset(&lazy->region, &lazy->guard);
  return lazy->make(lazy->context, &lazy->part, &lazy->arena, &lazy->error);
}

const void *vb_lazy_get(vb_lazy *lazy, vb_error *error) {
  if (atomic_load_explicit(&lazy->state, memory_order_acquire) == UNMADE) {
    pthread_mutex_lock(&lazy->mutex);
    if (atomic_load_explicit(&lazy->state, memory_order_relaxed) == UNMADE) {
      lazy_state state = make(lazy) ? FAILED : MADE;
      atomic_store_explicit(&lazy->state, state, memory_order_release);
    }
    pthread_mutex_unlock(&lazy->mutex);
  }
  if (atomic_load_explicit(&lazy->state, memory_order_acquire) == MADE) return lazy->part;
  if (error) *error = lazy->error;
  return NULL;
}
