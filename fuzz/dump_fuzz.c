/* Any bytes as a file: packing, format, charset, front matter, then dump or page to article. */
#include "stage.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
  vb_fuzz_read(data, size);
  return 0;
}
