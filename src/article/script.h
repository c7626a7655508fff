/* The day of publication in the state of a page's program: "publishedAt":"2021-03-23T09:00Z".
 *
 * The last resort, for pages that tell nothing else: the bytes of the page are searched for the
 * names of world/fields.tsv (in_script), with plain, escaped or HTML quotation marks around them.
 * A name under which several days stand tells nothing: they are those of other articles. */
#ifndef VB_ARTICLE_SCRIPT_H
#define VB_ARTICLE_SCRIPT_H

#include "article/facts.h"

void vb_script_tell(const vb_article_grammar *grammar, vb_str page, vb_facts *facts,
                    vb_arena scratch);

#endif
