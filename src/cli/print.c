#include "cli/print.h"

#include <stdio.h>
#include <utf8proc.h>

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

typedef struct {
  int indent, width; /* width 0: nothing is broken */
  int column;
  bool marked;
} pen;

static void set_mark(pen *p, bool mark) {
  if (mark != p->marked) fputs(mark ? "\033[1;4m" : "\033[0m", stdout);
  p->marked = mark;
}

/* Columns of the word at `at`. */
static int word_width(vb_str text, ptrdiff_t at) {
  int width = 0, len;
  for (; at < text.n && text.p[at] != ' ' && text.p[at] != '\n'; at += len)
    width += utf8proc_charwidth(vb_utf8_decode(text, at, &len));
  return width;
}

/* True if the blank at `at` became a line end, because the next word has no room. */
static bool break_line(pen *p, vb_str text, ptrdiff_t at) {
  if (!p->width || p->column + 1 + word_width(text, at + 1) <= p->width) return false;
  set_mark(p, false);
  printf("\n%*s", p->indent, "");
  p->column = p->indent;
  return true;
}

void vb_print_marked(const vb_cli *cli, vb_str text, const vb_spans *spans, int indent,
                     vb_arena scratch) {
  int32_t *steps = steps_of(text, spans, &scratch), depth = 0;
  pen p = {indent, cli->out_is_terminal ? cli->columns : 0, indent, false};
  for (ptrdiff_t i = 0; i < text.n;) {
    int len;
    int32_t c = vb_utf8_decode(text, i, &len);
    for (int k = 0; k < len; k++) depth += steps[i + k];
    if (c != ' ' || !break_line(&p, text, i)) {
      set_mark(&p, cli->out_is_terminal && depth > 0);
      put_character(text, i, len, c);
      p.column = c == '\n' ? 0 : p.column + utf8proc_charwidth(c);
    }
    i += len;
  }
  set_mark(&p, false);
}
