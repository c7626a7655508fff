#include <string.h>

#include "base/utf8.h"
#include "language/tokens.h"

/* A longer run without a stop is no sentence; the cut bounds what later stages cost. */
enum { SENTENCE_TOKENS = 1000 };

/* What stands before the mark that opened last: who follows behind its close depends on it. */
typedef enum { OPENED_INSIDE, OPENED_BY_COLON, OPENED_AT_START } opening;

typedef struct {
  vb_tokens t;
  ptrdiff_t start; /* of the sentence */
  bool bracket;    /* the mark that opened last */
  bool straight;   /* an odd number of straight quotation marks in this paragraph */
  opening opened;
} splitter;

static bool is_mark(const vb_token *t, char mark) {
  return t->kind == VB_TOKEN_PUNCT && t->fold.n == 1 && t->fold.p[0] == mark;
}

/* One of the ASCII marks, or of those further on. */
static bool is_one_of(const vb_token *t, const char *ascii, const char *const *others) {
  if (t->kind != VB_TOKEN_PUNCT || !t->fold.n) return false;
  if (t->fold.n == 1) return t->fold.p[0] && strchr(ascii, t->fold.p[0]);
  for (; *others; others++)
    if (vb_token_is(t, vb_str_from(*others))) return true;
  return false;
}

static bool is_ellipsis(const vb_token *t) { /* the one character */
  return t->kind == VB_TOKEN_PUNCT && vb_token_is(t, VB_S("..."));
}

static bool is_stop(const vb_token *t) {
  static const char *const others[] = {"\xE3\x80\x82" /* ideographic */, NULL};
  return is_one_of(t, ".!?", others);
}

static bool closes(const vb_token *t) {
  static const char *const others[] = {"\xC2\xBB",     "\xE3\x80\x8D" /* corner */,
                                       "\xE3\x80\x8F", "\xE3\x80\x8B" /* double angle */,
                                       "\xE3\x80\x91", NULL};
  return (t->flags & VB_TOKEN_GLUED) && is_one_of(t, "\"')]", others);
}

static bool is_cjk(const vb_token *t) {
  return t->kind == VB_TOKEN_WORD && vb_utf8_is_cjk(vb_utf8_decode(t->text, 0, &(int){0}));
}

static bool is_hangul(const vb_token *t) {
  return vb_utf8_is_hangul(vb_utf8_decode(t->text, 0, &(int){0}));
}

/* Notes where a quotation or a bracket opens. */
static void note_opening(splitter *s, ptrdiff_t i) {
  const vb_token *t = &s->t.v[i];
  if (t->flags & VB_TOKEN_PARAGRAPH) s->straight = false;
  if (t->kind != VB_TOKEN_PUNCT) return;
  static const char *const quotes[] = {"\xE3\x80\x8C", "\xE3\x80\x8E", "\xC2\xAB", NULL};
  bool straight = vb_str_eq(t->text, VB_S("\""));
  bool quote = is_one_of(t, "", quotes) || vb_str_eq(t->text, VB_S("\xE2\x80\x9C")) ||
               (straight && !s->straight);
  if (straight) s->straight = !s->straight;
  s->bracket = !quote && is_mark(t, '(') ? true : quote ? false : s->bracket;
  if (!quote && !is_mark(t, '(')) return;
  bool at_start = i == 0 || (t->flags & VB_TOKEN_PARAGRAPH) || is_stop(&s->t.v[i - 1]) ||
                  closes(&s->t.v[i - 1]);
  bool colon = !at_start && (is_mark(&s->t.v[i - 1], ':') || is_mark(&s->t.v[i - 1], ','));
  s->opened = at_start ? OPENED_AT_START : colon ? OPENED_BY_COLON : OPENED_INSIDE;
}

/* Behind a stop and a closing mark, CJK text that goes on without a blank: a quotation's verb, or
 * the next sentence? */
static bool goes_on_in_cjk(const splitter *s, const vb_token *next) {
  if (!(next->flags & VB_TOKEN_GLUED) || !is_cjk(next)) return false;
  if (is_hangul(next)) return true; /* the particle that quotes */
  if (s->bracket) return s->opened != OPENED_AT_START;
  return s->opened != OPENED_BY_COLON;
}

/* "Ya. T. Nob": an initial behind a short word carries a name on. */
static bool is_initial_behind(const splitter *s, ptrdiff_t stop, ptrdiff_t next) {
  const vb_token *t = s->t.v;
  if (stop < 1 || next != stop + 1 || t[next].text.n != 2 || t[next].text.p[1] != '.') return false;
  return (t[stop - 1].flags & VB_TOKEN_CAPITAL) && t[stop - 1].text.n <= 3;
}

/* "1. Lund" opens an item of a list; "2011. 1. 18." is a day. */
static bool is_behind_number(const splitter *s, ptrdiff_t stop, ptrdiff_t next) {
  const vb_token *t = s->t.v;
  if (stop < 1 || next != stop + 1 || t[stop - 1].kind != VB_TOKEN_NUMBER ||
      !is_mark(&t[stop], '.'))
    return false;
  bool item = stop - 1 == s->start && (t[s->start].flags & VB_TOKEN_PARAGRAPH);
  bool day = t[next].kind == VB_TOKEN_NUMBER && t[next].text.n <= 2 && next + 1 < s->t.n &&
             is_mark(&t[next + 1], '.') && (t[next + 1].flags & VB_TOKEN_GLUED);
  return (item && t[stop - 1].text.n <= 2) || day;
}

/* She said: "We met in the U.S." | Costa agreed: behind a quotation that somebody has introduced,
 * an abbreviation's point ends it. */
static bool is_introduced(const splitter *s, ptrdiff_t i) {
  const vb_token *t = &s->t.v[i];
  if (t->kind != VB_TOKEN_WORD || t->text.p[t->text.n - 1] != '.') return false;
  if (s->opened != OPENED_BY_COLON || s->bracket || i + 1 == s->t.n) return false;
  return closes(&s->t.v[i + 1]) && is_mark(&s->t.v[i + 1], '"');
}

/* "Is it time?" | Ana Costa asked: a name and a cue are no sentence of their own. */
static bool tells(const splitter *s, ptrdiff_t stop, ptrdiff_t next) {
  if (next == stop + 1 || is_mark(&s->t.v[stop], '.') || is_introduced(s, stop)) return false;
  bool name = false;
  for (ptrdiff_t i = next; i < s->t.n && i < next + 6; i++) {
    const vb_token *t = &s->t.v[i];
    if (t->kind != VB_TOKEN_WORD) return false;
    if (t->flags & VB_TOKEN_TELLS) return name;
    if (!(t->flags & VB_TOKEN_CAPITAL) && t->text.n > 3) return false; /* van, bin, and */
    name |= t->text.n > 2 || t->text.p[t->text.n - 1] != '.';
  }
  return false;
}

/* May a sentence begin here?  Not with a small letter ("... agree." he said) nor a comma. */
static bool may_begin(const vb_token *t) {
  static const char *const others[] = {"\xE3\x80\x81", NULL};
  if (t->kind == VB_TOKEN_PUNCT) return !is_one_of(t, ",;:)]%", others);
  return t->kind != VB_TOKEN_WORD || (t->flags & VB_TOKEN_CAPITAL) || is_cjk(t);
}

/* Behind a stop: the position behind all that still belongs to it, such as closing marks, or a
 * comma and points that stand alone. */
static ptrdiff_t skip_closing(const splitter *s, ptrdiff_t i) {
  for (; i < s->t.n && !(s->t.v[i].flags & VB_TOKEN_PARAGRAPH); i++) {
    const vb_token *t = &s->t.v[i];
    bool alone = !(t->flags & VB_TOKEN_GLUED) && is_mark(t, ',');
    if (!closes(t) && !alone && !is_mark(t, '.') && !is_ellipsis(t)) break;
  }
  return i;
}

static bool ends_at(const splitter *s, ptrdiff_t stop, ptrdiff_t next) {
  if (next == s->t.n || (s->t.v[next].flags & VB_TOKEN_PARAGRAPH)) return true;
  const vb_token *t = &s->t.v[next];
  if (is_ellipsis(&s->t.v[stop]) && !(t->flags & VB_TOKEN_CAPITAL)) return false;
  if (!may_begin(t)) return false;
  if (next > stop + 1 && goes_on_in_cjk(s, t)) return false;
  return !is_initial_behind(s, stop, next) && !is_behind_number(s, stop, next) &&
         !tells(s, stop, next);
}

/* Words within a paragraph, which neither end a sentence nor open anything. */
static bool goes_on(const splitter *s, ptrdiff_t i) {
  const vb_token *t = &s->t.v[i];
  if (is_introduced(s, i)) return false;
  return t->kind != VB_TOKEN_PUNCT && !(t->flags & (VB_TOKEN_STOPS | VB_TOKEN_PARAGRAPH)) &&
         i + 1 < s->t.n && !(t[1].flags & VB_TOKEN_PARAGRAPH) && i + 1 - s->start < SENTENCE_TOKENS;
}

/* Does token i end a sentence, all by itself or with marks behind it? */
static bool may_end(const splitter *s, ptrdiff_t i) {
  const vb_token *t = &s->t.v[i];
  if (t->flags & VB_TOKEN_STOPS || is_introduced(s, i)) return true;
  if (t->kind != VB_TOKEN_PUNCT) return false;
  bool more = i + 1 < s->t.n && (s->t.v[i + 1].flags & VB_TOKEN_GLUED) &&
              (is_stop(&s->t.v[i + 1]) || is_ellipsis(&s->t.v[i + 1]));
  if (more) return false; /* "?!", "...": the last one decides */
  return is_stop(t) || (is_ellipsis(t) && (t->flags & VB_TOKEN_GLUED));
}

vb_sentences vb_sentences_make(vb_tokens tokens, vb_arena *out) {
  vb_sentences sentences = {0};
  splitter s = {.t = tokens};
  for (ptrdiff_t i = 0; i < tokens.n; i++) {
    if (goes_on(&s, i)) continue;
    note_opening(&s, i);
    ptrdiff_t next = i + 1;
    bool open = tokens.v[i].flags & VB_TOKEN_OPEN;
    bool end = next == tokens.n || (!open && (tokens.v[next].flags & VB_TOKEN_PARAGRAPH));
    if (!end && may_end(&s, i)) {
      next = skip_closing(&s, next);
      end = ends_at(&s, i, next);
    }
    if (!end && next - s.start < SENTENCE_TOKENS) continue;
    for (ptrdiff_t k = i + 1; k < next; k++) note_opening(&s, k);
    *vb_push(out, &sentences) = (vb_token_range){s.start, next};
    s.start = next;
    i = next - 1;
  }
  return sentences;
}
