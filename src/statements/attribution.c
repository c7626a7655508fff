#include "statements/attribution.h"

enum { ADJUNCT_TOKENS = 24, ADDRESSEE_TOKENS = 16, LABEL_TOKENS = 6 };

static const vb_token_range NONE = {0, 0};

static bool at_end(const vb_unit *u, ptrdiff_t i) { return i >= u->unit.end; }
static bool outside(const vb_clause_view *c, ptrdiff_t i) { return c->words[i].quote < 0; }
static bool opens_quote(const vb_unit *u, ptrdiff_t i) {
  return !at_end(u, i) && u->c->words[i].quote >= 0 &&
         u->c->quotes.v[u->c->words[i].quote].tokens.start == i;
}
static bool mark_at(const vb_unit *u, ptrdiff_t i, char mark) {
  return !at_end(u, i) && outside(u->c, i) && vb_clause_mark(u->c, i, mark);
}
static bool is_at(const vb_unit *u, ptrdiff_t i, uint32_t classes) {
  return !at_end(u, i) && outside(u->c, i) && vb_clause_is(u->c, i, classes);
}

/* ---- is it a verb here? ---- */

/* Signs of a noun: "the claim", "his demands", "of calls". */
static bool nounish(const vb_unit *u, ptrdiff_t i) {
  if (i <= u->unit.start || !outside(u->c, i - 1)) return false;
  const vb_token *before = &u->c->t.v[i - 1];
  if (vb_token_is(before, VB_S("'s")) || vb_token_is(before, VB_S("'"))) return true;
  if (vb_clause_is(u->c, i - 1, VB_CLAUSE_SUBJECT)) return false;
  uint32_t before_noun = VB_CLAUSE_DETERMINER | VB_CLAUSE_POSSESSIVE;
  bool ing = u->c->words[i].forms & VB_VERB_ING; /* "by saying" */
  return vb_clause_is(u->c, i - 1, before_noun | (ing ? 0 : VB_CLAUSE_PREPOSITION)) &&
         !vb_clause_is(u->c, i - 1, VB_CLAUSE_TO | VB_CLAUSE_THAT);
}

/* What of a clause or a noun phrase stands right behind: a verb that is a noun too needs it. */
static bool takes_something(const vb_unit *u, ptrdiff_t i) {
  if (at_end(u, i)) return false;
  if (opens_quote(u, i) || mark_at(u, i, ':')) return true;
  if (mark_at(u, i, ',')) { /* "reads, in part: ..." */
    for (ptrdiff_t k = i + 1; k < i + LABEL_TOKENS && !at_end(u, k); k++)
      if (mark_at(u, k, ':')) return true;
  }
  if (is_at(u, i,
            VB_CLAUSE_DETERMINER | VB_CLAUSE_SUBJECT | VB_CLAUSE_OBJECT | VB_CLAUSE_POSSESSIVE |
                VB_CLAUSE_WHAT | VB_CLAUSE_THAT | VB_CLAUSE_TO))
    return true;
  return u->c->t.v[i].flags & VB_TOKEN_CAPITAL;
}

typedef struct {
  vb_verb_group group;
  bool finite, passive, participle;
} verb;

static bool is_plural_or_pronoun(const vb_unit *u, ptrdiff_t i) {
  if (i < u->unit.start || !outside(u->c, i)) return false;
  if (vb_clause_is(u->c, i, VB_CLAUSE_SUBJECT)) return true;
  const vb_token *t = &u->c->t.v[i];
  if (t->kind == VB_TOKEN_WORD && t->fold.n > 3 && t->fold.p[t->fold.n - 1] == 's') return true;
  return vb_token_is(t, VB_S("people")) || vb_token_is(t, VB_S(",")) ||
         vb_clause_is(u->c, i, VB_CLAUSE_WHO);
}

/* Is the word at i one that leads from the cue to what was said? */
static bool after_word(const vb_unit *u, const vb_cue *cue, ptrdiff_t i) {
  for (ptrdiff_t k = 0; !at_end(u, i) && outside(u->c, i) && k < cue->after.n; k++)
    if (vb_str_eq(u->c->t.v[i].fold, cue->after.v[k])) return true;
  return false;
}

/* Reads the verb at token i; false if the word is none here. */
static bool read_verb(const vb_unit *u, ptrdiff_t i, const vb_cue *cue, verb *v) {
  const vb_clause_view *c = u->c;
  unsigned forms = c->words[i].forms;
  *v = (verb){.group = vb_verb_group_before(u, i)};
  bool weak = cue->frames & VB_FRAME_WEAK;
  if (v->group.to) return forms & VB_VERB_BASE;
  if (v->group.be && !v->group.modal && (forms & VB_VERB_ING)) return v->finite = true;
  if (v->group.be && (forms & VB_VERB_PARTICIPLE)) return v->passive = true;
  if (v->group.have && (forms & VB_VERB_PARTICIPLE)) return v->finite = true;
  if (v->group.modal && (forms & VB_VERB_BASE)) return v->finite = true;
  if (v->group.be || nounish(u, i)) return false;
  if (forms & VB_VERB_ING) return v->participle = true;
  if (forms & VB_VERB_PAST) {
    ptrdiff_t before = v->group.start - 1;
    bool bare = before < u->unit.start || mark_at(u, before, ',');
    v->finite = !(
        bare && (is_at(u, i + 1, VB_CLAUSE_WHAT) || after_word(u, cue, i + 1))); /* "Asked about" */
    v->passive = !v->finite;
    return !(i + 1 < u->unit.end && vb_token_is(&c->t.v[i + 1], VB_S("by")));
  }
  if (weak && !takes_something(u, i + 1)) return false;
  if (forms & VB_VERB_THIRD) return v->finite = true;
  v->finite = (forms & VB_VERB_BASE) && is_plural_or_pronoun(u, v->group.start - 1);
  return v->finite;
}

/* ---- where a content ends ---- */

static ptrdiff_t trim_end(const vb_unit *u, ptrdiff_t start, ptrdiff_t end) {
  while (end > start && outside(u->c, end - 1) &&
         (vb_clause_ends_sentence(u->c, end - 1) || vb_clause_mark(u->c, end - 1, ',') ||
          vb_clause_mark(u->c, end - 1, ';') || vb_clause_mark(u->c, end - 1, ':')))
    end--;
  return end;
}

/* "and said", "but called": another cue verb of the same subject, at i or behind adverbs. */
static bool finite_cue_at(const vb_unit *u, ptrdiff_t i) {
  while (!at_end(u, i) && outside(u->c, i) && vb_clause_is_adverb(u->c, i)) i++;
  if (at_end(u, i) || !outside(u->c, i)) return false;
  const vb_cue *cue = vb_clause_cue(u->c, i);
  return cue && (u->c->words[i].forms & (VB_VERB_PAST | VB_VERB_THIRD)) &&
         (!(cue->frames & VB_FRAME_WEAK) || (u->c->words[i].forms & VB_VERB_PAST));
}

static bool participle_cue_at(const vb_unit *u, ptrdiff_t i) {
  while (!at_end(u, i) && outside(u->c, i) && vb_clause_is_adverb(u->c, i)) i++;
  return !at_end(u, i) && outside(u->c, i) && vb_clause_cue(u->c, i) &&
         (u->c->words[i].forms & VB_VERB_ING);
}

/* ", he said" or ", Ana Costa told reporters." behind a comma at i - 1: an aside that names who. */
static bool aside_at(const vb_unit *u, ptrdiff_t i) {
  for (ptrdiff_t k = i; k < i + LABEL_TOKENS + 2 && !at_end(u, k) && outside(u->c, k); k++) {
    const vb_cue *cue = vb_clause_cue(u->c, k);
    if (vb_clause_is(u->c, k, VB_CLAUSE_AND | VB_CLAUSE_WHO | VB_CLAUSE_WHEN)) return false;
    if (!cue || k == i || !(cue->frames & VB_FRAME_BEHIND)) continue;
    if (!(u->c->words[k].forms & (VB_VERB_PAST | VB_VERB_THIRD))) continue;
    ptrdiff_t behind = k + 1;
    return at_end(u, behind) || !outside(u->c, behind) ||
           u->c->t.v[behind].kind == VB_TOKEN_PUNCT || u->c->words[behind].time ||
           vb_clause_is(u->c, behind, VB_CLAUSE_ADJUNCT);
  }
  return false;
}

static bool according_at(const vb_unit *u, ptrdiff_t i) {
  return i + 1 < u->unit.end && outside(u->c, i) && vb_token_is(&u->c->t.v[i], VB_S("according")) &&
         vb_clause_is(u->c, i + 1, VB_CLAUSE_TO);
}

/* PHRASE: a noun phrase; LEAD: the content of a phrase that leads in, up to a comma. */
typedef enum { CLAUSE, PHRASE, LEAD } extent;

static ptrdiff_t clause_end(const vb_unit *u, ptrdiff_t start, extent how) {
  const vb_clause_view *c = u->c;
  for (ptrdiff_t i = start; i < u->unit.end; i = vb_clause_next(c, i)) {
    if (!outside(c, i)) continue;
    bool comma = vb_clause_mark(c, i, ',');
    if (comma && how == LEAD) return trim_end(u, start, i);
    if (comma && (according_at(u, i + 1) || participle_cue_at(u, i + 1) || aside_at(u, i + 1)))
      return trim_end(u, start, i);
    ptrdiff_t and = comma ? i + 1 : i;
    if (is_at(u, and, VB_CLAUSE_AND) && i > start && finite_cue_at(u, and+1))
      return trim_end(u, start, i);
    if (i == start) continue;
    if (according_at(u, i)) return trim_end(u, start, i);
    if (how != PHRASE) continue;
    bool breaks = comma && (is_at(u, i + 1, VB_CLAUSE_WHO | VB_CLAUSE_WHEN | VB_CLAUSE_AND) ||
                            is_at(u, i + 1, VB_CLAUSE_SUBJECT));
    if (breaks ||
        (vb_clause_is(c, i, VB_CLAUSE_WHEN) && !vb_clause_is(c, i, VB_CLAUSE_PREPOSITION)))
      return trim_end(u, start, i);
  }
  return trim_end(u, start, u->unit.end);
}

/* ---- what stands behind the verb ---- */

/* Over adverbs, times and phrases of place and occasion: "on Friday in a statement". */
static ptrdiff_t skip_adjuncts(const vb_unit *u, ptrdiff_t i) {
  const vb_clause_view *c = u->c;
  while (!at_end(u, i) && outside(c, i)) {
    if (c->words[i].time > i) {
      i = c->words[i].time;
    } else if (vb_clause_is_adverb(c, i) && !vb_clause_is(c, i, VB_CLAUSE_SUBJECT)) {
      i++;
    } else if (vb_clause_is(c, i, VB_CLAUSE_ADJUNCT) && i + 1 < u->unit.end &&
               c->words[i + 1].time > i + 1) {
      i = c->words[i + 1].time;
    } else if (vb_clause_is(c, i, VB_CLAUSE_ADJUNCT) &&
               !vb_clause_is(c, i, VB_CLAUSE_TO | VB_CLAUSE_DETERMINER)) {
      ptrdiff_t k = i + 1;
      while (
          k < i + ADJUNCT_TOKENS && !at_end(u, k) && outside(c, k) &&
          !vb_clause_is(c, k, VB_CLAUSE_SUBJECT) && !vb_clause_mark(c, k, ',') &&
          !vb_clause_mark(c, k, ':') &&
          !(vb_clause_is(c, k, VB_CLAUSE_THAT) && !vb_clause_is(c, k - 1, VB_CLAUSE_PREPOSITION)))
        k++;
      return k;
    } else {
      break;
    }
  }
  return i;
}

/* Behind "reporters", "the Fictive Times", "him". */
static ptrdiff_t skip_addressee(const vb_unit *u, ptrdiff_t i, vb_token_range *addressee) {
  const vb_clause_view *c = u->c;
  ptrdiff_t k = i;
  if (is_at(u, k, VB_CLAUSE_OBJECT) && !is_at(u, k, VB_CLAUSE_SUBJECT)) {
    k++;
  } else {
    for (; k < i + ADDRESSEE_TOKENS && !at_end(u, k) && outside(c, k); k++) {
      const vb_token *t = &c->t.v[k];
      bool clitic = vb_token_is(t, VB_S("'s"));
      if (t->kind == VB_TOKEN_PUNCT && !clitic && !vb_token_is(t, VB_S("-"))) break;
      if (c->words[k].time > k) break;
      if (vb_clause_is(c, k, VB_CLAUSE_SUBJECT | VB_CLAUSE_THAT | VB_CLAUSE_TO | VB_CLAUSE_WHAT) ||
          vb_clause_is(c, k, VB_CLAUSE_AUXILIARY))
        break;
      bool restarts = k > i && vb_clause_is(c, k, VB_CLAUSE_DETERMINER | VB_CLAUSE_POSSESSIVE) &&
                      !vb_clause_is(c, k - 1, VB_CLAUSE_PREPOSITION | VB_CLAUSE_AND);
      if (restarts) break;
      bool place = k > i && vb_clause_is(c, k, VB_CLAUSE_ADJUNCT) && !vb_token_is(t, VB_S("of"));
      if (place) break;
    }
  }
  *addressee = (vb_token_range){i, k};
  return k;
}

static bool add_content(vb_attribution *a, ptrdiff_t start, ptrdiff_t end) {
  if (end <= start || a->n_content == VB_CONTENT_PIECES) return false;
  a->content[a->n_content++] = (vb_token_range){start, end};
  return true;
}

/* Can a clause begin here, without "that"? */
static bool begins_clause(const vb_unit *u, ptrdiff_t i) {
  if (at_end(u, i)) return false;
  if (opens_quote(u, i)) return true;
  if (u->c->t.v[i].kind == VB_TOKEN_PUNCT)
    return vb_clause_mark(u->c, i, '$') || vb_clause_mark(u->c, i, '[');
  return !is_at(u, i, VB_CLAUSE_AND) || is_at(u, i, VB_CLAUSE_THAT);
}

static bool find_right(const vb_unit *u, ptrdiff_t at, const vb_cue *cue, bool passive,
                       vb_attribution *a) {
  ptrdiff_t i = at + 1;
  extent clause = passive && a->cue.end - a->cue.start == 1 ? LEAD : CLAUSE;
  if (after_word(u, cue, i)) {
    a->cue.end = i + 1;
    return add_content(a, i + 1, clause_end(u, i + 1, clause == LEAD ? LEAD : PHRASE));
  }
  ptrdiff_t direct = i;
  if (cue->frames & VB_FRAME_ADDRESSEE) i = skip_addressee(u, i, &a->addressee);
  i = skip_adjuncts(u, i);
  if (at_end(u, i)) return false;
  if (mark_at(u, i, ',')) { /* "said, in part:" */
    ptrdiff_t k = i + 1;
    while (!at_end(u, k) && k < i + LABEL_TOKENS && !mark_at(u, k, ':') && !mark_at(u, k, ',')) k++;
    if (opens_quote(u, i + 1))
      i++;
    else if (mark_at(u, k, ':'))
      i = k;
  }
  if (passive && !is_at(u, i, VB_CLAUSE_TO | VB_CLAUSE_THAT | VB_CLAUSE_WHAT)) return false;
  if (mark_at(u, i, ':')) {
    a->leads_on = i + 1 >= u->unit.end;
    return add_content(a, i + 1, trim_end(u, i + 1, u->unit.end));
  }
  if (opens_quote(u, i)) return add_content(a, i, clause_end(u, i, CLAUSE));
  if (is_at(u, i, VB_CLAUSE_THAT) && (cue->frames & (VB_FRAME_CLAUSE | VB_FRAME_THAT)))
    return add_content(a, i, clause_end(u, i, CLAUSE));
  if (is_at(u, i, VB_CLAUSE_TO) && (cue->frames & VB_FRAME_INFINITIVE))
    return add_content(a, i, clause_end(u, i, clause));
  if (is_at(u, i, VB_CLAUSE_WHAT) && (cue->frames & (VB_FRAME_WHETHER | VB_FRAME_CLAUSE)))
    return add_content(a, i, clause_end(u, i, clause));
  if ((cue->frames & VB_FRAME_CLAUSE) && begins_clause(u, i) && !is_at(u, i, VB_CLAUSE_TO))
    return add_content(a, i, clause_end(u, i, clause));
  i = direct;
  if ((cue->frames & (VB_FRAME_NOUN | VB_FRAME_AS)) && begins_clause(u, i) &&
      !is_at(u, i, VB_CLAUSE_TO | VB_CLAUSE_PREPOSITION))
    return add_content(a, i, clause_end(u, i, PHRASE));
  return false;
}

/* ---- what stands before it ---- */

/* Where a content may begin that stands before `end`: behind what was taken, and behind "But". */
static ptrdiff_t left_start(const vb_unit *u) {
  ptrdiff_t i = u->done > u->unit.start ? u->done : u->unit.start;
  while (i < u->unit.end && outside(u->c, i) && u->c->t.v[i].kind == VB_TOKEN_PUNCT) i++;
  return i;
}

/* Does the content end before token i: a comma, a quotation, a mark of its own? */
static bool content_ends_before(const vb_unit *u, ptrdiff_t i) {
  if (i <= u->unit.start) return false;
  if (u->c->words[i - 1].quote >= 0) return true;
  const vb_clause_view *c = u->c;
  return vb_clause_mark(c, i - 1, ',') || vb_clause_mark(c, i - 1, '?') ||
         vb_clause_mark(c, i - 1, '!') || vb_token_is(&c->t.v[i - 1], VB_S("-"));
}

/* ", he said, that ...": what was said goes on behind the aside. */
static void find_rest(const vb_unit *u, ptrdiff_t i, vb_attribution *a) {
  const vb_clause_view *c = u->c;
  bool quoted = a->n_content && c->words[a->content[a->n_content - 1].end - 1].quote >= 0;
  i = skip_adjuncts(u, i);
  if (quoted) { /* the next quotation of the unit, behind whatever describes the source */
    ptrdiff_t k = i;
    while (!at_end(u, k) && !opens_quote(u, k)) {
      if (outside(c, k) && finite_cue_at(u, k)) return;
      k = vb_clause_next(c, k);
    }
    bool led =
        !at_end(u, k) && k > 0 &&
        (mark_at(u, k - 1, ',') || mark_at(u, k - 1, ':') || mark_at(u, k - 1, '.') || k == i);
    if (led) add_content(a, k, clause_end(u, k, CLAUSE));
    return;
  }
  if (!mark_at(u, i, ',') || at_end(u, i + 1)) return;
  i++;
  if (is_at(u, i, VB_CLAUSE_AND | VB_CLAUSE_WHO | VB_CLAUSE_WHEN) && !is_at(u, i, VB_CLAUSE_THAT))
    return;
  if (participle_cue_at(u, i) || aside_at(u, i)) return;
  add_content(a, i, clause_end(u, i, CLAUSE));
}

/* "..., the premier said" and "..., said the premier". */
static bool find_left(vb_unit *u, ptrdiff_t i, const verb *v, const vb_cue *cue, bool turned,
                      vb_attribution *a) {
  if (!(cue->frames & VB_FRAME_BEHIND) || !v->finite) return false;
  ptrdiff_t start = left_start(u), behind = i + 1;
  if (turned) {
    ptrdiff_t end = trim_end(u, start, v->group.start);
    vb_token_range source = vb_source_behind(u, behind);
    if (end > start && !vb_range_empty(source)) {
      a->source = source;
      add_content(a, start, end);
      find_rest(u, source.end, a);
      return true;
    }
  }
  if (vb_range_empty(a->source) || !content_ends_before(u, a->source.start)) return false;
  ptrdiff_t end = trim_end(u, start, a->source.start);
  if (end <= start) return false;
  add_content(a, start, end);
  vb_token_range addressee = NONE;
  if (cue->frames & VB_FRAME_ADDRESSEE) {
    behind = skip_addressee(u, behind, &addressee);
    a->addressee = addressee;
  }
  find_rest(u, behind, a);
  return true;
}

/* ---- one cue ---- */

static vb_token_range shared_subject(vb_unit *u) {
  if (vb_range_empty(u->subject)) u->subject = vb_source_first(u);
  return u->subject;
}

/* Turned round behind a quotation or a comma, a source stands behind the verb and nothing else. */
static bool is_turned(const vb_unit *u, ptrdiff_t i, const verb *v, const vb_cue *cue) {
  if (!v->finite || !(cue->frames & VB_FRAME_BEHIND) || v->group.start != i) return false;
  if (i <= u->unit.start || !content_ends_before(u, i)) return false;
  if (u->c->words[i - 1].quote < 0 && !vb_range_empty(vb_source_of(u, i))) {
    return false; /* "Ana Costa, a teacher, said": its source stands before it */
  }
  return !vb_range_empty(vb_source_behind(u, i + 1));
}

/* "quoted Ana Costa as saying", "was quoted by Fictive Radio as saying": who is quoted. */
static bool find_quoted(vb_unit *u, ptrdiff_t start, vb_attribution *a) {
  const vb_clause_view *c = u->c;
  if (start - 1 <= u->unit.start || !outside(c, start - 1) ||
      !vb_clause_is(c, start - 1, VB_CLAUSE_AS))
    return false;
  ptrdiff_t k = start - 2;
  while (k > u->unit.start && k > start - ADJUNCT_TOKENS && outside(c, k) &&
         !(c->words[k].cue >= 0))
    k--;
  if (c->words[k].cue < 0 || !outside(c, k)) return false;
  vb_verb_group group = vb_verb_group_before(u, k);
  a->source = group.be ? vb_source_of(u, group.start) : (vb_token_range){k + 1, start - 1};
  return !vb_range_empty(a->source);
}

static void find_source(vb_unit *u, const verb *v, vb_attribution *a) {
  ptrdiff_t start = v->group.start;
  if (v->participle && find_quoted(u, start, a)) return;
  bool joined = start > u->unit.start && is_at(u, start - 1, VB_CLAUSE_AND);
  if (v->passive) return;
  if (v->participle || v->group.to || joined) {
    bool attached =
        v->participle && start > u->unit.start && outside(u->c, start - 1) &&
        u->c->t.v[start - 1].kind == VB_TOKEN_WORD &&
        !vb_clause_is(u->c, start - 1,
                      VB_CLAUSE_PREPOSITION | VB_CLAUSE_WHEN | VB_CLAUSE_AND | VB_CLAUSE_ADVERB);
    a->source = attached ? vb_source_before(u, start) : shared_subject(u);
    a->shared = true;
    return;
  }
  a->source = vb_source_of(u, start);
  if (vb_range_empty(a->source)) {
    a->source = shared_subject(u);
    a->shared = true;
  }
}

/* "quoted Ana Costa as saying": the verb behind "as" has the content. */
static bool quotes_somebody(const vb_unit *u, vb_token_range content) {
  for (ptrdiff_t i = content.start; i + 1 < content.end && i < content.start + ADJUNCT_TOKENS; i++)
    if (is_at(u, i, VB_CLAUSE_AS) && participle_cue_at(u, i + 1)) return true;
  return false;
}

/* "The rest," she said: a quotation that nobody has yet ends right before the source. */
static bool behind_quotation(const vb_unit *u, vb_token_range source) {
  if (vb_range_empty(source) || source.start <= u->unit.start) return false;
  const vb_quoted *q = vb_clause_quote(u->c, source.start - 1);
  return q && q->tokens.start >= u->done && q->tokens.end == source.start;
}

static bool try_verb(vb_unit *u, ptrdiff_t i, vb_attribution *a) {
  const vb_cue *cue = vb_clause_cue(u->c, i);
  verb v;
  if (!cue || !outside(u->c, i) || !read_verb(u, i, cue, &v)) return false;
  *a = (vb_attribution){.cue = {v.group.start, i + 1}, .verb = u->c->words[i].cue};
  if (v.passive && cue->kind == VB_CUE_JUDGE) return false;
  if (is_turned(u, i, &v, cue) && find_left(u, i, &v, cue, true, a)) return true;
  find_source(u, &v, a);
  if (behind_quotation(u, a->source) && find_left(u, i, &v, cue, false, a)) {
    u->subject = a->source;
    return true;
  }
  bool right = find_right(u, i, cue, v.passive, a);
  if (right && quotes_somebody(u, a->content[0])) return false;
  if (!right && !a->leads_on && !find_left(u, i, &v, cue, false, a)) return false;
  if (v.finite && !a->shared) u->subject = a->source;
  return true;
}

/* ---- cues that are no verbs ---- */

static bool try_according(vb_unit *u, ptrdiff_t i, vb_attribution *a) {
  if (!according_at(u, i)) return false;
  *a = (vb_attribution){.cue = {i, i + 2}, .verb = -1};
  a->source = vb_source_behind(u, i + 2);
  if (vb_range_empty(a->source)) return false;
  ptrdiff_t start = left_start(u), end = trim_end(u, start, i);
  if (end > start) add_content(a, start, end);
  ptrdiff_t k = a->source.end;
  while (!at_end(u, k) && !mark_at(u, k, ',')) k = vb_clause_next(u->c, k);
  if (mark_at(u, k, ',') && (!a->n_content || !is_at(u, k + 1, VB_CLAUSE_WHO | VB_CLAUSE_AND)))
    add_content(a, k + 1, clause_end(u, k + 1, CLAUSE));
  return a->n_content > 0;
}

/* "COSTA: We agree." */
static bool try_label(vb_unit *u, vb_attribution *a) {
  const vb_clause_view *c = u->c;
  ptrdiff_t start = u->unit.start;
  const vb_quoted *q = vb_clause_quote(c, start);
  if (q && q->tokens.start == start) start++;
  ptrdiff_t i = start;
  while (!at_end(u, i) && i < start + LABEL_TOKENS && (c->t.v[i].flags & VB_TOKEN_CAPITAL)) i++;
  if (i == start || at_end(u, i + 1) || !vb_clause_mark(c, i, ':')) return false;
  *a = (vb_attribution){.cue = {i, i + 1}, .source = {start, i}, .verb = -1};
  if (q) return add_content(a, i + 1, q->tokens.end);
  return add_content(a, i + 1, trim_end(u, i + 1, u->unit.end));
}

vb_attributions vb_attributions_find(const vb_clause_view *c, vb_token_range unit, vb_arena *out) {
  vb_unit u = {.c = c, .unit = unit, .done = unit.start};
  vb_attributions found = {0};
  vb_attribution a;
  if (try_label(&u, &a)) {
    *vb_push(out, &found) = a;
    u.subject = a.source;
  }
  for (ptrdiff_t i = unit.start; i < unit.end; i = vb_clause_next(c, i)) {
    if (!try_verb(&u, i, &a) && !try_according(&u, i, &a)) continue;
    *vb_push(out, &found) = a;
    vb_token_range last = a.n_content ? a.content[a.n_content - 1] : a.cue;
    if (last.end <= i && a.cue.end > i) u.done = i + 1;
  }
  return found;
}
