#include "answers/coverage.h"

#include "archive/sql.h"

static int32_t last_day(vb_date d) {
  int32_t first = vb_date_to_days(d);
  if (d.precision >= VB_DATE_DAY) return first;
  int month = d.precision == VB_DATE_YEAR ? 12 : d.month;
  vb_date next = month == 12 ? vb_date_ymd(d.year + 1, 1, 1) : vb_date_ymd(d.year, month + 1, 1);
  return vb_date_to_days(next) - 1;
}

/* Articles whose day is not known cover their month or year: no gap is claimed there. */
static void find_gaps(vb_archive *archive, vb_coverage *coverage, vb_arena *out) {
  vb_sql_statement *s = vb_sql(archive, "SELECT DISTINCT substr(published, 1, 10) FROM articles "
                                        "WHERE published IS NOT NULL ORDER BY 1");
  int32_t last = 0;
  bool any = false;
  while (vb_sql_step(s)) {
    vb_date day = vb_sql_date(s, 0);
    if (!vb_date_known(day)) continue;
    int32_t first = vb_date_to_days(day), until = last_day(day);
    coverage->days += day.precision >= VB_DATE_DAY;
    if (any && first > last + VB_GAP_DAYS)
      *vb_push(out, &coverage->gaps) =
          (vb_gap){vb_date_from_days(last + 1), vb_date_from_days(first - 1)};
    if (!any || until > last) last = until;
    any = true;
  }
}

int vb_coverage_of(vb_archive *archive, vb_coverage *coverage, vb_arena *out, vb_error *error) {
  *coverage = (vb_coverage){0};
  vb_sql_statement *s =
      vb_sql(archive, "SELECT count(*), count(DISTINCT coalesce(outlet, agency)), "
                      "min(substr(published, 1, 10)), max(substr(published, 1, 10)) FROM articles");
  if (vb_sql_step(s)) {
    coverage->articles = vb_sql_int(s, 0);
    coverage->outlets = vb_sql_int(s, 1);
    coverage->from = vb_sql_date(s, 2);
    coverage->until = vb_sql_date(s, 3);
  }
  vb_sql_reset(s);
  find_gaps(archive, coverage, out);
  return vb_sql_failed(archive, error);
}

/* How much was searched; the object stays open. */
static void put_extent(vb_json *json, const vb_coverage *coverage) {
  vb_json_object(json);
  vb_json_key_int(json, "articles", coverage->articles);
  vb_json_key_int(json, "outlets", coverage->outlets);
  vb_json_key_int(json, "days", coverage->days);
  vb_json_key_date(json, "from", coverage->from);
  vb_json_key_date(json, "until", coverage->until);
}

void vb_json_coverage_extent(vb_json *json, const vb_coverage *coverage) {
  put_extent(json, coverage);
  vb_json_close(json);
}

void vb_json_coverage(vb_json *json, const vb_coverage *coverage) {
  put_extent(json, coverage);
  vb_json_key(json, "gaps");
  vb_json_array(json);
  for (ptrdiff_t i = 0; i < coverage->gaps.n; i++) {
    vb_json_object(json);
    vb_json_key_date(json, "from", coverage->gaps.v[i].from);
    vb_json_key_date(json, "until", coverage->gaps.v[i].until);
    vb_json_close(json);
  }
  vb_json_close(json);
  vb_json_close(json);
}

static int32_t gap_days(const vb_gap *gap) {
  return vb_date_to_days(gap->until) - vb_date_to_days(gap->from) + 1;
}

static vb_str gap_text(const vb_gap *gap, vb_arena *out) {
  char from[VB_DATE_ISO_BYTES], until[VB_DATE_ISO_BYTES];
  vb_date_format(gap->from, from);
  vb_date_format(gap->until, until);
  return vb_str_format(out, "%s to %s", from, until);
}

/* The length of the shortest gap that is still shown: the longest few are. */
static int32_t least_shown(const vb_gaps *gaps, ptrdiff_t most) {
  int32_t longest[8] = {0};
  for (ptrdiff_t i = 0; i < gaps->n; i++) {
    int32_t days = gap_days(&gaps->v[i]);
    for (ptrdiff_t k = 0; k < most; k++)
      if (days > longest[k]) {
        int32_t swap = longest[k];
        longest[k] = days;
        days = swap;
      }
  }
  return longest[most - 1];
}

static vb_str with_gaps(vb_str line, const vb_gaps *gaps, vb_arena *out) {
  enum { SHOWN = 3 };
  int32_t least = least_shown(gaps, SHOWN);
  ptrdiff_t shown = 0;
  for (ptrdiff_t i = 0; i < gaps->n && shown < SHOWN; i++) {
    if (gap_days(&gaps->v[i]) < least) continue;
    line = vb_str_format(out, "%.*s%s%.*s", VB_ARG(line), shown++ ? ", " : "; none ",
                         VB_ARG(gap_text(&gaps->v[i], out)));
  }
  if (gaps->n > shown)
    line = vb_str_format(out, "%.*s and in %td shorter gap%s", VB_ARG(line), gaps->n - shown,
                         gaps->n - shown == 1 ? "" : "s");
  return line;
}

vb_str vb_coverage_line(const vb_coverage *coverage, vb_arena *out) {
  char articles[32], outlets[32], days[32];
  char from[VB_DATE_ISO_BYTES], until[VB_DATE_ISO_BYTES];
  vb_date_format(coverage->from, from);
  vb_date_format(coverage->until, until);
  vb_str line = vb_str_format(
      out, "searched %s article%s of %s outlet%s", vb_str_number(coverage->articles, articles).p,
      coverage->articles == 1 ? "" : "s", vb_str_number(coverage->outlets, outlets).p,
      coverage->outlets == 1 ? "" : "s");
  if (coverage->days)
    line = vb_str_format(out, "%.*s on %s day%s", VB_ARG(line),
                         vb_str_number(coverage->days, days).p, coverage->days == 1 ? "" : "s");
  if (*from) line = vb_str_format(out, "%.*s, %s to %s", VB_ARG(line), from, until);
  return with_gaps(line, &coverage->gaps, out);
}

vb_str vb_coverage_beyond(const vb_coverage *coverage, vb_date since, vb_date until,
                          vb_arena *out) {
  char first[VB_DATE_ISO_BYTES], last[VB_DATE_ISO_BYTES];
  if (!vb_date_known(coverage->from)) return VB_S("nothing at all");
  bool before = vb_date_known(since) && vb_date_to_days(since) < vb_date_to_days(coverage->from);
  bool after = vb_date_known(until) && last_day(until) > last_day(coverage->until);
  vb_date_format(coverage->from, first);
  vb_date_format(coverage->until, last);
  if (before && after) return vb_str_format(out, "nothing before %s and after %s", first, last);
  if (before) return vb_str_format(out, "nothing before %s", first);
  return after ? vb_str_format(out, "nothing after %s", last) : (vb_str){0};
}

bool vb_coverage_gap(const vb_coverage *coverage, vb_date since, vb_date until, vb_gap *gap) {
  int32_t most = 0;
  for (ptrdiff_t i = 0; i < coverage->gaps.n; i++) {
    const vb_gap *g = &coverage->gaps.v[i];
    if (vb_date_known(since) && vb_date_to_days(g->until) < vb_date_to_days(since)) continue;
    if (vb_date_known(until) && vb_date_to_days(g->from) > last_day(until)) continue;
    if (gap_days(g) > most) most = gap_days(g), *gap = *g;
  }
  return most > 0;
}
