/* Any bytes as a text with the dates that pages print, as one machine-readable date, and as an
 * address. */
#include "article/dates.h"
#include "checks.h"

static void check(const vb_article_grammar *g, vb_str text, const vb_found_date *found) {
  vb_date anchor = vb_date_ymd(2020, 2, 29);
  vb_found_date again;
  if (!found->no_year) {
    vb_fuzz_check_date(found->date);
    vb_fuzz_check_date(found->swapped);
    vb_fuzz_expect(vb_date_known(found->date), "a date that is none");
  } else {
    vb_date day = vb_dates_before(found->date, anchor);
    vb_fuzz_check_date(day);
    vb_fuzz_expect(vb_date_to_days(day) <= vb_date_to_days(anchor) + 1, "a day after the anchor");
  }
  vb_fuzz_expect(vb_dates_at(g, text, found->span.start, &again) &&
                     again.span.end == found->span.end,
                 "a date that is not where it was found");
}

void vb_fuzz_one(vb_fuzz *fuzz, vb_str input) {
  vb_str text = vb_fuzz_text(fuzz, input);
  vb_found_date found;
  for (ptrdiff_t at = 0, after = 0; vb_dates_next(fuzz->grammar, text, &at, &found);) {
    vb_fuzz_expect_span(found.span, after, text, "dates out of order or outside the text");
    vb_fuzz_expect(at >= found.span.end && at <= text.n, "no step forward");
    check(fuzz->grammar, text, &found);
    after = found.span.end;
  }
  vb_fuzz_check_date(vb_dates_parse(fuzz->grammar, text));
  vb_fuzz_check_date(vb_date_parse_iso(text));
  vb_fuzz_check_date(vb_dates_in_url(text));
}
