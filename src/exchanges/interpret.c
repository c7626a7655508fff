/* Interpreting: what the matches of one sentence say, as exchanges.
 *
 * A match gives a row, chunks for its slots and a range of chunks.  Here the
 * overlapping matches are thinned out to the best, forms and parties are
 * checked against what the row wants, missing parties are filled from the
 * clause or from the exchange told before, and the day, the occasion and the
 * reply are read from the chunks around. */
#include "exchanges/find.h"

typedef struct {
  vb_finder *f;
  vb_place place;
  const vb_sentence *s;
  vb_pattern_match m;
  const vb_table *rows;
  vb_arena scratch;
} reading;

static vb_str row_field(const reading *r, const char *column) {
  return vb_table_field(r->rows, r->m.row, vb_table_column(r->rows, column));
}

static const vb_form_phrase *form_at(const reading *r, vb_slot slot) {
  int chunk = r->m.slots[slot];
  return chunk < 0 ? NULL : &r->s->forms.v[r->s->chunks.v[chunk].index];
}

static vb_mentions actors_of(const reading *r, int chunk) {
  if (chunk < 0) return (vb_mentions){0};
  return r->s->actors.v[r->s->chunks.v[chunk].index].list;
}

/* ---- which matches count ---- */

static int n_filled(const vb_pattern_match *m) {
  int n = 0;
  for (int i = 0; i < VB_N_SLOTS; i++) n += m->slots[i] >= 0;
  return n;
}

static bool is_echo(const vb_table *rows, const vb_pattern_match *m) {
  return vb_str_eq(vb_table_field(rows, m->row, vb_table_column(rows, "role")), VB_S("echo"));
}

/* Not an echo; then more slots filled, then fewer chunks, then the earlier row. */
static bool is_better(const vb_table *rows, const vb_pattern_match *a, const vb_pattern_match *b) {
  if (is_echo(rows, a) != is_echo(rows, b)) return is_echo(rows, b);
  int x = n_filled(a), y = n_filled(b);
  if (x != y) return x > y;
  if (a->end - a->start != b->end - b->start) return a->end - a->start < b->end - b->start;
  return a->row < b->row;
}

static bool shares_form(const vb_pattern_match *a, const vb_pattern_match *b) {
  for (int i = VB_SLOT_FORM; i <= VB_SLOT_ORIGINAL; i++)
    for (int k = VB_SLOT_FORM; k <= VB_SLOT_ORIGINAL; k++)
      if (a->slots[i] >= 0 && a->slots[i] == b->slots[k]) return true;
  bool formless = a->slots[VB_SLOT_FORM] < 0 || b->slots[VB_SLOT_FORM] < 0;
  return formless && a->start < b->end && b->start < a->end;
}

/* ---- does the form fit the row? ---- */

static bool is_written(int form) { return form >= 0 && form <= VB_FORM_CARD; }

static bool form_fits(vb_str want, int form) {
  if (vb_str_eq(want, VB_S("written"))) return is_written(form);
  if (vb_str_eq(want, VB_S("sendable")))
    return is_written(form) || form == VB_FORM_GIFT || form == VB_FORM_WREATH;
  if (vb_str_eq(want, VB_S("conveyed"))) return is_written(form);
  return vb_form_from_name(want) == form;
}

/* "for sending a message": the original may be any; "for a message" names none. */
static bool follows_verb(const reading *r) {
  int chunk = r->m.slots[VB_SLOT_ORIGINAL];
  return chunk > 0 && r->s->chunks.v[chunk - 1].verbs != 0;
}

/* The matches whose form is what their row wants. */
static vb_pattern_matches fitting(reading *r, vb_pattern_matches all) {
  ptrdiff_t n = 0;
  for (ptrdiff_t i = 0; i < all.n; i++) {
    r->m = all.v[i];
    bool original = vb_str_eq(row_field(r, "role"), VB_S("original"));
    const vb_form_phrase *form = form_at(r, original ? VB_SLOT_ORIGINAL : VB_SLOT_FORM);
    const vb_form_phrase *thanks = original ? form_at(r, VB_SLOT_FORM) : NULL;
    if (thanks && thanks->purpose != VB_PURPOSE_THANKS) continue;
    if (original && form && !form->definite && !form->possessive && !follows_verb(r)) continue;
    /* "the gift was handed over" tells of one told before, "a gift was handed over" does not */
    bool deliver = vb_str_eq(row_field(r, "role"), VB_S("deliver"));
    if (deliver && (!r->f->found.n || (form && !form->definite && !form->possessive))) continue;
    if (form && (!form_fits(row_field(r, "form"), form->form) || (form->counted && form->plural)))
      continue;
    all.v[n++] = all.v[i];
  }
  all.n = n;
  return all;
}

/* ---- parties ---- */

static bool is_country_only(vb_mentions side) {
  for (ptrdiff_t i = 0; i < side.n; i++)
    if (side.v[i].kind != VB_MENTION_COUNTRY) return false;
  return side.n > 0;
}

/* The subject of the clause around `chunk`: the nearest actor before it that a verb follows, else
 * the first actor of the sentence, before or behind. */
static int clause_subject(const reading *r, int chunk) {
  const vb_chunks *c = &r->s->chunks;
  int first = -1;
  for (int i = chunk - 1; i >= 0; i--) {
    if (c->v[i].kind != VB_CHUNK_ACTORS) continue;
    first = i;
    int next = i + 1;
    while (next < chunk && (c->v[next].kind == VB_CHUNK_ADVERB ||
                            c->v[next].kind == VB_CHUNK_TIME || c->v[next].kind == VB_CHUNK_COMMA))
      next++;
    if (next < chunk && c->v[next].kind == VB_CHUNK_WORD && c->v[next].verbs) return i;
  }
  if (first >= 0) return first;
  for (int i = r->m.end; i < c->n && c->v[i].kind != VB_CHUNK_STOP; i++)
    if (c->v[i].kind == VB_CHUNK_ACTORS) return i;
  return -1;
}

static vb_actors to_actors(const reading *r, vb_mentions side) {
  vb_actors actors = {0};
  for (ptrdiff_t i = 0; i < side.n; i++) *vb_push(r->f->out, &actors) = side.v[i].actor;
  return actors;
}

/* One and the same: nobody sends to himself.  Two of one country are not the same. */
static bool is_itself(const reading *r, const vb_actor *a, const vb_actor *b) {
  if (a->name.n || b->name.n)
    return a->name.n && b->name.n && vb_people_same(r->f->people, a, b, r->scratch);
  if (a->organisation.n || b->organisation.n) return vb_str_eq(a->organisation, b->organisation);
  return vb_str_eq(a->country, b->country) && vb_str_eq(a->office, b->office);
}

static bool sends_to_itself(const reading *r, vb_actors a, vb_actors b) {
  for (ptrdiff_t i = 0; i < a.n; i++)
    for (ptrdiff_t k = 0; k < b.n; k++)
      if (is_itself(r, &a.v[i], &b.v[k])) return true;
  return false;
}

static bool same_side(const reading *r, vb_actors a, vb_actors b) {
  for (ptrdiff_t i = 0; i < a.n; i++)
    for (ptrdiff_t k = 0; k < b.n; k++)
      if (vb_people_same(r->f->people, &a.v[i], &b.v[k], r->scratch)) return true;
  return false;
}

/* The recipient of the exchange that this sender was last told to have sent. */
static vb_actors inherited_recipient(const reading *r, vb_actors from) {
  vb_exchanges found = r->f->found;
  for (ptrdiff_t i = found.n - 1; i >= 0; i--)
    if (same_side(r, found.v[i].from, from)) return found.v[i].to;
  return (vb_actors){0};
}

/* A wreath on somebody's death is for the one who died: "... on the demise of Bo Lindqvist". */
static vb_actors mourned(const reading *r) {
  vb_actors none = {0};
  vb_tokens t = r->place.tokens;
  for (ptrdiff_t i = r->s->tokens.start; i + 2 < r->s->tokens.end; i++) {
    bool death = vb_token_is(&t.v[i], VB_S("demise")) || vb_token_is(&t.v[i], VB_S("death")) ||
                 vb_token_is(&t.v[i], VB_S("passing"));
    vb_mention m;
    if (!death || !vb_token_is(&t.v[i + 1], VB_S("of"))) continue;
    if (!vb_mention_parse(r->f->grammar->words, t, i + 2, r->s->tokens.end, false, &m, r->f->out) ||
        !vb_people_resolve(r->f->people, &m, NULL, r->f->out))
      continue;
    *vb_push(r->f->out, &none) = m.actor;
    return none;
  }
  return none;
}

typedef struct {
  vb_actors from, to;
  bool ok;
} parties;

static parties read_pair(const reading *r) {
  vb_mentions both = actors_of(r, r->m.slots[VB_SLOT_PARTIES]);
  parties p = {0};
  if (both.n < 2) return p;
  vb_mentions one = {&both.v[0], 1, 1}, other = {&both.v[1], both.n - 1, both.n - 1};
  p.from = to_actors(r, one), p.to = to_actors(r, other);
  p.ok = true;
  return p;
}

static parties read_parties(const reading *r, const vb_form_phrase *form) {
  if (r->m.slots[VB_SLOT_PARTIES] >= 0) return read_pair(r);
  vb_str missing = row_field(r, "missing");
  int from = r->m.slots[VB_SLOT_FROM], to = r->m.slots[VB_SLOT_TO];
  if (to < 0) to = r->m.slots[VB_SLOT_OWNER];
  if (from < 0 && vb_str_eq(missing, VB_S("subject"))) from = clause_subject(r, r->m.start);
  vb_mentions senders = actors_of(r, from), receivers = actors_of(r, to);
  parties p = {to_actors(r, senders), to_actors(r, receivers), true};
  if (to < 0 && vb_str_eq(missing, VB_S("inherit"))) p.to = inherited_recipient(r, p.from);
  if (!p.to.n && form && form->form == VB_FORM_WREATH) p.to = mourned(r);
  bool figurative = form && form->weak && (is_country_only(senders) || is_country_only(receivers));
  p.ok = p.from.n && p.to.n && !figurative && !sends_to_itself(r, p.from, p.to);
  return p;
}

/* ---- the day ---- */

/* "..., state media said Tuesday": the day of telling, not of sending. */
static bool is_telling_day(const vb_sentence *s, int chunk) {
  for (int i = chunk - 1; i >= 0; i--) {
    const vb_chunk *c = &s->chunks.v[i];
    if (c->kind == VB_CHUNK_COMMA || c->kind == VB_CHUNK_ADVERB) continue;
    if (c->kind != VB_CHUNK_WORD) return false;
    static const char *const words[] = {"said",      "reported", "media",     "announced",
                                        "report",    "reports",  "agency",    "carried",
                                        "published", "says",     "statement", "released"};
    for (size_t w = 0; w < sizeof words / sizeof *words; w++)
      if (vb_str_eq(c->word, vb_str_from(words[w]))) return true;
    return false;
  }
  return false;
}

static int distance(const reading *r, int chunk) {
  if (chunk < r->m.start) return 2 * (r->m.start - chunk);
  return chunk >= r->m.end ? 1 + chunk - r->m.end : 0;
}

/* Times of the clause that can be the act's day, nearest first; at most `max`. */
static int act_times(const reading *r, const vb_time **times, int max) {
  int n = 0, best_distance = 0;
  for (int i = 0; i < r->s->chunks.n; i++) {
    const vb_chunk *c = &r->s->chunks.v[i];
    if (c->kind != VB_CHUNK_TIME || is_telling_day(r->s, i)) continue;
    const vb_time *t = &r->s->times.v[c->index];
    bool dated = vb_date_known(t->date) && (t->type == VB_TIME_DATE || t->type == VB_TIME_TIME);
    int d = distance(r, i);
    int original = r->m.slots[VB_SLOT_ORIGINAL];
    if (!dated || d > 24 || (original >= 0 && i > original)) continue;
    bool joined =
        n && i > 0 && i >= 2 && r->s->chunks.v[i - 2].kind == VB_CHUNK_TIME; /* 20 and 22 */
    if (joined && n < max) {
      times[n++] = t;
    } else if (!n || d < best_distance) {
      times[0] = t;
      n = 1;
      best_distance = d;
    }
  }
  return n;
}

static vb_sent_kind sent_kind(const reading *r) {
  vb_str name = row_field(r, "sent");
  for (int k = VB_SENT_SENT; k <= VB_SENT_LAID; k++)
    if (vb_str_eq(name, vb_str_from(vb_sent_kind_name((vb_sent_kind)k)))) return (vb_sent_kind)k;
  return VB_SENT_UNKNOWN;
}

/* Told as background: a year or a month before the article's, or a day long ago. */
static bool is_background(const vb_article *article, vb_date sent) {
  enum { RECENT_DAYS = 45 };
  if (!vb_date_known(sent) || !vb_date_known(article->published)) return false;
  if (sent.precision == VB_DATE_YEAR) return sent.year < article->published.year;
  vb_date end = sent;
  if (sent.precision == VB_DATE_MONTH) end.day = 28;
  return vb_date_to_days(article->published) - vb_date_to_days(end) > RECENT_DAYS;
}

/* ---- the whole ---- */

static vb_occasion_phrase nearest_occasion(const reading *r) {
  vb_occasion_phrase best = {0};
  int best_distance = 0;
  for (int i = 0; i < r->s->chunks.n; i++) {
    const vb_chunk *c = &r->s->chunks.v[i];
    if (c->kind != VB_CHUNK_OCCASION) continue;
    int d = distance(r, i);
    if (best.text.p && d >= best_distance) continue;
    best = r->s->occasions.v[c->index];
    best_distance = d;
  }
  return best;
}

static void add_span(const reading *r, vb_evidences *list, vb_token_range tokens) {
  vb_tokens t = r->place.tokens;
  vb_evidence *e = vb_push(r->f->out, list);
  *e = (vb_evidence){.field = r->place.field,
                     .caption = r->place.caption,
                     .span = {t.v[tokens.start].span.start, t.v[tokens.end - 1].span.end}};
}

static vb_exchange begin_exchange(const reading *r, parties p) {
  vb_exchange x = {.from = p.from, .to = p.to, .answers = -1};
  x.reported = vb_date_day(r->f->article->published);
  x.pattern = row_field(r, "id");
  x.mention = vb_str_eq(row_field(r, "role"), VB_S("mention"));
  add_span(r, &x.evidence, r->s->tokens);
  vb_token_range cue = {r->s->chunks.v[r->m.start].tokens.start,
                        r->s->chunks.v[r->m.end - 1].tokens.end};
  add_span(r, &x.cues, cue);
  return x;
}

static void set_times(const reading *r, vb_exchange *x, const vb_time *time) {
  if (time) {
    x->sent = vb_date_day(time->date);
    x->sent_kind = sent_kind(r);
  }
  x->mention |= is_background(r->f->article, x->sent);
}

/* "in reply to their message of greeting", "replying to her letter": the match's sentence names
 * what it answers. */
static const vb_form_phrase *answered_form(const reading *r) {
  const vb_chunks *c = &r->s->chunks;
  for (int i = 0; i + 2 < c->n; i++) {
    const vb_chunk *reply = &c->v[i];
    bool adverb = reply->kind == VB_CHUNK_ADVERB && vb_str_eq(reply->word, VB_S("in"));
    bool verb = reply->kind == VB_CHUNK_WORD &&
                (reply->verbs & vb_patterns_class(r->f->grammar->patterns, VB_S("REPLY")));
    if ((!adverb && !verb) || !vb_str_eq(c->v[i + 1].word, VB_S("to"))) continue;
    int at = i + 2;
    if (at < c->n && c->v[at].kind == VB_CHUNK_ACTORS) at += 2; /* to Costa's letter */
    if (at < c->n && c->v[at].kind == VB_CHUNK_FORM) return &r->s->forms.v[c->v[at].index];
  }
  return NULL;
}

/* The exchange that this one answers: from its recipient, told as background. */
static void add_original(const reading *r, int reply, const vb_form_phrase *form, vb_str occasion) {
  vb_exchange answer = r->f->found.v[reply];
  parties p = {answer.to, answer.from, true};
  vb_exchange x = begin_exchange(r, p);
  x.form = (vb_form)form->form;
  x.purpose = form->purpose;
  x.occasion = occasion;
  x.mention = true;
  int original = vb_found_join(r->f, x, (vb_exchange_hints){0}, r->scratch);
  if (original != reply) r->f->found.v[reply].answers = original;
}

/* One exchange for each sender or recipient of plural forms ("messages from A and B"), else one
 * joint exchange. */
static void emit(const reading *r, vb_exchange x, const vb_form_phrase *form) {
  const vb_time *times[8];
  int n_times = act_times(r, times, 8);
  bool split_from = form && form->plural && x.from.n > 1;
  bool split_to = form && form->plural && x.to.n > 1 && !split_from;
  ptrdiff_t n = split_from ? x.from.n : split_to ? x.to.n : 1;
  vb_exchange_hints hints = {.definite = form && form->definite,
                             .caption = r->place.field == VB_FIELD_CAPTION,
                             .similar = form && form->similar};
  for (ptrdiff_t i = 0; i < n; i++) {
    vb_exchange one = x;
    if (split_from) one.from = (vb_actors){&x.from.v[i], 1, 1};
    if (split_to) one.to = (vb_actors){&x.to.v[i], 1, 1};
    const vb_time *time = n_times == 1 ? times[0] : n_times == n ? times[i] : NULL;
    set_times(r, &one, time);
    if (vb_str_eq(row_field(r, "role"), VB_S("echo"))) {
      vb_found_echo(r->f, one, r->scratch);
      continue;
    }
    if (r->place.field == VB_FIELD_TITLE) {
      *vb_push(r->f->out, &r->f->titles) = one;
      continue;
    }
    int at = vb_found_join(r->f, one, hints, r->scratch);
    const vb_form_phrase *original = form_at(r, VB_SLOT_ORIGINAL);
    if (!original) original = answered_form(r);
    if (original && original != form) {
      r->f->found.v[at].reply = true;
      if (r->f->found.v[at].purpose == VB_PURPOSE_NONE)
        r->f->found.v[at].purpose = VB_PURPOSE_REPLY;
      add_original(r, at, original, x.occasion);
    }
  }
}

/* Tells how the thing was handed over: only the day is new. */
static void deliver(const reading *r, const vb_form_phrase *form) {
  const vb_time *times[2];
  int n = act_times(r, times, 2);
  for (ptrdiff_t i = r->f->found.n - 1; i >= 0; i--) {
    vb_exchange *x = &r->f->found.v[i];
    if (x->mention || (form && !form_fits(VB_S("sendable"), (int)x->form))) continue;
    if (form && form->form != (int)x->form && form->form != VB_FORM_MESSAGE) continue;
    if (!vb_date_known(x->sent) && n == 1) {
      x->sent = vb_date_day(times[0]->date);
      x->sent_kind = VB_SENT_HANDED;
    }
    add_span(r, &x->evidence, r->s->tokens);
    return;
  }
}

/* Tells what the exchange told before answers. */
static void tell_original(const reading *r) {
  for (ptrdiff_t i = r->f->found.n - 1; i >= 0; i--) {
    vb_exchange *x = &r->f->found.v[i];
    if (x->mention || !is_written((int)x->form)) continue;
    vb_str occasion = nearest_occasion(r).text;
    if (!x->occasion.n && x->reply) x->occasion = occasion;
    add_original(r, (int)i, form_at(r, VB_SLOT_ORIGINAL), occasion);
    return;
  }
}

/* "The letter invites him to Lisbon": what the exchange told before is for. */
static void tell_purpose(const reading *r, const vb_form_phrase *form) {
  int told = vb_purpose_from_name(row_field(r, "purpose"));
  if (told < 0 || !form || !(form->definite || form->possessive)) return;
  for (ptrdiff_t i = r->f->found.n - 1; i >= 0; i--) {
    vb_exchange *x = &r->f->found.v[i];
    if (x->mention || form->form != (int)x->form) continue;
    if (x->purpose != VB_PURPOSE_NONE) return;
    x->purpose = (vb_purpose)told;
    add_span(r, &x->evidence, r->s->tokens);
    return;
  }
}

static bool is_nameless_group(const vb_exchange *x, const vb_exchange *model) {
  if (x->mention || x->form != model->form) return false;
  if (!x->from.n) return true;
  vb_str group = x->from.v[0].organisation; /* "political parties": no capital but the first */
  for (ptrdiff_t i = 1; i < group.n; i++)
    if (vb_is_upper(group.p[i])) return false;
  return !x->from.v[0].name.n;
}

/* Who "they" were that sent what was told before: each a sender of its own.  A sender told before
 * as a group without a name ("party leaders of various countries") gives way to them. */
static void tell_senders(const reading *r) {
  vb_exchanges *found = &r->f->found;
  vb_exchanges pending = r->f->pending;
  if (!found->n && !pending.n) return;
  vb_exchange model = found->n ? found->v[found->n - 1] : pending.v[pending.n - 1];
  const vb_form_phrase *form = form_at(r, VB_SLOT_FORM);
  if (model.mention || model.form > VB_FORM_WREATH) return;
  vb_mentions senders = actors_of(r, r->m.slots[VB_SLOT_FROM]);
  while (found->n && is_nameless_group(&found->v[found->n - 1], &model)) found->n--;
  const vb_time *times[8];
  int n_times = act_times(r, times, 8);
  bool joint = form && !form->plural;
  for (ptrdiff_t i = 0; i < (joint ? 1 : senders.n); i++) {
    vb_exchange x = model;
    vb_mentions one = {&senders.v[i], 1, 1};
    x.from = to_actors(r, joint ? senders : one);
    if (form) x.form = (vb_form)form->form;
    x.evidence = (vb_evidences){0};
    add_span(r, &x.evidence, r->s->tokens);
    if (n_times == 1) set_times(r, &x, times[0]);
    vb_found_join(r->f, x, (vb_exchange_hints){0}, r->scratch);
  }
}

static bool is_high_office(const reading *r, const vb_actor *actor) {
  const vb_words *w = r->f->grammar->words;
  vb_arena scratch = r->scratch;
  vb_tokens t = vb_tokens_make(w->abbreviations, actor->office, &scratch);
  ptrdiff_t level = w->offices ? vb_table_column(w->offices, "level") : -1;
  for (ptrdiff_t i = 0; i < t.n; i++) {
    vb_phrase_match m = vb_words_at(w, t, i, t.n, VB_WORD_OFFICE);
    if (!m.n_tokens) continue;
    vb_str l = vb_table_field(w->offices, m.payload, level);
    if (vb_str_starts(l, VB_S("head_of")) || vb_str_eq(l, VB_S("minister")) ||
        vb_str_eq(l, VB_S("monarch")) || vb_str_eq(l, VB_S("party")))
      return true;
  }
  return false;
}

/* Meetings count between people in high office; rallies and receptions do not. */
static bool meeting_counts(const reading *r, const vb_exchange *x) {
  bool high = false, named = true;
  for (ptrdiff_t i = 0; i < x->from.n; i++) high |= is_high_office(r, &x->from.v[i]);
  for (ptrdiff_t i = 0; i < x->to.n; i++) high |= is_high_office(r, &x->to.v[i]);
  named &= x->from.v[0].name.n || x->from.v[0].organisation.n;
  named &= x->to.v[0].name.n || x->to.v[0].organisation.n;
  return high && named;
}

static void interpret(const reading *r) {
  const vb_form_phrase *form = form_at(r, VB_SLOT_FORM);
  vb_str want = row_field(r, "form");
  if (vb_str_eq(row_field(r, "role"), VB_S("deliver"))) {
    deliver(r, form);
    return;
  }
  if (vb_str_eq(row_field(r, "role"), VB_S("senders"))) {
    tell_senders(r);
    return;
  }
  if (vb_str_eq(row_field(r, "role"), VB_S("original"))) {
    tell_original(r);
    return;
  }
  if (vb_str_eq(row_field(r, "role"), VB_S("purpose"))) {
    tell_purpose(r, form);
    return;
  }
  parties p = read_parties(r, form);
  bool nobody = p.from.n && !p.to.n && form && vb_str_eq(row_field(r, "missing"), VB_S("inherit"));
  if (!p.ok && !nobody) return;
  vb_exchange x = begin_exchange(r, p);
  x.form = (vb_form)(form && form->form >= 0 ? form->form : vb_form_from_name(want));
  x.purpose = form ? form->purpose : VB_PURPOSE_NONE;
  if (form && form->bare && vb_str_eq(want, VB_S("conveyed"))) x.form = VB_FORM_VERBAL_MESSAGE;
  int told = vb_purpose_from_name(row_field(r, "purpose"));
  if (x.purpose == VB_PURPOSE_NONE && told > 0) x.purpose = (vb_purpose)told;
  if (x.form == VB_FORM_WREATH && x.purpose == VB_PURPOSE_NONE && mourned(r).n)
    x.purpose = VB_PURPOSE_CONDOLENCE;
  x.reply = form && form->reply;
  vb_occasion_phrase occasion = nearest_occasion(r);
  x.occasion = occasion.text;
  if (x.purpose == VB_PURPOSE_NONE && is_written((int)x.form)) x.purpose = occasion.purpose;
  if (x.form == VB_FORM_MEETING && !meeting_counts(r, &x)) return;
  if (nobody) {
    *vb_push(r->f->out, &r->f->pending) = x;
    return;
  }
  emit(r, x, form);
  for (const vb_form_phrase *also = form; also && also->also >= 0;) {
    also = &r->s->forms.v[also->also];
    if (!form_fits(VB_S("sendable"), also->form)) break;
    x.form = (vb_form)also->form;
    x.purpose = also->purpose;
    emit(r, x, also);
  }
  bool mutual = vb_str_starts(x.pattern, VB_S("exchange"));
  if (!mutual) return;
  vb_exchange back = x;
  back.from = x.to, back.to = x.from;
  emit(r, back, form);
}

void vb_interpret_sentence(vb_finder *finder, vb_place place, const vb_sentence *sentence,
                           vb_pattern_matches matches, vb_arena scratch) {
  reading r = {.f = finder, .place = place, .s = sentence, .scratch = scratch};
  r.rows = vb_lexicon_table(finder->grammar->lexicon, VB_S("en/exchanges"));
  matches = fitting(&r, matches);
  for (ptrdiff_t i = 0; i < matches.n; i++) {
    bool best = true;
    for (ptrdiff_t k = 0; k < matches.n && best; k++)
      best = k == i || !shares_form(&matches.v[i], &matches.v[k]) ||
             !is_better(r.rows, &matches.v[k], &matches.v[i]);
    if (!best) continue;
    r.m = matches.v[i];
    interpret(&r);
  }
}
