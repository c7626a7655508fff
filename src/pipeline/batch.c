#include "pipeline/batch.h"

static int run_record(vb_worker *worker, const vb_capture *raw, vb_batch_sink sink) {
  vb_document document;
  vb_error error = {0};
  if (sink.skip && sink.skip(sink.context, worker, raw)) return 0;
  if (vb_worker_run(worker, raw, &document, &error)) return sink.problem(sink.context, &error);
  return sink.document(sink.context, worker, &document);
}

static int run_file(vb_worker *worker, const char *path, vb_reader_options options,
                    vb_batch_sink sink) {
  vb_reader *reader;
  vb_error error = {0};
  if (vb_reader_open(&reader, path, options, &error)) return sink.problem(sink.context, &error);
  int result = 0;
  while (!result) {
    vb_capture raw;
    int got = vb_worker_read(worker, reader, &raw, &error);
    if (!got) break;
    result = got < 0 ? sink.problem(sink.context, &error) : run_record(worker, &raw, sink);
  }
  vb_reader_close(reader);
  return result;
}

int vb_batch_run(const vb_engine *engine, vb_walk *walk, vb_batch_options options,
                 vb_batch_sink sink, vb_error *error) {
  vb_worker *worker;
  int result = vb_worker_open(&worker, engine, options.budget_bytes, error);
  while (!result) {
    const char *path;
    vb_error problem = {0};
    vb_walk_step step = vb_walk_next(walk, &path, &problem);
    if (step == VB_WALK_END) break;
    if (step == VB_WALK_FILE)
      result = run_file(worker, path, options.reader, sink);
    else if (step == VB_WALK_BAD)
      result = sink.problem(sink.context, &problem);
    else if (sink.note)
      sink.note(sink.context, problem.message);
  }
  vb_worker_close(worker);
  return result;
}
