/* Which rule reads what: by the class of the first word, and in which order where several could. */
#include "language/time_rules.h"

static vb_time_found digits_rule(vb_time_parser *p, int i) {
  vb_time_found f = vb_time_read_numeric_date(p, i);
  if (!f.n) f = vb_time_read_clock(p, i);
  if (!f.n) f = vb_time_read_day_month(p, i);
  if (!f.n) f = vb_time_read_year_quarter(p, i);
  if (!f.n) f = vb_time_read_second_year(p, i);
  if (!f.n) f = vb_time_read_era_behind(p, i);
  if (!f.n) f = vb_time_read_quantity(p, i);
  if (!f.n) f = vb_time_read_year(p, i);
  return f;
}

/* What begins at token i, behind an article or "early" if there was one. */
static vb_time_found core_rule(vb_time_parser *p, int i, bool the) {
  switch (class_at(p, i)) {
  case VB_TW_WEEKDAY: return vb_time_read_weekday(p, i, p->anchor, -1);
  case VB_TW_WEEKDAYS: return vb_time_read_weekdays(p, i);
  case VB_TW_MONTH: return vb_time_read_month(p, i);
  case VB_TW_DIGITS: return digits_rule(p, i);
  case VB_TW_DECADE: return vb_time_read_decade(p, i, the);
  case VB_TW_NUMBER:
  case VB_TW_FEW: return vb_time_read_quantity(p, i);
  case VB_TW_ORDINAL: return vb_time_read_ordinal(p, i);
  case VB_TW_HALF: return vb_time_read_half(p, i);
  case VB_TW_ARTICLE: return vb_time_read_article(p, i);
  case VB_TW_DEICTIC: return vb_time_read_deictic(p, i, the);
  case VB_TW_SPAN: return vb_time_read_span(p, i, the);
  case VB_TW_DAY:
  case VB_TW_TONIGHT: return vb_time_read_day(p, i);
  case VB_TW_EVERY: return vb_time_read_every(p, i);
  case VB_TW_SET: return vb_time_read_set(p, i);
  case VB_TW_SEASON: return vb_time_read_season(p, i, the);
  case VB_TW_CLOCK: return vb_time_read_noon(p, i);
  case VB_TW_UNIT:
  case VB_TW_UNITS: return vb_time_read_unit(p, i, the);
  case VB_TW_REF:
  case VB_TW_RECENT: return vb_time_read_ref(p, i, the);
  case VB_TW_TIMES: return vb_time_read_times(p, i);
  case VB_TW_KIND: return vb_time_read_whole(p, i, the);
  case VB_TW_LATEST: return vb_time_read_latest(p, i);
  case VB_TW_FISCAL: return vb_time_read_fiscal(p, i);
  case VB_TW_HOLIDAY: return vb_time_read_holiday(p, i);
  case VB_TW_AD:
  case VB_TW_ERA: return vb_time_read_era(p, i);
  default: return (vb_time_found){0};
  }
}

/* [the] [early | the end of] before an expression: tokens of it.  They widen the span and leave the
 * value as it is. */
static int lead(vb_time_parser *p, bool *the, bool *bounded) {
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

static vb_time_found expression(vb_time_parser *p) {
  bool the, bounded;
  int n = lead(p, &the, &bounded);
  bool unit = bounded && the && class_at(p, n) == VB_TW_UNIT && at(p, n)->value != 'Q';
  vb_time_found f = unit ? vb_time_read_deictic_unit(p, n, 0, true) : core_rule(p, n, the);
  if (f.n) f.n += n;
  return f;
}

static void remember(vb_time_parser *p, const vb_time *time, vb_when when) {
  if (when.grain == VB_WHEN_QUARTER) p->quarter = when;
  if (when.grain == VB_WHEN_MONTH || when.grain == VB_WHEN_DAY)
    p->named_month = vb_when_month(when.year, when.month);
  if (time->date.precision >= VB_DATE_DAY) p->day = vb_date_day(time->date);
  if (time->date.precision >= VB_DATE_YEAR) p->year = time->date.year;
}

static void emit(vb_time_parser *p, const vb_time_found *f) {
  char buffer[VB_WHEN_BYTES];
  vb_str value = f->value[0] ? vb_str_from(f->value) : vb_when_value(f->when, buffer);
  vb_time *time = vb_push(p->out, &p->times);
  *time = (vb_time){.span = {at(p, 0)->span.start, at(p, f->n - 1)->span.end}, .type = f->type};
  if (value.n) time->value = vb_str_copy(p->out, value);
  if (!f->value[0]) time->date = vb_when_date(f->when);
  if (!f->compared) remember(p, time, f->value[0] ? (vb_when){0} : f->when);
}

/* Can an expression begin with this word?  The others are most of a text. */
static bool begins(vb_time_parser *p, const vb_time_token *t) {
  if (vb_time_never_begins(t->class)) return false;
  return t->class != VB_TW_THE || !vb_time_never_begins(class_at(p, 1));
}

/* Moves on to where an expression may begin, or to the end. */
static void skip(vb_time_parser *p) {
  for (;;) {
    vb_time_pass(&p->lexer);
    const vb_time_token *t = at(p, 0);
    if (begins(p, t) || (t->class == VB_TW_END && t->span.start >= p->lexer.text.n)) return;
    if (t->verb || t->class != VB_TW_OTHER) vb_time_follow_tense(p);
    vb_time_advance(&p->lexer, 1);
  }
}

vb_times vb_times_find(const vb_time_grammar *grammar, vb_str text, vb_tokens tokens,
                       vb_date anchor, vb_arena *out) {
  vb_time_parser p = {.lexer = vb_time_lexer_begin(grammar, text, tokens),
                      .anchor = vb_date_day(anchor),
                      .out = out};
  for (;;) {
    if (!p.month.grain) skip(&p);
    if (class_at(&p, 0) == VB_TW_END && at(&p, 0)->span.start >= text.n) break;
    bool listing = p.month.grain;
    vb_time_found f = vb_time_read_listed_day(&p);
    if (!f.n) {
      bool joint = class_at(&p, 0) == VB_TW_AND || class_at(&p, 0) == VB_TW_TO ||
                   class_at(&p, 0) == VB_TW_MARK;
      if (listing && !joint) p.month = (vb_when){0};
      f = expression(&p);
    }
    if (f.n) emit(&p, &f);
    vb_time_follow_tense(&p);
    vb_time_advance(&p.lexer, f.n ? f.n : 1);
  }
  return p.times;
}
