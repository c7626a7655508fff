#include "base/error.h"

#include <stdio.h>
#include <string.h>

#include "base/utf8.h"

enum { LONGEST = 8 << 10 };

/* What is wrong stands at the end, behind a path that may be thousands of bytes long. */
static void cut_middle(vb_error *error, vb_str text) {
  ptrdiff_t room = sizeof error->message - 1, head = room / 2 - 3, tail = room - head - 3;
  char *to = error->message;
  if (text.n <= room) {
    memcpy(to, text.p, (size_t)text.n);
    to[text.n] = 0;
    return;
  }
  head = vb_utf8_back(text, head);
  while (tail && vb_utf8_back(text, text.n - tail) != text.n - tail) tail--;
  memcpy(to, text.p, (size_t)head);
  memcpy(to + head, "...", 3);
  memcpy(to + head + 3, text.p + text.n - tail, (size_t)tail);
  to[head + 3 + tail] = 0;
}

int vb_fail_with(vb_error *error, int code, const char *format, va_list args) {
  if (!error) return code;
  char text[LONGEST];
  vsnprintf(text, sizeof text, format, args);
  ptrdiff_t n = (ptrdiff_t)strlen(text);
  vb_utf8_blank_controls(text, n);
  cut_middle(error, (vb_str){text, n});
  error->code = code;
  return code;
}

int vb_fail(vb_error *error, int code, const char *format, ...) {
  va_list args;
  va_start(args, format);
  vb_fail_with(error, code, format, args);
  va_end(args);
  return code;
}
