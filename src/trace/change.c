#include "trace/change.h"

#include "base/utf8.h"

enum {
  FEW = 12,           /* words that are joined, expanded, read as a number or a name */
  NEAR_BY = 512,      /* words on either side */
  NAMES = 4,          /* of a range, at most */
  SPELLING_BYTES = 8, /* by which spellings of one word differ, at most */
};

static const vb_folded_word *word_of(vb_words_range r, ptrdiff_t i) {
  return &r.wording->words.v[i];
}
static ptrdiff_t length(vb_words_range r) { return r.end - r.start; }

static vb_str fold_of(vb_words_range r, ptrdiff_t i, vb_arena *out) {
  return vb_folded_word_fold(r.wording->text, word_of(r, i), out);
}

/* ---- the same words written otherwise */

/* All letters and digits of the range in one, in the spelling that stands for all. */
static vb_str joined(vb_words_range r, vb_arena *out) {
  vb_str words[FEW] = {0}, all = {"", 0};
  for (ptrdiff_t i = r.start; i < r.end; i++) {
    words[i - r.start] = fold_of(r, i, out);
    all.n += words[i - r.start].n;
  }
  char *to = vb_arena_alloc_raw(out, 1, 1, all.n);
  all.p = to;
  for (ptrdiff_t i = 0; i < length(r); to += words[i++].n)
    if (words[i].n) memcpy(to, words[i].p, (size_t)words[i].n);
  return vb_senses_spelling(r.wording->senses, all, out);
}

static ptrdiff_t bytes_of(vb_words_range r) {
  ptrdiff_t n = 0;
  for (ptrdiff_t i = r.start; i < r.end; i++) n += word_of(r, i)->length;
  return n;
}

static bool is_join(vb_words_range a, vb_words_range b, vb_arena scratch) {
  ptrdiff_t difference = bytes_of(a) - bytes_of(b);
  if (difference > SPELLING_BYTES || difference < -SPELLING_BYTES) return false;
  vb_str x = joined(a, &scratch), y = joined(b, &scratch);
  return x.n && vb_str_eq(x, y);
}

/* One more word behind a blank. */
static vb_str with_word(vb_str words, vb_str word, vb_arena *out) {
  char *p = vb_arena_alloc_raw(out, 1, 1, words.n + 1 + word.n);
  ptrdiff_t n = words.n;
  if (n) memcpy(p, words.p, (size_t)n);
  if (n) p[n++] = ' ';
  if (word.n) memcpy(p + n, word.p, (size_t)word.n);
  return (vb_str){p, n + word.n};
}

/* The range's words with contractions written out; `which` chooses among their alternatives. */
static vb_str expanded(vb_words_range r, int which, vb_arena *out) {
  vb_str all = {"", 0};
  for (ptrdiff_t i = r.start; i < r.end; i++) {
    vb_str some = vb_senses_expand(r.wording->senses, fold_of(r, i, out), out), one = {0};
    for (int k = 0; k <= which && some.p; k++) one = vb_alternative_next(&some);
    all = with_word(all, one, out);
  }
  return all;
}

static bool has_contraction(vb_words_range r, vb_arena scratch) {
  for (ptrdiff_t i = r.start; i < r.end; i++)
    if (vb_wording_is_contraction(r.wording, i, scratch)) return true;
  return false;
}

static bool is_contraction(vb_words_range a, vb_words_range b, vb_arena scratch) {
  if (!has_contraction(a, scratch) && !has_contraction(b, scratch)) return false;
  vb_str x[] = {expanded(a, 0, &scratch), expanded(a, 1, &scratch)};
  vb_str y[] = {expanded(b, 0, &scratch), expanded(b, 1, &scratch)};
  return vb_str_eq(x[0], y[0]) || vb_str_eq(x[0], y[1]) || vb_str_eq(x[1], y[0]) ||
         vb_str_eq(x[1], y[1]);
}

typedef struct {
  double value;                                  /* of the number */
  bool is_number, is_ordinal, is_percent, whole; /* whole: the range holds nothing else */
} reading;

/* Digits with a decimal point, and perhaps st, nd, rd, th, a percent sign or a scale: 3.5bn. */
static bool read_digits(const vb_senses *senses, vb_str s, reading *out) {
  double value = 0, unit = 1;
  ptrdiff_t i = 0;
  for (; i < s.n && vb_is_digit(s.p[i]); i++) value = value * 10 + (s.p[i] - '0');
  if (i + 1 < s.n && s.p[i] == '.')
    for (i++; i < s.n && vb_is_digit(s.p[i]); i++) value += (s.p[i] - '0') * (unit /= 10);
  vb_str tail = vb_str_slice(s, i, s.n);
  out->is_ordinal = vb_str_eq(tail, VB_S("st")) || vb_str_eq(tail, VB_S("nd")) ||
                    vb_str_eq(tail, VB_S("rd")) || vb_str_eq(tail, VB_S("th"));
  out->is_percent = vb_str_eq(tail, VB_S("%"));
  vb_sense scale = vb_senses_of(senses, vb_folded_hash(tail));
  bool scaled = tail.n && scale.classes & VB_SENSE_SCALE;
  out->value = scaled ? value * (double)scale.value : value;
  return i > 0 && (!tail.n || out->is_ordinal || out->is_percent || scaled);
}

/* A thousand and more multiplies all before it, a ten or a hundred the last number: 三百二十. */
static void scale_number(double *total, double *part, double *unit, double scale) {
  if (scale >= 1000) {
    double all = *part + *unit;
    *total += (all > 0 ? all : 1) * scale;
    *part = 0;
  } else {
    *part += (*unit > 0 ? *unit : 1) * scale;
  }
  *unit = 0;
}

/* "one hundred and twenty", "2.5 million", "63rd": units add up, scales multiply. */
static reading read_number(vb_words_range r, vb_arena scratch) {
  reading n = {.whole = true};
  double total = 0, part = 0, unit = 0; /* "three hundred and twenty": part 300, unit 20 */
  for (ptrdiff_t i = r.start; i < r.end; i++) {
    vb_sense sense = r.wording->sense[i];
    reading digits = {0};
    if (word_of(r, i)->flags & VB_FOLDED_NUMBER &&
        read_digits(r.wording->senses, fold_of(r, i, &scratch), &digits)) {
      unit += digits.value;
      n.is_number = true;
      n.is_ordinal |= digits.is_ordinal;
      n.is_percent |= digits.is_percent;
    } else if (sense.classes & (VB_SENSE_NUMBER | VB_SENSE_ORDINAL)) {
      unit += (double)sense.value;
      n.is_number = true;
      n.is_ordinal |= (sense.classes & VB_SENSE_ORDINAL) != 0;
    } else if (sense.classes & VB_SENSE_SCALE) {
      scale_number(&total, &part, &unit, (double)sense.value);
      n.is_number = true;
    } else if (!(n.is_number && i + 1 < r.end && sense.classes & VB_SENSE_JOIN)) {
      n.whole = false;
    }
  }
  n.value = total + part + unit;
  return n;
}

static bool has_number(vb_words_range r) {
  for (ptrdiff_t i = r.start; i < r.end; i++)
    if (word_of(r, i)->flags & VB_FOLDED_NUMBER ||
        r.wording->sense[i].classes & (VB_SENSE_NUMBER | VB_SENSE_ORDINAL | VB_SENSE_SCALE))
      return true;
  return false;
}

static bool is_same_number(vb_words_range a, vb_words_range b, vb_arena scratch) {
  if (!has_number(a) || !has_number(b)) return false;
  reading x = read_number(a, scratch), y = read_number(b, scratch);
  double difference = x.value - y.value;
  return x.is_number && y.is_number && x.whole && y.whole && x.is_ordinal == y.is_ordinal &&
         x.is_percent == y.is_percent && difference < 1e-6 && difference > -1e-6;
}

/* A month or weekday is meant: "may" and "march" are other words where months have capitals. */
static bool is_calendar(const vb_wording *w, ptrdiff_t i) {
  if (!(w->sense[i].classes & (VB_SENSE_MONTH | VB_SENSE_WEEKDAY))) return false;
  return w->words.v[i].flags & VB_FOLDED_CAPITAL || vb_senses_small_months(w->senses);
}

static bool is_dating(const vb_wording *w, ptrdiff_t i) {
  return w->words.v[i].flags & VB_FOLDED_NUMBER || w->sense[i].classes & VB_SENSE_MONTH;
}

/* "Oct", "October"; "3 May", "May 3": a month and numbers, each as often on both sides. */
static bool is_same_date(vb_words_range a, vb_words_range b) {
  uint64_t sums[2] = {0, 0};
  bool month = false;
  if (length(a) != length(b) || length(a) > 3) return false;
  for (int side = 0; side < 2; side++) {
    vb_words_range r = side ? b : a;
    for (ptrdiff_t i = r.start; i < r.end; i++) {
      if (!is_dating(r.wording, i)) return false;
      bool named = !(word_of(r, i)->flags & VB_FOLDED_NUMBER);
      if (named && !is_calendar(r.wording, i)) return false;
      month |= named;
      sums[side] += named ? (uint64_t)r.wording->sense[i].calendar : r.wording->spelling[i];
    }
  }
  return month && sums[0] == sums[1];
}

bool vb_change_is_spelling(vb_words_range a, vb_words_range b, vb_arena scratch) {
  if (!length(a) || !length(b) || length(a) > FEW || length(b) > FEW) return false;
  return is_join(a, b, scratch) || is_same_date(a, b) || is_same_number(a, b, scratch) ||
         is_contraction(a, b, scratch);
}

bool vb_change_is_grammar(vb_words_range a, vb_words_range b) {
  if (length(a) == 1 && length(b) == 1) {
    const vb_wording *x = a.wording, *y = b.wording;
    if (x->stem[a.start] == y->stem[b.start]) return true;
    return (x->sense[a.start].classes & y->sense[b.start].classes & VB_SENSE_ARTICLE) != 0;
  }
  vb_words_range one = length(a) ? a : b;
  if (length(a) && length(b)) return false;
  return length(one) == 1 && one.wording->sense[one.start].classes & VB_SENSE_ARTICLE;
}

/* ---- what the change does to the sense */

/* Something that both sides have cancels out: a bag of values, as a sum of hashes. */
static uint64_t bag(vb_words_range r, uint32_t class) {
  uint64_t sum = 0;
  for (ptrdiff_t i = r.start; i < r.end; i++) {
    vb_sense sense = r.wording->sense[i];
    if (!(sense.classes & class)) continue;
    uint64_t value = sense.value ? (uint64_t)sense.value : 1;
    sum += (value + 1) * 0x9E3779B97F4A7C15u;
  }
  return sum;
}

static bool differs(vb_words_range a, vb_words_range b, uint32_t class) {
  return bag(a, class) != bag(b, class);
}

static uint64_t count(vb_words_range r, uint32_t class) {
  uint64_t n = 0;
  for (ptrdiff_t i = r.start; i < r.end; i++) n += (r.wording->sense[i].classes & class) != 0;
  return n;
}

static bool negates(vb_words_range a, vb_words_range b, vb_arena scratch) {
  if ((count(a, VB_SENSE_NEGATION) ^ count(b, VB_SENSE_NEGATION)) & 1) return true;
  if (length(a) != 1 || length(b) != 1) return false;
  return vb_senses_negates(a.wording->senses, fold_of(a, a.start, &scratch),
                           fold_of(b, b.start, &scratch));
}

static bool has_digits(vb_words_range r) {
  for (ptrdiff_t i = r.start; i < r.end; i++)
    if (word_of(r, i)->flags & VB_FOLDED_NUMBER) return true;
  return false;
}

/* "one" alone is a pronoun as often as a number. */
static bool tells_number(vb_words_range r) {
  if (has_digits(r)) return true;
  for (ptrdiff_t i = r.start; i < r.end; i++) {
    vb_sense sense = r.wording->sense[i];
    if (sense.classes & (VB_SENSE_ORDINAL | VB_SENSE_AMOUNT | VB_SENSE_SCALE)) return true;
    if (sense.classes & VB_SENSE_NUMBER && sense.value != 1) return true;
  }
  return false;
}

static bool changes_number(vb_words_range a, vb_words_range b, vb_arena scratch) {
  if (!tells_number(a) && !tells_number(b)) return false;
  if (bag(a, VB_SENSE_AMOUNT) != bag(b, VB_SENSE_AMOUNT)) return true;
  reading x = read_number(a, scratch), y = read_number(b, scratch);
  return x.is_number != y.is_number || x.value < y.value || x.value > y.value ||
         x.is_ordinal != y.is_ordinal;
}

/* A month beside the range or in it, or four digits that are a year. */
static bool is_dated(vb_words_range r) {
  const vb_wording *w = r.wording;
  if (length(r) <= 0) return false;
  ptrdiff_t from = r.start > 0 ? r.start - 1 : 0;
  ptrdiff_t to = r.end < w->words.n ? r.end + 1 : r.end;
  for (ptrdiff_t i = from; i < to; i++)
    if (w->sense[i].classes & VB_SENSE_MONTH && is_calendar(w, i)) return true;
  for (ptrdiff_t i = r.start; i < r.end; i++) {
    vb_str text = vb_folded_word_text(w->text, &w->words.v[i]);
    if (text.n == 4 && w->words.v[i].flags & VB_FOLDED_NUMBER && vb_str_to_int(text) >= 1000 &&
        vb_str_to_int(text) < 2200)
      return true;
  }
  return false;
}

/* The months and weekdays named. */
static uint64_t calendar_bag(vb_words_range r) {
  uint64_t sum = 0;
  for (ptrdiff_t i = r.start; i < r.end; i++) {
    vb_sense sense = r.wording->sense[i];
    if (!is_calendar(r.wording, i)) continue;
    bool month = (sense.classes & VB_SENSE_MONTH) != 0;
    sum += ((uint64_t)sense.calendar + (month ? 100 : 1)) * 0x9E3779B97F4A7C15u;
  }
  return sum;
}

/* Is the word written with a capital where a common noun has none? */
static bool is_name(const vb_wording *w, ptrdiff_t i) {
  const vb_folded_word *word = &w->words.v[i];
  if (!(word->flags & VB_FOLDED_CAPITAL) || w->marks[i] & VB_MARK_SENTENCE) return false;
  if (vb_senses_capital_nouns(w->senses)) return false;
  if (w->sense[i].classes & (VB_SENSE_SMALL | VB_SENSE_MONTH | VB_SENSE_WEEKDAY)) return false;
  return !w->sense[i].classes;
}

/* Is the word written small near by?  Then it is a common noun with a capital. */
static bool is_written_small(vb_words_range r, uint64_t hash) {
  const vb_folded_words *words = &r.wording->words;
  ptrdiff_t from = r.start > NEAR_BY ? r.start - NEAR_BY : 0;
  ptrdiff_t to = r.end + NEAR_BY < words->n ? r.end + NEAR_BY : words->n;
  for (ptrdiff_t i = from; i < to; i++)
    if (words->v[i].hash == hash && !(words->v[i].flags & VB_FOLDED_CAPITAL)) return true;
  return false;
}

/* The names in `r`, as a sum of their stems. */
static uint64_t name_bag(vb_words_range r, vb_words_range other) {
  uint64_t sum = 0;
  int n = 0;
  for (ptrdiff_t i = r.start; i < r.end && n < NAMES; i++) {
    if (!is_name(r.wording, i)) continue;
    n++;
    uint64_t hash = word_of(r, i)->hash;
    if (!is_written_small(r, hash) && !is_written_small(other, hash)) sum += r.wording->stem[i];
  }
  return sum;
}

/* A name on one side that the other does not have. */
static bool changes_name(vb_words_range a, vb_words_range b) {
  return name_bag(a, b) != name_bag(b, a);
}

vb_change vb_change_of(vb_words_range a, vb_words_range b, vb_arena scratch) {
  if (negates(a, b, scratch)) return VB_CHANGE_NEGATION;
  if (calendar_bag(a) != calendar_bag(b)) return VB_CHANGE_DATE;
  if (changes_number(a, b, scratch))
    return is_dated(a) || is_dated(b) ? VB_CHANGE_DATE : VB_CHANGE_NUMBER;
  if (differs(a, b, VB_SENSE_MODALITY)) return VB_CHANGE_MODALITY;
  if (differs(a, b, VB_SENSE_QUANTIFIER)) return VB_CHANGE_QUANTIFIER;
  if (count(a, VB_SENSE_CONDITION) != count(b, VB_SENSE_CONDITION)) return VB_CHANGE_CONDITION;
  if (changes_name(a, b)) return VB_CHANGE_NAME;
  return vb_change_is_grammar(a, b) ? VB_CHANGE_GRAMMAR : VB_CHANGE_WORDS;
}
