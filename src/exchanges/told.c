/* Occasions told away from the exchange: "upon hearing that Bo Lindqvist passed away", "I thank you
 * for your congratulations on my election".  They belong to the article's exchanges as a whole. */
#include "exchanges/find.h"

enum {
  MAX_TOLD = 256
}; /* every exchange looks through them: what an article tells later is left */

static bool is_sad(vb_purpose purpose) {
  return purpose == VB_PURPOSE_CONDOLENCE || purpose == VB_PURPOSE_SYMPATHY;
}

/* What the sentence's forms say it is about; NONE if it has no form at all. */
static vb_purpose topic_of(const vb_sentence *s, bool *any) {
  *any = false;
  for (ptrdiff_t i = 0; i < s->forms.n; i++) {
    *any = true;
    if (s->forms.v[i].purpose != VB_PURPOSE_NONE) return s->forms.v[i].purpose;
  }
  return VB_PURPOSE_NONE;
}

/* "Bo Lindqvist, former king of ..., passed away": the occasion is a death. */
static vb_str death_of(const vb_finder *f, vb_tokens t, const vb_sentence *s) {
  for (ptrdiff_t c = 0; c + 1 < s->chunks.n; c++) {
    const vb_chunk *chunk = &s->chunks.v[c];
    if (chunk->kind != VB_CHUNK_ACTORS) continue;
    ptrdiff_t next = chunk->tokens.end;
    if (next < t.n && vb_token_is(&t.v[next], VB_S(","))) next++;
    bool dying = vb_words_at(f->grammar->words, t, next, s->tokens.end, VB_WORD_DYING).n_tokens > 0;
    const vb_mention *who = &s->actors.v[chunk->index].list.v[0];
    bool named = who->kind == VB_MENTION_PERSON; /* who "the leader" was is not sure enough */
    if (dying && named) return vb_str_format(f->out, "death of %.*s", VB_ARG(who->actor.name));
  }
  return (vb_str){0};
}

/* "The untimely demise of Bo Lindqvist is a shock": told as what the article is about. */
static vb_str mourned_in(const vb_finder *f, vb_tokens t, const vb_sentence *s) {
  const vb_words *w = f->grammar->words;
  for (ptrdiff_t i = s->tokens.start; i + 2 < s->tokens.end; i++) {
    vb_mention m;
    vb_phrase_match death = vb_words_at(w, t, i, s->tokens.end, VB_WORD_DEATH);
    ptrdiff_t of = i + death.n_tokens;
    if (!death.n_tokens || of >= s->tokens.end || !vb_token_is(&t.v[of], VB_S("of"))) continue;
    if (!vb_mention_parse(w, t, of + 1, s->tokens.end, false, &m, f->out)) continue;
    vb_str word = vb_tokens_text(t, i, of, f->out);
    if (m.actor.name.n)
      return vb_str_format(f->out, "%.*s of %.*s", VB_ARG(word), VB_ARG(m.actor.name));
  }
  return (vb_str){0};
}

void vb_occasions_note(const vb_finder *f, vb_tokens tokens, const vb_sentence *s,
                       vb_told_occasions *told) {
  if (told->n >= MAX_TOLD) return;
  vb_str death = death_of(f, tokens, s);
  if (death.n) *vb_push(f->out, told) = (vb_told_occasion){death, VB_PURPOSE_CONDOLENCE};
  vb_str mourned = s->occasions.n ? (vb_str){0} : mourned_in(f, tokens, s);
  if (mourned.n) *vb_push(f->out, told) = (vb_told_occasion){mourned, VB_PURPOSE_CONDOLENCE};
  bool any;
  vb_purpose topic = topic_of(s, &any);
  if (!any) return;
  for (ptrdiff_t i = 0; i < s->occasions.n; i++)
    *vb_push(f->out, told) = (vb_told_occasion){s->occasions.v[i].text, topic};
}

/* "His demise": told better elsewhere. */
static bool is_bare_death(const vb_finder *f, vb_str occasion, vb_arena scratch) {
  const vb_words *w = f->grammar->words;
  vb_tokens t = vb_tokens_make(w->abbreviations, occasion, &scratch);
  if (!t.n) return false;
  return vb_words_at(w, t, 0, t.n, VB_WORD_DEATH | VB_WORD_DYING).n_tokens == t.n;
}

void vb_occasions_fill(vb_finder *f, vb_told_occasions told, vb_arena scratch) {
  for (ptrdiff_t i = 0; i < f->found.n; i++) {
    vb_exchange *x = &f->found.v[i];
    bool speaks = vb_form_is_written((int)x->form) || x->form == VB_FORM_WREATH;
    bool open = !x->occasion.n || is_bare_death(f, x->occasion, scratch);
    if (!open || x->mention || !speaks || x->purpose == VB_PURPOSE_NONE) continue;
    for (ptrdiff_t k = 0; k < told.n && open; k++) {
      if (is_sad(told.v[k].purpose) != is_sad(x->purpose)) continue;
      if (x->occasion.n && is_bare_death(f, told.v[k].text, scratch)) continue;
      x->occasion = told.v[k].text;
      open = is_bare_death(f, x->occasion, scratch);
    }
  }
}
