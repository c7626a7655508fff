#include "trace/holders.h"

#include "language/shingles.h"
#include "trace/belief.h"
#include "trace/bound.h"
#include "trace/cited.h"
#include "trace/voice.h"

enum {
  OWN_CANDIDATES = 12, /* texts that hold shingles of the subject */
  POOL_CANDIDATES = 4, /* ... of the article, that are tried too if the subject is short */
  SHORT_WORDS = 12,
  WINDOW_WORDS = 4096, /* of a text that are compared at once */
  MARGIN_WORDS = 64,
  POOL_WORDS = 1 << 14, /* of a text that is compared without a shingle that leads into it */
  SPELT_SHARE = 8,      /* one word of so many may be spelt otherwise */
  NEAREST_CONTENT = 2,  /* words that are not small, of what is shown as nearest */
};

const vb_asked_field *vb_asked_field_of(const vb_asked *asked, vb_field_kind field, int caption) {
  for (ptrdiff_t i = 0; i < asked->fields.n; i++)
    if (asked->fields.v[i].field == field && asked->fields.v[i].caption == caption)
      return &asked->fields.v[i];
  return NULL;
}

int vb_asked_look_up(vb_archive *archive, vb_asked *asked, vb_asked_field f, ptrdiff_t start,
                     ptrdiff_t end, vb_arena *out, vb_arena scratch, vb_error *error) {
  vb_shingles shingles = vb_shingles_all(f.words, VB_SHINGLE_WORDS, &scratch);
  if (end > shingles.n) end = shingles.n;
  ptrdiff_t n = end > start ? end - start : 0;
  uint64_t *hashes = VB_NEW_N(&scratch, uint64_t, n);
  for (ptrdiff_t i = 0; i < n; i++) hashes[i] = shingles.v[start + i].hash;
  f.n_uses = shingles.n;
  f.uses = VB_NEW_N(out, vb_passage_use, shingles.n);
  *vb_push(out, &asked->fields) = f;
  return n ? vb_passages_find_all(archive, hashes, n, f.uses + start, out, scratch, error) : VB_OK;
}

/* ---- comparing with one text */

/* Of how many words there is something to be found: those outside brackets. */
static ptrdiff_t n_plain(const vb_wording *w) {
  ptrdiff_t n = 0;
  for (ptrdiff_t i = 0; i < w->words.n; i++) n += !(w->marks[i] & VB_MARK_BRACKET);
  return n;
}

/* Can an alignment with these words give anything?  Some words may be spelt otherwise.  The like of
 * a few words may be shown even if it is not found in one piece. */
static bool may_share(const vb_asked *asked, const vb_sought *s, vb_folded_words words,
                      ptrdiff_t width, vb_arena scratch) {
  vb_folded_words sought = s->wording.words;
  ptrdiff_t n = n_plain(&s->wording), spelt = n / SPELT_SHARE + 1;
  ptrdiff_t same = vb_bound_common(sought, words, width, scratch) + spelt;
  if (100 * same < vb_belief_least_share(s, asked->every) * n) return false;
  if (n <= SHORT_WORDS) return true;
  ptrdiff_t runs = vb_bound_runs(&s->wording, words, scratch) + spelt;
  vb_cover most = {.words = n, .same = same, .content = n, .plain = n, .longest = n, .runs = runs};
  return vb_verdict_is_found(&most, s->subject.telling);
}

/* All that the shingles stand in, or most of it.  False: it is not worth to be compared. */
static bool window_of_shingles(const vb_asked *asked, const vb_sought *s, vb_text *text,
                               const vb_candidate *c, vb_wording *window, vb_arena *out,
                               vb_arena scratch) {
  ptrdiff_t margin = MARGIN_WORDS + s->wording.words.n;
  ptrdiff_t from = c->first - margin, to = c->last + margin;
  if (to - from > WINDOW_WORDS + 2 * margin) {
    from = c->thick - WINDOW_WORDS / 2 - margin;
    to = c->thick + WINDOW_WORDS / 2 + margin;
  }
  if (to > text->places.n_words) to = text->places.n_words;
  if (from < 0) from = 0;
  if (from > to) from = to;
  vb_text_part part = vb_texts_cut(text, from, to, out, scratch);
  if (!may_share(asked, s, part.words, part.words.n, scratch)) return false;
  *window = vb_texts_window(asked->texts, text, part, out);
  return true;
}

/* All of the text.  False: nowhere in it is enough of the words. */
static bool window_of_all(const vb_asked *asked, const vb_sought *s, vb_text *text,
                          vb_wording *window, vb_arena scratch) {
  if (text->places.n_words > POOL_WORDS) return false;
  vb_folded_words words = vb_texts_words(asked->texts, text, scratch);
  if (!may_share(asked, s, words, 2 * s->wording.words.n + MARGIN_WORDS, scratch)) return false;
  *window = vb_texts_whole(asked->texts, text, scratch);
  return true;
}

/* What of the text is compared. */
static bool window_of(const vb_asked *asked, const vb_sought *s, vb_text *text,
                      const vb_candidate *c, vb_wording *window, vb_arena *out, vb_arena scratch) {
  return c->shingles ? window_of_shingles(asked, s, text, c, window, out, scratch)
                     : window_of_all(asked, s, text, window, scratch);
}

static vb_span span_of(const vb_held *h) {
  vb_span span = {-1, -1};
  for (ptrdiff_t i = 0; i < h->alignment.n; i++) {
    ptrdiff_t j = h->alignment.source[i];
    if (j < 0 || h->alignment.match[i] < VB_MATCH_JOINED) continue;
    ptrdiff_t start = h->window.words.v[j].start;
    ptrdiff_t end = vb_folded_word_end(&h->window.words.v[j]);
    if (span.start < 0 || start < span.start) span.start = start;
    if (end > span.end) span.end = end;
  }
  return span.start < 0 ? (vb_span){0, 0} : span;
}

vb_held vb_holders_compare(vb_sought *s, vb_text *text, vb_wording window, vb_arena *out,
                           vb_arena scratch) {
  vb_held h = {.text = text, .window = window};
  h.alignment = vb_align(&s->wording, &h.window, out, scratch);
  h.cover = vb_align_cover(&s->wording, &h.alignment);
  h.span = span_of(&h);
  return h;
}

/* ---- what else is known of it */

static bool is_organ(const vb_asked *asked, const vb_text *text, const vb_subject *subject) {
  const vb_words *words = asked->language->words;
  const vb_article *a = &text->article;
  if (!subject->statement || !subject->statement->speaker.country.n) return false;
  vb_str state = vb_words_state_of(words, a->outlet.n ? a->outlet : a->agency);
  return state.n && vb_str_eq(state, subject->statement->speaker.country);
}

static bool is_cited(const vb_asked *asked, vb_text *text) {
  const vb_asked_field *f = vb_asked_field_of(asked, VB_FIELD_TEXT, 0);
  const vb_article *a = asked->article, *b = &text->article;
  if (text->asker == asked->number) return text->cited;
  bool itself = vb_str_eq(a->outlet, b->outlet) && vb_str_eq(a->agency, b->agency);
  text->asker = asked->number;
  text->cited = f && !itself && vb_cited_in(f->words, text);
  return text->cited;
}

static bool cites(const vb_text *text, const vb_text *other) {
  return vb_cited_in(text->start, other) || vb_cited_in(text->end, other);
}

/* "KCNA said that": is the text the agency's that is told to speak? */
static bool is_speaking(const vb_asked *asked, const vb_text *text, const vb_subject *subject,
                        vb_arena words, vb_arena scratch) {
  const vb_statement *s = subject->statement;
  if (!s) return false;
  vb_str field = vb_field_text(asked->article, s->field, s->caption);
  vb_str told = vb_str_format(&words, "%.*s, %.*s, %.*s",
                              VB_ARG(vb_str_slice(field, s->source.start, s->source.end)),
                              VB_ARG(s->speaker.name), VB_ARG(s->speaker.organisation));
  return vb_cited_in(vb_folded_words_make(told, &words, scratch), text);
}

static void learn(const vb_asked *asked, const vb_sought *s, vb_held *h, vb_arena spare,
                  vb_arena scratch) {
  bool spoken = s->speaker || s->subject.telling != VB_TELLING_UNQUOTED;
  if (spoken) vb_texts_ask(asked->texts, h->text, scratch);
  h->speaks = is_speaking(asked, h->text, &s->subject, spare, scratch);
  vb_voiced voiced = vb_voice_of(asked->language, h->text, h->span, s->subject.telling, scratch);
  vb_voicing voicing = {asked->texts, s->speaker, &asked->persons};
  bool own = vb_voice_is_own(&voicing, h->text, voiced, scratch);
  h->facts = (vb_holder){.id = h->text->article.id,
                         .published = h->text->article.published,
                         .fit = (int)(1000 * h->cover.same / h->cover.words),
                         .voice = own ? VB_VOICE_OWN : voiced.voice,
                         .retold = voiced.retold,
                         .organ = is_organ(asked, h->text, &s->subject),
                         .tells = vb_voice_tells(h->text, s->speaker),
                         .speaker = vb_voice_speaker(&voicing, h->text, voiced, own, scratch),
                         .cited = is_cited(asked, h->text)};
}

/* ---- all */

static bool is_itself(const vb_asked *asked, vb_text *text, vb_arena scratch) {
  const vb_article *article = asked->article, *other = &text->article;
  if (vb_str_eq(article->id, other->id)) return true;
  return article->capture.n && vb_str_eq(article->capture, other->capture) &&
         vb_texts_read(asked->texts, text, scratch) && vb_str_eq(article->text, other->text);
}

/* Not the article itself, nor published later. */
static bool may_hold(const vb_asked *asked, vb_text *text, vb_arena scratch) {
  return !vb_sources_is_later(text->article.published, asked->article->published) &&
         !is_itself(asked, text, scratch);
}

/* Of an undated text, which may be older or younger: is it younger, since it names the article's
 * agency or outlet as where it is from? */
static bool is_from_it(const vb_asked *asked, vb_text *text, vb_arena scratch) {
  const vb_article *a = asked->article, *b = &text->article;
  if (vb_date_known(b->published)) return false;
  if (vb_str_eq(a->outlet, b->outlet) || (a->agency.n && vb_str_eq(a->agency, b->agency)))
    return false;
  vb_texts_edges(asked->texts, text, scratch);
  return vb_cited_in(text->start, &asked->itself) || vb_cited_in(text->end, &asked->itself);
}

static bool is_known(const vb_sought *s, const vb_text *text) {
  for (ptrdiff_t i = 0; i < s->n; i++)
    if (s->held[i].text == text) return true;
  return false;
}

/* Half of the words, not small ones alone, in a stretch no longer than twice the subject's. */
static void note_nearest(vb_sought *s, const vb_held *h) {
  if (h->cover.same <= s->nearest.same || 2 * h->cover.same < h->cover.words) return;
  if (h->cover.content < NEAREST_CONTENT) return;
  vb_span span = h->span, asked = s->subject.span;
  if (span.end - span.start > 2 * (asked.end - asked.start)) return;
  s->nearest = (vb_nearest){h->text, span, h->cover.same};
}

static void try_text(const vb_asked *asked, const vb_candidate *c, vb_sought *s, vb_arena *out,
                     vb_arena scratch) {
  vb_text *text = vb_texts_get(asked->texts, c->text, scratch);
  if (!text || s->n == VB_HOLDERS || is_known(s, text)) return;
  if (!asked->every && !vb_belief_may_be_told(asked->article, s, &text->article)) {
    s->met |= c->shingles > 0;
    return;
  }
  if (!may_hold(asked, text, scratch) || !vb_texts_read(asked->texts, text, scratch)) return;
  if (is_from_it(asked, text, scratch)) return;
  vb_wording window;
  if (!window_of(asked, s, text, c, &window, out, scratch)) {
    s->met |= c->shingles && s->subject.telling != VB_TELLING_QUOTED;
    return;
  }
  vb_held h = vb_holders_compare(s, text, window, out, scratch);
  h.weight = c->shingles ? c->votes / c->shingles : 0;
  note_nearest(s, &h);
  if (!vb_verdict_is_found(&h.cover, s->subject.telling)) return;
  s->met = true;
  if (s->subject.telling == VB_TELLING_UNQUOTED && !vb_belief_may_be_copied(&h.cover)) return;
  learn(asked, s, &h, *out, scratch);
  s->held[s->n++] = h;
}

bool vb_holders_hold(const vb_asked *asked, const vb_held *compared, vb_sought *s, vb_arena *out,
                     vb_arena scratch) {
  vb_held h = *compared;
  h.cover = vb_align_cover(&s->wording, &h.alignment);
  h.span = span_of(&h);
  if (s->n == VB_HOLDERS || is_known(s, h.text) || !may_hold(asked, h.text, scratch)) return false;
  if (!h.cover.content || 2 * h.cover.same < h.cover.words) return false;
  learn(asked, s, &h, *out, scratch);
  s->held[s->n++] = h;
  return true;
}

void vb_holders_believe(const vb_asked *asked, vb_sought *s, vb_arena scratch) {
  ptrdiff_t n = 0;
  for (ptrdiff_t k = 0; k < s->n; k++)
    if (vb_belief_holds(asked->article, s, &s->held[k])) s->held[n++] = s->held[k];
  s->n = n;
  vb_holders_cite(asked, s, scratch);
}

vb_origin vb_holders_choose(const vb_sought *s, vb_arena *out) {
  vb_holder *holders = VB_NEW_N(out, vb_holder, s->n);
  for (ptrdiff_t i = 0; i < s->n; i++) holders[i] = s->held[i].facts;
  return vb_sources_choose(holders, s->n, s->subject.telling, out);
}

void vb_holders_cite(const vb_asked *asked, vb_sought *s, vb_arena scratch) {
  for (ptrdiff_t i = 0; i < s->n && s->n > 1; i++)
    vb_texts_edges(asked->texts, s->held[i].text, scratch);
  for (ptrdiff_t i = 0; i < s->n; i++)
    for (ptrdiff_t k = 0; k < s->n; k++)
      if (i != k && s->held[k].facts.voice != VB_VOICE_OWN &&
          cites(s->held[i].text, s->held[k].text))
        s->held[i].facts.cites |= UINT32_C(1) << k;
}

void vb_holders_pool(const vb_soughts *all) {
  for (ptrdiff_t i = 0; i < all->n; i++)
    for (ptrdiff_t k = 0; k < all->v[i].n; k++)
      all->v[i].held[k].text->pool += vb_belief_pool(&all->v[i], &all->v[i].held[k]);
}

void vb_holders_forget_pool(const vb_soughts *all) {
  for (ptrdiff_t i = 0; i < all->n; i++)
    for (ptrdiff_t k = 0; k < all->v[i].n; k++) all->v[i].held[k].text->pool = 0;
}

static int64_t rarest(const vb_asked_field *f, ptrdiff_t start, ptrdiff_t end) {
  int64_t least = -1;
  for (ptrdiff_t i = start; i < end; i++)
    if (least < 0 || f->uses[i].texts < least) least = f->uses[i].texts;
  return least;
}

const vb_name *vb_asked_person(const vb_language *language, const vb_statement *statement,
                               vb_arena *out) {
  if (!statement || !statement->speaker.name.n) return NULL;
  vb_str told = statement->speaker.name;
  if (vb_wordmap_get(&language->words->agency, vb_str_lower(out, told))) return NULL;
  vb_name *name = VB_NEW(out, vb_name);
  *name = vb_name_fold(&language->name_words, told, out);
  return name->words.n ? name : NULL;
}

void vb_asked_add_person(vb_text_names *persons, const vb_name *name, vb_arena *out) {
  for (ptrdiff_t i = 0; i < persons->n; i++)
    if (vb_names_compare(&persons->v[i], name) == VB_NAMES_SAME) return;
  *vb_push(out, persons) = *name;
}

/* Of n shingles.  Where a text has nearly all of them, who has a few is another translation at
 * most; where none has many, any may be the one. */
static bool is_likely(const vb_candidates *all, ptrdiff_t i, ptrdiff_t n) {
  ptrdiff_t most = all->v[0].shingles, here = all->v[i].shingles;
  if (10 * most >= 9 * n) return 4 * here >= n;
  return 8 * here >= n || (i <= 2 && 2 * most < n);
}

vb_sought vb_holders_find(const vb_asked *asked, const vb_subject *subject, vb_arena *out,
                          vb_arena scratch) {
  const vb_asked_field *f = vb_asked_field_of(asked, subject->field, subject->caption);
  vb_sought s = {.subject = *subject, .documents = -1};
  if (!f) return s; /* a caption behind those that are looked at */
  vb_str words = vb_str_slice(f->text, subject->span.start, subject->span.end);
  s.wording = vb_texts_wording(asked->texts, asked->senses, words, out, scratch);
  vb_wording_prepare(&s.wording, 0, s.wording.words.n, scratch);
  s.start = vb_folded_word_at(f->words, subject->span.start);
  s.end = vb_folded_word_at(f->words, subject->span.end);
  s.held = VB_NEW_N(out, vb_held, VB_HOLDERS);
  s.speaker = vb_asked_person(asked->language, subject->statement, out);
  ptrdiff_t end = s.end - VB_SHINGLE_WORDS + 1;
  if (end > f->n_uses) end = f->n_uses;
  s.documents = rarest(f, s.start, end);
  bool near = subject->telling != VB_TELLING_QUOTED;
  vb_candidates own =
      vb_candidates_find(f->uses, s.start, end, near, OWN_CANDIDATES, &scratch, *out);
  for (ptrdiff_t i = 0; i < own.n; i++)
    if (is_likely(&own, i, end - s.start)) try_text(asked, &own.v[i], &s, out, scratch);
  if (!s.met || s.end - s.start <= SHORT_WORDS)
    for (ptrdiff_t i = 0; i < asked->pool.n && i < POOL_CANDIDATES; i++) {
      vb_candidate c = {.text = asked->pool.v[i].text};
      try_text(asked, &c, &s, out, scratch);
    }
  return s;
}
