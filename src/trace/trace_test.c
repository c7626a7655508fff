/* Quotations against tests/trace/, whose verdicts, edits and flags were written by hand; words,
 * shingles and alignments of known shape. */
#include <stdlib.h>

#include "base/expect.h"
#include "lexicon/fixture.h"
#include "trace/shingles.h"
#include "trace/verdict.h"

static vb_arena_region out_region, scratch_region;
static vb_arena out, scratch;
static vb_senses *english;

static void setup(void) {
  vb_error error = {0};
  open_lexicon();
  cr_assert_eq(vb_arena_region_open(&out_region, 256 << 20), 0);
  cr_assert_eq(vb_arena_region_open(&scratch_region, 256 << 20), 0);
  out = vb_arena_reset(&out_region, NULL);
  scratch = vb_arena_reset(&scratch_region, NULL);
  english = vb_senses_new(lexicon, VB_S("en"), &arena, &error);
  cr_assert_not_null(english, "%s", error.message);
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

static void check_line(const char *file, vb_str line) {
  vb_str rest = line, source = unescaped(vb_str_cut(&rest, '\t'));
  vb_str report = unescaped(vb_str_cut(&rest, '\t')), verdict = vb_str_cut(&rest, '\t');
  vb_str edits = vb_str_cut(&rest, '\t'), flags = vb_str_cut(&rest, '\t');
  vb_verdict_facts facts = read_facts(vb_str_cut(&rest, '\t'));
  vb_wording r = vb_wording_make(english, report, &out, scratch);
  vb_wording s = vb_wording_make(english, source, &out, scratch);
  vb_alignment a = vb_align(&r, &s, &out, scratch);
  vb_edits found = vb_edits_make(&r, &s, &a, &out, scratch);
  vb_judgement j = vb_verdict_judge(&r, &s, &a, &found, &facts, scratch);
  vb_str got = vb_str_format(&out, "%s\t%.*s\t%.*s", vb_trace_verdict_name(j.verdict),
                             VB_ARG(edits_text(&r, &s, found)), VB_ARG(flags_text(j.flags)));
  if (vb_str_eq(edits, VB_S("*"))) /* of what is not found they say nothing */
    got = vb_str_format(&out, "%s\t*\t%.*s", vb_trace_verdict_name(j.verdict),
                        VB_ARG(flags_text(j.flags)));
  vb_str want = vb_str_format(&out, "%.*s\t%.*s\t%.*s", VB_ARG(verdict), VB_ARG(edits),
                              VB_ARG(flags));
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
Test(trace, scripts) { cr_expect_geq(check_table("scripts"), 10); }
