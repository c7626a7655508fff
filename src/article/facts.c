#include "article/facts.h"

#include <jansson.h>

#include "article/dates.h"
#include "article/foreign.h"
#include "article/unescape.h"
#include "base/utf8.h"

enum { NAME_BYTES = 64, LONGEST_DAY = 80 };

void vb_facts_tell(const vb_article_grammar *grammar, vb_facts *facts, vb_fact fact,
                   vb_clue_kind kind, int place, vb_str value, vb_str source) {
  vb_clue what = {.fact = fact, .kind = kind, .value = vb_str_trim(value)};
  if (!what.value.n) return;
  if (kind <= VB_FROM_WEB_PAGE && fact != VB_FACT_URL) /* systems escape what is escaped already */
    what.value = vb_unescape(facts->out, what.value);
  if (vb_fact_is_day(fact) && what.value.n > LONGEST_DAY) return;
  if (vb_fact_is_day(fact)) what.date = vb_dates_parse(grammar, what.value);
  what.source = vb_str_copy(facts->out, source);
  vb_clue_add(&facts->clues, facts->out, what, place);
}

void vb_facts_offer(const vb_article_grammar *grammar, vb_facts *facts, vb_clue_kind kind,
                    const char *where, vb_str name, vb_str value, vb_arena scratch) {
  if (name.n > NAME_BYTES) return;
  const vb_dict_entry *e = vb_dict_find(&grammar->fields, name, scratch);
  if (!e) return;
  vb_fact fact = (vb_fact)(e->value / VB_CLUE_RANKS);
  if (fact == VB_FACT_URL && kind == VB_FROM_META &&
      !vb_str_starts_nocase(vb_str_trim(value), VB_S("http")))
    return;
  vb_str source = vb_str_format(&scratch, "%s%s%.*s", where, *where ? " " : "", VB_ARG(name));
  vb_facts_tell(grammar, facts, fact, kind, (int)(e->value % VB_CLUE_RANKS), value, source);
}

vb_str vb_facts_value(const vb_facts *facts, vb_fact fact) {
  ptrdiff_t best = vb_clue_best(&facts->clues, fact);
  return best < 0 ? (vb_str){0} : facts->clues.v[best].value;
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

static bool is_page_name(vb_str name) {
  return vb_str_eq(name, VB_S("WebPage")) || vb_str_eq(name, VB_S("ItemPage"));
}

typedef struct {
  const vb_article_grammar *grammar;
  vb_facts *facts;
  vb_arena *scratch;
} finder;

/* "JSON-LD NewsArticle.datePublished" */
static void tell(const finder *f, vb_clue_kind kind, vb_fact fact, const json_t *object,
                 const char *key, vb_str value) {
  if (!value.n) return;
  vb_arena scratch = *f->scratch;
  vb_arena *out = f->facts->out;
  vb_str type = json_text(json_object_get(object, "@type"));
  vb_str source = vb_str_format(&scratch, "JSON-LD %.*s.%s",
                                VB_ARG(vb_str_slice(type, 0, vb_utf8_back(type, NAME_BYTES))), key);
  vb_str meant = vb_unescape(out, vb_str_copy(out, value));
  vb_facts_tell(f->grammar, f->facts, fact, kind, f->facts->objects, meant, source);
}

static void tell_key(const finder *f, vb_clue_kind kind, vb_fact fact, const json_t *object,
                     const char *key) {
  tell(f, kind, fact, object, key, json_text(json_object_get(object, key)));
}

/* All authors, as one line: "Ann Other, Bo Example". */
static void tell_authors(const finder *f, const json_t *object) {
  enum { MOST = 12 };
  const json_t *author = json_object_get(object, "author"), *item;
  if (!json_is_array(author)) {
    tell_key(f, VB_FROM_JSON_LD, VB_FACT_BYLINE, object, "author");
    return;
  }
  vb_arena scratch = *f->scratch;
  vb_str all = {0};
  size_t i;
  json_array_foreach(author, i, item) {
    vb_str name = vb_str_trim(json_text(item));
    if (!name.n || i >= MOST) continue;
    all = all.n ? vb_str_format(&scratch, "%.*s, %.*s", VB_ARG(all), VB_ARG(name)) : name;
  }
  finder inner = *f;
  inner.scratch = &scratch;
  tell(&inner, VB_FROM_JSON_LD, VB_FACT_BYLINE, object, "author", all);
}

static void tell_article(const finder *f, const json_t *object) {
  tell_key(f, VB_FROM_JSON_LD, VB_FACT_TITLE, object, "headline");
  tell_key(f, VB_FROM_JSON_LD, VB_FACT_PUBLISHED, object, "datePublished");
  tell_key(f, VB_FROM_JSON_LD, VB_FACT_UPDATED, object, "dateModified");
  tell_authors(f, object);
  tell_key(f, VB_FROM_JSON_LD, VB_FACT_OUTLET, object, "publisher");
  tell_key(f, VB_FROM_JSON_LD, VB_FACT_SECTION, object, "articleSection");
  tell_key(f, VB_FROM_JSON_LD, VB_FACT_LANGUAGE, object, "inLanguage");
  tell_key(f, VB_FROM_JSON_LD, VB_FACT_DESCRIPTION, object, "description");
  f->facts->objects++;
}

/* The days of a page are those of its article where nothing better is known. */
static void tell_page(const finder *f, const json_t *object) {
  tell_key(f, VB_FROM_WEB_PAGE, VB_FACT_PUBLISHED, object, "datePublished");
  tell_key(f, VB_FROM_WEB_PAGE, VB_FACT_UPDATED, object, "dateModified");
}

/* Article and page objects at the top, in a list or in "@graph". */
static void search(const finder *f, const json_t *value, int depth) {
  size_t i;
  json_t *item;
  if (depth > 3) return;
  if (json_is_array(value)) {
    json_array_foreach(value, i, item) search(f, item, depth + 1);
  } else if (json_is_object(value)) {
    if (has_type(value, is_article_name)) tell_article(f, value);
    if (has_type(value, is_page_name)) tell_page(f, value);
    search(f, json_object_get(value, "@graph"), depth + 1);
    search(f, json_object_get(value, "mainEntity"), depth + 1);
  }
}

static bool closes(vb_str s, ptrdiff_t at) {
  while (at < s.n && vb_is_space(s.p[at])) at++;
  return at < s.n && (s.p[at] == '}' || s.p[at] == ']');
}

/* What JSON forbids and pages write: raw line breaks inside strings, a comma behind the last
 * member, a comment or CDATA mark around it all.  As blanks they do no harm. */
static vb_str tidy_json(vb_str s, vb_arena *arena) {
  char *p = vb_str_z(arena, s);
  ptrdiff_t start = 0;
  while (start < s.n && p[start] != '{' && p[start] != '[') start++;
  if (start < s.n && p[start] == '[' && vb_str_starts(vb_str_slice(s, start, s.n), VB_S("[CDATA[")))
    start += VB_S("[CDATA[").n;
  bool quoted = false;
  for (ptrdiff_t i = start; i < s.n; i++) {
    if ((unsigned char)p[i] < ' ') p[i] = ' ';
    if (quoted && p[i] == '\\') {
      i++;
    } else if (p[i] == '"') {
      quoted = !quoted;
    } else if (!quoted && p[i] == ',' && closes((vb_str){p, s.n}, i + 1)) {
      p[i] = ' ';
    }
  }
  return (vb_str){p + start, s.n - start};
}

typedef struct {
  vb_str text;
  finder find;
} reading;

static void read_json(void *context, vb_arena *out, vb_arena *scratch) {
  (void)out;
  reading *r = context;
  int flags = JSON_DISABLE_EOF_CHECK | JSON_ALLOW_NUL;
  json_error_t ignored;
  json_t *root = json_loadb(r->text.p, (size_t)r->text.n, flags, &ignored);
  r->find.scratch = scratch;
  if (root) search(&r->find, root, 0);
  json_decref(root);
}

void vb_facts_json_ld(const vb_article_grammar *grammar, vb_facts *facts, vb_str script,
                      vb_arena scratch) {
  reading r = {tidy_json(script, &scratch), {grammar, facts, NULL}};
  vb_foreign_run(read_json, &r, facts->out, scratch);
}
