#include "language/time.h"

/* No language's words yet: finds nothing. */
int vb_time_grammar_open(vb_time_grammar **grammar, const vb_lexicon *lexicon, vb_error *error) {
  (void)lexicon, (void)error;
  *grammar = NULL;
  return VB_OK;
}
void vb_time_grammar_close(vb_time_grammar *grammar) { (void)grammar; }
vb_times vb_times_find(const vb_time_grammar *grammar, vb_str text, vb_date anchor, vb_arena *out,
                       vb_arena scratch) {
  (void)grammar, (void)text, (void)anchor, (void)out, (void)scratch;
  return (vb_times){0};
}
