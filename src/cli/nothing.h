/* An answer that is not what was asked for: what would be nearest to it, and how it was read. */
#ifndef VB_CLI_NOTHING_H
#define VB_CLI_NOTHING_H

#include "answers/ledger.h"
#include "cli/open.h"

/* Why the ledger has nothing for it: names that it does not know, else conditions without which it
 * has.  Behind a table on standard output; beside other formats on standard error, as all below. */
void vb_nothing_found(const vb_cli *cli, vb_session *session, const vb_ledger_query *query);
/* For actors: nobody is called so; who is, almost. */
void vb_nothing_called(const vb_cli *cli, vb_session *session, vb_str who);
/* Of parties that may be several countries ("Korea"): that they were looked for as words. */
void vb_say_countries(const vb_cli *cli, vb_session *session, const vb_ledger_query *query);

#endif
