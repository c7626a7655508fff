/* Expressions that count from where the text, or the day of publication, stands.  See time_rules.h.
 */
#include "language/time_rules.h"

/* last June [19] | next March */
static vb_time_found deictic_month(vb_time_parser *p, int i, int direction) {
  int k = i + 1, month = at(p, i)->value;
  if (!at(p, i)->capital || !vb_date_known(p->anchor)) return (vb_time_found){0};
  if (at(p, i)->abbreviated && is_mark(p, k, '.')) k++;
  int year = p->anchor.year;
  if (is_day(p, k) && !at(p, k)->glued && !vb_time_read_year_behind(p, k + 1, &year)) {
    vb_date day = vb_date_ymd(p->anchor.year, month, at(p, k)->value);
    int order = vb_date_compare(day, vb_date_day(p->anchor));
    int shift = direction < 0 && order > 0 ? -1 : direction > 0 && order <= 0 ? 1 : 0;
    return moment(k + 1 - i, vb_time_day_of(p, i, p->anchor.year + shift, month, at(p, k)->value));
  }
  if (is_day(p, k) || is_year(p, k)) return vb_time_read_month(p, i);
  int shift = direction < 0   ? -(month >= p->anchor.month)
              : direction > 0 ? month <= p->anchor.month
                              : 0;
  return moment(k - i, vb_when_month(p->anchor.year + shift, month));
}

/* month [a year earlier | last year] of "the same month" */
static vb_time_found same_month(vb_time_parser *p, int i) {
  vb_when month = p->named_month;
  int year = 0, n = vb_time_read_year_behind(p, i + 1, &year);
  if (n) return compared(moment(1 + n, vb_when_month(year, month.month)));
  vb_date from;
  const vb_time_token *unit = at(p, i + 2);
  bool year_away =
      class_at(p, i + 1) == VB_TW_ARTICLE && unit->class == VB_TW_UNIT && unit->value == 'Y';
  int direction = year_away ? vb_time_read_direction(p, i + 3, &from) : 0;
  if (direction) return compared(moment(4, vb_when_month(month.year + direction, month.month)));
  return moment(1, month);
}

/* last year['s third quarter] | this week | the same day */
vb_time_found vb_time_read_deictic_unit(vb_time_parser *p, int i, int deictic, bool the) {
  const vb_time_token unit = *at(p, i);
  bool from_text =
      deictic == 2 || deictic == -2 || deictic == 3 || (the && deictic == 1 && unit.value == 'D');
  vb_date from = from_text ? base_day(p) : p->anchor;
  if (from_text && unit.value == 'Y' && p->year)
    from = (vb_date){.year = (int16_t)p->year, .precision = VB_DATE_YEAR};
  if (deictic == 3 && unit.value == 'M' && p->named_month.grain) return same_month(p, i);
  int shift = deictic == 3 ? 0 : deictic > 0 ? 1 : deictic < 0 ? -1 : 0;
  if (unit.value >= VB_TIME_UNIT) return (vb_time_found){0};
  vb_time_found f = moment(1, vb_when_unit(from, (char)unit.value, shift));
  int k = i + 1;
  if (unit.value == 'Y' && class_at(p, k) == VB_TW_POSSESSIVE && f.when.grain) {
    int q = k + 1, joint = is_joint(p, q + 1);
    bool quarter = class_at(p, q) == VB_TW_ORDINAL && at(p, q)->value <= 4 &&
                   class_at(p, q + 1 + joint) == VB_TW_UNIT && at(p, q + 1 + joint)->value == 'Q';
    if (quarter) return moment(4 + joint, vb_when_quarter(f.when.year, at(p, q)->value));
  }
  return f;
}

static vb_time_found deictic_season(vb_time_parser *p, int i, int direction) {
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
  return moment(1, vb_time_season_of(p->anchor.year + shift, season));
}

static vb_time_found deictic_part(vb_time_parser *p, int i, int deictic) {
  int shift = deictic == -1 ? -1 : deictic == 1 || deictic == 2 ? 1 : 0;
  vb_date from = deictic == 0 || deictic == -1 ? p->anchor : base_day(p);
  vb_time_found f = moment(1, vb_when_unit(from, 'D', shift));
  f.type = VB_TIME_TIME;
  f.when.daypart = at(p, i)->text;
  return f;
}

/* last two years | next few days | coming months */
static vb_time_found deictic_stretch(vb_time_parser *p, int i, int direction) {
  int count = 0, n = vb_time_read_count(p, i, &count);
  if (n && class_at(p, i + n) == VB_TW_KIND) n++;
  if (n && is_unit(p, i + n))
    return vb_time_stretch(n + 1, VB_TIME_DURATION, count, at(p, i + n)->value);
  if (class_at(p, i) == VB_TW_UNITS && direction)
    return vb_time_in_words(1, VB_TIME_DATE, direction < 0 ? VB_S("PAST_REF") : VB_S("FUTURE_REF"));
  return (vb_time_found){0};
}

/* last Friday | the previous Friday | next Friday | the following Friday | this Friday */
static vb_time_found deictic_weekday(vb_time_parser *p, int i, int deictic) {
  bool from_text = deictic == 2 || deictic == -2 || deictic == 3;
  int direction = deictic < 0 ? -2 : deictic == 1 || deictic == 2 ? 1 : 0;
  return vb_time_read_weekday(p, i, from_text ? base_day(p) : p->anchor, direction);
}

static vb_time_found deictic_core(vb_time_parser *p, int i, int deictic, bool the) {
  switch (class_at(p, i)) {
  case VB_TW_WEEKDAY: return deictic_weekday(p, i, deictic);
  case VB_TW_MONTH: return deictic_month(p, i, deictic == 3 ? 0 : deictic);
  case VB_TW_UNIT: return vb_time_read_deictic_unit(p, i, deictic, the);
  case VB_TW_SEASON: return deictic_season(p, i, deictic == 3 ? 0 : deictic);
  case VB_TW_PART: return deictic_part(p, i, deictic);
  case VB_TW_FISCAL: {
    vb_time_found f =
        is_unit(p, i + 1) ? vb_time_read_deictic_unit(p, i + 1, deictic, the) : (vb_time_found){0};
    if (f.n) f.n++;
    return f;
  }
  default:
    return deictic == -1 || deictic == 1 ? deictic_stretch(p, i, deictic) : (vb_time_found){0};
  }
}

vb_time_found vb_time_read_deictic(vb_time_parser *p, int i, bool the) {
  int deictic = at(p, i)->value, k = i + 1;
  if (deictic == 0 && class_at(p, k) == VB_TW_DEICTIC)
    deictic = at(p, k++)->value;
  else if (deictic == 0 && class_at(p, k) == VB_TW_SPAN)
    deictic = -1, k++;
  vb_time_found f = deictic_core(p, k, deictic, the);
  if (f.n) f.n += k - i;
  return f;
}

/* the past year | past two months | the past */
vb_time_found vb_time_read_span(vb_time_parser *p, int i, bool the) {
  vb_time_found f = deictic_stretch(p, i + 1, -1);
  if (!f.n && class_at(p, i + 1) == VB_TW_UNIT)
    f = vb_time_stretch(1, VB_TIME_DURATION, 1, at(p, i + 1)->value);
  if (f.n) return f.n++, f;
  const vb_time_token *next = at(p, i + 1);
  if (the && next->class != VB_TW_OTHER && next->class != VB_TW_OF)
    return vb_time_in_words(1, VB_TIME_DATE, VB_S("PAST_REF"));
  return (vb_time_found){0};
}

vb_time_found vb_time_read_day(vb_time_parser *p, int i) {
  vb_time_found f = moment(1, vb_when_unit(p->anchor, 'D', at(p, i)->value));
  if (class_at(p, i) == VB_TW_TONIGHT) {
    f.when.daypart = VB_S("NI");
    f.type = VB_TIME_TIME;
  } else {
    vb_time_take_part(p, i, &f);
  }
  return f;
}

/* year-earlier | year-ago quarter */
static vb_time_found year_earlier(vb_time_parser *p, int i, int direction) {
  if (!vb_time_is_quarter(p, i + 3))
    return compared(moment(3, vb_time_years_away(p, p->anchor, direction)));
  vb_when from = p->quarter.grain ? p->quarter : vb_time_latest_quarter(p);
  return compared(moment(4, from.grain ? vb_when_quarter(from.year + direction, from.part) : from));
}

/* year-end | year's end | month end */
static bool ends_unit(vb_time_parser *p, int i) {
  int unit = at(p, i)->value,
      k = i + 1 + (is_joint(p, i + 1) || class_at(p, i + 1) == VB_TW_POSSESSIVE);
  return (unit == 'Y' || unit == 'M') && class_at(p, k) == VB_TW_BOUND && at(p, k)->value == 2;
}

/* the day before yesterday | the year before, where nothing follows that it is before */
static vb_time_found unit_beside(vb_time_parser *p, int i) {
  const vb_time_token *beside = at(p, i + 1), *next = at(p, i + 2);
  int unit = at(p, i)->value;
  if (beside->class != VB_TW_IN || !beside->value || unit >= VB_TIME_UNIT)
    return (vb_time_found){0};
  if (unit == 'D' && next->class == VB_TW_DAY)
    return moment(3, vb_when_unit(p->anchor, 'D', next->value + beside->value));
  if (next->class != VB_TW_END && next->class != VB_TW_AND && !is_mark(p, i + 2, '.') &&
      !is_mark(p, i + 2, ','))
    return (vb_time_found){0};
  vb_time_found f = vb_time_read_deictic_unit(p, i, beside->value < 0 ? -2 : 2, true);
  return f.n = 2, f;
}

/* the quarter | the weekend | year-earlier | for years */
vb_time_found vb_time_read_unit(vb_time_parser *p, int i, bool the) {
  const vb_time_token unit = *at(p, i);
  if (is_joint(p, i + 1) && unit.class == VB_TW_UNIT && unit.value == 'Y') {
    vb_date from;
    int direction = vb_time_read_direction(p, i + 2, &from);
    if (direction) return year_earlier(p, i, direction);
  }
  vb_time_class before = class_at(p, i - 1);
  if (unit.class == VB_TW_UNITS &&
      (before == VB_TW_FOR || before == VB_TW_IN || before == VB_TW_MORE))
    return vb_time_stretch(1, VB_TIME_DURATION, -1, unit.value);
  if (unit.class == VB_TW_UNIT && ends_unit(p, i)) {
    vb_time_found f = moment(1, vb_when_unit(p->anchor, (char)unit.value, 0));
    return f.n = 2 + (class_at(p, i + 1) != VB_TW_BOUND), f;
  }
  if (!the || unit.class != VB_TW_UNIT) return (vb_time_found){0};
  vb_time_found beside = unit_beside(p, i);
  if (beside.n) return beside;
  if (unit.value == 'Q') return moment(1, vb_time_latest_quarter(p));
  if (unit.value == 'E')
    return moment(
        1, vb_when_unit(p->anchor, 'E',
                        vb_date_known(p->anchor) && vb_date_weekday(p->anchor) < 5 ? -1 : 0));
  if (unit.value == 'Y')
    return is_year(p, i + 1) ? moment(2, vb_when_year(at(p, i + 1)->value))
                             : vb_time_stretch(1, VB_TIME_DURATION, 1, 'Y');
  return (vb_time_found){0};
}

vb_time_found vb_time_read_whole(vb_time_parser *p, int i, bool the) {
  const vb_time_token *unit = at(p, i + 1);
  if (!the || at(p, i)->value || unit->class != VB_TW_UNIT || unit->value != 'Y')
    return (vb_time_found){0};
  return moment(2, vb_when_unit(p->anchor, 'Y', 0));
}

vb_time_found vb_time_read_ref(vb_time_parser *p, int i, bool the) {
  const vb_time_token t = *at(p, i);
  if (is_unit(p, i + 1) && t.class == VB_TW_RECENT)
    return vb_time_in_words(2, VB_TIME_DATE, t.text);
  int k = i + 1 + (class_at(p, i + 1) == VB_TW_FISCAL);
  if (class_at(p, k) == VB_TW_UNIT && !is_joint(p, k + 1)) {
    vb_time_found f = vb_time_read_deictic_unit(p, k, 0, false);
    if (f.n) return f.n += k - i, f;
  }
  if (t.care && (t.class == VB_TW_RECENT || !the || class_at(p, i + 1) == VB_TW_OTHER))
    return (vb_time_found){0};
  return vb_time_in_words(1, VB_TIME_DATE, t.text);
}
