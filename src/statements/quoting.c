#include "statements/quoting.h"

#include "statements/letter.h"

enum { SPEECH_WORDS = 5, NAME_TOKENS = 6, AFTER_TOKENS = 24 };

typedef struct {
  const vb_clause_view *c;
  vb_drafts drafts;
  bool *covered;       /* by quote: does a draft hold it? */
  ptrdiff_t *draft_of; /* by quote: which one; -1 */
  ptrdiff_t unit;
  ptrdiff_t hint, quote; /* the first of the view that may stand in the unit or behind it */
  bool led_on;           /* the unit before ended with a colon */
  vb_token_range leader; /* and this is who may be quoted; see leader_of */
  bool leader_sought;
  ptrdiff_t leader_unit; /* of the last unit with words of its own; -1 */
  vb_arena *out;
} drafter;

static ptrdiff_t count_words(const vb_clause_view *c, vb_token_range r) {
  ptrdiff_t n = 0;
  for (ptrdiff_t i = r.start; i < r.end; i++) n += c->t.v[i].kind != VB_TOKEN_PUNCT;
  return n;
}

static void note_quotes(drafter *d, const vb_draft *draft, vb_token_range r) {
  for (ptrdiff_t i = r.start; i < r.end; i = vb_clause_next(d->c, i)) {
    int quote = d->c->words[i].quote;
    if (quote < 0 || d->covered[quote]) continue;
    d->covered[quote] = true;
    d->draft_of[quote] = draft - d->drafts.v;
  }
}

/* Do all words of the range stand in quotation marks, or none? */
static vb_statement_kind kind_of(const vb_clause_view *c, vb_token_range r) {
  ptrdiff_t inside = 0, all = 0;
  for (ptrdiff_t i = r.start; i < r.end; i++) {
    if (c->t.v[i].kind == VB_TOKEN_PUNCT) continue;
    all++;
    inside += c->words[i].quote >= 0;
  }
  if (!inside) return VB_STATEMENT_INDIRECT;
  return inside == all ? VB_STATEMENT_DIRECT : VB_STATEMENT_MIXED;
}

/* Pieces of one statement stand in text order; what is in it already is not told twice. */
static void add_span(drafter *d, vb_draft *draft, vb_token_range r) {
  ptrdiff_t behind = draft->spans.n ? draft->spans.v[draft->spans.n - 1].end : 0;
  if (!vb_range_empty(r) && r.start >= behind) *vb_push(d->out, &draft->spans) = r;
}

/* The quotations of a range, each without its marks. */
static void add_quoted(drafter *d, vb_draft *draft, vb_token_range r) {
  for (ptrdiff_t i = r.start; i < r.end; i = vb_clause_next(d->c, i)) {
    const vb_quoted *q = vb_clause_quote(d->c, i);
    if (!q) continue;
    add_span(d, draft, q->inner);
    if (q->unclosed) draft->flags |= VB_STATEMENT_UNCLOSED;
  }
}

static vb_statement_kind join_kinds(vb_statement_kind a, vb_statement_kind b) {
  return a == b ? a : VB_STATEMENT_MIXED;
}

/* "spoke on "Morning in Fictia"": the name of something, and nothing that was said. */
static bool only_title(const vb_clause_view *c, const vb_attribution *a) {
  const vb_quoted *q = vb_clause_quote(c, a->content[0].start);
  return a->n_content == 1 && q && a->content[0].start == q->tokens.start &&
         a->content[0].end == q->tokens.end && vb_clause_is_title(c, q);
}

static void draft_attribution(drafter *d, const vb_attribution *a) {
  if (!a->n_content || only_title(d->c, a)) return;
  vb_draft draft = {.cue = a->cue, .source = a->source, .addressee = a->addressee, .unit = d->unit};
  draft.kind = kind_of(d->c, a->content[0]);
  for (int k = 1; k < a->n_content; k++)
    draft.kind = join_kinds(draft.kind, kind_of(d->c, a->content[k]));
  for (int k = 0; k < a->n_content; k++) {
    if (draft.kind == VB_STATEMENT_DIRECT && !a->unmarked)
      add_quoted(d, &draft, a->content[k]);
    else
      add_span(d, &draft, a->content[k]);
  }
  if (!draft.spans.n) return;
  if (a->unmarked) {
    draft.kind = VB_STATEMENT_DIRECT;
    draft.flags |= VB_STATEMENT_UNMARKED;
  }
  *vb_push(d->out, &d->drafts) = draft;
  for (int k = 0; k < a->n_content; k++)
    note_quotes(d, &d->drafts.v[d->drafts.n - 1], a->content[k]);
}

/* Are there words outside quotation marks in the unit? */
static bool has_words_outside(const vb_clause_view *c, vb_token_range unit) {
  for (ptrdiff_t i = unit.start; i < unit.end; i = vb_clause_next(c, i))
    if (c->words[i].quote < 0 && c->t.v[i].kind != VB_TOKEN_PUNCT) return true;
  return false;
}

/* Whom the last unit with words of its own told of.  Sought when somebody asks. */
static vb_token_range leader_of(drafter *d) {
  if (d->leader_sought || d->leader_unit < 0) return d->leader;
  vb_token_range unit = d->c->units.v[d->leader_unit];
  vb_unit u = {.c = d->c, .unit = unit, .done = unit.start};
  d->leader_sought = true;
  return d->leader = vb_source_first(&u);
}

/* A sentence of its own, or long enough to be somebody's words. */
static bool is_speech(const vb_clause_view *c, const vb_quoted *q) {
  if (vb_range_empty(q->inner)) return false;
  bool ends =
      vb_clause_ends_sentence(c, q->inner.end - 1) || vb_clause_mark(c, q->inner.end - 1, ',');
  bool begins = c->t.v[q->inner.start].flags & VB_TOKEN_CAPITAL;
  ptrdiff_t n = count_words(c, q->inner);
  return n >= SPEECH_WORDS || (ends && begins && n > 1);
}

/* The statement that a quotation without words around it goes on with. */
static vb_draft *before_it(drafter *d, const vb_quoted *q) {
  if (q->continues >= 0 && d->draft_of[q->continues] >= 0)
    return &d->drafts.v[d->draft_of[q->continues]];
  for (ptrdiff_t i = d->drafts.n - 1; i >= 0; i--)
    if (d->drafts.v[i].kind != VB_STATEMENT_INDIRECT) return &d->drafts.v[i];
  return d->drafts.n ? &d->drafts.v[d->drafts.n - 1] : NULL;
}

static void draft_alone(drafter *d, ptrdiff_t quote) {
  const vb_quoted *q = &d->c->quotes.v[quote];
  if (vb_clause_is_title(d->c, q) && q->continues < 0) return; /* a heading */
  vb_draft *before = before_it(d, q);
  bool paragraph = d->c->t.v[q->tokens.start].flags & VB_TOKEN_PARAGRAPH;
  bool said_behind = before && before->kind == VB_STATEMENT_MIXED && before->unit == d->unit - 1 &&
                     before->cue.start > before->spans.v[0].start;
  bool told = !paragraph && q->continues < 0 && before && before->unit < d->unit - 1 &&
              d->leader_unit == d->unit - 1 && !vb_range_empty(leader_of(d));
  bool joins = before && (q->continues >= 0 || !paragraph) && !d->led_on && !told &&
               (before->kind == VB_STATEMENT_DIRECT || said_behind);
  if (joins) {
    add_span(d, before, q->inner);
    if (q->unclosed) before->flags |= VB_STATEMENT_UNCLOSED;
  } else {
    vb_draft draft = {.kind = VB_STATEMENT_DIRECT, .unit = d->unit};
    if (d->led_on || told || (!before && !vb_range_empty(leader_of(d))))
      draft.source = leader_of(d); /* of the sentence before, in which nothing is quoted */
    else if (before)
      draft.source = before->source;
    if (q->unclosed) draft.flags |= VB_STATEMENT_UNCLOSED;
    add_span(d, &draft, q->inner);
    before = vb_push(d->out, &d->drafts);
    *before = draft;
  }
  d->covered[quote] = true;
  d->draft_of[quote] = before - d->drafts.v;
}

/* "Ana Costa: "..."": the name right before a colon, or "From the report:". */
static vb_token_range before_colon(const vb_unit *u, ptrdiff_t colon) {
  const vb_clause_view *c = u->c;
  ptrdiff_t start = colon;
  while (start > u->unit.start && outside(c, start - 1) && colon - start < NAME_TOKENS &&
         (c->t.v[start - 1].flags & VB_TOKEN_CAPITAL))
    start--;
  bool name = colon - start > 1 || (colon > start && start == u->unit.start);
  if (name && start > u->unit.start && vb_clause_is(c, start - 1, VB_CLAUSE_PREPOSITION))
    name = vb_token_is(&c->t.v[start - 1], VB_S("from"));
  if (name) return (vb_token_range){start, colon};
  for (ptrdiff_t i = colon - 1; i >= u->unit.start && i > colon - NAME_TOKENS; i--)
    if (outside(c, i) && vb_token_is(&c->t.v[i], VB_S("from")))
      return (vb_token_range){i + 1, colon};
  return (vb_token_range){0, 0};
}

/* ""...!" the pilot roared": the subject of whatever verb follows the quotation. */
static vb_token_range behind_it(const vb_unit *u, const vb_quoted *q) {
  const vb_clause_view *c = u->c;
  if (vb_range_empty(q->inner) || vb_clause_mark(c, q->inner.end - 1, '.'))
    return (vb_token_range){0, 0};
  vb_unit rest = *u;
  rest.unit.start = rest.done = q->tokens.end;
  for (ptrdiff_t i = q->tokens.end; i < u->unit.end && i < q->tokens.end + AFTER_TOKENS; i++) {
    if (!outside(c, i) || vb_clause_is(c, i, VB_CLAUSE_WHEN)) break;
    if (i == q->tokens.end || !vb_clause_is_finite(c, i)) continue;
    vb_token_range source = vb_source_of(&rest, i);
    if (!vb_range_empty(source)) return source;
  }
  return (vb_token_range){0, 0};
}

/* A quotation inside a sentence that has no cue for it. */
static void draft_inside(drafter *d, ptrdiff_t quote, vb_token_range unit) {
  const vb_quoted *q = &d->c->quotes.v[quote];
  if (!is_speech(d->c, q) || vb_clause_is_title(d->c, q)) return;
  vb_unit u = {.c = d->c, .unit = unit, .done = unit.start};
  ptrdiff_t before = q->tokens.start - 1;
  vb_draft draft = {.kind = VB_STATEMENT_DIRECT, .unit = d->unit};
  bool colon = before >= unit.start && outside(d->c, before) && vb_clause_mark(d->c, before, ':');
  draft.source = colon ? before_colon(&u, before) : behind_it(&u, q);
  if (vb_range_empty(draft.source)) draft.source = vb_source_first(&u);
  if (q->unclosed) draft.flags |= VB_STATEMENT_UNCLOSED;
  add_span(d, &draft, q->inner);
  *vb_push(d->out, &d->drafts) = draft;
  d->covered[quote] = true;
  d->draft_of[quote] = d->drafts.n - 1;
}

static void draft_quotes(drafter *d, vb_token_range unit) {
  const vb_quoteds *quotes = &d->c->quotes;
  while (d->quote < quotes->n && quotes->v[d->quote].tokens.start < unit.start) d->quote++;
  if (d->quote == quotes->n || quotes->v[d->quote].tokens.start >= unit.end) return;
  bool alone = !has_words_outside(d->c, unit);
  for (; d->quote < quotes->n && quotes->v[d->quote].tokens.start < unit.end; d->quote++) {
    if (d->covered[d->quote] || vb_range_empty(quotes->v[d->quote].inner)) continue;
    if (alone)
      draft_alone(d, d->quote);
    else
      draft_inside(d, d->quote, unit);
  }
}

static void note_lead(drafter *d, vb_token_range unit, const vb_attributions *found) {
  const vb_clause_view *c = d->c;
  ptrdiff_t last = unit.end - 1;
  d->led_on = c->words[last].quote < 0 && vb_clause_mark(c, last, ':');
  if (!has_words_outside(c, unit)) return;
  d->leader_unit = d->unit;
  d->leader_sought = found->n > 0;
  if (found->n) d->leader = found->v[found->n - 1].source;
}

/* Does the unit lead to a text of its own: "The message said:"? */
static bool leads_to_letter(const drafter *d, vb_token_range unit, const vb_attributions *found) {
  ptrdiff_t next = d->unit + 1;
  if (!d->led_on || next >= d->c->units.n) return false;
  if (!(d->c->t.v[d->c->units.v[next].start].flags & VB_TOKEN_PARAGRAPH)) return false;
  if (found->n && found->v[found->n - 1].leads_on) return true;
  for (ptrdiff_t i = unit.start; i < unit.end; i++)
    if (vb_clause_is(d->c, i, VB_CLAUSE_DOCUMENT)) return true;
  return false;
}

/* A letter without marks behind the unit; goes to its last unit. */
static void draft_letter(drafter *d, const vb_attributions *found) {
  ptrdiff_t next;
  vb_token_range letter = vb_letter_behind(d->c, d->unit, &next);
  if (vb_range_empty(letter)) return;
  vb_draft draft = {.kind = VB_STATEMENT_DIRECT,
                    .flags = VB_STATEMENT_UNMARKED,
                    .unit = d->unit,
                    .source = leader_of(d)};
  if (found->n) draft.cue = found->v[found->n - 1].cue;
  add_span(d, &draft, letter);
  *vb_push(d->out, &d->drafts) = draft;
  d->unit = next - 1;
}

/* The hints of the next unit. */
static vb_indices hints_of(drafter *d, vb_token_range unit) {
  vb_indices all = d->c->hints;
  while (d->hint < all.n && all.v[d->hint] < unit.start) d->hint++;
  ptrdiff_t first = d->hint;
  while (d->hint < all.n && all.v[d->hint] < unit.end) d->hint++;
  return (vb_indices){d->hint > first ? all.v + first : NULL, d->hint - first, 0};
}

vb_drafts vb_quoting_draft(const vb_clause_view *c, vb_arena *out) {
  drafter d = {.c = c, .out = out, .leader_unit = -1};
  d.covered = VB_NEW_N(out, bool, c->quotes.n);
  d.draft_of = VB_NEW_N(out, ptrdiff_t, c->quotes.n);
  for (ptrdiff_t q = 0; q < c->quotes.n; q++) d.draft_of[q] = -1;
  vb_attributions found = {0};
  for (d.unit = 0; d.unit < c->units.n; d.unit++) {
    vb_token_range unit = c->units.v[d.unit];
    found.n = 0;
    vb_attributions_find(c, unit, hints_of(&d, unit), &found, out);
    for (ptrdiff_t i = 0; i < found.n; i++) draft_attribution(&d, &found.v[i]);
    draft_quotes(&d, unit);
    note_lead(&d, unit, &found);
    if (leads_to_letter(&d, unit, &found)) draft_letter(&d, &found);
  }
  return d.drafts;
}
