/* Errors are values: 0 is good, negative is failure.  The message goes to the
 * vb_error that the caller passes, one line that names the file, the offset
 * and what is wrong; nothing is global or thread-local.
 */
#ifndef VB_BASE_ERROR_H
#define VB_BASE_ERROR_H

#include <stdarg.h>

#include "base/str.h"

enum {
  VB_OK = 0,
  VB_BAD_INPUT = -1, /* this file or record is bad; the batch goes on (exit status 1) */
  VB_USAGE = -2,     /* the caller asked for something that does not exist (2) */
  VB_ARCHIVE = -3,   /* the archive cannot be read or written (3) */
  VB_MEMORY = -4,    /* a document went past its memory budget (1) */
};

typedef struct {
  int code;
  /* NUL-terminated UTF-8, without newlines and other control characters, which are blanks; cut in
   * the middle if too long. */
  char message[512];
} vb_error;

/* Sets the message and returns `code`, so that a caller can `return vb_fail(...)`. */
int vb_fail(vb_error *error, int code, const char *format, ...)
    __attribute__((format(printf, 3, 4)));
int vb_fail_with(vb_error *error, int code, const char *format, va_list args)
    __attribute__((format(printf, 3, 0)));

#endif
