/* How fast each stage is: stages ARCHIVE ROUNDS PATH...
 *
 * In: files and folders, read into memory once.  Every round takes each record
 * through all stages on one thread, as a worker does, and adds up the time of
 * each stage; then what was written is merged.  A first round, which warms
 * caches and memory, does not count.  ARCHIVE is made anew for each round.
 * Out: JSON, for each stage the bytes that go into it and the seconds of every
 * round: processor time, which other programs disturb least.  Bytes of
 * `capture` are as obtained, of `article` the decoded page, of the others the
 * article's text.
 */
#include <stdio.h>
#include <stdlib.h>
#include <time.h>
#include <unistd.h>

#include "archive/archive.h"
#include "exchanges/exchange.h"
#include "pipeline/walk.h"
#include "statements/statement.h"

enum { REGION_BYTES = 512 << 20, MAX_ROUNDS = 1000 };

typedef enum {
  CAPTURE,
  ARTICLE,
  LANGUAGE = ARTICLE + 3,
  STATEMENTS,
  BOTH,
  EXCHANGES,
  WRITE,
  MERGE,
  N_STAGES
} stage;
/* The article stage by vb_format: each has its own way from page to blocks. */
static const char *const names[N_STAGES] = {
    "capture",    "article (dump)",        "article (HTML)", "article (JSON Lines)", "language",
    "statements", "language + statements", "exchanges",      "archive write",        "merge",
};

typedef struct {
  double seconds[MAX_ROUNDS];
  int64_t bytes, documents;
} cost;

VB_SLICE_TYPE(captures, vb_capture);

typedef struct {
  vb_lexicon *lexicon;
  vb_article_grammar *articles;
  vb_language *language;
  vb_statement_grammar *statements;
  vb_grammar *exchanges;
  vb_archive *archive;
  const char *archive_path;
  captures records;
  vb_arena_region kept, results, scratch;
  vb_arena_guard guard;
  cost costs[N_STAGES];
  int round; /* -1: warming up */
  int64_t given_up;
} bench;

static double now(void) {
  struct timespec t;
  clock_gettime(CLOCK_THREAD_CPUTIME_ID, &t);
  return (double)t.tv_sec + (double)t.tv_nsec / 1e9;
}

static void charge_until(bench *b, stage which, double since, double until, ptrdiff_t bytes) {
  cost *c = &b->costs[which];
  if (b->round >= 0) c->seconds[b->round] += until - since;
  if (b->round == 0) c->bytes += bytes, c->documents++;
}

/* Notes what has passed since `since`, and begins anew. */
static void charge(bench *b, stage which, double *since, ptrdiff_t bytes) {
  double t = now();
  charge_until(b, which, *since, t, bytes);
  *since = t;
}

static void die(const vb_error *error) {
  fprintf(stderr, "stages: %s\n", error->message);
  exit(1);
}

static void read_file(bench *b, const char *path, vb_arena *kept) {
  vb_reader *reader;
  vb_error error = {0};
  vb_capture raw;
  if (vb_reader_open(&reader, path, (vb_reader_options){0}, &error)) die(&error);
  for (int got; (got = vb_reader_next(reader, kept, &raw, &error));) {
    if (got < 0) continue;
    raw.path = vb_str_copy(kept, raw.path); /* `path` is the walk's */
    *vb_push(kept, &b->records) = raw;
  }
  vb_reader_close(reader);
}

static void read_all(bench *b, const char *const *paths, int n_paths) {
  vb_arena kept = vb_arena_reset(&b->kept, NULL);
  vb_walk *walk;
  vb_error error = {0};
  const char *path;
  if (vb_walk_open(&walk, paths, n_paths, b->archive_path, &error)) die(&error);
  for (vb_walk_step step; (step = vb_walk_next(walk, &path, &error)) != VB_WALK_END;) {
    if (step == VB_WALK_BAD) die(&error);
    if (step == VB_WALK_FILE) read_file(b, path, &kept);
  }
  vb_walk_close(walk);
}

/* False: the record is no article. */
static bool run_stages(bench *b, vb_capture capture) {
  vb_error error = {0};
  vb_arena out = vb_arena_reset(&b->results, &b->guard);
  vb_arena scratch = vb_arena_reset(&b->scratch, &b->guard);
  double t = now();
  if (vb_capture_complete(&capture, &out, scratch, &error)) return false;
  charge(b, CAPTURE, &t, capture.bytes.n);
  vb_article article;
  if (vb_article_read(b->articles, &capture, &article, &out, scratch, &error)) return false;
  charge(b, ARTICLE + (stage)capture.format, &t, capture.text.n);
  vb_analysis analysis = vb_analyse(b->language, &article, &out);
  double language_began = t;
  charge(b, LANGUAGE, &t, article.text.n);
  vb_statements_find(b->statements, &analysis, &out, scratch);
  charge(b, STATEMENTS, &t, article.text.n);
  charge_until(b, BOTH, language_began, t, article.text.n);
  vb_exchanges found = vb_exchanges_find(b->exchanges, &analysis, &out, scratch);
  charge(b, EXCHANGES, &t, article.text.n);
  vb_statements said = {0};
  vb_stored stored;
  if (vb_archive_store(b->archive, b->lexicon, &capture, &article, &said, &found, out, &stored,
                       &error))
    return false;
  charge(b, WRITE, &t, article.text.n);
  return true;
}

static void run_records(bench *b) {
  for (ptrdiff_t i = 0; i < b->records.n; i++)
    if (!VB_ARENA_TRY(&b->guard) || !run_stages(b, b->records.v[i])) b->given_up += b->round == 0;
}

static void open_archive(bench *b) {
  vb_error error = {0};
  unlink(b->archive_path);
  if (vb_archive_open(&b->archive, b->archive_path, VB_ARCHIVE_CREATE, &error) ||
      vb_archive_set_analysis(b->archive, "bench", vb_lexicon_version(b->lexicon), &error) ||
      vb_archive_begin(b->archive, &error))
    die(&error);
}

static void run_round(bench *b) {
  vb_error error = {0};
  open_archive(b);
  run_records(b);
  double t = now();
  if (vb_archive_commit(b->archive, &error)) die(&error);
  if (b->round >= 0) b->costs[WRITE].seconds[b->round] += now() - t;
  t = now();
  if (vb_archive_merge(b->archive, b->lexicon, &error)) die(&error);
  charge(b, MERGE, &t, b->costs[WRITE].bytes);
  vb_archive_close(b->archive);
}

static void open_stages(bench *b) {
  vb_error error = {0};
  if (vb_lexicon_open(&b->lexicon, NULL, &error) ||
      vb_article_grammar_open(&b->articles, b->lexicon, &error) ||
      vb_language_open(&b->language, b->lexicon, &error) ||
      vb_statement_grammar_open(&b->statements, b->language, &error) ||
      vb_grammar_open(&b->exchanges, b->language, &error))
    die(&error);
  if (vb_arena_region_open(&b->kept, REGION_BYTES) ||
      vb_arena_region_open(&b->results, REGION_BYTES) ||
      vb_arena_region_open(&b->scratch, REGION_BYTES)) {
    vb_fail(&error, VB_MEMORY, "out of memory");
    die(&error);
  }
}

static void close_stages(bench *b) {
  vb_arena_region_close(&b->scratch);
  vb_arena_region_close(&b->results);
  vb_arena_region_close(&b->kept);
  vb_grammar_close(b->exchanges);
  vb_statement_grammar_close(b->statements);
  vb_language_close(b->language);
  vb_article_grammar_close(b->articles);
  vb_lexicon_close(b->lexicon);
}

static void print(const bench *b, int n_rounds) {
  printf("{\"given_up\": %lld, \"stages\": [", (long long)b->given_up);
  for (int s = 0; s < N_STAGES; s++) {
    const cost *c = &b->costs[s];
    printf("%s\n {\"name\": \"%s\", \"bytes\": %lld, \"documents\": %lld, \"seconds\": [",
           s ? "," : "", names[s], (long long)c->bytes, (long long)c->documents);
    for (int i = 0; i < n_rounds; i++) printf("%s%.6f", i ? ", " : "", c->seconds[i]);
    printf("]}");
  }
  printf("]}\n");
}

int main(int argc, char **argv) {
  int n_rounds = argc > 3 ? vb_str_to_int(vb_str_from(argv[2])) : -1;
  if (n_rounds < 1 || n_rounds > MAX_ROUNDS) {
    fprintf(stderr, "usage: stages ARCHIVE ROUNDS PATH...\n");
    return 2;
  }
  bench *b = calloc(1, sizeof *b);
  if (!b) return 1;
  b->archive_path = argv[1];
  open_stages(b);
  read_all(b, (const char *const *)argv + 3, argc - 3);
  for (b->round = -1; b->round < n_rounds; b->round++) run_round(b);
  print(b, n_rounds);
  close_stages(b);
  unlink(b->archive_path);
  free(b);
  return 0;
}
