#include <stdlib.h>

#include "exchanges/exchange.h"

struct vb_grammar {
  const vb_lexicon *lexicon;
};

int vb_grammar_open(vb_grammar **grammar, const vb_lexicon *lexicon, vb_error *error) {
  *grammar = calloc(1, sizeof **grammar);
  if (!*grammar) return vb_fail(error, VB_MEMORY, "grammar: out of memory");
  (*grammar)->lexicon = lexicon;
  return VB_OK;
}

void vb_grammar_close(vb_grammar *grammar) { free(grammar); }

vb_exchanges vb_exchanges_find(const vb_grammar *grammar, const vb_article *article, vb_arena *out,
                               vb_arena scratch) {
  (void)grammar, (void)article, (void)out, (void)scratch;
  return (vb_exchanges){0};
}
