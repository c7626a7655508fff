/* Parties -> rows: who stands on which side of a report or an exchange. */
#ifndef VB_ARCHIVE_PARTIES_H
#define VB_ARCHIVE_PARTIES_H

#include "archive/sql.h"

/* `insert` is the statement of the table (a literal): owner, side, ordinal, name, office, country,
 * organisation. */
void vb_parties_store(vb_archive *archive, const char *insert, vb_str owner, const vb_exchange *x);

#endif
