#include "trace/texts.h"

#include <stdlib.h>

#include "archive/load.h"
#include "archive/passages.h"

enum {
  TRIM_SHARE = 4, /* a fourth of the memory in use: forget all when the next article comes */
  SLOTS = 1 << 12,
  LANGUAGES = 16,
  LANGUAGE_BYTES = 32 << 20,
};

typedef struct slot {
  struct slot *next;
  vb_text text;
} slot;

struct vb_texts {
  vb_archive *archive;
  const vb_lexicon *lexicon;
  const vb_language *language;
  vb_arena_region region, senses_region;
  vb_arena arena, senses_arena;
  vb_arena_guard guard; /* of `arena` */
  vb_arena mark;        /* where it stood before the text that is being loaded */
  slot *slots[SLOTS];
  vb_str codes[LANGUAGES];
  const vb_senses *senses[LANGUAGES];
  vb_wording_memo *memos[LANGUAGES];
  int n_senses;
};

int vb_texts_open(vb_texts **out, vb_archive *archive, const vb_lexicon *lexicon,
                  const vb_language *language, ptrdiff_t bytes, vb_error *error) {
  *out = NULL;
  vb_texts *t = calloc(1, sizeof *t);
  if (!t) return vb_fail(error, VB_MEMORY, "out of memory");
  t->archive = archive, t->lexicon = lexicon, t->language = language;
  if (vb_arena_region_open(&t->region, bytes) ||
      vb_arena_region_open(&t->senses_region, LANGUAGE_BYTES)) {
    vb_texts_close(t);
    return vb_fail(error, VB_MEMORY, "out of memory");
  }
  t->arena = vb_arena_reset(&t->region, &t->guard);
  t->senses_arena = vb_arena_reset(&t->senses_region, NULL);
  t->codes[0] = VB_S("en");
  t->senses[0] = vb_senses_new(lexicon, t->codes[0], &t->senses_arena, error);
  t->memos[0] = vb_wording_memo_new(&t->senses_arena);
  t->n_senses = 1;
  if (t->senses[0]) {
    *out = t;
    return VB_OK;
  }
  vb_texts_close(t);
  return VB_BAD_INPUT;
}

void vb_texts_close(vb_texts *texts) {
  if (!texts) return;
  vb_arena_region_close(&texts->region);
  vb_arena_region_close(&texts->senses_region);
  free(texts);
}

const vb_senses *vb_texts_senses(vb_texts *t, vb_str language) {
  vb_error error = {0};
  for (int i = 0; i < t->n_senses; i++)
    if (vb_str_eq(t->codes[i], language)) return t->senses[i];
  if (!language.n || t->n_senses == LANGUAGES) return t->senses[0];
  const vb_senses *senses = vb_senses_new(t->lexicon, language, &t->senses_arena, &error);
  t->codes[t->n_senses] = vb_str_copy(&t->senses_arena, language);
  t->memos[t->n_senses] = senses ? vb_wording_memo_new(&t->senses_arena) : t->memos[0];
  t->senses[t->n_senses++] = senses ? senses : t->senses[0];
  return t->senses[t->n_senses - 1];
}

static vb_wording with_memo(const vb_texts *t, vb_wording wording) {
  for (int i = 0; i < t->n_senses && !wording.memo; i++)
    if (t->senses[i] == wording.senses) wording.memo = t->memos[i];
  return wording;
}

vb_wording vb_texts_wording(vb_texts *t, const vb_senses *senses, vb_str text, vb_arena *out,
                            vb_arena scratch) {
  return with_memo(t, vb_wording_make(senses, text, out, scratch));
}

void vb_texts_trim(vb_texts *t) {
  if (t->arena.beg - t->region.base < t->region.size / TRIM_SHARE) return;
  memset(t->slots, 0, sizeof t->slots);
  t->arena = vb_arena_reset(&t->region, &t->guard);
}

static bool load_facts(vb_texts *t, uint32_t number, vb_article *article) {
  vb_sql_statement *s =
      vb_sql(t->archive, "SELECT id, capture, language, published, agency, outlet "
                         "FROM articles WHERE passage_text = ?");
  vb_sql_bind_int(s, 1, number);
  if (!vb_sql_step(s)) return false;
  *article = (vb_article){.id = vb_sql_copy(s, 0, &t->arena),
                          .capture = vb_sql_copy(s, 1, &t->arena),
                          .language = vb_sql_copy(s, 2, &t->arena),
                          .published = vb_sql_date(s, 3),
                          .agency = vb_sql_copy(s, 4, &t->arena),
                          .outlet = vb_sql_copy(s, 5, &t->arena)};
  vb_sql_reset(s);
  return true;
}

static vb_text *load(vb_texts *t, uint32_t number, vb_arena scratch) {
  slot *s = VB_NEW(&t->arena, slot);
  vb_text *text = &s->text;
  text->number = number;
  if (!load_facts(t, number, &text->article)) return NULL;
  text->agency = vb_folded_words_make(text->article.agency, &t->arena, scratch);
  text->outlet = vb_folded_words_make(text->article.outlet, &t->arena, scratch);
  s->next = t->slots[number % SLOTS];
  t->slots[number % SLOTS] = s;
  return text;
}

vb_text *vb_texts_get(vb_texts *t, uint32_t number, vb_arena scratch) {
  for (slot *s = t->slots[number % SLOTS]; s; s = s->next)
    if (s->text.number == number) return &s->text;
  t->mark = t->arena;
  vb_text *text = VB_ARENA_TRY(&t->guard) ? load(t, number, scratch) : NULL;
  if (!text) t->arena = t->mark;
  return text;
}

/* ---- its words */

vb_folded_words vb_texts_words(vb_texts *t, vb_text *text, vb_arena scratch) {
  if (!text->has_words && VB_ARENA_TRY(&t->guard))
    text->words = vb_folded_words_make(text->article.text, &t->arena, scratch);
  text->has_words = true;
  return text->words;
}

/* Where its words stand: as the index has it, else as they are found. */
static void place_words(vb_texts *t, vb_text *text, vb_str known, vb_arena scratch) {
  ptrdiff_t n = text->article.text.n;
  bool covered = n <= VB_PASSAGES_TEXT_BYTES;
  if (covered && vb_word_places_read(known, text->number, n, &text->places, &t->arena)) return;
  text->words = vb_folded_words_make(text->article.text, &t->arena, scratch);
  text->has_words = true;
  text->places = vb_word_places_of(text->words, n, &t->arena);
}

static bool read_text(vb_texts *t, vb_text *text, vb_arena scratch) {
  vb_sql_statement *s =
      vb_sql(t->archive, "SELECT a.text, w.places FROM articles a LEFT JOIN passage_words w ON "
                         "w.text = a.passage_text WHERE a.passage_text = ?");
  vb_sql_bind_int(s, 1, text->number);
  if (!vb_sql_step(s)) return false;
  text->article.text = vb_sql_copy(s, 0, &t->arena);
  vb_str known = vb_str_copy(&scratch, vb_sql_bytes(s, 1));
  vb_sql_reset(s);
  place_words(t, text, known, scratch);
  return true;
}

bool vb_texts_read(vb_texts *t, vb_text *text, vb_arena scratch) {
  if (text->read) return true;
  t->mark = t->arena;
  text->read = VB_ARENA_TRY(&t->guard) && read_text(t, text, scratch);
  if (!text->read) t->arena = t->mark;
  return text->read;
}

static ptrdiff_t at_most(ptrdiff_t n, ptrdiff_t most) { return n < most ? n : most; }

vb_text_part vb_texts_cut(const vb_text *text, ptrdiff_t from, ptrdiff_t to, vb_arena *out,
                          vb_arena scratch) {
  ptrdiff_t begin = from > 0 ? from - 1 : 0, behind = at_most(to + 1, text->places.n_words);
  vb_folded_words all =
      vb_word_places_cut(&text->places, text->article.text, begin, behind, out, scratch);
  if (!all.n) return (vb_text_part){0};
  ptrdiff_t first = at_most(from - begin, all.n), end = at_most(to - begin, all.n);
  return (vb_text_part){{all.v + first, end - first, end - first}, all};
}

vb_wording vb_texts_window(vb_texts *t, const vb_text *text, vb_text_part part, vb_arena *out) {
  const vb_senses *senses = vb_texts_senses(t, text->article.language);
  ptrdiff_t first = part.all.n ? part.words.v - part.all.v : 0;
  return with_memo(
      t, vb_wording_part(senses, text->article.text, part.all, first, first + part.words.n, out));
}

void vb_texts_edges(vb_texts *t, vb_text *text, vb_arena scratch) {
  ptrdiff_t n = text->places.n_words, end = at_most(n, VB_TEXT_EDGE_WORDS);
  if (text->has_edges) return;
  text->has_edges = true;
  if (!VB_ARENA_TRY(&t->guard)) return;
  text->start = vb_word_places_cut(&text->places, text->article.text, 0, end, &t->arena, scratch);
  text->end = vb_word_places_cut(&text->places, text->article.text, n - end, n, &t->arena, scratch);
}

vb_wording vb_texts_whole(vb_texts *t, vb_text *text, vb_arena scratch) {
  vb_folded_words words = vb_texts_words(t, text, scratch);
  if (!text->has_whole && VB_ARENA_TRY(&t->guard)) {
    const vb_senses *senses = vb_texts_senses(t, text->article.language);
    text->whole = with_memo(t, vb_wording_of(senses, text->article.text, words, &t->arena));
  }
  text->has_whole = true;
  return text->whole;
}

/* ---- who speaks in it */

static const vb_name *folded(vb_texts *t, vb_str name) {
  if (!name.n) return NULL;
  vb_name *n = VB_NEW(&t->arena, vb_name);
  *n = vb_name_fold(&t->language->name_words, name, &t->arena);
  return n->words.n ? n : NULL;
}

static int by_start(const void *a, const void *b) {
  const vb_text_said *x = a, *y = b;
  if (x->span.start != y->span.start) return x->span.start < y->span.start ? -1 : 1;
  return (x->span.end > y->span.end) - (x->span.end < y->span.end);
}

static void load_said(vb_texts *t, vb_text *text) {
  vb_sql_statement *s = vb_sql(
      t->archive,
      "SELECT p.start_byte, p.end_byte, s.kind = 'indirect', s.flags, s.speaker_name, "
      "s.cue_start, s.cue_end "
      "FROM statements s JOIN statement_spans p ON p.statement = s.id WHERE s.article = ? AND "
      "s.field = 'text' ORDER BY s.ordinal, p.ordinal");
  vb_sql_bind_str(s, 1, text->article.id);
  while (vb_sql_step(s)) {
    unsigned flags = vb_statement_flags_from_names(vb_sql_str(s, 3));
    vb_text_said said = {.span = {(ptrdiff_t)vb_sql_int(s, 0), (ptrdiff_t)vb_sql_int(s, 1)},
                         .cue = {(ptrdiff_t)vb_sql_int(s, 5), (ptrdiff_t)vb_sql_int(s, 6)},
                         .indirect = vb_sql_int(s, 2) != 0,
                         .unmarked = flags & VB_STATEMENT_UNMARKED,
                         .speaker = vb_sql_copy(s, 4, &t->arena)};
    *vb_push(&t->arena, &text->said) = said;
  }
  for (ptrdiff_t i = 0; i < text->said.n; i++)
    text->said.v[i].name = folded(t, text->said.v[i].speaker);
  if (text->said.n) qsort(text->said.v, (size_t)text->said.n, sizeof *text->said.v, by_start);
}

static void load_authors(vb_texts *t, vb_text *text) {
  vb_sql_statement *s =
      vb_sql(t->archive, "SELECT DISTINCT p.name FROM reports r JOIN report_parties p ON p.report "
                         "= r.id WHERE r.article = ? AND r.mention = 0 AND p.side = 'from' AND "
                         "p.name IS NOT NULL ORDER BY 1");
  vb_sql_bind_str(s, 1, text->article.id);
  vb_strs names = vb_sql_strs(s, &t->arena);
  for (ptrdiff_t i = 0; i < names.n; i++) {
    const vb_name *name = folded(t, names.v[i]);
    if (name) *vb_push(&t->arena, &text->authors) = *name;
  }
}

/* Title, subtitle and byline. */
static vb_str heading_of(vb_texts *t, const vb_article *a) {
  return vb_str_format(&t->arena, "%.*s\n%.*s\n%.*s", VB_ARG(a->title), VB_ARG(a->subtitle),
                       VB_ARG(a->byline));
}

static void know(vb_texts *t, vb_text *text) {
  if (text->known) return;
  text->known = true;
  vb_load_article_facts(t->archive, text->article.id, &text->article, &t->arena);
}

void vb_texts_know(vb_texts *t, vb_text *text) {
  if (VB_ARENA_TRY(&t->guard)) know(t, text);
}

void vb_texts_ask(vb_texts *t, vb_text *text, vb_arena scratch) {
  if (text->asked) return;
  text->asked = true;
  if (!VB_ARENA_TRY(&t->guard)) return; /* what it says of speakers stays unknown */
  know(t, text);
  load_said(t, text);
  load_authors(t, text);
  text->heading = vb_folded_words_make(heading_of(t, &text->article), &t->arena, scratch);
}
