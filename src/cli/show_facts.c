/* show --facts: where each fact of an article comes from, and what else the page told. */
#include <stdio.h>

#include "archive/clues.h"
#include "archive/load.h"
#include "cli/show.h"
#include "cli/table.h"
#include "pipeline/article_json.h"

/* The article's own value: a title without the name of the site, a day as ISO 8601. */
static vb_str value_of(const vb_article *a, vb_fact fact, char day[VB_DATE_ISO_BYTES]) {
  switch (fact) {
  case VB_FACT_TITLE: return a->title;
  case VB_FACT_SUBTITLE: return a->subtitle;
  case VB_FACT_BYLINE: return a->byline;
  case VB_FACT_AGENCY: return a->agency;
  case VB_FACT_OUTLET: return a->outlet;
  case VB_FACT_URL: return a->url;
  case VB_FACT_LANGUAGE: return a->language;
  case VB_FACT_PUBLISHED: return vb_date_format(a->published, day);
  case VB_FACT_UPDATED: return vb_date_format(a->updated, day);
  case VB_FACT_CAPTURED: return vb_date_format(a->captured, day);
  case VB_FACT_DATELINE: return a->dateline_place;
  default: return (vb_str){0};
  }
}

static bool is_record(vb_archive *archive, vb_str capture) {
  vb_sql_statement *s =
      vb_sql(archive, "SELECT 1 FROM captures WHERE sha256 = ? AND format = 'jsonl'");
  vb_sql_bind_str(s, 1, capture);
  bool found = vb_sql_step(s);
  vb_sql_reset(s);
  return found;
}

/* Facts that nothing is stored for: those of a record came with it. */
static void add_given(vb_archive *archive, const vb_article *a, vb_clues *clues, vb_arena *out) {
  bool record = is_record(archive, a->capture);
  for (vb_fact fact = VB_FACT_TITLE; fact < VB_FACT_DESCRIPTION; fact++) {
    char day[VB_DATE_ISO_BYTES];
    vb_str value = value_of(a, fact, day);
    if (!value.n || vb_clue_best(clues, fact) >= 0) continue;
    vb_clue clue = {.fact = fact,
                    .value = vb_str_copy(out, value),
                    .source = record ? VB_S("record") : VB_S("not kept"),
                    .believed = true,
                    .why = record ? VB_S("it came with the record")
                                  : VB_S("add the capture again to see why")};
    *vb_push(out, clues) = clue;
  }
}

static void put_json(const vb_article *a, const vb_clues *clues, vb_arena out) {
  vb_json json = vb_json_begin(&out);
  vb_json_object(&json);
  vb_json_key_str(&json, "article", a->id);
  vb_json_key_str(&json, "path", a->path);
  vb_json_key(&json, "facts");
  vb_json_array(&json);
  for (ptrdiff_t i = 0; i < clues->n; i++) {
    const vb_clue *c = &clues->v[i];
    char day[VB_DATE_ISO_BYTES];
    vb_str value = c->believed ? value_of(a, c->fact, day) : (vb_str){0};
    vb_json_object(&json);
    vb_json_key_str(&json, "fact", vb_str_from(vb_fact_name(c->fact)));
    vb_json_key_str(&json, "value", value.n ? value : c->believed ? c->value : (vb_str){0});
    vb_json_key_str(&json, "told", c->value);
    vb_json_key_str(&json, "source", c->source);
    vb_json_key_bool(&json, "believed", c->believed);
    vb_json_key_str(&json, "why", c->why);
    vb_json_close(&json);
  }
  vb_json_close(&json);
  vb_json_close(&json);
  vb_str text = vb_json_end(&json);
  fwrite(text.p, 1, (size_t)text.n, stdout);
  putchar('\n');
}

/* What is believed has the article's value; what is not stands below it, as it was told. */
static int put_table(const vb_showing *s, const vb_article *a, const vb_clues *clues) {
  bool csv = vb_cli_format(s->cli) == FORMAT_CSV;
  const vb_column columns[] = {{"fact", COLUMN_FIXED, 0},
                               {csv ? "believed" : "", COLUMN_FIXED, 0},
                               {"value", COLUMN_CUT, 24},
                               {"where from", COLUMN_CUT, 20},
                               {"why", COLUMN_CUT, 20}};
  vb_table_out *table = vb_table_begin(s->cli, columns, sizeof columns / sizeof *columns);
  if (!table) return 1;
  for (ptrdiff_t i = 0; i < clues->n; i++) {
    const vb_clue *c = &clues->v[i];
    char day[VB_DATE_ISO_BYTES];
    vb_str value = c->believed ? value_of(a, c->fact, day) : (vb_str){0};
    bool again = !csv && i && clues->v[i - 1].fact == c->fact;
    vb_table_cell(table, again ? VB_S("") : vb_str_from(vb_fact_name(c->fact)));
    vb_table_cell(table, csv ? (c->believed ? VB_S("true") : VB_S("false"))
                             : (c->believed ? VB_S("*") : VB_S("")));
    vb_table_cell(table, value.n ? value : c->value);
    vb_table_cell(table, c->source);
    vb_table_cell(table, c->why);
  }
  return vb_table_end(table) ? 0 : 1;
}

int vb_show_facts(const vb_showing *s, vb_thing thing) {
  vb_article article;
  vb_archive *archive = s->session->archive;
  if (thing.kind != VB_THING_ARTICLE || !vb_load_article(archive, thing.id, &article, s->arena)) {
    vb_cli_complain("%s: --facts is about an article, this is %s %.*s", s->cli->arguments[0],
                    vb_thing_name(thing.kind), VB_ARG(thing.id));
    return 1;
  }
  vb_clues clues = vb_clues_load(archive, article.id, s->arena);
  add_given(archive, &article, &clues, s->arena);
  bool table = !vb_cli_has(s->cli, OPT_FORMAT) || vb_cli_format(s->cli) == FORMAT_TABLE ||
               vb_cli_format(s->cli) == FORMAT_CSV;
  if (table) return put_table(s, &article, &clues);
  put_json(&article, &clues, *s->arena);
  return 0;
}
