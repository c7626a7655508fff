#include "archive/archive.h"

#include <criterion/criterion.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "archive/load.h"
#include "base/json.h"
#include "base/sha256.h"

/* All people are invented. */

static vb_arena_region region, scratch_region;
static vb_arena arena;
static vb_arena_guard guard;
static vb_lexicon *lexicon;
static vb_archive *archive;
static vb_error error;
static char folder[] = "/tmp/verbale-archive-XXXXXX";
static char path[64];

static void setup(void) {
  cr_assert_eq(vb_arena_region_open(&region, 16 << 20), 0);
  cr_assert_eq(vb_arena_region_open(&scratch_region, 16 << 20), 0);
  arena = vb_arena_reset(&region, NULL);
  cr_assert_eq(vb_lexicon_open(&lexicon, NULL, &error), VB_OK, "%s", error.message);
  cr_assert_not_null(mkdtemp(folder));
  snprintf(path, sizeof path, "%s/test.db", folder);
}

static void teardown(void) {
  vb_archive_close(archive);
  archive = NULL;
  unlink(path);
  rmdir(folder);
  vb_lexicon_close(lexicon);
  vb_arena_region_close(&region);
  vb_arena_region_close(&scratch_region);
}
TestSuite(archive, .init = setup, .fini = teardown);

static void open_archive(void) {
  cr_assert_eq(vb_archive_open(&archive, path, VB_ARCHIVE_CREATE, &error), VB_OK, "%s",
               error.message);
  cr_assert_eq(vb_archive_set_analysis(archive, "1.0", VB_S("aaaa"), &error), VB_OK);
}

static void close_archive(void) {
  vb_archive_close(archive);
  archive = NULL;
}

static void sql(const char *text) {
  vb_sql_execute(archive, text);
  cr_assert_eq(vb_sql_failed(archive, &error), VB_OK, "%s", error.message);
}

static int64_t number(const char *text) {
  int64_t n = vb_sql_number(archive, text);
  cr_assert_eq(vb_sql_failed(archive, &error), VB_OK, "%s", error.message);
  return n;
}

/* One document: an article and the exchanges it tells of. */
typedef struct {
  vb_capture capture;
  vb_article article;
  vb_exchanges exchanges;
} document;

static vb_actors one_actor(const char *name, const char *country) {
  vb_actors actors = {0};
  *vb_push(&arena, &actors) =
      (vb_actor){.name = vb_str_from(name), .country = vb_str_from(country)};
  return actors;
}

static document article(const char *id, const char *where, const char *text) {
  document d = {.capture = {.path = vb_str_from(where), .format = VB_FORMAT_TEXT}};
  d.capture.bytes = vb_str_format(&arena, "bytes of %s", text);
  d.capture.sha256 = vb_sha256_hex(&arena, d.capture.bytes);
  d.article = (vb_article){.id = vb_str_from(id),
                           .id_given = true,
                           .capture = d.capture.sha256,
                           .outlet = VB_S("The Daily Example"),
                           .published = vb_date_ymd(2020, 5, 2),
                           .text = vb_str_from(text)};
  return d;
}

static void add_exchange(document *d, ptrdiff_t start, ptrdiff_t end) {
  vb_exchange x = {.from = one_actor("Anna Kovar", "LA"),
                   .to = one_actor("Tran Van Minh", "VN"),
                   .form = VB_FORM_LETTER,
                   .purpose = VB_PURPOSE_THANKS,
                   .sent = vb_date_ymd(2020, 5, 1),
                   .sent_kind = VB_SENT_HANDED,
                   .reported = vb_date_ymd(2020, 5, 2),
                   .answers = -1,
                   .pattern = VB_S("send-to")};
  *vb_push(&arena, &x.evidence) = (vb_evidence){.span = {start, end}};
  *vb_push(&arena, &x.cues) = (vb_evidence){.span = {start, start + 4}};
  *vb_push(&arena, &d->exchanges) = x;
}

static vb_stored store(const document *d) {
  vb_stored stored = VB_STORED_NOTHING;
  vb_arena scratch = vb_arena_reset(&scratch_region, NULL);
  cr_assert_eq(vb_archive_store(archive, lexicon, &d->capture, &d->article, &d->exchanges, scratch,
                                &stored, &error),
               VB_OK, "%s", error.message);
  return stored;
}

static void merge(void) {
  cr_assert_eq(vb_archive_merge(archive, lexicon, &error), VB_OK, "%s", error.message);
}

/* Everything the archive holds but the time of adding, row by row. */
static vb_str contents(void) {
  static const char *const tables[] = {
      "SELECT * FROM captures ORDER BY 1",
      "SELECT capture, path, offset, line, captured, url FROM places ORDER BY 1, 2, 3",
      "SELECT * FROM articles ORDER BY 1",
      "SELECT * FROM article_captures ORDER BY 1, 2",
      "SELECT * FROM captions ORDER BY 1, 2",
      "SELECT * FROM exchanges ORDER BY 1",
      "SELECT * FROM exchange_parties ORDER BY 1, 2, 3",
      "SELECT * FROM reports ORDER BY 1",
      "SELECT * FROM report_parties ORDER BY 1, 2, 3",
      "SELECT * FROM evidence ORDER BY 1, 2, 3",
      "SELECT * FROM pending_keys ORDER BY 1",
  };
  vb_json json = vb_json_begin(&arena);
  vb_json_array(&json);
  for (size_t i = 0; i < sizeof tables / sizeof *tables; i++) {
    sqlite3_stmt *s;
    cr_assert_eq(sqlite3_prepare_v2(archive->db, tables[i], -1, &s, NULL), SQLITE_OK);
    while (sqlite3_step(s) == SQLITE_ROW)
      for (int c = 0; c < sqlite3_column_count(s); c++)
        vb_json_str(&json,
                    vb_str_copy(&arena, vb_str_from((const char *)sqlite3_column_text(s, c))));
    sqlite3_finalize(s);
  }
  vb_json_close(&json);
  return vb_json_end(&json);
}

static void expect_sound(void) {
  cr_expect_eq(number("SELECT count(*) FROM pragma_foreign_key_check"), 0);
  cr_expect_eq(number("SELECT integrity_check = 'ok' FROM pragma_integrity_check"), 1);
}

Test(archive, a_new_one_has_our_mark_and_leaves_one_file_behind) {
  char journal[80];
  open_archive();
  cr_expect_eq(number("PRAGMA application_id"), 0x7672626c);
  cr_expect_eq(number("PRAGMA user_version"), 1);
  close_archive();
  for (const char *const *end = (const char *const[]){"-wal", "-shm", "-journal", NULL}; *end;
       end++) {
    snprintf(journal, sizeof journal, "%s%s", path, *end);
    cr_expect(access(journal, F_OK), "%s is left behind", journal);
  }
}

Test(archive, one_that_is_not_there_cannot_be_read) {
  cr_expect_eq(vb_archive_open(&archive, path, VB_ARCHIVE_READ, &error), VB_ARCHIVE);
  cr_expect_not_null(strstr(error.message, "there is no archive"));
  cr_expect(access(path, F_OK), "reading made a file");
}

Test(archive, a_newer_one_is_refused) {
  open_archive();
  sql("PRAGMA user_version = 2");
  close_archive();
  cr_expect_eq(vb_archive_open(&archive, path, VB_ARCHIVE_CREATE, &error), VB_ARCHIVE);
  cr_expect_not_null(strstr(error.message, "newer"));
}

Test(archive, another_database_or_file_is_refused_and_untouched) {
  sqlite3 *db;
  cr_assert_eq(sqlite3_open(path, &db), SQLITE_OK);
  sqlite3_exec(db, "CREATE TABLE recipes (name)", NULL, NULL, NULL);
  sqlite3_close(db);
  cr_expect_eq(vb_archive_open(&archive, path, VB_ARCHIVE_CREATE, &error), VB_ARCHIVE);
  cr_expect_not_null(strstr(error.message, "not a verbale archive"));
  FILE *f = fopen(path, "wb");
  fputs("Dear diary, this is certainly no database of any kind.\n", f);
  fclose(f);
  cr_expect_eq(vb_archive_open(&archive, path, VB_ARCHIVE_CREATE, &error), VB_ARCHIVE);
  cr_expect_not_null(strstr(error.message, "not a verbale archive"));
}

Test(archive, the_same_document_again_changes_nothing) {
  document d = article("a1", "one.txt", "Anna wrote a letter.");
  add_exchange(&d, 0, 20);
  open_archive();
  cr_expect_eq(store(&d), VB_STORED_NEW);
  merge();
  vb_str before = contents();
  cr_expect_eq(store(&d), VB_STORED_NOTHING);
  merge();
  cr_expect(vb_str_eq(before, contents()));
  cr_expect(vb_archive_knows(archive, d.capture.sha256, d.capture.path, 0));
  cr_expect(!vb_archive_knows(archive, d.capture.sha256, VB_S("two.txt"), 0));
  expect_sound();
}

Test(archive, the_same_bytes_elsewhere_are_a_place_and_the_first_path_is_the_smallest) {
  document d = article("a1", "m.txt", "Text.");
  open_archive();
  store(&d);
  d.capture.path = VB_S("b.txt");
  cr_expect_eq(store(&d), VB_STORED_PLACE);
  d.capture.path = VB_S("z.txt");
  cr_expect_eq(store(&d), VB_STORED_PLACE);
  cr_expect_eq(number("SELECT count(*) FROM places"), 3);
  cr_expect_eq(number("SELECT path = 'b.txt' FROM first_places WHERE article = 'a1'"), 1);
  d.capture.path = VB_S("y.txt");
  d.capture.captured = vb_date_ymd(2020, 5, 3); /* known dates come before unknown ones */
  cr_expect_eq(store(&d), VB_STORED_PLACE);
  cr_expect_eq(number("SELECT path = 'y.txt' FROM first_places WHERE article = 'a1'"), 1);
}

Test(archive, a_given_id_with_other_text_is_an_error_that_names_both_places) {
  document first = article("a1", "first.jsonl", "One text."),
           second = article("a1", "second.jsonl", "Another text.");
  vb_stored stored;
  open_archive();
  store(&first);
  second.capture.offset = 77;
  cr_expect_eq(vb_archive_store(archive, lexicon, &second.capture, &second.article,
                                &second.exchanges, vb_arena_reset(&scratch_region, NULL), &stored,
                                &error),
               VB_BAD_INPUT);
  cr_expect_not_null(strstr(error.message, "first.jsonl"), "%s", error.message);
  cr_expect_not_null(strstr(error.message, "second.jsonl"));
  cr_expect_not_null(strstr(error.message, "(offset 77)"));
  cr_expect_eq(number("SELECT count(*) FROM captures"), 1);
}

Test(archive, two_captures_of_one_article_give_the_same_in_either_order) {
  document a = article("a1", "a.jsonl", "Anna wrote a letter."),
           b = article("a1", "b.jsonl", "Anna wrote a letter.");
  b.capture.sha256 = vb_sha256_hex(&arena, VB_S("other bytes"));
  b.article.title = VB_S("With a title");
  add_exchange(&a, 0, 20);
  add_exchange(&b, 0, 20);
  open_archive();
  store(&a);
  store(&b);
  merge();
  vb_str one_way = contents();
  close_archive();
  unlink(path);
  open_archive();
  store(&b);
  store(&a);
  merge();
  cr_expect(vb_str_eq(one_way, contents()));
  cr_expect_eq(number("SELECT count(*) FROM article_captures"), 2);
  cr_expect_eq(number("SELECT count(*) FROM reports"), 1);
  expect_sound();
}

Test(archive, reports_of_two_articles_become_one_exchange) {
  document a = article("a1", "a.txt", "Anna wrote a letter."),
           b = article("a2", "b.txt", "The letter of Anna came.");
  add_exchange(&a, 0, 20);
  add_exchange(&b, 0, 24);
  open_archive();
  store(&a);
  store(&b);
  cr_expect_eq(vb_archive_n_pending(archive), 1);
  merge();
  cr_expect_eq(vb_archive_n_pending(archive), 0);
  cr_expect_eq(number("SELECT count(*) FROM exchanges"), 1);
  cr_expect_eq(number("SELECT count(*) FROM reports WHERE exchange = (SELECT id FROM exchanges)"),
               2);
  cr_expect_eq(number("SELECT \"from\" = 'Anna Kovar' AND \"to\" = 'Tran Van Minh' AND reports = 2 "
                      "AND day = '2020-05-01' FROM ledger"),
               1);
  cr_expect_eq(number("SELECT count(*) FROM evidence_text WHERE words = 'Anna wrote a letter.'"),
               1);
  expect_sound();
}

Test(archive, one_sentence_with_two_exchanges_gives_two_report_ids) {
  document d = article("a1", "a.txt", "Anna wrote letters.");
  add_exchange(&d, 0, 19);
  add_exchange(&d, 0, 19);
  add_exchange(&d, 5, 19);
  open_archive();
  store(&d);
  cr_expect_eq(number("SELECT count(DISTINCT id) FROM reports"), 3);
  cr_expect_eq(number("SELECT count(*) FROM reports WHERE length(id) = 17 AND id GLOB 'r*'"), 3);
}

Test(archive, a_newer_analysis_replaces_the_older_and_its_exchanges) {
  document d = article("a1", "a.txt", "Anna wrote a letter.");
  add_exchange(&d, 0, 20);
  open_archive();
  store(&d);
  merge();
  cr_assert_eq(vb_archive_set_analysis(archive, "1.0", VB_S("bbbb"), &error), VB_OK);
  cr_expect(!vb_archive_knows(archive, d.capture.sha256, d.capture.path, 0));
  d.exchanges.n = 0;
  cr_expect_eq(store(&d), VB_STORED_AGAIN);
  merge();
  cr_expect_eq(number("SELECT count(*) FROM reports"), 0);
  cr_expect_eq(number("SELECT count(*) FROM exchanges"), 0);
  cr_expect_eq(number("SELECT count(*) FROM articles WHERE analysis = '1.0+bbbb'"), 1);
  expect_sound();
}

Test(archive, what_was_stored_and_not_merged_is_merged_later) {
  document d = article("a1", "a.txt", "Anna wrote a letter.");
  add_exchange(&d, 0, 20);
  open_archive();
  cr_assert_eq(vb_archive_begin(archive, &error), VB_OK);
  store(&d);
  cr_assert_eq(vb_archive_commit(archive, &error), VB_OK);
  close_archive(); /* as after a crash: nobody merged */
  open_archive();
  cr_expect_eq(number("SELECT count(*) FROM exchanges"), 0);
  merge();
  cr_expect_eq(number("SELECT count(*) FROM exchanges"), 1);
}

Test(archive, what_was_not_committed_is_not_there) {
  document d = article("a1", "a.txt", "Anna wrote a letter.");
  open_archive();
  cr_assert_eq(vb_archive_begin(archive, &error), VB_OK);
  store(&d);
  close_archive();
  open_archive();
  cr_expect_eq(number("SELECT count(*) FROM articles"), 0);
  cr_expect_eq(number("SELECT count(*) FROM captures"), 0);
}

Test(archive, without_memory_nothing_is_written) {
  document d = article("a1", "a.txt", "Anna wrote a letter.");
  for (int i = 0; i < 50; i++) add_exchange(&d, i % 10, 20);
  open_archive();
  for (ptrdiff_t budget = 64; budget < 60000; budget = budget * 3 / 2) {
    vb_stored stored;
    vb_arena small = vb_arena_reset(&scratch_region, &guard);
    small.end = small.beg + budget;
    if (VB_ARENA_TRY(&guard)) {
      vb_archive_store(archive, lexicon, &d.capture, &d.article, &d.exchanges, small, &stored,
                       &error);
      cr_expect_gt(budget, 64);
      break;
    }
    cr_expect_eq(number("SELECT count(*) FROM captures"), 0, "budget %td", budget);
    cr_expect_eq(number("SELECT count(*) FROM reports"), 0, "budget %td", budget);
  }
  expect_sound();
}

Test(archive, an_article_comes_back_as_it_went_in) {
  document d = article("a1", "a.txt", "Zwei Abs\xC3\xA4tze.\n\nDer zweite.");
  *vb_push(&arena, &d.article.captions) = VB_S("A picture");
  d.article.published = vb_date_parse_iso(VB_S("2020-05-02T09:19+09:00"));
  d.article.dateline_place = VB_S("Vientiane");
  vb_article back;
  open_archive();
  store(&d);
  cr_assert(vb_load_article(archive, VB_S("a1"), &back, &arena));
  cr_expect(vb_str_eq(back.text, d.article.text));
  cr_expect(vb_str_eq(back.captions.v[0], VB_S("A picture")));
  cr_expect(vb_str_eq(back.dateline_place, VB_S("Vientiane")));
  cr_expect_null(back.title.p);
  cr_expect_eq(back.published.hour, 9);
  cr_expect_eq(back.published.offset_minutes, 540);
  cr_expect(vb_str_eq(back.path, VB_S("a.txt")));
}

Test(archive, a_second_writer_is_told_to_wait) {
  vb_archive *other;
  open_archive();
  cr_assert_eq(vb_archive_begin(archive, &error), VB_OK);
  cr_assert_eq(vb_archive_open(&other, path, VB_ARCHIVE_CREATE, &error), VB_OK);
  vb_archive_set_patience(other, 0);
  cr_expect_eq(vb_archive_begin(other, &error), VB_ARCHIVE);
  cr_expect_not_null(strstr(error.message, "locked"), "%s", error.message);
  vb_archive_close(other);
}
