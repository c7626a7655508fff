#include "article/html.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>

#include <libxml/HTMLparser.h>
#include <libxml/HTMLtree.h>

#include "article/attributes.h"
#include "article/foreign.h"
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

static const element *element_named(const xmlChar *name) {
  return bsearch(name, elements, sizeof elements / sizeof *elements, sizeof *elements,
                 compare_element);
}

/* What is known at one depth of the walk. */
typedef struct {
  xmlNode *node;
  const element *element; /* NULL: inline */
  unsigned within, near, around, own;
  vb_block_kind kind;
  int level, container;  /* number of the innermost block element */
  ptrdiff_t block_depth; /* depth of that element's frame */
  bool link, dateline;
} frame;
VB_SLICE_TYPE(frames, frame);

typedef struct {
  const vb_article_grammar *grammar;
  vb_page *page;
  vb_arena *out;
  vb_arena *scratch;
  frames stack;
  vb_bytes text; /* of the block that is being collected */
  bool blank;    /* white space is due before the next character */
  ptrdiff_t link_bytes, n_links, dateline;
  vb_str datetime;
  bool link_open;
} walker;

static vb_str from_xml(const xmlChar *s) { return vb_str_from((const char *)s); }

/* An attribute's text without a copy where it is one text node, as it is in parsed HTML. */
static vb_str attribute(const xmlNode *node, const char *name) {
  for (xmlAttr *a = node->properties; a; a = a->next)
    if (!strcmp((const char *)a->name, name))
      return a->children && a->children->content ? from_xml(a->children->content) : VB_S("");
  return (vb_str){0};
}

static void add_meta(walker *w, vb_str key, vb_str value) {
  if (!key.n || !vb_str_trim(value).n) return;
  vb_field field = {vb_str_lower(w->out, key), vb_str_copy(w->out, vb_str_trim(value))};
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

static unsigned markup_of(walker *w, const xmlNode *node) {
  return markup_of_words(w->grammar, attribute(node, "class"), *w->scratch) |
         markup_of_words(w->grammar, attribute(node, "id"), *w->scratch);
}

static bool is_hidden(const xmlNode *node) {
  if (attribute(node, "hidden").p) return true;
  vb_str style = attribute(node, "style");
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
                      .near = f->near,
                      .around = f->around,
                      .link_bytes = w->link_bytes,
                      .n_links = w->n_links,
                      .dateline = w->dateline,
                      .datetime = w->datetime};
    note_containers(w, &block);
    *vb_push(w->out, &w->page->blocks) = block;
  }
  if (w->text.n) w->datetime = (vb_str){0};
  w->text.n = w->link_bytes = w->n_links = w->dateline = 0;
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

static void add_text(walker *w, vb_str s, const frame *f) {
  for (ptrdiff_t i = 0; i < s.n;) {
    int len;
    int32_t c = vb_utf8_decode(s, i, &len);
    if (is_blank(c)) {
      w->blank = w->text.n > 0;
    } else if (!is_invisible(c)) {
      ptrdiff_t before = w->text.n;
      if (w->blank) *vb_push(w->scratch, &w->text) = ' ';
      w->blank = false;
      char encoded[4];
      int n = vb_utf8_encode(c, encoded);
      for (int k = 0; k < n; k++) *vb_push(w->scratch, &w->text) = encoded[k];
      if (f->link) w->link_bytes += w->text.n - before;
      if (f->dateline && w->dateline == before) w->dateline = w->text.n;
    }
    i += len;
  }
}

/* <time itemprop="datePublished" datetime=...>, <span itemprop=... content=...> */
static void take_microdata_date(walker *w, xmlNode *node, vb_str value) {
  vb_str key = attribute(node, "itemprop");
  if (vb_str_eq_nocase(key, VB_S("datePublished")) || vb_str_eq_nocase(key, VB_S("dateModified")))
    add_meta(w, key, value);
}

static void take_element_facts(walker *w, xmlNode *node) {
  const char *name = (const char *)node->name;
  if (!strcmp(name, "meta")) {
    vb_str key = attribute(node, "property");
    if (!key.p) key = attribute(node, "name");
    if (!key.p) key = attribute(node, "itemprop");
    add_meta(w, key, attribute(node, "content"));
  } else if (!strcmp(name, "link")) {
    if (vb_str_eq_nocase(attribute(node, "rel"), VB_S("canonical")))
      add_meta(w, VB_S("canonical"), attribute(node, "href"));
  } else if (!strcmp(name, "html")) {
    add_meta(w, VB_S("lang"), attribute(node, "lang"));
  } else if (!strcmp(name, "title") && node->children && node->children->content &&
             !(w->stack.n && w->stack.v[w->stack.n - 1].element &&
               w->stack.v[w->stack.n - 1].element->kind == ELEMENT_SKIP)) {
    add_meta(w, VB_S("title"), from_xml(node->children->content));
  } else if (!strcmp(name, "script") && node->children && node->children->content) {
    if (vb_str_find_nocase(attribute(node, "type"), VB_S("ld+json"), 0) >= 0)
      *vb_push(w->out, &w->page->json_ld) = vb_str_copy(w->out, from_xml(node->children->content));
  } else if (!strcmp(name, "time") || attribute(node, "datetime").p) {
    vb_str datetime = attribute(node, "datetime");
    if (datetime.n) w->datetime = vb_str_copy(w->out, datetime);
    take_microdata_date(w, node, datetime);
  } else {
    take_microdata_date(w, node, attribute(node, "content"));
  }
}

static void inherit(walker *w, frame *f, xmlNode *node) {
  if (w->stack.n) {
    const frame *up = &w->stack.v[w->stack.n - 1];
    *f = *up;
    f->own = 0;
    f->near = up->own;
  }
  f->node = node;
  f->element = element_named(node->name);
}

/* The frame of an element that is entered. */
static void enter(walker *w, xmlNode *node) {
  frame f = {0};
  inherit(w, &f, node);
  bool page_wide =
      !strcmp((const char *)node->name, "html") || !strcmp((const char *)node->name, "body");
  unsigned own = page_wide ? 0 : markup_of(w, node);
  f.own = own;
  f.near |= own;
  f.around |= own;
  if (is_hidden(node)) f.within |= VB_IN_HIDDEN;
  if (vb_str_eq_nocase(attribute(node, "itemprop"), VB_S("articleBody"))) f.within |= VB_IN_BODY;
  if (!strcmp((const char *)node->name, "a")) {
    f.link = true;
    w->n_links++;
  }
  if (!f.element && (own & VB_MARKUP_DATELINE)) f.dateline = true;
  if (f.element) {
    flush(w);
    f.kind = f.element->block != VB_BLOCK_LINE ? f.element->block
             : f.kind == VB_BLOCK_PARAGRAPH    ? VB_BLOCK_LINE
                                               : f.kind;
    f.within |= f.element->within;
    f.container = ++w->page->n_containers;
    f.block_depth = w->stack.n;
    f.link = f.link && f.element->kind == ELEMENT_BLOCK;
    if (f.kind == VB_BLOCK_HEADING && node->name[0] == 'h') f.level = node->name[1] - '0';
  }
  *vb_push(w->scratch, &w->stack) = f;
}

static void leave(walker *w) {
  assert(w->stack.v && w->stack.n > 0); /* what enter pushed */
  if (w->stack.v[w->stack.n - 1].element) flush(w);
  w->stack.n--;
}

static bool is_skipped(const xmlNode *node) {
  const element *e = element_named(node->name);
  return e && e->kind == ELEMENT_SKIP;
}

/* Takes a node; true if its children are to be walked. */
static bool visit(walker *w, xmlNode *node) {
  if (node->type == XML_TEXT_NODE || node->type == XML_CDATA_SECTION_NODE) {
    if (node->content && w->stack.n)
      add_text(w, from_xml(node->content), &w->stack.v[w->stack.n - 1]);
    return false;
  }
  if (node->type != XML_ELEMENT_NODE) return false;
  take_element_facts(w, node);
  if (is_skipped(node)) return false;
  if (!strcmp((const char *)node->name, "br")) return flush(w), false;
  enter(w, node);
  if (node->children) return true;
  leave(w);
  return false;
}

/* Without recursion: pages nest as deep as they like. */
static void walk(walker *w, xmlNode *root) {
  xmlNode *node = root;
  while (node) {
    if (visit(w, node)) {
      node = node->children;
      continue;
    }
    while (node && !node->next) {
      node = node->parent;
      if (!node || node->type != XML_ELEMENT_NODE) return;
      leave(w);
      if (node == root) return;
    }
    if (node) node = node->next;
  }
}

typedef struct {
  const vb_article_grammar *grammar;
  vb_str html;
  vb_page *page;
} reading;

static void read_tree(void *context, vb_arena *out, vb_arena *scratch) {
  const reading *r = context;
  int options = HTML_PARSE_RECOVER | HTML_PARSE_NOERROR | HTML_PARSE_NOWARNING | HTML_PARSE_NONET |
                XML_PARSE_HUGE;
  int n = r->html.n > INT32_MAX ? INT32_MAX : (int)r->html.n;
  htmlDocPtr document = htmlReadMemory(r->html.p, n, NULL, "UTF-8", options);
  walker w = {.grammar = r->grammar, .page = r->page, .out = out, .scratch = scratch};
  if (document) walk(&w, xmlDocGetRootElement(document));
  xmlFreeDoc(document);
}

void vb_html_read(const vb_article_grammar *grammar, vb_str html, vb_page *page, vb_arena *out,
                  vb_arena scratch) {
  *page = (vb_page){.markup = true};
  reading r = {grammar, vb_attributes_bound(html, &scratch), page};
  vb_foreign_run(read_tree, &r, out, scratch);
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
