#include "article/date_shapes.h"

#include "base/utf8.h"

enum { WORD_BYTES = 32 };

typedef vb_date_cursor cursor;

static vb_str take_letters(cursor *c) {
  ptrdiff_t start = c->at;
  while (c->at < c->s.n && c->at - start < WORD_BYTES && vb_date_is_word_byte(c->s.p[c->at]) &&
         !vb_str_starts(vb_date_rest(c), VB_S("\xC2\xA0")))
    c->at++;
  return vb_str_slice(c->s, start, c->at);
}

/* A month's name; 0 leaves the cursor.  Folding happens in a buffer on the stack. */
static int take_month(const vb_article_grammar *g, cursor *c) {
  cursor k = *c;
  vb_str word = take_letters(&k);
  if (word.n < 3) return 0;
  char room[4096];
  vb_arena small = {room, room + sizeof room, NULL, NULL};
  const vb_dict_entry *e = vb_dict_get(&g->months, vb_utf8_fold(&small, word));
  if (!e) return 0;
  vb_date_take(&k, '.');
  *c = k;
  return (int)e->value;
}

/* "de", "of" between day, month and year. */
static void skip_of(const vb_article_grammar *g, cursor *c) {
  cursor k = *c;
  vb_str word = take_letters(&k);
  for (ptrdiff_t i = 0; i < g->date_words.n; i++) {
    const vb_date_word *w = &g->date_words.v[i];
    if (w->kind != VB_DATE_WORD_OF || !vb_str_eq_nocase(word, w->text)) continue;
    *c = k;
    vb_date_skip_blanks(c);
    return;
  }
}

/* ", 2021", " de 2021", "-2021", " Juche 100 (2011)", " 2021 r." behind day and month; 0 leaves the
 * cursor. */
static int take_year_behind(const vb_article_grammar *g, cursor *c) {
  static const char before[] = ",-/.";
  cursor k = *c;
  for (int i = 0; before[i]; i++)
    if (vb_date_take(&k, before[i])) break;
  bool comma = k.at > c->at && k.s.p[c->at] == ',';
  vb_date_skip_blanks(&k);
  skip_of(g, &k);
  int year = comma ? vb_date_take_glued_year(&k) : vb_date_take_year(&k);
  if (!year) year = vb_date_take_era_year(g, &k);
  if (!year) return 0;
  *c = k;
  vb_date_skip_blanks(&k);
  if (vb_date_take_whole(g, &k, VB_DATE_WORD_AFTER_YEAR)) *c = k;
  return year;
}

static bool take_rest(const vb_article_grammar *g, cursor *c, int month, int day,
                      vb_found_date *found) {
  int year = take_year_behind(g, c);
  found->date = vb_date_ymd(year ? year : 2000, month, day); /* a leap year: 29 February is there */
  found->no_year = !year;
  if (!vb_date_known(found->date)) return false;
  if (!year) found->date.year = 0;
  return true;
}

/* Few words stand before a number: only those are looked up. */
static bool number_follows(cursor c) {
  take_letters(&c);
  vb_date_take(&c, '.');
  vb_date_skip_blanks(&c);
  return c.at < c.s.n && vb_is_digit(c.s.p[c.at]);
}

/* "March 23, 2021", "March 23" */
static bool month_first(const vb_article_grammar *g, cursor *c, vb_found_date *found) {
  int month = number_follows(*c) ? take_month(g, c) : 0, digits;
  if (!month) return false;
  vb_date_skip_blanks(c);
  int day = vb_date_take_figure(c, 2, &digits);
  if (day < 1) return false;
  vb_date_take_whole(g, c, VB_DATE_WORD_ORDINAL);
  return take_rest(g, c, month, day, found);
}

/* "23 March 2021", "23rd of March", "23. März 2021", "23-Mar-2021", "23/mar/2021" */
static bool day_first(const vb_article_grammar *g, cursor *c, vb_found_date *found) {
  int digits, day = vb_date_take_figure(c, 2, &digits);
  if (day < 1 || day > 31) return false;
  vb_date_take_whole(g, c, VB_DATE_WORD_ORDINAL);
  if (!vb_date_take(c, '.') && !vb_date_take(c, '-')) vb_date_take(c, '/');
  vb_date_skip_blanks(c);
  skip_of(g, c);
  int month = take_month(g, c);
  return month && take_rest(g, c, month, day, found);
}

static char take_separator(cursor *c) {
  static const char all[] = "/-.";
  for (int i = 0; i < 3; i++)
    if (vb_date_take(c, all[i])) {
      if (all[i] == '.') vb_date_skip_blanks(c);
      return all[i];
    }
  return 0;
}

/* "23/03/2021", "23.3.2021": the order of day and month is known only where one is above 12. */
static bool numeric(const vb_article_grammar *g, cursor *c, vb_found_date *found) {
  (void)g;
  int digits, a = vb_date_take_figure(c, 2, &digits);
  char separator = a > 0 ? take_separator(c) : 0;
  if (!separator) return false;
  int b = vb_date_take_figure(c, 2, &digits);
  if (b < 1 || take_separator(c) != separator) return false;
  int year = vb_date_take_year(c);
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

/* A year and, if it is there, the East Asian sign for it: 2021年, 주체100(2011)년, 2021年(令和3年).
 */
static int take_signed_year(const vb_article_grammar *g, cursor *c, bool *sign) {
  enum { OTHER_ERA_BYTES = 24 };
  cursor k = *c;
  int year = vb_date_take_year(&k);
  if (!year) year = vb_date_take_era_year(g, &k);
  if (!year) return 0;
  cursor behind = k;
  vb_date_take(&behind, ')'); /* of "100(2011)", which began before */
  *sign = vb_date_take_sign(g, &behind, VB_DATE_WORD_YEAR);
  if (*sign) vb_date_take_brackets(&behind, OTHER_ERA_BYTES);
  *c = *sign ? behind : k;
  return year;
}

/* "2011, March 23", "Juche 100 (2011), March 23": the month's name behind the year. */
static bool month_behind_year(const vb_article_grammar *g, cursor *c, int year,
                              vb_found_date *found) {
  int digits;
  vb_date_take(c, ',');
  vb_date_skip_blanks(c);
  int month = number_follows(*c) ? take_month(g, c) : 0;
  if (!month) return false;
  vb_date_skip_blanks(c);
  found->date = vb_date_ymd(year, month, vb_date_take_figure(c, 2, &digits));
  return vb_date_known(found->date);
}

/* "2021-03-23", "2021/3/23", "2021. 3. 23.", the East Asian signs for year, month and day, and
 * years of an era. */
static bool year_first(const vb_article_grammar *g, cursor *c, vb_found_date *found) {
  bool signs = false;
  int digits, year = take_signed_year(g, c, &signs);
  if (!year) return false;
  char separator = signs ? 0 : take_separator(c);
  if (!signs && !separator) return month_behind_year(g, c, year, found);
  vb_date_skip_blanks(c);
  int month = vb_date_take_figure(c, 2, &digits);
  if (signs ? !vb_date_take_sign(g, c, VB_DATE_WORD_MONTH) : take_separator(c) != separator)
    return false;
  vb_date_skip_blanks(c);
  found->date = vb_date_ymd(year, month, vb_date_take_figure(c, 2, &digits));
  if (signs) vb_date_take_sign(g, c, VB_DATE_WORD_DAY);
  return vb_date_known(found->date);
}

typedef bool shape(const vb_article_grammar *g, cursor *c, vb_found_date *found);

static bool take_shape(const vb_article_grammar *g, shape *read, cursor *c, vb_found_date *found) {
  cursor k = *c;
  *found = (vb_found_date){0};
  if (!read(g, &k, found)) return false;
  *c = k;
  return true;
}

bool vb_date_take_day(const vb_article_grammar *g, cursor *c, vb_found_date *found) {
  if (vb_is_digit(c->s.p[c->at]))
    return take_shape(g, year_first, c, found) || take_shape(g, numeric, c, found) ||
           take_shape(g, day_first, c, found);
  return take_shape(g, month_first, c, found) || take_shape(g, year_first, c, found) ||
         take_shape(g, numeric, c, found);
}
