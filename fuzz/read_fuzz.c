/* Any bytes through the whole of `read`: reader, article, times and exchanges, with the budget of
 * a small worker. */
#include "checks.h"
#include "pipeline/pipeline.h"

enum { BUDGET_BYTES = 32 << 20, LIMIT_BYTES = 1 << 20 };

static vb_engine *engine;
static vb_worker *worker;

static void start(void) {
  vb_error error = {0};
  vb_worker_options options = {.budget_bytes = BUDGET_BYTES};
  if (worker) return;
  vb_fuzz_expect(!vb_engine_open(&engine, NULL, &error) &&
                     !vb_worker_open(&worker, engine, options, &error),
                 error.message);
}

static void check(const vb_document *document) {
  vb_fuzz_check_article(&document->article, document->capture.format);
  vb_fuzz_check_times(document->times, document->article.text);
  vb_fuzz_check_exchanges(document->exchanges, &document->article);
}

void vb_fuzz_one(vb_fuzz *fuzz, vb_str input) {
  vb_error error = {0};
  vb_reader *reader;
  vb_capture raw;
  vb_documents documents;
  int got;
  (void)fuzz;
  start();
  vb_reader_options options = {.max_record_bytes = LIMIT_BYTES};
  vb_fuzz_expect(!vb_reader_open_bytes(&reader, input, "fuzz", options, &error), error.message);
  while ((got = vb_worker_read(worker, reader, &raw, &error)) != 0)
    if (got > 0 && !vb_worker_run(worker, &raw, &documents, &error))
      for (ptrdiff_t i = 0; i < documents.n; i++) check(&documents.v[i]);
  vb_reader_close(reader);
}
