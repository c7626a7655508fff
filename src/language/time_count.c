/* Counts of units of time, and what recurs.  See time_rules.h. */
#include <stdio.h>

#include "language/time_rules.h"

vb_time_found vb_time_in_words(int n, vb_time_type type, vb_str value) {
  vb_time_found f = {.n = n, .type = type};
  snprintf(f.value, sizeof f.value, "%.*s", VB_ARG(value));
  return f;
}

/* "P3D", "PT2H", "PXY" (count < 0). */
vb_time_found vb_time_stretch(int n, vb_time_type type, int count, int unit) {
  vb_time_found f = {.n = n, .type = type};
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

/* The dozen, hundred, thousand or million behind a count: tokens. */
static int multiplied(vb_time_parser *p, int i, int *count) {
  const vb_time_token *t = at(p, i);
  bool times = t->class == VB_TW_NUMBER && !t->n_digits &&
               (t->value >= 100 || (t->value == 12 && t->care)) && *count <= 9999;
  if (!times) return 0;
  *count = t->value > 100000 ? -1 : *count * t->value; /* in millions of years nobody counts on */
  return 1;
}

/* 12 | two | twenty-five | a couple of | several: tokens, and the count (-1: unknown). */
int vb_time_read_count(vb_time_parser *p, int i, int *count) {
  const vb_time_token *t = at(p, i);
  if (t->class == VB_TW_DIGITS && t->n_digits <= 4)
    return *count = t->value, 1 + multiplied(p, i + 1, count);
  if (t->class == VB_TW_FEW) {
    bool of = class_at(p, i + 1) == VB_TW_OF;
    return *count = t->value ? t->value : -1, 1 + of;
  }
  if (t->class != VB_TW_NUMBER || t->n_digits) return 0;
  int k = i + 1 + is_joint(p, i + 1);
  const vb_time_token *next = at(p, k);
  *count = t->value;
  bool ones = next->class == VB_TW_NUMBER && !next->n_digits && next->value < 10;
  if (!ones || t->value < 20 || t->value >= 100) return 1 + multiplied(p, i + 1, count);
  *count += next->value;
  return k + 1 - i + multiplied(p, k + 1, count);
}

/* "ago", "earlier", "later" behind a distance; 0 if none.  *from is where it counts from. */
int vb_time_read_direction(vb_time_parser *p, int i, vb_date *from) {
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
vb_when vb_time_years_away(const vb_time_parser *p, vb_date from, int shift) {
  if (p->quarter.grain && (shift == 1 || shift == -1))
    return vb_when_quarter(p->quarter.year + shift, p->quarter.part);
  return vb_when_unit(from, 'Y', shift);
}

/* `k`: the unit; `count` of them. */
static vb_time_found counted(vb_time_parser *p, int i, int k, int count) {
  int unit = at(p, k)->value, behind = k + 1;
  vb_date from;
  int direction = vb_time_read_direction(p, behind, &from);
  int age = behind + is_joint(p, behind);
  if (class_at(p, age) == VB_TW_OLD) return (vb_time_found){0};
  if (!direction) return vb_time_stretch(behind - i, VB_TIME_DURATION, count, unit);
  if (unit >= VB_TIME_UNIT || !count)
    return vb_time_stretch(behind + 1 - i, VB_TIME_DURATION, count, unit);
  if (count < 0)
    return vb_time_in_words(behind + 1 - i, VB_TIME_DATE,
                            direction < 0 ? VB_S("PAST_REF") : VB_S("FUTURE_REF"));
  if (unit == 'Y')
    return compared(moment(behind + 1 - i, vb_time_years_away(p, from, direction * count)));
  return moment(behind + 1 - i, distance(from, unit, direction * count));
}

/* "1/2" or "and a half" behind a count: tokens. */
static int read_half(vb_time_parser *p, int i) {
  bool fraction = class_at(p, i) == VB_TW_DIGITS && at(p, i)->value == 1 &&
                  is_mark(p, i + 1, '/') && class_at(p, i + 2) == VB_TW_DIGITS &&
                  at(p, i + 2)->value == 2;
  if (fraction) return 3;
  bool words = class_at(p, i) == VB_TW_AND && class_at(p, i + 1) == VB_TW_ARTICLE &&
               class_at(p, i + 2) == VB_TW_HALF;
  return words ? 3 : 0;
}

/* A half more than `count` units: "P2Y6M", "PT1H30M", "P25Y".  k: the last token of it. */
static vb_time_found halved(vb_time_parser *p, int i, int k, int count, int unit) {
  vb_time_found f = vb_time_stretch(k + 1 - i, VB_TIME_DURATION, 2 * count + 1, unit);
  switch (unit) {
  case 'Y': snprintf(f.value, sizeof f.value, count ? "P%dY6M" : "P6M", count); break;
  case 'D': snprintf(f.value, sizeof f.value, count ? "P%dDT12H" : "PT12H", count); break;
  case VB_TIME_UNIT + 'H':
    snprintf(f.value, sizeof f.value, count ? "PT%dH30M" : "PT30M", count);
    break;
  case VB_TIME_UNIT + 'M':
    snprintf(f.value, sizeof f.value, count ? "PT%dM30S" : "PT30S", count);
    break;
  case 'X': snprintf(f.value, sizeof f.value, "P%dY", 10 * count + 5); break;
  case 'C': snprintf(f.value, sizeof f.value, "P%dY", 100 * count + 50); break;
  default:
    snprintf(f.value, sizeof f.value, "P%d.5%c", count, unit == 'F' ? 'W' : unit % VB_TIME_UNIT);
  }
  vb_date from;
  int direction = vb_time_read_direction(p, k + 1, &from);
  if (!direction) return f;
  if (unit == 'Y') return moment(f.n + 1, vb_when_unit(from, 'M', direction * (12 * count + 6)));
  return f.n++, f;
}

/* half a year | half an hour ago */
vb_time_found vb_time_read_half(vb_time_parser *p, int i) {
  if (class_at(p, i + 1) != VB_TW_ARTICLE || class_at(p, i + 2) != VB_TW_UNIT ||
      at(p, i + 2)->value == 'E' || at(p, i + 2)->value == 'Q')
    return (vb_time_found){0};
  return halved(p, i, i + 2, 0, at(p, i + 2)->value);
}

/* two years [ago] | 30-day | several more weeks */
vb_time_found vb_time_read_quantity(vb_time_parser *p, int i) {
  vb_time_found year = vb_time_read_spelled_year(p, i);
  if (year.n) return year;
  int count = 0, n = vb_time_read_count(p, i, &count);
  if (!n) return (vb_time_found){0};
  int k = i + n, half = read_half(p, k);
  if (half && count > 0 && is_unit(p, k + half))
    return halved(p, i, k + half, count, at(p, k + half)->value);
  if (is_joint(p, k)) k++;
  if (class_at(p, k) == VB_TW_MORE || class_at(p, k) == VB_TW_KIND) k++;
  if (!is_unit(p, k)) return (vb_time_found){0};
  bool joined = is_joint(p, k - 1);
  if (joined && class_at(p, k) == VB_TW_UNITS) return (vb_time_found){0}; /* three-quarters */
  if (class_at(p, k) == VB_TW_UNIT && !joined && count != 1 && at(p, k)->value == 'E')
    return (vb_time_found){0};
  return counted(p, i, k, count);
}

/* a year ago | an hour | a few days | "5 times a week" */
vb_time_found vb_time_read_article(vb_time_parser *p, int i) {
  int k = i + 1;
  if (class_at(p, k) == VB_TW_FEW) {
    vb_time_found f = vb_time_read_quantity(p, k);
    if (f.n) f.n++;
    return f;
  }
  if (class_at(p, k) != VB_TW_UNIT || at(p, k)->value == 'E' || at(p, k)->value == 'Q' ||
      is_joint(p, k + 1))
    return (vb_time_found){0};
  int half = read_half(p, k + 1);
  if (half) return halved(p, i, k + half, 1, at(p, k)->value);
  vb_time_found f = counted(p, i, k, 1);
  vb_time_class before = class_at(p, i - 1);
  if (f.type == VB_TIME_DURATION && (before == VB_TW_DIGITS || before == VB_TW_NUMBER))
    f.type = VB_TIME_SET;
  return f;
}

vb_time_found vb_time_read_every(vb_time_parser *p, int i) {
  const vb_time_token *t = at(p, i + 1);
  char value[24] = "";
  int count = 1, n = vb_time_read_count(p, i + 1, &count);
  if (is_unit(p, i + 1 + n) && count > 0)
    return vb_time_stretch(n + 2, VB_TIME_SET, count, at(p, i + 1 + n)->value);
  if (t->class == VB_TW_KIND && t->value == 2 && is_unit(p, i + 2)) /* every other day */
    return vb_time_stretch(3, VB_TIME_SET, 2, at(p, i + 2)->value);
  if (t->class == VB_TW_WEEKDAY) snprintf(value, sizeof value, "XXXX-WXX-%d", t->value);
  if (t->class == VB_TW_MONTH && t->capital) snprintf(value, sizeof value, "XXXX-%02d", t->value);
  if (t->class == VB_TW_SEASON) snprintf(value, sizeof value, "XXXX-%.*s", VB_ARG(t->text));
  if (t->class == VB_TW_PART) snprintf(value, sizeof value, "XXXX-XX-XXT%.*s", VB_ARG(t->text));
  return value[0] ? vb_time_in_words(2, VB_TIME_SET, vb_str_from(value)) : (vb_time_found){0};
}

vb_time_found vb_time_read_times(vb_time_parser *p, int i) {
  bool every = class_at(p, i + 1) == VB_TW_EVERY;
  if (!every && class_at(p, i + 1) != VB_TW_ARTICLE) return (vb_time_found){0};
  if (class_at(p, i + 2) != VB_TW_UNIT) return (vb_time_found){0};
  return vb_time_stretch(3, VB_TIME_SET, 1, at(p, i + 2)->value);
}

vb_time_found vb_time_read_set(vb_time_parser *p, int i) {
  if (at(p, i)->capital || is_mark(p, i - 1, '-')) return (vb_time_found){0};
  return vb_time_in_words(1, VB_TIME_SET, at(p, i)->text);
}

vb_time_found vb_time_read_weekdays(vb_time_parser *p, int i) {
  char value[16];
  snprintf(value, sizeof value, "XXXX-WXX-%d", at(p, i)->value);
  return at(p, i)->capital ? vb_time_in_words(1, VB_TIME_SET, vb_str_from(value))
                           : (vb_time_found){0};
}
