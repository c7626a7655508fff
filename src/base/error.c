#include "base/error.h"

#include <stdarg.h>
#include <stdio.h>

int vb_fail(vb_error *error, int code, const char *format, ...) {
  if (!error) return code;
  va_list args;
  va_start(args, format);
  vsnprintf(error->message, sizeof error->message, format, args);
  va_end(args);
  for (char *c = error->message; *c; c++)
    if ((unsigned char)*c < ' ') *c = ' ';
  error->code = code;
  return code;
}
