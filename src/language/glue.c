#include "language/glue.h"

#include "base/utf8.h"

enum { GLUED_BYTES = 4 }; /* of a small word before a name */

static vb_token part(const vb_language *l, const vb_token *whole, ptrdiff_t start, ptrdiff_t end,
                     vb_arena *out) {
  vb_token t = *whole;
  t.text = vb_str_slice(whole->text, start, end);
  t.span = (vb_span){whole->span.start + start, whole->span.start + end};
  t.fold = vb_utf8_fold(out, t.text);
  t.hash = vb_str_hash(t.fold);
  t.word = vb_vocabulary_find(l->words->abbreviations->vocabulary, t.hash);
  for (int set = 0; set < VB_PHRASE_SETS; set++)
    t.begins[set] = ~0u; /* another word: anything may begin */
  t.is = ~0u, t.longest = VB_TOKEN_UNSETTLED;
  t.plain = false;
  if (start) t.flags = VB_TOKEN_GLUED;
  if (start && vb_is_upper(t.text.p[0])) t.flags |= VB_TOKEN_CAPITAL;
  return t;
}

/* Is `rest` a word that may follow a name? */
static bool is_follower(const vb_language *l, vb_str rest, vb_arena scratch) {
  vb_tokens t = vb_tokens_make(l->words->abbreviations, rest, &scratch);
  if (t.n != 1 || (t.v[0].flags & VB_TOKEN_CAPITAL)) return false;
  return vb_wordmap_get(&l->followers, t.v[0].fold) ||
         vb_words_at(l->words, t, 0, 1, VB_WORD_FUNCTION).n_tokens == 1;
}

/* Length of the name's last word at the front of token i, when the words before are the name's too
 * and something is glued to it; 0 if not. */
static ptrdiff_t glued_at(const vb_language *l, vb_tokens t, ptrdiff_t i, const vb_name *name,
                          vb_arena scratch) {
  ptrdiff_t n = name->words.n;
  if (n < 2 || i + 1 < n) return 0;
  vb_str last = name->words.v[n - 1];
  vb_str fold = t.v[i].fold;
  if (fold.n <= last.n || fold.n != t.v[i].text.n || !vb_str_starts(fold, last)) return 0;
  for (ptrdiff_t k = 1; k < n; k++)
    if (!vb_str_eq(t.v[i - k].fold, name->words.v[n - 1 - k])) return 0;
  return is_follower(l, vb_str_slice(t.v[i].text, last.n, fold.n), scratch) ? last.n : 0;
}

/* "toAna": length of a small word glued to the front of a capital; 0 if there is none. */
static ptrdiff_t glued_before(const vb_language *l, const vb_token *t, vb_arena scratch) {
  ptrdiff_t n = 0;
  while (n <= GLUED_BYTES && n < t->text.n && vb_is_lower(t->text.p[n])) n++;
  if (n < 2 || n > GLUED_BYTES || n + 2 > t->text.n || !vb_is_upper(t->text.p[n])) return 0;
  vb_tokens word = vb_tokens_make(l->words->abbreviations, vb_str_slice(t->text, 0, n), &scratch);
  return word.n == 1 && vb_words_at(l->words, word, 0, 1, VB_WORD_FUNCTION).n_tokens ? n : 0;
}

/* Of its first two letters. */
static uint64_t letters_bit(vb_str word) {
  unsigned first = (unsigned char)word.p[0], second = word.n > 1 ? (unsigned char)word.p[1] : 0;
  return (uint64_t)1 << ((first * 7 + second) & 63);
}

/* Of the words that something may be glued to: the last ones of names. */
typedef struct {
  uint64_t letters;
  ptrdiff_t shortest;
} last_words;

static last_words last_words_of(const vb_people *people) {
  last_words all = {0, PTRDIFF_MAX};
  for (ptrdiff_t i = 0; i < people->persons.n; i++) {
    vb_strs words = people->persons.v[i].name.words;
    vb_str last = words.v[words.n - 1];
    all.letters |= last.n < 2 ? ~UINT64_C(0) : letters_bit(last);
    if (last.n < all.shortest) all.shortest = last.n;
  }
  return all;
}

/* Phrases that began before the end may go on otherwise now. */
static void unsettle(vb_tokens t) {
  for (ptrdiff_t i = t.n - 1; i >= 0 && i > t.n - VB_PHRASE_WORDS; i--)
    t.v[i].is = ~0u, t.v[i].longest = VB_TOKEN_UNSETTLED;
}

vb_tokens vb_glue_split(const vb_language *l, vb_tokens tokens, const vb_people *people,
                        vb_arena *out) {
  vb_tokens split = {0};
  ptrdiff_t done = 0;
  last_words last = last_words_of(people);
  for (ptrdiff_t i = 0; i < tokens.n; i++) {
    if (tokens.v[i].kind != VB_TOKEN_WORD || vb_token_is_small(&tokens.v[i])) continue;
    bool capital = tokens.v[i].flags & VB_TOKEN_CAPITAL;
    vb_str fold = tokens.v[i].fold;
    if (capital && (fold.n <= last.shortest || !(last.letters & letters_bit(fold)))) continue;
    ptrdiff_t at = capital ? 0 : glued_before(l, &tokens.v[i], *out);
    for (ptrdiff_t k = 0; capital && k < people->persons.n && !at; k++)
      at = glued_at(l, tokens, i, &people->persons.v[k].name, *out);
    if (!at) continue;
    for (; done < i; done++) *vb_push(out, &split) = tokens.v[done];
    unsettle(split);
    *vb_push(out, &split) = part(l, &tokens.v[i], 0, at, out);
    *vb_push(out, &split) = part(l, &tokens.v[i], at, tokens.v[i].text.n, out);
    done = i + 1;
  }
  if (!split.n) return tokens;
  for (; done < tokens.n; done++) *vb_push(out, &split) = tokens.v[done];
  return split;
}
