#define XXH_INLINE_ALL /* words are short: a call would cost as much as the hash */
#include <xxhash.h>

#include "base/utf8.h"
#include "language/folded.h"

enum { NEAR_BYTES = 64, LITTLE_ENDIAN_BYTES = __BYTE_ORDER__ == __ORDER_LITTLE_ENDIAN__ };
enum { OTHER, LETTER, DIGIT, APOSTROPHE, POINT, COMMA, BRACKET, FAR, PERCENT };

/* What a byte is; FAR: a character of several bytes begins or goes on. */
static const uint8_t KINDS[256] = {
    /* clang-format off: 32 characters a line */
    0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0,
    0, 0, 0, 0, 0, 8, 0, 3, 0, 0, 0, 0, 5, 0, 4, 0, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2, 0, 0, 0, 0, 0, 0,
    0, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 6, 0, 6, 0, 0,
    0, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 0, 0, 0, 0, 0,
    7, 7, 7, 7, 7, 7, 7, 7, 7, 7, 7, 7, 7, 7, 7, 7, 7, 7, 7, 7, 7, 7, 7, 7, 7, 7, 7, 7, 7, 7, 7, 7,
    7, 7, 7, 7, 7, 7, 7, 7, 7, 7, 7, 7, 7, 7, 7, 7, 7, 7, 7, 7, 7, 7, 7, 7, 7, 7, 7, 7, 7, 7, 7, 7,
    7, 7, 7, 7, 7, 7, 7, 7, 7, 7, 7, 7, 7, 7, 7, 7, 7, 7, 7, 7, 7, 7, 7, 7, 7, 7, 7, 7, 7, 7, 7, 7,
    7, 7, 7, 7, 7, 7, 7, 7, 7, 7, 7, 7, 7, 7, 7, 7, 7, 7, 7, 7, 7, 7, 7, 7, 7, 7, 7, 7, 7, 7, 7, 7,
    /* clang-format on */
};

/* By kind: letters and digits; the bit that makes a letter small. */
static const bool PLAIN[] = {[LETTER] = true, [DIGIT] = true, [PERCENT] = false};
static const char LOWER[] = {[LETTER] = 32, [DIGIT] = 0, [PERCENT] = 0};

uint64_t vb_folded_hash(vb_str folded) { return XXH3_64bits(folded.p, (size_t)folded.n); }

static int kind_at(vb_str s, ptrdiff_t at) {
  return at < s.n ? KINDS[(unsigned char)s.p[at]] : OTHER;
}

static bool is_typographic_apostrophe(vb_str s, ptrdiff_t at) {
  return at + 2 < s.n && !memcmp(s.p + at, "\xE2\x80\x99", 3);
}

/* Has no width and parts no word: soft hyphen, joiners. */
static bool is_invisible(int32_t c) {
  return c == 0xAD || (c >= 0x200B && c <= 0x200D) || c == 0x2060 || c == 0xFEFF;
}

/* What the character at `at` is inside a word, with its length in bytes. */
static int kind_of(vb_str s, ptrdiff_t at, int *len) {
  *len = 1;
  if (at >= s.n) return OTHER;
  int kind = KINDS[(unsigned char)s.p[at]];
  if (kind != FAR) return kind;
  int32_t c = vb_utf8_decode(s, at, len);
  if (c == 0x2019 || c == 0x2BC || c == 0x2018) return APOSTROPHE;
  if (c >= 0xFF10 && c <= 0xFF19) return DIGIT;
  return !vb_utf8_is_cjk(c) && vb_utf8_is_letter(c) ? LETTER : OTHER;
}

/* May a mark of this kind stand inside a word, between these two? */
static bool joins(int kind, int before, int after) {
  switch (kind) {
  case APOSTROPHE: return after == LETTER || after == DIGIT;
  case COMMA: return before == DIGIT && after == DIGIT;
  case PERCENT: return before == DIGIT;
  case BRACKET: return before == LETTER && after == LETTER;
  default: return false;
  }
}

/* Is the letter at `at` alone between points or the word's start, as in U.S.? */
static bool is_initial(vb_str s, ptrdiff_t word, ptrdiff_t at) {
  return at == word || s.p[at - 1] == '.';
}

/* A point at `at`, behind a letter or a digit: 3.5, U.S; and the last one of U.S. */
static bool point_joins(vb_str s, ptrdiff_t word, ptrdiff_t at, int before) {
  int len, after = kind_of(s, at + 1, &len);
  if (before == DIGIT) return after == DIGIT;
  if (before != LETTER || !is_initial(s, word, at - 1)) return false;
  if (after != LETTER) return at - 1 > word; /* the last point */
  int beyond = kind_at(s, at + 1 + len);     /* "J.Smith" is two words, "J.S" one */
  return beyond != LETTER && beyond != DIGIT;
}

/* The end of a word that may hold any characters. */
static ptrdiff_t far_end(vb_str s, ptrdiff_t word) {
  ptrdiff_t at = word;
  int before = OTHER, len, next_len;
  while (at < s.n && at - word < VB_FOLDED_WORD_BYTES - 8) {
    int kind = kind_of(s, at, &len);
    if (kind == LETTER || kind == DIGIT) {
      before = kind;
    } else if (kind == POINT) {
      if (!point_joins(s, word, at, before)) break;
      before = POINT;
    } else if (len > 1 && is_invisible(vb_utf8_decode(s, at, &next_len))) {
      /* the letter before it is still the letter before */
    } else if (!joins(kind, before, kind_of(s, at + len, &next_len))) {
      break;
    } else if (kind == PERCENT) {
      before = PERCENT;
    }
    at += len;
  }
  return at;
}

static bool is_dropped(char c) { return c == '.' || c == ',' || c == '[' || c == ']'; }

/* Points of abbreviations, commas and brackets; the point of a decimal number stays. */
static vb_str drop_marks(vb_str folded, vb_arena *out) {
  char *to = vb_arena_alloc_raw(out, 1, 1, folded.n);
  ptrdiff_t n = 0;
  for (ptrdiff_t i = 0; i < folded.n; i++) {
    bool decimal = folded.p[i] == '.' && i && vb_is_digit(folded.p[i - 1]);
    if (!is_dropped(folded.p[i]) || decimal) to[n++] = folded.p[i];
  }
  return (vb_str){to, n};
}

vb_str vb_folded_word_fold(vb_str text, const vb_folded_word *word, vb_arena *out) {
  return drop_marks(vb_utf8_fold(out, vb_folded_word_text(text, word)), out);
}

static void finish(vb_folded_word *word, vb_str text, ptrdiff_t end) {
  word->length = (uint16_t)(end - word->start);
  if (text.p[end - 1] == '.') word->flags |= VB_FOLDED_POINTED;
}

static void far_word(vb_folded_word *word, vb_str text, vb_arena scratch) {
  int len, kind = kind_of(text, word->start, &len);
  finish(word, text, far_end(text, word->start));
  if (kind == DIGIT) word->flags |= VB_FOLDED_NUMBER;
  if (vb_utf8_is_upper(vb_utf8_decode(text, word->start, &len))) word->flags |= VB_FOLDED_CAPITAL;
  word->hash = vb_folded_hash(vb_folded_word_fold(text, word, &scratch));
}

/* Takes letters eight at a time, made small; the bytes behind them in `to` are of no matter.
 * Returns how many; it may stop early. */
static ptrdiff_t take_letters(vb_str text, ptrdiff_t at, char *to, ptrdiff_t room) {
  const uint64_t ones = 0x0101010101010101u, tops = ones * 0x80;
  ptrdiff_t taken = 0;
  while (LITTLE_ENDIAN_BYTES && at + taken + 8 <= text.n && taken + 8 <= room) {
    uint64_t eight, small;
    memcpy(&eight, text.p + at + taken, 8);
    small = eight | ones * 0x20; /* makes a letter small, and a letter of nothing else */
    uint64_t low = small & ~tops;
    uint64_t letters = (low + ones * (0x80 - 'a')) & ~(low + ones * (0x7F - 'z')) & ~eight & tops;
    memcpy(to + taken, &small, 8);
    if (letters != tops) return taken + __builtin_ctzll(letters ^ tops) / 8;
    taken += 8;
  }
  return taken;
}

typedef enum { WORD_ENDS, WORD_GOES_ON, WORD_IS_FAR } mark_kind;

/* A mark at *at inside or behind a word; *at moves to its last byte where the word goes on. */
static mark_kind near_mark(vb_str text, ptrdiff_t word, ptrdiff_t *at, int kind, int before) {
  ptrdiff_t len = 1;
  if (kind == FAR) {
    if (!is_typographic_apostrophe(text, *at)) {
      int bytes; /* a dash or a quotation mark ends the word */
      int32_t c = vb_utf8_decode(text, *at, &bytes);
      bool mark = c >= 0x2010 && c <= 0x205E && !is_invisible(c) && c != 0x2018;
      return mark ? WORD_ENDS : WORD_IS_FAR;
    }
    kind = APOSTROPHE;
    len = 3;
  }
  int after = kind_at(text, *at + len);
  if (after == FAR) return WORD_IS_FAR;
  if (kind == POINT) {
    if (!point_joins(text, word, *at, before)) return WORD_ENDS;
    return before == DIGIT ? WORD_IS_FAR : WORD_GOES_ON; /* decimals are rare */
  }
  if (!joins(kind, before, after)) return WORD_ENDS;
  *at += len - 1;
  return WORD_GOES_ON;
}

/* Most words: ASCII, up to NEAR_BYTES of it.  False: it is not one of those. */
static bool near_word(vb_folded_word *word, vb_str text) {
  char folded[NEAR_BYTES + 1];
  ptrdiff_t n = 0, at = word->start;
  for (int before = OTHER; at < text.n; at++) {
    int kind = OTHER;
    ptrdiff_t taken = take_letters(text, at, folded + n, NEAR_BYTES - n);
    at += taken;
    n += taken;
    ptrdiff_t limit = at + NEAR_BYTES - n < text.n ? at + NEAR_BYTES - n : text.n;
    for (; at < limit && PLAIN[kind = KINDS[(unsigned char)text.p[at]]]; at++)
      folded[n++] = (char)(text.p[at] | LOWER[kind]);
    if (at == limit && at < text.n) return false;
    if (at == text.n || kind == OTHER) break;
    if (PLAIN[kind_at(text, at - 1)]) before = kind_at(text, at - 1);
    bool apostrophe = kind == APOSTROPHE || kind == FAR;
    mark_kind mark = near_mark(text, word->start, &at, kind, before);
    if (mark == WORD_IS_FAR) return false;
    if (mark == WORD_ENDS) break;
    if (apostrophe) folded[n++] = '\'';
    if (kind == PERCENT) folded[n++] = '%';
    if (kind == POINT || kind == PERCENT) before = kind;
  }
  if (kind_at(text, word->start) == DIGIT) word->flags |= VB_FOLDED_NUMBER;
  if (vb_is_upper(text.p[word->start])) word->flags |= VB_FOLDED_CAPITAL;
  word->hash = vb_folded_hash((vb_str){folded, n});
  finish(word, text, at);
  return true;
}

/* A sign of a script without blanks; false: the character is none. */
static bool sign_word(vb_folded_word *word, vb_str text, vb_arena scratch) {
  int len;
  if (!vb_utf8_is_cjk(vb_utf8_decode(text, word->start, &len))) return false;
  word->length = (uint16_t)len;
  word->flags = VB_FOLDED_SIGN;
  word->hash = vb_folded_hash(vb_utf8_fold(&scratch, vb_folded_word_text(text, word)));
  return true;
}

/* CJK scripts have punctuation among their signs' code points: ideographic comma, brackets. */
static bool is_cjk_mark(int32_t c) {
  return (c >= 0x3000 && c <= 0x3004) || (c >= 0x3007 && c <= 0x3020) || c == 0x30FB;
}

vb_folded_words vb_folded_words_make(vb_str text, vb_arena *out, vb_arena scratch) {
  vb_folded_words words = {0};
  if (text.n > UINT32_MAX) text.n = UINT32_MAX;
  for (ptrdiff_t at = 0; at < text.n;) {
    int kind = KINDS[(unsigned char)text.p[at]];
    vb_folded_word word = {.start = (uint32_t)at};
    if (kind == FAR) {
      int len;
      int32_t c = vb_utf8_decode(text, at, &len);
      bool letter = kind_of(text, at, &len) == LETTER || kind_of(text, at, &len) == DIGIT;
      if (is_cjk_mark(c) || (!letter && !vb_utf8_is_cjk(c))) {
        at += len;
        continue;
      }
      if (!sign_word(&word, text, scratch)) far_word(&word, text, scratch);
    } else if (kind == LETTER || kind == DIGIT) {
      if (!near_word(&word, text)) {
        word.flags = 0;
        far_word(&word, text, scratch);
      }
    } else {
      at++;
      continue;
    }
    at = vb_folded_word_end(&word);
    *vb_push(out, &words) = word;
  }
  return words;
}

ptrdiff_t vb_folded_word_at(vb_folded_words words, ptrdiff_t byte) {
  ptrdiff_t low = 0, high = words.n;
  while (low < high) {
    ptrdiff_t middle = (low + high) / 2;
    if ((ptrdiff_t)words.v[middle].start < byte)
      low = middle + 1;
    else
      high = middle;
  }
  return low;
}
