#include "language/segment.h"

#include "base/utf8.h"

/* ---- the dictionary: an open-addressing table of words and of all their beginnings ---- */

enum { FIRST_SLOTS = 1 << 12, RUN_WORDS = 10 };

struct vb_dictionary {
  vb_segment_word **slots;
  ptrdiff_t mask, n;
};

static uint64_t hash_more(uint64_t hash, const char *p, int len) {
  for (int i = 0; i < len; i++) hash = (hash ^ (unsigned char)p[i]) * 0x100000001B3u;
  return hash;
}

static const uint64_t hash_none = 0xCBF29CE484222325u;

static uint64_t spread(uint64_t hash) { return hash ^ hash >> 29; }

vb_dictionary *vb_dictionary_new(vb_arena *arena) {
  vb_dictionary *d = VB_NEW(arena, vb_dictionary);
  *d = (vb_dictionary){VB_NEW_N(arena, vb_segment_word *, FIRST_SLOTS), FIRST_SLOTS - 1, 0};
  return d;
}

static vb_segment_word **slot_of(const vb_dictionary *d, uint64_t hash, vb_str key) {
  ptrdiff_t i = (ptrdiff_t)(spread(hash) & (uint64_t)d->mask);
  while (d->slots[i] && !vb_str_eq(d->slots[i]->key, key)) i = (i + 1) & d->mask;
  return &d->slots[i];
}

static void grow(vb_dictionary *d, vb_arena *arena) {
  vb_dictionary old = *d;
  d->mask = 2 * old.mask + 1;
  d->slots = VB_NEW_N(arena, vb_segment_word *, d->mask + 1);
  for (ptrdiff_t i = 0; i <= old.mask; i++) {
    vb_segment_word *w = old.slots[i];
    if (w) *slot_of(d, hash_more(hash_none, w->key.p, (int)w->key.n), w->key) = w;
  }
}

static vb_segment_word *enter(vb_dictionary *d, vb_str key, vb_arena *arena) {
  if (2 * d->n > d->mask) grow(d, arena);
  vb_segment_word **slot = slot_of(d, hash_more(hash_none, key.p, (int)key.n), key);
  if (!*slot) {
    *slot = VB_NEW(arena, vb_segment_word);
    (*slot)->key = key;
    d->n++;
  }
  return *slot;
}

static vb_str without_blanks(vb_str word, vb_arena *arena) {
  char *p = vb_arena_alloc_raw(arena, 1, 1, word.n);
  ptrdiff_t n = 0;
  for (ptrdiff_t i = 0; i < word.n; i++)
    if (word.p[i] != ' ') p[n++] = word.p[i];
  return (vb_str){p, n};
}

/* The word's entry, made together with those of its beginnings; NULL if it is too long. */
static vb_segment_word *enter_all(vb_dictionary *d, vb_str word, vb_arena *arena) {
  vb_str key = without_blanks(word, arena);
  if (!key.n || vb_utf8_count(key) > VB_DICTIONARY_LENGTH) return NULL;
  int len;
  for (ptrdiff_t i = 0;; i += len) {
    vb_utf8_decode(key, i, &len);
    vb_segment_word *w = enter(d, vb_str_slice(key, 0, i + len), arena);
    if (i + len >= key.n) return w;
    w->longer = true;
  }
}

void vb_dictionary_add(vb_dictionary *d, vb_str word, vb_segment_kind kind, int payload,
                       vb_arena *arena) {
  vb_segment_word *w = enter_all(d, word, arena);
  if (!w || w->kinds >> kind & 1) return;
  w->kinds |= 1u << kind;
  w->payload[kind] = payload;
}

void vb_dictionary_add_bits(vb_dictionary *d, vb_str word, vb_segment_kind kind, int bits,
                            vb_arena *arena) {
  vb_segment_word *w = enter_all(d, word, arena);
  if (!w) return;
  w->kinds |= 1u << kind;
  w->payload[kind] |= bits;
}

void vb_dictionary_add_table(vb_dictionary *d, const vb_table *table, const char *column,
                             const char *class_name, vb_segment_kind kind, vb_arena *arena) {
  ptrdiff_t at = table ? vb_table_column(table, column) : -1;
  for (ptrdiff_t row = 0; at >= 0 && row < table->n_rows; row++) {
    if (class_name && !vb_str_eq(vb_table_field(table, row, 0), vb_str_from(class_name))) continue;
    vb_str list = vb_table_field(table, row, at);
    while (list.p) vb_dictionary_add(d, vb_alternative_next(&list), kind, (int)row, arena);
  }
}

/* ---- looking up ---- */

typedef struct {
  const vb_segment_word *word;
  ptrdiff_t end;
} found;

/* The word that is this beginning; NULL if nothing begins so. */
static const vb_segment_word *find(const vb_dictionary *d, uint64_t hash, vb_str key) {
  return *slot_of(d, hash, key);
}

typedef struct {
  found at[VB_DICTIONARY_LENGTH];
  int n;
} found_all;

/* All words at `at`, shorter ones first.  Single blanks between Hangul are passed over. */
static found_all find_all(const vb_dictionary *d, vb_str text, ptrdiff_t at, ptrdiff_t end) {
  char key[4 * VB_DICTIONARY_LENGTH];
  ptrdiff_t n = 0;
  uint64_t hash = hash_none;
  found_all all = {.n = 0};
  for (int len; at < end && n + 4 <= (ptrdiff_t)sizeof key; at += len) {
    int32_t c = vb_utf8_decode(text, at, &len);
    bool inner =
        c == ' ' && n && at + 1 < end && vb_utf8_is_cjk(vb_utf8_decode(text, at + 1, &len));
    if (inner) {
      len = 1;
      continue;
    }
    if (c <= ' ') break;
    memcpy(key + n, text.p + at, (size_t)len);
    hash = hash_more(hash, key + n, len);
    n += len;
    const vb_segment_word *w = find(d, hash, (vb_str){key, n});
    if (!w) break;
    if (w->kinds && all.n < VB_DICTIONARY_LENGTH) all.at[all.n++] = (found){w, at + len};
    if (!w->longer) break;
  }
  return all;
}

const vb_segment_word *vb_dictionary_longest(const vb_dictionary *d, vb_str text, ptrdiff_t at,
                                             ptrdiff_t *end) {
  found_all all = find_all(d, text, at, text.n);
  if (!all.n) return NULL;
  *end = all.at[all.n - 1].end;
  return all.at[all.n - 1].word;
}

typedef struct {
  const vb_dictionary *dictionary, *names;
  vb_str text;
  ptrdiff_t at;
  uint8_t pending;
  ptrdiff_t room; /* of s.words */
  vb_segments s;
  vb_arena *out;
} segmenter;

/* Words of the article and of the language at `at`, shorter ones first within each. */
static found_all look_up(const segmenter *g, ptrdiff_t at) {
  found_all all = find_all(g->dictionary, g->text, at, g->text.n);
  if (!g->names) return all;
  found_all names = find_all(g->names, g->text, at, g->text.n);
  for (int i = 0; i < names.n && all.n < VB_DICTIONARY_LENGTH; i++) {
    int k = all.n++;
    for (; k > 0 && all.at[k - 1].end > names.at[i].end; k--) all.at[k] = all.at[k - 1];
    all.at[k] = names.at[i];
  }
  return all;
}

static void emit(segmenter *g, ptrdiff_t end, vb_token_kind kind, const vb_segment_word *word) {
  vb_token *t = vb_push(g->out, &g->s.tokens);
  *t = (vb_token){.span = {g->at, end}, .kind = (uint8_t)kind, .flags = g->pending};
  t->text = vb_str_slice(g->text, g->at, end);
  t->fold = word ? word->key : kind == VB_TOKEN_PUNCT ? vb_utf8_fold(g->out, t->text) : t->text;
  t->hash = vb_str_hash(t->fold);
  for (int set = 0; set < VB_PHRASE_SETS; set++) t->begins[set] = ~0u;
  t->is = ~0u, t->longest = VB_TOKEN_UNSETTLED;
  if (g->room < g->s.tokens.n) {
    ptrdiff_t room = g->room ? 2 * g->room : 64;
    const vb_segment_word **words = VB_NEW_N(g->out, const vb_segment_word *, room);
    for (ptrdiff_t i = 0; i + 1 < g->s.tokens.n; i++) words[i] = g->s.words[i];
    g->s.words = words, g->room = room;
  }
  g->s.words[g->s.tokens.n - 1] = word;
  g->pending = VB_TOKEN_GLUED;
  g->at = end;
}

/* ---- Hangul ---- */

static ptrdiff_t run_end(vb_str text, ptrdiff_t at) {
  for (int len; at < text.n; at += len)
    if (!vb_utf8_is_hangul(vb_utf8_decode(text, at, &len))) break;
  return at;
}

static bool is_kind(const vb_segment_word *w, vb_segment_kind kind) { return w->kinds >> kind & 1; }

typedef struct {
  found at[RUN_WORDS];
  int n, steps;
} run_words;

/* One syllable is a word where it is the whole run, but for a surname before an office, and for
 * words beside which others stand glued: offices, organisations, titles. */
static bool is_weak(const segmenter *g, ptrdiff_t at, const found *f) {
  enum { SYLLABLE = 3 };
  uint32_t strong = 1u << VB_SEGMENT_OFFICE | 1u << VB_SEGMENT_ORGANISATION |
                    1u << VB_SEGMENT_TITLE | 1u << VB_SEGMENT_STEM | 1u << VB_SEGMENT_PARTICLE;
  if (f->end - at > SYLLABLE || (f->word->kinds & strong && !is_kind(f->word, VB_SEGMENT_SURNAME)))
    return false;
  return f->end < run_end(g->text, f->end);
}

static bool is_office_at(const segmenter *g, ptrdiff_t at) {
  found_all all = look_up(g, at);
  for (int i = 0; i < all.n; i++)
    if (is_kind(all.at[i].word, VB_SEGMENT_OFFICE) || is_kind(all.at[i].word, VB_SEGMENT_TITLE))
      return true;
  return false;
}

/* Words from `at` to the end of the run, longest first; only the last may be a particle.  False if
 * there is no such reading.  `steps` bounds the search. */
static bool read_run(const segmenter *g, ptrdiff_t at, ptrdiff_t end, run_words *run) {
  if (at >= end) return at == end || run_end(g->text, at) == at || run->n > 0;
  if (run->n == RUN_WORDS || ++run->steps > 64) return false;
  found_all all = look_up(g, at);
  for (int i = all.n - 1; i >= 0; i--) {
    found f = all.at[i];
    bool particle = is_kind(f.word, VB_SEGMENT_PARTICLE);
    bool only_particle =
        particle && !(f.word->kinds & ~(1u << VB_SEGMENT_PARTICLE | 1u << VB_SEGMENT_SUBJECT |
                                        1u << VB_SEGMENT_LIST));
    if (only_particle && (!run->n || f.end != end)) continue;
    if (!run->n && is_weak(g, at, &f) &&
        !(is_kind(f.word, VB_SEGMENT_SURNAME) && is_office_at(g, f.end)))
      continue;
    if (run->n && f.word->kinds == 1u << VB_SEGMENT_SURNAME) continue;
    if (is_kind(f.word, VB_SEGMENT_STEM) && f.end <= end) f.end = end;
    ptrdiff_t stop = f.end > end ? run_end(g->text, f.end) : end; /* it went over a blank */
    run->at[run->n++] = f;
    if (f.end == stop || read_run(g, f.end, stop, run)) return true;
    run->n--;
  }
  return false;
}

/* The next run begins with an office or a title: what stands here is a whole name. */
static bool names_somebody(const segmenter *g, ptrdiff_t end) {
  while (end < g->text.n && g->text.p[end] == ' ') end++;
  if (end < g->text.n && g->text.p[end] == ',') return true;
  return is_office_at(g, end);
}

static bool begins_with_surname(const segmenter *g, ptrdiff_t at) {
  found_all all = look_up(g, at);
  for (int i = 0; i < all.n; i++)
    if (is_kind(all.at[i].word, VB_SEGMENT_SURNAME)) return true;
  return false;
}

/* May this particle stand behind the syllable that ends at `at`?  Else it is the end of a name. */
static bool is_particle_behind(const segmenter *g, ptrdiff_t at, const vb_segment_word *word) {
  enum { FIRST = 0xAC00, FINALS = 28, FINAL_L = 8 };
  if (!is_kind(word, VB_SEGMENT_PARTICLE)) return false;
  int len, final = (vb_utf8_decode(g->text, vb_utf8_back(g->text, at - 1), &len) - FIRST) % FINALS;
  bool l = final == FINAL_L && vb_str_starts(word->key, VB_S("\xEB\xA1\x9C")); /* ro behind l */
  if (is_kind(word, VB_SEGMENT_AFTER_VOWEL)) return final == 0 || l;
  return !is_kind(word, VB_SEGMENT_AFTER_CONSONANT) || final != 0;
}

static void emit_run(segmenter *g, const run_words *run) {
  for (int i = 0; i < run->n; i++) emit(g, run->at[i].end, VB_TOKEN_WORD, run->at[i].word);
}

/* An unknown part, then words or a particle; the earliest place where that works. */
static void segment_unknown(segmenter *g, ptrdiff_t end) {
  enum { SYLLABLE = 3, NAME_BYTES = 3 * SYLLABLE };
  bool name = end - g->at == NAME_BYTES && begins_with_surname(g, g->at) && names_somebody(g, end);
  for (ptrdiff_t k = g->at + SYLLABLE; k < end && !name; k += SYLLABLE) {
    run_words run = {.n = 0};
    found_all all = look_up(g, k);
    for (int i = all.n - 1; i >= 0 && !run.n; i--)
      if (all.at[i].end == end && is_particle_behind(g, k, all.at[i].word))
        run.at[run.n++] = all.at[i];
    if (!run.n) {
      found longest = all.n ? all.at[all.n - 1] : (found){NULL, 0};
      bool glued =
          longest.word && longest.end - k > SYLLABLE &&
          (is_kind(longest.word, VB_SEGMENT_OFFICE) || is_kind(longest.word, VB_SEGMENT_TITLE) ||
           is_kind(longest.word, VB_SEGMENT_ORGANISATION));
      if (!glued || !read_run(g, k, end, &run)) continue;
    }
    emit(g, k, VB_TOKEN_WORD, NULL);
    emit_run(g, &run);
    return;
  }
  emit(g, end, VB_TOKEN_WORD, NULL);
}

static void segment_hangul(segmenter *g) {
  ptrdiff_t end = run_end(g->text, g->at);
  run_words run = {.n = 0};
  bool glued = g->pending & VB_TOKEN_GLUED; /* behind a name in Latin, a number, a bracket */
  if (glued) {
    found_all all = look_up(g, g->at);
    if (all.n && all.at[all.n - 1].end == end) run.at[run.n++] = all.at[all.n - 1];
  }
  if (run.n || read_run(g, g->at, end, &run))
    emit_run(g, &run);
  else
    segment_unknown(g, end);
}

/* ---- the rest ---- */

static void skip_blanks(segmenter *g) {
  int newlines = 0, len;
  ptrdiff_t start = g->at;
  for (; g->at < g->text.n; g->at += len) {
    int32_t c = vb_utf8_decode(g->text, g->at, &len);
    if (!vb_utf8_is_blank(c) && !vb_utf8_is_invisible(c)) break;
    newlines += c == '\n';
  }
  if (g->at > start) g->pending = 0;
  if (newlines >= 2 || !g->s.tokens.n) g->pending |= VB_TOKEN_PARAGRAPH;
}

/* Letters and digits that are not CJK. */
static void segment_plain(segmenter *g, int32_t first) {
  bool number = first >= '0' && first <= '9';
  ptrdiff_t end = g->at;
  for (int len; end < g->text.n; end += len) {
    int32_t c = vb_utf8_decode(g->text, end, &len);
    bool digit = c >= '0' && c <= '9';
    if (number ? !digit : !digit && (!vb_utf8_is_letter(c) || vb_utf8_is_cjk(c))) break;
  }
  found_all all = look_up(g, g->at);
  const vb_segment_word *word =
      all.n && all.at[all.n - 1].end >= end ? all.at[all.n - 1].word : NULL;
  emit(g, word ? all.at[all.n - 1].end : end, number ? VB_TOKEN_NUMBER : VB_TOKEN_WORD, word);
}

static void segment_han(segmenter *g, int len) {
  found_all all = look_up(g, g->at);
  if (all.n)
    emit(g, all.at[all.n - 1].end, VB_TOKEN_WORD, all.at[all.n - 1].word);
  else
    emit(g, g->at + len, VB_TOKEN_WORD, NULL);
}

vb_segments vb_segments_make(const vb_dictionary *dictionary, const vb_dictionary *names,
                             vb_str text, vb_arena *out) {
  segmenter g = {.dictionary = dictionary, .names = names, .text = text, .out = out};
  for (;;) {
    skip_blanks(&g);
    if (g.at >= text.n) return g.s;
    int len;
    int32_t c = vb_utf8_decode(text, g.at, &len);
    if (vb_utf8_is_hangul(c)) {
      segment_hangul(&g);
    } else if (vb_utf8_is_letter(c) && vb_utf8_is_cjk(c)) {
      segment_han(&g, len);
    } else if (vb_utf8_is_letter(c) || (c >= '0' && c <= '9')) {
      segment_plain(&g, c);
    } else {
      found_all all = look_up(&g, g.at); /* a comma that joins, a point inside names */
      const vb_segment_word *word = all.n ? all.at[0].word : NULL;
      emit(&g, g.at + len, VB_TOKEN_PUNCT, word);
    }
  }
}
