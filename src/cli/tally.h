/* ledger --count and --by: how many, with what was searched. */
#ifndef VB_CLI_TALLY_H
#define VB_CLI_TALLY_H

#include "answers/coverage.h"
#include "answers/ledger.h"
#include "cli/open.h"

/* *n gets the number of exchanges. */
int vb_tally_print(const vb_cli *cli, vb_session *session, vb_ledger *ledger,
                   const vb_coverage *coverage, long *n);

#endif
