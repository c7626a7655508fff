#include "exchanges/keying.h"

enum { ANNIVERSARY_DAYS = 15, YEAR_TURN_DAYS = 7, FAR_DAYS = 75 };

static vb_wordmap load_rows(const vb_lexicon *lexicon, const char *table, const vb_wordmap *skip,
                            const char *const columns[VB_WORDMAP_COLUMNS], vb_arena *out) {
  vb_wordmap_source source = {.table = vb_str_from(table), .reading = VB_WORDMAP_ROW, .skip = skip};
  for (int i = 0; i < VB_WORDMAP_COLUMNS; i++) source.word_columns[i] = columns[i];
  return vb_wordmap_load(lexicon, source, out);
}

vb_occasion_keys vb_occasion_keys_load(const vb_lexicon *lexicon, vb_arena *out) {
  static const char *const kind[VB_WORDMAP_COLUMNS] = {"words"};
  static const char *const country[VB_WORDMAP_COLUMNS] = {"name", "names", "adjectives", "people"};
  static const char *const body[VB_WORDMAP_COLUMNS] = {"name", "names"};
  static const char *const office[VB_WORDMAP_COLUMNS] = {"office", "names", "plural"};
  vb_occasion_keys keys = {
      .kinds = vb_lexicon_table(lexicon, VB_S("en/occasions")),
      .countries = vb_lexicon_table(lexicon, VB_S("world/countries")),
      .bodies = vb_lexicon_table(lexicon, VB_S("world/parties")),
      .days = vb_lexicon_table(lexicon, VB_S("world/national_days")),
      .words = vb_occasion_words_load(lexicon, out),
      .names = vb_name_words_load(lexicon, out),
      .country = load_rows(lexicon, "world/countries", NULL, country, out),
      .body = load_rows(lexicon, "world/parties", NULL, body, out),
      .office = load_rows(lexicon, "en/offices", NULL, office, out),
  };
  keys.kind = load_rows(lexicon, "en/occasions", &keys.words.function, kind, out);
  return keys;
}

bool vb_yearly_day_read(const vb_table *days, ptrdiff_t row, vb_yearly_day *day) {
  vb_str kinds = vb_keying_field(days, row, "kinds"), date = vb_keying_field(days, row, "day");
  *day = (vb_yearly_day){.kind = vb_alternative_next(&kinds),
                         .year = vb_str_to_int(vb_keying_field(days, row, "year"))};
  if (date.n == 5) {
    day->month = vb_str_to_int(vb_str_slice(date, 0, 2));
    day->day = vb_str_to_int(vb_str_slice(date, 3, 5));
  }
  return day->year > 0;
}

static bool has_kind(const vb_table *days, ptrdiff_t row, vb_str kind) {
  vb_str kinds = vb_keying_field(days, row, "kinds");
  for (vb_str one; (one = vb_alternative_next(&kinds)).p;)
    if (vb_str_eq(one, kind)) return true;
  return false;
}

bool vb_yearly_day_find(const vb_occasion_keys *keys, vb_str country, vb_str kind,
                        vb_yearly_day *day) {
  for (ptrdiff_t row = 0; keys->days && row < keys->days->n_rows; row++)
    if (vb_str_eq(vb_keying_field(keys->days, row, "country"), country) &&
        has_kind(keys->days, row, kind))
      return vb_yearly_day_read(keys->days, row, day);
  return false;
}

vb_str vb_keying_number(const vb_keying *k, int number) {
  return vb_str_format(k->out, "%.*s:%.*s#%d", VB_ARG(k->kind), VB_ARG(k->whose), number);
}

vb_str vb_keying_year(const vb_keying *k, int year) {
  const char *colon = k->whose.n ? ":" : "";
  if (!year) return vb_str_format(k->out, "%.*s%s%.*s", VB_ARG(k->kind), colon, VB_ARG(k->whose));
  return vb_str_format(k->out, "%.*s%s%.*s@%d", VB_ARG(k->kind), colon, VB_ARG(k->whose), year);
}

static vb_date day_of_act(const vb_exchange *x) {
  if (vb_date_known(x->sent)) return vb_date_day(x->sent);
  return x->mention ? (vb_date){0} : vb_date_day(x->reported);
}

/* The year of the yearly day that is nearest to the act, and how far it is. */
static int nearest_year(const vb_yearly_day *day, vb_date act, int32_t *days_away) {
  *days_away = 0;
  if (!day->month || act.precision < VB_DATE_DAY) return act.year;
  int best = act.year;
  *days_away = INT32_MAX;
  for (int year = act.year - 1; year <= act.year + 1; year++) {
    int32_t d = vb_date_to_days(vb_date_ymd(year, day->month, day->day)) - vb_date_to_days(act);
    if (d < 0) d = -d;
    if (d < *days_away) best = year, *days_away = d;
  }
  return best;
}

/* Which yearly day of the country has this number, at this time of the year? */
static bool day_by_number(const vb_keying *k, vb_date act, vb_yearly_day *day) {
  const vb_table *days = k->keys->days;
  if (!k->whose.n || !k->text.number || act.precision < VB_DATE_DAY || !days) return false;
  for (ptrdiff_t row = 0; row < days->n_rows; row++) {
    int32_t away;
    if (!vb_str_eq(vb_keying_field(days, row, "country"), k->whose) ||
        !vb_yearly_day_read(days, row, day))
      continue;
    int year = nearest_year(day, act, &away);
    if (day->month && year - day->year == k->text.number && away <= ANNIVERSARY_DAYS) return true;
  }
  return false;
}

/* A number that the register contradicts is another day's: it stays as told. */
static vb_str yearly_of_country(vb_keying *k, vb_date act) {
  vb_yearly_day day;
  int32_t away;
  int number = k->text.number, year = k->text.year;
  if (!vb_yearly_day_find(k->keys, k->whose, k->kind, &day)) {
    bool known = day_by_number(k, act, &day);
    if (known) k->kind = day.kind;
    if (k->doubtful && !known) return (vb_str){0};
    return number ? vb_keying_number(k, number) : vb_keying_year(k, year ? year : act.year);
  }
  if (!year && vb_date_known(act)) {
    year = nearest_year(&day, act, &away);
    if (!number && away > FAR_DAYS) return (vb_str){0}; /* that is no day of this country */
  }
  int differs = number && year ? day.year + number - year : 0;
  if (differs >= -1 && differs <= 1 && (number || year)) {
    k->kind = day.kind;
    return vb_keying_number(k, number ? number : year - day.year);
  }
  return number ? vb_keying_number(k, number) : vb_keying_year(k, 0);
}

/* Between Christmas and the first weeks of January, the New Year is the one between. */
static int new_year_of(vb_date act) {
  enum { LATE_MONTH = 11, EARLY_MONTH = 2 };
  if (act.precision < VB_DATE_MONTH) return 0;
  if (act.month >= LATE_MONTH) return act.year + 1;
  return act.month <= EARLY_MONTH ? act.year : 0;
}

static vb_str yearly(vb_keying *k, vb_date act) {
  if (k->by_country && k->whose.n) return yearly_of_country(k, act);
  if (k->text.number && k->whose.n) return vb_keying_number(k, k->text.number);
  int year = k->text.year;
  if (!year) year = vb_str_eq(k->kind, VB_S("new-year")) ? new_year_of(act) : act.year;
  return vb_keying_year(k, year);
}

/* What happened once, in the year of the act; at the turn of the year it may have been the one
 * before. */
static vb_str once(vb_keying *k, vb_date act) {
  if (k->text.anniversary) {
    k->kind = vb_str_format(k->out, "%.*s-anniversary", VB_ARG(k->kind));
    return k->text.number ? vb_keying_number(k, k->text.number) : vb_keying_year(k, act.year);
  }
  if (k->text.year) return vb_keying_year(k, k->text.year);
  bool turn = act.precision >= VB_DATE_DAY && act.month == 1 && act.day <= YEAR_TURN_DAYS;
  return vb_keying_year(k, turn ? 0 : act.year);
}

/* "63rd anniversary of the DPRK", "66th anniversary of the Workers' Party" */
static vb_str bare_anniversary(vb_keying *k, vb_date act) {
  vb_yearly_day day;
  if (!vb_occasion_text_complete(&k->text) || !k->text.number) return (vb_str){0};
  if (k->text.body >= 0) {
    k->kind = VB_S("founding");
    k->whose = vb_keying_body(k->keys, k->text.body, k->out);
    return vb_keying_number(k, k->text.number);
  }
  k->whose = vb_keying_country(k, false);
  if (!day_by_number(k, act, &day)) return (vb_str){0};
  k->kind = day.kind;
  return vb_keying_number(k, k->text.number);
}

static vb_str key_of(vb_keying *k) {
  vb_date act = day_of_act(k->exchange);
  const vb_occasion_text *t = &k->text;
  if (t->kind < 0) return t->anniversary && !t->day ? bare_anniversary(k, act) : (vb_str){0};
  k->kind = vb_keying_field(k->keys->kinds, t->kind, "kind");
  vb_str whose = vb_keying_field(k->keys->kinds, t->kind, "whose");
  vb_str counts = vb_keying_field(k->keys->kinds, t->kind, "counts");
  vb_keying_find_whose(k);
  bool nobodys = vb_str_eq(whose, VB_S("nothing"));
  if (nobodys ? t->n_countries > 0 : !k->whose.n) return (vb_str){0};
  if (vb_str_eq(counts, VB_S("anniversary")) && !t->number && !t->anniversary && !t->day)
    return (vb_str){0};
  if (vb_str_eq(counts, VB_S("year"))) return once(k, act);
  if (vb_str_eq(counts, VB_S("number")) && !t->anniversary)
    return t->number ? vb_keying_number(k, t->number) : once(k, act);
  return yearly(k, act);
}

/* "The 6th congress of the party and his election" are two occasions, of which the first counts;
 * "foreign affairs and trade" are not. */
static vb_occasion_text first_of_two(const vb_occasion_keys *keys, vb_str told, vb_arena *out) {
  enum { MOST_PARTS = 4 };
  static const vb_str and = {" and ", 5};
  vb_occasion_text whole = vb_occasion_text_read(keys, told, out);
  if (vb_str_eq(vb_keying_field(keys->kinds, whole.kind, "whose"), VB_S("pair"))) return whole;
  ptrdiff_t at = vb_str_find(told, and, 0);
  for (int i = 0; i < MOST_PARTS && at >= 0; i++, at = vb_str_find(told, and, at + and.n)) {
    vb_occasion_text before = vb_occasion_text_read(keys, vb_str_slice(told, 0, at), out);
    vb_occasion_text behind =
        vb_occasion_text_read(keys, vb_str_slice(told, at + and.n, told.n), out);
    if (before.kind >= 0 && behind.kind >= 0) return before;
  }
  return whole;
}

vb_str vb_occasion_key(const vb_occasion_keys *keys, const vb_exchange *exchange, vb_arena *out,
                       vb_arena scratch) {
  if (!exchange->occasion.n || !keys->kinds) return (vb_str){0};
  vb_keying k = {
      .keys = keys, .exchange = exchange, .about = vb_keying_side(exchange), .out = &scratch};
  k.text = first_of_two(keys, exchange->occasion, &scratch);
  vb_str key = key_of(&k);
  return key.n ? vb_str_copy(out, key) : (vb_str){0};
}
