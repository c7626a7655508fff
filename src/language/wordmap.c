#include "language/wordmap.h"

#include <string.h>

#include "base/utf8.h"

enum { PHRASE_BYTES = 96, KEY_BYTES = 1024, MAX_KINDS = 63 };

static uint8_t tag_of(uint64_t hash) { return (uint8_t)(hash >> 56 | 1); }

static ptrdiff_t slot_of(const vb_wordmap *map, vb_str key, uint64_t hash) {
  ptrdiff_t i = (ptrdiff_t)(hash & (uint64_t)map->mask);
  uint8_t tag = tag_of(hash);
  while (map->tags[i] && (map->tags[i] != tag || !vb_str_eq(map->keys[i], key)))
    i = (i + 1) & map->mask;
  return i;
}

void vb_wordmap_add(vb_wordmap *map, vb_str phrase, uint64_t bits) {
  uint64_t hash = vb_str_hash(phrase);
  ptrdiff_t i = slot_of(map, phrase, hash);
  if (!map->tags[i]) map->n++;
  map->tags[i] = tag_of(hash);
  map->keys[i] = phrase;
  map->values[i] |= bits;
}

static uint64_t kind_bit(vb_strs *kinds, vb_str name, vb_arena *arena) {
  for (ptrdiff_t i = 0; i < kinds->n; i++)
    if (vb_str_eq(kinds->v[i], name)) return (uint64_t)1 << i;
  if (kinds->n < MAX_KINDS) *vb_push(arena, kinds) = name;
  return (uint64_t)1 << (kinds->n - 1);
}

static uint64_t read_value(vb_str field, vb_wordmap_reading reading, vb_strs *kinds,
                           vb_arena *arena) {
  if (!field.n) return 1;
  if (reading == VB_WORDMAP_NUMBER) {
    int value = vb_str_to_int(field);
    return value > 0 ? (uint64_t)value : 0;
  }
  uint64_t bits = 0;
  while (field.p) {
    vb_str name = vb_str_cut(&field, ' ');
    if (name.n) bits |= kind_bit(kinds, name, arena);
  }
  return bits;
}

static ptrdiff_t count_phrases(const vb_table *table, ptrdiff_t column) {
  ptrdiff_t n = 0;
  for (ptrdiff_t row = 0; row < table->n_rows; row++) {
    vb_str field = vb_table_field(table, row, column);
    while (vb_alternative_next(&field).p) n++;
  }
  return n;
}

vb_wordmap vb_wordmap_new(ptrdiff_t n, vb_arena *out) {
  ptrdiff_t slots = 8;
  while (slots < 2 * n) slots *= 2;
  return (vb_wordmap){.tags = VB_NEW_N(out, uint8_t, slots),
                      .keys = VB_NEW_N(out, vb_str, slots),
                      .values = VB_NEW_N(out, uint64_t, slots),
                      .mask = slots - 1};
}

/* A phrase as it is looked up: its folded words, joined by blanks. */
static vb_str folded_key(vb_str phrase, const vb_wordmap *skip, vb_arena *out) {
  vb_str key = {vb_arena_alloc_raw(out, 1, 1, KEY_BYTES), 0};
  vb_arena scratch = *out;
  vb_strs words = vb_wordmap_split(phrase, VB_WORDMAP_PHRASE + 4, &scratch);
  for (ptrdiff_t i = 0; i < words.n; i++) {
    if (skip && vb_wordmap_get(skip, words.v[i])) continue;
    if (key.n + 1 + words.v[i].n > KEY_BYTES) return (vb_str){0};
    if (key.n) ((char *)key.p)[key.n++] = ' ';
    memcpy((char *)key.p + key.n, words.v[i].p, (size_t)words.v[i].n);
    key.n += words.v[i].n;
  }
  out->beg = (char *)key.p + key.n; /* the rest is free again */
  return key;
}

static bool has_class(const vb_table *table, ptrdiff_t row, vb_wordmap_source source) {
  if (!source.class_column) return true;
  vb_str class = vb_table_field(table, row, vb_table_column(table, source.class_column));
  return vb_str_eq(class, vb_str_from(source.class_name));
}

vb_wordmap vb_wordmap_load(const vb_lexicon *lexicon, vb_wordmap_source source, vb_arena *out) {
  const vb_table *table = vb_lexicon_table(lexicon, source.table);
  ptrdiff_t column[VB_WORDMAP_COLUMNS] = {-1, -1, -1, -1}, n = 0, value_at = -1;
  for (int k = 0; table && k < VB_WORDMAP_COLUMNS && source.word_columns[k]; k++) {
    column[k] = vb_table_column(table, source.word_columns[k]);
    n += count_phrases(table, column[k]);
  }
  if (table && source.value_column) value_at = vb_table_column(table, source.value_column);
  vb_wordmap map = vb_wordmap_new(n, out);
  vb_strs kinds = {0};
  for (ptrdiff_t row = 0; n && row < table->n_rows; row++) {
    if (!has_class(table, row, source)) continue;
    vb_str field_of_value = vb_table_field(table, row, value_at);
    uint64_t value = source.reading == VB_WORDMAP_ROW
                         ? (uint64_t)row + 1
                         : read_value(field_of_value, source.reading, &kinds, out);
    for (int k = 0; k < VB_WORDMAP_COLUMNS; k++) {
      vb_str field = vb_table_field(table, row, column[k]);
      for (vb_str phrase; (phrase = vb_alternative_next(&field)).p;) {
        vb_str key = folded_key(phrase, source.skip, out);
        bool kept = key.n && source.reading == VB_WORDMAP_ROW && vb_wordmap_get(&map, key);
        if (key.n && !kept) vb_wordmap_add(&map, key, value);
      }
    }
  }
  return map;
}

uint64_t vb_wordmap_get(const vb_wordmap *map, vb_str phrase) {
  ptrdiff_t i = slot_of(map, phrase, vb_str_hash(phrase));
  return map->tags[i] ? map->values[i] : 0;
}

uint64_t vb_wordmap_match(const vb_wordmap *map, vb_strs words, ptrdiff_t at, ptrdiff_t *n_words) {
  char phrase[PHRASE_BYTES];
  ptrdiff_t used = 0;
  uint64_t best = 0;
  *n_words = 0;
  for (ptrdiff_t k = 0; k < VB_WORDMAP_PHRASE && at + k < words.n; k++) {
    vb_str w = words.v[at + k];
    if (used + w.n + 1 > PHRASE_BYTES) break;
    if (k) phrase[used++] = ' ';
    memcpy(phrase + used, w.p, (size_t)w.n);
    used += w.n;
    uint64_t value = vb_wordmap_get(map, (vb_str){phrase, used});
    if (value) best = value, *n_words = k + 1;
  }
  return best;
}

/* Letters that Unicode does not decompose, as newspapers respell them. */
static const char *plain_letter(int32_t c) {
  switch (c) {
  case 0xF8: return "o";
  case 0x142: return "l";
  case 0x111:
  case 0xF0: return "d";
  case 0xFE: return "th";
  case 0x131: return "i";
  case 0xE6: return "ae";
  case 0x153: return "oe";
  case 0x127: return "h";
  case 0x259: return "a";
  default: return NULL;
  }
}

static bool is_word_char(int32_t c) { return (c >= '0' && c <= '9') || vb_utf8_is_letter(c); }

/* The words of ASCII text, which most is; false if it is not. */
static bool split_plain(vb_str text, ptrdiff_t max, vb_arena *out, vb_strs *words) {
  char *buffer = vb_arena_alloc_raw(out, 1, 1, text.n);
  ptrdiff_t start = 0, used = 0;
  words->cap = text.n / 2 + 1 < max ? text.n / 2 + 1 : max; /* with what separates them */
  words->v = vb_arena_alloc_raw(out, sizeof *words->v, _Alignof(max_align_t), words->cap);
  for (ptrdiff_t i = 0; i <= text.n && words->n < max; i++) {
    char c = i < text.n ? vb_to_lower(text.p[i]) : ' ';
    if ((signed char)c < 0) return false;
    if (vb_is_lower(c) || vb_is_digit(c)) {
      buffer[used++] = c;
    } else if (c != '\'' && c != '`' && used > start) {
      *vb_push(out, words) = (vb_str){buffer + start, used - start};
      start = used;
    }
  }
  return true;
}

vb_strs vb_wordmap_split(vb_str text, ptrdiff_t max, vb_arena *out) {
  vb_strs words = {0};
  if (split_plain(text, max, out, &words)) return words;
  words.n = 0;
  vb_str folded = vb_utf8_fold(out, text);
  char *buffer = vb_arena_alloc_raw(out, 1, 1, folded.n + 1);
  ptrdiff_t start = 0, used = 0;
  bool after_digit = false, after_cjk = false;
  int len;
  for (ptrdiff_t i = 0; i <= folded.n && words.n < max; i += len) {
    len = 1;
    int32_t c = i < folded.n ? vb_utf8_decode(folded, i, &len) : ' ';
    const char *plain = plain_letter(c);
    bool digit = c >= '0' && c <= '9', cjk = vb_utf8_is_cjk(c);
    if (used > start && ((digit && after_cjk) || (cjk && after_digit))) { /* 77 | years */
      *vb_push(out, &words) = (vb_str){buffer + start, used - start};
      start = used;
    }
    after_digit = digit, after_cjk = cjk;
    if (plain) {
      memcpy(buffer + used, plain, strlen(plain)); /* never longer than the letter's own bytes */
      used += (ptrdiff_t)strlen(plain);
    } else if (is_word_char(c)) {
      memcpy(buffer + used, folded.p + i, (size_t)len);
      used += len;
    } else if (c != '\'' && c != '`' && used > start) {
      *vb_push(out, &words) = (vb_str){buffer + start, used - start};
      start = used;
    }
  }
  return words;
}

ptrdiff_t vb_wordmap_shared(vb_strs a, vb_strs b) {
  ptrdiff_t n = 0;
  for (ptrdiff_t i = 0; i < a.n; i++)
    for (ptrdiff_t k = 0; k < b.n; k++)
      if (vb_str_eq(a.v[i], b.v[k])) {
        n++;
        break;
      }
  return n;
}
