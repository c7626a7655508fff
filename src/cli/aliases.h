/* The user's alias file: --aliases FILE, else aliases.tsv beside the archive. */
#ifndef VB_CLI_ALIASES_H
#define VB_CLI_ALIASES_H

#include "archive/archive.h"
#include "cli/cli.h"

/* Takes the file into the archive, whose ledger follows at the next merging.  Without a file the
 * archive keeps what it remembers; a file without rows makes it forget. */
int vb_cli_use_aliases(const vb_cli *cli, vb_archive *archive, const vb_lexicon *lexicon,
                       vb_error *error);

#endif
