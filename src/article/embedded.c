#include "article/embedded.h"

#include "base/json.h"
#include "base/utf8.h"

enum {
  KEY_BYTES = 64,
  PARAGRAPH_BYTES = 40, /* the shortest string that counts as prose */
  GAP_BYTES = 3000,     /* between two paragraphs of one text */
  NESTED = 2,           /* JSON as a string of JSON as a string */
};

/* Strings of one key, one behind the other. */
typedef struct {
  vb_str key;
  vb_span span;
  vb_bytes html;
  ptrdiff_t prose_bytes;
} run;

typedef struct {
  vb_str title; /* folded */
  vb_taken_from from;
  ptrdiff_t least;
  vb_embedded *best;
  run run;
  vb_arena *out;
  vb_arena *scratch;
} finder;

/* ---- prose */

static bool ends_sentence(vb_str s, ptrdiff_t i) {
  vb_str rest = vb_str_slice(s, i, s.n);
  bool point = s.p[i] == '.' || s.p[i] == '!' || s.p[i] == '?';
  return (point && (i + 1 == s.n || s.p[i + 1] == ' ' || s.p[i + 1] == '<' || s.p[i + 1] == '"' ||
                    s.p[i + 1] == '\n')) ||
         vb_str_starts(rest, VB_S("\xE3\x80\x82"));
}

/* Bytes of prose in a string with or without markup; 0: it is code, an address, a list of words. */
static ptrdiff_t prose_of(vb_str s) {
  ptrdiff_t bytes = 0, blanks = 0, code = 0, sentences = 0, wide = 0;
  bool tags = true; /* a tag that begins here ends somewhere */
  for (ptrdiff_t i = 0; i < s.n; i++) {
    if (s.p[i] == '<' && tags) {
      ptrdiff_t end = vb_str_find_char(s, '>', i);
      tags = end > 0;
      if (tags) i = end;
      continue;
    }
    bytes++;
    blanks += s.p[i] == ' ';
    wide += (unsigned char)s.p[i] >= 0xE3 && (unsigned char)s.p[i] <= 0xED;
    code += s.p[i] == '{' || s.p[i] == '}' || s.p[i] == ';' || s.p[i] == '=' || s.p[i] == '\\' ||
            s.p[i] == '_';
    sentences += ends_sentence(s, i);
  }
  if (bytes < PARAGRAPH_BYTES || !sentences || code * 50 > bytes) return 0;
  return blanks * 12 > bytes || wide * 6 > bytes ? bytes : 0;
}

static bool is_word_byte(char c) { return vb_is_alpha(c) || vb_is_digit(c) || (c & 0x80); }

/* A third of the title's longer words stand in the text: it is of the same thing. */
static bool is_of_title(vb_str title, vb_str text, vb_arena scratch) {
  enum { HEAD_BYTES = 20000, LONG_WORD = 4 };
  vb_str folded = vb_utf8_fold(&scratch, vb_str_slice(text, 0, vb_utf8_back(text, HEAD_BYTES)));
  int words = 0, found = 0;
  for (ptrdiff_t i = 0, start = -1; i <= title.n && words < 24; i++) {
    bool inside = i < title.n && is_word_byte(title.p[i]);
    if (inside && start < 0) start = i;
    if (inside || start < 0) continue;
    vb_str word = vb_str_slice(title, start, i);
    start = -1;
    if (word.n < LONG_WORD) continue;
    words++;
    found += vb_str_find(folded, word, 0) >= 0;
  }
  return words && found * 3 >= words && (found > 1 || words < 3);
}

/* ---- strings of scripts */

static int hex_at(vb_str s, ptrdiff_t at) {
  int value = 0;
  for (ptrdiff_t i = at; i < at + 4; i++) {
    char c = i < s.n ? s.p[i] : 'x';
    int digit = vb_is_digit(c)           ? c - '0'
                : (c >= 'a' && c <= 'f') ? c - 'a' + 10
                : (c >= 'A' && c <= 'F') ? c - 'A' + 10
                                         : -1;
    if (digit < 0) return -1;
    value = value * 16 + digit;
  }
  return value;
}

/* \u0041, also as two halves of one character; the bytes behind the backslash that it took. */
static ptrdiff_t put_unicode(vb_str s, ptrdiff_t at, char **to) {
  int c = hex_at(s, at + 1), low = -1;
  ptrdiff_t n = 5;
  if (c < 0) return 1;
  if (c >= 0xD800 && c < 0xDC00 && at + 6 < s.n && s.p[at + 5] == '\\' && s.p[at + 6] == 'u')
    low = hex_at(s, at + 7);
  if (low >= 0xDC00 && low < 0xE000) {
    c = 0x10000 + ((c - 0xD800) << 10) + (low - 0xDC00);
    n = 11;
  }
  if (c == 0 || (c >= 0xD800 && c < 0xE000)) c = 0xFFFD;
  *to += vb_utf8_encode(c, *to);
  return n;
}

/* What a string literal means. */
static vb_str unescape(vb_str s, vb_arena *out) {
  if (vb_str_find_char(s, '\\', 0) < 0) return s;
  char *p = vb_arena_alloc_raw(out, 1, 1, s.n + 4), *to = p;
  for (ptrdiff_t i = 0; i < s.n; i++) {
    if (s.p[i] != '\\' || i + 1 == s.n) {
      *to++ = s.p[i];
      continue;
    }
    char c = s.p[++i];
    if (c == 'u')
      i += put_unicode(s, i, &to) - 1;
    else
      *to++ = c == 'n' || c == 'r' ? '\n' : c == 't' || c == 'b' || c == 'f' ? ' ' : c;
  }
  return (vb_str){p, to - p};
}

static void append(finder *f, vb_str s) { vb_bytes_add(f->scratch, &f->run.html, s); }

/* A line is a paragraph where there is no markup. */
static void append_paragraphs(finder *f, vb_str text) {
  bool markup = vb_str_find_nocase(text, VB_S("<p"), 0) >= 0 ||
                vb_str_find_nocase(text, VB_S("<br"), 0) >= 0 ||
                vb_str_find_nocase(text, VB_S("<div"), 0) >= 0;
  if (markup) {
    append(f, text);
    return;
  }
  for (vb_str rest = text; rest.p;) {
    vb_str line = vb_str_trim(vb_str_cut(&rest, '\n'));
    if (!line.n) continue;
    append(f, VB_S("<p>"));
    append(f, line);
    append(f, VB_S("</p>"));
  }
}

/* Ends a run of strings: it is the best text if it is the longest that may be the article. */
static void end_run(finder *f) {
  run *r = &f->run;
  vb_str html = {r->html.v, r->html.n};
  ptrdiff_t least = f->best->prose_bytes ? f->best->prose_bytes + 1 : f->least;
  bool fits = r->prose_bytes >= least &&
              (f->from == VB_TAKEN_JSON_LD || is_of_title(f->title, html, *f->scratch));
  if (fits) *f->best = (vb_embedded){{f->from, r->span}, vb_str_copy(f->out, html), r->prose_bytes};
  r->html.n = r->prose_bytes = 0;
  r->key = (vb_str){0};
}

static void add_string(finder *f, vb_str key, vb_str text, vb_span span) {
  ptrdiff_t prose = prose_of(text);
  if (!prose) return;
  run *r = &f->run;
  if (r->prose_bytes && (!vb_str_eq(r->key, key) || span.start > r->span.end + GAP_BYTES))
    end_run(f);
  if (!r->prose_bytes) r->span = span;
  r->key = key;
  r->span.end = span.end;
  r->prose_bytes += prose;
  append_paragraphs(f, text);
}

/* Behind the string that begins at `at`; s.n if it never ends. */
static ptrdiff_t string_end(vb_str s, ptrdiff_t at) {
  for (ptrdiff_t i = at + 1; i < s.n; i++) {
    if (s.p[i] == '\\')
      i++;
    else if (s.p[i] == '"')
      return i + 1;
  }
  return s.n;
}

static bool is_key(vb_str s, ptrdiff_t behind) {
  while (behind < s.n && vb_is_space(s.p[behind])) behind++;
  return behind < s.n && s.p[behind] == ':';
}

/* "key" : at the end of a property name; also bare names, as JavaScript has them. */
static vb_str bare_key(vb_str s, ptrdiff_t quote) {
  ptrdiff_t end = quote;
  while (end > 0 && vb_is_space(s.p[end - 1])) end--;
  if (!end || s.p[end - 1] != ':') return (vb_str){0};
  ptrdiff_t start = --end;
  while (start > 0 && end - start < KEY_BYTES &&
         (vb_is_alpha(s.p[start - 1]) || vb_is_digit(s.p[start - 1]) || s.p[start - 1] == '_'))
    start--;
  return vb_str_slice(s, start, end);
}

/* Of JSON-LD only what it calls the body. */
static bool is_wanted(const finder *f, vb_str key) {
  return f->from != VB_TAKEN_JSON_LD || vb_str_eq(key, VB_S("articleBody"));
}

/* All strings of a script, or of a string that is JSON again.  `at`: where it stands in the source,
 * `fixed`: its strings do not stand there as they are. */
static void scan(finder *f, vb_str s, vb_span at, bool fixed, int depth) {
  vb_str key = {0};
  for (ptrdiff_t i = vb_str_find_char(s, '"', 0); i >= 0 && i < s.n;
       i = vb_str_find_char(s, '"', i)) {
    ptrdiff_t end = string_end(s, i);
    vb_str literal = vb_str_slice(s, i + 1, end > i + 1 ? end - 1 : end);
    if (is_key(s, end)) {
      key = vb_str_slice(literal, 0, KEY_BYTES);
    } else if (literal.n >= PARAGRAPH_BYTES) {
      vb_str bare = bare_key(s, i);
      if (bare.n) key = bare;
      vb_span span = fixed ? at : (vb_span){at.start + i + 1, at.start + i + 1 + literal.n};
      vb_str text = unescape(literal, f->scratch);
      bool nested = depth < NESTED && text.n < literal.n && vb_str_find(text, VB_S("\":"), 0) >= 0;
      if (nested)
        scan(f, text, span, true, depth + 1);
      else if (is_wanted(f, key))
        add_string(f, key, text, span);
    }
    i = end;
  }
}

/* ---- elements */

typedef struct {
  const char *open, *close;
} element;

/* The content of the next element of a name; false: there is none. */
static bool next_element(vb_str source, element e, ptrdiff_t *at, vb_str *tag, vb_span *content) {
  ptrdiff_t start = vb_str_find_nocase(source, vb_str_from(e.open), *at);
  if (start < 0) return false;
  ptrdiff_t inside = vb_str_find_char(source, '>', start);
  if (inside < 0) return false;
  ptrdiff_t end = vb_str_find_nocase(source, vb_str_from(e.close), inside);
  if (end < 0) end = source.n;
  *tag = vb_str_slice(source, start, inside);
  *content = (vb_span){inside + 1, end};
  *at = end;
  return true;
}

static void look_in_scripts(finder *f, vb_str source) {
  vb_str tag;
  vb_span content;
  for (ptrdiff_t at = 0;
       next_element(source, (element){"<script", "</script"}, &at, &tag, &content);) {
    bool data = vb_str_find_nocase(tag, VB_S("ld+json"), 0) >= 0;
    vb_arena mark = *f->scratch;
    f->from = data ? VB_TAKEN_JSON_LD : VB_TAKEN_SCRIPT;
    f->run = (run){0};
    scan(f, vb_str_slice(source, content.start, content.end), content, false, 0);
    end_run(f);
    *f->scratch = mark;
  }
}

static void look_in_elements(finder *f, vb_str source, element e) {
  vb_str tag;
  vb_span content;
  f->from = VB_TAKEN_NOSCRIPT;
  for (ptrdiff_t at = 0; next_element(source, e, &at, &tag, &content);) {
    vb_arena mark = *f->scratch;
    vb_str html = vb_str_slice(source, content.start, content.end);
    f->run = (run){0};
    if (vb_str_find_nocase(html, VB_S("<p"), 0) >= 0) add_string(f, VB_S(""), html, content);
    end_run(f);
    *f->scratch = mark;
  }
}

bool vb_embedded_find(vb_str source, vb_str title, ptrdiff_t least, vb_embedded *found,
                      vb_arena *out, vb_arena scratch) {
  *found = (vb_embedded){0};
  finder f = {.least = least, .best = found, .out = out, .scratch = &scratch};
  f.title = vb_utf8_fold(&scratch, title);
  look_in_scripts(&f, source);
  if (!found->prose_bytes) {
    look_in_elements(&f, source, (element){"<noscript", "</noscript"});
    look_in_elements(&f, source, (element){"<template", "</template"});
  }
  return found->prose_bytes > 0;
}

vb_str vb_embedded_body(vb_str json_ld, vb_arena *out) {
  vb_str longest = {0}, key = VB_S("\"articleBody\"");
  for (ptrdiff_t at = 0; (at = vb_str_find(json_ld, key, at)) >= 0;) {
    ptrdiff_t start = vb_str_find_char(json_ld, '"', at + key.n);
    if (start < 0) break;
    at = string_end(json_ld, start);
    vb_str literal = vb_str_slice(json_ld, start + 1, at - 1);
    if (literal.n > longest.n) longest = literal;
  }
  return unescape(longest, out);
}
