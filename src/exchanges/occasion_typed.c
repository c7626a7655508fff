/* Occasion keys as somebody types them. */
#include "exchanges/keying.h"

static bool is_kind(const vb_occasion_keys *keys, vb_str kind) {
  if (vb_str_ends(kind, VB_S("-anniversary"))) kind.n -= (ptrdiff_t)sizeof "-anniversary" - 1;
  for (ptrdiff_t row = 0; keys->kinds && row < keys->kinds->n_rows; row++)
    if (vb_str_eq(vb_keying_field(keys->kinds, row, "kind"), kind) &&
        !vb_str_eq(vb_keying_field(keys->kinds, row, "counts"), VB_S("mark")))
      return true;
  return false;
}

/* A phrase that one row of the map names as a whole; -1. */
static ptrdiff_t row_named(const vb_wordmap *map, vb_str text, vb_arena scratch) {
  enum { MOST = VB_WORDMAP_PHRASE + 1 };
  ptrdiff_t n;
  vb_strs words = vb_wordmap_split(text, MOST, &scratch);
  uint64_t row = words.n ? vb_wordmap_match(map, words, 0, &n) : 0;
  return row && n == words.n ? (ptrdiff_t)row - 1 : -1;
}

static bool is_country_code(const vb_occasion_keys *keys, vb_str text) {
  return text.n == 2 && vb_keying_country_row(keys, text) >= 0;
}

static vb_str upper(vb_str text, vb_arena *out) {
  vb_str copy = vb_str_copy(out, text);
  for (char *p = (char *)copy.p; p < copy.p + copy.n; p++)
    if (vb_is_lower(*p)) *p = (char)(*p - 32);
  return copy;
}

static void type_whose(vb_keying *k, vb_str text) {
  vb_str code = upper(text, k->out);
  ptrdiff_t country = row_named(&k->keys->country, text, *k->out);
  ptrdiff_t body = row_named(&k->keys->body, text, *k->out);
  bool pair = code.n == 5 && code.p[2] == '-';
  if (is_country_code(k->keys, code) || country >= 0) {
    k->by_country = true;
    k->whose = is_country_code(k->keys, code)
                   ? code
                   : vb_keying_field(k->keys->countries, country, "iso2");
  } else if (body >= 0) {
    k->whose = vb_keying_body(k->keys, body, k->out);
  } else {
    k->whose = pair ? code : vb_keying_name(k->keys, text, k->out);
  }
}

static vb_str typed_key(vb_keying *k, int number, int year) {
  vb_yearly_day day;
  if (k->by_country && vb_yearly_day_find(k->keys, k->whose, k->kind, &day)) {
    k->kind = day.kind;
    if (year) number = year - day.year;
  }
  return number ? vb_keying_number(k, number) : vb_keying_year(k, year);
}

static ptrdiff_t series_end(vb_str key) {
  ptrdiff_t end = 0;
  while (end < key.n && key.p[end] != '#' && key.p[end] != '@') end++;
  return end;
}

vb_str vb_occasion_series(vb_str key) { return vb_str_slice(key, 0, series_end(key)); }

vb_str vb_occasion_key_typed(const vb_occasion_keys *keys, vb_str text, vb_arena *out) {
  vb_keying k = {.keys = keys, .out = out};
  text = vb_str_trim(text);
  ptrdiff_t end = series_end(text);
  vb_str whose = vb_str_slice(text, 0, end);
  k.kind = vb_str_lower(out, vb_str_cut(&whose, ':'));
  if (!is_kind(keys, k.kind)) return (vb_str){0};
  if (whose.n) type_whose(&k, whose);
  if (end == text.n) return typed_key(&k, 0, 0);
  int value = vb_str_to_int(vb_str_slice(text, end + 1, text.n));
  if (value < 0) return (vb_str){0};
  return text.p[end] == '#' ? typed_key(&k, value, 0) : typed_key(&k, 0, value);
}

bool vb_occasion_key_answers(vb_str typed, vb_str key) {
  if (!key.n) return false;
  vb_str series = vb_occasion_series(typed), held = vb_occasion_series(key);
  if (series.n < typed.n) return vb_str_eq(typed, key); /* this one */
  if (vb_str_find_char(series, ':', 0) >= 0) return vb_str_eq(series, held);
  return vb_str_eq(series, vb_str_cut(&held, ':'));
}
