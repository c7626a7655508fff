/* Likeness: sentences of two texts that say the same, perhaps in other words.
 *
 * In: two texts and their weights.  Out: seeds, pairs of sentences that are alike: the cosine of
 * their weighted terms and the Dice coefficient of their sets of terms are both high enough
 * (Sanchez-Perez, Sidorov and Gelbukh, PAN 2014).
 *
 * Cost: a sentence is compared with those that share its rarest terms, of which VB_LIKENESS_LOOKS
 * uses at most are looked at, and gives VB_LIKENESS_SEEDS seeds at most; so a sentence that both
 * texts repeat without end costs no more than another.
 */
#ifndef VB_TRACE_LIKENESS_H
#define VB_TRACE_LIKENESS_H

#include "trace/weights.h"

enum { VB_LIKENESS_LOOKS = 1024, VB_LIKENESS_SEEDS = 16, VB_LIKENESS_TERMS = 256 };

typedef struct {
  uint32_t report, source; /* sentences */
  float cosine, dice;
} vb_seed;
VB_SLICE_TYPE(vb_seeds, vb_seed);

/* More than `cosine` and `dice`; by the report's sentence.  `skip`, if it is not NULL, tells
 * sentences of the report that are left out. */
vb_seeds vb_likeness_seeds(const vb_weights *weights, double cosine, double dice, const bool *skip,
                           vb_arena *out, vb_arena scratch);

/* The sentences of the source that what somebody is reported to have said comes closest to: one
 * after another, as many as the report has and one more at most.  `report` is made of the reported
 * words alone.  False: nothing in common. */
typedef struct {
  vb_span source; /* bytes */
  double cosine;
  double dice;      /* of the report's terms with those of these sentences */
  double contained; /* share of the report's weight whose terms these sentences have */
} vb_alike;
bool vb_likeness_nearest(const vb_prepared *report, const vb_prepared *source, vb_alike *nearest,
                         vb_arena scratch);

#endif
