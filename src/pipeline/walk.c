/* Depth first with a list of names for each open folder; not by fts, whose fts_open crashes where
 * memory is short (glibc 2.36). */
#include "pipeline/walk.h"

#include <dirent.h>
#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

typedef struct {
  struct dirent **names; /* sorted */
  int n_names, at;
  size_t path_bytes; /* of walk.path, with the slash */
  dev_t device;
  ino_t inode;
} folder;

struct vb_walk {
  const char *const *paths;
  int n_paths, next;
  folder *open; /* from the path given inwards; none between paths */
  int n_open, max_open;
  char *path; /* of the entry at hand */
  size_t path_room;
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

static void close_folder(vb_walk *walk) {
  folder *f = &walk->open[--walk->n_open];
  for (int i = 0; i < f->n_names; i++) free(f->names[i]);
  free(f->names);
}

void vb_walk_close(vb_walk *walk) {
  if (!walk) return;
  while (walk->n_open) close_folder(walk);
  free(walk->open);
  free(walk->path);
  free(walk);
}

static int by_name(const struct dirent **a, const struct dirent **b) {
  return strcmp((*a)->d_name, (*b)->d_name);
}

/* Hidden entries are passed over, and with them "." and "..". */
static int is_shown(const struct dirent *entry) { return entry->d_name[0] != '.'; }

static bool is_metadata(const char *path) {
  vb_str name = vb_str_from(path);
  return vb_str_ends(name, VB_S(".tsv")) || vb_str_ends(name, VB_S(".csv"));
}

static bool is_excluded(const vb_walk *walk, const struct stat *s) {
  return walk->excludes && s->st_dev == walk->exclude.st_dev && s->st_ino == walk->exclude.st_ino;
}

static vb_walk_step bad_step(const char *path, int reason, vb_error *error) {
  vb_fail(error, VB_BAD_INPUT, "%s: %s", path, strerror(reason));
  return VB_WALK_BAD;
}

static vb_walk_step skipped_step(const char *path, const char *why, vb_error *error) {
  vb_fail(error, VB_OK, "%s: skipped, %s", path, why);
  return VB_WALK_SKIPPED;
}

/* The first `n` bytes of the path stay, and `name` stands behind them. */
static bool set_path(vb_walk *walk, size_t n, const char *name) {
  size_t bytes = n + strlen(name) + 2; /* with room for a slash */
  if (bytes > walk->path_room) {
    char *p = realloc(walk->path, 2 * bytes);
    if (!p) return false;
    walk->path = p;
    walk->path_room = 2 * bytes;
  }
  memcpy(walk->path + n, name, bytes - n - 1);
  return true;
}

static bool is_within_itself(const vb_walk *walk, const struct stat *s) {
  for (int i = 0; i < walk->n_open; i++)
    if (walk->open[i].device == s->st_dev && walk->open[i].inode == s->st_ino) return true;
  return false;
}

static bool has_room(vb_walk *walk) {
  if (walk->n_open < walk->max_open) return true;
  int more = walk->max_open ? walk->max_open * 2 : 16;
  folder *p = realloc(walk->open, (size_t)more * sizeof *p);
  if (p) walk->open = p, walk->max_open = more;
  return p;
}

/* VB_WALK_END: its entries come next. */
static vb_walk_step enter(vb_walk *walk, const struct stat *s, vb_error *error) {
  if (is_within_itself(walk, s)) return bad_step(walk->path, ELOOP, error);
  if (!has_room(walk)) return bad_step(walk->path, ENOMEM, error);
  folder f = {.device = s->st_dev, .inode = s->st_ino};
  f.n_names = scandir(walk->path, &f.names, is_shown, by_name);
  if (f.n_names < 0) return bad_step(walk->path, errno, error);
  f.path_bytes = strlen(walk->path);
  if (walk->path[f.path_bytes - 1] != '/') memcpy(walk->path + f.path_bytes++, "/", 2);
  walk->open[walk->n_open++] = f;
  return VB_WALK_END;
}

/* The entry at walk->path.  Opening a pipe in a folder could wait for ever; one that is named is
 * meant: `verbale read <(...)`. */
static vb_walk_step entry_step(vb_walk *walk, const char **path, vb_error *error) {
  struct stat s;
  if (stat(walk->path, &s)) return bad_step(walk->path, errno, error);
  if (S_ISDIR(s.st_mode)) return enter(walk, &s, error);
  if (!S_ISREG(s.st_mode) && walk->n_open) {
    vb_fail(error, VB_BAD_INPUT, "%s: a pipe, socket or device, no file", walk->path);
    return VB_WALK_BAD;
  }
  if (is_metadata(walk->path))
    return skipped_step(walk->path, "a table beside the captures", error);
  if (is_excluded(walk, &s)) return skipped_step(walk->path, "it is the archive", error);
  *path = walk->path;
  return VB_WALK_FILE;
}

/* The next path given, or the next name of the innermost folder, becomes walk->path. */
static vb_walk_step next_entry(vb_walk *walk, const char **path, vb_error *error) {
  size_t before = 0;
  const char *name;
  if (walk->n_open) {
    folder *f = &walk->open[walk->n_open - 1];
    name = f->names[f->at++]->d_name;
    before = f->path_bytes;
  } else {
    name = walk->paths[walk->next++];
    if (!strcmp(name, "-")) {
      *path = name;
      return VB_WALK_FILE;
    }
  }
  if (!set_path(walk, before, name)) return bad_step(name, ENOMEM, error);
  return entry_step(walk, path, error);
}

vb_walk_step vb_walk_next(vb_walk *walk, const char **path, vb_error *error) {
  for (;;) {
    while (walk->n_open && walk->open[walk->n_open - 1].at == walk->open[walk->n_open - 1].n_names)
      close_folder(walk);
    if (!walk->n_open && walk->next >= walk->n_paths) return VB_WALK_END;
    vb_walk_step step = next_entry(walk, path, error);
    if (step != VB_WALK_END) return step;
  }
}
