/* Any bytes as a text to find time expressions in; the first byte decides whether the anchor is
 * known.  Aborts when an invariant of time.h does not hold. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "language/time.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

enum { BUDGET_BYTES = 16 << 20 };

static vb_lexicon *lexicon;
static vb_time_grammar *grammar;
static vb_arena_region results;

static void give_up(const char *why) {
  fprintf(stderr, "%s\n", why);
  abort();
}

static void start(void) {
  vb_error error = {0};
  if (grammar) return;
  if (vb_lexicon_open(&lexicon, NULL, &error) || vb_time_grammar_open(&grammar, lexicon, &error) ||
      vb_arena_region_open(&results, BUDGET_BYTES))
    give_up(error.message);
}

static void check(const vb_time *time, ptrdiff_t after, ptrdiff_t n) {
  if (time->span.start < after || time->span.start >= time->span.end || time->span.end > n)
    give_up("spans out of order");
  char iso[VB_DATE_ISO_BYTES];
  vb_str date = vb_date_format(time->date, iso);
  if (date.n && !vb_date_known(vb_date_parse_iso(date))) give_up("a date that is none");
  if (time->value.p && !time->value.n) give_up("an empty value");
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
  start();
  bool anchored = size && data[0] % 2;
  vb_date anchor = anchored ? vb_date_ymd(2020, 2, 29) : (vb_date){0};
  vb_str text = {(const char *)data, (ptrdiff_t)size};
  vb_arena out = vb_arena_reset(&results, NULL);
  vb_times times = vb_times_find(grammar, text, anchor, &out);
  for (ptrdiff_t i = 0, after = 0; i < times.n; after = times.v[i++].span.end)
    check(&times.v[i], after, text.n);
  return 0;
}
