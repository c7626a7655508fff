/* Internal to statements: letters that an article prints without quotation marks.
 *
 *   The message said:                 a sentence that ends with a colon
 *
 *   Dear friends,                     the letter: paragraphs in the sender's own
 *   We greet you ...                  voice ("we", "your"), with what opens and
 *   Ana Costa                         signs them, and at most two at a time in
 *                                     nobody's, if it goes on behind them
 *
 *   The ministry gave no details.     the page's voice again
 */
#ifndef VB_STATEMENTS_LETTER_H
#define VB_STATEMENTS_LETTER_H

#include "statements/clause.h"

/* The letter in the paragraphs behind the unit; empty if there is none.  *next is the unit behind
 * the letter. */
vb_token_range vb_letter_behind(const vb_clause_view *view, ptrdiff_t unit, ptrdiff_t *next);

#endif
