/* Which way a verb points a day that has no year.  See time_rules.h. */
#include "language/time_rules.h"

/* What a token says of time as a verb: 1 to come, -1 past, 0 nothing; "was due" is past. */
static int verb_tense(const vb_time_token *t, int before) {
  return t->verb == 2 ? (before < 0 ? -1 : 1) : t->verb;
}

/* Of the verb that governs token i: the last before it in its sentence, else the next behind it. */
int vb_time_tense_at(vb_time_parser *p, int i) {
  const vb_time_token *before = at(p, i - 1);
  if (before->class == VB_TW_TO && before->value) return 1; /* until Tuesday */
  if (p->tense) return p->tense;
  for (int k = i + 1; k < i + 10 && k < VB_TIME_AHEAD - 1; k++) {
    const vb_time_token *t = at(p, k);
    int tense = verb_tense(t, 0);
    if (tense) return tense;
    if (t->class == VB_TW_END || (is_mark(p, k, '.') && !at(p, k + 1)->glued)) return 0;
  }
  return 0;
}

/* A day or month without a year that the nearest rule puts months away, against the verb's tense.
 */
vb_when vb_time_by_tense(vb_time_parser *p, int i, vb_when when) {
  vb_date day = vb_date_ymd(when.year, when.month, when.day ? when.day : 15);
  if (!when.grain || !vb_date_known(p->anchor) || !vb_date_known(day)) return when;
  int ahead = (int)(vb_date_to_days(day) - vb_date_to_days(p->anchor));
  int tense = vb_time_tense_at(p, i);
  if (ahead > 120 && tense < 0) when.year--;
  if (ahead < -120 && tense > 0) when.year++;
  return when;
}

void vb_time_follow_tense(vb_time_parser *p) {
  const vb_time_token *t = at(p, 0);
  if (t->verb && class_at(p, -1) != VB_TW_BE) p->tense = verb_tense(t, p->tense);
  if (t->class == VB_TW_BE && class_at(p, -1) == VB_TW_TO) p->tense = 1;
  if (t->class == VB_TW_END) p->tense = 0;
  if (t->class == VB_TW_MARK && t->value == '.' && !at(p, 1)->glued) p->tense = 0;
}
