/* Names of persons: are two spellings one person's?
 *
 * In: names as articles print them ("Ryom Chol Min", "Ryom Chol-min", "RYOM Cholmin").
 * Out: how well they agree.  The rules, in this order:
 *
 *   1. Folding: case, diacritics, apostrophes and points go; hyphens separate;
 *      honorifics before the name go ("Sheikh", "Mr").
 *   2. Names in different scripts cannot be compared, nor can an empty one: UNCLEAR.
 *   3. Two regnal numerals or suffixes that differ (Utopus II, Utopus III; Jr., Sr.):
 *      DIFFER.  One that the other leaves out tells nothing.
 *   4. The same letters in a row, in any rotation of the words: SAME.  This takes
 *      hyphens, solid writing and family name first or last.
 *   5. Every word of the shorter name stands in the longer: SAME if two or more
 *      words do (left-out patronymics and second names), PART if it is only one
 *      (the surname alone) or an initial helped.  Particles (al-, de, van) do not
 *      count as words; a word behind "bin" is the father's and is no surname.
 *   6. As 5, but a word of five letters or more may be spelled otherwise
 *      (Verbitsky, Verbytskyi; Mohammed, Muhammad): PART.  Not so in CJK.
 *   7. Everything else: DIFFER.
 *
 * PART is enough only where something else agrees, such as the country.
 *
 * vb_name_fold is the one place where names are made comparable, here, in merging
 * and in lists of actors: what brings names of other scripts to Latin letters
 * belongs at its beginning, and then rule 2 need not apply.
 */
#ifndef VB_LANGUAGE_NAMES_H
#define VB_LANGUAGE_NAMES_H

#include "language/wordmap.h"

enum { VB_NAME_WORDS = 12 }; /* further words of a name are not looked at */

/* Honorifics of lexicon/en/honorifics.tsv; particles, patronymics and suffixes of
 * world/name_words.tsv; words of names of organisations that tell nothing (en/merge_words.tsv). */
typedef struct {
  vb_wordmap honorific;
  vb_wordmap kind; /* of a word: vb_name_word_is as bits */
  vb_wordmap function;
  vb_wordmap part; /* words for parts of organisations (en/merge_words.tsv) */
} vb_name_words;

typedef enum {
  VB_NAME_IS_PARTICLE = 1,
  VB_NAME_IS_PATRONYMIC = 2,
  VB_NAME_IS_SUFFIX = 4,
  VB_NAME_BEGINS_HONORIFIC = 8, /* the first word of an honorific, or all of it */
} vb_name_word_is;

typedef struct vb_name {
  vb_strs words;              /* folded, honorifics taken off */
  int8_t kind[VB_NAME_WORDS]; /* vb_name_word_kind, one for each word */
  int n_core;                 /* words that are core */
  bool latin;                 /* all letters ASCII after folding */
  vb_str numeral;             /* "iii", "jr"; {0} if there is none */
  uint64_t initials;          /* a bit for the first letter of each core word and initial */
  uint32_t letters;           /* a sum over all letters, whatever their order */
} vb_name;

typedef enum {
  VB_NAME_CORE,
  VB_NAME_INITIAL,
  VB_NAME_PARTICLE,
  VB_NAME_PATRONYMIC
} vb_name_word_kind;

typedef enum { VB_NAMES_DIFFER, VB_NAMES_UNCLEAR, VB_NAMES_PART, VB_NAMES_SAME } vb_names_match;

vb_name_words vb_name_words_load(const vb_lexicon *lexicon, vb_arena *out);
vb_name vb_name_fold(const vb_name_words *words, vb_str name, vb_arena *out);
vb_names_match vb_names_compare(const vb_name *a, const vb_name *b);

#endif
