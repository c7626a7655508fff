/* Years, decades, eras and centuries; quarters, halves and seasons of a year.  See time_rules.h. */
#include <stdio.h>

#include "language/time_rules.h"

static bool follows_year(vb_time_parser *p, int i) {
  vb_time_class before = class_at(p, i - 1);
  return (before == VB_TW_AND || before == VB_TW_TO || is_mark(p, i - 1, '-') ||
          is_mark(p, i - 1, ',')) &&
         is_year(p, i - 2);
}

static bool ends_plural(vb_time_parser *p, int i) {
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
vb_time_found vb_time_read_year(vb_time_parser *p, int i) {
  if (!is_year(p, i)) return (vb_time_found){0};
  const vb_time_token *before = at(p, i - 1), *next = at(p, i + 1);
  int year = at(p, i)->value;
  bool joined = at(p, i)->glued && before->class != VB_TW_END && !is_mark(p, i - 1, '(') &&
                !is_mark(p, i - 1, '"') && !is_mark(p, i - 1, '\'');
  bool bound = is_mark(p, i - 1, '-') && class_at(p, i - 2) == VB_TW_BOUND;
  if (joined && !bound && !follows_year(p, i)) return (vb_time_found){0};
  bool expected = before->class == VB_TW_IN || before->class == VB_TW_OF || bound ||
                  before->class == VB_TW_TO || before->class == VB_TW_BOUND ||
                  before->class == VB_TW_FISCAL || before->class == VB_TW_UNIT ||
                  is_mark(p, i - 1, '(') || before->class == VB_TW_SEASON;
  if (before->class == VB_TW_NUMBERED ||
      (is_mark(p, i - 1, '.') && class_at(p, i - 2) == VB_TW_NUMBERED))
    return (vb_time_found){0};
  if (is_unit(p, i + 1) || is_mark(p, i + 1, '%') || next->class == VB_TW_NUMBER ||
      next->class == VB_TW_COUNTED)
    return (vb_time_found){0};
  if (next->glued && (next->class == VB_TW_OTHER || is_mark(p, i + 1, '/')))
    return (vb_time_found){0};
  if (next->class == VB_TW_OTHER && !next->capital && !determines(before->class) && !bound &&
      before->class != VB_TW_IN && ends_plural(p, i + 1))
    return (vb_time_found){0};
  if (expected || follows_year(p, i)) return moment(1, vb_when_year(year));
  if (year < 1900 || year > 2050) return (vb_time_found){0};
  /* "sent 2000 people", but "the 1999 flood" */
  bool noun = next->class == VB_TW_OTHER && !next->capital;
  bool adjective = determines(before->class) || !ends_plural(p, i + 1);
  if (noun && !adjective) return (vb_time_found){0};
  return moment(1, vb_when_year(year));
}

/* nineteen ninety-six, as spoken news has it */
vb_time_found vb_time_read_spelled_year(vb_time_parser *p, int i) {
  const vb_time_token *tens = at(p, i + 1), *ones = at(p, i + 2 + is_joint(p, i + 2));
  bool both = class_at(p, i) == VB_TW_NUMBER && at(p, i)->value == 19 &&
              tens->class == VB_TW_NUMBER && tens->value >= 10 && tens->value < 100;
  if (!both) return (vb_time_found){0};
  bool more = tens->value >= 20 && ones->class == VB_TW_NUMBER && ones->value < 10;
  return moment(more ? 3 + is_joint(p, i + 2) : 2,
                vb_when_year(1900 + tens->value + (more ? ones->value : 0)));
}

vb_time_found vb_time_read_second_year(vb_time_parser *p, int i) {
  const vb_time_token *t = at(p, i);
  bool follows = is_joint(p, i - 1) && is_year(p, i - 2) && class_at(p, i - 3) != VB_TW_MONTH;
  if (!follows || t->n_digits != 2 || t->class != VB_TW_DIGITS || is_joint(p, i + 1))
    return (vb_time_found){0};
  int first = at(p, i - 2)->value, year = first - first % 100 + t->value;
  bool noun = at(p, i + 1)->glued && class_at(p, i + 1) == VB_TW_OTHER;
  return year > first && !noun ? moment(1, vb_when_year(year)) : (vb_time_found){0};
}

vb_time_found vb_time_read_era_behind(vb_time_parser *p, int i) {
  bool before_christ = class_at(p, i + 1) == VB_TW_BC;
  const vb_time_token *t = at(p, i);
  if (!(before_christ || class_at(p, i + 1) == VB_TW_AD) || !at(p, i + 1)->capital || !t->value ||
      t->n_digits > 4 || t->class != VB_TW_DIGITS)
    return (vb_time_found){0};
  if (!before_christ) return moment(2, vb_when_year(t->value));
  vb_time_found f = {.n = 2, .type = VB_TIME_DATE};
  snprintf(f.value, sizeof f.value, "BC%04d", t->value);
  return f;
}

/* Juche 100 (2011) */
vb_time_found vb_time_read_era(vb_time_parser *p, int i) {
  if (!at(p, i)->capital || class_at(p, i + 1) != VB_TW_DIGITS) return (vb_time_found){0};
  int count = at(p, i + 1)->value, year = at(p, i)->value + count;
  if (count < 1 || (count > 150 && class_at(p, i) == VB_TW_ERA) || at(p, i + 1)->n_digits > 4)
    return (vb_time_found){0};
  bool again = is_mark(p, i + 2, '(') && is_year(p, i + 3) && at(p, i + 3)->value == year &&
               is_mark(p, i + 4, ')');
  return moment(again ? 5 : 2, vb_when_year(year));
}

vb_time_found vb_time_read_decade(vb_time_parser *p, int i, bool the) {
  int year = at(p, i)->value;
  vb_time_class before = class_at(p, i - 1); /* "in his eighties", but "the eighties", "mid-80s" */
  if (at(p, i)->care && !the && before != VB_TW_BOUND && !is_joint(p, i - 1))
    return (vb_time_found){0};
  if (year % 10 || year < 1000 || year > 2090) return (vb_time_found){0};
  bool century = year % 100 == 0 && year < 1900;
  return moment(1, (vb_when){.grain = century ? VB_WHEN_CENTURY : VB_WHEN_DECADE, .year = year});
}

/* Without a year, a quarter far ahead is last year's ("the fourth quarter", told in January),
 * unless the verb says that it is to come. */
static vb_when quarter_of(vb_time_parser *p, int i, int quarter, int year) {
  if (year) return vb_when_quarter(year, quarter);
  if (p->anchor.precision < VB_DATE_MONTH) return (vb_when){0};
  bool far = quarter > (p->anchor.month + 2) / 3 + 1;
  return vb_when_quarter(p->anchor.year - (far && vb_time_tense_at(p, i) <= 0), quarter);
}

vb_time_found vb_time_read_ordinal(vb_time_parser *p, int i) {
  int value = at(p, i)->value, year = 0;
  int k = i + 1 + is_joint(p, i + 1);
  const vb_time_token *t = at(p, k);
  if (t->class == VB_TW_FISCAL) t = at(p, ++k);
  if (t->class == VB_TW_UNIT && t->value == 'Q' && value <= 4) {
    int n = vb_time_read_year_behind(p, k + 1, &year);
    return moment(k + 1 + n - i, quarter_of(p, i, value, year));
  }
  if (t->class == VB_TW_HALF && value <= 2) {
    int n = vb_time_read_year_behind(p, k + 1, &year);
    if (!n) return (vb_time_found){0};
    return moment(k + 1 + n - i, (vb_when){.grain = VB_WHEN_HALF, .year = year, .part = value});
  }
  if (t->class == VB_TW_UNIT && t->value == 'C' && value <= 99 && class_at(p, k + 1) == VB_TW_BC) {
    vb_time_found f = {.n = k + 2 - i, .type = VB_TIME_DATE};
    snprintf(f.value, sizeof f.value, "BC%02d", value > 0 ? value - 1 : 0);
    return f;
  }
  if (t->class == VB_TW_UNIT && t->value == 'C' && value >= 2 && value <= 21)
    return moment(k + 1 - i, (vb_when){.grain = VB_WHEN_CENTURY, .year = (value - 1) * 100});
  vb_time_found day = vb_time_read_day_month(p, i);
  if (!day.n) day = vb_time_read_lone_day(p, i);
  if (day.n) return day;
  if (value == 1 && (t->class == VB_TW_NUMBER || t->class == VB_TW_DIGITS)) {
    vb_time_found f = vb_time_read_quantity(p, i + 1);
    if (f.n && f.type == VB_TIME_DURATION) return f.n++, f;
  }
  return (vb_time_found){0};
}

bool vb_time_is_quarter(vb_time_parser *p, int i) {
  const vb_time_token *t = at(p, i);
  return (t->class == VB_TW_UNIT && t->value == 'Q') ||
         (t->class == VB_TW_PERIOD && p->quarter.grain);
}

vb_time_found vb_time_read_year_quarter(vb_time_parser *p, int i) {
  if (!is_year(p, i) || at(p, i + 1)->glued) return (vb_time_found){0};
  int year = at(p, i)->value, k = i + 2 + is_joint(p, i + 2);
  const vb_time_token *ordinal = at(p, i + 1), *unit = at(p, k);
  bool counted = ordinal->class == VB_TW_ORDINAL && ordinal->value <= 4;
  if (counted && unit->class == VB_TW_UNIT && unit->value == 'Q')
    return moment(k + 1 - i, vb_when_quarter(year, ordinal->value));
  if (p->quarter.grain && vb_time_is_quarter(p, i + 1))
    return moment(2, vb_when_quarter(year, p->quarter.part));
  return (vb_time_found){0};
}

vb_when vb_time_latest_quarter(const vb_time_parser *p) {
  if (p->anchor.precision < VB_DATE_MONTH) return (vb_when){0};
  return vb_when_quarter(p->anchor.year, (p->anchor.month + 2) / 3 - 1);
}

/* the latest quarter */
vb_time_found vb_time_read_latest(vb_time_parser *p, int i) {
  bool fiscal = class_at(p, i + 1) == VB_TW_FISCAL;
  int k = i + 1 + fiscal;
  if (class_at(p, k) == VB_TW_PERIOD && p->quarter.grain) return moment(k + 1 - i, p->quarter);
  if (class_at(p, k) != VB_TW_UNIT) return (vb_time_found){0};
  if (at(p, k)->value == 'Q') return moment(k + 1 - i, vb_time_latest_quarter(p));
  if (at(p, k)->value == 'Y' && fiscal) return moment(k + 1 - i, vb_when_unit(p->anchor, 'Y', -1));
  return (vb_time_found){0};
}

vb_time_found vb_time_read_fiscal(vb_time_parser *p, int i) {
  int k = i + 1;
  if (class_at(p, k) == VB_TW_UNIT && at(p, k)->value == 'Y') k++;
  if (is_year(p, k)) return moment(k + 1 - i, vb_when_year(at(p, k)->value));
  if (k > i + 1 && class_at(p, i - 1) == VB_TW_THE)
    return vb_time_stretch(k - i, VB_TIME_DURATION, 1, 'Y');
  vb_time_found f =
      class_at(p, k) == VB_TW_ORDINAL ? vb_time_read_ordinal(p, k) : (vb_time_found){0};
  if (f.n) f.n += k - i;
  return f;
}

vb_when vb_time_season_of(int year, vb_str season) {
  if (season.n != 2 || year < 1) return (vb_when){0};
  return (vb_when){.grain = VB_WHEN_SEASON, .year = year, .part = season.p[0] << 8 | season.p[1]};
}

vb_time_found vb_time_read_season(vb_time_parser *p, int i, bool the) {
  int year = 0, n = vb_time_read_year_behind(p, i + 1, &year);
  if (n) return moment(1 + n, vb_time_season_of(year, at(p, i)->text));
  bool in = class_at(p, i - 1) == VB_TW_IN || (the && class_at(p, i - 2) == VB_TW_IN);
  if (!(in || the) || at(p, i)->care || !vb_date_known(p->anchor)) return (vb_time_found){0};
  return moment(1, vb_time_season_of(p->anchor.year, at(p, i)->text));
}
