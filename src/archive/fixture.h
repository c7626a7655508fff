/* What unit tests of the archive share: memory, an archive in a folder of its own, made documents,
 * and all rows as text. */
#ifndef VB_ARCHIVE_FIXTURE_H
#define VB_ARCHIVE_FIXTURE_H

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
static vb_lexicon *lexicon;
static vb_archive *archive;
static vb_error error;
static char folder[] = "/tmp/verbale-archive-XXXXXX";
static char path[64];

static inline void setup(void) {
  cr_assert_eq(vb_arena_region_open(&region, 16 << 20), 0);
  cr_assert_eq(vb_arena_region_open(&scratch_region, 16 << 20), 0);
  arena = vb_arena_reset(&region, NULL);
  cr_assert_eq(vb_lexicon_open(&lexicon, NULL, &error), VB_OK, "%s", error.message);
  cr_assert_not_null(mkdtemp(folder));
  snprintf(path, sizeof path, "%s/test.db", folder);
}

static inline void teardown(void) {
  vb_archive_close(archive);
  archive = NULL;
  unlink(path);
  rmdir(folder);
  vb_lexicon_close(lexicon);
  vb_arena_region_close(&region);
  vb_arena_region_close(&scratch_region);
}
static inline void open_archive(void) {
  cr_assert_eq(vb_archive_open(&archive, path, VB_ARCHIVE_CREATE, &error), VB_OK, "%s",
               error.message);
  cr_assert_eq(vb_archive_set_analysis(archive, "1.0", VB_S("aaaa"), &error), VB_OK);
}

static inline void close_archive(void) {
  vb_archive_close(archive);
  archive = NULL;
}

static inline void sql(const char *text) {
  vb_sql_execute(archive, text);
  cr_assert_eq(vb_sql_failed(archive, &error), VB_OK, "%s", error.message);
}

static inline int64_t number(const char *text) {
  int64_t n = vb_sql_number(archive, text);
  cr_assert_eq(vb_sql_failed(archive, &error), VB_OK, "%s", error.message);
  return n;
}

/* One document: an article, what is said in it, and the exchanges it tells of. */
typedef struct {
  vb_capture capture;
  vb_article article;
  vb_statements statements;
  vb_exchanges exchanges;
} document;

static inline vb_actors one_actor(const char *name, const char *country) {
  vb_actors actors = {0};
  *vb_push(&arena, &actors) =
      (vb_actor){.name = vb_str_from(name), .country = vb_str_from(country)};
  return actors;
}

static inline document article(const char *id, const char *where, const char *text) {
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

static inline void add_exchange(document *d, ptrdiff_t start, ptrdiff_t end) {
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

/* Two spans, so that [start, start + 1) and [end - 1, end) are said. */
static inline vb_statement *add_statement(document *d, ptrdiff_t start, ptrdiff_t end) {
  vb_statement s = {.kind = VB_STATEMENT_DIRECT,
                    .cue = {start + 2, start + 4},
                    .source = {start + 1, start + 2},
                    .speaker = {.name = VB_S("Anna Kovar"), .country = VB_S("LA")},
                    .addressee = {.office = VB_S("the press")},
                    .flags = VB_STATEMENT_UNCLOSED};
  *vb_push(&arena, &s.spans) = (vb_span){start, start + 1};
  *vb_push(&arena, &s.spans) = (vb_span){end - 1, end};
  *vb_push(&arena, &s.via) = VB_S("Fictive Radio");
  vb_statement *added = vb_push(&arena, &d->statements);
  *added = s;
  return added;
}

static inline vb_stored store(const document *d) {
  vb_stored stored = VB_STORED_NOTHING;
  vb_arena scratch = vb_arena_reset(&scratch_region, NULL);
  cr_assert_eq(vb_archive_store(archive, lexicon, &d->capture, &d->article, &d->statements,
                                &d->exchanges, scratch, &stored, &error),
               VB_OK, "%s", error.message);
  return stored;
}

static inline void merge(void) {
  cr_assert_eq(vb_archive_merge(archive, lexicon, &error), VB_OK, "%s", error.message);
}

/* Everything the archive holds but the time of adding and the passage index, row by row, sorted. */
static inline vb_str contents(void) {
  vb_json json = vb_json_begin(&arena);
  vb_json_array(&json);
  sqlite3_stmt *tables, *s;
  const char *all =
      "SELECT 'SELECT ' || group_concat(c.name) || ' FROM ' || t.name || ' ORDER BY 1, 2, 3' "
      "FROM sqlite_schema t, pragma_table_info(t.name) c "
      "WHERE t.type = 'table' AND c.name NOT IN ('added', 'passage_text') "
      "AND t.name NOT LIKE 'passage_%' GROUP BY t.name HAVING count(*) > 2 "
      "UNION ALL SELECT 'SELECT * FROM ' || name || ' ORDER BY 1' FROM sqlite_schema "
      "WHERE name = 'article_captures' ORDER BY 1";
  cr_assert_eq(sqlite3_prepare_v2(archive->db, all, -1, &tables, NULL), SQLITE_OK);
  while (sqlite3_step(tables) == SQLITE_ROW) {
    const char *rows = (const char *)sqlite3_column_text(tables, 0);
    cr_assert_eq(sqlite3_prepare_v2(archive->db, rows, -1, &s, NULL), SQLITE_OK, "%s", rows);
    while (sqlite3_step(s) == SQLITE_ROW)
      for (int c = 0; c < sqlite3_column_count(s); c++)
        vb_json_str(&json,
                    vb_str_copy(&arena, vb_str_from((const char *)sqlite3_column_text(s, c))));
    sqlite3_finalize(s);
  }
  sqlite3_finalize(tables);
  vb_json_close(&json);
  return vb_json_end(&json);
}

static inline void expect_sound(void) {
  cr_expect_eq(number("SELECT count(*) FROM pragma_foreign_key_check"), 0);
  cr_expect_eq(number("SELECT integrity_check = 'ok' FROM pragma_integrity_check"), 1);
}

#endif
