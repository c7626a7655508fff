/* Time expressions in segmented languages (segment.h): dates of numbers and signs, and the words
 * of lexicon/LANGUAGE/time.tsv.
 *
 *   2021 YEAR 3 MONTH 23 DAY    3 MONTH 23 DAY    23 DAY    ERA 110 (2021) YEAR 3 MONTH 23 DAY
 *   last YEAR 12 MONTH 31 DAY   this MONTH 23 DAY   the same day   yesterday   [last] Monday
 *
 * In and out as in time.h: a bare day is the latest such day before the anchor or at
 * most a week ahead, a month and day without a year the nearest to it, "the same day" the one that
 * the text named last.
 */
#ifndef VB_LANGUAGE_SEGMENT_TIME_H
#define VB_LANGUAGE_SEGMENT_TIME_H

#include "language/time.h"

typedef struct vb_segment_times vb_segment_times;

/* Every language but English that has a table "time"; they live in `arena`.  Fails on a class that
 * nothing reads. */
int vb_segment_times_open(vb_segment_times **list, const vb_lexicon *lexicon, vb_arena *arena,
                          vb_error *error);
/* NULL: not a language of these. */
const vb_segment_times *vb_segment_times_for(const vb_segment_times *list, vb_str language);

vb_times vb_segment_times_find(const vb_segment_times *words, vb_str text, vb_date anchor,
                               vb_arena *out);

#endif
