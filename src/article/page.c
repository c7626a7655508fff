#include "article/page.h"

#include "article/dump.h"
#include "article/html.h"
#include "article/title.h"
#include "article/visible.h"

static void collect_facts(const vb_article_grammar *g, const vb_capture *capture,
                          const vb_page *page, vb_facts *facts, vb_arena scratch) {
  for (ptrdiff_t i = 0; i < capture->front.n; i++) {
    vb_field field = capture->front.v[i];
    vb_facts_offer(g, facts, VB_FROM_FRONT, "front matter", field.key,
                   vb_html_unescape(facts->out, field.value), scratch);
  }
  for (ptrdiff_t i = 0; i < page->json_ld.n; i++)
    vb_facts_json_ld(g, facts, page->json_ld.v[i], scratch);
  for (ptrdiff_t i = 0; i < page->meta.n; i++) {
    const vb_page_field *field = &page->meta.v[i];
    vb_facts_offer(g, facts, VB_FROM_META, field->where, field->key, field->value, scratch);
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
