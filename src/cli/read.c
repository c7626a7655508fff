/* read: captures in, their articles out, in input order.  For people, the articles of a page that
 * is all they ask for are printed to be read, others are listed in a table. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "capture/stream.h"
#include "cli/article_view.h"
#include "cli/batch_options.h"
#include "cli/blocks.h"
#include "cli/print.h"
#include "cli/table.h"
#include "pipeline/article_json.h"

typedef struct {
  const vb_cli *cli;
  const vb_lexicon *lexicon;
  vb_output_format format;
  vb_offsets offsets;
  bool blocks;  /* --blocks */
  bool to_read; /* the articles so far were printed to be read */
  vb_table_out *table;
  long n_articles;
  int status;
} reading;

static void put_row(reading *r, const vb_document *document, vb_arena *arena) {
  const vb_article *a = &document->article;
  char date[VB_DATE_ISO_BYTES];
  vb_date_format(vb_date_day(a->published), date);
  vb_table_cell(r->table, vb_str_from(date));
  vb_table_cell(r->table, a->language);
  vb_table_cell(r->table, a->outlet.p ? a->outlet : a->agency);
  vb_table_cell(r->table, a->title);
  vb_table_cell(r->table, vb_str_format(arena, "%td", a->text.n));
  vb_table_cell(r->table, vb_str_format(arena, "%td", document->exchanges.n));
  vb_table_cell(r->table, a->path);
}

static void put_json(reading *r, vb_str json) {
  if (r->format == FORMAT_JSON) fputs(r->n_articles ? ",\n" : "[", stdout);
  fwrite(json.p, 1, (size_t)json.n, stdout);
  if (r->format == FORMAT_JSONL) putchar('\n');
}

static bool in_rows(const reading *r) {
  return r->format == FORMAT_TABLE || r->format == FORMAT_CSV;
}

/* One line in a file, and blank ones.  Of what can be read but once nobody knows. */
static bool is_one_line(const char *path) {
  vb_error error = {0};
  vb_stream *stream;
  if (!strcmp(path, "-") || vb_stream_open(&stream, path, NULL, &error)) return false;
  char bytes[4096];
  ptrdiff_t n;
  bool ended = false, more = false;
  while (!more && (n = vb_stream_read(stream, bytes, sizeof bytes, &error)) > 0)
    for (ptrdiff_t i = 0; i < n && !more; i++) {
      more = ended && !strchr(" \t\r\n", bytes[i]);
      ended |= bytes[i] == '\n';
    }
  vb_stream_close(stream);
  return !more;
}

/* A page that was asked for by its name, and nothing else.  Lines of JSON may be thousands: one
 * alone is a page. */
static bool is_all(const reading *r, const vb_capture *capture) {
  if (r->cli->n_arguments != 1) return false;
  const char *path = r->cli->arguments[0];
  bool listed = r->n_articles && !r->to_read; /* a line before it was not alone */
  return !listed && r->format == FORMAT_TABLE && vb_str_eq(capture->path, vb_str_from(path)) &&
         (capture->format != VB_FORMAT_JSONL || is_one_line(path));
}

static void put_to_read(reading *r, const vb_document *document, vb_arena *arena) {
  vb_article_view view = {r->cli, r->lexicon, &document->article, {0}, {0}};
  for (ptrdiff_t i = 0; i < document->statements.n; i++)
    *vb_push(arena, &view.statements) =
        (vb_statement_entry){.number = i + 1, .statement = document->statements.v[i]};
  for (ptrdiff_t i = 0; i < document->exchanges.n; i++)
    for (ptrdiff_t k = 0; k < document->exchanges.v[i].cues.n; k++)
      *vb_push(arena, &view.cues) = document->exchanges.v[i].cues.v[k];
  if (r->n_articles) putchar('\n');
  vb_print_name(document->article.path);
  putchar('\n');
  vb_article_view_facts(&view, *arena);
  putchar('\n');
  vb_article_view_text(&view, *arena);
  if (view.statements.n) putchar('\n');
  r->status |= vb_article_view_statements(&view, *arena);
  if (document->exchanges.n) putchar('\n');
  r->status |= vb_article_view_exchanges(&view, &document->exchanges, *arena);
}

static void put(reading *r, vb_worker *worker, const vb_document *document) {
  vb_arena *arena = vb_worker_arena(worker);
  if (is_all(r, &document->capture)) {
    r->to_read = true;
    put_to_read(r, document, arena);
  } else if (in_rows(r))
    put_row(r, document, arena);
  else
    put_json(r, vb_article_json(document, r->offsets, arena));
  r->n_articles++;
}

/* The blocks of a page once, however many articles it holds. */
static void put_blocks(reading *r, vb_worker *worker, const vb_document *first) {
  vb_arena *arena = vb_worker_arena(worker);
  vb_str path = first->article.path;
  vb_explained_blocks blocks = vb_worker_explain(worker, first);
  if (in_rows(r))
    vb_blocks_put_rows(r->table, path, blocks, arena);
  else
    put_json(r, vb_blocks_json(path, blocks, arena));
  r->n_articles++;
}

static int on_documents(void *context, vb_worker *worker, const vb_documents *documents) {
  reading *r = context;
  if (VB_WORKER_TRY(worker)) {
    if (r->blocks)
      put_blocks(r, worker, &documents->v[0]);
    else
      for (ptrdiff_t i = 0; i < documents->n; i++) put(r, worker, &documents->v[i]);
  } else {
    vb_cli_complain("%.*s: the article is too large to print",
                    VB_ARG(documents->v[0].article.path));
    r->status = 1;
  }
  return ferror(stdout) ? VB_BAD_INPUT : 0;
}

static int on_problem(void *context, const vb_error *error) {
  reading *r = context;
  r->status = 1;
  vb_cli_failed(error);
  return 0;
}

static void on_note(void *context, const char *text) {
  (void)context;
  vb_cli_complain("%s", text);
}

static void begin(reading *r, const vb_cli *cli) {
  static const vb_column columns[] = {
      {"published", COLUMN_FIXED, 0}, {"language", COLUMN_FIXED, 0}, {"outlet", COLUMN_CUT, 8},
      {"title", COLUMN_CUT, 24},      {"bytes", COLUMN_RIGHT, 0},    {"exchanges", COLUMN_RIGHT, 0},
      {"path", COLUMN_CUT, 12}};
  if (in_rows(r))
    r->table = r->blocks ? vb_table_begin(cli, vb_block_columns, VB_BLOCK_COLUMNS)
                         : vb_table_begin(cli, columns, 7);
}

static void end(reading *r) {
  if (r->format == FORMAT_JSON) puts(r->n_articles ? "]" : "[]");
  if (in_rows(r) && !vb_table_end(r->table)) r->status = 1;
  if (r->format == FORMAT_TABLE && r->n_articles && !r->blocks && !r->to_read)
    puts("\nverbale read FILE prints one page to be read; --format json prints all that was found");
}

int vb_run_read(vb_cli *cli) {
  vb_error error = {0};
  vb_engine *engine;
  vb_walk *walk;
  reading r = {.cli = cli, .format = vb_cli_format(cli)};
  const char *offsets = cli->values[OPT_OFFSETS];
  if (offsets && !strcmp(offsets, "codepoints")) r.offsets = VB_OFFSETS_CODEPOINTS;
  r.blocks = cli->values[OPT_BLOCKS] != NULL;
  vb_batch_options options = {0};
  if (vb_cli_batch_options(cli, &options)) return 2;
  if (vb_engine_open(&engine, cli->values[OPT_LEXICON], &error)) return vb_cli_failed(&error);
  if (vb_walk_open(&walk, cli->arguments, cli->n_arguments, vb_cli_archive_path(cli), &error)) {
    vb_engine_close(engine);
    return vb_cli_failed(&error);
  }
  r.lexicon = vb_engine_lexicon(engine);
  begin(&r, cli);
  vb_batch_sink sink = {&r, NULL, on_documents, on_problem, on_note};
  int bad = vb_batch_run(engine, walk, options, sink, &error);
  end(&r);
  if (bad == VB_MEMORY) r.status = vb_cli_failed(&error);
  vb_walk_close(walk);
  vb_engine_close(engine);
  return r.status;
}
