#include "cli/print.h"

#include <stdio.h>
#include <stdlib.h>
#include <utf8proc.h>

#include "base/utf8.h"

vb_str vb_print_date(vb_date date, vb_arena *out) {
  char text[VB_DATE_ISO_BYTES];
  return vb_str_copy(out, vb_date_format(date, text));
}

static bool is_control(int32_t c) { return vb_utf8_is_control(c) && c != '\n' && c != '\t'; }

static void put_character(vb_str text, ptrdiff_t at, int len, int32_t c) {
  if (is_control(c) || (c == 0xFFFD && len == 1))
    putchar('?');
  else
    fwrite(text.p + at, 1, (size_t)len, stdout);
}

static int width_of(int32_t c) { return is_control(c) ? 1 : utf8proc_charwidth(c); }

void vb_print_text(vb_str text) {
  for (ptrdiff_t i = 0; i < text.n;) {
    int len;
    int32_t c = vb_utf8_decode(text, i, &len);
    put_character(text, i, len, c);
    i += len;
  }
}

void vb_print_name(vb_str name) {
  for (ptrdiff_t i = 0; i < name.n;) {
    int len;
    int32_t c = vb_utf8_decode(name, i, &len);
    put_character(name, i, len, c == '\n' || c == '\t' ? '\0' : c);
    i += len;
  }
}

vb_str vb_print_cut(vb_str text, int columns, vb_arena *out) {
  static const char ellipsis[] = "\xE2\x80\xA6";
  int used = 0, len;
  ptrdiff_t fits = 0, i = 0; /* so many bytes leave room for an ellipsis */
  for (; i < text.n; i += len) {
    int width = width_of(vb_utf8_decode(text, i, &len));
    if (used + width > columns) break;
    used += width;
    if (used < columns) fits = i + len;
  }
  vb_str kept = i < text.n ? vb_str_format(out, "%.*s%s", (int)fits, text.p, ellipsis)
                           : vb_str_copy(out, text);
  for (char *p = (char *)kept.p; p < kept.p + kept.n; p++)
    if (vb_is_space(*p)) *p = ' ';
  return kept;
}

/* What begins or ends at each byte, in running sums: their number and order do not matter. */
typedef struct {
  int32_t strong, underlined;
} step;

typedef struct {
  ptrdiff_t at, index;
  vb_str text;
} label;

static int compare_labels(const void *pa, const void *pb) {
  const label *a = pa, *b = pb;
  if (a->at != b->at) return a->at < b->at ? -1 : 1;
  return (a->index > b->index) - (a->index < b->index);
}

/* Behind the quotation marks and full stops that follow a span. */
static ptrdiff_t behind(vb_str text, ptrdiff_t at) {
  enum { MOST = 4 };
  for (int i = 0, len; i < MOST && at < text.n; i++, at += len) {
    utf8proc_category_t kind = utf8proc_category(vb_utf8_decode(text, at, &len));
    bool closes = kind == UTF8PROC_CATEGORY_PE || kind == UTF8PROC_CATEGORY_PF ||
                  kind == UTF8PROC_CATEGORY_PO;
    if (!closes) break;
  }
  return at;
}

typedef struct {
  const vb_cli *cli;
  vb_str text;
  step *steps;
  label *labels; /* in their order */
  ptrdiff_t n_labels;
  int indent, width; /* width 0: nothing is broken */
  int column;
  unsigned styles;
} pen;

static void take_marks(pen *p, const vb_print_marks *marks, vb_arena *arena) {
  p->steps = VB_NEW_N(arena, step, p->text.n + 1);
  p->labels = VB_NEW_N(arena, label, marks->n);
  for (ptrdiff_t i = 0; i < marks->n; i++) {
    const vb_print_mark *mark = &marks->v[i];
    vb_span span = mark->span;
    if (span.start < 0 || span.end > p->text.n || span.start >= span.end) continue;
    step *start = &p->steps[span.start], *end = &p->steps[span.end];
    if (mark->styles & VB_STYLE_STRONG) start->strong++, end->strong--;
    if (mark->styles & VB_STYLE_UNDERLINED) start->underlined++, end->underlined--;
    if (mark->label.n)
      p->labels[p->n_labels++] = (label){behind(p->text, span.end), i, mark->label};
  }
  qsort(p->labels, (size_t)p->n_labels, sizeof *p->labels, compare_labels);
}

static void set_styles(pen *p, unsigned styles) {
  static const char *const codes[] = {"", "\033[1m", "\033[4m", "\033[1;4m"};
  if (styles == p->styles || !p->cli->styled) return;
  if (p->styles) fputs("\033[0m", stdout);
  fputs(codes[styles], stdout);
  p->styles = styles;
}

static void start_line(pen *p) {
  set_styles(p, 0);
  printf("\n%*s", p->indent, "");
  p->column = p->indent;
}

/* Scripts without blanks may be broken anywhere; Korean has blanks. */
static bool breaks_anywhere(int32_t c) {
  return utf8proc_charwidth(c) == 2 && !(c >= 0xAC00 && c <= 0xD7A3);
}

/* Columns of what must stay together from `at` on: a word, or a character with the full stops and
 * brackets that may not begin a line.  More than `most` is not measured. */
static int unit_width(vb_str text, ptrdiff_t at, int most) {
  int width = 0, len;
  bool wide = false;
  for (ptrdiff_t i = at; i < text.n && width <= most; i += len) {
    int32_t c = vb_utf8_decode(text, i, &len);
    if (c == ' ' || c == '\n') break;
    if (i > at && (wide || breaks_anywhere(c)) && behind(text, i) == i) break;
    wide |= breaks_anywhere(c);
    width += width_of(c);
  }
  return width;
}

/* True if the blank at `at` became a line end, because the next word has no room. */
static bool break_at_blank(pen *p, ptrdiff_t at) {
  if (!p->width || p->column + 1 + unit_width(p->text, at + 1, p->width) <= p->width) return false;
  start_line(p);
  return true;
}

static void break_before(pen *p, ptrdiff_t at, int32_t c) {
  bool full = p->width && breaks_anywhere(c) && p->column > p->indent &&
              p->column + unit_width(p->text, at, p->width) > p->width;
  if (full) start_line(p);
}

static void put_label(pen *p, const label *l) {
  int width = 0, len;
  for (ptrdiff_t i = 0; i < l->text.n; i += len)
    width += width_of(vb_utf8_decode(l->text, i, &len));
  set_styles(p, 0);
  if (p->width && p->column + 1 + width > p->width)
    start_line(p);
  else
    putchar(' '), width++;
  if (p->cli->coloured) fputs("\033[36m", stdout);
  vb_print_text(l->text);
  if (p->cli->coloured) fputs("\033[0m", stdout);
  p->column += width;
  bool blank_follows = l->at == p->text.n || vb_is_space(p->text.p[l->at]);
  if (!blank_follows) putchar(' '), p->column++;
}

static void put(pen *p, ptrdiff_t at, int len, int32_t c, unsigned styles) {
  if (c == ' ' && break_at_blank(p, at)) return;
  break_before(p, at, c);
  set_styles(p, c == '\n' ? 0 : styles);
  put_character(p->text, at, len, c);
  p->column += width_of(c);
  if (c != '\n') return;
  bool more = at + 1 < p->text.n && p->text.p[at + 1] != '\n';
  if (more) printf("%*s", p->indent, "");
  p->column = p->indent;
}

void vb_print_marked(const vb_cli *cli, vb_str text, const vb_print_marks *marks, int indent,
                     vb_arena scratch) {
  pen p = {.cli = cli, .text = text, .indent = indent, .column = indent};
  step depth = {0, 0};
  ptrdiff_t next = 0;
  p.width = cli->out_is_terminal ? cli->columns : 0;
  take_marks(&p, marks, &scratch);
  for (ptrdiff_t i = 0; i < text.n;) {
    int len;
    int32_t c = vb_utf8_decode(text, i, &len);
    for (; next < p.n_labels && p.labels[next].at <= i; next++) put_label(&p, &p.labels[next]);
    for (int k = 0; k < len; k++) {
      depth.strong += p.steps[i + k].strong;
      depth.underlined += p.steps[i + k].underlined;
    }
    put(&p, i, len, c,
        (depth.strong > 0 ? VB_STYLE_STRONG : 0u) |
            (depth.underlined > 0 ? VB_STYLE_UNDERLINED : 0u));
    i += len;
  }
  set_styles(&p, 0);
  for (; next < p.n_labels; next++) put_label(&p, &p.labels[next]);
}

void vb_print_line(const vb_cli *cli, vb_str text, vb_arena scratch) {
  vb_print_marked(cli, text, &(vb_print_marks){0}, 0, scratch);
  putchar('\n');
}

void vb_print_value(const vb_cli *cli, const char *name, vb_str value, vb_arena scratch) {
  if (!value.p) return;
  printf("  %-10s ", name);
  vb_print_marked(cli, value, &(vb_print_marks){0}, VB_VALUE_COLUMN, scratch);
  putchar('\n');
}
