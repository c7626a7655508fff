/* Analysis: what reading an article's language gives, once, for all stages behind.
 *
 *   article --vb_analyse--> fields (tokens, sentences, times) and the people of the article
 *
 * The words of a language are compiled once into a vb_language, shared and read
 * only.  Words that a lost tag has glued together ("Bo Lindqvistto") are taken
 * apart, so tokens need not be separated by white space.
 */
#ifndef VB_LANGUAGE_ANALYSIS_H
#define VB_LANGUAGE_ANALYSIS_H

#include "article/field.h"
#include "language/people.h"
#include "language/segment_time.h"
#include "language/time.h"

typedef struct vb_language {
  vb_arena_region region;
  vb_arena arena; /* while opening */
  vb_arena_guard guard;
  const vb_lexicon *lexicon;
  vb_words *words;
  vb_name_words name_words;
  vb_wordmap followers; /* verbs that may be glued to a name */
  vb_time_grammar *times;
  vb_segment_times *segment_times; /* of languages without blanks between words */
} vb_language;

/* The lexicon must outlive it. */
int vb_language_open(vb_language **language, const vb_lexicon *lexicon, vb_error *error);
void vb_language_close(vb_language *language);

typedef struct {
  vb_field_kind field;
  int caption; /* index, if it is one */
  vb_str text;
  vb_tokens tokens;
  vb_sentences sentences;
  vb_times times;
} vb_analysed_field;
VB_SLICE_TYPE(vb_analysed_fields, vb_analysed_field);

enum {
  VB_ANALYSED_CAPTIONS = 32,   /* further captions are not looked at */
  VB_ANALYSED_BYTES = 8 << 20, /* of a text, its first: no article is as long */
};

typedef struct {
  const vb_article *article;
  vb_analysed_field title, subtitle, text;
  vb_analysed_fields captions;
  vb_people people;
} vb_analysis;

/* Pure.  Everything that it gives lives in `out`. */
vb_analysis vb_analyse(const vb_language *language, const vb_article *article, vb_arena *out);

#endif
