/* Any bytes as a paragraph with what agencies put around a text; the first byte says how much of it
 * the markup calls a dateline. */
#include "article/dateline.h"
#include "article/visible.h"
#include "checks.h"

void vb_fuzz_one(vb_fuzz *fuzz, vb_str input) {
  vb_str text = vb_fuzz_text(fuzz, input), agency = {0};
  vb_arena scratch = fuzz->scratch;
  vb_dateline found = {0};
  bool marked = false;
  ptrdiff_t given = text.n ? text.p[0] % 64 : 0;
  if (vb_dateline_find(fuzz->grammar, text, given < text.n ? given : text.n, &found, scratch)) {
    vb_fuzz_expect(found.end > 0 && found.end <= text.n, "a dateline outside the text");
    vb_fuzz_expect_utf8(vb_str_slice(text, found.end, text.n), "a dateline inside a character");
    vb_fuzz_expect_utf8(found.place, "a place is not UTF-8");
    vb_fuzz_expect_utf8(found.agency, "an agency is not UTF-8");
    if (!found.no_year) vb_fuzz_check_date(found.date);
  }
  vb_str body = vb_strip_end(fuzz->grammar, text, &agency, &marked, scratch);
  vb_fuzz_expect(body.n <= text.n, "longer without its end");
  vb_fuzz_expect_utf8(body, "an end mark inside a character");
  vb_fuzz_expect(marked || agency.n || !vb_str_trim(vb_str_slice(text, body.n, text.n)).n,
                 "an end without a mark");
  vb_fuzz_expect_utf8(vb_strip_start(fuzz->grammar, text), "a mark inside a character");
  vb_fuzz_expect_utf8(vb_agency_named(fuzz->grammar, text, scratch), "an agency is not UTF-8");
  vb_agency_prefix(fuzz->grammar, text, scratch);
  vb_ends_in_credit(fuzz->grammar, text, scratch);
  vb_visible_is_date_line(fuzz->grammar, text);
}
