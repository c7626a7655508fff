#include "article/words.h"

#include <stdlib.h>

#include "article/foreign.h"
#include "base/utf8.h"

enum { REGION_BYTES = 32 << 20, MIN_SLOTS = 64 };

static vb_dict_entry *slot_of(const vb_dict *dict, vb_str key) {
  ptrdiff_t mask = dict->capacity - 1;
  ptrdiff_t i = (ptrdiff_t)(vb_str_hash(key) & (uint64_t)mask);
  while (dict->slots[i].key.p && !vb_str_eq(dict->slots[i].key, key)) i = (i + 1) & mask;
  return &dict->slots[i];
}

static void grow(vb_dict *dict, vb_arena *arena) {
  vb_dict old = *dict;
  dict->capacity = old.capacity ? old.capacity * 2 : MIN_SLOTS;
  dict->slots = VB_NEW_N(arena, vb_dict_entry, dict->capacity);
  for (ptrdiff_t i = 0; i < old.capacity; i++)
    if (old.slots[i].key.p) *slot_of(dict, old.slots[i].key) = old.slots[i];
}

static int count_words(vb_str s) {
  int n = 1;
  for (ptrdiff_t i = 0; i < s.n; i++) n += s.p[i] == ' ';
  return n;
}

/* The entry of `text`, made if it is new.  The caller sets its value. */
static vb_dict_entry *put(vb_dict *dict, vb_str text, vb_arena *arena) {
  if (dict->n * 2 >= dict->capacity) grow(dict, arena);
  vb_str key = vb_utf8_fold(arena, text);
  vb_dict_entry *slot = slot_of(dict, key);
  if (slot->key.p) return slot;
  dict->n++;
  if (count_words(key) > dict->longest) dict->longest = count_words(key);
  *slot = (vb_dict_entry){.key = key, .text = text};
  return slot;
}

const vb_dict_entry *vb_dict_get(const vb_dict *dict, vb_str folded) {
  if (!dict->capacity || !folded.n) return NULL;
  const vb_dict_entry *slot = slot_of(dict, folded);
  return slot->key.p ? slot : NULL;
}

const vb_dict_entry *vb_dict_find(const vb_dict *dict, vb_str text, vb_arena scratch) {
  return vb_dict_get(dict, vb_utf8_fold(&scratch, text));
}

const vb_dict_entry *vb_dict_prefix(const vb_dict *dict, vb_str folded, ptrdiff_t *end) {
  const vb_dict_entry *best = NULL;
  int words = 0;
  for (ptrdiff_t i = 1; i <= folded.n && words < dict->longest; i++) {
    bool word_after = i < folded.n && (vb_is_alpha(folded.p[i]) || vb_is_digit(folded.p[i]) ||
                                       (folded.p[i] & 0x80));
    bool word_before = vb_is_alpha(folded.p[i - 1]) || vb_is_digit(folded.p[i - 1]);
    if (word_before && word_after) continue;
    if (i < folded.n && folded.p[i] == ' ') words++;
    const vb_dict_entry *entry = vb_dict_get(dict, vb_str_slice(folded, 0, i));
    if (entry) best = entry, *end = i;
  }
  return best;
}

typedef struct {
  const char *name;
  int value;
} named;

static const named label_kinds[] = {
    {"published", VB_LABEL_PUBLISHED}, {"updated", VB_LABEL_UPDATED},
    {"captured", VB_LABEL_CAPTURED},   {"byline", VB_LABEL_BYLINE},
    {"source", VB_LABEL_SOURCE},       {"credit", VB_LABEL_CREDIT},
    {"other", VB_LABEL_OTHER},         {NULL, 0}};
static const named phrase_kinds[] = {{"menu", VB_PHRASE_MENU},       {"share", VB_PHRASE_SHARE},
                                     {"related", VB_PHRASE_RELATED}, {"footer", VB_PHRASE_FOOTER},
                                     {"ad", VB_PHRASE_AD},           {"comment", VB_PHRASE_COMMENT},
                                     {"offer", VB_PHRASE_OFFER},     {NULL, 0}};
static const named markup_kinds[] = {{"body", VB_MARKUP_BODY},
                                     {"other", VB_MARKUP_OTHER},
                                     {"comment", VB_MARKUP_COMMENT},
                                     {"caption", VB_MARKUP_CAPTION},
                                     {"byline", VB_MARKUP_BYLINE},
                                     {"date", VB_MARKUP_DATE},
                                     {"dateline", VB_MARKUP_DATELINE},
                                     {"title", VB_MARKUP_TITLE},
                                     {"subtitle", VB_MARKUP_SUBTITLE},
                                     {"nav", VB_MARKUP_NAV},
                                     {"share", VB_MARKUP_SHARE},
                                     {"related", VB_MARKUP_RELATED},
                                     {"ad", VB_MARKUP_AD},
                                     {"signup", VB_MARKUP_SIGNUP},
                                     {"legal", VB_MARKUP_LEGAL},
                                     {"tags", VB_MARKUP_TAGS},
                                     {"box", VB_MARKUP_BOX},
                                     {"media", VB_MARKUP_MEDIA},
                                     {"embed", VB_MARKUP_EMBED},
                                     {"live", VB_MARKUP_LIVE},
                                     {NULL, 0}};

static const named date_word_kinds[] = {{"of", VB_DATE_WORD_OF},
                                        {"ordinal", VB_DATE_WORD_ORDINAL},
                                        {"at", VB_DATE_WORD_AT},
                                        {"year", VB_DATE_WORD_YEAR},
                                        {"month", VB_DATE_WORD_MONTH},
                                        {"day", VB_DATE_WORD_DAY},
                                        {"wire", VB_DATE_WORD_WIRE},
                                        {"after_year", VB_DATE_WORD_AFTER_YEAR},
                                        {"era", VB_DATE_WORD_ERA},
                                        {"weekday", VB_DATE_WORD_WEEKDAY},
                                        {"am", VB_DATE_WORD_AM},
                                        {"pm", VB_DATE_WORD_PM},
                                        {"hour", VB_DATE_WORD_HOUR},
                                        {"minute", VB_DATE_WORD_MINUTE},
                                        {NULL, 0}};

static int value_named(const named *list, vb_str name) {
  for (; list->name; list++)
    if (vb_str_eq(name, vb_str_from(list->name))) return list->value;
  return 0;
}

static int bad_row(const vb_table *table, ptrdiff_t row, const char *what, vb_error *error) {
  return vb_fail(error, VB_BAD_INPUT, "%.*s: line %td: %s", VB_ARG(vb_table_file(table, row)),
                 vb_table_line(table, row), what);
}

/* Rows of (names, kind): each alternative of the names stands for the kind's value. */
static int load_kinds(vb_article_grammar *g, const vb_table *table, vb_dict *dict,
                      const named *kinds, vb_error *error) {
  ptrdiff_t names = vb_table_column(table, "names"), kind = vb_table_column(table, "kind");
  for (ptrdiff_t row = 0; row < table->n_rows; row++) {
    int value = value_named(kinds, vb_table_field(table, row, kind));
    vb_str field = vb_table_field(table, row, names);
    if (!value || !field.p) return bad_row(table, row, "unknown kind, or no names", error);
    while (field.p) put(dict, vb_alternative_next(&field), &g->arena)->value |= value;
  }
  return VB_OK;
}

static int load_months(vb_article_grammar *g, const vb_table *table, vb_error *error) {
  ptrdiff_t names = vb_table_column(table, "names"), month = vb_table_column(table, "month");
  for (ptrdiff_t row = 0; row < table->n_rows; row++) {
    int value = vb_str_to_int(vb_table_field(table, row, month));
    if (value < 1 || value > 12) return bad_row(table, row, "no month", error);
    vb_str field = vb_table_field(table, row, names);
    while (field.p) put(&g->months, vb_alternative_next(&field), &g->arena)->value = value;
  }
  return VB_OK;
}

static void add_date_word(vb_article_grammar *g, vb_date_word word) {
  if (!word.text.n) return;
  *vb_push(&g->arena, &g->date_words) = word;
  g->date_leads[(unsigned char)word.text.p[0]] |= 1U << word.kind;
}

static int load_date_words(vb_article_grammar *g, const vb_table *table, vb_error *error) {
  ptrdiff_t words = vb_table_column(table, "words"), kind = vb_table_column(table, "kind");
  ptrdiff_t first = vb_table_column(table, "first");
  for (ptrdiff_t row = 0; row < table->n_rows; row++) {
    int value = value_named(date_word_kinds, vb_table_field(table, row, kind));
    int year = vb_str_to_int(vb_table_field(table, row, first));
    vb_str field = vb_table_field(table, row, words);
    if (!value || !field.p || (value == VB_DATE_WORD_ERA && year < 1))
      return bad_row(table, row, "unknown kind, or no words", error);
    while (field.p)
      add_date_word(g, (vb_date_word){vb_alternative_next(&field), (vb_date_word_kind)value, year});
  }
  return VB_OK;
}

static void load_agencies(vb_article_grammar *g, const vb_table *table) {
  ptrdiff_t name = vb_table_column(table, "name"), names = vb_table_column(table, "names");
  for (ptrdiff_t row = 0; row < table->n_rows; row++) {
    vb_str canonical = vb_table_field(table, row, name);
    vb_str field = vb_table_field(table, row, names);
    if (!canonical.n) continue;
    put(&g->agencies, canonical, &g->arena)->text = canonical;
    while (field.p) {
      vb_str alternative = vb_alternative_next(&field);
      if (alternative.n) put(&g->agencies, alternative, &g->arena)->text = canonical;
    }
  }
}

static void load_marks(vb_article_grammar *g, const vb_table *table) {
  ptrdiff_t mark = vb_table_column(table, "mark"), where = vb_table_column(table, "where");
  for (ptrdiff_t row = 0; row < table->n_rows; row++) {
    bool at_start = vb_str_eq(vb_table_field(table, row, where), VB_S("start"));
    *vb_push(&g->arena, &g->marks) = (vb_mark){vb_table_field(table, row, mark), at_start};
  }
}

static int load_stopwords(vb_article_grammar *g, const vb_table *table, vb_error *error) {
  ptrdiff_t language = vb_table_column(table, "language"), words = vb_table_column(table, "words");
  for (ptrdiff_t row = 0; row < table->n_rows; row++) {
    if (g->languages.n >= 60) return bad_row(table, row, "too many languages", error);
    vb_str field = vb_table_field(table, row, words);
    while (field.p) {
      vb_str word = vb_alternative_next(&field);
      put(&g->stopwords, word, &g->arena)->value |= (int64_t)1 << g->languages.n;
    }
    *vb_push(&g->arena, &g->languages) = vb_table_field(table, row, language);
  }
  return VB_OK;
}

static int load_fields(vb_article_grammar *g, const vb_table *table, vb_error *error) {
  ptrdiff_t fact = vb_table_column(table, "fact"), names = vb_table_column(table, "names");
  for (ptrdiff_t row = 0; row < table->n_rows; row++) {
    int value = (int)vb_fact_from_name(vb_table_field(table, row, fact)), place = 0;
    if (!value) return bad_row(table, row, "unknown fact", error);
    vb_str field = vb_table_field(table, row, names);
    while (field.p) {
      vb_str name = vb_alternative_next(&field);
      if (value == VB_FACT_IN_SCRIPT)
        *vb_push(&g->arena, &g->script_names) = name;
      else
        put(&g->fields, name, &g->arena)->value = value * VB_CLUE_RANKS + place++;
    }
  }
  return VB_OK;
}

static int load_date_orders(vb_article_grammar *g, const vb_table *table, vb_error *error) {
  ptrdiff_t order = vb_table_column(table, "order"), locales = vb_table_column(table, "locales");
  for (ptrdiff_t row = 0; row < table->n_rows; row++) {
    vb_str which = vb_table_field(table, row, order), field = vb_table_field(table, row, locales);
    if (which.n != 1 || !field.p) return bad_row(table, row, "unknown kind, or no names", error);
    while (field.p)
      put(&g->date_orders, vb_alternative_next(&field), &g->arena)->value =
          (unsigned char)which.p[0];
  }
  return VB_OK;
}

static int load_letters(vb_article_grammar *g, const vb_table *table, vb_error *error) {
  ptrdiff_t words = vb_table_column(table, "words"), kind = vb_table_column(table, "class");
  for (ptrdiff_t row = 0; row < table->n_rows; row++) {
    vb_str which = vb_table_field(table, row, kind), field = vb_table_field(table, row, words);
    int value = vb_str_eq(which, VB_S("salutation")) ? VB_LETTER_SALUTATION
                : vb_str_eq(which, VB_S("closing"))  ? VB_LETTER_CLOSING
                                                     : VB_LETTER_NONE;
    if (!field.p) return bad_row(table, row, "no words", error);
    while (value && field.p)
      put(&g->letters, vb_alternative_next(&field), &g->arena)->value = value;
  }
  return VB_OK;
}

static int load_table(vb_article_grammar *g, const vb_table *table, vb_error *error) {
  if (vb_str_ends(table->name, VB_S("/months"))) return load_months(g, table, error);
  if (vb_str_ends(table->name, VB_S("/date_words"))) return load_date_words(g, table, error);
  if (vb_str_ends(table->name, VB_S("/labels")))
    return load_kinds(g, table, &g->labels, label_kinds, error);
  if (vb_str_ends(table->name, VB_S("/letters"))) return load_letters(g, table, error);
  if (vb_str_ends(table->name, VB_S("/boilerplate")))
    return load_kinds(g, table, &g->boilerplate, phrase_kinds, error);
  if (vb_str_eq(table->name, VB_S("world/markup")))
    return load_kinds(g, table, &g->markup, markup_kinds, error);
  if (vb_str_eq(table->name, VB_S("world/stopwords"))) return load_stopwords(g, table, error);
  if (vb_str_eq(table->name, VB_S("world/date_orders"))) return load_date_orders(g, table, error);
  if (vb_str_eq(table->name, VB_S("world/fields"))) return load_fields(g, table, error);
  if (vb_str_eq(table->name, VB_S("world/blocks")))
    return vb_model_load(&g->model, table, &g->arena, error);
  if (vb_str_eq(table->name, VB_S("world/agencies"))) load_agencies(g, table);
  if (vb_str_eq(table->name, VB_S("world/marks"))) load_marks(g, table);
  return VB_OK;
}

int vb_article_grammar_open(vb_article_grammar **out, const vb_lexicon *lexicon, vb_error *error) {
  *out = NULL;
  vb_foreign_prepare();
  vb_article_grammar *g = calloc(1, sizeof *g);
  if (!g || vb_arena_region_open(&g->region, REGION_BYTES)) {
    free(g);
    return vb_fail(error, VB_MEMORY, "lexicon: out of memory");
  }
  volatile int bad = VB_OK;
  if (VB_ARENA_TRY(&g->guard)) {
    g->arena = vb_arena_reset(&g->region, &g->guard);
    for (ptrdiff_t i = 0; !bad && i < vb_lexicon_n_tables(lexicon); i++)
      bad = load_table(g, vb_lexicon_table_at(lexicon, i), error);
  } else {
    bad = vb_fail(error, VB_MEMORY, "lexicon: the article tables are too large");
  }
  if (bad)
    vb_article_grammar_close(g);
  else
    *out = g;
  return bad;
}

void vb_article_grammar_close(vb_article_grammar *g) {
  if (!g) return;
  vb_arena_region_close(&g->region);
  free(g);
}
