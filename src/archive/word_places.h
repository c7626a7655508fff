/* Word places: where every 32nd word of a text begins, so that a part of a long text can be cut
 * into words without the rest.
 *
 *   text    |The port opens. It opens on Monday ...|
 *   places   ^0                       ^32               bytes, as distances; some 1 % of the text
 *
 * They are of the texts of the passage index, are written with it, and can be made again.
 */
#ifndef VB_ARCHIVE_WORD_PLACES_H
#define VB_ARCHIVE_WORD_PLACES_H

#include "archive/archive.h"
#include "language/folded.h"

enum { VB_WORD_PLACES_EACH = 32 };

typedef struct {
  ptrdiff_t n_words; /* of the text */
  uint32_t *starts;  /* of words 0, 32, 64 ...; behind the last the text's length */
} vb_word_places;

vb_word_places vb_word_places_of(vb_folded_words words, ptrdiff_t text_bytes, vb_arena *out);

/* As bytes, with a checksum that is the text's number's too. */
vb_str vb_word_places_write(vb_word_places places, uint32_t number, vb_arena *out);
/* False: the bytes are not as they were written. */
bool vb_word_places_read(vb_str bytes, uint32_t number, ptrdiff_t text_bytes,
                         vb_word_places *places, vb_arena *out);

/* Words [from, to), which the text has, cut from it; with starts in the whole text. */
vb_folded_words vb_word_places_cut(const vb_word_places *places, vb_str text, ptrdiff_t from,
                                   ptrdiff_t to, vb_arena *out, vb_arena scratch);

#endif
