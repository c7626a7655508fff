#include "article/date_shapes.h"

typedef vb_date_cursor cursor;

/* Halves of the day. */
typedef enum { WHOLE_DAY, MORNING, AFTERNOON } half_day;

/* "Z", "GMT", "+09:00" behind a time. */
static void take_offset(cursor *c, vb_date *d) {
  cursor k = *c;
  vb_date_skip_blanks(&k);
  if (vb_date_take_literal(&k, VB_S("GMT")) || vb_date_take_literal(&k, VB_S("UTC")) ||
      vb_date_take(&k, 'Z')) {
    d->has_offset = true;
    d->offset_minutes = 0;
    *c = k;
  }
  int sign = vb_date_take(&k, '+') ? 1 : vb_date_take(&k, '-') ? -1 : 0, digits;
  if (!sign) return;
  cursor number = k;
  int value = vb_date_take_figure(&k, 4, &digits), minutes = 0;
  if (digits == 4) {
    minutes = value % 100;
    value /= 100;
  } else if (digits <= 2 && vb_date_take(&k, ':')) {
    minutes = vb_date_take_figure(&k, 2, &digits);
  } else if (number.at == k.at) {
    return;
  }
  if (value < 0 || value > 14 || minutes < 0 || minutes > 59) return;
  d->has_offset = true;
  d->offset_minutes = (int16_t)(sign * (value * 60 + minutes));
  *c = k;
}

/* "a.m.", "PM", "p. m." */
static half_day take_am_pm(cursor *c) {
  cursor k = *c;
  bool pm = vb_date_peek(&k, 'p') || vb_date_peek(&k, 'P');
  if (!pm && !vb_date_peek(&k, 'a') && !vb_date_peek(&k, 'A')) return WHOLE_DAY;
  k.at++;
  if (vb_date_take(&k, '.')) vb_date_skip_blanks(&k);
  if (!vb_date_take(&k, 'm') && !vb_date_take(&k, 'M')) return WHOLE_DAY;
  if (k.at < k.s.n && vb_date_is_word_byte(k.s.p[k.at])) return WHOLE_DAY;
  vb_date_take(&k, '.');
  *c = k;
  return pm ? AFTERNOON : MORNING;
}

/* A language's own word: 오전, 下午, μ.μ. */
static half_day take_half_word(const vb_article_grammar *g, cursor *c) {
  if (vb_date_take_word(g, c, VB_DATE_WORD_AM, NULL)) return MORNING;
  return vb_date_take_word(g, c, VB_DATE_WORD_PM, NULL) ? AFTERNOON : WHOLE_DAY;
}

static half_day take_half_behind(const vb_article_grammar *g, cursor *c) {
  cursor k = *c;
  vb_date_skip_blanks(&k);
  half_day half = take_am_pm(&k);
  if (!half) half = take_half_word(g, &k);
  if (half) *c = k;
  return half;
}

/* "(Wed)", "(水)": brackets without a number. */
static bool skip_aside(cursor *c) {
  enum { LONGEST = 20 };
  cursor k = *c;
  vb_str inside = vb_date_take_brackets(&k, LONGEST);
  for (ptrdiff_t i = 0; i < inside.n; i++)
    if (vb_is_digit(inside.p[i])) return false;
  *c = k;
  return inside.n;
}

static bool skip_mark(cursor *c) {
  static const char marks[] = ",-|(.";
  for (int i = 0; marks[i]; i++)
    if (vb_date_take(c, marks[i])) return true;
  return vb_date_take_literal(c, VB_S("\xE2\x80\x93")) ||
         vb_date_take_literal(c, VB_S("\xC2\xB7")) || vb_date_take_literal(c, VB_S("\xE2\x80\x94"));
}

/* What may stand between a date and its time; true if a word ("at") says that a time comes. */
static bool skip_to_time(const vb_article_grammar *g, cursor *c) {
  enum { MOST_MARKS = 6 };
  bool said = false;
  if (vb_date_take(c, 'T')) return true;
  for (int i = 0; i < MOST_MARKS; i++) {
    vb_date_skip_blanks(c);
    if (vb_date_take_whole(g, c, VB_DATE_WORD_AT))
      said = true;
    else if (!skip_aside(c) && !vb_date_take_whole(g, c, VB_DATE_WORD_WEEKDAY) && !skip_mark(c))
      break;
  }
  return said;
}

/* "19", "19:05", "19:05.123" behind the colon of an hour */
static int take_minute(cursor *c) {
  int digits, minute = vb_date_take_figure(c, 2, &digits);
  if (digits != 2) return -1;
  if (!vb_date_peek(c, ':')) return minute;
  cursor seconds = {c->s, c->at + 1};
  if (vb_date_take_figure(&seconds, 2, &digits) >= 0) *c = seconds;
  if (vb_date_take(c, '.')) vb_date_take_figure(c, 9, &digits);
  return minute;
}

/* "9.19 Uhr", or "9.19" where a word before said that a time comes: behind the point */
static int take_minute_behind_point(const vb_article_grammar *g, cursor *c, bool said) {
  int digits, minute = vb_date_take_figure(c, 2, &digits);
  cursor k = *c;
  vb_date_skip_blanks(&k);
  if (vb_date_take_whole(g, &k, VB_DATE_WORD_HOUR))
    *c = k;
  else if (!said)
    return -1;
  return digits == 2 ? minute : -1;
}

/* "9시 19분", "9시", "09h19", "9 Uhr": a sign behind the hour.  In letters it also tells how long
 * something takes: without minutes it needs a word before. */
static int take_minute_behind_sign(const vb_article_grammar *g, cursor *c, bool said) {
  int digits;
  vb_date_skip_blanks(c);
  if (!vb_date_take_word(g, c, VB_DATE_WORD_HOUR, NULL)) return -1;
  bool letters = vb_is_alpha(c->s.p[c->at - 1]);
  cursor k = *c;
  vb_date_skip_blanks(&k);
  int minute = vb_date_take_figure(&k, 2, &digits);
  if (minute < 0) {
    bool goes_on = letters && c->at < c->s.n && vb_date_is_word_byte(c->s.p[c->at]);
    return goes_on || (letters && !said) ? -1 : 0;
  }
  *c = k;
  vb_date_skip_blanks(&k);
  if (vb_date_take_word(g, &k, VB_DATE_WORD_MINUTE, NULL)) *c = k;
  return minute;
}

void vb_date_take_time(const vb_article_grammar *g, cursor *c, vb_date *d) {
  cursor k = *c;
  int digits, minute;
  bool said = skip_to_time(g, &k);
  half_day half = take_half_word(g, &k);
  vb_date_skip_blanks(&k);
  int hour = vb_date_take_figure(&k, 2, &digits);
  if (hour < 0 || hour > 24) return;
  if (vb_date_take(&k, ':') || vb_date_take_literal(&k, VB_S("\xEF\xBC\x9A")))
    minute = take_minute(&k);
  else if (vb_date_take(&k, '.'))
    minute = take_minute_behind_point(g, &k, said);
  else
    minute = take_minute_behind_sign(g, &k, said || half);
  if (minute < 0 || minute > 59 || (hour == 24 && minute)) return;
  if (!half) half = take_half_behind(g, &k);
  if (half == AFTERNOON && hour < 12) hour += 12;
  if (half == MORNING && hour == 12) hour = 0;
  d->hour = (int8_t)(hour % 24);
  d->minute = (int8_t)minute;
  d->precision = VB_DATE_MINUTE;
  take_offset(&k, d);
  *c = k;
}
