/* The first line as the language that a page declares, the rest as its text. */
#include "article/language.h"
#include "common.h"

void vb_fuzz_one(vb_fuzz *fuzz, vb_str input) {
  vb_str text = vb_fuzz_text(fuzz, input);
  vb_str declared = vb_str_cut(&text, '\n');
  vb_str code = vb_language_detect(fuzz->grammar, text, declared, &fuzz->out, fuzz->scratch);
  vb_fuzz_expect(!code.p || (code.n == 2 && vb_is_lower(code.p[0]) && vb_is_lower(code.p[1])),
                 "no language code");
}
