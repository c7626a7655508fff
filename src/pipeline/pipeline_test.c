#include <criterion/criterion.h>
#include <ftw.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/expect.h"
#include "pipeline/article_json.h"
#include "pipeline/batch.h"

/* All people are invented. */

static char folder[] = "/tmp/verbale-pipeline-XXXXXX";
static vb_arena_region region;
static vb_arena arena;
static vb_error error;

static int remove_entry(const char *path, const struct stat *s, int flag, struct FTW *ftw) {
  (void)s, (void)flag, (void)ftw;
  return remove(path);
}
static void setup(void) {
  cr_assert_not_null(mkdtemp(folder));
  cr_assert_eq(vb_arena_region_open(&region, 32 << 20), 0);
  arena = vb_arena_reset(&region, NULL);
}
static void teardown(void) {
  nftw(folder, remove_entry, 8, FTW_DEPTH | FTW_PHYS);
  vb_arena_region_close(&region);
}
TestSuite(pipeline, .init = setup, .fini = teardown);

static const char *at(const char *name) {
  return vb_str_z(&arena, vb_str_format(&arena, "%s/%s", folder, name));
}

static void write_file(const char *name, const char *text) {
  FILE *f = fopen(at(name), "wb");
  cr_assert_not_null(f);
  fputs(text, f);
  fclose(f);
}

/* The steps of a walk, paths without the folder, one a line: "F one.txt", "S x.csv", "B gone". */
static vb_str walk_all(const char *const *paths, int n, const char *exclude) {
  vb_walk *walk;
  vb_str out = VB_S("");
  cr_assert_eq(vb_walk_open(&walk, paths, n, exclude, &error), VB_OK);
  for (;;) {
    const char *path;
    vb_walk_step step = vb_walk_next(walk, &path, &error);
    if (step == VB_WALK_END) break;
    const char *text = step == VB_WALK_FILE ? path : error.message;
    if (!strncmp(text, folder, strlen(folder))) text += strlen(folder) + 1;
    out = vb_str_format(&arena, "%.*s%c %s\n", VB_ARG(out), "?FSB"[step], text);
  }
  vb_walk_close(walk);
  return out;
}

Test(pipeline, walk_sorts_folders_keeps_the_order_given_and_notes_what_it_skips) {
  mkdir(at("b"), 0700);
  mkdir(at("b/.git"), 0700);
  write_file("b/.git/config", "x");
  write_file("b/z.txt", "x");
  write_file("b/A.txt", "x");
  write_file("b/.hidden", "x");
  write_file("b/index.tsv", "x");
  write_file("b/own.db", "x");
  write_file("a.txt", "x");
  const char *paths[] = {at("b"), "-", at("gone"), at("a.txt")};
  EXPECT_STR(walk_all(paths, 4, at("b/own.db")),
             "F b/A.txt\n"
             "S b/index.tsv: skipped, a table beside the captures\n"
             "S b/own.db: skipped, it is the archive\n"
             "F b/z.txt\n"
             "F -\n"
             "B gone: No such file or directory\n"
             "F a.txt\n");
}

Test(pipeline, walk_ends_in_a_loop_of_links) {
  mkdir(at("d"), 0700);
  cr_assert_eq(symlink("../d", at("d/loop")), 0);
  write_file("d/one.txt", "x");
  const char *paths[] = {at("d")};
  EXPECT_STR(walk_all(paths, 1, NULL),
             "B d/loop: Too many levels of symbolic links\nF d/one.txt\n");
}

/* What a batch delivered, in order: titles, and "!" with the message of a problem. */
typedef struct {
  vb_str seen;
  int stop_after;
} collected;

static int on_documents(void *context, vb_worker *worker, const vb_documents *documents) {
  collected *c = context;
  const vb_document *document = &documents->v[0];
  (void)worker;
  c->seen = vb_str_format(&arena, "%.*s%.*s ", VB_ARG(c->seen), VB_ARG(document->article.title));
  return c->stop_after && --c->stop_after == 0 ? 42 : 0;
}
static int on_problem(void *context, const vb_error *problem) {
  collected *c = context;
  c->seen = vb_str_format(&arena, "%.*s!%d ", VB_ARG(c->seen), problem->code);
  return 0;
}
static bool skip_second(void *context, vb_worker *worker, const vb_capture *raw) {
  (void)context, (void)worker;
  return raw->line == 2;
}

static int run_batch(const char *file, vb_batch_options options, collected *c, bool skip) {
  vb_engine *engine;
  vb_walk *walk;
  const char *paths[] = {file};
  vb_batch_sink sink = {c, skip ? skip_second : NULL, on_documents, on_problem, NULL};
  c->seen = VB_S("");
  cr_assert_eq(vb_engine_open(&engine, NULL, &error), VB_OK, "%s", error.message);
  cr_assert_eq(vb_walk_open(&walk, paths, 1, NULL, &error), VB_OK);
  int result = vb_batch_run(engine, walk, options, sink, &error);
  vb_walk_close(walk);
  vb_engine_close(engine);
  return result;
}

static void write_records(const char *name, int n) {
  FILE *f = fopen(at(name), "wb");
  for (int i = 0; i < n; i++)
    fprintf(f,
            "{\"id\": \"r%d\", \"published\": \"2020-01-01\", \"title\": \"t%d\", \"text\": "
            "\"Words.\"}\n%s",
            i, i, i == 4 ? "{\"no\": \"article\"}\n" : "");
  fclose(f);
}

Test(pipeline, a_batch_delivers_in_input_order_whatever_the_number_of_threads) {
  write_records("r.jsonl", 60);
  collected one = {0}, many = {0};
  vb_batch_options options = {.n_threads = 1, .worker.budget_bytes = 8 << 20};
  cr_expect_eq(run_batch(at("r.jsonl"), options, &one, false), 0);
  options.n_threads = 7;
  cr_expect_eq(run_batch(at("r.jsonl"), options, &many, false), 0);
  cr_expect(vb_str_eq(one.seen, many.seen), "%.*s\n%.*s", VB_ARG(one.seen), VB_ARG(many.seen));
  cr_expect(vb_str_starts(one.seen, VB_S("t0 t1 t2 t3 t4 !-1 t5 ")), "%.*s", VB_ARG(one.seen));
  cr_expect(vb_str_ends(one.seen, VB_S("t58 t59 ")));
}

Test(pipeline, a_batch_passes_over_what_the_sink_skips_and_ends_when_it_says_so) {
  write_records("r.jsonl", 60);
  for (int threads = 1; threads < 6; threads += 4) {
    collected c = {.stop_after = 3};
    vb_batch_options options = {.n_threads = threads, .worker.budget_bytes = 8 << 20};
    cr_expect_eq(run_batch(at("r.jsonl"), options, &c, true), 42);
    EXPECT_STR(c.seen, "t0 t2 t3 ");
  }
}

Test(pipeline, a_document_past_its_budget_is_given_up_and_the_batch_goes_on) {
  FILE *f = fopen(at("r.jsonl"), "wb");
  fputs("{\"id\": \"a\", \"title\": \"small\", \"text\": \"Words.\"}\n", f);
  fputs("{\"id\": \"b\", \"title\": \"huge\", \"text\": \"", f);
  for (int i = 0; i < 1 << 19; i++) fputs("word ", f);
  fputs("\"}\n{\"id\": \"c\", \"title\": \"after\", \"text\": \"Words.\"}\n", f);
  fclose(f);
  for (int threads = 1; threads < 4; threads += 2) {
    collected c = {0};
    vb_batch_options options = {.n_threads = threads, .worker.budget_bytes = 1 << 20};
    cr_expect_eq(run_batch(at("r.jsonl"), options, &c, false), 0);
    cr_expect(vb_str_starts(c.seen, VB_S("small !-4 ")), "%.*s", VB_ARG(c.seen));
  }
}

static vb_document sample_document(void) {
  vb_document d = {0};
  d.article = (vb_article){.id = VB_S("a1"),
                           .path = VB_S("a.txt"),
                           .title = VB_S("T\xC3\xADtulo"),
                           .published = vb_date_ymd(2020, 5, 2),
                           .text = VB_S("\xE5\x8C\x97\xE4\xBA\xAC: a letter.")};
  vb_exchange x = {.form = VB_FORM_VERBAL_MESSAGE, .mention = true, .answers = -1};
  *vb_push(&arena, &x.from) = (vb_actor){.name = VB_S("Anna Kovar")};
  *vb_push(&arena, &x.evidence) = (vb_evidence){.span = {8, 17}};
  *vb_push(&arena, &x.evidence) = (vb_evidence){.field = VB_FIELD_TITLE, .span = {3, 7}};
  *vb_push(&arena, &d.exchanges) = x;
  return d;
}

Test(pipeline, json_of_an_article_has_the_fields_of_the_contract) {
  vb_document d = sample_document();
  EXPECT_STR(
      vb_article_json(&d, VB_OFFSETS_BYTES, &arena),
      "{\"id\": \"a1\", \"path\": \"a.txt\", \"url\": null, \"captured\": null, "
      "\"title\": \"T\xC3\xADtulo\", \"subtitle\": null, \"byline\": null, \"agency\": null, "
      "\"outlet\": null, \"language\": null, \"published\": \"2020-05-02\", \"updated\": null, "
      "\"dateline\": null, \"text\": \"\xE5\x8C\x97\xE4\xBA\xAC: a letter.\", \"captions\": [], "
      "\"times\": [], \"statements\": [], \"exchanges\": [{\"from\": [{\"name\": \"Anna Kovar\", "
      "\"office\": null, \"country\": null, \"organisation\": null}], \"to\": [], "
      "\"form\": \"verbal message\", \"purpose\": null, \"sent\": null, \"sent_kind\": null, "
      "\"reported\": null, \"occasion\": null, \"occasion_key\": null, \"reply\": false, \"role\": "
      "\"mention\", "
      "\"evidence\": [{\"field\": \"text\", \"start\": 8, \"end\": 17}, "
      "{\"field\": \"title\", \"start\": 3, \"end\": 7}]}]}");
}

Test(pipeline, code_points_count_characters_of_each_field) {
  vb_document d = sample_document();
  vb_str json = vb_article_json(&d, VB_OFFSETS_CODEPOINTS, &arena);
  cr_expect_geq(vb_str_find(json, VB_S("\"text\", \"start\": 4, \"end\": 13}"), 0), 0, "%.*s",
                VB_ARG(json));
  cr_expect_geq(vb_str_find(json, VB_S("\"title\", \"start\": 2, \"end\": 6}"), 0), 0);
}

Test(pipeline, code_points_are_right_across_the_ruler_marks) {
  vb_document d = sample_document();
  char *text = vb_arena_alloc(&arena, 1, 1, 4000);
  for (int i = 0; i < 4000; i += 2) memcpy(text + i, "\xC3\xA9", 2);
  d.article.text = (vb_str){text, 4000};
  d.exchanges.v[0].evidence.v[0].span = (vb_span){1026, 4000};
  vb_str json = vb_article_json(&d, VB_OFFSETS_CODEPOINTS, &arena);
  cr_expect_geq(vb_str_find(json, VB_S("\"start\": 513, \"end\": 2000}"), 0), 0);
}
