/* Chunking a sentence of a segmented language. */
#include "exchanges/segmented_chunker.h"

enum { LIST_ACTORS = 64, REACH = 6 };

/* ---- times ---- */

/* "on the 23rd it was reported": not the day of the act. */
static bool is_telling(const vb_segmented_chunker *k, ptrdiff_t behind) {
  for (ptrdiff_t i = behind; i < k->end && i < behind + REACH; i++) {
    if (is(k, i, VB_SEGMENT_TELLING)) return true;
    if (is(k, i, VB_SEGMENT_FORM) || is(k, i, VB_SEGMENT_VERB) || is(k, i, VB_SEGMENT_MARKER) ||
        is(k, i, VB_SEGMENT_OFFICE) ||
        (is_punct(k, i) && !is_mark(k, i, "(") && !is_mark(k, i, ")")))
      break;
  }
  return is(k, behind - 1, VB_SEGMENT_TELLING);
}

static ptrdiff_t chunk_time(vb_segmented_chunker *k, ptrdiff_t i) {
  vb_times times = k->c->times;
  while (k->time < times.n && times.v[k->time].span.start < k->t.v[i].span.start) k->time++;
  if (k->time == times.n || times.v[k->time].span.start >= k->t.v[i].span.end) return -1;
  const vb_time *time = &times.v[k->time];
  ptrdiff_t behind = i + 1;
  while (behind < k->end && k->t.v[behind].span.start < time->span.end) behind++;
  if (is_telling(k, behind)) {
    vb_sentence_add(&k->s, VB_CHUNK_ADVERB, i, behind, 0, k->out);
    return behind;
  }
  *vb_push(k->out, &k->s.times) = *time;
  vb_sentence_add(&k->s, VB_CHUNK_TIME, i, behind, k->s.times.n - 1, k->out);
  return behind;
}

/* ---- forms ---- */

static void take_purpose(vb_form_phrase *f, vb_purpose purpose) {
  if (purpose == VB_PURPOSE_REPLY) f->reply = true;
  if (purpose == VB_PURPOSE_NONE) return;
  if (f->purpose == VB_PURPOSE_NONE || purpose == VB_PURPOSE_REPLY) f->purpose = purpose;
}

/* [PURPOSE [particle]] [adverb] FORM: behind it, or -1. */
static ptrdiff_t parse_form(const vb_segmented_chunker *k, ptrdiff_t i, vb_form_phrase *f) {
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
static bool is_unreal(const vb_segmented_chunker *k, ptrdiff_t i) {
  if (is(k, i - 1, VB_SEGMENT_UNREAL) || is(k, i + 1, VB_SEGMENT_UNREAL)) return true;
  return is(k, i + 2, VB_SEGMENT_UNREAL) && !is_punct(k, i + 1) && !is(k, i + 1, VB_SEGMENT_VERB);
}

static ptrdiff_t chunk_form(vb_segmented_chunker *k, ptrdiff_t i) {
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
  vb_chunk *chunk = vb_sentence_add(&k->s, VB_CHUNK_FORM, i, behind, first, k->out);
  bool verb = behind == i + 1 && is(k, i, VB_SEGMENT_VERB) && !is_unreal(k, i);
  if (verb) chunk->verbs = (uint32_t)payload(k, i, VB_SEGMENT_VERB); /* a reply, to reply */
  return behind;
}

/* ---- actors ---- */

/* In "the president of X NAME, the prime minister NAME" both are of X. */
static bool parse_next(const vb_segmented_chunker *k, ptrdiff_t i, const vb_mention *before,
                       vb_mention *m) {
  vb_actor_context context = *k->c->actors;
  if (before->actor.country.n) context.home = before->actor.country;
  return i < k->end && vb_segment_mention(&context, k->c->segments, i, k->end, m, k->out);
}

static bool is_place(const vb_segmented_chunker *k, ptrdiff_t i, const vb_mention *m) {
  if (m->kind != VB_MENTION_COUNTRY) return false;
  return is(k, i - 1, VB_SEGMENT_PLACE) || is(k, m->tokens.end, VB_SEGMENT_PLACE);
}

static ptrdiff_t chunk_actors(vb_segmented_chunker *k, ptrdiff_t i) {
  vb_mention m;
  if (!vb_segment_mention(k->c->actors, k->c->segments, i, k->end, &m, k->out)) return -1;
  if (is_place(k, i, &m)) {
    vb_sentence_add(&k->s, VB_CHUNK_ADVERB, i, m.tokens.end, 0, k->out);
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
  vb_sentence_add(&k->s, VB_CHUNK_ACTORS, i, behind, k->s.actors.n - 1, k->out);
  return behind;
}

/* ---- the rest ---- */

static vb_chunk_kind mark_kind(const vb_segmented_chunker *k, ptrdiff_t i) {
  static const char *const stops[] = {".", ";", ":", "!", "?", "\xE3\x80\x82"};
  if (is_mark(k, i, ",") || is_mark(k, i, "\xE3\x80\x81")) return VB_CHUNK_COMMA;
  for (size_t n = 0; n < sizeof stops / sizeof *stops; n++)
    if (is_mark(k, i, stops[n])) return VB_CHUNK_STOP;
  return VB_CHUNK_MARK;
}

static bool is_verb(const vb_segmented_chunker *k, ptrdiff_t i) {
  return is(k, i, VB_SEGMENT_VERB) && !is_unreal(k, i);
}

/* A particle says something of an actor or a form; another word's is looked past, unless it makes
 * that word a subject. */
static bool is_marking(const vb_segmented_chunker *k, ptrdiff_t i) {
  if (!is(k, i, VB_SEGMENT_PARTICLE)) return false;
  const vb_chunk *before = k->s.chunks.n ? &k->s.chunks.v[k->s.chunks.n - 1] : NULL;
  bool told = before && (before->kind == VB_CHUNK_ACTORS || before->kind == VB_CHUNK_FORM ||
                         before->kind == VB_CHUNK_WORD);
  return told || is(k, i, VB_SEGMENT_SUBJECT);
}

/* A verb, a marker or a particle; anything else is an adverb. */
static ptrdiff_t chunk_word(vb_segmented_chunker *k, ptrdiff_t i) {
  bool verb = is_verb(k, i);
  bool word = verb || is(k, i, VB_SEGMENT_MARKER) || is_marking(k, i) ||
              is(k, i, VB_SEGMENT_UNREAL) || is(k, i, VB_SEGMENT_VERB);
  vb_chunk_kind kind = is_punct(k, i) ? mark_kind(k, i) : word ? VB_CHUNK_WORD : VB_CHUNK_ADVERB;
  vb_chunk *chunk = vb_sentence_add(&k->s, kind, i, i + 1, 0, k->out);
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
static const vb_chunk *subject_chunk(const vb_segmented_chunker *k) {
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
static void inherit_subject(vb_segmented_chunker *k) {
  vb_chunks old = k->s.chunks;
  k->s.chunks = (vb_chunks){0};
  vb_actor_list actors = {0};
  *vb_push(k->out, &actors.list) = *k->c->subject;
  *vb_push(k->out, &k->s.actors) = actors;
  vb_sentence_add(&k->s, VB_CHUNK_ACTORS, k->start, k->start, k->s.actors.n - 1, k->out);
  if (k->c->grammar->subject.n)
    vb_sentence_add(&k->s, VB_CHUNK_WORD, k->start, k->start, 0, k->out)->word =
        k->c->grammar->subject;
  for (ptrdiff_t i = 0; i < old.n; i++) *vb_push(k->out, &k->s.chunks) = old.v[i];
}

vb_sentence vb_segmented_chunk(const vb_segmented_context *context, vb_token_range range,
                               vb_mention *subject, bool *has_subject, vb_arena *out) {
  vb_segmented_chunker k = {.c = context,
                            .t = context->segments->tokens,
                            .start = range.start,
                            .end = range.end,
                            .out = out};
  k.s.tokens = range;
  for (ptrdiff_t i = range.start; i < range.end; i++) k.each |= is(&k, i, VB_SEGMENT_EACH);
  k.time = vb_sentence_first_time(context->times, k.t.v[range.start].span.start);
  vb_segmented_find_occasions(&k);
  for (ptrdiff_t i = range.start; i < range.end;) {
    ptrdiff_t next = chunk_time(&k, i);
    if (next < 0) next = vb_segmented_occasion(&k, i);
    if (next < 0) next = vb_segmented_what_for(&k, i);
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
