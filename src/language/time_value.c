#include "language/time_value.h"

#include <stdio.h>
#include <stdlib.h>

static bool year_is_sane(int year) { return year >= 1 && year <= 9999; }

vb_when vb_when_year(int year) {
  if (!year_is_sane(year)) return (vb_when){0};
  return (vb_when){.grain = VB_WHEN_YEAR, .year = year};
}

/* Steps of 1 to `most` that run over into other years. */
static int wrap(int *year, int step, int most) {
  int index = step - 1, years = index >= 0 ? index / most : -((most - 1 - index) / most);
  *year += years;
  return index - years * most + 1;
}

vb_when vb_when_month(int year, int month) {
  month = wrap(&year, month, 12);
  if (!year_is_sane(year)) return (vb_when){0};
  return (vb_when){.grain = VB_WHEN_MONTH, .year = year, .month = month};
}

vb_when vb_when_day(vb_date day) {
  if (day.precision < VB_DATE_DAY) return (vb_when){0};
  return (vb_when){.grain = VB_WHEN_DAY, .year = day.year, .month = day.month, .day = day.day};
}

vb_when vb_when_quarter(int year, int quarter) {
  quarter = wrap(&year, quarter, 4);
  if (!year_is_sane(year)) return (vb_when){0};
  return (vb_when){.grain = VB_WHEN_QUARTER, .year = year, .part = quarter};
}

static vb_when graded(vb_date day, int days, vb_when_grain grain) {
  vb_when when = vb_when_day(vb_date_add_days(day, days));
  if (when.grain) when.grain = grain;
  return when;
}

vb_when vb_when_unit(vb_date day, char unit, int shift) {
  if (day.precision < VB_DATE_YEAR || shift < -9999 || shift > 9999) return (vb_when){0};
  vb_when year = vb_when_year(day.year + shift * (unit == 'X' ? 10 : unit == 'C' ? 100 : 1));
  if (unit == 'Y') return year;
  if (unit == 'X' || unit == 'C') {
    if (year.grain) year.grain = unit == 'X' ? VB_WHEN_DECADE : VB_WHEN_CENTURY;
    return year;
  }
  if (day.precision < VB_DATE_MONTH) return (vb_when){0};
  if (unit == 'M') return vb_when_month(day.year, day.month + shift);
  if (unit == 'Q') return vb_when_quarter(day.year, (day.month + 2) / 3 + shift);
  if (day.precision < VB_DATE_DAY) return (vb_when){0};
  switch (unit) {
  case 'D': return graded(day, shift, VB_WHEN_DAY);
  case 'W': return graded(day, 7 * shift, VB_WHEN_WEEK);
  case 'F': return graded(day, 14 * shift, VB_WHEN_WEEK);
  case 'E': return graded(day, 7 * shift, VB_WHEN_WEEKEND);
  default: return (vb_when){0};
  }
}

vb_when vb_when_nearest_day(vb_date anchor, int month, int day) {
  vb_date best = {0};
  if (anchor.precision < VB_DATE_MONTH) return (vb_when){0};
  for (int year = anchor.year - 1; year <= anchor.year + 1; year++) {
    vb_date one = vb_date_ymd(year, month, day);
    if (!vb_date_known(one)) continue;
    int far = abs((int)(vb_date_to_days(one) - vb_date_to_days(anchor)));
    if (!vb_date_known(best) || far < abs((int)(vb_date_to_days(best) - vb_date_to_days(anchor))))
      best = one;
  }
  return vb_when_day(best);
}

vb_when vb_when_nearest_month(vb_date anchor, int month) {
  if (anchor.precision < VB_DATE_MONTH) return (vb_when){0};
  int ahead = month - anchor.month; /* six months back is nearer than six ahead */
  int year = ahead >= 6 ? anchor.year - 1 : ahead < -6 ? anchor.year + 1 : anchor.year;
  return vb_when_month(year, month);
}

vb_when vb_when_weekday(vb_date day, int weekday, int direction) {
  if (day.precision < VB_DATE_DAY) return (vb_when){0};
  int behind = (vb_date_weekday(day) - weekday + 7) % 7;
  switch (direction) {
  case -2: return graded(day, behind ? -behind : -7, VB_WHEN_DAY);
  case 1: return graded(day, 7 - behind, VB_WHEN_DAY);
  case 0: return graded(day, weekday - vb_date_weekday(day), VB_WHEN_DAY);
  default: return graded(day, -behind, VB_WHEN_DAY);
  }
}

/* ISO 8601: the week belongs to the year that holds its Thursday. */
static void iso_week(vb_when when, int *year, int *week) {
  vb_date day = vb_date_ymd(when.year, when.month, when.day);
  vb_date thursday = vb_date_add_days(day, 3 - vb_date_weekday(day));
  *year = thursday.year;
  *week =
      (int)(vb_date_to_days(thursday) - vb_date_to_days(vb_date_ymd(thursday.year, 1, 1))) / 7 + 1;
}

/* As many digits as wanted, of a number that has no more; printf takes longer than all the rest. */
static char *put(char *out, int number, int digits) {
  for (int i = digits - 1; i >= 0; i--, number /= 10) out[i] = (char)('0' + number % 10);
  return out + digits;
}

/* "2011-12-21", or as much of it as is known. */
static int print_day(vb_when w, char *out) {
  char *p = put(out, w.year, 4);
  if (w.grain >= VB_WHEN_MONTH) *p++ = '-', p = put(p, w.month, 2);
  if (w.grain == VB_WHEN_DAY) *p++ = '-', p = put(p, w.day, 2);
  *p = '\0';
  return (int)(p - out);
}

static int print_calendar(vb_when w, char *out) {
  int year = w.year, week = 0;
  switch (w.grain) {
  case VB_WHEN_NONE: return 0;
  case VB_WHEN_DECADE: return snprintf(out, VB_WHEN_BYTES, "%03d", w.year / 10);
  case VB_WHEN_CENTURY: return snprintf(out, VB_WHEN_BYTES, "%02d", w.year / 100);
  case VB_WHEN_YEAR:
  case VB_WHEN_MONTH:
  case VB_WHEN_DAY: return print_day(w, out);
  case VB_WHEN_QUARTER: return snprintf(out, VB_WHEN_BYTES, "%04d-Q%d", w.year, w.part);
  case VB_WHEN_HALF: return snprintf(out, VB_WHEN_BYTES, "%04d-H%d", w.year, w.part);
  case VB_WHEN_SEASON:
    return snprintf(out, VB_WHEN_BYTES, "%04d-%c%c", w.year, w.part >> 8, w.part & 0xff);
  case VB_WHEN_WEEK:
  case VB_WHEN_WEEKEND:
    iso_week(w, &year, &week);
    return snprintf(out, VB_WHEN_BYTES, "%04d-W%02d%s", year, week,
                    w.grain == VB_WHEN_WEEKEND ? "-WE" : "");
  }
  return 0;
}

vb_str vb_when_value(vb_when w, char buffer[VB_WHEN_BYTES]) {
  buffer[0] = '\0';
  int n = print_calendar(w, buffer);
  if (n > 0 && w.clock)
    n += snprintf(buffer + n, (size_t)(VB_WHEN_BYTES - n), "T%02d:%02d%.*s", w.hour, w.minute,
                  VB_ARG(w.zone));
  else if (n > 0 && w.daypart.n)
    n += snprintf(buffer + n, (size_t)(VB_WHEN_BYTES - n), "T%.*s", VB_ARG(w.daypart));
  return (vb_str){buffer, n};
}

/* Minutes of "-05:00"; 0 of "Z". */
static int16_t offset_of(vb_str zone) {
  if (zone.n != 6) return 0;
  int hours = vb_str_to_int(vb_str_slice(zone, 1, 3));
  int minutes = vb_str_to_int(vb_str_slice(zone, 4, 6));
  if (hours < 0 || minutes < 0) return 0;
  return (int16_t)((zone.p[0] == '-' ? -1 : 1) * (60 * hours + minutes));
}

vb_date vb_when_date(vb_when w) {
  vb_date date = {0};
  if (w.grain == VB_WHEN_DAY) date = vb_date_ymd(w.year, w.month, w.day);
  if (w.grain == VB_WHEN_MONTH)
    date = (vb_date){.year = (int16_t)w.year, .month = (int8_t)w.month, .precision = VB_DATE_MONTH};
  if (w.grain == VB_WHEN_YEAR) date = (vb_date){.year = (int16_t)w.year, .precision = VB_DATE_YEAR};
  if (w.grain == VB_WHEN_DAY && w.clock && w.hour < 24) {
    date.hour = (int8_t)w.hour, date.minute = (int8_t)w.minute;
    date.precision = VB_DATE_MINUTE;
    date.has_offset = w.zone.n > 0;
    date.offset_minutes = offset_of(w.zone);
  }
  return date;
}
