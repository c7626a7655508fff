#include "base/date.h"

#include <stdio.h>

bool vb_date_known(vb_date d) { return d.precision != VB_DATE_NONE; }

static int days_in_month(int year, int month) {
  static const int8_t days[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
  bool leap = (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;
  return month == 2 && leap ? 29 : days[month - 1];
}

vb_date vb_date_ymd(int year, int month, int day) {
  if (year < 1 || year > 9999 || month < 1 || month > 12) return (vb_date){0};
  if (day < 1 || day > days_in_month(year, month)) return (vb_date){0};
  return (vb_date){
      .year = (int16_t)year, .month = (int8_t)month, .day = (int8_t)day, .precision = VB_DATE_DAY};
}

/* Takes exactly n digits off the front of *s; -1 if they are not there. */
static int take_digits(vb_str *s, ptrdiff_t n) {
  if (s->n < n) return -1;
  int value = vb_str_to_int(vb_str_slice(*s, 0, n));
  if (value >= 0) *s = vb_str_slice(*s, n, s->n);
  return value;
}

static bool take(vb_str *s, char c) {
  if (!s->n || s->p[0] != c) return false;
  *s = vb_str_slice(*s, 1, s->n);
  return true;
}

/* [Z|+hh:mm|+hhmm] at the end of a time.  Returns false on anything else. */
static bool take_offset(vb_str *s, vb_date *d) {
  take(s, ' ');
  if (!s->n) return true;
  if (take(s, 'Z')) {
    d->has_offset = true;
    return !s->n;
  }
  int sign = take(s, '+') ? 1 : take(s, '-') ? -1 : 0;
  if (!sign) return false;
  int hours = take_digits(s, 2);
  take(s, ':');
  int minutes = s->n ? take_digits(s, 2) : 0;
  if (hours < 0 || hours > 14 || minutes < 0 || minutes > 59 || s->n) return false;
  d->has_offset = true;
  d->offset_minutes = (int16_t)(sign * (hours * 60 + minutes));
  return true;
}

static bool take_time(vb_str *s, vb_date *d) {
  int hour = take_digits(s, 2);
  if (hour < 0 || hour > 24 || !take(s, ':')) return false;
  int minute = take_digits(s, 2);
  if (minute < 0 || minute > 59 || (hour == 24 && minute)) return false;
  if (hour == 24) hour = 0; /* the midnight that begins the day: sites print 24:00 for 00:00 */
  if (take(s, ':') && take_digits(s, 2) < 0) return false;
  if (take(s, '.'))
    while (s->n && vb_is_digit(s->p[0])) *s = vb_str_slice(*s, 1, s->n);
  d->hour = (int8_t)hour;
  d->minute = (int8_t)minute;
  d->precision = VB_DATE_MINUTE;
  return take_offset(s, d);
}

vb_date vb_date_parse_iso(vb_str s) {
  vb_date none = {0};
  int year = take_digits(&s, 4);
  if (year < 1) return none;
  if (!s.n) return (vb_date){.year = (int16_t)year, .precision = VB_DATE_YEAR};
  if (!take(&s, '-')) return none;
  int month = take_digits(&s, 2);
  if (month < 1 || month > 12) return none;
  if (!s.n)
    return (vb_date){.year = (int16_t)year, .month = (int8_t)month, .precision = VB_DATE_MONTH};
  if (!take(&s, '-')) return none;
  vb_date d = vb_date_ymd(year, month, take_digits(&s, 2));
  if (!vb_date_known(d) || !s.n) return d;
  if (!take(&s, 'T') && !take(&s, ' ')) return none;
  return take_time(&s, &d) ? d : none;
}

vb_str vb_date_format(vb_date d, char buffer[VB_DATE_ISO_BYTES]) {
  int n = 0;
  buffer[0] = 0;
  size_t size = VB_DATE_ISO_BYTES;
  if (d.precision >= VB_DATE_YEAR) n = snprintf(buffer, size, "%04d", d.year);
  if (d.precision >= VB_DATE_MONTH) n += snprintf(buffer + n, size - (size_t)n, "-%02d", d.month);
  if (d.precision >= VB_DATE_DAY) n += snprintf(buffer + n, size - (size_t)n, "-%02d", d.day);
  if (d.precision >= VB_DATE_MINUTE) {
    n += snprintf(buffer + n, size - (size_t)n, "T%02d:%02d", d.hour, d.minute);
    if (d.has_offset) {
      int off = d.offset_minutes < 0 ? -d.offset_minutes : d.offset_minutes;
      n += snprintf(buffer + n, size - (size_t)n, "%c%02d:%02d", d.offset_minutes < 0 ? '-' : '+',
                    off / 60, off % 60);
    }
  }
  return (vb_str){buffer, n};
}

vb_date vb_date_day(vb_date d) {
  if (d.precision < VB_DATE_MINUTE) return d;
  return vb_date_ymd(d.year, d.month, d.day);
}

int32_t vb_date_to_days(vb_date d) {
  int y = d.year, m = d.month ? d.month : 1, day = d.day ? d.day : 1;
  y -= m <= 2;
  int era = y / 400, yoe = y - era * 400;
  int doy = (153 * (m + (m > 2 ? -3 : 9)) + 2) / 5 + day - 1;
  return era * 146097 + yoe * 365 + yoe / 4 - yoe / 100 + doy - 719468;
}

vb_date vb_date_from_days(int32_t days) {
  if (days < -719162 || days > 2932896) return (vb_date){0}; /* 0001-01-01 .. 9999-12-31 */
  int32_t z = days + 719468;
  int32_t era = z / 146097, doe = z - era * 146097;
  int32_t yoe = (doe - doe / 1460 + doe / 36524 - doe / 146096) / 365;
  int32_t doy = doe - (365 * yoe + yoe / 4 - yoe / 100), mp = (5 * doy + 2) / 153;
  int month = (int)(mp < 10 ? mp + 3 : mp - 9);
  return vb_date_ymd((int)(yoe + era * 400 + (month <= 2)), month,
                     (int)(doy - (153 * mp + 2) / 5 + 1));
}

int vb_date_weekday(vb_date d) {
  int32_t w = (vb_date_to_days(d) + 3) % 7;
  return (int)(w < 0 ? w + 7 : w);
}

vb_date vb_date_add_days(vb_date d, int days) {
  if (d.precision < VB_DATE_DAY) return (vb_date){0};
  return vb_date_from_days(vb_date_to_days(d) + days);
}

int64_t vb_date_to_minutes(vb_date d) {
  int64_t wall = (int64_t)vb_date_to_days(d) * 24 * 60 + d.hour * 60 + d.minute;
  return d.has_offset ? wall - d.offset_minutes : wall;
}

int vb_date_compare(vb_date a, vb_date b) {
  int p = a.precision < b.precision ? a.precision : b.precision;
  int x[] = {a.year, a.month, a.day, a.hour * 60 + a.minute};
  int y[] = {b.year, b.month, b.day, b.hour * 60 + b.minute};
  for (int i = 0; i < p; i++)
    if (x[i] != y[i]) return x[i] < y[i] ? -1 : 1;
  return (a.precision > b.precision) - (a.precision < b.precision);
}
