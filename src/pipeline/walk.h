/* Walking: from the paths a user gave to files, in an order that never changes.
 *
 * In: files, folders and "-" (standard input).  Out: one file at a time, in the
 * order given; folders are walked recursively, siblings sorted by bytes.  Hidden
 * entries of a folder are passed over in silence, .tsv and .csv files and the
 * archive itself with a note.
 */
#ifndef VB_PIPELINE_WALK_H
#define VB_PIPELINE_WALK_H

#include "base/error.h"

typedef struct vb_walk vb_walk;

/* `paths` outlives the walk.  `exclude` is a file never to be read (the archive), or NULL. */
int vb_walk_open(vb_walk **walk, const char *const *paths, int n_paths, const char *exclude,
                 vb_error *error);
void vb_walk_close(vb_walk *walk);

typedef enum { VB_WALK_END, VB_WALK_FILE, VB_WALK_SKIPPED, VB_WALK_BAD } vb_walk_step;
/* FILE: *path is valid until the next call.  SKIPPED and BAD: *error says what and why. */
vb_walk_step vb_walk_next(vb_walk *walk, const char **path, vb_error *error);

#endif
