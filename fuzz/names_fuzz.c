/* Two lines as the names of persons. */
#include "common.h"
#include "language/names.h"

static vb_arena_region region;
static vb_name_words words;

static void check(const vb_name *name) {
  vb_fuzz_expect(name->words.n <= VB_NAME_WORDS && name->n_core <= name->words.n, "too many words");
  for (ptrdiff_t i = 0; i < name->words.n; i++) {
    vb_fuzz_expect(name->words.v[i].n > 0, "an empty word");
    vb_fuzz_expect_utf8(name->words.v[i], "a word is not UTF-8");
  }
  vb_names_match itself = vb_names_compare(name, name);
  vb_fuzz_expect(itself == VB_NAMES_SAME || itself == VB_NAMES_UNCLEAR || itself == VB_NAMES_PART,
                 "a name that differs from itself");
}

void vb_fuzz_one(vb_fuzz *fuzz, vb_str input) {
  if (!region.base) {
    vb_fuzz_expect(!vb_arena_region_open(&region, 4 << 20), "out of memory");
    vb_arena arena = vb_arena_reset(&region, NULL);
    words = vb_name_words_load(fuzz->lexicon, &arena);
  }
  vb_str text = vb_fuzz_text(fuzz, input);
  vb_str first = vb_str_cut(&text, '\n');
  vb_name a = vb_name_fold(&words, first, &fuzz->out);
  vb_name b = vb_name_fold(&words, text, &fuzz->out);
  check(&a);
  check(&b);
  vb_fuzz_expect(vb_names_compare(&a, &b) == vb_names_compare(&b, &a), "one way only");
}
