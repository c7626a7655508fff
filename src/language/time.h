/* Time expressions: what a text says of days, months and years, as ISO values.
 *
 * In: text and the date it was published (the anchor).  Out: expressions in
 * text order, none overlapping.  A bare weekday is the latest such day on or
 * before the anchor, or the next one where the verb says "will"; a month and day
 * without a year is the nearest to it, unless that is months away and the verb
 * says otherwise; "last month" and "last year" are calendar units.  "The same
 * day" and "two days earlier" go by the day that the text named last.  The words
 * of a language are rows of lexicon/<language>/time.tsv.
 */
#ifndef VB_LANGUAGE_TIME_H
#define VB_LANGUAGE_TIME_H

#include "base/date.h"
#include "base/vec.h"
#include "language/tokens.h"

typedef enum { VB_TIME_DATE, VB_TIME_TIME, VB_TIME_DURATION, VB_TIME_SET } vb_time_type;

typedef struct {
  vb_span span;
  vb_time_type type;
  vb_str
      value; /* TIMEX3 value: "2025-09-04", "2025-W36", "P3D", "PRESENT_REF"; p == NULL unknown */
  vb_date date; /* the same as a calendar date where it is one (DATE or TIME), else unknown */
} vb_time;
VB_SLICE_TYPE(vb_times, vb_time);

typedef struct vb_time_grammar vb_time_grammar; /* compiled words; shared, read only */
/* `vocabulary` is that of the tokens of the texts; NULL: there will be none. */
int vb_time_grammar_open(vb_time_grammar **grammar, const vb_lexicon *lexicon,
                         vb_vocabulary *vocabulary, vb_error *error);
void vb_time_grammar_close(vb_time_grammar *grammar);

/* `tokens` are the text's, which save reading most words again; {0} gives the same times.
 * `anchor` may be unknown: then only expressions that need none get a value. */
vb_times vb_times_find(const vb_time_grammar *grammar, vb_str text, vb_tokens tokens,
                       vb_date anchor, vb_arena *out);

#endif
