/* What unit tests expect of slices and dates, and where they find their tables; only *_test.c
 * includes this. */
#ifndef VB_BASE_EXPECT_H
#define VB_BASE_EXPECT_H

#include <criterion/criterion.h>
#include <stdio.h>

#include "base/arena.h"
#include "base/date.h"

#define EXPECT_STR(got, want)                                                                      \
  do {                                                                                             \
    vb_str got_ = (got);                                                                           \
    cr_expect(vb_str_eq(got_, vb_str_from(want)), "got '%.*s', want '%s'", VB_ARG(got_), (want));  \
  } while (0)

#define EXPECT_DATE(got, want)                                                                     \
  do {                                                                                             \
    char buffer_[VB_DATE_ISO_BYTES];                                                               \
    EXPECT_STR(vb_date_format((got), buffer_), want);                                              \
  } while (0)

/* A file of the source tree, such as a table of cases written by hand; `root` is what the
 * environment has as VB_SOURCE_ROOT, or NULL in a build folder below the tree. */
static inline vb_str source_text(const char *root, const char *name, vb_arena *arena) {
  enum { FILE_BYTES = 1 << 18 };
  char path[4096];
  snprintf(path, sizeof path, "%s/%s", root ? root : "../..", name);
  FILE *file = fopen(path, "rb");
  cr_assert_not_null(file, "%s", path);
  char *text = vb_arena_alloc(arena, 1, 1, FILE_BYTES);
  ptrdiff_t n = (ptrdiff_t)fread(text, 1, FILE_BYTES, file);
  fclose(file);
  return (vb_str){text, n};
}

#endif
