#include "base/arena.h"

#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>

#if defined(__SANITIZE_ADDRESS__)
#define VB_ASAN 1
#elif defined(__has_feature)
#if __has_feature(address_sanitizer)
#define VB_ASAN 1
#endif
#endif
#ifdef VB_ASAN
#include <sanitizer/asan_interface.h>
#else
#define ASAN_POISON_MEMORY_REGION(p, n)   ((void)(p), (void)(n))
#define ASAN_UNPOISON_MEMORY_REGION(p, n) ((void)(p), (void)(n))
#endif

/* A reset hands pages back to the kernel only when more than this was taken since it last did: else
 * a region whose upper half serves as scratch would fault its pages in again for every document.
 * Pages below this always stay warm. */
enum { KEEP_BYTES = 8 << 20 };

int vb_arena_region_open(vb_arena_region *region, ptrdiff_t bytes) {
  void *p = mmap(NULL, (size_t)bytes, PROT_READ | PROT_WRITE,
                 MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE, -1, 0);
  if (p == MAP_FAILED) {
    *region = (vb_arena_region){0};
    return -1;
  }
  *region = (vb_arena_region){p, bytes, p, p, 0};
  ASAN_POISON_MEMORY_REGION(p, (size_t)bytes);
  return 0;
}

void vb_arena_region_close(vb_arena_region *region) {
  if (!region->base) return;
  ASAN_UNPOISON_MEMORY_REGION(region->base, (size_t)region->size);
  munmap(region->base, (size_t)region->size);
  *region = (vb_arena_region){0};
}

vb_arena vb_arena_reset(vb_arena_region *region, vb_arena_guard *guard) {
  if (region->used > region->warm) region->warm = region->used;
  ptrdiff_t warm = region->warm - region->base;
  if (region->taken_bytes > KEEP_BYTES) {
    if (warm > KEEP_BYTES)
      madvise(region->base + KEEP_BYTES, (size_t)(warm - KEEP_BYTES), MADV_DONTNEED);
    region->warm = region->base;
    region->taken_bytes = 0;
  }
  ASAN_POISON_MEMORY_REGION(region->base, (size_t)(region->used - region->base));
  region->used = region->base;
  return (vb_arena){region->base, region->base + region->size, guard, region};
}

void vb_arena_give_up(vb_arena *arena) {
  if (arena->guard) longjmp(arena->guard->jump, 1);
  fputs("verbale: out of memory\n", stderr);
  abort();
}

void *vb_arena_alloc_raw(vb_arena *arena, ptrdiff_t size, ptrdiff_t align, ptrdiff_t n) {
  ptrdiff_t pad = (ptrdiff_t)(-(uintptr_t)arena->beg & (uintptr_t)(align - 1));
  ptrdiff_t left = arena->end - arena->beg - pad;
  if (left < 0 || n < 0 || n > left / size) vb_arena_give_up(arena);
  char *p = arena->beg + pad;
  arena->beg = p + n * size;
  if (arena->region) {
    arena->region->taken_bytes += n * size;
    if (arena->beg > arena->region->used) arena->region->used = arena->beg;
  }
  ASAN_UNPOISON_MEMORY_REGION(p, (size_t)(n * size));
  return p;
}

void *vb_arena_alloc(vb_arena *arena, ptrdiff_t size, ptrdiff_t align, ptrdiff_t n) {
  void *p = vb_arena_alloc_raw(arena, size, align, n);
  return memset(p, 0, (size_t)(n * size));
}

void *vb_arena_grow(vb_arena *arena, void *old, ptrdiff_t size, ptrdiff_t align, ptrdiff_t n,
                    ptrdiff_t old_capacity, ptrdiff_t capacity) {
  if (old && (char *)old + old_capacity * size == arena->beg) {
    char *more = vb_arena_alloc_raw(arena, size, 1, capacity - old_capacity);
    memset(more, 0, (size_t)((capacity - old_capacity) * size));
    return old;
  }
  void *p = vb_arena_alloc(arena, size, align, capacity);
  if (old && n) memcpy(p, old, (size_t)(n * size));
  return p;
}
