/* Reach: the days on which another report may stand that has to do with this one.
 *
 *   day of the act known          a day before, to VB_DELIVERY_DAYS after (receipt, print)
 *   act known to month or year    those days, and the windows beside them
 *   only printed                  VB_DELIVERY_DAYS on
 *   mention only printed          also VB_RECOLLECTION_DAYS back, if an occasion says what it
 * recalls reply                         also VB_REPLY_DAYS back, and to what the article says it
 * answers no date at all                VB_REACH_UNDATED; everywhere, if purpose and occasion are
 * told: what happens only once can be known again
 */
#include "exchanges/group.h"

static vb_reach hull(vb_reach a, vb_reach b) {
  return (vb_reach){a.first < b.first ? a.first : b.first, a.last > b.last ? a.last : b.last};
}

static vb_reach by_dates(const vb_exchange *e) {
  vb_days sent = vb_days_of(e->sent);
  if (sent.known && e->sent.precision >= VB_DATE_DAY)
    return (vb_reach){sent.first - 1, sent.last + VB_DELIVERY_DAYS};
  if (sent.known) return (vb_reach){sent.first - VB_BESIDE_DAYS, sent.last + VB_BESIDE_DAYS};
  if (e->reported.precision < VB_DATE_DAY) {
    bool once = e->occasion.n && e->purpose != VB_PURPOSE_NONE;
    return (vb_reach){VB_REACH_UNDATED, once ? VB_REACH_END : VB_REACH_UNDATED};
  }
  vb_days reported = vb_days_of(e->reported);
  int32_t back = e->mention && e->occasion.n ? VB_RECOLLECTION_DAYS : 0;
  return (vb_reach){reported.first - back, reported.last + VB_DELIVERY_DAYS};
}

vb_reach vb_report_reach(const vb_exchange *exchange, const vb_exchange *answered) {
  vb_reach reach = by_dates(exchange);
  if (exchange->reply || exchange->purpose == VB_PURPOSE_REPLY)
    reach.first -= VB_REPLY_DAYS + 2 * VB_DELIVERY_DAYS; /* the row may stand a little earlier */
  if (answered) reach = hull(reach, by_dates(answered));
  if (reach.first < VB_REACH_UNDATED) reach.first = VB_REACH_UNDATED;
  if (reach.last > VB_REACH_END) reach.last = VB_REACH_END;
  return reach;
}
