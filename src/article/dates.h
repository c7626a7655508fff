/* Dates as pages print them: numeric, with month names, ISO, East Asian; with a time behind.
 *
 * The order of day and month in 03/04/2021 is unknown here, and so is the date:
 * date_order.h has what the page shows of it.
 */
#ifndef VB_ARTICLE_DATES_H
#define VB_ARTICLE_DATES_H

#include "article/words.h"

typedef struct {
  vb_span span;
  vb_date date;    /* day first, where the order is unknown */
  vb_date swapped; /* month first; known only where the order is unknown */
  bool no_year;    /* year is 0: month and day only */
  int8_t order;    /* numeric dates with one reading: 'd' day first, 'm' month first; else 0 */
} vb_found_date;

/* The next date at or after *at; *at moves behind it.  Linear in what it passes over. */
bool vb_dates_next(const vb_article_grammar *grammar, vb_str text, ptrdiff_t *at,
                   vb_found_date *found);
/* A date that begins exactly at `at`, year or not. */
bool vb_dates_at(const vb_article_grammar *grammar, vb_str text, ptrdiff_t at,
                 vb_found_date *found);
/* ISO and its common misspellings, RFC 2822, or any date of a page: a machine-readable attribute.
 */
vb_date vb_dates_parse(const vb_article_grammar *grammar, vb_str value);
/* The day in the path of an address: "/2021/03/23/", "/2021-03-23-", "/202103/23/", "/20210323". */
vb_date vb_dates_in_url(vb_str url);
/* The month and day in the latest year in which they are not after `anchor` (one day of grace). */
vb_date vb_dates_before(vb_date month_day, vb_date anchor);

/* A word or a number begins at `at`: elements that stand side by side need no blank between them
 * ("Ann OtherMay 4", "Updated20:49"), and signs are no part of a word. */
bool vb_dates_begins_word(vb_str s, ptrdiff_t at);

#endif
