#include "language/time_words.h"

#include <stdlib.h>

enum { WORDS = 512, LONGEST = 15 };

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
  ptrdiff_t i = (ptrdiff_t)(hash % VB_TIME_SLOTS);
  while (grammar->hashes[i] && grammar->hashes[i] != hash) i = (i + 1) % VB_TIME_SLOTS;
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

const vb_time_token *vb_time_word(const vb_time_grammar *grammar, vb_str word) {
  char folded[LONGEST];
  int n = fold(word, folded);
  if (n < 0) return NULL;
  ptrdiff_t i = find(grammar, vb_str_hash((vb_str){folded, n}));
  return grammar->hashes[i] ? &grammar->words[i] : NULL;
}

static uint8_t passing(const vb_time_token *t) {
  if (t->class == VB_TW_THE) return VB_TIME_PASSED_BEFORE_OTHER;
  bool tells = t->verb || t->class == VB_TW_BE;
  return vb_time_never_begins((vb_time_class)t->class) && !tells ? VB_TIME_PASSED
                                                                 : VB_TIME_STOPPED_AT;
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
