/* Any bytes as a page without scripts, sifted: libxml2 tells the same of it before and after, as
 * far as html.c asks. */
#include <string.h>

#include <libxml/HTMLparser.h>
#include <libxml/parserInternals.h>

#include "article/sift.h"
#include "base/json.h"
#include "common.h"

typedef struct {
  vb_arena *out;
  vb_bytes said;
} listener;

static void say(listener *l, vb_str s) {
  for (ptrdiff_t i = 0; i < s.n; i++) {
    char c = vb_is_space(s.p[i]) ? ' ' : s.p[i];
    if (c == ' ' && l->said.n && l->said.v[l->said.n - 1] == ' ') continue;
    *vb_push(l->out, &l->said) = c;
  }
}

/* Attributes that are kept whatever the element and the value. */
static bool is_kept(vb_str name) {
  switch (vb_attribute_named(name)) {
  case VB_ATTRIBUTE_CLASS:
  case VB_ATTRIBUTE_ID:
  case VB_ATTRIBUTE_HIDDEN:
  case VB_ATTRIBUTE_ITEMPROP:
  case VB_ATTRIBUTE_DATETIME:
  case VB_ATTRIBUTE_CONTENT:
  case VB_ATTRIBUTE_PROPERTY: return true;
  default: return false;
  }
}

static void on_start(void *context, const xmlChar *name, const xmlChar **attributes) {
  listener *l = context;
  vb_str element = vb_str_from((const char *)name);
  say(l, VB_S("<"));
  say(l, element);
  for (; attributes && attributes[0]; attributes += 2) {
    vb_str key = vb_str_from((const char *)attributes[0]);
    if (!is_kept(key)) continue;
    say(l, VB_S("@"));
    say(l, key);
    say(l, VB_S("="));
    say(l, vb_str_from((const char *)attributes[1]));
  }
  say(l, VB_S(">"));
}

static void on_end(void *context, const xmlChar *name) {
  listener *l = context;
  say(l, VB_S("</"));
  say(l, vb_str_from((const char *)name));
}

static void on_text(void *context, const xmlChar *s, int n) {
  listener *l = context;
  say(l, (vb_str){(const char *)s, n});
}

static vb_str told(vb_fuzz *fuzz, vb_str html) {
  listener l = {.out = &fuzz->out};
  htmlParserCtxtPtr parser = html.n ? htmlCreateMemoryParserCtxt(html.p, (int)html.n) : NULL;
  if (!parser) return (vb_str){0};
  htmlCtxtUseOptions(parser, HTML_PARSE_RECOVER | HTML_PARSE_NOERROR | HTML_PARSE_NOWARNING |
                                 HTML_PARSE_NONET | HTML_PARSE_IGNORE_ENC | XML_PARSE_HUGE);
  xmlSwitchEncoding(parser, XML_CHAR_ENCODING_UTF8);
  *parser->sax = (htmlSAXHandler){.startElement = on_start,
                                  .endElement = on_end,
                                  .characters = on_text,
                                  .ignorableWhitespace = on_text,
                                  .cdataBlock = on_text};
  parser->userData = &l;
  htmlParseDocument(parser);
  htmlFreeParserCtxt(parser);
  return (vb_str){l.said.v, l.said.n};
}

void vb_fuzz_one(vb_fuzz *fuzz, vb_str input) {
  vb_str html = vb_str_copy(&fuzz->out, vb_fuzz_text(fuzz, input));
  for (ptrdiff_t i = 0; i < html.n; i++) /* a capture has no NULs; what else is no text, libxml2
                                          * leaves out here and ends at there */
    if ((unsigned char)html.p[i] < ' ' && !vb_is_space(html.p[i])) ((char *)html.p)[i] = ' ';
  if (vb_str_find_nocase(html, VB_S("<script"), 0) >= 0 ||
      vb_str_find_nocase(html, VB_S("<style"), 0) >= 0)
    return;
  if (vb_str_find(html, VB_S("<!-->"), 0) >= 0 || vb_str_find(html, VB_S("<!--->"), 0) >= 0)
    return; /* ends as in browsers, not as in libxml2 */
  vb_str sifted = vb_sift_markup(html, &fuzz->out);
  vb_fuzz_expect(vb_str_eq(vb_str_trim(told(fuzz, html)), vb_str_trim(told(fuzz, sifted))),
                 "sifted to another page");
}
