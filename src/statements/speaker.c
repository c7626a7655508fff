#include "statements/speaker.h"

vb_actor vb_speaker_resolve(vb_speakers *s, const vb_analysed_field *field, vb_token_range source,
                            vb_arena *out) {
  const vb_people *people = &s->analysis->people;
  for (ptrdiff_t i = source.start; i < source.end; i++) {
    if (field->tokens.v[i].kind != VB_TOKEN_WORD) continue;
    vb_mention m;
    bool first = i == 0 || (field->tokens.v[i].flags & VB_TOKEN_PARAGRAPH);
    if (!vb_mention_parse(people->words, field->tokens, i, source.end, first, &m, out)) continue;
    const vb_actor *subject = vb_actor_known(&s->subject) ? &s->subject : NULL;
    if (!vb_people_resolve(people, &m, subject, out)) continue;
    if (m.kind == VB_MENTION_PERSON || m.kind == VB_MENTION_HOLDER) s->subject = m.actor;
    return m.actor;
  }
  return (vb_actor){0};
}
