#include "article/date_order.h"

#include "article/facts.h"
#include "article/language.h"
#include "base/utf8.h"

enum { LINE_BYTES = 220, TAG_BYTES = 16, NAME_BYTES = 64 };

static char order_on_page(const vb_article_grammar *g, const vb_page *page) {
  int days = 0, months = 0;
  for (ptrdiff_t i = 0; i < page->blocks.n; i++) {
    vb_str s = page->blocks.v[i].text;
    vb_found_date found;
    for (ptrdiff_t at = 0; s.n < LINE_BYTES && vb_dates_next(g, s, &at, &found);) {
      days += found.order == 'd';
      months += found.order == 'm';
    }
  }
  return days && !months ? 'd' : months && !days ? 'm' : 0;
}

/* The fact that a meta element of this name tells. */
static vb_fact fact_of(const vb_article_grammar *g, const vb_page_field *field, vb_arena scratch) {
  if (field->key.n > NAME_BYTES) return VB_FACT_NONE;
  const vb_dict_entry *e = vb_dict_find(&g->fields, field->key, scratch);
  return e ? (vb_fact)(e->value / VB_CLUE_RANKS) : VB_FACT_NONE;
}

/* "en_US" in the table as en-US, else as en. */
static char order_of_tag(const vb_article_grammar *g, vb_str tag, vb_arena scratch) {
  char room[TAG_BYTES];
  if (!tag.n || tag.n > TAG_BYTES) return 0;
  for (ptrdiff_t i = 0; i < tag.n; i++) room[i] = tag.p[i] == '_' ? '-' : tag.p[i];
  vb_str whole = {room, tag.n}, rest = whole;
  const vb_dict_entry *e = vb_dict_find(&g->date_orders, whole, scratch);
  if (!e) e = vb_dict_find(&g->date_orders, vb_str_cut(&rest, '-'), scratch);
  return e && e->value != 'y' ? (char)e->value : 0;
}

static char order_of_words(const vb_article_grammar *g, const vb_page *page, vb_arena scratch) {
  vb_str longest = {0};
  for (ptrdiff_t i = 0; i < page->blocks.n; i++)
    if (page->blocks.v[i].text.n > longest.n) longest = page->blocks.v[i].text;
  vb_arena none = {0}; /* only a declared language is copied */
  vb_str language = vb_language_detect(g, longest, (vb_str){0}, &none, scratch);
  return order_of_tag(g, language, scratch);
}

/* What two declarations disagree on, neither says. */
static char order_declared(const vb_article_grammar *g, const vb_page *page, vb_arena scratch) {
  char order = 0;
  for (ptrdiff_t i = 0; i < page->meta.n; i++) {
    if (fact_of(g, &page->meta.v[i], scratch) != VB_FACT_LANGUAGE) continue;
    char one = order_of_tag(g, page->meta.v[i].value, scratch);
    if (one && order && one != order) return 0;
    if (one) order = one;
  }
  return order ? order : order_of_words(g, page, scratch);
}

static void add_machine(vb_date_order *order, vb_date d) {
  enum { MOST = sizeof order->machine.v / sizeof *order->machine.v };
  if (d.precision >= VB_DATE_DAY && order->machine.n < MOST)
    order->machine.v[order->machine.n++] = vb_date_day(d);
}

static void read_machine(vb_date_order *order, const vb_article_grammar *g, const vb_page *page,
                         vb_arena scratch) {
  for (ptrdiff_t i = 0; i < page->meta.n; i++) {
    vb_fact fact = fact_of(g, &page->meta.v[i], scratch);
    if (fact == VB_FACT_PUBLISHED || fact == VB_FACT_UPDATED)
      add_machine(order, vb_dates_parse(g, page->meta.v[i].value));
    if (fact == VB_FACT_URL) add_machine(order, vb_dates_in_url(page->meta.v[i].value));
  }
  for (ptrdiff_t i = 0; i < page->blocks.n; i++)
    if (page->blocks.v[i].datetime.n)
      add_machine(order, vb_dates_parse(g, page->blocks.v[i].datetime));
}

vb_date_order vb_date_order_of(const vb_article_grammar *grammar, const vb_page *page,
                               vb_date captured, vb_arena scratch) {
  vb_date_order order = {.on_page = order_on_page(grammar, page),
                         .declared = order_declared(grammar, page, scratch),
                         .captured = captured};
  read_machine(&order, grammar, page, scratch);
  return order;
}

static bool is_machine(const vb_date_order *order, vb_date d) {
  for (int i = 0; i < order->machine.n; i++)
    if (vb_date_to_days(order->machine.v[i]) == vb_date_to_days(d)) return true;
  return false;
}

/* 'd' or 'm' where one thing is so for only one of the readings. */
static char only(bool day_first, bool month_first) {
  return day_first == month_first ? 0 : day_first ? 'd' : 'm';
}

vb_date vb_date_decide(const vb_date_order *order, vb_found_date found) {
  if (!vb_date_known(found.swapped)) return found.date;
  char which = order->on_page;
  if (!which) which = only(is_machine(order, found.date), is_machine(order, found.swapped));
  if (!which && vb_date_known(order->captured)) {
    int32_t last = vb_date_to_days(order->captured) + 1;
    which = only(vb_date_to_days(found.date) <= last, vb_date_to_days(found.swapped) <= last);
  }
  if (!which) which = order->declared;
  return which == 'd' ? found.date : which == 'm' ? found.swapped : (vb_date){0};
}
