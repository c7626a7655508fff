#include "language/people.h"
#include "lexicon/fixture.h"

static vb_words *words;

static void setup(void) {
  vb_error error = {0};
  open_lexicon();
  words = vb_words_new(lexicon, &arena, &error);
}
TestSuite(language, .init = setup, .fini = close_lexicon);

static vb_tokens tokens_of(const char *text) {
  return vb_tokens_make(words->abbreviations, vb_str_from(text), &arena);
}

static void expect_tokens(const char *text, const char *want) {
  vb_tokens t = tokens_of(text);
  vb_str got = VB_S("");
  for (ptrdiff_t i = 0; i < t.n; i++)
    got = vb_str_format(&arena, "%.*s%s%.*s", VB_ARG(got), i ? "|" : "", VB_ARG(t.v[i].text));
  cr_expect(vb_str_eq(got, vb_str_from(want)), "got '%.*s', want '%s'", VB_ARG(got), want);
}

Test(language, words_keep_inner_marks_and_lose_the_clitic) {
  expect_tokens("Mr. Ro's aide, O'Hara, met the U.S. envoy.",
                "Mr.|Ro|'s|aide|,|O'Hara|,|met|the|U.S.|envoy|.");
  expect_tokens("Chol-min's 1,200 men (7.5 per cent)", "Chol-min|'s|1,200|men|(|7.5|per|cent|)");
  expect_tokens("the C.C., the Workers' Party", "the|C.C.|,|the|Workers|'|Party");
  expect_tokens("on Oct. 1, 63rd", "on|Oct.|1|,|63rd");
}

Test(language, of_many_short_tokens_none_is_lost_and_memory_stays_in_proportion) {
  enum { N = 20000 };
  char *text = VB_NEW_N(&arena, char, N + 1);
  for (int i = 0; i < N; i++) text[i] = "a,b;"[i % 4];
  char *taken = arena.beg;
  vb_tokens t = tokens_of(text);
  cr_assert_eq(t.n, N);
  for (int i = 0; i < N; i++) cr_assert_eq(t.v[i].text.p, text + i);
  cr_expect_leq(arena.beg - taken, 2 * N * (ptrdiff_t)sizeof *t.v);
}

Test(language, glued_words_come_apart_but_names_do_not) {
  expect_tokens("ComradeRo said", "Comrade|Ro|said");
  expect_tokens("McDonald and DiCaprio", "McDonald|and|DiCaprio");
}

Test(language, spans_point_at_the_text) {
  const char *text = "A \xE2\x80\x9Cquoted\xE2\x80\x9D word";
  vb_tokens t = tokens_of(text);
  cr_assert_eq(t.n, 5);
  cr_expect_eq(t.v[2].span.start, 5);
  cr_expect_eq(t.v[2].span.end, 11);
  cr_expect(vb_token_is(&t.v[1], VB_S("\"")));
}

static void expect_sentences(const char *text, ptrdiff_t n) {
  vb_sentences s = vb_sentences_make(tokens_of(text), &arena);
  cr_expect_eq(s.n, n, "%td sentences in '%s'", s.n, text);
}

Test(language, sentences_end_where_they_should) {
  expect_sentences("Mr. Ro came on Oct. 1. He left.", 2);
  expect_sentences("The U.S. President spoke.", 1);
  expect_sentences("\"We agree. We do,\" he said. She left.", 3);
  expect_sentences("\"We agree!\" he said.", 1);
  expect_sentences("A title without a stop\n\nA paragraph.", 2);
  expect_sentences("", 0);
}

static void expect_mention(const char *text, const char *name, const char *office,
                           const char *country, const char *organisation) {
  vb_mention m;
  vb_tokens t = tokens_of(text);
  bool ok = vb_mention_parse(words, t, 0, t.n, false, &m, &arena);
  cr_assert(ok, "no mention in '%s'", text);
  vb_str got[] = {m.actor.name, m.actor.office, m.actor.country, m.actor.organisation};
  const char *want[] = {name, office, country, organisation};
  for (int i = 0; i < 4; i++)
    cr_expect(vb_str_eq(got[i], vb_str_from(want[i])), "'%s': got '%.*s', want '%s'", text,
              VB_ARG(got[i]), want[i] ? want[i] : "");
}

Test(language, persons_with_the_offices_around_them) {
  expect_mention("Lao President Boun Thong sent", "Boun Thong", "Lao President", "LA", NULL);
  expect_mention("Boun Thong, president of Laos, on Monday", "Boun Thong", "president of Laos",
                 "LA", NULL);
  expect_mention("President of Laos Boun Thong said", "Boun Thong", "President of Laos", "LA",
                 NULL);
  expect_mention("Prime Minister of the Kingdom of Thailand Somchai Prasert", "Somchai Prasert",
                 "Prime Minister of the Kingdom of Thailand", "TH", NULL);
  expect_mention("Boun Thong, general secretary of the Lao People's Revolutionary Party and "
                 "president of Laos, and",
                 "Boun Thong",
                 "general secretary of the Lao People's Revolutionary Party; president of Laos",
                 "LA", NULL);
  expect_mention("Sheikh Salman bin Rashid Al Noor, emir of Kuwait", "Salman bin Rashid Al Noor",
                 "emir of Kuwait", "KW", NULL);
  expect_mention("Chairman of the Standing Committee of the National Assembly Wu Da and", "Wu Da",
                 "Chairman of the Standing Committee of the National Assembly", NULL, NULL);
}

Test(language, names_behind_places_parties_and_titles) {
  expect_mention("Lund Mayor Ana Costa said", "Ana Costa", "Lund Mayor", NULL, NULL);
  expect_mention("Republican Bo Lind said", "Bo Lind", NULL, NULL, NULL);
  expect_mention("Republican presidential nominee Bo Lind said", "Bo Lind",
                 "Republican presidential nominee", NULL, NULL);
  expect_mention("New Fictive Gov. Ana Costa said", "Ana Costa", "New Fictive Gov.", NULL, NULL);
  expect_mention("New Jersey Gov. Ana Costa said", "Ana Costa", "New Jersey Gov.", NULL, NULL);
  expect_mention("Rep. Ana Costa (D-Va.) said", "Ana Costa", "Rep.", NULL, NULL);
  expect_mention("Mahmud Sultan Ismail said", "Mahmud Sultan Ismail", NULL, NULL, NULL);
  expect_mention("Secretary of Homeland Security Ana Costa said", "Ana Costa",
                 "Secretary of Homeland Security", NULL, NULL);
  expect_mention("a Lao spokesman, Commander Bo Lind, said", "Bo Lind", "Lao spokesman; Commander",
                 "LA", NULL);
  expect_mention("Laos's Supreme Leader, Ayatollah Bo Lind, said", "Bo Lind",
                 "Laos's Supreme Leader; Ayatollah", "LA", NULL);
  expect_mention("An Tong Chol said", "An Tong Chol", NULL, NULL, NULL);
  expect_mention("An Austrian minister said", NULL, "Austrian minister", "AT", NULL);
  expect_mention("An FDA official said", NULL, "FDA official", NULL, NULL);
  expect_mention("Portugal's Science and Technology Minister Bo Lind said", "Bo Lind",
                 "Portugal's Science and Technology Minister", "PT", NULL);
  expect_mention("Bo Lind, foreign policy adviser to the president of Portugal, said", "Bo Lind",
                 "foreign policy adviser to the president of Portugal", "PT", NULL);
  expect_mention("Bo Lind, ambassador to Portugal, said", "Bo Lind", "ambassador to Portugal", NULL,
                 NULL);
}

Test(language, holders_organisations_countries) {
  expect_mention("the Lao president said", NULL, "Lao president", "LA", NULL);
  expect_mention("the North Korean leader said", NULL, "North Korean leader", "KP", NULL);
  expect_mention("the Communist Party of Vietnam on", NULL, NULL, "VN",
                 "Communist Party of Vietnam");
  expect_mention("the Ministry of Foreign Affairs and Trade of Brunei said", NULL, NULL, "BN",
                 "Ministry of Foreign Affairs and Trade of Brunei");
  expect_mention("the visiting Hunan provincial party and government delegation of China came",
                 NULL, NULL, "CN",
                 "visiting Hunan provincial party and government delegation of China");
  expect_mention("Portugal said", NULL, NULL, "PT", NULL);
}

/* Petra is an agency in a tag only (tag_only in world/agencies.tsv); KCNA is nothing else. */
Test(language, an_agency_is_no_person_unless_its_name_is) {
  vb_mention m;
  vb_tokens kcna = tokens_of("KCNA wrote");
  expect_mention("Petra wrote", "Petra", NULL, NULL, NULL);
  cr_expect(!vb_mention_parse(words, kcna, 0, kcna.n, false, &m, &arena) || !m.actor.name.n);
}

Test(language, groups_are_no_names) {
  vb_str country = {0};
  cr_expect(vb_words_is_group(words, &tokens_of("Austrians").v[0], &country, arena));
  cr_expect(vb_str_eq(country, VB_S("AT")));
  cr_expect(vb_words_is_group(words, &tokens_of("Republicans").v[0], &country, arena));
  cr_expect(!vb_words_is_group(words, &tokens_of("Costas").v[0], &country, arena));
  cr_expect(!vb_words_is_group(words, &tokens_of("Austrian").v[0], &country, arena));
}

static void learn(vb_people *people, const char *text) {
  vb_mention m;
  vb_tokens t = tokens_of(text);
  cr_assert(vb_mention_parse(words, t, 0, t.n, false, &m, &arena), "no mention in '%s'", text);
  vb_people_learn(people, &m, &arena);
}

/* Who speaks when the last subject was `subject` and the text says `pronoun`. */
static void expect_pronoun(const vb_people *people, const char *subject, const char *pronoun,
                           const char *name) {
  vb_actor last = {.name = vb_str_from(subject)};
  vb_mention m = {.kind = VB_MENTION_PRONOUN, .pronoun = vb_str_from(pronoun)};
  cr_assert(vb_people_resolve(people, &m, &last, &arena));
  cr_expect(vb_str_eq(m.actor.name, vb_str_from(name)), "%s behind %s: '%.*s'", pronoun, subject,
            VB_ARG(m.actor.name));
}

static vb_str holder_of(const vb_people *people, const char *text) {
  vb_mention m;
  vb_tokens t = tokens_of(text);
  cr_assert(vb_mention_parse(words, t, 0, t.n, false, &m, &arena), "%s", text);
  cr_assert(vb_people_resolve(people, &m, NULL, &arena));
  return m.actor.name;
}

Test(language, who_heads_what_we_do_not_know_is_of_no_country) {
  vb_name_words name_words = vb_name_words_load(lexicon, &arena);
  vb_people people = {.words = words, .name_words = &name_words, .home = VB_S("LA")};
  struct {
    const char *text, *country;
  } cases[] = {{"the chairman of the Standing Committee of the National Assembly said", "LA"},
               {"the minister of foreign affairs said", "LA"},
               {"the mayor of Luang said", NULL},
               {"the mayor said", "LA"},
               {"the chairman of the Lund Foundation said", NULL},
               {"the secretary general of the United Nations said", NULL}};
  for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
    vb_mention m;
    vb_tokens t = tokens_of(cases[i].text);
    cr_assert(vb_mention_parse(words, t, 0, t.n, false, &m, &arena), "%s", cases[i].text);
    cr_assert(vb_people_resolve(&people, &m, NULL, &arena));
    vb_str want = vb_str_from(cases[i].country ? cases[i].country : "");
    cr_expect(vb_str_eq(m.actor.country, want), "%s: '%.*s'", cases[i].text,
              VB_ARG(m.actor.country));
  }
}

Test(language, the_head_of_one_thing_is_not_the_head_of_another) {
  vb_name_words name_words = vb_name_words_load(lexicon, &arena);
  vb_people people = {.words = words, .name_words = &name_words, .home = VB_S("LA")};
  learn(&people, "Bo Lind, chairman of the National Assembly of Laos, said");
  cr_expect(!holder_of(&people, "the chairman of the Lund Foundation said").n);
  cr_expect(vb_str_eq(holder_of(&people, "the chairman of the Assembly said"), VB_S("Bo Lind")));
  cr_expect(vb_str_eq(holder_of(&people, "the chairman said"), VB_S("Bo Lind")));
}

Test(language, pronouns_find_the_man_and_the_woman) {
  vb_name_words name_words = vb_name_words_load(lexicon, &arena);
  vb_people people = {.words = words, .name_words = &name_words};
  learn(&people, "Ms. Ana Costa said");
  learn(&people, "Bo Lind said");
  learn(&people, "he said");
  cr_expect_eq(vb_person_gender(&people.persons.v[1]), VB_GENDER_UNKNOWN, "one word is too few");
  learn(&people, "him");
  learn(&people, "Ro Fictive said");
  cr_expect_eq(vb_person_gender(&people.persons.v[0]), VB_GENDER_WOMAN);
  cr_expect_eq(vb_person_gender(&people.persons.v[1]), VB_GENDER_MAN);
  cr_expect_eq(vb_person_gender(&people.persons.v[2]), VB_GENDER_UNKNOWN);
  expect_pronoun(&people, "Bo Lind", "he", "Bo Lind");
  expect_pronoun(&people, "Bo Lind", "she", "Ana Costa");
  expect_pronoun(&people, "Ana Costa", "him", "Bo Lind");
  expect_pronoun(&people, "Ro Fictive", "she", "Ro Fictive");
  vb_actor recent[] = {{.name = VB_S("Bo Lind")}, {.name = VB_S("Ana Costa")}};
  const vb_actor *she = vb_people_pronoun(&people, VB_S("she"), recent, 2, arena);
  cr_expect(she == &recent[1]);
  cr_expect_null(vb_people_pronoun(&people, VB_S("she"), recent, 1, arena));
}
