#include <criterion/criterion.h>
#include <string.h>

#include "article/attributes.h"

enum { REGION_BYTES = 8 << 20, N = 2000 };

static vb_arena_region region;
static vb_arena arena;

static void start(void) {
  cr_assert_eq(vb_arena_region_open(&region, REGION_BYTES), 0);
  arena = vb_arena_reset(&region, NULL);
}
static void end(void) { vb_arena_region_close(&region); }
TestSuite(attributes, .init = start, .fini = end);

/* `piece` N times between `before` and `after`. */
static vb_str page(const char *before, const char *piece, const char *after) {
  size_t n = strlen(piece), front = strlen(before), back = strlen(after);
  char *p = vb_arena_alloc(&arena, 1, 1, (ptrdiff_t)(front + N * n + back));
  memcpy(p, before, front);
  for (size_t i = 0; i < N; i++) memcpy(p + front + i * n, piece, n);
  memcpy(p + front + N * n, after, back);
  return (vb_str){p, (ptrdiff_t)(front + N * n + back)};
}

static int count(vb_str s, char c) {
  int n = 0;
  for (ptrdiff_t i = 0; i < s.n; i++) n += s.p[i] == c;
  return n;
}

Test(attributes, what_is_too_much_is_blank_and_the_text_stays) {
  const char *pieces[] = {" Z=1", " Z='>'", " Z = \"v>\"", " Z", "Z=\"v\""};
  for (int i = 0; i < 5; i++) {
    vb_str html = page("<p a=\"1\"", pieces[i], "><b>Zorn</b>");
    vb_str bound = vb_attributes_bound(html, &arena);
    cr_assert_eq(bound.n, html.n);
    int left = count(bound, 'Z');
    cr_assert(left > 200 && left < 300, "%s: %d are left", pieces[i], left);
    cr_assert(vb_str_ends(bound, VB_S("><b>Zorn</b>")), "%s", pieces[i]);
  }
}

Test(attributes, other_pages_are_not_even_copied) {
  vb_str pages[] = {
      page("<p>", "<i class=a id='b'>c</i> ", "</p>"),
      page("", "word < word ", ""),
      page("<!-- <p ", " Z=1", "--><p>"),
      page("<script>if(a<b ", " Z=1", "</script>"),
      page("<p title=\"", " Z=1", "\">"),
      page("<", "<p ", ""),
      page("", "", "<p"),
  };
  for (size_t i = 0; i + 2 < sizeof pages / sizeof *pages; i++)
    cr_assert_eq(vb_attributes_bound(pages[i], &arena).p, pages[i].p, "page %zu", i);
  for (size_t i = 5; i < sizeof pages / sizeof *pages; i++)
    cr_assert_eq(vb_attributes_bound(pages[i], &arena).n, pages[i].n, "page %zu", i);
}

Test(attributes, a_script_ends_where_it_says) {
  vb_str html = page("<script>a<b</x></SCRIPT><p", " Z", ">end");
  cr_assert_lt(count(vb_attributes_bound(html, &arena), 'Z'), 300);
}
