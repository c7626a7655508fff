/* Internal to statements: who is meant by the words of a source.
 *
 * The first mention in the source is resolved against the people of the article;
 * a pronoun means whom the sentence before spoke of.
 */
#ifndef VB_STATEMENTS_SPEAKER_H
#define VB_STATEMENTS_SPEAKER_H

#include "statements/quoting.h"

typedef struct {
  const vb_analysis *analysis;
  vb_actor subject; /* whom "he" means; unknown at first */
} vb_speakers;

/* The actor of a source; all parts unknown if nobody is known.  Notes whom "he" means next. */
vb_actor vb_speaker_resolve(vb_speakers *speakers, const vb_analysed_field *field,
                            vb_token_range source, vb_arena *out);

#endif
