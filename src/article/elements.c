#include "article/elements.h"

#include <stdlib.h>
#include <string.h>

/* In order of name, for bsearch. */
static const vb_element elements[] = {
    {"address", VB_ELEMENT_BLOCK, VB_BLOCK_LINE, 0},
    {"article", VB_ELEMENT_BLOCK, VB_BLOCK_LINE, VB_IN_ARTICLE},
    {"aside", VB_ELEMENT_BLOCK, VB_BLOCK_LINE, VB_IN_ASIDE},
    {"blockquote", VB_ELEMENT_BLOCK, VB_BLOCK_QUOTE, 0},
    {"body", VB_ELEMENT_BLOCK, VB_BLOCK_LINE, 0},
    {"br", VB_ELEMENT_BLOCK, VB_BLOCK_LINE, 0},
    {"button", VB_ELEMENT_BLOCK, VB_BLOCK_LINE, VB_IN_FORM},
    {"canvas", VB_ELEMENT_SKIP, VB_BLOCK_LINE, 0},
    {"caption", VB_ELEMENT_BLOCK, VB_BLOCK_CAPTION, VB_IN_FIGURE},
    {"center", VB_ELEMENT_BLOCK, VB_BLOCK_LINE, 0},
    {"dd", VB_ELEMENT_BLOCK, VB_BLOCK_ITEM, 0},
    {"details", VB_ELEMENT_BLOCK, VB_BLOCK_LINE, 0},
    {"dialog", VB_ELEMENT_BLOCK, VB_BLOCK_LINE, VB_IN_FORM},
    {"div", VB_ELEMENT_BLOCK, VB_BLOCK_LINE, 0},
    {"dl", VB_ELEMENT_BLOCK, VB_BLOCK_LINE, VB_IN_LIST},
    {"dt", VB_ELEMENT_BLOCK, VB_BLOCK_ITEM, 0},
    {"embed", VB_ELEMENT_SKIP, VB_BLOCK_LINE, 0},
    {"fieldset", VB_ELEMENT_BLOCK, VB_BLOCK_LINE, VB_IN_FORM},
    {"figcaption", VB_ELEMENT_BLOCK, VB_BLOCK_CAPTION, VB_IN_FIGURE},
    {"figure", VB_ELEMENT_BLOCK, VB_BLOCK_LINE, VB_IN_FIGURE},
    {"footer", VB_ELEMENT_BLOCK, VB_BLOCK_LINE, VB_IN_FOOTER},
    {"form", VB_ELEMENT_BLOCK, VB_BLOCK_LINE, VB_IN_FORM},
    {"h1", VB_ELEMENT_BLOCK, VB_BLOCK_HEADING, VB_IN_HEADING},
    {"h2", VB_ELEMENT_BLOCK, VB_BLOCK_HEADING, VB_IN_HEADING},
    {"h3", VB_ELEMENT_BLOCK, VB_BLOCK_HEADING, VB_IN_HEADING},
    {"h4", VB_ELEMENT_BLOCK, VB_BLOCK_HEADING, VB_IN_HEADING},
    {"h5", VB_ELEMENT_BLOCK, VB_BLOCK_HEADING, VB_IN_HEADING},
    {"h6", VB_ELEMENT_BLOCK, VB_BLOCK_HEADING, VB_IN_HEADING},
    {"header", VB_ELEMENT_BLOCK, VB_BLOCK_LINE, VB_IN_HEADER},
    {"hr", VB_ELEMENT_BLOCK, VB_BLOCK_LINE, 0},
    {"iframe", VB_ELEMENT_SKIP, VB_BLOCK_LINE, 0},
    {"li", VB_ELEMENT_BLOCK, VB_BLOCK_ITEM, VB_IN_LIST},
    {"main", VB_ELEMENT_BLOCK, VB_BLOCK_LINE, VB_IN_MAIN},
    {"map", VB_ELEMENT_SKIP, VB_BLOCK_LINE, 0},
    {"menu", VB_ELEMENT_BLOCK, VB_BLOCK_LINE, VB_IN_NAV},
    {"nav", VB_ELEMENT_BLOCK, VB_BLOCK_LINE, VB_IN_NAV},
    {"noscript", VB_ELEMENT_SKIP, VB_BLOCK_LINE, 0},
    {"object", VB_ELEMENT_SKIP, VB_BLOCK_LINE, 0},
    {"ol", VB_ELEMENT_BLOCK, VB_BLOCK_LINE, VB_IN_LIST},
    {"option", VB_ELEMENT_SKIP, VB_BLOCK_LINE, 0},
    {"p", VB_ELEMENT_BLOCK, VB_BLOCK_PARAGRAPH, 0},
    {"pre", VB_ELEMENT_BLOCK, VB_BLOCK_PARAGRAPH, 0},
    {"script", VB_ELEMENT_SKIP, VB_BLOCK_LINE, 0},
    {"section", VB_ELEMENT_BLOCK, VB_BLOCK_LINE, 0},
    {"select", VB_ELEMENT_SKIP, VB_BLOCK_LINE, 0},
    {"style", VB_ELEMENT_SKIP, VB_BLOCK_LINE, 0},
    {"summary", VB_ELEMENT_BLOCK, VB_BLOCK_LINE, 0},
    {"svg", VB_ELEMENT_SKIP, VB_BLOCK_LINE, 0},
    {"table", VB_ELEMENT_BLOCK, VB_BLOCK_LINE, VB_IN_TABLE},
    {"tbody", VB_ELEMENT_BLOCK, VB_BLOCK_LINE, VB_IN_TABLE},
    {"td", VB_ELEMENT_BLOCK, VB_BLOCK_CELL, VB_IN_TABLE},
    {"template", VB_ELEMENT_SKIP, VB_BLOCK_LINE, 0},
    {"textarea", VB_ELEMENT_SKIP, VB_BLOCK_LINE, 0},
    {"th", VB_ELEMENT_BLOCK, VB_BLOCK_CELL, VB_IN_TABLE},
    {"title", VB_ELEMENT_SKIP, VB_BLOCK_LINE, 0},
    {"tr", VB_ELEMENT_BLOCK, VB_BLOCK_LINE, VB_IN_TABLE},
    {"ul", VB_ELEMENT_BLOCK, VB_BLOCK_LINE, VB_IN_LIST},
};

static int compare_element(const void *key, const void *item) {
  return strcmp(key, ((const vb_element *)item)->name);
}

vb_tag vb_tag_named(const char *name) {
  static const char *const names[] = {
      [VB_TAG_A] = "a",         [VB_TAG_BR] = "br",         [VB_TAG_META] = "meta",
      [VB_TAG_LINK] = "link",   [VB_TAG_HTML] = "html",     [VB_TAG_BODY] = "body",
      [VB_TAG_TITLE] = "title", [VB_TAG_SCRIPT] = "script", [VB_TAG_TIME] = "time",
      [VB_TAG_IMG] = "img",     [VB_TAG_VIDEO] = "video",   [VB_TAG_IFRAME] = "iframe"};
  vb_tag tag = {0};
  tag.element = bsearch(name, elements, sizeof elements / sizeof *elements, sizeof *elements,
                        compare_element);
  if (tag.element) tag.kind = tag.element->kind;
  tag.strong =
      !strcmp(name, "b") || !strcmp(name, "strong") || !strcmp(name, "em") || !strcmp(name, "i");
  for (size_t i = 1; i < sizeof names / sizeof *names; i++)
    if (!strcmp(name, names[i])) tag.name = (vb_tag_name)i;
  return tag;
}

uint32_t vb_element_number(const vb_element *element) { return (uint32_t)(element - elements + 1); }

unsigned vb_role_within(vb_str role) {
  static const struct {
    const char *role;
    unsigned within;
  } roles[] = {
      {"alert", VB_IN_FORM},          {"alertdialog", VB_IN_FORM},   {"banner", VB_IN_HEADER},
      {"complementary", VB_IN_ASIDE}, {"contentinfo", VB_IN_FOOTER}, {"dialog", VB_IN_FORM},
      {"form", VB_IN_FORM},           {"main", VB_IN_MAIN},          {"menu", VB_IN_NAV},
      {"menubar", VB_IN_NAV},         {"navigation", VB_IN_NAV},     {"search", VB_IN_FORM},
      {"toolbar", VB_IN_NAV}};
  if (!role.n) return 0;
  for (size_t i = 0; i < sizeof roles / sizeof *roles; i++)
    if (vb_str_eq_nocase(role, vb_str_from(roles[i].role))) return roles[i].within;
  return 0;
}
