#include "answers/party.h"

#include "base/utf8.h"

/* Folded, with one blank between words and around them: words match whole by plain search.  CJK
 * characters are words by themselves. */
static vb_str normal(vb_arena *out, vb_str text) {
  vb_str folded = vb_utf8_fold(out, text);
  char *p = vb_arena_alloc(out, 1, 1, folded.n * 3 + 2);
  ptrdiff_t n = 0;
  p[n++] = ' ';
  for (ptrdiff_t i = 0; i < folded.n;) {
    int len;
    int32_t c = vb_utf8_decode(folded, i, &len);
    bool word = c >= 0x80 ? vb_utf8_is_letter(c) : vb_is_alpha((char)c) || vb_is_digit((char)c);
    bool silent = c == '\'' || c == '.';
    bool cjk = vb_utf8_is_cjk(c);
    if ((cjk || (!word && !silent)) && p[n - 1] != ' ') p[n++] = ' ';
    if (word)
      for (int k = 0; k < len; k++) p[n++] = folded.p[i + k];
    if (cjk) p[n++] = ' ';
    i += len;
  }
  if (p[n - 1] != ' ') p[n++] = ' ';
  return (vb_str){p, n};
}

static bool field_names(const vb_table *table, ptrdiff_t row, const char *column, vb_str words,
                        vb_arena scratch) {
  vb_str field = vb_table_field(table, row, vb_table_column(table, column));
  for (vb_str name = vb_alternative_next(&field); name.p; name = vb_alternative_next(&field))
    if (vb_str_eq(normal(&scratch, name), words)) return true;
  return false;
}

static vb_str country_named(const vb_lexicon *lexicon, vb_str text, vb_str words,
                            vb_arena scratch) {
  const vb_table *table = vb_lexicon_table(lexicon, VB_S("world/countries"));
  if (!table) return (vb_str){0};
  ptrdiff_t iso2 = vb_table_column(table, "iso2"), iso3 = vb_table_column(table, "iso3");
  for (ptrdiff_t row = 0; row < table->n_rows; row++) {
    vb_str code = vb_table_field(table, row, iso2);
    if (vb_str_eq(text, code) || vb_str_eq(text, vb_table_field(table, row, iso3)) ||
        field_names(table, row, "name", words, scratch) ||
        field_names(table, row, "names", words, scratch))
      return code;
  }
  return (vb_str){0};
}

vb_party_query vb_party_query_of(const vb_lexicon *lexicon, vb_str text, vb_arena *out) {
  if (!text.p) return (vb_party_query){0};
  vb_party_query query = {.words = normal(out, vb_str_trim(text))};
  query.country = country_named(lexicon, vb_str_trim(text), query.words, *out);
  query.is_code = query.country.p && vb_str_eq(query.country, vb_str_trim(text));
  return query;
}

vb_strs vb_party_countries(const vb_lexicon *lexicon, vb_str text, vb_arena *out) {
  vb_strs all = {0};
  const vb_table *t = vb_lexicon_table(lexicon, VB_S("world/countries"));
  vb_party_query query = vb_party_query_of(lexicon, text, out);
  if (!t || query.country.p || query.words.n <= 1) return all;
  ptrdiff_t iso2 = vb_table_column(t, "iso2"), name = vb_table_column(t, "name");
  for (ptrdiff_t row = 0; row < t->n_rows; row++)
    if (field_names(t, row, "ambiguous", query.words, *out))
      *vb_push(out, &all) = vb_str_format(out, "%.*s (%.*s)", VB_ARG(vb_table_field(t, row, iso2)),
                                          VB_ARG(vb_table_field(t, row, name)));
  return all;
}

static bool stands_in(vb_str words, vb_str text, vb_arena scratch) {
  return text.p && vb_str_find(normal(&scratch, text), words, 0) >= 0;
}

bool vb_party_matches(const vb_party_query *query, const vb_actor *actor, vb_arena scratch) {
  if (!query->words.p) return true;
  if (query->country.p && actor->country.p && vb_str_eq(query->country, actor->country))
    return true;
  if (query->is_code) return false; /* "CU" is Cuba, and not also everybody called Cu */
  return query->words.n > 1 && (stands_in(query->words, actor->name, scratch) ||
                                stands_in(query->words, actor->organisation, scratch) ||
                                stands_in(query->words, actor->office, scratch));
}

bool vb_party_matches_any(const vb_party_query *query, const vb_actors *actors, vb_arena scratch) {
  if (!query->words.p) return true;
  for (ptrdiff_t i = 0; i < actors->n; i++)
    if (vb_party_matches(query, &actors->v[i], scratch)) return true;
  return false;
}

static vb_str country_name(const vb_lexicon *lexicon, vb_str code) {
  const vb_table *table = vb_lexicon_table(lexicon, VB_S("world/countries"));
  ptrdiff_t iso2 = table ? vb_table_column(table, "iso2") : -1;
  for (ptrdiff_t row = 0; table && row < table->n_rows; row++)
    if (vb_str_eq(vb_table_field(table, row, iso2), code))
      return vb_table_field(table, row, vb_table_column(table, "name"));
  return code;
}

vb_str vb_party_label(const vb_lexicon *lexicon, const vb_actor *actor, vb_arena *out) {
  if (actor->name.p) return actor->name;
  if (actor->organisation.p) return actor->organisation;
  vb_str country = actor->country.p ? country_name(lexicon, actor->country) : (vb_str){0};
  if (actor->office.p && country.p)
    return vb_str_format(out, "%.*s, %.*s", VB_ARG(actor->office), VB_ARG(country));
  return actor->office.p ? actor->office : country.p ? country : VB_S("?");
}
