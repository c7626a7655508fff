/* Segments: the words of a text in a language that puts no blanks between them (Chinese) or glues
 * particles on (Korean).
 *
 * In: UTF-8 text and a dictionary of the language's words, each of one or more kinds.  Out: tokens
 * in text order that cover all but white space, and for each its dictionary word, if it has one.
 *
 *   [COUNTRY][OFFICE] B L [,] [TIME..] [MARKER][COUNTRY][OFFICE] A K [VERB][FORM]      Han
 *   NAME [OFFICE][PARTICLE] [COUNTRY] [OFFICE][PARTICLE] [FORM][PARTICLE] [VERB......]  Hangul
 *
 * Han: the longest word at each place, else one character.  Hangul, for each run without a blank:
 * words from its start to its end, of which only the last may be a particle; failing that, with a
 * part in front that no dictionary has (a name: "Yuthongryong" for "Yu, president"); failing that,
 * one unknown word and the particle behind it.  A verb's stem takes the rest of its run as its
 * ending.  A dictionary word may stand in the text with blanks inside.
 */
#ifndef VB_LANGUAGE_SEGMENT_H
#define VB_LANGUAGE_SEGMENT_H

#include "language/tokens.h"

typedef enum {
  VB_SEGMENT_COUNTRY,      /* payload: row of LANGUAGE/countries */
  VB_SEGMENT_OFFICE,       /* payload: row of LANGUAGE/offices */
  VB_SEGMENT_ORGANISATION, /* a head noun: party, ministry */
  VB_SEGMENT_TITLE,        /* behind a name: comrade, excellency */
  VB_SEGMENT_MODIFIER,     /* before an office: vice, visiting */
  VB_SEGMENT_SURNAME,
  VB_SEGMENT_STOP,            /* a word that is never part of a name */
  VB_SEGMENT_JOINT,           /* between two offices of one holder */
  VB_SEGMENT_LIST,            /* between two actors */
  VB_SEGMENT_PARTICLE,        /* only at the end of a run */
  VB_SEGMENT_SUBJECT,         /* a particle behind the subject */
  VB_SEGMENT_DATIVE,          /* a particle behind the recipient */
  VB_SEGMENT_PERSON,          /* a name of the article's; payload: its index */
  VB_SEGMENT_RESPECT,         /* an epithet between office and name */
  VB_SEGMENT_AFTER_VOWEL,     /* particles that stand behind a vowel only */
  VB_SEGMENT_AFTER_CONSONANT, /* ... a consonant only */
  VB_SEGMENT_STEM,            /* takes the rest of its run as its ending */
  VB_SEGMENT_STAGE,           /* first of the kinds that a later stage names */
  VB_SEGMENT_KINDS = 32,
} vb_segment_kind;

typedef struct {
  vb_str key; /* without blanks */
  uint32_t kinds;
  bool longer; /* a longer word begins so */
  int payload[VB_SEGMENT_KINDS];
} vb_segment_word;

typedef struct vb_dictionary vb_dictionary;
vb_dictionary *vb_dictionary_new(vb_arena *arena);
/* The word under its kind; the same word and kind again keeps the first payload.  Words of more
 * than VB_DICTIONARY_LENGTH characters are left out. */
enum { VB_DICTIONARY_LENGTH = 24 };
void vb_dictionary_add(vb_dictionary *dictionary, vb_str word, vb_segment_kind kind, int payload,
                       vb_arena *arena);
/* The same, but a payload of bits grows. */
void vb_dictionary_add_bits(vb_dictionary *dictionary, vb_str word, vb_segment_kind kind, int bits,
                            vb_arena *arena);
/* Every alternative of a column of the table, in all its rows or in those of a class; the payload
 * is the row. */
void vb_dictionary_add_table(vb_dictionary *dictionary, const vb_table *table, const char *column,
                             const char *class_name, vb_segment_kind kind, vb_arena *arena);

/* The longest word at `at`, NULL if there is none; *end gets the place behind it. */
const vb_segment_word *vb_dictionary_longest(const vb_dictionary *dictionary, vb_str text,
                                             ptrdiff_t at, ptrdiff_t *end);

typedef struct {
  vb_tokens tokens;
  const vb_segment_word **words; /* one for each token; NULL: none */
} vb_segments;

static inline bool vb_segment_is(const vb_segments *s, ptrdiff_t i, vb_segment_kind kind) {
  return i >= 0 && i < s->tokens.n && s->words[i] && (s->words[i]->kinds >> kind & 1);
}

/* `names` holds the article's own names, or is NULL. */
vb_segments vb_segments_make(const vb_dictionary *dictionary, const vb_dictionary *names,
                             vb_str text, vb_arena *out);

#endif
