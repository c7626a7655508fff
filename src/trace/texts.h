/* Texts: the articles of the archive that quotations are compared with, loaded once.
 *
 *   get    who published it and when: whether it may be a source at all
 *   read   its text; of that, windows are cut into words, not the whole
 *   ask    who speaks in it, and whose text its heading says it is
 *   know   all of the article, for whoever is shown it
 *
 * Most texts are only looked at, some are compared, and few are asked.  What is loaded stays until
 * memory is short; it is then forgotten between two articles, never while one is traced.
 */
#ifndef VB_TRACE_TEXTS_H
#define VB_TRACE_TEXTS_H

#include "archive/word_places.h"
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
  /* How much of it is loaded: see below. */
  bool read, has_edges, has_words, has_whole, known, asked;
  bool cited;                     /* by `asker`: it names the text's agency or outlet */
  vb_article article;             /* id, capture, language, published, agency, outlet; read: its
                                     text too; known: all */
  vb_folded_words agency, outlet; /* of the article; none where nothing is told */

  vb_word_places places;      /* read */
  vb_folded_words start, end; /* has_edges: its first words and its last, where it names what it is
                                 from */
  vb_folded_words words;      /* has_words: all of them */
  vb_wording whole;           /* has_whole */

  vb_text_saids said;      /* asked: by where they begin */
  vb_text_names authors;   /* asked: persons who send what its exchanges are */
  vb_folded_words heading; /* asked: of its title, subtitle and byline */

  uint64_t asker; /* the article for which `cited` is known */
  int64_t pool;   /* while one article is traced: how many of its words the text holds */
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
/* Loads article.text.  False: it is gone, or there is no memory. */
bool vb_texts_read(vb_texts *texts, vb_text *text, vb_arena scratch);
/* Words [from, to) of a text that is read, and of their neighbours those that it has. */
typedef struct {
  vb_folded_words words;
  vb_folded_words all; /* with the neighbours */
} vb_text_part;
vb_text_part vb_texts_cut(const vb_text *text, ptrdiff_t from, ptrdiff_t to, vb_arena *out,
                          vb_arena scratch);
/* Such words made ready; they live in `out`. */
vb_wording vb_texts_window(vb_texts *texts, const vb_text *text, vb_text_part part, vb_arena *out);
/* The words of a text that is read; kept.  None where there is no memory. */
vb_folded_words vb_texts_words(vb_texts *texts, vb_text *text, vb_arena scratch);
/* The same, made ready; no words, and nothing else, where there is no memory. */
vb_wording vb_texts_whole(vb_texts *texts, vb_text *text, vb_arena scratch);
/* Fills in its first and last words. */
enum { VB_TEXT_EDGE_WORDS = 80 };
void vb_texts_edges(vb_texts *texts, vb_text *text, vb_arena scratch);
/* Loads who speaks in it. */
void vb_texts_ask(vb_texts *texts, vb_text *text, vb_arena scratch);
/* Loads all of the article; its text stays as it is. */
void vb_texts_know(vb_texts *texts, vb_text *text);

/* What changes meaning in a language (ISO 639-1); that of English where nothing is known. */
const vb_senses *vb_texts_senses(vb_texts *texts, vb_str language);
/* With senses from there; what words it has to look up are looked up once for all texts. */
vb_wording vb_texts_wording(vb_texts *texts, const vb_senses *senses, vb_str text, vb_arena *out,
                            vb_arena scratch);

#endif
