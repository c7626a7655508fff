/* What commands that read the archive begin with. */
#include <stdio.h>

#include "cli/aliases.h"
#include "cli/open.h"
#include "pipeline/pipeline.h"

enum { ARENA_BYTES = 512 << 20, PATIENCE_MS = 10000 };

/* An add that was interrupted left reports that are not merged; whoever comes next mends that.  If
 * the archive cannot be written now, the question is answered with what there is. */
static void mend(vb_session *session) {
  vb_error error = {0};
  int64_t n = vb_archive_n_pending(session->archive);
  if (!n) return;
  vb_archive_set_patience(session->archive, 0);
  if (vb_archive_merge(session->archive, session->lexicon, &error))
    vb_cli_complain("an add is running, or was interrupted: the ledger lacks its last reports");
  vb_archive_set_patience(session->archive, PATIENCE_MS);
}

/* What the user changed in the alias file; a file that cannot be read is an error. */
static int follow_aliases(const vb_cli *cli, vb_session *session, vb_error *error) {
  vb_archive_set_patience(session->archive, 0);
  int bad = vb_cli_use_aliases(cli, session->archive, session->lexicon, error);
  vb_archive_set_patience(session->archive, PATIENCE_MS);
  if (bad != VB_ARCHIVE) return bad;
  vb_cli_complain("the alias file has changed, and the archive cannot be written now: the ledger "
                  "shows the names of before");
  return VB_OK;
}

int vb_session_open(const vb_cli *cli, vb_session *session) {
  vb_error error = {0};
  *session = (vb_session){0};
  int bad = vb_archive_open(&session->archive, vb_cli_archive_path(cli), VB_ARCHIVE_READ, &error);
  if (!bad) bad = vb_lexicon_open(&session->lexicon, cli->values[OPT_LEXICON], &error);
  if (!bad && (vb_arena_region_open(&session->region, ARENA_BYTES) ||
               vb_arena_region_open(&session->scratch_region, ARENA_BYTES)))
    bad = vb_fail(&error, VB_MEMORY, "out of memory");
  if (!bad) bad = follow_aliases(cli, session, &error);
  if (bad) {
    vb_session_close(session);
    return vb_cli_failed(&error);
  }
  session->arena = vb_arena_reset(&session->region, NULL);
  session->scratch = vb_arena_reset(&session->scratch_region, NULL);
  mend(session);
  return 0;
}

void vb_session_close(vb_session *session) {
  vb_archive_close(session->archive);
  vb_lexicon_close(session->lexicon);
  vb_arena_region_close(&session->region);
  vb_arena_region_close(&session->scratch_region);
  *session = (vb_session){0};
}
