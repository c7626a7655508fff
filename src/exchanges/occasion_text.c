#include "exchanges/occasion_text.h"

#include "base/utf8.h"

enum { MAX_WORDS = 48 };

/* "’" ends a possessive as "'" does; both stand inside words. */
static int apostrophe_at(vb_str text, ptrdiff_t i) {
  if (text.p[i] == '\'') return 1;
  return vb_str_starts(vb_str_slice(text, i, text.n), VB_S("\xE2\x80\x99")) ? 3 : 0;
}

static bool is_word_at(vb_str text, ptrdiff_t i, int *len) {
  int32_t c = vb_utf8_decode(text, i, len);
  return (c >= '0' && c <= '9') || vb_utf8_is_letter(c);
}

static vb_occasion_word word_of(vb_str printed, ptrdiff_t possessive, vb_arena *out) {
  int len;
  vb_occasion_word w = {.capital = vb_utf8_is_upper(vb_utf8_decode(printed, 0, &len))};
  vb_strs whole = vb_wordmap_split(printed, 1, out);
  vb_strs bare = vb_wordmap_split(vb_str_slice(printed, 0, possessive), 1, out);
  w.text = whole.n ? whole.v[0] : VB_S("");
  w.bare = bare.n ? bare.v[0] : w.text;
  return w;
}

/* Whole words of letters and digits with the apostrophes inside them. */
static void split(vb_occasion_text *t, vb_str text, vb_arena *out) {
  t->words = VB_NEW_N(out, vb_occasion_word, MAX_WORDS);
  int len;
  for (ptrdiff_t i = 0; i < text.n && t->n < MAX_WORDS;) {
    ptrdiff_t start = i, possessive = -1;
    while (i < text.n) {
      int quote = apostrophe_at(text, i);
      if (quote) possessive = i;
      if (!quote && !is_word_at(text, i, &len)) break;
      i += quote ? quote : len;
    }
    if (i == start) {
      is_word_at(text, i, &len);
      i += len;
    } else if (possessive != start) {
      vb_str printed = vb_str_slice(text, start, i);
      bool ends = possessive >= 0 && i - possessive <= 4;
      t->words[t->n++] = word_of(printed, ends ? possessive - start : printed.n, out);
    }
  }
}

/* The words that count, as a list to match phrases in, and where each of them stands. */
typedef struct {
  vb_strs words;
  ptrdiff_t at[MAX_WORDS];
} picked;

typedef enum { PICK_ALL, PICK_TELLING } picking;

static picked pick(const vb_occasion_text *t, picking which, bool bare, vb_arena *arena) {
  picked p = {0};
  for (ptrdiff_t i = 0; i < t->n; i++) {
    const vb_occasion_word *w = &t->words[i];
    if (which == PICK_TELLING && w->function) continue;
    p.at[p.words.n] = i;
    *vb_push(arena, &p.words) = bare ? w->bare : w->text;
  }
  return p;
}

static void cover(vb_occasion_text *t, ptrdiff_t start, ptrdiff_t end) {
  for (ptrdiff_t i = start; i < end; i++) t->words[i].covered = true;
}

static void note_country(vb_occasion_text *t, ptrdiff_t row) {
  if (t->n_countries == 2 && row != t->countries[0] && row != t->countries[1]) t->n_countries = 3;
  if (t->n_countries >= 2 || (t->n_countries == 1 && row == t->countries[0])) return;
  t->countries[t->n_countries++] = row;
}

/* "Vaclav Jordan": a capitalised word before it that is nothing else makes it a name. */
static bool inside_name(const vb_occasion_text *t, ptrdiff_t at, ptrdiff_t n) {
  return n == 1 && at && t->words[at - 1].capital && !t->words[at - 1].covered &&
         !t->words[at - 1].function;
}

static void find_phrases(const vb_occasion_keys *keys, vb_occasion_text *t, bool bare,
                         vb_arena scratch) {
  picked p = pick(t, PICK_ALL, bare, &scratch);
  for (ptrdiff_t i = 0; i < p.words.n;) {
    ptrdiff_t n_country, n_body, n_office;
    uint64_t country = vb_wordmap_match(&keys->country, p.words, i, &n_country);
    uint64_t body = vb_wordmap_match(&keys->body, p.words, i, &n_body);
    vb_wordmap_match(&keys->office, p.words, i, &n_office);
    ptrdiff_t n = n_body > n_country ? n_body : n_country;
    bool printed = t->words[i].capital && !t->words[i].covered;
    bool office = n_office > n || !printed;
    if (office) n = n_office;
    if (!n || (!office && inside_name(t, i, n))) {
      i++;
      continue;
    }
    if (!office && n_body >= n_country && n_body && t->body < 0) t->body = (ptrdiff_t)body - 1;
    if (!office && n_country >= n_body && n_country) note_country(t, (ptrdiff_t)country - 1);
    cover(t, i, i + n);
    for (ptrdiff_t k = i; !office && n_body == n && k < i + n; k++) t->words[k].in_body = true;
    i += n;
  }
}

static bool is_kind(const vb_occasion_keys *keys, ptrdiff_t row, const char *name) {
  return vb_str_eq(vb_table_field(keys->kinds, row, vb_table_column(keys->kinds, "kind")),
                   vb_str_from(name));
}

static void note_kind(const vb_occasion_keys *keys, vb_occasion_text *t, ptrdiff_t row) {
  bool mark = vb_str_eq(vb_table_field(keys->kinds, row, vb_table_column(keys->kinds, "counts")),
                        VB_S("mark"));
  if (!mark) {
    if (t->kind < 0 || row < t->kind) t->kind = row;
    return;
  }
  t->anniversary |= is_kind(keys, row, "anniversary");
  t->day |= is_kind(keys, row, "day");
  t->state |= is_kind(keys, row, "state");
  t->of_body |= is_kind(keys, row, "body");
}

static bool ends_in_day(const vb_occasion_keys *keys, vb_str word) {
  uint64_t row = vb_wordmap_get(&keys->kind, word);
  return row && is_kind(keys, (ptrdiff_t)row - 1, "day");
}

static void find_kinds(const vb_occasion_keys *keys, vb_occasion_text *t, vb_arena scratch) {
  picked p = pick(t, PICK_TELLING, false, &scratch);
  for (ptrdiff_t i = 0; i < p.words.n;) {
    ptrdiff_t n;
    uint64_t row = vb_wordmap_match(&keys->kind, p.words, i, &n);
    if (row && t->words[p.at[i]].in_body) row = 0, n = 1;
    if (row) note_kind(keys, t, (ptrdiff_t)row - 1);
    if (row) t->day |= ends_in_day(keys, p.words.v[i + n - 1]);
    for (ptrdiff_t k = i; row && k < i + n; k++) t->words[p.at[k]].covered = true;
    i += n ? n : 1;
  }
}

static void find_numbers(const vb_occasion_keys *keys, vb_occasion_text *t, vb_str text,
                         vb_arena scratch) {
  vb_occasion read = vb_occasion_read(&keys->words, text, &scratch);
  t->number = read.number;
  t->year = read.year;
  for (ptrdiff_t i = 0; i < t->n; i++) {
    vb_occasion_word *w = &t->words[i];
    w->function = vb_wordmap_get(&keys->words.function, w->text) != 0 || w->text.n < 2;
    w->covered = vb_is_digit(w->text.n ? w->text.p[0] : ' ') ||
                 vb_wordmap_get(&keys->words.number, w->text) ||
                 vb_wordmap_get(&keys->words.ordinal, w->text);
  }
}

vb_occasion_text vb_occasion_text_read(const vb_occasion_keys *keys, vb_str text, vb_arena *out) {
  vb_occasion_text t = {.kind = -1, .countries = {-1, -1}, .body = -1};
  split(&t, text, out);
  find_numbers(keys, &t, text, *out);
  find_phrases(keys, &t, false, *out);
  find_phrases(keys, &t, true, *out); /* "Vietnam's" */
  find_kinds(keys, &t, *out);
  for (ptrdiff_t i = 0; i + 1 < t.n; i++) /* "Comrade Mira Solen" */
    if (t.words[i + 1].capital && vb_wordmap_get(&keys->names.honorific, t.words[i].text))
      t.words[i].covered = true;
  return t;
}

static bool is_name_word(const vb_occasion_word *w) {
  return w->capital && !w->covered && !w->function;
}

/* The end of a run of name words from i; particles may stand inside. */
static ptrdiff_t name_end(const vb_occasion_keys *keys, const vb_occasion_text *t, ptrdiff_t i) {
  ptrdiff_t end = i;
  for (; i < t->n; i++) {
    if (is_name_word(&t->words[i]))
      end = i + 1;
    else if (end == i &&
             !(vb_wordmap_get(&keys->names.kind, t->words[i].text) & VB_NAME_IS_PARTICLE))
      break;
    else if (end < i)
      break;
  }
  return end;
}

vb_str vb_occasion_text_person(const vb_occasion_keys *keys, const vb_occasion_text *t,
                               vb_arena *out) {
  ptrdiff_t start = 0, end = 0;
  for (ptrdiff_t i = 0; i < t->n; i++) {
    if (!is_name_word(&t->words[i])) continue;
    ptrdiff_t behind = name_end(keys, t, i);
    if (behind - i > end - start) start = i, end = behind;
    i = behind;
  }
  vb_str name = {0};
  for (ptrdiff_t i = start; i < end; i++)
    name = name.p ? vb_str_format(out, "%.*s-%.*s", VB_ARG(name), VB_ARG(t->words[i].bare))
                  : vb_str_copy(out, t->words[i].bare);
  return name;
}

bool vb_occasion_text_complete(const vb_occasion_text *t) {
  for (ptrdiff_t i = 0; i < t->n; i++)
    if (!t->words[i].covered && !t->words[i].function) return false;
  return true;
}

bool vb_occasion_text_unknown(const vb_occasion_text *t) {
  for (ptrdiff_t i = 0; i < t->n; i++)
    if (is_name_word(&t->words[i])) return true;
  return false;
}

ptrdiff_t vb_occasion_body_in(const vb_occasion_keys *keys, vb_str text, vb_arena scratch) {
  vb_strs words = vb_wordmap_split(text, MAX_WORDS, &scratch);
  for (ptrdiff_t i = 0; i < words.n; i++) {
    ptrdiff_t n;
    uint64_t row = vb_wordmap_match(&keys->body, words, i, &n);
    if (row) return (ptrdiff_t)row - 1;
  }
  return -1;
}
