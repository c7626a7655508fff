#include "exchanges/explain.h"

#include "exchanges/fixture.h"

TestSuite(explain, .init = setup, .fini = teardown);

static vb_actors side(const char *name, const char *office, const char *country) {
  vb_actors actors = {0};
  *vb_push(&out, &actors) = (vb_actor){
      .name = vb_str_from(name), .office = vb_str_from(office), .country = vb_str_from(country)};
  return actors;
}

static vb_exchange row(void) {
  return (vb_exchange){.from = side("Ryom Chol Min", "president", "KP"),
                       .to = side("Phan Duc Thinh", "president", "VN"),
                       .form = VB_FORM_LETTER,
                       .purpose = VB_PURPOSE_CONGRATULATION,
                       .sent = vb_date_ymd(2023, 9, 2),
                       .reported = vb_date_ymd(2023, 9, 2),
                       .occasion = VB_S("78th National Day of Vietnam")};
}

/* "what: how; ..." */
static vb_str reasons(const vb_exchange *told, const vb_exchange *of) {
  const vb_merge_words *words = vb_merge_words_load(lexicon, &out);
  vb_reasons all = vb_merge_explain(words, told, of, &out);
  vb_str text = VB_S("");
  for (ptrdiff_t i = 0; i < all.n; i++)
    text = vb_str_format(&out, "%.*s%s%s: %.*s", VB_ARG(text), i ? "; " : "", all.v[i].what,
                         VB_ARG(all.v[i].how));
  return text;
}

static void expect(const vb_exchange *told, const vb_exchange *of, const char *want) {
  vb_str got = reasons(told, of);
  cr_expect(vb_str_eq(got, vb_str_from(want)), "%.*s", VB_ARG(got));
}

Test(explain, what_is_told_alike_and_what_otherwise) {
  vb_exchange of = row(), told = row();
  expect(&told, &of,
         "from: same name; to: same name; form: same; purpose: same; sent: same day; reported: "
         "same day; occasion: same words");
  told.from = side("Ryom", NULL, "KP");
  told.to = side(NULL, "president", "VN");
  told.form = VB_FORM_MESSAGE;
  told.purpose = VB_PURPOSE_GREETING;
  told.sent = vb_date_ymd(2023, 9, 1);
  told.reported = vb_date_ymd(2023, 9, 4);
  told.occasion = VB_S("78th founding anniversary");
  expect(&told, &of,
         "from: like names, same country; to: same office and country; form: another word for it; "
         "purpose: another word for it; sent: 1 day earlier; reported: 2 days later; occasion: "
         "same number");
}

Test(explain, what_is_not_told_is_no_reason) {
  vb_exchange of = row(), told = {.from = row().from, .form = VB_FORM_LETTER};
  expect(&told, &of, "from: same name; form: same");
  told.sent = vb_date_parse_iso(VB_S("2023"));
  expect(&told, &of, "from: same name; form: same; sent: as far as told");
}

Test(explain, a_call_is_told_from_either_side) {
  vb_exchange of = row(), told = row();
  of.form = told.form = VB_FORM_CALL;
  told.from = row().to, told.to = row().from;
  cr_expect_geq(vb_str_find(reasons(&told, &of), VB_S("from: same name; to: same name"), 0), 0);
}
