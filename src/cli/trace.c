/* trace: quotations, reported speech and copied passages, with their sources. */
#include "trace/trace.h"

#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "answers/lookup.h"
#include "answers/trace_rows.h"
#include "archive/load.h"
#include "base/utf8.h"
#include "cli/batch_options.h"
#include "cli/show.h"
#include "cli/spans.h"
#include "cli/trace_print.h"

enum {
  BUDGET_BYTES = 512 << 20, /* of each region, without --memory */
  CJK_WORDS = 4,            /* signs that are a quotation and no name */
};

typedef struct {
  const vb_cli *cli;
  vb_session session;
  vb_engine *engine;
  vb_tracer *tracer;
  vb_batch_options options;
  vb_given_spans *spans; /* NULL: whatever the articles have */
  vb_trace_printer printer;
  vb_arena_region region, scratch_region;
  vb_arena_guard guard;
  vb_error fatal;
  bool objected; /* a row that --strict objects to */
  long n_read;   /* articles of files, those without a text not counted */
  int status;
} tracing;

static vb_style style_of(const vb_cli *cli) {
  const char *style = cli->values[OPT_STYLE];
  if (!style) return VB_STYLE_USUAL;
  return !strcmp(style, "strict")    ? VB_STYLE_STRICT
         : !strcmp(style, "mending") ? VB_STYLE_MENDING
                                     : VB_STYLE_USUAL;
}

/* ---- one article */

static void put_rows(tracing *t, const vb_article *article, const vb_traces *rows, vb_arena out,
                     vb_arena scratch) {
  vb_trace_print_article(&t->printer, article, rows, out, scratch);
  for (ptrdiff_t i = 0; i < rows->n; i++)
    t->objected |= vb_trace_is_objection(rows->v[i].judgement.verdict);
}

/* `given` may be NULL.  0, or VB_ARCHIVE. */
static int trace(tracing *t, const vb_article *article, const vb_statements *statements,
                 const vb_evidences *given) {
  if (!VB_ARENA_TRY(&t->guard)) {
    vb_cli_complain("%.*s: the article is too large to trace", VB_ARG(article->id));
    t->status = 1;
    return VB_OK;
  }
  vb_arena out = vb_arena_reset(&t->region, &t->guard);
  vb_arena scratch = vb_arena_reset(&t->scratch_region, &t->guard);
  vb_evidences spans = {0};
  vb_traces rows;
  if (t->spans) spans = vb_given_spans_of(t->spans, article->id, article->path, &out);
  if (t->spans && !given) given = &spans;
  int bad =
      vb_trace_article(t->tracer, article, statements, given, &rows, &out, scratch, &t->fatal);
  if (bad) return bad;
  put_rows(t, article, &rows, out, scratch);
  return ferror(stdout) ? VB_BAD_INPUT : VB_OK;
}

/* ---- what is traced */

static int on_documents(void *context, vb_worker *worker, const vb_documents *documents) {
  tracing *t = context;
  (void)worker;
  int bad = 0;
  for (ptrdiff_t i = 0; i < documents->n && !bad; i++) {
    const vb_article *article = &documents->v[i].article;
    t->n_read += article->text.n > 0;
    bad = trace(t, article, &documents->v[i].statements, NULL);
  }
  return bad;
}

static int on_problem(void *context, const vb_error *error) {
  tracing *t = context;
  t->status = 1;
  vb_cli_failed(error);
  return 0;
}

static void on_note(void *context, const char *text) {
  (void)context;
  vb_cli_complain("%s", text);
}

static int trace_path(tracing *t, const char *path) {
  vb_walk *walk;
  int bad = vb_walk_open(&walk, &path, 1, vb_cli_archive_path(t->cli), &t->fatal);
  if (bad) return bad;
  vb_batch_sink sink = {t, NULL, on_documents, on_problem, on_note};
  long read_before = t->n_read;
  int status_before = t->status;
  t->status = 0;
  bad = vb_batch_run(t->engine, walk, t->options, sink, &t->fatal);
  vb_walk_close(walk);
  if (!bad && !t->status && t->n_read == read_before) { /* a problem has been told already */
    vb_cli_complain("%s: no article is in it, so there is nothing to trace; verbale read --blocks "
                    "tells what is",
                    path);
    t->status = 1;
  }
  if (status_before > t->status) t->status = status_before;
  return bad;
}

/* An article of the archive; of one of its statements alone, if `statement` is given. */
static int trace_article(tracing *t, vb_str id, vb_str statement) {
  vb_arena *arena = &t->session.arena, mark = *arena;
  vb_article article;
  vb_statements statements = {0};
  vb_evidences spans = {0};
  if (!vb_load_article(t->session.archive, id, &article, arena)) return VB_OK;
  vb_statement_entries entries = vb_statement_entries_in(t->session.archive, &article, arena);
  for (ptrdiff_t i = 0; i < entries.n; i++) {
    const vb_statement *s = &entries.v[i].statement;
    *vb_push(arena, &statements) = *s;
    for (ptrdiff_t k = 0; k < s->spans.n && vb_str_eq(entries.v[i].id, statement); k++)
      *vb_push(arena, &spans) = (vb_evidence){s->field, s->caption, s->spans.v[k]};
  }
  int bad = trace(t, &article, &statements, spans.n ? &spans : NULL);
  *arena = mark;
  return bad;
}

static int trace_thing(tracing *t, vb_thing thing) {
  vb_strs ids = vb_lookup_articles(t->session.archive, thing, &t->session.arena);
  vb_str statement = thing.kind == VB_THING_STATEMENT ? thing.id : (vb_str){0};
  int bad = 0;
  for (ptrdiff_t i = 0; i < ids.n && !bad; i++) bad = trace_article(t, ids.v[i], statement);
  return bad;
}

/* Marks round all of a quotation are none of its words. */
static vb_str unmarked(const char *text) {
  vb_str words = vb_str_trim(vb_str_from(text));
  bool marked = words.n > 1 && vb_str_starts(words, VB_S("\"")) && vb_str_ends(words, VB_S("\""));
  return marked ? vb_str_trim(vb_str_slice(words, 1, words.n - 1)) : words;
}

/* A string is one quotation. */
static int trace_words(tracing *t, const char *text) {
  vb_str words = unmarked(text);
  vb_span all = {0, words.n};
  vb_evidence evidence = {.span = all};
  vb_evidences given = {&evidence, 1, 1};
  vb_statement said = {.flags = VB_STATEMENT_UNMARKED, .spans = {&all, 1, 1}};
  vb_statements statements = {&said, 1, 1};
  vb_arena *arena = &t->session.arena, mark = *arena;
  vb_article article = {.text = words};
  article.language = vb_engine_language_of(t->engine, words, arena, t->session.scratch);
  int bad = trace(t, &article, &statements, &given);
  *arena = mark;
  return bad;
}

/* With a blank; or in a script that has none between words, and neither a name nor a path. */
static bool is_words(const char *argument) {
  int len;
  if (strchr(argument, ' ')) return true;
  return !strpbrk(argument, "/.:") &&
         vb_utf8_is_cjk(vb_utf8_decode(vb_str_from(argument), 0, &len)) &&
         vb_utf8_count(vb_str_from(argument)) >= CJK_WORDS;
}

/* A file, a thing of the archive, or words. */
static int trace_argument(tracing *t, const char *argument) {
  if (!unmarked(argument).n) {
    vb_cli_complain("nothing to trace: the argument is empty; give a file, an id or the words of a "
                    "quotation");
    t->status = 2;
    return VB_OK;
  }
  if (!strcmp(argument, "-") || !access(argument, F_OK)) return trace_path(t, argument);
  vb_things things = vb_lookup(t->session.archive, vb_str_from(argument), &t->session.arena);
  if (things.n == 1) return trace_thing(t, things.v[0]);
  if (!things.n && is_words(argument)) return trace_words(t, argument);
  if (!things.n)
    vb_cli_complain("%s: no such file, id or path; a quotation has several words", argument);
  else
    vb_show_ambiguous(argument, things);
  t->status = 1;
  return VB_OK;
}

static int trace_all(tracing *t) {
  int bad = 0;
  for (int i = 0; i < t->cli->n_arguments && !bad; i++)
    bad = trace_argument(t, t->cli->arguments[i]);
  if (t->cli->n_arguments || !t->spans) return bad;
  vb_strs named = vb_given_spans_articles(t->spans, &t->session.arena);
  for (ptrdiff_t i = 0; i < named.n && !bad; i++) {
    vb_arena mark = t->session.arena;
    bad = trace_argument(t, vb_str_z(&t->session.arena, named.v[i]));
    t->session.arena = mark;
  }
  return bad;
}

/* ---- opening and closing */

static int open_tracer(tracing *t) {
  vb_error error = {0};
  vb_coverage coverage;
  ptrdiff_t bytes = t->options.worker.budget_bytes;
  vb_tracer_options options = {style_of(t->cli), bytes};
  if (!bytes) bytes = BUDGET_BYTES;
  int bad = vb_engine_open(&t->engine, t->cli->values[OPT_LEXICON], &error);
  if (!bad)
    bad = vb_tracer_open(&t->tracer, t->session.archive, vb_engine_lexicon(t->engine),
                         vb_engine_language(t->engine), options, &error);
  if (!bad) bad = vb_coverage_of(t->session.archive, &coverage, &t->session.arena, &error);
  if (!bad &&
      (vb_arena_region_open(&t->region, bytes) || vb_arena_region_open(&t->scratch_region, bytes)))
    bad = vb_fail(&error, VB_MEMORY, "out of memory");
  if (bad) return vb_cli_failed(&error);
  t->printer = vb_trace_print_begin(t->cli, t->session.lexicon, coverage, &t->session.arena);
  return 0;
}

static int run(tracing *t) {
  int status = open_tracer(t);
  if (status) return status;
  int bad = trace_all(t);
  vb_error error = {0};
  if (bad) t->status = vb_cli_failed(&t->fatal);
  if (!vb_trace_print_end(&t->printer, t->session.scratch)) t->status = 1;
  if (vb_sql_failed(t->session.archive, &error)) return vb_cli_failed(&error);
  if (!t->status && t->objected && vb_cli_has(t->cli, OPT_STRICT)) return 1;
  return t->status;
}

int vb_run_trace(vb_cli *cli) {
  tracing t = {.cli = cli};
  const char *spans = cli->values[OPT_SPANS];
  if (!cli->n_arguments && !spans) return vb_cli_needs_arguments(cli);
  int status = vb_cli_batch_options(cli, &t.options);
  if (!status && spans) status = vb_given_spans_read(&t.spans, spans);
  if (!status) {
    status = vb_session_open(cli, &t.session);
    if (!status) status = run(&t);
  }
  vb_tracer_close(t.tracer);
  vb_engine_close(t.engine);
  vb_session_close(&t.session);
  vb_arena_region_close(&t.region);
  vb_arena_region_close(&t.scratch_region);
  vb_given_spans_free(t.spans);
  return status;
}
