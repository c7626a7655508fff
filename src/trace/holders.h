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
  vb_text itself;  /* as others may name it: its article, agency and outlet */
  uint64_t number; /* of the articles that the tracer has traced */
  const vb_language *language;
  const vb_statements *statements;
  bool every; /* a row is wanted for each subject, even if nothing is to be said of it */
  vb_texts *texts;
  const vb_senses *senses;
  vb_asked_fields fields;
  vb_text_names persons; /* whom it quotes, or names by office where it begins, each once */
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
  bool carried;   /* it is known over another text that the words come from there */
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

/* Adds a field, with what the index knows of its shingles that begin at words [start, end).
 * 0; or VB_ARCHIVE. */
int vb_asked_look_up(vb_archive *archive, vb_asked *asked, vb_asked_field field, ptrdiff_t start,
                     ptrdiff_t end, vb_arena *out, vb_arena scratch, vb_error *error);

enum { VB_ASKED_PERSONS = 32 }; /* more of one article are not compared */
/* Adds a name to persons, once. */
void vb_asked_add_person(vb_text_names *persons, const vb_name *name, vb_arena *out);

vb_sought vb_holders_find(const vb_asked *asked, const vb_subject *subject, vb_arena *out,
                          vb_arena scratch);
/* The subject and a part of the text, word by word; of facts it knows none. */
vb_held vb_holders_compare(vb_sought *sought, vb_text *text, vb_wording window, vb_arena *out,
                           vb_arena scratch);
/* Adds a text that is known to hold at least half of the words, with their alignment.  False: it
 * does not, or is no source of them. */
bool vb_holders_hold(const vb_asked *asked, const vb_held *compared, vb_sought *sought,
                     vb_arena *out, vb_arena scratch);
/* Leaves those that are believed (belief.h), and fills in which of them names which. */
void vb_holders_believe(const vb_asked *asked, vb_sought *sought, vb_arena scratch);
/* Of those that are left the primary, the earliest and the hops. */
vb_origin vb_holders_choose(const vb_sought *sought, vb_arena *out);
/* Fills in which of the holders names which. */
void vb_holders_cite(const vb_asked *asked, vb_sought *sought, vb_arena scratch);
/* How many words of all that is sought each text holds, into vb_text.pool; and 0 again. */
void vb_holders_pool(const vb_soughts *all);
void vb_holders_forget_pool(const vb_soughts *all);

#endif
