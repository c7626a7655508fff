#include "statements/chain.h"

static bool holds(const vb_statement *outer, const vb_statement *inner) {
  if (outer == inner || outer->field != inner->field || outer->caption != inner->caption)
    return false;
  if (outer->kind == VB_STATEMENT_DIRECT) return false;
  for (ptrdiff_t i = 0; i < outer->spans.n; i++)
    if (outer->spans.v[i].start <= inner->spans.v[0].start &&
        inner->spans.v[0].end <= outer->spans.v[i].end && inner->cue.end > inner->cue.start &&
        outer->spans.v[i].start <= inner->cue.start && inner->cue.end <= outer->spans.v[i].end)
      return true;
  return false;
}

static void add(vb_statement *s, vb_str name, vb_arena *out) {
  if (!name.n) return;
  for (ptrdiff_t i = 0; i < s->via.n; i++)
    if (vb_str_eq_nocase(s->via.v[i], name)) return;
  *vb_push(out, &s->via) = name;
}

void vb_chains_fill(const vb_article *article, vb_statements statements, vb_arena *out) {
  enum { NEAR = 8 }; /* statements of one sentence stand close together */
  for (ptrdiff_t i = 0; i < statements.n; i++) {
    vb_statement *s = &statements.v[i];
    add(s, article->agency, out);
    for (ptrdiff_t k = i > NEAR ? i - NEAR : 0; k < statements.n && k < i + NEAR; k++) {
      const vb_statement *outer = &statements.v[k];
      if (!holds(outer, s)) continue;
      add(s, outer->speaker.organisation.n ? outer->speaker.organisation : outer->speaker.name,
          out);
    }
  }
}
