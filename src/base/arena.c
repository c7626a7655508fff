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
  *region = (vb_arena_region){.base = p, .size = bytes, .used = p, .dirty = p, .warm = p};
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
    if (warm > KEEP_BYTES &&
        !madvise(region->base + KEEP_BYTES, (size_t)(warm - KEEP_BYTES), MADV_DONTNEED))
      region->dirty = region->base + KEEP_BYTES;
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

/* Room for n objects.  The bytes before *dirty may hold anything, those behind it are zero. */
static char *take(vb_arena *arena, ptrdiff_t size, ptrdiff_t align, ptrdiff_t n, char **dirty) {
  ptrdiff_t pad = (ptrdiff_t)(-(uintptr_t)arena->beg & (uintptr_t)(align - 1));
  ptrdiff_t left = arena->end - arena->beg - pad;
  if (left < 0 || n < 0 || n > left / size) vb_arena_give_up(arena);
  char *p = arena->beg + pad;
  *dirty = arena->beg = p + n * size;
  vb_arena_region *region = arena->region;
  if (region) {
    region->taken_bytes += n * size;
    if (arena->beg > region->used) region->used = arena->beg;
    if (arena->beg > region->dirty) *dirty = region->dirty, region->dirty = arena->beg;
  }
  ASAN_UNPOISON_MEMORY_REGION(p, (size_t)(n * size));
  return p;
}

/* For the growing, of whose room the last part is seldom used: a page that nobody touches costs
 * nothing.  What is used in any order, as a hash table, is cheaper touched at once: a page that is
 * read first, and then written to, faults twice. */
static char *take_untouched(vb_arena *arena, ptrdiff_t size, ptrdiff_t align, ptrdiff_t n) {
  char *dirty, *p = take(arena, size, align, n, &dirty);
  if (dirty > p) memset(p, 0, (size_t)(dirty - p));
  return p;
}

void *vb_arena_alloc_raw(vb_arena *arena, ptrdiff_t size, ptrdiff_t align, ptrdiff_t n) {
  char *dirty;
  return take(arena, size, align, n, &dirty);
}

void *vb_arena_alloc(vb_arena *arena, ptrdiff_t size, ptrdiff_t align, ptrdiff_t n) {
  char *dirty;
  return memset(take(arena, size, align, n, &dirty), 0, (size_t)(n * size));
}

void *vb_arena_grow(vb_arena *arena, void *old, ptrdiff_t size, ptrdiff_t align, ptrdiff_t n,
                    ptrdiff_t old_capacity, ptrdiff_t capacity) {
  if (old && (char *)old + old_capacity * size == arena->beg) {
    take_untouched(arena, size, 1, capacity - old_capacity);
    return old;
  }
  char *p = take_untouched(arena, size, align, capacity);
  if (old && n) memcpy(p, old, (size_t)(n * size));
  return p;
}
