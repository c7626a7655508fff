#include "trace/named.h"

#include "base/utf8.h"
#include "language/mention.h"

enum { BEGINNING_BYTES = 4096 }; /* of an article: in it those are introduced whom it is about */

static void add(const vb_language *language, const vb_mention *mention, vb_text_names *persons,
                vb_arena *out) {
  if (mention->kind != VB_MENTION_PERSON || !mention->introduced || !mention->actor.name.n) return;
  vb_name name = vb_name_fold(&language->name_words, mention->actor.name, out);
  if (name.words.n > 1) vb_asked_add_person(persons, &name, out);
}

void vb_named_find(const vb_language *language, vb_str text, vb_text_names *persons, vb_arena *out,
                   vb_arena scratch) {
  vb_str beginning = vb_str_slice(text, 0, vb_utf8_back(text, BEGINNING_BYTES));
  vb_tokens tokens = vb_tokens_make(language->words->abbreviations, beginning, &scratch);
  vb_sentences sentences = vb_sentences_make(tokens, &scratch);
  for (ptrdiff_t s = 0; s < sentences.n; s++) {
    vb_token_range range = sentences.v[s];
    for (ptrdiff_t i = range.start; i < range.end && persons->n < VB_ASKED_PERSONS; i++) {
      vb_mention mention;
      if (!vb_mention_may_begin(&tokens.v[i])) continue;
      if (!vb_mention_parse(language->words, tokens, i, range.end, i == range.start, &mention, out))
        continue;
      add(language, &mention, persons, out);
      if (mention.tokens.end > i + 1) i = mention.tokens.end - 1;
    }
  }
}
