#include "cli/print.h"

#include <stdio.h>
#include <string.h>

#include "base/utf8.h"

static void put_character(vb_str text, ptrdiff_t at, int len, int32_t c) {
  bool control = (c < ' ' && c != '\n' && c != '\t') || (c >= 0x7F && c < 0xA0);
  if (control)
    putchar('?');
  else
    fwrite(text.p + at, 1, (size_t)len, stdout);
}

void vb_print_text(vb_str text) {
  for (ptrdiff_t i = 0; i < text.n;) {
    int len;
    int32_t c = vb_utf8_decode(text, i, &len);
    put_character(text, i, len, c);
    i += len;
  }
}

/* How many spans begin at each byte, less how many end there: their running sum says what is
 * marked, whatever their order and number. */
static int32_t *steps_of(vb_str text, const vb_spans *spans, vb_arena *arena) {
  int32_t *steps = VB_NEW_N(arena, int32_t, text.n + 1);
  for (ptrdiff_t i = 0; i < spans->n; i++) {
    vb_span span = spans->v[i];
    if (span.start < 0 || span.end > text.n || span.start >= span.end) continue;
    steps[span.start]++;
    steps[span.end]--;
  }
  return steps;
}

void vb_print_marked(const vb_cli *cli, vb_str text, const vb_spans *spans, vb_arena scratch) {
  int32_t *steps = steps_of(text, spans, &scratch), depth = 0;
  bool on = false;
  for (ptrdiff_t i = 0; i < text.n;) {
    int len;
    int32_t c = vb_utf8_decode(text, i, &len);
    for (int k = 0; k < len; k++) depth += steps[i + k];
    bool mark = cli->out_is_terminal && depth > 0;
    if (mark != on) fputs(mark ? "\033[1;4m" : "\033[0m", stdout);
    on = mark;
    put_character(text, i, len, c);
    i += len;
  }
  if (on) fputs("\033[0m", stdout);
}

vb_str vb_number(int64_t n, char buffer[32]) {
  char digits[24];
  int len = snprintf(digits, sizeof digits, "%lld", (long long)n), out = 0;
  for (int i = 0; i < len; i++) {
    if (i && (len - i) % 3 == 0 && digits[i - 1] != '-') buffer[out++] = ',';
    buffer[out++] = digits[i];
  }
  buffer[out] = 0;
  return (vb_str){buffer, out};
}
