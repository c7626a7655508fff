/* Patterns: which sequences of chunks tell of an exchange.
 *
 * A row of lexicon/<language>/exchanges.tsv reads like
 *
 *   {FROM} SEND {FORM} to {TO}
 *
 * {SLOT}  a chunk of that kind: FROM, TO, PARTIES (both sides in one list), FORM, ORIGINAL (the
 *         form of the exchange that this one answers), OWNER (who sent the original),
 *         DELIVERER (whose hands it goes through: no party)
 * SEND    a verb of that class (en/verbs.tsv)
 * word    the word itself; a/b alternatives; a trailing ? makes an element optional
 * ...     up to GAP_CHUNKS chunks of any kind but a full stop
 *
 * Between two elements, times, occasions, adverbs and commas may stand.  All
 * rows are compiled into one nondeterministic automaton whose states are
 * (row, element); it is run over the chunks of a sentence with sets of states
 * (Thompson 1968), so the cost is linear in the sentence.
 */
#ifndef VB_EXCHANGES_PATTERN_H
#define VB_EXCHANGES_PATTERN_H

#include "base/error.h"
#include "base/vec.h"
#include "language/phrases.h"
#include "lexicon/lexicon.h"

typedef enum {
  VB_CHUNK_WORD,
  VB_CHUNK_ACTORS,
  VB_CHUNK_FORM,
  VB_CHUNK_TIME,
  VB_CHUNK_OCCASION,
  VB_CHUNK_ADVERB,
  VB_CHUNK_COMMA,
  VB_CHUNK_STOP, /* ; . : and the like: no gap goes over it */
  VB_CHUNK_MARK, /* quotation marks, brackets */
} vb_chunk_kind;

/* What a pattern can see of a chunk. */
typedef struct {
  vb_chunk_kind kind;
  vb_token_range tokens;
  int index;      /* into the sentence's actors, forms, times or occasions */
  uint32_t verbs; /* WORD, and a FORM that is a verb too: verb classes; OCCASION: of the words that
                     lead to it */
  uint32_t classes; /* WORD: of the small words (VB_WORD_...) */
  vb_str word;      /* WORD and COMMA, STOP, MARK: folded; ACTORS: of "they", "I" */
} vb_chunk;
VB_SLICE_TYPE(vb_chunks, vb_chunk);

typedef enum {
  VB_SLOT_FROM,
  VB_SLOT_TO,
  VB_SLOT_PARTIES,
  VB_SLOT_FORM,
  VB_SLOT_ORIGINAL,
  VB_SLOT_OWNER,
  VB_SLOT_DELIVERER,
  VB_N_SLOTS
} vb_slot;

typedef struct {
  int row;               /* of en/exchanges */
  int slots[VB_N_SLOTS]; /* chunk, or -1 */
  int start, end;        /* chunks, half open */
} vb_pattern_match;
VB_SLICE_TYPE(vb_pattern_matches, vb_pattern_match);

typedef struct vb_patterns vb_patterns;

/* The rows of LANGUAGE/exchanges.  Fails on a row that does not parse, naming file and line. */
int vb_patterns_compile(vb_patterns **patterns, const vb_lexicon *lexicon, vb_str language,
                        vb_arena *arena, vb_error *error);
/* Adds each verb of en/verbs to `verbs` under its class's bit, as the compiled rows name them. */
void vb_patterns_add_verbs(const vb_patterns *patterns, const vb_lexicon *lexicon,
                           const vb_abbreviations *abbreviations, vb_phrases *verbs,
                           vb_arena *arena);

/* The bit of a verb class, 0 if no row names it. */
uint32_t vb_patterns_class(const vb_patterns *patterns, vb_str name);
/* Verb classes that make an exchange without a {FORM}: a sentence with none of them and no form
 * can match nothing. */
uint32_t vb_patterns_triggers(const vb_patterns *patterns);

/* All matches, by start, then row. */
vb_pattern_matches vb_patterns_run(const vb_patterns *patterns, vb_chunks chunks, vb_arena *out,
                                   vb_arena scratch);

#endif
