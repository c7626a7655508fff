#include "exchanges/claim_period.h"

bool vb_claim_any_of(const vb_wordmap *map, const vb_sentence *s, vb_tokens t, ptrdiff_t start,
                     ptrdiff_t end) {
  for (ptrdiff_t i = start; i < end; i++)
    if (i >= s->tokens.start && vb_wordmap_get(map, t.v[i].fold)) return true;
  return false;
}

static vb_date month_of(int year, int month) {
  return (vb_date){
      .year = (int16_t)year, .month = (int8_t)month, .precision = (int8_t)VB_DATE_MONTH};
}

/* "2021-H1", "2021-Q3" */
static bool read_part(vb_str value, vb_date *since, vb_date *until) {
  int year = value.n == 7 ? vb_str_to_int(vb_str_slice(value, 0, 4)) : -1;
  int part = value.n == 7 ? value.p[6] - '0' : 0;
  char unit = value.n == 7 ? value.p[5] : ' ';
  int months = unit == 'H' ? 6 : unit == 'Q' ? 3 : 0;
  if (year < 1 || !months || part < 1 || part * months > 12) return false;
  *since = month_of(year, (part - 1) * months + 1);
  *until = month_of(year, part * months);
  return true;
}

/* So long before the day of publication: "in three years". */
static vb_date before(vb_date day, vb_str value) {
  if (value.n < 3 || value.p[0] != 'P' || !vb_date_known(day)) return (vb_date){0};
  int n = vb_str_to_int(vb_str_slice(value, 1, value.n - 1));
  if (n < 0 || n > 9999) return (vb_date){0};
  day = vb_date_day(day);
  switch (value.p[value.n - 1]) {
  case 'Y': return day.year > n ? (day.year = (int16_t)(day.year - n), day) : (vb_date){0};
  case 'M': {
    int months = day.year * 12 + day.month - 1 - n;
    return day.precision >= VB_DATE_MONTH && months >= 12 ? month_of(months / 12, months % 12 + 1)
                                                          : (vb_date){0};
  }
  case 'W': return vb_date_add_days(day, -7 * n);
  case 'D': return vb_date_add_days(day, -n);
  default: return (vb_date){0};
  }
}

typedef struct {
  const vb_claim_words *words;
  const vb_sentence *s;
  vb_tokens t;
  vb_date published;
} reading;

static bool any_of(const reading *r, const vb_wordmap *map, ptrdiff_t start, ptrdiff_t end) {
  return vb_claim_any_of(map, r->s, r->t, start, end);
}

static void read_time(const reading *r, const vb_chunk *chunk, const vb_time *time,
                      vb_claim *claim) {
  const vb_claim_words *w = r->words;
  ptrdiff_t start = chunk->tokens.start - 2, end = chunk->tokens.start;
  while (end < chunk->tokens.end && r->t.v[end].span.start < time->span.start) end++;
  bool since = any_of(r, &w->since, end - 2 > start ? end - 2 : start, end);
  bool until = any_of(r, &w->until, end - 1, end);
  bool between = any_of(r, &w->between, start, end);
  if (time->type == VB_TIME_DURATION) {
    if (any_of(r, &w->within, start, end) && !vb_date_known(claim->since))
      claim->since = before(r->published, time->value);
    return;
  }
  if (!since && !until && read_part(time->value, &claim->since, &claim->until)) return;
  vb_date date = vb_date_day(time->date);
  if (!vb_date_known(date)) return;
  if (since || between) {
    claim->since = date;
  } else if (until || (vb_date_known(claim->since) && any_of(r, &w->and, end - 1, end))) {
    claim->until = date;
  } else if (date.precision < VB_DATE_DAY && !vb_date_known(claim->since)) {
    claim->since = claim->until = date; /* "this year" */
  }
}

void vb_claim_read_period(const vb_claim_words *words, const vb_sentence *s, vb_tokens t,
                          vb_date published, vb_claim *claim) {
  const reading r = {words, s, t, published};
  for (ptrdiff_t c = 0; c < s->chunks.n; c++) {
    const vb_chunk *chunk = &s->chunks.v[c];
    if (chunk->kind == VB_CHUNK_TIME) read_time(&r, chunk, &s->times.v[chunk->index], claim);
  }
}
