/* Exchanges in segmented languages (language/segment.h): Chinese, Korean.
 *
 * In: the rows of lexicon/LANGUAGE/ and an article in that language.  Out: exchanges, by the same
 * patterns, rows and interpretation as in English; only chunking differs.
 *
 *   [ACTORS            ] [TIME] [OCCASION      ] to [ACTORS     ] SEND [FORM]      Chinese
 *   [ACTORS            ] TOPIC [TIME] [ACTORS  ] to [OCCASION ] [FORM] OBJECT SEND Korean
 *
 * What no dictionary knows is an adverb: patterns look past it, as past a time.  A word of another
 * clause (a verb, a particle, another actor) stands in their way.  A sentence that leaves its
 * subject out has that of the sentence before.
 */
#ifndef VB_EXCHANGES_SEGMENTED_H
#define VB_EXCHANGES_SEGMENTED_H

#include "exchanges/find.h"
#include "language/segment_actors.h"

/* Kinds of words that this stage adds to the language's. */
enum {
  VB_SEGMENT_FORM = VB_SEGMENT_STAGE, /* payload: index into forms */
  VB_SEGMENT_PURPOSE,                 /* payload: vb_purpose */
  VB_SEGMENT_VERB,                    /* payload: verb classes */
  VB_SEGMENT_MARKER,                  /* a word that patterns ask for: to, with, of */
  VB_SEGMENT_TRIGGER,                 /* before an occasion; payload: vb_purpose */
  VB_SEGMENT_TRIGGER_BEHIND,          /* behind one */
  VB_SEGMENT_TRIGGER_AROUND,          /* before one that a word behind it closes */
  VB_SEGMENT_EVENT,
  VB_SEGMENT_ADVERB,
  VB_SEGMENT_UNREAL,  /* will, not, plans to: the act did not happen */
  VB_SEGMENT_TELLING, /* reported, announced: the day beside it is that of telling */
  VB_SEGMENT_EACH,    /* respectively: each recipient got one */
  VB_SEGMENT_FIGURE,  /* behind or before a form: "signal", a figure of speech */
  VB_SEGMENT_PLACE,   /* beside a country: where it happened */
};

/* The grammar of one segmented language. */
struct vb_segmented {
  vb_str language;
  vb_grammar base; /* patterns, rows and forms of the language; no English words */
  vb_dictionary *dictionary;
  vb_actor_words actors;
  vb_str subject; /* a particle that marks a subject; {0} where word order does */
};

/* Every language but English that has patterns, into english->languages.  Compiled now is only what
 * may be wrong: a lexicon that the user has added to. */
int vb_segmented_open(vb_grammar *english, vb_error *error);
void vb_segmented_close(vb_grammar *english);
/* Compiled by whoever asks first.  NULL if there is no such language. */
const vb_segmented *vb_segmented_for(const vb_grammar *english, vb_str language);

typedef struct {
  const vb_segmented *grammar;
  const vb_actor_context *actors;
  const vb_segments *segments;
  vb_times times;
  const vb_mention *subject; /* of the sentence before; NULL */
} vb_segmented_context;

vb_sentence vb_segmented_chunk(const vb_segmented_context *context, vb_token_range range,
                               vb_mention *subject, bool *has_subject, vb_arena *out);

/* Finds the exchanges of the analysed article into finder->found. */
void vb_segmented_find(vb_finder *finder, const vb_segmented *grammar, const vb_analysis *analysis,
                       vb_arena scratch);

#endif
