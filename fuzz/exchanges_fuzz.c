/* The first line as a title and a caption, the rest as a text that may tell of exchanges and count
 * them. */
#include "checks.h"
#include "exchanges/claim.h"

static vb_language *language;
static vb_grammar *grammar;

/* A claim counts something between somebody, in words of the article. */
static void check_claims(vb_claims claims, const vb_article *article) {
  for (ptrdiff_t i = 0; i < claims.n; i++) {
    const vb_claim *c = &claims.v[i];
    vb_span in = c->sentence.span, words = c->words.span;
    vb_str text = vb_field_text(article, c->words.field, c->words.caption);
    vb_fuzz_expect(in.start >= 0 && in.end <= text.n, "a sentence outside its field");
    vb_fuzz_expect(in.start <= words.start && words.start < words.end && words.end <= in.end,
                   "words outside their sentence");
    vb_fuzz_expect(c->number > 0 && c->from.n && c->to.n, "a claim of nothing");
  }
}

void vb_fuzz_one(vb_fuzz *fuzz, vb_str input) {
  vb_error error = {0};
  if (!grammar)
    vb_fuzz_expect(!vb_language_open(&language, fuzz->lexicon, &error) &&
                       !vb_grammar_open(&grammar, language, &error),
                   error.message);
  vb_article article = vb_fuzz_article(fuzz, input);
  vb_analysis analysis = vb_analyse(language, &article, &fuzz->out);
  vb_exchanges exchanges = vb_exchanges_find(grammar, &analysis, &fuzz->out, fuzz->scratch);
  vb_fuzz_check_exchanges(exchanges, &article);
  vb_claim_words words = vb_claim_words_load(fuzz->lexicon, &fuzz->out);
  check_claims(vb_claims_find(grammar, &words, &analysis, &exchanges, &fuzz->out, fuzz->scratch),
               &article);
}
