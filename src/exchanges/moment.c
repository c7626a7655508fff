/* Moment: the day and the occasion of an act, from the chunks around its match. */
#include "exchanges/reading.h"

enum { MAX_DISTANCE = 24 }; /* chunks; a day farther away belongs to something else */

/* "..., state media said Tuesday": the day of telling, not of sending. */
static bool is_telling_day(const vb_sentence *s, int chunk) {
  enum { REACH = 4 }; /* "released by state television on Monday" */
  for (int i = chunk - 1; i >= 0 && i >= chunk - REACH; i--) {
    const vb_chunk *c = &s->chunks.v[i];
    if (c->kind == VB_CHUNK_FORM || c->kind == VB_CHUNK_STOP) return false;
    if (c->kind != VB_CHUNK_WORD) continue;
    if (c->classes & VB_WORD_TELLING) return true;
    if (c->verbs || i == chunk - REACH) return false;
  }
  return false;
}

/* What is told has happened: "a gift for his birthday, February 16 next year" has no day yet. */
static bool is_ahead(const vb_article *article, vb_date day) {
  if (article->published.precision < VB_DATE_DAY) return false;
  return vb_date_to_days(day) > vb_date_to_days(article->published) + 1;
}

int vb_moment_times(const vb_reading *r, const vb_time **times, int max) {
  int n = 0, best_distance = 0;
  for (int i = 0; i < r->s->chunks.n; i++) {
    const vb_chunk *c = &r->s->chunks.v[i];
    if (c->kind != VB_CHUNK_TIME || is_telling_day(r->s, i)) continue;
    const vb_time *t = &r->s->times.v[c->index];
    bool dated = vb_date_known(t->date) && (t->type == VB_TIME_DATE || t->type == VB_TIME_TIME);
    int d = vb_reading_distance(r, i);
    int original = r->m.slots[VB_SLOT_ORIGINAL];
    int from = r->m.slots[VB_SLOT_FROM];
    bool of_original = original >= 0 && i > original && !(from > original && i > from);
    if (!dated || d > MAX_DISTANCE || of_original || is_ahead(r->f->article, t->date)) continue;
    bool joined = n && i >= 2 && r->s->chunks.v[i - 2].kind == VB_CHUNK_TIME; /* 20 and 22 */
    if (joined && n < max) {
      times[n++] = t;
    } else if (!n || d < best_distance) {
      times[0] = t;
      n = 1;
      best_distance = d;
    }
  }
  return n;
}

/* Told as background: a year or a month before the article's, or a day long ago. */
static bool is_background(const vb_article *article, vb_date sent) {
  enum { RECENT_DAYS = 45 };
  if (!vb_date_known(sent) || !vb_date_known(article->published)) return false;
  if (sent.precision == VB_DATE_YEAR) return sent.year < article->published.year;
  vb_date end = sent;
  if (sent.precision == VB_DATE_MONTH) end.day = 28;
  return vb_date_to_days(article->published) - vb_date_to_days(end) > RECENT_DAYS;
}

void vb_moment_set(const vb_reading *r, vb_exchange *x, const vb_time *time) {
  if (time) {
    x->sent = vb_date_day(time->date);
    x->sent_kind = r->row->sent;
  }
  x->mention |= is_background(r->f->article, x->sent);
}

/* An occasion behind another form, before this match, is that form's: "sent a letter on his
 * birthday, and also delivered a gift". */
static bool belongs_to_other(const vb_reading *r, int occasion) {
  for (int i = 0; i < occasion; i++)
    if (r->s->chunks.v[i].kind == VB_CHUNK_FORM) return true;
  return false;
}

vb_occasion_phrase vb_moment_occasion(const vb_reading *r) {
  vb_occasion_phrase best = {0};
  int best_distance = 0;
  for (int i = 0; i < r->s->chunks.n; i++) {
    const vb_chunk *c = &r->s->chunks.v[i];
    if (c->kind != VB_CHUNK_OCCASION) continue;
    int d = vb_reading_distance(r, i);
    if (i < r->m.start && belongs_to_other(r, i)) continue;
    if (best.text.p && d >= best_distance) continue;
    best = r->s->occasions.v[c->index];
    best_distance = d;
  }
  return best;
}
