/* The JSON of one article, as `read` prints it and the library returns it (design.md). */
#ifndef VB_PIPELINE_ARTICLE_JSON_H
#define VB_PIPELINE_ARTICLE_JSON_H

#include "base/json.h"
#include "pipeline/pipeline.h"

typedef enum { VB_OFFSETS_BYTES, VB_OFFSETS_CODEPOINTS } vb_offsets;

/* One object without a newline; lives in `out`. */
vb_str vb_article_json(const vb_document *document, vb_offsets offsets, vb_arena *out);

/* Which article an answer is about: the members article (its id), path, title, published. */
void vb_json_article_head(vb_json *json, const vb_article *article);
/* Its members from path to captions. */
void vb_json_article_facts(vb_json *json, const vb_article *article);
/* The members of a statement, kind to flags; offsets are bytes.  `out` is for the words. */
void vb_json_statement_facts(vb_json *json, const vb_article *article,
                             const vb_statement *statement, vb_arena *out);

#endif
