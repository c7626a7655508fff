#include "exchanges/form_phrase.h"

enum { MAX_MODIFIERS = 7 };

typedef struct {
  const vb_grammar *g;
  vb_tokens t;
  ptrdiff_t end;
  vb_form_phrase *f;
  bool rejected, narrowed;
} parser;

static bool is(const parser *p, ptrdiff_t i, const char *word) {
  return i < p->end && vb_token_is(&p->t.v[i], vb_str_from(word));
}

static vb_phrase_match match(const parser *p, ptrdiff_t i, uint32_t classes) {
  return vb_phrases_at(p->g->xwords, p->t, i, p->end, classes);
}

static void take_purpose(parser *p, vb_purpose purpose) {
  p->narrowed = true;
  if (purpose == VB_PURPOSE_REPLY) p->f->reply = true;
  /* a reply stays one, whatever else it says; else the first word counts */
  if (p->f->purpose == VB_PURPOSE_NONE || purpose == VB_PURPOSE_REPLY) p->f->purpose = purpose;
}

/* the, a, his: returns the position behind and notes what it says. */
static ptrdiff_t parse_determiner(parser *p, ptrdiff_t i) {
  const vb_words *w = p->g->words;
  if (vb_words_at(w, p->t, i, p->end, VB_WORD_POSSESSIVE).n_tokens) {
    p->f->possessive = true;
    return i + 1;
  }
  if (vb_words_at(w, p->t, i, p->end, VB_WORD_DEFINITE).n_tokens) {
    p->f->definite = true;
    return i + 1;
  }
  return vb_words_at(w, p->t, i, p->end, VB_WORD_DETERMINER).n_tokens ? i + 1 : i;
}

/* One word or phrase before the form's noun; -1 if it cannot stand there. */
static ptrdiff_t parse_modifier(parser *p, ptrdiff_t i) {
  vb_phrase_match m = match(p, i, VB_XWORD_PURPOSE_BEFORE);
  if (m.n_tokens) {
    take_purpose(p, (vb_purpose)m.payload);
    return i + m.n_tokens;
  }
  m = match(p, i, VB_XWORD_NOT_BEFORE);
  if (m.n_tokens) return p->rejected = true, i + m.n_tokens;
  const vb_token *t = &p->t.v[i];
  if (is(p, i, "similar") || is(p, i, "same")) return p->f->similar = true, i + 1;
  if (is(p, i, "following")) return i + 1; /* the following letter */
  if (is(p, i, "and") || is(p, i, "or") || is(p, i, "-") || is(p, i, "'s")) return i + 1;
  if (t->kind == VB_TOKEN_NUMBER) return p->f->counted = true, i + 1;
  if (t->kind != VB_TOKEN_WORD ||
      vb_words_at(p->g->words, p->t, i, p->end, VB_WORD_NEVER_NAME).n_tokens)
    return -1;
  bool verb = vb_phrases_classes(p->g->verbs, t) != 0;
  return verb || (t->flags & VB_TOKEN_CAPITAL) ? -1 : i + 1;
}

/* of greeting, of sympathy and consolation; "of intent" rejects. */
static ptrdiff_t parse_of(parser *p, ptrdiff_t i) {
  if (!is(p, i, "of")) return i;
  if (match(p, i + 1, VB_XWORD_NOT_OF).n_tokens) return p->rejected = true, i;
  ptrdiff_t k = i + 1, behind = i;
  for (int n = 0; n < 6 && k < p->end; n++) {
    vb_phrase_match m = match(p, k, VB_XWORD_PURPOSE_OF);
    if (m.n_tokens) {
      take_purpose(p, (vb_purpose)m.payload);
      behind = k += m.n_tokens;
      continue;
    }
    bool small = p->t.v[k].kind == VB_TOKEN_WORD && !(p->t.v[k].flags & VB_TOKEN_CAPITAL) &&
                 behind == i &&
                 !vb_words_at(p->g->words, p->t, k, p->end, VB_WORD_NEVER_NAME)
                      .n_tokens; /* of deep sympathy */
    bool and = is(p, k, "and") && behind > i;
    if (!and&&!small) break;
    k++;
  }
  return behind;
}

static void take_head(parser *p, const vb_form_word *word) {
  p->f->form = word->form;
  p->f->bare = word->bare;
  p->f->weak = word->weak;
  if (word->reply) {
    p->f->lone_reply = true;
    take_purpose(p, VB_PURPOSE_REPLY);
  }
  if (word->purpose != VB_PURPOSE_NONE) {
    bool was_narrowed = p->narrowed; /* the noun's own purpose narrows nothing */
    take_purpose(p, word->purpose);
    p->narrowed = was_narrowed;
  }
}

/* "verbal or written messages", "message and gift" are left to their first noun. */
static ptrdiff_t parse_head(parser *p, ptrdiff_t i) {
  vb_phrase_match m = match(p, i, VB_XWORD_FORM);
  if (!m.n_tokens) return -1;
  take_head(p, &p->g->forms.v[m.payload]);
  vb_str last = p->t.v[i + m.n_tokens - 1].fold;
  p->f->plural = last.n > 1 && last.p[last.n - 1] == 's' && !p->f->bare;
  return i + m.n_tokens;
}

/* A purpose may itself be a form's noun ("reply message", "condolences message"): the last noun of
 * the run is the head. */
static ptrdiff_t parse_nouns(parser *p, ptrdiff_t i) {
  for (int n = 0; n <= MAX_MODIFIERS && i < p->end; n++) {
    vb_form_phrase before = *p->f;
    ptrdiff_t behind = parse_head(p, i);
    if (behind > 0) {
      bool head_again = match(p, behind, VB_XWORD_FORM).n_tokens > 0;
      if (!head_again) return behind;
      vb_purpose purpose = p->f->purpose;
      bool reply = p->f->reply;
      *p->f = before;
      p->f->purpose = purpose, p->f->reply = reply;
      p->narrowed |= purpose != VB_PURPOSE_NONE;
      i = behind;
      continue;
    }
    i = parse_modifier(p, i);
    if (i < 0) return -1;
  }
  return -1;
}

bool vb_form_phrase_parse(const vb_grammar *grammar, vb_tokens tokens, ptrdiff_t i, ptrdiff_t end,
                          vb_form_phrase *phrase) {
  *phrase = (vb_form_phrase){.tokens = {i, i}, .also = -1};
  parser p = {.g = grammar, .t = tokens, .end = end, .f = phrase};
  ptrdiff_t start = parse_determiner(&p, i);
  if (is(&p, start, "and") || is(&p, start, "or") || is(&p, start, "-") || is(&p, start, "'s"))
    return false;
  ptrdiff_t behind = parse_nouns(&p, start);
  if (behind < 0) return false;
  behind = parse_of(&p, behind);
  phrase->tokens.end = behind;
  if (p.narrowed) phrase->weak = false;
  return !p.rejected;
}
