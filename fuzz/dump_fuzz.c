/* Any bytes as a file: packing, format, charset, front matter, then dump or page to article. */
#include "stage.h"

void vb_fuzz_one(vb_fuzz *fuzz, vb_str input) { vb_fuzz_read(fuzz, input); }
