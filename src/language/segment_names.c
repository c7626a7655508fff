/* Names in segmented text: what no dictionary has, as far as it goes. */
#include "language/segment_persons.h"
#include "language/segment_reader.h"

enum { NAME_CHARACTERS = 24, NAME_WORDS = 5 };

bool vb_segment_begins_hangul(const vb_segment_reader *r, ptrdiff_t i) {
  int len;
  int32_t c = i < r->end ? vb_utf8_decode(r->s->tokens.v[i].text, 0, &len) : 0;
  return vb_utf8_is_hangul(c);
}

static int n_characters(const vb_segment_reader *r, ptrdiff_t start, ptrdiff_t end) {
  int n = 0;
  for (ptrdiff_t i = start; i < end; i++) n += (int)vb_utf8_count(r->s->tokens.v[i].text);
  return n;
}

/* Between the parts of a foreign name. */
static bool is_name_point(const vb_segment_reader *r, ptrdiff_t i) {
  if (i >= r->end) return false;
  vb_str text = r->s->tokens.v[i].text;
  return text.n && vb_segment_name_point(text) == text.n;
}

/* A piece that may stand in a foreign name written in Han: unknown characters, surnames, and a
 * country's name that is not all of it. */
static bool is_foreign_piece(const vb_segment_reader *r, ptrdiff_t i) {
  if (i >= r->end || r->s->tokens.v[i].kind != VB_TOKEN_WORD) return false;
  if (!r->s->words[i]) return is_han(r, i);
  uint32_t other = r->s->words[i]->kinds & ~(1u << VB_SEGMENT_SURNAME | 1u << VB_SEGMENT_COUNTRY);
  return !other && n_characters(r, i, i + 1) < 3;
}

/* Has a name there a family name of one character?  Where nothing is told, it may. */
static bool has_short_names(const vb_segment_reader *r, vb_str country) {
  vb_strs all = r->c->words->short_name_countries;
  for (ptrdiff_t k = 0; k < all.n; k++)
    if (vb_str_eq(country, all.v[k])) return true;
  return !country.n;
}

/* A family name and up to two characters. */
static ptrdiff_t surname_name(const vb_segment_reader *r, ptrdiff_t i) {
  if (!is(r, i, VB_SEGMENT_SURNAME)) return i;
  ptrdiff_t k = i + 1;
  while (k < i + 3 && k < r->end && is_foreign_piece(r, k) && n_characters(r, k, k + 1) == 1) k++;
  return k > i + 1 && !is_name_point(r, k) ? k : i;
}

static ptrdiff_t foreign_name(const vb_segment_reader *r, ptrdiff_t i) {
  ptrdiff_t k = i;
  bool point = false;
  for (; k < r->end && n_characters(r, i, k) < NAME_CHARACTERS; k++) {
    point |= is_name_point(r, k);
    if (!is_foreign_piece(r, k) && !(k > i && is_name_point(r, k))) break;
  }
  while (k > i && is_name_point(r, k - 1)) k--;
  int most = point ? NAME_CHARACTERS : 9;
  bool only_country = k == i + 1 && is(r, i, VB_SEGMENT_COUNTRY);
  return n_characters(r, i, k) > most || only_country ? i : k;
}

static ptrdiff_t han_name(const vb_segment_reader *r, ptrdiff_t i, vb_str country) {
  if (is(r, i, VB_SEGMENT_PERSON)) return i + 1;
  ptrdiff_t foreign = foreign_name(r, i);
  bool has_point = false;
  for (ptrdiff_t k = i; k < foreign; k++) has_point |= is_name_point(r, k);
  ptrdiff_t own = has_point ? i : surname_name(r, i);
  if (own > i && (has_short_names(r, country) || foreign <= own)) return own;
  return foreign > i && n_characters(r, i, foreign) > 1 ? foreign : i;
}

static bool is_hangul_word(const vb_segment_reader *r, ptrdiff_t i) {
  return i < r->end &&
         (is_unknown(r, i) || is(r, i, VB_SEGMENT_PERSON) ||
          (is(r, i, VB_SEGMENT_SURNAME) && !is(r, i, VB_SEGMENT_STOP) &&
           !(r->s->words[i]->kinds & ~(1u << VB_SEGMENT_SURNAME | 1u << VB_SEGMENT_PERSON)))) &&
         !is_han(r, i);
}

/* Words of a name, up to the first with a particle or a title glued to it; "the 15th" behind it. */
static ptrdiff_t hangul_name(const vb_segment_reader *r, ptrdiff_t i) {
  ptrdiff_t k = i;
  while (k < i + NAME_WORDS && is_hangul_word(r, k) && (k == i || !is_glued(r, k))) {
    bool whole = is(r, k, VB_SEGMENT_PERSON);
    k++;
    if (whole || (k < r->end && is_glued(r, k))) break;
  }
  bool numbered = k > i && k + 1 < r->end && r->s->tokens.v[k].kind == VB_TOKEN_NUMBER &&
                  is(r, k + 1, VB_SEGMENT_TITLE) && is_glued(r, k + 1);
  return numbered ? k + 2 : k;
}

ptrdiff_t vb_segment_name(const vb_segment_reader *r, ptrdiff_t i, vb_str country) {
  if (i >= r->end) return i;
  return vb_segment_begins_hangul(r, i) ? hangul_name(r, i) : han_name(r, i, country);
}

/* Where a name could begin: not inside a run of unknown characters. */
static bool stands_free(const vb_segment_reader *r, ptrdiff_t i) {
  if (i == 0 || r->s->tokens.v[i].flags & VB_TOKEN_PARAGRAPH) return true;
  return r->s->words[i - 1] || r->s->tokens.v[i - 1].kind == VB_TOKEN_PUNCT;
}

/* A verb or an adjective, by its ending. */
static bool is_sentence_word(const vb_segment_reader *r, ptrdiff_t i) {
  vb_strs endings = r->c->words->verb_endings;
  for (ptrdiff_t k = 0; k < endings.n; k++)
    if (vb_str_ends(r->s->tokens.v[i].text, endings.v[k])) return true;
  return false;
}

ptrdiff_t vb_segment_korean_name(const vb_segment_reader *r, ptrdiff_t i, bool known) {
  ptrdiff_t behind = hangul_name(r, i);
  return !known && is_sentence_word(r, i) ? i : behind;
}

ptrdiff_t vb_segment_chinese_name(const vb_segment_reader *r, ptrdiff_t i) {
  bool surname = is(r, i, VB_SEGMENT_SURNAME), free = stands_free(r, i);
  if (!surname && !free) return i;
  ptrdiff_t own = surname_name(r, i), foreign = foreign_name(r, i);
  bool own_fits = own > i && (is(r, own, VB_SEGMENT_OFFICE) || is(r, own, VB_SEGMENT_TITLE));
  ptrdiff_t behind = own_fits ? own : free ? foreign : i;
  bool alone = behind == i && surname && is(r, i + 1, VB_SEGMENT_OFFICE);
  return alone ? i + 1 : behind;
}
