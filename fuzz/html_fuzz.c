/* Any bytes as a page: sifted, tree to blocks, character references. */
#include <string.h>

#include "article/html.h"
#include "article/sift.h"
#include "article/unescape.h"
#include "common.h"

/* A capture has no NULs. */
static vb_str without_nuls(vb_fuzz *fuzz, vb_str s) {
  vb_str copy = vb_str_copy(&fuzz->out, s);
  for (ptrdiff_t i = 0; i < copy.n; i++)
    if (!copy.p[i]) ((char *)copy.p)[i] = ' ';
  return copy;
}

static void check_block(const vb_block *b, const vb_page *page) {
  vb_fuzz_expect_utf8(b->text, "a block is not UTF-8");
  vb_fuzz_expect(b->text.n > 0 && b->text.n == vb_str_trim(b->text).n, "blanks around a block");
  vb_fuzz_expect(vb_str_find(b->text, VB_S("  "), 0) < 0, "two blanks in a block");
  vb_fuzz_expect(vb_str_find_char(b->text, '\n', 0) < 0, "two lines in a block");
  vb_fuzz_expect(b->link_bytes >= 0 && b->link_bytes <= b->text.n, "more links than text");
  vb_fuzz_expect(b->dateline >= 0 && b->dateline <= b->text.n, "more dateline than text");
  vb_fuzz_expect(b->repeats >= 1, "a block that is nowhere");
  vb_fuzz_expect_utf8(b->datetime, "a datetime is not UTF-8");
  for (int i = 0; i < VB_BLOCK_CONTAINERS; i++)
    vb_fuzz_expect(b->container[i] >= 0 && b->container[i] <= page->n_containers, "no container");
}

void vb_fuzz_one(vb_fuzz *fuzz, vb_str input) {
  vb_page page = {0};
  vb_str html = without_nuls(fuzz, vb_fuzz_text(fuzz, input));
  vb_str sifted = vb_sift_markup(html, &fuzz->out);
  vb_fuzz_expect(sifted.n <= html.n, "sifted to more than there was");
  vb_fuzz_expect(vb_str_eq(vb_sift_markup(sifted, &fuzz->out), sifted), "sifted twice");
  vb_fuzz_expect_utf8(vb_unescape(&fuzz->out, html), "unescaped to no UTF-8");
  vb_html_read(fuzz->grammar, html, &page, &fuzz->out, fuzz->scratch);
  vb_blocks_finish(fuzz->grammar, &page, fuzz->scratch);
  for (ptrdiff_t i = 0; i < page.blocks.n; i++) check_block(&page.blocks.v[i], &page);
  for (ptrdiff_t i = 0; i < page.meta.n; i++) {
    vb_fuzz_expect(page.meta.v[i].key.n && page.meta.v[i].value.n, "an empty fact");
    vb_fuzz_expect_utf8(page.meta.v[i].value, "a fact is not UTF-8");
  }
}
