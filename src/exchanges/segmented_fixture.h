/* What the tests of Chinese and Korean share: sentences beside what an analyst writes down of them.
 */
#ifndef VB_EXCHANGES_SEGMENTED_FIXTURE_H
#define VB_EXCHANGES_SEGMENTED_FIXTURE_H

#include <criterion/criterion.h>
#include <string.h>

#include "exchanges/fixture.h"

static vb_exchanges find_by(const char *code, const char *text, const char *agency) {
  vb_article article = {.id = VB_S("a"),
                        .agency = vb_str_from(agency),
                        .text = vb_str_from(text),
                        .language = vb_str_from(code),
                        .published = vb_date_ymd(2031, 3, 24)};
  return find_in_article(&article);
}

static vb_exchanges find(const char *code, const char *text) { return find_by(code, text, NULL); }

/* A sentence with what the analyst writes down of it: sides with countries, and the day. */
typedef struct {
  const char *text, *want;
  const char *agency; /* NULL: none */
} fixture;

static vb_str with_country(vb_actors side) {
  vb_str all = VB_S("");
  for (ptrdiff_t i = 0; i < side.n; i++) {
    vb_actors one = {&side.v[i], 1, 1};
    all = vb_str_format(&out, "%.*s%s%.*s (%.*s)", VB_ARG(all), i ? " + " : "", VB_ARG(who(one)),
                        VB_ARG(side.v[i].country));
  }
  return all;
}

static vb_str record(vb_exchanges found) {
  vb_str all = VB_S("");
  for (ptrdiff_t i = 0; i < found.n; i++) {
    const vb_exchange *x = &found.v[i];
    const char *purpose = vb_purpose_name(x->purpose);
    char buffer[VB_DATE_ISO_BYTES];
    vb_str sent = vb_date_format(x->sent, buffer);
    all = vb_str_format(&out, "%.*s%s%.*s > %.*s | %s | %s | %.*s | %.*s%s", VB_ARG(all),
                        i ? "; " : "", VB_ARG(with_country(x->from)), VB_ARG(with_country(x->to)),
                        vb_form_name(x->form), purpose ? purpose : "-", VB_ARG(sent),
                        VB_ARG(x->occasion), x->reply ? " | reply" : "");
  }
  return all;
}

static void expect_all(const char *code, const fixture *fixtures, size_t n) {
  for (size_t i = 0; i < n; i++) {
    vb_str got = record(find_by(code, fixtures[i].text, fixtures[i].agency));
    cr_expect(vb_str_eq(got, vb_str_from(fixtures[i].want)), "%s\n got %.*s\nwant %s",
              fixtures[i].text, VB_ARG(got), fixtures[i].want);
  }
}

#define EXPECT_ALL(code, list) expect_all(code, list, sizeof(list) / sizeof *(list))

#endif
