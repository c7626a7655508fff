/* Days and months by name or number, weekdays, holidays.  See time_rules.h. */
#include "language/time_rules.h"

/* "2011", "last year", "this year": how many tokens, and which year; 0 tokens if neither. */
static int year_phrase(vb_time_parser *p, int i, int *year) {
  if (is_year(p, i)) return *year = at(p, i)->value, 1;
  const vb_time_token *deictic = at(p, i), *unit = at(p, i + 1);
  if (deictic->class != VB_TW_DEICTIC || unit->class != VB_TW_UNIT || unit->value != 'Y') return 0;
  if (deictic->value < -1 || deictic->value > 1 || !vb_date_known(p->anchor)) return 0;
  return *year = p->anchor.year + deictic->value, 2;
}

/* "Juche 100 (2011)" says the year of the month before it. */
static int era_year(vb_time_parser *p, int i, int *year) {
  if (class_at(p, i) != VB_TW_ERA) return 0;
  vb_time_found era = vb_time_read_era(p, i);
  if (era.n) *year = era.when.year;
  return era.n;
}

/* The same after "of", "in" or a comma. */
int vb_time_read_year_behind(vb_time_parser *p, int i, int *year) {
  bool comma = is_mark(p, i, ',');
  int era = era_year(p, i + comma, year);
  if (era) return era + comma;
  if (comma) return is_year(p, i + 1) ? (*year = at(p, i + 1)->value, 2) : 0;
  bool of = class_at(p, i) == VB_TW_OF || class_at(p, i) == VB_TW_IN;
  int n = year_phrase(p, i + of, year);
  return n ? n + of : 0;
}

/* More days of the same month: "19-22", "19 and 20", "19, 20 and 21".  Tokens up to behind them. */
static int more_days(vb_time_parser *p, int i) {
  int k = i;
  for (int days = 0; days < 3; days++) {
    bool joins = class_at(p, k) == VB_TW_AND || class_at(p, k) == VB_TW_TO || is_mark(p, k, '-') ||
                 is_mark(p, k, ',');
    if (!joins || !is_day(p, k + 1)) break;
    k += 2;
  }
  return k - i;
}

/* What stands behind a day that goes with the month before it: "20 people" is no day. */
static bool day_ends(vb_time_parser *p, int i) {
  const vb_time_token *t = at(p, i);
  if (t->class == VB_TW_OTHER) return t->capital;
  return t->class != VB_TW_UNITS && t->class != VB_TW_UNIT && !is_mark(p, i, '%') &&
         !is_mark(p, i, '$') && t->class != VB_TW_MONTH && !is_mark(p, i, ':');
}

vb_when vb_time_day_of(vb_time_parser *p, int i, int year, int month, int day) {
  if (year) return vb_when_day(vb_date_ymd(year, month, day));
  return vb_time_by_tense(p, i, vb_when_nearest_day(p->anchor, month, day));
}

/* Words behind which a bare "May" or "March" is a month. */
static bool expects_month(vb_time_parser *p, int i) {
  switch (class_at(p, i)) {
  case VB_TW_IN:
  case VB_TW_OF:
  case VB_TW_TO:
  case VB_TW_BOUND:
  case VB_TW_DEICTIC:
  case VB_TW_EVERY:
  case VB_TW_ON: return true;
  case VB_TW_MARK: /* late-May */ return at(p, i)->value == '-' && at(p, i)->glued;
  default: return false;
  }
}

static bool month_stands_alone(vb_time_parser *p, int i, int behind) {
  const vb_time_token *t = at(p, i);
  bool expected = expects_month(p, i - 1);
  if (t->abbreviated) return behind > i + 1 && expected;
  if (t->care) return expected;
  const vb_time_token *next = at(p, behind); /* "April Smith" */
  return expected || !(next->class == VB_TW_OTHER && next->capital && !next->glued);
}

/* Dec. 19[, 2011] | Dec. 19-22, 2011 | March 2019 | in March [last year] */
vb_time_found vb_time_read_month(vb_time_parser *p, int i) {
  const vb_time_token t = *at(p, i);
  int k = i + 1, year = 0;
  if (!t.capital) return (vb_time_found){0};
  if (t.abbreviated && is_mark(p, k, '.') && at(p, k)->glued) k++;
  bool glued_number = at(p, k)->glued && k == i + 1;
  if (is_day(p, k) && !glued_number) {
    int day = at(p, k)->value, more = more_days(p, k + 1),
        n = vb_time_read_year_behind(p, k + 1, &year);
    if (!n && more && !vb_time_read_year_behind(p, k + 1 + more, &year)) year = 0;
    vb_when when = vb_time_day_of(p, i, year, t.value, day);
    if (!n) p->month = vb_when_month(when.grain ? when.year : 2000, t.value);
    if (!when.grain && (year || vb_date_known(p->anchor))) return (vb_time_found){0};
    return moment(k + 1 + n - i, when);
  }
  int n = vb_time_read_year_behind(p, k, &year);
  if (n) return moment(k + n - i, vb_when_month(year, t.value));
  if (!month_stands_alone(p, i, k)) return (vb_time_found){0};
  return moment(k - i, vb_time_by_tense(p, i, vb_when_nearest_month(p->anchor, t.value)));
}

/* 19 December 2011 | 19-22 December 2011 | 21st of May */
vb_time_found vb_time_read_day_month(vb_time_parser *p, int i) {
  if (!is_day(p, i)) return (vb_time_found){0};
  int day = at(p, i)->value, k = i + 1, more = more_days(p, k), year = 0;
  int month = k + more + (class_at(p, k + more) == VB_TW_OF);
  if (class_at(p, month) != VB_TW_MONTH || !at(p, month)->capital) return (vb_time_found){0};
  int behind = month + 1;
  if (at(p, month)->abbreviated && is_mark(p, behind, '.') && at(p, behind)->glued) behind++;
  int n = vb_time_read_year_behind(p, behind, &year);
  vb_when when = vb_time_day_of(p, i, year, at(p, month)->value, day);
  if (!when.grain && (year || vb_date_known(p->anchor))) return (vb_time_found){0};
  return moment(more ? 1 : behind + n - i, when);
}

/* What stands behind a day that has no month: "on the 15th floor" is none. */
static bool lone_day_ends(vb_time_parser *p, int i) {
  vb_time_class class = class_at(p, i);
  bool mark = class == VB_TW_MARK && !is_joint(p, i) && !is_mark(p, i, '/');
  return mark || class == VB_TW_END || class == VB_TW_IN || class == VB_TW_TO ||
         class == VB_TW_AND || class == VB_TW_PART;
}

/* on the 15th | the 15th of last month */
vb_time_found vb_time_read_lone_day(vb_time_parser *p, int i) {
  const vb_time_token *t = at(p, i);
  if (!is_day(p, i) || !t->n_digits || !vb_date_known(p->anchor)) return (vb_time_found){0};
  const vb_time_token *deictic = at(p, i + 2), *unit = at(p, i + 3);
  bool of_month = class_at(p, i + 1) == VB_TW_OF && deictic->class == VB_TW_DEICTIC &&
                  deictic->value >= -1 && deictic->value <= 1 && unit->class == VB_TW_UNIT &&
                  unit->value == 'M';
  int shift = of_month ? deictic->value : 0;
  if (!of_month) {
    if (class_at(p, i - 2) != VB_TW_ON || !lone_day_ends(p, i + 1)) return (vb_time_found){0};
    if (t->value > p->anchor.day && vb_time_tense_at(p, i) <= 0) shift = -1;
  }
  vb_when month = vb_when_month(p->anchor.year, p->anchor.month + shift);
  vb_when when = vb_when_day(vb_date_ymd(month.year, month.month, t->value));
  return when.grain ? moment(of_month ? 4 : 1, when) : (vb_time_found){0};
}

/* The next day of a list: "Dec. 19 and 20". */
vb_time_found vb_time_read_listed_day(vb_time_parser *p) {
  vb_time_class joint = class_at(p, -1);
  bool joins =
      joint == VB_TW_AND || joint == VB_TW_TO || is_mark(p, -1, '-') || is_mark(p, -1, ',');
  if (!p->month.grain || !joins || !is_day(p, 0)) return (vb_time_found){0};
  int year = 0, n = vb_time_read_year_behind(p, 1, &year);
  if (!n && !day_ends(p, 1)) return (vb_time_found){0};
  return moment(1 + n, vb_when_day(vb_date_ymd(year ? year : p->month.year, p->month.month,
                                               at(p, 0)->value)));
}

void vb_time_take_part(vb_time_parser *p, int i, vb_time_found *f) {
  const vb_time_token *t = at(p, i + f->n);
  if (t->class != VB_TW_PART) return;
  f->when.daypart = t->text;
  f->type = VB_TIME_TIME;
  f->n++;
}

/* Friday [night] | Friday, Dec. 21[, 2011] */
vb_time_found vb_time_read_weekday(vb_time_parser *p, int i, vb_date from, int direction) {
  const vb_time_token t = *at(p, i);
  if (!t.capital) return (vb_time_found){0};
  int k = i + 1;
  if (t.abbreviated && is_mark(p, k, '.') && at(p, k)->glued) k++;
  bool today = vb_date_known(from) && vb_date_weekday(from) == t.value - 1;
  bool open = direction == -1 || direction == 0;
  if (open && !today && vb_time_tense_at(p, i) > 0) direction = 1;
  vb_time_found f = moment(k - i, vb_when_weekday(from, t.value - 1, direction));
  vb_time_take_part(p, i, &f);
  int comma = i + f.n + is_mark(p, i + f.n, ',');
  vb_time_found date = {0};
  if (class_at(p, comma) == VB_TW_MONTH)
    date = vb_time_read_month(p, comma);
  else if (is_day(p, comma))
    date = vb_time_read_day_month(p, comma);
  if (date.n && date.when.grain == VB_WHEN_DAY) {
    date.when.daypart = f.when.daypart;
    return (vb_time_found){.n = comma - i + date.n, .type = f.type, .when = date.when};
  }
  return t.abbreviated ? (vb_time_found){0} : f;
}

/* 2011-12-21 | 2011/12/21 | 2011.12.21 | 21/12/2011 where the day says so */
vb_time_found vb_time_read_numeric_date(vb_time_parser *p, int i) {
  char mark = (char)at(p, i + 1)->value;
  bool marks = class_at(p, i + 1) == VB_TW_MARK && is_mark(p, i + 3, mark) && at(p, i + 1)->glued &&
               at(p, i + 2)->glued && at(p, i + 3)->glued && at(p, i + 4)->glued;
  if (!marks || (mark != '-' && mark != '/' && mark != '.')) return (vb_time_found){0};
  if (class_at(p, i + 2) != VB_TW_DIGITS || class_at(p, i + 4) != VB_TW_DIGITS)
    return (vb_time_found){0};
  int a = at(p, i)->value, b = at(p, i + 2)->value, c = at(p, i + 4)->value;
  vb_date day = {0};
  if (is_year(p, i) && at(p, i + 4)->n_digits <= 2) day = vb_date_ymd(a, b, c);
  if (is_year(p, i + 4) && at(p, i)->n_digits <= 2 && (a > 12 || b > 12 || a == b))
    day = a > 12 ? vb_date_ymd(c, b, a) : vb_date_ymd(c, a, b);
  return vb_date_known(day) ? moment(5, vb_when_day(day)) : (vb_time_found){0};
}

vb_time_found vb_time_read_holiday(vb_time_parser *p, int i) {
  vb_str value = at(p, i)->text;
  int month = vb_str_to_int(vb_str_slice(value, 0, 2));
  int day = value.n == 5 ? vb_str_to_int(vb_str_slice(value, 3, 5)) : 0, year = 0;
  if (!at(p, i)->capital || month < 1 || day < 1) return (vb_time_found){0};
  int n = vb_time_read_year_behind(p, i + 1, &year);
  return moment(1 + n, vb_time_day_of(p, i, year, month, day));
}
