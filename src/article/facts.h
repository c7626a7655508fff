/* Facts of an article from what the page says about itself.
 *
 * Each fact is taken from the first of these that gives it: front matter,
 * JSON-LD, meta elements, then the visible page (headings, label lines, <time>),
 * the address, the dateline.  The title is the visible headline where it says
 * what the declared one says (title.h).  world/fields.tsv says which names give which fact, in
 * order of trust.  What contradicts itself (published after captured) is left out.
 */
#ifndef VB_ARTICLE_FACTS_H
#define VB_ARTICLE_FACTS_H

#include "article/blocks.h"

typedef enum {
  VB_FACT_NONE,
  VB_FACT_TITLE,
  VB_FACT_SUBTITLE,
  VB_FACT_BYLINE,
  VB_FACT_AGENCY,
  VB_FACT_OUTLET,
  VB_FACT_URL,
  VB_FACT_LANGUAGE,
  VB_FACT_PUBLISHED,
  VB_FACT_UPDATED,
  VB_FACT_CAPTURED,
  VB_FACT_DESCRIPTION,
  VB_N_FACTS
} vb_fact;

/* The best value so far of each fact, and its rank (0: none; smaller is better). */
typedef struct {
  vb_str value[VB_N_FACTS];
  int rank[VB_N_FACTS];
  bool news_headline; /* the title is what a news article's own data calls its headline */
} vb_facts;

/* Offers a value under one of the names of world/fields.tsv; `source` orders the kinds of source
 * (0 is the most trusted). */
void vb_facts_offer(const vb_article_grammar *grammar, vb_facts *facts, int source, vb_str name,
                    vb_str value, vb_arena scratch);
/* The same for a fact that is known as such. */
void vb_facts_set(vb_facts *facts, int source, vb_fact fact, vb_str value);
/* JSON-LD: headline, dates, author, publisher of the article objects in it; from `page_source`, the
 * dates of its page objects. */
void vb_facts_json_ld(vb_facts *facts, int source, int page_source, vb_str script, vb_arena *out,
                      vb_arena scratch);

/* `title` without the name of the site before or behind a bar or dash. */
vb_str vb_facts_plain_title(vb_str title, vb_str outlet, const vb_page *page, vb_arena scratch);

#endif
