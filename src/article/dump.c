#include "article/dump.h"

#include "base/json.h"
#include "base/utf8.h"

enum { WRAP_MIN = 45, WRAP_MAX = 110 };

static bool is_empty(vb_str line) {
  int len;
  for (ptrdiff_t i = 0; i < line.n; i += len) {
    int32_t c = vb_utf8_decode(line, i, &len);
    if (!vb_utf8_is_blank(c) && !vb_utf8_is_invisible(c)) return false;
  }
  return true;
}

static bool is_blank_at(vb_str s, ptrdiff_t at, int *len) {
  return vb_utf8_is_blank(vb_utf8_decode(s, at, len));
}

/* Width of the first word of a line, in characters. */
static ptrdiff_t first_word(vb_str line) {
  ptrdiff_t start = vb_utf8_skip_blanks(line, 0), end = start;
  for (int len; end < line.n && !is_blank_at(line, end, &len);) end += len;
  return vb_utf8_count(vb_str_slice(line, start, end));
}

/* Would the next line's first word not have fitted any more?  Then a program broke the line. */
static bool is_full(vb_str line, vb_str next, ptrdiff_t width) {
  ptrdiff_t n = vb_utf8_count(line);
  return n >= WRAP_MIN && n + 1 + first_word(next) > width;
}

static ptrdiff_t longest_line(vb_str text) {
  ptrdiff_t longest = 0;
  while (text.p) {
    ptrdiff_t n = vb_utf8_count(vb_str_trim(vb_str_cut_line(&text)));
    if (n > longest) longest = n;
  }
  return longest;
}

/* The width that a text is hard wrapped at; 0 if it is not.  It is when most of its breaks behind
 * lines of some length stand where the next word did not fit. */
static ptrdiff_t wrap_width(vb_str text) {
  ptrdiff_t width = longest_line(text), full = 0, inner = 0;
  if (width < WRAP_MIN || width > WRAP_MAX + 20) return 0;
  while (text.p) {
    vb_str line = vb_str_trim(vb_str_cut_line(&text)), rest = text;
    vb_str next = text.p ? vb_str_cut_line(&rest) : (vb_str){0};
    if (is_empty(next) || vb_utf8_count(line) < WRAP_MIN) continue;
    inner++;
    full += is_full(line, next, width);
  }
  return full >= 3 && full * 2 > inner ? width : 0;
}

typedef struct {
  vb_page *page;
  vb_arena *out;
  vb_arena *scratch;
  vb_bytes text;
  ptrdiff_t link_bytes, n_links;
  vb_block_kind kind;
  int level;
  bool gap; /* a blank line stands before the block that is being collected */
  bool blank;
} builder;

static void flush(builder *b) {
  if (!b->text.n) return;
  *vb_push(b->out, &b->page->blocks) =
      (vb_block){.text = vb_str_copy(b->out, vb_bytes_text(&b->text)),
                 .kind = b->kind,
                 .level = b->level,
                 .link_bytes = b->link_bytes,
                 .n_links = b->n_links,
                 .gap_before = b->gap};
  b->text.n = b->link_bytes = b->n_links = 0;
  b->kind = VB_BLOCK_LINE;
  b->level = 0;
  b->gap = b->blank = false;
}

static void put_text(builder *b, vb_str s) {
  for (ptrdiff_t i = 0; i < s.n;) {
    int len;
    int32_t c = vb_utf8_decode(s, i, &len);
    if (vb_utf8_is_blank(c)) {
      b->blank = b->text.n > 0;
    } else if (!vb_utf8_is_invisible(c)) {
      if (b->blank) vb_bytes_add(b->scratch, &b->text, VB_S(" "));
      b->blank = false;
      vb_bytes_add(b->scratch, &b->text, vb_str_slice(s, i, i + len));
    }
    i += len;
  }
}

/* Length of the tag at `at` ("<td align=...>"), 0 if this is no tag. */
static ptrdiff_t tag_length(vb_str s, ptrdiff_t at) {
  ptrdiff_t name = at + 1;
  if (name < s.n && s.p[name] == '/') name++;
  if (name >= s.n || !vb_is_alpha(s.p[name])) return 0;
  ptrdiff_t limit = at + 400 < s.n ? at + 400 : s.n;
  ptrdiff_t end = vb_str_find_char(vb_str_slice(s, 0, limit), '>', name);
  return end < 0 ? 0 : end + 1 - at;
}

/* Length of "[text](address)" at `at`; *text gets the text. */
static ptrdiff_t link_length(vb_str s, ptrdiff_t at, vb_str *text) {
  ptrdiff_t limit = at + 500 < s.n ? at + 500 : s.n;
  ptrdiff_t close = vb_str_find_char(vb_str_slice(s, 0, limit), ']', at);
  if (close < 0 || close + 1 >= s.n || s.p[close + 1] != '(') return 0;
  ptrdiff_t end = vb_str_find_char(vb_str_slice(s, 0, limit), ')', close);
  if (end < 0) return 0;
  *text = vb_str_slice(s, at + 1, close);
  return end + 1 - at;
}

static void put_line(builder *b, vb_str s) {
  ptrdiff_t from = 0;
  for (ptrdiff_t i = 0; i < s.n; i++) {
    vb_str text = {0};
    ptrdiff_t n = 0;
    bool image = s.p[i] == '!' && i + 1 < s.n && s.p[i + 1] == '[';
    if (s.p[i] == '<')
      n = tag_length(s, i);
    else if (s.p[i] == '[' || image)
      n = link_length(s, i + image, &text) + image;
    else if (s.p[i] == '*' && i + 1 < s.n && s.p[i + 1] == '*')
      n = 2;
    if (n <= (image ? 1 : 0)) continue;
    put_text(b, vb_str_slice(s, from, i));
    if (!image && text.n) {
      ptrdiff_t before = b->text.n;
      put_text(b, text);
      b->link_bytes += b->text.n - before;
      b->n_links++;
    }
    from = i + n;
    i = from - 1;
  }
  put_text(b, vb_str_slice(s, from, s.n));
}

/* "## Heading", "* item": takes the mark off and notes the kind. */
static vb_str take_mark(builder *b, vb_str line) {
  ptrdiff_t n = 0;
  while (n < line.n && n < 6 && line.p[n] == '#') n++;
  if (n && n < line.n && line.p[n] == ' ') {
    b->kind = VB_BLOCK_HEADING;
    b->level = (int)n;
    return vb_str_slice(line, n + 1, line.n);
  }
  if (line.n > 2 && (line.p[0] == '*' || line.p[0] == '-') && line.p[1] == ' ') {
    b->kind = VB_BLOCK_ITEM;
    return vb_str_slice(line, 2, line.n);
  }
  return line;
}

void vb_dump_read(vb_str text, vb_page *page, vb_arena *out, vb_arena scratch) {
  *page = (vb_page){0};
  ptrdiff_t width = wrap_width(text);
  builder b = {.page = page, .out = out, .scratch = &scratch, .gap = true};
  while (text.p) {
    vb_str line = vb_str_cut_line(&text);
    if (is_empty(line)) {
      flush(&b);
      b.gap = true;
      continue;
    }
    if (!b.text.n) line = take_mark(&b, vb_str_trim(line));
    put_line(&b, line);
    b.blank = true;
    bool hard_break = vb_str_ends(line, VB_S("  "));
    vb_str rest = text;
    bool goes_on = width && text.p && is_full(vb_str_trim(line), vb_str_cut_line(&rest), width);
    if (!goes_on || hard_break || b.kind == VB_BLOCK_HEADING) flush(&b);
  }
  flush(&b);
}
