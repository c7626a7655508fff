/* The language of a text: script ranges decide where a script has one language, common short
 * words where it has several (world/stopwords.tsv). */
#ifndef VB_ARTICLE_LANGUAGE_H
#define VB_ARTICLE_LANGUAGE_H

#include "article/words.h"

/* ISO 639-1, static storage or the lexicon's; `declared` (may be p == NULL) is what the page says
 * and decides where the text does not.  {0}: unknown. */
vb_str vb_language_detect(const vb_article_grammar *grammar, vb_str text, vb_str declared,
                          vb_arena *out, vb_arena scratch);

#endif
