/* The rules of the grammar of time expressions: what each reads, and the state they share.
 *
 * A rule looks at the tokens from i on, and a few before it, and answers how many of them it takes
 * and what they say; 0 tokens: it does not apply.  It never moves the lexer.  time.c tries the
 * rules in the order of the first word's class and moves on:
 *
 *   the | first | quarter | of | 2011 | ,          found.n = 4 from `first`; time.c adds "the"
 *         i       i + 1     ...
 *
 * One file for each kind of expression; the words themselves are rows of time.tsv and months.tsv:
 *
 *   time_calendar.c   days and months by name or number, weekdays, holidays
 *   time_year.c       years, decades, eras, centuries; quarters, halves and seasons of a year
 *   time_count.c      counts of units: "two years", "three days ago", "every week"
 *   time_deictic.c    from where the text or its day stands: "last month", "today", "the same day"
 *   time_clock.c      "10:35 a.m. EST Thursday"
 *   time_tense.c      which way a verb points a day that has no year
 */
#ifndef VB_LANGUAGE_TIME_RULES_H
#define VB_LANGUAGE_TIME_RULES_H

#include "language/time_lexer.h"
#include "language/time_value.h"

/* What a rule found: n tokens from where it began (0: nothing), and what they say. */
typedef struct {
  int n;
  vb_time_type type;
  vb_when when;
  char value[24]; /* of what is no moment: "P3D", "PAST_REF" */
  bool compared;  /* "a year earlier": what the text compares with, not what it speaks of */
} vb_time_found;

typedef struct {
  vb_time_lexer lexer;
  vb_date anchor;
  vb_date day;         /* the last day that the text named: "two days earlier", "the same day" */
  int year;            /* the last year it named; 0: none */
  vb_when quarter;     /* the last quarter it spoke of */
  vb_when named_month; /* the last month it named, perhaps by a day */
  int tense;           /* of the last verb of the sentence: 1 future, -1 past, 0 none yet */
  vb_when month;       /* of the day just read, for "Dec. 19 and 20"; grain NONE: none */
  vb_arena *out;
  vb_times times;
} vb_time_parser;

/* ---- looking at tokens ---- */

static inline const vb_time_token *at(vb_time_parser *p, int i) { return vb_time_at(&p->lexer, i); }

static inline vb_time_class class_at(vb_time_parser *p, int i) {
  return (vb_time_class)at(p, i)->class;
}

static inline bool is_mark(vb_time_parser *p, int i, char c) {
  return class_at(p, i) == VB_TW_MARK && at(p, i)->value == c;
}

/* A dash that joins two words: "third-quarter". */
static inline bool is_joint(vb_time_parser *p, int i) {
  return is_mark(p, i, '-') && at(p, i)->glued && at(p, i + 1)->glued;
}

/* Where "two days earlier" counts from. */
static inline vb_date base_day(const vb_time_parser *p) {
  return vb_date_known(p->day) ? p->day : p->anchor;
}

static inline vb_time_found moment(int n, vb_when when) {
  return (vb_time_found){.n = n, .type = VB_TIME_DATE, .when = when};
}

static inline vb_time_found compared(vb_time_found found) { return found.compared = true, found; }

static inline bool is_year(vb_time_parser *p, int i) {
  const vb_time_token *t = at(p, i);
  return t->class == VB_TW_DIGITS && t->n_digits == 4 && t->value >= 1000 && t->value <= 2100;
}

static inline bool is_day(vb_time_parser *p, int i) {
  const vb_time_token *t = at(p, i);
  bool digits = t->class == VB_TW_DIGITS && t->n_digits <= 2;
  return (digits || t->class == VB_TW_ORDINAL) && t->value >= 1 && t->value <= 31;
}

static inline bool is_unit(vb_time_parser *p, int i) {
  return class_at(p, i) == VB_TW_UNIT || class_at(p, i) == VB_TW_UNITS;
}

/* ---- time_calendar.c ---- */

/* "of 2011", ", 2011", "last year" behind a month or quarter: tokens, and the year. */
int vb_time_read_year_behind(vb_time_parser *p, int i, int *year);
/* Year 0: the nearest, or the one the verb points to. */
vb_when vb_time_day_of(vb_time_parser *p, int i, int year, int month, int day);
/* Dec. 19[, 2011] | 19 December 2011 | on the 15th | the 20 of "Dec. 19 and 20" */
vb_time_found vb_time_read_month(vb_time_parser *p, int i);
vb_time_found vb_time_read_day_month(vb_time_parser *p, int i);
vb_time_found vb_time_read_lone_day(vb_time_parser *p, int i);
vb_time_found vb_time_read_listed_day(vb_time_parser *p);
/* Friday, Dec. 21; "night" behind a day goes with it */
void vb_time_take_part(vb_time_parser *p, int i, vb_time_found *f);
/* direction: as for vb_when_weekday, -1 and 0 as the verb says */
vb_time_found vb_time_read_weekday(vb_time_parser *p, int i, vb_date from, int direction);
/* 2011-12-21 | Christmas Eve */
vb_time_found vb_time_read_numeric_date(vb_time_parser *p, int i);
vb_time_found vb_time_read_holiday(vb_time_parser *p, int i);

/* ---- time_year.c ---- */

/* 2011 | nineteen ninety-six | Juche 100 | 1990s */
vb_time_found vb_time_read_year(vb_time_parser *p, int i);
/* the 12 of "2011-12" */
vb_time_found vb_time_read_second_year(vb_time_parser *p, int i);
/* 57 B.C. | 668 AD | AD 668 */
vb_time_found vb_time_read_era_behind(vb_time_parser *p, int i);
vb_time_found vb_time_read_spelled_year(vb_time_parser *p, int i);
vb_time_found vb_time_read_era(vb_time_parser *p, int i);
vb_time_found vb_time_read_decade(vb_time_parser *p, int i, bool the);
/* third quarter of 2011, first half, 19th century, 21st of May; the latest, fiscal, summer */
vb_time_found vb_time_read_ordinal(vb_time_parser *p, int i);
/* "quarter"; "period" too where the text speaks of one */
bool vb_time_is_quarter(vb_time_parser *p, int i);
/* the 1988 third quarter | the 1988 quarter */
vb_time_found vb_time_read_year_quarter(vb_time_parser *p, int i);
vb_when vb_time_latest_quarter(const vb_time_parser *p);
vb_time_found vb_time_read_latest(vb_time_parser *p, int i);
vb_time_found vb_time_read_fiscal(vb_time_parser *p, int i);
vb_when vb_time_season_of(int year, vb_str season);
vb_time_found vb_time_read_season(vb_time_parser *p, int i, bool the);

/* ---- time_count.c ---- */

/* What is no moment: "PAST_REF"; "P3D", "PT2H", "PXY" (count < 0, unknown). */
vb_time_found vb_time_in_words(int n, vb_time_type type, vb_str value);
vb_time_found vb_time_stretch(int n, vb_time_type type, int count, int unit);
/* "two", "a couple of", -1 "several"; -1 "ago", 1 "later", 0 neither, and from which day. */
int vb_time_read_count(vb_time_parser *p, int i, int *count);
int vb_time_read_direction(vb_time_parser *p, int i, vb_date *from);
vb_when vb_time_years_away(const vb_time_parser *p, vb_date from, int shift);
/* two years [ago] | a year ago | every two weeks | daily | Mondays */
vb_time_found vb_time_read_quantity(vb_time_parser *p, int i);
vb_time_found vb_time_read_half(vb_time_parser *p, int i); /* half an hour */
vb_time_found vb_time_read_article(vb_time_parser *p, int i);
vb_time_found vb_time_read_every(vb_time_parser *p, int i);
vb_time_found vb_time_read_times(vb_time_parser *p, int i); /* twice a week */
vb_time_found vb_time_read_set(vb_time_parser *p, int i);
vb_time_found vb_time_read_weekdays(vb_time_parser *p, int i);

/* ---- time_deictic.c ---- */

/* month of "last month"; last June, this week; the past two months; today; the quarter; now */
vb_time_found vb_time_read_deictic_unit(vb_time_parser *p, int i, int deictic, bool the);
vb_time_found vb_time_read_deictic(vb_time_parser *p, int i, bool the);
vb_time_found vb_time_read_span(vb_time_parser *p, int i, bool the);
vb_time_found vb_time_read_day(vb_time_parser *p, int i);
vb_time_found vb_time_read_unit(vb_time_parser *p, int i, bool the);
vb_time_found vb_time_read_whole(vb_time_parser *p, int i, bool the); /* the full year */
vb_time_found vb_time_read_ref(vb_time_parser *p, int i, bool the);

/* ---- time_clock.c ---- */

/* 10:35 a.m. EST Thursday | noon */
vb_time_found vb_time_read_clock(vb_time_parser *p, int i);
vb_time_found vb_time_read_noon(vb_time_parser *p, int i);

/* ---- time_tense.c ---- */

/* Of the verb that governs token i: 1 future, -1 past, 0 none; and a day moved to agree with it. */
int vb_time_tense_at(vb_time_parser *p, int i);
vb_when vb_time_by_tense(vb_time_parser *p, int i, vb_when when);
/* Takes note of the verb at the head, forgets it at the end of its sentence. */
void vb_time_follow_tense(vb_time_parser *p);

#endif
