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

static void check_side(const vb_actors *side) {
  for (ptrdiff_t i = 0; i < side->n; i++) {
    const vb_actor *a = &side->v[i];
    vb_fuzz_expect_utf8(a->name, "a name is not UTF-8");
    vb_fuzz_expect_utf8(a->office, "an office is not UTF-8");
    vb_fuzz_expect_utf8(a->organisation, "an organisation is not UTF-8");
    vb_fuzz_expect(!a->country.p || a->country.n == 2, "a country is no code");
    vb_fuzz_expect(a->name.n || a->office.n || a->organisation.n || a->country.n, "nobody");
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
