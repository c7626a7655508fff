#include "language/time_lexer.h"

#include "base/utf8.h"

static char byte_at(const vb_time_lexer *l, ptrdiff_t i) {
  return i < l->text.n ? l->text.p[i] : '\0';
}

static bool is_word_byte(char c) { return vb_is_alpha(c) || (signed char)c < 0; }

/* White space; true if a paragraph ended in it. */
static bool skip_space(vb_time_lexer *l) {
  int lines = 0, len;
  if (byte_at(l, l->at) == ' ') l->at++;
  for (; l->at < l->text.n; l->at += len) {
    int32_t c = vb_utf8_decode(l->text, l->at, &len);
    if (!vb_utf8_is_blank(c)) break;
    lines += c == '\n';
  }
  return lines > 1;
}

/* Length of an apostrophe, ASCII or typographic; 0 if there is none. */
static int apostrophe(const vb_time_lexer *l, ptrdiff_t i) {
  if (byte_at(l, i) == '\'') return 1;
  return byte_at(l, i) == '\xE2' && byte_at(l, i + 1) == '\x80' && byte_at(l, i + 2) == '\x99' ? 3
                                                                                               : 0;
}

/* General punctuation, U+2000 to U+206F: dashes count as '-', the rest as a mark of its own. */
static bool read_typography(vb_time_lexer *l, vb_time_token *t) {
  if (byte_at(l, l->at) != '\xE2' || byte_at(l, l->at + 1) != '\x80') return false;
  unsigned char third = (unsigned char)byte_at(l, l->at + 2);
  t->class = VB_TW_MARK;
  t->value = third >= 0x90 && third <= 0x95 ? '-' : '"';
  l->at += l->at + 3 <= l->text.n ? 3 : 2;
  return true;
}

static void read_digits(vb_time_lexer *l, vb_time_token *t);

/* '80s */
static bool read_short_decade(vb_time_lexer *l, vb_time_token *t) {
  ptrdiff_t start = l->at;
  int quote = apostrophe(l, start);
  if (!quote || !vb_is_digit(byte_at(l, start + quote))) return false;
  l->at += quote;
  read_digits(l, t);
  if (t->class == VB_TW_DECADE) return t->care = false, true;
  *t = (vb_time_token){.span = t->span, .glued = t->glued};
  return l->at = start, false;
}

static bool read_possessive(vb_time_lexer *l, vb_time_token *t) {
  int n = apostrophe(l, l->at);
  if (!n || vb_to_lower(byte_at(l, l->at + n)) != 's' || is_word_byte(byte_at(l, l->at + n + 1)))
    return false;
  t->class = VB_TW_POSSESSIVE;
  l->at += n + 1;
  return true;
}

/* The end of a word: letters, digits, bytes of other scripts; not U+2000 on nor U+00A0. */
static ptrdiff_t word_end(const vb_time_lexer *l, ptrdiff_t i) {
  for (;; i++) {
    while (vb_is_alpha(byte_at(l, i)) || vb_is_digit(byte_at(l, i))) i++;
    char c = byte_at(l, i);
    if ((signed char)c >= 0) return i;
    if (c == '\xE2' && byte_at(l, i + 1) == '\x80') return i;
    if (c == '\xC2' && byte_at(l, i + 1) == '\xA0') return i;
  }
}

/* The end of letters with points, "a.m.", "U.S"; i if there are none. */
static ptrdiff_t dotted_end(const vb_time_lexer *l, ptrdiff_t i) {
  ptrdiff_t end = i;
  for (ptrdiff_t k = i; vb_is_alpha(byte_at(l, k)); k += 2) {
    if (byte_at(l, k + 1) != '.') {
      if (end > i && !is_word_byte(byte_at(l, k + 1))) return k + 1;
      break;
    }
    end = k + 2;
  }
  return end > i + 2 ? end : i;
}

/* Does an unknown word end as verbs of the past do? */
static inline bool ends_past(vb_str word) {
  return word.n > 2 && word.p[word.n - 1] == 'd' && word.p[word.n - 2] == 'e' &&
         !vb_is_upper(word.p[0]);
}

/* The token that read_token has begun is completed by what its word says; NULL: nothing. */
static inline void say(vb_time_token *t, vb_str word, const vb_time_token *said) {
  if (said) {
    vb_time_token begun = *t;
    *t = *said;
    t->glued = begun.glued, t->span = begun.span;
  } else {
    t->class = VB_TW_OTHER;
    t->verb = ends_past(word) ? -1 : 0;
  }
  t->capital = vb_is_upper(word.p[0]);
}

static void read_word(vb_time_lexer *l, vb_time_token *t) {
  ptrdiff_t start = l->at, end = word_end(l, start);
  bool dotted = end == start + 1 && byte_at(l, end) == '.';
  ptrdiff_t points = dotted ? dotted_end(l, start) : start;
  if (points > start) end = points;
  vb_str word = {l->text.p + start, end - start};
  l->at = end;
  say(t, word, vb_time_word(l->grammar, word));
}

/* Is the ending of digits at i this, of two letters, and then no more letters? */
static bool ends_with(const vb_time_lexer *l, ptrdiff_t i, const char ending[2]) {
  if (vb_to_lower(byte_at(l, i)) != ending[0] || vb_to_lower(byte_at(l, i + 1)) != ending[1])
    return false;
  return !is_word_byte(byte_at(l, i + 2)) && !vb_is_digit(byte_at(l, i + 2));
}

/* An s, and then no more letters? */
static bool ends_in_s(const vb_time_lexer *l, ptrdiff_t i) {
  if (vb_to_lower(byte_at(l, i)) != 's') return false;
  return !is_word_byte(byte_at(l, i + 1)) && !vb_is_digit(byte_at(l, i + 1));
}

/* Two numbers of two digits at most, with points before them: ".12.21". */
static bool is_dotted_date(const vb_time_lexer *l, ptrdiff_t i) {
  for (int part = 0; part < 2; part++) {
    if (byte_at(l, i++) != '.' || !vb_is_digit(byte_at(l, i++))) return false;
    i += vb_is_digit(byte_at(l, i));
  }
  return !vb_is_digit(byte_at(l, i));
}

static void read_digits(vb_time_lexer *l, vb_time_token *t) {
  ptrdiff_t i = l->at;
  t->class = VB_TW_DIGITS;
  for (; vb_is_digit(byte_at(l, i)); i++, t->n_digits++)
    if (t->n_digits < 7) t->value = t->value * 10 + (byte_at(l, i) - '0');
  ptrdiff_t digits = i;
  /* 1,200 and 2.5 are no years and no days; 2011.12.21 is one */
  bool part = l->at > 1 && l->text.p[l->at - 1] == '.' && vb_is_digit(l->text.p[l->at - 2]);
  while (!part && (byte_at(l, i) == ',' || byte_at(l, i) == '.') &&
         vb_is_digit(byte_at(l, i + 1)) && !is_dotted_date(l, i)) {
    bool thousands = byte_at(l, i) == ',';
    if (thousands && !(vb_is_digit(byte_at(l, i + 2)) && vb_is_digit(byte_at(l, i + 3)))) break;
    for (i++; vb_is_digit(byte_at(l, i)); i++) continue;
  }
  if (i != digits) t->n_digits = 9, t->class = VB_TW_NUMBER, t->value = 0;
  static const char *const ordinals[] = {"st", "nd", "rd", "th"};
  for (int k = 0; k < 4; k++)
    if (ends_with(l, i, ordinals[k])) t->class = VB_TW_ORDINAL, i += 2;
  int quote = apostrophe(l, i);
  if (t->n_digits == 4 && i == digits && ends_in_s(l, i + quote))
    t->class = VB_TW_DECADE, i += quote + 1;
  if (t->n_digits == 2 && i == digits && t->value >= 20 && ends_in_s(l, i))
    t->class = VB_TW_DECADE, t->value += 1900, t->care = true, i++;
  bool meridiem = ends_with(l, i, "am") || ends_with(l, i, "pm");
  if (is_word_byte(byte_at(l, i)) && !meridiem && byte_at(l, i) != '\xE2' &&
      !(byte_at(l, i) == '\xC2' && byte_at(l, i + 1) == '\xA0')) {
    t->class = VB_TW_OTHER;
    while (is_word_byte(byte_at(l, i)) || vb_is_digit(byte_at(l, i))) i++;
  }
  l->at = i;
}

/* Is the word or mark plain, and nothing but a blank before it? */
static inline bool is_next_plain(const vb_time_lexer *l, const vb_token *word) {
  ptrdiff_t start = word->span.start;
  return word->plain && (start == l->at || (start == l->at + 1 && l->text.p[l->at] == ' '));
}

/* The next word, if it is plain; else NULL. */
static const vb_token *next_plain(vb_time_lexer *l) {
  while (l->next < l->words.n && l->words.v[l->next].span.start < l->at) l->next++;
  if (l->next == l->words.n) return NULL;
  const vb_token *word = &l->words.v[l->next];
  return is_next_plain(l, word) ? word : NULL;
}

static inline void take_plain(vb_time_lexer *l, const vb_token *word) {
  vb_time_token *t = &l->ring[l->end++ & (VB_TIME_RING - 1)];
  *t = (vb_time_token){.span = word->span, .glued = word->span.start == l->at};
  l->at = word->span.end;
  l->next++;
  if (word->kind == VB_TOKEN_PUNCT)
    t->class = VB_TW_MARK, t->value = (unsigned char)word->text.p[0];
  else
    say(t, word->text, vb_time_word_of(l->grammar, word));
}

static void read_token(vb_time_lexer *l, vb_time_token *t) {
  ptrdiff_t before = l->at;
  bool paragraph = skip_space(l);
  *t = (vb_time_token){.span = {l->at, l->at}, .glued = l->at == before};
  if (paragraph || l->at >= l->text.n) return;
  char c = byte_at(l, l->at);
  if (vb_is_alpha(c)) {
    read_word(l, t);
  } else if (read_short_decade(l, t) || read_possessive(l, t) || read_typography(l, t)) {
  } else if (is_word_byte(c)) {
    read_word(l, t);
  } else if (vb_is_digit(c)) {
    read_digits(l, t);
  } else {
    t->class = VB_TW_MARK;
    t->value = (unsigned char)c;
    l->at++;
  }
  t->span.end = l->at;
}

vb_time_lexer vb_time_lexer_begin(const vb_time_grammar *grammar, vb_str text, vb_tokens words) {
  return (vb_time_lexer){.grammar = grammar, .text = text, .words = words};
}

/* Does "the" stand before a word that begins no expression either? */
static bool is_before_other(const vb_time_lexer *l, const vb_token *the) {
  const vb_token *next = the + 1;
  if (next == l->words.v + l->words.n || !next->plain || next->kind != VB_TOKEN_WORD) return false;
  if (next->span.start != the->span.end + 1 || l->text.p[the->span.end] != ' ') return false;
  const vb_time_token *said = vb_time_word_of(l->grammar, next);
  return !said || vb_time_never_begins(said->class);
}

/* Does the plain word or mark begin no expression, and move no tense? */
static inline bool is_passed(const vb_time_lexer *l, const vb_token *word) {
  if (word->kind == VB_TOKEN_PUNCT) return word->text.p[0] != '.';
  switch (vb_time_passes(l->grammar, word)) {
  case VB_TIME_UNKNOWN: return !ends_past(word->text);
  case VB_TIME_PASSED: return true;
  case VB_TIME_PASSED_BEFORE_OTHER: return is_before_other(l, word);
  default: return false;
  }
}

/* Only the last of them are put down: rules look no further back. */
void vb_time_pass(vb_time_lexer *l) {
  if (l->head != l->end) return;
  ptrdiff_t before = l->at;
  const vb_token *first = next_plain(l), *word = first;
  if (!first) return;
  const vb_token *end = l->words.v + l->words.n;
  while (word < end && is_next_plain(l, word) && is_passed(l, word)) l->at = word++->span.end;
  if (word == first) return;
  const vb_token *last = word - first > VB_TIME_BEHIND ? word - VB_TIME_BEHIND : first;
  l->at = last > first ? last[-1].span.end : before;
  l->next += last - first;
  l->end += last - first;
  while (last < word) take_plain(l, last++);
  l->head = l->end;
}

const vb_time_token *vb_time_read(vb_time_lexer *l, ptrdiff_t i) {
  static const vb_time_token none = {0};
  if (i < 0) return &none;
  while (l->end <= i) {
    const vb_token *plain = next_plain(l);
    if (plain)
      take_plain(l, plain);
    else
      read_token(l, &l->ring[l->end++ & (VB_TIME_RING - 1)]);
  }
  return &l->ring[i & (VB_TIME_RING - 1)];
}
