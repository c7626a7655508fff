/* The passage index: where in the archive a run of four words stands.
 *
 *   texts --shingles--> batch --sort--> segment, segment, SEGMENT ... --merge--> fewer
 *                                          \------ look-up: union, cut ------> uses
 *
 * In: the hashes of shingles of VB_SHINGLE_WORDS words (language/shingles.h), all or winnowed: both
 * are keys of the same index.  Out: for each how many texts hold it, and where.
 *
 * - A text is an article's text under a number; another text of the article has another number.
 * - Of a *frequent* shingle, in more than VB_PASSAGES_KEEP texts, the count is exact and the
 *   postings are those of the earliest texts by (published, null last; article id).
 * - Of a shingle's places in one text the first VB_PASSAGES_PLACES are held; of a text, the first
 *   VB_PASSAGES_TEXT_BYTES.
 * - Answers do not depend on the order in which articles were added, nor on batches or merging.
 * - The index is written in the transactions of the articles it covers.  It says nothing that is
 *   not in them, and can be made from them again.
 *
 * The upper 40 bits of a hash are the key: in an archive of a million articles one look-up of a
 * thousand or so meets another shingle's postings.  Who asks compares the texts.
 */
#ifndef VB_ARCHIVE_PASSAGES_H
#define VB_ARCHIVE_PASSAGES_H

#include "archive/archive.h"
#include "archive/passages_page.h"

enum {
  VB_PASSAGES_KEEP = 24,
  VB_PASSAGES_TEXT_BYTES = 8 << 20,
};

typedef struct {
  int64_t texts;        /* how many hold the shingle */
  vb_postings postings; /* of at most VB_PASSAGES_KEEP of them, by text and word */
} vb_passage_use;

/* 0; or VB_ARCHIVE: the archive cannot be read, or its index is damaged. */
int vb_passages_find(vb_archive *archive, uint64_t shingle_hash, vb_passage_use *use, vb_arena *out,
                     vb_arena scratch, vb_error *error);
/* The same for many, in any order; uses[i] answers hashes[i].  Much faster than one by one. */
int vb_passages_find_all(vb_archive *archive, const uint64_t *hashes, ptrdiff_t n,
                         vb_passage_use *uses, vb_arena *out, vb_arena scratch, vb_error *error);

typedef struct {
  vb_str article; /* its id; what else is wanted, archive/load.h has */
  vb_date published;
} vb_passage_text;
/* False: there is no text of this number (any more). */
bool vb_passages_text(vb_archive *archive, uint32_t number, vb_passage_text *text, vb_arena *out);

/* Articles that are not in the index: those of an archive that was made without one. */
int64_t vb_passages_n_pending(vb_archive *archive);
/* Puts them in, in transactions of its own. */
int vb_passages_add_pending(vb_archive *archive, vb_error *error);

/* Merges segments until look-ups are quick, in transactions of its own; what an interrupted one
 * left too. */
int vb_passages_tidy(vb_archive *archive, vb_error *error);

#endif
