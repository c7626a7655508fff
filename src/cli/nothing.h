/* ledger without an answer: what would be nearest. */
#ifndef VB_CLI_NOTHING_H
#define VB_CLI_NOTHING_H

#include "answers/ledger.h"
#include "cli/open.h"

/* Behind the table on standard output; beside other formats on standard error. */
void vb_nothing_found(const vb_cli *cli, vb_session *session, const vb_ledger_query *query);

#endif
