/* An archive that somebody, or a failing disk, has changed.  The first byte decides: 'b' puts the
 * bytes that follow at places of the file (three bytes of place, one of value, again and again);
 * 'v' puts the rest as a value into a column of a row, 's' into one of a statement; all else is the
 * whole file.  Then everything in it is asked for. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "answers/coverage.h"
#include "answers/ledger.h"
#include "answers/lookup.h"
#include "archive/load.h"
#include "archive/load_statements.h"
#include "common.h"
#include "pipeline/article_json.h"

static char path[64];
static char *whole; /* a sound archive's bytes */
static long whole_n;

static void write_bytes(const char *p, size_t n) {
  FILE *f = fopen(path, "wb");
  vb_fuzz_expect(f && (!n || fwrite(p, 1, n, f) == n), "cannot write");
  fclose(f);
}

static void store(vb_archive *archive, const vb_fuzz *fuzz) {
  vb_arena out = fuzz->out;
  vb_error error = {0};
  vb_stored stored;
  vb_capture capture = {.path = VB_S("a"), .sha256 = VB_S("00"), .bytes = VB_S("A letter.")};
  vb_article article = {.id = VB_S("a1"), .capture = capture.sha256, .text = capture.bytes};
  vb_actor a = {.name = VB_S("Anna Kovar"), .country = VB_S("LA")}, b = {.country = VB_S("VN")};
  vb_exchange x = {.form = VB_FORM_LETTER, .sent = vb_date_ymd(2020, 5, 1), .answers = -1};
  vb_exchanges exchanges = {0};
  vb_statements statements = {0};
  vb_statement said = {.speaker = a, .cue = {2, 8}, .flags = VB_STATEMENT_UNCLOSED};
  *vb_push(&out, &said.spans) = (vb_span){0, 9};
  *vb_push(&out, &said.via) = VB_S("Radio");
  *vb_push(&out, &statements) = said;
  *vb_push(&out, &x.from) = a;
  *vb_push(&out, &x.to) = b;
  *vb_push(&out, &x.evidence) = (vb_evidence){.span = {0, 9}};
  *vb_push(&out, &x.cues) = (vb_evidence){.span = {2, 8}};
  *vb_push(&out, &exchanges) = x;
  *vb_push(&out, &article.captions) = article.text;
  vb_fuzz_expect(!vb_archive_set_analysis(archive, "1", VB_S("a"), &error) &&
                     !vb_archive_begin(archive, &error) &&
                     !vb_archive_store(archive, fuzz->lexicon, &capture, &article, &statements,
                                       &exchanges, fuzz->scratch, &stored, &error) &&
                     !vb_archive_commit(archive, &error) &&
                     !vb_archive_merge(archive, fuzz->lexicon, &error),
                 error.message);
}

static void remove_file(void) { unlink(path); }

static void start(vb_fuzz *fuzz) {
  vb_archive *archive;
  vb_error error = {0};
  if (whole) return;
  bool memory = !access("/dev/shm", W_OK); /* no disk to wait for */
  snprintf(path, sizeof path, "%s/verbale-fuzz-XXXXXX", memory ? "/dev/shm" : "/tmp");
  int fd = mkstemp(path);
  vb_fuzz_expect(fd >= 0 && !close(fd), "no file");
  atexit(remove_file);
  vb_fuzz_expect(!vb_archive_open(&archive, path, VB_ARCHIVE_CREATE, &error), error.message);
  store(archive, fuzz);
  vb_archive_close(archive);
  FILE *f = fopen(path, "rb");
  vb_fuzz_expect(f && !fseek(f, 0, SEEK_END), "cannot read");
  whole_n = ftell(f);
  rewind(f);
  whole = malloc((size_t)whole_n);
  vb_fuzz_expect(whole && fread(whole, 1, (size_t)whole_n, f) == (size_t)whole_n, "cannot read");
  fclose(f);
}

static void change_bytes(vb_str changes) {
  char *copy = calloc(1, (size_t)whole_n);
  if (!copy) abort();
  memcpy(copy, whole, (size_t)whole_n);
  const unsigned char *p = (const unsigned char *)changes.p;
  for (ptrdiff_t i = 0; i + 4 <= changes.n; i += 4)
    copy[(p[i] << 16 | p[i + 1] << 8 | p[i + 2]) % whole_n] = (char)p[i + 3];
  write_bytes(copy, (size_t)whole_n);
  free(copy);
}

static const char *const columns[] = {"articles SET text",
                                      "articles SET published",
                                      "articles SET capture",
                                      "captions SET ordinal",
                                      "exchanges SET form",
                                      "exchanges SET purpose",
                                      "exchanges SET sent",
                                      "exchanges SET sent_kind",
                                      "exchanges SET reply_to",
                                      "exchanges SET id",
                                      "exchange_parties SET ordinal",
                                      "exchange_parties SET name",
                                      "exchange_parties SET side",
                                      "reports SET article",
                                      "reports SET answers",
                                      "reports SET role",
                                      "reports SET exchange",
                                      "evidence SET start_byte",
                                      "evidence SET end_byte",
                                      "evidence SET field",
                                      "evidence SET caption",
                                      "places SET offset",
                                      "places SET path",
                                      "exchanges SET merge_key"};
static const char *const statement_columns[] = {
    "statements SET id",           "statements SET article",       "statements SET ordinal",
    "statements SET kind",         "statements SET field",         "statements SET caption",
    "statements SET cue_start",    "statements SET cue_end",       "statements SET source_start",
    "statements SET source_end",   "statements SET flags",         "statements SET speaker_name",
    "statement_spans SET ordinal", "statement_spans SET end_byte", "statement_spans SET start_byte",
    "statement_via SET name"};
#define N(list) (int)(sizeof(list) / sizeof *(list))

/* Two digits choose the column, the rest is its new value. */
static void change_value(vb_str change, const char *const *of, int n_columns) {
  char text[100];
  sqlite3 *db = NULL;
  sqlite3_stmt *s = NULL;
  write_bytes(whole, (size_t)whole_n);
  int column = change.n >= 2 ? (change.p[0] * 10 + change.p[1]) & 255 : 0;
  vb_str value = vb_str_slice(change, 2, change.n);
  snprintf(text, sizeof text, "UPDATE %s = ?", of[column % n_columns]);
  if (!sqlite3_open(path, &db) &&
      !sqlite3_exec(db, "PRAGMA ignore_check_constraints = 1", NULL, NULL, NULL) &&
      !sqlite3_prepare_v2(db, text, -1, &s, NULL)) {
    sqlite3_bind_text(s, 1, value.p, (int)value.n, SQLITE_STATIC);
    sqlite3_step(s);
  }
  sqlite3_finalize(s);
  sqlite3_close(db);
}

static void ask_one(vb_archive *archive, vb_fuzz *fuzz, const vb_ledger_entry *entry) {
  vb_ledger_reports reports = vb_ledger_reports_of(archive, entry->id, &fuzz->scratch);
  vb_json json = vb_json_begin(&fuzz->scratch);
  vb_json_ledger_row(&json, entry, &reports);
  vb_fuzz_expect_utf8(vb_json_end(&json), "a row is not UTF-8");
  for (ptrdiff_t i = 0; i < reports.n; i++) {
    vb_article article;
    vb_load_article(archive, reports.v[i].article, &article, &fuzz->scratch);
    vb_ledger_reports_in(archive, reports.v[i].article, &fuzz->scratch);
  }
}

static void ask_statements(vb_archive *archive, vb_fuzz *fuzz) {
  vb_article article;
  vb_statement_entry entry;
  vb_statement_entries entries = {0};
  if (vb_load_article(archive, VB_S("a1"), &article, &fuzz->scratch))
    entries = vb_statement_entries_in(archive, &article, &fuzz->scratch);
  for (ptrdiff_t i = 0; i < entries.n; i++) {
    vb_json json = vb_json_begin(&fuzz->scratch);
    vb_json_object(&json);
    vb_json_statement_facts(&json, &article, &entries.v[i].statement, &fuzz->out);
    vb_json_close(&json);
    vb_fuzz_expect_utf8(vb_json_end(&json), "a statement is not UTF-8");
    vb_statement_entry_find(archive, entries.v[i].id, &entry, &article, &fuzz->scratch);
  }
}

static void ask(vb_archive *archive, vb_fuzz *fuzz) {
  vb_error error = {0};
  vb_coverage coverage;
  vb_ledger *ledger;
  vb_ledger_entry entry;
  vb_ledger_query query = {.replies_without_original = false};
  if (!vb_coverage_of(archive, &coverage, &fuzz->out, &error))
    vb_coverage_line(&coverage, &fuzz->out);
  vb_lookup(archive, VB_S("x"), &fuzz->out);
  vb_lookup(archive, VB_S("a1"), &fuzz->out);
  ask_statements(archive, fuzz);
  if (vb_ledger_open(&ledger, archive, fuzz->lexicon, &query, &fuzz->out, &error)) return;
  while (vb_ledger_next(ledger, &entry, &fuzz->out)) ask_one(archive, fuzz, &entry);
  if (vb_ledger_close(ledger, &error))
    vb_fuzz_expect(error.code == VB_ARCHIVE && error.message[0], "an error without a message");
  vb_archive_merge(archive, fuzz->lexicon, &error);
}

void vb_fuzz_one(vb_fuzz *fuzz, vb_str input) {
  vb_archive *archive;
  vb_error error = {0};
  start(fuzz);
  char kind = input.n ? input.p[0] : 0;
  if (kind == 'b')
    change_bytes(vb_str_slice(input, 1, input.n));
  else if (kind == 'v')
    change_value(vb_str_slice(input, 1, input.n), columns, N(columns));
  else if (kind == 's')
    change_value(vb_str_slice(input, 1, input.n), statement_columns, N(statement_columns));
  else
    write_bytes(input.p, (size_t)input.n);
  if (vb_archive_open(&archive, path, VB_ARCHIVE_READ, &error)) {
    vb_fuzz_expect(error.code == VB_ARCHIVE && error.message[0], "an error without a message");
    return;
  }
  if (VB_ARENA_TRY(&fuzz->guard)) ask(archive, fuzz);
  vb_archive_close(archive);
}
