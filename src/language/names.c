#include "language/names.h"

#include "base/utf8.h"

enum { FUZZY_MIN = 5, FUZZY_MAX = 32 };

/* Notes what each phrase is, or begins. */
static void note(vb_wordmap *kind, const vb_wordmap *phrases, vb_name_word_is is) {
  for (ptrdiff_t i = 0; i <= phrases->mask; i++) {
    vb_str phrase = phrases->keys[i];
    if (!phrase.p) continue;
    if (is == VB_NAME_BEGINS_HONORIFIC) phrase = vb_str_cut(&phrase, ' ');
    vb_wordmap_add(kind, phrase, is);
  }
}

vb_name_words vb_name_words_load(const vb_lexicon *lexicon, vb_arena *out) {
  vb_wordmap_source honorifics = {.table = VB_S("en/honorifics"),
                                  .word_columns = {"honorific", "names"}};
  vb_wordmap_source source = {
      .table = VB_S("world/name_words"), .class_column = "kind", .word_columns = {"word"}};
  vb_name_words words = {.honorific = vb_wordmap_load(lexicon, honorifics, out)};
  source.class_name = "particle";
  vb_wordmap particle = vb_wordmap_load(lexicon, source, out);
  source.class_name = "patronymic";
  vb_wordmap patronymic = vb_wordmap_load(lexicon, source, out);
  source.class_name = "suffix";
  vb_wordmap suffix = vb_wordmap_load(lexicon, source, out);
  words.kind = vb_wordmap_new(words.honorific.n + particle.n + patronymic.n + suffix.n, out);
  note(&words.kind, &words.honorific, VB_NAME_BEGINS_HONORIFIC);
  note(&words.kind, &particle, VB_NAME_IS_PARTICLE);
  note(&words.kind, &patronymic, VB_NAME_IS_PATRONYMIC);
  note(&words.kind, &suffix, VB_NAME_IS_SUFFIX);
  vb_wordmap_source function = {.table = VB_S("en/merge_words"),
                                .class_column = "class",
                                .class_name = "function",
                                .word_columns = {"words"}};
  words.function = vb_wordmap_load(lexicon, function, out);
  function.class_name = "part";
  words.part = vb_wordmap_load(lexicon, function, out);
  return words;
}

/* Rule 3: a last word of the capitals I, V, X, behind a word that is not all capitals. */
static bool ends_in_numeral(vb_str name) {
  name = vb_str_trim(name);
  ptrdiff_t start = name.n;
  while (start > 0 &&
         (name.p[start - 1] == 'I' || name.p[start - 1] == 'V' || name.p[start - 1] == 'X'))
    start--;
  if (start == name.n || start < 2 || name.p[start - 1] != ' ') return false;
  return !vb_is_upper(name.p[start - 2]);
}

static vb_name_word_kind kind_of(const vb_name_words *words, vb_str word) {
  uint64_t is = vb_wordmap_get(&words->kind, word);
  if (is & VB_NAME_IS_PATRONYMIC) return VB_NAME_PATRONYMIC;
  if (is & VB_NAME_IS_PARTICLE) return VB_NAME_PARTICLE;
  return word.n == 1 ? VB_NAME_INITIAL : VB_NAME_CORE;
}

static bool is_ascii(vb_strs words) {
  for (ptrdiff_t i = 0; i < words.n; i++)
    for (ptrdiff_t k = 0; k < words.v[i].n; k++)
      if ((unsigned char)words.v[i].p[k] >= 0x80) return false;
  return true;
}

/* Takes honorifics off the front, as long as a name is left. */
static vb_strs without_honorifics(const vb_name_words *words, vb_strs all) {
  for (;;) {
    ptrdiff_t n;
    if (!all.n || !(vb_wordmap_get(&words->kind, all.v[0]) & VB_NAME_BEGINS_HONORIFIC)) return all;
    if (!vb_wordmap_match(&words->honorific, all, 0, &n) || n >= all.n) return all;
    all.v += n, all.n -= n;
  }
}

/* What names that agree have in common, so that most that differ are told apart at once. */
static void summarise(vb_name *name) {
  for (ptrdiff_t i = 0; i < name->words.n; i++) {
    vb_str word = name->words.v[i];
    bool counts = name->kind[i] == VB_NAME_CORE || name->kind[i] == VB_NAME_INITIAL;
    if (counts && word.n) name->initials |= (uint64_t)1 << ((unsigned char)word.p[0] & 63);
    for (ptrdiff_t k = 0; k < word.n; k++)
      name->letters += ((unsigned char)word.p[k] + 1u) * 2654435761u >> 8;
  }
}

vb_name vb_name_fold(const vb_name_words *words, vb_str text, vb_arena *out) {
  vb_name name = {.words = vb_wordmap_split(text, VB_NAME_WORDS + 4, out)};
  name.words = without_honorifics(words, name.words);
  if (name.words.n > VB_NAME_WORDS) name.words.n = VB_NAME_WORDS;
  vb_str last = name.words.n > 1 ? name.words.v[name.words.n - 1] : (vb_str){"", 0};
  if (last.n && (ends_in_numeral(text) || vb_wordmap_get(&words->kind, last) & VB_NAME_IS_SUFFIX)) {
    name.numeral = last;
    name.words.n--;
  }
  name.latin = is_ascii(name.words);
  for (ptrdiff_t i = 0; i < name.words.n; i++) {
    name.kind[i] = (int8_t)kind_of(words, name.words.v[i]);
    name.n_core += name.kind[i] == VB_NAME_CORE;
  }
  summarise(&name);
  return name;
}

static ptrdiff_t letters(vb_strs words) {
  ptrdiff_t n = 0;
  for (ptrdiff_t i = 0; i < words.n; i++) n += words.v[i].n;
  return n;
}

/* The same letters in a row when b's words start at `turn`. */
static bool same_letters_turned(vb_strs a, vb_strs b, ptrdiff_t turn) {
  ptrdiff_t i = 0, at = 0;
  for (ptrdiff_t k = 0; k < b.n; k++) {
    vb_str w = b.v[(k + turn) % b.n];
    for (ptrdiff_t j = 0; j < w.n; j++, at++) {
      while (at >= a.v[i].n) at = 0, i++;
      if (a.v[i].p[at] != w.p[j]) return false;
    }
  }
  return true;
}

static bool same_letters(vb_strs a, vb_strs b) {
  if (letters(a) != letters(b)) return false;
  for (ptrdiff_t turn = 0; turn < b.n; turn++)
    if (same_letters_turned(a, b, turn)) return true;
  for (ptrdiff_t turn = 1; turn < a.n; turn++)
    if (same_letters_turned(b, a, turn)) return true;
  return false;
}

/* Is b at most `edits` letters put in, left out or changed away from a?  For the one or two edits
 * that are asked for, most names are told apart within a few letters. */
static bool is_near(vb_str a, vb_str b, int edits) {
  while (a.n && b.n && a.p[0] == b.p[0]) a.p++, a.n--, b.p++, b.n--;
  if (!a.n || !b.n) return a.n + b.n <= edits;
  if (!edits) return false;
  vb_str a1 = {a.p + 1, a.n - 1}, b1 = {b.p + 1, b.n - 1};
  return is_near(a1, b1, edits - 1) || is_near(a1, b, edits - 1) || is_near(a, b1, edits - 1);
}

static bool is_vowel(char c) {
  return c == 'a' || c == 'e' || c == 'i' || c == 'o' || c == 'u' || c == 'y';
}

/* Position of the next consonant that is not the last one doubled. */
static ptrdiff_t next_consonant(vb_str word, ptrdiff_t i, char last) {
  while (i < word.n && (is_vowel(word.p[i]) || word.p[i] == last)) i++;
  return i;
}

/* The same consonants, three or more, doubled ones once: what transliterations from Arabic keep. */
static bool same_skeleton(vb_str a, vb_str b) {
  char last = 0;
  ptrdiff_t i = 0, j = 0;
  for (int n = 0;; n++, i++, j++) {
    i = next_consonant(a, i, last), j = next_consonant(b, j, last);
    if (i == a.n || j == b.n) return i == a.n && j == b.n && n >= 3;
    if (a.p[i] != b.p[j]) return false;
    last = a.p[i];
  }
}

static bool has_digit(vb_str word) {
  for (ptrdiff_t i = 0; i < word.n; i++)
    if (vb_is_digit(word.p[i])) return true;
  return false;
}

/* Chinese characters, Hangul, Kana: one more or another is another name, not another spelling. */
static bool is_cjk(vb_str word) {
  int len;
  return vb_utf8_is_cjk(vb_utf8_decode(word, 0, &len));
}

/* Rule 6.  Mario and Maria are two persons: a and o at the end are not a matter of spelling. */
static bool spelled_otherwise(vb_str a, vb_str b) {
  if (a.n < FUZZY_MIN || b.n < FUZZY_MIN || a.n > FUZZY_MAX || b.n > FUZZY_MAX) return false;
  if (has_digit(a) || has_digit(b) || is_cjk(a) || is_cjk(b)) return false;
  char x = a.p[a.n - 1], y = b.p[b.n - 1];
  if (a.p[0] != b.p[0] || (x != y && (x == 'a' || x == 'o') && (y == 'a' || y == 'o')))
    return false;
  ptrdiff_t longer = a.n > b.n ? a.n : b.n;
  return is_near(a, b, longer >= 8 ? 2 : 1) || same_skeleton(a, b);
}

static bool is_initial_of(vb_str initial, vb_str word) {
  return initial.n == 1 && word.n > 1 && initial.p[0] == word.p[0];
}

typedef enum { MATCH_EXACT, MATCH_INITIAL, MATCH_SPELLING } match_level;

/* At no level do words match that begin otherwise, or that are short and not of one length. */
static bool might_match(vb_str a, vb_str b) {
  if (!a.n || !b.n || a.p[0] != b.p[0]) return false;
  return a.n == b.n ? vb_str_eq(a, b) || a.n >= FUZZY_MIN
                    : a.n == 1 || b.n == 1 || (a.n >= FUZZY_MIN && b.n >= FUZZY_MIN);
}

static bool words_match(vb_str a, vb_str b, match_level level) {
  switch (level) {
  case MATCH_EXACT: return vb_str_eq(a, b);
  case MATCH_INITIAL: return is_initial_of(a, b) || is_initial_of(b, a);
  default: return spelled_otherwise(a, b);
  }
}

static bool counts(const vb_name *name, ptrdiff_t i) {
  return name->kind[i] == VB_NAME_CORE || name->kind[i] == VB_NAME_INITIAL;
}

static bool is_fathers(const vb_name *name, ptrdiff_t i) {
  return i > 0 && name->kind[i - 1] == VB_NAME_PATRONYMIC;
}

static bool has_patronymic(const vb_name *name) {
  for (ptrdiff_t i = 0; i < name->words.n; i++)
    if (name->kind[i] == VB_NAME_PATRONYMIC) return true;
  return false;
}

typedef struct {
  int exact, initial, spelling; /* words of the shorter name, by how they were found */
  bool all;                     /* each of its words was found */
} word_matches;

/* Has each word of s one of l that it might match?  Tells most names apart that differ. */
static bool words_might_match(const vb_name *s, const vb_name *l) {
  for (ptrdiff_t i = 0; i < s->words.n; i++) {
    bool might = !counts(s, i);
    for (ptrdiff_t k = 0; k < l->words.n && !might; k++)
      might = counts(l, k) && might_match(s->words.v[i], l->words.v[k]);
    if (!might) return false;
  }
  return true;
}

/* Each word of s takes a word of l that no other has: exact ones first. */
static word_matches match_words(const vb_name *s, const vb_name *l) {
  word_matches found = {0};
  bool taken[VB_NAME_WORDS] = {0}, done[VB_NAME_WORDS] = {0};
  int n = 0, *count[] = {&found.exact, &found.initial, &found.spelling};
  /* The father's name is the father's, unless one page left out the word that says so. */
  bool strict = s->n_core < 2 || (has_patronymic(s) && has_patronymic(l));
  for (match_level level = MATCH_EXACT; level <= MATCH_SPELLING; level++)
    for (ptrdiff_t i = 0; i < s->words.n; i++)
      for (ptrdiff_t k = 0; k < l->words.n && counts(s, i) && !done[i]; k++) {
        if (taken[k] || !counts(l, k) || !words_match(s->words.v[i], l->words.v[k], level))
          continue;
        if (strict && is_fathers(l, k) != is_fathers(s, i)) continue;
        taken[k] = done[i] = true;
        ++*count[level];
      }
  for (ptrdiff_t i = 0; i < s->words.n; i++) n += counts(s, i);
  found.all = n > 0 && found.exact + found.initial + found.spelling == n;
  return found;
}

/* Rules 5 and 6: is all of the shorter name in the longer? */
static vb_names_match compare_words(const vb_name *s, const vb_name *l) {
  if (!s->n_core) return VB_NAMES_UNCLEAR;
  if (s->initials & ~l->initials) return VB_NAMES_DIFFER; /* words match by their first letters */
  if (!words_might_match(s, l)) return VB_NAMES_DIFFER;
  word_matches found = match_words(s, l);
  if (!found.all || found.exact + found.spelling == 0) return VB_NAMES_DIFFER;
  return found.exact >= 2 && !found.initial && !found.spelling ? VB_NAMES_SAME : VB_NAMES_PART;
}

vb_names_match vb_names_compare(const vb_name *a, const vb_name *b) {
  if (!a->words.n || !b->words.n || a->latin != b->latin) return VB_NAMES_UNCLEAR;
  if (a->numeral.n && b->numeral.n && !vb_str_eq(a->numeral, b->numeral)) return VB_NAMES_DIFFER;
  if (a->letters == b->letters && same_letters(a->words, b->words)) return VB_NAMES_SAME;
  vb_names_match best = a->n_core <= b->n_core ? compare_words(a, b) : compare_words(b, a);
  if (a->n_core != b->n_core || best == VB_NAMES_SAME) return best;
  vb_names_match turned =
      compare_words(b, a); /* neither is the shorter: the order must not matter */
  return turned > best ? turned : best;
}
