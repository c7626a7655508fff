/* Readings: the keys under which a name written in Chinese characters, in Hangul or in Latin
 * letters can be known to be one.
 *
 *              k: as Korean           z: pinyin      t: as Hangul writes a Chinese name by its
 * sound Hangul     by syllables           -              the same as k: Han        by Korean
 * readings     by Mandarin    from pinyin Latin      by letters             the letters    by
 * letters, as pinyin
 *
 * k: and t: are skeletons into which the usual romanisations of Korean fall together (Revised,
 * McCune-Reischauer, those of newspapers and of families: Lee, Yi, Ri, Rhee; Park, Pak, Bak):
 * consonants by place, vowels in four classes, an initial r or n of the family name as the South
 * writes it.  Latin names are read with the family name first and last.  Skeletons are coarse, so
 * two names that share a key are one person's only where something else agrees.
 */
#ifndef VB_LANGUAGE_NAME_READING_H
#define VB_LANGUAGE_NAME_READING_H

#include "lexicon/lexicon.h"

/* lexicon/world/readings.tsv, compiled; lives in `out`, read only. */
typedef struct vb_name_readings vb_name_readings;
const vb_name_readings *vb_name_readings_load(const vb_lexicon *lexicon, vb_arena *out);

typedef enum { VB_SCRIPT_OTHER, VB_SCRIPT_LATIN, VB_SCRIPT_HANGUL, VB_SCRIPT_HAN } vb_name_script;

enum { VB_NAME_KEYS = 6 };

typedef struct {
  vb_name_script script;
  int n; /* none for names too short, or in other scripts */
  vb_str v[VB_NAME_KEYS];
} vb_name_keys;

/* Pure. */
vb_name_keys vb_name_keys_read(const vb_name_readings *readings, vb_str name, vb_arena *out);

/* Are they in different scripts, and have a key in common? */
bool vb_name_keys_meet(const vb_name_keys *a, const vb_name_keys *b);

#endif
