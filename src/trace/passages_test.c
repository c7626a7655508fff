/* What two texts share: short texts of our own whose passages were found by hand. */
#include <stdlib.h>

#include "base/expect.h"
#include "trace/pairs.h"
#include "trace/passages.h"

static vb_arena_region out_region, scratch_region;
static vb_arena out, scratch;

static void setup(void) {
  cr_assert_eq(vb_arena_region_open(&out_region, 256 << 20), 0);
  cr_assert_eq(vb_arena_region_open(&scratch_region, 256 << 20), 0);
  out = vb_arena_reset(&out_region, NULL);
  scratch = vb_arena_reset(&scratch_region, NULL);
}

static void teardown(void) {
  vb_arena_region_close(&out_region);
  vb_arena_region_close(&scratch_region);
}

TestSuite(passages, .init = setup, .fini = teardown);

static vb_shared_passages share(vb_str report, vb_str source) {
  vb_prepared r = vb_prepared_make(NULL, report, &out, scratch);
  vb_prepared s = vb_prepared_make(NULL, source, &out, scratch);
  vb_passage_settings settings = vb_passage_settings_usual();
  return vb_passages_shared(&r, &s, &settings, &out, scratch);
}

static vb_str of(vb_str text, vb_span span) { return vb_str_slice(text, span.start, span.end); }

static vb_str joined(const char *before, const char *middle, const char *behind) {
  return vb_str_format(&out, "%s%s%s", before, middle, behind);
}

#define HARBOUR                                                                                    \
  "The harbour of Port Alder will be closed from Monday, because the old cranes must be taken "    \
  "down before the winter storms; ferries will leave from the northern quay until further notice."
#define MUSEUM                                                                                     \
  "Children under twelve pay nothing in the museum. On Thursdays it opens late, and in July not "  \
  "at all, since the roof is being mended.\n\n"
#define ORCHARD                                                                                    \
  "\n\nApples were dear this year. Growers in the valley blame a frost in May and a wet August."

/* ---- sentences and terms */

Test(passages, sentences_end_at_stops_and_blank_lines) {
  vb_str text = VB_S("Mr. Bo of Lund came on Friday. He left early, they say! Nobody had asked him "
                     "why\n\nThe town hall was empty by then");
  vb_prepared t = vb_prepared_make(NULL, text, &out, scratch);
  uint32_t expected[] = {0, 7, 12, 17};
  cr_assert_eq(t.n_sentences, 4);
  for (int i = 0; i < 4; i++) cr_expect_eq(t.sentences[i], expected[i]);
  cr_expect_eq(vb_prepared_sentence(&t, 11), 1);
  cr_expect_eq(vb_prepared_sentence(&t, 12), 2);
}

Test(passages, terms_know_their_sentences) {
  vb_str text = VB_S("The port is open again. The port closed early, the mayor said.");
  vb_prepared t = vb_prepared_make(NULL, text, &out, scratch);
  uint32_t the = vb_prepared_term(&t, t.words.v[0].hash);
  cr_assert_neq(the, 0);
  const vb_term *term = &t.terms[the - 1];
  cr_expect_eq(term->n, 2);
  cr_expect_eq(t.uses[term->first].other, 0);
  cr_expect_eq(t.uses[term->first].count, 1);
  cr_expect_eq(t.uses[term->first + 1].other, 1);
  cr_expect_eq(t.uses[term->first + 1].count, 2);
  cr_expect_eq(vb_prepared_term(&t, 12345), 0);
}

/* ---- exact */

Test(passages, a_copy_ends_where_it_ends) {
  vb_str report = joined(MUSEUM, HARBOUR, ORCHARD), source = joined("", HARBOUR, " So it goes.");
  vb_shared_passages found = share(report, source);
  cr_assert_eq(found.n, 1);
  cr_expect_eq(found.v[0].kind, VB_PASSAGE_SAME);
  EXPECT_STR(of(report, found.v[0].report), HARBOUR);
  EXPECT_STR(of(source, found.v[0].source), HARBOUR);
  cr_expect_eq(found.v[0].words, 32);
  cr_expect_eq(found.v[0].same, 32);
}

/* Three words changed, one dropped, the first one too. */
Test(passages, a_copy_lightly_edited_is_one_passage) {
  const char *edited =
      "This harbour of Port Alder will be shut from Monday, because the old cranes must be "
      "removed before the winter storms; ferries will leave from the northern quay until notice.";
  vb_str report = joined(MUSEUM, edited, ORCHARD), source = joined("", HARBOUR, " So it goes.");
  vb_shared_passages found = share(report, source);
  cr_assert_eq(found.n, 1);
  cr_expect_eq(found.v[0].kind, VB_PASSAGE_SAME);
  EXPECT_STR(of(report, found.v[0].report), edited);
  EXPECT_STR(of(source, found.v[0].source), HARBOUR);
}

Test(passages, a_copied_clause_ends_with_the_clause) {
  const char *clause =
      "because the old cranes must be taken down before the winter storms; ferries "
      "will leave from the northern quay";
  vb_str report = joined("Nothing will move in that town for a month, the papers have it, ", clause,
                         " alone, which has no lights at night and no roof.");
  vb_shared_passages found = share(report, joined("", HARBOUR, ""));
  cr_assert_eq(found.n, 1);
  EXPECT_STR(of(report, found.v[0].report), clause);
}

/* "one two three four" comes first; "three ... ten" is longer and keeps what both have. */
Test(passages, the_longer_run_keeps_its_words) {
  vb_prepared r = vb_prepared_make(NULL, VB_S("one two three four five six seven eight nine ten"),
                                   &out, scratch);
  vb_prepared s = vb_prepared_make(NULL,
                                   VB_S("one two three four. But: three four five six seven eight "
                                        "nine ten"),
                                   &out, scratch);
  vb_exact_runs runs = vb_exact_runs_find(&r, &s, &out);
  cr_assert_eq(runs.n, 1);
  cr_expect_eq(runs.v[0].report, 2);
  cr_expect_eq(runs.v[0].source, 5);
  cr_expect_eq(runs.v[0].n, 8);
}

/* Six words here, five there: formulae. */
Test(passages, formulae_are_no_passage) {
  vb_shared_passages found = share(
      VB_S("The minister, on the occasion of the national day, spoke of roads. He took note of the "
           "fact that two bridges had been closed, and promised the villages a new one by spring."),
      VB_S("A bakery in Lund gives away bread on the occasion of the national day. Its owner took "
           "note of the fact that many of her old customers now bake at home themselves."));
  cr_expect_eq(found.n, 0);
}

Test(passages, marks_are_not_cut_in_two) {
  vb_str report =
      joined("Then he read it out: \xE2\x80\x9C", HARBOUR, "\xE2\x80\x9D That was all.");
  vb_str source =
      joined("Then she wrote down: \xE2\x80\x98", HARBOUR, "\xE2\x80\x99 And this: no.");
  vb_shared_passages found = share(report, source);
  cr_assert_eq(found.n, 1);
  EXPECT_STR(of(report, found.v[0].report), HARBOUR);
}

Test(passages, signs_without_blanks) {
  const char *copied =
      "\xE6\xB8\xAF\xE5\x8F\xA3\xE5\xB0\x86\xE4\xBA\x8E\xE6\x98\x9F\xE6\x9C\x9F\xE4\xB8\x80"
      "\xE5\x85\xB3\xE9\x97\xAD\xEF\xBC\x8C\xE6\xB8\xA1\xE8\xBD\xAE\xE4\xBB\x8E\xE5\x8C\x97"
      "\xE7\xA0\x81\xE5\xA4\xB4\xE5\x87\xBA\xE5\x8F\x91\xE3\x80\x82";
  vb_str report = joined("\xE4\xBB\x8A\xE5\xA4\xA9\xEF\xBC\x8C", copied, "\xE5\xA4\xA9");
  vb_shared_passages found = share(report, joined("", copied, ""));
  cr_assert_eq(found.n, 1);
  EXPECT_STR(of(report, found.v[0].report), copied);
}

enum { SENTENCES = 400 };

/* Sentence i of a made text: numbers tell them apart. */
static vb_str sentence(int i) {
  return vb_str_format(&out,
                       "Ship %d brought %d tons of barley and %d crates of dried plums to quay %d, "
                       "where clerk %d counted them twice before noon on day %d. ",
                       i, i * 7 + 3, i * 11 + 5, i % 17, i % 29, i % 31);
}

static vb_str shuffled(int step) {
  vb_str all = {0};
  char *to = vb_arena_alloc_raw(&out, 1, 1, SENTENCES * 160);
  for (int i = 0; i < SENTENCES; i++) {
    vb_str s = sentence(i * step % SENTENCES);
    memcpy(to + all.n, s.p, (size_t)s.n);
    all = (vb_str){to, all.n + s.n};
  }
  return all;
}

Test(passages, sentences_in_another_order_are_all_found) {
  vb_shared_passages found = share(shuffled(171), shuffled(1));
  bool told[SENTENCES] = {false};
  vb_prepared t = vb_prepared_make(NULL, shuffled(171), &out, scratch);
  for (ptrdiff_t i = 0; i < found.n; i++)
    for (ptrdiff_t k = 0; k < t.n_sentences; k++) {
      vb_span s = vb_prepared_span(&t, t.sentences[k], t.sentences[k + 1]);
      if (found.v[i].report.start <= s.start && found.v[i].report.end >= s.end) told[k] = true;
    }
  cr_assert_eq(t.n_sentences, SENTENCES);
  for (int i = 0; i < SENTENCES; i++) cr_assert(told[i], "sentence %d", i);
}

/* ---- alike */

#define BRIDGE                                                                                     \
  "Engineers inspected the suspension bridge at Varn and discovered corrosion in eleven cables. "  \
  "Lorries heavier than nine tonnes are forbidden to cross until repairs have been finished. The " \
  "county expects the replacement of cables to cost four million crowns."
#define BRIDGE_RETOLD                                                                              \
  "To cross is forbidden for lorries of nine tonnes or heavier until finished repairs. Four "      \
  "million crowns the replacement is expected to cost the county. In eleven cables of the Varn "   \
  "suspension bridge corrosion was discovered when engineers inspected it."

Test(passages, sentences_put_otherwise_are_like) {
  vb_str report = joined(MUSEUM, BRIDGE_RETOLD, ORCHARD);
  vb_str source =
      joined("Snow fell on the hills.\n\n", BRIDGE, "\n\nThe choir of Lund sang to a full house.");
  vb_shared_passages found = share(report, source);
  cr_assert_eq(found.n, 1);
  cr_expect_eq(found.v[0].kind, VB_PASSAGE_LIKE);
  EXPECT_STR(of(report, found.v[0].report), BRIDGE_RETOLD);
  EXPECT_STR(of(source, found.v[0].source), BRIDGE);
  cr_assert(found.v[0].likeness > 0.5);
}

Test(passages, texts_of_other_things_share_nothing) {
  vb_shared_passages found = share(joined(MUSEUM, HARBOUR, ORCHARD), VB_S(BRIDGE));
  cr_expect_eq(found.n, 0);
  cr_expect_eq(share(VB_S(""), VB_S(BRIDGE)).n, 0);
  cr_expect_eq(share(VB_S(BRIDGE), VB_S("")).n, 0);
  cr_expect_eq(share(VB_S("One."), VB_S("One.")).n, 0);
}

Test(passages, reported_speech_finds_its_sentence) {
  vb_str source = joined(MUSEUM, BRIDGE, ORCHARD);
  vb_prepared s = vb_prepared_make(NULL, source, &out, scratch);
  vb_prepared r = vb_prepared_make(
      NULL, VB_S("that heavy lorries were forbidden to cross it until repairs had been finished"),
      &out, scratch);
  vb_alike nearest;
  cr_assert(vb_likeness_nearest(&r, &s, &nearest, scratch));
  EXPECT_STR(of(source, nearest.source), "Lorries heavier than nine tonnes are forbidden to cross "
                                         "until repairs have been finished");
  cr_assert(nearest.contained > 0.5);
  r = vb_prepared_make(NULL, VB_S("quite another matter"), &out, scratch);
  cr_assert_not(vb_likeness_nearest(&r, &s, &nearest, scratch));
}

/* ---- hostile */

static vb_str repeated(const char *what, ptrdiff_t times) {
  ptrdiff_t n = (ptrdiff_t)strlen(what);
  char *to = vb_arena_alloc_raw(&out, 1, 1, n * times);
  for (ptrdiff_t i = 0; i < times; i++) memcpy(to + i * n, what, (size_t)n);
  return (vb_str){to, n * times};
}

Test(passages, a_sentence_without_end, .timeout = 20) {
  vb_str text = repeated("The old harbour is rebuilt before the winter storms. ", 5000);
  vb_shared_passages found = share(text, text);
  cr_assert_eq(found.n, 1);
  cr_expect_eq(found.v[0].report.start, 0);
  cr_expect_eq(found.v[0].report.end, text.n - 1);
  text = repeated("The old harbour is rebuilt before the winter storms. ", 15000);
  vb_str other = repeated("Winter storms come before the old harbour has been rebuilt. ", 15000);
  cr_assert(share(text, other).n <= 15000);
}

static int by_chance(int n) { return rand() % n; }

/* A language of six words, in which everything is like everything. */
Test(passages, few_words, .timeout = 20) {
  static const char *const words[] = {"an ", "be ", "ce. ", "do ", "ef ", "go. "};
  char *text = vb_arena_alloc_raw(&out, 1, 1, 2 * 60000);
  ptrdiff_t n = 0;
  srand(7);
  while (n < 2 * 60000 - 8) {
    const char *word = words[by_chance(6)];
    memcpy(text + n, word, strlen(word));
    n += (ptrdiff_t)strlen(word);
  }
  vb_shared_passages found = share((vb_str){text, n / 2}, (vb_str){text + n / 2, n - n / 2});
  for (ptrdiff_t i = 1; i < found.n; i++)
    cr_assert(found.v[i].report.start >= found.v[i - 1].report.start);
}

/* ---- all pairs */

enum { TEXTS = 12, LEAST = 10 };

/* The longest run of the same words, looked for at every place. */
static uint32_t longest_by_hand(vb_folded_words a, vb_folded_words b) {
  uint32_t best = 0;
  for (ptrdiff_t i = 0; i < a.n; i++)
    for (ptrdiff_t j = 0; j < b.n; j++) {
      uint32_t n = 0;
      while (i + n < a.n && j + n < b.n && a.v[i + n].hash == b.v[j + n].hash) n++;
      if (n > best) best = n;
    }
  return best;
}

/* Each takes parts of the same store of words. */
static vb_folded_words patchwork(int seed) {
  char *text = vb_arena_alloc_raw(&out, 1, 1, 8192);
  ptrdiff_t n = 0;
  srand((unsigned)seed);
  while (n < 3000)
    for (int word = by_chance(4000), end = word + 4 + by_chance(14); word < end; word++)
      n += snprintf(text + n, (size_t)(8192 - n), "w%d ", word);
  return vb_folded_words_make((vb_str){text, n}, &out, scratch);
}

Test(passages, all_pairs_find_what_is_found_by_hand) {
  vb_folded_words texts[TEXTS];
  uint32_t longest[TEXTS][TEXTS] = {{0}}, shared = 0;
  for (int i = 0; i < TEXTS; i++) texts[i] = patchwork(i);
  vb_pair_runs runs = vb_pairs_find(texts, TEXTS, LEAST, &out, scratch);
  for (ptrdiff_t k = 0; k < runs.n; k++) {
    const vb_pair_run *r = &runs.v[k];
    cr_assert(r->other < r->text && r->n >= LEAST);
    for (uint32_t i = 0; i < r->n; i++)
      cr_assert_eq(texts[r->text].v[r->word + i].hash, texts[r->other].v[r->other_word + i].hash);
    if (r->n > longest[r->text][r->other]) longest[r->text][r->other] = r->n;
  }
  for (int i = 0; i < TEXTS; i++)
    for (int j = 0; j < i; j++) {
      bool is_shared = longest_by_hand(texts[i], texts[j]) >= LEAST;
      shared += is_shared;
      cr_expect_eq(is_shared, longest[i][j] > 0, "texts %d and %d", i, j);
    }
  cr_assert(shared > 10 && shared < TEXTS * (TEXTS - 1) / 2);
}

Test(passages, all_pairs_of_many_copies_are_bounded, .timeout = 20) {
  enum { COPIES = 3000 };
  vb_folded_words *texts = VB_NEW_N(&out, vb_folded_words, COPIES);
  vb_folded_words one = vb_folded_words_make(VB_S(HARBOUR " " BRIDGE), &out, scratch);
  for (int i = 0; i < COPIES; i++) texts[i] = one;
  vb_pair_runs runs = vb_pairs_find(texts, COPIES, LEAST, &out, scratch);
  cr_assert(runs.n >= COPIES - 1 && runs.n <= COPIES * VB_PAIRS_FREQUENT);
  for (ptrdiff_t i = 0; i < runs.n; i++) cr_assert_eq(runs.v[i].n, (uint32_t)one.n);
}
