#include "archive/load.h"

static vb_sent_kind sent_kind_from_name(vb_str name) {
  for (vb_sent_kind kind = VB_SENT_SENT; kind <= VB_SENT_LAID; kind++)
    if (name.p && vb_str_eq(vb_str_from(vb_sent_kind_name(kind)), name)) return kind;
  return VB_SENT_UNKNOWN;
}

vb_field_kind vb_load_field(vb_str name) {
  for (vb_field_kind kind = VB_FIELD_TITLE; kind <= VB_FIELD_CAPTION; kind++)
    if (vb_str_eq(vb_str_from(vb_field_name(kind)), name)) return kind;
  return VB_FIELD_TEXT;
}

void vb_load_exchange(vb_sql_statement *s, int first, vb_exchange *exchange, vb_arena *out) {
  int form = vb_form_from_name(vb_sql_str(s, first));
  vb_str purpose = vb_sql_str(s, first + 1);
  int known = purpose.p ? vb_purpose_from_name(purpose) : -1;
  *exchange = (vb_exchange){
      .form = form < 0 ? VB_FORM_MESSAGE : (vb_form)form,
      .purpose = known < 0 ? VB_PURPOSE_NONE : (vb_purpose)known,
      .sent = vb_sql_date(s, first + 2),
      .sent_kind = sent_kind_from_name(vb_sql_str(s, first + 3)),
      .reported = vb_sql_date(s, first + 4),
      .occasion = vb_sql_copy(s, first + 5, out),
      .reply = vb_sql_int(s, first + 6) != 0,
      .answers = -1,
  };
}

static void load_parties(vb_sql_statement *s, vb_str id, vb_exchange *exchange, vb_arena *out) {
  vb_sql_bind_str(s, 1, id);
  while (vb_sql_step(s)) {
    vb_str side = vb_sql_str(s, 0);
    vb_actors *actors = vb_str_eq(side, VB_S("from")) ? &exchange->from : &exchange->to;
    vb_actor actor = vb_sql_actor(s, 1, out);
    *vb_push(out, actors) = actor;
  }
}

void vb_load_report_parties(vb_archive *archive, vb_str report, vb_exchange *exchange,
                            vb_arena *out) {
  load_parties(vb_sql(archive, "SELECT side, name, office, country, organisation FROM "
                               "report_parties WHERE report = ? ORDER BY side, ordinal"),
               report, exchange, out);
}

void vb_load_exchange_parties(vb_archive *archive, vb_str id, vb_exchange *exchange,
                              vb_arena *out) {
  load_parties(vb_sql(archive, "SELECT side, name, office, country, organisation FROM "
                               "exchange_parties WHERE exchange = ? ORDER BY side, ordinal"),
               id, exchange, out);
}

static void load_captions(vb_archive *archive, vb_article *article, vb_arena *out) {
  vb_sql_statement *s =
      vb_sql(archive, "SELECT text FROM captions WHERE article = ? ORDER BY ordinal");
  vb_sql_bind_str(s, 1, article->id);
  article->captions = vb_sql_strs(s, out);
}

/* What first_places has of the article, without a number for every place of it. */
static void load_place(vb_archive *archive, vb_article *article, vb_arena *out) {
  vb_sql_statement *s =
      vb_sql(archive, "SELECT p.path, p.offset FROM article_captures c JOIN places p ON p.capture "
                      "= c.capture WHERE c.article = ? ORDER BY p.captured IS NULL, p.captured, "
                      "p.path, p.offset LIMIT 1");
  vb_sql_bind_str(s, 1, article->id);
  if (!vb_sql_step(s)) return;
  article->path = vb_sql_copy(s, 0, out);
  article->offset = vb_sql_int(s, 1);
  vb_sql_reset(s);
}

bool vb_load_article_facts(vb_archive *archive, vb_str id, vb_article *article, vb_arena *out) {
  vb_sql_statement *s =
      vb_sql(archive, "SELECT id, id_given, capture, title, subtitle, byline, agency, outlet, "
                      "language, published, updated, captured, dateline_place, dateline_date, "
                      "url, taken, taken_start, taken_end FROM articles WHERE id = ?");
  vb_sql_bind_str(s, 1, id);
  if (!vb_sql_step(s)) return false;
  *article = (vb_article){.id = vb_sql_copy(s, 0, out),
                          .id_given = vb_sql_int(s, 1) != 0,
                          .capture = vb_sql_copy(s, 2, out),
                          .title = vb_sql_copy(s, 3, out),
                          .subtitle = vb_sql_copy(s, 4, out),
                          .byline = vb_sql_copy(s, 5, out),
                          .agency = vb_sql_copy(s, 6, out),
                          .outlet = vb_sql_copy(s, 7, out),
                          .language = vb_sql_copy(s, 8, out),
                          .published = vb_sql_date(s, 9),
                          .updated = vb_sql_date(s, 10),
                          .captured = vb_sql_date(s, 11),
                          .dateline_place = vb_sql_copy(s, 12, out),
                          .dateline_date = vb_sql_date(s, 13),
                          .url = vb_sql_copy(s, 14, out),
                          .text = article->text,
                          .taken = {.from = vb_taken_named(vb_sql_str(s, 15)),
                                    .span = {vb_sql_int(s, 16), vb_sql_int(s, 17)}}};
  vb_sql_reset(s);
  load_captions(archive, article, out);
  load_place(archive, article, out);
  return true;
}

bool vb_load_article(vb_archive *archive, vb_str id, vb_article *article, vb_arena *out) {
  vb_sql_statement *s = vb_sql(archive, "SELECT text FROM articles WHERE id = ?");
  vb_sql_bind_str(s, 1, id);
  if (!vb_sql_step(s)) return false;
  *article = (vb_article){.text = vb_sql_copy(s, 0, out)};
  vb_sql_reset(s);
  return vb_load_article_facts(archive, id, article, out);
}
