/* Internal to statements: the chain of those who pass a statement on.
 *
 * "..., the premier said, Fictive Agency reported, citing state radio": the
 * article's own agency, then whoever reports the statement that holds this one,
 * outermost first.
 */
#ifndef VB_STATEMENTS_CHAIN_H
#define VB_STATEMENTS_CHAIN_H

#include "statements/statement.h"

void vb_chains_fill(const vb_article *article, vb_statements statements, vb_arena *out);

#endif
