#include "trace/belief.h"

#include "language/shingles.h"

enum {
  COPIED_WORDS = 8,
  MANY_WORDS = 25,
  REPORTED_WORDS = 5,
  TELLING_WORDS = 12,
  FEW_TEXTS = 3,
  RARE_TEXTS = 8,
  COMMON_TEXTS = 20, /* hold what everybody says */
  NEAR_DAYS = 3,     /* after a release: the time in which it is news */
  LONE_WORDS = 4,    /* fewer are anybody's: only what lies near ties them to a text */
  SHORT_WORDS = 8,   /* of so few, a changed one makes another phrase */
  SPEECH_DAYS = 45,  /* what is quoted with other words was said lately */
  REPORT_DAYS = 14,  /* ... and what is told in reported speech */
  PLAIN_WORDS = 3,   /* unquoted; besides names, offices and small words */
  LEAST_PLAIN = 2,   /* ... quoted and altered: titles have none */
  LEAST_SHARE = 50,  /* of the words, in per cent: less is no source of anything */
  REPORTED_SHARE = 60,
  COPIED_SHARE = 80,
  QUOTED_SHARE = 90,
  EXACT_SHARE = 95,
  FORMULA_WEIGHT = VB_CANDIDATE_RARE / 4, /* of a shared shingle at the mean: some eight texts */
};

/* So many of the words, in per cent. */
static bool has_share(const vb_cover *c, int share) { return 100 * c->same >= share * c->words; }

/* Is it said by whom the report names, or taken from where the report says? */
static bool is_attributed(const vb_holder *f) {
  return f->speaker == VB_YES || f->organ || f->cited;
}

/* Few texts have the rarest four of the words. */
static bool is_rare(const vb_sought *s) { return s->documents <= RARE_TEXTS; }

/* So many words, and so rare, that they are no coincidence. */
static bool is_telling(const vb_sought *s, const vb_held *h, ptrdiff_t words, int share) {
  return h->cover.same >= words && has_share(&h->cover, share) && is_rare(s);
}

/* What it shares with the text is in so many others that it says nothing of where it comes from. */
static bool is_formula(const vb_held *h) {
  return h->weight && h->weight < FORMULA_WEIGHT && !has_share(&h->cover, COPIED_SHARE);
}

static bool is_near(const vb_article *article, vb_date published, int32_t days) {
  if (!vb_date_known(article->published) || !vb_date_known(published)) return true;
  return vb_date_to_days(article->published) - vb_date_to_days(published) <= days;
}

static bool is_lately(const vb_article *article, const vb_holder *f, int32_t days) {
  return is_near(article, f->published, days);
}

/* Of a text that nothing else ties to the article: all the words, or nearly all of many. */
static bool is_copy(const vb_held *h) {
  ptrdiff_t same = h->cover.same;
  return same >= COPIED_WORDS && (has_share(&h->cover, EXACT_SHARE) ||
                                  (same >= MANY_WORDS && has_share(&h->cover, COPIED_SHARE)));
}

/* All the words in one piece, but for what the quotation itself marks as left out or put in. */
static bool is_word_for_word(const vb_sought *s, const vb_held *h) {
  if (h->cover.same < h->cover.words) return false;
  if (h->cover.longest == h->cover.words) return true;
  for (ptrdiff_t i = 1; i < s->wording.words.n; i++)
    if (s->wording.marks[i] & (VB_MARK_ELLIPSIS | VB_MARK_BRACKET)) return true;
  return false;
}

/* A text that somebody released, set without marks: it has its like in others of its kind. */
static bool is_release(const vb_sought *s) {
  return s->subject.statement && s->subject.statement->flags & VB_STATEMENT_UNMARKED;
}

static bool has_speaker(const vb_sought *s) {
  return s->subject.statement && vb_actor_known(&s->subject.statement->speaker);
}

/* Most of the words, and most in one piece. */
static bool is_close(const vb_held *h) {
  return has_share(&h->cover, COPIED_SHARE) && 2 * h->cover.longest >= h->cover.words;
}

/* By whom the report names, or by what else it quotes. */
static bool is_altered_by_speaker(const vb_article *article, const vb_sought *s, const vb_held *h) {
  const vb_holder *f = &h->facts;
  bool lately = is_lately(article, f, SPEECH_DAYS), few = h->cover.words <= SHORT_WORDS;
  bool tied = f->pool >= TELLING_WORDS && f->speaker != VB_NO && lately;
  if (f->speaker != VB_YES && !has_share(&h->cover, COPIED_SHARE)) return false;
  if (tied || (few && f->speaker == VB_YES && lately)) return true;
  if (few || is_formula(h)) return false;
  if (f->speaker == VB_YES && lately) return true;
  if (is_attributed(f) && is_close(h)) return lately || f->speaker == VB_YES;
  return is_close(h) && is_telling(s, h, TELLING_WORDS, QUOTED_SHARE);
}

/* Words that differ are an alteration only if it is certain that these words are meant: titles,
 * slogans, names and formulae have their like in many texts. */
static bool is_altered_there(const vb_article *article, const vb_sought *s, const vb_held *h) {
  const vb_holder *f = &h->facts;
  bool by_speaker = f->speaker == VB_YES && is_lately(article, f, SPEECH_DAYS);
  if (h->cover.weakest < PLAIN_WORDS && !by_speaker) return false;
  bool pooled = f->pool >= TELLING_WORDS && is_lately(article, f, SPEECH_DAYS);
  if (h->cover.words <= LONE_WORDS) return false;
  bool enough = pooled || (h->cover.same >= TELLING_WORDS && has_share(&h->cover, EXACT_SHARE));
  if (h->cover.plain < LEAST_PLAIN && !(enough && f->speaker == VB_YES)) return false;
  if (f->speaker == VB_NO && !is_release(s))
    return has_share(&h->cover, pooled ? COPIED_SHARE : EXACT_SHARE) &&
           h->cover.words > TELLING_WORDS;
  if (is_release(s))
    return is_lately(article, f, NEAR_DAYS) && is_telling(s, h, TELLING_WORDS, EXACT_SHARE);
  if (has_speaker(s)) return is_altered_by_speaker(article, s, h);
  return h->cover.words > TELLING_WORDS && is_close(h) &&
         (pooled || is_telling(s, h, TELLING_WORDS, QUOTED_SHARE));
}

/* A quotation: by who says it, by what else of the article the text holds, or by its words. */
static bool is_quoted_there(const vb_article *article, const vb_sought *s, const vb_held *h) {
  return is_word_for_word(s, h) || is_altered_there(article, s, h);
}

/* Who says the same again each time says it in a form of theirs. */
static bool is_own(const vb_article *article, const vb_held *h) {
  return article->outlet.n && vb_str_eq(article->outlet, h->text->article.outlet);
}

bool vb_belief_may_be_copied(const vb_cover *c) {
  return c->plain >= PLAIN_WORDS && c->same >= COPIED_WORDS && has_share(c, COPIED_SHARE);
}

/* What VB_TELLING_REPORTED asks below of every text. */
bool vb_belief_may_be_told(const vb_article *article, const vb_sought *s,
                           const vb_article *source) {
  if (s->subject.telling != VB_TELLING_REPORTED || s->speaker) return true;
  return is_rare(s) && is_near(article, source->published, REPORT_DAYS);
}

int vb_belief_least_share(const vb_sought *s, bool every) {
  return s->subject.telling == VB_TELLING_UNQUOTED && !every ? COPIED_SHARE : LEAST_SHARE;
}

bool vb_belief_holds(const vb_article *article, const vb_sought *s, const vb_held *h) {
  const vb_holder *f = &h->facts;
  if (s->subject.telling != VB_TELLING_QUOTED && h->cover.plain < PLAIN_WORDS) return false;
  switch (s->subject.telling) {
  case VB_TELLING_UNQUOTED:
    if (!vb_belief_may_be_copied(&h->cover)) return false;
    if (is_own(article, h) && !has_share(&h->cover, EXACT_SHARE)) return false;
    return f->cited || f->organ || f->pool >= COPIED_WORDS || is_copy(h);
  case VB_TELLING_REPORTED: /* of who speaks, or of the agency that does */
    if (!is_lately(article, f, REPORT_DAYS) || !has_share(&h->cover, LEAST_SHARE)) return false;
    if (h->weight && h->weight < FORMULA_WEIGHT) return false;
    if (f->retold && f->speaker != VB_YES) return is_telling(s, h, TELLING_WORDS, COPIED_SHARE);
    if (f->speaker == VB_YES || f->pool >= TELLING_WORDS)
      return h->cover.same >= REPORTED_WORDS && is_rare(s);
    return (f->organ || h->speaks) && is_telling(s, h, VB_SHINGLE_WORDS * 2, REPORTED_SHARE);
  case VB_TELLING_QUOTED: break;
  }
  return is_quoted_there(article, s, h);
}

bool vb_belief_is_retold(const vb_article *article, const vb_held *h) {
  return h->cover.plain >= PLAIN_WORDS && is_lately(article, &h->facts, REPORT_DAYS) &&
         vb_verdict_is_found(&h->cover, VB_TELLING_REPORTED);
}

int64_t vb_belief_pool(const vb_sought *s, const vb_held *h) {
  if (s->subject.telling != VB_TELLING_QUOTED || s->documents > COMMON_TEXTS) return 0;
  return h->cover.words >= LONE_WORDS ? h->cover.same : 0;
}

bool vb_belief_may_miss(const vb_sought *s) {
  return s->wording.words.n >= LONE_WORDS && !is_release(s);
}

vb_known vb_belief_speaker(const vb_sought *s, const vb_held *h) {
  bool names = h->cover.plain < PLAIN_WORDS && h->cover.content > 2 * h->cover.plain;
  bool title = names && s->subject.telling == VB_TELLING_QUOTED;
  return title && h->facts.speaker == VB_NO ? VB_UNKNOWN : h->facts.speaker;
}

bool vb_belief_is_sure(const vb_held *h) {
  return h->cover.same >= SHORT_WORDS && has_share(&h->cover, COPIED_SHARE);
}

bool vb_belief_is_tied(const vb_article *article, const vb_sought *s, const vb_held *h) {
  const vb_holder *f = &h->facts;
  if (h->carried || f->pool >= VB_SHINGLE_WORDS) return true;
  if (s->wording.words.n < LONE_WORDS && !is_lately(article, f, NEAR_DAYS)) return false;
  if (f->speaker == VB_YES || f->cited) return true;
  if (!article->id.n) return s->documents >= 0 && s->documents <= FEW_TEXTS; /* words alone */
  if (!vb_date_known(article->published) || !vb_date_known(f->published)) return false;
  return is_lately(article, f, NEAR_DAYS) && h->cover.same == h->cover.words &&
         s->wording.words.n >= LONE_WORDS;
}
