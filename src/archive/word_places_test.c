#include "archive/word_places.h"

#include <criterion/criterion.h>
#include <stdio.h>

static vb_arena_region region, scratch_region;
static vb_arena arena, scratch;

static void open_arenas(void) {
  vb_arena_region_open(&region, 64 << 20);
  vb_arena_region_open(&scratch_region, 64 << 20);
  arena = vb_arena_reset(&region, NULL);
  scratch = vb_arena_reset(&scratch_region, NULL);
}
static void close_arenas(void) {
  vb_arena_region_close(&region);
  vb_arena_region_close(&scratch_region);
}
TestSuite(word_places, .init = open_arenas, .fini = close_arenas);

/* Words of every kind, which end by what stands behind them. */
static vb_str some_text(int n) {
  static const char *const kinds[] = {"The ",   "A.B.Smith ",  "1,000 ", "3.5% ",
                                      "won't ", "co-operate ", "港口",   "J.R. ",
                                      "[i]t ",  "\n\nÅland, "};
  vb_str text = {arena.beg, 0};
  for (int i = 0; i < n; i++) {
    vb_str kind = vb_str_from(kinds[i * i % 97 * 31 % 10]);
    memcpy(vb_arena_alloc_raw(&arena, 1, 1, kind.n), kind.p, (size_t)kind.n);
    text.n += kind.n;
  }
  return text;
}

static vb_word_places there_and_back(vb_word_places places, uint32_t number, ptrdiff_t n) {
  vb_word_places back = {0};
  vb_str bytes = vb_word_places_write(places, number, &arena);
  cr_assert(vb_word_places_read(bytes, number, n, &back, &arena));
  return back;
}

Test(word_places, any_part_is_as_if_all_had_been_cut) {
  vb_str text = some_text(300);
  vb_folded_words all = vb_folded_words_make(text, &arena, scratch);
  vb_word_places places = there_and_back(vb_word_places_of(all, text.n, &arena), 7, text.n);
  cr_assert_gt(all.n, 300);
  cr_assert_eq(places.n_words, all.n);
  for (ptrdiff_t from = 0; from <= all.n; from++)
    for (ptrdiff_t to = from; to <= all.n; to += 1 + to % 13) {
      vb_arena mark = arena;
      vb_folded_words part = vb_word_places_cut(&places, text, from, to, &arena, scratch);
      cr_assert_eq(part.n, to - from, "%td to %td: %td words", from, to, part.n);
      for (ptrdiff_t i = 0; i < part.n; i++) {
        cr_assert_eq(part.v[i].start, all.v[from + i].start);
        cr_assert_eq(part.v[i].length, all.v[from + i].length, "word %td", from + i);
        cr_assert_eq(part.v[i].hash, all.v[from + i].hash);
        cr_assert_eq(part.v[i].flags, all.v[from + i].flags);
      }
      arena = mark;
    }
}

Test(word_places, texts_of_no_words_and_of_whole_blocks) {
  for (int n = 0; n <= 2 * VB_WORD_PLACES_EACH + 1; n++) {
    vb_str text = {arena.beg, 2 * n};
    for (int i = 0; i < n; i++) memcpy(vb_arena_alloc_raw(&arena, 1, 1, 2), "a ", 2);
    vb_folded_words all = vb_folded_words_make(text, &arena, scratch);
    vb_word_places places = there_and_back(vb_word_places_of(all, text.n, &arena), 1, text.n);
    cr_assert_eq(places.n_words, n);
    cr_assert_eq(vb_word_places_cut(&places, text, 0, n, &arena, scratch).n, n);
  }
}

Test(word_places, bytes_that_were_changed_or_are_of_another_text_are_refused) {
  vb_str text = some_text(400);
  vb_folded_words all = vb_folded_words_make(text, &arena, scratch);
  vb_word_places read, places = vb_word_places_of(all, text.n, &arena);
  vb_str bytes = vb_word_places_write(places, 7, &arena);
  cr_assert(vb_word_places_read(bytes, 7, text.n, &read, &arena));
  cr_assert_not(vb_word_places_read(bytes, 8, text.n, &read, &arena));
  cr_assert_not(vb_word_places_read(bytes, 7, places.starts[3], &read, &arena), "a shorter text");
  for (ptrdiff_t i = 0; i < bytes.n; i++) {
    char *byte = (char *)bytes.p + i;
    *byte ^= 16;
    cr_assert_not(vb_word_places_read(bytes, 7, text.n, &read, &arena));
    cr_assert_not(vb_word_places_read(vb_str_slice(bytes, 0, i), 7, text.n, &read, &arena));
    *byte ^= 16;
  }
}

/* As a damaged archive may have them, with the right checksum. */
Test(word_places, wrong_places_give_words_of_the_text_all_the_same) {
  vb_str text = some_text(300);
  vb_folded_words all = vb_folded_words_make(text, &arena, scratch);
  for (uint32_t wrong = 1; wrong < 8; wrong++) {
    vb_word_places places = vb_word_places_of(all, text.n, &arena);
    for (ptrdiff_t i = 0; i <= all.n / VB_WORD_PLACES_EACH; i++) places.starts[i] += wrong;
    places = there_and_back(places, 7, text.n);
    for (ptrdiff_t from = 0; from < places.n_words; from += 7) {
      vb_arena mark = arena;
      ptrdiff_t n = places.n_words - from < 50 ? places.n_words - from : 50;
      vb_folded_words part = vb_word_places_cut(&places, text, from, from + n, &arena, scratch);
      cr_assert_leq(part.n, n);
      for (ptrdiff_t i = 0; i < part.n; i++) cr_assert_leq(vb_folded_word_end(&part.v[i]), text.n);
      arena = mark;
    }
  }
}
