/* Internal to tracing: in whose voice a text has certain words, and is it the voice that the report
 * names? */
#ifndef VB_TRACE_VOICE_H
#define VB_TRACE_VOICE_H

#include "trace/sources.h"
#include "trace/texts.h"

typedef struct {
  vb_voice voice;
  const vb_text_said *said; /* who speaks there; NULL: nobody is told */
  bool retold;              /* in its own voice, but "state media said" stands with it */
} vb_voiced;

/* The text has been asked (texts.h).  `span` is of its article's text. */
vb_voiced vb_voice_of(const vb_language *language, const vb_text *text, vb_span span,
                      vb_telling telling, vb_arena scratch);

/* What stands between the pair of marks that has most of the span; {0}: it is between none. */
vb_span vb_voice_marks(const vb_language *language, vb_str text, vb_span span, vb_arena scratch);

/* How a speaker's name (NULL: not told) meets names: YES if it is one of them, NO if it is none,
 * unknown if there is nothing to compare. */
vb_known vb_voice_meets(const vb_name *speaker, const vb_name *names, ptrdiff_t n);

/* Whose voice is sought. */
typedef struct {
  vb_texts *texts;
  const vb_name *speaker; /* NULL: not told */
  const vb_text_names *persons;
} vb_voicing;

/* Is the text's voice its own after all: what the speaker's text reports of others, the speaker
 * says? */
bool vb_voice_is_own(const vb_voicing *sought, vb_text *text, vb_voiced voiced, vb_arena scratch);
/* Is who says the words in the text, or whose text it is, the speaker?  A text whose heading names
 * another of the `persons` whom the report quotes or names by office, and not the speaker, is that
 * one's.  `own`: what vb_voice_is_own says. */
vb_known vb_voice_speaker(const vb_voicing *sought, vb_text *text, vb_voiced voiced, bool own,
                          vb_arena scratch);
/* Does the text quote the speaker anywhere? */
bool vb_voice_tells(const vb_text *text, const vb_name *speaker);

#endif
