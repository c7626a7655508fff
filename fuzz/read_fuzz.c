/* Any bytes through the whole of `read`: reader, article, times and exchanges, with the budget of
 * a small worker.  Aborts when a span leaves its text. */
#include <stdio.h>
#include <stdlib.h>

#include "pipeline/pipeline.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

enum { BUDGET_BYTES = 32 << 20, LIMIT_BYTES = 1 << 20 };

static vb_engine *engine;
static vb_worker *worker;

static void give_up(const char *why) {
  fprintf(stderr, "%s\n", why);
  abort();
}

static void start(void) {
  vb_error error = {0};
  vb_worker_options options = {.budget_bytes = BUDGET_BYTES};
  if (worker) return;
  if (vb_engine_open(&engine, NULL, &error) || vb_worker_open(&worker, engine, options, &error))
    give_up(error.message);
}

static void check(const vb_document *document) {
  ptrdiff_t n = document->article.text.n;
  for (ptrdiff_t i = 0; i < document->times.n; i++)
    if (document->times.v[i].span.end > n) give_up("a time outside the text");
  for (ptrdiff_t i = 0; i < document->exchanges.n; i++) {
    vb_evidences evidence = document->exchanges.v[i].evidence;
    if (!evidence.n) give_up("an exchange without evidence");
    for (ptrdiff_t k = 0; k < evidence.n; k++) {
      vb_span span = evidence.v[k].span;
      if (span.start < 0 || span.start >= span.end) give_up("an empty span");
      if (evidence.v[k].field == VB_FIELD_TEXT && span.end > n)
        give_up("evidence outside the text");
    }
  }
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
  vb_error error = {0};
  vb_reader *reader;
  vb_capture raw;
  vb_document document;
  int got;
  start();
  vb_str bytes = {(const char *)data, (ptrdiff_t)size};
  vb_reader_options options = {.max_record_bytes = LIMIT_BYTES};
  if (vb_reader_open_bytes(&reader, bytes, "fuzz", options, &error)) give_up(error.message);
  while ((got = vb_worker_read(worker, reader, &raw, &error)) != 0)
    if (got > 0 && !vb_worker_run(worker, &raw, &document, &error)) check(&document);
  vb_reader_close(reader);
  return 0;
}
