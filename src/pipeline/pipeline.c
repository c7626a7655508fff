#include "pipeline/pipeline.h"

#include <stdlib.h>

#include "article/language.h"

enum { BUDGET_BYTES = 512 << 20 };

struct vb_engine {
  vb_lexicon *lexicon;
  vb_article_grammar *articles;
  vb_language *language;
  vb_statement_grammar *statements;
  vb_grammar *exchanges;
};

struct vb_worker {
  const vb_engine *engine;
  bool times;
  vb_arena_region result_region, scratch_region;
  vb_arena results;
  vb_arena_guard guard;
};

const char *vb_code_version(void) { return VB_VERSION; }

int vb_engine_open(vb_engine **out, const char *lexicon_dir, vb_error *error) {
  *out = NULL;
  vb_engine *engine = calloc(1, sizeof *engine);
  if (!engine) return vb_fail(error, VB_MEMORY, "out of memory");
  int bad = vb_lexicon_open(&engine->lexicon, lexicon_dir, error);
  if (!bad) bad = vb_article_grammar_open(&engine->articles, engine->lexicon, error);
  if (!bad) bad = vb_language_open(&engine->language, engine->lexicon, error);
  if (!bad) bad = vb_statement_grammar_open(&engine->statements, engine->language, error);
  if (!bad) bad = vb_grammar_open(&engine->exchanges, engine->language, error);
  if (bad)
    vb_engine_close(engine);
  else
    *out = engine;
  return bad;
}

void vb_engine_close(vb_engine *engine) {
  if (!engine) return;
  vb_grammar_close(engine->exchanges);
  vb_statement_grammar_close(engine->statements);
  vb_language_close(engine->language);
  vb_article_grammar_close(engine->articles);
  vb_lexicon_close(engine->lexicon);
  free(engine);
}

const vb_lexicon *vb_engine_lexicon(const vb_engine *engine) { return engine->lexicon; }
const vb_language *vb_engine_language(const vb_engine *engine) { return engine->language; }

vb_str vb_engine_language_of(const vb_engine *engine, vb_str words, vb_arena *out,
                             vb_arena scratch) {
  return vb_language_detect(engine->articles, words, VB_S("en"), out, scratch);
}

int vb_worker_open(vb_worker **out, const vb_engine *engine, vb_worker_options options,
                   vb_error *error) {
  *out = NULL;
  ptrdiff_t budget_bytes = options.budget_bytes ? options.budget_bytes : BUDGET_BYTES;
  vb_worker *worker = calloc(1, sizeof *worker);
  if (!worker || vb_arena_region_open(&worker->result_region, budget_bytes) ||
      vb_arena_region_open(&worker->scratch_region, budget_bytes)) {
    vb_worker_close(worker);
    return vb_fail(error, VB_MEMORY, "out of memory");
  }
  worker->engine = engine;
  worker->results = vb_arena_reset(&worker->result_region, &worker->guard);
  *out = worker;
  return VB_OK;
}

void vb_worker_close(vb_worker *worker) {
  if (!worker) return;
  vb_arena_region_close(&worker->result_region);
  vb_arena_region_close(&worker->scratch_region);
  free(worker);
}

vb_arena *vb_worker_arena(vb_worker *worker) { return &worker->results; }
vb_arena_guard *vb_worker_guard(vb_worker *worker) { return &worker->guard; }

static int over_budget(const vb_worker *worker, vb_str path, int64_t offset, vb_error *error) {
  return vb_fail(error, VB_MEMORY, "%.*s: needs more than %td MiB of memory (offset %lld)",
                 VB_ARG(path), worker->result_region.size >> 20, (long long)offset);
}

int vb_worker_read(vb_worker *worker, vb_reader *reader, vb_capture *raw, vb_error *error) {
  *raw = (vb_capture){0};
  if (VB_ARENA_TRY(&worker->guard)) {
    worker->results = vb_arena_reset(&worker->result_region, &worker->guard);
    int got = vb_reader_next(reader, &worker->results, raw, error);
    if (got > 0) raw->path = vb_str_copy(&worker->results, raw->path); /* may outlive its reader */
    return got;
  }
  return over_budget(worker, raw->path, raw->offset, error); /* the reader names the record first */
}

/* The order of design.md: capture -> article -> language -> statements -> exchanges. */
static int run_stages(vb_worker *worker, vb_capture capture, vb_documents *documents,
                      vb_error *error) {
  const vb_engine *engine = worker->engine;
  vb_arena *out = &worker->results;
  vb_arena scratch = vb_arena_reset(&worker->scratch_region, &worker->guard);
  vb_articles articles;
  int bad = vb_capture_complete(&capture, out, scratch, error);
  if (!bad) bad = vb_articles_read(engine->articles, &capture, &articles, out, scratch, error);
  if (bad) return bad;
  *documents = (vb_documents){VB_NEW_N(out, vb_document, articles.n), articles.n, articles.n};
  for (ptrdiff_t i = 0; i < articles.n; i++) {
    vb_document *document = &documents->v[i];
    *document = (vb_document){.capture = capture, .article = articles.v[i]};
    vb_analysis analysis = vb_analyse(engine->language, &document->article, out);
    document->times = analysis.text.times;
    document->statements = vb_statements_find(engine->statements, &analysis, out, scratch);
    document->exchanges = vb_exchanges_find(engine->exchanges, &analysis, out, scratch);
  }
  return VB_OK;
}

int vb_worker_run(vb_worker *worker, const vb_capture *raw, vb_documents *documents,
                  vb_error *error) {
  *documents = (vb_documents){0};
  if (VB_ARENA_TRY(&worker->guard)) return run_stages(worker, *raw, documents, error);
  return over_budget(worker, raw->path, raw->offset, error);
}

vb_explained_blocks vb_worker_explain(vb_worker *worker, const vb_document *document) {
  vb_arena scratch = vb_arena_reset(&worker->scratch_region, &worker->guard);
  return vb_article_explain(worker->engine->articles, &document->capture, &worker->results,
                            scratch);
}
