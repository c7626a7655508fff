#include "article/html.h"

#include <stdlib.h>
#include <string.h>

#include <libxml/HTMLparser.h>
#include <libxml/parserInternals.h>

#include "article/foreign.h"
#include "article/sift.h"
#include "base/json.h"
#include "base/utf8.h"

enum { CLASS_BYTES = 2000 };

typedef enum { ELEMENT_INLINE, ELEMENT_BLOCK, ELEMENT_SKIP } element_kind;

typedef struct {
  const char *name;
  element_kind kind;
  vb_block_kind block;
  unsigned within;
} element;

/* In order of name, for bsearch. */
static const element elements[] = {
    {"address", ELEMENT_BLOCK, VB_BLOCK_LINE, 0},
    {"article", ELEMENT_BLOCK, VB_BLOCK_LINE, VB_IN_ARTICLE},
    {"aside", ELEMENT_BLOCK, VB_BLOCK_LINE, VB_IN_ASIDE},
    {"blockquote", ELEMENT_BLOCK, VB_BLOCK_QUOTE, 0},
    {"body", ELEMENT_BLOCK, VB_BLOCK_LINE, 0},
    {"br", ELEMENT_BLOCK, VB_BLOCK_LINE, 0},
    {"button", ELEMENT_BLOCK, VB_BLOCK_LINE, VB_IN_FORM},
    {"canvas", ELEMENT_SKIP, VB_BLOCK_LINE, 0},
    {"caption", ELEMENT_BLOCK, VB_BLOCK_CAPTION, VB_IN_FIGURE},
    {"center", ELEMENT_BLOCK, VB_BLOCK_LINE, 0},
    {"dd", ELEMENT_BLOCK, VB_BLOCK_ITEM, 0},
    {"details", ELEMENT_BLOCK, VB_BLOCK_LINE, 0},
    {"dialog", ELEMENT_BLOCK, VB_BLOCK_LINE, VB_IN_FORM},
    {"div", ELEMENT_BLOCK, VB_BLOCK_LINE, 0},
    {"dl", ELEMENT_BLOCK, VB_BLOCK_LINE, VB_IN_LIST},
    {"dt", ELEMENT_BLOCK, VB_BLOCK_ITEM, 0},
    {"embed", ELEMENT_SKIP, VB_BLOCK_LINE, 0},
    {"fieldset", ELEMENT_BLOCK, VB_BLOCK_LINE, VB_IN_FORM},
    {"figcaption", ELEMENT_BLOCK, VB_BLOCK_CAPTION, VB_IN_FIGURE},
    {"figure", ELEMENT_BLOCK, VB_BLOCK_LINE, VB_IN_FIGURE},
    {"footer", ELEMENT_BLOCK, VB_BLOCK_LINE, VB_IN_FOOTER},
    {"form", ELEMENT_BLOCK, VB_BLOCK_LINE, VB_IN_FORM},
    {"h1", ELEMENT_BLOCK, VB_BLOCK_HEADING, VB_IN_HEADING},
    {"h2", ELEMENT_BLOCK, VB_BLOCK_HEADING, VB_IN_HEADING},
    {"h3", ELEMENT_BLOCK, VB_BLOCK_HEADING, VB_IN_HEADING},
    {"h4", ELEMENT_BLOCK, VB_BLOCK_HEADING, VB_IN_HEADING},
    {"h5", ELEMENT_BLOCK, VB_BLOCK_HEADING, VB_IN_HEADING},
    {"h6", ELEMENT_BLOCK, VB_BLOCK_HEADING, VB_IN_HEADING},
    {"header", ELEMENT_BLOCK, VB_BLOCK_LINE, VB_IN_HEADER},
    {"hr", ELEMENT_BLOCK, VB_BLOCK_LINE, 0},
    {"iframe", ELEMENT_SKIP, VB_BLOCK_LINE, 0},
    {"li", ELEMENT_BLOCK, VB_BLOCK_ITEM, VB_IN_LIST},
    {"main", ELEMENT_BLOCK, VB_BLOCK_LINE, VB_IN_MAIN},
    {"map", ELEMENT_SKIP, VB_BLOCK_LINE, 0},
    {"menu", ELEMENT_BLOCK, VB_BLOCK_LINE, VB_IN_NAV},
    {"nav", ELEMENT_BLOCK, VB_BLOCK_LINE, VB_IN_NAV},
    {"noscript", ELEMENT_SKIP, VB_BLOCK_LINE, 0},
    {"object", ELEMENT_SKIP, VB_BLOCK_LINE, 0},
    {"ol", ELEMENT_BLOCK, VB_BLOCK_LINE, VB_IN_LIST},
    {"option", ELEMENT_SKIP, VB_BLOCK_LINE, 0},
    {"p", ELEMENT_BLOCK, VB_BLOCK_PARAGRAPH, 0},
    {"pre", ELEMENT_BLOCK, VB_BLOCK_PARAGRAPH, 0},
    {"script", ELEMENT_SKIP, VB_BLOCK_LINE, 0},
    {"section", ELEMENT_BLOCK, VB_BLOCK_LINE, 0},
    {"select", ELEMENT_SKIP, VB_BLOCK_LINE, 0},
    {"style", ELEMENT_SKIP, VB_BLOCK_LINE, 0},
    {"summary", ELEMENT_BLOCK, VB_BLOCK_LINE, 0},
    {"svg", ELEMENT_SKIP, VB_BLOCK_LINE, 0},
    {"table", ELEMENT_BLOCK, VB_BLOCK_LINE, VB_IN_TABLE},
    {"tbody", ELEMENT_BLOCK, VB_BLOCK_LINE, VB_IN_TABLE},
    {"td", ELEMENT_BLOCK, VB_BLOCK_CELL, VB_IN_TABLE},
    {"template", ELEMENT_SKIP, VB_BLOCK_LINE, 0},
    {"textarea", ELEMENT_SKIP, VB_BLOCK_LINE, 0},
    {"th", ELEMENT_BLOCK, VB_BLOCK_CELL, VB_IN_TABLE},
    {"title", ELEMENT_SKIP, VB_BLOCK_LINE, 0},
    {"tr", ELEMENT_BLOCK, VB_BLOCK_LINE, VB_IN_TABLE},
    {"ul", ELEMENT_BLOCK, VB_BLOCK_LINE, VB_IN_LIST},
};

static int compare_element(const void *key, const void *item) {
  return strcmp(key, ((const element *)item)->name);
}

/* What the walk does with elements of one name. */
typedef struct {
  const char *name;
  const element *element; /* NULL: inline */
  element_kind kind;
  bool strong;
  enum {
    TAG_OTHER,
    TAG_A,
    TAG_BR,
    TAG_META,
    TAG_LINK,
    TAG_HTML,
    TAG_BODY,
    TAG_TITLE,
    TAG_SCRIPT,
    TAG_TIME
  } tag;
} tag_kind;

static tag_kind kind_of(const char *name) {
  static const char *const names[] = {
      [TAG_A] = "a",         [TAG_BR] = "br",         [TAG_META] = "meta",
      [TAG_LINK] = "link",   [TAG_HTML] = "html",     [TAG_BODY] = "body",
      [TAG_TITLE] = "title", [TAG_SCRIPT] = "script", [TAG_TIME] = "time"};
  tag_kind kind = {.name = name};
  kind.element = bsearch(name, elements, sizeof elements / sizeof *elements, sizeof *elements,
                         compare_element);
  if (kind.element) kind.kind = kind.element->kind;
  kind.strong =
      !strcmp(name, "b") || !strcmp(name, "strong") || !strcmp(name, "em") || !strcmp(name, "i");
  for (size_t i = 1; i < sizeof names / sizeof *names; i++)
    if (!strcmp(name, names[i])) kind.tag = (int)i;
  return kind;
}

/* What is known at one depth of the walk. */
typedef struct {
  const element *element; /* NULL: inline */
  unsigned within, near, around, own;
  vb_block_kind kind;
  int article;
  int level, container;    /* number of the innermost block element */
  ptrdiff_t block_depth;   /* depth of that element's frame */
  uint32_t path, looks[3]; /* hashes: names of all block elements around; own look, parents' */
  bool link, dateline, strong, author;
} frame;
VB_SLICE_TYPE(frames, frame);

enum { TAG_SLOTS = 512 };

typedef struct {
  const vb_article_grammar *grammar;
  vb_page *page;
  vb_arena *out;
  vb_arena *scratch;
  frames stack;
  vb_bytes text; /* of the block that is being collected */
  bool blank;    /* white space is due before the next character */
  ptrdiff_t link_bytes, n_links, strong_bytes, dateline;
  vb_str datetime;
  vb_span author;
  vb_str value[VB_N_ATTRIBUTES]; /* of the element that begins; p is NULL: it has none such */
  ptrdiff_t skipping;            /* elements that are open and left out */
  vb_str day;                    /* what the next text is, by its element's itemprop */
  bool in_title, in_json;        /* whose text is being collected in `inside` */
  vb_bytes inside;
  tag_kind tags[TAG_SLOTS]; /* by the address of the name: the parser holds each name once */
} walker;

static vb_str from_xml(const xmlChar *s) { return vb_str_from((const char *)s); }

static const tag_kind *tag_of(walker *w, const xmlChar *name) {
  tag_kind *slot = &w->tags[((uintptr_t)name / 8) % TAG_SLOTS];
  if (slot->name != (const char *)name) *slot = kind_of((const char *)name);
  return slot;
}

/* An element's attributes, as name, value, name ... NULL; a value may be NULL. */
static void take_attributes(walker *w, const xmlChar **attributes) {
  memset(w->value, 0, sizeof w->value);
  for (; attributes && attributes[0]; attributes += 2) {
    vb_attribute which = vb_attribute_named(from_xml(attributes[0]));
    if (which == VB_N_ATTRIBUTES) continue;
    w->value[which] = attributes[1] ? from_xml(attributes[1]) : VB_S("");
  }
}

static void add_meta(walker *w, const char *where, vb_str key, vb_str value) {
  if (!key.n || !vb_str_trim(value).n) return;
  vb_page_field field = {where, vb_str_copy(w->out, key), vb_str_copy(w->out, vb_str_trim(value))};
  *vb_push(w->out, &w->page->meta) = field;
}

static unsigned markup_of_words(const vb_article_grammar *g, vb_str s, vb_arena scratch) {
  unsigned found = 0;
  s = vb_str_slice(s, 0, CLASS_BYTES);
  for (ptrdiff_t at = 0; at < s.n;) {
    ptrdiff_t start = at;
    while (at < s.n && vb_is_alpha(s.p[at]) &&
           !(at > start && vb_is_upper(s.p[at]) && vb_is_lower(s.p[at - 1])))
      at++;
    if (at > start) {
      const vb_dict_entry *e = vb_dict_find(&g->markup, vb_str_slice(s, start, at), scratch);
      if (e) found |= (unsigned)e->value;
    } else {
      at++;
    }
  }
  return found;
}

static unsigned markup_of(const walker *w) {
  return markup_of_words(w->grammar, w->value[VB_ATTRIBUTE_CLASS], *w->scratch) |
         markup_of_words(w->grammar, w->value[VB_ATTRIBUTE_ID], *w->scratch);
}

static bool is_hidden(const walker *w) {
  if (w->value[VB_ATTRIBUTE_HIDDEN].p) return true;
  vb_str style = w->value[VB_ATTRIBUTE_STYLE];
  ptrdiff_t at = vb_str_find_nocase(style, VB_S("display"), 0);
  return at >= 0 && vb_str_find_nocase(vb_str_slice(style, at, at + 16), VB_S("none"), 0) > 0;
}

static const frame *block_frame(const walker *w) {
  if (!w->stack.n) return NULL;
  return &w->stack.v[w->stack.v[w->stack.n - 1].block_depth];
}

static void note_containers(const walker *w, vb_block *block) {
  ptrdiff_t depth = w->stack.v[w->stack.n - 1].block_depth;
  for (int i = 0; i < VB_BLOCK_CONTAINERS; i++) {
    depth = depth > 0 ? w->stack.v[depth - 1].block_depth : 0;
    block->container[i] = w->stack.v[depth].container;
  }
}

/* Ends the block that is being collected. */
static void flush(walker *w) {
  const frame *f = block_frame(w);
  if (w->text.n && f) {
    vb_block block = {.text = vb_str_copy(w->out, (vb_str){w->text.v, w->text.n}),
                      .kind = f->kind,
                      .level = f->level,
                      .within = f->within,
                      .article = f->article,
                      .near = f->near,
                      .around = f->around,
                      .link_bytes = w->link_bytes,
                      .n_links = w->n_links,
                      .strong_bytes = w->strong_bytes,
                      .element = f->container,
                      .path = f->path,
                      .look = (f->looks[0] * 31 + f->looks[1]) * 31 + f->looks[2],
                      .dateline = w->dateline,
                      .datetime = w->datetime,
                      .author = w->author};
    note_containers(w, &block);
    *vb_push(w->out, &w->page->blocks) = block;
  }
  if (w->text.n) w->datetime = (vb_str){0};
  w->text.n = w->link_bytes = w->n_links = w->strong_bytes = w->dateline = 0;
  w->author = (vb_span){0};
  w->blank = false;
}

/* Zero-width characters and soft hyphens: nothing that a reader sees. */
static bool is_invisible(int32_t c) {
  return c == 0xAD || (c >= 0x200B && c <= 0x200F) || c == 0xFEFF || c == 0x2060;
}

static bool is_blank(int32_t c) {
  return c == ' ' || (c >= 9 && c <= 13) || c == 0xA0 || c == 0x3000 || c == 0x202F ||
         (c >= 0x2000 && c <= 0x200A) || c == 0x2028 || c == 0x2029;
}

static void append(walker *w, vb_bytes *to, vb_str s) {
  if (to->cap - to->n < s.n) {
    ptrdiff_t cap = to->cap * 2 + s.n;
    to->v = vb_arena_grow(w->scratch, to->v, 1, 1, to->n, to->cap, cap);
    to->cap = cap;
  }
  memcpy(to->v + to->n, s.p, (size_t)s.n);
  to->n += s.n;
}

/* Bytes from `at` on of which each is a character that is there to see. */
static ptrdiff_t plain_run(vb_str s, ptrdiff_t at) {
  ptrdiff_t end = at;
  while (end < s.n && s.p[end] > ' ') end++;
  return end;
}

static void add_seen(walker *w, vb_str s, const frame *f) {
  ptrdiff_t before = w->text.n;
  if (w->blank) append(w, &w->text, VB_S(" "));
  w->blank = false;
  append(w, &w->text, s);
  if (f->link) w->link_bytes += w->text.n - before;
  if (f->strong) w->strong_bytes += w->text.n - before;
  if (f->dateline && w->dateline == before) w->dateline = w->text.n;
  if (f->author && !w->author.end) w->author.start = w->text.n - s.n;
  if (f->author) w->author.end = w->text.n;
}

static void add_text(walker *w, vb_str s, const frame *f) {
  for (ptrdiff_t i = 0; i < s.n;) {
    ptrdiff_t end = plain_run(s, i);
    if (end > i) {
      add_seen(w, vb_str_slice(s, i, end), f);
      i = end;
      continue;
    }
    int len;
    int32_t c = vb_utf8_decode(s, i, &len);
    if (is_blank(c))
      w->blank = w->text.n > 0;
    else if (!is_invisible(c))
      add_seen(w, vb_str_slice(s, i, i + len), f);
    i += len;
  }
}

static bool is_day_property(vb_str name) {
  return vb_str_eq_nocase(name, VB_S("datePublished")) ||
         vb_str_eq_nocase(name, VB_S("dateModified"));
}

/* <time itemprop="datePublished" datetime=...>, <span itemprop=... content=...>, or its text */
static void take_microdata(walker *w, vb_str value) {
  vb_str keys = vb_str_slice(w->value[VB_ATTRIBUTE_ITEMPROP], 0, CLASS_BYTES);
  while (keys.n) {
    vb_str key = vb_str_cut(&keys, ' ');
    if (!is_day_property(key)) continue;
    if (value.n)
      add_meta(w, "itemprop", key, value);
    else
      w->day = vb_str_eq_nocase(key, VB_S("datePublished")) ? VB_S("datePublished")
                                                            : VB_S("dateModified");
  }
}

/* The text of an element that is a day. */
static void take_day(walker *w, vb_str text) {
  if (!vb_str_trim(text).n) return;
  add_meta(w, "itemprop", w->day, text);
  w->day = (vb_str){0};
}

/* <abbr class="published" title="2021-03-23"> of the hAtom microformat. */
static void take_microformat(walker *w) {
  vb_str words = vb_str_slice(w->value[VB_ATTRIBUTE_CLASS], 0, CLASS_BYTES);
  while (words.n) {
    vb_str word = vb_str_cut(&words, ' ');
    if (vb_str_eq(word, VB_S("published")) || vb_str_eq(word, VB_S("updated")))
      add_meta(w, "class", word, w->value[VB_ATTRIBUTE_TITLE]);
  }
}

static void take_time(walker *w) {
  vb_str datetime = w->value[VB_ATTRIBUTE_DATETIME];
  if (datetime.n) w->datetime = vb_str_copy(w->out, datetime);
  if (w->value[VB_ATTRIBUTE_PUBDATE].p) add_meta(w, "time", VB_S("pubdate"), datetime);
  take_microdata(w, datetime);
}

static void take_meta(walker *w) {
  vb_str content = w->value[VB_ATTRIBUTE_CONTENT], key = w->value[VB_ATTRIBUTE_PROPERTY];
  if (!key.p) key = w->value[VB_ATTRIBUTE_NAME];
  vb_str header = w->value[VB_ATTRIBUTE_HTTP_EQUIV];
  if (!key.p && vb_str_eq_nocase(header, VB_S("content-language")))
    add_meta(w, "http-equiv", header, content);
  else if (key.p)
    add_meta(w, "meta", key, content);
  else if (vb_str_find_char(w->value[VB_ATTRIBUTE_ITEMPROP], ' ', 0) > 0)
    take_microdata(w, content);
  else
    add_meta(w, "itemprop", w->value[VB_ATTRIBUTE_ITEMPROP], content);
}

static void take_element_facts(walker *w, const tag_kind *tag) {
  w->day = (vb_str){0};
  if (tag->tag == TAG_META) {
    take_meta(w);
  } else if (tag->tag == TAG_LINK) {
    if (vb_str_eq_nocase(w->value[VB_ATTRIBUTE_REL], VB_S("canonical")))
      add_meta(w, "link", VB_S("canonical"), w->value[VB_ATTRIBUTE_HREF]);
  } else if (tag->tag == TAG_HTML) {
    add_meta(w, "html", VB_S("lang"), w->value[VB_ATTRIBUTE_LANG]);
  } else if (tag->tag == TAG_TITLE) {
    w->in_title = true;
  } else if (tag->tag == TAG_SCRIPT) {
    w->in_json = vb_str_find_nocase(w->value[VB_ATTRIBUTE_TYPE], VB_S("ld+json"), 0) >= 0;
  } else if (tag->tag == TAG_TIME || w->value[VB_ATTRIBUTE_DATETIME].p) {
    take_time(w);
  } else {
    take_microdata(w, w->value[VB_ATTRIBUTE_CONTENT]);
    if (w->value[VB_ATTRIBUTE_TITLE].p) take_microformat(w);
  }
}

/* The text of a title or of JSON-LD is complete. */
static void take_inside(walker *w) {
  vb_str text = {w->inside.v, w->inside.n};
  if (w->in_title) add_meta(w, "element", VB_S("title"), text);
  if (w->in_json && text.n) *vb_push(w->out, &w->page->json_ld) = vb_str_copy(w->out, text);
  w->in_title = w->in_json = false;
  w->inside.n = 0;
}

static frame inherited(const walker *w) {
  if (!w->stack.n) return (frame){0};
  frame f = w->stack.v[w->stack.n - 1];
  f.near = f.own;
  f.own = 0;
  return f;
}

/* The letters of a class attribute: numbers in it are of one element only. */
static uint32_t hash_class(vb_str s) {
  uint32_t hash = 0;
  for (ptrdiff_t i = 0; i < s.n && i < CLASS_BYTES; i++)
    if (!vb_is_digit(s.p[i])) hash = (hash ^ (unsigned char)s.p[i]) * 16777619U;
  return hash;
}

static void take_look(const walker *w, frame *f) {
  uint32_t name = (uint32_t)(f->element - elements + 1);
  f->path = f->path * 31 + name;
  f->looks[2] = f->looks[1];
  f->looks[1] = f->looks[0];
  f->looks[0] = hash_class(w->value[VB_ATTRIBUTE_CLASS]) * 101 + name;
}

static bool has_word(vb_str words, vb_str word) {
  words = vb_str_slice(words, 0, CLASS_BYTES);
  while (words.n)
    if (vb_str_eq_nocase(vb_str_cut(&words, ' '), word)) return true;
  return false;
}

/* "/authors/ann-other", "https://news.example/author/ann" */
static bool is_author_page(const walker *w, vb_str url) {
  url = vb_str_slice(url, 0, CLASS_BYTES);
  while (url.p) {
    vb_str folder = vb_str_cut(&url, '/');
    bool file = !vb_str_trim(url).n;
    if (!file && (markup_of_words(w->grammar, folder, *w->scratch) & VB_MARKUP_BYLINE)) return true;
  }
  return false;
}

/* An element whose text is an author's name: by microdata, or a link to the author's page. */
static bool names_author(const walker *w, const tag_kind *tag) {
  if (has_word(w->value[VB_ATTRIBUTE_ITEMPROP], VB_S("author"))) return true;
  if (tag->tag != TAG_A) return false;
  return has_word(w->value[VB_ATTRIBUTE_REL], VB_S("author")) ||
         is_author_page(w, w->value[VB_ATTRIBUTE_HREF]);
}

/* The frame of an element that is entered. */
static void enter(walker *w, const tag_kind *tag) {
  frame f = inherited(w);
  f.element = tag->element;
  bool page_wide = tag->tag == TAG_HTML || tag->tag == TAG_BODY;
  f.own = page_wide ? 0 : markup_of(w);
  f.near |= f.own;
  f.around |= f.own;
  if (is_hidden(w)) f.within |= VB_IN_HIDDEN;
  if (vb_str_eq_nocase(w->value[VB_ATTRIBUTE_ITEMPROP], VB_S("articleBody")))
    f.within |= VB_IN_BODY;
  if (tag->tag == TAG_A) {
    f.link = true;
    w->n_links++;
  }
  if (!f.element && (f.own & VB_MARKUP_DATELINE)) f.dateline = true;
  if (tag->strong) f.strong = true;
  if (names_author(w, tag)) f.author = true;
  if (f.element) {
    flush(w);
    take_look(w, &f);
    f.kind = f.element->block != VB_BLOCK_LINE ? f.element->block
             : f.kind == VB_BLOCK_PARAGRAPH    ? VB_BLOCK_LINE
                                               : f.kind;
    f.within |= f.element->within;
    *vb_push(w->out, &w->page->parents) = f.container;
    f.container = ++w->page->n_containers;
    if (!f.article && (f.element->within & VB_IN_ARTICLE)) f.article = f.container;
    f.block_depth = w->stack.n;
    if (f.kind == VB_BLOCK_HEADING && tag->name[0] == 'h') f.level = tag->name[1] - '0';
  }
  *vb_push(w->scratch, &w->stack) = f;
}

/* What the parser calls, in the order of the page.  Every start has its end. */
static void on_start(void *context, const xmlChar *name, const xmlChar **attributes) {
  walker *w = context;
  if (w->in_title) take_inside(w);
  if (w->skipping) {
    w->skipping++;
    return;
  }
  const tag_kind *tag = tag_of(w, name);
  take_attributes(w, attributes);
  take_element_facts(w, tag);
  if (tag->tag == TAG_BR) flush(w);
  if (tag->tag == TAG_BR || tag->kind == ELEMENT_SKIP)
    w->skipping = 1;
  else
    enter(w, tag);
}

static void on_end(void *context, const xmlChar *name) {
  walker *w = context;
  (void)name;
  if (w->in_title || w->in_json) take_inside(w);
  w->day = (vb_str){0};
  if (w->skipping) {
    w->skipping--;
    return;
  }
  if (!w->stack.n) return;
  if (w->stack.v[w->stack.n - 1].element) flush(w);
  w->stack.n--;
}

static void on_text(void *context, const xmlChar *s, int n) {
  walker *w = context;
  vb_str text = {(const char *)s, n};
  if (w->day.p) take_day(w, text);
  if (w->in_title || w->in_json)
    append(w, &w->inside, text);
  else if (!w->skipping && w->stack.n)
    add_text(w, text, &w->stack.v[w->stack.n - 1]);
}

typedef struct {
  const vb_article_grammar *grammar;
  vb_str html;
  vb_page *page;
} reading;

static void read_events(void *context, vb_arena *out, vb_arena *scratch) {
  const reading *r = context;
  walker w = {.grammar = r->grammar, .page = r->page, .out = out, .scratch = scratch};
  int n = r->html.n > INT32_MAX ? INT32_MAX : (int)r->html.n;
  htmlParserCtxtPtr parser = htmlCreateMemoryParserCtxt(r->html.p, n);
  if (!parser) return;
  htmlSAXHandler handler = {.startElement = on_start,
                            .endElement = on_end,
                            .characters = on_text,
                            .ignorableWhitespace = on_text,
                            .cdataBlock = on_text};
  int options = HTML_PARSE_RECOVER | HTML_PARSE_NOERROR | HTML_PARSE_NOWARNING | HTML_PARSE_NONET |
                HTML_PARSE_IGNORE_ENC | XML_PARSE_HUGE;
  htmlCtxtUseOptions(parser, options);
  xmlSwitchEncoding(parser, XML_CHAR_ENCODING_UTF8);
  *parser->sax = handler;
  parser->userData = &w;
  htmlParseDocument(parser);
  htmlFreeParserCtxt(parser);
}

void vb_html_read(const vb_article_grammar *grammar, vb_str html, vb_page *page, vb_arena *out,
                  vb_arena scratch) {
  *page = (vb_page){.markup = true};
  reading r = {grammar, vb_sift_markup(html, &scratch), page};
  if (r.html.n) vb_foreign_run(read_events, &r, out, scratch);
}

/* "&#39;", "&#x27;" or "&amp;" at `at`: its code point and length, or 0. */
static int32_t reference_at(vb_str s, ptrdiff_t at, ptrdiff_t *length) {
  ptrdiff_t end = vb_str_find_char(vb_str_slice(s, 0, at + 12), ';', at + 1);
  if (end < 0) return 0;
  *length = end + 1 - at;
  vb_str name = vb_str_slice(s, at + 1, end);
  int64_t c = 0;
  if (name.n > 1 && name.p[0] == '#') {
    bool hex = name.p[1] == 'x' || name.p[1] == 'X';
    char digits[16] = {0};
    memcpy(digits, name.p + 1 + hex, (size_t)(name.n - 1 - hex));
    char *stop;
    c = strtol(digits, &stop, hex ? 16 : 10);
    return *stop || c <= 0 || c > 0x10FFFF || (c >= 0xD800 && c < 0xE000) ? 0 : (int32_t)c;
  }
  char z[16] = {0};
  memcpy(z, name.p, (size_t)name.n);
  const htmlEntityDesc *entity = htmlEntityLookup((const xmlChar *)z);
  return entity ? (int32_t)entity->value : 0;
}

vb_str vb_html_unescape(vb_arena *out, vb_str s) {
  if (vb_str_find_char(s, '&', 0) < 0) return s;
  char *p = vb_arena_alloc_raw(out, 1, 1, s.n + 1), *to = p;
  for (ptrdiff_t i = 0; i < s.n;) {
    ptrdiff_t length;
    int32_t c = s.p[i] == '&' ? reference_at(s, i, &length) : 0;
    if (c) {
      to += vb_utf8_encode(c, to);
      i += length;
    } else {
      *to++ = s.p[i++];
    }
  }
  return (vb_str){p, to - p};
}
