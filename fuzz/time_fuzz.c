/* Any bytes as a text to find time expressions in; the first byte decides whether the anchor is
 * known. */
#include "checks.h"

static vb_time_grammar *grammar;

void vb_fuzz_one(vb_fuzz *fuzz, vb_str input) {
  vb_error error = {0};
  if (!grammar)
    vb_fuzz_expect(!vb_time_grammar_open(&grammar, fuzz->lexicon, &error), error.message);
  bool anchored = input.n && input.p[0] % 2;
  vb_date anchor = anchored ? vb_date_ymd(2020, 2, 29) : (vb_date){0};
  vb_str text = vb_fuzz_text(fuzz, input);
  vb_fuzz_check_times(vb_times_find(grammar, text, anchor, &fuzz->out), text);
}
