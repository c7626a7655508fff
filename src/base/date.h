/* Calendar dates as pages print them: a wall clock at the precision given.
 *
 * An unknown date is all zero (precision VB_DATE_NONE), so zeroed memory is
 * "unknown".  Years run from 1 to 9999 in the proleptic Gregorian calendar.
 * Day arithmetic follows Howard Hinnant, "chrono-Compatible Low-Level Date
 * Algorithms" (2013).
 */
#ifndef VB_BASE_DATE_H
#define VB_BASE_DATE_H

#include "base/str.h"

typedef enum {
  VB_DATE_NONE,
  VB_DATE_YEAR,
  VB_DATE_MONTH,
  VB_DATE_DAY,
  VB_DATE_MINUTE,
} vb_date_precision;

typedef struct {
  int16_t year;
  int8_t month, day, hour, minute; /* month and day from 1; 0 below the precision */
  int8_t precision;                /* vb_date_precision */
  bool has_offset;
  int16_t offset_minutes; /* east of UTC, if has_offset */
} vb_date;

enum { VB_DATE_ISO_BYTES = 32 };

bool vb_date_known(vb_date d);
/* A day; the unknown date if there is no such day. */
vb_date vb_date_ymd(int year, int month, int day);
/* ISO 8601: 2021, 2021-03, 2021-03-23, 2021-03-23T09:19[:05[.123]][Z|+09:00|+0900], also with a
 * blank for T.  The whole slice must be the date.  Unknown if it is not one. */
vb_date vb_date_parse_iso(vb_str s);
/* Writes the ISO form at its precision (with offset where known), NUL-terminated; "" if unknown. */
vb_str vb_date_format(vb_date d, char buffer[VB_DATE_ISO_BYTES]);
/* The same day without time. */
vb_date vb_date_day(vb_date d);

/* Days since 1970-01-01; month and day count as 1 where unknown. */
int32_t vb_date_to_days(vb_date d);
/* Minutes since then, in UTC where the offset is known, else of the wall clock: such clocks may be
 * VB_DATE_CLOCKS_APART. */
enum { VB_DATE_CLOCKS_APART = 14 * 60 };
int64_t vb_date_to_minutes(vb_date d);
vb_date vb_date_from_days(int32_t days); /* unknown outside the years 1 to 9999 */
int vb_date_weekday(vb_date d);          /* 0 Monday .. 6 Sunday */
vb_date vb_date_add_days(vb_date d, int days);
/* Orders by what is known: year, month, day, time.  Where one is less precise, what both know
 * decides, then the less precise comes first. */
int vb_date_compare(vb_date a, vb_date b);

#endif
