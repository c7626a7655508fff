#include "article/html.h"

#include <string.h>

#include <libxml/HTMLparser.h>
#include <libxml/parserInternals.h>

#include "article/declared.h"
#include "article/foreign.h"
#include "base/utf8.h"

/* What is known at one depth of the walk. */
typedef struct {
  const vb_element *element; /* NULL: inline */
  unsigned within, near, around, own;
  vb_block_kind kind;
  int article;
  int level, container;    /* number of the innermost block element */
  ptrdiff_t block_depth;   /* depth of that element's frame */
  uint32_t path, looks[3]; /* hashes: names of all block elements around; own look, parents' */
  bool link, dateline, strong, author;
} frame;
VB_SLICE_TYPE(frames, frame);

/* By the address of the name: the parser holds each name once. */
enum { TAG_SLOTS = 512 };
typedef struct {
  const char *name;
  vb_tag tag;
} tag_slot;

typedef struct {
  const vb_article_grammar *grammar;
  vb_page *page;
  vb_arena *out;
  vb_arena *scratch;
  vb_declared declared;
  frames stack;
  vb_bytes text; /* of the block that is being collected */
  bool blank;    /* white space is due before the next character */
  ptrdiff_t link_bytes, n_links, strong_bytes, dateline;
  int pictures;
  vb_span author;
  ptrdiff_t skipping; /* elements that are open and left out */
  tag_slot tags[TAG_SLOTS];
} walker;

static vb_str from_xml(const xmlChar *s) { return vb_str_from((const char *)s); }

static const vb_tag *tag_of(walker *w, const xmlChar *name) {
  const char *z = (const char *)name;
  tag_slot *slot = &w->tags[((uintptr_t)z / 8) % TAG_SLOTS];
  if (slot->name != z) *slot = (tag_slot){z, vb_tag_named(z)};
  return &slot->tag;
}

/* An element's attributes, as name, value, name ... NULL; a value may be NULL. */
static void take_attributes(walker *w, const xmlChar **attributes) {
  vb_str *value = w->declared.value;
  memset(value, 0, sizeof w->declared.value);
  for (; attributes && attributes[0]; attributes += 2) {
    vb_attribute which = vb_attribute_named(from_xml(attributes[0]));
    if (which == VB_N_ATTRIBUTES) continue;
    value[which] = attributes[1] ? from_xml(attributes[1]) : VB_S("");
  }
}

static unsigned markup_of_words(const vb_article_grammar *g, vb_str s, vb_arena scratch) {
  unsigned found = 0;
  s = vb_str_slice(s, 0, VB_ATTRIBUTE_BYTES);
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
  return markup_of_words(w->grammar, w->declared.value[VB_ATTRIBUTE_CLASS], *w->scratch) |
         markup_of_words(w->grammar, w->declared.value[VB_ATTRIBUTE_ID], *w->scratch);
}

static bool is_hidden(const walker *w) {
  if (w->declared.value[VB_ATTRIBUTE_HIDDEN].p) return true;
  vb_str style = w->declared.value[VB_ATTRIBUTE_STYLE];
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
    vb_block block = {.text = vb_str_copy(w->out, vb_bytes_text(&w->text)),
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
                      .pictures = w->pictures,
                      .dateline = w->dateline,
                      .datetime = w->declared.datetime,
                      .author = w->author};
    note_containers(w, &block);
    *vb_push(w->out, &w->page->blocks) = block;
  }
  if (w->text.n) w->declared.datetime = (vb_str){0};
  w->text.n = w->link_bytes = w->n_links = w->strong_bytes = w->dateline = 0;
  w->author = (vb_span){0};
  w->blank = false;
}

/* Bytes from `at` on of which each is a character that is there to see. */
static ptrdiff_t plain_run(vb_str s, ptrdiff_t at) {
  ptrdiff_t end = at;
  while (end < s.n && s.p[end] > ' ') end++;
  return end;
}

static void add_seen(walker *w, vb_str s, const frame *f) {
  ptrdiff_t before = w->text.n;
  if (w->blank) vb_bytes_add(w->scratch, &w->text, VB_S(" "));
  w->blank = false;
  vb_bytes_add(w->scratch, &w->text, s);
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
    if (vb_utf8_is_blank(c))
      w->blank = w->text.n > 0;
    else if (!vb_utf8_is_invisible(c))
      add_seen(w, vb_str_slice(s, i, i + len), f);
    i += len;
  }
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
  for (ptrdiff_t i = 0; i < s.n && i < VB_ATTRIBUTE_BYTES; i++)
    if (!vb_is_digit(s.p[i])) hash = (hash ^ (unsigned char)s.p[i]) * 16777619U;
  return hash;
}

static void take_look(const walker *w, frame *f) {
  uint32_t name = vb_element_number(f->element);
  f->path = f->path * 31 + name;
  f->looks[2] = f->looks[1];
  f->looks[1] = f->looks[0];
  f->looks[0] = hash_class(w->declared.value[VB_ATTRIBUTE_CLASS]) * 101 + name;
}

static bool has_word(vb_str words, vb_str word) {
  words = vb_str_slice(words, 0, VB_ATTRIBUTE_BYTES);
  while (words.n)
    if (vb_str_eq_nocase(vb_str_cut(&words, ' '), word)) return true;
  return false;
}

/* "/authors/ann-other", "https://news.example/author/ann" */
static bool is_author_page(const walker *w, vb_str url) {
  url = vb_str_slice(url, 0, VB_ATTRIBUTE_BYTES);
  while (url.p) {
    vb_str folder = vb_str_cut(&url, '/');
    bool file = !vb_str_trim(url).n;
    if (!file && (markup_of_words(w->grammar, folder, *w->scratch) & VB_MARKUP_BYLINE)) return true;
  }
  return false;
}

/* An element whose text is an author's name: by microdata, or a link to the author's page. */
static bool names_author(const walker *w, const vb_tag *tag) {
  if (has_word(w->declared.value[VB_ATTRIBUTE_ITEMPROP], VB_S("author"))) return true;
  if (tag->name != VB_TAG_A) return false;
  return has_word(w->declared.value[VB_ATTRIBUTE_REL], VB_S("author")) ||
         is_author_page(w, w->declared.value[VB_ATTRIBUTE_HREF]);
}

/* An itemtype that is there is a comment's (sift.h). */
static bool is_comment(const walker *w) {
  return w->declared.value[VB_ATTRIBUTE_ITEMTYPE].p ||
         has_word(w->declared.value[VB_ATTRIBUTE_ITEMPROP], VB_S("comment"));
}

/* The frame of an element that is entered. */
static void enter(walker *w, const vb_tag *tag) {
  frame f = inherited(w);
  f.element = tag->element;
  bool page_wide = tag->name == VB_TAG_HTML || tag->name == VB_TAG_BODY;
  f.own = page_wide ? 0 : markup_of(w);
  if (is_comment(w)) f.own |= VB_MARKUP_COMMENT;
  if (!page_wide) f.within |= vb_role_within(w->declared.value[VB_ATTRIBUTE_ROLE]);
  f.near |= f.own;
  f.around |= f.own;
  if (is_hidden(w)) f.within |= VB_IN_HIDDEN;
  if (vb_str_eq_nocase(w->declared.value[VB_ATTRIBUTE_ITEMPROP], VB_S("articleBody")))
    f.within |= VB_IN_BODY;
  if (tag->name == VB_TAG_A) {
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
    *vb_push(w->out, &w->page->looks) = f.looks[0];
    f.container = ++w->page->n_containers;
    if (!f.article && (f.element->within & VB_IN_ARTICLE)) f.article = f.container;
    f.block_depth = w->stack.n;
    if (f.element->block == VB_BLOCK_HEADING) f.level = f.element->name[1] - '0'; /* h1 to h6 */
  }
  *vb_push(w->scratch, &w->stack) = f;
}

/* What the parser calls, in the order of the page.  Every start has its end. */
static void on_start(void *context, const xmlChar *name, const xmlChar **attributes) {
  walker *w = context;
  if (w->declared.in_title) vb_declared_end(&w->declared);
  if (w->skipping) {
    w->skipping++;
    return;
  }
  const vb_tag *tag = tag_of(w, name);
  take_attributes(w, attributes);
  vb_declared_begin(&w->declared, tag);
  w->pictures += tag->name == VB_TAG_IMG || tag->name == VB_TAG_VIDEO || tag->name == VB_TAG_IFRAME;
  if (tag->name == VB_TAG_BR) flush(w);
  if (tag->name == VB_TAG_BR || tag->kind == VB_ELEMENT_SKIP)
    w->skipping = 1;
  else
    enter(w, tag);
}

static void on_end(void *context, const xmlChar *name) {
  walker *w = context;
  (void)name;
  vb_declared_end(&w->declared);
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
  bool seen = !vb_declared_text(&w->declared, text, w->scratch);
  if (seen && !w->skipping && w->stack.n) add_text(w, text, &w->stack.v[w->stack.n - 1]);
}

typedef struct {
  const vb_article_grammar *grammar;
  vb_str html;
  vb_page *page;
} reading;

static void read_events(void *context, vb_arena *out, vb_arena *scratch) {
  const reading *r = context;
  walker w = {.grammar = r->grammar, .page = r->page, .out = out, .scratch = scratch};
  w.declared.page = r->page, w.declared.out = out;
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
