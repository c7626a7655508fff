/* The passage index: pages, segments, look-ups. */
#include "archive/fixture.h"
#include "archive/passages.h"
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
