/* What dates and times of day look like on pages.  dates.c looks for them; only it and the
 * files that read them include this.
 *
 *   date_numbers.c   figures in ASCII, full width and Chinese signs; words of date_words; years,
 *                    also of an era (Juche 100, 令和3年)
 *   date_shapes.c    the day: month first, day first, year first, numeric
 *   date_time.c      the time of day behind it
 *
 * A reader takes what it knows at the cursor and moves it behind; else the cursor stays.
 */
#ifndef VB_ARTICLE_DATE_SHAPES_H
#define VB_ARTICLE_DATE_SHAPES_H

#include "article/dates.h"

typedef struct {
  vb_str s;
  ptrdiff_t at;
} vb_date_cursor;

static inline vb_str vb_date_rest(const vb_date_cursor *c) {
  return vb_str_slice(c->s, c->at, c->s.n);
}

static inline bool vb_date_peek(const vb_date_cursor *c, char ch) {
  return c->at < c->s.n && c->s.p[c->at] == ch;
}

static inline bool vb_date_take(vb_date_cursor *c, char ch) {
  if (!vb_date_peek(c, ch)) return false;
  c->at++;
  return true;
}

static inline bool vb_date_take_literal(vb_date_cursor *c, vb_str literal) {
  if (!vb_str_starts(vb_date_rest(c), literal)) return false;
  c->at += literal.n;
  return true;
}

static inline bool vb_date_is_word_byte(char c) { return vb_is_alpha(c) || (c & 0x80); }

void vb_date_skip_blanks(vb_date_cursor *c);
/* A number of up to `most` digits that no further digit follows; -1 leaves the cursor.  *digits
 * gets how many; a number with a sign for ten (二十三) counts as two. */
int vb_date_take_figure(vb_date_cursor *c, int most, int *digits);
/* The longest word of this kind in any language; *value gets what its row says. */
bool vb_date_take_word(const vb_article_grammar *g, vb_date_cursor *c, vb_date_word_kind kind,
                       int *value);
/* The same for a word that does not go on: "st" glued to a day, "at" before a time. */
bool vb_date_take_whole(const vb_article_grammar *g, vb_date_cursor *c, vb_date_word_kind kind);
/* The same for a sign behind a number, with or without blanks between. */
bool vb_date_take_sign(const vb_article_grammar *g, vb_date_cursor *c, vb_date_word_kind kind);
/* What stands in brackets, ASCII or wide, of at most so many bytes; empty if there are none. */
vb_str vb_date_take_brackets(vb_date_cursor *c, ptrdiff_t most);
/* True where a year in signs or wide digits can begin: at a one or a two that is the first. */
bool vb_date_begins_year(vb_str s, ptrdiff_t at);
/* A year of four digits; 0 leaves the cursor. */
int vb_date_take_year(vb_date_cursor *c);
/* The same, where it may run into what stands behind it: "May 4, 20215 comments". */
int vb_date_take_glued_year(vb_date_cursor *c);
/* "Juche 100", "Juche 100 (2011)", "令和3"; 0 leaves the cursor. */
int vb_date_take_era_year(const vb_article_grammar *g, vb_date_cursor *c);

/* A day at the cursor, in any shape. */
bool vb_date_take_day(const vb_article_grammar *g, vb_date_cursor *c, vb_found_date *found);
/* A time of day close behind the date makes it a minute's precision. */
void vb_date_take_time(const vb_article_grammar *g, vb_date_cursor *c, vb_date *d);

#endif
