/* The first line as a title and a caption, the second as an agency, the rest as a text in which
 * somebody may say something. */
#include "checks.h"

static vb_language *language;
static vb_statement_grammar *grammar;

void vb_fuzz_one(vb_fuzz *fuzz, vb_str input) {
  vb_error error = {0};
  if (!grammar)
    vb_fuzz_expect(!vb_language_open(&language, fuzz->lexicon, &error) &&
                       !vb_statement_grammar_open(&grammar, language, &error),
                   error.message);
  vb_article article = vb_fuzz_article(fuzz, input);
  article.agency = vb_str_cut(&article.text, '\n');
  vb_analysis analysis = vb_analyse(language, &article, &fuzz->out);
  vb_fuzz_check_statements(vb_statements_find(grammar, &analysis, &fuzz->out, fuzz->scratch),
                           &article);
}
