/* Verbs: is the word of a cue a verb here, and in which voice? */
#include "statements/attribution.h"

enum { LABEL_TOKENS = 6, NEAR_TOKENS = 16 };

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

static bool is_plural_or_pronoun(const vb_unit *u, ptrdiff_t i) {
  while (i > u->unit.start && outside(u->c, i) && vb_clause_is_adverb(u->c, i)) i--;
  if (i < u->unit.start || !outside(u->c, i)) return false;
  if (vb_clause_is(u->c, i, VB_CLAUSE_SUBJECT)) return true;
  const vb_token *t = &u->c->t.v[i];
  if (t->kind == VB_TOKEN_WORD && t->fold.n > 3 && t->fold.p[t->fold.n - 1] == 's') return true;
  return vb_token_is(t, VB_S("people")) || vb_token_is(t, VB_S(",")) ||
         vb_clause_is(u->c, i, VB_CLAUSE_WHO);
}

/* Is the word at i one that leads from the cue to what was said? */
bool vb_cue_leads(const vb_unit *u, const vb_cue *cue, ptrdiff_t i) {
  for (ptrdiff_t k = 0; !at_end(u, i) && outside(u->c, i) && k < cue->after.n; k++)
    if (vb_str_eq(u->c->t.v[i].fold, cue->after.v[k])) return true;
  return false;
}

/* A verb with a capital inside a sentence is a name: "the United States". */
static bool is_name(const vb_unit *u, ptrdiff_t i) {
  return i > u->unit.start && !u->headline && (u->c->t.v[i].flags & VB_TOKEN_CAPITAL) &&
         outside(u->c, i - 1) && !mark_at(u, i - 1, '.');
}

/* "..., the suit reads.": behind a quotation the verb needs nothing more. */
static bool ends_quotation(const vb_unit *u, ptrdiff_t i) {
  for (ptrdiff_t k = i - 1; k >= u->unit.start && k > i - NEAR_TOKENS; k--) {
    if (!outside(u->c, k)) return true;
    if (u->c->t.v[k].kind == VB_TOKEN_PUNCT && !mark_at(u, k, '.')) return false;
  }
  return false;
}

/* "to see": what somebody wants to find or to know is not said. */
static bool read_infinitive(const vb_unit *u, ptrdiff_t i, const vb_cue *cue) {
  bool inner = cue->kind == VB_CUE_THINK || cue->kind == VB_CUE_WANT || cue->kind == VB_CUE_SHOW;
  if (inner && !is_at(u, i + 1, VB_CLAUSE_THAT)) return false;
  return u->c->words[i].forms & VB_VERB_BASE;
}

/* "Port Accused of Delay", "Costa Remembered Abroad", "Minister Urged to Go": behind the past form
 * there is nobody and nothing that the subject could have acted on. */
static bool is_passive_headline(const vb_unit *u, ptrdiff_t i, const vb_cue *cue) {
  if (!u->headline || !(u->c->words[i].forms & VB_VERB_PARTICIPLE)) return false;
  if (at_end(u, i + 2)) return !opens_quote(u, i + 1); /* one word or none */
  if (is_at(u, i + 1, VB_CLAUSE_TO))                   /* "asked to", but "vowed to" */
    return (cue->frames & VB_FRAME_ADDRESSEE) || cue->kind == VB_CUE_ASK;
  bool leads = vb_cue_leads(u, cue, i + 1);
  if (leads && cue->kind != VB_CUE_JUDGE) return is_at(u, i + 2, VB_CLAUSE_PREPOSITION);
  return leads || is_at(u, i + 1, VB_CLAUSE_PREPOSITION);
}

static bool read_past(const vb_unit *u, ptrdiff_t i, const vb_cue *cue, vb_verb *v) {
  ptrdiff_t before = v->group.start - 1;
  bool bare = before < u->unit.start || mark_at(u, before, ',') ||
              (before == u->unit.start && is_at(u, before, VB_CLAUSE_WHEN));
  v->passive = bare && (is_at(u, i + 1, VB_CLAUSE_WHAT) || vb_cue_leads(u, cue, i + 1));
  v->passive |= is_passive_headline(u, i, cue);
  v->finite = !v->passive; /* but "Asked about" */
  return !(i + 1 < u->unit.end && vb_token_is(&u->c->t.v[i + 1], VB_S("by")));
}

/* "everything he says is true": the clause around it goes on. */
static bool inside_clause(const vb_unit *u, ptrdiff_t i) {
  return is_at(u, i + 1, VB_CLAUSE_AUXILIARY) && !is_at(u, i + 1, VB_CLAUSE_SUBJECT) &&
         u->c->t.v[i + 1].kind == VB_TOKEN_WORD && !vb_aside_at(u, i + 1);
}

bool vb_verb_read(const vb_unit *u, ptrdiff_t i, const vb_cue *cue, vb_verb *v) {
  unsigned forms = u->c->words[i].forms;
  *v = (vb_verb){.group = vb_verb_group_before(u, i)};
  if (is_name(u, i)) return false;
  if (v->group.to) return read_infinitive(u, i, cue);
  if (v->group.be && !v->group.modal && (forms & VB_VERB_ING)) return v->finite = true;
  if (v->group.be && (forms & VB_VERB_PARTICIPLE)) return v->passive = true;
  if (v->group.have && (forms & VB_VERB_PARTICIPLE)) return v->finite = true;
  if (v->group.modal && (forms & VB_VERB_BASE)) return v->finite = true;
  if (v->group.be || nounish(u, i) || inside_clause(u, i)) return false;
  if (forms & VB_VERB_ING) { /* "a hearing on": a noun */
    v->participle = cue->kind != VB_CUE_THINK || !is_at(u, i + 1, VB_CLAUSE_PREPOSITION) ||
                    vb_cue_leads(u, cue, i + 1);
    return v->participle;
  }
  if (forms & VB_VERB_PAST) return read_past(u, i, cue, v);
  if ((cue->frames & VB_FRAME_WEAK) && !takes_something(u, i + 1) && !ends_quotation(u, i))
    return false;
  if (forms & VB_VERB_THIRD) return v->finite = true;
  v->finite = (forms & VB_VERB_BASE) && is_plural_or_pronoun(u, v->group.start - 1);
  return v->finite;
}
