#include "cli/aliases.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum { FILE_BYTES = 16 << 20, REGION_BYTES = 256 << 20 };

static const char *path_of(const vb_cli *cli, vb_arena *arena) {
  if (vb_cli_has(cli, OPT_ALIASES)) return cli->values[OPT_ALIASES];
  const char *archive = vb_cli_archive_path(cli), *slash = strrchr(archive, '/');
  int folder = slash ? (int)(slash - archive) + 1 : 0;
  return vb_str_z(arena, vb_str_format(arena, "%.*saliases.tsv", folder, archive));
}

static int read_file(const char *path, vb_str *text, vb_arena *arena, vb_error *error) {
  FILE *file = fopen(path, "rb");
  if (!file) return vb_fail(error, VB_BAD_INPUT, "%s: %s", path, strerror(errno));
  char *bytes = vb_arena_alloc_raw(arena, 1, 1, FILE_BYTES);
  *text = (vb_str){bytes, (ptrdiff_t)fread(bytes, 1, FILE_BYTES, file)};
  bool bad = ferror(file), more = fgetc(file) != EOF;
  fclose(file);
  if (bad) return vb_fail(error, VB_BAD_INPUT, "%s: %s", path, strerror(errno));
  if (more) return vb_fail(error, VB_BAD_INPUT, "%s: larger than 16 MiB, no alias file", path);
  arena->beg = bytes + text->n;
  return VB_OK;
}

static int use(const vb_cli *cli, vb_archive *archive, const vb_lexicon *lexicon, vb_arena arena,
               vb_arena scratch, vb_error *error) {
  vb_str text = {0};
  vb_aliases aliases;
  const char *path = path_of(cli, &arena);
  if (!vb_cli_has(cli, OPT_ALIASES) && access(path, F_OK)) return VB_OK;
  int bad = read_file(path, &text, &scratch, error);
  if (!bad) bad = vb_aliases_read(text, path, &aliases, &arena, error);
  return bad ? bad : vb_archive_set_aliases(archive, lexicon, &aliases, arena, scratch, error);
}

int vb_cli_use_aliases(const vb_cli *cli, vb_archive *archive, const vb_lexicon *lexicon,
                       vb_error *error) {
  vb_arena_region region = {0}, scratch = {0};
  vb_arena_guard guard;
  volatile int bad = VB_MEMORY;
  bool opened =
      !vb_arena_region_open(&region, REGION_BYTES) && !vb_arena_region_open(&scratch, REGION_BYTES);
  if (opened && VB_ARENA_TRY(&guard)) {
    vb_error none = {0};
    bad = use(cli, archive, lexicon, vb_arena_reset(&region, &guard),
              vb_arena_reset(&scratch, &guard), &none);
    if (bad) *error = none;
  } else {
    vb_archive_rollback(archive);
    vb_fail(error, VB_MEMORY, "out of memory");
  }
  vb_arena_region_close(&region);
  vb_arena_region_close(&scratch);
  return bad;
}
