/* Claims of counts, against claims.tsv, which was written by hand. */
#include "exchanges/claim.h"

#include <stdlib.h>

#include "base/expect.h"
#include "exchanges/fixture.h"

TestSuite(claim, .init = setup, .fini = teardown);

static vb_str date_text(vb_date date) {
  char text[VB_DATE_ISO_BYTES];
  return vb_str_copy(&out, vb_date_format(date, text));
}

static vb_str claim_text(const vb_claim *c) {
  return vb_str_format(&out, "%s %s %d %s, %.*s %s %.*s, %.*s .. %.*s", vb_claim_kind_name(c->kind),
                       vb_claim_bound_name(c->bound), c->number, vb_form_name(c->form),
                       VB_ARG(c->from.v[0].name), c->both ? "&" : ">", VB_ARG(c->to.v[0].name),
                       VB_ARG(date_text(c->since)), VB_ARG(date_text(c->until)));
}

static vb_str claims_in(vb_str sentence) {
  static const char lead[] = "President Ana Costa of Portugal sent a letter to King Olav Berg of "
                             "Sweden on May 3, 2021.\n\n";
  vb_article article = {.published = vb_date_ymd(2021, 5, 4)};
  article.text = vb_str_format(&out, "%s%.*s", lead, VB_ARG(sentence));
  vb_claim_words words = vb_claim_words_load(lexicon, &out);
  vb_analysis analysis = vb_analyse(language, &article, &out);
  vb_exchanges exchanges = vb_exchanges_find(grammar, &analysis, &out, scratch);
  vb_claims claims = vb_claims_find(grammar, &words, &analysis, &exchanges, &out, scratch);
  vb_str all = {"", 0};
  for (ptrdiff_t i = 0; i < claims.n; i++)
    all = vb_str_format(&out, "%.*s%s%.*s", VB_ARG(all), i ? "; " : "",
                        VB_ARG(claim_text(&claims.v[i])));
  return all;
}

Test(claim, sentences_claim_what_was_read_in_them_by_hand) {
  vb_str text = source_text(getenv("VB_SOURCE_ROOT"), "src/exchanges/claims.tsv", &out);
  int n = 0;
  while (text.n) {
    vb_str line = vb_str_cut(&text, '\n');
    if (!line.n || line.p[0] == '#' || vb_str_starts(line, VB_S("sentence\t"))) continue;
    vb_str sentence = vb_str_cut(&line, '\t');
    vb_str got = claims_in(sentence);
    cr_expect(vb_str_eq(got, line), "%.*s\n  has %.*s", VB_ARG(sentence), VB_ARG(got));
    n++;
  }
  cr_expect_geq(n, 18);
}

Test(claim, an_article_without_an_exchange_claims_nothing_of_nobody) {
  vb_article article = {.text = VB_S("It is the third letter this year."),
                        .published = vb_date_ymd(2021, 5, 4)};
  vb_claim_words words = vb_claim_words_load(lexicon, &out);
  vb_analysis analysis = vb_analyse(language, &article, &out);
  vb_exchanges none = {0};
  cr_expect_eq(vb_claims_find(grammar, &words, &analysis, &none, &out, scratch).n, 0);
}
