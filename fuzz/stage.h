/* Bytes as a file, through capture and article, one record after the other. */
#ifndef VB_FUZZ_STAGE_H
#define VB_FUZZ_STAGE_H

#include "common.h"

/* Completes and reads every capture of `bytes` that the reader gives, whatever its format; aborts
 * when an invariant of article.h does not hold. */
void vb_fuzz_read(vb_fuzz *fuzz, vb_str bytes);

#endif
