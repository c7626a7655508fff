#include "article/gather.h"

#include "article/byline.h"
#include "article/dates.h"
#include "article/published.h"
#include "article/script.h"
#include "article/site_name.h"

void vb_gather_declared(const vb_article_grammar *g, vb_facts *facts, vb_article *a) {
  a->subtitle = vb_facts_value(facts, VB_FACT_SUBTITLE);
  a->outlet = vb_facts_value(facts, VB_FACT_OUTLET);
  a->agency = vb_facts_value(facts, VB_FACT_AGENCY);
  if (a->url.n) vb_facts_tell(g, facts, VB_FACT_URL, VB_FROM_RECORD, 0, a->url, VB_S("capture"));
  a->url = vb_facts_value(facts, VB_FACT_URL);
  if (!vb_date_known(a->captured)) {
    a->captured = vb_dates_parse(g, vb_facts_value(facts, VB_FACT_CAPTURED));
    return;
  }
  char day[VB_DATE_ISO_BYTES];
  vb_str value = vb_str_copy(facts->out, vb_date_format(a->captured, day));
  vb_facts_tell(g, facts, VB_FACT_CAPTURED, VB_FROM_RECORD, 0, value, VB_S("capture"));
}

void vb_gather_seen(const vb_article_grammar *g, vb_facts *facts, vb_fact fact, vb_str value,
                    const char *where) {
  vb_facts_tell(g, facts, fact, VB_FROM_LINE, 0, value, vb_str_from(where));
}

void vb_gather_visible(const vb_article_grammar *g, const vb_visible *v, vb_facts *facts,
                       vb_article *a, vb_arena scratch) {
  if (v->byline.n)
    vb_facts_tell(g, facts, VB_FACT_BYLINE, VB_FROM_LABEL, 0, v->byline,
                  vb_visible_source(v->byline_line, &scratch));
  vb_gather_seen(g, facts, VB_FACT_BYLINE, v->author, "a name where the author stands");
  a->byline = vb_byline_choose(g, facts, a->outlet, scratch);
  vb_str agency = v->source.n ? vb_agency_prefix(g, v->source, scratch) : (vb_str){0};
  if (agency.n)
    vb_facts_tell(g, facts, VB_FACT_AGENCY, VB_FROM_LABEL, 0, agency,
                  vb_visible_source(v->source_line, &scratch));
  if (!a->agency.n) a->agency = agency;
}

void vb_gather_agency(const vb_article_grammar *g, vb_facts *facts, vb_clue_kind kind,
                      vb_str agency, const char *source, vb_article *a) {
  vb_facts_tell(g, facts, VB_FACT_AGENCY, kind, 0, agency, vb_str_from(source));
  if (!a->agency.n) a->agency = agency;
}

void vb_gather_dateline(const vb_article_grammar *g, const vb_dateline *line, vb_facts *facts,
                        const vb_article *a) {
  char day[VB_DATE_ISO_BYTES];
  vb_facts_tell(g, facts, VB_FACT_DATELINE, VB_FROM_DATELINE, 0, a->dateline_place,
                VB_S("dateline"));
  vb_facts_tell(g, facts, VB_FACT_AGENCY, VB_FROM_DATELINE, 0, line->agency, VB_S("dateline"));
  if (a->dateline_date.precision < VB_DATE_DAY) return;
  vb_str value = vb_str_copy(facts->out, vb_date_format(a->dateline_date, day));
  vb_facts_tell(g, facts, VB_FACT_PUBLISHED, VB_FROM_DATELINE, 0, value, VB_S("dateline"));
}

static bool tells_no_day(const vb_facts *facts) {
  for (ptrdiff_t i = 0; i < facts->clues.n; i++) {
    const vb_clue *clue = &facts->clues.v[i];
    bool days = clue->fact == VB_FACT_PUBLISHED || clue->fact == VB_FACT_UPDATED;
    if (days && vb_date_known(clue->date)) return false;
  }
  return true;
}

static void tell_end_of_title(const vb_article_grammar *g, vb_str title, vb_str source,
                              vb_facts *facts, vb_arena scratch) {
  ptrdiff_t start = -1, at = 0;
  for (ptrdiff_t k = 0, n; k < title.n; k++)
    if ((n = vb_site_name_separator(title, k))) start = k + n;
  vb_str part = start < 0 ? (vb_str){0} : vb_str_trim(vb_str_slice(title, start, title.n));
  vb_found_date day;
  bool whole = vb_dates_next(g, part, &at, &day) && !day.span.start && day.span.end == part.n;
  if (whole && !vb_date_known(day.swapped))
    vb_facts_tell(g, facts, VB_FACT_PUBLISHED, VB_FROM_LABEL, 0, part,
                  vb_str_format(&scratch, "end of %.*s", VB_ARG(source)));
}

void vb_gather_title_day(const vb_article_grammar *g, vb_facts *facts, vb_str window,
                         vb_arena scratch) {
  for (ptrdiff_t i = 0; i < facts->clues.n; i++) {
    vb_clue t = facts->clues.v[i];
    if (t.fact == VB_FACT_TITLE && t.kind < VB_FROM_LINE)
      tell_end_of_title(g, t.value, t.source, facts, scratch);
  }
  tell_end_of_title(g, window, VB_S("first line"), facts, scratch);
}

void vb_gather_script_days(const vb_article_grammar *g, const vb_capture *capture, vb_facts *facts,
                           vb_arena scratch) {
  if (capture->format == VB_FORMAT_HTML && tells_no_day(facts))
    vb_script_tell(g, capture->text, facts, scratch);
}

void vb_gather_days(const vb_article_grammar *g, vb_facts *facts, vb_article *a, vb_arena scratch) {
  char day[VB_DATE_ISO_BYTES];
  vb_date in_url = vb_dates_in_url(a->url);
  if (vb_date_known(in_url)) {
    vb_str value = vb_str_copy(facts->out, vb_date_format(in_url, day));
    vb_facts_tell(g, facts, VB_FACT_PUBLISHED, VB_FROM_URL, 0, value, VB_S("url"));
  }
  vb_page_days days = vb_published_choose(&facts->clues, a->captured, facts->out, scratch);
  a->published = days.published;
  a->updated = days.updated;
}

/* A declared title has been judged already (title.h). */
static void judge_title(vb_facts *facts, vb_str title, vb_arena scratch) {
  ptrdiff_t best = vb_clue_best(&facts->clues, VB_FACT_TITLE);
  if (best >= 0 && !facts->clues.v[best].why.p)
    vb_clue_judge_value(&facts->clues, VB_FACT_TITLE, title, facts->out, scratch);
}

/* The text's own words decide (language.h); a page that declares the same has told it. */
static void judge_language(vb_facts *facts, vb_str language, vb_arena scratch) {
  ptrdiff_t declared = vb_clue_best(&facts->clues, VB_FACT_LANGUAGE);
  bool same =
      declared >= 0 && language.n && vb_str_starts_nocase(facts->clues.v[declared].value, language);
  vb_clue words = {.fact = VB_FACT_LANGUAGE,
                   .kind = VB_FROM_WORDS,
                   .value = language,
                   .source = VB_S("words of the text")};
  vb_clue_add(&facts->clues, facts->out, words, 0);
  if (same)
    vb_clue_judge(&facts->clues, VB_FACT_LANGUAGE, declared, VB_S("the text is in it"), facts->out,
                  scratch);
  else
    vb_clue_judge_value(&facts->clues, VB_FACT_LANGUAGE, language, facts->out, scratch);
}

void vb_gather_judge(vb_facts *facts, vb_article *a, vb_arena scratch) {
  const struct {
    vb_fact fact;
    vb_str value;
  } all[] = {{VB_FACT_SUBTITLE, a->subtitle},
             {VB_FACT_AGENCY, a->agency},
             {VB_FACT_OUTLET, a->outlet},
             {VB_FACT_URL, a->url},
             {VB_FACT_DATELINE, a->dateline_place}};
  for (size_t i = 0; i < sizeof all / sizeof *all; i++)
    vb_clue_judge_value(&facts->clues, all[i].fact, all[i].value, facts->out, scratch);
  judge_title(facts, a->title, scratch);
  judge_language(facts, a->language, scratch);
  static const vb_fact plain[] = {VB_FACT_SECTION, VB_FACT_CAPTURED};
  for (size_t i = 0; i < sizeof plain / sizeof *plain; i++)
    vb_clue_judge(&facts->clues, plain[i], vb_clue_best(&facts->clues, plain[i]),
                  VB_S("the most trusted that tells it"), facts->out, scratch);
  a->clues = facts->clues;
}

static void copy(vb_facts *to, const vb_facts *from, const vb_fact *which, size_t n) {
  for (ptrdiff_t i = 0; i < from->clues.n; i++)
    for (size_t k = 0; k < n; k++)
      if (from->clues.v[i].fact == which[k]) *vb_push(to->out, &to->clues) = from->clues.v[i];
}

vb_facts vb_gather_common(const vb_facts *page, vb_arena *out) {
  static const vb_fact all[] = {VB_FACT_AGENCY, VB_FACT_OUTLET,   VB_FACT_SECTION,
                                VB_FACT_URL,    VB_FACT_LANGUAGE, VB_FACT_CAPTURED};
  vb_facts facts = {.out = out};
  copy(&facts, page, all, sizeof all / sizeof *all);
  return facts;
}

void vb_gather_page_days(vb_facts *facts, const vb_facts *page) {
  static const vb_fact days[] = {VB_FACT_PUBLISHED, VB_FACT_UPDATED};
  copy(facts, page, days, sizeof days / sizeof *days);
}
