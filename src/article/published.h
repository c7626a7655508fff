/* Which of the days that a page tells are the days of publication and of the last change.
 *
 * The most trusted source wins (clue.h has the order), with these exceptions:
 *  1. what is later than the capture is not believed;
 *  2. a source that names several days for one page is asked last;
 *  3. of the same moment in two time zones, the page's own is taken, not UTC; and where the only
 *     time is in UTC and the address or a line beside the headline names the day before or after,
 *     that is the day at the page's own place;
 *  4. an older day that readers see beside the headline is believed before one that programs
 *     declare: systems stamp a page anew when they move or render it, readers are told the first
 *     day;
 *  5. where only a time of change is told, the page is dated by it.
 */
#ifndef VB_ARTICLE_PUBLISHED_H
#define VB_ARTICLE_PUBLISHED_H

#include "article/clue.h"

typedef struct {
  vb_date published, updated;
} vb_page_days;

/* Judges all that is told of both days. */
vb_page_days vb_published_choose(vb_clues *clues, vb_date captured, vb_arena *out,
                                 vb_arena scratch);
/* The day of publication by what is told so far; nothing is judged. */
vb_date vb_published_likely(const vb_clues *clues, vb_date captured);
/* True if `d` cannot be later than `captured`. */
bool vb_published_fits(vb_date d, vb_date captured);

#endif
