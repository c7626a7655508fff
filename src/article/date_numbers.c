#include "article/date_shapes.h"
#include "base/utf8.h"

enum { FIRST_YEAR = 1900, LAST_YEAR = 2100 };

void vb_date_skip_blanks(vb_date_cursor *c) { c->at = vb_utf8_skip_blanks(c->s, c->at); }

static int take_ascii(vb_date_cursor *c, int most, int *digits) {
  vb_date_cursor k = *c;
  int value = 0;
  while (k.at < k.s.n && vb_is_digit(k.s.p[k.at])) {
    if (++*digits > most) return -1;
    value = value * 10 + (k.s.p[k.at++] - '0');
  }
  if (!*digits) return -1;
  *c = k;
  return value;
}

/* A sign's value: 0 to 9, or a multiple of ten; -1. */
static int value_of(int32_t c) {
  static const struct {
    int32_t sign;
    int value;
  } signs[] = {{0x3007, 0}, {0x25CB, 0},  {0x25EF, 0},  {0x96F6, 0}, {0x4E00, 1}, {0x4E8C, 2},
               {0x4E09, 3}, {0x56DB, 4},  {0x4E94, 5},  {0x516D, 6}, {0x4E03, 7}, {0x516B, 8},
               {0x4E5D, 9}, {0x5341, 10}, {0x5EFF, 20}, {0x5345, 30}};
  if (c >= 0xFF10 && c <= 0xFF19) return c - 0xFF10;
  for (size_t i = 0; i < sizeof signs / sizeof *signs; i++)
    if (signs[i].sign == c) return signs[i].value;
  return -1;
}

/* Full width digits, 二〇一一, 二十三, 廿三. */
static int take_signs(vb_date_cursor *c, int most, int *digits) {
  int value = 0, tens = -1, len;
  vb_date_cursor k = *c;
  for (; k.at < k.s.n; k.at += len) {
    int sign = value_of(vb_utf8_decode(k.s, k.at, &len));
    if (sign < 0) break;
    if (sign < 10 && ++*digits > (tens < 0 ? most : 1)) return -1;
    if (sign < 10) {
      value = value * 10 + sign;
      continue;
    }
    if (tens >= 0 || *digits > 1 || (*digits && sign > 10)) return -1;
    tens = *digits ? value * 10 : sign;
    value = *digits = 0;
  }
  if (k.at == c->at || (k.at < k.s.n && vb_is_digit(k.s.p[k.at]))) return -1;
  if (tens >= 0) *digits = 2;
  *c = k;
  return tens < 0 ? value : tens + value;
}

int vb_date_take_figure(vb_date_cursor *c, int most, int *digits) {
  *digits = 0;
  if (c->at >= c->s.n) return -1;
  return c->s.p[c->at] & 0x80 ? take_signs(c, most, digits) : take_ascii(c, most, digits);
}

bool vb_date_take_word(const vb_article_grammar *g, vb_date_cursor *c, vb_date_word_kind kind,
                       int *value) {
  const vb_date_word *best = NULL;
  vb_str rest = vb_date_rest(c);
  if (!rest.n || !(g->date_leads[(unsigned char)rest.p[0]] & 1U << kind)) return false;
  for (ptrdiff_t i = 0; i < g->date_words.n; i++) {
    const vb_date_word *w = &g->date_words.v[i];
    if (w->kind == kind && (!best || w->text.n > best->text.n) && vb_str_starts(rest, w->text))
      best = w;
  }
  if (!best) return false;
  c->at += best->text.n;
  if (value) *value = best->value;
  return true;
}

bool vb_date_take_whole(const vb_article_grammar *g, vb_date_cursor *c, vb_date_word_kind kind) {
  vb_date_cursor k = *c;
  if (!vb_date_take_word(g, &k, kind, NULL)) return false;
  bool goes_on = k.at < k.s.n && vb_date_is_word_byte(k.s.p[k.at]);
  if (goes_on && vb_date_is_word_byte(k.s.p[k.at - 1])) return false;
  *c = k;
  return true;
}

bool vb_date_take_sign(const vb_article_grammar *g, vb_date_cursor *c, vb_date_word_kind kind) {
  vb_date_cursor k = *c;
  vb_date_skip_blanks(&k);
  if (!vb_date_take_word(g, &k, kind, NULL)) return false;
  *c = k;
  return true;
}

vb_str vb_date_take_brackets(vb_date_cursor *c, ptrdiff_t most) {
  bool wide = vb_str_starts(vb_date_rest(c), VB_S("\xEF\xBC\x88"));
  if (!wide && !vb_date_peek(c, '(')) return (vb_str){0};
  ptrdiff_t from = c->at + (wide ? 3 : 1);
  vb_str close = wide ? VB_S("\xEF\xBC\x89") : VB_S(")");
  ptrdiff_t end = vb_str_find(vb_str_slice(c->s, 0, from + most + close.n), close, from);
  if (end <= from) return (vb_str){0};
  c->at = end + close.n;
  return vb_str_slice(c->s, from, end);
}

bool vb_date_begins_year(vb_str s, ptrdiff_t at) {
  int len;
  vb_str rest = vb_str_slice(s, at, s.n);
  bool one_or_two =
      vb_str_starts(rest, VB_S("\xE4\xB8\x80")) || vb_str_starts(rest, VB_S("\xE4\xBA\x8C")) ||
      vb_str_starts(rest, VB_S("\xEF\xBC\x91")) || vb_str_starts(rest, VB_S("\xEF\xBC\x92"));
  if (!one_or_two || !at) return one_or_two;
  return value_of(vb_utf8_decode(s, vb_utf8_back(s, at - 1), &len)) < 0;
}

int vb_date_take_year(vb_date_cursor *c) {
  vb_date_cursor k = *c;
  int digits, year = vb_date_take_figure(&k, 4, &digits);
  if (digits != 4 || year < FIRST_YEAR || year > LAST_YEAR) return 0;
  char next = k.at < k.s.n ? k.s.p[k.at] : 0;
  if (vb_is_alpha(next) && !vb_is_upper(next)) return 0;
  *c = k;
  return year;
}

int vb_date_take_glued_year(vb_date_cursor *c) {
  enum { YEAR_DIGITS = 4 };
  vb_date_cursor whole = *c, first = {vb_str_slice(c->s, 0, c->at + YEAR_DIGITS), c->at};
  int year = vb_date_take_year(&whole);
  if (!year) year = vb_date_take_year(&first);
  if (year) c->at = whole.at > c->at ? whole.at : first.at;
  return year;
}

/* The first year of an era is also called its origin: 元. */
static int take_year_of_era(vb_date_cursor *c) {
  int digits;
  if (vb_date_take_literal(c, VB_S("\xE5\x85\x83"))) return 1;
  return vb_date_take_figure(c, 3, &digits);
}

int vb_date_take_era_year(const vb_article_grammar *g, vb_date_cursor *c) {
  enum { LONGEST_YEAR_BYTES = 12 };
  vb_date_cursor k = *c;
  int first = 0;
  if (!vb_date_take_word(g, &k, VB_DATE_WORD_ERA, &first)) return 0;
  vb_date_skip_blanks(&k);
  int year = take_year_of_era(&k);
  if (year < 1 || !first) return 0;
  year += first - 1;
  vb_date_cursor said = k;
  vb_date_skip_blanks(&said);
  vb_date_cursor inside = {vb_date_take_brackets(&said, LONGEST_YEAR_BYTES), 0};
  int other = vb_date_take_year(&inside);
  if (other && other != year) return 0;
  if (other) k = said;
  if (year < FIRST_YEAR || year > LAST_YEAR) return 0;
  *c = k;
  return year;
}
