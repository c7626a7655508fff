#include <criterion/criterion.h>

#include "article/fixture.h"
#include "article/source.h"

TestSuite(split, .init = setup, .fini = teardown);

static vb_capture capture;

static vb_articles read_all(const char *content) {
  vb_error error = {0};
  vb_articles articles;
  capture = take_capture(vb_str_from(content));
  cr_assert_eq(vb_articles_read(grammar, &capture, &articles, &out, scratch, &error), VB_OK);
  return articles;
}

/* The part of the capture that an article was taken from begins so. */
static void expect_span(const vb_article *a, const char *begin) {
  cr_expect_eq(a->taken.from, VB_TAKEN_PART);
  vb_str part = vb_str_slice(capture.bytes, a->taken.span.start, a->taken.span.end);
  cr_expect(vb_str_starts(part, vb_str_from(begin)), "%.*s", VB_ARG(vb_str_slice(part, 0, 60)));
}

static void expect_one(const char *content) { cr_expect_eq(read_all(content).n, 1, "%s", content); }

#define MESSAGE                                                                                    \
  "President Mira Solen sent a message of congratulations to Premier Anton Vark of Utopia on "     \
  "Wednesday on the occasion of the 50th anniversary of the opening of relations."
#define SECOND                                                                                     \
  "\"We have never been closer than we are today,\" she wrote in the message, according to the "   \
  "palace in Port Example."
#define BRIDGE                                                                                     \
  "The premier will open the new bridge over the Marl next week, his office said on Thursday."
#define COST "The bridge took three years to build and cost four million crowns, he added."

Test(split, a_bulletin_of_numbered_items_gives_each_of_them) {
  vb_articles all =
      read_all("Home\nNews\nArchive\n\nMarula Press Agency\nDaily bulletin, May 4, 2023\n\n"
               "1. President sends message to premier of Utopia\n\n"
               "PORT EXAMPLE, May 3 (MPA) -- " MESSAGE "\n\n" SECOND "\n\n"
               "2. Premier to open new bridge\n\n"
               "LAKE TOWN, May 4 (MPA) -- " BRIDGE "\n\n" COST "\n\n"
               "Contact us\nCopyright Marula Press Agency. All rights reserved.\n");
  cr_assert_eq(all.n, 2);
  const vb_article *a = all.v;
  EXPECT_STR(a[0].title, "President sends message to premier of Utopia");
  EXPECT_STR(a[0].text, MESSAGE "\n\n" SECOND);
  EXPECT_STR(a[0].dateline_place, "PORT EXAMPLE");
  EXPECT_STR(a[0].agency, "MPA");
  EXPECT_DATE(a[0].published, "2023-05-03"); /* its dateline's day, in the bulletin's year */
  expect_span(&a[0], "1. President");
  EXPECT_STR(a[1].title, "Premier to open new bridge");
  EXPECT_STR(a[1].text, BRIDGE "\n\n" COST);
  EXPECT_DATE(a[1].published, "2023-05-04");
  expect_span(&a[1], "2. Premier");
  cr_expect_eq(a[0].taken.span.end, a[1].taken.span.start);
  cr_expect(!vb_str_eq(a[0].id, a[1].id));
  EXPECT_STR(vb_article_id(capture.sha256, 1, &out), vb_str_z(&out, a[1].id));
}

Test(split, end_marks_close_items_without_datelines) {
  vb_articles all = read_all("President sends message to premier\n\n" MESSAGE "\n\n" SECOND
                             "\n-0-\n\nPremier to open new bridge\n\n" BRIDGE "\n\n" COST
                             "\n-0-\n\nQuotas for herring agreed\n\nFishermen may land as much "
                             "herring as last year, the ministry said on Thursday.\n-0-\n");
  cr_assert_eq(all.n, 3);
  EXPECT_STR(all.v[1].title, "Premier to open new bridge");
  EXPECT_STR(all.v[1].text, BRIDGE "\n\n" COST);
  EXPECT_STR(all.v[2].title, "Quotas for herring agreed");
}

Test(split, a_page_of_a_bulletin_keeps_the_facts_of_the_page) {
  vb_articles all = read_all(
      "<html lang=en><head><title>Bulletin</title><meta property=og:site_name "
      "content=\"The Marula Times\"><meta property=article:published_time "
      "content=2023-05-04T08:00></head><body><nav><a href=/>Home</a> <a href=/n>News</a></nav>"
      "<div id=content><h1>News of the day</h1>"
      "<h2>President&rsquo;s message to <i>premier</i></h2><p>PORT EXAMPLE, May 3 (MPA) -- " MESSAGE
      "</p><p>" SECOND "</p><h2>Premier to open new bridge</h2><p>LAKE TOWN (MPA) -- " BRIDGE
      "</p><p>" COST "</p></div><footer>All rights reserved</footer></body></html>");
  cr_assert_eq(all.n, 2);
  EXPECT_STR(all.v[0].title, "President\xE2\x80\x99s message to premier");
  EXPECT_STR(all.v[0].outlet, "The Marula Times");
  EXPECT_DATE(all.v[0].published, "2023-05-03");
  EXPECT_DATE(all.v[1].published, "2023-05-04T08:00");
  EXPECT_STR(all.v[1].text, BRIDGE "\n\n" COST);
  EXPECT_STR(all.v[1].language, "en");
  expect_span(&all.v[0], "President&rsquo;s message to <i>");
  expect_span(&all.v[1], "Premier to open");
}

Test(split, korean_and_chinese_datelines) {
  vb_articles ko = read_all("오늘의 소식\n\n렴 위원장, 량 주석에게 축전\n\n(서울=연합뉴스) 렴철민 "
                            "위원장이 량원치 주석에게 "
                            "국경절을 맞아 축전을 보냈다고 통신이 4일 보도했다.\n\n렴 위원장은 "
                            "축전에서 두 나라의 친선이 더욱 "
                            "강화되기를 바란다고 밝혔다.\n\n마를강 새 다리 다음 주 "
                            "개통\n\n(부산=연합뉴스) 마를강을 가로지르는 "
                            "새 다리가 다음 주 개통된다고 총리실이 4일 밝혔다.\n\n공사에는 3년이 "
                            "걸렸으며 비용은 400만 크라운이 "
                            "들었다고 총리실은 설명했다.\n");
  cr_assert_eq(ko.n, 2);
  EXPECT_STR(ko.v[0].title, "렴 위원장, 량 주석에게 축전");
  EXPECT_STR(ko.v[1].title, "마를강 새 다리 다음 주 개통");
  EXPECT_STR(ko.v[1].language, "ko");
  EXPECT_STR(ko.v[1].dateline_place, "부산");
  vb_articles zh = read_all(
      "<html><body><div class=content><h2>钱立平致电祝贺崔明哲</h2><p>新华社里斯本5月3日电 "
      "国家主席钱立平3日致电崔明哲，祝贺两国建交五十周年，并表示愿同对方一道推动两国关系不断向前发"
      "展。</p>"
      "<p>钱立平在贺电中说，两国人民的友谊经受住了时间的考验，历久弥坚。</p>"
      "<h2>马尔河新桥下周通车</h2><p>新华社波尔图5月4日电 "
      "总理办公室4日宣布，横跨马尔河的新桥将于下周正式通车，工程历时三年。</p>"
      "<p>大桥总造价四百万克朗，预计每天将有两万辆汽车通过这座大桥。</p></div></body></html>");
  cr_assert_eq(zh.n, 2);
  EXPECT_STR(zh.v[0].title, "钱立平致电祝贺崔明哲");
  EXPECT_STR(zh.v[1].dateline_place, "波尔图");
  expect_span(&zh.v[1], "马尔河新桥");
}

Test(split, an_article_loaded_below_another_is_its_own) {
  vb_articles all = read_all(
      "<html><body><article><h1>President sends message</h1><p>" MESSAGE "</p><p>" SECOND
      "</p><p>" COST " " BRIDGE "</p></article><article><h1>Old ferry of Lake Town to go "
      "on</h1><p>The ferry goes on for those who walk, the council said on Friday after a "
      "debate that lasted until midnight, and nobody will lose work over it.</p><p>It has "
      "carried the people of both banks since 1848, and the traders had long asked for "
      "it to be kept beside the bridge for as long as anybody pays.</p><p>A crossing "
      "costs two crowns, as it did ten years ago, and children go free on "
      "Sundays, when the ferryman plays the accordion on the way.</p></article></body></html>");
  cr_assert_eq(all.n, 2);
  EXPECT_STR(all.v[1].title, "Old ferry of Lake Town to go on");
  cr_expect_lt(vb_str_find(all.v[0].text, VB_S("ferry"), 0), 0);
}

Test(split, what_repeats_headings_is_one_article) {
  /* subheadings; a second dateline without a heading */
  expect_one("<html><body><article><h1>President sends message</h1><p>PORT EXAMPLE, May 3 (MPA) "
             "-- " MESSAGE "</p><h2>What she wrote</h2><p>" SECOND
             "</p><h2>The bridge</h2><p>" BRIDGE "</p><p>" COST "</p></article></body></html>");
  expect_one("President sends message to premier\n\nPORT EXAMPLE, May 3 (MPA) -- " MESSAGE
             "\n\n" SECOND "\n\nLAKE TOWN, May 4 (MPA) -- " BRIDGE "\n\n" COST "\n");
  /* teasers: headings that are links, texts that break off */
  expect_one("<html><body><h1>News</h1><div><h3><a href=/1>President sends message to premier</a>"
             "</h3><p>PORT EXAMPLE, May 3 (MPA) -- " MESSAGE
             "</p></div><div><h3><a href=/2>Premier "
             "to open bridge</a></h3><p>LAKE TOWN, May 4 (MPA) -- " BRIDGE "</p></div><div><h3><a "
             "href=/3>Quotas agreed</a></h3><p>LAKE TOWN, May 4 (MPA) -- " COST
             "</p></div></body></html>");
  expect_one(
      "President sends message to premier\nPORT EXAMPLE, May 3 (MPA) -- President Mira Solen "
      "sent a message of congratulations to Premier Anton Vark of...\n\nPremier to open new "
      "bridge\nLAKE TOWN, May 4 (MPA) -- The premier will open the new bridge over the Marl "
      "next week, his...\n\nQuotas agreed for herring\nLAKE TOWN, May 4 (MPA) -- Fishermen "
      "may land as much herring as last year, the ministry said...\n");
}

Test(split, live_blogs_comments_and_galleries_are_one_article) {
  expect_one(
      "<html><head><script type=application/ld+json>{\"@type\": \"LiveBlogPosting\"}</script>"
      "</head><body><article><h1>Quotas talks</h1><p>" MESSAGE "</p><p>" SECOND " " BRIDGE " " COST
      "</p></article><article><h1>10:42 Talks go on</h1><p>" BRIDGE " " MESSAGE "</p><p>" SECOND
      " " COST "</p></article></body></html>");
  expect_one("<html><body><article><h1>President sends message</h1><p>" MESSAGE "</p><p>" SECOND
             "</p><section class=comments><article><h3>Ann Other, May 4, 2023</h3><p>" BRIDGE
             " " COST "</p></article><article><h3>Jon Tarr, May 4, 2023</h3><p>" COST " " BRIDGE
             "</p></article></section></article></body></html>");
  expect_one("<html><body><h1>The bridge in pictures</h1><p>" MESSAGE
             "</p><h2>1. The river</h2><p>" BRIDGE "</p><h2>2. The piers</h2><p>" COST
             "</p><h2>3. The road</h2><p>" SECOND "</p></body></html>");
}

Test(split, a_text_is_found_in_its_source_behind_tags_and_references) {
  vb_str html = VB_S("<title>The herring</title><script>The herring</script><p title='The herring'>"
                     "<!-- The herring --><b>The</b>&nbsp;<i>her</i>ring</p>");
  ptrdiff_t at = vb_source_find(html, VB_S("The herring"), true, 0);
  cr_expect(vb_str_starts(vb_str_slice(html, at, html.n), VB_S("The</b>&nbsp;<i>her</i>ring")));
  cr_expect_eq(vb_source_find(html, VB_S("The bridge"), true, 7), 7);
  cr_expect_eq(vb_source_find(VB_S("a < b, the herring"), VB_S("the herring"), true, 0), 7);
}
