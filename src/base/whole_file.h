/* A whole file, for programs that measure: benches and evaluations.  What verbale itself reads
 * comes through capture/, in pieces. */
#ifndef VB_BASE_WHOLE_FILE_H
#define VB_BASE_WHOLE_FILE_H

#include <stdio.h>

#include "base/str.h"

/* p is NULL if it cannot be read. */
static inline vb_str vb_whole_file(const char *path, vb_arena *out) {
  FILE *file = fopen(path, "rb");
  if (!file) return (vb_str){0};
  long size = fseek(file, 0, SEEK_END) ? -1 : ftell(file);
  if (size < 0) {
    fclose(file);
    return (vb_str){0};
  }
  char *text = vb_arena_alloc_raw(out, 1, 1, size);
  rewind(file);
  ptrdiff_t n = (ptrdiff_t)fread(text, 1, (size_t)size, file);
  fclose(file);
  return (vb_str){text, n};
}

#endif
