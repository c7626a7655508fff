#include "article/facts.h"

#include <jansson.h>

#include "article/dates.h"
#include "article/foreign.h"
#include "article/html.h"
#include "base/utf8.h"

enum { RANKS_A_SOURCE = 1000, SITE_WORDS = 5, TITLE_WORDS = 4 };

void vb_facts_set(vb_facts *facts, int source, vb_fact fact, vb_str value) {
  int rank = source * RANKS_A_SOURCE + 1;
  if (!vb_str_trim(value).n || (facts->rank[fact] && facts->rank[fact] <= rank)) return;
  facts->rank[fact] = rank;
  facts->value[fact] = vb_str_trim(value);
}

void vb_facts_offer(const vb_article_grammar *grammar, vb_facts *facts, int source, vb_str name,
                    vb_str value, vb_arena scratch) {
  if (name.n > 64) return;
  const vb_dict_entry *e = vb_dict_find(&grammar->fields, name, scratch);
  if (!e || !vb_str_trim(value).n) return;
  vb_fact fact = (vb_fact)(e->value / RANKS_A_SOURCE);
  int rank = source * RANKS_A_SOURCE + 1 + (int)(e->value % RANKS_A_SOURCE);
  if (facts->rank[fact] && facts->rank[fact] <= rank) return;
  bool is_date = fact == VB_FACT_PUBLISHED || fact == VB_FACT_UPDATED || fact == VB_FACT_CAPTURED;
  if (is_date && !vb_date_known(vb_dates_parse(grammar, value))) return; /* "published: true" */
  facts->rank[fact] = rank;
  facts->value[fact] = vb_str_trim(value);
}

static vb_str json_text(const json_t *value) {
  if (json_is_array(value)) value = json_array_get(value, 0);
  if (json_is_object(value)) value = json_object_get(value, "name");
  if (!json_is_string(value)) return (vb_str){0};
  return (vb_str){json_string_value(value), (ptrdiff_t)json_string_length(value)};
}

static bool is_article_name(vb_str name) {
  return vb_str_ends(name, VB_S("Article")) || vb_str_ends(name, VB_S("Posting")) ||
         vb_str_eq(name, VB_S("Report"));
}

/* "@type" is a name or a list of names; `is` says which are meant. */
static bool has_type(const json_t *object, bool (*is)(vb_str name)) {
  const json_t *type = json_object_get(object, "@type"), *item;
  size_t i;
  if (!json_is_array(type)) return is(json_text(type));
  json_array_foreach(type, i, item) if (is(json_text(item))) return true;
  return false;
}

static bool is_news_name(vb_str name) { return vb_str_ends(name, VB_S("NewsArticle")); }

static bool is_page_name(vb_str name) {
  return vb_str_eq(name, VB_S("WebPage")) || vb_str_eq(name, VB_S("ItemPage"));
}

static void take(vb_facts *facts, int source, vb_fact fact, vb_str value, vb_arena *out) {
  if (value.n) vb_facts_set(facts, source, fact, vb_html_unescape(out, vb_str_copy(out, value)));
}

static void take_object(vb_facts *facts, int source, const json_t *object, vb_arena *out) {
  int rank = facts->rank[VB_FACT_TITLE];
  take(facts, source, VB_FACT_TITLE, json_text(json_object_get(object, "headline")), out);
  if (facts->rank[VB_FACT_TITLE] != rank) facts->news_headline = has_type(object, is_news_name);
  take(facts, source, VB_FACT_PUBLISHED, json_text(json_object_get(object, "datePublished")), out);
  take(facts, source, VB_FACT_UPDATED, json_text(json_object_get(object, "dateModified")), out);
  take(facts, source, VB_FACT_BYLINE, json_text(json_object_get(object, "author")), out);
  take(facts, source, VB_FACT_OUTLET, json_text(json_object_get(object, "publisher")), out);
  take(facts, source, VB_FACT_LANGUAGE, json_text(json_object_get(object, "inLanguage")), out);
  take(facts, source, VB_FACT_DESCRIPTION, json_text(json_object_get(object, "description")), out);
}

/* The days of a page are those of its article where nothing better is known. */
static void take_page(vb_facts *facts, int source, const json_t *object, vb_arena *out) {
  take(facts, source, VB_FACT_PUBLISHED, json_text(json_object_get(object, "datePublished")), out);
  take(facts, source, VB_FACT_UPDATED, json_text(json_object_get(object, "dateModified")), out);
}

typedef struct {
  vb_facts *facts;
  int article, page; /* sources: what articles and what pages say */
  vb_arena *out;
} finder;

/* Article and page objects at the top, in a list or in "@graph". */
static void search(const finder *f, const json_t *value, int depth) {
  size_t i;
  json_t *item;
  if (depth > 3) return;
  if (json_is_array(value)) {
    json_array_foreach(value, i, item) search(f, item, depth + 1);
  } else if (json_is_object(value)) {
    if (has_type(value, is_article_name)) take_object(f->facts, f->article, value, f->out);
    if (has_type(value, is_page_name)) take_page(f->facts, f->page, value, f->out);
    search(f, json_object_get(value, "@graph"), depth + 1);
    search(f, json_object_get(value, "mainEntity"), depth + 1);
  }
}

/* Pages put raw line breaks into their strings, which JSON forbids: as blanks they do no harm. */
static char *without_controls(vb_str s, vb_arena *arena) {
  char *p = vb_str_z(arena, s);
  for (ptrdiff_t i = 0; i < s.n; i++)
    if ((unsigned char)p[i] < ' ') p[i] = ' ';
  return p;
}

typedef struct {
  vb_str text;
  finder find;
} reading;

static void read_json(void *context, vb_arena *out, vb_arena *scratch) {
  (void)out, (void)scratch;
  const reading *r = context;
  int flags = JSON_DISABLE_EOF_CHECK | JSON_ALLOW_NUL;
  json_error_t ignored;
  json_t *root = json_loadb(r->text.p, (size_t)r->text.n, flags, &ignored);
  if (root) search(&r->find, root, 0);
  json_decref(root);
}

void vb_facts_json_ld(vb_facts *facts, int source, int page_source, vb_str script, vb_arena *out,
                      vb_arena scratch) {
  reading r = {{without_controls(script, &scratch), script.n}, {facts, source, page_source, out}};
  vb_foreign_run(read_json, &r, out, scratch);
}

static int count_words(vb_str s) {
  int n = 0;
  for (ptrdiff_t i = 0; i < s.n; i++) n += s.p[i] != ' ' && (!i || s.p[i - 1] == ' ');
  return n;
}

/* " | ", " - ", " – ", " — ", " :: ", " « " at `at`: its length, else 0. */
static ptrdiff_t separator_at(vb_str s, ptrdiff_t at) {
  static const char *const all[] = {
      " | ",        " - ",        " \xE2\x80\x93 ", " \xE2\x80\x94 ", " :: ",
      " \xC2\xAB ", " \xC2\xBB ", " \xE2\x80\xA2 ", " \xC2\xB7 ",     " \xEF\xBD\x9C "};
  vb_str rest = vb_str_slice(s, at, s.n);
  for (size_t i = 0; i < sizeof all / sizeof *all; i++)
    if (vb_str_starts(rest, vb_str_from(all[i]))) return (ptrdiff_t)vb_str_from(all[i]).n;
  return 0;
}

static bool is_site(vb_str part, vb_str outlet, vb_arena scratch) {
  if (!outlet.n) return false;
  vb_str a = vb_utf8_fold(&scratch, part), b = vb_utf8_fold(&scratch, outlet);
  return vb_str_find(a, b, 0) >= 0 || vb_str_find(b, a, 0) >= 0;
}

/* A heading of the page that says exactly this. */
static bool is_heading(vb_str part, const vb_page *page, vb_arena scratch) {
  vb_str wanted = vb_utf8_fold(&scratch, part);
  for (ptrdiff_t i = 0; i < page->blocks.n; i++) {
    const vb_block *b = &page->blocks.v[i];
    if (b->kind != VB_BLOCK_HEADING || b->text.n > part.n * 2 + 20) continue;
    vb_arena local = scratch;
    if (vb_str_eq(vb_utf8_fold(&local, b->text), wanted)) return true;
  }
  return false;
}

vb_str vb_facts_plain_title(vb_str title, vb_str outlet, const vb_page *page, vb_arena scratch) {
  if (is_heading(title, page, scratch)) return title;
  ptrdiff_t first = -1, last = -1, first_length = 0, last_length = 0;
  for (ptrdiff_t i = 0; i < title.n; i++) {
    ptrdiff_t n = separator_at(title, i);
    if (!n) continue;
    if (first < 0) first = i, first_length = n;
    last = i, last_length = n;
  }
  if (first < 0) return title;
  vb_str head = vb_str_slice(title, 0, last),
         tail = vb_str_slice(title, last + last_length, title.n);
  vb_str start = vb_str_slice(title, 0, first);
  vb_str rest = vb_str_slice(title, first + first_length, title.n);
  if (is_heading(start, page, scratch)) return start;
  if (is_heading(head, page, scratch)) return head;
  if (is_heading(rest, page, scratch)) return rest;
  if (is_site(tail, outlet, scratch)) {
    ptrdiff_t more = -1;
    for (ptrdiff_t i = 0; i < head.n; i++)
      if (separator_at(head, i)) more = i;
    if (more > 0 && count_words(vb_str_slice(head, more, head.n)) <= 3 &&
        count_words(vb_str_slice(head, 0, more)) >= TITLE_WORDS)
      return vb_str_slice(head, 0, more); /* "Title - Section - Site" */
    return head;
  }
  if (is_site(start, outlet, scratch)) return rest;
  if (count_words(tail) <= SITE_WORDS && count_words(head) >= TITLE_WORDS &&
      count_words(tail) < count_words(head))
    return head;
  return title;
}
