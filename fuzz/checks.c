#include "checks.h"

void vb_fuzz_check_date(vb_date date) {
  char iso[VB_DATE_ISO_BYTES];
  if (!vb_date_known(date)) return;
  vb_date again = vb_date_parse_iso(vb_date_format(date, iso));
  vb_fuzz_expect(again.precision == date.precision && !vb_date_compare(again, date) &&
                     again.has_offset == date.has_offset &&
                     again.offset_minutes == date.offset_minutes,
                 "a date that cannot be read back");
  vb_date day = vb_date_day(date);
  if (day.precision == VB_DATE_DAY)
    vb_fuzz_expect(!vb_date_compare(vb_date_from_days(vb_date_to_days(day)), day), "another day");
}

void vb_fuzz_check_article(const vb_article *a, vb_format format) {
  const vb_str facts[] = {a->text,   a->title,  a->subtitle,       a->byline,
                          a->agency, a->outlet, a->dateline_place, a->url};
  for (size_t i = 0; i < sizeof facts / sizeof *facts; i++)
    vb_fuzz_expect_utf8(facts[i], "a fact is not UTF-8");
  for (ptrdiff_t i = 0; i < a->captions.n; i++)
    vb_fuzz_expect_utf8(a->captions.v[i], "a caption is not UTF-8");
  vb_fuzz_check_date(a->published);
  vb_fuzz_check_date(a->updated);
  vb_fuzz_check_date(a->captured);
  vb_fuzz_check_date(a->dateline_date);
  vb_fuzz_expect(a->id.n > 0, "no id");
  vb_fuzz_expect(format == VB_FORMAT_JSONL || vb_str_find(a->text, VB_S("\n\n\n"), 0) < 0,
                 "an empty paragraph");
  if (a->published.precision >= VB_DATE_DAY && a->captured.precision >= VB_DATE_DAY)
    vb_fuzz_expect(vb_date_to_days(a->published) <= vb_date_to_days(a->captured) + 1,
                   "published after captured");
}

void vb_fuzz_check_times(vb_times times, vb_str text) {
  ptrdiff_t after = 0;
  for (ptrdiff_t i = 0; i < times.n; after = times.v[i++].span.end) {
    const vb_time *time = &times.v[i];
    vb_fuzz_expect_span(time->span, after, text, "times out of order or outside the text");
    vb_fuzz_check_date(time->date);
    vb_fuzz_expect(!time->value.p || time->value.n, "an empty value");
    vb_fuzz_expect_utf8(time->value, "a value is not UTF-8");
  }
}

static vb_str field_of(const vb_article *a, vb_evidence evidence) {
  switch (evidence.field) {
  case VB_FIELD_TEXT: return a->text;
  case VB_FIELD_TITLE: return a->title;
  case VB_FIELD_SUBTITLE: return a->subtitle;
  default:
    vb_fuzz_expect(evidence.caption >= 0 && evidence.caption < a->captions.n, "no such caption");
    return a->captions.v[evidence.caption];
  }
}

static void check_evidence(vb_evidences evidence, const vb_article *article) {
  for (ptrdiff_t i = 0; i < evidence.n; i++)
    vb_fuzz_expect_span(evidence.v[i].span, 0, field_of(article, evidence.v[i]),
                        "evidence outside its field");
}

static void check_actor(const vb_actor *a) {
  vb_fuzz_expect_utf8(a->name, "a name is not UTF-8");
  vb_fuzz_expect_utf8(a->office, "an office is not UTF-8");
  vb_fuzz_expect_utf8(a->organisation, "an organisation is not UTF-8");
  vb_fuzz_expect(!a->country.p || a->country.n == 2, "a country is no code");
}

static void check_side(const vb_actors *side) {
  for (ptrdiff_t i = 0; i < side->n; i++) {
    check_actor(&side->v[i]);
    vb_fuzz_expect(vb_actor_known(&side->v[i]), "nobody");
  }
}

void vb_fuzz_check_exchanges(vb_exchanges exchanges, const vb_article *article) {
  for (ptrdiff_t i = 0; i < exchanges.n; i++) {
    const vb_exchange *x = &exchanges.v[i];
    vb_fuzz_expect(x->evidence.n > 0 && x->pattern.n > 0, "an exchange without evidence");
    vb_fuzz_expect(x->from.n || x->to.n, "an exchange of nobody");
    vb_fuzz_expect(x->answers >= -1 && x->answers < exchanges.n && x->answers != i, "no answer");
    check_evidence(x->evidence, article);
    check_evidence(x->cues, article);
    check_side(&x->from);
    check_side(&x->to);
    vb_fuzz_expect_utf8(x->occasion, "an occasion is not UTF-8");
    vb_fuzz_check_date(x->sent);
    vb_fuzz_check_date(x->reported);
  }
}

static void check_span(vb_span span, vb_str text, const char *what) {
  if (span.start || span.end) vb_fuzz_expect_span(span, 0, text, what);
}

static void check_statement(const vb_statement *s, const vb_article *article) {
  vb_str text = field_of(article, (vb_evidence){.field = s->field, .caption = s->caption});
  vb_fuzz_expect(s->spans.n > 0, "a statement of nothing");
  for (ptrdiff_t i = 0, after = 0; i < s->spans.n; after = s->spans.v[i++].end)
    vb_fuzz_expect_span(s->spans.v[i], after, text, "spans out of order or outside the field");
  check_span(s->cue, text, "a cue outside its field");
  check_span(s->source, text, "a source outside its field");
  check_actor(&s->speaker);
  check_actor(&s->addressee);
  for (ptrdiff_t i = 0; i < s->via.n; i++) {
    vb_fuzz_expect(s->via.v[i].n > 0, "passed on by nobody");
    vb_fuzz_expect_utf8(s->via.v[i], "who passed it on is not UTF-8");
  }
}

/* Fields stand in the order title, subtitle, text, captions. */
static int rank_of(const vb_statement *s) {
  switch (s->field) {
  case VB_FIELD_TITLE: return 0;
  case VB_FIELD_SUBTITLE: return 1;
  case VB_FIELD_TEXT: return 2;
  default: return 3 + s->caption;
  }
}

void vb_fuzz_check_statements(vb_statements statements, const vb_article *article) {
  for (ptrdiff_t i = 0; i < statements.n; i++) {
    check_statement(&statements.v[i], article);
    vb_fuzz_expect(!i || rank_of(&statements.v[i - 1]) <= rank_of(&statements.v[i]),
                   "fields out of order");
  }
}
