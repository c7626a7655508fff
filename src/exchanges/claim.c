#include "exchanges/claim.h"

#include "exchanges/claim_period.h"

enum { PHRASE_TOKENS = 4, BEFORE_FORM = 3, MOST_ACTS = 1000 };
enum { MOST_CLAIMS = 4 }; /* of one sentence: more are no prose */

static vb_wordmap load(const vb_lexicon *lexicon, const char *table, const char *class,
                       const char *value, vb_arena *out) {
  vb_wordmap_source source = {.table = vb_str_from(table),
                              .class_column = value ? "value" : "class",
                              .class_name = value ? value : class,
                              .word_columns = {"words"},
                              .value_column = value ? NULL : "value",
                              .reading = VB_WORDMAP_NUMBER};
  return vb_wordmap_load(lexicon, source, out);
}

vb_claim_words vb_claim_words_load(const vb_lexicon *lexicon, vb_arena *out) {
  vb_claim_words w = {.number = load(lexicon, "en/merge_words", "number", NULL, out),
                      .ordinal = load(lexicon, "en/merge_words", "ordinal", NULL, out)};
  struct {
    vb_wordmap *map;
    const char *class, *value;
  } all[] = {
      {&w.times, "times", NULL},     {&w.time, "time", NULL},   {&w.once, "once", NULL},
      {&w.least, "least", NULL},     {&w.most, "most", NULL},   {&w.about, "about", NULL},
      {&w.meeting, NULL, "meeting"}, {&w.call, NULL, "call"},   {&w.visit, NULL, "visit"},
      {&w.both, "both", NULL},       {&w.since, "since", NULL}, {&w.until, "until", NULL},
      {&w.and, "and", NULL},         {&w.their, "their", NULL}, {&w.between, "between", NULL},
      {&w.within, "within", NULL},   {&w.to, "to", NULL}};
  for (size_t i = 0; i < sizeof all / sizeof *all; i++)
    *all[i].map = load(lexicon, "en/claims", all[i].class, all[i].value, out);
  return w;
}

/* ---- words of a sentence ---- */

typedef struct {
  const vb_grammar *grammar;
  const vb_claim_words *words;
  const vb_analysis *analysis;
  const vb_exchanges *exchanges;
  const vb_analysed_field *field;
  const vb_sentence *s;
  vb_tokens t;
  vb_claims claims;
  vb_arena *out, scratch;
} finder;

/* The phrase of the map that begins at token i; *n tokens. */
static uint64_t phrase_at(const finder *f, const vb_wordmap *map, ptrdiff_t i, int *n) {
  vb_arena scratch = f->scratch;
  vb_str phrase = {0};
  uint64_t best = 0;
  *n = 0;
  for (int k = 0; k < PHRASE_TOKENS && i + k < f->s->tokens.end; k++) {
    vb_str w = f->t.v[i + k].fold;
    phrase = k ? vb_str_format(&scratch, "%.*s %.*s", VB_ARG(phrase), VB_ARG(w)) : w;
    uint64_t value = vb_wordmap_get(map, phrase);
    if (value) best = value, *n = k + 1;
  }
  return best;
}

/* Does a phrase of the map end just before token i? */
static bool phrase_before(const finder *f, const vb_wordmap *map, ptrdiff_t i) {
  int n;
  for (int k = 1; k <= PHRASE_TOKENS && i - k >= f->s->tokens.start; k++)
    if (phrase_at(f, map, i - k, &n) && n == k) return true;
  return false;
}

/* 12, seven, twenty-one; 3rd, third.  0: no number. */
static int number_at(const finder *f, ptrdiff_t i, bool *ordinal) {
  vb_arena scratch = f->scratch;
  const vb_token *t = &f->t.v[i];
  *ordinal = false;
  if (t->kind == VB_TOKEN_NUMBER) {
    ptrdiff_t digits = 0;
    while (digits < t->fold.n && vb_is_digit(t->fold.p[digits])) digits++;
    *ordinal = digits < t->fold.n && t->fold.n - digits == 2 && vb_is_alpha(t->fold.p[digits]);
    if (digits < t->fold.n && !*ordinal) return 0;
    int value = vb_str_to_int(vb_str_slice(t->fold, 0, digits));
    return value > 0 && value < MOST_ACTS ? value : 0;
  }
  vb_strs parts = vb_wordmap_split(t->fold, 3, &scratch);
  int value = 0;
  for (ptrdiff_t k = 0; k < parts.n; k++) {
    int cardinal = (int)vb_wordmap_get(&f->words->number, parts.v[k]);
    int unit = (int)vb_wordmap_get(&f->words->ordinal, parts.v[k]);
    if (!cardinal && !unit) return 0;
    if (unit && k + 1 == parts.n && !cardinal) *ordinal = true;
    value += cardinal ? cardinal : unit;
  }
  return value;
}

static vb_claim_bound bound_before(const finder *f, ptrdiff_t i) {
  if (phrase_before(f, &f->words->least, i)) return VB_CLAIM_LEAST;
  if (phrase_before(f, &f->words->most, i)) return VB_CLAIM_MOST;
  return phrase_before(f, &f->words->about, i) ? VB_CLAIM_ABOUT : VB_CLAIM_EXACTLY;
}

/* ---- the parties ---- */

static bool has_party(const finder *f, vb_actors side, const vb_actor *actor) {
  for (ptrdiff_t i = 0; i < side.n; i++)
    if (vb_people_same(&f->analysis->people, &side.v[i], actor, f->scratch)) return true;
  return false;
}

static vb_actors actors_of(const finder *f, const vb_chunk *chunk) {
  vb_actors actors = {0};
  const vb_mentions *list = &f->s->actors.v[chunk->index].list;
  for (ptrdiff_t i = 0; i < list->n; i++) *vb_push(f->out, &actors) = list->v[i].actor;
  return actors;
}

/* The exchange of the article that the claim goes with: of the same form and with the actor, if one
 * is given; the nearest before the sentence, else the first. */
static const vb_exchange *own_exchange(const finder *f, const vb_claim *claim,
                                       const vb_actor *actor) {
  const vb_exchange *best = NULL;
  int most = -1;
  for (ptrdiff_t i = 0; i < f->exchanges->n; i++) {
    const vb_exchange *x = &f->exchanges->v[i];
    if (!x->from.n || !x->to.n) continue;
    if (actor && !has_party(f, x->from, actor) && !has_party(f, x->to, actor)) continue;
    int score = 2 * !x->mention + 4 * vb_claim_counts_form(claim, x->form);
    if (score > most) best = x, most = score;
  }
  return best;
}

typedef struct {
  vb_actors left, right; /* of the words that count */
  bool object;           /* right is met or visited */
} named;

/* Whom the sentence names: who stands before the words, and who in them ("visited Fictia twice") or
 * behind "to", "with", "between". */
static named parties_named(const finder *f, vb_token_range words) {
  named n = {0};
  for (ptrdiff_t c = 0; c < f->s->chunks.n; c++) {
    const vb_chunk *chunk = &f->s->chunks.v[c];
    if (chunk->kind == VB_CHUNK_STOP && n.right.n) break;
    if (chunk->kind != VB_CHUNK_ACTORS) continue;
    if (chunk->tokens.end <= words.start) n.left = actors_of(f, chunk);
    bool object = chunk->tokens.start >= words.start && chunk->tokens.end <= words.end;
    n.object |= object && !n.right.n;
    bool led =
        chunk->tokens.start >= words.end &&
        vb_claim_any_of(&f->words->to, f->s, f->t, chunk->tokens.start - 1, chunk->tokens.start);
    if ((led || object) && !n.right.n) n.right = actors_of(f, chunk);
  }
  return n;
}

static vb_actors one(const finder *f, const vb_actor *actor) {
  vb_actors list = {0};
  *vb_push(f->out, &list) = *actor;
  return list;
}

/* "between A and B": two in one list. */
static bool take_pair(const finder *f, vb_actors list, vb_claim *claim) {
  if (list.n != 2) return false;
  claim->from = one(f, &list.v[0]);
  claim->to = one(f, &list.v[1]);
  claim->both = true;
  return true;
}

static void take_sides(vb_claim *claim, const vb_exchange *x) {
  claim->from = x->from;
  claim->to = x->to;
}

static bool find_parties(const finder *f, vb_token_range words, vb_claim *claim) {
  named n = parties_named(f, words);
  const vb_exchange *left = n.left.n ? own_exchange(f, claim, &n.left.v[0]) : NULL;
  const vb_exchange *right = n.right.n ? own_exchange(f, claim, &n.right.v[0]) : NULL;
  if (!n.right.n && take_pair(f, n.left, claim)) return true;
  if ((!n.left.n || !left) && take_pair(f, n.right, claim)) return true;
  bool apart = n.left.n && n.right.n && !has_party(f, n.right, &n.left.v[0]);
  if (apart && (n.object || !left == !right)) {
    claim->from = n.left;
    claim->to = n.right;
    return true;
  }
  const vb_exchange *x = left ? left : right ? right : own_exchange(f, claim, NULL);
  if (!x) return false;
  take_sides(claim, x);
  bool turned = left && !has_party(f, x->from, &n.left.v[0]);
  if (turned && claim->kind == VB_CLAIM_COUNT) claim->from = x->to, claim->to = x->from;
  return true;
}

/* ---- claims ---- */

static bool is_undirected(vb_form form) {
  return form == VB_FORM_CALL || form == VB_FORM_MEETING || form == VB_FORM_VISIT;
}

/* "Two meetings" are a count only where a period is told. */
static void add(finder *f, vb_claim claim, vb_token_range words, bool needs_period) {
  vb_span span = {f->t.v[words.start].span.start, f->t.v[words.end - 1].span.end};
  vb_span sentence = {f->t.v[f->s->tokens.start].span.start, f->t.v[f->s->tokens.end - 1].span.end};
  claim.words = (vb_evidence){f->field->field, f->field->caption, span};
  claim.sentence = (vb_evidence){f->field->field, f->field->caption, sentence};
  int n;
  for (ptrdiff_t i = f->s->tokens.start; i < f->s->tokens.end; i++)
    claim.both |= phrase_at(f, &f->words->both, i, &n) != 0;
  claim.both |= is_undirected(claim.form) || phrase_before(f, &f->words->their, words.start);
  vb_claim_read_period(f->words, f->s, f->t, f->analysis->article->published, &claim);
  bool period = vb_date_known(claim.since) || vb_date_known(claim.until);
  if (needs_period && !period) return;
  if (find_parties(f, words, &claim)) *vb_push(f->out, &f->claims) = claim;
}

/* Gifts and wreaths are counted as things. */
static bool is_counted_form(int form) {
  return form >= 0 && form != VB_FORM_GIFT && form != VB_FORM_WREATH && form != VB_FORM_STATEMENT;
}

/* The form that a number outside a noun phrase counts: the nearest noun or verb. */
static bool form_near(const finder *f, ptrdiff_t at, vb_form *form, vb_token_range *words) {
  ptrdiff_t nearest = f->t.n;
  for (ptrdiff_t i = 0; i < f->s->forms.n; i++) {
    const vb_form_phrase *p = &f->s->forms.v[i];
    ptrdiff_t far = p->tokens.start > at ? p->tokens.start - at : at - p->tokens.start;
    if (!is_counted_form(p->form) || !p->plural || p->bare || far >= nearest) continue;
    nearest = far, *form = (vb_form)p->form, *words = p->tokens;
  }
  struct {
    const vb_wordmap *map;
    vb_form form;
  } verbs[] = {{&f->words->meeting, VB_FORM_MEETING},
               {&f->words->call, VB_FORM_CALL},
               {&f->words->visit, VB_FORM_VISIT}};
  for (ptrdiff_t i = f->s->tokens.start; i < f->s->tokens.end; i++)
    for (int k = 0; k < 3; k++) {
      int n;
      ptrdiff_t far = i > at ? i - at : at - i;
      if (far >= nearest || !phrase_at(f, verbs[k].map, i, &n)) continue;
      nearest = far, *form = verbs[k].form, *words = (vb_token_range){i, i + n};
    }
  return nearest < f->t.n;
}

static vb_token_range both_ranges(vb_token_range a, vb_token_range b) {
  return (vb_token_range){a.start < b.start ? a.start : b.start, a.end > b.end ? a.end : b.end};
}

/* "seven times", "twice", "for the third time" */
typedef enum { TIMES_NONE, TIMES_OF_NOTHING, TIMES_CLAIMED } times_found;

static times_found find_times(finder *f, ptrdiff_t i) {
  int n = 0;
  bool ordinal = false;
  vb_claim claim = {.bound = bound_before(f, i)};
  int once = (int)phrase_at(f, &f->words->once, i, &n);
  int number = once ? once : number_at(f, i, &ordinal);
  ptrdiff_t end = once ? i + n : i + 2;
  if (!number || end > f->s->tokens.end) return TIMES_NONE;
  const vb_wordmap *behind = ordinal ? &f->words->time : &f->words->times;
  if (!once && !vb_wordmap_get(behind, f->t.v[i + 1].fold)) return TIMES_NONE;
  vb_token_range words = {i, end}, form = words;
  if (!form_near(f, i, &claim.form, &form)) return TIMES_OF_NOTHING;
  claim.kind = ordinal ? VB_CLAIM_ORDINAL : VB_CLAIM_COUNT;
  claim.number = number;
  add(f, claim, both_ranges(words, form), false);
  return TIMES_CLAIMED;
}

/* "12 letters", "their first call": a number in the noun phrase of a form or just before it. */
static void find_in_form(finder *f, const vb_form_phrase *p) {
  if (!is_counted_form(p->form)) return;
  ptrdiff_t start = p->tokens.start - BEFORE_FORM;
  if (start < f->s->tokens.start) start = f->s->tokens.start;
  for (ptrdiff_t i = p->tokens.end - 1; i >= start; i--) {
    bool ordinal, inside = i >= p->tokens.start;
    int number = number_at(f, i, &ordinal);
    if (!number || (!inside && i + 1 != p->tokens.start)) continue;
    if (!ordinal && (number < 2 || !p->plural)) continue;
    vb_claim claim = {.kind = ordinal ? VB_CLAIM_ORDINAL : VB_CLAIM_COUNT,
                      .bound = ordinal ? VB_CLAIM_EXACTLY : bound_before(f, i),
                      .number = number,
                      .form = (vb_form)p->form};
    add(f, claim, (vb_token_range){i, p->tokens.end}, !ordinal);
    return;
  }
}

static void find_in_sentence(finder *f) {
  for (ptrdiff_t i = f->s->tokens.start, left = MOST_CLAIMS; i < f->s->tokens.end && left > 0; i++)
    switch (find_times(f, i)) {
    case TIMES_CLAIMED: return;
    case TIMES_OF_NOTHING: left--; break;
    case TIMES_NONE: break;
    }
  for (ptrdiff_t i = 0; i < f->s->forms.n && i < MOST_CLAIMS; i++)
    find_in_form(f, &f->s->forms.v[i]);
}

/* Only sentences with a number are chunked. */
static bool has_number(const finder *f, vb_token_range range) {
  bool ordinal;
  int n;
  vb_sentence s = {.tokens = range};
  finder g = *f;
  g.s = &s;
  for (ptrdiff_t i = range.start; i < range.end; i++)
    if (number_at(&g, i, &ordinal) || phrase_at(&g, &f->words->once, i, &n)) return true;
  return false;
}

vb_claims vb_claims_find(const vb_grammar *grammar, const vb_claim_words *words,
                         const vb_analysis *analysis, const vb_exchanges *exchanges, vb_arena *out,
                         vb_arena scratch) {
  finder f = {.grammar = grammar,
              .words = words,
              .analysis = analysis,
              .exchanges = exchanges,
              .out = out,
              .scratch = scratch};
  const vb_analysed_field *fields[] = {&analysis->title, &analysis->text};
  for (int k = 0; k < 2; k++) {
    f.field = fields[k];
    f.t = f.field->tokens;
    for (ptrdiff_t i = 0; i < f.field->sentences.n; i++) {
      if (!has_number(&f, f.field->sentences.v[i])) continue;
      vb_sentence_context context = {grammar, f.t, f.field->times, &analysis->people, NULL};
      vb_sentence sentence = vb_sentence_chunk(&context, f.field->sentences.v[i], out);
      f.s = &sentence;
      find_in_sentence(&f);
    }
  }
  return f.claims;
}

bool vb_claim_counts_form(const vb_claim *claim, vb_form form) {
  if (claim->form == VB_FORM_MESSAGE) return form <= VB_FORM_CARD;
  return form == claim->form;
}

const char *vb_claim_kind_name(vb_claim_kind kind) {
  return kind == VB_CLAIM_COUNT ? "count" : "ordinal";
}

const char *vb_claim_bound_name(vb_claim_bound bound) {
  static const char *const names[] = {"exactly", "at least", "at most", "about"};
  return names[bound];
}
