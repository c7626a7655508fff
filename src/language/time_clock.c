/* Clock times, and the day that stands behind one.  See time_rules.h. */
#include "language/time_rules.h"

/* A date right behind a clock time: "9 a.m. EDT Thursday". */
static vb_time_found calendar_rule(vb_time_parser *p, int i) {
  switch (class_at(p, i)) {
  case VB_TW_WEEKDAY: return vb_time_read_weekday(p, i, p->anchor, -1);
  case VB_TW_MONTH: return vb_time_read_month(p, i);
  case VB_TW_DIGITS: return vb_time_read_day_month(p, i);
  case VB_TW_DAY: return vb_time_read_day(p, i);
  default: return (vb_time_found){0};
  }
}

static vb_time_found clock_on(vb_time_parser *p, int i, int k, int hour, int minute) {
  vb_str zone = {0};
  if (class_at(p, k) == VB_TW_ZONE) zone = at(p, k++)->text;
  int skip = k + (class_at(p, k) == VB_TW_ON || is_mark(p, k, ','));
  vb_time_found date = calendar_rule(p, skip);
  vb_time_found f = date.n && date.when.grain == VB_WHEN_DAY
                        ? moment(skip + date.n - i, date.when)
                        : moment(k - i, vb_when_day(base_day(p)));
  f.type = VB_TIME_TIME;
  if (!f.when.grain) return f;
  f.when.clock = true, f.when.hour = hour, f.when.minute = minute;
  f.when.daypart = (vb_str){0};
  f.when.zone = zone;
  return f;
}

/* 10:35 a.m. EST Thursday | 8 pm | 14:30 GMT | 1430 GMT */
vb_time_found vb_time_read_clock(vb_time_parser *p, int i) {
  const vb_time_token hour = *at(p, i);
  int k = i + 1, h = hour.value, minute = 0;
  if (hour.n_digits == 4 && class_at(p, k) == VB_TW_ZONE) {
    minute = h % 100, h /= 100;
    return h < 24 && minute < 60 ? clock_on(p, i, k, h, minute) : (vb_time_found){0};
  }
  if (hour.n_digits > 2 || is_mark(p, i - 1, ':')) return (vb_time_found){0};
  bool minutes = is_mark(p, k, ':') && at(p, k)->glued && at(p, k + 1)->glued &&
                 class_at(p, k + 1) == VB_TW_DIGITS && at(p, k + 1)->n_digits == 2;
  if (minutes) minute = at(p, k + 1)->value, k += 2;
  if (minutes && is_mark(p, k, ':') && at(p, k)->glued) return (vb_time_found){0};
  bool meridiem = class_at(p, k) == VB_TW_MERIDIEM;
  if (meridiem) {
    if (h < 1 || h > 12) return (vb_time_found){0};
    h = h % 12 + at(p, k++)->value;
  }
  bool zone = class_at(p, k) == VB_TW_ZONE;
  if (!(meridiem || (minutes && (zone || hour.n_digits == 2))) || h > 24 || minute > 59)
    return (vb_time_found){0};
  return clock_on(p, i, k, h, minute);
}

vb_time_found vb_time_read_noon(vb_time_parser *p, int i) {
  vb_str value = at(p, i)->text;
  return clock_on(p, i, i + 1, vb_str_to_int(vb_str_slice(value, 0, 2)), 0);
}
