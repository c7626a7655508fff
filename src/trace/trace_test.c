/* Quotations against tests/trace/, whose verdicts, edits and flags were written by hand; words,
 * shingles and alignments of known shape. */
#include <stdlib.h>

#include "base/expect.h"
#include "language/shingles.h"
#include "lexicon/fixture.h"
#include "trace/align_dp.h"
#include "trace/verdict.h"

static vb_arena_region out_region, scratch_region;
static vb_arena out, scratch;
static vb_senses *english;
static vb_wording_memo *memo; /* of English; so that each line finds what others looked up */

static void setup(void) {
  vb_error error = {0};
  open_lexicon();
  cr_assert_eq(vb_arena_region_open(&out_region, 256 << 20), 0);
  cr_assert_eq(vb_arena_region_open(&scratch_region, 256 << 20), 0);
  out = vb_arena_reset(&out_region, NULL);
  scratch = vb_arena_reset(&scratch_region, NULL);
  english = vb_senses_new(lexicon, VB_S("en"), &arena, &error);
  cr_assert_not_null(english, "%s", error.message);
  memo = vb_wording_memo_new(&arena);
}

static void teardown(void) {
  close_lexicon();
  vb_arena_region_close(&out_region);
  vb_arena_region_close(&scratch_region);
}

TestSuite(trace, .init = setup, .fini = teardown);

/* ---- the tables */

/* \n is a line's end. */
static vb_str unescaped(vb_str s) {
  vb_str all = {"", 0};
  for (;;) {
    ptrdiff_t at = vb_str_find(s, VB_S("\\n"), 0);
    vb_str part = at < 0 ? s : vb_str_slice(s, 0, at);
    all = vb_str_format(&out, "%.*s%.*s%s", VB_ARG(all), VB_ARG(part), at < 0 ? "" : "\n");
    if (at < 0) return all;
    s = vb_str_slice(s, at + 2, s.n);
  }
}

static vb_known known(vb_str s) {
  return vb_str_eq(s, VB_S("yes")) ? VB_YES : vb_str_eq(s, VB_S("no")) ? VB_NO : VB_UNKNOWN;
}

static void read_fact(vb_verdict_facts *facts, vb_str name, vb_str value) {
  if (vb_str_eq(name, VB_S("telling"))) {
    bool reported = vb_str_eq(value, VB_S("reported"));
    facts->telling = reported ? VB_TELLING_REPORTED : VB_TELLING_UNQUOTED;
  } else if (vb_str_eq(name, VB_S("held"))) {
    facts->text_held = known(value);
  } else if (vb_str_eq(name, VB_S("speaker"))) {
    facts->same_speaker = known(value);
  } else if (vb_str_eq(name, VB_S("translation"))) {
    facts->other_translation = known(value);
  } else if (vb_str_eq(name, VB_S("documents"))) {
    facts->documents = vb_str_to_int(value);
  } else if (vb_str_eq(name, VB_S("style"))) {
    facts->style = vb_str_eq(value, VB_S("strict")) ? VB_STYLE_STRICT : VB_STYLE_MENDING;
  } else if (vb_str_eq(name, VB_S("unclosed"))) {
    facts->unclosed = true;
  } else if (vb_str_eq(name, VB_S("language"))) {
    /* in check_line */
  } else {
    cr_assert_fail("unknown fact %.*s", VB_ARG(name));
  }
}

static vb_verdict_facts read_facts(vb_str text) {
  vb_verdict_facts facts = {.text_held = VB_YES, .same_speaker = VB_YES};
  while (text.n) {
    vb_str value = vb_str_cut(&text, ' '), name = vb_str_cut(&value, '=');
    read_fact(&facts, name, value);
  }
  return facts;
}

/* White space inside is one blank. */
static vb_str one_line(vb_str s) {
  s = vb_str_copy(&out, s);
  for (ptrdiff_t i = 0; i < s.n; i++)
    if (s.p[i] == '\n') ((char *)(uintptr_t)s.p)[i] = ' ';
  return s;
}

static vb_str edits_text(const vb_wording *r, const vb_wording *s, vb_edits edits) {
  vb_str all = {"", 0};
  for (ptrdiff_t i = 0; i < edits.n; i++) {
    const vb_edit *e = &edits.v[i];
    all = vb_str_format(&out, "%.*s%s%s %s %.*s>%.*s", VB_ARG(all), i ? "; " : "",
                        vb_edit_op_name(e->op), vb_edit_kind_name(e->kind),
                        VB_ARG(one_line(vb_str_slice(s->text, e->source.start, e->source.end))),
                        VB_ARG(one_line(vb_str_slice(r->text, e->report.start, e->report.end))));
  }
  return all;
}

static vb_str flags_text(unsigned flags) {
  static const char *const names[] = {"start", "end", "qualifier", "unclosed"};
  vb_str all = {"", 0};
  for (unsigned k = 0; k < 4; k++)
    if (flags >> k & 1)
      all = vb_str_format(&out, "%.*s%s%s", VB_ARG(all), all.n ? " " : "", names[k]);
  return all;
}

/* language=xx at the end of the facts; English else. */
static vb_senses *senses_of(vb_str facts) {
  vb_error error = {0};
  ptrdiff_t at = vb_str_find(facts, VB_S("language="), 0);
  if (at < 0) return english;
  vb_senses *senses = vb_senses_new(lexicon, vb_str_slice(facts, at + 9, facts.n), &arena, &error);
  cr_assert_not_null(senses, "%s", error.message);
  return senses;
}

static void check_line(const char *file, vb_str line) {
  vb_str rest = line, source = unescaped(vb_str_cut(&rest, '\t'));
  vb_str report = unescaped(vb_str_cut(&rest, '\t')), verdict = vb_str_cut(&rest, '\t');
  vb_str edits = vb_str_cut(&rest, '\t'), flags = vb_str_cut(&rest, '\t');
  vb_str told = vb_str_cut(&rest, '\t');
  vb_verdict_facts facts = read_facts(told);
  const vb_senses *senses = senses_of(told);
  vb_wording r = vb_wording_make(senses, report, &out, scratch);
  vb_wording s = vb_wording_make(senses, source, &out, scratch);
  if (senses == english) r.memo = s.memo = memo;
  vb_alignment a = vb_align(&r, &s, &out, scratch);
  vb_edits found = vb_edits_make(&r, &s, &a, &out, scratch);
  vb_judgement j = vb_verdict_judge(&r, &s, &a, &found, &facts, scratch);
  vb_str got = vb_str_format(&out, "%s\t%.*s\t%.*s", vb_trace_verdict_name(j.verdict),
                             VB_ARG(edits_text(&r, &s, found)), VB_ARG(flags_text(j.flags)));
  if (vb_str_eq(edits, VB_S("*"))) /* of what is not found they say nothing */
    got = vb_str_format(&out, "%s\t*\t%.*s", vb_trace_verdict_name(j.verdict),
                        VB_ARG(flags_text(j.flags)));
  vb_str want =
      vb_str_format(&out, "%.*s\t%.*s\t%.*s", VB_ARG(verdict), VB_ARG(edits), VB_ARG(flags));
  cr_expect(vb_str_eq(got, want), "%s: %.*s\n  report %.*s\n  want %.*s\n  got  %.*s", file,
            VB_ARG(source), VB_ARG(report), VB_ARG(want), VB_ARG(got));
}

static int check_table(const char *name) {
  vb_str path = vb_str_format(&out, "tests/trace/%s.tsv", name);
  vb_str text = source_text(getenv("VB_SOURCE_ROOT"), vb_str_z(&out, path), &out);
  int n = 0;
  while (text.n) {
    vb_str line = vb_str_cut(&text, '\n');
    if (!line.n || line.p[0] == '#' || vb_str_starts(line, VB_S("source\t"))) continue;
    check_line(name, line);
    n++;
  }
  return n;
}

Test(trace, verbatim) { cr_expect_geq(check_table("verbatim"), 20); }
Test(trace, style) { cr_expect_geq(check_table("style"), 40); }
Test(trace, marks) { cr_expect_geq(check_table("marks"), 20); }
Test(trace, meaning) { cr_expect_geq(check_table("meaning"), 30); }
Test(trace, wording) { cr_expect_geq(check_table("wording"), 12); }
Test(trace, verdicts) { cr_expect_geq(check_table("verdicts"), 20); }
Test(trace, languages) { cr_expect_geq(check_table("languages"), 25); }
Test(trace, scripts) { cr_expect_geq(check_table("scripts"), 10); }

/* ---- words */

static vb_str words_of(const char *text) {
  vb_str s = vb_str_from(text), all = {"", 0};
  vb_folded_words words = vb_folded_words_make(s, &out, scratch);
  for (ptrdiff_t i = 0; i < words.n; i++) {
    vb_str folded = vb_folded_word_fold(s, &words.v[i], &out);
    cr_expect_eq(words.v[i].hash, vb_folded_hash(folded), "%s", text);
    all = vb_str_format(&out, "%.*s%s%.*s", VB_ARG(all), i ? "|" : "", VB_ARG(folded));
  }
  return all;
}

Test(trace, words_are_folded_and_parted) {
  static const char *const cases[][2] = {
      {"", ""},
      {" -- ?!", ""},
      {"We shall", "we|shall"},
      {"don't Don\xE2\x80\x99t", "don't|don't"},
      {"'tis the crews' quay", "tis|the|crews|quay"},
      {"co-operate", "co|operate"},
      {"1,000 3.5 1,2,3 63rd", "1000|3.5|123|63rd"},
      {"12, 13. 14", "12|13|14"},
      {"the U.S. of A. and a.m.", "the|us|of|a|and|am"},
      {"J. Barev, J.Barev", "j|barev|j|barev"},
      {"end.Next", "end|next"},
      {"[T]he support[ed] [one] x[1]y", "the|supported|one|x|1|y"},
      {"caf\xC3\xA9 cafe\xCC\x81", "cafe|cafe"},
      {"co\xC2\xADoperate", "cooperate"},
      {"o\xEF\xAC\x83"
       "ce \xEF\xBC\xA1\xEF\xBD\x82",
       "office|ab"},
      {"\xE6\x88\x91\xE4\xBB\xAC ok", "\xE6\x88\x91|\xE4\xBB\xAC|ok"},
      {"\xE6\x88\x91\xEF\xBC\x8C\xE4\xBB\xAC\xE3\x80\x82", "\xE6\x88\x91|\xE4\xBB\xAC"},
      {"ok\xE6\x88\x91", "ok|\xE6\x88\x91"},
      {"\xE2\x80\x9Cyes\xE2\x80\x9D\xE2\x80\x94no", "yes|no"},
  };
  for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
    EXPECT_STR(words_of(cases[i][0]), cases[i][1]);
}

Test(trace, a_long_word_is_cut) {
  char *text = vb_arena_alloc(&out, 1, 1, 5000);
  memset(text, 'a', 5000);
  vb_folded_words words = vb_folded_words_make((vb_str){text, 5000}, &out, scratch);
  ptrdiff_t bytes = 0;
  for (ptrdiff_t i = 0; i < words.n; i++) {
    cr_expect_leq(words.v[i].length, VB_FOLDED_WORD_BYTES);
    bytes += words.v[i].length;
  }
  cr_expect_eq(bytes, 5000);
}

/* ---- shingles */

/* A text of n words out of `vocabulary`, by a generator of its own. */
static vb_str made_text(uint64_t *seed, ptrdiff_t n, unsigned vocabulary) {
  char *text = vb_arena_alloc(&out, 1, 1, n * 8 + 1);
  ptrdiff_t used = 0;
  for (ptrdiff_t i = 0; i < n; i++) {
    *seed = *seed * 6364136223846793005u + 1442695040888963407u;
    used += snprintf(text + used, 9, "q%u ", (unsigned)(*seed >> 33) % vocabulary);
  }
  return (vb_str){text, used};
}

static vb_folded_words made_words(uint64_t *seed, ptrdiff_t n, unsigned vocabulary) {
  return vb_folded_words_make(made_text(seed, n, vocabulary), &out, scratch);
}

Test(trace, shingles_are_the_same_for_the_same_words_only) {
  vb_folded_words words = vb_folded_words_make(VB_S("a b c d x a b c d"), &out, scratch);
  vb_shingles all = vb_shingles_all(words, 4, &out);
  cr_assert_eq(all.n, 6);
  cr_expect_eq(all.v[0].hash, all.v[5].hash);
  for (int i = 1; i < 5; i++) cr_expect_neq(all.v[i].hash, all.v[0].hash);
  cr_expect_eq(vb_shingles_all(words, 10, &out).n, 0);
}

/* Schleimer's two promises: every window has a shingle, and a shared run is seen by both texts. */
Test(trace, winnowing_keeps_the_smallest_of_every_window) {
  uint64_t seed = 7;
  for (int round = 0; round < 40; round++) {
    vb_folded_words words = made_words(&seed, 3 + round * 61, round % 2 ? 1000 : 3);
    vb_shingles all = vb_shingles_all(words, 2, &out);
    vb_shingles some = vb_shingles_winnow(words, 2, 5, &out);
    bool *kept = VB_NEW_N(&out, bool, all.n);
    for (ptrdiff_t i = 0; i + 5 <= all.n || !i; i++) { /* slowly, as the definition says */
      ptrdiff_t best = i;
      for (ptrdiff_t k = i; k < i + 5 && k < all.n; k++)
        if (all.v[k].hash <= all.v[best].hash) best = k;
      kept[best] = true;
    }
    ptrdiff_t n = 0;
    for (ptrdiff_t i = 0; i < all.n; i++) {
      if (!kept[i]) continue;
      cr_assert_lt(n, some.n);
      cr_expect_eq(some.v[n].word, (uint32_t)i);
      cr_expect_eq(some.v[n].hash, all.v[i].hash);
      n++;
    }
    cr_expect_eq(n, some.n);
  }
}

/* ---- alignment */

static vb_alignment align_texts(vb_str report, vb_str source, vb_wording *r, vb_wording *s) {
  *r = vb_wording_make(english, report, &out, scratch);
  *s = vb_wording_make(english, source, &out, scratch);
  return vb_align(r, s, &out, scratch);
}

/* What a map costs, by the rules in align_dp.h, for texts without marks. */
static int64_t score_of_map(const vb_wording *r, const vb_wording *s, const ptrdiff_t *map) {
  int64_t score = 0;
  ptrdiff_t last = -1;
  bool put_in = false;
  for (ptrdiff_t i = 0; i < r->words.n; i++) {
    if (map[i] < 0) {
      score -= VB_ALIGN_PUT_IN + (put_in ? 0 : VB_ALIGN_OPEN);
      put_in = true;
      continue;
    }
    ptrdiff_t j = map[i], left = j - last - 1;
    put_in = false;
    score += vb_align_compare(r, i, s, j) == VB_MATCH_SAME ? VB_ALIGN_SAME : VB_ALIGN_OTHER;
    if (last >= 0 && left) {
      int64_t gap = VB_ALIGN_OPEN + left * VB_ALIGN_LEFT_OUT, jump = VB_ALIGN_JUMP;
      if (left < 0) gap = jump = VB_ALIGN_JUMP_BACK;
      score -= gap < jump ? gap : jump;
    }
    last = j;
  }
  return score;
}

enum { BRUTE_WORDS = 5 };

static int64_t best_map(const vb_wording *r, const vb_wording *s, ptrdiff_t *map, ptrdiff_t i) {
  if (i == r->words.n || i == BRUTE_WORDS) return score_of_map(r, s, map);
  int64_t best = INT64_MIN;
  for (map[i] = -1; map[i] < s->words.n; map[i]++) {
    ptrdiff_t here = map[i];
    int64_t score = best_map(r, s, map, i + 1);
    if (score > best) best = score;
    map[i] = here;
  }
  return best;
}

Test(trace, no_alignment_scores_better) {
  uint64_t seed = 11;
  for (int round = 0; round < 120; round++) {
    vb_wording r, s;
    ptrdiff_t map[BRUTE_WORDS];
    vb_str report = made_text(&seed, 2 + round % 4, 3), source = made_text(&seed, 1 + round % 7, 3);
    vb_alignment a = align_texts(report, source, &r, &s);
    cr_expect_eq(a.score, best_map(&r, &s, map, 0), "%.*s / %.*s", VB_ARG(report), VB_ARG(source));
  }
}

Test(trace, a_long_text_is_aligned_word_for_word) {
  uint64_t seed = 3;
  vb_str source = made_text(&seed, 60000, 50000);
  vb_wording r, s;
  vb_alignment a = align_texts(source, source, &r, &s);
  for (ptrdiff_t i = 0; i < a.n; i++) cr_assert_eq(a.source[i], i);
  ptrdiff_t cut = vb_str_find_char(source, ' ', source.n / 2);
  vb_str report = vb_str_format(&out, "%.*s put in %.*s", VB_ARG(vb_str_slice(source, 0, cut)),
                                VB_ARG(vb_str_slice(source, cut, source.n)));
  a = align_texts(report, source, &r, &s);
  vb_edits edits = vb_edits_make(&r, &s, &a, &out, scratch);
  EXPECT_STR(edits_text(&r, &s, edits), "ins word >put in");
}

Test(trace, a_quotation_is_found_far_into_a_long_text) {
  uint64_t seed = 5;
  vb_str filler = made_text(&seed, 50000, 4000);
  vb_str source = vb_str_format(&out, "%.*s We shall rebuild the old harbour. %.*s", VB_ARG(filler),
                                VB_ARG(filler));
  vb_wording r, s;
  vb_alignment a = align_texts(VB_S("we shall restore the old harbor"), source, &r, &s);
  for (ptrdiff_t i = 0; i < a.n; i++) cr_expect_eq(a.source[i], 50000 + i);
}

static int64_t score_of(const char *report, const char *source) {
  vb_wording r, s;
  return align_texts(vb_str_from(report), vb_str_from(source), &r, &s).score;
}

/* Words of no language, each of which earns 4; costs as align_dp.h has them. */
Test(trace, jumps_and_marks_cost_what_they_should) {
  const char *source = "qa qb q1 q2 q3 q4 q5 q6 q7 q8 q9 q0 q11 q12 qc qd qe";
  cr_expect_eq(score_of("qa qb qc qd qe", source), 5 * 4 - 14);
  cr_expect_eq(score_of("qa qb ... qc qd qe", source), 5 * 4 - 1);
  cr_expect_eq(score_of("qc qd qe qa qb q1", source), 6 * 4 - 17);
  cr_expect_eq(score_of("qa qb q2 q3", source), 4 * 4 - 4 - 1);
  cr_expect_eq(score_of("qa qb qx qy q1 q2", source), 4 * 4 - 4 - 2 * 2);
  cr_expect_eq(score_of("qa qb [qx qy] q1 q2", source), 4 * 4);
  cr_expect_eq(score_of("qa qb [qx] q2 q3", source), 4 * 4 - 1);
  cr_expect_eq(score_of("qa qx q1 q2", source), 3 * 4 - 3);
}

Test(trace, pieces_that_were_joined_are_counted_by_their_plain_words) {
  static const struct {
    const char *report;
    ptrdiff_t weakest;
  } cases[] = {
      {"the ferries crossed the frozen strait to Northholm", 4}, /* in one piece: all of them */
      {"Captain Orla Brandt crossed the frozen strait", 0},      /* a step back to a name */
      {"Captain Orla Brandt ... crossed the frozen strait", 0},  /* marked, but back */
      {"crossed the frozen strait to Northholm and sang of Captain Orla Brandt", 1}, /* "sang" */
      {"crossed the frozen strait to Northholm ... sang of Captain Orla Brandt", 4}, /* marked */
  };
  vb_str source =
      VB_S("Before dawn the ferries crossed the frozen strait to Northholm, where the bells "
           "rang and the whole town sang of Captain Orla Brandt.");
  for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
    vb_wording r, s;
    vb_alignment a = align_texts(vb_str_from(cases[i].report), source, &r, &s);
    cr_expect_eq(vb_align_cover(&r, &a).weakest, cases[i].weakest, "%s", cases[i].report);
  }
}

Test(trace, a_language_without_tables_has_words_all_the_same) {
  vb_error error = {0};
  vb_senses *none = vb_senses_new(lexicon, VB_S("xx"), &arena, &error);
  cr_assert_not_null(none);
  vb_wording r = vb_wording_make(none, VB_S("two old 1000 harbours"), &out, scratch);
  vb_wording s = vb_wording_make(none, VB_S("two old 1,000 harbors"), &out, scratch);
  vb_alignment a = vb_align(&r, &s, &out, scratch);
  vb_edits edits = vb_edits_make(&r, &s, &a, &out, scratch);
  EXPECT_STR(edits_text(&r, &s, edits), "sub spelling 1,000>1000; sub word harbors>harbours");
}

/* ---- parts */

/* Marks, and words, of any part of a text are those of the whole. */
Test(trace, a_part_of_a_wording_is_as_if_cut_from_the_whole) {
  vb_str text =
      VB_S("torn] We \"open\" the port (in May, Mr. Smith said ... and he is right). "
           "Gen. Low: \"It [the port] pays.\"\n\nIt never [... ever] closed (on U.S.A.Street");
  vb_wording whole = vb_wording_make(english, text, &out, scratch);
  vb_folded_words w = whole.words;
  cr_assert_gt(w.n, 20);
  for (ptrdiff_t from = 0; from <= w.n; from++)
    for (ptrdiff_t to = from; to <= w.n; to++) {
      vb_arena mark = out;
      ptrdiff_t begin = from ? from - 1 : 0, behind = to < w.n ? to + 1 : to;
      vb_folded_words words = {w.v + begin, behind - begin, behind - begin};
      vb_wording part = vb_wording_part(english, text, words, from - begin, to - begin, &out);
      cr_assert_eq(part.words.n, to - from);
      for (ptrdiff_t i = 0; i < to - from; i++)
        cr_assert_eq(part.marks[i], whole.marks[from + i], "%td of %td to %td", i, from, to);
      ptrdiff_t last = to - from; /* of what stands behind it only the gap is asked */
      cr_assert_eq(part.marks[last] & ~VB_MARK_BRACKET, whole.marks[to] & ~VB_MARK_BRACKET);
      out = mark;
    }
}
