#include "language/time_words.h"

#include <stdlib.h>
#include <string.h>

enum { SLOTS = 2048, WORDS = 512, LONGEST = 15 };

/* How vb_time_pass goes over a word; of those that no row has, over all but verbs of the past. */
enum { UNKNOWN, PASSED, PASSED_BEFORE_OTHER, STOPPED_AT };

/* By the hash of the folded word, as tokens.h has it, with points dropped. */
struct vb_time_grammar {
  bool joins[256];            /* ASCII letters and digits */
  uint64_t hashes[SLOTS];     /* 0: free */
  vb_time_token words[SLOTS]; /* class, value, text, care, abbreviated, plural */
  ptrdiff_t n;
  vb_vocabulary *vocabulary; /* says of tokens which slot is theirs; NULL: there are none */
};

static const struct {
  const char *name;
  vb_time_class class;
} class_names[] = {{"weekday", VB_TW_WEEKDAY},
                   {"weekdays", VB_TW_WEEKDAYS},
                   {"unit", VB_TW_UNIT},
                   {"units", VB_TW_UNITS},
                   {"number", VB_TW_NUMBER},
                   {"ordinal", VB_TW_ORDINAL},
                   {"season", VB_TW_SEASON},
                   {"part", VB_TW_PART},
                   {"clock", VB_TW_CLOCK},
                   {"day", VB_TW_DAY},
                   {"tonight", VB_TW_TONIGHT},
                   {"ref", VB_TW_REF},
                   {"recent", VB_TW_RECENT},
                   {"deictic", VB_TW_DEICTIC},
                   {"span", VB_TW_SPAN},
                   {"bound", VB_TW_BOUND},
                   {"ago", VB_TW_AGO},
                   {"every", VB_TW_EVERY},
                   {"set", VB_TW_SET},
                   {"article", VB_TW_ARTICLE},
                   {"the", VB_TW_THE},
                   {"of", VB_TW_OF},
                   {"and", VB_TW_AND},
                   {"to", VB_TW_TO},
                   {"in", VB_TW_IN},
                   {"on", VB_TW_ON},
                   {"for", VB_TW_FOR},
                   {"few", VB_TW_FEW},
                   {"half", VB_TW_HALF},
                   {"more", VB_TW_MORE},
                   {"fiscal", VB_TW_FISCAL},
                   {"meridiem", VB_TW_MERIDIEM},
                   {"zone", VB_TW_ZONE},
                   {"holiday", VB_TW_HOLIDAY},
                   {"era", VB_TW_ERA},
                   {"bc", VB_TW_BC},
                   {"ad", VB_TW_AD},
                   {"period", VB_TW_PERIOD},
                   {"be", VB_TW_BE},
                   {"kind", VB_TW_KIND},
                   {"numbered", VB_TW_NUMBERED},
                   {"times", VB_TW_TIMES},
                   {"decade", VB_TW_DECADE},
                   {"counted", VB_TW_COUNTED},
                   {"old", VB_TW_OLD},
                   {"latest", VB_TW_LATEST},
                   {"tense", VB_TW_TENSE}};

static int class_named(vb_str name) {
  for (size_t i = 0; i < sizeof class_names / sizeof *class_names; i++)
    if (vb_str_eq(vb_str_from(class_names[i].name), name)) return class_names[i].class;
  return -1;
}

/* The word's slot, or the free one where it would be. */
static ptrdiff_t find(const vb_time_grammar *grammar, uint64_t hash) {
  ptrdiff_t i = (ptrdiff_t)(hash % SLOTS);
  while (grammar->hashes[i] && grammar->hashes[i] != hash) i = (i + 1) % SLOTS;
  return i;
}

/* Small letters, without points; its length, or -1 if it is longer than any, or not ASCII. */
static int fold(vb_str word, char folded[LONGEST]) {
  int n = 0;
  for (ptrdiff_t i = 0; i < word.n; i++) {
    if (word.p[i] == '.') continue;
    if (n == LONGEST || (signed char)word.p[i] < 0) return -1;
    folded[n++] = vb_to_lower(word.p[i]);
  }
  return n;
}

static uint8_t passing(const vb_time_token *t) {
  if (t->class == VB_TW_THE) return PASSED_BEFORE_OTHER;
  bool tells = t->verb || t->class == VB_TW_BE;
  return vb_time_never_begins((vb_time_class)t->class) && !tells ? PASSED : STOPPED_AT;
}

/* The first row of a word stays. */
static int add_word(vb_time_grammar *grammar, vb_str word, vb_time_token token, vb_error *error) {
  char folded[LONGEST];
  int n = fold(word, folded);
  if (n < 0) return vb_fail(error, VB_BAD_INPUT, "time words: '%.*s' is too long", VB_ARG(word));
  if (!n || grammar->n >= WORDS)
    return n ? vb_fail(error, VB_BAD_INPUT, "time words: more than %d", WORDS) : VB_OK;
  uint64_t hash = vb_str_hash((vb_str){folded, n});
  ptrdiff_t i = find(grammar, hash);
  if (grammar->hashes[i]) return VB_OK;
  grammar->hashes[i] = hash;
  grammar->words[i] = token;
  grammar->n++;
  if (!grammar->vocabulary) return VB_OK;
  vb_word *known = vb_vocabulary_enter(grammar->vocabulary, hash);
  known->time = (uint16_t)(i + 1);
  known->time_passes = passing(&token);
  return VB_OK;
}

/* "3", "-1", a unit's letter, or nothing: the number that the grammar computes with. */
static int value_of(vb_str value, int class) {
  if (!value.n) return 0;
  if (class == VB_TW_UNIT || class == VB_TW_UNITS)
    return value.n == 2 ? VB_TIME_UNIT + value.p[1] : value.p[0];
  bool negative = value.p[0] == '-';
  int number = vb_str_to_int(negative ? vb_str_slice(value, 1, value.n) : value);
  return number < 0 ? 0 : negative ? -number : number;
}

static int add_row(vb_time_grammar *grammar, const vb_table *table, ptrdiff_t row,
                   vb_error *error) {
  vb_str words = vb_table_field(table, row, vb_table_column(table, "words"));
  vb_str name = vb_table_field(table, row, vb_table_column(table, "class"));
  vb_str value = vb_table_field(table, row, vb_table_column(table, "value"));
  vb_str care = vb_table_field(table, row, vb_table_column(table, "care"));
  int class = class_named(name);
  if (class < 0)
    return vb_fail(error, VB_BAD_INPUT, "%.*s: line %d: no class of time words is called '%.*s'",
                   VB_ARG(vb_table_file(table, row)), (int)vb_table_line(table, row), VB_ARG(name));
  vb_time_token token = {.class = (uint8_t) class,
                         .value = value_of(value, class),
                         .text = value,
                         .care = care.n > 0,
                         .abbreviated = vb_str_eq(care, VB_S("abbr")),
                         .plural = class == VB_TW_UNITS,
                         .verb = class == VB_TW_TENSE ? (int8_t)value_of(value, class) : 0};
  int bad = VB_OK;
  while (words.p && !bad) bad = add_word(grammar, vb_alternative_next(&words), token, error);
  return bad;
}

static int add_months(vb_time_grammar *grammar, const vb_table *table, vb_error *error) {
  int bad = VB_OK;
  for (ptrdiff_t row = 0; table && row < table->n_rows && !bad; row++) {
    vb_str names = vb_table_field(table, row, vb_table_column(table, "names"));
    int month = vb_str_to_int(vb_table_field(table, row, vb_table_column(table, "month")));
    bool care = vb_table_field(table, row, vb_table_column(table, "care")).n > 0;
    if (month < 1 || month > 12)
      return vb_fail(error, VB_BAD_INPUT, "%.*s: line %d: no month",
                     VB_ARG(vb_table_file(table, row)), (int)vb_table_line(table, row));
    for (bool first = true; names.p && !bad; first = false) {
      vb_time_token token = {
          .class = VB_TW_MONTH, .value = month, .care = care && first, .abbreviated = !first};
      bad = add_word(grammar, vb_alternative_next(&names), token, error);
    }
  }
  return bad;
}

int vb_time_grammar_open(vb_time_grammar **out, const vb_lexicon *lexicon,
                         vb_vocabulary *vocabulary, vb_error *error) {
  *out = NULL;
  vb_time_grammar *grammar = calloc(1, sizeof *grammar);
  if (!grammar) return vb_fail(error, VB_MEMORY, "time words: out of memory");
  grammar->vocabulary = vocabulary;
  for (int c = 0; c < 128; c++) grammar->joins[c] = vb_is_alpha((char)c) || vb_is_digit((char)c);
  const vb_table *words = vb_lexicon_table(lexicon, VB_S("en/time"));
  int bad = add_months(grammar, vb_lexicon_table(lexicon, VB_S("en/months")), error);
  for (ptrdiff_t row = 0; words && row < words->n_rows && !bad; row++)
    bad = add_row(grammar, words, row, error);
  if (bad)
    vb_time_grammar_close(grammar);
  else
    *out = grammar;
  return bad;
}

void vb_time_grammar_close(vb_time_grammar *grammar) { free(grammar); }

/* ---- the lexer ---- */

static char byte_at(const vb_time_lexer *l, ptrdiff_t i) {
  return i < l->text.n ? l->text.p[i] : '\0';
}

static bool is_word_byte(char c) { return vb_is_alpha(c) || (signed char)c < 0; }

/* White space, U+00A0 too; true if a paragraph ended in it. */
static bool skip_space(vb_time_lexer *l) {
  int lines = 0;
  if (byte_at(l, l->at) == ' ') l->at++;
  for (;; l->at++) {
    char c = byte_at(l, l->at);
    if (c == '\n' && l->at < l->text.n)
      lines++;
    else if (c == '\xC2' && byte_at(l, l->at + 1) == '\xA0')
      l->at++;
    else if (!vb_is_space(c))
      return lines > 1;
  }
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

/* '80s */
static void read_digits(vb_time_lexer *l, vb_time_token *t);
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
  const bool *joins = l->grammar->joins;
  for (;; i++) {
    while (i < l->text.n && joins[(unsigned char)l->text.p[i]]) i++;
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

/* What the text's word says of time; NULL: nothing. */
static inline const vb_time_token *known(const vb_time_lexer *l, const vb_token *word) {
  uint16_t slot = l->grammar->vocabulary->words.v[word->word].time;
  return slot ? &l->grammar->words[slot - 1] : NULL;
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
  char folded[LONGEST];
  int n = fold(word, folded);
  l->at = end;
  ptrdiff_t i = n < 0 ? 0 : find(l->grammar, vb_str_hash((vb_str){folded, n}));
  say(t, word, n >= 0 && l->grammar->hashes[i] ? &l->grammar->words[i] : NULL);
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
    say(t, word->text, known(l, word));
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
  const vb_time_token *said = known(l, next);
  return !said || vb_time_never_begins(said->class);
}

/* Does the plain word or mark begin no expression, and move no tense? */
static inline bool is_passed(const vb_time_lexer *l, const vb_token *word) {
  if (word->kind == VB_TOKEN_PUNCT) return word->text.p[0] != '.';
  switch (l->grammar->vocabulary->words.v[word->word].time_passes) {
  case UNKNOWN: return !ends_past(word->text);
  case PASSED: return true;
  case PASSED_BEFORE_OTHER: return is_before_other(l, word);
  default: return false;
  }
}

/* Only the last of them are put down: rules look no further back. */
void vb_time_pass(vb_time_lexer *l) {
  if (l->head != l->end) return;
  ptrdiff_t before = l->at;
  const vb_token *first = next_plain(l), *end = l->words.v + l->words.n, *word = first;
  if (!first) return;
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
