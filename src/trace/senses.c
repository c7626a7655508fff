#include "trace/senses.h"

#include "base/utf8.h"

enum { RULE_BYTES = 24, MAX_TAILS = 24, MAX_PREFIXES = 16, LONGEST_WORD = 48 };

typedef enum { ENDING, START, WORD, INFLECTION, CONTRACTION, N_KINDS } variant_kind;
static const char *const KINDS[N_KINDS] = {"ending", "start", "word", "inflection", "contraction"};

static const struct {
  const char *name;
  uint32_t class;
} CLASSES[] = {
    {"negation", VB_SENSE_NEGATION},
    {"modality", VB_SENSE_MODALITY},
    {"quantifier", VB_SENSE_QUANTIFIER},
    {"condition", VB_SENSE_CONDITION},
    {"number", VB_SENSE_NUMBER},
    {"ordinal", VB_SENSE_ORDINAL},
    {"scale", VB_SENSE_SCALE},
    {"amount", VB_SENSE_AMOUNT},
    {"small", VB_SENSE_SMALL},
    {"article", VB_SENSE_ARTICLE | VB_SENSE_SMALL},
    {"join", VB_SENSE_JOIN | VB_SENSE_SMALL},
};

typedef struct {
  vb_str from, to, tails;
  ptrdiff_t stem; /* letters before it, at least */
} rule;
VB_SLICE_TYPE(rules, rule);

typedef struct {
  uint64_t hash; /* 0: free */
  vb_sense sense;
  vb_str spelling; /* p == NULL: no other than by rule */
  vb_str expansion;
} entry;

struct vb_senses {
  entry *slots;
  ptrdiff_t mask, n;
  rules of[N_KINDS];
  /* Which rules may fit, by a byte of the word: those for endings by the first byte of what they
   * look for, those for beginnings likewise, inflections by the last. */
  uint64_t endings[256], starts[256][2], inflections[256];
  vb_strs prefixes;
  bool small_months, capital_nouns;
};

/* ---- the table of words */

static entry *slot_of(const vb_senses *s, uint64_t hash) {
  for (uint64_t i = hash;; i++) {
    entry *e = &s->slots[i & (uint64_t)s->mask];
    if (e->hash == hash || !e->hash) return e;
  }
}

static entry *entry_of(vb_senses *s, vb_str word) {
  uint64_t hash = vb_folded_hash(word);
  entry *e = slot_of(s, hash);
  if (!e->hash) e->hash = hash, s->n++;
  return e;
}

/* Room for every alternative of the tables. */
static ptrdiff_t count_words(const vb_table *table) {
  ptrdiff_t n = 0;
  if (!table) return 0;
  for (ptrdiff_t row = 0; row < table->n_rows; row++) {
    for (ptrdiff_t k = 0; k < table->columns.n; k++) {
      vb_str field = vb_table_field(table, row, k);
      while (field.p) vb_alternative_next(&field), n++;
    }
  }
  return n;
}

/* A word of the lexicon as words.c folds it. */
static vb_str fold_word(vb_str word, vb_arena *out) {
  vb_folded_word whole = {.length = (uint16_t)(word.n > LONGEST_WORD ? LONGEST_WORD : word.n)};
  return vb_folded_word_fold(word, &whole, out);
}

static void add_sense(vb_senses *s, vb_str word, uint32_t class, int64_t value, vb_arena *arena) {
  entry *e = entry_of(s, fold_word(word, arena));
  e->sense.classes |= class;
  if (class & (VB_SENSE_MONTH | VB_SENSE_WEEKDAY)) {
    e->sense.calendar = (int32_t)value;
  } else if (!e->sense.value) {
    e->sense.value = value;
  }
}

static int64_t number_of(vb_str s) {
  int64_t n = 0;
  for (ptrdiff_t i = 0; i < s.n && vb_is_digit(s.p[i]) && n < INT64_MAX / 100; i++)
    n = n * 10 + (s.p[i] - '0');
  return n;
}

static bool add_letters(vb_senses *s, vb_str how) {
  bool small = vb_str_eq(how, VB_S("small months")),
       capital = vb_str_eq(how, VB_S("capital nouns"));
  s->small_months |= small;
  s->capital_nouns |= capital;
  return small || capital;
}

static bool add_class(vb_senses *s, vb_str class, int64_t value, vb_str words, vb_arena *arena) {
  if (vb_str_eq(class, VB_S("prefix"))) {
    while (words.p) *vb_push(arena, &s->prefixes) = fold_word(vb_alternative_next(&words), arena);
    return true;
  }
  if (vb_str_eq(class, VB_S("letters"))) return add_letters(s, words);
  for (size_t k = 0; k < sizeof CLASSES / sizeof *CLASSES; k++) {
    if (!vb_str_eq(class, vb_str_from(CLASSES[k].name))) continue;
    while (words.p) add_sense(s, vb_alternative_next(&words), CLASSES[k].class, value, arena);
    return true;
  }
  return false;
}

static vb_str field_of(const vb_table *table, ptrdiff_t row, const char *column) {
  return vb_table_field(table, row, vb_table_column(table, column));
}

static void bad_row(const vb_table *table, ptrdiff_t row, vb_error *error) {
  vb_fail(error, VB_BAD_INPUT, "%.*s: line %td: unknown kind, or no words",
          VB_ARG(vb_table_file(table, row)), vb_table_line(table, row));
}

static bool load_senses(vb_senses *s, const vb_table *table, vb_arena *arena, vb_error *error) {
  for (ptrdiff_t row = 0; table && row < table->n_rows; row++) {
    vb_str class = field_of(table, row, "class");
    if (!add_class(s, class, number_of(field_of(table, row, "value")),
                   field_of(table, row, "words"), arena)) {
      bad_row(table, row, error);
      return false;
    }
  }
  return true;
}

static void load_names(vb_senses *s, const vb_table *table, const char *names, const char *class,
                       const char *value, uint32_t sense, vb_arena *arena) {
  for (ptrdiff_t row = 0; table && row < table->n_rows; row++) {
    if (class && !vb_str_eq(field_of(table, row, "class"), vb_str_from(class))) continue;
    if (sense == VB_SENSE_WEEKDAY && field_of(table, row, "care").n) continue;
    vb_str words = field_of(table, row, names);
    while (words.p)
      add_sense(s, vb_alternative_next(&words), sense, number_of(field_of(table, row, value)),
                arena);
  }
}

/* Words that something must follow.  Titles are written alike in many languages: where one has no
 * table of its own, the English ones. */
static void load_abbreviations(vb_senses *s, const vb_table *table, vb_arena *arena) {
  for (ptrdiff_t row = 0; table && row < table->n_rows; row++) {
    vb_str kind = field_of(table, row, "kind");
    if (vb_str_eq(kind, VB_S("open")) || vb_str_eq(kind, VB_S("inner")))
      add_sense(s, field_of(table, row, "word"), VB_SENSE_POINT, 0, arena);
  }
}

/* ---- spellings */

static bool add_variant(vb_senses *s, const vb_table *table, ptrdiff_t row, vb_arena *arena) {
  vb_str name = field_of(table, row, "kind");
  int kind = 0;
  while (kind < N_KINDS && !vb_str_eq(name, vb_str_from(KINDS[kind]))) kind++;
  if (kind == N_KINDS) return false;
  vb_str from = field_of(table, row, "from"), to = field_of(table, row, "to");
  while (from.p) {
    vb_str one = fold_word(vb_alternative_next(&from), arena);
    if (!one.n) continue;
    if (kind == WORD) {
      entry_of(s, one)->spelling = to;
    } else {
      *vb_push(arena, &s->of[kind]) = (rule){one, to, field_of(table, row, "tails"),
                                             (ptrdiff_t)number_of(field_of(table, row, "stem"))};
      if (kind == CONTRACTION) entry_of(s, one)->expansion = to;
    }
  }
  return true;
}

static void index_rules(vb_senses *s) {
  for (ptrdiff_t k = 0; k < s->of[ENDING].n && k < 64; k++)
    s->endings[(unsigned char)s->of[ENDING].v[k].from.p[0]] |= (uint64_t)1 << k;
  for (ptrdiff_t k = 0; k < s->of[START].n && k < 128; k++)
    s->starts[(unsigned char)s->of[START].v[k].from.p[0]][k / 64] |= (uint64_t)1 << k % 64;
  for (ptrdiff_t k = 0; k < s->of[INFLECTION].n && k < 64; k++) {
    vb_str from = s->of[INFLECTION].v[k].from;
    s->inflections[(unsigned char)from.p[from.n - 1]] |= (uint64_t)1 << k;
  }
}

static bool load_variants(vb_senses *s, const vb_table *table, vb_arena *arena, vb_error *error) {
  for (ptrdiff_t row = 0; table && row < table->n_rows; row++) {
    if (add_variant(s, table, row, arena)) continue;
    bad_row(table, row, error);
    return false;
  }
  index_rules(s);
  return true;
}

static const vb_table *table_of(const vb_lexicon *lexicon, vb_str language, const char *name,
                                vb_arena *arena) {
  return vb_lexicon_table(lexicon, vb_str_format(arena, "%.*s/%s", VB_ARG(language), name));
}

vb_senses *vb_senses_new(const vb_lexicon *lexicon, vb_str language, vb_arena *arena,
                         vb_error *error) {
  vb_senses *s = VB_NEW(arena, vb_senses);
  const vb_table *senses = table_of(lexicon, language, "senses", arena);
  const vb_table *variants = table_of(lexicon, language, "variants", arena);
  const vb_table *months = table_of(lexicon, language, "months", arena);
  const vb_table *time = table_of(lexicon, language, "time", arena);
  const vb_table *abbreviations = table_of(lexicon, language, "abbreviations", arena);
  if (!abbreviations) abbreviations = table_of(lexicon, VB_S("en"), "abbreviations", arena);
  ptrdiff_t n = count_words(senses) + count_words(variants) + count_words(months) +
                count_words(time) + count_words(abbreviations);
  for (s->mask = 63; s->mask < 2 * n; s->mask = s->mask * 2 + 1) {
  }
  s->slots = VB_NEW_N(arena, entry, s->mask + 1);
  if (!load_senses(s, senses, arena, error) || !load_variants(s, variants, arena, error))
    return NULL;
  load_names(s, months, "names", NULL, "month", VB_SENSE_MONTH, arena);
  load_names(s, time, "words", "weekday", "value", VB_SENSE_WEEKDAY, arena);
  load_abbreviations(s, abbreviations, arena);
  return s;
}

vb_sense vb_senses_of(const vb_senses *senses, uint64_t hash) {
  return slot_of(senses, hash)->sense;
}

static bool is_tail(vb_str tails, vb_str tail) {
  if (!tails.n) return !tail.n;
  if (vb_str_eq(tails, VB_S("*"))) return true;
  while (tails.p) {
    vb_str one = vb_alternative_next(&tails);
    if (vb_str_eq(one, tail) || (one.n == 1 && one.p[0] == '-' && !tail.n)) return true;
  }
  return false;
}

/* The word with what the rule found at `at` replaced. */
static vb_str replaced(vb_str word, ptrdiff_t at, const rule *r, vb_arena *out) {
  return vb_str_format(out, "%.*s%.*s%.*s", VB_ARG(vb_str_slice(word, 0, at)), VB_ARG(r->to),
                       VB_ARG(vb_str_slice(word, at + r->from.n, word.n)));
}

/* Does `part` stand at `at`?  Mostly not, which its first two letters show. */
static inline bool stands_at(vb_str word, ptrdiff_t at, vb_str part) {
  if (at < 0 || at + part.n > word.n) return false;
  for (ptrdiff_t i = 0; i < part.n; i++)
    if (word.p[at + i] != part.p[i]) return false;
  return true;
}

static vb_str by_endings(const vb_senses *s, vb_str word, vb_arena *out) {
  for (ptrdiff_t at = 1; at < word.n; at++) {
    uint64_t may = s->endings[(unsigned char)word.p[at]];
    for (; may; may &= may - 1) {
      const rule *r = &s->of[ENDING].v[__builtin_ctzll(may)];
      if (at < r->stem || !stands_at(word, at, r->from)) continue;
      if (!is_tail(r->tails, vb_str_slice(word, at + r->from.n, word.n))) continue;
      return replaced(word, at, r, out);
    }
  }
  return word;
}

static vb_str by_starts(const vb_senses *s, vb_str word, vb_arena *out) {
  for (int half = 0; half < 2; half++)
    for (uint64_t may = s->starts[(unsigned char)word.p[0]][half]; may; may &= may - 1) {
      const rule *r = &s->of[START].v[half * 64 + __builtin_ctzll(may)];
      if (stands_at(word, 0, r->from)) return replaced(word, 0, r, out);
    }
  return word;
}

vb_str vb_senses_spelling(const vb_senses *s, vb_str folded, vb_arena *out) {
  const entry *e = slot_of(s, vb_folded_hash(folded));
  if (e->hash && e->spelling.p) folded = e->spelling;
  if (folded.n < 4 || folded.n > LONGEST_WORD) return folded;
  return by_endings(s, by_starts(s, folded, out), out);
}

vb_str vb_senses_stem(const vb_senses *s, vb_str spelling) {
  if (!spelling.n) return spelling;
  uint64_t may = s->inflections[(unsigned char)spelling.p[spelling.n - 1]];
  for (; may; may &= may - 1) {
    const rule *r = &s->of[INFLECTION].v[__builtin_ctzll(may)];
    if (spelling.n - r->from.n < r->stem || !stands_at(spelling, spelling.n - r->from.n, r->from))
      continue;
    return vb_str_slice(spelling, 0, spelling.n - r->from.n + r->to.n);
  }
  return spelling;
}

vb_str vb_senses_expand(const vb_senses *s, vb_str folded, vb_arena *out) {
  const entry *e = slot_of(s, vb_folded_hash(folded));
  if (e->hash && e->expansion.p) return e->expansion;
  for (ptrdiff_t k = 0; k < s->of[CONTRACTION].n; k++) {
    const rule *r = &s->of[CONTRACTION].v[k];
    if (r->from.n >= folded.n || !vb_str_ends(folded, r->from)) continue;
    vb_str stem = vb_str_slice(folded, 0, folded.n - r->from.n), to = r->to, all = {"", 0};
    while (to.p) {
      vb_str rest = vb_alternative_next(&to);
      all = vb_str_format(out, "%.*s%s%.*s %.*s", VB_ARG(all), all.n ? " | " : "", VB_ARG(stem),
                          VB_ARG(rest));
    }
    return all;
  }
  return folded;
}

bool vb_senses_small_months(const vb_senses *senses) { return senses->small_months; }
bool vb_senses_capital_nouns(const vb_senses *senses) { return senses->capital_nouns; }

bool vb_senses_negates(const vb_senses *s, vb_str folded, vb_str other) {
  vb_str longer = folded.n > other.n ? folded : other,
         shorter = folded.n > other.n ? other : folded;
  if (shorter.n < 3 || !vb_str_ends(longer, shorter)) return false;
  vb_str prefix = vb_str_slice(longer, 0, longer.n - shorter.n);
  for (ptrdiff_t i = 0; i < s->prefixes.n; i++)
    if (vb_str_eq(prefix, s->prefixes.v[i])) return true;
  return false;
}
