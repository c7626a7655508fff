/* From what a user types to the thing it names: any id, the beginning of one, or a path. */
#ifndef VB_ANSWERS_LOOKUP_H
#define VB_ANSWERS_LOOKUP_H

#include "archive/archive.h"

typedef enum {
  VB_THING_EXCHANGE,
  VB_THING_REPORT,
  VB_THING_STATEMENT,
  VB_THING_ARTICLE,
  VB_THING_CAPTURE
} vb_thing_kind;

typedef struct {
  vb_thing_kind kind;
  vb_str id;
} vb_thing;
VB_SLICE_TYPE(vb_things, vb_thing);

/* All that `text` can mean, at most a handful; exactly one where it is a whole id, or the path of
 * one capture: its article, or the capture itself where it has several.  Empty: nothing of the kind
 * is held. */
vb_things vb_lookup(vb_archive *archive, vb_str text, vb_arena *out);
/* The articles that a thing is, or stands in: an exchange has those of its reports. */
vb_strs vb_lookup_articles(vb_archive *archive, vb_thing thing, vb_arena *out);
const char *vb_thing_name(vb_thing_kind kind); /* "exchange" ... */

#endif
