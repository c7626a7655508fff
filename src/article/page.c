#include "article/page.h"

#include "article/dump.h"
#include "article/html.h"
#include "article/title.h"
#include "article/visible.h"

/* Where a fact comes from, the most trusted first. */
enum { FROM_FRONT, FROM_JSON_LD, FROM_META, FROM_WEB_PAGE };

static void collect_facts(const vb_article_grammar *g, const vb_capture *capture,
                          const vb_page *page, vb_facts *facts, vb_arena *out, vb_arena scratch) {
  for (ptrdiff_t i = 0; i < capture->front.n; i++) {
    vb_field field = capture->front.v[i];
    vb_facts_offer(g, facts, FROM_FRONT, field.key, vb_html_unescape(out, field.value), scratch);
  }
  for (ptrdiff_t i = 0; i < page->json_ld.n; i++)
    vb_facts_json_ld(facts, FROM_JSON_LD, FROM_WEB_PAGE, page->json_ld.v[i], out, scratch);
  for (ptrdiff_t i = 0; i < page->meta.n; i++)
    vb_facts_offer(g, facts, FROM_META, page->meta.v[i].key, page->meta.v[i].value, scratch);
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
  *facts = (vb_facts){0};
  collect_facts(grammar, capture, page, facts, out, scratch);
  vb_str title = vb_facts_plain_title(facts->value[VB_FACT_TITLE], facts->value[VB_FACT_OUTLET],
                                      page, scratch);
  return facts->news_headline ? title : vb_title_headline(page, title, scratch);
}
