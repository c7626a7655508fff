/* Writing one document.
 *
 * First everything is worked out (ids, merge keys, roles), then it is written:
 * only the first half allocates, so running out of memory writes nothing.
 *
 * The same article may come from several captures (a record with a given id,
 * found twice): its facts are those of the capture that is smallest by
 * (captured, SHA-256), whichever was added first.  Of two texts under one id the
 * longer stays, of equally long ones the smaller: what decides is in the texts
 * alone, so that captures refused earlier need not be remembered.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "archive/clues.h"
#include "archive/parties.h"
#include "archive/passages_write.h"
#include "archive/statements.h"
#include "base/sha256.h"
#include "exchanges/merge.h"

typedef struct {
  vb_str id, key, answers;
  vb_role role;
  char reach[2][VB_DATE_ISO_BYTES]; /* first and last day */
} report_plan;

typedef struct {
  const vb_evidence *evidence;
  ptrdiff_t index;
} place_in_article;

static int compare_evidence(const vb_evidence *a, const vb_evidence *b) {
  if (a->field != b->field) return a->field < b->field ? -1 : 1;
  if (a->caption != b->caption) return a->caption < b->caption ? -1 : 1;
  if (a->span.start != b->span.start) return a->span.start < b->span.start ? -1 : 1;
  return (a->span.end > b->span.end) - (a->span.end < b->span.end);
}

static int compare_places(const void *pa, const void *pb) {
  const place_in_article *a = pa, *b = pb;
  int order = compare_evidence(a->evidence, b->evidence);
  return order ? order : (a->index > b->index) - (a->index < b->index);
}

/* "r" and a hash of the article, the first evidence, and a number where several reports share it:
 * an id survives a newer analysis that sees more exchanges elsewhere in the article. */
static vb_str report_id(vb_arena *arena, vb_str article, const vb_evidence *e, int number) {
  vb_str key = vb_str_format(arena, "%.*s\n%d %d %td %td\n%d", VB_ARG(article), (int)e->field,
                             e->caption, e->span.start, e->span.end, number);
  return vb_str_format(arena, "r%.*s", VB_ARG(vb_str_slice(vb_sha256_hex(arena, key), 0, 16)));
}

static void plan_ids(report_plan *plan, const vb_exchanges *exchanges, vb_str article,
                     vb_arena *arena) {
  static const vb_evidence nowhere;
  place_in_article *places = VB_NEW_N(arena, place_in_article, exchanges->n);
  for (ptrdiff_t i = 0; i < exchanges->n; i++) {
    const vb_evidences *evidence = &exchanges->v[i].evidence;
    places[i] = (place_in_article){evidence->n ? evidence->v : &nowhere, i};
  }
  qsort(places, (size_t)exchanges->n, sizeof *places, compare_places);
  int number = 0;
  for (ptrdiff_t i = 0; i < exchanges->n; i++) {
    bool same = i && !compare_evidence(places[i].evidence, places[i - 1].evidence);
    number = same ? number + 1 : 0;
    plan[places[i].index].id = report_id(arena, article, places[i].evidence, number);
  }
}

static vb_actors copy_side(vb_actors side, vb_arena *arena) {
  vb_actors copy = {VB_NEW_N(arena, vb_actor, side.n), side.n, side.n};
  for (ptrdiff_t i = 0; i < side.n; i++) copy.v[i] = side.v[i];
  return copy;
}

/* By the user's aliases; what is stored of the parties stays as told. */
static vb_str key_of(const vb_archive *archive, const vb_exchange *told, vb_arena *arena) {
  /* the key's two arenas must differ, so this half of the scratch is cut off */
  vb_arena out = *arena, rest = *arena;
  rest.beg = out.end = out.beg + (out.end - out.beg) / 2;
  vb_exchange x = *told;
  x.from = copy_side(told->from, &rest);
  x.to = copy_side(told->to, &rest);
  vb_aliases_apply(archive->words, &archive->aliases, &x, rest);
  vb_str key = vb_merge_key(archive->words, &x, &out, rest);
  arena->beg = out.beg;
  return key;
}

static report_plan *make_plan(const vb_archive *archive, const vb_lexicon *lexicon,
                              const vb_article *article, const vb_exchanges *exchanges,
                              vb_arena *arena) {
  report_plan *plan = VB_NEW_N(arena, report_plan, exchanges->n);
  plan_ids(plan, exchanges, article->id, arena);
  for (ptrdiff_t i = 0; i < exchanges->n; i++) {
    const vb_exchange *x = &exchanges->v[i];
    vb_report report = {plan[i].id, article->id, *x, article->agency, article->outlet, {0}};
    plan[i].role = vb_report_role(lexicon, &report);
    plan[i].key = key_of(archive, x, arena);
    bool answers = x->answers >= 0 && x->answers < exchanges->n;
    if (answers) plan[i].answers = plan[x->answers].id;
    vb_reach reach = vb_report_reach(x, answers ? &exchanges->v[x->answers] : NULL);
    vb_date_format(vb_date_from_days(reach.first), plan[i].reach[0]);
    vb_date_format(vb_date_from_days(reach.last), plan[i].reach[1]);
  }
  return plan;
}

static void put_capture(vb_archive *archive, const vb_capture *capture) {
  static const char *const formats[] = {"text", "html", "jsonl"};
  vb_sql_statement *s =
      vb_sql(archive, "INSERT OR IGNORE INTO captures (sha256, bytes, format) VALUES (?, ?, ?)");
  vb_sql_bind_str(s, 1, capture->sha256);
  vb_sql_bind_int(s, 2, capture->bytes.n);
  vb_sql_bind_text(s, 3, formats[capture->format]);
  vb_sql_run(s);
}

/* True if the place is new. */
static bool put_place(vb_archive *archive, const vb_capture *capture, const vb_article *article) {
  vb_sql_statement *s = vb_sql(
      archive, "INSERT OR IGNORE INTO places (capture, path, offset, line, captured, url) VALUES "
               "(?, ?, ?, ?, ?, ?)");
  vb_sql_bind_str(s, 1, capture->sha256);
  vb_sql_bind_str(s, 2, capture->path);
  vb_sql_bind_int(s, 3, capture->offset);
  if (capture->line) vb_sql_bind_int(s, 4, capture->line);
  vb_sql_bind_date(s, 5, vb_date_known(capture->captured) ? capture->captured : article->captured);
  vb_sql_bind_str(s, 6, capture->url.p ? capture->url : article->url);
  vb_sql_run(s);
  return !archive->error.code && sqlite3_changes(archive->db) > 0;
}

static bool put_article_capture(vb_archive *archive, const vb_article *article,
                                const vb_capture *capture) {
  vb_sql_statement *s =
      vb_sql(archive, "INSERT OR IGNORE INTO article_captures (article, capture) VALUES (?, ?)");
  vb_sql_bind_str(s, 1, article->id);
  vb_sql_bind_str(s, 2, capture->sha256);
  vb_sql_run(s);
  return !archive->error.code && sqlite3_changes(archive->db) > 0;
}

/* The row stays where it is when the article is analysed again: others point at it. */
static void put_article(vb_archive *archive, const vb_article *a, vb_str capture,
                        uint32_t passage_text) {
  vb_sql_statement *s = vb_sql(
      archive,
      "INSERT INTO articles (id, id_given, capture, title, subtitle, byline, agency, outlet, "
      "language, published, updated, captured, dateline_place, dateline_date, url, text, analysis, "
      "taken, taken_start, taken_end, passage_text) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, "
      "?10, ?11, ?12, "
      "?13, ?14, ?15, ?16, ?17, ?18, ?19, ?20, ?21) "
      "ON CONFLICT (id) DO UPDATE SET id_given = ?2, capture = ?3, title = ?4, subtitle = ?5, "
      "byline = ?6, "
      "agency = ?7, outlet = ?8, language = ?9, published = ?10, updated = ?11, captured = ?12, "
      "dateline_place = ?13, dateline_date = ?14, url = ?15, text = ?16, analysis = ?17, "
      "taken = ?18, taken_start = ?19, taken_end = ?20, passage_text = ?21");
  vb_sql_bind_str(s, 1, a->id);
  vb_sql_bind_int(s, 2, a->id_given);
  vb_sql_bind_str(s, 3, capture);
  vb_sql_bind_str(s, 4, a->title);
  vb_sql_bind_str(s, 5, a->subtitle);
  vb_sql_bind_str(s, 6, a->byline);
  vb_sql_bind_str(s, 7, a->agency);
  vb_sql_bind_str(s, 8, a->outlet);
  vb_sql_bind_str(s, 9, a->language);
  vb_sql_bind_date(s, 10, a->published);
  vb_sql_bind_date(s, 11, a->updated);
  vb_sql_bind_date(s, 12, a->captured);
  vb_sql_bind_str(s, 13, a->dateline_place);
  vb_sql_bind_date(s, 14, a->dateline_date);
  vb_sql_bind_str(s, 15, a->url);
  vb_sql_bind_str(s, 16, a->text.p ? a->text : VB_S(""));
  vb_sql_bind_text(s, 17, archive->analysis);
  if (a->taken.from) {
    vb_sql_bind_text(s, 18, vb_taken_name(a->taken.from));
    vb_sql_bind_int(s, 19, a->taken.span.start);
    vb_sql_bind_int(s, 20, a->taken.span.end);
  }
  vb_sql_bind_int(s, 21, passage_text);
  vb_sql_run(s);
}

static void put_captions(vb_archive *archive, const vb_article *article) {
  for (ptrdiff_t i = 0; i < article->captions.n; i++) {
    vb_sql_statement *s =
        vb_sql(archive, "INSERT INTO captions (article, ordinal, text) VALUES (?, ?, ?)");
    vb_sql_bind_str(s, 1, article->id);
    vb_sql_bind_int(s, 2, i);
    vb_sql_bind_str(s, 3, article->captions.v[i]);
    vb_sql_run(s);
  }
}

static void put_evidence(vb_archive *archive, vb_str report, const char *kind,
                         const vb_evidences *evidence) {
  for (ptrdiff_t i = 0; i < evidence->n; i++) {
    const vb_evidence *e = &evidence->v[i];
    vb_sql_statement *s = vb_sql(archive, "INSERT INTO evidence (report, kind, ordinal, field, "
                                          "caption, start_byte, end_byte) "
                                          "VALUES (?, ?, ?, ?, ?, ?, ?)");
    vb_sql_bind_str(s, 1, report);
    vb_sql_bind_text(s, 2, kind);
    vb_sql_bind_int(s, 3, i);
    vb_sql_bind_text(s, 4, vb_field_name(e->field));
    if (e->field == VB_FIELD_CAPTION) vb_sql_bind_int(s, 5, e->caption);
    vb_sql_bind_int(s, 6, e->span.start);
    vb_sql_bind_int(s, 7, e->span.end);
    vb_sql_run(s);
  }
}

static void put_pending(vb_archive *archive, const report_plan *plan) {
  vb_sql_statement *s = vb_sql(archive, "INSERT OR IGNORE INTO pending_keys (key, reach_first, "
                                        "reach_last) VALUES (?, ?, ?)");
  vb_sql_bind_str(s, 1, plan->key);
  vb_sql_bind_text(s, 2, plan->reach[0]);
  vb_sql_bind_text(s, 3, plan->reach[1]);
  vb_sql_run(s);
}

static void put_report_row(vb_archive *archive, vb_str article, ptrdiff_t ordinal,
                           const vb_exchange *x, const report_plan *plan) {
  vb_sql_statement *s =
      vb_sql(archive, "INSERT INTO reports (id, article, ordinal, form, purpose, sent, sent_kind, "
                      "reported, occasion, reply, answers, role, mention, pattern, merge_key, "
                      "reach_first, reach_last) "
                      "VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)");
  vb_sql_bind_str(s, 1, plan->id);
  vb_sql_bind_str(s, 2, article);
  vb_sql_bind_int(s, 3, ordinal);
  vb_sql_bind_text(s, 4, vb_form_name(x->form));
  vb_sql_bind_text(s, 5, vb_purpose_name(x->purpose));
  vb_sql_bind_date(s, 6, x->sent);
  vb_sql_bind_text(s, 7, vb_sent_kind_name(x->sent_kind));
  vb_sql_bind_date(s, 8, x->reported);
  vb_sql_bind_str(s, 9, x->occasion);
  vb_sql_bind_int(s, 10, x->reply);
  vb_sql_bind_str(s, 11, plan->answers);
  vb_sql_bind_text(s, 12, vb_role_name(plan->role));
  vb_sql_bind_int(s, 13, x->mention);
  vb_sql_bind_str(s, 14, x->pattern);
  vb_sql_bind_str(s, 15, plan->key);
  vb_sql_bind_text(s, 16, plan->reach[0]);
  vb_sql_bind_text(s, 17, plan->reach[1]);
  vb_sql_run(s);
}

static void put_reports(vb_archive *archive, const vb_article *article,
                        const vb_exchanges *exchanges, const report_plan *plan) {
  for (ptrdiff_t i = 0; i < exchanges->n; i++) {
    const vb_exchange *x = &exchanges->v[i];
    put_report_row(archive, article->id, i, x, &plan[i]);
    vb_parties_store(archive,
                     "INSERT INTO report_parties (report, side, ordinal, name, office, country, "
                     "organisation) VALUES (?, ?, ?, ?, ?, ?, ?)",
                     plan[i].id, x);
    put_evidence(archive, plan[i].id, "sentence", &x->evidence);
    put_evidence(archive, plan[i].id, "cue", &x->cues);
    put_pending(archive, &plan[i]);
  }
}

/* Before a newer analysis is written.  What the old reports reached waits for merging too: their
 * exchanges may be gone. */
static void drop_analysis(vb_archive *archive, vb_str article) {
  vb_sql_run_on(archive,
                "INSERT OR IGNORE INTO pending_keys (key, reach_first, reach_last) "
                "SELECT merge_key, reach_first, reach_last FROM reports WHERE article = ?",
                article);
  vb_sql_run_on(archive, "DELETE FROM reports WHERE article = ?", article);
  vb_statements_drop(archive, article);
  vb_sql_run_on(archive, "DELETE FROM captions WHERE article = ?", article);
  vb_clues_drop(archive, article);
}

typedef enum {
  FOUND_NOTHING,
  FOUND_SAME,
  FOUND_STALE,  /* the same capture, analysed by another version */
  FOUND_LARGER, /* the same text; the capture held is larger than this one, or smaller */
  FOUND_SMALLER,
  FOUND_LOSER, /* another text, which gives way to this one, or stays */
  FOUND_WINNER
} holding;

static holding compare_texts(vb_str held, vb_str mine) {
  if (held.n != mine.n) return held.n < mine.n ? FOUND_LOSER : FOUND_WINNER;
  return vb_str_compare(held, mine) > 0 ? FOUND_LOSER : FOUND_WINNER;
}

/* Of look_up's row. */
static bool is_up_to_date(const vb_archive *archive, vb_sql_statement *s) {
  return vb_str_eq(vb_sql_str(s, 3), vb_str_from(archive->analysis)) && !vb_sql_int(s, 4);
}

/* What the archive holds under the article's id. */
static holding look_up(vb_archive *archive, const vb_article *article, vb_str capture) {
  char captured[VB_DATE_ISO_BYTES];
  vb_str mine = vb_date_format(article->captured, captured);
  vb_sql_statement *s =
      vb_sql(archive, "SELECT text, capture, captured, analysis, EXISTS (SELECT 1 FROM "
                      "pending_statements WHERE article = id) FROM articles WHERE id = ?");
  vb_sql_bind_str(s, 1, article->id);
  if (!vb_sql_step(s)) return FOUND_NOTHING;
  holding result;
  vb_str held = vb_sql_str(s, 2);
  int order = !held.n || !mine.n ? (held.n == 0) - (mine.n == 0) : vb_str_compare(held, mine);
  if (!order) order = vb_str_compare(vb_sql_str(s, 1), capture);
  if (vb_str_eq(vb_sql_str(s, 1), capture))
    result = is_up_to_date(archive, s) ? FOUND_SAME : FOUND_STALE;
  else if (vb_str_eq(vb_sql_str(s, 0), article->text))
    result = order < 0 ? FOUND_SMALLER : FOUND_LARGER;
  else
    result = compare_texts(vb_sql_str(s, 0), article->text);
  vb_sql_reset(s);
  return result;
}

static int other_text(vb_archive *archive, const vb_capture *capture, const vb_article *article,
                      holding held, vb_error *error) {
  vb_sql_statement *s = vb_sql(archive, "SELECT path, offset FROM first_places WHERE article = ?");
  vb_sql_bind_str(s, 1, article->id);
  bool there = vb_sql_step(s);
  vb_str path = there ? vb_sql_str(s, 0) : VB_S("the archive");
  vb_fail(error, VB_BAD_INPUT,
          "%.*s: article '%.*s' has other text than in %.*s, offset %lld, which %s (offset %lld)",
          VB_ARG(capture->path), VB_ARG(article->id), VB_ARG(path),
          (long long)(there ? vb_sql_int(s, 1) : 0), held == FOUND_WINNER ? "stays" : "gives way",
          (long long)capture->offset);
  vb_sql_reset(s);
  return VB_BAD_INPUT;
}

/* A capture that gives no article any more. */
static void drop_capture(vb_archive *archive, vb_str capture) {
  static const char *const steps[] = {"DELETE FROM places WHERE capture = ?1 AND NOT EXISTS "
                                      "(SELECT 1 FROM article_captures WHERE capture = ?1)",
                                      "DELETE FROM captures WHERE sha256 = ?1 AND NOT EXISTS "
                                      "(SELECT 1 FROM article_captures WHERE capture = ?1)"};
  for (size_t i = 0; i < sizeof steps / sizeof *steps; i++)
    vb_sql_run_on(archive, steps[i], capture);
}

/* The captures of the text that gave way. */
static void drop_other_captures(vb_archive *archive, vb_str article, vb_str kept) {
  for (;;) {
    char sha256[64];
    vb_sql_statement *s =
        vb_sql(archive,
               "DELETE FROM article_captures WHERE (article, capture) IN (SELECT article, capture "
               "FROM article_captures WHERE article = ? AND capture <> ? LIMIT 1) "
               "RETURNING capture");
    vb_sql_bind_str(s, 1, article);
    vb_sql_bind_str(s, 2, kept);
    if (!vb_sql_step(s)) return;
    vb_str capture = vb_str_slice(vb_sql_str(s, 0), 0, sizeof sha256);
    memcpy(sha256, capture.p, (size_t)capture.n);
    capture.p = sha256;
    vb_sql_run(s);
    drop_capture(archive, capture);
  }
}

static vb_stored what_was_stored(holding held, bool new_place_or_capture) {
  switch (held) {
  case FOUND_NOTHING: return VB_STORED_NEW;
  case FOUND_STALE:
  case FOUND_LARGER:
  case FOUND_LOSER: return VB_STORED_AGAIN;
  case FOUND_SAME:
  case FOUND_SMALLER:
  case FOUND_WINNER: break;
  }
  return new_place_or_capture ? VB_STORED_PLACE : VB_STORED_NOTHING;
}

static bool replaces(holding held) {
  return held == FOUND_STALE || held == FOUND_LARGER || held == FOUND_LOSER;
}

/* A document that is ready to be written. */
typedef struct {
  const vb_capture *capture;
  const vb_article *article;
  const vb_statements *statements;
  const vb_exchanges *exchanges;
  const vb_str *statement_ids;
  const report_plan *reports;
} document_plan;

static void put_rows(vb_archive *archive, const document_plan *d, bool held) {
  const vb_article *article = d->article;
  bool is_new;
  uint32_t passage_text = vb_passages_number(archive, article, held, &is_new);
  if (held) drop_analysis(archive, article->id);
  put_article(archive, article, d->capture->sha256, passage_text);
  put_captions(archive, article);
  vb_clues_store(archive, article);
  vb_statements_store(archive, article->id, d->statements, d->statement_ids);
  put_reports(archive, article, d->exchanges, d->reports);
  if (is_new) vb_passages_add(archive, article, passage_text);
}

/* True if it noted a place or a capture that was not there. */
static bool put_document(vb_archive *archive, const document_plan *d, holding held) {
  const vb_article *article = d->article;
  put_capture(archive, d->capture);
  bool is_new = put_place(archive, d->capture, article);
  if (held == FOUND_NOTHING || replaces(held)) put_rows(archive, d, replaces(held));
  is_new |= put_article_capture(archive, article, d->capture);
  if (held == FOUND_LOSER) drop_other_captures(archive, article->id, d->capture->sha256);
  return is_new;
}

int vb_archive_store(vb_archive *archive, const vb_lexicon *lexicon, const vb_capture *capture,
                     const vb_article *article, const vb_statements *statements,
                     const vb_exchanges *exchanges, vb_arena scratch, vb_stored *stored,
                     vb_error *error) {
  document_plan plan = {capture, article, statements, exchanges, NULL, NULL};
  if (!vb_archive_words(archive, lexicon, error)) return VB_ARCHIVE;
  plan.statement_ids = vb_statements_ids(statements, article->id, &scratch);
  plan.reports = make_plan(archive, lexicon, article, exchanges, &scratch);
  holding held = look_up(archive, article, capture->sha256);
  bool clash = held == FOUND_WINNER || held == FOUND_LOSER, is_new = false;
  int bad = clash ? other_text(archive, capture, article, held, error) : VB_OK;
  if (held != FOUND_WINNER) is_new = put_document(archive, &plan, held);
  *stored = what_was_stored(held, is_new);
  int failed = vb_sql_failed(archive, error);
  return failed ? failed : bad;
}

/* True if there was such an article of this capture. */
static bool drop_part(vb_archive *archive, vb_str article, vb_str capture) {
  static const char *const steps[] = {"DELETE FROM pending_statements WHERE article = ?",
                                      "DELETE FROM article_captures WHERE article = ?",
                                      "DELETE FROM articles WHERE id = ?"};
  vb_sql_statement *s =
      vb_sql(archive, "SELECT 1 FROM articles WHERE id = ? AND capture = ? AND NOT id_given");
  vb_sql_bind_str(s, 1, article);
  vb_sql_bind_str(s, 2, capture);
  bool there = vb_sql_step(s);
  vb_sql_reset(s);
  if (!there) return false;
  vb_passages_remove(archive, article);
  drop_analysis(archive, article);
  for (size_t i = 0; i < sizeof steps / sizeof *steps; i++)
    vb_sql_run_on(archive, steps[i], article);
  return true;
}

int vb_archive_drop_parts(vb_archive *archive, const vb_capture *capture, ptrdiff_t n,
                          vb_arena scratch, vb_error *error) {
  for (bool more = true; more; n++) {
    vb_arena local = scratch;
    more = drop_part(archive, vb_article_id(capture->sha256, n, &local), capture->sha256);
  }
  return vb_sql_failed(archive, error);
}

bool vb_archive_knows(vb_archive *archive, vb_str sha256, vb_str path, int64_t offset) {
  vb_sql_statement *s =
      vb_sql(archive, "SELECT 1 FROM places p JOIN article_captures c ON c.capture = p.capture "
                      "JOIN articles a ON a.id = c.article "
                      "WHERE p.capture = ? AND p.path = ? AND p.offset = ? AND a.analysis = ? AND "
                      "NOT EXISTS (SELECT 1 FROM pending_statements WHERE article = a.id)");
  vb_sql_bind_str(s, 1, sha256);
  vb_sql_bind_str(s, 2, path);
  vb_sql_bind_int(s, 3, offset);
  vb_sql_bind_text(s, 4, archive->analysis);
  bool known = vb_sql_step(s);
  vb_sql_reset(s);
  return known;
}

int64_t vb_archive_n_without_statements(vb_archive *archive) {
  return vb_sql_number(archive, "SELECT count(*) FROM pending_statements");
}
