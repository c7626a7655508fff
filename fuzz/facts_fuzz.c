/* What a page says about itself: the first line is a name and a value of a meta element, the
 * second an address, the rest the content of a JSON-LD script. */
#include "article/dates.h"
#include "article/facts.h"
#include "checks.h"

enum { FROM_JSON_LD, FROM_META, FROM_WEB_PAGE };

static void check(const vb_facts *facts) {
  for (int i = 0; i < VB_N_FACTS; i++) {
    vb_fuzz_expect_utf8(facts->value[i], "a fact is not UTF-8");
    vb_fuzz_expect(!facts->rank[i] || facts->value[i].n > 0, "a fact without a value");
  }
}

void vb_fuzz_one(vb_fuzz *fuzz, vb_str input) {
  vb_facts facts = {0};
  vb_page page = {.markup = true};
  vb_str text = vb_fuzz_text(fuzz, input);
  vb_str value = vb_str_cut(&text, '\n');
  vb_str name = vb_str_cut(&value, '=');
  vb_str address = vb_str_cut(&text, '\n');
  vb_facts_offer(fuzz->grammar, &facts, FROM_META, name, value, fuzz->scratch);
  vb_facts_json_ld(&facts, FROM_JSON_LD, FROM_WEB_PAGE, text, &fuzz->out, fuzz->scratch);
  check(&facts);
  vb_str title = vb_facts_plain_title(facts.value[VB_FACT_TITLE], facts.value[VB_FACT_OUTLET],
                                      &page, fuzz->scratch);
  vb_fuzz_expect(title.n <= facts.value[VB_FACT_TITLE].n, "a plain title that is longer");
  vb_fuzz_expect_utf8(title, "a plain title is not UTF-8");
  vb_fuzz_check_date(vb_dates_in_url(address));
  vb_fuzz_check_date(vb_dates_parse(fuzz->grammar, facts.value[VB_FACT_PUBLISHED]));
}
