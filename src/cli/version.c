#include <stdio.h>

#include "cli/cli.h"
#include "lexicon/lexicon.h"

int vb_run_version(vb_cli *cli) {
  (void)cli;
  vb_lexicon *lexicon;
  vb_error error = {0};
  if (vb_lexicon_open(&lexicon, NULL, &error)) return vb_cli_failed(&error);
  printf("verbale %s, lexicon %.*s\n", VB_VERSION, VB_ARG(vb_lexicon_version(lexicon)));
  vb_lexicon_close(lexicon);
  return 0;
}
