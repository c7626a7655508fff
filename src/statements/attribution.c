#include "statements/attribution.h"

enum { ADJUNCT_TOKENS = 24, LABEL_TOKENS = 6, CLAUSE_TOKENS = 60, NESTED = 6 };

static const vb_token_range NONE = {0, 0};

/* Can a clause begin here, without "that"? */
static bool begins_clause(const vb_unit *u, ptrdiff_t i) {
  if (at_end(u, i)) return false;
  if (opens_quote(u, i)) return true;
  if (u->c->t.v[i].kind == VB_TOKEN_PUNCT)
    return vb_clause_mark(u->c, i, '$') || vb_clause_mark(u->c, i, '[');
  return !is_at(u, i, VB_CLAUSE_AND) || is_at(u, i, VB_CLAUSE_THAT);
}

/* "said, in part:": at the colon; ", "quotation"": at the quotation; else i itself. */
static ptrdiff_t over_comma(const vb_unit *u, ptrdiff_t i) {
  if (!mark_at(u, i, ',')) return i;
  if (opens_quote(u, i + 1)) return i + 1;
  ptrdiff_t k = i + 1;
  while (!at_end(u, k) && k < i + LABEL_TOKENS && !mark_at(u, k, ':') && !mark_at(u, k, ',')) k++;
  return mark_at(u, k, ':') ? k : i;
}

/* Does what stands at i fit the frames of the cue?  A noun phrase is asked for apart. */
static bool fits(const vb_unit *u, ptrdiff_t i, const vb_cue *cue) {
  unsigned f = cue->frames;
  if (opens_quote(u, i)) return true;
  if (is_at(u, i, VB_CLAUSE_THAT) && (f & (VB_FRAME_CLAUSE | VB_FRAME_THAT))) return true;
  if (is_at(u, i, VB_CLAUSE_TO)) return f & VB_FRAME_INFINITIVE;
  if (is_at(u, i, VB_CLAUSE_NEGATION) && is_at(u, i + 1, VB_CLAUSE_TO))
    return f & VB_FRAME_INFINITIVE;
  if (is_at(u, i, VB_CLAUSE_WHAT) && (f & (VB_FRAME_WHETHER | VB_FRAME_CLAUSE))) return true;
  bool object =
      is_at(u, i, VB_CLAUSE_OBJECT) && !is_at(u, i, VB_CLAUSE_SUBJECT | VB_CLAUSE_POSSESSIVE);
  return (f & VB_FRAME_CLAUSE) && begins_clause(u, i) && !object;
}

/* "Added that ...", "added it was", but "added three rooms". */
static bool is_clause(const vb_unit *u, ptrdiff_t start, ptrdiff_t end) {
  if (opens_quote(u, start) ||
      is_at(u, start, VB_CLAUSE_THAT | VB_CLAUSE_TO | VB_CLAUSE_WHAT | VB_CLAUSE_NEGATION))
    return true;
  for (ptrdiff_t i = start; i < end; i++)
    if (!outside(u->c, i) || vb_clause_is(u->c, i, VB_CLAUSE_AUXILIARY | VB_CLAUSE_FINITE) ||
        (u->c->words[i].forms & (VB_VERB_THIRD | VB_VERB_PAST)))
      return true;
  return false;
}

static bool find_right(const vb_unit *u, ptrdiff_t at, const vb_cue *cue, const vb_verb *v,
                       vb_extent how, vb_attribution *a) {
  ptrdiff_t i = at + 1;
  if (v->passive && a->cue.end - a->cue.start == 1) how = VB_EXTENT_LEAD;
  vb_extent phrase = how == VB_EXTENT_CLAUSE ? VB_EXTENT_PHRASE : how;
  if (vb_cue_leads(u, cue, i)) {
    a->cue.end = i + 1;
    return vb_content_add(a, i + 1, vb_content_end(u, i + 1, phrase));
  }
  ptrdiff_t direct = i;
  if (cue->frames & VB_FRAME_ADDRESSEE) i = vb_skip_addressee(u, i, &a->addressee);
  i = over_comma(u, vb_skip_adjuncts(u, i));
  if (at_end(u, i)) return false;
  if (v->passive && !is_at(u, i, VB_CLAUSE_TO | VB_CLAUSE_THAT | VB_CLAUSE_WHAT)) return false;
  if (mark_at(u, i, ':')) {
    a->leads_on = i + 1 >= u->unit.end;
    return vb_content_add(a, i + 1, vb_content_trim(u, i + 1, u->unit.end));
  }
  if (fits(u, i, cue)) {
    ptrdiff_t end = vb_content_end(u, i, how);
    if ((cue->frames & VB_FRAME_PLAIN) && !is_clause(u, i, end)) return false;
    return vb_content_add(a, i, end);
  }
  i = direct;
  if ((cue->frames & (VB_FRAME_NOUN | VB_FRAME_AS)) && begins_clause(u, i) &&
      !is_at(u, i, VB_CLAUSE_TO | VB_CLAUSE_PREPOSITION))
    return vb_content_add(a, i, vb_content_end(u, i, phrase));
  return false;
}

/* ---- what stands before it ---- */

/* Does the content end before token i: a comma, a quotation, a mark of its own? */
static bool content_ends_before(const vb_unit *u, ptrdiff_t i) {
  if (i <= u->unit.start) return false;
  if (u->c->words[i - 1].quote >= 0) return true;
  const vb_clause_view *c = u->c;
  return vb_clause_mark(c, i - 1, ',') || vb_clause_mark(c, i - 1, '?') ||
         vb_clause_mark(c, i - 1, '!') || vb_clause_is(c, i - 1, VB_CLAUSE_DASH);
}

/* ", he said, that ...": what was said goes on behind the aside. */
static void find_rest(const vb_unit *u, ptrdiff_t i, vb_attribution *a) {
  const vb_clause_view *c = u->c;
  bool quoted = a->n_content && c->words[a->content[a->n_content - 1].end - 1].quote >= 0;
  i = vb_skip_adjuncts(u, i);
  if (quoted) { /* the next quotation of the unit, behind whatever describes the source */
    ptrdiff_t k = i;
    while (!at_end(u, k) && !opens_quote(u, k)) {
      if (outside(c, k) && vb_finite_cue_at(u, k)) return;
      k = vb_clause_next(c, k);
    }
    bool led =
        !at_end(u, k) && k > 0 &&
        (mark_at(u, k - 1, ',') || mark_at(u, k - 1, ':') || mark_at(u, k - 1, '.') || k == i);
    if (led) vb_content_add(a, k, vb_content_end(u, k, VB_EXTENT_CLAUSE));
    return;
  }
  if (!mark_at(u, i, ',') || at_end(u, i + 1)) return;
  i++;
  if (is_at(u, i, VB_CLAUSE_AND) && opens_quote(u, i + 1)) i++; /* ", she said, and "..."" */
  if (is_at(u, i, VB_CLAUSE_AND | VB_CLAUSE_WHO | VB_CLAUSE_WHEN) && !is_at(u, i, VB_CLAUSE_THAT))
    return;
  if (vb_participle_cue_at(u, i) || vb_aside_at(u, i)) return;
  vb_content_add(a, i, vb_content_end(u, i, VB_EXTENT_CLAUSE));
}

/* "..., the premier said" and "..., said the premier". */
static bool find_left(vb_unit *u, ptrdiff_t i, const vb_verb *v, const vb_cue *cue, bool turned,
                      vb_attribution *a) {
  if (!(cue->frames & VB_FRAME_BEHIND) || !v->finite) return false;
  ptrdiff_t start = vb_left_start(u), behind = i + 1;
  if (turned) {
    ptrdiff_t end = vb_content_trim(u, start, v->group.start);
    vb_token_range source = vb_source_behind(u, behind);
    if (end > start && !vb_range_empty(source)) {
      a->source = source;
      vb_content_add(a, start, end);
      find_rest(u, source.end, a);
      return true;
    }
  }
  if (vb_range_empty(a->source) || !content_ends_before(u, a->source.start)) return false;
  ptrdiff_t end = vb_content_trim(u, start, a->source.start);
  if (u->done > u->unit.start && cue->kind == VB_CUE_SAY && vb_skip_adjuncts(u, start) >= end) {
    start = u->unit.start; /* "..., the premier said on Friday, Fictive Agency reported" */
    end = vb_content_trim(u, start, a->source.start);
  }
  if (end <= start) return false;
  vb_content_add(a, start, end);
  vb_token_range addressee = NONE;
  if (cue->frames & VB_FRAME_ADDRESSEE) {
    behind = vb_skip_addressee(u, behind, &addressee);
    a->addressee = addressee;
  }
  find_rest(u, behind, a);
  return true;
}

/* ---- one cue ---- */

/* Behind the last ", but" or "; " before `end`, which may begin a clause with a subject of its own.
 */
static ptrdiff_t clause_start(const vb_unit *u, ptrdiff_t end) {
  const vb_clause_view *c = u->c;
  for (ptrdiff_t i = end - 1; i > u->unit.start && i > end - CLAUSE_TOKENS; i--) {
    if (!outside(c, i)) continue;
    if (vb_clause_mark(c, i, ';')) return i + 1;
    if (vb_clause_mark(c, i - 1, ',') && vb_clause_is(c, i, VB_CLAUSE_AND)) return i + 1;
  }
  return u->unit.start;
}

/* The subject of a verb that has none beside it.  `near`: joined to the verb before it ("and
 * said"); else to the outermost one (", adding" behind "X said that Y believes"). */
static vb_token_range shared_subject(vb_unit *u, ptrdiff_t i, bool near) {
  if (near && i < u->subject_end && !vb_range_empty(u->nested)) return u->nested;
  if (near) {
    vb_unit clause = *u;
    clause.unit.start = clause_start(u, i);
    bool later = vb_range_empty(u->subject) || clause.unit.start > u->subject.end;
    vb_token_range own = later ? vb_source_first(&clause) : NONE;
    if (!vb_range_empty(own) && own.end < i) return own;
  }
  if (vb_range_empty(u->subject)) u->subject = vb_source_first(u);
  return u->subject;
}

/* Turned round behind a quotation or a comma, a source stands behind the verb and nothing else. */
static bool is_turned(const vb_unit *u, ptrdiff_t i, const vb_verb *v, const vb_cue *cue) {
  if (!v->finite || !(cue->frames & VB_FRAME_BEHIND) || v->group.start != i) return false;
  if (i <= u->unit.start || !content_ends_before(u, i)) return false;
  if (u->c->words[i - 1].quote < 0 && !vb_range_empty(vb_source_of(u, i))) {
    return false; /* "Ana Costa, a teacher, said": its source stands before it */
  }
  bool object = is_at(u, i + 1, VB_CLAUSE_OBJECT) && !is_at(u, i + 1, VB_CLAUSE_SUBJECT);
  return !object && !vb_range_empty(vb_source_behind(u, i + 1));
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

/* "a statement saying": it speaks for whoever released it. */
static bool has_document(const vb_clause_view *c, vb_token_range source) {
  for (ptrdiff_t i = source.start + 1; i < source.end; i++)
    if (vb_clause_is(c, i, VB_CLAUSE_DOCUMENT) && !(c->t.v[i].flags & VB_TOKEN_CAPITAL))
      return true;
  return false;
}

/* The participle behind a noun phrase is that phrase's ("a voter saying"), or the sentence's. */
static bool find_attached(vb_unit *u, ptrdiff_t start, vb_attribution *a) {
  uint32_t leads = VB_CLAUSE_PREPOSITION | VB_CLAUSE_WHEN | VB_CLAUSE_AND | VB_CLAUSE_ADVERB;
  if (start <= u->unit.start || !outside(u->c, start - 1)) return false;
  if (u->c->t.v[start - 1].kind != VB_TOKEN_WORD || vb_clause_is(u->c, start - 1, leads))
    return false;
  a->source = vb_source_before(u, start);
  if (has_document(u->c, a->source) && a->source.start > u->unit.start) {
    vb_token_range sender = shared_subject(u, start, false);
    if (!vb_range_empty(sender) && sender.end <= a->source.start) a->source = sender;
  }
  return true;
}

static void find_source(vb_unit *u, const vb_verb *v, vb_attribution *a) {
  ptrdiff_t start = v->group.start, before = start - 1;
  if (v->participle && find_quoted(u, start, a)) return;
  if (v->passive) return;
  while (before > u->unit.start && outside(u->c, before) && vb_clause_is_adverb(u->c, before))
    before--;
  bool joined = start > u->unit.start && is_at(u, before, VB_CLAUSE_AND);
  a->shared = true;
  if (v->participle && find_attached(u, start, a)) return;
  if (v->participle || v->group.to || joined) {
    bool aside = start > u->unit.start &&
                 (!outside(u->c, start - 1) || vb_clause_mark(u->c, start - 1, ','));
    a->source = shared_subject(u, start, !aside);
    return;
  }
  a->source = vb_source_of(u, start);
  a->shared = vb_range_empty(a->source);
  if (a->shared) a->source = shared_subject(u, start, false);
}

/* "quoted Ana Costa as saying": the verb behind "as" has the content. */
static bool quotes_somebody(const vb_unit *u, vb_token_range content) {
  for (ptrdiff_t i = content.start; i + 1 < content.end && i < content.start + ADJUNCT_TOKENS; i++)
    if (is_at(u, i, VB_CLAUSE_AS) && vb_participle_cue_at(u, i + 1)) return true;
  return false;
}

/* "The rest," she said: a quotation that nobody has yet ends right before the source. */
static bool behind_quotation(const vb_unit *u, vb_token_range source) {
  if (vb_range_empty(source) || source.start <= u->unit.start) return false;
  const vb_quoted *q = vb_clause_quote(u->c, source.start - 1);
  return q && q->tokens.start >= u->done && q->tokens.end == source.start &&
         !vb_clause_is_title(u->c, q);
}

/* "who said": the verb of a relative clause. */
static bool is_relative(const vb_unit *u, const vb_attribution *a) {
  return !a->shared && !vb_range_empty(a->source) && is_at(u, a->source.end - 1, VB_CLAUSE_WHO) &&
         !is_at(u, a->source.end - 1, VB_CLAUSE_SUBJECT);
}

/* "Saying that ..., he", "After saying ..., he": leads the sentence in. */
static bool leads_sentence(const vb_unit *u, const vb_verb *v) {
  ptrdiff_t start = v->group.start;
  if (!v->participle) return false;
  return start == u->unit.start ||
         (start == u->unit.start + 1 &&
          is_at(u, start - 1, VB_CLAUSE_WHEN | VB_CLAUSE_PREPOSITION | VB_CLAUSE_AND));
}

/* The source of a verb that leads the sentence in is the subject behind its comma. */
static bool find_lead(vb_unit *u, ptrdiff_t i, const vb_cue *cue, const vb_verb *v,
                      vb_attribution *a) {
  if (!find_right(u, i, cue, v, VB_EXTENT_LEAD, a) || !a->n_content) return false;
  ptrdiff_t end = a->content[a->n_content - 1].end;
  u->done = end;
  if (mark_at(u, end, ',')) end++;
  if (!at_end(u, end)) a->source = vb_source_behind(u, end);
  a->shared = true;
  if (vb_range_empty(a->source)) a->source = shared_subject(u, i, false);
  return true;
}

/* "declined | to comment on", "refused to discuss the plan": the two are one cue. */
static bool leads_to_cue(const vb_unit *u, ptrdiff_t i, const vb_cue *cue) {
  if (cue->kind != VB_CUE_WANT || !is_at(u, i + 1, VB_CLAUSE_TO) || at_end(u, i + 3)) return false;
  const vb_cue *inner = outside(u->c, i + 2) ? vb_clause_cue(u->c, i + 2) : NULL;
  bool says = inner && inner->kind != VB_CUE_WANT && inner->kind != VB_CUE_THINK &&
              inner->kind != VB_CUE_SHOW && (u->c->words[i + 2].forms & VB_VERB_BASE);
  if (!says) return false;
  return vb_cue_leads(u, inner, i + 3) ||
         (fits(u, i + 3, inner) && !is_at(u, i + 3, VB_CLAUSE_ADJUNCT | VB_CLAUSE_AND));
}

/* Lets an infinitive take the verb before it into its cue. */
static void take_outer(const vb_unit *u, vb_verb *v, vb_attribution *a) {
  ptrdiff_t i = v->group.start - 1;
  if (!v->group.to || i < u->unit.start || !outside(u->c, i)) return;
  const vb_cue *outer = vb_clause_cue(u->c, i);
  vb_verb before;
  if (!outer || !leads_to_cue(u, i, outer) || !vb_verb_read(u, i, outer, &before)) return;
  *v = before;
  a->cue.start = before.group.start;
}

/* The cue with the adverbs before it: "also said". */
static void take_adverbs(const vb_unit *u, vb_attribution *a) {
  ptrdiff_t i = a->cue.start;
  while (i - 1 > u->unit.start && i > a->cue.start - 2 && is_at(u, i - 1, VB_CLAUSE_ADVERB) &&
         !u->c->words[i - 1].time)
    i--;
  if (a->source.end <= i || a->source.start >= a->cue.end) a->cue.start = i;
}

/* Whose the next verb without a subject will be. */
static void note_subject(vb_unit *u, ptrdiff_t i, const vb_verb *v, const vb_attribution *a) {
  if (!v->finite || a->shared || is_relative(u, a)) return;
  u->nested = a->source;
  if (i < u->subject_end) return;
  u->subject = a->source;
  u->subject_end = a->n_content ? a->content[a->n_content - 1].end : i;
}

/* "You need to", "if you want": what readers want is nobody's statement. */
static bool is_readers(const vb_unit *u, const vb_cue *cue, vb_token_range source) {
  return cue->kind == VB_CUE_WANT && source.end == source.start + 1 &&
         is_at(u, source.start, VB_CLAUSE_READER);
}

static bool try_verb(vb_unit *u, ptrdiff_t i, vb_attribution *a) {
  const vb_cue *cue = vb_clause_cue(u->c, i);
  vb_verb v;
  if (!cue || !outside(u->c, i) || !vb_verb_read(u, i, cue, &v)) return false;
  if (leads_to_cue(u, i, cue)) return false;
  *a = (vb_attribution){.cue = {v.group.start, i + 1}, .verb = u->c->words[i].cue};
  if (v.passive && cue->kind == VB_CUE_JUDGE) return false;
  if (leads_sentence(u, &v)) return find_lead(u, i, cue, &v, a);
  take_outer(u, &v, a);
  bool found = is_turned(u, i, &v, cue) && find_left(u, i, &v, cue, true, a);
  if (!found) {
    find_source(u, &v, a);
    found = behind_quotation(u, a->source) && find_left(u, i, &v, cue, false, a);
  }
  if (!found) {
    vb_extent how = is_relative(u, a) ? VB_EXTENT_INSET : VB_EXTENT_CLAUSE;
    found = find_right(u, i, cue, &v, how, a);
    if (found && quotes_somebody(u, a->content[0])) return false;
    if (!found && !a->leads_on && !find_left(u, i, &v, cue, false, a)) return false;
  }
  if (is_readers(u, cue, a->source)) return false;
  take_adverbs(u, a);
  note_subject(u, i, &v, a);
  return true;
}

/* Do most of the longer words have capitals? */
static bool is_headline(const vb_clause_view *c, vb_token_range unit) {
  ptrdiff_t all = 0, capitals = 0;
  for (ptrdiff_t i = unit.start; i < unit.end; i++) {
    if (c->t.v[i].kind != VB_TOKEN_WORD || c->t.v[i].fold.n < 4) continue;
    all++;
    capitals += (c->t.v[i].flags & VB_TOKEN_CAPITAL) != 0;
  }
  return capitals * 4 >= all * 3;
}

/* Does each of the last ones found hold token i?  Nobody says what somebody says what ... so deep;
 * without this bound a run of cues would hold one another, and their words grow with its square. */
static bool too_deep(const vb_attributions *found, ptrdiff_t i) {
  if (found->n < NESTED) return false;
  for (ptrdiff_t k = found->n - NESTED; k < found->n; k++) {
    const vb_attribution *a = &found->v[k];
    vb_token_range last = a->n_content ? a->content[a->n_content - 1] : NONE;
    if (i < last.start || i >= last.end) return false;
  }
  return true;
}

/* Do capitals tell nothing here?  Only a cue with one asks. */
static bool is_headline_of(const vb_clause_view *c, vb_token_range unit, vb_indices hints) {
  for (ptrdiff_t k = 0; k < hints.n; k++)
    if (c->words[hints.v[k]].cue >= 0 && (c->t.v[hints.v[k]].flags & VB_TOKEN_CAPITAL))
      return is_headline(c, unit);
  return false;
}

void vb_attributions_find(const vb_clause_view *c, vb_token_range unit, vb_indices hints,
                          vb_attributions *found, vb_arena *out) {
  vb_unit u = {.c = c, .unit = unit, .done = unit.start};
  u.headline = is_headline_of(c, unit, hints);
  vb_attribution a;
  if (vb_label_try(&u, &a)) {
    *vb_push(out, found) = a;
    if (a.unmarked) return;
    u.subject = a.source;
  }
  for (ptrdiff_t k = 0; k < hints.n; k++) {
    ptrdiff_t i = hints.v[k];
    if (too_deep(found, i)) continue;
    if (!try_verb(&u, i, &a) && !vb_according_try(&u, i, &a) && !vb_dash_try(&u, i, &a) &&
        !vb_noun_try(&u, i, &a))
      continue;
    *vb_push(out, found) = a;
    vb_token_range last = a.n_content ? a.content[a.n_content - 1] : a.cue;
    if (last.end <= i && a.cue.end > i) u.done = i + 1;
  }
}
