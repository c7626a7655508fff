/* copies: who carries whose text, and how much of it. */
#include "answers/copies.h"

#include <stdio.h>

#include "answers/coverage.h"
#include "archive/load.h"
#include "cli/print.h"
#include "cli/show.h"
#include "cli/table.h"
#include "pipeline/article_json.h"

typedef struct {
  vb_showing showing;
  vb_output_format format;
  vb_table_out *table; /* of tables and CSV */
  vb_coverage coverage;
  long n; /* rows so far */
} listing;

static vb_str number_text(const listing *l, int64_t n, vb_arena *out) {
  char text[32];
  if (l->format == FORMAT_CSV) return vb_str_format(out, "%lld", (long long)n);
  return vb_str_copy(out, vb_str_number(n, text));
}

/* "83 %"; in CSV 0.830. */
static vb_str share_text(const listing *l, double share, vb_arena *out) {
  if (l->format == FORMAT_CSV) return vb_str_format(out, "%.3f", share);
  return vb_str_format(out, "%.0f %%", share * 100);
}

static void begin_json_rows(const listing *l) {
  if (l->format == FORMAT_JSON) fputs("{\"rows\": [", stdout);
}

static void put_json_row(listing *l, vb_json *json) {
  vb_str text = vb_json_end(json);
  if (l->format == FORMAT_JSON && l->n) fputs(",\n", stdout);
  fwrite(text.p, 1, (size_t)text.n, stdout);
  if (l->format == FORMAT_JSONL) putchar('\n');
  l->n++;
}

/* ---- of one article */

static void put_cells(listing *l, vb_str article, const vb_copies_row *row, vb_arena out) {
  const char *direction = vb_copy_direction_name(row->copy.direction);
  if (l->format == FORMAT_CSV) vb_table_cell(l->table, article);
  vb_table_cell(l->table, share_text(l, row->copy.share, &out));
  vb_table_cell(l->table, share_text(l, row->copy.of_other, &out));
  vb_table_cell(l->table, vb_str_from(direction));
  vb_table_cell(l->table, vb_str_from(vb_copy_kind_name(row->copy.kind)));
  if (l->format == FORMAT_CSV) {
    vb_table_cell(l->table, vb_print_date(row->published, &out));
    vb_table_cell(l->table, row->outlet);
    vb_table_cell(l->table, row->agency);
    vb_table_cell(l->table, row->title);
    vb_table_cell(l->table, row->path);
    vb_table_cell(l->table, row->article);
  } else {
    vb_table_cell(l->table, vb_print_date(vb_date_day(row->published), &out));
    vb_table_cell(l->table, row->outlet.n ? row->outlet : row->agency);
    vb_table_cell(l->table, row->title);
    vb_table_cell(l->table, vb_show_handle(row->article, row->path));
  }
  l->n++;
}

static bool put_table(listing *l, vb_str article, const vb_copies_answer *answer, vb_arena out) {
  static const vb_column shown[] = {{"of this", COLUMN_RIGHT, 0},   {"of other", COLUMN_RIGHT, 0},
                                    {"", COLUMN_FIXED, 0},          {"kind", COLUMN_FIXED, 0},
                                    {"published", COLUMN_FIXED, 0}, {"outlet", COLUMN_CUT, 14},
                                    {"title", COLUMN_WIDE, 24},     {"article", COLUMN_CUT, 20}};
  static const vb_column csv[] = {{"article", 0, 0},   {"share", 0, 0},  {"share_of_copy", 0, 0},
                                  {"direction", 0, 0}, {"kind", 0, 0},   {"published", 0, 0},
                                  {"outlet", 0, 0},    {"agency", 0, 0}, {"title", 0, 0},
                                  {"path", 0, 0},      {"copy", 0, 0}};
  bool is_csv = l->format == FORMAT_CSV;
  l->table = is_csv ? vb_table_begin(l->showing.cli, csv, sizeof csv / sizeof *csv)
                    : vb_table_begin(l->showing.cli, shown, sizeof shown / sizeof *shown);
  for (ptrdiff_t i = 0; l->table && i < answer->rows.n; i++)
    put_cells(l, article, &answer->rows.v[i], out);
  return vb_table_end(l->table);
}

static void json_share(vb_json *json, const char *key, double share, vb_arena *out) {
  vb_json_key(json, key);
  vb_json_raw(json, vb_str_format(out, "%.3f", share));
}

static void json_passages(vb_json *json, const vb_shared_passages *passages) {
  vb_json_key(json, "passages");
  vb_json_array(json);
  for (ptrdiff_t i = 0; i < passages->n; i++) {
    vb_json_object(json);
    vb_json_key_span(json, passages->v[i].report);
    vb_json_key_int(json, "copy_start", passages->v[i].source.start);
    vb_json_key_int(json, "copy_end", passages->v[i].source.end);
    vb_json_close(json);
  }
  vb_json_close(json);
}

static void json_row(vb_json *json, vb_str article, const vb_copies_row *row, vb_arena *out) {
  vb_json_object(json);
  vb_json_key_str(json, "article", article);
  json_share(json, "share", row->copy.share, out);
  json_share(json, "share_of_copy", row->copy.of_other, out);
  vb_json_key_int(json, "words", row->copy.words);
  vb_json_key_str(json, "direction", vb_str_from(vb_copy_direction_name(row->copy.direction)));
  vb_json_key_str(json, "kind", vb_str_from(vb_copy_kind_name(row->copy.kind)));
  vb_json_key(json, "copy");
  vb_json_object(json);
  vb_json_key_str(json, "article", row->article);
  vb_json_key_str(json, "path", row->path);
  vb_json_key_str(json, "title", row->title);
  vb_json_key_str(json, "outlet", row->outlet);
  vb_json_key_str(json, "agency", row->agency);
  vb_json_key_date(json, "published", row->published);
  vb_json_close(json);
  json_passages(json, &row->copy.passages);
  vb_json_close(json);
}

/* What stands behind the rows of --format json. */
static void put_json_end(const listing *l, const vb_article *article,
                         const vb_copies_answer *answer, vb_arena out) {
  vb_arena texts = *l->showing.arena;
  vb_json json = vb_json_begin(&out);
  vb_json_object(&json);
  vb_json_article_head(&json, article);
  vb_json_key_int(&json, "words", answer->words);
  json_share(&json, "elsewhere", answer->elsewhere, &texts);
  json_share(&json, "before", answer->before, &texts);
  vb_json_key_int(&json, "carried_by", answer->carried_by);
  vb_json_key_bool(&json, "cut", answer->cut);
  vb_json_key(&json, "coverage");
  vb_json_coverage(&json, &l->coverage);
  vb_json_close(&json);
  vb_str text = vb_json_end(&json);
  printf("], %.*s\n", VB_ARG(vb_str_slice(text, 1, text.n)));
}

static void put_json(listing *l, const vb_article *article, const vb_copies_answer *answer) {
  begin_json_rows(l);
  for (ptrdiff_t i = 0; i < answer->rows.n; i++) {
    vb_arena out = l->showing.session->scratch, texts = *l->showing.arena;
    vb_json json = vb_json_begin(&out);
    json_row(&json, article->id, &answer->rows.v[i], &texts);
    put_json_row(l, &json);
  }
  if (l->format == FORMAT_JSON) put_json_end(l, article, answer, l->showing.session->scratch);
}

static void put_sum(const listing *l, const vb_copies_answer *answer) {
  vb_arena out = *l->showing.arena;
  char words[32], n[32], by[32];
  vb_str sum = vb_str_format(
      &out,
      "%sof its %s words %.0f %% stand in other articles, %.0f %% in earlier ones; %s article%s "
      "share%s a passage",
      answer->rows.n ? "\n" : "", vb_str_number(answer->words, words).p, answer->elsewhere * 100,
      answer->before * 100, vb_str_number(answer->rows.n, n).p, answer->rows.n == 1 ? "" : "s",
      answer->rows.n == 1 ? "s" : "");
  if (answer->cut || answer->carried_by > answer->rows.n)
    sum = vb_str_format(&out, "%.*s and were compared; its words are in about %s", VB_ARG(sum),
                        vb_str_number(answer->carried_by, by).p);
  vb_print_line(l->showing.cli, sum, out);
  vb_print_line(l->showing.cli, vb_coverage_line(&l->coverage, &out), out);
}

static int put_article(listing *l, vb_str id) {
  vb_session *session = l->showing.session;
  vb_article article;
  vb_copies_answer answer;
  vb_error error = {0};
  vb_arena mark = session->arena;
  if (!vb_load_article(session->archive, id, &article, &session->arena)) return 0;
  int bad =
      vb_copies_of(session->archive, &article, &answer, &session->arena, session->scratch, &error);
  if (bad) return vb_cli_failed(&error);
  bool good = true;
  if (l->format == FORMAT_TABLE) {
    vb_show_heading(&l->showing, &article);
    putchar('\n');
  }
  if (l->format == FORMAT_TABLE || l->format == FORMAT_CSV)
    good = put_table(l, article.id, &answer, session->scratch);
  else
    put_json(l, &article, &answer);
  if (l->format == FORMAT_TABLE) put_sum(l, &answer);
  session->arena = mark;
  return good ? 0 : 1;
}

/* The article that a thing is, or stands in; of an exchange, one that carries its text if any does.
 */
static vb_str article_of(vb_archive *archive, vb_thing thing, vb_arena *out) {
  vb_strs ids;
  if (thing.kind == VB_THING_EXCHANGE) {
    vb_sql_statement *s = vb_sql(archive, "SELECT article FROM reports WHERE exchange = ? ORDER BY "
                                          "role <> 'primary', id LIMIT 1");
    vb_sql_bind_str(s, 1, thing.id);
    ids = vb_sql_strs(s, out);
  } else {
    ids = vb_lookup_articles(archive, thing, out);
  }
  return ids.n ? ids.v[0] : (vb_str){0};
}

/* ---- groups of the whole archive */

/* "Port Alder Post 3, Wire 2, ?" */
static vb_str outlets_text(const listing *l, const vb_copies_group *group, vb_arena *out) {
  vb_str all = {"", 0};
  for (ptrdiff_t i = 0; i < group->outlets.n; i++) {
    const vb_copies_outlet *o = &group->outlets.v[i];
    vb_str name = o->outlet.n ? o->outlet : VB_S("?");
    all = o->articles > 1 || l->format == FORMAT_CSV
              ? vb_str_format(out, "%.*s%s%.*s %lld", VB_ARG(all), i ? "; " : "", VB_ARG(name),
                              (long long)o->articles)
              : vb_str_format(out, "%.*s%s%.*s", VB_ARG(all), i ? "; " : "", VB_ARG(name));
  }
  return all;
}

static void put_group_cells(listing *l, const vb_copies_group *g, vb_arena *out) {
  bool csv = l->format == FORMAT_CSV;
  vb_table_cell(l->table, number_text(l, g->articles, out));
  vb_table_cell(l->table, number_text(l, g->outlets.n, out));
  vb_table_cell(l->table,
                csv ? vb_print_date(g->first, out) : vb_print_date(vb_date_day(g->first), out));
  vb_table_cell(l->table,
                csv ? vb_print_date(g->last, out) : vb_print_date(vb_date_day(g->last), out));
  vb_table_cell(l->table, outlets_text(l, g, out));
  vb_table_cell(l->table, g->title);
  vb_table_cell(l->table, csv ? g->path : vb_show_handle(g->article, g->path));
  if (csv) vb_table_cell(l->table, g->article);
  l->n++;
}

static void put_group_json(listing *l, const vb_copies_group *g, vb_arena *out) {
  vb_json json = vb_json_begin(out);
  vb_json_object(&json);
  vb_json_key_str(&json, "article", g->article);
  vb_json_key_str(&json, "path", g->path);
  vb_json_key_str(&json, "title", g->title);
  vb_json_key_date(&json, "first", g->first);
  vb_json_key_date(&json, "last", g->last);
  vb_json_key_int(&json, "articles", g->articles);
  vb_json_key(&json, "outlets");
  vb_json_array(&json);
  for (ptrdiff_t i = 0; i < g->outlets.n; i++) {
    vb_json_object(&json);
    vb_json_key_str(&json, "outlet", g->outlets.v[i].outlet);
    vb_json_key_int(&json, "articles", g->outlets.v[i].articles);
    vb_json_close(&json);
  }
  vb_json_close(&json);
  vb_json_close(&json);
  put_json_row(l, &json);
}

static void begin_groups(listing *l) {
  static const vb_column shown[] = {{"articles", COLUMN_RIGHT, 0},    {"outlets", COLUMN_RIGHT, 0},
                                    {"first", COLUMN_FIXED, 0},       {"last", COLUMN_FIXED, 0},
                                    {"which", COLUMN_CUT, 24},        {"title", COLUMN_WIDE, 24},
                                    {"first article", COLUMN_CUT, 20}};
  static const vb_column csv[] = {{"articles", 0, 0}, {"outlets", 0, 0}, {"first", 0, 0},
                                  {"last", 0, 0},     {"which", 0, 0},   {"title", 0, 0},
                                  {"path", 0, 0},     {"article", 0, 0}};
  if (l->format == FORMAT_CSV)
    l->table = vb_table_begin(l->showing.cli, csv, sizeof csv / sizeof *csv);
  else if (l->format == FORMAT_TABLE)
    l->table = vb_table_begin(l->showing.cli, shown, sizeof shown / sizeof *shown);
  else
    begin_json_rows(l);
}

static bool end_groups(const listing *l, vb_arena out) {
  char n[32];
  if (l->format == FORMAT_JSONL) return true;
  if (l->format == FORMAT_JSON) {
    vb_json json = vb_json_begin(&out);
    vb_json_coverage(&json, &l->coverage);
    printf("], \"coverage\": %.*s}\n", VB_ARG(vb_json_end(&json)));
    return true;
  }
  bool good = vb_table_end(l->table);
  if (l->format != FORMAT_TABLE) return good;
  vb_str sum = vb_str_format(&out, "%s%s group%s of articles with nearly the same text; %.*s",
                             l->n ? "\n" : "", vb_str_number(l->n, n).p, l->n == 1 ? "" : "s",
                             VB_ARG(vb_coverage_line(&l->coverage, &out)));
  vb_print_line(l->showing.cli, sum, out);
  return good;
}

static int put_groups(listing *l) {
  vb_session *session = l->showing.session;
  vb_copies_groups *groups;
  vb_copies_group group;
  vb_error error = {0};
  if (vb_copies_groups_open(&groups, session->archive, &session->arena, session->scratch, &error))
    return vb_cli_failed(&error);
  begin_groups(l);
  for (;;) {
    vb_arena out = session->scratch;
    if (!vb_copies_groups_next(groups, &group, &out)) break;
    if (l->format == FORMAT_TABLE || l->format == FORMAT_CSV)
      put_group_cells(l, &group, &out);
    else
      put_group_json(l, &group, &out);
  }
  bool good = end_groups(l, session->scratch);
  if (vb_copies_groups_close(groups, &error)) return vb_cli_failed(&error);
  return good ? 0 : 1;
}

static int put(listing *l) {
  vb_session *session = l->showing.session;
  vb_thing thing = {0};
  if (!l->showing.cli->n_arguments) return put_groups(l);
  int status = vb_show_choose(&l->showing, l->showing.cli->arguments[0], &thing);
  return status ? status : put_article(l, article_of(session->archive, thing, &session->arena));
}

int vb_run_copies(vb_cli *cli) {
  vb_session session;
  vb_error error = {0};
  int status = vb_session_open(cli, &session);
  if (status) return status;
  listing l = {.showing = {.cli = cli, .session = &session, .arena = &session.arena},
               .format = vb_cli_format(cli)};
  int bad = vb_coverage_of(session.archive, &l.coverage, &session.arena, &error);
  status = bad ? vb_cli_failed(&error) : put(&l);
  if (!status && vb_sql_failed(session.archive, &error)) status = vb_cli_failed(&error);
  vb_session_close(&session);
  return status;
}
