#include "trace/prepared.h"

#include "base/utf8.h"

/* ---- sentences */

static bool is_stop(int32_t c) {
  return c == '.' || c == '!' || c == '?' || c == 0x2026 || c == 0xFF0E;
}

/* Stops that need no white space behind them. */
static bool is_full_stop(int32_t c) { return c == 0x3002 || c == 0xFF01 || c == 0xFF1F; }

/* Does what stands between two words end a sentence? */
static bool gap_ends(vb_str gap) {
  bool stopped = false;
  int len, lines = 0;
  for (ptrdiff_t at = 0; at < gap.n; at += len) {
    int32_t c = vb_utf8_decode(gap, at, &len);
    if (is_full_stop(c)) return true;
    if (is_stop(c)) stopped = true;
    if (c == '\n' && ++lines == 2) return true;
    if (stopped && len == 1 && vb_is_space((char)c)) return true;
    if (c != '\n' && c != ' ' && c != '\r') lines = 0;
  }
  return false;
}

/* "Mr", "J": a capital and at most two small letters, behind which a point is no stop. */
static bool is_short(vb_str word) {
  if (word.n < 1 || word.n > 3 || !vb_is_upper(word.p[0])) return false;
  for (ptrdiff_t i = 1; i < word.n; i++)
    if (!vb_is_lower(word.p[i])) return false;
  return true;
}

static bool ends_sentence(vb_str text, vb_folded_words words, ptrdiff_t i) {
  vb_str gap = vb_folded_gap(text, words, i);
  if (gap.n < 2 && !(gap.n && (unsigned char)gap.p[0] >= 0x80)) return false;
  if (!gap_ends(gap)) return false;
  return gap.n > 2 || !is_short(vb_folded_word_text(text, &words.v[i - 1]));
}

static void find_sentences(vb_prepared *t, vb_arena *out) {
  t->sentences = VB_NEW_N(out, uint32_t, t->words.n + 2);
  ptrdiff_t start = 0;
  for (ptrdiff_t i = 1; i <= t->words.n; i++) {
    bool cut = i - start >= VB_SENTENCE_MOST;
    if (i < t->words.n &&
        (i - start < VB_SENTENCE_LEAST || (!cut && !ends_sentence(t->text, t->words, i))))
      continue;
    t->sentences[t->n_sentences++] = (uint32_t)start;
    start = i;
  }
  t->sentences[t->n_sentences] = (uint32_t)t->words.n;
}

ptrdiff_t vb_prepared_sentence(const vb_prepared *t, ptrdiff_t word) {
  ptrdiff_t low = 0, high = t->n_sentences;
  while (high - low > 1) {
    ptrdiff_t middle = (low + high) / 2;
    if ((ptrdiff_t)t->sentences[middle] <= word)
      low = middle;
    else
      high = middle;
  }
  return low;
}

vb_span vb_prepared_span(const vb_prepared *t, ptrdiff_t start, ptrdiff_t end) {
  ptrdiff_t from = start < t->words.n ? (ptrdiff_t)t->words.v[start].start : t->text.n;
  return (vb_span){from, end > start ? vb_folded_word_end(&t->words.v[end - 1]) : from};
}

/* ---- shingles */

static uint64_t mask_for(ptrdiff_t n) {
  uint64_t mask = 15;
  while (mask < (uint64_t)n * 2) mask = mask * 2 + 1;
  return mask;
}

static uint32_t *head_of(const vb_prepared *t, uint64_t hash) {
  for (uint64_t i = hash;; i++) {
    uint32_t *head = &t->heads[i & t->heads_mask];
    if (!*head || t->shingles[*head - 1] == hash) return head;
  }
}

/* From the last word to the first, so that lists are in text order. */
static void index_shingles(vb_prepared *t, vb_arena *out, vb_arena scratch) {
  vb_shingles shingles = vb_shingles_all(t->words, VB_SHINGLE_WORDS, &scratch);
  t->n_shingles = shingles.n;
  t->shingles = vb_arena_alloc_raw(out, sizeof *t->shingles, 8, shingles.n);
  t->nexts = vb_arena_alloc_raw(out, sizeof *t->nexts, 4, shingles.n);
  t->heads_mask = mask_for(shingles.n);
  t->heads = VB_NEW_N(out, uint32_t, (ptrdiff_t)t->heads_mask + 1);
  for (ptrdiff_t i = 0; i < shingles.n; i++) t->shingles[i] = shingles.v[i].hash;
  for (ptrdiff_t i = shingles.n - 1; i >= 0; i--) {
    uint32_t *head = head_of(t, t->shingles[i]);
    t->nexts[i] = *head;
    *head = (uint32_t)i + 1;
  }
}

/* ---- terms */

typedef struct {
  uint64_t hash; /* of a word; 0: free */
  uint32_t term;
} known_word;

typedef struct {
  vb_prepared *t;
  const vb_senses *senses;
  known_word *known; /* so that every word is stemmed once */
  uint64_t mask;
  uint32_t *last_use; /* by term: where its latest use stands among those of sentences */
} terming;

static uint32_t *term_slot(const vb_prepared *t, uint64_t hash) {
  for (uint64_t i = hash;; i++) {
    uint32_t *slot = &t->term_slots[i & t->term_mask];
    if (!*slot || t->terms[*slot - 1].hash == hash) return slot;
  }
}

uint32_t vb_prepared_term(const vb_prepared *t, uint64_t hash) { return *term_slot(t, hash); }

static uint64_t stem_of(const terming *k, const vb_folded_word *word, vb_arena scratch) {
  if (!k->senses || word->flags & (VB_FOLDED_SIGN | VB_FOLDED_NUMBER) || word->length < 3)
    return word->hash;
  vb_str folded = vb_folded_word_fold(k->t->text, word, &scratch);
  vb_str stem = vb_senses_stem(k->senses, vb_senses_spelling(k->senses, folded, &scratch));
  return vb_folded_hash(stem);
}

static uint32_t new_term(terming *k, const vb_folded_word *word, vb_arena scratch) {
  uint64_t hash = stem_of(k, word, scratch);
  uint32_t *slot = term_slot(k->t, hash);
  if (!*slot) {
    k->t->terms[k->t->n_terms++].hash = hash;
    *slot = (uint32_t)k->t->n_terms;
  }
  return *slot - 1;
}

static uint32_t term_of(terming *k, const vb_folded_word *word, vb_arena scratch) {
  uint64_t hash = word->hash | 1, i = hash;
  while (k->known[i & k->mask].hash && k->known[i & k->mask].hash != hash) i++;
  known_word *known = &k->known[i & k->mask];
  if (!known->hash) *known = (known_word){hash, new_term(k, word, scratch)};
  return known->term;
}

static void add_use(terming *k, uint32_t term, uint32_t sentence, uint32_t *n) {
  vb_prepared *t = k->t;
  uint32_t last = k->last_use[term];
  if (last && last - 1 >= t->of_starts[sentence]) {
    t->of[last - 1].count++;
    return;
  }
  t->of[*n] = (vb_term_use){term, 1};
  k->last_use[term] = ++*n;
  t->terms[term].n++;
}

/* The uses of sentences, turned round. */
static void turn_uses(vb_prepared *t, uint32_t n, vb_arena *out) {
  t->uses = vb_arena_alloc_raw(out, sizeof *t->uses, 4, n);
  uint32_t at = 0;
  for (ptrdiff_t i = 0; i < t->n_terms; i++) {
    t->terms[i].first = at;
    at += t->terms[i].n;
    t->terms[i].n = 0;
  }
  for (ptrdiff_t s = 0; s < t->n_sentences; s++)
    for (uint32_t u = t->of_starts[s]; u < t->of_starts[s + 1]; u++) {
      vb_term *term = &t->terms[t->of[u].other];
      t->uses[term->first + term->n++] = (vb_term_use){(uint32_t)s, t->of[u].count};
    }
}

static void find_terms(vb_prepared *t, const vb_senses *senses, vb_arena *out, vb_arena scratch) {
  terming k = {.t = t, .senses = senses, .mask = mask_for(t->words.n)};
  k.known = VB_NEW_N(&scratch, known_word, (ptrdiff_t)k.mask + 1);
  k.last_use = VB_NEW_N(&scratch, uint32_t, t->words.n);
  t->terms = VB_NEW_N(out, vb_term, t->words.n);
  t->term_mask = k.mask;
  t->term_slots = VB_NEW_N(out, uint32_t, (ptrdiff_t)k.mask + 1);
  t->of = vb_arena_alloc_raw(out, sizeof *t->of, 4, t->words.n);
  t->of_starts = VB_NEW_N(out, uint32_t, t->n_sentences + 1);
  uint32_t n = 0;
  for (ptrdiff_t s = 0; s < t->n_sentences; s++) {
    t->of_starts[s] = n;
    for (uint32_t i = t->sentences[s]; i < t->sentences[s + 1]; i++)
      add_use(&k, term_of(&k, &t->words.v[i], scratch), (uint32_t)s, &n);
  }
  t->of_starts[t->n_sentences] = n;
  turn_uses(t, n, out);
}

vb_prepared vb_prepared_of(const vb_senses *senses, vb_str text, vb_folded_words words,
                           vb_arena *out, vb_arena scratch) {
  vb_prepared t = {.text = text, .words = words};
  find_sentences(&t, out);
  index_shingles(&t, out, scratch);
  find_terms(&t, senses, out, scratch);
  return t;
}

vb_prepared vb_prepared_make(const vb_senses *senses, vb_str text, vb_arena *out,
                             vb_arena scratch) {
  return vb_prepared_of(senses, text, vb_folded_words_make(text, out, scratch), out, scratch);
}
