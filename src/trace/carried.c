#include "trace/carried.h"

#include "trace/belief.h"
#include "trace/voice.h"

enum {
  TEXT_WORDS = 1 << 14, /* of a text that is looked through */
  LEAST_SHARE = 80,     /* of the words, in per cent */
};

/* ---- the carrier */

/* The first that has most of the words inside a quotation; NULL: none. */
static const vb_held *carrier_of(const vb_sought *s) {
  const vb_held *best = NULL;
  for (ptrdiff_t i = 0; i < s->n; i++) {
    const vb_held *h = &s->held[i];
    if (h->facts.voice != VB_VOICE_QUOTED || h->text->places.n_words > TEXT_WORDS) continue;
    if (100 * h->cover.same < LEAST_SHARE * h->cover.words) continue;
    if (!best || h->cover.same > best->cover.same ||
        (h->cover.same == best->cover.same && vb_sources_is_before(&h->facts, &best->facts)))
      best = h;
  }
  return best;
}

/* What the carrier tells of who speaks: its own words for it, or nothing else than the report. */
static vb_statement statement_of(const vb_sought *s, const vb_text_said *said) {
  vb_statement statement = {.field = VB_FIELD_TEXT};
  if (s->subject.statement) statement.speaker = s->subject.statement->speaker;
  bool same = !said || !said->name || !s->speaker ||
              vb_names_compare(s->speaker, said->name) >= VB_NAMES_PART;
  if (!same) statement.speaker = (vb_actor){.name = said->speaker};
  return statement;
}

static vb_text_names persons_of(const vb_text *text, vb_arena *out) {
  vb_text_names persons = {0};
  for (ptrdiff_t i = 0; i < text->said.n && persons.n < VB_ASKED_PERSONS; i++)
    if (text->said.v[i].name) vb_asked_add_person(&persons, text->said.v[i].name, out);
  return persons;
}

/* Of the carrier's text, what the index knows of its quotation. */
static int ask(vb_archive *archive, vb_asked *carrier, vb_folded_words words, vb_span quotation,
               vb_arena *out, vb_arena scratch, vb_error *error) {
  vb_asked_field f = {.field = VB_FIELD_TEXT, .text = carrier->article->text, .words = words};
  return vb_asked_look_up(archive, carrier, f, vb_folded_word_at(words, quotation.start),
                          vb_folded_word_at(words, quotation.end), out, scratch, error);
}

/* What else of the report each text holds ties the carrier to it as well. */
static void pool(const vb_soughts *all, vb_sought *carried) {
  vb_holders_pool(all);
  for (ptrdiff_t k = 0; k < carried->n; k++)
    carried->held[k].facts.pool += carried->held[k].text->pool;
  vb_holders_forget_pool(all);
}

/* ---- from the carrier's words to the primary's */

/* Word by word through the carrier: where the primary has what the carrier has there. */
static vb_alignment through(const vb_held *by, const vb_sought *carried, const vb_held *primary,
                            vb_arena *out) {
  ptrdiff_t n = by->alignment.n, begin = carried->subject.span.start;
  vb_alignment a = {VB_NEW_N(out, ptrdiff_t, n), VB_NEW_N(out, uint8_t, n),
                    VB_NEW_N(out, uint8_t, n), n, by->alignment.score};
  for (ptrdiff_t i = 0; i < n; i++) {
    ptrdiff_t j = by->alignment.source[i], k = -1;
    a.source[i] = -1;
    if (j >= 0 && by->window.words.v[j].start >= begin)
      k = vb_folded_word_at(carried->wording.words, by->window.words.v[j].start - begin);
    if (k < 0 || k >= carried->wording.words.n || primary->alignment.source[k] < 0) continue;
    a.source[i] = primary->alignment.source[k];
    a.width[i] = primary->alignment.width[k];
    a.match[i] = by->alignment.match[i] < primary->alignment.match[k] ? by->alignment.match[i]
                                                                      : primary->alignment.match[k];
  }
  return a;
}

/* Somebody else's words they are only if the carrier too tells another speaker. */
static bool is_told_alike(const vb_sought *carried, const vb_held *h, const vb_held *primary) {
  return h->facts.speaker != VB_NO || (carried->speaker && primary->facts.speaker == VB_YES);
}

static bool take(const vb_asked *asked, const vb_held *by, const vb_sought *carried,
                 const vb_held *primary, vb_sought *s, vb_arena *out, vb_arena scratch) {
  vb_held h = {.text = primary->text, .window = primary->window, .carried = true};
  h.alignment = through(by, carried, primary, out);
  if (!vb_holders_hold(asked, &h, s, out, scratch)) return false;
  bool alike = is_told_alike(carried, &s->held[s->n - 1], primary);
  s->n -= !alike;
  return alike;
}

int vb_carried_find(vb_archive *archive, const vb_asked *asked, const vb_soughts *all, vb_sought *s,
                    uint64_t number, bool *found, vb_arena *out, vb_arena scratch,
                    vb_error *error) {
  const vb_held *by = carrier_of(s);
  *found = false;
  if (!by || s->n == VB_HOLDERS) return VB_OK;
  vb_voiced voiced = vb_voice_of(asked->language, by->text, by->span, VB_TELLING_QUOTED, scratch);
  vb_span quotation = vb_voice_marks(asked->language, by->text->article.text, by->span, scratch);
  if (quotation.start >= quotation.end) return VB_OK;
  vb_statement statement = statement_of(s, voiced.said);
  vb_asked carrier = {.article = &by->text->article,
                      .number = number,
                      .language = asked->language,
                      .texts = asked->texts,
                      .senses = vb_texts_senses(asked->texts, by->text->article.language),
                      .persons = persons_of(by->text, out),
                      .pool = asked->pool};
  vb_folded_words words = vb_texts_words(asked->texts, by->text, scratch);
  int bad = ask(archive, &carrier, words, quotation, out, scratch, error);
  if (bad) return bad;
  vb_subject subject = {.field = VB_FIELD_TEXT,
                        .span = quotation,
                        .telling = VB_TELLING_QUOTED,
                        .statement = &statement};
  vb_sought carried = vb_holders_find(&carrier, &subject, out, scratch);
  pool(all, &carried);
  vb_holders_believe(&carrier, &carried, scratch);
  vb_origin origin = vb_holders_choose(&carried, out);
  if (origin.primary >= 0)
    *found = take(asked, by, &carried, &carried.held[origin.primary], s, out, scratch);
  return VB_OK;
}
