/* Occasions in a sentence of a segmented language. */
#include "exchanges/segmented_chunker.h"

enum { OCCASION_TOKENS = 40 };

/* A comma of a list and the points of a name do not end an occasion. */
static bool ends_occasion(const vb_segmented_chunker *k, ptrdiff_t i) {
  if (is_punct(k, i)) {
    static const char *const inner[] = {"\xE3\x80\x81", "\"",           "'", "(", ")", "\xC2\xB7",
                                        "\xE3\x80\x8A", "\xE3\x80\x8B", "-"};
    for (size_t n = 0; n < sizeof inner / sizeof *inner; n++)
      if (is_mark(k, i, inner[n])) return false;
    return true;
  }
  if (is(k, i, VB_SEGMENT_LIST)) return false;
  return is(k, i, VB_SEGMENT_DATIVE) || is(k, i, VB_SEGMENT_VERB) || is(k, i, VB_SEGMENT_SUBJECT) ||
         (is(k, i, VB_SEGMENT_MARKER) && !is(k, i, VB_SEGMENT_PARTICLE));
}

static void add_occasion(vb_segmented_chunker *k, vb_token_range range, ptrdiff_t from,
                         ptrdiff_t to, int purpose) {
  vb_str text = vb_tokens_text(k->t, from, to, k->out);
  *vb_push(k->out, &k->occasions) = (vb_occasion_phrase){range, text, (vb_purpose)purpose};
}

/* "On [the anniversary] at the time of": from the words before it on.  `lead` is where the text
 * begins.  Returns the position behind, or `i`. */
static ptrdiff_t occasion_forward(vb_segmented_chunker *k, ptrdiff_t i, ptrdiff_t lead,
                                  int purpose) {
  bool event = false;
  ptrdiff_t j = lead;
  for (; j < k->end && j < lead + OCCASION_TOKENS; j++) {
    event |= is(k, j, VB_SEGMENT_EVENT);
    if (is(k, j, VB_SEGMENT_TRIGGER_BEHIND) || is(k, j, VB_SEGMENT_TRIGGER)) break;
    if (is(k, j, VB_SEGMENT_EVENT)) continue;
    if (ends_occasion(k, j)) break;
  }
  bool closed = is(k, j, VB_SEGMENT_TRIGGER_BEHIND);
  if (j == lead || !(event || closed)) return i;
  ptrdiff_t behind = closed ? j + 1 : j;
  add_occasion(k, (vb_token_range){i, behind}, lead, j, purpose);
  return behind;
}

/* Is token i part of a day?  The years and months of an occasion are its own. */
static bool is_of_day(const vb_segmented_chunker *k, ptrdiff_t i) {
  vb_times times = k->c->times;
  for (ptrdiff_t t = k->time; t < times.n && times.v[t].span.start < k->t.v[i].span.end; t++)
    if (times.v[t].span.end > k->t.v[i].span.start) return times.v[t].date.precision >= VB_DATE_DAY;
  return false;
}

/* "[the anniversary] on the occasion of", where the words stand behind it. */
static void occasion_backward(vb_segmented_chunker *k, ptrdiff_t i, ptrdiff_t least) {
  ptrdiff_t to = i;
  while (to > least && is(k, to - 1, VB_SEGMENT_PARTICLE) && !is(k, to - 1, VB_SEGMENT_EVENT)) to--;
  bool event = false;
  ptrdiff_t from = to;
  while (from > least && to - from < OCCASION_TOKENS) {
    if (!is(k, from - 1, VB_SEGMENT_EVENT) && ends_occasion(k, from - 1)) break;
    if (is_of_day(k, from - 1)) break;
    from--;
    event |= is(k, from, VB_SEGMENT_EVENT);
  }
  if (from == to || !event) return;
  add_occasion(k, (vb_token_range){from, i + 1}, from, to,
               payload(k, i, VB_SEGMENT_TRIGGER_BEHIND));
}

static bool is_leading(const vb_segmented_chunker *k, ptrdiff_t i) {
  if (is(k, i, VB_SEGMENT_TRIGGER)) return !is(k, i, VB_SEGMENT_VERB);
  return is(k, i, VB_SEGMENT_TRIGGER_AROUND);
}

void vb_segmented_find_occasions(vb_segmented_chunker *k) {
  ptrdiff_t least = k->start;
  bool backward = k->c->grammar->subject.n > 0; /* particles stand behind their nouns */
  for (ptrdiff_t i = k->start; i < k->end; i++) {
    if (backward && is(k, i, VB_SEGMENT_TRIGGER_BEHIND)) {
      occasion_backward(k, i, least);
      least = i + 1;
    } else if (!backward && is_leading(k, i)) {
      ptrdiff_t behind = occasion_forward(k, i, i + 1, payload(k, i, VB_SEGMENT_TRIGGER));
      bool open = behind > i && !is(k, behind - 1, VB_SEGMENT_TRIGGER_BEHIND);
      if (open && !is(k, i, VB_SEGMENT_TRIGGER))
        k->occasions.n--;
      else if (behind > i)
        i = behind - 1;
    }
  }
}

ptrdiff_t vb_segmented_occasion(vb_segmented_chunker *k, ptrdiff_t i) {
  while (k->occasion < k->occasions.n && k->occasions.v[k->occasion].tokens.start < i)
    k->occasion++;
  if (k->occasion == k->occasions.n || k->occasions.v[k->occasion].tokens.start != i) return -1;
  const vb_occasion_phrase *o = &k->occasions.v[k->occasion++];
  *vb_push(k->out, &k->s.occasions) = *o;
  vb_sentence_add(&k->s, VB_CHUNK_OCCASION, o->tokens.start, o->tokens.end, k->s.occasions.n - 1,
                  k->out);
  return o->tokens.end;
}

/* Behind a verb that says what for ("congratulates"): the person, then the rest is the occasion. */
ptrdiff_t vb_segmented_what_for(vb_segmented_chunker *k, ptrdiff_t i) {
  const vb_chunk *before = k->s.chunks.n ? &k->s.chunks.v[k->s.chunks.n - 1] : NULL;
  if (!before || k->c->grammar->subject.n) return -1;
  bool person = before->kind == VB_CHUNK_ACTORS;
  if (person && k->s.chunks.n > 1) before--;
  if (before->kind != VB_CHUNK_WORD || !is(k, before->tokens.start, VB_SEGMENT_TRIGGER)) return -1;
  if (!person && vb_segment_is(k->c->segments, i, VB_SEGMENT_PERSON)) return -1;
  int purpose = payload(k, before->tokens.start, VB_SEGMENT_TRIGGER);
  ptrdiff_t n = k->occasions.n, behind;
  if (!person) {
    vb_mention m;
    bool actor = vb_segment_mention(k->c->actors, k->c->segments, i, k->end, &m, k->out);
    if (actor && m.kind != VB_MENTION_COUNTRY && m.kind != VB_MENTION_ORGANISATION) return -1;
  }
  behind = occasion_forward(k, i, i, purpose);
  if (behind == i) return -1;
  *vb_push(k->out, &k->s.occasions) = k->occasions.v[n];
  k->occasions.n = n;
  vb_sentence_add(&k->s, VB_CHUNK_OCCASION, i, behind, k->s.occasions.n - 1, k->out);
  return behind;
}
