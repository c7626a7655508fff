/* The facts of an article while its page is read: what each step finds is told to `facts`, and the
 * article takes what is believed.
 *
 *   declared  ->  visible  ->  text (dateline, agency tags)  ->  days  ->  judge
 */
#ifndef VB_ARTICLE_GATHER_H
#define VB_ARTICLE_GATHER_H

#include "article/dateline.h"
#include "article/facts.h"
#include "article/visible.h"

/* What the page declares to machines. */
void vb_gather_declared(const vb_article_grammar *g, vb_facts *facts, vb_article *a);
/* What stands somewhere on the page, for readers; `where` says where. */
void vb_gather_seen(const vb_article_grammar *g, vb_facts *facts, vb_fact fact, vb_str value,
                    const char *where);
void vb_gather_visible(const vb_article_grammar *g, const vb_visible *v, vb_facts *facts,
                       vb_article *a, vb_arena scratch);
void vb_gather_agency(const vb_article_grammar *g, vb_facts *facts, vb_clue_kind kind,
                      vb_str agency, const char *source, vb_article *a);
/* A dateline that the article has taken already. */
void vb_gather_dateline(const vb_article_grammar *g, const vb_dateline *line, vb_facts *facts,
                        const vb_article *a);
/* Publication and last change, when all else is told. */
void vb_gather_days(const vb_article_grammar *g, vb_facts *facts, vb_article *a, vb_arena scratch);
/* "Envoys meet | The Marula Times | 4 May 2021": the day at the end of a declared title, or of the
 * title of the window that a dump begins with ({0}: it does not). */
void vb_gather_title_day(const vb_article_grammar *g, vb_facts *facts, vb_str window,
                         vb_arena scratch);
/* The day in the scripts of a page that tells none else. */
void vb_gather_script_days(const vb_article_grammar *g, const vb_capture *capture, vb_facts *facts,
                           vb_arena scratch);
/* Says of everything that was told whether it is what the article has. */
void vb_gather_judge(vb_facts *facts, vb_article *a, vb_arena scratch);

/* For one of several articles of a page: what is true of all of them, and the page's days where the
 * article tells none. */
vb_facts vb_gather_common(const vb_facts *page, vb_arena *out);
void vb_gather_page_days(vb_facts *facts, const vb_facts *page);

#endif
