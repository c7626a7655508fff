#include "exchanges/reading.h"

void vb_reading_take(vb_reading *r, vb_pattern_match match) {
  r->m = match;
  r->row = &r->f->grammar->rows.v[match.row];
}

bool vb_reading_is_verb(const vb_reading *r, int chunk, vb_str class_name) {
  if (chunk < 0 || chunk >= r->s->chunks.n) return false;
  const vb_chunk *c = &r->s->chunks.v[chunk];
  uint32_t class = vb_patterns_class(r->f->grammar->patterns, class_name);
  return c->kind == VB_CHUNK_WORD && (c->verbs & class);
}

const vb_form_phrase *vb_reading_form(const vb_reading *r, vb_slot slot) {
  int chunk = r->m.slots[slot];
  return chunk < 0 ? NULL : &r->s->forms.v[r->s->chunks.v[chunk].index];
}

vb_mentions vb_reading_actors(const vb_reading *r, int chunk) {
  if (chunk < 0) return (vb_mentions){0};
  return r->s->actors.v[r->s->chunks.v[chunk].index].list;
}

int vb_reading_distance(const vb_reading *r, int chunk) {
  if (chunk < r->m.start) return 2 * (r->m.start - chunk);
  return chunk >= r->m.end ? 1 + chunk - r->m.end : 0;
}

void vb_reading_evidence(const vb_reading *r, vb_evidences *list, vb_token_range tokens) {
  vb_tokens t = r->place.tokens;
  vb_evidence *e = vb_push(r->f->out, list);
  *e = (vb_evidence){.field = r->place.field,
                     .caption = r->place.caption,
                     .span = {t.v[tokens.start].span.start, t.v[tokens.end - 1].span.end}};
}

/* The words that decide: forms and verbs inside the match. */
static void add_cues(const vb_reading *r, vb_evidences *cues) {
  for (int i = r->m.start; i < r->m.end; i++) {
    const vb_chunk *c = &r->s->chunks.v[i];
    if (c->kind == VB_CHUNK_FORM || (c->kind == VB_CHUNK_WORD && c->verbs))
      vb_reading_evidence(r, cues, c->tokens);
  }
}

vb_exchange vb_reading_exchange(const vb_reading *r, vb_actors from, vb_actors to) {
  vb_exchange x = {.from = from, .to = to, .answers = -1};
  x.reported = vb_date_day(r->f->article->published);
  x.pattern = r->row->id;
  x.mention = r->row->role == VB_ROW_MENTION;
  vb_reading_evidence(r, &x.evidence, r->s->tokens);
  add_cues(r, &x.cues);
  return x;
}
