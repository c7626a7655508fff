/* --spans FILE: which stretches of which articles are traced.
 *
 * JSON Lines, an object a line: {"article": "...", "field": "text", "start": 0, "end": 12}.
 * `article` is an id or a path; a line without it is of every article that is traced.  `field` is
 * text where it is missing.  Spans count bytes. */
#ifndef VB_CLI_SPANS_H
#define VB_CLI_SPANS_H

#include "article/field.h"

typedef struct vb_given_spans vb_given_spans;

/* 0, or the exit status after saying which line is wrong. */
int vb_given_spans_read(vb_given_spans **spans, const char *path);
void vb_given_spans_free(vb_given_spans *spans);

/* The articles that lines name, each once, in their order. */
vb_strs vb_given_spans_articles(const vb_given_spans *spans, vb_arena *out);
/* Those of one article, known by its id and its path. */
vb_evidences vb_given_spans_of(const vb_given_spans *spans, vb_str id, vb_str path, vb_arena *out);

#endif
