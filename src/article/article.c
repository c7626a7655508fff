#include "article/article.h"

#include <string.h>

#include "article/body.h"
#include "article/classify.h"
#include "article/dateline.h"
#include "article/dates.h"
#include "article/embedded.h"
#include "article/gather.h"
#include "article/html.h"
#include "article/jsonl.h"
#include "article/language.h"
#include "article/outlet.h"
#include "article/page.h"
#include "article/published.h"
#include "article/reading.h"
#include "article/source.h"
#include "article/title.h"
#include "article/visible.h"
#include "base/sha256.h"
#include "base/utf8.h"

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
  if (!vb_published_fits(a->published, a->captured)) a->published = (vb_date){0};
  vb_dateline line;
  ptrdiff_t start = 0;
  while (start < a->text.n && vb_is_space(a->text.p[start])) start++;
  if (vb_dateline_find(g, vb_str_slice(a->text, start, a->text.n), 0, &line, scratch))
    take_dateline(&line, a, out);
  return VB_OK;
}

static void take_text(const vb_article_grammar *g, const vb_page *page, vb_facts *facts,
                      vb_article *a, vb_arena *out, vb_arena scratch) {
  vb_body body;
  vb_body_assemble(g, page, &body, out, scratch);
  a->text = body.text;
  a->captions = body.captions;
  if (body.dateline.place.n) {
    vb_date likely = vb_published_likely(&facts->clues, a->captured);
    if (vb_date_known(likely)) a->published = likely; /* for its year */
    take_dateline(&body.dateline, a, out);
    vb_gather_dateline(g, &body.dateline, facts, a);
  }
  vb_gather_agency(g, facts, VB_FROM_TAG, body.agency, "tag at the end of the text", a);
  if (a->byline.n)
    vb_gather_agency(g, facts, VB_FROM_TAG, vb_agency_named(g, a->byline, scratch), "byline", a);
}

/* Two arenas out of one: a stage that gives something back and one that works. */
static vb_arena upper_half(vb_arena *scratch) {
  vb_arena upper = *scratch;
  upper.beg += (scratch->end - scratch->beg) / 2;
  scratch->end = upper.beg;
  return upper;
}

/* White space as on one line. */
static vb_str one_line(vb_str s, vb_arena *out) {
  if (!s.n) return (vb_str){0};
  char *p = vb_arena_alloc_raw(out, 1, 1, s.n), *to = p;
  for (ptrdiff_t i = 0; i < s.n;) {
    int len;
    int32_t c = vb_utf8_decode(s, i, &len);
    if (!vb_utf8_is_blank(c))
      to = (char *)memcpy(to, s.p + i, (size_t)len) + len;
    else if (to > p && to[-1] != ' ')
      *to++ = ' ';
    i += len;
  }
  return vb_str_trim((vb_str){p, to - p});
}

/* The line under the title is the subtitle, unless it only says who wrote ("By Ann Other"). */
static void take_subtitle(const vb_article_grammar *g, vb_facts *facts, vb_str line,
                          vb_article *a) {
  enum { ROLE_BYTES = 40 };
  bool byline = a->byline.n && vb_str_find(line, a->byline, 0) >= 0;
  if (byline && line.n <= a->byline.n + ROLE_BYTES) return;
  vb_gather_seen(g, facts, VB_FACT_SUBTITLE, line, "line under the title");
  if (!a->subtitle.n) a->subtitle = line;
}

static bool *chosen_blocks(const vb_page *page, vb_arena *keep) {
  bool *chosen = VB_NEW_N(keep, bool, page->blocks.n);
  for (ptrdiff_t i = 0; i < page->blocks.n; i++) chosen[i] = page->blocks.v[i].main;
  return chosen;
}

static void take_outlet(const vb_article_grammar *g, vb_page_reading *r, vb_article *a,
                        vb_arena scratch) {
  if (a->outlet.n) return;
  a->outlet = vb_outlet_find(g, &r->page, scratch);
  vb_gather_seen(g, &r->facts, VB_FACT_OUTLET, a->outlet, "copyright line");
}

/* The declared title and its block; where none is declared, the first line of a dump or the line
 * most like a title. */
static void take_title(const vb_article_grammar *g, vb_page_reading *r, vb_str declared,
                       ptrdiff_t body, vb_article *a, vb_arena *out, vb_arena scratch) {
  ptrdiff_t repeated = -1;
  if (!declared.n) a->title = vb_title_of_window(&r->page, body, &repeated, scratch);
  if (a->title.n) {
    r->title = repeated;
    vb_gather_seen(g, &r->facts, VB_FACT_TITLE, a->title,
                   repeated >= 0 ? "line that repeats the first one" : "first line");
    return;
  }
  r->title = vb_title_find(g, &r->page, declared, body, scratch);
  bool visible = r->title >= 0 && !declared.n;
  a->title = visible ? r->page.blocks.v[r->title].text : one_line(declared, out);
  if (visible) vb_gather_seen(g, &r->facts, VB_FACT_TITLE, a->title, "line most like a title");
}

/* The first line of a dump, if it tells the title and more. */
static vb_str window_title(const vb_page *page, vb_str title) {
  if (page->markup || !page->blocks.n || !title.n) return (vb_str){0};
  vb_str first = page->blocks.v[0].text;
  return vb_str_find(first, title, 0) >= 0 ? first : (vb_str){0};
}

/* The one article of a page. */
static void read_whole(const vb_article_grammar *g, const vb_capture *capture, vb_page_reading *r,
                       vb_str declared, vb_article *a, vb_arena *out, vb_arena scratch) {
  vb_page *page = &r->page;
  ptrdiff_t body = vb_body_start(page);
  take_title(g, r, declared, body, a, out, scratch);
  vb_visible visible;
  vb_visible_read(g, page, r->title, body, a->captured, &r->facts, &visible, scratch);
  vb_gather_visible(g, &visible, &r->facts, a, scratch);
  r->subtitle = vb_body_clean(g, page, r->title, visible.last_fact, scratch);
  if (r->subtitle >= 0) take_subtitle(g, &r->facts, page->blocks.v[r->subtitle].text, a);
  take_text(g, page, &r->facts, a, out, scratch);
  take_outlet(g, r, a, scratch);
  vb_gather_title_day(g, &r->facts, window_title(page, a->title), scratch);
  vb_gather_script_days(g, capture, &r->facts, scratch);
  vb_gather_days(g, &r->facts, a, scratch);
  a->language = vb_language_detect(g, a->text.n ? a->text : a->title,
                                   vb_facts_value(&r->facts, VB_FACT_LANGUAGE), out, scratch);
  vb_gather_judge(&r->facts, a, scratch);
}

/* The day that stands above several articles is that of all of them. */
static void take_head(const vb_article_grammar *g, vb_page_reading *r, const vb_article *a,
                      vb_arena scratch) {
  vb_page head = r->page;
  vb_visible visible;
  head.blocks.n = r->parts.v[0].start;
  vb_visible_read(g, &head, -1, head.blocks.n, a->captured, &r->facts, &visible, scratch);
}

/* One of several articles: what it says of itself, and where it says nothing, what the page does.
 */
static void read_part(const vb_article_grammar *g, const vb_page_reading *r, const vb_part *part,
                      vb_article *a, vb_arena *out, vb_arena scratch) {
  vb_page page = r->page;
  ptrdiff_t n = part->end - part->start, title = part->title - part->start;
  page.blocks = (vb_blocks){page.blocks.v + part->start, n, n};
  vb_facts facts = vb_gather_common(&r->facts, out);
  a->byline = a->subtitle = (vb_str){0};
  vb_str heading = page.blocks.v[title].text;
  a->title = vb_str_trim(vb_str_slice(heading, part->numbered, heading.n));
  vb_gather_seen(g, &facts, VB_FACT_TITLE, a->title, "heading of this article");
  vb_visible visible;
  vb_visible_read(g, &page, title, vb_body_start(&page), a->captured, &facts, &visible, scratch);
  vb_gather_visible(g, &visible, &facts, a, scratch);
  ptrdiff_t subtitle = vb_body_clean(g, &page, title, visible.last_fact, scratch);
  if (subtitle >= 0) take_subtitle(g, &facts, page.blocks.v[subtitle].text, a);
  a->published = vb_published_likely(&r->facts.clues, a->captured);
  take_text(g, &page, &facts, a, out, scratch);
  if (!vb_date_known(vb_published_likely(&facts.clues, a->captured)))
    vb_gather_page_days(&facts, &r->facts);
  vb_gather_days(g, &facts, a, scratch);
  a->language =
      vb_language_detect(g, a->text, vb_facts_value(&facts, VB_FACT_LANGUAGE), out, scratch);
  vb_gather_judge(&facts, a, scratch);
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
static void add_hidden(const vb_article_grammar *g, vb_page *page, const vb_embedded *found,
                       vb_arena *out, vb_arena scratch) {
  vb_page hidden;
  vb_html_read(g, found->html, &hidden, out, scratch);
  ptrdiff_t visible = page->blocks.n;
  for (ptrdiff_t i = 0; i < visible; i++) page->blocks.v[i].main = false;
  for (ptrdiff_t i = 0; i < hidden.blocks.n; i++) {
    vb_block b = hidden.blocks.v[i];
    b.taken = (int)found->taken.from;
    for (int k = 0; k < VB_BLOCK_CONTAINERS; k++) b.container[k] += page->n_containers;
    *vb_push(out, &page->blocks) = b;
  }
  page->n_containers += hidden.n_containers;
  vb_blocks_finish(g, page, scratch);
  for (ptrdiff_t i = visible; i < page->blocks.n; i++) {
    vb_block *b = &page->blocks.v[i];
    b->main = vb_block_is_text_like(b, VB_IN_BESIDE);
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
  add_hidden(g, page, &found, out, scratch);
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
  vb_gather_declared(g, &r->facts, &a);
  r->features = vb_classify(g, &r->page, declared, keep, scratch);
  a.taken = take_hidden(g, capture, declared, &r->page, out, scratch);
  if (a.taken.from) r->features = vb_features_of(g, &r->page, declared, keep, scratch);
  r->chosen = chosen_blocks(&r->page, keep);
  r->parts = (vb_parts){0};
  if (!a.taken.from) r->parts = vb_split_find(g, &r->page, keep, scratch);
  vb_articles articles;
  if (!r->parts.n) {
    read_whole(g, capture, r, declared, &a, out, scratch);
    return one_article(&a, out);
  }
  r->title = r->subtitle = -1;
  take_head(g, r, &a, scratch);
  vb_gather_script_days(g, capture, &r->facts, scratch);
  take_outlet(g, r, &a, scratch);
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
