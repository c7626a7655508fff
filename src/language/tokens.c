#include "language/tokens.h"

#include "base/utf8.h"

/* ---- abbreviations: an open-addressing set of hashes of folded words ---- */

typedef struct {
  uint64_t hash; /* 0: free */
  bool open;
} abbreviation;

struct vb_abbreviations {
  abbreviation *slots;
  ptrdiff_t mask;
};

static abbreviation *slot_of(const vb_abbreviations *set, uint64_t hash) {
  ptrdiff_t i = (ptrdiff_t)(hash & (uint64_t)set->mask);
  while (set->slots[i].hash && set->slots[i].hash != hash) i = (i + 1) & set->mask;
  return &set->slots[i];
}

vb_abbreviations *vb_abbreviations_new(vb_arena *arena, const vb_lexicon *lexicon) {
  const vb_table *table = vb_lexicon_table(lexicon, VB_S("en/abbreviations"));
  ptrdiff_t n = table ? table->n_rows : 0, size = 64;
  while (size < n * 2) size *= 2;
  vb_abbreviations *set = VB_NEW(arena, vb_abbreviations);
  *set = (vb_abbreviations){VB_NEW_N(arena, abbreviation, size), size - 1};
  for (ptrdiff_t row = 0; row < n; row++) {
    vb_str word = vb_table_field(table, row, vb_table_column(table, "word"));
    uint64_t hash = vb_str_hash(vb_utf8_fold(arena, word));
    bool open = vb_table_field(table, row, vb_table_column(table, "open")).n > 0;
    *slot_of(set, hash) = (abbreviation){hash, open};
  }
  return set;
}

/* ---- tokens ---- */

typedef struct {
  const vb_abbreviations *abbreviations;
  vb_str text;
  ptrdiff_t at;
  vb_arena *out;
  vb_tokens tokens;
  uint8_t pending; /* flags for the next token */
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
  int newlines = 0;
  bool any = false;
  for (;;) {
    int len;
    int32_t c = peek(l, l->at, &len);
    bool space = (c > 0 && c <= ' ') || c == 0xA0 || c == 0x3000 || (c >= 0x2000 && c <= 0x200B) ||
                 c == 0x202F || c == 0xFEFF || c == 0x2028 || c == 0x2029;
    if (l->at >= l->text.n || !(space || (c == 0 && len == 1))) break;
    newlines += c == '\n' || c == 0x2029;
    any = true;
    l->at += len;
  }
  if (newlines >= 2 || !l->tokens.n) l->pending |= VB_TOKEN_PARAGRAPH;
  if (!any && l->tokens.n) l->pending |= VB_TOKEN_GLUED;
}

/* Does the character behind a mark inside a word carry the word on? */
static bool joins(const lexer *l, ptrdiff_t start, int32_t mark, ptrdiff_t next) {
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
  if (mark != '.') return false;
  if (is_digit(after)) return is_digit((unsigned char)l->text.p[next - 2]);
  /* U.S: one letter before each point */
  ptrdiff_t before = next - 3;
  return before < start || l->text.p[before] == '.' || l->text.p[before] == '-';
}

/* "U.S", "C.C", "a.m": single letters with points between them. */
static bool is_pointed(vb_str word) {
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

static void emit(lexer *l, ptrdiff_t end, vb_token_kind kind) {
  vb_token t = {.span = {l->at, end}, .kind = (uint8_t)kind, .begins = {~0u, ~0u, ~0u}};
  t.text = vb_str_slice(l->text, l->at, end);
  t.fold = vb_utf8_fold(l->out, t.text);
  t.hash = vb_str_hash(t.fold);
  t.flags = l->pending;
  if (kind == VB_TOKEN_WORD) t.flags |= case_flags(t.text);
  *vb_push(l->out, &l->tokens) = t;
  l->pending = 0;
  l->at = end;
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

static void lex_word(lexer *l) {
  ptrdiff_t start = l->at, end = start;
  int len;
  int32_t first = peek(l, start, &len);
  bool cjk = vb_utf8_is_cjk(first);
  for (;;) {
    int32_t c = peek(l, end, &len);
    if (end >= l->text.n) break;
    if (is_wordy(c) && vb_utf8_is_cjk(c) == cjk) {
      end += len;
      continue;
    }
    if (cjk || end == start || !joins(l, start, c, end + len)) break;
    end += len;
  }
  vb_str word = vb_str_slice(l->text, start, end);
  if (is_digit(first)) {
    emit(l, end, VB_TOKEN_NUMBER);
    return;
  }
  if (end < l->text.n && l->text.p[end] == '.') {
    vb_arena scratch = *l->out;
    const abbreviation *known =
        slot_of(l->abbreviations, vb_str_hash(vb_utf8_fold(&scratch, word)));
    if (known->hash || is_pointed(word)) end++;
    if (known->open) l->pending |= VB_TOKEN_OPEN;
  }
  ptrdiff_t glue = glue_point(word);
  if (glue > 0) {
    emit(l, start + glue, VB_TOKEN_WORD);
    l->pending = VB_TOKEN_GLUED;
  }
  emit(l, end, VB_TOKEN_WORD);
}

/* 's after a word, else one mark. */
static void lex_mark(lexer *l, int32_t c, int len) {
  ptrdiff_t next = l->at + len;
  int len2, len3;
  int32_t after = peek(l, next, &len2);
  bool clitic = is_apostrophe(c) && (l->pending & VB_TOKEN_GLUED) &&
                (after == 's' || after == 'S') && !is_wordy(peek(l, next + len2, &len3));
  emit(l, clitic ? next + len2 : next, VB_TOKEN_PUNCT);
}

vb_tokens vb_tokens_make(const vb_abbreviations *abbreviations, vb_str text, vb_arena *out) {
  lexer l = {.abbreviations = abbreviations, .text = text, .out = out};
  for (;;) {
    skip_space(&l);
    if (l.at >= text.n) return l.tokens;
    int len;
    int32_t c = peek(&l, l.at, &len);
    if (is_wordy(c))
      lex_word(&l);
    else
      lex_mark(&l, c, len);
  }
}

/* ---- sentences ---- */

/* A longer run without a stop is no sentence; the cut bounds what later stages cost. */
enum { SENTENCE_TOKENS = 1000 };

static bool ends_sentence(const vb_token *t) {
  return t->kind == VB_TOKEN_PUNCT &&
         (vb_token_is(t, VB_S(".")) || vb_token_is(t, VB_S("!")) || vb_token_is(t, VB_S("?")) ||
          vb_token_is(t, VB_S("\xE3\x80\x82")) /* ideographic full stop */);
}

static bool closes(const vb_token *t) {
  return t->kind == VB_TOKEN_PUNCT && (t->flags & VB_TOKEN_GLUED) &&
         (vb_token_is(t, VB_S("\"")) || vb_token_is(t, VB_S("'")) || vb_token_is(t, VB_S(")")) ||
          vb_token_is(t, VB_S("]")) || vb_token_is(t, VB_S("\xE3\x80\x8D")));
}

/* "Ya. T. Nob": an initial behind a short word carries a name on. */
static bool is_initial_behind(const vb_tokens *t, ptrdiff_t stop, ptrdiff_t next) {
  if (stop < 1 || next != stop + 1 || t->v[next].text.n != 2 || t->v[next].text.p[1] != '.')
    return false;
  return (t->v[stop - 1].flags & VB_TOKEN_CAPITAL) && t->v[stop - 1].text.n <= 3;
}

/* May a sentence begin here?  Not with a small letter: "... agree." he said. */
static bool may_begin(const vb_token *t) {
  return t->kind != VB_TOKEN_WORD || (t->flags & VB_TOKEN_CAPITAL) ||
         vb_utf8_is_cjk(vb_utf8_decode(t->text, 0, &(int){0}));
}

vb_sentences vb_sentences_make(vb_tokens tokens, vb_arena *out) {
  vb_sentences sentences = {0};
  ptrdiff_t start = 0;
  for (ptrdiff_t i = 0; i < tokens.n; i++) {
    ptrdiff_t next = i + 1;
    bool open = tokens.v[i].flags & VB_TOKEN_OPEN;
    bool end = next == tokens.n || (!open && (tokens.v[next].flags & VB_TOKEN_PARAGRAPH));
    bool ellipsis = !end && vb_token_is(&tokens.v[next], VB_S(".")) &&
                    (tokens.v[next].flags & VB_TOKEN_GLUED); /* its last point decides */
    if (!end && !ellipsis && ends_sentence(&tokens.v[i])) {
      while (next < tokens.n && closes(&tokens.v[next])) next++;
      end = next == tokens.n || (tokens.v[next].flags & VB_TOKEN_PARAGRAPH) ||
            (may_begin(&tokens.v[next]) && !is_initial_behind(&tokens, i, next));
    }
    if (!end && next - start < SENTENCE_TOKENS) continue;
    *vb_push(out, &sentences) = (vb_token_range){start, next};
    start = next;
    i = next - 1;
  }
  return sentences;
}
