/* Datelines of Chinese and Korean agencies, in four shapes:
 *
 *   AGENCY PLACE 3 MONTH 23 DAY WIRE [(reporter)] text     mainland
 *   (AGENCY [reporter] PLACE 23 DAY WIRE) text             Taiwan
 *   (PLACE 3 MONTH 23 DAY WIRE AGENCY) text                North Korea
 *   (PLACE=AGENCY) [reporter =] text                       South Korea
 *
 * The signs for month and day and the word WIRE ("by wire from") are rows of date_words. */
#include "article/dateline.h"
#include "base/utf8.h"

enum { CJK_HEAD_BYTES = 160, NAME_BYTES = 48, REPORTER_BYTES = 40 };

typedef struct {
  const vb_article_grammar *g;
  vb_str s;
  vb_arena scratch;
} head;

static bool begins_in_cjk(vb_str s) {
  int len;
  if (!s.n) return false;
  int32_t c = vb_utf8_decode(s, 0, &len);
  return vb_utf8_is_cjk(c) && vb_utf8_is_letter(c);
}

/* A word of date_words at `at`: behind it, or -1. */
static ptrdiff_t sign_at(const head *h, ptrdiff_t at, vb_date_word_kind kind) {
  vb_str rest = vb_str_slice(h->s, at, h->s.n);
  for (ptrdiff_t i = 0; i < h->g->date_words.n; i++) {
    const vb_date_word *w = &h->g->date_words.v[i];
    if (w->kind == kind && vb_str_starts(rest, w->text)) return at + w->text.n;
  }
  return -1;
}

static ptrdiff_t number_at(const head *h, ptrdiff_t at, int *value) {
  ptrdiff_t end = vb_utf8_skip_blanks(h->s, at), start = end;
  *value = 0;
  while (end < h->s.n && vb_is_digit(h->s.p[end]) && end - start < 2)
    *value = *value * 10 + (h->s.p[end++] - '0');
  return end > start ? end : -1;
}

/* [3 MONTH] 23 DAY WIRE at `at`: behind it, or -1.  A date without its month says no day. */
static ptrdiff_t wire_date(const head *h, ptrdiff_t at, vb_dateline *d) {
  int month = 0, day = 0;
  ptrdiff_t end = number_at(h, at, &day);
  ptrdiff_t sign = end < 0 ? -1 : sign_at(h, end, VB_DATE_WORD_MONTH);
  if (sign > 0) {
    month = day;
    end = number_at(h, sign, &day);
  }
  end = end < 0 ? -1 : sign_at(h, end, VB_DATE_WORD_DAY);
  end = end < 0 ? -1 : sign_at(h, end, VB_DATE_WORD_WIRE);
  if (end < 0) return -1;
  if (month) {
    d->date = vb_date_ymd(2000, month, day); /* a leap year: 29 February is possible */
    d->date.year = 0;
    d->no_year = true;
  }
  return end;
}

/* The agency that the text at `at` begins with: behind its longest name, or -1. */
static ptrdiff_t agency_at(const head *h, ptrdiff_t at, vb_str *agency) {
  ptrdiff_t best = -1;
  int len;
  for (ptrdiff_t end = at; end < h->s.n && end - at < NAME_BYTES; end += len) {
    vb_utf8_decode(h->s, end, &len);
    vb_str name = vb_agency_named(h->g, vb_str_slice(h->s, at, end + len), h->scratch);
    if (name.n) *agency = name, best = end + len;
  }
  return best;
}

/* Where the date with its WIRE begins behind a place; -1 if none does within a name's length. */
static ptrdiff_t date_from(const head *h, ptrdiff_t at, ptrdiff_t limit, vb_dateline *d,
                           ptrdiff_t *behind) {
  for (ptrdiff_t i = at; i < limit && i < h->s.n; i++) {
    if (!vb_is_digit(h->s.p[i])) continue;
    *behind = wire_date(h, i, d);
    return *behind > 0 ? i : -1;
  }
  return -1;
}

static vb_str place_of(vb_str s) {
  s = vb_str_trim(s);
  return s.n && s.n <= NAME_BYTES && begins_in_cjk(s) ? s : (vb_str){0};
}

/* "(reporters ...)" behind the WIRE. */
static ptrdiff_t skip_bracket(vb_str s, ptrdiff_t at) {
  vb_str rest = vb_str_slice(s, at, s.n);
  bool wide = vb_str_starts(rest, VB_S("\xEF\xBC\x88"));
  if (!wide && !vb_str_starts(rest, VB_S("("))) return at;
  ptrdiff_t close = vb_str_find(rest, wide ? VB_S("\xEF\xBC\x89") : VB_S(")"), 0);
  return close > 0 && close < REPORTER_BYTES ? vb_utf8_skip_blanks(s, at + close + (wide ? 3 : 1))
                                             : at;
}

static bool bare(const head *h, vb_dateline *d) {
  ptrdiff_t name = agency_at(h, 0, &d->agency), behind = 0;
  if (name < 0) return false;
  ptrdiff_t date = date_from(h, name, name + NAME_BYTES, d, &behind);
  if (date < 0) return false;
  d->place = place_of(vb_str_slice(h->s, name, date));
  d->end = vb_utf8_skip_blanks(h->s, skip_bracket(h->s, vb_utf8_skip_blanks(h->s, behind)));
  return true;
}

/* What stands in brackets at the start: from `at` to `close`. */
static bool bracketed(const head *h, ptrdiff_t at, ptrdiff_t close, vb_dateline *d) {
  ptrdiff_t behind = 0, name = agency_at(h, at, &d->agency);
  ptrdiff_t date = date_from(h, name > 0 ? name : at, close, d, &behind);
  if (date > 0 && name > 0) return true; /* who reports and from where are not told apart */
  if (date > 0) {
    d->place = place_of(vb_str_slice(h->s, at, date));
    return agency_at(h, vb_utf8_skip_blanks(h->s, behind), &d->agency) > 0;
  }
  ptrdiff_t equals = vb_str_find_char(h->s, '=', at);
  if (equals < 0 || equals >= close) return false;
  vb_str agency = vb_str_slice(h->s, equals + 1, close);
  vb_str known = vb_agency_named(h->g, agency, h->scratch);
  d->agency = known.n ? known : vb_str_trim(agency);
  d->place = place_of(vb_str_slice(h->s, at, equals));
  return d->place.n && d->agency.n;
}

/* "NAME reporter = " behind the bracket. */
static ptrdiff_t skip_reporter(vb_str s, ptrdiff_t at) {
  vb_str rest = vb_str_slice(s, at, at + REPORTER_BYTES);
  ptrdiff_t equals = vb_str_find(rest, VB_S(" = "), 0);
  return equals > 0 ? at + equals + 3 : at;
}

bool vb_dateline_find_cjk(const vb_article_grammar *grammar, vb_str text, vb_dateline *found,
                          vb_arena scratch) {
  vb_str s = vb_str_slice(text, 0, vb_utf8_back(text, CJK_HEAD_BYTES));
  head h = {grammar, s, scratch};
  vb_dateline d = {.end = 0};
  if (begins_in_cjk(s)) {
    if (!bare(&h, &d)) return false;
    *found = d;
    return true;
  }
  bool wide = vb_str_starts(s, VB_S("\xEF\xBC\x88"));
  ptrdiff_t at = wide ? 3 : 1;
  if ((!wide && !vb_str_starts(s, VB_S("("))) || !begins_in_cjk(vb_str_slice(s, at, s.n)))
    return false;
  ptrdiff_t close = vb_str_find(s, wide ? VB_S("\xEF\xBC\x89") : VB_S(")"), at);
  if (close < 0 || !bracketed(&h, at, close, &d)) return false;
  d.end = vb_utf8_skip_blanks(s, skip_reporter(s, vb_utf8_skip_blanks(s, close + (wide ? 3 : 1))));
  *found = d;
  return true;
}
