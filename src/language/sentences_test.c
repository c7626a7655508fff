#include "language/mention.h"
#include "lexicon/fixture.h"

static vb_abbreviations *abbreviations;

static void setup(void) {
  open_lexicon();
  abbreviations = vb_abbreviations_new(&arena, lexicon);
}
TestSuite(sentences, .init = setup, .fini = close_lexicon);

/* A bar in `marked` is where a sentence ends; the text itself has none. */
static void expect_cuts(const char *marked) {
  vb_str whole = vb_str_from(marked);
  char *text = vb_arena_alloc_raw(&arena, 1, 1, whole.n);
  ptrdiff_t n = 0;
  for (ptrdiff_t i = 0; i < whole.n; i++)
    if (whole.p[i] != '|') text[n++] = whole.p[i];
  vb_tokens t = vb_tokens_make(abbreviations, (vb_str){text, n}, &arena);
  vb_sentences s = vb_sentences_make(t, &arena);
  vb_str got = VB_S("");
  for (ptrdiff_t i = 0; i < s.n; i++) {
    ptrdiff_t from = i ? t.v[s.v[i].start].span.start : 0;
    ptrdiff_t to = i + 1 < s.n ? t.v[s.v[i + 1].start].span.start : n;
    got = vb_str_format(&arena, "%.*s%s%.*s", VB_ARG(got), i ? "|" : "",
                        VB_ARG(vb_str_slice((vb_str){text, n}, from, to)));
  }
  cr_expect(vb_str_eq(got, whole), "got  %.*s\nwant %s", VB_ARG(got), marked);
}

static void expect_all(const char *const *cases) {
  for (; *cases; cases++) expect_cuts(*cases);
}

Test(sentences, are_not_cut_behind_titles) {
  static const char *const cases[] = {"Mr. Ro came. |He left.",
                                      "Mrs. Ro and Ms. Lind met Dr. Costa.",
                                      "They saw Prof. Bo. |She waved.",
                                      "Gen. Ro and Lt. Col. Lind spoke.",
                                      "Brig. Gen. Bo Lind said so.",
                                      "Sen. Ana Costa and Rep. Bo Ro agreed.",
                                      "Gov. Costa signed it.",
                                      "Sgt. Bo left. |Capt. Ro stayed.",
                                      "Messrs. Bo and Ro came.",
                                      "The Rev. Bo Lind spoke.",
                                      "Sens. Ro and Costa voted.",
                                      "St. Brenda is a town. |St. Olga is another.",
                                      "He lives in St. Brenda.",
                                      "Adm. Ro sailed to Ft. Lind.",
                                      "They climbed Mt. Fictive in May.",
                                      NULL};
  expect_all(cases);
}

Test(sentences, are_not_cut_behind_dates_and_numbers) {
  static const char *const cases[] = {"He came on Oct. 1. |She left on Nov. 2.",
                                      "In Sept. 2011 it rained.",
                                      "It opens at 5 p.m. Monday.",
                                      "It opened at 5 p.m. |The doors closed at 9 a.m. |They left.",
                                      "He won 7.5 per cent. |She won 12.25.",
                                      "It cost $1.5 million. |Nobody paid.",
                                      "Room No. 5 is free. |No. 6 is not.",
                                      "I said no. |He left.",
                                      "Nos. 5 and 6 are taken.",
                                      "See Fig. 3 and Vol. 2, pp. 7-9.",
                                      "On 2011. 1. 18. he came.",
                                      "1. Lund",
                                      "2. Bergen won.",
                                      "The bill has 12. |It passed.",
                                      "He was born in 1961. |She was born in 1962.",
                                      "Version 2.0.1 is out. |Get it.",
                                      "Bo Lind, 52. |Ana Costa, 63.",
                                      NULL};
  expect_all(cases);
}

Test(sentences, are_not_cut_behind_initials_and_names) {
  static const char *const cases[] = {"J. K. Bo wrote it. |It sold.",
                                      "J.K. Bo wrote it.",
                                      "Ana J. Costa met Bo R. Lind.",
                                      "He met Ya. T. Nob. |They spoke.",
                                      "Then Ch. Bold, a writer, spoke.",
                                      "Bo Lind Jr. said so.",
                                      "They asked Bo Lind Sr. |He agreed.",
                                      "Lind Inc. said it would. |It did.",
                                      "Costa Corp. and Ro Co. merged.",
                                      "He runs Fictive Ltd. |The firm is old.",
                                      "He spoke to J. He of Lund.",
                                      "Give him vitamin C. |The nurse agreed.",
                                      NULL};
  expect_all(cases);
}

Test(sentences, are_cut_behind_an_abbreviation_where_a_new_one_begins) {
  static const char *const cases[] = {"The U.S. President spoke.",
                                      "He lives in the U.S. |The premier does not.",
                                      "He lives in the U.S. |\"The land is wide,\" he said.",
                                      "He called it \"the U.S.\" |They laughed.",
                                      "He called it \"the U.S.\" Costa laughed.",
                                      "He added: \"We met in the U.S.\" |Costa said so.",
                                      "He added, \"We thank Mr.\" |Observers said so.",
                                      "He added: \"We met in the U.S.\" in Lund.",
                                      "The U.S. State Department said so.",
                                      "U.S. Rep. Bo Lind spoke.",
                                      "The E.U. and the U.N. met. |But nothing came of it.",
                                      "They bought pens, paper, etc. |It was cheap.",
                                      "Pens, paper, etc. were bought.",
                                      "The Lao-U.S. Agreed Plan failed.",
                                      "The anti-U.S. Rally began.",
                                      "In Lund, Calif., they met.",
                                      "He is from Lund, Wash. |She is from Bergen, Va.",
                                      "Bo Lind (D-Va.), a farmer, spoke.",
                                      "Costa vs. The Fictive Sun was heard.",
                                      "Some fruit, e.g. The Red Plum, is sweet.",
                                      "Two lands, i.e. Laos and Portugal, met.",
                                      "At 5 p.m. |In Lund it rained.",
                                      NULL};
  expect_all(cases);
}

Test(sentences, keep_a_quotation_and_its_cue) {
  static const char *const cases[] = {"\"We agree!\" he said.",
                                      "\"Is it time?\" Costa asked. |Nobody knew.",
                                      "\"Is it time?\" Ana van Lind said. |Nobody knew.",
                                      "\"Is it time?\" Mr. Lind asked.",
                                      "\xE2\x80\x9CIs it time?\xE2\x80\x9D Costa asked.",
                                      "\"Is it time?!\" Costa asked.",
                                      "\"Is it time?\" |He said nothing.",
                                      "\"Is it time?\" |Bo Lind left the room.",
                                      "\"It is time.\" |Costa said no more.",
                                      "\"We agree. |We do,\" he said. |She left.",
                                      "\"We agree,\" he said. |\"We do.\"",
                                      "He said \"No.\" |Then he left.",
                                      "(He left.) |She stayed.",
                                      "He said: \"We agree.\"",
                                      "\xC2\xABWe agree.\xC2\xBB |She left.",
                                      "'Never!' he cried.",
                                      NULL};
  expect_all(cases);
}

Test(sentences, are_not_cut_behind_points_of_other_kinds) {
  static const char *const cases[] = {"He paused... and went on.",
                                      "He paused ... and went on.",
                                      "He paused\xE2\x80\xA6 and went on.",
                                      "It may be late. ... |The land is old.",
                                      "It is odd\xE2\x80\xA6 |The land is old.",
                                      "What?! |No!",
                                      "See www.example.org for more. |It is free.",
                                      "Read https://example.org/a.b?c=d today. |It is free.",
                                      "It ended. , |The paper said so.",
                                      "He went to Lund., and stayed.",
                                      "Ask bo@example.org. |He knows.",
                                      "A title without a stop\n\n|A paragraph.",
                                      "general secretary of the C.C.\n\nFictive Party came.",
                                      "It is over. |-0-",
                                      NULL};
  expect_all(cases);
}

Test(sentences, of_chinese_japanese_korean) {
  static const char *const cases[] = {"首相は来た。|彼は帰った。",
                                      "「賛成する。」と述べた。|彼は帰った。",
                                      "首相は「賛成する。」と述べた。|彼は帰った。",
                                      "“我们同意。”总理说。|他走了。",
                                      "他说：“我们同意。”|然后他走了。",
                                      "总理（他病了。）没有来。|我们走了。",
                                      "他走了。|（记者写。）|第二天下雨。",
                                      "\"우리는 찬성한다.\"고 말했다. |그는 떠났다.",
                                      "“우리는 찬성한다.”라고 말했다.",
                                      "그는 왔다. |그녀는 떠났다.",
                                      "真的吗？|是的！",
                                      NULL};
  expect_all(cases);
}

Test(sentences, of_nothing) {
  vb_tokens none = vb_tokens_make(abbreviations, VB_S(""), &arena);
  cr_expect_eq(vb_sentences_make(none, &arena).n, 0);
}
