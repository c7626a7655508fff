/* The archive: one SQLite file that holds articles, their evidence and the ledger.
 *
 * The file is the product: it opens in sqlite3 and datasette, and nothing in it
 * needs verbale to be read.  The schema and what its columns mean stand in
 * src/archive/schema/ (1.sql, then what later versions added); docs/archive.md is for its users.
 *
 * Invariants:
 *  1. One writer; whatever it writes is in a transaction, so that a crash loses
 *     at most the batch in flight.  The rollback journal (not WAL) keeps the
 *     archive one file that can be copied, and read from read-only media.
 *  2. Ids are made of content; the same captures give the same rows in any order
 *     of adding (the column places.added excepted).
 *  3. A stored report whose merge key has not been merged since has its key in
 *     pending_keys, set in the same transaction: an interrupted add is mended by
 *     vb_archive_merge at any later time.
 */
#ifndef VB_ARCHIVE_ARCHIVE_H
#define VB_ARCHIVE_ARCHIVE_H

#include "exchanges/alias.h"
#include "statements/statement.h"

typedef struct vb_archive vb_archive;

typedef enum {
  VB_ARCHIVE_READ,   /* must exist; nothing is written but an older schema's migration */
  VB_ARCHIVE_CREATE, /* read and write; made if it does not exist */
} vb_archive_mode;

/* 0, or VB_ARCHIVE: not there, not an archive, made by a newer version, damaged, locked. */
int vb_archive_open(vb_archive **archive, const char *path, vb_archive_mode mode, vb_error *error);
/* Rolls back what is not committed. */
void vb_archive_close(vb_archive *archive);

/* How long to wait for another program's lock before giving up; 10 seconds at first. */
void vb_archive_set_patience(vb_archive *archive, int ms);

int vb_archive_begin(vb_archive *archive, vb_error *error);
int vb_archive_commit(vb_archive *archive, vb_error *error);
void vb_archive_rollback(vb_archive *archive);

/* Names what analyses from now on; rows point at it. */
int vb_archive_set_analysis(vb_archive *archive, const char *code, vb_str lexicon, vb_error *error);

/* True if this capture was added from this place and analysed by the present version. */
bool vb_archive_knows(vb_archive *archive, vb_str sha256, vb_str path, int64_t offset);

typedef enum {
  VB_STORED_NEW,     /* an article that was not there */
  VB_STORED_AGAIN,   /* its analysis, or its facts, replaced those that were there */
  VB_STORED_PLACE,   /* known; only another place or capture of it was noted */
  VB_STORED_NOTHING, /* all of it was there */
} vb_stored;

/* Writes one document; inside a transaction.  A given id that another text has is VB_BAD_INPUT: of
 * the two the longer text stays, whichever came first, and all that the other gave is not written,
 * or removed.  All allocation comes before all writing, so a jump out of `scratch` leaves
 * nothing half done. */
int vb_archive_store(vb_archive *archive, const vb_lexicon *lexicon, const vb_capture *capture,
                     const vb_article *article, const vb_statements *statements,
                     const vb_exchanges *exchanges, vb_arena scratch, vb_stored *stored,
                     vb_error *error);

/* Removes the articles of a capture from the `n`-th on, which an earlier analysis found in it;
 * inside a transaction. */
int vb_archive_drop_parts(vb_archive *archive, const vb_capture *capture, ptrdiff_t n,
                          vb_arena scratch, vb_error *error);

/* How many articles an older schema left without a look for statements; storing their captures
 * again does it. */
int64_t vb_archive_n_without_statements(vb_archive *archive);

/* The user's aliases (exchanges/alias.h), as they stand now: where they changed, the reports that
 * they touch wait for merging, in a transaction of its own. */
int vb_archive_set_aliases(vb_archive *archive, const vb_lexicon *lexicon,
                           const vb_aliases *aliases, vb_arena out, vb_arena scratch,
                           vb_error *error);

/* How many merge keys wait. */
int64_t vb_archive_n_pending(vb_archive *archive);
/* Recomputes the ledger rows of all pending keys, in transactions of its own. */
int vb_archive_merge(vb_archive *archive, const vb_lexicon *lexicon, vb_error *error);

#endif
