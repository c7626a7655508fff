#include "article/dates.h"

#include "article/date_shapes.h"

enum { LAST_YEAR = 2100 };

bool vb_dates_at(const vb_article_grammar *grammar, vb_str text, ptrdiff_t at,
                 vb_found_date *found) {
  *found = (vb_found_date){0};
  vb_date_cursor c = {text, at};
  if (at >= text.n || !vb_date_take_day(grammar, &c, found)) return false;
  if (!found->no_year) {
    vb_date_take_time(grammar, &c, &found->date);
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

/* Every date has digits, or the signs for them, all of which begin with one of two bytes. */
static bool may_hold_date(vb_str s) {
  for (ptrdiff_t i = 0; i < s.n; i++)
    if (vb_is_digit(s.p[i]) || s.p[i] == '\xE4' || s.p[i] == '\xEF') return true;
  return false;
}

/* Inside words of scripts without spaces a date may begin with a year in signs, or with an era. */
static bool begins_inside(const vb_article_grammar *g, vb_str s, ptrdiff_t at) {
  if (vb_date_begins_year(s, at)) return true;
  vb_date_cursor c = {s, at};
  return vb_date_take_word(g, &c, VB_DATE_WORD_ERA, NULL);
}

/* A sign of Latin-1 or of general punctuation stands before `at`: "Ann Other•May 4". */
static bool is_behind_sign(vb_str s, ptrdiff_t at) {
  const unsigned char *p = (const unsigned char *)s.p + at;
  return (at >= 2 && p[-2] == 0xC2) ||
         (at >= 3 && p[-3] == 0xE2 && (p[-2] == 0x80 || p[-2] == 0x81));
}

bool vb_dates_begins_word(vb_str s, ptrdiff_t at) {
  char c = s.p[at], before = at ? s.p[at - 1] : ' ';
  if (!vb_is_digit(c) && !vb_date_is_word_byte(c)) return false;
  if (!vb_is_digit(before) && !vb_date_is_word_byte(before)) return true;
  bool glued = (vb_is_lower(before) && (vb_is_upper(c) || vb_is_digit(c))) ||
               (vb_is_digit(before) && vb_is_upper(c));
  return glued || is_behind_sign(s, at);
}

/* Behind a place where no date begins: the next where one can. */
static ptrdiff_t next_start(const vb_article_grammar *g, vb_str s, ptrdiff_t at) {
  if (vb_is_digit(s.p[at])) {
    while (at < s.n && vb_is_digit(s.p[at])) at++;
    return at;
  }
  do at++;
  while (at < s.n && vb_date_is_word_byte(s.p[at]) && !vb_dates_begins_word(s, at) &&
         !((s.p[at] & 0x80) && begins_inside(g, s, at)));
  return at;
}

bool vb_dates_next(const vb_article_grammar *grammar, vb_str text, ptrdiff_t *at,
                   vb_found_date *found) {
  bool any = may_hold_date(vb_str_slice(text, *at, text.n));
  for (ptrdiff_t i = *at; any && i < text.n;) {
    if (!vb_is_digit(text.p[i]) && !vb_date_is_word_byte(text.p[i])) {
      i++;
      continue;
    }
    if (vb_dates_at(grammar, text, i, found) && !found->no_year) {
      *at = found->span.end;
      return true;
    }
    i = next_start(grammar, text, i);
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
    vb_date_cursor c = {url, *at};
    int n = 0, part = vb_date_take_figure(&c, 8, &n);
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

/* "202103230915..." at the start of a longer number: ids that begin with day and time. */
static vb_date stamp_at(vb_str url, ptrdiff_t at) {
  enum { LEAST = 12, MOST = 20 };
  ptrdiff_t n = 0;
  while (at + n < url.n && vb_is_digit(url.p[at + n])) n++;
  if (n < LEAST || n > MOST) return (vb_date){0};
  int hour = vb_str_to_int(vb_str_slice(url, at + 8, at + 10));
  int minute = vb_str_to_int(vb_str_slice(url, at + 10, at + 12));
  if (hour > 23 || minute > 59) return (vb_date){0};
  return vb_date_ymd(vb_str_to_int(vb_str_slice(url, at, at + 4)),
                     vb_str_to_int(vb_str_slice(url, at + 4, at + 6)),
                     vb_str_to_int(vb_str_slice(url, at + 6, at + 8)));
}

static bool is_page_year(int year) {
  enum { FIRST_PAGE_YEAR = 1993 };
  return year >= FIRST_PAGE_YEAR && year <= LAST_YEAR;
}

vb_date vb_dates_in_url(vb_str url) {
  enum { LONGEST_URL = 2000 };
  ptrdiff_t host = vb_str_find(url, VB_S("://"), 0);
  ptrdiff_t i = vb_str_find_char(url, '/', host < 0 ? 0 : host + 3);
  if (i < 0 || url.n > LONGEST_URL) return (vb_date){0};
  for (; i < url.n && url.p[i] != '?' && url.p[i] != '#'; i++) {
    if (!vb_is_digit(url.p[i])) continue;
    vb_date stamp = stamp_at(url, i);
    if (vb_date_known(stamp) && is_page_year(stamp.year)) return stamp;
    int value = url_digits(url, &i);
    if (!is_page_year(value / 10000)) continue;
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
