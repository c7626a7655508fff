/* add: captures into the archive, in transactions of many documents. */
#include <errno.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#include "archive/passages_build.h"
#include "archive/sql.h"
#include "base/sha256.h"
#include "base/utf8.h"
#include "cli/aliases.h"
#include "cli/batch_options.h"
#include "cli/holdings.h"
#include "cli/print.h"

/* A crash loses at most one transaction; a larger one costs memory and says nothing to readers. */
enum { DOCUMENTS_EACH = 1000, MOST_EACH = 1000000, BYTES_EACH = 16 << 20 };
enum { PROGRESS_PATH_BYTES = 40 };

typedef struct {
  const vb_cli *cli;
  vb_engine *engine;
  vb_archive *archive;
  vb_error fatal; /* what ended the batch */
  long captures, by_stored[VB_STORED_NOTHING + 1], problems, notes;
  int documents_each;
  long in_transaction;
  ptrdiff_t bytes_in_transaction;
  bool progress;
  double began, shown;
} adding;

/* The signal that ended the add, or 0: what is stored is kept and merged.  A second one ends the
 * program at once, but not a second SIGHUP: a terminal that closes may send two. */
static volatile sig_atomic_t interrupted;
enum { SIGNALLED = 128 }; /* plus its number: as shells count it */

static void on_signal(int number) {
  if (!interrupted) {
    interrupted = number;
  } else if (number != SIGHUP) {
    signal(number, SIG_DFL);
    raise(number); /* comes when this function has returned */
  }
}

/* What nohup or a shell's background ignores stays ignored. */
static void catch_signals(void) {
  static const int numbers[] = {SIGINT, SIGTERM, SIGHUP};
  for (size_t i = 0; i < sizeof numbers / sizeof *numbers; i++) {
    struct sigaction action = {.sa_handler = on_signal}, old; /* no SA_RESTART: reads end */
    bool ignored = !sigaction(numbers[i], NULL, &old) && old.sa_handler == SIG_IGN;
    if (!ignored) sigaction(numbers[i], &action, NULL);
  }
}

static double now(void) {
  struct timespec t;
  clock_gettime(CLOCK_MONOTONIC, &t);
  return (double)t.tv_sec + (double)t.tv_nsec / 1e9;
}

static void clear_progress(const adding *a) {
  if (a->progress && a->shown > 0) fputs("\r\033[K", stderr);
}

static void show_progress(adding *a, vb_str path) {
  char captures[32], added[32];
  double t = now();
  if (!a->progress || t - a->shown < 0.1) return;
  a->shown = t;
  char end[PROGRESS_PATH_BYTES];
  ptrdiff_t from = path.n > (ptrdiff_t)sizeof end ? path.n - (ptrdiff_t)sizeof end : 0;
  while (from < path.n && vb_utf8_back(path, from) != from) from++;
  vb_str shown = vb_str_slice(path, from, path.n);
  if (shown.n) memcpy(end, shown.p, (size_t)shown.n);
  vb_utf8_blank_controls(end, shown.n);
  fprintf(stderr, "\r\033[K  %s captures, %s new, %.0f a second  %.*s",
          vb_str_number(a->captures, captures).p,
          vb_str_number(a->by_stored[VB_STORED_NEW], added).p,
          (double)a->captures / (t - a->began + 1e-9), (int)shown.n, end);
}

static bool is_known(void *context, vb_worker *worker, const vb_capture *raw) {
  adding *a = context;
  if (!VB_WORKER_TRY(worker)) return false;
  vb_arena scratch = *vb_worker_arena(worker);
  vb_str sha256 = vb_sha256_hex(&scratch, raw->bytes);
  if (!vb_archive_knows(a->archive, sha256, raw->path, raw->offset)) return false;
  a->captures++;
  a->by_stored[VB_STORED_NOTHING]++;
  show_progress(a, raw->path);
  return true;
}

static int end_transaction(adding *a) {
  a->in_transaction = 0;
  a->bytes_in_transaction = 0;
  return vb_archive_commit(a->archive, &a->fatal);
}

static int on_problem(void *context, const vb_error *error) {
  adding *a = context;
  a->problems++;
  clear_progress(a);
  vb_cli_failed(error);
  return 0;
}

static int store(adding *a, vb_worker *worker, const vb_document *document) {
  vb_error error = {0};
  vb_stored stored = VB_STORED_NOTHING;
  if (!VB_WORKER_TRY(worker)) {
    vb_fail(&error, VB_MEMORY, "%.*s: too large (offset %lld)", VB_ARG(document->capture.path),
            (long long)document->capture.offset);
    return on_problem(a, &error);
  }
  int bad = vb_archive_store(a->archive, vb_engine_lexicon(a->engine), &document->capture,
                             &document->article, &document->statements, &document->exchanges,
                             *vb_worker_arena(worker), &stored, &error);
  if (bad == VB_ARCHIVE) a->fatal = error;
  if (bad) return bad == VB_ARCHIVE ? bad : on_problem(a, &error);
  a->by_stored[stored]++;
  a->bytes_in_transaction += document->article.text.n;
  return 0;
}

static int drop_parts(adding *a, vb_worker *worker, const vb_documents *documents) {
  if (!VB_WORKER_TRY(worker)) return VB_OK; /* nothing was done; the next reading may */
  return vb_archive_drop_parts(a->archive, &documents->v[0].capture, documents->n,
                               *vb_worker_arena(worker), &a->fatal);
}

/* The articles of one capture go into one transaction: it is known when all of them are there. */
static int on_documents(void *context, vb_worker *worker, const vb_documents *documents) {
  adding *a = context;
  a->captures++;
  int bad = 0;
  for (ptrdiff_t i = 0; i < documents->n && !bad; i++) bad = store(a, worker, &documents->v[i]);
  if (!bad) bad = drop_parts(a, worker, documents);
  if (bad) return bad;
  show_progress(a, documents->v[0].capture.path);
  if (++a->in_transaction < a->documents_each && a->bytes_in_transaction < BYTES_EACH) return 0;
  bad = end_transaction(a);
  return bad ? bad : vb_archive_begin(a->archive, &a->fatal);
}

static void on_note(void *context, const char *text) {
  adding *a = context;
  a->notes++;
  clear_progress(a);
  if (!vb_cli_has(a->cli, OPT_QUIET)) vb_cli_complain("%s", text);
}

/* The passage index as --passages wants it, with the articles of an older archive. */
static int prepare_passages(adding *a) {
  const char *wanted = a->cli->values[OPT_PASSAGES];
  int bad = VB_OK;
  if (wanted && !strcmp(wanted, "anew"))
    bad = vb_passages_rebuild(a->archive, &a->fatal);
  else if (wanted)
    bad = vb_passages_set_kind(
        a->archive, strcmp(wanted, "sparse") ? VB_PASSAGES_ALL : VB_PASSAGES_SPARSE, &a->fatal);
  return bad ? bad : vb_passages_add_pending(a->archive, &a->fatal);
}

static int add_all(adding *a, vb_walk *walk, vb_batch_options options) {
  vb_batch_sink sink = {a, is_known, on_documents, on_problem, on_note};
  int bad = vb_archive_set_analysis(a->archive, vb_code_version(),
                                    vb_lexicon_version(vb_engine_lexicon(a->engine)), &a->fatal);
  if (!bad) bad = vb_cli_use_aliases(a->cli, a->archive, vb_engine_lexicon(a->engine), &a->fatal);
  if (!bad) bad = prepare_passages(a);
  if (!bad) bad = vb_archive_begin(a->archive, &a->fatal);
  if (!bad) bad = vb_batch_run(a->engine, walk, options, sink, &a->fatal);
  if (!bad) bad = end_transaction(a);
  if (!bad) bad = vb_archive_merge(a->archive, vb_engine_lexicon(a->engine), &a->fatal);
  if (!bad) bad = vb_passages_tidy(a->archive, &a->fatal);
  clear_progress(a);
  return bad;
}

static void say_count(const char *before, long n, const char *what) {
  char number[32];
  if (n) printf("%s%s %s%s", before, vb_str_number(n, number).p, what, n == 1 ? "" : "s");
}

static int summary(adding *a) {
  char number[32];
  const long *n = a->by_stored;
  printf("  %s capture%s read", vb_str_number(a->captures, number).p, a->captures == 1 ? "" : "s");
  say_count(", ", n[VB_STORED_NEW], "new article");
  say_count(", ", n[VB_STORED_AGAIN], "newly analysed article");
  say_count(", ", n[VB_STORED_PLACE], "new place");
  if (n[VB_STORED_NOTHING])
    printf(", %s already there", vb_str_number(n[VB_STORED_NOTHING], number).p);
  say_count(", ", a->problems, "problem");
  if (a->cli->out_is_terminal && now() - a->began >= 1) printf("   %.1f s", now() - a->began);
  putchar('\n');
  vb_holdings_print(a->cli, a->archive);
  bool empty = !vb_sql_number(a->archive, "SELECT count(*) FROM articles");
  vb_error error = {0};
  if (vb_sql_failed(a->archive, &error)) return vb_cli_failed(&error);
  puts(empty ? "next: verbale add PATH..." : "next: verbale ledger");
  return 0;
}

static int run(adding *a, vb_batch_options options) {
  vb_walk *walk;
  vb_error error = {0};
  if (vb_walk_open(&walk, a->cli->arguments, a->cli->n_arguments, vb_cli_archive_path(a->cli),
                   &error))
    return vb_cli_failed(&error);
  int bad = add_all(a, walk, options);
  vb_walk_close(walk);
  if (bad) return vb_cli_failed(&a->fatal);
  if (!vb_cli_has(a->cli, OPT_QUIET)) bad = summary(a);
  if (bad) return bad;
  if (!interrupted) return a->problems ? 1 : 0;
  vb_cli_complain("interrupted: add the same again to go on");
  return SIGNALLED + interrupted;
}

/* Complains of each path where there is none to read: a mistyped one makes no archive. */
static bool is_nothing_there(const vb_cli *cli) {
  if (!access(vb_cli_archive_path(cli), F_OK)) return false;
  for (int i = 0; i < cli->n_arguments; i++)
    if (!strcmp(cli->arguments[i], "-") || !access(cli->arguments[i], F_OK)) return false;
  for (int i = 0; i < cli->n_arguments; i++)
    if (access(cli->arguments[i], F_OK))
      vb_cli_complain("%s: %s", cli->arguments[i], strerror(errno));
  return cli->n_arguments > 0;
}

int vb_run_add(vb_cli *cli) {
  vb_error error = {0};
  adding a = {.cli = cli, .began = now(), .documents_each = DOCUMENTS_EACH};
  vb_batch_options options = {0};
  if (!cli->n_arguments && !vb_cli_has(cli, OPT_PASSAGES)) return vb_cli_needs_arguments(cli);
  if (is_nothing_there(cli)) return 1;
  catch_signals();
  options.reader.stop = &interrupted;
  a.progress = cli->err_is_terminal && !vb_cli_has(cli, OPT_QUIET);
  if (vb_cli_batch_options(cli, &options)) return 2;
  if (vb_cli_number(cli, OPT_BATCH, MOST_EACH, &a.documents_each)) return 2;
  if (vb_engine_open(&a.engine, cli->values[OPT_LEXICON], &error)) return vb_cli_failed(&error);
  int status;
  if (vb_archive_open(&a.archive, vb_cli_archive_path(cli), VB_ARCHIVE_CREATE, &error))
    status = vb_cli_failed(&error);
  else
    status = run(&a, options);
  vb_archive_close(a.archive);
  vb_engine_close(a.engine);
  return status;
}
