#include "trace/wording.h"

#include "base/utf8.h"

enum {
  BRACKET_BYTES = 300, /* a bracket that is open for longer was never closed */
  TORN_BYTES = 60,     /* ... unless the text begins or ends within it */
  BEFORE_BYTES = 1024, /* of a part: there the brackets are read that it may stand in */
};

static int32_t closing_of(int32_t c) {
  switch (c) {
  case '[': return ']';
  case '(': return ')';
  case 0xFF3B: return 0xFF3D;
  case 0xFF08: return 0xFF09;
  case 0x3010: return 0x3011;
  default: return 0;
  }
}

/* The end of the bracket opened at `at`, behind it; `at` itself if it is never closed. */
static ptrdiff_t bracket_end(vb_str text, ptrdiff_t at, int len, int32_t closing) {
  ptrdiff_t limit = at + BRACKET_BYTES < text.n ? at + BRACKET_BYTES : text.n;
  for (ptrdiff_t i = at + len; i < limit; i += len) {
    int32_t c = vb_utf8_decode(text, i, &len);
    if (c == closing) return i + len;
  }
  return closing == ']' && text.n - at <= TORN_BYTES ? text.n : at;
}

/* The end of a square bracket that was opened before the text begins; 0: there is none. */
static ptrdiff_t torn_bracket(vb_str text) {
  ptrdiff_t close = vb_str_find_char(vb_str_slice(text, 0, TORN_BYTES), ']', 0);
  ptrdiff_t open = vb_str_find_char(vb_str_slice(text, 0, TORN_BYTES), '[', 0);
  return close >= 0 && (open < 0 || open > close) ? close + 1 : 0;
}

/* Words of which a byte lies between brackets, or that a bracket stands in. */
static void mark_brackets(vb_wording *w) {
  if (!w->words.n) return;
  ptrdiff_t word = 0, begin = vb_utf8_back(w->text, (ptrdiff_t)w->words.v[0].start - BEFORE_BYTES);
  ptrdiff_t behind = vb_folded_word_end(&w->words.v[w->words.n - 1]);
  int len;
  ptrdiff_t torn = begin <= 0 ? torn_bracket(w->text) : begin;
  for (; begin <= 0 && word < w->words.n && (ptrdiff_t)w->words.v[word].start < torn; word++)
    w->marks[word] |= VB_MARK_BRACKET;
  for (ptrdiff_t at = torn; at < behind; at += len) {
    len = 1;
    unsigned char byte = (unsigned char)w->text.p[at];
    if (byte != '[' && byte != '(' && byte < 0x80) continue;
    int32_t c = vb_utf8_decode(w->text, at, &len), closing = closing_of(c);
    ptrdiff_t end = closing ? bracket_end(w->text, at, len, closing) : at;
    if (end == at) continue;
    while (word < w->words.n && vb_folded_word_end(&w->words.v[word]) <= at) word++;
    for (ptrdiff_t i = word; i < w->words.n && (ptrdiff_t)w->words.v[i].start < end; i++)
      w->marks[i] |= VB_MARK_BRACKET;
    at = end;
    len = 0;
  }
}

/* Three points in a row, perhaps with blanks between them, or the sign for them. */
static bool has_ellipsis(vb_str gap) {
  if (vb_str_find(gap, VB_S("\xE2\x80\xA6"), 0) >= 0) return true;
  int points = 0;
  for (ptrdiff_t i = 0; i < gap.n; i++) {
    if (gap.p[i] == '.' && ++points == 3) return true;
    if (gap.p[i] != '.' && gap.p[i] != ' ') points = 0;
  }
  return false;
}

static bool ends_sentence(int32_t c) {
  return c == '.' || c == '!' || c == '?' || c == 0x3002 || c == 0xFF01 || c == 0xFF1F ||
         c == 0xFF0E;
}

/* "Mr", "Gen", an initial: with a capital, and the point behind it ends no sentence. */
static bool keeps_point(const vb_wording *w, const vb_folded_word *word) {
  if (!(word->flags & VB_FOLDED_CAPITAL)) return false;
  return word->length == 1 || vb_senses_of(w->senses, word->hash).classes & VB_SENSE_POINT;
}

/* said: "We ...  */
static bool opens_speech(const vb_wording *w, ptrdiff_t i, vb_str gap) {
  if (i >= w->words.n || !(w->words.v[i].flags & VB_FOLDED_CAPITAL)) return false;
  bool mark = vb_str_find_char(gap, '"', 0) >= 0 || vb_str_find(gap, VB_S("\xE2\x80\x9C"), 0) >= 0;
  return mark && gap.n && (gap.p[0] == ':' || gap.p[0] == ',');
}

static bool begins_sentence(const vb_wording *w, ptrdiff_t i) {
  vb_str gap = vb_folded_gap(w->text, w->words, i);
  int len;
  if (!i || vb_str_find(gap, VB_S("\n\n"), 0) >= 0 || opens_speech(w, i, gap)) return true;
  for (ptrdiff_t at = 0; at < gap.n; at += len)
    if (ends_sentence(vb_utf8_decode(gap, at, &len))) {
      bool point = gap.p[at] == '.' && at == 0 && gap.n == 2;
      return !point || !keeps_point(w, &w->words.v[i - 1]);
    }
  return false;
}

vb_wording vb_wording_part(const vb_senses *senses, vb_str text, vb_folded_words words,
                           ptrdiff_t from, ptrdiff_t to, vb_arena *out) {
  if (!text.p) text = (vb_str){"", 0};
  vb_wording w = {.text = text, .words = words, .senses = senses};
  w.marks = VB_NEW_N(out, uint8_t, words.n + 1);
  mark_brackets(&w);
  for (ptrdiff_t i = from; i <= to; i++) {
    vb_str gap = vb_folded_gap(text, words, i);
    if (i && gap.n == 1 && gap.p[0] == ' ') continue; /* nothing but a blank, as nearly always */
    if (begins_sentence(&w, i)) w.marks[i] |= VB_MARK_SENTENCE;
    if (has_ellipsis(gap)) w.marks[i] |= VB_MARK_ELLIPSIS;
  }
  w.words = (vb_folded_words){words.n ? words.v + from : NULL, to - from, to - from};
  w.marks += from;
  w.spelling = VB_NEW_N(out, uint64_t, w.words.n);
  w.stem = VB_NEW_N(out, uint64_t, w.words.n);
  w.sense = VB_NEW_N(out, vb_sense, w.words.n);
  return w;
}

vb_wording vb_wording_of(const vb_senses *senses, vb_str text, vb_folded_words words,
                         vb_arena *out) {
  return vb_wording_part(senses, text, words, 0, words.n, out);
}

vb_wording vb_wording_make(const vb_senses *senses, vb_str text, vb_arena *out, vb_arena scratch) {
  return vb_wording_of(senses, text, vb_folded_words_make(text, out, scratch), out);
}

/* "8th" and "eighth", "8" and "eight" are spellings of one number. */
static uint64_t number_spelling(vb_sense sense, vb_arena *scratch) {
  bool ordinal = sense.classes & VB_SENSE_ORDINAL;
  const char *tail = !ordinal ? "" : "th";
  ptrdiff_t ones = sense.value % 10, tens = sense.value / 10 % 10;
  if (ordinal && tens != 1) tail = ones == 1 ? "st" : ones == 2 ? "nd" : ones == 3 ? "rd" : "th";
  return vb_folded_hash(vb_str_format(scratch, "%td%s", (ptrdiff_t)sense.value, tail));
}

enum { MEMO_WORDS = 1 << 12 };

typedef struct {
  uint64_t hash, spelling, stem;
} memo_word;

struct vb_wording_memo {
  memo_word words[MEMO_WORDS];       /* each at its hash; a later one takes the place */
  uint64_t contractions[MEMO_WORDS]; /* likewise; the hash, but for its last bit, which tells */
};

vb_wording_memo *vb_wording_memo_new(vb_arena *arena) { return VB_NEW(arena, vb_wording_memo); }

static void look_up(vb_wording *w, ptrdiff_t i, vb_arena scratch) {
  vb_str folded = vb_folded_word_fold(w->text, &w->words.v[i], &scratch);
  vb_str spelling = vb_senses_spelling(w->senses, folded, &scratch);
  if (spelling.p != folded.p) w->spelling[i] = vb_folded_hash(spelling);
  vb_str stem = vb_senses_stem(w->senses, spelling);
  w->stem[i] = stem.n == spelling.n ? w->spelling[i] : vb_folded_hash(stem);
}

static void look_up_once(vb_wording *w, ptrdiff_t i, vb_arena scratch) {
  uint64_t hash = w->words.v[i].hash;
  memo_word *known = &w->memo->words[hash % MEMO_WORDS];
  if (known->hash != hash) {
    look_up(w, i, scratch);
    *known = (memo_word){hash, w->spelling[i], w->stem[i]};
  }
  w->spelling[i] = known->spelling;
  w->stem[i] = known->stem;
}

static void prepare_word(vb_wording *w, ptrdiff_t i, vb_arena scratch) {
  const vb_folded_word *word = &w->words.v[i];
  w->marks[i] |= VB_MARK_READY;
  w->sense[i] = vb_senses_of(w->senses, word->hash);
  w->spelling[i] = w->stem[i] = word->hash;
  if (word->flags & (VB_FOLDED_SIGN | VB_FOLDED_NUMBER)) return;
  if (w->sense[i].classes & (VB_SENSE_NUMBER | VB_SENSE_ORDINAL)) {
    w->spelling[i] = w->stem[i] = number_spelling(w->sense[i], &scratch);
    return;
  }
  if (word->length < 3 || w->sense[i].classes & VB_SENSE_SMALL) return;
  if (w->memo)
    look_up_once(w, i, scratch);
  else
    look_up(w, i, scratch);
}

void vb_wording_prepare(vb_wording *w, ptrdiff_t start, ptrdiff_t end, vb_arena scratch) {
  for (ptrdiff_t i = start; i < end; i++)
    if (!(w->marks[i] & VB_MARK_READY)) prepare_word(w, i, scratch);
}

static bool expands(const vb_wording *w, ptrdiff_t i, vb_arena scratch) {
  vb_str folded = vb_folded_word_fold(w->text, &w->words.v[i], &scratch);
  return vb_senses_expand(w->senses, folded, &scratch).p != folded.p;
}

bool vb_wording_is_contraction(const vb_wording *w, ptrdiff_t i, vb_arena scratch) {
  uint64_t hash = w->words.v[i].hash;
  uint64_t *known = w->memo ? &w->memo->contractions[hash % MEMO_WORDS] : NULL;
  if (!known) return expands(w, i, scratch);
  if ((*known ^ hash) > 1) *known = (hash & ~UINT64_C(1)) | expands(w, i, scratch);
  return *known & 1;
}

vb_span vb_wording_span(const vb_wording *w, ptrdiff_t start, ptrdiff_t end) {
  ptrdiff_t from = start < w->words.n ? (ptrdiff_t)w->words.v[start].start : w->text.n;
  return (vb_span){from, end > start ? vb_folded_word_end(&w->words.v[end - 1]) : from};
}
