#include "answers/coverage.h"

#include "archive/sql.h"

static int month_number(vb_date d) { return d.year * 12 + d.month - 1; }

static vb_date month_from(int number) {
  return (vb_date){.year = (int16_t)(number / 12),
                   .month = (int8_t)(number % 12 + 1),
                   .precision = VB_DATE_MONTH};
}

static void find_gaps(vb_archive *archive, vb_coverage *coverage, vb_arena *out) {
  vb_sql_statement *s = vb_sql(archive, "SELECT DISTINCT substr(published, 1, 7) FROM articles "
                                        "WHERE length(published) >= 7 ORDER BY 1");
  int last = 0;
  while (vb_sql_step(s)) {
    vb_date month = vb_sql_date(s, 0);
    if (!vb_date_known(month)) continue;
    int number = month_number(month);
    if (last && number > last + 1)
      *vb_push(out, &coverage->gaps) = (vb_gap){month_from(last + 1), month_from(number - 1)};
    last = number;
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

static void put_date(vb_json *json, const char *key, vb_date date) {
  vb_json_key(json, key);
  vb_json_date(json, date);
}

void vb_json_coverage(vb_json *json, const vb_coverage *coverage) {
  vb_json_object(json);
  vb_json_key(json, "articles");
  vb_json_int(json, coverage->articles);
  vb_json_key(json, "outlets");
  vb_json_int(json, coverage->outlets);
  put_date(json, "from", coverage->from);
  put_date(json, "until", coverage->until);
  vb_json_key(json, "gaps");
  vb_json_array(json);
  for (ptrdiff_t i = 0; i < coverage->gaps.n; i++) {
    vb_json_object(json);
    put_date(json, "from", coverage->gaps.v[i].from);
    put_date(json, "until", coverage->gaps.v[i].until);
    vb_json_close(json);
  }
  vb_json_close(json);
  vb_json_close(json);
}

static vb_str gap_text(const vb_gap *gap, vb_arena *out) {
  char from[VB_DATE_ISO_BYTES], until[VB_DATE_ISO_BYTES];
  vb_str a = vb_date_format(gap->from, from), b = vb_date_format(gap->until, until);
  if (vb_str_eq(a, b)) return vb_str_copy(out, a);
  return vb_str_format(out, "%.*s to %.*s", VB_ARG(a), VB_ARG(b));
}

vb_str vb_coverage_line(const vb_coverage *coverage, vb_arena *out) {
  enum { SHOWN = 3 };
  char articles[32], outlets[32];
  char from[VB_DATE_ISO_BYTES], until[VB_DATE_ISO_BYTES];
  vb_date_format(coverage->from, from);
  vb_date_format(coverage->until, until);
  vb_str line = vb_str_format(
      out, "searched %s article%s of %s outlet%s", vb_str_number(coverage->articles, articles).p,
      coverage->articles == 1 ? "" : "s", vb_str_number(coverage->outlets, outlets).p,
      coverage->outlets == 1 ? "" : "s");
  if (*from) line = vb_str_format(out, "%.*s, %s to %s", VB_ARG(line), from, until);
  for (ptrdiff_t i = 0; i < coverage->gaps.n && i < SHOWN; i++)
    line = vb_str_format(out, "%.*s%s%.*s", VB_ARG(line), i ? ", " : "; none in ",
                         VB_ARG(gap_text(&coverage->gaps.v[i], out)));
  if (coverage->gaps.n > SHOWN)
    line = vb_str_format(out, "%.*s and %td other gaps", VB_ARG(line), coverage->gaps.n - SHOWN);
  return line;
}
