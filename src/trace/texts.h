/* Texts: the articles of the archive that quotations are compared with, loaded once.
 *
 * A text stays in memory with its words until memory is short; it is then forgotten between two
 * articles, never while one is traced.  What it says of speakers is loaded when first asked for.
 */
#ifndef VB_TRACE_TEXTS_H
#define VB_TRACE_TEXTS_H

#include "archive/passages.h"
#include "language/analysis.h"
#include "trace/wording.h"

/* Where somebody speaks in a text. */
typedef struct {
  vb_span span, cue; /* cue: {0} where there is none */
  bool indirect, unmarked;
  vb_str speaker;      /* {0}: not named */
  const vb_name *name; /* of the speaker, folded; NULL */
} vb_text_said;
VB_SLICE_TYPE(vb_text_saids, vb_text_said);

VB_SLICE_TYPE(vb_text_names, vb_name);

typedef struct {
  uint32_t number; /* of the passage index */
  vb_article article;
  vb_wording wording;             /* of article.text */
  bool asked;                     /* the rest is loaded */
  vb_text_saids said;             /* by where they begin */
  vb_text_names authors;          /* persons who send what its exchanges are */
  vb_indices paragraphs;          /* where the second, third ... of the text begin */
  vb_folded_words heading;        /* of its title, subtitle and byline */
  vb_folded_words agency, outlet; /* of the article; none where nothing is told */
  uint64_t asker;                 /* for which article ... */
  bool cited;   /* ... it is known that it names the text's agency or outlet, or does not */
  int64_t pool; /* while one article is traced: how many of its words the text holds */
} vb_text;

typedef struct vb_texts vb_texts;

/* The archive, the lexicon and the language must outlive it.  `bytes` of address space. */
int vb_texts_open(vb_texts **texts, vb_archive *archive, const vb_lexicon *lexicon,
                  const vb_language *language, ptrdiff_t bytes, vb_error *error);
void vb_texts_close(vb_texts *texts);

/* Forgets all texts if much memory is in use; what vb_texts_get gave is gone then. */
void vb_texts_trim(vb_texts *texts);
/* NULL: no such text, or one for which there is no memory. */
vb_text *vb_texts_get(vb_texts *texts, uint32_t number, vb_arena scratch);
/* Loads who speaks in it. */
void vb_texts_ask(vb_texts *texts, vb_text *text, vb_arena scratch);

/* What changes meaning in a language (ISO 639-1); that of English where nothing is known. */
const vb_senses *vb_texts_senses(vb_texts *texts, vb_str language);
/* With senses from there; what words it has to look up are looked up once for all texts. */
vb_wording vb_texts_wording(vb_texts *texts, const vb_senses *senses, vb_str text, vb_arena *out,
                            vb_arena scratch);

#endif
