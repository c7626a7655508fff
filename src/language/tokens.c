#include "language/abbreviations.h"

#include <string.h>

#include "base/utf8.h"
#include "language/short_word.h"

typedef struct {
  const vb_abbreviations *abbreviations;
  vb_str text;
  ptrdiff_t at;
  vb_arena *out;
  vb_tokens tokens;
  uint8_t pending;    /* flags for the next token */
  ptrdiff_t may_tell; /* words before this token may carry a quotation's sentence on */
  ptrdiff_t pointed;  /* behind the last token whose point may end a sentence; 0: none */
} lexer;

static int32_t peek(const lexer *l, ptrdiff_t at, int *len) {
  if (at >= l->text.n) return *len = 1, 0;
  return vb_utf8_decode(l->text, at, len);
}

static bool is_digit(int32_t c) { return c >= '0' && c <= '9'; }
static bool is_apostrophe(int32_t c) { return c == '\'' || c == 0x2019 || c == 0x02BC; }
static bool is_hyphen(int32_t c) { return c == '-' || c == 0x2010 || c == 0x2011 || c == 0xFF0D; }
static bool is_wordy(int32_t c) { return is_digit(c) || vb_utf8_is_letter(c); }

/* White space of any script; counts newlines so that blank lines mark paragraphs. */
static void skip_space(lexer *l) {
  ptrdiff_t at = l->at, words = at + (at < l->text.n && l->text.p[at] == ' ');
  if (l->tokens.n && words < l->text.n && (signed char)l->text.p[words] > ' ') { /* as a rule */
    if (words == at) l->pending |= VB_TOKEN_GLUED;
    l->at = words;
    return;
  }
  int newlines = 0, len;
  bool any = false;
  for (; l->at < l->text.n; l->at += len) {
    int32_t c = vb_utf8_decode(l->text, l->at, &len);
    if (!vb_utf8_is_blank(c) && !vb_utf8_is_invisible(c)) break;
    newlines += c == '\n' || c == 0x2029;
    any = true;
  }
  if (newlines >= 2 || !l->tokens.n) l->pending |= VB_TOKEN_PARAGRAPH;
  if (!any && l->tokens.n) l->pending |= VB_TOKEN_GLUED;
}

/* Does the character behind a mark inside a word carry the word on? */
static bool joins(const lexer *l, ptrdiff_t start, int32_t mark, ptrdiff_t next) {
  if (!is_hyphen(mark) && !is_apostrophe(mark) && mark != ',' && mark != '.') return false;
  int len;
  int32_t after = peek(l, next, &len);
  if (!is_wordy(after) || vb_utf8_is_cjk(after)) return false;
  if (is_hyphen(mark)) return true;
  if (is_apostrophe(mark)) {
    /* Xi's is two tokens; O'Neill and Ma'am one */
    int len2;
    int32_t second = peek(l, next + len, &len2);
    bool clitic = !is_wordy(second) && (after == 's' || after == 'S');
    return !clitic;
  }
  if (mark == ',') return is_digit(after) && is_digit((unsigned char)l->text.p[next - 2]);
  if (is_digit(after)) return is_digit((unsigned char)l->text.p[next - 2]);
  /* U.S: one letter before each point */
  ptrdiff_t before = next - 3;
  return before < start || l->text.p[before] == '.' || l->text.p[before] == '-';
}

/* "U.S", "C.C", "a.m", "Lao-U.S": single letters with points between them. */
static bool is_pointed(vb_str word) {
  ptrdiff_t hyphen = word.n - 1;
  while (hyphen >= 0 && word.p[hyphen] != '-') hyphen--;
  if (hyphen >= 0 && word.n - hyphen < 4) return false; /* "Plan-B." */
  word = vb_str_slice(word, hyphen + 1, word.n);
  bool pointed = false;
  for (ptrdiff_t i = 1; i < word.n; i += 2) {
    if (word.p[i] != '.') return false;
    pointed = true;
  }
  return pointed || (word.n == 1 && vb_is_upper(word.p[0]));
}

static uint8_t case_flags(vb_str word) {
  int letters = 0, uppers = 0, len;
  bool first = false;
  for (ptrdiff_t i = 0; i < word.n; i += len) {
    int32_t c = vb_utf8_decode(word, i, &len);
    if (!vb_utf8_is_letter(c)) continue;
    bool upper = vb_utf8_is_upper(c);
    first |= !letters && upper;
    letters++;
    uppers += upper;
  }
  return (uint8_t)((first ? VB_TOKEN_CAPITAL : 0) |
                   (letters > 1 && uppers == letters ? VB_TOKEN_ALL_CAPS : 0));
}

/* For the rest of the text as many a byte as so far: of a long text to double them is dear. */
static void make_room(lexer *l) {
  vb_tokens *t = &l->tokens;
  double rest = (double)(l->text.n - l->at) / (double)(l->at + 1);
  t->cap = t->n + t->n / 8 + (ptrdiff_t)(rest * (double)t->n) + 8;
  vb_token *more = vb_arena_alloc_raw(l->out, sizeof *more, _Alignof(max_align_t), t->cap);
  memcpy(more, t->v, (size_t)t->n * sizeof *more);
  t->v = more;
}

static inline vb_token *next_token(lexer *l) {
  if (l->tokens.n == l->tokens.cap) make_room(l);
  return &l->tokens.v[l->tokens.n++];
}

/* Adds the token, all but its folding. */
static inline vb_token *add(lexer *l, ptrdiff_t end, vb_token_kind kind) {
  vb_token *t = next_token(l);
  t->span = (vb_span){l->at, end};
  t->text = (vb_str){l->text.p + l->at, end - l->at};
  t->kind = (uint8_t)kind;
  t->flags = l->pending;
  t->is = ~0u;
  t->longest = VB_TOKEN_UNSETTLED;
  t->plain = false;
  for (int set = 0; set < VB_PHRASE_SETS; set++) t->begins[set] = ~0u;
  if (l->pending & VB_TOKEN_POINTED) l->pointed = l->tokens.n;
  l->pending = 0;
  l->at = end;
  return t;
}

/* Folding and case of an ASCII token; without capitals it is its own folding.  False if it is not
 * ASCII. */
static bool fold_plain(const lexer *l, vb_token *t) {
  int letters = 0, uppers = 0;
  t->fold = t->text;
  for (ptrdiff_t i = 0; i < t->text.n; i++) {
    char c = t->text.p[i];
    if ((signed char)c < 0) return false;
    letters += vb_is_alpha(c);
    uppers += vb_is_upper(c);
  }
  if (!uppers) return true;
  t->fold = vb_str_lower(l->out, t->text);
  if (t->kind != VB_TOKEN_WORD) return true;
  if (vb_is_upper(t->text.p[0])) t->flags |= VB_TOKEN_CAPITAL;
  if (letters > 1 && uppers == letters) t->flags |= VB_TOKEN_ALL_CAPS;
  return true;
}

static void emit(lexer *l, ptrdiff_t end, vb_token_kind kind) {
  vb_token *t = add(l, end, kind);
  if (!fold_plain(l, t)) {
    t->fold = vb_utf8_fold(l->out, t->text);
    if (kind == VB_TOKEN_WORD) t->flags |= case_flags(t->text);
  }
  t->hash = vb_str_hash(t->fold);
  vb_vocabulary_expect(l->abbreviations->vocabulary, t->hash);
}

/* A capital after two small letters or more: words that a lost tag has glued together. */
static ptrdiff_t glue_point(vb_str word) {
  int small = 0, len;
  for (ptrdiff_t i = 0; i < word.n; i += len) {
    int32_t c = vb_utf8_decode(word, i, &len);
    if (vb_utf8_is_upper(c)) {
      if (small > 3 && i + 1 < word.n) return i;
      small = 0;
    } else if (vb_utf8_is_letter(c)) {
      small++;
    } else {
      return 0;
    }
  }
  return 0;
}

enum { START_MARKS = 3 }; /* quotation marks and brackets looked over behind an abbreviation */

/* What points mean behind and before a word of this hash. */
static unsigned point_of(const lexer *l, uint64_t hash) {
  const vb_vocabulary *v = l->abbreviations->vocabulary;
  return v->words.v[vb_vocabulary_find(v, hash)].point;
}

static unsigned look_up(const lexer *l, vb_str word) {
  vb_arena scratch = *l->out;
  return point_of(l, vb_str_hash(vb_utf8_fold(&scratch, word)));
}

/* Do points matter before or behind the next word, which begins so and ends at `end`? */
static inline bool asks_for_points(const lexer *l, ptrdiff_t end) {
  bool behind = l->pointed && l->pointed + START_MARKS >= l->tokens.n;
  return behind || l->tokens.n < l->may_tell || (end < l->text.n && l->text.p[end] == '.');
}

/* Is the point behind a word its own?  Then the next token gets to know what it may mean. */
static bool keeps_point(lexer *l, vb_str word, unsigned is, ptrdiff_t end) {
  if (is & VB_POINT_CAPITAL && !vb_is_upper(word.p[0])) is = 0;
  if (is & VB_POINT_NUMBERED) {
    ptrdiff_t next = end + 1;
    while (next < l->text.n && l->text.p[next] == ' ') next++;
    if (next >= l->text.n || !vb_is_digit(l->text.p[next])) is = 0;
  }
  if (!(is & VB_POINT_KEPT) && !is_pointed(word)) return false;
  l->pending |= is & VB_POINT_OPEN ? VB_TOKEN_OPEN : 0;
  l->pending |= is & VB_POINT_INNER ? 0 : VB_TOKEN_POINTED;
  return true;
}

static bool is_quote_or_bracket(const vb_token *t) {
  return t->kind == VB_TOKEN_PUNCT && t->fold.n == 1 && strchr("\"'()[]", t->fold.p[0]);
}

/* A word with a capital.  "... the U.S. The premier": the point behind U.S. ends its sentence, when
 * this word begins one; a lone initial needs a word that is no name ("J. He").  Behind "Is it
 * time?" such a word begins a sentence as well, so that no cue belongs to the quotation. */
static void note_start(lexer *l, vb_str word, unsigned is) {
  bool behind_quotation = l->tokens.n < l->may_tell;
  if (!behind_quotation && (!l->pointed || l->pointed + START_MARKS < l->tokens.n)) return;
  ptrdiff_t i = l->tokens.n - 1;
  while (i >= 0 && i > l->tokens.n - 1 - START_MARKS && is_quote_or_bracket(&l->tokens.v[i])) i--;
  bool pointed = i >= 0 && l->tokens.v[i].flags & VB_TOKEN_POINTED;
  if (!(pointed || behind_quotation) || !(is & VB_POINT_STARTS)) return;
  bool initial = pointed && l->tokens.v[i].text.n == 2 && word.n < 3;
  if (pointed && !initial) l->tokens.v[i].flags |= VB_TOKEN_STOPS;
  l->may_tell = 0;
}

/* Notes of a word that is whole, before it is added: does it begin a sentence, or carry one on? */
static inline void note_word(lexer *l, vb_str word, unsigned is) {
  if (vb_is_upper(word.p[0]))
    note_start(l, word, is);
  else if (l->tokens.n < l->may_tell)
    l->pending |= is & VB_POINT_TELLS ? VB_TOKEN_TELLS : 0;
}

/* Is the mark at `end`, behind ASCII letters and digits, surely no part of the word?  A point may
 * still be its own. */
static bool surely_ends(const lexer *l, ptrdiff_t end) {
  const uint8_t *is = l->abbreviations->bytes;
  const unsigned char *p = (const unsigned char *)l->text.p;
  if (end == l->text.n || !(is[p[end]] & VB_BYTE_JOINS)) return true;
  if (p[end] == ',') return !(is[p[end - 1]] & VB_BYTE_DIGIT);
  return p[end] == '.' && (end + 1 == l->text.n || !(is[p[end + 1]] || p[end + 1] >= 0x80));
}

/* A word or number of ASCII letters and digits only, as most are.  False: it may hold more. */
static bool lex_plain(lexer *l) {
  const uint8_t *is = l->abbreviations->bytes;
  const unsigned char *p = (const unsigned char *)l->text.p;
  ptrdiff_t start = l->at, end = start + 1;
  unsigned first = is[p[start]], rest = 0;
  if (!(first & VB_BYTE_PLAIN)) return false;
  for (; end < l->text.n && is[p[end]] & VB_BYTE_PLAIN; end++) rest |= is[p[end]];
  bool glued = (first | rest) & VB_BYTE_SMALL && rest & VB_BYTE_LARGE; /* ComradeBo, perhaps */
  if (glued || !surely_ends(l, end)) return false;
  vb_str word = {l->text.p + start, end - start};
  vb_str fold = (first | rest) & VB_BYTE_LARGE ? vb_str_lower(l->out, word) : word;
  uint64_t hash = vb_str_hash(fold);
  vb_vocabulary_expect(l->abbreviations->vocabulary, hash);
  if (!(first & VB_BYTE_DIGIT) && asks_for_points(l, end)) {
    unsigned about = point_of(l, hash);
    bool own = end < l->text.n && p[end] == '.' && keeps_point(l, word, about, end);
    note_word(l, word, about);
    if (own) return emit(l, end + 1, VB_TOKEN_WORD), true;
  }
  vb_token *t = add(l, end, first & VB_BYTE_DIGIT ? VB_TOKEN_NUMBER : VB_TOKEN_WORD);
  t->fold = fold;
  t->hash = hash;
  t->plain = !(first & VB_BYTE_DIGIT) && rest;
  if (first & VB_BYTE_LARGE) t->flags |= VB_TOKEN_CAPITAL;
  if (first & rest & VB_BYTE_LARGE && !(rest & VB_BYTE_SMALL)) t->flags |= VB_TOKEN_ALL_CAPS;
  return true;
}

/* ---- short words (short_word.h) ---- */

/* The folding of such a word. */
static inline vb_str fold_short(lexer *l, vb_str word) {
  char *fold = vb_arena_alloc_raw(l->out, 1, 1, VB_SHORT_BYTES);
  for (int i = 0; i < VB_SHORT_BYTES; i += 8) {
    uint64_t bytes = vb_load_bytes(word.p + i, 8) | VB_EACH_BYTE(0x20);
    memcpy(fold + i, &bytes, 8);
  }
  return (vb_str){fold, word.n};
}

/* Adds the word that stands at `start`. */
static inline void add_short(lexer *l, ptrdiff_t start, vb_short_word w) {
  vb_str word = {l->text.p + start, w.n};
  uint64_t hash = vb_str_hash_with(word, 0x20);
  vb_vocabulary_expect(l->abbreviations->vocabulary, hash);
  bool capitals = w.capital && w.capitals && !w.small;
  vb_str fold = w.capital || w.capitals ? fold_short(l, word) : word;
  *next_token(l) = (vb_token){.span = {start, start + w.n},
                              .text = word,
                              .fold = fold,
                              .hash = hash,
                              .begins = {~0u, ~0u, ~0u},
                              .is = ~0u,
                              .longest = VB_TOKEN_UNSETTLED,
                              .kind = w.number ? VB_TOKEN_NUMBER : VB_TOKEN_WORD,
                              .flags = (uint8_t)((start == l->at ? VB_TOKEN_GLUED : 0) |
                                                 (w.capital ? VB_TOKEN_CAPITAL : 0) |
                                                 (capitals ? VB_TOKEN_ALL_CAPS : 0)),
                              .plain = !w.number && w.n > 1};
  l->at = start + w.n;
}

/* Short words and numbers one after the other, a blank or nothing before each, as most of a text
 * is, as long as no point tells anything; what it leaves is for the others. */
static void lex_short(lexer *l) {
  const uint8_t *is = l->abbreviations->bytes;
  const unsigned char *p = (const unsigned char *)l->text.p;
  bool pointed = l->pointed && l->pointed + START_MARKS >= l->tokens.n;
  if (!l->tokens.n || pointed || l->tokens.n < l->may_tell) return;
  while (l->text.n - l->at > VB_SHORT_BYTES + 1) {
    ptrdiff_t start = l->at + (p[l->at] == ' ');
    vb_short_word w = vb_short_word_at(l->text.p + start);
    ptrdiff_t end = start + w.n;
    if (!w.n) return;
    if (is[p[end]] & VB_BYTE_JOINS && (p[end] != ',' || is[p[end - 1]] & VB_BYTE_DIGIT)) return;
    if (w.any_small && w.capitals) return; /* ComradeBo, perhaps */
    add_short(l, start, w);
  }
}

static void lex_word(lexer *l) {
  ptrdiff_t start = l->at, end = start;
  int len;
  int32_t first = peek(l, start, &len);
  bool cjk = vb_utf8_is_cjk(first), plain = true; /* small ASCII letters behind the first */
  for (; end < l->text.n; end += len) {
    int32_t c = vb_utf8_decode(l->text, end, &len);
    bool wordy = is_wordy(c) && vb_utf8_is_cjk(c) == cjk;
    if (!wordy && (cjk || end == start || !joins(l, start, c, end + len))) break;
    plain &= end == start || (c < 0x80 && !vb_is_upper((char)c));
  }
  vb_str word = vb_str_slice(l->text, start, end);
  if (is_digit(first)) {
    emit(l, end, VB_TOKEN_NUMBER);
    return;
  }
  if (asks_for_points(l, end)) {
    unsigned about = look_up(l, word);
    bool own = end < l->text.n && l->text.p[end] == '.' && keeps_point(l, word, about, end);
    note_word(l, word, about);
    end += own;
  }
  ptrdiff_t glue = plain ? 0 : glue_point(word);
  if (glue > 0) {
    emit(l, start + glue, VB_TOKEN_WORD);
    l->pending = VB_TOKEN_GLUED;
  }
  emit(l, end, VB_TOKEN_WORD);
}

/* How far behind a quotation's mark its cue is looked for: a name may stand between. */
enum { TELLING_TOKENS = 8 };

/* 's after a word, else one mark. */
static void lex_mark(lexer *l, int32_t c, int len) {
  ptrdiff_t next = l->at + len;
  int len2 = 0, len3;
  int32_t after = is_apostrophe(c) ? peek(l, next, &len2) : 0;
  bool clitic = (l->pending & VB_TOKEN_GLUED) && (after == 's' || after == 'S') &&
                !is_wordy(peek(l, next + len2, &len3));
  bool quote = c == '"' || c == '\'' || c == 0x201D || c == 0x2019;
  ptrdiff_t before = l->tokens.n - 1;
  if (quote && before >= 0 && !clitic) {
    char mark = l->tokens.v[before].text.p[0];
    if (mark == '?' || mark == '!') l->may_tell = l->tokens.n + TELLING_TOKENS;
  }
  emit(l, clitic ? next + len2 : next, VB_TOKEN_PUNCT);
  l->tokens.v[l->tokens.n - 1].plain = c < 0x80 && c != '\'';
}

/* Of a token and the white space before it, less than the mean: room for all, as a rule; what is
 * not used of it is never touched. */
enum { TOKEN_BYTES = 4 };

vb_tokens vb_tokens_make(const vb_abbreviations *abbreviations, vb_str text, vb_arena *out) {
  lexer l = {.abbreviations = abbreviations, .text = text, .out = out};
  l.tokens.cap = text.n / TOKEN_BYTES + 4;
  l.tokens.v = vb_arena_alloc_raw(out, sizeof(vb_token), _Alignof(max_align_t), l.tokens.cap);
  for (;;) {
    lex_short(&l);
    skip_space(&l);
    if (l.at >= text.n) break;
    if (lex_plain(&l)) continue;
    int len;
    int32_t c = peek(&l, l.at, &len);
    if (is_wordy(c))
      lex_word(&l);
    else
      lex_mark(&l, c, len);
  }
  const vb_vocabulary *v = abbreviations->vocabulary;
  for (ptrdiff_t i = 0; i < l.tokens.n; i++) {
    uint32_t word = vb_vocabulary_find(v, l.tokens.v[i].hash);
    __builtin_prefetch(&v->words.v[word]);
    l.tokens.v[i].word = word;
  }
  return l.tokens;
}
