#include "capture/front.h"

#include "base/utf8.h"

static ptrdiff_t indent_of(vb_str line) {
  ptrdiff_t n = 0;
  while (n < line.n && (line.p[n] == ' ' || line.p[n] == '\t')) n++;
  return n;
}

/* Length of "key" in "key: value" or "key:"; 0 if the line is not so. */
static ptrdiff_t key_length(vb_str line) {
  ptrdiff_t colon = vb_str_find_char(line, ':', 0);
  if (colon < 1 || colon > 64 || vb_is_space(line.p[0]) || line.p[0] == '-') return 0;
  if (colon + 1 < line.n && !vb_is_space(line.p[colon + 1])) return 0;
  for (ptrdiff_t i = 0; i < colon; i++)
    if (line.p[i] == '"' || line.p[i] == '<' || line.p[i] == '{') return 0;
  return colon;
}

static bool is_rule(vb_str line) { return vb_str_eq(vb_str_trim(line), VB_S("---")); }

ptrdiff_t vb_front_end(vb_str text) {
  vb_str rest = text;
  if (!vb_str_starts(text, VB_S("---")) || !is_rule(vb_str_cut_line(&rest))) return 0;
  bool first = true;
  while (rest.p) {
    vb_str line = vb_str_cut_line(&rest);
    if (is_rule(line)) return first ? 0 : rest.p ? rest.p - text.p : text.n;
    if (first && !key_length(line)) return 0;
    first = false;
  }
  return 0;
}

static int hex_value(vb_str digits) {
  int value = 0;
  for (ptrdiff_t i = 0; i < digits.n; i++) {
    char c = vb_to_lower(digits.p[i]);
    if (!vb_is_digit(c) && (c < 'a' || c > 'f')) return -1;
    value = value * 16 + (vb_is_digit(c) ? c - '0' : c - 'a' + 10);
  }
  return value;
}

static char plain_escape(char c) {
  switch (c) {
  case 'n':
  case 't':
  case 'r': return ' ';
  case '_': return '\1'; /* no-break space */
  default: return c;
  }
}

/* One escape of a double-quoted value, at the backslash; returns its length. */
static ptrdiff_t take_escape(vb_str s, ptrdiff_t at, char **to) {
  char kind = at + 1 < s.n ? s.p[at + 1] : '\\';
  ptrdiff_t digits = kind == 'x' ? 2 : kind == 'u' ? 4 : kind == 'U' ? 8 : 0;
  int code = digits && at + 2 + digits <= s.n
                 ? hex_value(vb_str_slice(s, at + 2, at + 2 + digits > s.n ? s.n : at + 2 + digits))
                 : -1;
  if (code > 0 && code < 0x110000 && (code < 0xD800 || code > 0xDFFF)) {
    *to += vb_utf8_encode(code, *to);
    return 2 + digits;
  }
  char plain = plain_escape(kind);
  *to +=
      plain == '\1' ? vb_utf8_encode(0xA0, *to) : vb_utf8_encode((unsigned char)plain & 127, *to);
  return at + 1 < s.n ? 2 : 1;
}

static vb_str unquote_double(vb_arena *out, vb_str s) {
  char *p = vb_arena_alloc_raw(out, 1, 1, s.n * 2 + 8), *to = p;
  for (ptrdiff_t i = 0; i < s.n;) {
    if (s.p[i] == '"') break;
    if (s.p[i] == '\\' && (i + 1 >= s.n || (s.p[i + 1] & 0x80) == 0))
      i += take_escape(s, i, &to);
    else
      *to++ = s.p[i++];
  }
  return (vb_str){p, to - p};
}

static vb_str unquote_single(vb_arena *out, vb_str s) {
  char *p = vb_arena_alloc_raw(out, 1, 1, s.n + 1), *to = p;
  for (ptrdiff_t i = 0; i < s.n; i++) {
    if (s.p[i] == '\'' && !(i + 1 < s.n && s.p[i + 1] == '\'')) break;
    if (s.p[i] == '\'') i++;
    *to++ = s.p[i];
  }
  return (vb_str){p, to - p};
}

static vb_str unquote(vb_arena *out, vb_str value) {
  value = vb_str_trim(value);
  if (value.n && value.p[0] == '"') return unquote_double(out, vb_str_slice(value, 1, value.n));
  if (value.n && value.p[0] == '\'') return unquote_single(out, vb_str_slice(value, 1, value.n));
  return vb_str_copy(out, value);
}

static bool is_block_mark(vb_str value) {
  return value.n && value.n <= 3 && (value.p[0] == '>' || value.p[0] == '|');
}

/* The value that begins on this line and goes on over the lines indented deeper. */
static vb_str take_value(vb_str first, ptrdiff_t indent, vb_str *rest, vb_arena *out,
                         vb_arena scratch) {
  vb_bytes joined = {0};
  first = vb_str_trim(first);
  if (!is_block_mark(first)) vb_bytes_add(&scratch, &joined, first);
  while (rest->p) {
    vb_str peek = *rest, line = vb_str_cut_line(&peek), text = vb_str_trim(line);
    if (text.n && (indent_of(line) <= indent || vb_str_starts(text, VB_S("- ")))) break;
    *rest = peek;
    if (joined.n && text.n) vb_bytes_add(&scratch, &joined, VB_S(" "));
    vb_bytes_add(&scratch, &joined, text);
  }
  return unquote(out, vb_bytes_text(&joined));
}

static bool is_item(vb_str text) {
  return vb_str_eq(text, VB_S("-")) || vb_str_starts(text, VB_S("- "));
}

vb_fields vb_front_read(vb_str text, vb_arena *out, vb_arena scratch) {
  vb_fields fields = {0};
  vb_str rest = vb_str_slice(text, 0, vb_front_end(text)), key = {0};
  if (!rest.n) return fields;
  vb_str_cut_line(&rest);
  while (rest.p) {
    vb_str line = vb_str_cut_line(&rest), trimmed = vb_str_trim(line);
    if (!trimmed.n || is_rule(line)) continue;
    ptrdiff_t n = key_length(line), indent = indent_of(line);
    vb_str first;
    if (n) {
      key = vb_str_copy(out, vb_str_trim(vb_str_slice(line, 0, n)));
      first = vb_str_slice(line, n + 1, line.n);
      vb_str peek = rest;
      if (!vb_str_trim(first).n && is_item(vb_str_trim(vb_str_cut_line(&peek)))) continue;
    } else if (is_item(trimmed) && key.n) {
      first = vb_str_slice(trimmed, 1, trimmed.n);
    } else {
      continue;
    }
    vb_str value = take_value(first, indent, &rest, out, scratch);
    *vb_push(out, &fields) = (vb_field){key, value};
  }
  return fields;
}
