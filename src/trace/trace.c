#include "trace/trace.h"

#include <stdlib.h>

#include "archive/sql.h"
#include "trace/belief.h"
#include "trace/carried.h"
#include "trace/copied.h"
#include "trace/named.h"
#include "trace/reported.h"
#include "trace/voice.h"

enum {
  TEXTS_BYTES = 512 << 20,
  NOTABLE_WORDS = 4,   /* what is quoted of nobody must be so long, or be found */
  CARRIED_LOOKS = 32,  /* quotations of others that are traced for one article's */
  REPORTED_LOOKS = 32, /* whole texts that are looked through for one article's reported speech */
  SPEAKERS = 256,      /* whose texts are known from what one article quotes */
  FORM_WORDS = 30,     /* a name or number that differs in no more makes another event of it */
};

struct vb_tracer {
  vb_archive *archive;
  const vb_language *language;
  vb_texts *texts;
  vb_style style;
  uint64_t n_articles;
};

int vb_tracer_open(vb_tracer **out, vb_archive *archive, const vb_lexicon *lexicon,
                   const vb_language *language, vb_tracer_options options, vb_error *error) {
  *out = NULL;
  vb_tracer *t = calloc(1, sizeof *t);
  if (!t) return vb_fail(error, VB_MEMORY, "out of memory");
  t->archive = archive, t->language = language, t->style = options.style;
  int bad = vb_texts_open(&t->texts, archive, lexicon, language,
                          options.bytes ? options.bytes : TEXTS_BYTES, error);
  if (bad) {
    free(t);
    return bad;
  }
  *out = t;
  return VB_OK;
}

void vb_tracer_close(vb_tracer *tracer) {
  if (!tracer) return;
  vb_texts_close(tracer->texts);
  free(tracer);
}

/* ---- asking the index */

static int ask_field(const vb_tracer *t, vb_asked *asked, vb_field_kind field, int caption,
                     vb_arena *out, vb_arena scratch, vb_error *error) {
  vb_asked_field f = {
      .field = field, .caption = caption, .text = vb_field_text(asked->article, field, caption)};
  if (!f.text.n) return VB_OK;
  f.words = vb_folded_words_make(f.text, out, scratch);
  return vb_asked_look_up(t->archive, asked, f, 0, f.words.n, out, scratch, error);
}

/* The texts that have most in common with the article, but for itself and what came later. */
static vb_candidates pool_of(const vb_tracer *t, const vb_asked *asked, const vb_asked_field *text,
                             vb_arena *out, vb_arena scratch) {
  vb_candidates all =
      vb_candidates_find(text->uses, 0, text->n_uses, false, 2 * VB_CANDIDATES, out, scratch);
  ptrdiff_t n = 0;
  for (ptrdiff_t i = 0; i < all.n && n < VB_CANDIDATES; i++) {
    const vb_text *held = vb_texts_get(t->texts, all.v[i].text, scratch);
    if (!held || vb_str_eq(held->article.id, asked->article->id)) continue;
    if (vb_sources_is_later(held->article.published, asked->article->published)) continue;
    all.v[n++] = all.v[i];
  }
  all.n = n;
  return all;
}

static int ask(const vb_tracer *t, vb_asked *asked, vb_arena *out, vb_arena scratch,
               vb_error *error) {
  asked->itself = (vb_text){.article = *asked->article,
                            .agency = vb_folded_words_make(asked->article->agency, out, scratch),
                            .outlet = vb_folded_words_make(asked->article->outlet, out, scratch)};
  int bad = ask_field(t, asked, VB_FIELD_TEXT, 0, out, scratch, error);
  if (!bad) bad = ask_field(t, asked, VB_FIELD_TITLE, 0, out, scratch, error);
  if (!bad) bad = ask_field(t, asked, VB_FIELD_SUBTITLE, 0, out, scratch, error);
  for (int i = 0; i < asked->article->captions.n && i < VB_ANALYSED_CAPTIONS && !bad; i++)
    bad = ask_field(t, asked, VB_FIELD_CAPTION, i, out, scratch, error);
  const vb_asked_field *text = vb_asked_field_of(asked, VB_FIELD_TEXT, 0);
  if (!bad && text) asked->pool = pool_of(t, asked, text, out, scratch);
  return bad;
}

static bool has_speaker(const vb_asked *asked, vb_arena scratch) {
  for (ptrdiff_t i = 0; i < asked->statements->n; i++)
    if (vb_asked_person(asked->language, &asked->statements->v[i], &scratch)) return true;
  return false;
}

static void learn_persons(const vb_tracer *t, vb_asked *asked, vb_arena *out, vb_arena scratch) {
  if (!asked->pool.n) return;               /* nobody's text is held */
  if (!has_speaker(asked, scratch)) return; /* with whom they would be compared */
  vb_named_find(t->language, asked->article->text, &asked->persons, out, scratch);
  for (ptrdiff_t i = 0; i < asked->statements->n && asked->persons.n < VB_ASKED_PERSONS; i++) {
    const vb_name *name = vb_asked_person(t->language, &asked->statements->v[i], out);
    if (name) vb_asked_add_person(&asked->persons, name, out);
  }
}

/* ---- what the quotations of an article tell of one another */

/* How many words of the article's other quotations each text holds. */
static void pool(vb_soughts *all) {
  vb_holders_pool(all);
  for (ptrdiff_t i = 0; i < all->n; i++)
    for (ptrdiff_t k = 0; k < all->v[i].n; k++) {
      vb_held *h = &all->v[i].held[k];
      h->facts.pool = h->text->pool - vb_belief_pool(&all->v[i], h);
    }
  vb_holders_forget_pool(all);
}

/* Who speaks, and a text of whom that surely is. */
typedef struct {
  const vb_name *speaker;
  const vb_held *held;
} spoken;
VB_SLICE_TYPE(spokens, spoken);

/* A text of somebody whose name meets the speaker's so well.  NULL: none is held. */
static const vb_held *text_of(const spokens *known, const vb_name *speaker, vb_names_match least) {
  for (ptrdiff_t i = 0; speaker && i < known->n; i++)
    if (vb_names_compare(speaker, known->v[i].speaker) >= least) return known->v[i].held;
  return NULL;
}

/* The primaries of quotations, the first of each speaker: all are asked for each quotation, so
 * there are only so many. */
static spokens spoken_of(const vb_soughts *all, const vb_origin *origins, vb_arena *out) {
  spokens known = {0};
  for (ptrdiff_t i = 0; i < all->n && known.n < SPEAKERS; i++) {
    const vb_sought *s = &all->v[i];
    if (!s->speaker || origins[i].primary < 0) continue;
    const vb_held *h = &s->held[origins[i].primary];
    if (h->facts.speaker == VB_NO || !vb_belief_is_sure(h)) continue;
    if (!text_of(&known, s->speaker, VB_NAMES_SAME))
      *vb_push(out, &known) = (spoken){s->speaker, h};
  }
  return known;
}

/* Is a text of the speaker held that has not even the like of it? */
static bool is_missed(const spokens *known, const vb_sought *s) {
  const vb_held *h = vb_belief_may_miss(s) ? text_of(known, s->speaker, VB_NAMES_PART) : NULL;
  return h && h->text != s->nearest.text;
}

/* What nobody is found to have released, but somebody carries. */
static int find_carried(vb_tracer *t, const vb_asked *asked, vb_soughts *all, vb_origin *origins,
                        vb_arena *out, vb_arena scratch, vb_error *error) {
  int looks = CARRIED_LOOKS;
  for (ptrdiff_t i = 0; i < all->n && looks; i++) {
    vb_sought *s = &all->v[i];
    if (s->subject.telling != VB_TELLING_QUOTED || origins[i].primary >= 0 || !s->n) continue;
    bool found;
    int bad =
        vb_carried_find(t->archive, asked, all, s, ++t->n_articles, &found, out, scratch, error);
    if (bad) return bad;
    looks--;
    if (!found) continue;
    vb_holders_cite(asked, s, scratch);
    origins[i] = vb_holders_choose(s, out);
  }
  return VB_OK;
}

/* What is reported of a speaker whose text is known from what is quoted. */
static void find_reported(const vb_asked *asked, vb_soughts *all, vb_origin *origins, vb_arena *out,
                          vb_arena scratch) {
  int looks = REPORTED_LOOKS;
  spokens known = spoken_of(all, origins, &scratch);
  for (ptrdiff_t i = 0; i < all->n && looks; i++) {
    vb_sought *s = &all->v[i];
    if (s->subject.telling != VB_TELLING_REPORTED || origins[i].primary >= 0) continue;
    const vb_held *held = text_of(&known, s->speaker, VB_NAMES_PART);
    if (!held) continue;
    looks--;
    if (vb_reported_find(asked, held, s, out, scratch)) origins[i] = vb_holders_choose(s, out);
  }
}

/* ---- rows */

static const vb_article *shown(const vb_tracer *t, vb_text *text) {
  vb_texts_know(t->texts, text);
  return &text->article;
}

static void judge_found(const vb_tracer *t, const vb_asked *asked, const vb_sought *s,
                        const vb_origin *origin, vb_trace *row, vb_arena *out, vb_arena scratch) {
  vb_held *h = &s->held[origin->primary];
  bool tied = vb_belief_is_tied(asked->article, s, h);
  vb_verdict_facts facts = {.telling = s->subject.telling,
                            .text_held = VB_YES,
                            .same_speaker = vb_belief_speaker(s, h),
                            .other_translation = origin->other_translation ? VB_YES : VB_NO,
                            .documents = tied ? 0 : s->documents,
                            .tied = tied ? VB_YES : VB_NO,
                            .carried = h->carried,
                            .unclosed = s->subject.unclosed,
                            .style = t->style};
  row->edits = vb_edits_make(&s->wording, &h->window, &h->alignment, out, scratch);
  row->judgement =
      vb_verdict_judge(&s->wording, &h->window, &h->alignment, &row->edits, &facts, scratch);
  row->source_spans = vb_edits_source_spans(&h->window, &h->alignment, out);
  row->source = shown(t, h->text);
}

static bool is_traced(vb_trace_verdict v) {
  return v != VB_TRACED_AMBIGUOUS && v != VB_TRACED_NOT_FOUND &&
         v != VB_TRACED_SOURCE_NOT_IN_ARCHIVE;
}

static vb_trace row_of(const vb_tracer *t, const vb_asked *asked, const vb_sought *s,
                       const vb_origin *origin, bool held, vb_arena *out, vb_arena scratch) {
  const vb_subject *subject = &s->subject;
  vb_trace row = {.field = subject->field,
                  .caption = subject->caption,
                  .span = subject->span,
                  .telling = subject->telling,
                  .statement = subject->statement,
                  .documents = s->documents};
  if (origin->primary >= 0) judge_found(t, asked, s, origin, &row, out, scratch);
  if (origin->primary < 0 || !is_traced(row.judgement.verdict)) {
    row.source = NULL;
    row.source_spans = (vb_spans){0};
    row.edits = (vb_edits){0};
    row.judgement.flags = subject->unclosed ? VB_FLAG_UNCLOSED : 0;
  }
  if (origin->primary < 0)
    row.judgement.verdict = held ? VB_TRACED_NOT_FOUND : VB_TRACED_SOURCE_NOT_IN_ARCHIVE;
  if (origin->earliest >= 0) {
    row.earliest = shown(t, s->held[origin->earliest].text);
    row.earliest_span = s->held[origin->earliest].span;
  } else if (!row.source && s->nearest.text) {
    row.nearest = shown(t, s->nearest.text);
    row.nearest_span = s->nearest.span;
  }
  if (row.judgement.verdict == VB_TRACED_AMBIGUOUS) return row;
  for (ptrdiff_t i = 0; i < origin->hops.n; i++)
    *vb_push(out, &row.hops) = shown(t, s->held[origin->hops.v[i]].text);
  return row;
}

/* The same sentences with other names, numbers and days are a form that was filled in anew; one in
 * a long passage is a slip. */
static bool tells_another_event(const vb_sought *s, const vb_trace *row) {
  ptrdiff_t others = 0;
  for (ptrdiff_t i = 0; i < row->edits.n; i++) {
    vb_change change = row->edits.v[i].change;
    others += change == VB_CHANGE_NAME || change == VB_CHANGE_NUMBER || change == VB_CHANGE_DATE;
  }
  return others * FORM_WORDS > s->wording.words.n;
}

/* Of nobody's few words, and of speech and copies without a source, nothing is to be said. */
static bool is_shown(const vb_sought *s, const vb_trace *row) {
  bool quoted = s->subject.telling == VB_TELLING_QUOTED;
  if (!quoted && row->judgement.verdict == VB_TRACED_MISATTRIBUTED) return false;
  if (s->subject.telling == VB_TELLING_UNQUOTED && tells_another_event(s, row)) return false;
  if (is_traced(row->judgement.verdict)) return true;
  if (!quoted) return false;
  return s->subject.statement || s->end - s->start >= NOTABLE_WORDS;
}

static int in_text_order(const void *a, const void *b) {
  const vb_trace *x = a, *y = b;
  if (x->field != y->field) return x->field < y->field ? -1 : 1;
  if (x->caption != y->caption) return x->caption < y->caption ? -1 : 1;
  if (x->span.start != y->span.start) return x->span.start < y->span.start ? -1 : 1;
  return (x->span.end < y->span.end) - (x->span.end > y->span.end);
}

/* ---- paragraphs */

/* Where a row's words begin in its source. */
typedef struct {
  const vb_article *source;
  ptrdiff_t byte;
  vb_trace *row;
} beginning;

static int by_source(const void *a, const void *b) {
  const beginning *x = a, *y = b;
  if (x->source != y->source) return (uintptr_t)x->source < (uintptr_t)y->source ? -1 : 1;
  return (x->byte > y->byte) - (x->byte < y->byte);
}

/* How many paragraphs end between *at and `byte`, where it is then. */
static ptrdiff_t count_breaks(vb_str text, ptrdiff_t *at, ptrdiff_t byte) {
  vb_str before = vb_str_slice(text, 0, byte > 0 ? byte - 1 : 0);
  ptrdiff_t n = 0;
  for (ptrdiff_t line; (line = vb_str_find_char(before, '\n', *at)) >= 0;) {
    bool blank = text.p[line + 1] == '\n';
    n += blank;
    *at = line + 1 + blank;
  }
  if (*at < before.n) *at = before.n; /* there a blank line may begin */
  return n;
}

/* Of all rows together, so that a long source with many is read once. */
static void number_paragraphs(vb_traces *traces, vb_arena scratch) {
  beginning *all = VB_NEW_N(&scratch, beginning, traces->n);
  ptrdiff_t n = 0, at = 0, number = 1;
  for (ptrdiff_t i = 0; i < traces->n; i++) {
    vb_trace *row = &traces->v[i];
    ptrdiff_t byte = row->source_spans.n ? row->source_spans.v[0].start : 0;
    if (row->source) all[n++] = (beginning){row->source, byte, row};
  }
  if (n) qsort(all, (size_t)n, sizeof *all, by_source);
  for (ptrdiff_t i = 0; i < n; i++) {
    if (i && all[i].source != all[i - 1].source) at = 0, number = 1;
    number += count_breaks(all[i].source->text, &at, all[i].byte);
    all[i].row->paragraph = number;
  }
}

/* ---- all */

static void seek(const vb_asked *asked, const vb_subjects *subjects, vb_soughts *all, vb_arena *out,
                 vb_arena scratch) {
  for (ptrdiff_t i = 0; i < subjects->n; i++) {
    vb_sought s = vb_holders_find(asked, &subjects->v[i], out, scratch);
    *vb_push(out, all) = s;
  }
}

static int put_rows(vb_tracer *t, const vb_asked *asked, vb_soughts *all, bool every,
                    vb_traces *traces, vb_arena *out, vb_arena scratch, vb_error *error) {
  vb_origin *origins = VB_NEW_N(&scratch, vb_origin, all->n);
  pool(all);
  for (ptrdiff_t i = 0; i < all->n; i++) {
    vb_holders_believe(asked, &all->v[i], scratch);
    origins[i] = vb_holders_choose(&all->v[i], out);
  }
  int bad = find_carried(t, asked, all, origins, out, scratch, error);
  if (bad) return bad;
  find_reported(asked, all, origins, out, scratch);
  spokens known = spoken_of(all, origins, &scratch);
  for (ptrdiff_t i = 0; i < all->n; i++) {
    bool held = origins[i].primary < 0 && is_missed(&known, &all->v[i]);
    vb_trace row = row_of(t, asked, &all->v[i], &origins[i], held, out, scratch);
    if (every || is_shown(&all->v[i], &row)) *vb_push(out, traces) = row;
  }
  if (!every && traces->n) qsort(traces->v, (size_t)traces->n, sizeof *traces->v, in_text_order);
  number_paragraphs(traces, scratch);
  return VB_OK;
}

static int trace(vb_tracer *t, const vb_article *article, const vb_statements *statements,
                 const vb_evidences *given, vb_traces *traces, vb_arena *out, vb_arena scratch,
                 vb_error *error) {
  vb_asked asked = {.article = article,
                    .number = ++t->n_articles,
                    .language = t->language,
                    .statements = statements,
                    .every = given != NULL,
                    .texts = t->texts,
                    .senses = vb_texts_senses(t->texts, article->language)};
  vb_soughts all = {0};
  *traces = (vb_traces){0};
  vb_texts_trim(t->texts);
  int bad = ask(t, &asked, out, scratch, error);
  if (bad) return bad;
  learn_persons(t, &asked, out, scratch);
  vb_subjects subjects =
      given ? vb_subjects_given(t->language, article, statements, given, out, scratch)
            : vb_subjects_find(t->language, article, statements, out, scratch);
  seek(&asked, &subjects, &all, out, scratch);
  if (!given) {
    vb_subjects copied = vb_copied_find(&asked, &all, out, scratch);
    seek(&asked, &copied, &all, out, scratch);
  }
  return put_rows(t, &asked, &all, given != NULL, traces, out, scratch, error);
}

/* All that is read of the archive is of one moment, however the trace ends. */
int vb_trace_article(vb_tracer *t, const vb_article *article, const vb_statements *statements,
                     const vb_evidences *given, vb_traces *traces, vb_arena *out, vb_arena scratch,
                     vb_error *error) {
  vb_arena_guard guard;
  vb_arena mine = *out;
  mine.guard = scratch.guard = &guard;
  bool begun = vb_sql_begin_reading(t->archive);
  int bad = VB_OK;
  bool enough = VB_ARENA_TRY(&guard);
  if (enough) {
    bad = trace(t, article, statements, given, traces, &mine, scratch, error);
    if (!bad) bad = vb_sql_failed(t->archive, error); /* what could not be read is not "not held" */
    out->beg = mine.beg;
  }
  vb_sql_end_reading(t->archive, begun);
  if (!enough) vb_arena_give_up(out);
  return bad;
}
