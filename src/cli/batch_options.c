#include "cli/batch_options.h"

enum { MOST_THREADS = 256, MOST_MIB = 64 << 10 };

int vb_cli_batch_options(const vb_cli *cli, vb_batch_options *options) {
  int mib = 0;
  int bad = vb_cli_number(cli, OPT_THREADS, MOST_THREADS, &options->n_threads);
  if (!bad) bad = vb_cli_number(cli, OPT_MEMORY, MOST_MIB, &mib);
  options->worker.budget_bytes = (ptrdiff_t)mib << 20;
  return bad;
}
