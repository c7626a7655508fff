#include "language/vocabulary.h"

#include "language/analysis.h"
#include "lexicon/fixture.h"

TestSuite(vocabulary, .init = open_lexicon, .fini = close_lexicon);

/* Spread over all bits, and never 0. */
static uint64_t hash_of(uint64_t i) { return (i + 1) * 0x9E3779B97F4A7C15u; }

Test(vocabulary, words_are_found_however_many_there_are) {
  enum { MANY = 40000 };
  vb_vocabulary *v = vb_vocabulary_new(&arena);
  for (uint64_t i = 0; i < MANY; i++) vb_vocabulary_enter(v, hash_of(i))->classes = (uint32_t)i;
  for (uint64_t i = 0; i < MANY; i++) {
    uint32_t word = vb_vocabulary_find(v, hash_of(i));
    cr_assert(word && v->words.v[word].classes == i, "word %d", (int)i);
    cr_assert_eq(vb_vocabulary_find(v, hash_of(MANY + i)), 0);
  }
  cr_expect_eq(v->words.n, MANY + 1);
}

Test(vocabulary, a_word_is_entered_once_and_the_unknown_one_says_nothing) {
  vb_vocabulary *v = vb_vocabulary_new(&arena);
  vb_vocabulary_enter(v, 77)->time = 5;
  cr_expect_eq(vb_vocabulary_enter(v, 77)->time, 5);
  vb_vocabulary_enter_begins(v, 77, 2)->first = 9;
  uint32_t word = vb_vocabulary_find(v, 77);
  cr_expect_eq(vb_vocabulary_begins(v, word, 2)->first, 9);
  cr_expect_eq(vb_vocabulary_begins(v, word, 1)->first, 0);
  cr_expect_eq(vb_vocabulary_find(v, 78), 0);
  cr_expect_eq(v->words.v[0].time, 0);
  cr_expect_eq(vb_vocabulary_begins(v, 0, 2)->first, 0);
}

/* Of the same text, with much behind it and with nothing: short words are read in two ways. */
static void expect_same_tokens(vb_vocabulary *v, const vb_abbreviations *abbreviations,
                               const char *text) {
  vb_str whole = vb_str_format(&arena, "%s\n\nfollowed by a paragraph", text);
  vb_tokens a = vb_tokens_make(abbreviations, vb_str_from(text), &arena);
  vb_tokens b = vb_tokens_make(abbreviations, whole, &arena);
  cr_assert_eq(a.n + 4, b.n, "%s: %td tokens, %td", text, a.n, b.n - 4);
  for (ptrdiff_t i = 0; i < a.n; i++) {
    const vb_token *x = &a.v[i], *y = &b.v[i];
    cr_expect(vb_str_eq(x->text, y->text) && vb_str_eq(x->fold, y->fold), "%s: token %td", text, i);
    cr_expect(x->kind == y->kind && x->flags == y->flags && x->plain == y->plain, "%s: '%.*s'",
              text, VB_ARG(x->text));
    cr_expect_eq(x->hash, vb_str_hash(y->fold));
    cr_expect_eq(y->hash, vb_str_hash(x->fold));
    cr_expect_eq(y->word, vb_vocabulary_find(v, y->hash));
  }
}

Test(vocabulary, tokens_are_the_same_at_the_end_of_a_text_and_before_it) {
  vb_abbreviations *set = vb_abbreviations_new(&arena, lexicon);
  static const char *const texts[] = {
      "a b c d",
      "One TWO Three4 FIVE5 6six 77 8TH 1,200 x, 9, y",
      "abcdefg abcdefgh abcdefghi",
      "abcdefghijklmno abcdefghijklmnop abcdefghijklmnopq ABCDEFGHIJKLMNOP ABCDEFGHIJKLMNOPQ",
      "ComradeRo McDonald aB Ab AB@ [x] {y} `z` 0/1:2 a_b",
      "in the U.S. The premier, Mr. Ro. He",
      "J. He said \"Is it time?\" Ro asked; caf\xC3\xA9 na\xC3\xAFve  two\tblanks\nlines"};
  for (size_t i = 0; i < sizeof texts / sizeof *texts; i++)
    expect_same_tokens(set->vocabulary, set, texts[i]);
}

/* Marked tokens say which classes have a phrase there; looking it up must say the same. */
Test(vocabulary, marks_agree_with_what_is_looked_up) {
  vb_error error = {0};
  vb_words *words = vb_words_new(lexicon, &arena, &error);
  cr_assert(words);
  vb_str text = VB_S("The Prime Minister of the Republic of Korea met Korean Workers and the vice "
                     "president of the Communist Party of Vietnam in Prime time, Vice President");
  vb_tokens plain = vb_tokens_make(words->abbreviations, text, &arena);
  vb_tokens marked = vb_tokens_make(words->abbreviations, text, &arena);
  vb_phrases_mark(words->phrases, marked);
  int found = 0, ended = 0;
  for (ptrdiff_t i = 0; i < marked.n; i++)
    for (int bit = 0; bit < 32; bit++) {
      uint32_t class = UINT32_C(1) << bit;
      int n = vb_words_at(words, plain, i, plain.n, class).n_tokens;
      cr_expect_eq((marked.v[i].is & class) != 0, n > 0, "class %d at '%.*s'", bit,
                   VB_ARG(marked.v[i].text));
      cr_expect(n <= marked.v[i].longest);
      cr_expect_eq(vb_words_at(words, marked, i, i + 1, class).n_tokens,
                   vb_words_at(words, plain, i, i + 1, class).n_tokens);
      found += n > 1, ended += n > 1 && !vb_words_at(words, marked, i, i + 1, class).n_tokens;
    }
  cr_expect(found > 3 && ended > 0);
}
