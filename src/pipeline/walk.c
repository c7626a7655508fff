#include "pipeline/walk.h"

#include <errno.h>
#include <fts.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

struct vb_walk {
  const char *const *paths;
  int n_paths, next;
  FTS *fts; /* over the current path; NULL between paths */
  bool excludes;
  struct stat exclude;
};

int vb_walk_open(vb_walk **out, const char *const *paths, int n_paths, const char *exclude,
                 vb_error *error) {
  *out = NULL;
  vb_walk *walk = calloc(1, sizeof *walk);
  if (!walk) return vb_fail(error, VB_MEMORY, "out of memory");
  walk->paths = paths;
  walk->n_paths = n_paths;
  walk->excludes = exclude && !stat(exclude, &walk->exclude);
  *out = walk;
  return VB_OK;
}

void vb_walk_close(vb_walk *walk) {
  if (!walk) return;
  if (walk->fts) fts_close(walk->fts);
  free(walk);
}

static int by_name(const FTSENT **a, const FTSENT **b) {
  return strcmp((*a)->fts_name, (*b)->fts_name);
}

static bool is_metadata(const char *path) {
  vb_str name = vb_str_from(path);
  return vb_str_ends(name, VB_S(".tsv")) || vb_str_ends(name, VB_S(".csv"));
}

static bool is_excluded(const vb_walk *walk, const struct stat *s) {
  return walk->excludes && s->st_dev == walk->exclude.st_dev && s->st_ino == walk->exclude.st_ino;
}

static vb_walk_step file_step(vb_walk *walk, const FTSENT *entry, const char **path,
                              vb_error *error) {
  *path = entry->fts_path;
  if (is_metadata(entry->fts_path)) {
    vb_fail(error, VB_OK, "%s: skipped, a table beside the captures", entry->fts_path);
    return VB_WALK_SKIPPED;
  }
  if (is_excluded(walk, entry->fts_statp)) {
    vb_fail(error, VB_OK, "%s: skipped, it is the archive", entry->fts_path);
    return VB_WALK_SKIPPED;
  }
  return VB_WALK_FILE;
}

static vb_walk_step bad_step(const FTSENT *entry, int reason, vb_error *error) {
  vb_fail(error, VB_BAD_INPUT, "%s: %s", entry->fts_path, strerror(reason));
  return VB_WALK_BAD;
}

/* Opening a pipe in a folder could wait for ever. */
static vb_walk_step bad_kind(const FTSENT *entry, vb_error *error) {
  vb_fail(error, VB_BAD_INPUT, "%s: a pipe, socket or device, no file", entry->fts_path);
  return VB_WALK_BAD;
}

/* One entry of the tree; VB_WALK_END stands for "nothing to report, go on". */
static vb_walk_step entry_step(vb_walk *walk, FTSENT *entry, const char **path, vb_error *error) {
  bool hidden = entry->fts_level > 0 && entry->fts_name[0] == '.';
  if (hidden) {
    fts_set(walk->fts, entry, FTS_SKIP);
    return VB_WALK_END;
  }
  switch (entry->fts_info) {
  case FTS_F: return file_step(walk, entry, path, error);
  case FTS_DEFAULT: /* one that is named is meant: `verbale read <(...)` */
    if (!entry->fts_level) return file_step(walk, entry, path, error);
    return bad_kind(entry, error);
  case FTS_DNR:
  case FTS_ERR:
  case FTS_NS: return bad_step(entry, entry->fts_errno, error);
  case FTS_SL:
  case FTS_SLNONE: return bad_step(entry, ENOENT, error);
  case FTS_DC: return bad_step(entry, ELOOP, error);
  default: return VB_WALK_END;
  }
}

/* Opens the next path given; false when there is none. */
static bool open_next(vb_walk *walk) {
  if (walk->next >= walk->n_paths) return false;
  char *roots[] = {(char *)walk->paths[walk->next++], NULL};
  walk->fts = fts_open(roots, FTS_LOGICAL | FTS_NOCHDIR, by_name);
  return true;
}

static void close_current(vb_walk *walk) {
  fts_close(walk->fts);
  walk->fts = NULL;
}

vb_walk_step vb_walk_next(vb_walk *walk, const char **path, vb_error *error) {
  for (;;) {
    if (!walk->fts && walk->next < walk->n_paths && !strcmp(walk->paths[walk->next], "-")) {
      *path = walk->paths[walk->next++];
      return VB_WALK_FILE;
    }
    if (!walk->fts && !open_next(walk)) return VB_WALK_END;
    if (!walk->fts) {
      vb_fail(error, VB_BAD_INPUT, "%s: %s", walk->paths[walk->next - 1], strerror(errno));
      return VB_WALK_BAD;
    }
    FTSENT *entry = fts_read(walk->fts);
    if (!entry) {
      close_current(walk);
      continue;
    }
    vb_walk_step step = entry_step(walk, entry, path, error);
    if (step != VB_WALK_END) return step;
  }
}
