/* Internal to statements: who is meant by the words of a source.
 *
 * The first mention in the source that is not a possessor ("the premier's aide")
 * is resolved against the people of the article; a pronoun, a document ("the
 * letter said") and an office that several hold mean whom the text spoke of
 * last.  Whoever is told of without a name keeps the words as the office.
 */
#ifndef VB_STATEMENTS_SPEAKER_H
#define VB_STATEMENTS_SPEAKER_H

#include "statements/quoting.h"

typedef struct {
  const vb_statement_grammar *grammar;
  const vb_analysis *analysis;
  vb_actor subject; /* whom "he" means; unknown at first */
  vb_actor voice;   /* whom "it" means: the last document's sender, agency or state that spoke */
} vb_speakers;

/* The actor of a source; all parts unknown if nobody is known.  Notes whom "he" means next. */
vb_actor vb_speaker_resolve(vb_speakers *speakers, const vb_clause_view *view,
                            vb_token_range source, vb_arena *out);
/* Is it somebody whom the article tells of, and not only words with capitals? */
bool vb_speaker_known(const vb_speakers *speakers, const vb_clause_view *view,
                      vb_token_range source, vb_arena scratch);
/* Notes whom "he" means behind a unit in which nobody speaks. */
void vb_speaker_note_subject(vb_speakers *speakers, const vb_clause_view *view, vb_token_range unit,
                             vb_arena *out);

#endif
