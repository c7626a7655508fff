#include "archive/archive.h"
#include "archive/clues.h"

#include "archive/fixture.h"
#include "archive/schema.h"

TestSuite(archive, .init = setup, .fini = teardown);

Test(archive, a_new_one_has_our_mark_and_leaves_one_file_behind) {
  char journal[80];
  open_archive();
  cr_expect_eq(number("PRAGMA application_id"), 0x7672626c);
  cr_expect_eq(number("PRAGMA user_version"), 3);
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
  sql("PRAGMA user_version = 4");
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
                                &second.statements, &second.exchanges,
                                vb_arena_reset(&scratch_region, NULL), &stored, &error),
               VB_BAD_INPUT);
  cr_expect_not_null(strstr(error.message, "first.jsonl"), "%s", error.message);
  cr_expect_not_null(strstr(error.message, "second.jsonl"));
  cr_expect_not_null(strstr(error.message, "(offset 77)"));
  cr_expect_eq(number("SELECT count(*) FROM captures"), 1);
}

static int store_in_conflict(const document *d) {
  vb_stored stored;
  return vb_archive_store(archive, lexicon, &d->capture, &d->article, &d->statements, &d->exchanges,
                          vb_arena_reset(&scratch_region, NULL), &stored, &error);
}

Test(archive, of_two_texts_under_one_id_the_longer_stays_with_all_that_it_gave) {
  document brief = article("a1", "brief.jsonl", "Anna wrote."),
           full = article("a1", "full.jsonl", "Anna wrote a letter.");
  add_exchange(&brief, 0, 11);
  add_exchange(&full, 0, 20);
  *vb_push(&arena, &brief.article.captions) = VB_S("Anna");
  open_archive();
  store(&full);
  cr_expect_eq(store_in_conflict(&brief), VB_BAD_INPUT);
  cr_expect_not_null(strstr(error.message, "which stays"), "%s", error.message);
  merge();
  vb_str one_way = contents();
  close_archive();
  unlink(path);
  open_archive();
  store(&brief);
  brief.capture.path = VB_S("elsewhere.jsonl");
  store(&brief);
  merge();
  cr_expect_eq(store_in_conflict(&full), VB_BAD_INPUT);
  cr_expect_not_null(strstr(error.message, "brief.jsonl"));
  cr_expect_not_null(strstr(error.message, "which gives way"), "%s", error.message);
  merge();
  cr_expect(vb_str_eq(one_way, contents()));
  cr_expect_eq(number("SELECT count(*) FROM places"), 1);
  expect_sound();
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

/* The ledger row begins with the same report, under a key that is merged before the old one. */
Test(archive, a_newer_analysis_may_give_a_report_other_parties) {
  document d = article("a1", "a.txt", "Anna wrote a letter."),
           other = article("a2", "b.txt", "The letter of Anna came.");
  add_exchange(&d, 0, 20);
  add_exchange(&other, 0, 24);
  open_archive();
  store(&d);
  store(&other);
  merge();
  cr_assert_eq(vb_archive_set_analysis(archive, "1.0", VB_S("bbbb"), &error), VB_OK);
  d.exchanges.v[0].from.v[0].country = VB_S("AL");
  other.exchanges.v[0].from.v[0].country = VB_S("AL");
  cr_expect_eq(store(&d), VB_STORED_AGAIN);
  cr_expect_eq(store(&other), VB_STORED_AGAIN);
  merge();
  cr_expect_eq(number("SELECT count(*) FROM exchanges"), 1);
  cr_expect_eq(number("SELECT count(*) FROM exchanges WHERE merge_key = 'AL|VN'"), 1);
  cr_expect_eq(number("SELECT count(*) FROM exchange_parties"), 2);
  cr_expect_eq(number("SELECT count(*) FROM reports r JOIN exchanges x ON x.id = r.exchange"), 2);
  expect_sound();
}

static const char *const more_steps[] = {"not run",
                                         "not run",
                                         "not run",
                                         "ALTER TABLE articles ADD COLUMN words INTEGER",
                                         "UPDATE articles SET words = 4",
                                         "CREATE TABLE articles (id TEXT)"};

Test(archive, an_older_one_takes_the_steps_that_it_lacks) {
  document d = article("a1", "a.txt", "Anna wrote a letter.");
  open_archive();
  store(&d);
  cr_expect_eq(vb_schema_bring_up_to_date(archive, (vb_schema){5, more_steps}, false), VB_OK);
  cr_expect_eq(number("PRAGMA user_version"), 5);
  cr_expect_eq(number("SELECT words FROM articles"), 4);
  expect_sound();
}

Test(archive, a_migration_that_fails_midway_leaves_the_archive_as_it_was) {
  document d = article("a1", "a.txt", "Anna wrote a letter.");
  open_archive();
  store(&d);
  cr_expect_eq(vb_schema_bring_up_to_date(archive, (vb_schema){6, more_steps}, false), VB_ARCHIVE);
  cr_expect_eq(vb_sql_failed(archive, &error), VB_ARCHIVE);
  cr_expect_not_null(strstr(error.message, "already exists"), "%s", error.message);
  cr_expect_eq(number("PRAGMA user_version"), 3);
  cr_expect_eq(number("SELECT count(*) FROM pragma_table_info('articles') WHERE name = 'words'"),
               0);
  cr_expect_eq(number("SELECT count(*) FROM articles"), 1);
  expect_sound();
}

Test(archive, parts_that_a_newer_analysis_does_not_find_are_removed) {
  document d = article("", "a.txt", "Anna wrote a letter.");
  d.article.id_given = false;
  open_archive();
  d.article.id = vb_article_id(d.capture.sha256, 0, &arena);
  store(&d);
  vb_str one = contents();
  d.article.id = vb_article_id(d.capture.sha256, 1, &arena);
  d.article.taken = (vb_taken){VB_TAKEN_PART, {2, 9}};
  add_statement(&d, 0, 20);
  add_exchange(&d, 0, 10);
  store(&d);
  merge();
  cr_expect_eq(number("SELECT taken_end FROM articles WHERE taken = 'part'"), 9);
  vb_arena local = vb_arena_reset(&scratch_region, NULL);
  cr_expect_eq(vb_archive_drop_parts(archive, &d.capture, 2, local, &error), VB_OK);
  cr_expect_eq(number("SELECT count(*) FROM articles"), 2);
  cr_expect_eq(vb_archive_drop_parts(archive, &d.capture, 1, local, &error), VB_OK);
  merge();
  vb_str left = contents();
  cr_expect(vb_str_eq(left, one), "%.*s", VB_ARG(left));
  close_archive();
}

/* An archive as the second schema made it: what the third added is gone. */
static void go_back_to_schema_2(void) {
  sql("CREATE TABLE old (key TEXT PRIMARY KEY) STRICT, WITHOUT ROWID;"
      "INSERT INTO old SELECT DISTINCT key FROM pending_keys; DROP TABLE pending_keys;"
      "ALTER TABLE old RENAME TO pending_keys; DROP INDEX reports_by_merge_key;"
      "CREATE INDEX reports_by_merge_key ON reports (merge_key, id);"
      "DROP TABLE aliases; DROP TABLE clues; ALTER TABLE reports DROP COLUMN reach_first; ALTER "
      "TABLE reports DROP "
      "COLUMN reach_last;"
      "DROP VIEW exchanges_by_occasion_and_year; DROP VIEW replies_without_original;"
      "DROP VIEW ledger; DROP INDEX exchanges_by_occasion;"
      "DROP TABLE passage_segments; DROP TABLE passage_pages; DROP TABLE passage_ranks;"
      "DROP TABLE passage_gone; DROP TABLE passage_words; DROP TABLE settings; DROP INDEX "
      "articles_by_passage_text;"
      "ALTER TABLE articles DROP COLUMN passage_text;"
      "ALTER TABLE articles DROP COLUMN taken; ALTER TABLE articles DROP COLUMN taken_start;"
      "ALTER TABLE articles DROP COLUMN taken_end;"
      "ALTER TABLE exchanges DROP COLUMN occasion_series;"
      "ALTER TABLE exchanges DROP COLUMN occasion_key;"
      "CREATE VIEW ledger AS SELECT * FROM exchanges;"
      "CREATE VIEW replies_without_original AS SELECT * FROM ledger; PRAGMA user_version = 2");
}

/* An archive as the first schema made it: what the second added is gone. */
static void go_back_to_schema_1(void) {
  go_back_to_schema_2();
  sql("DROP VIEW speakers; DROP VIEW speakers_by_month; DROP VIEW statement_text;"
      "DROP TABLE statement_via; DROP TABLE statement_spans; DROP TABLE statements;"
      "DROP TABLE pending_statements; PRAGMA user_version = 1");
}

Test(archive, articles_of_the_first_schema_are_analysed_again_for_their_statements) {
  document d = article("a1", "a.txt", "Anna wrote a letter.");
  add_statement(&d, 0, 20);
  add_exchange(&d, 0, 10);
  open_archive();
  store(&d);
  merge();
  vb_str fresh = contents();
  go_back_to_schema_1();
  close_archive();
  open_archive();
  cr_expect_eq(number("PRAGMA user_version"), 3);
  cr_expect_eq(number("SELECT count(*) FROM statements"), 0);
  cr_expect_eq(vb_archive_n_without_statements(archive), 1);
  cr_expect_not(vb_archive_knows(archive, d.capture.sha256, VB_S("a.txt"), 0));
  cr_expect_eq(store(&d), VB_STORED_AGAIN);
  cr_expect_eq(vb_archive_n_without_statements(archive), 0);
  cr_expect(vb_archive_knows(archive, d.capture.sha256, VB_S("a.txt"), 0));
  merge();
  cr_expect(vb_str_eq(fresh, contents()));
  expect_sound();
}

Test(archive, reports_of_the_second_schema_wait_and_are_merged_with_those_of_the_third) {
  document d = article("a1", "a.txt", "Anna wrote a letter.");
  document e = article("a2", "b.txt", "She wrote a letter.");
  add_exchange(&d, 0, 10);
  add_exchange(&e, 0, 10);
  open_archive();
  store(&d);
  go_back_to_schema_2();
  close_archive();
  open_archive();
  cr_expect_eq(vb_archive_n_pending(archive), 1);
  store(&e);
  merge();
  cr_expect_eq(number("SELECT count(*) FROM exchanges"), 1);
  cr_expect_eq(number("SELECT count(*) FROM reports WHERE exchange IS NOT NULL"), 2);
  expect_sound();
}

Test(archive, exchanges_of_the_second_schema_get_the_keys_of_their_occasions) {
  document d = article("a1", "a.txt", "Anna wrote a letter.");
  add_exchange(&d, 0, 10);
  d.exchanges.v[0].occasion = VB_S("New Year 2012");
  open_archive();
  store(&d);
  merge();
  cr_expect_eq(number("SELECT count(*) FROM exchanges WHERE occasion_key = 'new-year@2012' AND "
                      "occasion_series = 'new-year'"),
               1);
  go_back_to_schema_2();
  close_archive();
  open_archive();
  cr_expect_eq(number("SELECT count(*) FROM exchanges WHERE occasion_key IS NULL"), 1);
  cr_expect_eq(vb_archive_n_pending(archive), 1);
  merge();
  cr_expect_eq(number("SELECT count(*) FROM exchanges WHERE occasion_key = 'new-year@2012'"), 1);
  expect_sound();
}

Test(archive, statements_are_stored_with_spans_and_chain) {
  document d = article("a1", "a.txt", "Anna wrote a letter.");
  vb_statement *s = add_statement(&d, 5, 20);
  open_archive();
  store(&d);
  cr_expect_eq(number("SELECT count(*) FROM statements WHERE article = 'a1' AND ordinal = 0 AND "
                      "kind = 'direct' AND field = 'text' AND caption IS NULL AND cue_start = 7 "
                      "AND cue_end = 9 AND source_start = 6 AND source_end = 7 AND speaker_name = "
                      "'Anna Kovar' AND speaker_country = 'LA' AND speaker_office IS NULL AND "
                      "addressee_office = 'the press' AND flags = 'unclosed'"),
               1);
  cr_expect_eq(number("SELECT count(*) FROM statement_spans WHERE ordinal = 1 AND start_byte = 19 "
                      "AND end_byte = 20"),
               1);
  cr_expect_eq(number("SELECT count(*) FROM statement_via WHERE name = 'Fictive Radio'"), 1);
  cr_expect_eq(number("SELECT count(*) FROM statement_text WHERE words = 'w ... .' AND cue = 'ot' "
                      "AND source = 'r' AND speaker = 'Anna Kovar'"),
               1);
  s->cue = s->source = (vb_span){0, 0};
  s->flags = 0;
  cr_assert_eq(vb_archive_set_analysis(archive, "2.0", VB_S("aaaa"), &error), VB_OK);
  cr_expect_eq(store(&d), VB_STORED_AGAIN);
  cr_expect_eq(number("SELECT count(*) FROM statements WHERE cue_start IS NULL AND cue_end IS NULL "
                      "AND source_start IS NULL AND source_end IS NULL AND flags IS NULL"),
               1);
  cr_expect_eq(number("SELECT count(*) FROM statement_spans"), 2);
  expect_sound();
}

Test(archive, a_statement_keeps_its_id_when_others_come_before_it) {
  document d = article("a1", "a.txt", "Anna wrote a letter.");
  add_statement(&d, 5, 20);
  open_archive();
  store(&d);
  sql("CREATE TEMP TABLE old AS SELECT id FROM statements");
  d.statements.n = 0;
  add_statement(&d, 0, 4);
  add_statement(&d, 5, 20)->speaker = (vb_actor){0};
  add_statement(&d, 5, 20)->kind = VB_STATEMENT_INDIRECT; /* the same words, told once more */
  cr_assert_eq(vb_archive_set_analysis(archive, "2.0", VB_S("aaaa"), &error), VB_OK);
  cr_expect_eq(store(&d), VB_STORED_AGAIN);
  cr_expect_eq(number("SELECT count(*) FROM statements"), 3);
  cr_expect_eq(number("SELECT ordinal FROM statements WHERE id IN (SELECT id FROM old)"), 1);
  cr_expect_eq(number("SELECT count(*) FROM statement_spans"), 6);
  cr_expect_eq(number("SELECT count(DISTINCT statement) FROM statement_via"), 3);
  expect_sound();
}

Test(archive, a_version_below_all_is_damage) {
  open_archive();
  sql("PRAGMA user_version = -7");
  close_archive();
  cr_expect_eq(vb_archive_open(&archive, path, VB_ARCHIVE_CREATE, &error), VB_ARCHIVE);
  cr_expect_not_null(strstr(error.message, "damaged"), "%s", error.message);
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
  static vb_arena_guard guard;
  document d = article("a1", "a.txt", "Anna wrote a letter.");
  for (int i = 0; i < 50; i++) add_exchange(&d, i % 10, 20);
  for (int i = 0; i < 50; i++) add_statement(&d, i % 10, 20);
  open_archive();
  for (ptrdiff_t budget = 64; budget < 60000; budget = budget * 3 / 2) {
    vb_stored stored;
    vb_arena small = vb_arena_reset(&scratch_region, &guard);
    small.end = small.beg + budget;
    if (VB_ARENA_TRY(&guard)) {
      vb_archive_store(archive, lexicon, &d.capture, &d.article, &d.statements, &d.exchanges, small,
                       &stored, &error);
      cr_expect_gt(budget, 64);
      break;
    }
    cr_expect_eq(number("SELECT count(*) FROM captures"), 0, "budget %td", budget);
    cr_expect_eq(number("SELECT count(*) FROM reports"), 0, "budget %td", budget);
    cr_expect_eq(number("SELECT count(*) FROM statements"), 0, "budget %td", budget);
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

static vb_clue clue(vb_fact fact, const char *value, const char *source, const char *why) {
  return (vb_clue){.fact = fact,
                   .value = vb_str_from(value),
                   .source = vb_str_from(source),
                   .why = vb_str_from(why)};
}

Test(archive, what_told_the_facts_comes_back_the_believed_first) {
  document d = article("a1", "a.txt", "It rains.");
  *vb_push(&arena, &d.article.clues) = clue(VB_FACT_PUBLISHED, "2020-05-03", "url", "later");
  *vb_push(&arena, &d.article.clues) = clue(VB_FACT_PUBLISHED, "2 May 2020", "line", "seen");
  *vb_push(&arena, &d.article.clues) = clue(VB_FACT_TITLE, "Rain", "meta og:title", "told");
  *vb_push(&arena, &d.article.clues) = clue(VB_FACT_DESCRIPTION, "Wet", "meta description", NULL);
  d.article.clues.v[1].believed = true;
  open_archive();
  store(&d);
  vb_clues back = vb_clues_load(archive, VB_S("a1"), &arena);
  cr_assert_eq(back.n, 3);
  cr_expect(vb_str_eq(back.v[0].source, VB_S("meta og:title")));
  cr_expect(back.v[1].believed && vb_str_eq(back.v[1].value, VB_S("2 May 2020")));
  cr_expect(!back.v[2].believed && vb_str_eq(back.v[2].why, VB_S("later")));
  vb_clues_drop(archive, VB_S("a1"));
  cr_expect_eq(vb_clues_load(archive, VB_S("a1"), &arena).n, 0);
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
