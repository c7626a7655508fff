#include "article/article.h"

#include <string.h>

#include "article/body.h"
#include "article/classify.h"
#include "article/dateline.h"
#include "article/dates.h"
#include "article/embedded.h"
#include "article/html.h"
#include "article/jsonl.h"
#include "article/language.h"
#include "article/outlet.h"
#include "article/page.h"
#include "article/reading.h"
#include "article/source.h"
#include "article/title.h"
#include "article/visible.h"
#include "base/sha256.h"
#include "base/utf8.h"

enum { GRACE_MINUTES = 14 * 60, DAY_MINUTES = 24 * 60 };

static int64_t minutes_of(vb_date d) {
  return (int64_t)vb_date_to_days(d) * DAY_MINUTES + d.hour * 60 + d.minute -
         (d.has_offset ? d.offset_minutes : 0);
}

/* True if `d` cannot be later than `captured`. */
static bool fits_captured(vb_date d, vb_date captured) {
  if (captured.precision < VB_DATE_DAY || d.precision < VB_DATE_DAY) return true;
  int64_t latest = minutes_of(captured);
  if (captured.precision == VB_DATE_DAY) latest += DAY_MINUTES - 1;
  if (!d.has_offset || !captured.has_offset) latest += GRACE_MINUTES;
  return minutes_of(d) <= latest;
}

vb_str vb_article_id(vb_str capture, ptrdiff_t ordinal, vb_arena *out) {
  vb_str name = vb_str_format(out, "%.*s#%td", VB_ARG(capture), ordinal);
  return vb_str_format(out, "sha256:%.*s", VB_ARG(vb_sha256_hex(out, name)));
}

static const char *const taken_names[] = {NULL, "part", "json-ld", "script", "noscript"};

const char *vb_taken_name(vb_taken_from from) { return taken_names[from]; }

vb_taken_from vb_taken_named(vb_str name) {
  for (int i = VB_TAKEN_PART; i <= VB_TAKEN_NOSCRIPT; i++)
    if (vb_str_eq(name, vb_str_from(taken_names[i]))) return (vb_taken_from)i;
  return VB_TAKEN_PAGE;
}

/* A dateline's month and day get the year of what is known. */
static vb_date dateline_date(const vb_dateline *line, vb_date published, vb_date captured) {
  if (!line->no_year) return line->date;
  return vb_dates_before(line->date, vb_date_known(published) ? published : captured);
}

static void take_dateline(const vb_dateline *line, vb_article *a, vb_arena *out) {
  a->dateline_place = vb_str_copy(out, line->place);
  if (vb_date_known(line->date)) a->dateline_date = dateline_date(line, a->published, a->captured);
  if (!a->agency.n && line->agency.n) a->agency = vb_str_copy(out, line->agency);
}

/* The facts that a record without cleaning still has in its text. */
static int read_record(const vb_article_grammar *g, const vb_capture *capture, vb_article *a,
                       vb_arena *out, vb_arena scratch, vb_error *error) {
  int bad = vb_jsonl_read(g, capture, a, out, scratch, error);
  if (bad) return bad;
  if (!a->id_given) a->id = vb_article_id(capture->sha256, 0, out);
  if (!a->language.n) a->language = vb_language_detect(g, a->text, (vb_str){0}, out, scratch);
  if (!fits_captured(a->published, a->captured)) a->published = (vb_date){0};
  vb_dateline line;
  ptrdiff_t start = 0;
  while (start < a->text.n && vb_is_space(a->text.p[start])) start++;
  if (vb_dateline_find(g, vb_str_slice(a->text, start, a->text.n), 0, &line, scratch))
    take_dateline(&line, a, out);
  return VB_OK;
}

/* Facts of machine-readable sources; those of the visible page fill the gaps later. */
static void take_facts(const vb_article_grammar *g, const vb_facts *facts, vb_article *a) {
  a->subtitle = facts->value[VB_FACT_SUBTITLE];
  a->outlet = facts->value[VB_FACT_OUTLET];
  a->agency = facts->value[VB_FACT_AGENCY];
  if (!a->url.n) a->url = facts->value[VB_FACT_URL];
  vb_str byline = facts->value[VB_FACT_BYLINE];
  if (!vb_str_starts(byline, VB_S("http"))) a->byline = byline;
  a->published = vb_dates_parse(g, facts->value[VB_FACT_PUBLISHED]);
  a->updated = vb_dates_parse(g, facts->value[VB_FACT_UPDATED]);
  if (!vb_date_known(a->captured)) a->captured = vb_dates_parse(g, facts->value[VB_FACT_CAPTURED]);
}

static void take_visible(const vb_article_grammar *g, const vb_visible *v, vb_article *a,
                         vb_arena scratch) {
  if (!vb_date_known(a->published)) a->published = v->published;
  if (!vb_date_known(a->updated)) a->updated = v->updated;
  if (!a->byline.n) a->byline = v->byline;
  if (!a->agency.n) a->agency = vb_agency_prefix(g, v->source, scratch);
}

static void take_text(const vb_article_grammar *g, const vb_page *page, vb_article *a,
                      vb_arena *out, vb_arena scratch) {
  vb_body body;
  vb_body_assemble(g, page, &body, out, scratch);
  a->text = body.text;
  a->captions = body.captions;
  if (body.dateline.place.n) take_dateline(&body.dateline, a, out);
  if (!a->agency.n) a->agency = body.agency;
  if (!a->agency.n) a->agency = vb_agency_named(g, a->byline, scratch);
}

/* What contradicts the capture date is left out; the address or a dateline of the right year dates
 * the article. */
static void settle_dates(vb_article *a) {
  if (!fits_captured(a->published, a->captured)) a->published = (vb_date){0};
  if (!fits_captured(a->updated, a->captured)) a->updated = (vb_date){0};
  vb_date in_url = vb_dates_in_url(a->url);
  if (!vb_date_known(a->published) && fits_captured(in_url, a->captured)) a->published = in_url;
  if (!vb_date_known(a->published) && a->dateline_date.precision >= VB_DATE_DAY &&
      fits_captured(a->dateline_date, a->captured))
    a->published = a->dateline_date;
}

/* Two arenas out of one: a stage that gives something back and one that works. */
static vb_arena upper_half(vb_arena *scratch) {
  vb_arena upper = *scratch;
  upper.beg += (scratch->end - scratch->beg) / 2;
  scratch->end = upper.beg;
  return upper;
}

/* White space as on one line; no-break spaces are blanks to a reader of titles. */
static vb_str one_line(vb_str s, vb_arena *out) {
  if (!s.n) return (vb_str){0};
  char *p = vb_arena_alloc_raw(out, 1, 1, s.n), *to = p;
  for (ptrdiff_t i = 0; i < s.n;) {
    int len;
    int32_t c = vb_utf8_decode(s, i, &len);
    bool blank = c == 0xA0 || (c < 128 && vb_is_space((char)c));
    if (!blank)
      to = (char *)memcpy(to, s.p + i, (size_t)len) + len;
    else if (to > p && to[-1] != ' ')
      *to++ = ' ';
    i += len;
  }
  return vb_str_trim((vb_str){p, to - p});
}

/* The line under the title is the subtitle, unless it only says who wrote ("By Ann Other"). */
static void take_subtitle(vb_str line, vb_article *a) {
  bool byline = a->byline.n && vb_str_ends(line, a->byline);
  if (!a->subtitle.n && !byline) a->subtitle = line;
}

static bool *chosen_blocks(const vb_page *page, vb_arena *keep) {
  bool *chosen = VB_NEW_N(keep, bool, page->blocks.n);
  for (ptrdiff_t i = 0; i < page->blocks.n; i++) chosen[i] = page->blocks.v[i].main;
  return chosen;
}

/* The one article of a page. */
static void read_whole(const vb_article_grammar *g, vb_page_reading *r, vb_str declared,
                       vb_article *a, vb_arena *out, vb_arena scratch) {
  vb_page *page = &r->page;
  ptrdiff_t body = vb_body_start(page);
  r->title = vb_title_find(g, page, declared, body, scratch);
  bool visible_title = r->title >= 0 && !declared.n;
  a->title = visible_title ? page->blocks.v[r->title].text : one_line(declared, out);
  vb_visible visible;
  vb_visible_read(g, page, r->title, body, a->captured, &visible, scratch);
  take_visible(g, &visible, a, scratch);
  r->subtitle = vb_body_clean(g, page, r->title, visible.last_fact, scratch);
  if (r->subtitle >= 0) take_subtitle(page->blocks.v[r->subtitle].text, a);
  take_text(g, page, a, out, scratch);
  if (!a->outlet.n) a->outlet = vb_outlet_find(g, page, scratch);
  settle_dates(a);
  a->language = vb_language_detect(g, a->text.n ? a->text : a->title,
                                   r->facts.value[VB_FACT_LANGUAGE], out, scratch);
}

/* The day that stands above several articles is that of all of them. */
static void take_head(const vb_article_grammar *g, const vb_page_reading *r, vb_article *a,
                      vb_arena scratch) {
  vb_page head = r->page;
  vb_visible visible;
  head.blocks.n = r->parts.v[0].start;
  vb_visible_read(g, &head, -1, head.blocks.n, a->captured, &visible, scratch);
  if (!vb_date_known(a->published)) a->published = visible.published;
}

/* One of several articles: what it says of itself, and where it says nothing, what the page does.
 */
static void read_part(const vb_article_grammar *g, const vb_page_reading *r, const vb_part *part,
                      vb_article *a, vb_arena *out, vb_arena scratch) {
  vb_page page = r->page;
  ptrdiff_t n = part->end - part->start, title = part->title - part->start;
  page.blocks = (vb_blocks){page.blocks.v + part->start, n, n};
  vb_date published = a->published;
  a->published = a->updated = (vb_date){0};
  a->byline = a->subtitle = (vb_str){0};
  vb_str heading = page.blocks.v[title].text;
  a->title = vb_str_trim(vb_str_slice(heading, part->numbered, heading.n));
  vb_visible visible;
  vb_visible_read(g, &page, title, vb_body_start(&page), a->captured, &visible, scratch);
  take_visible(g, &visible, a, scratch);
  ptrdiff_t subtitle = vb_body_clean(g, &page, title, visible.last_fact, scratch);
  if (subtitle >= 0) take_subtitle(page.blocks.v[subtitle].text, a);
  bool own = vb_date_known(a->published);
  if (!own) a->published = published; /* a dateline's day is of that year */
  take_text(g, &page, a, out, scratch);
  if (!own && a->dateline_date.precision >= VB_DATE_DAY) a->published = a->dateline_date;
  settle_dates(a);
  a->language = vb_language_detect(g, a->text, r->facts.value[VB_FACT_LANGUAGE], out, scratch);
}

/* Each from its title to the next one's, in bytes of the capture. */
static void read_parts(const vb_article_grammar *g, const vb_capture *capture,
                       const vb_page_reading *r, const vb_article *common, vb_articles *articles,
                       vb_arena *out, vb_arena scratch) {
  ptrdiff_t at = 0, n = r->parts.n;
  *articles = (vb_articles){VB_NEW_N(out, vb_article, n), n, n};
  for (ptrdiff_t i = 0; i < n; i++) {
    vb_article *a = &articles->v[i];
    *a = *common;
    a->id = vb_article_id(capture->sha256, i, out);
    read_part(g, r, &r->parts.v[i], a, out, scratch);
    vb_str title = r->page.blocks.v[r->parts.v[i].title].text;
    at = vb_source_find(capture->text, title, r->page.markup, at);
    a->taken = (vb_taken){VB_TAKEN_PART, {at, capture->text.n}};
    if (i) articles->v[i - 1].taken.span.end = at;
  }
  for (ptrdiff_t i = 0; i < n; i++) {
    articles->v[i].taken.span.start += capture->text_start;
    articles->v[i].taken.span.end += capture->text_start;
  }
}

static vb_article begin(const vb_capture *capture) {
  return (vb_article){.capture = capture->sha256,
                      .path = capture->path,
                      .url = capture->url,
                      .offset = capture->offset,
                      .captured = capture->captured};
}

/* How much of the visible page is text, and its beginning. */
static ptrdiff_t visible_text(const vb_page *page, vb_str *first) {
  ptrdiff_t bytes = 0;
  *first = (vb_str){0};
  for (ptrdiff_t i = 0; i < page->blocks.n; i++) {
    const vb_block *b = &page->blocks.v[i];
    if (!b->main) continue;
    bytes += b->text.n;
    if (b->text.n > first->n) *first = b->text;
  }
  return bytes;
}

/* Puts blocks of a text that is not in the visible page behind those that are, as the only text. */
static void add_hidden(const vb_article_grammar *g, vb_page *page, vb_str html, vb_arena *out,
                       vb_arena scratch) {
  unsigned beside =
      VB_IN_NAV | VB_IN_ASIDE | VB_IN_FOOTER | VB_IN_FORM | VB_IN_FIGURE | VB_IN_HIDDEN;
  vb_page hidden;
  vb_html_read(g, html, &hidden, out, scratch);
  ptrdiff_t visible = page->blocks.n;
  for (ptrdiff_t i = 0; i < visible; i++) page->blocks.v[i].main = false;
  for (ptrdiff_t i = 0; i < hidden.blocks.n; i++) {
    vb_block b = hidden.blocks.v[i];
    for (int k = 0; k < VB_BLOCK_CONTAINERS; k++) b.container[k] += page->n_containers;
    *vb_push(out, &page->blocks) = b;
  }
  page->n_containers += hidden.n_containers;
  vb_blocks_finish(g, page, scratch);
  for (ptrdiff_t i = visible; i < page->blocks.n; i++) {
    vb_block *b = &page->blocks.v[i];
    b->main = !(b->within & beside) && b->kind != VB_BLOCK_CAPTION && b->phrase == VB_PHRASE_NONE &&
              b->link_bytes * 2 < b->text.n;
  }
}

/* The text of a page that shows none, or a lead whose rest the page holds without showing it: where
 * the visible article is there, nothing else is looked for. */
static vb_taken take_hidden(const vb_article_grammar *g, const vb_capture *capture, vb_str title,
                            vb_page *page, vb_arena *out, vb_arena scratch) {
  enum { STUB_BYTES = 600, LEAD_BYTES = 1500, LEAST_BYTES = 300 };
  vb_embedded found;
  vb_str lead;
  ptrdiff_t bytes = page->markup ? visible_text(page, &lead) : LEAD_BYTES;
  ptrdiff_t least = bytes * 2 > LEAST_BYTES ? bytes * 2 : LEAST_BYTES;
  if (bytes >= LEAD_BYTES) return (vb_taken){0};
  if (!vb_embedded_find(capture->text, title, least, &found, out, scratch)) return (vb_taken){0};
  if (bytes >= STUB_BYTES) {
    vb_str head = vb_str_slice(lead, 0, vb_utf8_back(lead, 60));
    if (found.taken.from != VB_TAKEN_JSON_LD || vb_str_find(found.html, head, 0) < 0)
      return (vb_taken){0};
  }
  add_hidden(g, page, found.html, out, scratch);
  found.taken.span.start += capture->text_start;
  found.taken.span.end += capture->text_start;
  return found.taken;
}

static vb_articles one_article(const vb_article *article, vb_arena *out) {
  vb_articles one = {0};
  *vb_push(out, &one) = *article;
  return one;
}

vb_articles vb_article_read_page(const vb_article_grammar *g, const vb_capture *capture,
                                 vb_page_reading *r, vb_arena *keep, vb_arena *out,
                                 vb_arena scratch) {
  vb_article a = begin(capture);
  vb_str declared = vb_page_read(g, capture, &r->page, &r->facts, out, scratch);
  a.id = vb_article_id(capture->sha256, 0, out);
  if (!vb_date_known(a.captured)) a.captured = r->page.captured;
  take_facts(g, &r->facts, &a);
  r->features = vb_classify(g, &r->page, declared, keep, scratch);
  a.taken = take_hidden(g, capture, declared, &r->page, out, scratch);
  if (a.taken.from) r->features = vb_features_of(g, &r->page, declared, keep, scratch);
  r->chosen = chosen_blocks(&r->page, keep);
  r->parts = (vb_parts){0};
  if (!a.taken.from) r->parts = vb_split_find(g, &r->page, keep, scratch);
  vb_articles articles;
  if (!r->parts.n) {
    read_whole(g, r, declared, &a, out, scratch);
    return one_article(&a, out);
  }
  r->title = r->subtitle = -1;
  take_head(g, r, &a, scratch);
  if (!a.outlet.n) a.outlet = vb_outlet_find(g, &r->page, scratch);
  read_parts(g, capture, r, &a, &articles, out, scratch);
  return articles;
}

int vb_articles_read(const vb_article_grammar *grammar, const vb_capture *capture,
                     vb_articles *articles, vb_arena *out, vb_arena scratch, vb_error *error) {
  if (capture->format == VB_FORMAT_JSONL) {
    vb_article article = begin(capture);
    int bad = read_record(grammar, capture, &article, out, scratch, error);
    if (!bad) *articles = one_article(&article, out);
    return bad;
  }
  vb_arena working = upper_half(&scratch);
  vb_page_reading reading;
  *articles = vb_article_read_page(grammar, capture, &reading, &scratch, out, working);
  return VB_OK;
}

int vb_article_read(const vb_article_grammar *grammar, const vb_capture *capture,
                    vb_article *article, vb_arena *out, vb_arena scratch, vb_error *error) {
  vb_articles articles;
  *article = begin(capture);
  int bad = vb_articles_read(grammar, capture, &articles, out, scratch, error);
  if (!bad) *article = articles.v[0];
  return bad;
}
