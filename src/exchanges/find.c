/* Finding: goes through an article's sentences, the title's first, whose exchanges are joined last:
 * titles name few, and the text says who is meant. */
#include "exchanges/find.h"
#include "exchanges/home.h"
#include "exchanges/segmented.h"

/* Could a pattern match here?  A form's noun, or a verb of calling or meeting. */
static bool has_trigger(const vb_grammar *g, vb_tokens tokens, vb_token_range range) {
  for (ptrdiff_t i = range.start; i < range.end; i++) {
    const vb_token *t = &tokens.v[i];
    if (t->kind != VB_TOKEN_WORD) continue;
    if (vb_phrases_at(g->xwords, tokens, i, range.end, VB_XWORD_FORM).n_tokens) return true;
    if (vb_phrases_classes(g->verbs, t) & vb_patterns_triggers(g->patterns)) return true;
  }
  return false;
}

/* Notes where this stage's words can begin. */
static void mark(const vb_grammar *g, const vb_analysed_field *f) {
  vb_phrases_mark(g->xwords, f->tokens);
  vb_phrases_mark(g->verbs, f->tokens);
}

/* Whom "he" means in the next sentence. */
static const vb_actor *subject_of(const vb_sentence *s, const vb_actor *before) {
  for (ptrdiff_t i = 0; i < s->actors.n; i++) {
    const vb_mention *m = &s->actors.v[i].list.v[0];
    if (m->kind == VB_MENTION_PERSON || m->kind == VB_MENTION_HOLDER) return &m->actor;
  }
  return before;
}

/* Whom "they" means in the next sentence: its subject, if that is a group. */
static vb_mentions group_of(const vb_sentence *s) {
  if (!s->actors.n) return (vb_mentions){0};
  vb_mentions list = s->actors.v[0].list;
  bool group = list.n > 1 || list.v[0].kind == VB_MENTION_ORGANISATION ||
               list.v[0].kind == VB_MENTION_HOLDER;
  return group ? list : (vb_mentions){0};
}

static void find_in(vb_finder *finder, const vb_analysed_field *f, vb_told_occasions *told,
                    vb_arena *work, vb_arena scratch) {
  const vb_grammar *g = finder->grammar;
  const vb_actor *subject = NULL;
  vb_mentions group = {0};
  vb_place place = {f->field, f->caption, f->tokens};
  for (ptrdiff_t s = 0; s < f->sentences.n; s++) {
    vb_sentence_context context = {g,       f->tokens,      f->times, finder->people,
                                   subject, finder->author, group};
    bool trigger = has_trigger(g, f->tokens, f->sentences.v[s]);
    vb_sentence sentence = vb_sentence_chunk(&context, f->sentences.v[s], work);
    subject = subject_of(&sentence, subject);
    group = group_of(&sentence);
    vb_occasions_note(finder, f->tokens, &sentence, told);
    if (!trigger) continue;
    vb_pattern_matches matches = vb_patterns_run(g->patterns, sentence.chunks, work, scratch);
    vb_interpret_sentence(finder, place, &sentence, matches, scratch);
  }
}

static bool any_trigger(const vb_grammar *g, const vb_analysed_field *f) {
  for (ptrdiff_t s = 0; s < f->sentences.n; s++)
    if (has_trigger(g, f->tokens, f->sentences.v[s])) return true;
  return false;
}

/* Everything that results point at is copied, so that the analysis itself may be scratch. */
static vb_exchanges keep(const vb_grammar *g, vb_exchanges found, vb_arena *out, vb_arena scratch) {
  vb_exchanges kept = {0};
  if (!found.n) return kept;
  const vb_occasion_keys *keys = vb_lazy_get(g->occasion_keys, NULL);
  for (ptrdiff_t i = 0; i < found.n; i++) {
    vb_exchange x = found.v[i];
    vb_actors *sides[] = {&x.from, &x.to};
    for (int s = 0; s < 2; s++) {
      vb_actors copy = {0};
      for (ptrdiff_t k = 0; k < sides[s]->n; k++) {
        vb_actor a = vb_actor_copy(sides[s]->v[k], out);
        *vb_push(out, &copy) = a;
      }
      *sides[s] = copy;
    }
    if (x.occasion.p) x.occasion = vb_str_copy(out, x.occasion);
    if (keys) x.occasion_key = vb_occasion_key(keys, &x, out, scratch);
    vb_evidences evidence = {0}, cues = {0};
    for (ptrdiff_t k = 0; k < x.evidence.n; k++) *vb_push(out, &evidence) = x.evidence.v[k];
    for (ptrdiff_t k = 0; k < x.cues.n; k++) *vb_push(out, &cues) = x.cues.v[k];
    x.evidence = evidence, x.cues = cues;
    *vb_push(out, &kept) = x;
  }
  return kept;
}

static void find_in_captions(vb_finder *finder, const vb_analysis *analysis,
                             vb_told_occasions *told, vb_arena *work, vb_arena scratch) {
  for (ptrdiff_t i = 0; i < analysis->captions.n; i++) {
    const vb_analysed_field *f = &analysis->captions.v[i];
    mark(finder->grammar, f);
    if (any_trigger(finder->grammar, f)) find_in(finder, f, told, work, scratch);
  }
}

vb_exchanges vb_exchanges_find(const vb_grammar *g, const vb_analysis *analysis, vb_arena *out,
                               vb_arena scratch) {
  /* two halves: what finding makes, and scratch for its steps */
  vb_arena work = scratch;
  work.end = scratch.beg = scratch.beg + (scratch.end - scratch.beg) / 2;
  const vb_segmented *segmented = vb_segmented_for(g, analysis->article->language);
  if (segmented) {
    vb_finder finder = {.article = analysis->article, .out = &work};
    vb_segmented_find(&finder, segmented, analysis, scratch);
    return keep(g, finder.found, out, scratch);
  }
  const vb_analysed_field *text = &analysis->text, *title = &analysis->title;
  mark(g, text);
  mark(g, title);
  bool letter = text->tokens.n && (text->tokens.v[0].begins[1] & VB_XWORD_SALUTATION);
  if (!any_trigger(g, text) && !any_trigger(g, title) && !letter) return (vb_exchanges){0};
  vb_finder finder = {
      .grammar = g, .article = analysis->article, .people = &analysis->people, .out = &work};
  vb_told_occasions told = {0};
  find_in(&finder, title, &told, &work, scratch);
  finder.author = vb_document_author(&finder, title->tokens);
  find_in(&finder, text, &told, &work, scratch);
  find_in_captions(&finder, analysis, &told, &work, scratch);
  vb_document_read(&finder, title->tokens, text->tokens, scratch);
  for (ptrdiff_t i = 0; i < finder.titles.n; i++)
    vb_found_join(&finder, finder.titles.v[i], (vb_exchange_hints){.brief = true}, scratch);
  vb_officials_keep(&finder, scratch);
  vb_occasions_fill(&finder, told, scratch);
  vb_homes_fill(&finder, text->tokens, scratch);
  return keep(g, finder.found, out, scratch);
}
