#include <criterion/criterion.h>

#include "article/fixture.h"

TestSuite(body, .init = setup, .fini = teardown);

#define STANDFIRST                                                                                 \
  "After three years of work and a winter of quarrels the new bridge is ready. The ferrymen ask "  \
  "what becomes of them."
#define FIRST                                                                                      \
  "The premier will open the new bridge over the Marl next week, his office said on Thursday, "    \
  "and "                                                                                           \
  "the first lorries will cross it in the evening of the same day."
#define REST                                                                                       \
  "<p>The bridge took three years to build and cost four million crowns, he added, which is "      \
  "twice "                                                                                         \
  "what the council had been told before the work began.</p><p>\"We have waited for this for "     \
  "forty years,\" said the mayor of Lake Town, who will cut the ribbon with the premier.</p>"

Test(body, a_standfirst_above_facts_and_pictures_is_text) {
  vb_article a = read_content(
      "<html><body><nav><a href=/>Home</a> <a href=/n>News</a></nav><main><article><header><h1>New "
      "bridge over the Marl opens</h1><p>" STANDFIRST "</p><p class=byline>By Ann Other</p>"
      "<p>May 4, 2023</p><figure><img src=b.jpg><figcaption>The new bridge seen from the old "
      "ferry, "
      "which has carried people since 1848.</figcaption></figure></header><p>" FIRST "</p>" REST
      "</article></main></body></html>");
  cr_expect(vb_str_starts(a.text, VB_S(STANDFIRST "\n\n" FIRST)), "%.*s", VB_ARG(a.text));
  cr_expect_lt(vb_str_find(a.text, VB_S("old ferry"), 0), 0);
  EXPECT_DATE(a.published, "2023-05-04");
}

Test(body, a_standfirst_of_a_dump_is_its_subtitle) {
  vb_article a =
      read_content("Home\nNews\nSports\n\nNew bridge over the Marl opens\n\n" STANDFIRST
                   "\n\nBy Ann Other\nMay 4, 2023\nShare\n\n" FIRST "\n\nThe bridge took "
                   "three years to build and cost four million crowns, he added, which is "
                   "twice what the council had been told before the work began.\n");
  EXPECT_STR(a.subtitle, STANDFIRST);
  cr_expect(vb_str_starts(a.text, VB_S(FIRST)), "%.*s", VB_ARG(a.text));
}

Test(body, an_open_letter_keeps_its_address_and_its_signature) {
  vb_article a = read_content(
      "Home\nNews\nContact us\n\nOpen letter on the new bridge over the Marl\n\nThe Honorable "
      "Anton "
      "Vark\nPremier of Utopia\nMarble House\n\nDear Premier Vark,\n\n" FIRST "\n\nWe ask you to "
      "keep the ferry, which has carried the people of both banks since 1848, and to hear the "
      "traders before you decide.\n\nSincerely,\n\nDella Roon\nChair, Traders of Lake "
      "Town\n\nHome\nContact us\nAll rights reserved\n");
  cr_expect(vb_str_starts(a.text, VB_S("The Honorable Anton Vark\n\nPremier of Utopia\n\nMarble "
                                       "House\n\nDear Premier Vark,\n\n" FIRST)),
            "%.*s", VB_ARG(a.text));
  cr_expect(vb_str_ends(a.text, VB_S("Sincerely,\n\nDella Roon\n\nChair, Traders of Lake Town")),
            "%.*s", VB_ARG(a.text));
}
