/* Moments as the grammar of time expressions builds them, and their ISO values.
 *
 * A vb_when is a point or stretch of the calendar at one grain, perhaps with a
 * part of the day or a clock time.  The anchor is the day of publication; what
 * cannot be computed without it has grain NONE when it is unknown.
 */
#ifndef VB_LANGUAGE_TIME_VALUE_H
#define VB_LANGUAGE_TIME_VALUE_H

#include "base/date.h"

typedef enum {
  VB_WHEN_NONE,
  VB_WHEN_DECADE,  /* year / 10 */
  VB_WHEN_CENTURY, /* year / 100 */
  VB_WHEN_YEAR,
  VB_WHEN_QUARTER,
  VB_WHEN_HALF,
  VB_WHEN_SEASON,
  VB_WHEN_MONTH,
  VB_WHEN_WEEK, /* of the day */
  VB_WHEN_WEEKEND,
  VB_WHEN_DAY,
} vb_when_grain;

typedef struct {
  vb_when_grain grain;
  int year, month, day;
  int part;       /* quarter or half from 1; two letters of a season as in TIMEX3, packed */
  vb_str daypart; /* "MO", "NI"; p == NULL: none */
  bool clock;
  int hour, minute;
  vb_str zone; /* "Z", "-05:00"; p == NULL: not said */
} vb_when;

enum { VB_WHEN_BYTES = 32 };

vb_when vb_when_year(int year);
vb_when vb_when_month(int year, int month); /* month may run over: 0 is December before */
vb_when vb_when_day(vb_date day);
vb_when vb_when_quarter(int year, int quarter); /* may run over too */
/* The grain that a unit's letter names (D, W, M, Q, Y, X, C, E), `shift` units from the day. */
vb_when vb_when_unit(vb_date day, char unit, int shift);

/* A month and day, or a month, without a year: the nearest to the anchor. */
vb_when vb_when_nearest_day(vb_date anchor, int month, int day);
vb_when vb_when_nearest_month(vb_date anchor, int month);
/* The weekday (0 Monday) latest on or before the day (direction -1), latest before it (-2), first
 * after it (1), in the same week (0). */
vb_when vb_when_weekday(vb_date day, int weekday, int direction);

/* The TIMEX3 value, NUL-terminated; "" for grain NONE. */
vb_str vb_when_value(vb_when when, char buffer[VB_WHEN_BYTES]);
/* The same as a date; unknown if the grain is no year, month or day. */
vb_date vb_when_date(vb_when when);

#endif
