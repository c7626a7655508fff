/* Wordings: a text made ready to be compared word by word.
 *
 * In: a text (a quotation as the report prints it, or a source).  Out: its words (folded.h) and,
 * for each, what comparing needs:
 *
 *   We    will  defend  ...  [the parties]   in Oslo. They
 *   words[0] 1  2            3   4           5  6     7
 *   marks             ELLIPSIS at 3 or 5; BRACKET at 3, 4; SENTENCE at 7
 *
 * Spelling and stem are looked up when they are first asked for, since of a long source only the
 * parts that may match are compared: vb_wording_prepare does it for a range of words.  A wording
 * lives in its arena and points into the text.
 */
#ifndef VB_TRACE_WORDING_H
#define VB_TRACE_WORDING_H

#include "trace/senses.h"

enum {
  VB_MARK_ELLIPSIS = 1, /* "...", its kin and "[...]" stand before the word */
  VB_MARK_BRACKET = 2,  /* in square brackets or parentheses, or has one inside: [T]he */
  VB_MARK_SENTENCE = 4, /* begins a sentence */
  VB_MARK_READY = 8,    /* prepared */
};

/* What words were looked up before: most words of a text are the same few, and a trace compares
 * many texts of one language.  Not shared by threads, nor by languages. */
typedef struct vb_wording_memo vb_wording_memo;
vb_wording_memo *vb_wording_memo_new(vb_arena *arena);

typedef struct {
  vb_str text;
  vb_folded_words words;
  const vb_senses *senses;
  vb_wording_memo *memo; /* NULL, or set by whoever prepares many wordings */
  uint8_t *marks;        /* one for each word, and one for the end of the text */
  uint64_t *spelling;    /* hash of the spelling that stands for all; 0 before it is prepared */
  uint64_t *stem;
  vb_sense *sense;
} vb_wording;

vb_wording vb_wording_make(const vb_senses *senses, vb_str text, vb_arena *out, vb_arena scratch);
/* The same of words that are known already, which then are shared. */
vb_wording vb_wording_of(const vb_senses *senses, vb_str text, vb_folded_words words,
                         vb_arena *out);
/* Of a long text a part: of `words`, which follow one another in it, [from, to).  The word before
 * and the word behind are among them, where the text has any.  It is as if all of the text had been
 * made ready, and then cut. */
vb_wording vb_wording_part(const vb_senses *senses, vb_str text, vb_folded_words words,
                           ptrdiff_t from, ptrdiff_t to, vb_arena *out);

/* Looks up words [start, end). */
void vb_wording_prepare(vb_wording *wording, ptrdiff_t start, ptrdiff_t end, vb_arena scratch);

/* Does the word stand for several ("don't")? */
bool vb_wording_is_contraction(const vb_wording *wording, ptrdiff_t i, vb_arena scratch);

/* A small word ("of") ties no text to another; of a prepared word. */
static inline bool vb_wording_is_small(const vb_wording *wording, ptrdiff_t i) {
  return (wording->sense[i].classes & VB_SENSE_SMALL) != 0;
}

/* The words [start, end) as bytes of the text; empty at the first word for an empty range. */
vb_span vb_wording_span(const vb_wording *wording, ptrdiff_t start, ptrdiff_t end);

#endif
