/* Any bytes as JSON Lines records: behind a first good record, so that the format is settled. */
#include <stdlib.h>
#include <string.h>

#include "stage.h"

void vb_fuzz_one(vb_fuzz *fuzz, vb_str input) {
  vb_str first = VB_S("{\"id\": \"a\", \"text\": \"A text.\"}\n");
  char *lines = malloc((size_t)(first.n + input.n));
  if (!lines) return;
  memcpy(lines, first.p, (size_t)first.n);
  if (input.n) memcpy(lines + first.n, input.p, (size_t)input.n);
  vb_fuzz_read(fuzz, (vb_str){lines, first.n + input.n});
  free(lines);
}
