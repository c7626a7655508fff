#include "exchanges/occasion.h"

enum { MAX_WORDS = 40, FIRST_YEAR = 1000, LAST_YEAR = 2999 };

static vb_wordmap load(const vb_lexicon *lexicon, const char *class, vb_wordmap_reading reading,
                       const vb_wordmap *skip, vb_arena *out) {
  vb_wordmap_source source = {.table = VB_S("en/merge_words"),
                              .class_column = "class",
                              .class_name = class,
                              .word_columns = {"words"},
                              .value_column = "value",
                              .reading = reading,
                              .skip = skip};
  return vb_wordmap_load(lexicon, source, out);
}

vb_occasion_words vb_occasion_words_load(const vb_lexicon *lexicon, vb_arena *out) {
  vb_occasion_words words = {
      .function = load(lexicon, "function", VB_WORDMAP_NUMBER, NULL, out),
      .number = load(lexicon, "number", VB_WORDMAP_NUMBER, NULL, out),
      .ordinal = load(lexicon, "ordinal", VB_WORDMAP_NUMBER, NULL, out),
  };
  words.kind = load(lexicon, "occasion", VB_WORDMAP_KINDS, &words.function, out);
  words.subject = load(lexicon, "subject", VB_WORDMAP_KINDS, &words.function, out);
  return words;
}

/* Digits at the start of a word: "74" and "74th" give 74; -1 if there are none. */
static int leading_number(vb_str word) {
  ptrdiff_t n = 0;
  while (n < word.n && vb_is_digit(word.p[n])) n++;
  if (!n || word.n - n > 2) return -1;
  return vb_str_to_int(vb_str_slice(word, 0, n));
}

typedef struct {
  int ordinal, cardinal, year;
} numbers;

/* Reads a number at all.v[at]; returns how many words it takes, 0 if there is none.  Tens may be
 * followed by a unit: "seventy fourth". */
static ptrdiff_t read_number(const vb_occasion_words *words, vb_strs all, ptrdiff_t at,
                             numbers *found) {
  vb_str w = all.v[at];
  int value = leading_number(w);
  if (value >= 0) {
    bool plain = vb_is_digit(w.p[w.n - 1]);
    if (plain && value >= FIRST_YEAR && value <= LAST_YEAR)
      found->year = value;
    else if (plain)
      found->cardinal = value;
    else
      found->ordinal = value;
    return 1;
  }
  int tens = (int)vb_wordmap_get(&words->number, w);
  int unit = (int)vb_wordmap_get(&words->ordinal, w);
  if (unit) return found->ordinal = unit, 1;
  if (!tens) return 0;
  vb_str next = tens >= 20 && at + 1 < all.n ? all.v[at + 1] : (vb_str){"", 0};
  int ordinal = (int)vb_wordmap_get(&words->ordinal, next);
  int cardinal = (int)vb_wordmap_get(&words->number, next);
  if (ordinal && ordinal < 10) return found->ordinal = tens + ordinal, 2;
  if (cardinal && cardinal < 10) return found->cardinal = tens + cardinal, 2;
  return found->cardinal = tens, 1;
}

static uint64_t kinds_in(const vb_wordmap *map, vb_strs words) {
  uint64_t bits = 0;
  for (ptrdiff_t i = 0; i < words.n;) {
    ptrdiff_t n;
    bits |= vb_wordmap_match(map, words, i, &n);
    i += n ? n : 1;
  }
  return bits;
}

vb_occasion vb_occasion_read(const vb_occasion_words *words, vb_str text, vb_arena *out) {
  vb_occasion occasion = {0};
  vb_strs all = vb_wordmap_split(text, MAX_WORDS, out);
  numbers found = {0};
  for (ptrdiff_t i = 0; i < all.n;) {
    ptrdiff_t n = read_number(words, all, i, &found);
    if (!n && !vb_wordmap_get(&words->function, all.v[i]) && all.v[i].n > 1)
      *vb_push(out, &occasion.words) = all.v[i];
    i += n ? n : 1;
  }
  occasion.number = found.ordinal ? found.ordinal : found.cardinal;
  occasion.year = found.year;
  occasion.kinds = kinds_in(&words->kind, occasion.words);
  occasion.subjects = kinds_in(&words->subject, occasion.words);
  occasion.known = all.n > 0;
  return occasion;
}

bool vb_occasions_in_words(const vb_occasion *a, const vb_occasion *b) {
  ptrdiff_t shorter = a->words.n < b->words.n ? a->words.n : b->words.n;
  return shorter && vb_wordmap_shared(a->words, b->words) >= shorter;
}

static bool disjoint(uint64_t a, uint64_t b) { return a && b && !(a & b); }

vb_occasions_match vb_occasions_compare(const vb_occasion *a, const vb_occasion *b) {
  if (!a->known || !b->known) return VB_OCCASIONS_UNKNOWN;
  if (a->number && b->number && a->number != b->number) return VB_OCCASIONS_DIFFERENT;
  if (a->year && b->year && a->year != b->year) return VB_OCCASIONS_DIFFERENT;
  if (disjoint(a->kinds, b->kinds) || disjoint(a->subjects, b->subjects))
    return VB_OCCASIONS_DIFFERENT;
  if (a->kinds & b->kinds) return VB_OCCASIONS_SAME;
  ptrdiff_t shorter = a->words.n < b->words.n ? a->words.n : b->words.n;
  ptrdiff_t shared = vb_wordmap_shared(a->words, b->words);
  if (shared * 2 >= shorter && (shared || (a->number && b->number))) return VB_OCCASIONS_SAME;
  return VB_OCCASIONS_UNCLEAR;
}
