/* What an archive holds, for people: after add, and as the status. */
#ifndef VB_CLI_HOLDINGS_H
#define VB_CLI_HOLDINGS_H

#include "archive/archive.h"
#include "cli/cli.h"

/* A few lines on what an archive holds: articles, dates, languages, outlets, exchanges, statements.
 */
void vb_holdings_print(const vb_cli *cli, vb_archive *archive);

#endif
