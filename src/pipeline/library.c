/* The public API over the pipeline. */
#include <limits.h>
#include <stdlib.h>

#include "pipeline/article_json.h"
#include "pipeline/pipeline.h"
#include "verbale.h"

struct verbale {
  vb_engine *engine;
  vb_worker *worker;
  vb_reader_options reader;
  vb_offsets offsets;
  vb_error error; /* of the last call */
};

typedef struct {
  verbale *context;
  verbale_article_function article;
  verbale_problem_function problem;
  void *user;
} calls;

static ptrdiff_t limited(size_t bytes) {
  return bytes > PTRDIFF_MAX ? PTRDIFF_MAX : (ptrdiff_t)bytes;
}

int verbale_open(verbale **out, const verbale_options *given) {
  verbale_options options = {.version = VERBALE_OPTIONS_VERSION};
  verbale *context = *out = calloc(1, sizeof *context);
  if (!context) return VERBALE_MEMORY;
  if (given && given->version != VERBALE_OPTIONS_VERSION)
    return vb_fail(&context->error, VB_USAGE, "options of version %u are not known",
                   given->version);
  if (given) options = *given;
  context->reader.max_record_bytes = limited(options.max_record_bytes);
  context->offsets = options.codepoint_offsets ? VB_OFFSETS_CODEPOINTS : VB_OFFSETS_BYTES;
  int bad = vb_engine_open(&context->engine, options.lexicon_dir, &context->error);
  vb_worker_options worker = {.budget_bytes = limited(options.budget_bytes)};
  if (!bad) bad = vb_worker_open(&context->worker, context->engine, worker, &context->error);
  return bad;
}

void verbale_close(verbale *context) {
  if (!context) return;
  vb_worker_close(context->worker);
  vb_engine_close(context->engine);
  free(context);
}

const char *verbale_error(const verbale *context) {
  return context ? context->error.message : "out of memory";
}

const char *verbale_version(void) { return vb_code_version(); }

/* Keeps the first problem, tells the caller of each. */
static int problem(const calls *c, const vb_error *error) {
  if (!c->context->error.code) c->context->error = *error;
  int result = c->problem ? c->problem(c->user, error->message) : 0;
  return result > 0 ? result : 0;
}

/* The JSON of a document; p == NULL when it does not fit the budget. */
static vb_str json_of(verbale *context, const vb_document *document) {
  if (VB_WORKER_TRY(context->worker))
    return vb_article_json(document, context->offsets, vb_worker_arena(context->worker));
  return (vb_str){0};
}

static int record(const calls *c, const vb_capture *raw) {
  vb_document document;
  vb_error error = {0};
  if (vb_worker_run(c->context->worker, raw, &document, &error)) return problem(c, &error);
  vb_str json = json_of(c->context, &document);
  if (!json.p) {
    vb_fail(&error, VB_MEMORY, "%.*s: too large to print (offset %lld)", VB_ARG(raw->path),
            (long long)raw->offset);
    return problem(c, &error);
  }
  int result = c->article(c->user, json.p, (size_t)json.n);
  return result > 0 ? result : 0;
}

static int read_all(const calls *c, vb_reader *reader) {
  int result = 0;
  while (!result) {
    vb_capture raw;
    vb_error error = {0};
    int got = vb_worker_read(c->context->worker, reader, &raw, &error);
    if (!got) break;
    result = got < 0 ? problem(c, &error) : record(c, &raw);
  }
  vb_reader_close(reader);
  return result ? result : c->context->error.code;
}

/* False for a context that never opened. */
static bool begin(verbale *context) {
  if (!context->worker) return false;
  context->error = (vb_error){0};
  return true;
}

int verbale_read_path(verbale *context, const char *path, verbale_article_function article,
                      verbale_problem_function on_problem, void *user) {
  calls c = {context, article, on_problem, user};
  vb_reader *reader;
  vb_error error = {0};
  if (!begin(context)) return context->error.code;
  if (!vb_reader_open(&reader, path, context->reader, &error)) return read_all(&c, reader);
  int result = problem(&c, &error);
  return result ? result : error.code;
}

int verbale_read_bytes(verbale *context, const void *bytes, size_t length, const char *name,
                       verbale_article_function article, verbale_problem_function on_problem,
                       void *user) {
  calls c = {context, article, on_problem, user};
  vb_str all = {length ? bytes : "", limited(length)};
  vb_reader *reader;
  vb_error error = {0};
  if (!begin(context)) return context->error.code;
  if (!vb_reader_open_bytes(&reader, all, name, context->reader, &error))
    return read_all(&c, reader);
  int result = problem(&c, &error);
  return result ? result : error.code;
}
