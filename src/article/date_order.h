/* The order of day and month in numeric dates: 03/04/2021.
 *
 * The first of these that decides:
 *   1. the other numeric dates of the page, those with only one reading, if they agree
 *   2. a day that the page tells machines, if it is one of the two
 *   3. the day of the capture: a reading that is after it is none
 *   4. the language and region that the page declares (world/date_orders.tsv), or, where that
 *      says nothing, the language of its longest paragraph
 * Where none does, the date is unknown.
 */
#ifndef VB_ARTICLE_DATE_ORDER_H
#define VB_ARTICLE_DATE_ORDER_H

#include "article/blocks.h"
#include "article/dates.h"

typedef struct {
  char on_page, declared; /* 'd' day first, 'm' month first, 0 unknown */
  struct {
    vb_date v[8];
    int n;
  } machine; /* days told to machines */
  vb_date captured;
} vb_date_order;

vb_date_order vb_date_order_of(const vb_article_grammar *grammar, const vb_page *page,
                               vb_date captured, vb_arena scratch);
/* The day that was found, in the order; unknown if there is none. */
vb_date vb_date_decide(const vb_date_order *order, vb_found_date found);

#endif
