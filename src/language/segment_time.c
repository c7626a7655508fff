#include "language/segment_time.h"

#include "base/utf8.h"
#include "language/segment.h"

typedef enum {
  WORD_ERA,
  WORD_YEAR,
  WORD_MONTH,
  WORD_DAY,
  WORD_DEICTIC_DAY,
  WORD_SAME_DAY,
  WORD_WEEKDAY,
  WORD_LAST_WEEK,
  WORD_THIS_WEEK,
  WORD_DEICTIC_YEAR,
  WORD_DEICTIC_MONTH,
  WORD_NOT_DAY,
  N_WORDS
} word_class;

static const char *const class_names[N_WORDS] = {
    "era",     "year",      "month",     "day",          "deictic-day",   "same-day",
    "weekday", "last-week", "this-week", "deictic-year", "deictic-month", "not-day"};

struct vb_segment_times {
  vb_str language;
  vb_dictionary *words; /* kinds are word_class, payloads values */
  vb_segment_times *next;
};

/* ---- the words ---- */

static int value_of(vb_str field) {
  bool minus = vb_str_starts(field, VB_S("-"));
  int value = vb_str_to_int(minus ? vb_str_slice(field, 1, field.n) : field);
  return value < 0 ? 0 : minus ? -value : value;
}

static int load(vb_segment_times *t, const vb_table *table, vb_arena *arena, vb_error *error) {
  ptrdiff_t class = vb_table_column(table, "class"), value = vb_table_column(table, "value");
  t->words = vb_dictionary_new(arena);
  for (ptrdiff_t row = 0; row < table->n_rows; row++) {
    vb_str name = vb_table_field(table, row, class);
    int k = 0;
    while (k < N_WORDS && !vb_str_eq(name, vb_str_from(class_names[k]))) k++;
    if (k == N_WORDS)
      return vb_fail(error, VB_BAD_INPUT, "%.*s: line %td: no class of words is called '%.*s'",
                     VB_ARG(vb_table_file(table, row)), vb_table_line(table, row), VB_ARG(name));
    vb_str list = vb_table_field(table, row, vb_table_column(table, "words"));
    while (list.p)
      vb_dictionary_add(t->words, vb_alternative_next(&list), (vb_segment_kind)k,
                        value_of(vb_table_field(table, row, value)), arena);
  }
  return VB_OK;
}

int vb_segment_times_open(vb_segment_times **list, const vb_lexicon *lexicon, vb_arena *arena,
                          vb_error *error) {
  for (ptrdiff_t i = 0; i < vb_lexicon_n_tables(lexicon); i++) {
    const vb_table *table = vb_lexicon_table_at(lexicon, i);
    ptrdiff_t slash = vb_str_find_char(table->name, '/', 0);
    if (slash < 0 || !vb_str_eq(vb_str_slice(table->name, slash, table->name.n), VB_S("/time")) ||
        vb_str_starts(table->name, VB_S("en/")))
      continue;
    vb_segment_times *t = VB_NEW(arena, vb_segment_times);
    t->language = vb_str_slice(table->name, 0, slash);
    int bad = load(t, table, arena, error);
    if (bad) return bad;
    t->next = *list;
    *list = t;
  }
  return VB_OK;
}

const vb_segment_times *vb_segment_times_for(const vb_segment_times *list, vb_str language) {
  while (list && !vb_str_eq(list->language, language)) list = list->next;
  return list;
}

/* ---- reading ---- */

typedef struct {
  const vb_segment_times *words;
  vb_str text;
  vb_date anchor;
  vb_date last; /* the day named last */
  ptrdiff_t last_end;
  vb_times times;
  vb_arena *out;
} scanner;

typedef struct {
  ptrdiff_t end; /* 0: nothing found */
  vb_date date;
} when;

/* A word of the class at `at`: its end, or -1. */
static ptrdiff_t word_at(const scanner *s, ptrdiff_t at, word_class class, int *value) {
  ptrdiff_t end = at;
  if (at >= s->text.n) return -1;
  const vb_segment_word *w = vb_dictionary_longest(s->words->words, s->text, at, &end);
  if (!w || !(w->kinds >> class & 1)) return -1;
  if (value) *value = w->payload[class];
  return end;
}

static ptrdiff_t skip_blanks(const scanner *s, ptrdiff_t at) {
  while (at < s->text.n && s->text.p[at] == ' ') at++;
  return at;
}

/* 0 to 9, 10 for ten; -1 for any other character. */
static int numeral(int32_t c) {
  static const int32_t digits[] = {0x96F6, 0x4E00, 0x4E8C, 0x4E09, 0x56DB, 0x4E94,
                                   0x516D, 0x4E03, 0x516B, 0x4E5D, 0x5341};
  if (c >= '0' && c <= '9') return c - '0';
  if (c >= 0xFF10 && c <= 0xFF19) return c - 0xFF10;
  if (c == 0x3007) return 0;
  for (int i = 0; i < 11; i++)
    if (digits[i] == c) return i;
  return -1;
}

typedef struct {
  ptrdiff_t end;
  int value, n_digits;
  bool spelled; /* in Chinese numerals */
} number;

/* 23, or in Chinese numerals: digit by digit, or with "ten". */
static number number_at(const scanner *s, ptrdiff_t at) {
  number n = {.end = at};
  int unit = -1;
  bool ten = false;
  for (int len; n.end < s->text.n && n.n_digits < 5; n.end += len) {
    int32_t c = vb_utf8_decode(s->text, n.end, &len);
    int d = numeral(c);
    if (d < 0) break;
    n.spelled |= c > 0xFF || ten;
    n.n_digits++;
    if (d == 10) {
      n.value = (unit < 0 ? 1 : unit) * 10;
      ten = true;
    } else {
      n.value = ten ? n.value + d : n.value * 10 + d;
    }
    unit = d;
  }
  n.spelled &= n.n_digits > 0 && !(s->text.p[at] >= '0' && s->text.p[at] <= '9');
  return n;
}

/* The latest such day, unless one is near ahead. */
static vb_date latest_day(vb_date anchor, int day) {
  enum { AHEAD_DAYS = 7 };
  vb_date d = vb_date_ymd(anchor.year, anchor.month, day);
  if (vb_date_known(d) && day <= anchor.day + AHEAD_DAYS) return d;
  int month = anchor.month == 1 ? 12 : anchor.month - 1;
  return vb_date_ymd(anchor.month == 1 ? anchor.year - 1 : anchor.year, month, day);
}

/* The year that brings the day nearest to the anchor. */
static int nearest_year(vb_date anchor, int month, int day) {
  int best = anchor.year, best_apart = 1 << 20;
  for (int y = anchor.year - 1; y <= anchor.year + 1; y++) {
    vb_date d = vb_date_ymd(y, month, day);
    if (!vb_date_known(d)) continue;
    int apart = vb_date_to_days(d) - vb_date_to_days(anchor);
    if (apart < 0) apart = -apart;
    if (apart < best_apart) best = y, best_apart = apart;
  }
  return best;
}

static vb_date of_month(int year, int month) {
  vb_date d = vb_date_ymd(year, month, 1);
  if (!vb_date_known(d)) return d;
  d.day = 0;
  d.precision = VB_DATE_MONTH;
  return d;
}

static vb_date of_year(int year) {
  vb_date d = vb_date_ymd(year, 1, 1);
  if (!vb_date_known(d)) return d;
  d.month = d.day = 0;
  d.precision = VB_DATE_YEAR;
  return d;
}

/* N DAY at `at`: its end, or -1; a span of days is none. */
static ptrdiff_t day_at(const scanner *s, ptrdiff_t at, int *day) {
  number n = number_at(s, skip_blanks(s, at));
  ptrdiff_t end = n.n_digits ? word_at(s, n.end, WORD_DAY, NULL) : -1;
  if (end < 0 || n.value < 1 || n.value > 31 || n.n_digits > 3) return -1;
  if (word_at(s, skip_blanks(s, end), WORD_NOT_DAY, NULL) >= 0) return -1;
  *day = n.value;
  return end;
}

/* MONTH [DAY] of a year; 0: the nearest. */
static when month_at(const scanner *s, ptrdiff_t at, int year) {
  when w = {0};
  number n = number_at(s, skip_blanks(s, at));
  ptrdiff_t end = n.n_digits ? word_at(s, n.end, WORD_MONTH, NULL) : -1;
  if (end < 0 || n.value < 1 || n.value > 12) return w;
  int day = 0;
  ptrdiff_t day_end = day_at(s, end, &day);
  if (!year && !vb_date_known(s->anchor)) return w;
  if (!year) year = nearest_year(s->anchor, n.value, day ? day : 1);
  w.end = day_end > 0 ? day_end : end;
  w.date = day_end > 0 ? vb_date_ymd(year, n.value, day) : of_month(year, n.value);
  return w;
}

/* "(2021)" behind a year of an era. */
static ptrdiff_t bracketed_year(const scanner *s, ptrdiff_t at, int *year) {
  bool wide = vb_str_starts(vb_str_slice(s->text, at, s->text.n), VB_S("\xEF\xBC\x88"));
  if (!wide && (at >= s->text.n || s->text.p[at] != '(')) return at;
  number n = number_at(s, at + (wide ? 3 : 1));
  if (n.n_digits != 4) return at;
  *year = n.value;
  vb_str rest = vb_str_slice(s->text, n.end, s->text.n);
  if (vb_str_starts(rest, VB_S(")"))) return n.end + 1;
  return vb_str_starts(rest, VB_S("\xEF\xBC\x89")) ? n.end + 3 : at;
}

static when of_year_at(const scanner *s, ptrdiff_t end, int year) {
  when w = month_at(s, end, year);
  if (!w.end) w = (when){end, of_year(year)};
  return w;
}

static when era_at(const scanner *s, ptrdiff_t at) {
  int value = 0;
  ptrdiff_t end = word_at(s, at, WORD_ERA, &value);
  if (end < 0) return (when){0};
  number n = number_at(s, skip_blanks(s, end));
  if (!n.n_digits) return (when){0};
  int year = n.value + value;
  end = bracketed_year(s, n.end, &year);
  end = word_at(s, end, WORD_YEAR, NULL);
  return end < 0 ? (when){0} : of_year_at(s, end, year);
}

static when number_date(const scanner *s, ptrdiff_t at) {
  number n = number_at(s, at);
  if (!n.n_digits) return (when){0};
  ptrdiff_t year = n.n_digits == 4 ? word_at(s, n.end, WORD_YEAR, NULL) : -1;
  if (year > 0) return of_year_at(s, year, n.value);
  when w = month_at(s, at, 0);
  if (w.end) return w;
  int day;
  ptrdiff_t end = n.spelled ? -1 : day_at(s, at, &day); /* "three days" and "the third" are alike */
  if (end < 0 || !vb_date_known(s->anchor)) return (when){.end = end < 0 ? n.end : end};
  enum { LIST_BYTES = 8 }; /* "March 23 and 24" */
  bool listed = vb_date_known(s->last) && at - s->last_end <= LIST_BYTES;
  vb_date d = listed ? vb_date_ymd(s->last.year, s->last.month, day) : latest_day(s->anchor, day);
  return (when){end, d};
}

static when deictic_at(const scanner *s, ptrdiff_t at) {
  int value = 0;
  ptrdiff_t end = word_at(s, at, WORD_SAME_DAY, NULL);
  if (end > 0) return (when){end, s->last};
  if (!vb_date_known(s->anchor)) return (when){0};
  if ((end = word_at(s, at, WORD_DEICTIC_DAY, &value)) > 0)
    return (when){end, vb_date_add_days(s->anchor, value)};
  if ((end = word_at(s, at, WORD_DEICTIC_YEAR, &value)) > 0)
    return of_year_at(s, end, s->anchor.year + value);
  if ((end = word_at(s, at, WORD_DEICTIC_MONTH, &value)) > 0) {
    int month = s->anchor.month + value, year = s->anchor.year, day;
    if (month < 1) month += 12, year--;
    ptrdiff_t behind = day_at(s, end, &day);
    if (behind > 0) return (when){behind, vb_date_ymd(year, month, day)};
    return (when){end, of_month(year, month)};
  }
  return (when){0};
}

static when weekday_at(const scanner *s, ptrdiff_t at) {
  int value = 0;
  ptrdiff_t last = word_at(s, at, WORD_LAST_WEEK, NULL);
  ptrdiff_t this = word_at(s, at, WORD_THIS_WEEK, NULL);
  ptrdiff_t lead = last > 0 ? last : this;
  ptrdiff_t end = word_at(s, lead > 0 ? skip_blanks(s, lead) : at, WORD_WEEKDAY, &value);
  if (end < 0 || !vb_date_known(s->anchor)) return (when){0};
  int back = vb_date_weekday(s->anchor) - (value - 1);
  if (last > 0)
    back += 7;
  else if (this < 0 && back < 0)
    back += 7;
  return (when){end, vb_date_add_days(s->anchor, -back)};
}

static void emit(scanner *s, ptrdiff_t at, when w) {
  char buffer[VB_DATE_ISO_BYTES];
  *vb_push(s->out, &s->times) =
      (vb_time){.span = {at, w.end},
                .type = VB_TIME_DATE,
                .value = vb_str_copy(s->out, vb_date_format(w.date, buffer)),
                .date = w.date};
  if (w.date.precision == VB_DATE_DAY) s->last = w.date, s->last_end = w.end;
}

static bool may_begin(const scanner *s, ptrdiff_t at, int32_t c) {
  if (numeral(c) >= 0) return true;
  ptrdiff_t end;
  return c > 0xFF && vb_dictionary_longest(s->words->words, s->text, at, &end);
}

vb_times vb_segment_times_find(const vb_segment_times *words, vb_str text, vb_date anchor,
                               vb_arena *out) {
  scanner s = {.words = words, .text = text, .anchor = vb_date_day(anchor), .out = out};
  if (s.anchor.precision < VB_DATE_DAY) s.anchor = (vb_date){0};
  int len;
  for (ptrdiff_t at = 0; at < text.n; at += len) {
    int32_t c = vb_utf8_decode(text, at, &len);
    if (!may_begin(&s, at, c)) continue;
    when w = era_at(&s, at);
    if (!w.end) w = deictic_at(&s, at);
    if (!w.end) w = weekday_at(&s, at);
    if (!w.end) w = number_date(&s, at);
    if (w.end > at && vb_date_known(w.date)) emit(&s, at, w);
    if (w.end > at) len = (int)(w.end - at);
  }
  return s.times;
}
