#include "article/page.h"

#include "article/dump.h"
#include "article/html.h"
#include "article/title.h"
#include "article/unescape.h"
#include "article/visible.h"

static bool is_byline_label(const vb_article_grammar *g, vb_str s, vb_arena scratch) {
  enum { LONGEST = 40 };
  const vb_dict_entry *e = s.n <= LONGEST ? vb_dict_find(&g->labels, s, scratch) : NULL;
  return e && e->value == VB_LABEL_BYLINE;
}

/* <meta name="twitter:label1" content="Written by"><meta name="twitter:data1" content="Ann Other">:
 * what publishing systems print on the cards of social networks. */
static void offer_card(const vb_article_grammar *g, const vb_page *page, ptrdiff_t label,
                       vb_facts *facts, vb_arena scratch) {
  vb_str prefix = VB_S("twitter:label"), key = page->meta.v[label].key;
  if (!vb_str_starts_nocase(key, prefix)) return;
  if (!is_byline_label(g, page->meta.v[label].value, scratch)) return;
  vb_str which = vb_str_slice(key, prefix.n, key.n);
  vb_str wanted = vb_str_format(&scratch, "twitter:data%.*s", VB_ARG(which));
  for (ptrdiff_t i = label + 1; i < page->meta.n && i <= label + 2; i++)
    if (vb_str_eq_nocase(page->meta.v[i].key, wanted))
      vb_facts_tell(g, facts, VB_FACT_BYLINE, VB_FROM_META, VB_CLUE_RANKS / 2,
                    page->meta.v[i].value, vb_str_format(&scratch, "meta %.*s", VB_ARG(wanted)));
}

static void collect_facts(const vb_article_grammar *g, const vb_capture *capture,
                          const vb_page *page, vb_facts *facts, vb_arena scratch) {
  for (ptrdiff_t i = 0; i < capture->front.n; i++) {
    vb_field field = capture->front.v[i];
    vb_facts_offer(g, facts, VB_FROM_FRONT, "front matter", field.key,
                   vb_unescape(facts->out, field.value), scratch);
  }
  for (ptrdiff_t i = 0; i < page->json_ld.n; i++)
    vb_facts_json_ld(g, facts, page->json_ld.v[i], scratch);
  for (ptrdiff_t i = 0; i < page->meta.n; i++) {
    const vb_page_field *field = &page->meta.v[i];
    vb_facts_offer(g, facts, VB_FROM_META, field->where, field->key, field->value, scratch);
    offer_card(g, page, i, facts, scratch);
  }
}

vb_str vb_page_read(const vb_article_grammar *grammar, const vb_capture *capture, vb_page *page,
                    vb_facts *facts, vb_arena *out, vb_arena scratch) {
  if (capture->format == VB_FORMAT_HTML) {
    vb_html_read(grammar, capture->text, page, out, scratch);
  } else {
    vb_dump_read(capture->text, page, out, scratch);
    page->captured = vb_visible_take_captured(grammar, page, scratch);
  }
  vb_blocks_finish(grammar, page, scratch);
  *facts = (vb_facts){.out = out};
  collect_facts(grammar, capture, page, facts, scratch);
  return vb_title_declared(page, facts, scratch);
}
