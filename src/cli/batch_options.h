/* Options that read and add share. */
#ifndef VB_CLI_BATCH_OPTIONS_H
#define VB_CLI_BATCH_OPTIONS_H

#include "cli/cli.h"
#include "pipeline/batch.h"

/* What --threads and --memory say.  0, or 2 after saying what is wrong. */
int vb_cli_batch_options(const vb_cli *cli, vb_batch_options *options);

#endif
