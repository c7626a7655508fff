/* What the files of the passage index share: its tables as they stand, and a writer's batch. */
#ifndef VB_ARCHIVE_PASSAGES_INNER_H
#define VB_ARCHIVE_PASSAGES_INNER_H

#include "archive/passages.h"
#include "archive/passages_cut.h"
#include "archive/passages_sort.h"
#include "archive/passages_write.h"

enum { VB_PASSAGES_PAGE_BITS = 24 }; /* of a page's row id */
enum { VB_PASSAGES_RANKS = 512, VB_PASSAGES_RANK_BLOCKS = 8192 };

typedef struct {
  int64_t id;
  uint32_t first_text, last_text;
  int bits;
  int64_t pages, becomes, postings, bytes, largest;
  uint64_t from, to; /* it answers for these hashes, half open */
} vb_passage_segment;
VB_SLICE_TYPE(vb_passage_segments, vb_passage_segment);

struct vb_passages {
  vb_arena_guard guard; /* of all its arenas */
  vb_arena_region kept_region, rank_region, batch_region, work_region;

  /* What the tables say, as of data_version. */
  bool fresh, sparse;
  int64_t data_version;
  vb_arena kept;
  vb_passage_segments segments; /* by age, which is by text number too */
  struct {
    uint32_t *v;
    ptrdiff_t n, cap;
  } gone; /* ascending */
  vb_arena ranks;
  uint64_t *rank_blocks[VB_PASSAGES_RANK_BLOCKS];
  int64_t rank_block_of[VB_PASSAGES_RANK_BLOCKS]; /* block + 1; 0: none */

  /* While many are looked up: pages are read through this, at a third of a query's cost. */
  bool looking_up;
  struct sqlite3_blob *page;

  /* Texts that are added in the present transaction; VB_PASSAGES_REMOVED for a word: the text goes.
   */
  vb_arena batch_arena;
  vb_hashed_postings batch;
  uint32_t first_text, next_text; /* numbers of the batch, half open; 0: nothing begun */
};
#define VB_PASSAGES_REMOVED UINT32_MAX

/* Opens what is not open, and reads what others have changed.  NULL: the archive has failed. */
vb_passages *vb_passages_fresh(vb_archive *archive);

/* The same, with room to work.  NULL: the archive has failed. */
vb_passages *vb_passages_open_work(vb_archive *archive);
void vb_passages_out_of_memory(vb_archive *archive);
int64_t vb_passages_next_segment(const vb_passages *passages);
/* All of that room; one piece of work at a time. */
vb_arena vb_passages_work(vb_passages *passages);

/* Opens what a batch needs; empties it.  NULL: the archive has failed. */
vb_passages *vb_passages_open_batch(vb_archive *archive);
void vb_passages_empty_batch(vb_passages *passages);
/* The shingles of a text into the batch; under the guard.  What stands in the tables says which.
 * Gives where its words stand (word_places.h), as bytes that the next piece of work writes over. */
vb_str vb_passages_gather(vb_archive *archive, vb_str article, vb_str text, uint32_t number,
                          bool removed);

/* Ranks and losses as the tables have them; the context is the archive. */
vb_passage_ranks vb_passages_ranks(vb_archive *archive);
uint64_t vb_passages_rank_of(vb_str article, vb_date published);
void vb_passages_set_rank(vb_archive *archive, uint32_t text, vb_str article, vb_date published);
/* Writes the blocks of these texts' ranks. */
void vb_passages_put_ranks(vb_archive *archive, uint32_t first_text, uint32_t end_text);

/* Between them pages are read more quickly; inside one transaction. */
void vb_passages_begin_look_ups(vb_archive *archive);
void vb_passages_end_look_ups(vb_archive *archive);

/* A segment's entries, read in order. */
typedef struct {
  const vb_passage_segment *segment;
  char *bytes;  /* of the page; room for the largest */
  int64_t page; /* -1: none yet */
  bool there;   /* an entry stands ready */
  vb_page_entry entry;
  vb_page_reader reader;
} vb_passage_cursor;

void vb_passage_cursor_open(vb_passage_cursor *cursor, const vb_passage_segment *segment,
                            vb_arena *out);
/* Forward to the first entry that is not before `hash`, within the page of that hash.  True: it is
 * that hash's. */
bool vb_passage_cursor_find(vb_archive *archive, vb_passage_cursor *cursor, uint64_t hash);
/* Forward to the next entry of all; there tells whether there is one. */
void vb_passage_cursor_next(vb_archive *archive, vb_passage_cursor *cursor);
vb_page_shape vb_passages_shape(const vb_passage_segment *segment, int64_t page);
/* The index is not as it was written. */
void vb_passages_damaged(vb_archive *archive);

/* Writes the pages of a segment, in order. */
typedef struct {
  vb_archive *archive;
  vb_passage_segment segment; /* pages: how many are written */
  vb_arena arena;
  vb_page_entries entries; /* of the next page; their postings stand in `postings`, one by one */
  vb_postings postings;
} vb_segment_writer;

void vb_segment_writer_open(vb_segment_writer *writer, vb_archive *archive,
                            vb_passage_segment segment, vb_arena arena);
/* Entries in order of their hashes, which must not be on a page that is written.  Copies it. */
void vb_segment_writer_add(vb_segment_writer *writer, const vb_page_entry *entry);
/* Writes the pages up to this one. */
void vb_segment_writer_end_page(vb_segment_writer *writer, int64_t page);
/* Into passage_segments. */
void vb_passages_put_segment(vb_archive *archive, const vb_passage_segment *segment);
/* How many bits of page number for so many bytes. */
int vb_passages_bits(int64_t bytes);

#endif
