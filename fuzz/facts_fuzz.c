/* What a page says about itself: the first line is a name and a value of a meta element, the
 * second an address, the rest the content of a JSON-LD script. */
#include "article/dates.h"
#include "article/published.h"
#include "article/title.h"
#include "checks.h"

static void check(const vb_clues *clues) {
  for (ptrdiff_t i = 0; i < clues->n; i++) {
    vb_fuzz_expect(clues->v[i].value.n > 0, "a fact without a value");
    vb_fuzz_expect_utf8(clues->v[i].value, "a fact is not UTF-8");
    vb_fuzz_expect_utf8(clues->v[i].source, "a source is not UTF-8");
    vb_fuzz_check_date(clues->v[i].date);
  }
}

static void check_judged(const vb_clues *clues, vb_fact fact) {
  int believed = 0;
  for (ptrdiff_t i = 0; i < clues->n; i++) {
    if (clues->v[i].fact != fact) continue;
    vb_fuzz_expect(clues->v[i].why.n > 0, "a verdict without a reason");
    believed += clues->v[i].believed;
  }
  vb_fuzz_expect(believed <= 1, "two of a fact are believed");
}

void vb_fuzz_one(vb_fuzz *fuzz, vb_str input) {
  vb_facts facts = {.out = &fuzz->out};
  vb_page page = {.markup = true};
  vb_str text = vb_fuzz_text(fuzz, input);
  vb_str value = vb_str_cut(&text, '\n');
  vb_str name = vb_str_cut(&value, '=');
  vb_str address = vb_str_cut(&text, '\n');
  vb_facts_offer(fuzz->grammar, &facts, VB_FROM_META, "meta", name, value, fuzz->scratch);
  vb_facts_json_ld(fuzz->grammar, &facts, text, fuzz->scratch);
  check(&facts.clues);
  vb_str title = vb_title_declared(&page, &facts, fuzz->scratch);
  vb_fuzz_expect_utf8(title, "a plain title is not UTF-8");
  check_judged(&facts.clues, VB_FACT_TITLE);
  vb_fuzz_check_date(vb_dates_in_url(address));
  vb_page_days days = vb_published_choose(&facts.clues, (vb_date){0}, &fuzz->out, fuzz->scratch);
  vb_fuzz_check_date(days.published);
  vb_fuzz_check_date(days.updated);
  check_judged(&facts.clues, VB_FACT_PUBLISHED);
}
