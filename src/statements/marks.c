#include "statements/marks.h"

#include "base/utf8.h"

/* A kind of mark: which character opens, which close.  The straight ones do both. */
typedef struct {
  int32_t open, close, close_too;
} mark;

static const mark marks[] = {
    {'"', '"', 0x201D},  {0x201C, 0x201D, '"'}, {0x201E, 0x201C, 0x201D},
    {0x00AB, 0x00BB, 0}, {0x300C, 0x300D, 0},   {0x300E, 0x300F, 0},
    {0x2018, 0x2019, 0}, {'\'', '\'', 0},       {0x2039, 0x203A, 0},
};
enum { N_MARKS = sizeof marks / sizeof *marks };

/* Most tokens are no marks, which one byte tells. */
static bool may_be_mark(const vb_token *t) {
  if (t->kind != VB_TOKEN_PUNCT || !t->text.n) return false;
  unsigned char first = (unsigned char)t->text.p[0];
  return first == '"' || first == '\'' || first >= 0x80;
}

static int32_t mark_of(const vb_token *t) {
  if (t->kind != VB_TOKEN_PUNCT || !t->text.n) return 0;
  int len;
  int32_t c = vb_utf8_decode(t->text, 0, &len);
  return len == t->text.n ? c : 0;
}

typedef struct {
  vb_tokens t;
  ptrdiff_t end;  /* of the paragraph */
  ptrdiff_t last; /* the last closing single mark of the paragraph; -1 */
  ptrdiff_t open; /* index into found of the stretch that is open; -1 */
  int kind;       /* its mark */
  vb_quoteds found;
  vb_arena *out;
} scanner;

static bool glued(const scanner *s, ptrdiff_t i) {
  return i < s->end && (s->t.v[i].flags & VB_TOKEN_GLUED);
}

static bool is_bracket_or_dash(const vb_token *t) {
  int32_t c = mark_of(t);
  return c == '(' || c == '[' || c == '-' || c == 0x2013 || c == 0x2014 || c == '/';
}

/* Two straight single marks in a row are one double mark, as plain text has it. */
static ptrdiff_t width(const scanner *s, ptrdiff_t i) {
  bool pair = mark_of(&s->t.v[i]) == '\'' && glued(s, i + 1) && mark_of(&s->t.v[i + 1]) == '\'';
  return pair ? 2 : 1;
}

/* The first token at or behind i that may be a mark; the end of the paragraph if none is. */
static ptrdiff_t next_mark(const scanner *s, ptrdiff_t i) {
  while (i < s->end && !may_be_mark(&s->t.v[i])) i++;
  return i;
}

static int32_t mark_at(const scanner *s, ptrdiff_t i) {
  return width(s, i) == 2 ? '"' : mark_of(&s->t.v[i]);
}

/* White space, a bracket or another mark before it and none behind: it can only open. */
static bool only_opens(const scanner *s, ptrdiff_t i) {
  bool before = glued(s, i) && !(i > 0 && is_bracket_or_dash(&s->t.v[i - 1]));
  return !before && glued(s, i + width(s, i));
}

static bool is_single(int kind) { return marks[kind].close == '\'' || marks[kind].close == 0x2019; }

/* A single mark that ends a quotation, and is no apostrophe: 'We agree,' he said. */
static bool closes_single(const scanner *s, ptrdiff_t i) {
  int32_t c = mark_at(s, i);
  return (c == '\'' || c == 0x2019) && glued(s, i) && !glued(s, i + 1);
}

static void begin(scanner *s, ptrdiff_t i, int kind) {
  s->open = s->found.n;
  s->kind = kind;
  *vb_push(s->out, &s->found) = (vb_quoted){
      .tokens = {i, i + width(s, i)}, .inner = {i + width(s, i), i + width(s, i)}, .continues = -1};
}

static void finish(scanner *s, ptrdiff_t inner_end, ptrdiff_t end, bool unclosed) {
  vb_quoted *q = &s->found.v[s->open];
  q->inner.end = inner_end;
  q->tokens.end = end;
  q->unclosed = unclosed;
  s->open = -1;
}

static int opening_kind(const scanner *s, ptrdiff_t i) {
  int32_t c = mark_at(s, i);
  for (int k = 0; c && k < N_MARKS; k++) {
    if (marks[k].open != c) continue;
    if (c == '"' && glued(s, i) && !glued(s, i + width(s, i))) return -1; /* it can only close */
    if (!is_single(k)) return k;
    return only_opens(s, i) && s->last > i + 1 ? k : -1;
  }
  return -1;
}

static bool closing(const scanner *s, ptrdiff_t i) {
  int32_t c = mark_at(s, i);
  if (c != marks[s->kind].close && c != marks[s->kind].close_too) return false;
  if (is_single(s->kind)) return closes_single(s, i);
  return c != '"' || !only_opens(s, i);
}

/* `first` is the paragraph's first mark. */
static void scan_paragraph(scanner *s, ptrdiff_t start, ptrdiff_t first) {
  ptrdiff_t before = s->found.n - 1; /* runs on, if it is open and a mark opens this paragraph */
  bool runs_on =
      before >= 0 && s->found.v[before].unclosed && s->found.v[before].tokens.end == start;
  s->last = s->open = -1;
  for (ptrdiff_t i = first; i < s->end; i = next_mark(s, i + width(s, i)))
    if (closes_single(s, i)) s->last = i;
  for (ptrdiff_t i = first; i < s->end; i = next_mark(s, i + width(s, i))) {
    if (s->open >= 0 && closing(s, i)) {
      finish(s, i, i + width(s, i), false);
      continue;
    }
    int kind = opening_kind(s, i);
    if (kind < 0 || (s->open >= 0 && kind != s->kind)) continue; /* none, or a nested one */
    if (s->open >= 0) finish(s, i, i, true);
    begin(s, i, kind);
    if (i != start || !runs_on) continue;
    s->found.v[s->open].continues = before;
    s->found.v[before].unclosed = false;
  }
  if (s->open >= 0) finish(s, s->end, s->end, true);
}

vb_quoteds vb_marks_scan(vb_tokens tokens, vb_arena *out) {
  scanner s = {.t = tokens, .out = out};
  for (ptrdiff_t start = 0; start < tokens.n; start = s.end) {
    ptrdiff_t first = -1;
    s.end = start;
    do {
      if (first < 0 && may_be_mark(&tokens.v[s.end])) first = s.end;
      s.end++;
    } while (s.end < tokens.n && !(tokens.v[s.end].flags & VB_TOKEN_PARAGRAPH));
    if (first >= 0) scan_paragraph(&s, start, first);
  }
  return s.found;
}
