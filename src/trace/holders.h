/* Internal to tracing: the texts of the archive that hold the words of a subject, with all that
 * tells which of them released it. */
#ifndef VB_TRACE_HOLDERS_H
#define VB_TRACE_HOLDERS_H

#include "trace/candidates.h"
#include "trace/sources.h"
#include "trace/subjects.h"
#include "trace/texts.h"

/* A field of the article: its words, and what the index knows of their shingles. */
typedef struct {
  vb_field_kind field;
  int caption;
  vb_str text;
  vb_folded_words words;
  vb_passage_use *uses; /* one for each shingle */
  ptrdiff_t n_uses;
} vb_asked_field;
VB_SLICE_TYPE(vb_asked_fields, vb_asked_field);

/* The article that is traced. */
typedef struct {
  const vb_article *article;
  uint64_t number; /* of the articles that the tracer has traced */
  const vb_language *language;
  const vb_statements *statements;
  vb_texts *texts;
  const vb_senses *senses;
  vb_asked_fields fields;
  vb_text_names persons; /* whom it quotes, each once */
  vb_candidates pool;    /* texts that have most in common with it */
} vb_asked;

/* One text that holds the subject's words. */
typedef struct {
  vb_text *text;
  vb_wording window; /* the part of the text that was compared */
  vb_alignment alignment;
  vb_cover cover;
  vb_span span;   /* of the text, from the first word to the last */
  int64_t weight; /* of the shingles that led to it, at the mean (candidates.h); 0: none did */
  bool speaks;    /* it is the agency or outlet that is told to speak */
  vb_holder facts;
} vb_held;

/* The like of a subject's words, whether or not it is believed to be their source. */
typedef struct {
  vb_text *text; /* NULL: none shares half of the words */
  vb_span span;  /* of the text, from the first word to the last */
  ptrdiff_t same;
} vb_nearest;

typedef struct {
  vb_subject subject;
  vb_wording wording;
  ptrdiff_t start, end; /* words of its field */
  vb_held *held;        /* at most VB_HOLDERS */
  ptrdiff_t n;
  bool met;               /* a text was found to hold them, even if it is not held on to */
  vb_nearest nearest;     /* of all texts that were compared */
  const vb_name *speaker; /* NULL: not named */
  int64_t documents;      /* texts with its rarest shingle; -1: it has none */
} vb_sought;
VB_SLICE_TYPE(vb_soughts, vb_sought);

const vb_asked_field *vb_asked_field_of(const vb_asked *asked, vb_field_kind field, int caption);

/* The person who speaks; NULL: nobody is named, or it is a news agency. */
const vb_name *vb_asked_person(const vb_language *language, const vb_statement *statement,
                               vb_arena *out);

vb_sought vb_holders_find(const vb_asked *asked, const vb_subject *subject, vb_arena *out,
                          vb_arena scratch);
/* The subject and a part of the text, word by word; of facts it knows none. */
vb_held vb_holders_compare(vb_sought *sought, vb_text *text, vb_wording window, vb_arena *out,
                           vb_arena scratch);
/* Fills in which of the holders names which. */
void vb_holders_cite(const vb_asked *asked, vb_sought *sought, vb_arena scratch);

#endif
