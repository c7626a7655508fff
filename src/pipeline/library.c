/* The public API over the pipeline. */
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>

#include "pipeline/article_json.h"
#include "pipeline/pipeline.h"
#include "verbale.h"

struct verbale {
  vb_engine *engine;
  vb_worker *worker;
  vb_reader_options reader;
  vb_offsets offsets;
  bool reading;   /* a call is running: its callbacks may not begin another */
  vb_error error; /* of the last call */
  char lexicon_version[65];
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
  if (!out) return VERBALE_USAGE;
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
  if (bad) return bad;
  vb_str version = vb_lexicon_version(vb_engine_lexicon(context->engine));
  snprintf(context->lexicon_version, sizeof context->lexicon_version, "%.*s", VB_ARG(version));
  return VB_OK;
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

const char *verbale_lexicon_version(const verbale *context) {
  return context ? context->lexicon_version : "";
}

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

static int tell(const calls *c, const vb_document *document) {
  vb_error error = {0};
  vb_str json = json_of(c->context, document);
  if (!json.p) {
    vb_fail(&error, VB_MEMORY, "%.*s: too large to print (offset %lld)",
            VB_ARG(document->capture.path), (long long)document->capture.offset);
    return problem(c, &error);
  }
  int result = c->article(c->user, json.p, (size_t)json.n);
  return result > 0 ? result : 0;
}

static int record(const calls *c, const vb_capture *raw) {
  vb_documents documents;
  vb_error error = {0};
  if (vb_worker_run(c->context->worker, raw, &documents, &error)) return problem(c, &error);
  int result = 0;
  for (ptrdiff_t i = 0; i < documents.n && !result; i++) result = tell(c, &documents.v[i]);
  return result;
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

/* What the caller does wrong is an error, not a crash: callers in other languages pass NULL. */
static int begin(verbale *context, bool arguments) {
  if (!context || context->reading) return VB_USAGE;
  if (!context->worker) return context->error.code;
  context->error = (vb_error){0};
  if (!arguments) return vb_fail(&context->error, VB_USAGE, "an argument is NULL that may not be");
  context->reading = true;
  return VB_OK;
}

/* `opened`: what opening the reader returned, with *error. */
static int finish(const calls *c, vb_reader *reader, int opened, const vb_error *error) {
  int result = opened ? problem(c, error) : read_all(c, reader);
  c->context->reading = false;
  return result ? result : opened;
}

int verbale_read_path(verbale *context, const char *path, verbale_article_function article,
                      verbale_problem_function on_problem, void *user) {
  calls c = {context, article, on_problem, user};
  vb_reader *reader = NULL;
  vb_error error = {0};
  int bad = begin(context, path && article);
  if (bad) return bad;
  int opened = vb_reader_open(&reader, path, context->reader, &error);
  return finish(&c, reader, opened, &error);
}

int verbale_read_bytes(verbale *context, const void *bytes, size_t length, const char *name,
                       verbale_article_function article, verbale_problem_function on_problem,
                       void *user) {
  calls c = {context, article, on_problem, user};
  vb_str all = {length ? bytes : "", limited(length)};
  vb_reader *reader = NULL;
  vb_error error = {0};
  int bad = begin(context, (bytes || !length) && name && article);
  if (bad) return bad;
  int opened = vb_reader_open_bytes(&reader, all, name, context->reader, &error);
  return finish(&c, reader, opened, &error);
}
