/* Chunking a sentence of a segmented language. */
#include "exchanges/segmented.h"

enum { OCCASION_TOKENS = 40, LIST_ACTORS = 64, REACH = 6 };

typedef struct {
  vb_token_range tokens; /* with the words that lead to it */
  vb_str text;
  vb_purpose purpose;
} occasion_range;
VB_SLICE_TYPE(occasion_ranges, occasion_range);

typedef struct {
  const vb_segmented_context *c;
  vb_tokens t;
  ptrdiff_t start, end;
  ptrdiff_t time;
  occasion_ranges occasions;
  ptrdiff_t occasion; /* next of them */
  bool each;
  vb_sentence s;
  vb_arena *out;
} chunker;

static bool is(const chunker *k, ptrdiff_t i, int kind) {
  return i >= k->start && i < k->end && vb_segment_is(k->c->segments, i, (vb_segment_kind)kind);
}

static int payload(const chunker *k, ptrdiff_t i, int kind) {
  return k->c->segments->words[i]->payload[kind];
}

static bool is_punct(const chunker *k, ptrdiff_t i) { return k->t.v[i].kind == VB_TOKEN_PUNCT; }

static bool is_mark(const chunker *k, ptrdiff_t i, const char *mark) {
  return i < k->end && is_punct(k, i) && vb_token_is(&k->t.v[i], vb_str_from(mark));
}

static vb_chunk *add(chunker *k, vb_chunk_kind kind, ptrdiff_t from, ptrdiff_t to,
                     ptrdiff_t index) {
  vb_chunk *chunk = vb_push(k->out, &k->s.chunks);
  *chunk = (vb_chunk){.kind = kind, .tokens = {from, to}, .index = (int)index};
  return chunk;
}

/* ---- occasions ---- */

/* A comma of a list and the points of a name do not end an occasion. */
static bool ends_occasion(const chunker *k, ptrdiff_t i) {
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

static void add_occasion(chunker *k, vb_token_range range, ptrdiff_t from, ptrdiff_t to,
                         int purpose) {
  vb_str text = vb_tokens_text(k->t, from, to, k->out);
  *vb_push(k->out, &k->occasions) = (occasion_range){range, text, (vb_purpose)purpose};
}

/* "On [the anniversary] at the time of": from the words before it on.  `lead` is where the text
 * begins.  Returns the position behind, or `i`. */
static ptrdiff_t occasion_forward(chunker *k, ptrdiff_t i, ptrdiff_t lead, int purpose) {
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
static bool is_of_day(const chunker *k, ptrdiff_t i) {
  vb_times times = k->c->times;
  for (ptrdiff_t t = k->time; t < times.n && times.v[t].span.start < k->t.v[i].span.end; t++)
    if (times.v[t].span.end > k->t.v[i].span.start) return times.v[t].date.precision >= VB_DATE_DAY;
  return false;
}

/* "[the anniversary] on the occasion of", where the words stand behind it. */
static void occasion_backward(chunker *k, ptrdiff_t i, ptrdiff_t least) {
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

static bool is_leading(const chunker *k, ptrdiff_t i) {
  if (is(k, i, VB_SEGMENT_TRIGGER)) return !is(k, i, VB_SEGMENT_VERB);
  return is(k, i, VB_SEGMENT_TRIGGER_AROUND);
}

static void find_occasions(chunker *k) {
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

static ptrdiff_t chunk_occasion(chunker *k, ptrdiff_t i) {
  while (k->occasion < k->occasions.n && k->occasions.v[k->occasion].tokens.start < i)
    k->occasion++;
  if (k->occasion == k->occasions.n || k->occasions.v[k->occasion].tokens.start != i) return -1;
  occasion_range *o = &k->occasions.v[k->occasion++];
  *vb_push(k->out, &k->s.occasions) = (vb_occasion_phrase){o->tokens, o->text, o->purpose};
  add(k, VB_CHUNK_OCCASION, o->tokens.start, o->tokens.end, k->s.occasions.n - 1);
  return o->tokens.end;
}

/* Behind a verb that says what for ("congratulates"): the person, then the rest is the occasion. */
static ptrdiff_t chunk_what_for(chunker *k, ptrdiff_t i) {
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
  occasion_range o = k->occasions.v[n];
  k->occasions.n = n;
  *vb_push(k->out, &k->s.occasions) = (vb_occasion_phrase){o.tokens, o.text, o.purpose};
  add(k, VB_CHUNK_OCCASION, i, behind, k->s.occasions.n - 1);
  return behind;
}

/* ---- times ---- */

/* "on the 23rd it was reported": not the day of the act. */
static bool is_telling(const chunker *k, ptrdiff_t behind) {
  for (ptrdiff_t i = behind; i < k->end && i < behind + REACH; i++) {
    if (is(k, i, VB_SEGMENT_TELLING)) return true;
    if (is(k, i, VB_SEGMENT_FORM) || is(k, i, VB_SEGMENT_VERB) || is(k, i, VB_SEGMENT_MARKER) ||
        is(k, i, VB_SEGMENT_OFFICE) ||
        (is_punct(k, i) && !is_mark(k, i, "(") && !is_mark(k, i, ")")))
      break;
  }
  return is(k, behind - 1, VB_SEGMENT_TELLING);
}

static ptrdiff_t chunk_time(chunker *k, ptrdiff_t i) {
  vb_times times = k->c->times;
  while (k->time < times.n && times.v[k->time].span.start < k->t.v[i].span.start) k->time++;
  if (k->time == times.n || times.v[k->time].span.start >= k->t.v[i].span.end) return -1;
  const vb_time *time = &times.v[k->time];
  ptrdiff_t behind = i + 1;
  while (behind < k->end && k->t.v[behind].span.start < time->span.end) behind++;
  if (is_telling(k, behind)) {
    add(k, VB_CHUNK_ADVERB, i, behind, 0);
    return behind;
  }
  *vb_push(k->out, &k->s.times) = *time;
  add(k, VB_CHUNK_TIME, i, behind, k->s.times.n - 1);
  return behind;
}

/* ---- forms ---- */

static void take_purpose(vb_form_phrase *f, vb_purpose purpose) {
  if (purpose == VB_PURPOSE_REPLY) f->reply = true;
  if (purpose == VB_PURPOSE_NONE) return;
  if (f->purpose == VB_PURPOSE_NONE || purpose == VB_PURPOSE_REPLY) f->purpose = purpose;
}

/* [PURPOSE [particle]] [adverb] FORM: behind it, or -1. */
static ptrdiff_t parse_form(const chunker *k, ptrdiff_t i, vb_form_phrase *f) {
  *f = (vb_form_phrase){.tokens = {i, i}, .also = -1, .plural = k->each, .respective = k->each};
  ptrdiff_t j = i;
  if (is(k, i - 1, VB_SEGMENT_FIGURE)) return -1;
  for (; j < k->end && j < i + REACH && !is(k, j, VB_SEGMENT_FORM); j++) {
    bool purpose = is(k, j, VB_SEGMENT_PURPOSE);
    if (purpose) take_purpose(f, (vb_purpose)payload(k, j, VB_SEGMENT_PURPOSE));
    bool between = j > i && (is(k, j, VB_SEGMENT_ADVERB) || is(k, j, VB_SEGMENT_PARTICLE));
    if (!purpose && !between) return -1;
  }
  if (!is(k, j, VB_SEGMENT_FORM)) return -1;
  bool narrowed = f->purpose != VB_PURPOSE_NONE;
  for (; is(k, j, VB_SEGMENT_FORM); j++) {
    const vb_form_word *word = &k->c->grammar->base.forms.v[payload(k, j, VB_SEGMENT_FORM)];
    f->form = word->form;
    f->weak = word->weak && !narrowed;
    if (word->purpose != VB_PURPOSE_NONE && f->purpose == VB_PURPOSE_GREETING)
      f->purpose = word->purpose; /* "New Year congratulations": the noun says it better */
    take_purpose(f, word->purpose);
  }
  if (is(k, j, VB_SEGMENT_FIGURE)) return -1;
  f->tokens.end = j;
  return j;
}

/* A verb that negation, plan or wish takes back: before it, or behind it. */
static bool is_unreal(const chunker *k, ptrdiff_t i) {
  if (is(k, i - 1, VB_SEGMENT_UNREAL) || is(k, i + 1, VB_SEGMENT_UNREAL)) return true;
  return is(k, i + 2, VB_SEGMENT_UNREAL) && !is_punct(k, i + 1) && !is(k, i + 1, VB_SEGMENT_VERB);
}

static ptrdiff_t chunk_form(chunker *k, ptrdiff_t i) {
  vb_form_phrase f;
  ptrdiff_t behind = parse_form(k, i, &f);
  if (behind < 0) return -1;
  ptrdiff_t first = k->s.forms.n;
  *vb_push(k->out, &k->s.forms) = f;
  while (is(k, behind, VB_SEGMENT_LIST) && k->s.forms.n - first < 4) {
    ptrdiff_t next = parse_form(k, behind + 1, &f);
    if (next < 0) break;
    k->s.forms.v[k->s.forms.n - 1].also = (int)k->s.forms.n;
    *vb_push(k->out, &k->s.forms) = f;
    behind = next;
  }
  vb_chunk *chunk = add(k, VB_CHUNK_FORM, i, behind, first);
  bool verb = behind == i + 1 && is(k, i, VB_SEGMENT_VERB) && !is_unreal(k, i);
  if (verb) chunk->verbs = (uint32_t)payload(k, i, VB_SEGMENT_VERB); /* a reply, to reply */
  return behind;
}

/* ---- actors ---- */

/* In "the president of X NAME, the prime minister NAME" both are of X. */
static bool parse_next(const chunker *k, ptrdiff_t i, const vb_mention *before, vb_mention *m) {
  vb_actor_context context = *k->c->actors;
  if (before->actor.country.n) context.home = before->actor.country;
  return i < k->end && vb_segment_mention(&context, k->c->segments, i, k->end, m, k->out);
}

static bool is_place(const chunker *k, ptrdiff_t i, const vb_mention *m) {
  if (m->kind != VB_MENTION_COUNTRY) return false;
  return is(k, i - 1, VB_SEGMENT_PLACE) || is(k, m->tokens.end, VB_SEGMENT_PLACE);
}

static ptrdiff_t chunk_actors(chunker *k, ptrdiff_t i) {
  vb_mention m;
  if (!vb_segment_mention(k->c->actors, k->c->segments, i, k->end, &m, k->out)) return -1;
  if (is_place(k, i, &m)) {
    add(k, VB_CHUNK_ADVERB, i, m.tokens.end, 0);
    return m.tokens.end;
  }
  vb_actor_list actors = {0};
  *vb_push(k->out, &actors.list) = m;
  ptrdiff_t behind = m.tokens.end;
  while (actors.list.n < LIST_ACTORS && is(k, behind, VB_SEGMENT_LIST)) {
    vb_mention other;
    if (!parse_next(k, behind + 1, &m, &other)) break;
    if ((other.kind == VB_MENTION_COUNTRY) != (m.kind == VB_MENTION_COUNTRY)) break;
    *vb_push(k->out, &actors.list) = other;
    behind = other.tokens.end;
  }
  *vb_push(k->out, &k->s.actors) = actors;
  add(k, VB_CHUNK_ACTORS, i, behind, k->s.actors.n - 1);
  return behind;
}

/* ---- the rest ---- */

static vb_chunk_kind mark_kind(const chunker *k, ptrdiff_t i) {
  static const char *const stops[] = {".", ";", ":", "!", "?", "\xE3\x80\x82"};
  if (is_mark(k, i, ",") || is_mark(k, i, "\xE3\x80\x81")) return VB_CHUNK_COMMA;
  for (size_t n = 0; n < sizeof stops / sizeof *stops; n++)
    if (is_mark(k, i, stops[n])) return VB_CHUNK_STOP;
  return VB_CHUNK_MARK;
}

static bool is_verb(const chunker *k, ptrdiff_t i) {
  return is(k, i, VB_SEGMENT_VERB) && !is_unreal(k, i);
}

/* A particle says something of an actor or a form; another word's is looked past, unless it makes
 * that word a subject. */
static bool is_marking(const chunker *k, ptrdiff_t i) {
  if (!is(k, i, VB_SEGMENT_PARTICLE)) return false;
  const vb_chunk *before = k->s.chunks.n ? &k->s.chunks.v[k->s.chunks.n - 1] : NULL;
  bool told = before && (before->kind == VB_CHUNK_ACTORS || before->kind == VB_CHUNK_FORM ||
                         before->kind == VB_CHUNK_WORD);
  return told || is(k, i, VB_SEGMENT_SUBJECT);
}

/* A verb, a marker or a particle; anything else is an adverb. */
static ptrdiff_t chunk_word(chunker *k, ptrdiff_t i) {
  bool verb = is_verb(k, i);
  bool word = verb || is(k, i, VB_SEGMENT_MARKER) || is_marking(k, i) ||
              is(k, i, VB_SEGMENT_UNREAL) || is(k, i, VB_SEGMENT_VERB);
  vb_chunk_kind kind = is_punct(k, i) ? mark_kind(k, i) : word ? VB_CHUNK_WORD : VB_CHUNK_ADVERB;
  vb_chunk *chunk = add(k, kind, i, i + 1, 0);
  chunk->word = k->t.v[i].fold;
  if (verb) chunk->verbs = (uint32_t)payload(k, i, VB_SEGMENT_VERB);
  return i + 1;
}

static bool is_someone(const vb_mention *m) {
  return m->kind == VB_MENTION_PERSON || m->kind == VB_MENTION_HOLDER;
}

/* Chunks between which a subject may stand: not a word and no actor. */
static bool is_light(const vb_chunk *c) {
  return c->kind == VB_CHUNK_TIME || c->kind == VB_CHUNK_OCCASION || c->kind == VB_CHUNK_ADVERB ||
         c->kind == VB_CHUNK_COMMA || c->kind == VB_CHUNK_MARK;
}

/* The chunk of the sentence's subject; NULL if it leaves it out. */
static const vb_chunk *subject_chunk(const chunker *k) {
  const vb_chunks *c = &k->s.chunks;
  bool marked = k->c->grammar->subject.n > 0;
  for (int i = 0; i < c->n; i++) {
    if (is_light(&c->v[i])) continue;
    if (!marked) return c->v[i].kind == VB_CHUNK_ACTORS ? &c->v[i] : NULL;
    bool subject = c->v[i].kind == VB_CHUNK_ACTORS && i + 1 < c->n &&
                   is(k, c->v[i + 1].tokens.start, VB_SEGMENT_SUBJECT);
    if (subject) return &c->v[i];
  }
  return NULL;
}

/* Puts the subject of the sentence before in front. */
static void inherit_subject(chunker *k) {
  vb_chunks old = k->s.chunks;
  k->s.chunks = (vb_chunks){0};
  vb_actor_list actors = {0};
  *vb_push(k->out, &actors.list) = *k->c->subject;
  *vb_push(k->out, &k->s.actors) = actors;
  add(k, VB_CHUNK_ACTORS, k->start, k->start, k->s.actors.n - 1);
  if (k->c->grammar->subject.n)
    add(k, VB_CHUNK_WORD, k->start, k->start, 0)->word = k->c->grammar->subject;
  for (ptrdiff_t i = 0; i < old.n; i++) *vb_push(k->out, &k->s.chunks) = old.v[i];
}

vb_sentence vb_segmented_chunk(const vb_segmented_context *context, vb_token_range range,
                               vb_mention *subject, bool *has_subject, vb_arena *out) {
  chunker k = {.c = context,
               .t = context->segments->tokens,
               .start = range.start,
               .end = range.end,
               .out = out};
  k.s.tokens = range;
  for (ptrdiff_t i = range.start; i < range.end; i++) k.each |= is(&k, i, VB_SEGMENT_EACH);
  ptrdiff_t low = 0, high = context->times.n;
  while (low < high) {
    ptrdiff_t mid = (low + high) / 2;
    bool before = context->times.v[mid].span.end <= k.t.v[range.start].span.start;
    low = before ? mid + 1 : low;
    high = before ? high : mid;
  }
  k.time = low;
  find_occasions(&k);
  for (ptrdiff_t i = range.start; i < range.end;) {
    ptrdiff_t next = chunk_time(&k, i);
    if (next < 0) next = chunk_occasion(&k, i);
    if (next < 0) next = chunk_what_for(&k, i);
    if (next < 0) next = chunk_form(&k, i);
    if (next < 0 && !is_verb(&k, i)) next = chunk_actors(&k, i);
    if (next < 0) next = chunk_word(&k, i);
    i = next;
  }
  const vb_chunk *told = subject_chunk(&k);
  if (told) {
    const vb_mention *m = vb_sentence_actor(&k.s, told);
    *has_subject = is_someone(m);
    *subject = *m;
  } else if (context->subject) {
    inherit_subject(&k);
  }
  return k.s;
}
