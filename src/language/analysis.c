#include "language/analysis.h"

#include <stdlib.h>

#include "base/utf8.h"
#include "language/glue.h"

enum { LANGUAGE_BYTES = 64 << 20 };

/* ---- the compiled language ---- */

static int compile(vb_language *l, vb_error *error) {
  l->arena = vb_arena_reset(&l->region, &l->guard);
  l->words = vb_words_new(l->lexicon, &l->arena, error);
  if (!l->words) return error->code;
  l->name_words = vb_name_words_load(l->lexicon, &l->arena);
  vb_wordmap_source verbs = {.table = VB_S("en/verbs"), .word_columns = {"forms"}};
  l->followers = vb_wordmap_load(l->lexicon, verbs, &l->arena);
  int bad = vb_segment_times_open(&l->segment_times, l->lexicon, &l->arena, error);
  vb_vocabulary *vocabulary = l->words->abbreviations->vocabulary;
  return bad ? bad : vb_time_grammar_open(&l->times, l->lexicon, vocabulary, error);
}

int vb_language_open(vb_language **out, const vb_lexicon *lexicon, vb_error *error) {
  *out = NULL;
  vb_language *l = calloc(1, sizeof *l);
  if (!l || vb_arena_region_open(&l->region, LANGUAGE_BYTES)) {
    free(l);
    return vb_fail(error, VB_MEMORY, "language: out of memory");
  }
  l->lexicon = lexicon;
  int result;
  if (VB_ARENA_TRY(&l->guard))
    result = compile(l, error);
  else
    result = vb_fail(error, VB_MEMORY, "language: the lexicon is too large");
  l->arena.guard = NULL;
  if (result)
    vb_language_close(l);
  else
    *out = l;
  return result;
}

void vb_language_close(vb_language *l) {
  if (!l) return;
  vb_time_grammar_close(l->times);
  vb_arena_region_close(&l->region);
  free(l);
}

/* ---- one article ---- */

static vb_analysed_field split(const vb_language *l, vb_field_kind field, vb_str text,
                               vb_arena *out) {
  vb_analysed_field f = {.field = field, .text = text};
  f.tokens = vb_tokens_make(l->words->abbreviations, text, out);
  vb_phrases_mark(l->words->phrases, f.tokens);
  f.sentences = vb_sentences_make(f.tokens, out);
  return f;
}

/* A headline: every longer word has a capital, so that a capital says nothing of names. */
static bool is_headline(vb_tokens t, vb_token_range range) {
  int capitals = 0;
  for (ptrdiff_t i = range.start; i < range.end; i++) {
    if (t.v[i].kind != VB_TOKEN_WORD || t.v[i].text.n < 4) continue;
    if (!(t.v[i].flags & VB_TOKEN_CAPITAL)) return false;
    capitals++;
  }
  return capitals > 4;
}

/* Behind the last token of a sentence that may be of a name, or a pronoun: no person begins there.
 */
static ptrdiff_t end_of_persons(vb_tokens t, vb_token_range range) {
  ptrdiff_t end = range.end;
  for (; end > range.start; end--) {
    const vb_token *last = &t.v[end - 1];
    bool named = (last->flags & VB_TOKEN_CAPITAL) || (last->kind == VB_TOKEN_WORD && !last->plain);
    if (named || (last->begins[VB_WORDS_SET] & VB_WORD_PRONOUN)) break;
  }
  return end;
}

enum { MENTION_TOKENS = 8 }; /* for each person or pronoun that is mentioned */

/* The persons that a field mentions, with their names folded, and the pronouns. */
static vb_mentions read_persons(const vb_people *people, const vb_analysed_field *f,
                                vb_arena *out) {
  vb_mentions persons = {.cap = f->tokens.n / MENTION_TOKENS + 8}; /* as a rule, enough */
  persons.v = vb_arena_alloc_raw(out, sizeof *persons.v, _Alignof(max_align_t), persons.cap);
  for (ptrdiff_t s = 0; s < f->sentences.n; s++) {
    vb_token_range range = f->sentences.v[s];
    if (f->field == VB_FIELD_TEXT && is_headline(f->tokens, range)) continue;
    ptrdiff_t end = end_of_persons(f->tokens, range);
    for (ptrdiff_t i = range.start; i < end;) {
      vb_mention m;
      bool first = i == range.start;
      if (!vb_mention_may_begin(&f->tokens.v[i]) ||
          !vb_mention_parse(people->words, f->tokens, i, range.end, first, &m, out)) {
        i++;
        continue;
      }
      i = m.tokens.end > i ? m.tokens.end : i + 1;
      if (m.kind == VB_MENTION_PERSON) {
        vb_name *name = VB_NEW(out, vb_name);
        *name = vb_name_fold(people->name_words, m.actor.name, out);
        m.actor.folded = name;
      }
      if (m.kind == VB_MENTION_PERSON || m.kind == VB_MENTION_PRONOUN) *vb_push(out, &persons) = m;
    }
  }
  return persons;
}

static void learn(vb_people *people, vb_mentions persons, vb_arena *out) {
  for (ptrdiff_t i = 0; i < persons.n; i++) vb_people_learn(people, &persons.v[i], out);
}

/* Learns the article's people and takes glued words apart, which shows more names, which take more
 * words apart.  In the end the text alone decides: titles and glued words mislead. */
static void know_people(const vb_language *l, vb_analysis *a, vb_arena *out) {
  vb_people *people = &a->people;
  learn(people, read_persons(people, &a->title, out), out);
  vb_mentions told = read_persons(people, &a->text, out);
  for (int round = 0; round < 2; round++) {
    bool alone = !people->persons.n && !people->last;
    learn(people, told, out);
    vb_tokens apart = vb_glue_split(l, a->text.tokens, people, out);
    if (apart.n == a->text.tokens.n && alone) return; /* as a rule */
    if (apart.n == a->text.tokens.n) break;
    a->text.tokens = apart;
    a->text.sentences = vb_sentences_make(apart, out);
    people->persons = (vb_persons){0}, people->last = 0;
    told = read_persons(people, &a->text, out);
  }
  people->persons = (vb_persons){0}, people->last = 0;
  learn(people, told, out);
}

static vb_times find_times(const vb_language *l, const vb_article *article,
                           const vb_analysed_field *f, vb_arena *out) {
  const vb_segment_times *segmented = vb_segment_times_for(l->segment_times, article->language);
  if (segmented) return vb_segment_times_find(segmented, f->text, article->published, out);
  return vb_times_find(l->times, f->text, f->tokens, article->published, out);
}

vb_analysis vb_analyse(const vb_language *l, const vb_article *article, vb_arena *out) {
  vb_analysis a = {.article = article};
  a.title = split(l, VB_FIELD_TITLE, article->title, out);
  a.subtitle = split(l, VB_FIELD_SUBTITLE, article->subtitle, out);
  vb_str first = vb_str_slice(article->text, 0, vb_utf8_back(article->text, VB_ANALYSED_BYTES));
  a.text = split(l, VB_FIELD_TEXT, first, out);
  a.text.times = find_times(l, article, &a.text, out);
  for (int i = 0; i < article->captions.n && i < VB_ANALYSED_CAPTIONS; i++) {
    vb_analysed_field *f = vb_push(out, &a.captions);
    *f = split(l, VB_FIELD_CAPTION, article->captions.v[i], out);
    f->caption = i;
    f->times = find_times(l, article, f, out);
  }
  a.people = (vb_people){.words = l->words, .name_words = &l->name_words};
  a.people.home = vb_words_state_of(l->words, article->agency);
  if (!a.people.home.n) a.people.home = vb_words_state_of(l->words, article->outlet);
  know_people(l, &a, out);
  return a;
}
