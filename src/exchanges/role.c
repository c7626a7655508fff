/* The role of a report: primary, derived or mention. */
#include "exchanges/merge.h"

const char *vb_role_name(vb_role role) {
  static const char *const names[] = {"primary", "derived", "mention"};
  return names[role];
}

static bool names_it(vb_str alternatives, vb_str name) {
  while (alternatives.p)
    if (vb_str_eq_nocase(vb_alternative_next(&alternatives), name)) return true;
  return false;
}

/* The country whose state organ goes under this name; {0} if it is none. */
static vb_str state_of(const vb_lexicon *lexicon, vb_str name) {
  const vb_table *table = vb_lexicon_table(lexicon, VB_S("world/agencies"));
  if (!table || !name.n) return (vb_str){0};
  ptrdiff_t name_at = vb_table_column(table, "name"), names_at = vb_table_column(table, "names");
  ptrdiff_t state_at = vb_table_column(table, "state_of");
  for (ptrdiff_t row = 0; row < table->n_rows; row++)
    if (vb_str_eq_nocase(vb_table_field(table, row, name_at), name) ||
        names_it(vb_table_field(table, row, names_at), name))
      return vb_table_field(table, row, state_at);
  return (vb_str){0};
}

static bool is_party(vb_actors side, vb_str country) {
  for (ptrdiff_t i = 0; i < side.n; i++)
    if (vb_str_eq(side.v[i].country, country)) return true;
  return false;
}

vb_role vb_report_role(const vb_lexicon *lexicon, const vb_report *report) {
  if (report->exchange.mention) return VB_ROLE_MENTION;
  /* A newspaper that carries the agency's text is one step away from it. */
  vb_str state = state_of(lexicon, report->outlet.n ? report->outlet : report->agency);
  bool primary =
      state.n && (is_party(report->exchange.from, state) || is_party(report->exchange.to, state));
  return primary ? VB_ROLE_PRIMARY : VB_ROLE_DERIVED;
}
