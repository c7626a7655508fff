#include "base/error.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

enum { LONGEST = 8 << 10 };

/* What is wrong stands at the end, behind a path that may be thousands of bytes long. */
static void cut_middle(vb_error *error, const char *text, size_t n) {
  size_t room = sizeof error->message - 1, head = room / 2 - 3, tail = room - head - 3;
  if (n <= room) {
    memcpy(error->message, text, n + 1);
  } else {
    memcpy(error->message, text, head);
    memcpy(error->message + head, "...", 3);
    memcpy(error->message + head + 3, text + n - tail, tail + 1);
  }
}

int vb_fail(vb_error *error, int code, const char *format, ...) {
  if (!error) return code;
  va_list args;
  va_start(args, format);
  char text[LONGEST];
  vsnprintf(text, sizeof text, format, args);
  va_end(args);
  cut_middle(error, text, strlen(text));
  for (char *c = error->message; *c; c++)
    if ((unsigned char)*c < ' ') *c = ' ';
  error->code = code;
  return code;
}
