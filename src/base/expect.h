/* What unit tests expect of slices and dates; only *_test.c includes this. */
#ifndef VB_BASE_EXPECT_H
#define VB_BASE_EXPECT_H

#include <criterion/criterion.h>

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

#endif
