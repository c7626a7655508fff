#include "exchanges/sentence.h"

enum { OCCASION_TOKENS = 30, LIST_ACTORS = 64 };

typedef struct {
  const vb_sentence_context *c;
  vb_tokens t;
  ptrdiff_t start, end;
  ptrdiff_t time;          /* next time expression that may begin here */
  const vb_actor *subject; /* whom "he" means: the sentence's first person, or the one before's */
  bool has_subject;
  vb_sentence s;
  vb_arena *out;
} chunker;

static bool is(const chunker *k, ptrdiff_t i, const char *word) {
  return i < k->end && vb_token_is(&k->t.v[i], vb_str_from(word));
}

static vb_phrase_match xmatch(const chunker *k, ptrdiff_t i, uint32_t classes) {
  return vb_phrases_at(k->c->grammar->xwords, k->t, i, k->end, classes);
}

static vb_chunk *add(chunker *k, vb_chunk_kind kind, ptrdiff_t from, ptrdiff_t to,
                     ptrdiff_t index) {
  vb_chunk *chunk = vb_push(k->out, &k->s.chunks);
  *chunk = (vb_chunk){.kind = kind, .tokens = {from, to}, .index = (int)index};
  return chunk;
}

/* ---- times ---- */

/* Index of the first time expression, from `from` on, that does not begin before token i. */
static ptrdiff_t time_from(const chunker *k, ptrdiff_t from, ptrdiff_t i) {
  vb_times times = k->c->times;
  while (from < times.n && times.v[from].span.start < k->t.v[i].span.start) from++;
  return from;
}

/* Does a time expression begin at token i?  May look ahead of the cursor. */
static bool begins_time(const chunker *k, ptrdiff_t i) {
  ptrdiff_t at = time_from(k, k->time, i);
  return at < k->c->times.n && k->c->times.v[at].span.start < k->t.v[i].span.end;
}

static ptrdiff_t chunk_time(chunker *k, ptrdiff_t i) {
  if (!begins_time(k, i)) return -1;
  k->time = time_from(k, k->time, i);
  const vb_time *time = &k->c->times.v[k->time];
  ptrdiff_t behind = i + 1;
  while (behind < k->end && k->t.v[behind].span.start < time->span.end) behind++;
  ptrdiff_t from = i;
  vb_chunks *chunks = &k->s.chunks;
  while (chunks->n && chunks->v[chunks->n - 1].kind == VB_CHUNK_WORD &&
         (chunks->v[chunks->n - 1].classes & VB_WORD_TIME_PREPOSITION)) {
    from = chunks->v[chunks->n - 1].tokens.start;
    chunks->n--;
  }
  *vb_push(k->out, &k->s.times) = *time;
  add(k, VB_CHUNK_TIME, from, behind, k->s.times.n - 1);
  return behind;
}

/* ---- occasions ---- */

/* A form that is written or spoken: what an occasion is told in, and none itself. */
static bool names_writing(const chunker *k, ptrdiff_t i) {
  vb_form_phrase f;
  if (!vb_form_phrase_parse(k->c->grammar, k->t, i, k->end, &f)) return false;
  return (vb_form_is_written(f.form) || f.form == VB_FORM_CALL || f.form == VB_FORM_STATEMENT) &&
         !xmatch(k, i, VB_XWORD_EVENT).n_tokens;
}

static bool ends_occasion(const chunker *k, ptrdiff_t i, ptrdiff_t start) {
  const vb_token *t = &k->t.v[i];
  bool clitic = t->kind == VB_TOKEN_PUNCT && (is(k, i, "'s") || is(k, i, "'") || is(k, i, "-") ||
                                              is(k, i, "(") || is(k, i, ")"));
  if (t->kind == VB_TOKEN_PUNCT) return !clitic;
  /* the storm | that hit the coast */
  if ((is(k, i, "that") || is(k, i, "which")) && xmatch(k, i + 1, VB_XWORD_BEFALL).n_tokens)
    return false;
  /* "for the message he sent on the occasion of": another one begins */
  if (i > start && xmatch(k, i, VB_XWORD_TRIGGER_ANY).n_tokens) return true;
  if (is(k, i, "on") && is(k, i + 1, "behalf")) return true;
  const vb_words *words = k->c->grammar->words;
  bool carried = i > start && vb_words_at(words, k->t, i - 1, i, VB_WORD_OCCASION_BY).n_tokens;
  if (!carried && vb_words_at(words, k->t, i, k->end, VB_WORD_OCCASION_STOP).n_tokens) return true;
  if ((is(k, i, "in") || is(k, i, "during")) && i > start && names_writing(k, i + 1)) return true;
  if ((is(k, i, "on") || is(k, i, "at") || is(k, i, "in")) && i > start && i + 1 < k->end) {
    /* a blast at a mine, but not his birthday | at home */
    bool place = xmatch(k, i - 1, VB_XWORD_EVENT).n_tokens && is(k, i + 1, "a");
    if (begins_time(k, i + 1) || (is(k, i, "at") && !place)) return true;
  }
  return i > start && t->kind == VB_TOKEN_WORD && begins_time(k, i) &&
         !xmatch(k, i, VB_XWORD_EVENT).n_tokens; /* a bare weekday */
}

/* ", the Day of the Sun" and such are not taken: a comma ends an occasion. */
static ptrdiff_t occasion_end(const chunker *k, ptrdiff_t start, bool *event) {
  ptrdiff_t i = start;
  *event = false;
  while (i < k->end && i < start + OCCASION_TOKENS) {
    vb_phrase_match m = xmatch(k, i, VB_XWORD_EVENT);
    if (m.n_tokens) {
      *event = true;
      i += m.n_tokens;
      continue;
    }
    if (ends_occasion(k, i, start)) break;
    /* on Mt. Lund | on the anniversary */
    if (i > start && !*event && is(k, i, "on") && is(k, start - 1, "on")) break;
    if (is(k, i, "and") && *event && i + 1 < k->end) {
      /* "... and expressed": a verb behind "and" ends it, another event carries it on */
      if (vb_phrases_classes(k->c->grammar->verbs, &k->t.v[i + 1])) break;
    }
    i++;
  }
  while (i > start && (is(k, i - 1, "and") || is(k, i - 1, "of") || is(k, i - 1, "the"))) i--;
  return i;
}

/* Leaves "the", "his" and "the country's" off the front of an occasion. */
static ptrdiff_t skip_small(const chunker *k, ptrdiff_t i) {
  const vb_words *words = k->c->grammar->words;
  for (;;) {
    bool owner = is(k, i + 1, "'s") && !(k->t.v[i].flags & VB_TOKEN_CAPITAL);
    bool lead = i < k->end && vb_words_at(words, k->t, i, k->end, VB_WORD_OCCASION_LEAD).n_tokens;
    int phrase = xmatch(k, i, VB_XWORD_OCCASION_LEAD).n_tokens;
    if (!owner && !lead && !phrase) return i;
    i += phrase ? phrase : owner ? 2 : 1;
  }
}

static bool is_act(const chunker *k, ptrdiff_t i) {
  return vb_phrases_classes(k->c->grammar->verbs, &k->t.v[i]) != 0;
}

static ptrdiff_t add_occasion(chunker *k, ptrdiff_t i, ptrdiff_t start, ptrdiff_t behind,
                              vb_purpose purpose) {
  ptrdiff_t first = skip_small(k, start);
  if (first >= behind) first = start;
  const vb_words *words = k->c->grammar->words;
  vb_token_range range = {first, behind};
  vb_occasion_phrase o = {{i, behind}, vb_occasion_text(words, k->t, range, k->out), purpose};
  *vb_push(k->out, &k->s.occasions) = o;
  vb_chunk *chunk = add(k, VB_CHUNK_OCCASION, i, behind, k->s.occasions.n - 1);
  if (is(k, i, "to") && start > i + 1) /* to congratulate him on */
    chunk->verbs = vb_phrases_classes(k->c->grammar->verbs, &k->t.v[i + 1]);
  return behind;
}

/* "upon hearing that your country was hit by a | great flood": the noun phrase of an event, small
 * words before it included. */
static ptrdiff_t chunk_clause(chunker *k, ptrdiff_t i) {
  vb_phrase_match m = xmatch(k, i, VB_XWORD_TRIGGER_CLAUSE);
  if (!m.n_tokens) return -1;
  ptrdiff_t start = i + m.n_tokens, event = start;
  while (event < k->end && event < start + OCCASION_TOKENS &&
         !xmatch(k, event, VB_XWORD_EVENT).n_tokens)
    event++;
  if (event >= k->end || event == start + OCCASION_TOKENS) return -1;
  const vb_words *words = k->c->grammar->words;
  /* who passed away is told by others (told.c) */
  if (vb_words_at(words, k->t, event, k->end, VB_WORD_DYING).n_tokens) return -1;
  while (event > start && k->t.v[event - 1].kind == VB_TOKEN_WORD &&
         !vb_words_at(words, k->t, event - 1, event, VB_WORD_FUNCTION).n_tokens)
    event--;
  bool is_event;
  ptrdiff_t behind = occasion_end(k, event, &is_event);
  return behind > event ? add_occasion(k, i, event, behind, VB_PURPOSE_NONE) : -1;
}

/* "on Feb. 16, his birthday": what day it is. */
static ptrdiff_t chunk_day_of(chunker *k, ptrdiff_t i) {
  const vb_chunks *c = &k->s.chunks;
  bool behind_day =
      c->n > 1 && c->v[c->n - 1].kind == VB_CHUNK_COMMA && c->v[c->n - 2].kind == VB_CHUNK_TIME;
  const vb_words *words = k->c->grammar->words;
  if (!behind_day || !vb_words_at(words, k->t, i, k->end, VB_WORD_DETERMINER).n_tokens) return -1;
  ptrdiff_t event = i + 1;
  while (event < i + 4 && !xmatch(k, event, VB_XWORD_EVENT).n_tokens &&
         !vb_words_at(words, k->t, event, k->end, VB_WORD_FUNCTION).n_tokens)
    event++;
  if (!xmatch(k, event, VB_XWORD_EVENT).n_tokens) return -1;
  bool is_event;
  ptrdiff_t behind = occasion_end(k, i, &is_event);
  return behind > event ? add_occasion(k, i, i, behind, VB_PURPOSE_NONE) : -1;
}

/* "to congratulate | us on | the anniversary" */
static ptrdiff_t skip_congratulated(const chunker *k, ptrdiff_t i) {
  bool someone = is(k, i, "you") || is(k, i, "us") || is(k, i, "me") || is(k, i, "him") ||
                 is(k, i, "her") || is(k, i, "them");
  return someone && (is(k, i + 1, "on") || is(k, i + 1, "upon")) ? i + 2 : i;
}

static ptrdiff_t chunk_occasion(chunker *k, ptrdiff_t i) {
  ptrdiff_t other = chunk_clause(k, i);
  if (other < 0) other = chunk_day_of(k, i);
  if (other > 0) return other;
  vb_phrase_match any = xmatch(k, i, VB_XWORD_TRIGGER_ANY);
  vb_phrase_match m = any.n_tokens ? any : xmatch(k, i, VB_XWORD_TRIGGER_EVENT);
  if (!m.n_tokens) return -1;
  ptrdiff_t start = i + m.n_tokens;
  bool dated = !any.n_tokens && start < k->end && begins_time(k, start); /* on Friday on the ... */
  bool acts = !any.n_tokens && start < k->end && is_act(k, start);       /* for sending a message */
  if (is(k, start, "behalf") || is(k, start + 1, "behalf")) return -1;
  start = skip_congratulated(k, start);
  if ((dated || acts) && !xmatch(k, start, VB_XWORD_EVENT).n_tokens) return -1;
  if (!any.n_tokens && names_writing(k, start)) return -1; /* for her congratulations on ... */
  bool event;
  ptrdiff_t behind = occasion_end(k, start, &event);
  if (behind == start || (!any.n_tokens && !event)) return -1;
  return add_occasion(k, i, start, behind, (vb_purpose)m.payload);
}

/* ---- forms ---- */

/* "a floral basket and a congratulatory letter" is one chunk of two forms. */
static ptrdiff_t chunk_form(chunker *k, ptrdiff_t i) {
  vb_form_phrase f;
  if (!vb_form_phrase_parse(k->c->grammar, k->t, i, k->end, &f)) return -1;
  ptrdiff_t first = k->s.forms.n, behind = f.tokens.end;
  *vb_push(k->out, &k->s.forms) = f;
  while ((is(k, behind, "and") || is(k, behind, ",")) && k->s.forms.n - first < 4 &&
         vb_form_phrase_parse(k->c->grammar, k->t, behind + 1, k->end, &f) && !f.definite) {
    k->s.forms.v[k->s.forms.n - 1].also = (int)k->s.forms.n;
    *vb_push(k->out, &k->s.forms) = f;
    behind = f.tokens.end;
  }
  add(k, VB_CHUNK_FORM, i, behind, first);
  return behind;
}

/* ---- actors ---- */

static ptrdiff_t list_separator(const chunker *k, ptrdiff_t i, bool *comma) {
  ptrdiff_t start = i;
  *comma = false;
  if (is(k, i, ",") || is(k, i, ";")) i++, *comma = true;
  if (is(k, i, "and") || is(k, i, "&")) return *comma = false, i + 1;
  if (is(k, i, "as") && is(k, i + 1, "well") && is(k, i + 2, "as")) return *comma = false, i + 3;
  bool along = is(k, i, "together") || is(k, i, "along");
  if (along && is(k, i + 1, "with")) return *comma = false, i + 2;
  return *comma ? i : start;
}

static bool is_someone(const vb_mention *m) { return m->kind != VB_MENTION_PRONOUN; }

static bool parse_mention(chunker *k, ptrdiff_t i, vb_mention *m) {
  bool first = i == k->start;
  if (!vb_mention_parse(k->c->grammar->words, k->t, i, k->end, first, m, k->out)) return false;
  m->tokens.start = i;
  return vb_people_resolve(k->c->people, m, k->subject, k->out);
}

/* Does a list go on over a bare comma?  Only to a person told with an office, or to a name that
 * the list's "and" follows. */
static bool comma_continues(const chunker *k, const vb_mention *next) {
  if (next->kind != VB_MENTION_PERSON && next->kind != VB_MENTION_ORGANISATION) return false;
  if (next->kind == VB_MENTION_PERSON && next->introduced) return true;
  bool comma;
  ptrdiff_t i = next->tokens.end;
  return list_separator(k, i, &comma) > i;
}

/* "and his party": company that nobody names. */
static bool is_retinue(const vb_mention *m) {
  if (m->kind != VB_MENTION_ORGANISATION || m->actor.country.n) return false;
  return vb_str_find_char(m->actor.organisation, ' ', 0) < 0 &&
         vb_is_lower(m->actor.organisation.p[0]);
}

/* Adds a mention to the list: one actor, or all that a plural noun stands for.  Returns the
 * position behind it; *spread says that it ended with an "and" of its own. */
static ptrdiff_t add_actor(chunker *k, const vb_mention *m, vb_mentions *list, bool *spread) {
  const vb_actor *owner = list->n ? &list->v[0].actor : NULL;
  ptrdiff_t behind = vb_mention_spread(k->c->grammar->words, k->t, k->end, m, owner, list, k->out);
  *spread = behind > 0;
  if (*spread) return behind;
  if (!is_retinue(m) || !list->n) *vb_push(k->out, list) = *m;
  return m->tokens.end;
}

/* "They" at the start, for those whom the sentence before is about; patterns see the word too. */
static ptrdiff_t chunk_they(chunker *k, ptrdiff_t i) {
  if (!k->c->group.n || !is(k, i, "they") || k->s.actors.n) return -1;
  *vb_push(k->out, &k->s.actors) = (vb_actor_list){k->c->group};
  add(k, VB_CHUNK_ACTORS, i, i + 1, k->s.actors.n - 1)->word = k->t.v[i].fold;
  return i + 1;
}

/* "I", in a text whose title tells whose words it gives. */
static ptrdiff_t chunk_author(chunker *k, ptrdiff_t i) {
  if (!k->c->author || !is(k, i, "i")) return -1;
  vb_actor_list actors = {0};
  *vb_push(k->out, &actors.list) =
      (vb_mention){.tokens = {i, i + 1}, .kind = VB_MENTION_PERSON, .actor = *k->c->author};
  *vb_push(k->out, &k->s.actors) = actors;
  add(k, VB_CHUNK_ACTORS, i, i + 1, k->s.actors.n - 1)->word = k->t.v[i].fold;
  return i + 1;
}

static ptrdiff_t chunk_actors(chunker *k, ptrdiff_t i) {
  ptrdiff_t meant = chunk_they(k, i);
  if (meant < 0) meant = chunk_author(k, i);
  if (meant > 0) return meant;
  vb_mention m;
  if (!parse_mention(k, i, &m)) return -1;
  vb_actor_list actors = {0};
  bool spread;
  ptrdiff_t behind = add_actor(k, &m, &actors.list, &spread);
  ptrdiff_t sure = actors.list.n, sure_behind = behind; /* up to the last "and" */
  while (is_someone(&m) && actors.list.n < LIST_ACTORS) {
    bool comma;
    ptrdiff_t next = list_separator(k, behind, &comma);
    if (next == behind || next >= k->end) break;
    vb_mention other;
    if (!parse_mention(k, next, &other) || !is_someone(&other)) break;
    ptrdiff_t before = actors.list.n;
    ptrdiff_t end = add_actor(k, &other, &actors.list, &spread);
    if (comma && !spread && !comma_continues(k, &other)) {
      actors.list.n = before;
      break;
    }
    behind = end;
    if (!comma || spread) sure = actors.list.n, sure_behind = behind;
  }
  /* "In a letter to Costa, King Berg said": two and a comma make no list */
  if (actors.list.n < 3) actors.list.n = sure, behind = sure_behind;
  *vb_push(k->out, &k->s.actors) = actors;
  add(k, VB_CHUNK_ACTORS, i, behind, k->s.actors.n - 1);
  const vb_mention *lead = &actors.list.v[0];
  bool person = lead->kind == VB_MENTION_PERSON || lead->kind == VB_MENTION_HOLDER;
  if (person && !k->has_subject) k->subject = &lead->actor, k->has_subject = true;
  return behind;
}

/* ---- the rest ---- */

/* has, had, have before a verb: "he had also spoken". */
static bool is_auxiliary(const chunker *k, ptrdiff_t i) {
  if (!is(k, i, "has") && !is(k, i, "had") && !is(k, i, "have") && !is(k, i, "having"))
    return false;
  ptrdiff_t next = i + 1;
  vb_phrase_match adverb = xmatch(k, next, VB_XWORD_ADVERB);
  next += adverb.n_tokens;
  return next < k->end && vb_phrases_classes(k->c->grammar->verbs, &k->t.v[next]) != 0;
}

/* courteously, warmly */
static bool is_manner(const vb_token *t) {
  return t->kind == VB_TOKEN_WORD && !(t->flags & VB_TOKEN_CAPITAL) && t->fold.n > 5 &&
         vb_str_ends(t->fold, VB_S("ly"));
}

/* "on behalf of the people, | Prime Minister Costa sent": who acts stands behind the comma. */
static bool someone_acts(chunker *k, ptrdiff_t i) {
  vb_mention who;
  if (!is(k, i, ",") || !parse_mention(k, i + 1, &who) || who.tokens.end >= k->end) return false;
  bool person = who.kind == VB_MENTION_PERSON || who.kind == VB_MENTION_HOLDER;
  return person && vb_phrases_classes(k->c->grammar->verbs, &k->t.v[who.tokens.end]);
}

/* Where the names of those on whose behalf ends: a form, a verb, "to", somebody who acts, or a mark
 * that is no comma. */
static ptrdiff_t behalf_end(chunker *k, ptrdiff_t i) {
  enum { BEHALF_TOKENS = 40 };
  ptrdiff_t end = i + BEHALF_TOKENS < k->end ? i + BEHALF_TOKENS : k->end;
  for (; i < end; i++) {
    const vb_token *t = &k->t.v[i];
    vb_form_phrase f;
    bool stop = t->kind == VB_TOKEN_PUNCT && !is(k, i, ",") && !is(k, i, "'") && !is(k, i, "'s");
    if (stop || is(k, i, "to") || vb_phrases_classes(k->c->grammar->verbs, t)) break;
    if (someone_acts(k, i)) break;
    if (vb_form_phrase_parse(k->c->grammar, k->t, i, k->end, &f)) break;
  }
  return i;
}

/* "on behalf of President Costa": who stands behind it is the one who acts, which patterns see. */
static ptrdiff_t chunk_for_principal(chunker *k, ptrdiff_t i) {
  const vb_grammar *g = k->c->grammar;
  uint32_t behalf = vb_patterns_class(g->patterns, VB_S("BEHALF"));
  vb_phrase_match m = vb_phrases_at(g->verbs, k->t, i, k->end, behalf);
  vb_mention who;
  if (!m.n_tokens || !parse_mention(k, i + m.n_tokens, &who)) return -1;
  if (who.kind != VB_MENTION_PERSON && who.kind != VB_MENTION_HOLDER) return -1;
  vb_chunk *chunk = add(k, VB_CHUNK_WORD, i, i + m.n_tokens, 0);
  chunk->word = k->t.v[i].fold;
  chunk->verbs = behalf;
  return i + m.n_tokens;
}

/* "on behalf of the government and people": one adverbial, whoever is named in it. */
static ptrdiff_t chunk_behalf(chunker *k, ptrdiff_t i) {
  if (is(k, i, "signed") && is(k, i + 1, "by")) { /* for the one who sends it */
    ptrdiff_t end = behalf_end(k, i + 2);
    add(k, VB_CHUNK_ADVERB, i, end, 0)->word = k->t.v[i].fold;
    return end;
  }
  if (!is(k, i, "on")) return -1;
  ptrdiff_t principal = chunk_for_principal(k, i);
  if (principal > 0) return principal;
  ptrdiff_t own =
      is(k, i + 1, "his") || is(k, i + 1, "her") || is(k, i + 1, "their") ? i + 2 : i + 1;
  if (is(k, own, "own")) own++;
  if (!is(k, own, "behalf")) return -1;
  ptrdiff_t behind = is(k, own + 1, "of") ? behalf_end(k, own + 2) : own + 1;
  add(k, VB_CHUNK_ADVERB, i, behind, 0)->word = k->t.v[i].fold;
  return behind;
}

/* "on an official visit to Sweden", "currently on a visit to": where somebody is meanwhile. */
static ptrdiff_t chunk_on_visit(chunker *k, ptrdiff_t i) {
  enum { VISIT_WORDS = 5 };
  if (!is(k, i, "on")) return -1;
  const vb_words *words = k->c->grammar->words;
  if (!vb_words_at(words, k->t, i + 1, k->end, VB_WORD_DETERMINER).n_tokens) return -1;
  ptrdiff_t visit = i + 2;
  while (visit < i + VISIT_WORDS && !is(k, visit, "visit") && !is(k, visit, "tour")) visit++;
  vb_mention place;
  if (visit == i + VISIT_WORDS || !is(k, visit + 1, "to")) return -1;
  if (!parse_mention(k, visit + 2, &place)) return -1;
  add(k, VB_CHUNK_ADVERB, i, place.tokens.end, 0)->word = k->t.v[i].fold;
  return place.tokens.end;
}

static ptrdiff_t chunk_adverb(chunker *k, ptrdiff_t i) {
  ptrdiff_t visit = chunk_on_visit(k, i);
  if (visit > 0) return visit;
  if (is_auxiliary(k, i)) {
    add(k, VB_CHUNK_ADVERB, i, i + 1, 0)->word = k->t.v[i].fold;
    return i + 1;
  }
  vb_phrase_match m = xmatch(k, i, VB_XWORD_ADVERB);
  if (!m.n_tokens && is_manner(&k->t.v[i])) m.n_tokens = 1;
  if (!m.n_tokens) return chunk_behalf(k, i);
  add(k, VB_CHUNK_ADVERB, i, i + m.n_tokens, 0)->word = k->t.v[i].fold;
  return i + m.n_tokens;
}

static ptrdiff_t chunk_word(chunker *k, ptrdiff_t i) {
  const vb_token *t = &k->t.v[i];
  vb_chunk_kind kind = VB_CHUNK_WORD;
  if (t->kind == VB_TOKEN_PUNCT && t->fold.n == 1) {
    char c = t->fold.p[0];
    kind = c == ','                                                   ? VB_CHUNK_COMMA
           : c == '.' || c == ';' || c == ':' || c == '!' || c == '?' ? VB_CHUNK_STOP
                                                                      : VB_CHUNK_MARK;
  }
  vb_phrase_match phrase = vb_phrases_at(k->c->grammar->verbs, k->t, i, k->end, ~0u);
  int n = phrase.n_tokens > 1 ? phrase.n_tokens : 1; /* "handed over" */
  vb_chunk *chunk = add(k, kind, i, i + n, 0);
  chunk->word = t->fold;
  chunk->verbs = vb_phrases_classes(k->c->grammar->verbs, t);
  chunk->classes = vb_phrases_classes(k->c->grammar->words->phrases, t);
  return i + n;
}

vb_sentence vb_sentence_chunk(const vb_sentence_context *context, vb_token_range range,
                              vb_arena *out) {
  chunker k = {.c = context,
               .t = context->tokens,
               .start = range.start,
               .end = range.end,
               .subject = context->subject,
               .out = out};
  k.s.tokens = range;
  /* times are in text order: start at the first that can stand in this sentence */
  ptrdiff_t low = 0, high = context->times.n;
  while (low < high) {
    ptrdiff_t mid = (low + high) / 2;
    if (context->times.v[mid].span.end <= context->tokens.v[range.start].span.start)
      low = mid + 1;
    else
      high = mid;
  }
  k.time = low;
  for (ptrdiff_t i = range.start; i < range.end;) {
    ptrdiff_t next = chunk_time(&k, i);
    if (next < 0) next = chunk_occasion(&k, i);
    if (next < 0) next = chunk_form(&k, i);
    if (next < 0) next = chunk_actors(&k, i);
    if (next < 0) next = chunk_adverb(&k, i);
    if (next < 0) next = chunk_word(&k, i);
    i = next;
  }
  return k.s;
}

const vb_mention *vb_sentence_actor(const vb_sentence *sentence, const vb_chunk *chunk) {
  return sentence->actors.v[chunk->index].list.v;
}
