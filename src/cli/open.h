/* A session: what a command that asks the archive opens first and closes last. */
#ifndef VB_CLI_OPEN_H
#define VB_CLI_OPEN_H

#include "archive/archive.h"
#include "cli/cli.h"

/* An archive to ask, the lexicon, and memory for the answer. */
typedef struct {
  vb_archive *archive;
  vb_lexicon *lexicon;
  vb_arena_region region, scratch_region;
  vb_arena arena, scratch; /* scratch: copy it, use the copy */
} vb_session;

/* 0, or the exit status after saying why. */
int vb_session_open(const vb_cli *cli, vb_session *session);
void vb_session_close(vb_session *session);

#endif
