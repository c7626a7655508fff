/* Copies: who carries whose text, and how much of it.
 *
 *   article --its runs of four words--> passage index --> candidates --compared--> rows
 *
 * Of one article: every other article of the archive that shares a passage with it, the candidates
 * with most runs in common first, VB_COPIES_CANDIDATES at most.  Of a text that very many carry the
 * index gives the earliest; how many carry it is exact all the same (`carried_by`).
 *
 * Of the whole archive: groups of near-duplicates (copies_groups.c).
 */
#ifndef VB_ANSWERS_COPIES_H
#define VB_ANSWERS_COPIES_H

#include "archive/archive.h"
#include "trace/copies.h"

enum { VB_COPIES_CANDIDATES = 200 };

typedef struct {
  vb_str article, path, title, outlet, agency;
  vb_date published;
  vb_copy copy;
} vb_copies_row;
VB_SLICE_TYPE(vb_copies_rows, vb_copies_row);

typedef struct {
  ptrdiff_t words;          /* of the article */
  double elsewhere, before; /* shares of its words in another article; in an earlier one */
  int64_t carried_by;       /* other articles that hold a usual run of four words of it */
  bool cut;                 /* there were more candidates than were compared */
  vb_copies_rows rows;      /* those it has most from first */
} vb_copies_answer;

/* 0; VB_ARCHIVE: articles are not in the passage index, or the archive cannot be read. */
int vb_copies_ready(vb_archive *archive, vb_error *error);

/* The same errors. */
int vb_copies_of(vb_archive *archive, const vb_article *article, vb_copies_answer *answer,
                 vb_arena *out, vb_arena scratch, vb_error *error);

/* Articles that are copies of one another, directly or over others: each nearly all of the other's
 * words.  Memory: some bytes for each article of the archive. */
typedef struct {
  vb_str outlet; /* or agency; p == NULL: unknown */
  int64_t articles;
} vb_copies_outlet;
VB_SLICE_TYPE(vb_copies_outlets, vb_copies_outlet);

typedef struct {
  vb_str article, path, title; /* the earliest of them */
  vb_date first, last;         /* publication of the earliest and the latest */
  int64_t articles;
  vb_copies_outlets outlets; /* those with most of them first */
} vb_copies_group;

typedef struct vb_copies_groups vb_copies_groups;
int vb_copies_groups_open(vb_copies_groups **groups, vb_archive *archive, vb_arena *out,
                          vb_arena scratch, vb_error *error);
/* The groups with most articles first; false at the end, or after a failure. */
bool vb_copies_groups_next(vb_copies_groups *groups, vb_copies_group *group, vb_arena *out);
/* 0, or the failure. */
int vb_copies_groups_close(vb_copies_groups *groups, vb_error *error);

#endif
