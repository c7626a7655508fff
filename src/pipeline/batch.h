/* A batch: many files through the stages, results in input order.
 *
 *   walk -> reader -> [slot][slot][slot]... -> sink
 *                       |     |     |
 *                     threads run the stages
 *
 * The calling thread reads records, asks the sink whether they are wanted, and
 * hands finished documents to the sink in the order they were read; the threads
 * only run pure stages.  So the sink may own a database handle and needs no
 * lock, and the output does not depend on the number of threads.
 */
#ifndef VB_PIPELINE_BATCH_H
#define VB_PIPELINE_BATCH_H

#include "pipeline/pipeline.h"
#include "pipeline/walk.h"

/* All functions are called on the thread that runs the batch.  A non-zero result ends it. */
typedef struct {
  void *context;
  /* May be NULL.  True: pass over this record (`raw` is as the reader gave it); it is done with. */
  bool (*skip)(void *context, vb_worker *worker, const vb_capture *raw);
  /* All articles of one capture. */
  int (*documents)(void *context, vb_worker *worker, const vb_documents *documents);
  /* A file or record that could not be read; the batch goes on. */
  int (*problem)(void *context, const vb_error *error);
  void (*note)(void *context, const char *text); /* a file that was skipped; a part of one */
} vb_batch_sink;

typedef struct {
  int n_threads; /* 0: one for each processor */
  vb_worker_options worker;
  vb_reader_options reader;
} vb_batch_options;

/* 0, what the sink returned, or VB_MEMORY when the batch could not start.  Where
 * options.reader.stop is set, nothing more is read, and what was read is delivered. */
int vb_batch_run(const vb_engine *engine, vb_walk *walk, vb_batch_options options,
                 vb_batch_sink sink, vb_error *error);

#endif
