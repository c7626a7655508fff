#include "answers/check.h"

#include <stdlib.h>
#include <string.h>

#include "archive/sql.h"
#include "exchanges/alias.h"
#include "exchanges/group.h"

enum { WORDS_BYTES = 16 << 20, SOME = 2 }; /* "about seven": five to nine */

struct vb_check {
  const vb_lexicon *lexicon;
  vb_language *language;
  vb_grammar *grammar;
  vb_arena_region region;
  vb_claim_words words;
  vb_archive *archive;
  const vb_merge_words *merging; /* the archive's */
};

int vb_check_open(vb_check **opened, vb_archive *archive, const vb_lexicon *lexicon,
                  vb_error *error) {
  *opened = NULL;
  vb_check *check = calloc(1, sizeof *check);
  if (!check || vb_arena_region_open(&check->region, WORDS_BYTES)) {
    free(check);
    return vb_fail(error, VB_MEMORY, "out of memory");
  }
  check->lexicon = lexicon;
  check->archive = archive;
  check->merging = vb_archive_words(archive, lexicon, error);
  int bad = check->merging ? vb_language_open(&check->language, lexicon, error) : VB_ARCHIVE;
  if (!bad) bad = vb_grammar_open(&check->grammar, check->language, error);
  if (bad) {
    vb_check_close(check);
    return bad;
  }
  vb_arena arena = vb_arena_reset(&check->region, NULL);
  check->words = vb_claim_words_load(lexicon, &arena);
  *opened = check;
  return VB_OK;
}

void vb_check_close(vb_check *check) {
  if (!check) return;
  vb_grammar_close(check->grammar);
  vb_language_close(check->language);
  vb_arena_region_close(&check->region);
  free(check);
}

const char *vb_check_verdict_name(vb_check_verdict verdict) {
  static const char *const names[] = {"agrees", "more", "fewer", "cannot be judged"};
  return names[verdict];
}

/* ---- which rows ---- */

typedef struct {
  vb_check *check;
  vb_str article;
  const vb_claim *claim;
  vb_side from, to; /* of the claim */
  vb_check_result *result;
  vb_arena *out;
} asking;

static bool same(vb_side claimed, vb_side held) {
  return vb_sides_compare(claimed, held) >= VB_SIDES_LOOSE;
}

/* The parties by the user's aliases, who on that day were meant by these names. */
static vb_side side_of(const vb_check *check, vb_actors told, vb_date day, vb_arena *out) {
  vb_actors actors = {0};
  for (ptrdiff_t i = 0; i < told.n; i++) *vb_push(out, &actors) = told.v[i];
  vb_exchange x = {.sent = day, .from = actors};
  vb_aliases_apply(check->merging, &check->archive->aliases, &x, *out);
  return vb_side_read(&check->merging->sides, vb_side_cache_new(actors.n, out), actors, out);
}

static bool is_between(const asking *a, const vb_ledger_entry *e, vb_arena scratch) {
  vb_side from = side_of(a->check, e->exchange.from, e->day, &scratch);
  vb_side to = side_of(a->check, e->exchange.to, e->day, &scratch);
  if (same(a->from, from) && same(a->to, to)) return true;
  return a->claim->both && same(a->from, to) && same(a->to, from);
}

/* Does this article tell of it itself? */
static bool is_own(const asking *a, vb_str exchange) {
  vb_sql_statement *s =
      vb_sql(a->check->archive,
             "SELECT 1 FROM reports WHERE exchange = ?1 AND article = ?2 AND mention = 0");
  vb_sql_bind_str(s, 1, exchange);
  vb_sql_bind_str(s, 2, a->article);
  bool own = vb_sql_step(s);
  vb_sql_reset(s);
  return own;
}

static vb_actors copy_actors(vb_actors actors, vb_arena *out) {
  vb_actors copy = {0};
  for (ptrdiff_t i = 0; i < actors.n; i++) {
    vb_actor actor = vb_actor_copy(actors.v[i], out);
    *vb_push(out, &copy) = actor;
  }
  return copy;
}

static void keep(asking *a, const vb_ledger_entry *e) {
  vb_check_row row = {.id = vb_str_copy(a->out, e->id),
                      .day = e->day,
                      .form = e->exchange.form,
                      .mentioned_only = e->mentioned_only};
  row.from = copy_actors(e->exchange.from, a->out);
  row.to = copy_actors(e->exchange.to, a->out);
  *vb_push(a->out, &a->result->rows) = row;
}

static void look_at(asking *a, const vb_ledger_entry *e, vb_arena scratch) {
  vb_check_result *r = a->result;
  bool counts = vb_claim_counts_form(a->claim, e->exchange.form);
  bool written = a->claim->form <= VB_FORM_CARD && e->exchange.form <= VB_FORM_CARD;
  if ((!counts && !written) || !is_between(a, e, scratch)) return;
  if (!counts) {
    r->other_forms++;
  } else if (!vb_date_known(e->day)) {
    r->undated++;
  } else {
    keep(a, e);
    bool own = a->claim->kind == VB_CLAIM_ORDINAL && is_own(a, e->id);
    r->held += !own; /* the act itself is counted once, below */
  }
}

static int64_t ask(asking *a, vb_arena scratch) {
  vb_ledger_query query = {.since = a->claim->since, .until = a->result->until};
  vb_ledger *ledger;
  vb_ledger_entry entry;
  vb_error error = {0};
  if (vb_ledger_open(&ledger, a->check->archive, a->check->lexicon, &query, &scratch, &error))
    return 0;
  for (vb_arena row = scratch; vb_ledger_next(ledger, &entry, &row); row = scratch)
    look_at(a, &entry, row);
  vb_ledger_close(ledger, &error);
  return a->result->rows.n;
}

/* ---- the verdict ---- */

static vb_str gap_text(const vb_gap *gap, vb_arena *out) {
  char from[VB_DATE_ISO_BYTES], until[VB_DATE_ISO_BYTES];
  vb_date_format(gap->from, from);
  vb_date_format(gap->until, until);
  return vb_str_format(out, "nothing was searched from %s to %s", from, until);
}

/* Why the period was not searched in full; {0} if it was. */
static vb_str missing_coverage(const vb_check_result *r, const vb_coverage *coverage,
                               vb_arena *out) {
  vb_gap gap;
  if (!vb_date_known(r->claim.since)) return VB_S("the claim names no beginning");
  vb_str beyond = vb_coverage_beyond(coverage, r->claim.since, r->until, out);
  if (beyond.n) return vb_str_format(out, "%.*s was searched", VB_ARG(beyond));
  if (vb_coverage_gap(coverage, r->claim.since, r->until, &gap)) return gap_text(&gap, out);
  return (vb_str){0};
}

static bool within_bound(const vb_claim *claim, int64_t held) {
  int64_t n = claim->number;
  switch (claim->bound) {
  case VB_CLAIM_LEAST: return held >= n;
  case VB_CLAIM_MOST: return held <= n;
  case VB_CLAIM_ABOUT: return held >= n - SOME && held <= n + SOME;
  case VB_CLAIM_EXACTLY: break;
  }
  return held == n;
}

/* "At least seven" is true as soon as seven are held, whatever else was not searched. */
static void judge(vb_check_result *r, const vb_coverage *coverage, vb_arena *out) {
  const vb_claim *claim = &r->claim;
  bool fits = within_bound(claim, r->held);
  if (!fits && r->held > claim->number) {
    r->verdict = VB_CHECK_MORE;
  } else if (fits && claim->bound == VB_CLAIM_LEAST) {
    r->verdict = VB_CHECK_AGREES;
  } else {
    r->why = missing_coverage(r, coverage, out);
    r->verdict = r->why.n ? VB_CHECK_UNKNOWN : fits ? VB_CHECK_AGREES : VB_CHECK_FEWER;
  }
}

/* "Since 2019" of a first: that of 2019 was before it. */
static vb_date next_day(vb_date d) {
  if (d.precision >= VB_DATE_DAY) return vb_date_add_days(d, 1);
  if (d.precision == VB_DATE_YEAR) return d.year++, d;
  if (d.month == 12) return d.year++, d.month = 1, d;
  return d.month++, d;
}

static vb_check_result check_claim(asking *a, const vb_claim *claim, vb_date published,
                                   const vb_coverage *coverage, vb_arena scratch) {
  vb_check_result result = {.claim = *claim, .until = claim->until};
  if (!vb_date_known(result.until)) result.until = vb_date_day(published);
  bool first = claim->kind == VB_CLAIM_ORDINAL && claim->number == 1;
  if (first && vb_date_known(claim->since) && !vb_date_known(claim->until))
    result.claim.since = next_day(claim->since);
  if (claim->kind == VB_CLAIM_ORDINAL) {
    result.held = 1; /* the act of the article itself */
    result.until = vb_date_day(published);
  }
  a->claim = &result.claim;
  a->result = &result;
  a->from = side_of(a->check, claim->from, result.until, a->out);
  a->to = side_of(a->check, claim->to, result.until, a->out);
  ask(a, scratch);
  judge(&result, coverage, a->out);
  a->claim = NULL, a->result = NULL;
  return result;
}

vb_check_results vb_check_article(vb_check *check, const vb_article *article,
                                  const vb_coverage *coverage, vb_arena *out, vb_arena scratch) {
  vb_check_results results = {0};
  vb_analysis analysis = vb_analyse(check->language, article, out);
  vb_exchanges exchanges = vb_exchanges_find(check->grammar, &analysis, out, scratch);
  vb_claims claims =
      vb_claims_find(check->grammar, &check->words, &analysis, &exchanges, out, scratch);
  asking a = {.check = check, .article = article->id, .out = out};
  for (ptrdiff_t i = 0; i < claims.n; i++) {
    vb_check_result result = check_claim(&a, &claims.v[i], article->published, coverage, scratch);
    *vb_push(out, &results) = result;
  }
  return results;
}
