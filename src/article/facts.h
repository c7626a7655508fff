/* Facts of an article from what the page says about itself to machines: front matter, JSON-LD,
 * meta elements.
 *
 * world/fields.tsv says which names give which fact, in order of trust.  What is told is kept, all
 * of it (clue.h); which of it is believed is decided when the visible page has been read too:
 * days in published.h, the title in title.h.
 */
#ifndef VB_ARTICLE_FACTS_H
#define VB_ARTICLE_FACTS_H

#include "article/blocks.h"
#include "article/clue.h"

typedef struct {
  vb_clues clues;
  vb_arena *out;
  int objects; /* article objects of JSON-LD so far */
} vb_facts;

/* One thing told, under a fact that is known as such; `source` is copied. */
void vb_facts_tell(const vb_article_grammar *grammar, vb_facts *facts, vb_fact fact,
                   vb_clue_kind kind, int place, vb_str value, vb_str source);
/* The same under one of the names of world/fields.tsv: "meta og:title" for `where` "meta". */
void vb_facts_offer(const vb_article_grammar *grammar, vb_facts *facts, vb_clue_kind kind,
                    const char *where, vb_str name, vb_str value, vb_arena scratch);
/* JSON-LD: headline, dates, authors, publisher of the article objects in it; the dates of its page
 * objects. */
void vb_facts_json_ld(const vb_article_grammar *grammar, vb_facts *facts, vb_str script,
                      vb_arena scratch);
/* The most trusted value; {0} if nothing tells the fact. */
vb_str vb_facts_value(const vb_facts *facts, vb_fact fact);

#endif
