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

Test(statements, subjects_stand_before_asides_relatives_and_times) {
  expect("The premier, who had met the miners, said the port would open.",
         "premier indirect: the port would open");
  expect("The man who built the port said it was safe.", "man indirect: it was safe");
  expect("Bo Lindqvist - who designed the port - said it was safe.",
         "Bo Lindqvist indirect: it was safe");
  expect("Ana Costa, the mayor, later said that the port was safe.",
         "Ana Costa indirect: that the port was safe");
  expect("Ana Costa on Friday said the port was safe.", "Ana Costa indirect: the port was safe");
  expect("\"It was loud,\" the police officer who had been working on the square said.",
         "police officer direct: It was loud,");
}

Test(statements, verbs_without_a_subject_share_one) {
  expect("Ana Costa met the miners and said that the port was safe.",
         "Ana Costa indirect: that the port was safe");
  expect("Ana Costa said that Bo Lindqvist believed the port was safe, adding that two ships were "
         "ready.",
         "Ana Costa indirect: that Bo Lindqvist believed the port was safe; Bo Lindqvist indirect: "
         "the port was safe; Ana Costa indirect: that two ships were ready");
  expect("The premier released a statement saying that the port was safe.",
         "premier indirect: that the port was safe");
  expect("Ana Costa called the plan \"a disgrace\" and praised the miners.",
         "Ana Costa mixed: the plan \"a disgrace\"; Ana Costa indirect: the miners");
}

Test(statements, participles_that_lead_in_belong_to_the_sentence) {
  expect("Saying that the port was safe, Ana Costa left.",
         "Ana Costa indirect: that the port was safe");
  expect("After saying her foot was \"so sore I could barely walk,\" Ana Costa left.",
         "Ana Costa mixed: her foot was \"so sore I could barely walk,\"");
}

Test(statements, words_that_look_like_cues) {
  expect("While not everything the premier says is true, Ana Costa said the port was safe.",
         "Ana Costa indirect: the port was safe");
  expect("In the United States, Ana Costa said: \"I like it.\"", "Ana Costa direct: I like it.");
  expect("He spoke at a hearing on the port.", "");
  expect("Ana Costa wanted to see the port.", "Ana Costa indirect: to see the port");
}

Test(statements, infinitives_and_what_leads_to_a_cue) {
  expect("Ana Costa declined to comment on the strike.", "Ana Costa indirect: the strike");
  expect("Ana Costa decided not to close the port.", "Ana Costa indirect: not to close the port");
  expect("Ana Costa pledged to close the port.", "Ana Costa indirect: to close the port");
}

Test(statements, cues_that_are_no_verbs) {
  expect("\"We agree.\" - Ana Costa", "Ana Costa direct: We agree.");
  expect("\"We agree.\" \u2015 Ana Costa", "Ana Costa direct: We agree.");
  expect("Three things matter - Ana Costa: \"We must open the port at once.\"",
         "Ana Costa direct: We must open the port at once.");
  expect("The premier's promise to open the port drew praise.",
         "premier indirect: to open the port");
  expect("Ana Costa made her claim that the port was safe.",
         "Ana Costa indirect: that the port was safe");
  expect("According to an inquiry, Ana Costa, a mayor, closed the port.",
         "inquiry indirect: Ana Costa, a mayor, closed the port");
  expect("Ana Costa closed the port, according to a 2030 inquiry.",
         "2030 inquiry indirect: Ana Costa closed the port");
}

Test(statements, a_verb_that_is_no_cue_may_follow_a_quotation) {
  expect("\"We will never stop!\" the pilot roared.", "pilot direct: We will never stop!");
  expect("\"We agree that it must close,\" the suit reads.",
         "suit direct: We agree that it must close,");
}

Test(statements, names_of_programmes_and_films_are_not_said) {
  expect("Ana Costa said on \"Morning in Fictia\" that the port was safe.",
         "Ana Costa indirect: that the port was safe");
  expect("Ana Costa told Fictive Radio's \"Morning in Fictia\" that the port was safe.",
         "Ana Costa indirect: that the port was safe");
  expect("\"The Long Night\" was shown at the port.", "");
  expect("\"The Long Night\"\n\nIt was shown at the port.", "");
}

Test(statements, two_single_marks_are_one_double_mark) {
  expect("''We do not say 'no' to it,'' said Ana Costa.",
         "Ana Costa direct: We do not say 'no' to it,");
  expect("''We agree,'' Ana Costa said. ''It is time.'' Bo Lindqvist said: ''It is not.''",
         "Ana Costa direct: We agree, ... It is time.; Bo Lindqvist direct: It is not.");
}

Test(statements, a_quotation_of_its_own_is_of_whom_the_sentence_before_told) {
  expect("Ana Costa was tired. \"The port is safe and it is open.\"",
         "Ana Costa direct: The port is safe and it is open.");
  expect("Ana Costa said: \"No.\" Bo Lindqvist was tired. \"The port is safe and open.\"",
         "Ana Costa direct: No.; Bo Lindqvist direct: The port is safe and open.");
}

Test(statements, an_abbreviation_may_end_what_was_introduced) {
  expect("Ana Costa said: \"We met in the U.S.\" Bo Lindqvist said the port was open.",
         "Ana Costa direct: We met in the U.S.; Bo Lindqvist indirect: the port was open");
  expect("\"We met in the U.S.\" Ana Costa said.", "Ana Costa direct: We met in the U.S.");
}

Test(statements, labels_of_a_transcript_give_whole_paragraphs) {
  expect("MAYOR COSTA: We agree. It is time to go.\n\nMR LIND: We do not. The ships said no.",
         "COSTA direct: We agree. It is time to go.; LIND direct: We do not. The ships said no.");
  expect("They met.\n\nQ: Is it open?\n\nA: It is. We are glad.\n\nQ: Since when?\n\nA: Since May.",
         "? direct: Is it open?; ? direct: It is. We are glad.; ? direct: Since when?; ? direct: "
         "Since May.");
  expect("They met.\n\nUpdate: The port is open.", "");
}

Test(statements, a_letter_without_marks_ends_where_the_page_speaks_again) {
  const char *text = "The premier sent a letter. The letter said:\n\nDear friends,\n\nWe greet you "
                     "on your day. I hope our ties grow.\n\nAna Costa\n\nThe ministry is closed.";
  expect(text, "premier direct: Dear friends,\n\nWe greet you on your day. I hope our ties "
               "grow.\n\nAna Costa");
  vb_article article = {
      .id = VB_S("a"), .text = vb_str_from(text), .published = vb_date_ymd(2031, 5, 14)};
  cr_expect_eq(find_in_article(&article).v[0].flags, VB_STATEMENT_UNMARKED);
  expect("The letter came:\n\nThe first port lies in the north.", "");
}

Test(statements, a_capital_behind_at_is_no_first_name) {
  expect("Upon her arrival at Lisbon Ana Costa was greeted by Bo Lindqvist. Costa said the port "
         "would open.",
         "Ana Costa indirect: the port would open");
  expect("They met Sofia Lind. Lind said the port would open.",
         "Sofia Lind indirect: the port would open");
}

Test(statements, a_letter_goes_on_over_paragraphs_that_name_nobody) {
  expect("The premier sent a letter. The letter said:\n\nI greet you.\n\nThe two ports lie on one "
         "sea.\n\nWe hope our ties grow.\n\nThe ministry is closed.\n\nPictures on page 2",
         "premier direct: I greet you.\n\nThe two ports lie on one sea.\n\nWe hope our ties grow.");
  expect("The premier sent a letter. The letter said:\n\nI greet you.\n\nThe ministry said the "
         "port was closed.\n\nWe follow the talks.",
         "premier direct: I greet you.; ministry indirect: the port was closed");
}

Test(statements, a_documents_sender_speaks) {
  expect("Bo Lindqvist sent a message. \"We share the grief,\" the message from the premier reads.",
         "Bo Lindqvist direct: We share the grief,");
}

static void expect_title(const char *title, const char *want) {
  vb_article article = {.id = VB_S("a"),
                        .title = vb_str_from(title),
                        .text = VB_S("The port is open."),
                        .published = vb_date_ymd(2031, 5, 14)};
  EXPECT_STR(told(&article), want);
}

Test(statements, who_passes_a_statement_on_stands_behind_it) {
  vb_article article = {
      .id = VB_S("a"),
      .text = VB_S("The port is open, the premier said on Friday, Ana Costa reported."),
      .published = vb_date_ymd(2031, 5, 14)};
  EXPECT_STR(
      told(&article),
      "premier indirect: The port is open; Ana Costa indirect: The port is open, the premier "
      "said on Friday");
  vb_statement first = find_in_article(&article).v[0];
  cr_assert_eq(first.via.n, 1);
  EXPECT_STR(first.via.v[0], "Ana Costa");
}

Test(statements, a_dateline_is_neither_said_nor_says) {
  expect("LUND, May 3 (Fictia News) - President Ana Costa said the port would open.",
         "Ana Costa indirect: the port would open");
  expect("LUND: The port opened in May.", "");
  expect("Lund (Fictia News) -- The port will open in May, Ana Costa said.",
         "Ana Costa indirect: The port will open in May");
  expect("Ana Costa - a teacher - said the port would open.",
         "Ana Costa indirect: the port would open");
}

Test(statements, headlines) {
  expect_title("Costa: port ready", "Costa indirect: port ready");
  expect_title("Ana Costa Says Port Will Open", "Ana Costa indirect: Port Will Open");
}

Test(statements, past_forms_of_headlines_are_passive_where_nothing_is_acted_on) {
  expect_title("Bo Lindqvist Accused of Long Delays in Port Works", "");
  expect_title("Ana Costa Remembered Abroad", "");
  expect_title("New Bridge Called for in the North of Fictia", "");
  expect_title("Bo Lindqvist Urged to Open the Port", "? indirect: to Open the Port");
  expect_title("Bo Lindqvist Vowed to Open the Port", "Bo Lindqvist indirect: to Open the Port");
  expect_title("Ana Costa Urges Bo Lindqvist to Open the Port",
               "Ana Costa indirect: Bo Lindqvist to Open the Port");
}

Test(statements, labels_of_lists_are_no_speakers) {
  expect("Two jackets.\n\nMaterial: Wool and silk\n\nWarranty: 2 years\n\nMaterial: Cotton\n\n"
         "Warranty: None",
         "");
  expect("Two walks.\n\nTip: Begin early.\n\nThe way is long.\n\nTip: Take water.", "");
  expect("Ana Costa met Bo Lindqvist.\n\nLindqvist: Is it open?\n\nCosta: It is.\n\n"
         "Lindqvist: Since when?\n\nCosta: Since May.",
         "Bo Lindqvist direct: Is it open?; Ana Costa direct: It is.; "
         "Bo Lindqvist direct: Since when?; Ana Costa direct: Since May.");
  expect("They met.\n\nMODERATOR: Is it open?\n\nMAYOR: It is -\n\nMODERATOR: Since when?",
         "MODERATOR direct: Is it open?; MAYOR direct: It is -; "
         "MODERATOR direct: Since when?");
}

Test(statements, what_readers_want_is_nobodys) {
  expect("You need to bring a coat. If you want to stay, ask.", "");
  expect("You said that the port was ready.", "? indirect: that the port was ready");
}

Test(statements, plain_verbs_report_only_clauses) {
  expect("Ana Costa added sugar and two eggs.", "");
  expect("Ana Costa maintained a large lead over her rivals.", "");
  expect("Ana Costa added the port was ready.", "Ana Costa indirect: the port was ready");
  expect("Ana Costa wrote that the port was ready.", "Ana Costa indirect: that the port was ready");
}
