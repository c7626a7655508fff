#include "trace/reported.h"

#include "trace/belief.h"
#include "trace/likeness.h"

enum {
  TEXT_WORDS = 1 << 14, /* of a text that is looked through */
  LEAST_WORDS = 5,      /* of reported speech */
};

static const double LEAST_CONTAINED = 0.33; /* of what it says, by weight */

/* The words of the text that say most of it; none: {0, 0}. */
static vb_span nearest_words(const vb_asked *asked, const vb_sought *s, vb_text *text,
                             vb_arena spare, vb_arena scratch) {
  const vb_asked_field *f = vb_asked_field_of(asked, s->subject.field, s->subject.caption);
  vb_str said = vb_str_slice(f->text, s->subject.span.start, s->subject.span.end);
  vb_folded_words words = vb_texts_words(asked->texts, text, scratch);
  vb_prepared report = vb_prepared_make(asked->senses, said, &scratch, spare);
  vb_prepared source = vb_prepared_of(asked->senses, text->article.text, words, &scratch, spare);
  vb_alike alike;
  if (!vb_likeness_nearest(&report, &source, &alike, spare)) return (vb_span){0, 0};
  if (alike.contained < LEAST_CONTAINED) return (vb_span){0, 0};
  return (vb_span){vb_folded_word_at(words, alike.source.start),
                   vb_folded_word_at(words, alike.source.end)};
}

bool vb_reported_find(const vb_asked *asked, const vb_held *known, vb_sought *s, vb_arena *out,
                      vb_arena scratch) {
  vb_text *text = known->text;
  if (!s->held || s->n == VB_HOLDERS || s->wording.words.n < LEAST_WORDS) return false;
  if (text->places.n_words > TEXT_WORDS) return false;
  vb_span words = nearest_words(asked, s, text, *out, scratch);
  if (words.start >= words.end) return false;
  vb_text_part part = vb_texts_cut(text, words.start, words.end, out, scratch);
  vb_wording window = vb_texts_window(asked->texts, text, part, out);
  vb_held h = vb_holders_compare(s, text, window, out, scratch);
  h.facts = known->facts;
  h.speaks = known->speaks;
  if (!vb_belief_is_retold(asked->article, &h)) return false; /* also where all is in brackets */
  h.facts.fit = (int)(1000 * h.cover.same / h.cover.words);
  s->held[s->n++] = h;
  return true;
}
