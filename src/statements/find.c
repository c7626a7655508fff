/* Finding: drafts of each field become statements, with spans in bytes and actors. */
#include "statements/chain.h"
#include "statements/quoting.h"
#include "statements/speaker.h"

static vb_span bytes_of(const vb_analysed_field *f, vb_token_range r) {
  if (vb_range_empty(r)) return (vb_span){0, 0};
  return (vb_span){f->tokens.v[r.start].span.start, f->tokens.v[r.end - 1].span.end};
}

/* A field with what is said in it. */
typedef struct {
  vb_clause_view view;
  vb_drafts drafts;
} drafted_field;
VB_SLICE_TYPE(drafted_fields, drafted_field);

typedef struct {
  const vb_statement_grammar *grammar;
  vb_speakers speakers;
  drafted_fields fields;
  ptrdiff_t n_drafts; /* of all fields, that are no statements yet */
  vb_statements found;
  vb_arena *out;
} finder;

static void draft(finder *f, const vb_analysed_field *field, vb_arena *work) {
  if (!field->tokens.n) return;
  vb_clause_view view = vb_clause_view_make(f->grammar, field, work);
  vb_drafts drafts = vb_quoting_draft(&view, work);
  *vb_push(work, &f->fields) = (drafted_field){view, drafts};
  f->n_drafts += drafts.n;
}

/* "Tip: Begin early.", "Costa: We agree.": the label of a turn is a name, in capitals or an
 * interviewer's. */
static bool speaks_by_turns(const finder *f, const vb_clause_view *view, const vb_draft *d,
                            vb_arena scratch) {
  if (!(d->flags & VB_STATEMENT_UNMARKED) || !vb_clause_mark(view, d->cue.start, ':')) return true;
  bool capitals = true, turn = false;
  for (ptrdiff_t i = d->source.start; i < d->source.end; i++) {
    const vb_token *t = &view->t.v[i];
    capitals &= t->kind != VB_TOKEN_WORD || (t->flags & VB_TOKEN_ALL_CAPS);
    turn |= vb_clause_is(view, i, VB_CLAUSE_TURN);
  }
  return capitals || turn || vb_speaker_known(&f->speakers, view, d->source, scratch);
}

/* `is_within`: somebody else says it, whose words "it" goes on to mean. */
static void add(finder *f, const vb_clause_view *view, const vb_draft *d, bool is_within,
                vb_arena *work) {
  f->n_drafts--;
  if (!speaks_by_turns(f, view, d, *work)) return;
  const vb_analysed_field *field = view->field;
  vb_statement s = {
      .kind = d->kind, .field = field->field, .caption = field->caption, .flags = d->flags};
  s.spans.v = vb_arena_alloc_raw(f->out, sizeof *s.spans.v, _Alignof(vb_span), d->spans.n);
  for (s.spans.cap = d->spans.n; s.spans.n < d->spans.n; s.spans.n++)
    s.spans.v[s.spans.n] = bytes_of(field, d->spans.v[s.spans.n]);
  s.cue = bytes_of(field, d->cue);
  s.source = bytes_of(field, d->source);
  vb_speakers before = f->speakers;
  s.speaker = vb_actor_copy(vb_speaker_resolve(&f->speakers, view, d->source, work), f->out);
  if (is_within) f->speakers.voice = before.voice;
  vb_speakers other = f->speakers;
  s.addressee = vb_actor_copy(vb_speaker_resolve(&other, view, d->addressee, work), f->out);
  *vb_push(f->out, &f->found) = s;
}

/* Whether somebody says in another statement of the sentence that this one is made: "she said (that
 * he claims ...)". */
static bool is_reported(vb_drafts drafts, ptrdiff_t i) {
  const vb_draft *d = &drafts.v[i];
  for (ptrdiff_t k = i - 1; k >= 0 && drafts.v[k].unit == d->unit; k--)
    for (ptrdiff_t n = 0; n < drafts.v[k].spans.n; n++)
      if (drafts.v[k].spans.v[n].start <= d->cue.start && d->cue.end <= drafts.v[k].spans.v[n].end)
        return true;
  return false;
}

static bool is_hers(const vb_clause_view *view, vb_token_range source) {
  return source.end == source.start + 1 && vb_clause_is(view, source.start, VB_CLAUSE_POSSESSIVE);
}

/* Goes through the field with whom "he" and "it" mean; not further than the last statement. */
static void find_in(finder *f, const vb_clause_view *view, vb_drafts drafts, vb_arena *work) {
  ptrdiff_t i = 0;
  for (ptrdiff_t unit = 0; unit < view->units.n && f->n_drafts; unit++) {
    if (i == drafts.n || drafts.v[i].unit != unit)
      vb_speaker_note_subject(&f->speakers, view, view->units.v[unit], work);
    else if (is_hers(view, drafts.v[i].source)) /* "Ana Costa made her claim that" */
      vb_speaker_note_subject(&f->speakers, view, view->units.v[unit], work);
    for (; i < drafts.n && drafts.v[i].unit == unit; i++)
      add(f, view, &drafts.v[i], is_reported(drafts, i), work);
  }
}

vb_statements vb_statements_find(const vb_statement_grammar *grammar, const vb_analysis *analysis,
                                 vb_arena *out, vb_arena scratch) {
  finder f = {
      .grammar = grammar, .speakers = {.grammar = grammar, .analysis = analysis}, .out = out};
  draft(&f, &analysis->title, &scratch);
  draft(&f, &analysis->subtitle, &scratch);
  draft(&f, &analysis->text, &scratch);
  for (ptrdiff_t i = 0; i < analysis->captions.n; i++)
    draft(&f, &analysis->captions.v[i], &scratch);
  f.found.cap = f.n_drafts;
  f.found.v = vb_arena_alloc_raw(out, sizeof *f.found.v, _Alignof(max_align_t), f.found.cap);
  for (ptrdiff_t i = 0; i < f.fields.n; i++)
    find_in(&f, &f.fields.v[i].view, f.fields.v[i].drafts, &scratch);
  vb_chains_fill(analysis->article, f.found, out);
  return f.found;
}
