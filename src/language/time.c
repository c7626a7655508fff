#include <stdio.h>
#include <string.h>

#include "language/time_value.h"
#include "language/time_words.h"

/* What a rule found: n tokens from where it began (0: nothing), and what they say. */
typedef struct {
  int n;
  vb_time_type type;
  vb_when when;
  char value[24]; /* of what is no moment: "P3D", "PAST_REF" */
} found;

typedef struct {
  vb_time_lexer lexer;
  vb_date anchor;
  vb_date day;     /* the last day that the text named: "two days earlier", "the same day" */
  int year;        /* the last year it named; 0: none */
  vb_when quarter; /* the last quarter it named */
  int tense;       /* of the last verb of the sentence: 1 future, -1 past, 0 none yet */
  vb_when month;   /* of the day just read, for "Dec. 19 and 20"; grain NONE: none */
  vb_arena *out;
  vb_times times;
} parser;

static const vb_time_token *at(parser *p, int i) { return vb_time_at(&p->lexer, i); }
static vb_time_class class_at(parser *p, int i) { return (vb_time_class)at(p, i)->class; }

static bool is_mark(parser *p, int i, char c) {
  return class_at(p, i) == VB_TW_MARK && at(p, i)->value == c;
}

/* A dash that joins two words: "third-quarter". */
static bool is_joint(parser *p, int i) {
  return is_mark(p, i, '-') && at(p, i)->glued && at(p, i + 1)->glued;
}

static vb_date base_day(const parser *p) { return vb_date_known(p->day) ? p->day : p->anchor; }

static found moment(int n, vb_when when) {
  return (found){.n = n, .type = VB_TIME_DATE, .when = when};
}

static found words(int n, vb_time_type type, vb_str value) {
  found f = {.n = n, .type = type};
  snprintf(f.value, sizeof f.value, "%.*s", VB_ARG(value));
  return f;
}

/* "P3D", "PT2H", "PXY" (count < 0). */
static found stretch(int n, vb_time_type type, int count, int unit) {
  found f = {.n = n, .type = type};
  bool time = unit >= VB_TIME_UNIT;
  char letter = (char)(unit % VB_TIME_UNIT);
  int times = letter == 'X' ? 10 : letter == 'C' ? 100 : letter == 'F' ? 2 : 1;
  if (count > 0 && times > 1) letter = letter == 'F' ? 'W' : 'Y';
  if (letter == 'X') letter = 'E'; /* decades, as ISO-TimeML writes them */
  if (letter == 'E' && times == 1) letter = 'W';
  if (count < 0)
    snprintf(f.value, sizeof f.value, "P%sX%c", time ? "T" : "", letter);
  else
    snprintf(f.value, sizeof f.value, "P%s%d%c", time ? "T" : "", count * times, letter);
  return f;
}

/* ---- years, quarters, days ---- */

static bool is_year(parser *p, int i) {
  const vb_time_token *t = at(p, i);
  return t->class == VB_TW_DIGITS && t->n_digits == 4 && t->value >= 1000 && t->value <= 2100;
}

static bool is_day(parser *p, int i) {
  const vb_time_token *t = at(p, i);
  bool digits = t->class == VB_TW_DIGITS && t->n_digits <= 2;
  return (digits || t->class == VB_TW_ORDINAL) && t->value >= 1 && t->value <= 31;
}

/* "2011", "last year", "this year": how many tokens, and which year; 0 tokens if neither. */
static int year_phrase(parser *p, int i, int *year) {
  if (is_year(p, i)) return *year = at(p, i)->value, 1;
  const vb_time_token *deictic = at(p, i), *unit = at(p, i + 1);
  if (deictic->class != VB_TW_DEICTIC || unit->class != VB_TW_UNIT || unit->value != 'Y') return 0;
  if (deictic->value < -1 || deictic->value > 1 || !vb_date_known(p->anchor)) return 0;
  return *year = p->anchor.year + deictic->value, 2;
}

/* The same after "of", "in" or a comma. */
static int year_behind(parser *p, int i, int *year) {
  bool comma = is_mark(p, i, ',');
  if (comma) return is_year(p, i + 1) ? (*year = at(p, i + 1)->value, 2) : 0;
  bool of = class_at(p, i) == VB_TW_OF || class_at(p, i) == VB_TW_IN;
  int n = year_phrase(p, i + of, year);
  return n ? n + of : 0;
}

/* More days of the same month: "19-22", "19 and 20", "19, 20 and 21".  Tokens up to behind them. */
static int more_days(parser *p, int i) {
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
static bool day_ends(parser *p, int i) {
  const vb_time_token *t = at(p, i);
  if (t->class == VB_TW_OTHER) return t->capital;
  return t->class != VB_TW_UNITS && t->class != VB_TW_UNIT && !is_mark(p, i, '%') &&
         !is_mark(p, i, '$') && t->class != VB_TW_MONTH && !is_mark(p, i, ':');
}

/* What token i says of time as a verb: 1 to come, -1 past, 0 nothing; "was due" is past. */
static int verb_tense(parser *p, int i, int before) {
  const vb_time_token *t = at(p, i);
  if (t->class == VB_TW_TENSE) return t->value == 2 ? (before < 0 ? -1 : 1) : t->value;
  vb_str word = vb_str_slice(p->lexer.text, t->span.start, t->span.end);
  return t->class == VB_TW_OTHER && !t->capital && vb_str_ends(word, VB_S("ed")) ? -1 : 0;
}

/* Of the verb that governs token i: the last before it in its sentence, else the next behind it. */
static int tense_at(parser *p, int i) {
  const vb_time_token *before = at(p, i - 1);
  if (before->class == VB_TW_TO && before->value) return 1; /* until Tuesday */
  if (p->tense) return p->tense;
  for (int k = i + 1; k < i + 10 && k < VB_TIME_AHEAD - 1; k++) {
    const vb_time_token *t = at(p, k);
    int tense = verb_tense(p, k, 0);
    if (tense) return tense;
    if (t->class == VB_TW_END || (is_mark(p, k, '.') && !at(p, k + 1)->glued)) return 0;
  }
  return 0;
}

/* A day or month without a year that the nearest rule puts months away, against the verb's tense.
 */
static vb_when by_tense(parser *p, int i, vb_when when) {
  vb_date day = vb_date_ymd(when.year, when.month, when.day ? when.day : 15);
  if (!when.grain || !vb_date_known(p->anchor) || !vb_date_known(day)) return when;
  int ahead = (int)(vb_date_to_days(day) - vb_date_to_days(p->anchor));
  int tense = tense_at(p, i);
  if (ahead > 120 && tense < 0) when.year--;
  if (ahead < -120 && tense > 0) when.year++;
  return when;
}

static vb_when day_of(parser *p, int i, int year, int month, int day) {
  if (year) return vb_when_day(vb_date_ymd(year, month, day));
  return by_tense(p, i, vb_when_nearest_day(p->anchor, month, day));
}

/* Words behind which a bare "May" or "March" is a month. */
static bool expects_month(parser *p, int i) {
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

static bool month_stands_alone(parser *p, int i, int behind) {
  const vb_time_token *t = at(p, i);
  bool expected = expects_month(p, i - 1);
  if (t->abbreviated) return behind > i + 1 && expected;
  if (t->care) return expected;
  const vb_time_token *next = at(p, behind); /* "April Smith" */
  return expected || !(next->class == VB_TW_OTHER && next->capital && !next->glued);
}

/* Dec. 19[, 2011] | Dec. 19-22, 2011 | March 2019 | in March [last year] */
static found month_rule(parser *p, int i) {
  const vb_time_token t = *at(p, i);
  int k = i + 1, year = 0;
  if (!t.capital) return (found){0};
  if (t.abbreviated && is_mark(p, k, '.') && at(p, k)->glued) k++;
  bool glued_number = at(p, k)->glued && k == i + 1;
  if (is_day(p, k) && !glued_number) {
    int day = at(p, k)->value, more = more_days(p, k + 1), n = year_behind(p, k + 1, &year);
    if (!n && more && !year_behind(p, k + 1 + more, &year)) year = 0;
    vb_when when = day_of(p, i, year, t.value, day);
    if (!n) p->month = vb_when_month(when.grain ? when.year : 2000, t.value);
    if (!when.grain && (year || vb_date_known(p->anchor))) return (found){0};
    return moment(k + 1 + n - i, when);
  }
  int n = year_behind(p, k, &year);
  if (n) return moment(k + n - i, vb_when_month(year, t.value));
  if (!month_stands_alone(p, i, k)) return (found){0};
  return moment(k - i, by_tense(p, i, vb_when_nearest_month(p->anchor, t.value)));
}

/* 19 December 2011 | 19-22 December 2011 | 21st of May */
static found day_month_rule(parser *p, int i) {
  if (!is_day(p, i)) return (found){0};
  int day = at(p, i)->value, k = i + 1, more = more_days(p, k), year = 0;
  int month = k + more + (class_at(p, k + more) == VB_TW_OF);
  if (class_at(p, month) != VB_TW_MONTH || !at(p, month)->capital) return (found){0};
  int behind = month + 1;
  if (at(p, month)->abbreviated && is_mark(p, behind, '.') && at(p, behind)->glued) behind++;
  int n = year_behind(p, behind, &year);
  vb_when when = day_of(p, i, year, at(p, month)->value, day);
  if (!when.grain && (year || vb_date_known(p->anchor))) return (found){0};
  return moment(more ? 1 : behind + n - i, when);
}

/* Quarter, half of a year, century, day of a month, "first nine months". */
static found quantity_rule(parser *p, int i);

/* Without a year, a quarter far ahead is last year's ("the fourth quarter", told in January),
 * unless the verb says that it is to come. */
static vb_when quarter_of(parser *p, int i, int quarter, int year) {
  if (year) return vb_when_quarter(year, quarter);
  if (p->anchor.precision < VB_DATE_MONTH) return (vb_when){0};
  bool far = quarter > (p->anchor.month + 2) / 3 + 1;
  return vb_when_quarter(p->anchor.year - (far && tense_at(p, i) <= 0), quarter);
}

static found ordinal_rule(parser *p, int i) {
  int value = at(p, i)->value, year = 0;
  int k = i + 1 + is_joint(p, i + 1);
  const vb_time_token *t = at(p, k);
  if (t->class == VB_TW_FISCAL) t = at(p, ++k);
  if (t->class == VB_TW_UNIT && t->value == 'Q' && value <= 4) {
    int n = year_behind(p, k + 1, &year);
    return moment(k + 1 + n - i, quarter_of(p, i, value, year));
  }
  if (t->class == VB_TW_HALF && value <= 2) {
    int n = year_behind(p, k + 1, &year);
    if (!n) return (found){0};
    return moment(k + 1 + n - i, (vb_when){.grain = VB_WHEN_HALF, .year = year, .part = value});
  }
  if (t->class == VB_TW_UNIT && t->value == 'C' && value >= 2 && value <= 21)
    return moment(k + 1 - i, (vb_when){.grain = VB_WHEN_CENTURY, .year = (value - 1) * 100});
  found day = day_month_rule(p, i);
  if (day.n) return day;
  if (value == 1 && (t->class == VB_TW_NUMBER || t->class == VB_TW_DIGITS)) {
    found f = quantity_rule(p, i + 1);
    if (f.n && f.type == VB_TIME_DURATION) return f.n++, f;
  }
  return (found){0};
}

/* ---- durations and distances ---- */

/* 12 | two | twenty-five | a couple of | several: tokens, and the count (-1: unknown). */
static int count_phrase(parser *p, int i, int *count) {
  const vb_time_token *t = at(p, i);
  if (t->class == VB_TW_DIGITS && t->n_digits <= 4) return *count = t->value, 1;
  if (t->class == VB_TW_FEW) {
    bool of = class_at(p, i + 1) == VB_TW_OF;
    return *count = t->value ? t->value : -1, 1 + of;
  }
  if (t->class != VB_TW_NUMBER || t->n_digits) return 0;
  int k = i + 1 + is_joint(p, i + 1);
  const vb_time_token *next = at(p, k);
  *count = t->value;
  if (next->class != VB_TW_NUMBER || next->n_digits) return 1;
  if (t->value >= 20 && t->value < 100 && next->value < 10)
    *count += next->value;
  else if (next->value == 100 && t->value < 20)
    *count *= 100;
  else
    return 1;
  return k + 1 - i;
}

/* "ago", "earlier", "later" behind a distance; 0 if none.  *from is where it counts from. */
static int direction_of(parser *p, int i, vb_date *from) {
  const vb_time_token *t = at(p, i);
  *from = p->anchor;
  if (t->class == VB_TW_AGO) return -1;
  if (t->class != VB_TW_BOUND || t->value < 3) return 0;
  *from = base_day(p);
  return t->value == 3 ? -1 : 1;
}

/* A count of units away from a day: days and weeks give a day, longer units their own grain. */
static vb_when distance(vb_date from, int unit, int shift) {
  if (unit == 'W' || unit == 'F') return vb_when_unit(from, 'D', shift * (unit == 'W' ? 7 : 14));
  if (unit == 'X' || unit == 'C') return vb_when_unit(from, 'Y', shift * (unit == 'X' ? 10 : 100));
  return unit < VB_TIME_UNIT ? vb_when_unit(from, (char)unit, shift) : (vb_when){0};
}

/* Years away from a year, or from the quarter that the text speaks of ("... a year earlier"). */
static vb_when years_away(const parser *p, vb_date from, int shift) {
  if (p->quarter.grain && (shift == 1 || shift == -1))
    return vb_when_quarter(p->quarter.year + shift, p->quarter.part);
  return vb_when_unit(from, 'Y', shift);
}

/* `k`: the unit; `count` of them. */
static found counted(parser *p, int i, int k, int count) {
  int unit = at(p, k)->value, behind = k + 1;
  vb_date from;
  int direction = direction_of(p, behind, &from);
  int age = behind + is_joint(p, behind);
  if (class_at(p, age) == VB_TW_OLD) return (found){0};
  if (!direction) return stretch(behind - i, VB_TIME_DURATION, count, unit);
  if (unit >= VB_TIME_UNIT || !count) return stretch(behind + 1 - i, VB_TIME_DURATION, count, unit);
  if (count < 0)
    return words(behind + 1 - i, VB_TIME_DATE,
                 direction < 0 ? VB_S("PAST_REF") : VB_S("FUTURE_REF"));
  if (unit == 'Y') return moment(behind + 1 - i, years_away(p, from, direction * count));
  return moment(behind + 1 - i, distance(from, unit, direction * count));
}

static bool is_unit(parser *p, int i) {
  return class_at(p, i) == VB_TW_UNIT || class_at(p, i) == VB_TW_UNITS;
}

/* nineteen ninety-six, as spoken news has it */
static found spelled_year(parser *p, int i) {
  const vb_time_token *tens = at(p, i + 1), *ones = at(p, i + 2 + is_joint(p, i + 2));
  bool both = class_at(p, i) == VB_TW_NUMBER && at(p, i)->value == 19 &&
              tens->class == VB_TW_NUMBER && tens->value >= 10 && tens->value < 100;
  if (!both) return (found){0};
  bool more = tens->value >= 20 && ones->class == VB_TW_NUMBER && ones->value < 10;
  return moment(more ? 3 + is_joint(p, i + 2) : 2,
                vb_when_year(1900 + tens->value + (more ? ones->value : 0)));
}

/* two years [ago] | 30-day | several more weeks */
static found quantity_rule(parser *p, int i) {
  found year = spelled_year(p, i);
  if (year.n) return year;
  int count = 0, n = count_phrase(p, i, &count);
  if (!n) return (found){0};
  int k = i + n;
  if (is_joint(p, k)) k++;
  if (class_at(p, k) == VB_TW_MORE) k++;
  if (!is_unit(p, k)) return (found){0};
  bool joined = is_joint(p, k - 1);
  if (joined && class_at(p, k) == VB_TW_UNITS) return (found){0}; /* three-quarters */
  if (class_at(p, k) == VB_TW_UNIT && !joined && count != 1 && at(p, k)->value == 'E')
    return (found){0};
  return counted(p, i, k, count);
}

/* a year ago | an hour | a few days | "5 times a week" */
static found article_rule(parser *p, int i) {
  int k = i + 1;
  if (class_at(p, k) == VB_TW_FEW) {
    found f = quantity_rule(p, k);
    if (f.n) f.n++;
    return f;
  }
  if (class_at(p, k) != VB_TW_UNIT || at(p, k)->value == 'E' || at(p, k)->value == 'Q' ||
      is_joint(p, k + 1))
    return (found){0};
  found f = counted(p, i, k, 1);
  vb_time_class before = class_at(p, i - 1);
  if (f.type == VB_TIME_DURATION && (before == VB_TW_DIGITS || before == VB_TW_NUMBER))
    f.type = VB_TIME_SET;
  return f;
}

static found every_rule(parser *p, int i) {
  const vb_time_token *t = at(p, i + 1);
  char value[24] = "";
  int count = 1, n = count_phrase(p, i + 1, &count);
  if (is_unit(p, i + 1 + n) && count > 0)
    return stretch(n + 2, VB_TIME_SET, count, at(p, i + 1 + n)->value);
  if (t->class == VB_TW_WEEKDAY) snprintf(value, sizeof value, "XXXX-WXX-%d", t->value);
  if (t->class == VB_TW_MONTH && t->capital) snprintf(value, sizeof value, "XXXX-%02d", t->value);
  if (t->class == VB_TW_SEASON) snprintf(value, sizeof value, "XXXX-%.*s", VB_ARG(t->text));
  if (t->class == VB_TW_PART) snprintf(value, sizeof value, "XXXX-XX-XXT%.*s", VB_ARG(t->text));
  return value[0] ? words(2, VB_TIME_SET, vb_str_from(value)) : (found){0};
}

/* ---- relative to the day of publication, or to a day the text named ---- */

static void take_part(parser *p, int i, found *f) {
  const vb_time_token *t = at(p, i + f->n);
  if (t->class != VB_TW_PART) return;
  f->when.daypart = t->text;
  f->type = VB_TIME_TIME;
  f->n++;
}

/* Friday [night] | Friday, Dec. 21[, 2011] */
static found weekday_rule(parser *p, int i, int direction) {
  const vb_time_token t = *at(p, i);
  if (!t.capital) return (found){0};
  int k = i + 1;
  if (t.abbreviated && is_mark(p, k, '.') && at(p, k)->glued) k++;
  bool today = vb_date_known(p->anchor) && vb_date_weekday(p->anchor) == t.value - 1;
  if (direction == -1 && !today && tense_at(p, i) > 0) direction = 1;
  found f = moment(k - i, vb_when_weekday(p->anchor, t.value - 1, direction));
  take_part(p, i, &f);
  int comma = i + f.n + is_mark(p, i + f.n, ',');
  found date = {0};
  if (class_at(p, comma) == VB_TW_MONTH)
    date = month_rule(p, comma);
  else if (is_day(p, comma))
    date = day_month_rule(p, comma);
  if (date.n && date.when.grain == VB_WHEN_DAY) {
    date.when.daypart = f.when.daypart;
    return (found){.n = comma - i + date.n, .type = f.type, .when = date.when};
  }
  return t.abbreviated ? (found){0} : f;
}

/* last June [19] | next March */
static found deictic_month(parser *p, int i, int direction) {
  int k = i + 1, month = at(p, i)->value;
  if (!at(p, i)->capital || !vb_date_known(p->anchor)) return (found){0};
  if (at(p, i)->abbreviated && is_mark(p, k, '.')) k++;
  int year = p->anchor.year;
  if (is_day(p, k) && !at(p, k)->glued && !year_behind(p, k + 1, &year)) {
    vb_date day = vb_date_ymd(p->anchor.year, month, at(p, k)->value);
    int order = vb_date_compare(day, vb_date_day(p->anchor));
    int shift = direction < 0 && order > 0 ? -1 : direction > 0 && order <= 0 ? 1 : 0;
    return moment(k + 1 - i, day_of(p, i, p->anchor.year + shift, month, at(p, k)->value));
  }
  if (is_day(p, k) || is_year(p, k)) return month_rule(p, i);
  int shift = direction < 0   ? -(month >= p->anchor.month)
              : direction > 0 ? month <= p->anchor.month
                              : 0;
  return moment(k - i, vb_when_month(p->anchor.year + shift, month));
}

/* last year['s third quarter] | this week | the same day */
static found deictic_unit(parser *p, int i, int deictic, bool the) {
  const vb_time_token unit = *at(p, i);
  bool from_text =
      deictic == 2 || deictic == -2 || deictic == 3 || (the && deictic == 1 && unit.value == 'D');
  vb_date from = from_text ? base_day(p) : p->anchor;
  if (from_text && unit.value == 'Y' && p->year)
    from = (vb_date){.year = (int16_t)p->year, .precision = VB_DATE_YEAR};
  int shift = deictic == 3 ? 0 : deictic > 0 ? 1 : deictic < 0 ? -1 : 0;
  if (unit.value >= VB_TIME_UNIT) return (found){0};
  found f = moment(1, vb_when_unit(from, (char)unit.value, shift));
  int k = i + 1;
  if (unit.value == 'Y' && class_at(p, k) == VB_TW_POSSESSIVE && f.when.grain) {
    int q = k + 1, joint = is_joint(p, q + 1);
    bool quarter = class_at(p, q) == VB_TW_ORDINAL && at(p, q)->value <= 4 &&
                   class_at(p, q + 1 + joint) == VB_TW_UNIT && at(p, q + 1 + joint)->value == 'Q';
    if (quarter) return moment(4 + joint, vb_when_quarter(f.when.year, at(p, q)->value));
  }
  return f;
}

static vb_when season_of(int year, vb_str season) {
  if (season.n != 2 || year < 1) return (vb_when){0};
  return (vb_when){.grain = VB_WHEN_SEASON, .year = year, .part = season.p[0] << 8 | season.p[1]};
}

static found deictic_season(parser *p, int i, int direction) {
  static const struct {
    char name[3];
    int month; /* its last */
  } ends[] = {{"SP", 5}, {"SU", 8}, {"FA", 11}, {"WI", 12}};
  vb_str season = at(p, i)->text;
  if (!vb_date_known(p->anchor)) return moment(1, (vb_when){0});
  int month = 12;
  for (int k = 0; k < 4; k++)
    if (vb_str_eq(vb_str_from(ends[k].name), season)) month = ends[k].month;
  int shift = direction < 0 && p->anchor.month <= month       ? -1
              : direction > 0 && p->anchor.month >= month - 2 ? 1
                                                              : 0;
  return moment(1, season_of(p->anchor.year + shift, season));
}

static found deictic_part(parser *p, int i, int deictic) {
  int shift = deictic == -1 ? -1 : deictic == 1 || deictic == 2 ? 1 : 0;
  vb_date from = deictic == 0 || deictic == -1 ? p->anchor : base_day(p);
  found f = moment(1, vb_when_unit(from, 'D', shift));
  f.type = VB_TIME_TIME;
  f.when.daypart = at(p, i)->text;
  return f;
}

/* last two years | next few days | coming months */
static found deictic_stretch(parser *p, int i, int direction) {
  int count = 0, n = count_phrase(p, i, &count);
  if (n && is_unit(p, i + n)) return stretch(n + 1, VB_TIME_DURATION, count, at(p, i + n)->value);
  if (class_at(p, i) == VB_TW_UNITS && direction)
    return words(1, VB_TIME_DATE, direction < 0 ? VB_S("PAST_REF") : VB_S("FUTURE_REF"));
  return (found){0};
}

static found deictic_core(parser *p, int i, int deictic, bool the) {
  switch (class_at(p, i)) {
  case VB_TW_WEEKDAY:
    return weekday_rule(p, i, deictic == -1 || deictic == -2 ? -2 : deictic == 1 ? 1 : -1);
  case VB_TW_MONTH: return deictic_month(p, i, deictic == 3 ? 0 : deictic);
  case VB_TW_UNIT: return deictic_unit(p, i, deictic, the);
  case VB_TW_SEASON: return deictic_season(p, i, deictic == 3 ? 0 : deictic);
  case VB_TW_PART: return deictic_part(p, i, deictic);
  case VB_TW_FISCAL: {
    found f = is_unit(p, i + 1) ? deictic_unit(p, i + 1, deictic, the) : (found){0};
    if (f.n) f.n++;
    return f;
  }
  default: return deictic == -1 || deictic == 1 ? deictic_stretch(p, i, deictic) : (found){0};
  }
}

static found deictic_rule(parser *p, int i, bool the) {
  int deictic = at(p, i)->value, k = i + 1;
  if (deictic == 0 && class_at(p, k) == VB_TW_DEICTIC)
    deictic = at(p, k++)->value;
  else if (deictic == 0 && class_at(p, k) == VB_TW_SPAN)
    deictic = -1, k++;
  found f = deictic_core(p, k, deictic, the);
  if (f.n) f.n += k - i;
  return f;
}

/* the past year | past two months | the past */
static found span_rule(parser *p, int i, bool the) {
  found f = deictic_stretch(p, i + 1, -1);
  if (!f.n && class_at(p, i + 1) == VB_TW_UNIT)
    f = stretch(1, VB_TIME_DURATION, 1, at(p, i + 1)->value);
  if (f.n) return f.n++, f;
  const vb_time_token *next = at(p, i + 1);
  if (the && next->class != VB_TW_OTHER && next->class != VB_TW_OF)
    return words(1, VB_TIME_DATE, VB_S("PAST_REF"));
  return (found){0};
}

static found day_rule(parser *p, int i) {
  found f = moment(1, vb_when_unit(p->anchor, 'D', at(p, i)->value));
  if (class_at(p, i) == VB_TW_TONIGHT) {
    f.when.daypart = VB_S("NI");
    f.type = VB_TIME_TIME;
  } else {
    take_part(p, i, &f);
  }
  return f;
}

/* ---- numbers that are years, dates, decades, clock times ---- */

/* 2011-12-21 | 2011/12/21 | 2011.12.21 | 21/12/2011 where the day says so */
static found numeric_date(parser *p, int i) {
  char mark = (char)at(p, i + 1)->value;
  bool marks = class_at(p, i + 1) == VB_TW_MARK && is_mark(p, i + 3, mark) && at(p, i + 1)->glued &&
               at(p, i + 2)->glued && at(p, i + 3)->glued && at(p, i + 4)->glued;
  if (!marks || (mark != '-' && mark != '/' && mark != '.')) return (found){0};
  if (class_at(p, i + 2) != VB_TW_DIGITS || class_at(p, i + 4) != VB_TW_DIGITS) return (found){0};
  int a = at(p, i)->value, b = at(p, i + 2)->value, c = at(p, i + 4)->value;
  vb_date day = {0};
  if (is_year(p, i) && at(p, i + 4)->n_digits <= 2) day = vb_date_ymd(a, b, c);
  if (is_year(p, i + 4) && at(p, i)->n_digits <= 2 && (a > 12 || b > 12 || a == b))
    day = a > 12 ? vb_date_ymd(c, b, a) : vb_date_ymd(c, a, b);
  return vb_date_known(day) ? moment(5, vb_when_day(day)) : (found){0};
}

static bool follows_year(parser *p, int i) {
  vb_time_class before = class_at(p, i - 1);
  return (before == VB_TW_AND || before == VB_TW_TO || is_mark(p, i - 1, '-') ||
          is_mark(p, i - 1, ',')) &&
         is_year(p, i - 2);
}

static bool ends_plural(parser *p, int i) {
  const vb_time_token *t = at(p, i);
  if (t->class != VB_TW_OTHER || t->capital) return t->class == VB_TW_UNITS;
  vb_str word = vb_str_slice(p->lexer.text, t->span.start, t->span.end);
  return word.n > 3 && word.p[word.n - 1] == 's' && word.p[word.n - 2] != 's';
}

static bool determines(vb_time_class class) {
  return class == VB_TW_THE || class == VB_TW_ARTICLE || class == VB_TW_POSSESSIVE ||
         class == VB_TW_DEICTIC;
}

/* A bare number of four digits is a year unless what stands around it counts something. */
static found year_rule(parser *p, int i) {
  if (!is_year(p, i)) return (found){0};
  const vb_time_token *before = at(p, i - 1), *next = at(p, i + 1);
  int year = at(p, i)->value;
  bool joined = at(p, i)->glued && before->class != VB_TW_END && !is_mark(p, i - 1, '(') &&
                !is_mark(p, i - 1, '"') && !is_mark(p, i - 1, '\'');
  bool bound = is_mark(p, i - 1, '-') && class_at(p, i - 2) == VB_TW_BOUND;
  if (joined && !bound && !follows_year(p, i)) return (found){0};
  bool expected = before->class == VB_TW_IN || before->class == VB_TW_OF || bound ||
                  before->class == VB_TW_TO || before->class == VB_TW_BOUND ||
                  before->class == VB_TW_FISCAL || before->class == VB_TW_UNIT ||
                  is_mark(p, i - 1, '(') || before->class == VB_TW_SEASON;
  if (is_unit(p, i + 1) || is_mark(p, i + 1, '%') || next->class == VB_TW_NUMBER ||
      next->class == VB_TW_COUNTED)
    return (found){0};
  if (next->glued && (next->class == VB_TW_OTHER || is_mark(p, i + 1, '/'))) return (found){0};
  if (next->class == VB_TW_OTHER && !next->capital && !determines(before->class) && !bound &&
      before->class != VB_TW_IN && ends_plural(p, i + 1))
    return (found){0};
  if (expected || follows_year(p, i)) return moment(1, vb_when_year(year));
  if (year < 1900 || year > 2050) return (found){0};
  /* "sent 2000 people", but "the 1999 flood" */
  bool noun = next->class == VB_TW_OTHER && !next->capital;
  bool adjective = determines(before->class) || !ends_plural(p, i + 1);
  if (noun && !adjective) return (found){0};
  return moment(1, vb_when_year(year));
}

/* A date right behind a clock time: "9 a.m. EDT Thursday". */
static found calendar_rule(parser *p, int i) {
  switch (class_at(p, i)) {
  case VB_TW_WEEKDAY: return weekday_rule(p, i, -1);
  case VB_TW_MONTH: return month_rule(p, i);
  case VB_TW_DIGITS: return day_month_rule(p, i);
  case VB_TW_DAY: return day_rule(p, i);
  default: return (found){0};
  }
}

static found clock_on(parser *p, int i, int k, int hour, int minute) {
  vb_str zone = {0};
  if (class_at(p, k) == VB_TW_ZONE) zone = at(p, k++)->text;
  int skip = k + (class_at(p, k) == VB_TW_ON || is_mark(p, k, ','));
  found date = calendar_rule(p, skip);
  found f = date.n && date.when.grain == VB_WHEN_DAY ? moment(skip + date.n - i, date.when)
                                                     : moment(k - i, vb_when_day(base_day(p)));
  f.type = VB_TIME_TIME;
  if (!f.when.grain) return f;
  f.when.clock = true, f.when.hour = hour, f.when.minute = minute;
  f.when.daypart = (vb_str){0};
  f.when.utc = zone.n == 1;
  return f;
}

/* 10:35 a.m. EST Thursday | 8 pm | 14:30 GMT | 1430 GMT */
static found clock_rule(parser *p, int i) {
  const vb_time_token hour = *at(p, i);
  int k = i + 1, h = hour.value, minute = 0;
  if (hour.n_digits == 4 && class_at(p, k) == VB_TW_ZONE) {
    minute = h % 100, h /= 100;
    return h < 24 && minute < 60 ? clock_on(p, i, k, h, minute) : (found){0};
  }
  if (hour.n_digits > 2 || is_mark(p, i - 1, ':')) return (found){0};
  bool minutes = is_mark(p, k, ':') && at(p, k)->glued && at(p, k + 1)->glued &&
                 class_at(p, k + 1) == VB_TW_DIGITS && at(p, k + 1)->n_digits == 2;
  if (minutes) minute = at(p, k + 1)->value, k += 2;
  if (minutes && is_mark(p, k, ':') && at(p, k)->glued) return (found){0};
  bool meridiem = class_at(p, k) == VB_TW_MERIDIEM;
  if (meridiem) {
    if (h < 1 || h > 12) return (found){0};
    h = h % 12 + at(p, k++)->value;
  }
  bool zone = class_at(p, k) == VB_TW_ZONE;
  if (!(meridiem || (minutes && (zone || hour.n_digits == 2))) || h > 24 || minute > 59)
    return (found){0};
  return clock_on(p, i, k, h, minute);
}

static found digits_rule(parser *p, int i) {
  found f = numeric_date(p, i);
  if (!f.n) f = clock_rule(p, i);
  if (!f.n) f = day_month_rule(p, i);
  if (!f.n) f = quantity_rule(p, i);
  if (!f.n) f = year_rule(p, i);
  return f;
}

/* ---- the rest ---- */

/* Juche 100 (2011) */
static found era_rule(parser *p, int i) {
  if (!at(p, i)->capital || class_at(p, i + 1) != VB_TW_DIGITS) return (found){0};
  int count = at(p, i + 1)->value, year = at(p, i)->value + count;
  if (count < 1 || count > 150) return (found){0};
  bool again = is_mark(p, i + 2, '(') && is_year(p, i + 3) && at(p, i + 3)->value == year &&
               is_mark(p, i + 4, ')');
  return moment(again ? 5 : 2, vb_when_year(year));
}

static found season_rule(parser *p, int i, bool the) {
  int year = 0, n = year_behind(p, i + 1, &year);
  if (n) return moment(1 + n, season_of(year, at(p, i)->text));
  bool in = class_at(p, i - 1) == VB_TW_IN || (the && class_at(p, i - 2) == VB_TW_IN);
  if (!(in || the) || at(p, i)->care || !vb_date_known(p->anchor)) return (found){0};
  return moment(1, season_of(p->anchor.year, at(p, i)->text));
}

static vb_when latest_quarter(const parser *p) {
  if (p->anchor.precision < VB_DATE_MONTH) return (vb_when){0};
  return vb_when_quarter(p->anchor.year, (p->anchor.month + 2) / 3 - 1);
}

/* year-earlier | year-ago quarter */
static found year_earlier(parser *p, int i, int direction) {
  const vb_time_token *next = at(p, i + 3);
  bool quarter = next->class == VB_TW_UNIT && next->value == 'Q';
  if (!quarter) return moment(3, years_away(p, p->anchor, direction));
  vb_when from = p->quarter.grain ? p->quarter : latest_quarter(p);
  return moment(4, from.grain ? vb_when_quarter(from.year + direction, from.part) : from);
}

/* the quarter | the weekend | year-earlier | for years */
static found unit_rule(parser *p, int i, bool the) {
  const vb_time_token unit = *at(p, i);
  if (is_joint(p, i + 1) && unit.class == VB_TW_UNIT && unit.value == 'Y') {
    vb_date from;
    int direction = direction_of(p, i + 2, &from);
    if (direction) return year_earlier(p, i, direction);
  }
  vb_time_class before = class_at(p, i - 1);
  if (unit.class == VB_TW_UNITS &&
      (before == VB_TW_FOR || before == VB_TW_IN || before == VB_TW_MORE))
    return stretch(1, VB_TIME_DURATION, -1, unit.value);
  if (!the || unit.class != VB_TW_UNIT) return (found){0};
  if (unit.value == 'Q') return moment(1, latest_quarter(p));
  if (unit.value == 'E')
    return moment(
        1, vb_when_unit(p->anchor, 'E',
                        vb_date_known(p->anchor) && vb_date_weekday(p->anchor) < 5 ? -1 : 0));
  if (unit.value == 'Y')
    return is_year(p, i + 1) ? moment(2, vb_when_year(at(p, i + 1)->value))
                             : stretch(1, VB_TIME_DURATION, 1, 'Y');
  return (found){0};
}

static found ref_rule(parser *p, int i, bool the) {
  const vb_time_token t = *at(p, i);
  if (is_unit(p, i + 1) && t.class == VB_TW_RECENT) return words(2, VB_TIME_DATE, t.text);
  if (class_at(p, i + 1) == VB_TW_UNIT && !is_joint(p, i + 2)) {
    found f = deictic_unit(p, i + 1, 0, false);
    if (f.n) return f.n++, f;
  }
  if (t.care && (t.class == VB_TW_RECENT || !the || class_at(p, i + 1) == VB_TW_OTHER))
    return (found){0};
  return words(1, VB_TIME_DATE, t.text);
}

/* the latest quarter */
static found latest_rule(parser *p, int i) {
  int k = i + 1 + (class_at(p, i + 1) == VB_TW_FISCAL);
  bool quarter = class_at(p, k) == VB_TW_UNIT && at(p, k)->value == 'Q';
  return quarter ? moment(k + 1 - i, latest_quarter(p)) : (found){0};
}

static found fiscal_rule(parser *p, int i) {
  int k = i + 1;
  if (class_at(p, k) == VB_TW_UNIT && at(p, k)->value == 'Y') k++;
  if (is_year(p, k)) return moment(k + 1 - i, vb_when_year(at(p, k)->value));
  found f = class_at(p, k) == VB_TW_ORDINAL ? ordinal_rule(p, k) : (found){0};
  if (f.n) f.n += k - i;
  return f;
}

static found holiday_rule(parser *p, int i) {
  vb_str value = at(p, i)->text;
  int month = vb_str_to_int(vb_str_slice(value, 0, 2));
  int day = value.n == 5 ? vb_str_to_int(vb_str_slice(value, 3, 5)) : 0, year = 0;
  if (!at(p, i)->capital || month < 1 || day < 1) return (found){0};
  int n = year_behind(p, i + 1, &year);
  return moment(1 + n, day_of(p, i, year, month, day));
}

static found set_rule(parser *p, int i) {
  if (at(p, i)->capital || is_mark(p, i - 1, '-')) return (found){0};
  return words(1, VB_TIME_SET, at(p, i)->text);
}

static found weekdays_rule(parser *p, int i) {
  char value[16];
  snprintf(value, sizeof value, "XXXX-WXX-%d", at(p, i)->value);
  return at(p, i)->capital ? words(1, VB_TIME_SET, vb_str_from(value)) : (found){0};
}

static found noon_rule(parser *p, int i) {
  vb_str value = at(p, i)->text;
  return clock_on(p, i, i + 1, vb_str_to_int(vb_str_slice(value, 0, 2)), 0);
}

static found decade_rule(parser *p, int i) {
  int year = at(p, i)->value;
  if (year % 10 || year < 1000 || year > 2090) return (found){0};
  bool century = year % 100 == 0 && year < 1900;
  return moment(1, (vb_when){.grain = century ? VB_WHEN_CENTURY : VB_WHEN_DECADE, .year = year});
}

/* What begins at token i, behind an article or "early" if there was one. */
static found core_rule(parser *p, int i, bool the) {
  switch (class_at(p, i)) {
  case VB_TW_WEEKDAY: return weekday_rule(p, i, -1);
  case VB_TW_WEEKDAYS: return weekdays_rule(p, i);
  case VB_TW_MONTH: return month_rule(p, i);
  case VB_TW_DIGITS: return digits_rule(p, i);
  case VB_TW_DECADE: return decade_rule(p, i);
  case VB_TW_NUMBER:
  case VB_TW_FEW: return quantity_rule(p, i);
  case VB_TW_ORDINAL: return ordinal_rule(p, i);
  case VB_TW_ARTICLE: return article_rule(p, i);
  case VB_TW_DEICTIC: return deictic_rule(p, i, the);
  case VB_TW_SPAN: return span_rule(p, i, the);
  case VB_TW_DAY:
  case VB_TW_TONIGHT: return day_rule(p, i);
  case VB_TW_EVERY: return every_rule(p, i);
  case VB_TW_SET: return set_rule(p, i);
  case VB_TW_SEASON: return season_rule(p, i, the);
  case VB_TW_CLOCK: return noon_rule(p, i);
  case VB_TW_UNIT:
  case VB_TW_UNITS: return unit_rule(p, i, the);
  case VB_TW_REF:
  case VB_TW_RECENT: return ref_rule(p, i, the);
  case VB_TW_LATEST: return latest_rule(p, i);
  case VB_TW_FISCAL: return fiscal_rule(p, i);
  case VB_TW_HOLIDAY: return holiday_rule(p, i);
  case VB_TW_ERA: return era_rule(p, i);
  default: return (found){0};
  }
}

/* [the] [early | the end of] before an expression: tokens of it.  They widen the span and leave the
 * value as it is. */
static int lead(parser *p, bool *the, bool *bounded) {
  int k = class_at(p, 0) == VB_TW_THE;
  *the = k;
  *bounded = false;
  const vb_time_token *bound = at(p, k);
  if (bound->class != VB_TW_BOUND) return k;
  k++;
  vb_time_class next = class_at(p, k);
  if (bound->value == 2 && next != VB_TW_OF && !is_joint(p, k)) return 0;
  if (next == VB_TW_OF || next == VB_TW_ON || (next == VB_TW_IN && bound->value < 2) ||
      is_joint(p, k))
    k++;
  if (class_at(p, k) == VB_TW_THE) *the = true, k++;
  *bounded = true;
  return k;
}

static found expression(parser *p) {
  bool the, bounded;
  int n = lead(p, &the, &bounded);
  bool unit = bounded && the && class_at(p, n) == VB_TW_UNIT && at(p, n)->value != 'Q';
  found f = unit ? deictic_unit(p, n, 0, true) : core_rule(p, n, the);
  if (f.n) f.n += n;
  return f;
}

/* The next day of a list: "Dec. 19 and 20". */
static found listed_day(parser *p) {
  vb_time_class joint = class_at(p, -1);
  bool joins =
      joint == VB_TW_AND || joint == VB_TW_TO || is_mark(p, -1, '-') || is_mark(p, -1, ',');
  if (!p->month.grain || !joins || !is_day(p, 0)) return (found){0};
  int year = 0, n = year_behind(p, 1, &year);
  if (!n && !day_ends(p, 1)) return (found){0};
  return moment(1 + n, vb_when_day(vb_date_ymd(year ? year : p->month.year, p->month.month,
                                               at(p, 0)->value)));
}

static void remember(parser *p, const vb_time *time, vb_when when) {
  if (when.grain == VB_WHEN_QUARTER) p->quarter = when;
  if (time->date.precision >= VB_DATE_DAY) p->day = vb_date_day(time->date);
  if (time->date.precision >= VB_DATE_YEAR) p->year = time->date.year;
}

static void emit(parser *p, const found *f) {
  char buffer[VB_WHEN_BYTES];
  vb_str value = f->value[0] ? vb_str_from(f->value) : vb_when_value(f->when, buffer);
  vb_time *time = vb_push(p->out, &p->times);
  *time = (vb_time){.span = {at(p, 0)->span.start, at(p, f->n - 1)->span.end}, .type = f->type};
  if (value.n) time->value = vb_str_copy(p->out, value);
  if (!f->value[0]) time->date = vb_when_date(f->when);
  remember(p, time, f->value[0] ? (vb_when){0} : f->when);
}

static void follow_tense(parser *p) {
  int tense = verb_tense(p, 0, p->tense);
  if (tense) p->tense = tense;
  if (class_at(p, 0) == VB_TW_END || (is_mark(p, 0, '.') && !at(p, 1)->glued)) p->tense = 0;
}

vb_times vb_times_find(const vb_time_grammar *grammar, vb_str text, vb_date anchor, vb_arena *out) {
  parser p = {
      .lexer = vb_time_lexer_begin(grammar, text), .anchor = vb_date_day(anchor), .out = out};
  while (at(&p, 0)->class != VB_TW_END || at(&p, 0)->span.start < text.n) {
    bool listing = p.month.grain;
    found f = listed_day(&p);
    if (!f.n) {
      bool joint = class_at(&p, 0) == VB_TW_AND || class_at(&p, 0) == VB_TW_TO ||
                   class_at(&p, 0) == VB_TW_MARK;
      if (listing && !joint) p.month = (vb_when){0};
      f = expression(&p);
    }
    if (f.n) emit(&p, &f);
    follow_tense(&p);
    vb_time_advance(&p.lexer, f.n ? f.n : 1);
  }
  return p.times;
}
