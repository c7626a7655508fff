/* Groups: reports that tell of one exchange, while merging.  Internal to merging.
 *
 *   report --vb_told_read--> told --vb_group_fit--> group --vb_group_best--> ledger row
 *
 * A group keeps what its members say together (the narrowest and the fullest
 * list of parties, the first and last day, the occasion as far as it is told),
 * and a report must fit all of that, not one member: so groups do not chain.
 */
#ifndef VB_EXCHANGES_GROUP_H
#define VB_EXCHANGES_GROUP_H

#include "exchanges/merge.h"
#include "exchanges/occasion.h"
#include "exchanges/side.h"

struct vb_merge_words {
  vb_side_words sides;
  vb_occasion_words occasions;
};

/* How far apart reports of one exchange, and an exchange and its reply, may stand.  reach.c says
 * what follows for reports that need not be compared. */
enum {
  VB_DELIVERY_DAYS = 10,      /* sent by one side, received by the other */
  VB_RECOLLECTION_DAYS = 366, /* a mention without a date looks back this far */
  VB_REPLY_DAYS = 60,
  VB_WINDOW_DAYS = 16, /* groups are found by windows of so many days */
  VB_NEAR_WINDOWS = 2, /* so many on each side */
  VB_BESIDE_DAYS = VB_NEAR_WINDOWS * VB_WINDOW_DAYS
};

/* Forms that outlets tell one for the other share a class. */
typedef enum {
  VB_CLASS_WRITTEN,
  VB_CLASS_GIFT,
  VB_CLASS_WREATH,
  VB_CLASS_CALL,
  VB_CLASS_MEETING,
  VB_CLASS_VISIT,
  VB_CLASS_STATEMENT
} vb_form_class;

vb_form_class vb_form_class_of(vb_form form);
/* Calls and meetings have two sides, but no sender. */
bool vb_form_class_undirected(vb_form_class class);

typedef struct {
  bool known;
  int32_t first, last;
} vb_days;

/* A report, prepared for comparing. */
typedef struct {
  const vb_report *report;
  ptrdiff_t index; /* in the input */
  vb_form_class class;
  vb_side from, to; /* undirected: `from` holds both sides' parties, `to` none */
  vb_occasion occasion;
  vb_days sent, reported;
  bool to_the_day; /* sent is known to the day */
  int specificity; /* how much it tells */
} vb_told;

typedef struct {
  vb_side narrowest, fullest;
} vb_side_range;

typedef struct {
  vb_form_class class;
  vb_indices members; /* of the told array, in order of joining */
  vb_form form;       /* the most specific so far */
  vb_purpose purpose;
  vb_side_range from, to;
  vb_occasion occasion;
  vb_days sent;     /* days of the act, from members that know it to the day */
  vb_days received; /* the same for members that tell the receiving side's day */
  vb_days rough;    /* known less precisely than to the day, by all members */
  vb_days reported; /* main members; mentions, if there is no main one */
  bool has_main;
  ptrdiff_t next; /* in the list of its time window; -1 */
  int32_t window;
} vb_group;

/* How well a report fits a group; 0: it does not. */
typedef struct {
  bool fits;
  bool occasion_same, purpose_same;
  bool occasion_in_words; /* the same, and told in the same words */
  bool in_article_only;   /* the same words again in one article, but no other article's */
  int score;
} vb_fit;

/* `cache` is new for each set of reports: the same party told again is read once. */
vb_told vb_told_read(const vb_merge_words *words, vb_side_cache *cache, const vb_report *report,
                     ptrdiff_t index, vb_arena *out);
vb_days vb_days_of(vb_date date);
vb_group vb_group_begin(const vb_told *told);
void vb_group_join(vb_group *group, const vb_told *told);
/* A main report: dates within days of each other. */
vb_fit vb_group_fit_main(const vb_group *group, const vb_told *told);
/* A mention: at the precision that it gives. */
vb_fit vb_group_fit_mention(const vb_group *group, const vb_told *told);
/* A report of an undated page: only what happens once, the 74th anniversary, can be known again. */
vb_fit vb_group_fit_undated(const vb_group *group, const vb_told *told);
/* The same act told twice in one article. */
bool vb_told_identical(const vb_told *a, const vb_told *b);
/* The best that the members say together. */
vb_exchange vb_group_best(const vb_group *group, const vb_told *told, vb_arena *out);

/* Sets reply_to of the rows, which are ordered by date; groups[i] is the group of row i, and
 * row_of[k] the row that told[k] went into. */
typedef struct {
  vb_ledger_rows rows;
  const vb_group *const *groups;
  const vb_told *told;
  ptrdiff_t n_told;
  const ptrdiff_t *row_of;
} vb_reply_input;
void vb_replies_link(vb_reply_input in, vb_arena scratch);

#endif
