/* Finding: goes through an article's sentences, the title's first, whose exchanges are joined last:
 * titles name few, and the text says who is meant. */
#include "exchanges/find.h"
#include "exchanges/glue.h"
#include "exchanges/home.h"

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

typedef struct {
  vb_tokens tokens;
  vb_sentences sentences;
  vb_times times;
} field_text;

static field_text split(const vb_grammar *g, vb_str text, vb_arena *out) {
  field_text f = {.tokens = vb_tokens_make(g->words->abbreviations, text, out)};
  vb_phrases_mark(g->words->phrases, f.tokens);
  vb_phrases_mark(g->xwords, f.tokens);
  vb_phrases_mark(g->verbs, f.tokens);
  f.sentences = vb_sentences_make(f.tokens, out);
  return f;
}

static void learn_people(const vb_grammar *g, vb_people *people, const field_text *f,
                         vb_arena *out) {
  for (ptrdiff_t s = 0; s < f->sentences.n; s++) {
    vb_token_range range = f->sentences.v[s];
    for (ptrdiff_t i = range.start; i < range.end;) {
      vb_mention m;
      bool first = i == range.start;
      if (f->tokens.v[i].kind == VB_TOKEN_WORD &&
          vb_mention_parse(g->words, f->tokens, i, range.end, first, &m, out)) {
        vb_people_learn(people, &m, out);
        i = m.tokens.end > i ? m.tokens.end : i + 1;
      } else {
        i++;
      }
    }
  }
}

/* Whom "he" means in the next sentence. */
static const vb_actor *subject_of(const vb_sentence *s, const vb_actor *before) {
  for (ptrdiff_t i = 0; i < s->actors.n; i++) {
    const vb_mention *m = &s->actors.v[i].list.v[0];
    if (m->kind == VB_MENTION_PERSON || m->kind == VB_MENTION_HOLDER) return &m->actor;
  }
  return before;
}

static void find_in(vb_finder *finder, vb_place place, const field_text *f, const vb_people *people,
                    vb_told_occasions *told, vb_arena *work, vb_arena scratch) {
  const vb_grammar *g = finder->grammar;
  const vb_actor *subject = NULL;
  place.tokens = f->tokens;
  for (ptrdiff_t s = 0; s < f->sentences.n; s++) {
    vb_sentence_context context = {g, f->tokens, f->times, people, subject};
    bool trigger = has_trigger(g, f->tokens, f->sentences.v[s]);
    vb_sentence sentence = vb_sentence_chunk(&context, f->sentences.v[s], work);
    subject = subject_of(&sentence, subject);
    vb_occasions_note(finder, f->tokens, &sentence, told);
    if (!trigger) continue;
    vb_pattern_matches matches = vb_patterns_run(g->patterns, sentence.chunks, work, scratch);
    vb_interpret_sentence(finder, place, &sentence, matches, scratch);
  }
}

static bool any_trigger(const vb_grammar *g, const field_text *f) {
  for (ptrdiff_t s = 0; s < f->sentences.n; s++)
    if (has_trigger(g, f->tokens, f->sentences.v[s])) return true;
  return false;
}

/* Everything that results point at is copied, so that the analysis itself may be scratch. */
static void keep_actor(vb_actor *a, vb_arena *out) {
  vb_str *parts[] = {&a->name, &a->office, &a->country, &a->organisation};
  for (size_t i = 0; i < sizeof parts / sizeof *parts; i++)
    if (parts[i]->p) *parts[i] = vb_str_copy(out, *parts[i]);
}

static vb_exchanges keep(vb_exchanges found, vb_arena *out) {
  vb_exchanges kept = {0};
  for (ptrdiff_t i = 0; i < found.n; i++) {
    vb_exchange x = found.v[i];
    vb_actors *sides[] = {&x.from, &x.to};
    for (int s = 0; s < 2; s++) {
      vb_actors copy = {0};
      for (ptrdiff_t k = 0; k < sides[s]->n; k++) {
        vb_actor a = sides[s]->v[k];
        keep_actor(&a, out);
        *vb_push(out, &copy) = a;
      }
      *sides[s] = copy;
    }
    if (x.occasion.p) x.occasion = vb_str_copy(out, x.occasion);
    vb_evidences evidence = {0}, cues = {0};
    for (ptrdiff_t k = 0; k < x.evidence.n; k++) *vb_push(out, &evidence) = x.evidence.v[k];
    for (ptrdiff_t k = 0; k < x.cues.n; k++) *vb_push(out, &cues) = x.cues.v[k];
    x.evidence = evidence, x.cues = cues;
    *vb_push(out, &kept) = x;
  }
  return kept;
}

static void find_in_captions(vb_finder *finder, const vb_people *people, vb_told_occasions *told,
                             vb_arena *work, vb_arena scratch) {
  enum { MAX_CAPTIONS = 32 };
  const vb_grammar *g = finder->grammar;
  const vb_article *article = finder->article;
  for (int i = 0; i < article->captions.n && i < MAX_CAPTIONS; i++) {
    vb_str caption = article->captions.v[i];
    field_text f = split(g, caption, work);
    if (!any_trigger(g, &f)) continue;
    f.times = vb_times_find(g->times, caption, article->published, work);
    find_in(finder, (vb_place){.field = VB_FIELD_CAPTION, .caption = i}, &f, people, told, work,
            scratch);
  }
}

/* Learns the article's people and takes glued words apart, which shows more names, which take more
 * words apart.  In the end the text alone decides: titles and glued words mislead. */
static void know_people(const vb_grammar *g, vb_people *people, const field_text *title,
                        field_text *text, vb_arena *out) {
  learn_people(g, people, title, out);
  for (int round = 0; round < 2; round++) {
    learn_people(g, people, text, out);
    vb_tokens apart = vb_glue_split(g, text->tokens, people, out);
    if (apart.n == text->tokens.n) break;
    text->tokens = apart;
    text->sentences = vb_sentences_make(apart, out);
    people->persons = (vb_persons){0};
  }
  people->persons = (vb_persons){0};
  learn_people(g, people, text, out);
}

vb_exchanges vb_exchanges_find(const vb_grammar *g, const vb_article *article, vb_arena *out,
                               vb_arena scratch) {
  /* two halves: the analysis, and scratch for its steps */
  vb_arena work = scratch;
  work.end = scratch.beg = scratch.beg + (scratch.end - scratch.beg) / 2;
  field_text text = split(g, article->text, &work), title = split(g, article->title, &work);
  if (!any_trigger(g, &text) && !any_trigger(g, &title)) return (vb_exchanges){0};
  text.times = vb_times_find(g->times, article->text, article->published, &work);
  vb_people people = {.words = g->words, .name_words = &g->name_words};
  people.home = vb_words_state_of(g->words, article->agency);
  if (!people.home.n) people.home = vb_words_state_of(g->words, article->outlet);
  know_people(g, &people, &title, &text, &work);
  vb_finder finder = {.grammar = g, .article = article, .people = &people, .out = &work};
  vb_told_occasions told = {0};
  find_in(&finder, (vb_place){.field = VB_FIELD_TITLE}, &title, &people, &told, &work, scratch);
  find_in(&finder, (vb_place){.field = VB_FIELD_TEXT}, &text, &people, &told, &work, scratch);
  find_in_captions(&finder, &people, &told, &work, scratch);
  for (ptrdiff_t i = 0; i < finder.titles.n; i++)
    vb_found_join(&finder, finder.titles.v[i], (vb_exchange_hints){.brief = true}, scratch);
  vb_occasions_fill(&finder, told);
  vb_homes_fill(&finder, text.tokens, scratch);
  return keep(finder.found, out);
}
