/* The pipeline: the one place that runs the stages, in the order data flows.
 *
 *   vb_engine    lexicon and compiled grammars: opened once, read only, shared by all threads;
 *                what few articles need is compiled when the first comes (base/lazy.h)
 *   vb_worker    the memory of one document at a time: a region for results, one for scratch
 *   vb_document  what came out: capture, article, times, statements, exchanges
 *
 *   reader --next--> raw capture --capture, article, ... exchanges--> vb_documents
 *                    |---------------------- one vb_worker ----------------------------|
 *
 * A capture gives one document; several where it holds several articles.
 *
 * `read`, `add` and the library call these functions and nothing below them.
 * A document that needs more than the worker's budget is given up with an
 * error; the worker is as good as new for the next one.
 */
#ifndef VB_PIPELINE_PIPELINE_H
#define VB_PIPELINE_PIPELINE_H

#include "article/explain.h"
#include "exchanges/exchange.h"
#include "statements/statement.h"

typedef struct vb_engine vb_engine;
/* `lexicon_dir` holds the user's rows; may be NULL. */
int vb_engine_open(vb_engine **engine, const char *lexicon_dir, vb_error *error);
void vb_engine_close(vb_engine *engine);
const vb_lexicon *vb_engine_lexicon(const vb_engine *engine);
const vb_language *vb_engine_language(const vb_engine *engine);
/* The language of words that stand in no article; English where they do not say. */
vb_str vb_engine_language_of(const vb_engine *engine, vb_str words, vb_arena *out,
                             vb_arena scratch);

/* The version of the code that analyses, "0.1.0". */
const char *vb_code_version(void);

typedef struct {
  vb_capture capture;
  vb_article article;
  vb_statements statements;
  vb_exchanges exchanges;
  vb_times times; /* in article.text */
} vb_document;
VB_SLICE_TYPE(vb_documents,
              vb_document); /* never empty: the articles of one capture, in its order */

typedef struct {
  ptrdiff_t budget_bytes; /* of each of the two regions; 0: 512 MiB (address space, not memory) */
} vb_worker_options;

typedef struct vb_worker vb_worker;
int vb_worker_open(vb_worker **worker, const vb_engine *engine, vb_worker_options options,
                   vb_error *error);
void vb_worker_close(vb_worker *worker);

/* Forgets the worker's last document and reads the next record of `reader` into it.
 * 1: *raw holds it; 0: end; negative: this record is bad and the next call goes on behind it. */
int vb_worker_read(vb_worker *worker, vb_reader *reader, vb_capture *raw, vb_error *error);
/* Runs all stages over a record that vb_worker_read gave.  *documents live in the worker until its
 * next vb_worker_read.  0, or negative with the reason. */
int vb_worker_run(vb_worker *worker, const vb_capture *raw, vb_documents *documents,
                  vb_error *error);
/* The blocks of the page whose documents vb_worker_run gave, with the verdict on each.  Inside
 * VB_WORKER_TRY only. */
vb_explained_blocks vb_worker_explain(vb_worker *worker, const vb_document *document);
/* The worker's results: valid after the two functions above, gone with the next vb_worker_read.
 * For what belongs to the document, such as its JSON.  Allocate inside VB_WORKER_TRY only. */
vb_arena *vb_worker_arena(vb_worker *worker);
vb_arena_guard *vb_worker_guard(vb_worker *worker);
#define VB_WORKER_TRY(worker) VB_ARENA_TRY(vb_worker_guard(worker))

#endif
