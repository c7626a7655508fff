#include "article/dates.h"

#include "base/utf8.h"

enum { WORD_BYTES = 32, FIRST_YEAR = 1900, LAST_YEAR = 2100 };

typedef struct {
  vb_str s;
  ptrdiff_t at;
} cursor;

static bool peek(const cursor *c, char ch) { return c->at < c->s.n && c->s.p[c->at] == ch; }

static bool take(cursor *c, char ch) {
  if (!peek(c, ch)) return false;
  c->at++;
  return true;
}

static bool take_literal(cursor *c, vb_str literal) {
  if (!vb_str_starts(vb_str_slice(c->s, c->at, c->s.n), literal)) return false;
  c->at += literal.n;
  return true;
}

static void skip_blanks(cursor *c) {
  for (;;)
    if (!take(c, ' ') && !take(c, '\t') && !take(c, '\n') && !take_literal(c, VB_S("\xC2\xA0")))
      return;
}

/* A number of up to `most` digits that no further digit follows; -1 leaves the cursor. */
static int take_number(cursor *c, int most, int *digits) {
  cursor k = *c;
  int value = 0;
  *digits = 0;
  while (k.at < k.s.n && vb_is_digit(k.s.p[k.at])) {
    if (++*digits > most) return -1;
    value = value * 10 + (k.s.p[k.at++] - '0');
  }
  if (!*digits) return -1;
  *c = k;
  return value;
}

static bool is_word_byte(char c) { return vb_is_alpha(c) || (c & 0x80); }

static vb_str take_word(cursor *c) {
  ptrdiff_t start = c->at;
  while (c->at < c->s.n && c->at - start < WORD_BYTES && is_word_byte(c->s.p[c->at]) &&
         !vb_str_starts(vb_str_slice(c->s, c->at, c->s.n), VB_S("\xC2\xA0")))
    c->at++;
  return vb_str_slice(c->s, start, c->at);
}

/* A month's name; 0 leaves the cursor.  Folding happens in a buffer on the stack. */
static int take_month(const vb_article_grammar *g, cursor *c) {
  cursor k = *c;
  vb_str word = take_word(&k);
  if (word.n < 3) return 0;
  char room[4096];
  vb_arena small = {room, room + sizeof room, NULL};
  const vb_dict_entry *e = vb_dict_get(&g->months, vb_utf8_fold(&small, word));
  if (!e) return 0;
  take(&k, '.');
  *c = k;
  return (int)e->value;
}

/* A word of lexicon/LANGUAGE/date_words.tsv, in any language. */
static bool take_date_word(const vb_article_grammar *g, cursor *c, vb_date_word_kind kind) {
  for (ptrdiff_t i = 0; i < g->date_words.n; i++)
    if (g->date_words.v[i].kind == kind && take_literal(c, g->date_words.v[i].text)) return true;
  return false;
}

/* "st", "er" glued to a number, if no more of a word follows. */
static void skip_ordinal(const vb_article_grammar *g, cursor *c) {
  cursor k = *c;
  if (take_date_word(g, &k, VB_DATE_WORD_ORDINAL) && (k.at >= k.s.n || !is_word_byte(k.s.p[k.at])))
    *c = k;
}

/* "de", "of" between day, month and year. */
static void skip_of(const vb_article_grammar *g, cursor *c) {
  cursor k = *c;
  vb_str word = take_word(&k);
  for (ptrdiff_t i = 0; i < g->date_words.n; i++) {
    const vb_date_word *w = &g->date_words.v[i];
    if (w->kind != VB_DATE_WORD_OF || !vb_str_eq_nocase(word, w->text)) continue;
    *c = k;
    skip_blanks(c);
    return;
  }
}

/* "at " and its like between a date and a time. */
static bool skip_at(const vb_article_grammar *g, cursor *c) {
  cursor k = *c;
  if (!take_date_word(g, &k, VB_DATE_WORD_AT) || !take(&k, ' ')) return false;
  *c = k;
  return true;
}

static int take_year(cursor *c) {
  cursor k = *c;
  int digits, year = take_number(&k, 4, &digits);
  if (digits != 4 || year < FIRST_YEAR || year > LAST_YEAR) return 0;
  if (k.at < k.s.n && is_word_byte(k.s.p[k.at]) && !(k.s.p[k.at] & 0x80) &&
      !vb_is_upper(k.s.p[k.at]))
    return 0;
  *c = k;
  return year;
}

static vb_date day_of(int year, int month, int day) {
  if (year) return vb_date_ymd(year, month, day);
  vb_date d = vb_date_ymd(2000, month, day); /* a leap year: 29 February is possible */
  d.year = 0;
  return d;
}

/* Few words stand before a number: only those are looked up. */
static bool number_follows(cursor c) {
  take_word(&c);
  take(&c, '.');
  skip_blanks(&c);
  return c.at < c.s.n && vb_is_digit(c.s.p[c.at]);
}

/* "March 23, 2021", "March 23" */
static bool month_first(const vb_article_grammar *g, cursor *c, vb_found_date *found) {
  int month = number_follows(*c) ? take_month(g, c) : 0, digits;
  if (!month) return false;
  skip_blanks(c);
  int day = take_number(c, 2, &digits);
  if (day < 1) return false;
  skip_ordinal(g, c);
  cursor k = *c;
  take(&k, ',');
  take(&k, '.');
  skip_blanks(&k);
  int year = take_year(&k);
  if (year) *c = k;
  found->date = day_of(year, month, day);
  found->no_year = !year;
  return vb_date_known(found->date);
}

/* "23 March 2021", "23rd of March", "23. März 2021", "23-Mar-2021" */
static bool day_first(const vb_article_grammar *g, cursor *c, vb_found_date *found) {
  int digits, day = take_number(c, 2, &digits);
  if (day < 1 || day > 31) return false;
  skip_ordinal(g, c);
  if (!take(c, '.')) take(c, '-');
  skip_blanks(c);
  skip_of(g, c);
  int month = take_month(g, c);
  if (!month) return false;
  cursor k = *c;
  if (!take(&k, ',')) take(&k, '-');
  skip_blanks(&k);
  skip_of(g, &k);
  int year = take_year(&k);
  if (year) *c = k;
  found->date = day_of(year, month, day);
  found->no_year = !year;
  return vb_date_known(found->date);
}

static char take_separator(cursor *c) {
  static const char all[] = "/-.";
  for (int i = 0; i < 3; i++)
    if (take(c, all[i])) {
      if (all[i] == '.') skip_blanks(c);
      return all[i];
    }
  return 0;
}

/* "23/03/2021", "23.3.2021": the order of day and month is known only where one is above 12. */
static bool numeric(cursor *c, vb_found_date *found) {
  int digits, a = take_number(c, 2, &digits);
  char separator = a > 0 ? take_separator(c) : 0;
  if (!separator) return false;
  int b = take_number(c, 2, &digits);
  if (b < 1 || take_separator(c) != separator) return false;
  int year = take_year(c);
  if (!year) return false;
  vb_date day_first_date = vb_date_ymd(year, b, a), month_first_date = vb_date_ymd(year, a, b);
  bool dots = separator == '.' && vb_date_known(day_first_date); /* no country writes m.d.y */
  if (dots || !vb_date_known(month_first_date) || a == b) {
    found->date = day_first_date;
    found->order = a != b && !dots ? 'd' : 0;
  } else if (!vb_date_known(day_first_date)) {
    found->date = month_first_date;
    found->order = 'm';
  } else {
    found->date = day_first_date;
    found->swapped = month_first_date;
  }
  return vb_date_known(found->date);
}

/* "2021-03-23", "2021/3/23", "2021. 3. 23.", and the East Asian signs for year, month and day. */
static bool year_first(const vb_article_grammar *g, cursor *c, vb_found_date *found) {
  int digits, year = take_year(c);
  if (!year) return false;
  bool signs = take_date_word(g, c, VB_DATE_WORD_YEAR);
  char separator = signs ? 0 : take_separator(c);
  if (!signs && !separator) return false;
  skip_blanks(c);
  int month = take_number(c, 2, &digits);
  if (signs ? !take_date_word(g, c, VB_DATE_WORD_MONTH) : take_separator(c) != separator)
    return false;
  skip_blanks(c);
  found->date = vb_date_ymd(year, month, take_number(c, 2, &digits));
  if (signs) take_date_word(g, c, VB_DATE_WORD_DAY);
  return vb_date_known(found->date);
}

/* "Z", "GMT", "+09:00" behind a time. */
static void take_offset(cursor *c, vb_date *d) {
  cursor k = *c;
  skip_blanks(&k);
  if (take_literal(&k, VB_S("GMT")) || take_literal(&k, VB_S("UTC")) || take(&k, 'Z')) {
    d->has_offset = true;
    d->offset_minutes = 0;
    *c = k;
  }
  int sign = take(&k, '+') ? 1 : take(&k, '-') ? -1 : 0, digits;
  if (!sign) return;
  cursor number = k;
  int value = take_number(&k, 4, &digits), minutes = 0;
  if (digits == 4) {
    minutes = value % 100;
    value /= 100;
  } else if (digits <= 2 && take(&k, ':')) {
    minutes = take_number(&k, 2, &digits);
  } else if (number.at == k.at) {
    return;
  }
  if (value < 0 || value > 14 || minutes < 0 || minutes > 59) return;
  d->has_offset = true;
  d->offset_minutes = (int16_t)(sign * (value * 60 + minutes));
  *c = k;
}

static void take_half_day(cursor *c, int *hour) {
  cursor k = *c;
  skip_blanks(&k);
  bool pm = peek(&k, 'p') || peek(&k, 'P'), am = peek(&k, 'a') || peek(&k, 'A');
  if (!pm && !am) return;
  k.at++;
  take(&k, '.');
  if (!take(&k, 'm') && !take(&k, 'M')) return;
  if (k.at < k.s.n && is_word_byte(k.s.p[k.at])) return;
  if (pm && *hour < 12) *hour += 12;
  if (am && *hour == 12) *hour = 0;
  take(&k, '.');
  *c = k;
}

static void skip_to_time(const vb_article_grammar *g, cursor *c) {
  enum { FARTHEST = 10 };
  ptrdiff_t start = c->at;
  if (take(c, 'T')) return;
  for (;;) {
    ptrdiff_t before = c->at;
    skip_blanks(c);
    if (!take(c, ',') && !take(c, '-') && !take(c, '|') && !take(c, '(') && !take(c, '.') &&
        !take_literal(c, VB_S("\xE2\x80\x93")) && !take_literal(c, VB_S("\xC2\xB7")) &&
        !take_literal(c, VB_S("\xE2\x80\x94")) && !skip_at(g, c))
      if (before == c->at || c->at - start > FARTHEST) return;
    if (c->at - start > FARTHEST) return;
  }
}

/* A time of day close behind the date makes it a minute's precision. */
static void take_time(const vb_article_grammar *g, cursor *c, vb_date *d) {
  cursor k = *c;
  skip_to_time(g, &k);
  int digits, hour = take_number(&k, 2, &digits);
  if (hour < 0 || hour > 24 || !take(&k, ':')) return;
  int minute = take_number(&k, 2, &digits);
  if (digits != 2 || minute > 59) return;
  if (peek(&k, ':')) {
    cursor seconds = k;
    take(&seconds, ':');
    if (take_number(&seconds, 2, &digits) >= 0) k = seconds;
    if (take(&k, '.')) take_number(&k, 9, &digits);
  }
  take_half_day(&k, &hour);
  if (hour > 24 || (hour == 24 && minute)) return;
  d->hour = (int8_t)(hour % 24);
  d->minute = (int8_t)minute;
  d->precision = VB_DATE_MINUTE;
  take_offset(&k, d);
  *c = k;
}

static bool any_date(const vb_article_grammar *g, cursor *c, vb_found_date *found) {
  cursor start = *c;
  if (!vb_is_digit(c->s.p[c->at])) return month_first(g, c, found);
  if (year_first(g, c, found)) return true;
  *c = start;
  *found = (vb_found_date){0};
  if (numeric(c, found)) return true;
  *c = start;
  *found = (vb_found_date){0};
  return day_first(g, c, found);
}

bool vb_dates_at(const vb_article_grammar *grammar, vb_str text, ptrdiff_t at,
                 vb_found_date *found) {
  *found = (vb_found_date){0};
  cursor c = {text, at};
  if (at >= text.n || !any_date(grammar, &c, found)) return false;
  if (!found->no_year) {
    take_time(grammar, &c, &found->date);
    vb_date swapped = found->swapped;
    if (vb_date_known(swapped) && found->date.precision == VB_DATE_MINUTE) {
      found->swapped = found->date;
      found->swapped.month = swapped.month;
      found->swapped.day = swapped.day;
    }
  }
  found->span = (vb_span){at, c.at};
  return true;
}

bool vb_dates_next(const vb_article_grammar *grammar, vb_str text, ptrdiff_t *at,
                   vb_found_date *found) {
  for (ptrdiff_t i = *at; i < text.n;) {
    bool digit = vb_is_digit(text.p[i]);
    if (!digit && !is_word_byte(text.p[i])) {
      i++;
      continue;
    }
    if (vb_dates_at(grammar, text, i, found) && !found->no_year) {
      *at = found->span.end;
      return true;
    }
    while (i < text.n && (digit ? vb_is_digit(text.p[i]) : is_word_byte(text.p[i]))) i++;
  }
  *at = text.n;
  return false;
}

vb_date vb_dates_parse(const vb_article_grammar *grammar, vb_str value) {
  value = vb_str_trim(value);
  vb_date iso = vb_date_parse_iso(value);
  if (iso.precision >= VB_DATE_DAY) return iso;
  ptrdiff_t at = 0;
  vb_found_date found;
  if (vb_dates_next(grammar, value, &at, &found) && !vb_date_known(found.swapped))
    return found.date;
  if (value.n == 8 && vb_str_to_int(value) > 0)
    return vb_date_ymd(vb_str_to_int(vb_str_slice(value, 0, 4)),
                       vb_str_to_int(vb_str_slice(value, 4, 6)),
                       vb_str_to_int(vb_str_slice(value, 6, 8)));
  return (vb_date){0};
}

/* Digits of a path, with single separators between them: 20210323 of "2021/03/23", 0 if this is no
 * day.  Months and days of one digit count as two.  *at moves behind it. */
static int url_digits(vb_str url, ptrdiff_t *at) {
  int64_t value = 0;
  int digits = 0;
  while (*at < url.n && vb_is_digit(url.p[*at])) {
    cursor c = {url, *at};
    int n = 0, part = take_number(&c, 8, &n);
    while (c.at < url.n && vb_is_digit(url.p[c.at])) c.at++, n = 99;
    *at = c.at;
    if (part < 0 || (!digits && n < 4)) return 0;
    if (digits && n == 1) n = 2;
    digits += n;
    for (int i = 0; i < n; i++) value *= 10;
    value += part;
    if (digits >= 8) return digits == 8 ? (int)value : 0;
    bool separator = *at < url.n && (url.p[*at] == '/' || url.p[*at] == '-' || url.p[*at] == '_');
    *at += separator;
  }
  return 0;
}

vb_date vb_dates_in_url(vb_str url) {
  enum { FIRST_PAGE_YEAR = 1993, LONGEST_URL = 2000 };
  ptrdiff_t host = vb_str_find(url, VB_S("://"), 0);
  ptrdiff_t i = vb_str_find_char(url, '/', host < 0 ? 0 : host + 3);
  if (i < 0 || url.n > LONGEST_URL) return (vb_date){0};
  for (; i < url.n && url.p[i] != '?' && url.p[i] != '#'; i++) {
    if (!vb_is_digit(url.p[i])) continue;
    int value = url_digits(url, &i);
    if (value / 10000 < FIRST_PAGE_YEAR || value / 10000 > LAST_YEAR) continue;
    vb_date d = vb_date_ymd(value / 10000, value / 100 % 100, value % 100);
    if (vb_date_known(d)) return d;
  }
  return (vb_date){0};
}

vb_date vb_dates_before(vb_date month_day, vb_date anchor) {
  if (anchor.precision < VB_DATE_DAY) return (vb_date){0};
  for (int back = 0; back < 8; back++) {
    vb_date d = vb_date_ymd(anchor.year - back, month_day.month, month_day.day);
    if (vb_date_known(d) && vb_date_to_days(d) <= vb_date_to_days(anchor) + 1) return d;
  }
  return (vb_date){0};
}
