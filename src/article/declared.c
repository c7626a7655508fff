#include "article/declared.h"

static void add_meta(vb_declared *d, const char *where, vb_str key, vb_str value) {
  if (!key.n || !vb_str_trim(value).n) return;
  vb_page_field field = {where, vb_str_copy(d->out, key), vb_str_copy(d->out, vb_str_trim(value))};
  *vb_push(d->out, &d->page->meta) = field;
}

static bool is_day_property(vb_str name) {
  return vb_str_eq_nocase(name, VB_S("datePublished")) ||
         vb_str_eq_nocase(name, VB_S("dateModified"));
}

/* <time itemprop="datePublished" datetime=...>, <span itemprop=... content=...>, or its text */
static void take_microdata(vb_declared *d, vb_str value) {
  vb_str keys = vb_str_slice(d->value[VB_ATTRIBUTE_ITEMPROP], 0, VB_ATTRIBUTE_BYTES);
  while (keys.n) {
    vb_str key = vb_str_cut(&keys, ' ');
    if (!is_day_property(key)) continue;
    if (value.n)
      add_meta(d, "itemprop", key, value);
    else
      d->day = vb_str_eq_nocase(key, VB_S("datePublished")) ? VB_S("datePublished")
                                                            : VB_S("dateModified");
  }
}

/* <abbr class="published" title="2021-03-23"> of the hAtom microformat. */
static void take_microformat(vb_declared *d) {
  vb_str words = vb_str_slice(d->value[VB_ATTRIBUTE_CLASS], 0, VB_ATTRIBUTE_BYTES);
  while (words.n) {
    vb_str word = vb_str_cut(&words, ' ');
    if (vb_str_eq(word, VB_S("published")) || vb_str_eq(word, VB_S("updated")))
      add_meta(d, "class", word, d->value[VB_ATTRIBUTE_TITLE]);
  }
}

static void take_time(vb_declared *d) {
  vb_str datetime = d->value[VB_ATTRIBUTE_DATETIME];
  if (datetime.n) d->datetime = vb_str_copy(d->out, datetime);
  if (d->value[VB_ATTRIBUTE_PUBDATE].p) add_meta(d, "time", VB_S("pubdate"), datetime);
  take_microdata(d, datetime);
}

static void take_meta(vb_declared *d) {
  vb_str content = d->value[VB_ATTRIBUTE_CONTENT], key = d->value[VB_ATTRIBUTE_PROPERTY];
  if (!key.p) key = d->value[VB_ATTRIBUTE_NAME];
  vb_str header = d->value[VB_ATTRIBUTE_HTTP_EQUIV];
  if (!key.p && vb_str_eq_nocase(header, VB_S("content-language")))
    add_meta(d, "http-equiv", header, content);
  else if (key.p)
    add_meta(d, "meta", key, content);
  else if (vb_str_find_char(d->value[VB_ATTRIBUTE_ITEMPROP], ' ', 0) > 0)
    take_microdata(d, content);
  else
    add_meta(d, "itemprop", d->value[VB_ATTRIBUTE_ITEMPROP], content);
}

void vb_declared_begin(vb_declared *d, const vb_tag *tag) {
  d->day = (vb_str){0};
  if (tag->name == VB_TAG_META) {
    take_meta(d);
  } else if (tag->name == VB_TAG_LINK) {
    if (vb_str_eq_nocase(d->value[VB_ATTRIBUTE_REL], VB_S("canonical")))
      add_meta(d, "link", VB_S("canonical"), d->value[VB_ATTRIBUTE_HREF]);
  } else if (tag->name == VB_TAG_HTML) {
    add_meta(d, "html", VB_S("lang"), d->value[VB_ATTRIBUTE_LANG]);
  } else if (tag->name == VB_TAG_TITLE) {
    d->in_title = true;
  } else if (tag->name == VB_TAG_SCRIPT) {
    d->in_json = vb_str_find_nocase(d->value[VB_ATTRIBUTE_TYPE], VB_S("ld+json"), 0) >= 0;
  } else if (tag->name == VB_TAG_TIME || d->value[VB_ATTRIBUTE_DATETIME].p) {
    take_time(d);
  } else {
    take_microdata(d, d->value[VB_ATTRIBUTE_CONTENT]);
    if (d->value[VB_ATTRIBUTE_TITLE].p) take_microformat(d);
  }
}

/* The text of a title or of JSON-LD is complete. */
static void take_inside(vb_declared *d) {
  vb_str text = vb_bytes_text(&d->inside);
  if (d->in_title) add_meta(d, "element", VB_S("title"), text);
  if (d->in_json && text.n) *vb_push(d->out, &d->page->json_ld) = vb_str_copy(d->out, text);
  d->in_title = d->in_json = false;
  d->inside.n = 0;
}

void vb_declared_end(vb_declared *d) {
  if (d->in_title || d->in_json) take_inside(d);
  d->day = (vb_str){0};
}

/* The text of an element that is a day. */
static void take_day(vb_declared *d, vb_str text) {
  if (!vb_str_trim(text).n) return;
  add_meta(d, "itemprop", d->day, text);
  d->day = (vb_str){0};
}

bool vb_declared_text(vb_declared *d, vb_str text, vb_arena *scratch) {
  if (d->day.p) take_day(d, text);
  if (!d->in_title && !d->in_json) return false;
  vb_bytes_add(scratch, &d->inside, text);
  return true;
}
