#include "statements/statement.h"

#include <stdio.h>

const char *vb_statement_kind_name(vb_statement_kind kind) {
  static const char *const names[] = {"direct", "indirect", "mixed"};
  return names[kind];
}

const char *vb_statement_flag_name(unsigned flag) {
  switch (flag) {
  case VB_STATEMENT_UNCLOSED: return "unclosed";
  case VB_STATEMENT_UNMARKED: return "unmarked";
  default: return NULL;
  }
}

vb_str vb_statement_flag_names(unsigned flags, char buffer[VB_STATEMENT_FLAGS_BYTES]) {
  int n = 0;
  buffer[0] = 0;
  for (int bit = 0; bit < VB_N_STATEMENT_FLAGS; bit++)
    if (flags & (1u << bit))
      n += snprintf(buffer + n, (size_t)(VB_STATEMENT_FLAGS_BYTES - n), "%s%s", n ? " " : "",
                    vb_statement_flag_name(1u << bit));
  return (vb_str){buffer, n};
}

unsigned vb_statement_flags_from_names(vb_str names) {
  unsigned flags = 0;
  while (names.p) {
    vb_str name = vb_str_cut(&names, ' ');
    for (int bit = 0; bit < VB_N_STATEMENT_FLAGS; bit++)
      if (vb_str_eq(name, vb_str_from(vb_statement_flag_name(1u << bit)))) flags |= 1u << bit;
  }
  return flags;
}

vb_str vb_statement_words(const vb_article *article, const vb_statement *s, vb_arena *out) {
  static const char between[] = " ... ";
  vb_str text = vb_field_text(article, s->field, s->caption), all = {0};
  if (s->spans.n == 1) return vb_str_slice(text, s->spans.v[0].start, s->spans.v[0].end);
  VB_SLICE_TYPE(bytes, char);
  bytes words = {0};
  for (ptrdiff_t i = 0; i < s->spans.n; i++) {
    vb_span span = s->spans.v[i];
    for (int k = 0; i && between[k]; k++) *vb_push(out, &words) = between[k];
    for (ptrdiff_t k = span.start; k < span.end; k++) *vb_push(out, &words) = text.p[k];
  }
  if (words.n) all = (vb_str){words.v, words.n};
  return all;
}
