/* Any bytes as JSON Lines records: behind a first good record, so that the format is settled. */
#include <stdlib.h>
#include <string.h>

#include "stage.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
  static const char first[] = "{\"id\": \"a\", \"text\": \"A text.\"}\n";
  size_t n = sizeof first - 1;
  uint8_t *lines = malloc(n + size);
  if (!lines) return 0;
  memcpy(lines, first, n);
  if (size) memcpy(lines + n, data, size);
  vb_fuzz_read(lines, n + size);
  free(lines);
  return 0;
}
