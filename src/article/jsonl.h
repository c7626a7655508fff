/* JSON Lines records that are articles already. */
#ifndef VB_ARTICLE_JSONL_H
#define VB_ARTICLE_JSONL_H

#include "article/article.h"

/* Fills id, title, text and what else the record has.  VB_BAD_INPUT, with file, line and offset:
 * no JSON object, or no text. */
int vb_jsonl_read(const vb_article_grammar *grammar, const vb_capture *capture, vb_article *article,
                  vb_arena *out, vb_arena scratch, vb_error *error);

#endif
