/* Internal to occasion keys: what is known while one is made.
 *
 *   occasion_text.c    the words told, and what each is
 *   occasion_whose.c   whose occasion it is
 *   occasion_key.c     which one: ordinal or year
 *   occasion_typed.c   keys as somebody types them
 */
#ifndef VB_EXCHANGES_KEYING_H
#define VB_EXCHANGES_KEYING_H

#include "exchanges/occasion_text.h"

typedef struct {
  const vb_occasion_keys *keys;
  const vb_exchange *exchange;
  vb_occasion_text text;
  const vb_actors *about; /* the side that the occasion is of; NULL: not known */
  vb_str kind, whose;
  bool by_country; /* whose is a country's code */
  bool doubtful;   /* ... taken from a side, and both are of that country */
  vb_arena *out;
} vb_keying;

/* The side that an occasion is of when its words do not say; NULL: calls, meetings. */
const vb_actors *vb_keying_side(const vb_exchange *exchange);
/* Sets kind and whose, as far as they are known; the text has a kind. */
void vb_keying_find_whose(vb_keying *keying);
/* The country told; where none is, that of the side, if nothing unknown is named instead. */
vb_str vb_keying_country(vb_keying *keying, bool any_place);
/* "WPK"; a body without an abbreviation: its folded name. */
vb_str vb_keying_body(const vb_occasion_keys *keys, ptrdiff_t row, vb_arena *out);
/* "mira-solen" */
vb_str vb_keying_name(const vb_occasion_keys *keys, vb_str name, vb_arena *out);
/* -1 if there is no such code. */
ptrdiff_t vb_keying_country_row(const vb_occasion_keys *keys, vb_str code);

/* A row of world/national_days. */
typedef struct {
  vb_str kind; /* the one that stands in keys */
  int year;    /* of the event itself */
  int month, day;
} vb_yearly_day;
bool vb_yearly_day_read(const vb_table *days, ptrdiff_t row, vb_yearly_day *day);
/* The row for a kind in a country. */
bool vb_yearly_day_find(const vb_occasion_keys *keys, vb_str country, vb_str kind,
                        vb_yearly_day *day);

/* The key, with what stands behind # or @; year 0: neither. */
vb_str vb_keying_number(const vb_keying *keying, int number);
vb_str vb_keying_year(const vb_keying *keying, int year);

static inline vb_str vb_keying_field(const vb_table *table, ptrdiff_t row, const char *column) {
  if (!table || row < 0) return (vb_str){0};
  return vb_table_field(table, row, vb_table_column(table, column));
}

#endif
