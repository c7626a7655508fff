/* Interpreting: what the matches of one sentence say, as exchanges.
 *
 * A match gives a row, chunks for its slots and a range of chunks.  Of matches that overlap the
 * best is taken (matches.c); missing parties are filled from the clause or from the exchange told
 * before, and the day, the occasion and the reply are read from the chunks around. */
#include "exchanges/reading.h"
#include "exchanges/segmented.h"

/* "in reply to | His Majesty's | cable": a title that stands for its bearer. */
static int skip_title(const vb_reading *r, int chunk) {
  const vb_chunks *c = &r->s->chunks;
  const vb_words *w = r->f->grammar->words;
  int at = chunk;
  for (; at < c->n && at < chunk + 4 && c->v[at].kind == VB_CHUNK_WORD; at++) {
    ptrdiff_t i = c->v[at].tokens.start;
    bool title =
        vb_words_at(w, r->place.tokens, i, r->s->tokens.end, VB_WORD_HONORIFIC | VB_WORD_POSSESSIVE)
                .n_tokens > 0 ||
        vb_words_at(w, r->place.tokens, i - 1, r->s->tokens.end, VB_WORD_HONORIFIC).n_tokens > 1;
    if (!title && !vb_str_eq(c->v[at].word, VB_S("'s"))) return chunk;
  }
  return at;
}

/* "in reply to their message of greeting", "replying to her letter": the match's sentence names
 * what it answers. */
static const vb_form_phrase *answered_form(const vb_reading *r) {
  const vb_chunks *c = &r->s->chunks;
  for (int i = 0; i + 2 < c->n; i++) {
    const vb_chunk *reply = &c->v[i];
    bool adverb = reply->kind == VB_CHUNK_ADVERB && vb_str_eq(reply->word, VB_S("in"));
    bool verb = reply->kind == VB_CHUNK_WORD &&
                (reply->verbs & vb_patterns_class(r->f->grammar->patterns, VB_S("REPLY")));
    if ((!adverb && !verb) || !vb_str_eq(c->v[i + 1].word, VB_S("to"))) continue;
    int at = skip_title(r, i + 2);
    if (at < c->n && c->v[at].kind == VB_CHUNK_ACTORS) at += 2; /* to Costa's letter */
    if (at < c->n && c->v[at].kind == VB_CHUNK_FORM) return &r->s->forms.v[c->v[at].index];
  }
  return NULL;
}

static bool is_high_office(const vb_reading *r, const vb_actor *actor) {
  if (r->f->grammar->segmented)
    return vb_segment_is_high(&r->f->grammar->segmented->actors, actor->office, r->scratch);
  const vb_words *w = r->f->grammar->words;
  vb_arena scratch = r->scratch;
  vb_tokens t = vb_tokens_make(w->abbreviations, actor->office, &scratch);
  ptrdiff_t level = w->offices ? vb_table_column(w->offices, "level") : -1;
  for (ptrdiff_t i = 0; i < t.n; i++) {
    vb_phrase_match m = vb_words_at(w, t, i, t.n, VB_WORD_OFFICE);
    if (m.n_tokens && vb_words_level_is_high(vb_table_field(w->offices, m.payload, level)))
      return true;
  }
  return false;
}

/* "The President spoke with the Chancellor of Germany": heads of two countries who were not told to
 * be in one place speak by telephone. */
static bool is_call_of_officials(const vb_reading *r, const vb_exchange *x) {
  if (x->form != VB_FORM_CALL || x->from.n != 1 || x->to.n != 1) return false;
  const vb_actor *from = &x->from.v[0], *to = &x->to.v[0];
  int sender = r->m.slots[VB_SLOT_FROM];
  bool own = sender >= 0 && vb_str_eq(r->s->chunks.v[sender].word, VB_S("i")); /* I spoke with */
  bool two = to->country.n && !vb_str_eq(from->country, to->country);
  if (!from->name.n || !to->name.n || !(two || own)) return false;
  uint32_t meet = vb_patterns_class(r->f->grammar->patterns, VB_S("MEET"));
  vb_tokens t = r->place.tokens;
  for (ptrdiff_t i = r->s->tokens.start; i < r->s->tokens.end; i++) {
    vb_form_phrase f; /* inside an occasion too: "on the sidelines of the summit" */
    bool meeting = vb_form_phrase_parse(r->f->grammar, t, i, r->s->tokens.end, &f) &&
                   f.form == VB_FORM_MEETING;
    if (meeting || (vb_phrases_classes(r->f->grammar->verbs, &t.v[i]) & meet)) return false;
  }
  return (own || is_high_office(r, from)) && is_high_office(r, to);
}

/* "Costa's reply to Berg": an answer of any kind, unless it was sent or answers a message. */
static bool is_lone_reply(const vb_reading *r, const vb_form_phrase *form) {
  if (!form || !form->lone_reply || r->m.slots[VB_SLOT_ORIGINAL] >= 0) return false;
  for (int i = r->m.start; i < r->m.end; i++)
    if (r->s->chunks.v[i].kind == VB_CHUNK_WORD && r->s->chunks.v[i].verbs) return false;
  return true;
}

/* "They paid a visit to the embassy to mark ...  They laid a wreath": on the day and the occasion
 * of the visit. */
static bool goes_with_visit(const vb_reading *r, const vb_exchange *x) {
  vb_exchanges found = r->f->found;
  bool laid = x->form == VB_FORM_WREATH || x->form == VB_FORM_GIFT;
  if (!laid || !found.n || found.v[found.n - 1].form != VB_FORM_VISIT) return false;
  int from = r->m.slots[VB_SLOT_FROM];
  bool they = from >= 0 && r->s->chunks.v[from].word.n;
  return they || vb_found_sides_agree(r->f, found.v[found.n - 1].from, x->from, r->scratch);
}

/* "Prado met King Berg on Monday.  He conveyed greetings of ...": at that meeting. */
static void conveyed_there(const vb_reading *r, vb_exchange *x) {
  vb_exchanges found = r->f->found;
  ptrdiff_t last = found.n - 1;
  while (last >= 0 && found.v[last].form == VB_FORM_VERBAL_MESSAGE) last--; /* and those before */
  if (last < 0 || found.v[last].form != VB_FORM_MEETING || found.v[last].mention) return;
  x->sent = found.v[last].sent;
  x->sent_kind = VB_SENT_HANDED;
}

/* Adds it to the article's, and what it answers, if the match tells that. */
static void join_one(const vb_reading *r, vb_exchange one, vb_exchange_hints hints,
                     const vb_form_phrase *original) {
  int at = vb_found_join(r->f, one, hints, r->scratch);
  if (!original) return;
  vb_exchange *x = &r->f->found.v[at];
  x->reply = true;
  if (x->purpose == VB_PURPOSE_NONE) x->purpose = VB_PURPOSE_REPLY;
  vb_sequel_answered(r, at, original, one.occasion);
}

/* One exchange for each sender or recipient of plural forms ("messages from A and B"), else one
 * joint exchange. */
static void emit(const vb_reading *r, vb_exchange x, const vb_form_phrase *form) {
  const vb_time *times[8];
  int n_times = vb_moment_times(r, times, 8);
  bool split_from = form && form->plural && x.from.n > 1;
  bool split_to = form && form->plural && x.to.n > 1 && !split_from;
  ptrdiff_t n = split_from ? x.from.n : split_to ? x.to.n : 1;
  vb_exchange_hints hints = {.definite = form && form->definite,
                             .caption = r->place.field == VB_FIELD_CAPTION,
                             .similar = form && form->similar};
  hints.similar |= goes_with_visit(r, &x);
  vb_indices taken = {0};
  if (n > 1) hints.taken = &taken;
  bool lone_reply = is_lone_reply(r, form);
  const vb_form_phrase *original = vb_reading_form(r, VB_SLOT_ORIGINAL);
  if (!original) original = answered_form(r);
  if (original == form) original = NULL;
  for (ptrdiff_t i = 0; i < n; i++) {
    vb_exchange one = x;
    if (split_from) one.from = (vb_actors){&x.from.v[i], 1, 1};
    bool pairs = split_from && form->respective && x.to.n == x.from.n;
    if (split_to || pairs) one.to = (vb_actors){&x.to.v[i], 1, 1};
    const vb_time *time = n_times == 1 ? times[0] : n_times == n ? times[i] : NULL;
    vb_moment_set(r, &one, time);
    if (r->row->want == VB_WANT_CONVEYED && !time) conveyed_there(r, &one);
    if (lone_reply || (r->row->role == VB_ROW_ECHO && !is_call_of_officials(r, &one)))
      vb_found_echo(r->f, one, r->scratch);
    else if (r->place.field == VB_FIELD_TITLE)
      *vb_push(r->f->out, &r->f->titles) = one;
    else
      join_one(r, one, hints, original);
  }
}

/* Meetings count between people in high office; rallies and receptions do not. */
static bool meeting_counts(const vb_reading *r, const vb_exchange *x) {
  bool from = false, to = false, named = true;
  for (ptrdiff_t i = 0; i < x->from.n; i++) from |= is_high_office(r, &x->from.v[i]);
  for (ptrdiff_t i = 0; i < x->to.n; i++) to |= is_high_office(r, &x->to.v[i]);
  bool hosted = false; /* an audience, if the guest is no leader himself */
  for (int i = r->m.start; i < r->m.end; i++) hosted |= vb_reading_is_verb(r, i, VB_S("HOST"));
  bool high = hosted ? from && to : from || to;
  named &= x->from.v[0].name.n || x->from.v[0].organisation.n;
  named &= x->to.v[0].name.n || x->to.v[0].organisation.n;
  return high && named;
}

/* "expressed her condolences to him in a letter": the purpose stands apart from the form. */
static vb_purpose purpose_beside(const vb_reading *r) {
  for (int i = r->m.start; i < r->m.end; i++) {
    const vb_chunk *c = &r->s->chunks.v[i];
    if (c->kind != VB_CHUNK_FORM) continue;
    const vb_form_phrase *f = &r->s->forms.v[c->index];
    if (f->bare && f->purpose != VB_PURPOSE_THANKS) return f->purpose;
  }
  return VB_PURPOSE_NONE;
}

/* Is the sender all that stands before the verb?  "Officials of the bank, A and | B visited": of a
 * list that is read only from its middle nobody knows whom it has. */
static bool is_whole_subject(const vb_reading *r) {
  int from = r->m.slots[VB_SLOT_FROM], before = from - 1;
  const vb_chunk *c = r->s->chunks.v;
  if (from > 0 && c[before].kind == VB_CHUNK_COMMA) before--;
  if (from <= 0 || before < 0) return true;
  return c[before].kind != VB_CHUNK_WORD && c[before].kind != VB_CHUNK_ACTORS;
}

/* Visits count that are paid to an embassy or a mission: they stand for its country. */
static bool visit_counts(const vb_reading *r, const vb_exchange *x) {
  if (!is_whole_subject(r)) return false;
  const vb_words *w = r->f->grammar->words;
  vb_arena scratch = r->scratch;
  vb_str place = x->to.n ? x->to.v[0].organisation : (vb_str){0};
  vb_tokens t = vb_tokens_make(w->abbreviations, place, &scratch);
  uint32_t embassy = vb_patterns_class(r->f->grammar->patterns, VB_S("EMBASSY"));
  for (ptrdiff_t i = 0; i < t.n; i++)
    if (vb_phrases_at(r->f->grammar->verbs, t, i, t.n, embassy).n_tokens) return true;
  return false;
}

/* The exchange that a match tells by itself, before it is split and joined. */
static vb_exchange read_exchange(const vb_reading *r, vb_parties p, const vb_form_phrase *form) {
  vb_exchange x = vb_reading_exchange(r, p.from, p.to);
  x.form = form && form->form >= 0 ? (vb_form)form->form : r->row->form;
  x.purpose = form ? form->purpose : VB_PURPOSE_NONE;
  x.reply = form && form->reply;
  if (form && form->bare && r->row->want == VB_WANT_CONVEYED) x.form = VB_FORM_VERBAL_MESSAGE;
  if (x.purpose == VB_PURPOSE_NONE) x.purpose = r->row->purpose;
  if (x.purpose == VB_PURPOSE_NONE) x.purpose = purpose_beside(r);
  /* "a basket and a congratulatory letter": both are to congratulate */
  bool with = form && form->also >= 0 && x.form == VB_FORM_WREATH && x.purpose == VB_PURPOSE_NONE;
  if (with) x.purpose = r->s->forms.v[form->also].purpose;
  if (!form && x.purpose == VB_PURPOSE_REPLY) x.reply = true; /* the verb says so: "replied to" */
  if (x.form == VB_FORM_WREATH && x.purpose == VB_PURPOSE_NONE && vb_parties_mourned(r).n)
    x.purpose = VB_PURPOSE_CONDOLENCE;
  vb_occasion_phrase occasion = vb_moment_occasion(r);
  x.occasion = occasion.text;
  bool speaks = vb_form_is_written((int)x.form) || x.form == VB_FORM_VISIT;
  if (x.purpose == VB_PURPOSE_NONE && speaks) x.purpose = occasion.purpose;
  return x;
}

/* "a floral basket and a letter": the other forms of the list, with their own purposes. */
static void emit_others(const vb_reading *r, vb_exchange x, const vb_form_phrase *form) {
  while (form && form->also >= 0) {
    form = &r->s->forms.v[form->also];
    if (!vb_form_is_sendable(form->form)) return;
    if (form->form == (int)x.form) continue; /* baskets and bouquets */
    x.form = (vb_form)form->form;
    x.purpose = form->purpose;
    emit(r, x, form);
  }
}

static void tell_exchange(const vb_reading *r, const vb_form_phrase *form) {
  vb_parties p = vb_parties_read(r, form);
  bool nobody = p.from.n && !p.to.n && form && r->row->parties == VB_PARTIES_INHERIT;
  nobody |= p.to.n && r->row->parties == VB_PARTIES_LATER;
  if ((!p.ok && !nobody) || vb_reading_is_spoken(r, form)) return;
  vb_exchange x = read_exchange(r, p, form);
  if (x.form == VB_FORM_MEETING && !meeting_counts(r, &x)) return;
  if (x.form == VB_FORM_VISIT && !visit_counts(r, &x)) return;
  if (nobody && r->row->parties == VB_PARTIES_LATER && vb_sequel_deliver(r, form)) return;
  if (nobody) {
    *vb_push(r->f->out, &r->f->pending) = x;
    return;
  }
  emit(r, x, form);
  emit_others(r, x, form);
  if (r->row->parties != VB_PARTIES_MUTUAL) return;
  vb_exchange back = x;
  back.from = x.to, back.to = x.from;
  emit(r, back, form);
}

static void interpret(const vb_reading *r) {
  const vb_form_phrase *form = vb_reading_form(r, VB_SLOT_FORM);
  switch (r->row->role) {
  case VB_ROW_DELIVER: vb_sequel_deliver(r, form); break;
  case VB_ROW_SENDERS: vb_sequel_senders(r); break;
  case VB_ROW_ORIGINAL: vb_sequel_original(r); break;
  case VB_ROW_PURPOSE: vb_sequel_purpose(r, form); break;
  default: tell_exchange(r, form);
  }
}

void vb_interpret_sentence(vb_finder *finder, vb_place place, const vb_sentence *sentence,
                           vb_pattern_matches matches, vb_arena scratch) {
  vb_reading r = {.f = finder, .place = place, .s = sentence, .scratch = scratch};
  matches = vb_matches_fitting(&r, matches);
  for (ptrdiff_t i = 0; i < matches.n; i++) {
    if (!vb_matches_is_best(&r, matches, i)) continue;
    vb_reading_take(&r, matches.v[i]);
    interpret(&r);
  }
}
