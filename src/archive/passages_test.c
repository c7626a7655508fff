/* The passage index: pages, segments, look-ups. */
#include "archive/fixture.h"
#include "archive/passages_build.h"
#include "archive/passages_merge.h"
#include "language/shingles.h"

TestSuite(passages, .init = setup, .fini = teardown);

static vb_shingles shingles_of(const char *text) {
  vb_arena scratch = vb_arena_reset(&scratch_region, NULL);
  return vb_shingles_all(vb_folded_words_make(vb_str_from(text), &arena, scratch), VB_SHINGLE_WORDS,
                         &arena);
}

/* Of the first four words. */
static vb_passage_use find(const char *words) {
  vb_passage_use use;
  cr_assert_eq(vb_passages_find(archive, shingles_of(words).v[0].hash, &use, &arena,
                                vb_arena_reset(&scratch_region, NULL), &error),
               VB_OK, "%s", error.message);
  return use;
}

static void begin(void) { cr_assert_eq(vb_archive_begin(archive, &error), VB_OK); }
static void commit(void) {
  cr_assert_eq(vb_archive_commit(archive, &error), VB_OK, "%s", error.message);
}

static void store_text(const char *id, const char *text) {
  document d = article(id, id, text);
  store(&d);
}

static vb_str article_of(uint32_t text) {
  vb_passage_text found;
  cr_assert(vb_passages_text(archive, text, &found, &arena), "no text %u", text);
  return found.article;
}

Test(passages, four_words_are_found_where_they_stand) {
  open_archive();
  begin();
  store_text("a", "The old harbour was rebuilt before the storms came.");
  store_text("b", "She said the OLD harbour was rebuilt. The old harbour was sold.");
  commit();
  vb_passage_use use = find("the old harbour was");
  cr_expect_eq(use.texts, 2);
  cr_assert_eq(use.postings.n, 3);
  cr_expect(vb_str_eq(article_of(use.postings.v[0].text), VB_S("a")));
  cr_expect_eq(use.postings.v[0].word, 0);
  cr_expect(vb_str_eq(article_of(use.postings.v[1].text), VB_S("b")));
  cr_expect_eq(use.postings.v[1].word, 2);
  cr_expect_eq(use.postings.v[2].word, 7);
  cr_expect_eq(find("harbour was rebuilt before").texts, 1);
  cr_expect_eq(find("harbour was rebuilt again").texts, 0);
  expect_sound();
}

/* ---- pages */

enum { SOME_BITS = 12 };
static const vb_page_shape some_shape = {77, 5ull << SOME_BITS, SOME_BITS, 10, 5000};

static unsigned long long chance_state = 88172645463325252ull;
static unsigned chance(unsigned n) {
  chance_state ^= chance_state << 13;
  chance_state ^= chance_state >> 7;
  chance_state ^= chance_state << 17;
  return (unsigned)(chance_state >> 11) % n;
}

static vb_page_entry some_entry(uint64_t hash) {
  vb_posting *postings = VB_NEW_N(&arena, vb_posting, 128);
  vb_page_entry entry = {.hash = hash, .postings = postings};
  unsigned most = chance(4) ? 2 : 33;
  uint32_t text = some_shape.first_text + chance(100);
  for (unsigned i = chance(most); i > 0; i--, text += 1 + chance(chance(9) ? 3 : 140)) {
    uint32_t word = chance(chance(20) ? 900 : UINT32_MAX / 8);
    for (unsigned k = chance(4) + 1; k > 0; k--, word += 1 + chance(200))
      postings[entry.n++] = (vb_posting){text, word};
  }
  if (!chance(5)) entry.cut = true;
  if (!chance(5) || !entry.n) entry.dropped = (int64_t)chance(1u << chance(30)) - 50;
  return entry;
}

static vb_page_entries some_entries(void) {
  vb_page_entries entries = {0};
  uint64_t hash = some_shape.first_hash;
  unsigned gap = 1 + chance(200);
  for (;;) {
    hash += chance(gap);
    if ((hash - some_shape.first_hash) >> SOME_BITS) return entries;
    *vb_push(&arena, &entries) = some_entry(hash++);
  }
}

static void expect_same_entry(const vb_page_entry *a, const vb_page_entry *b) {
  cr_assert_eq(a->hash, b->hash);
  cr_assert_eq(a->dropped, b->dropped);
  cr_assert_eq(a->cut, b->cut);
  cr_assert_eq(a->n, b->n);
  for (int i = 0; i < a->n; i++) {
    cr_assert_eq(a->postings[i].text, b->postings[i].text);
    cr_assert_eq(a->postings[i].word, b->postings[i].word);
  }
}

/* The entries that were written to it. */
static vb_page_entries open_some_page(vb_page_reader *reader) {
  arena = vb_arena_reset(&region, NULL);
  vb_page_entries entries = some_entries();
  cr_assert(vb_page_open(reader, some_shape, vb_page_write(some_shape, entries, &arena)));
  return entries;
}

Test(passages, a_page_gives_back_what_was_written) {
  static vb_page_reader reader;
  vb_page_entry entry;
  for (int round = 0; round < 200; round++) {
    vb_page_entries entries = open_some_page(&reader);
    for (ptrdiff_t i = 0; i < entries.n; i++) {
      cr_assert(vb_page_next(&reader, &entry));
      expect_same_entry(&entry, &entries.v[i]);
    }
    cr_assert_not(vb_page_next(&reader, &entry));
    cr_assert_not(reader.bad);
  }
}

/* What nobody asks for is passed over, and what stands behind it is found. */
Test(passages, an_entry_of_a_page_is_found_behind_others) {
  static vb_page_reader reader;
  vb_page_entry entry;
  for (int round = 0; round < 200; round++) {
    vb_page_entries entries = open_some_page(&reader);
    for (ptrdiff_t i = 0; i < entries.n; i += 1 + chance(9)) {
      uint64_t before = i ? entries.v[i - 1].hash + 1 : 0;
      uint64_t hash = chance(2) ? entries.v[i].hash : before;
      cr_assert(vb_page_find(&reader, hash, &entry));
      expect_same_entry(&entry, &entries.v[i]);
    }
    cr_assert_not(vb_page_find(&reader, UINT64_MAX, &entry));
    cr_assert_not(reader.bad);
  }
}

Test(passages, a_page_that_was_changed_or_moved_is_refused) {
  static vb_page_reader reader;
  vb_str page = vb_page_write(some_shape, some_entries(), &arena);
  for (ptrdiff_t i = 0; i < page.n; i++) {
    char *byte = (char *)page.p + i;
    *byte ^= 16;
    cr_assert_not(vb_page_open(&reader, some_shape, page));
    cr_assert_not(vb_page_open(&reader, some_shape, vb_str_slice(page, 0, i)));
    *byte ^= 16;
  }
  vb_page_shape other = some_shape;
  other.key++;
  cr_assert_not(vb_page_open(&reader, other, page));
  cr_assert(vb_page_open(&reader, some_shape, page));
}

/* ---- the whole against plain counting */

/* Sentences of a vocabulary of few words, some of them again and again. */
enum { TEXTS = 150, SENTENCES = 60, MOST_WORDS = 400 };

typedef struct {
  char id[8], text[3000];
  vb_date published;
} made_text;
static made_text made[TEXTS];

static void make_sentence(int number, char *to) {
  static const char *const words[] = {"harbour", "rail", "sold", "the", "of",    "we",
                                      "rebuilt", "ship", "old",  "in",  "north", "grain"};
  unsigned long long state = chance_state;
  chance_state = 1000003ull * (unsigned)(number + 1) + 17;
  for (unsigned i = 0, n = 5 + chance(9); i < n; i++)
    to += snprintf(to, 16, "%s%s", words[chance(12)], i + 1 < n ? " " : ". ");
  chance_state = state;
}

static void make_texts(void) {
  for (int i = 0; i < TEXTS; i++) {
    made_text *m = &made[i];
    char *to = m->text;
    snprintf(m->id, sizeof m->id, "t%d", i);
    for (unsigned k = 1 + chance(8); k > 0; k--) {
      make_sentence((int)chance(chance(3) ? SENTENCES : 4), to);
      to += strlen(to);
    }
    unsigned kind = chance(4); /* many at one time, some at none */
    m->published = kind ? vb_date_ymd(2020, (int)kind, 1 + (int)chance(3)) : (vb_date){0};
  }
}

static void store_as(int i, const char *text, vb_date published) {
  document d = article(made[i].id, made[i].id, text);
  d.article.published = published;
  d.capture.sha256 = vb_str_copy(&arena, vb_str_from(made[i].id));
  d.article.capture = d.capture.sha256;
  store(&d);
}

static void store_made(int i) { store_as(i, made[i].text, made[i].published); }

/* Every shingle of every text, counted plainly. */
typedef struct {
  uint64_t hash;
  int text;
  uint32_t word;
} plain_posting;
static plain_posting plain[TEXTS * MOST_WORDS];
static ptrdiff_t n_plain;

static bool is_earlier(int a, int b) {
  bool known = vb_date_known(made[a].published), other = vb_date_known(made[b].published);
  if (known != other) return known;
  int order = known ? vb_date_compare(made[a].published, made[b].published) : 0;
  return order < 0;
}

static void count_plainly(void) {
  n_plain = 0;
  for (int i = 0; i < TEXTS; i++) {
    vb_arena mark = arena;
    vb_shingles all = shingles_of(made[i].text);
    for (ptrdiff_t k = 0; k < all.n; k++)
      plain[n_plain++] = (plain_posting){all.v[k].hash, i, all.v[k].word};
    arena = mark;
  }
}

/* The texts that hold the shingle, with their number; places[i]: how many in text i. */
static int plain_uses(uint64_t hash, int places[TEXTS]) {
  int n = 0;
  memset(places, 0, TEXTS * sizeof *places);
  for (ptrdiff_t i = 0; i < n_plain; i++)
    if (plain[i].hash == hash && !places[plain[i].text]++) n++;
  return n;
}

static int made_of(uint32_t text) {
  vb_str id = article_of(text);
  return vb_str_to_int(vb_str_slice(id, 1, id.n));
}

/* What one look-up says must be so. */
static void expect_use(uint64_t hash, const vb_passage_use *use) {
  static int places[TEXTS], seen[TEXTS];
  int n = plain_uses(hash, places), n_seen = 0;
  cr_assert_eq(use->texts, n);
  memset(seen, 0, sizeof seen);
  for (ptrdiff_t i = 0; i < use->postings.n; i++) {
    int text = made_of(use->postings.v[i].text);
    n_seen += !seen[text]++;
    bool there = false;
    for (ptrdiff_t k = 0; k < n_plain && !there; k++)
      there = plain[k].hash == hash && plain[k].text == text &&
              plain[k].word == use->postings.v[i].word;
    cr_assert(there);
  }
  cr_assert_eq(n_seen, n < VB_PASSAGES_KEEP ? n : VB_PASSAGES_KEEP);
  for (int a = 0; a < TEXTS; a++) {
    int held = places[a] < VB_PASSAGES_PLACES ? places[a] : VB_PASSAGES_PLACES;
    if (seen[a]) cr_assert_eq(seen[a], held);
    for (int b = 0; b < TEXTS && seen[a]; b++)
      if (places[b] && !seen[b]) cr_assert_not(is_earlier(b, a), "%d is earlier than %d", b, a);
  }
}

static vb_str expect_all_uses(void) {
  vb_json json = vb_json_begin(&arena);
  vb_passage_use *uses = VB_NEW_N(&arena, vb_passage_use, n_plain);
  uint64_t *hashes = VB_NEW_N(&arena, uint64_t, n_plain);
  for (ptrdiff_t i = 0; i < n_plain; i++) hashes[i] = plain[i].hash;
  cr_assert_eq(vb_passages_find_all(archive, hashes, n_plain, uses, &arena,
                                    vb_arena_reset(&scratch_region, NULL), &error),
               VB_OK, "%s", error.message);
  vb_json_array(&json);
  for (ptrdiff_t i = 0; i < n_plain; i += 7) {
    if (i % 3 == 0) expect_use(hashes[i], &uses[i]);
    char seen[TEXTS + 1] = {0}; /* in an order that does not depend on numbers */
    memset(seen, '.', TEXTS);
    for (ptrdiff_t k = 0; k < uses[i].postings.n; k++) seen[made_of(uses[i].postings.v[k].text)]++;
    vb_json_str(&json, vb_str_copy(&arena, vb_str_from(seen)));
  }
  vb_json_close(&json);
  return vb_json_end(&json);
}

static void expect_checked(void) {
  int64_t wrong = -1;
  cr_expect_eq(vb_passages_check(archive, &wrong, &error), VB_OK, "%s", error.message);
  cr_expect_eq(wrong, 0);
}

static void tidy(void) {
  cr_assert_eq(vb_passages_tidy(archive, &error), VB_OK, "%s", error.message);
}

/* In an order and in batches of its own. */
static void add_made(void) {
  int order[TEXTS];
  for (int i = 0; i < TEXTS; i++) order[i] = i;
  for (int i = TEXTS - 1; i > 0; i--) {
    int k = (int)chance((unsigned)i + 1), swap = order[i];
    order[i] = order[k];
    order[k] = swap;
  }
  for (int i = 0; i < TEXTS;) {
    begin();
    for (unsigned n = 1 + chance(chance(2) ? 3 : 60); n > 0 && i < TEXTS; n--)
      store_made(order[i++]);
    commit();
    if (!chance(6)) tidy();
  }
}

Test(passages, any_order_any_batches_and_any_merges_answer_as_plain_counting_does) {
  vb_str first = {0};
  make_texts();
  count_plainly();
  for (int round = 0; round < 4; round++) {
    open_archive();
    add_made();
    vb_str answers = expect_all_uses();
    if (round) cr_expect(vb_str_eq(answers, first), "round %d", round);
    first = answers;
    expect_checked();
    tidy();
    cr_expect(vb_str_eq(expect_all_uses(), first));
    cr_expect_eq(vb_passages_rebuild(archive, &error), VB_OK, "%s", error.message);
    cr_expect(vb_str_eq(expect_all_uses(), first));
    expect_checked();
    expect_sound();
    close_archive();
    unlink(path);
  }
}

/* As an older program read it: other words, another day. */
static void store_older(int i) {
  char *text = VB_NEW_N(&arena, char, 4000);
  make_sentence((int)chance(6), text);
  snprintf(text + strlen(text), 3500, "%s", made[(i + 1) % TEXTS].text);
  store_as(i, chance(3) ? text : made[i].text, vb_date_ymd(2019, 1, 1 + (int)chance(2)));
}

static void use_analysis(const char *code) {
  cr_assert_eq(vb_archive_set_analysis(archive, code, VB_S("aaaa"), &error), VB_OK);
}

Test(passages, texts_that_were_replaced_leave_no_trace) {
  vb_str first = {0};
  make_texts();
  count_plainly();
  for (int round = 0; round < 3; round++) {
    open_archive();
    for (int i = 0; i < TEXTS && round;) {
      begin();
      for (unsigned n = 1 + chance(50); n > 0 && i < TEXTS; n--, i++)
        if (round == 2 || !chance(3)) store_older(i);
      commit();
      if (!chance(3)) tidy();
    }
    use_analysis("2.0");
    add_made();
    tidy();
    vb_str answers = expect_all_uses();
    if (round) cr_expect(vb_str_eq(answers, first), "round %d", round);
    first = answers;
    expect_checked();
    close_archive();
    unlink(path);
  }
}

/* False: nothing was left to do. */
static bool merge_a_little(int64_t bytes) {
  begin();
  bool more = vb_passages_merge_some(archive, VB_PASSAGES_FEW, bytes);
  commit();
  return more;
}

Test(passages, every_step_of_a_merge_answers_the_same) {
  int steps = 0;
  make_texts();
  count_plainly();
  open_archive();
  for (int i = 0; i < TEXTS; i += 50) {
    begin();
    for (int k = i; k < i + 50; k++) store_made(k);
    commit();
  }
  vb_str first = expect_all_uses();
  for (; merge_a_little(1); steps++) {
    vb_arena mark = arena;
    cr_expect(vb_str_eq(expect_all_uses(), first), "step %d", steps);
    expect_checked();
    arena = mark;
    if (steps % 3 == 0) { /* another program goes on */
      close_archive();
      open_archive();
    }
  }
  cr_expect_gt(steps, 8);
  cr_expect_eq(number("SELECT count(*) FROM passage_segments"), 1);
  cr_expect_eq(number("SELECT count(*) - (SELECT pages FROM passage_segments) FROM passage_pages"),
               0);
}

/* One large segment and small ones behind it; how many of all are to be merged. */
static int64_t n_merged_of(int n_small) {
  begin();
  sql("UPDATE passage_segments SET becomes = NULL; DELETE FROM passage_segments;"
      "INSERT INTO passage_segments VALUES (1, 1, 1000, 0, 1, NULL, 0, 100000000, 0)");
  for (int i = 0; i < n_small; i++)
    sql(vb_str_format(&arena,
                      "INSERT INTO passage_segments VALUES (%d, %d, %d, 0, 1, NULL, 0, 1000, 0)%c",
                      i + 2, i + 1001, i + 1001, 0)
            .p);
  vb_passages_merge_some(archive, VB_PASSAGES_EVEN, 1); /* fails: there are no pages */
  vb_error ignored;
  vb_sql_failed(archive, &ignored);
  int64_t n = number("SELECT count(becomes) FROM passage_segments");
  vb_archive_rollback(archive);
  return n;
}

Test(passages, a_large_segment_is_not_written_again_for_small_ones) {
  open_archive();
  cr_expect_eq(n_merged_of(VB_PASSAGES_FACTOR - 1), 0);
  cr_expect_eq(n_merged_of(VB_PASSAGES_FACTOR), VB_PASSAGES_FACTOR);
  cr_expect_eq(n_merged_of(VB_PASSAGES_FACTOR + 5), VB_PASSAGES_FACTOR + 5);
}

Test(passages, a_text_that_goes_while_its_segments_merge_is_gone) {
  make_texts();
  open_archive();
  for (int i = 0; i < TEXTS; i += 50) {
    begin();
    for (int k = i; k < i + 50; k++) store_older(k);
    commit();
  }
  use_analysis("2.0");
  for (int i = 0; i < TEXTS; i++) {
    merge_a_little(1);
    begin();
    store_made(i);
    commit();
    if (i % 30 == 0) expect_checked();
  }
  tidy();
  count_plainly();
  expect_all_uses();
  expect_checked();
}

Test(passages, an_archive_without_an_index_gets_it) {
  make_texts();
  count_plainly();
  open_archive();
  add_made();
  vb_str first = expect_all_uses();
  sql("UPDATE articles SET passage_text = NULL; UPDATE passage_segments SET becomes = NULL;"
      "DELETE FROM passage_segments; DELETE FROM passage_pages; DELETE FROM passage_ranks;");
  close_archive();
  open_archive();
  cr_expect_eq(vb_passages_n_pending(archive), TEXTS);
  cr_expect_eq(find("the old harbour was").texts, 0);
  cr_expect_eq(vb_passages_add_pending(archive, &error), VB_OK, "%s", error.message);
  cr_expect_eq(vb_passages_n_pending(archive), 0);
  cr_expect(vb_str_eq(expect_all_uses(), first));
  expect_checked();
}

Test(passages, a_rollback_forgets_the_texts_of_the_batch) {
  open_archive();
  begin();
  store_text("a", "The old harbour was rebuilt.");
  vb_archive_rollback(archive);
  begin();
  store_text("b", "A new ship was built.");
  commit();
  cr_expect_eq(find("the old harbour was").texts, 0);
  cr_expect_eq(find("a new ship was").texts, 1);
  expect_checked();
}

Test(passages, a_damaged_index_is_refused_and_made_anew) {
  static const char *const damages[] = {
      "UPDATE passage_pages SET data = zeroblob(length(data))",
      "UPDATE passage_pages SET data = x'00'",
      "UPDATE passage_pages SET id = id + 100",
      "UPDATE passage_segments SET bits = bits + 1, pages = pages * 2",
      "UPDATE passage_segments SET last_text = last_text + 1",
      "UPDATE passage_segments SET largest = 1",
      "UPDATE passage_segments SET bits = 90",
      "UPDATE passage_segments SET pages = -1",
      "DELETE FROM passage_pages",
  };
  vb_passage_use use;
  open_archive();
  begin();
  store_text("a", "The old harbour was rebuilt.");
  commit();
  for (size_t i = 0; i < sizeof damages / sizeof *damages; i++) {
    int64_t wrong;
    sql(damages[i]);
    close_archive();
    open_archive();
    int bad = vb_passages_find(archive, shingles_of("the old harbour was").v[0].hash, &use, &arena,
                               vb_arena_reset(&scratch_region, NULL), &error);
    cr_expect_eq(bad, VB_ARCHIVE, "%s", damages[i]);
    cr_expect_not_null(strstr(error.message, path), "%s", error.message);
    cr_expect_not_null(strstr(error.message, "--passages anew"), "%s", error.message);
    cr_expect_eq(vb_passages_check(archive, &wrong, &error), VB_ARCHIVE, "%s", damages[i]);
    cr_assert_eq(vb_passages_rebuild(archive, &error), VB_OK, "%s: %s", damages[i], error.message);
    cr_expect_eq(find("the old harbour was").texts, 1);
    expect_checked();
  }
}

Test(passages, a_check_sees_what_is_missing_or_too_much) {
  static const char *const changes[] = {
      "UPDATE articles SET text = 'A new ship was built here.' WHERE id = 'a'",
      "UPDATE articles SET text = 'The old harbour was rebuilt. The end.' WHERE id = 'a'",
      "UPDATE articles SET text = 'Here the old harbour was rebuilt.' WHERE id = 'a'",
      "UPDATE articles SET text = 'The old.' WHERE id = 'a'",
      "UPDATE articles SET published = '2001-01-01' WHERE id = 'a'",
      "INSERT INTO passage_gone VALUES (1, 1)",
      "DELETE FROM passage_segments",
  };
  open_archive();
  begin();
  store_text("a", "The old harbour was rebuilt.");
  store_text("b", "The old harbour was sold.");
  commit();
  expect_checked();
  for (size_t i = 0; i < sizeof changes / sizeof *changes; i++) {
    int64_t wrong = 0;
    sql(changes[i]);
    close_archive();
    open_archive();
    cr_expect_eq(vb_passages_check(archive, &wrong, &error), VB_ARCHIVE, "%s", changes[i]);
    cr_expect_gt(wrong, 0, "%s: %s", changes[i], error.message);
    sql("UPDATE articles SET text = 'The old harbour was rebuilt.', published = '2020-05-02' "
        "WHERE id = 'a'");
    cr_expect_eq(vb_passages_rebuild(archive, &error), VB_OK);
    expect_checked();
  }
}

Test(passages, a_sparse_index_holds_quotations_densely_and_every_run_of_eight_words) {
  const char *text = "He told them so on a cold day. We shall rebuild the old harbour in one year. "
                     "Nobody there asked who should pay for it or when the work could begin.";
  open_archive();
  cr_expect_eq(vb_passages_set_kind(archive, VB_PASSAGES_SPARSE, &error), VB_OK);
  document d = article("a", "a", text);
  vb_statement said = {.kind = VB_STATEMENT_DIRECT};
  *vb_push(&arena, &said.spans) = (vb_span){31, 77}; /* We shall ... year. */
  *vb_push(&arena, &d.statements) = said;
  begin();
  store(&d);
  commit();
  vb_shingles all = shingles_of(text);
  vb_arena scratch = vb_arena_reset(&scratch_region, NULL);
  vb_folded_words words = vb_folded_words_make(vb_str_from(text), &arena, scratch);
  int n_held = 0, missing = 0;
  for (ptrdiff_t i = 0; i < all.n; i++) {
    vb_passage_use use;
    cr_assert_eq(vb_passages_find(archive, all.v[i].hash, &use, &arena, scratch, &error), VB_OK);
    bool quoted = words.v[i].start >= 31 && vb_folded_word_end(&words.v[i + 3]) <= 77;
    if (quoted) cr_expect_eq(use.texts, 1, "word %td", i);
    missing = use.texts ? 0 : missing + 1;
    cr_expect_lt(missing, 5, "eight words from %td on are not found", i - 4);
    n_held += use.texts > 0;
  }
  cr_expect_lt(n_held, all.n * 3 / 4);
  expect_checked();
  cr_expect_eq(vb_passages_set_kind(archive, VB_PASSAGES_ALL, &error), VB_OK);
  for (ptrdiff_t i = 0; i < all.n; i++) {
    vb_passage_use use;
    vb_passages_find(archive, all.v[i].hash, &use, &arena, scratch, &error);
    cr_expect_eq(use.texts, 1);
  }
  expect_checked();
}
