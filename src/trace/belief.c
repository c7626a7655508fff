#include "trace/belief.h"

#include "language/shingles.h"

enum {
  COPIED_WORDS = 8,
  REPORTED_WORDS = 5,
  TELLING_WORDS = 12,
  FEW_TEXTS = 3,
  NEAR_DAYS = 3,    /* after a release: the time in which it is news */
  LONE_WORDS = 4,   /* fewer are anybody's: only what lies near ties them to a text */
  SHORT_WORDS = 8,  /* of so few, a changed one makes another phrase */
  SPEECH_DAYS = 45, /* reported speech tells of what was said lately */
  PLAIN_WORDS = 3,  /* unquoted; besides names, offices and small words */
  REPORTED_SHARE = 60,
  COPIED_SHARE = 80,                      /* of the words, in per cent */
  FORMULA_WEIGHT = VB_CANDIDATE_RARE / 4, /* of a shared shingle at the mean: some eight texts */
};

/* Is it said by whom the report names, or taken from where the report says? */
static bool is_attributed(const vb_holder *f) {
  return f->speaker == VB_YES || f->organ || f->cited;
}

/* So many words, and so rare, that they are no coincidence. */
static bool is_telling(const vb_sought *s, const vb_held *h, ptrdiff_t words, int share) {
  return h->cover.same >= words && 100 * h->cover.same >= share * h->cover.words &&
         s->documents <= VB_HOLDERS / 4;
}

/* What it shares with the text is in so many others that it says nothing of where it comes from. */
static bool is_formula(const vb_held *h) {
  return h->weight && h->weight < FORMULA_WEIGHT &&
         100 * h->cover.same < COPIED_SHARE * h->cover.words;
}

static bool is_lately(const vb_article *article, const vb_holder *f, int32_t days) {
  if (!vb_date_known(article->published) || !vb_date_known(f->published)) return true;
  return vb_date_to_days(article->published) - vb_date_to_days(f->published) <= days;
}

/* Of a text that nothing else ties to the article: all the words, or nearly all of many. */
static bool is_copy(const vb_held *h) {
  ptrdiff_t same = h->cover.same, words = h->cover.words;
  return same >= COPIED_WORDS && (20 * same >= 19 * words || (same >= 25 && 5 * same >= 4 * words));
}

/* A quotation: by who says it, by what else of the article the text holds, or by its words. */
static bool is_quoted_there(const vb_sought *s, const vb_held *h) {
  const vb_holder *f = &h->facts;
  bool pooled = f->pool >= VB_SHINGLE_WORDS * (f->speaker == VB_NO ? 3 : 1);
  /* Of nobody, and altered: a title or a slogan has its like in many texts. */
  if (!s->subject.statement && h->cover.same < h->cover.words && h->cover.words <= TELLING_WORDS)
    return false;
  if (h->cover.same < h->cover.words && h->cover.words <= SHORT_WORDS)
    return f->pool >= TELLING_WORDS || f->speaker == VB_YES;
  if (is_formula(h) && !pooled) return false;
  return is_attributed(f) || pooled || h->cover.same == h->cover.words ||
         is_telling(s, h, VB_SHINGLE_WORDS * 2, 90);
}

bool vb_belief_holds(const vb_article *article, const vb_sought *s, const vb_held *h) {
  const vb_holder *f = &h->facts;
  if (s->subject.telling != VB_TELLING_QUOTED && h->cover.plain < PLAIN_WORDS) return false;
  switch (s->subject.telling) {
  case VB_TELLING_UNQUOTED:
    if (100 * h->cover.same < COPIED_SHARE * h->cover.words) return false;
    if (f->cited || f->organ || f->pool >= COPIED_WORDS) return h->cover.same >= COPIED_WORDS;
    return is_copy(h);
  case VB_TELLING_REPORTED: /* of who speaks, or of the agency that does */
    if (!is_lately(article, f, SPEECH_DAYS) || 2 * h->cover.same < h->cover.words) return false;
    if (f->retold && f->speaker != VB_YES) return is_telling(s, h, TELLING_WORDS, COPIED_SHARE);
    if (f->speaker == VB_YES || f->pool >= TELLING_WORDS)
      return h->cover.same >= REPORTED_WORDS && s->documents <= VB_HOLDERS / 4;
    return (f->organ || h->speaks) && is_telling(s, h, VB_SHINGLE_WORDS * 2, REPORTED_SHARE);
  case VB_TELLING_QUOTED: break;
  }
  return is_quoted_there(s, h);
}

bool vb_belief_is_sure(const vb_held *h) {
  return h->cover.same >= SHORT_WORDS && 100 * h->cover.same >= COPIED_SHARE * h->cover.words;
}

bool vb_belief_is_tied(const vb_article *article, const vb_sought *s, const vb_held *h) {
  const vb_holder *f = &h->facts;
  if (f->pool >= VB_SHINGLE_WORDS) return true;
  if (s->wording.words.n < LONE_WORDS && !is_lately(article, f, NEAR_DAYS)) return false;
  if (f->speaker == VB_YES || f->cited) return true;
  if (!article->id.n) return s->documents >= 0 && s->documents <= FEW_TEXTS; /* words alone */
  if (!vb_date_known(article->published) || !vb_date_known(f->published)) return false;
  int32_t days = vb_date_to_days(article->published) - vb_date_to_days(f->published);
  return days <= NEAR_DAYS && h->cover.same == h->cover.words && s->wording.words.n > 3;
}
