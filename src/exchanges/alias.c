#include "exchanges/alias.h"

#include <stdlib.h>

#include "exchanges/group.h"

enum { N_COLUMNS = 5 };
static const char *const columns[N_COLUMNS] = {"actor", "name", "country", "since", "until"};

/* Where each column stands in the file; -1: it is not there. */
static int read_header(vb_str line, int at[N_COLUMNS]) {
  for (int c = 0; c < N_COLUMNS; c++) at[c] = -1;
  for (int i = 0; line.p; i++) {
    vb_str name = vb_str_trim(vb_str_cut(&line, '\t'));
    for (int c = 0; c < N_COLUMNS; c++)
      if (vb_str_eq(name, vb_str_from(columns[c]))) at[c] = i;
  }
  return at[0] < 0 || at[1] < 0 ? -1 : 0;
}

static vb_alias read_row(vb_str line, const int at[N_COLUMNS]) {
  vb_alias row = {0};
  vb_str *fields[] = {&row.actor, &row.name, &row.country, &row.since, &row.until};
  for (int i = 0; line.p; i++) {
    vb_str field = vb_str_trim(vb_str_cut(&line, '\t'));
    for (int c = 0; c < N_COLUMNS; c++)
      if (at[c] == i && field.n) *fields[c] = field;
  }
  return row;
}

static bool is_date(vb_str text) { return !text.n || vb_date_known(vb_date_parse_iso(text)); }

static const char *wrong_with(const vb_alias *row) {
  if (!row->actor.n) return "no actor";
  if (!row->name.n) return "no name";
  if (row->country.n && row->country.n != 2) return "the country is no code of two letters";
  return is_date(row->since) && is_date(row->until) ? NULL
                                                    : "no date (2021, 2021-03 or 2021-03-23)";
}

int vb_aliases_read(vb_str text, const char *path, vb_aliases *aliases, vb_arena *out,
                    vb_error *error) {
  int at[N_COLUMNS];
  bool header = false;
  *aliases = (vb_aliases){0};
  if (vb_str_find(text, VB_S("\xEF\xBB\xBF"), 0) == 0) text = vb_str_slice(text, 3, text.n);
  for (int number = 1; text.n; number++) {
    vb_str line = vb_str_cut(&text, '\n');
    if (line.n && line.p[line.n - 1] == '\r') line.n--;
    if (!vb_str_trim(line).n || line.p[0] == '#') continue;
    if (!header && read_header(line, at))
      return vb_fail(error, VB_BAD_INPUT, "%s: line %d: no columns 'actor' and 'name'", path,
                     number);
    if (!header) {
      header = true;
      continue;
    }
    vb_alias row = read_row(line, at);
    const char *wrong = wrong_with(&row);
    if (wrong) return vb_fail(error, VB_BAD_INPUT, "%s: line %d: %s", path, number, wrong);
    *vb_push(out, aliases) = row;
  }
  return VB_OK;
}

static int compare_rows(const void *pa, const void *pb) {
  const vb_alias *a = pa, *b = pb;
  if (a->folded.letters != b->folded.letters) return a->folded.letters < b->folded.letters ? -1 : 1;
  return (a->ordinal > b->ordinal) - (a->ordinal < b->ordinal);
}

/* The first row whose name may be this one; of the first n. */
static ptrdiff_t first_like(const vb_aliases *aliases, ptrdiff_t n, const vb_name *name) {
  ptrdiff_t low = 0, high = n;
  while (low < high) {
    ptrdiff_t middle = low + (high - low) / 2;
    if (aliases->v[middle].folded.letters < name->letters)
      low = middle + 1;
    else
      high = middle;
  }
  return low;
}

static bool has_name(const vb_aliases *aliases, ptrdiff_t n, const vb_name *name) {
  for (ptrdiff_t i = first_like(aliases, n, name); i < n; i++) {
    if (aliases->v[i].folded.letters != name->letters) return false;
    if (vb_names_compare(&aliases->v[i].folded, name) == VB_NAMES_SAME) return true;
  }
  return false;
}

static void add_own_names(const vb_merge_words *words, vb_aliases *aliases, vb_arena *out) {
  ptrdiff_t n = aliases->n;
  for (ptrdiff_t i = 0; i < n; i++) {
    vb_str actor = aliases->v[i].actor;
    vb_name own = vb_name_fold(&words->sides.names, actor, out);
    if (has_name(aliases, n, &own)) continue;
    *vb_push(out, aliases) =
        (vb_alias){.actor = actor, .name = actor, .folded = own, .ordinal = n + i};
  }
}

void vb_aliases_prepare(const vb_merge_words *words, vb_aliases *aliases, vb_arena *out) {
  if (!aliases->n) return;
  for (ptrdiff_t i = 0; i < aliases->n; i++) {
    aliases->v[i].folded = vb_name_fold(&words->sides.names, aliases->v[i].name, out);
    aliases->v[i].ordinal = i;
  }
  qsort(aliases->v, (size_t)aliases->n, sizeof *aliases->v, compare_rows);
  add_own_names(words, aliases, out);
  qsort(aliases->v, (size_t)aliases->n, sizeof *aliases->v, compare_rows);
}

static bool is_in_time(const vb_alias *row, vb_date day) {
  if (!row->since.n && !row->until.n) return true;
  if (!vb_date_known(day)) return false;
  vb_days at = vb_days_of(vb_date_day(day));
  vb_days since = vb_days_of(vb_date_parse_iso(row->since));
  vb_days until = vb_days_of(vb_date_parse_iso(row->until));
  return (!since.known || at.first >= since.first) && (!until.known || at.first <= until.last);
}

static const vb_alias *row_of(const vb_aliases *aliases, const vb_name *name, vb_str country,
                              vb_date day) {
  for (ptrdiff_t i = first_like(aliases, aliases->n, name); i < aliases->n; i++) {
    const vb_alias *row = &aliases->v[i];
    if (row->folded.letters != name->letters) return NULL;
    bool same_country = !row->country.n || !country.n || vb_str_eq(row->country, country);
    if (same_country && is_in_time(row, day) &&
        vb_names_compare(&row->folded, name) == VB_NAMES_SAME)
      return row;
  }
  return NULL;
}

bool vb_aliases_know(const vb_merge_words *words, const vb_aliases *aliases, vb_str name,
                     vb_arena scratch) {
  vb_name folded = vb_name_fold(&words->sides.names, name, &scratch);
  ptrdiff_t i = first_like(aliases, aliases->n, &folded);
  return i < aliases->n && aliases->v[i].folded.letters == folded.letters;
}

void vb_aliases_apply(const vb_merge_words *words, const vb_aliases *aliases, vb_exchange *exchange,
                      vb_arena scratch) {
  vb_date day = vb_date_known(exchange->sent) ? exchange->sent : exchange->reported;
  vb_actors sides[] = {exchange->from, exchange->to};
  for (ptrdiff_t i = 0; aliases->n && i < sides[0].n + sides[1].n; i++) {
    vb_actor *actor = i < sides[0].n ? &sides[0].v[i] : &sides[1].v[i - sides[0].n];
    if (!actor->name.n) continue;
    vb_arena rest = scratch;
    vb_name name = vb_name_fold(&words->sides.names, actor->name, &rest);
    const vb_alias *row = row_of(aliases, &name, actor->country, day);
    if (!row) continue;
    actor->alias = row->actor;
    if (!actor->country.n) actor->country = row->country;
  }
}
