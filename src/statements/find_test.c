#include "statements/fixture.h"

TestSuite(statements, .init = setup, .fini = teardown);

static vb_statements find_in_article(const vb_article *article) {
  vb_analysis *analysis = VB_NEW(&out, vb_analysis);
  *analysis = vb_analyse(language, article, &out);
  return vb_statements_find(grammar, analysis, &out, scratch);
}

static vb_str name_of(const vb_actor *a) {
  if (a->name.n) return a->name;
  if (a->organisation.n) return a->organisation;
  if (a->office.n) return a->office;
  return a->country.n ? a->country : VB_S("?");
}

/* "speaker kind: words ... words; ..." */
static vb_str told(const vb_article *article) {
  vb_statements found = find_in_article(article);
  vb_str all = VB_S("");
  for (ptrdiff_t i = 0; i < found.n; i++) {
    const vb_statement *s = &found.v[i];
    vb_str text = vb_field_text(article, s->field, s->caption), words = VB_S("");
    for (ptrdiff_t k = 0; k < s->spans.n; k++)
      words = vb_str_format(&out, "%.*s%s%.*s", VB_ARG(words), k ? " ... " : "",
                            VB_ARG(vb_str_slice(text, s->spans.v[k].start, s->spans.v[k].end)));
    all =
        vb_str_format(&out, "%.*s%s%.*s %s: %.*s", VB_ARG(all), i ? "; " : "",
                      VB_ARG(name_of(&s->speaker)), vb_statement_kind_name(s->kind), VB_ARG(words));
  }
  return all;
}

static void expect(const char *text, const char *want) {
  vb_article article = {
      .id = VB_S("a"), .text = vb_str_from(text), .published = vb_date_ymd(2031, 5, 14)};
  EXPECT_STR(told(&article), want);
}

Test(statements, a_cue_stands_before_inside_or_behind) {
  expect("Ana Costa said: \"We agree.\"", "Ana Costa direct: We agree.");
  expect("\"We agree,\" said Ana Costa, a teacher.", "Ana Costa direct: We agree,");
  expect("\"The rest,\" Ana Costa said, \"is up to them.\"",
         "Ana Costa direct: The rest, ... is up to them.");
  expect("The port will open in May, Ana Costa said.",
         "Ana Costa indirect: The port will open in May");
}

Test(statements, a_quotation_goes_on_behind_its_cue_and_over_paragraphs) {
  expect("\"We agree,\" Ana Costa said. \"It is time.\"",
         "Ana Costa direct: We agree, ... It is time.");
  expect("\"We agree,\" Ana Costa said. \"It is time.\n\n\"The ships are ready.\"",
         "Ana Costa direct: We agree, ... It is time. ... The ships are ready.");
}

Test(statements, reported_speech_and_its_participles) {
  expect("Ana Costa told reporters that the port would open, adding that two ships were ready.",
         "Ana Costa indirect: that the port would open; Ana Costa indirect: that two ships were "
         "ready");
  expect("According to Ana Costa, the port is ready.", "Ana Costa indirect: the port is ready");
}

Test(statements, pronouns_offices_and_documents_speak_for_somebody) {
  expect("President Ana Costa met Bo Lindqvist. She said that the port was ready.",
         "Ana Costa indirect: that the port was ready");
  expect("President Ana Costa sent a letter. The letter said: \"We agree.\"",
         "Ana Costa direct: We agree.");
}

Test(statements, words_that_are_only_called_so_are_none) {
  expect("They met at the so-called \"Green House\" on the hill.", "");
}

/* The text's own work may not write over what the title said. */
Test(statements, it_means_who_spoke_in_the_field_before) {
  vb_article article = {.title = VB_S("Ministry of Harbours of Estonia says ports are ready"),
                        .text = VB_S("It said that two ships were ready. It added that more ships "
                                     "would come in the spring.")};
  vb_analysis analysis = vb_analyse(language, &article, &out);
  vb_statements found = vb_statements_find(grammar, &analysis, &out, scratch);
  cr_assert_eq(found.n, 3);
  for (ptrdiff_t i = 1; i < found.n; i++)
    cr_expect(vb_str_eq(found.v[i].speaker.organisation, found.v[0].speaker.organisation),
              "'%.*s' for '%.*s'", VB_ARG(found.v[i].speaker.organisation),
              VB_ARG(found.v[0].speaker.organisation));
  cr_expect(vb_str_starts(found.v[0].speaker.organisation, VB_S("Ministry")), "'%.*s'",
            VB_ARG(found.v[0].speaker.organisation));
}
