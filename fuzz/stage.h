/* What the targets share: one capture through the pure stages, with a budget for each document. */
#ifndef VB_FUZZ_STAGE_H
#define VB_FUZZ_STAGE_H

#include "article/article.h"

/* Completes and reads every capture of `bytes` that the reader gives, whatever its format; aborts
 * when an invariant of article.h does not hold. */
void vb_fuzz_read(const uint8_t *data, size_t size);

#endif
