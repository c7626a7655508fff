#include <criterion/criterion.h>

#include <stdlib.h>

#include "article/dates.h"
#include "article/fixture.h"

TestSuite(dates, .init = setup, .fini = teardown);

/* The first date of a text, if it has one reading. */
static vb_date first_date(vb_str text) {
  vb_found_date found;
  ptrdiff_t at = 0;
  if (!vb_dates_next(grammar, text, &at, &found)) return (vb_date){0};
  return vb_date_known(found.swapped) ? (vb_date){0} : found.date;
}

Test(dates, as_pages_print_them) {
  vb_str table = source_text(getenv("VB_SOURCE_ROOT"), "src/article/dates.tsv", &out);
  int n = 0;
  while (table.p) {
    vb_str want = vb_str_cut(&table, '\n'), text = vb_str_cut(&want, '\t');
    if (!text.n || text.p[0] == '#') continue;
    char buffer[VB_DATE_ISO_BYTES];
    vb_str got = vb_date_format(first_date(text), buffer);
    if (vb_str_eq(want, VB_S("-"))) want = VB_S("");
    cr_expect(vb_str_eq(got, want), "%.*s: got '%.*s', want '%.*s'", VB_ARG(text), VB_ARG(got),
              VB_ARG(want));
    n++;
  }
  cr_expect_gt(n, 150);
}
