/* How fast new articles are traced: trace_articles ARCHIVE ROUNDS PATH...
 *
 * In: an archive, and files of articles that are not in it.  Out: JSON, for each article its words,
 * the rows of its trace and, for each round, the seconds of processor time of
 *   read    the stages before the trace: language, statements, exchanges
 *   first   the trace by a tracer that has seen nothing yet: every text that it compares is loaded
 *   again   the same trace once more, with the texts still in memory
 * What a program costs that only starts, opens the archive and prepares its lexicon is in none of
 * them.  A round before the first, which brings the archive into the system's memory, does not
 * count.
 */
#include <assert.h>
#include <stdio.h>
#include <stdlib.h>
#include <time.h>

#include "language/folded.h"
#include "pipeline/batch.h"
#include "trace/trace.h"

enum { MAX_ROUNDS = 1000 };
#define REGION_BYTES ((ptrdiff_t)512 << 20)

typedef struct {
  vb_archive *archive;
  vb_engine *engine;
  vb_worker *worker;
  vb_arena_region results, scratch;
  int n_rounds;
  bool printed;
} bench;

typedef struct {
  double read, first, again;
} cost;

static double now(void) {
  struct timespec t;
  clock_gettime(CLOCK_THREAD_CPUTIME_ID, &t);
  return (double)t.tv_sec + (double)t.tv_nsec / 1e9;
}

static void check(int bad, const vb_error *error) {
  if (!bad) return;
  fprintf(stderr, "trace_articles: %s\n", error->message);
  exit(1);
}

/* Seconds; the rows live in `results`. */
static double trace(bench *b, vb_tracer *tracer, const vb_document *document, vb_traces *rows) {
  vb_error error = {0};
  vb_arena out = vb_arena_reset(&b->results, NULL), scratch = vb_arena_reset(&b->scratch, NULL);
  double begin = now();
  check(vb_trace_article(tracer, &document->article, &document->statements, NULL, rows, &out,
                         scratch, &error),
        &error);
  return now() - begin;
}

static cost run_round(bench *b, const vb_capture *raw, vb_documents *documents, ptrdiff_t *n_rows) {
  vb_error error = {0};
  vb_tracer *tracer;
  vb_traces rows;
  cost c = {0};
  check(vb_tracer_open(&tracer, b->archive, vb_engine_lexicon(b->engine),
                       vb_engine_language(b->engine), (vb_tracer_options){0}, &error),
        &error);
  double begin = now();
  check(vb_worker_run(b->worker, raw, documents, &error), &error);
  if (!documents->n) check(vb_fail(&error, VB_BAD_INPUT, "a capture without an article"), &error);
  c.read = now() - begin;
  c.first = trace(b, tracer, &documents->v[0], &rows);
  c.again = trace(b, tracer, &documents->v[0], &rows);
  *n_rows = rows.n;
  vb_tracer_close(tracer);
  return c;
}

static void print(bench *b, const char *name, const double *seconds, ptrdiff_t stride) {
  printf(", \"%s\": [", name);
  for (int i = 0; i < b->n_rounds; i++) printf("%s%.6f", i ? ", " : "", seconds[i * stride]);
  printf("]");
}

static void run_article(bench *b, const vb_capture *raw) {
  static cost costs[MAX_ROUNDS];
  vb_documents documents = {0};
  ptrdiff_t n_rows = 0;
  for (int i = -1; i < b->n_rounds; i++) {
    cost c = run_round(b, raw, &documents, &n_rows);
    if (i >= 0) costs[i] = c;
  }
  assert(documents.n); /* a round without one ends the program */
  const vb_article *article = &documents.v[0].article;
  vb_arena out = vb_arena_reset(&b->results, NULL), scratch = vb_arena_reset(&b->scratch, NULL);
  printf("%s\n {\"article\": \"%.*s\", \"words\": %td, \"rows\": %td", b->printed ? "," : "",
         VB_ARG(article->id), vb_folded_words_make(article->text, &out, scratch).n, n_rows);
  ptrdiff_t stride = sizeof(cost) / sizeof(double);
  print(b, "read", &costs->read, stride);
  print(b, "first", &costs->first, stride);
  print(b, "again", &costs->again, stride);
  printf("}");
  b->printed = true;
}

static void run_file(bench *b, const char *path) {
  vb_error error = {0};
  vb_reader *reader;
  vb_capture raw;
  check(vb_reader_open(&reader, path, (vb_reader_options){0}, &error), &error);
  for (int got; (got = vb_worker_read(b->worker, reader, &raw, &error));) {
    check(got < 0, &error);
    run_article(b, &raw);
  }
  vb_reader_close(reader);
}

int main(int argc, char **argv) {
  bench b = {.n_rounds = argc > 3 ? vb_str_to_int(vb_str_from(argv[2])) : -1};
  vb_error error = {0};
  if (b.n_rounds < 1 || b.n_rounds > MAX_ROUNDS)
    return fprintf(stderr, "usage: trace_articles ARCHIVE ROUNDS PATH...\n"), 2;
  check(vb_archive_open(&b.archive, argv[1], VB_ARCHIVE_READ, &error), &error);
  check(vb_engine_open(&b.engine, NULL, &error), &error);
  check(vb_worker_open(&b.worker, b.engine, (vb_worker_options){0}, &error), &error);
  check(vb_arena_region_open(&b.results, REGION_BYTES) ||
            vb_arena_region_open(&b.scratch, REGION_BYTES),
        &error);
  printf("{\"articles\": [");
  for (int i = 3; i < argc; i++) run_file(&b, argv[i]);
  printf("]}\n");
  vb_arena_region_close(&b.scratch);
  vb_arena_region_close(&b.results);
  vb_worker_close(b.worker);
  vb_engine_close(b.engine);
  vb_archive_close(b.archive);
  return 0;
}
