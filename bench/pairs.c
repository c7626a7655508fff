/* How fast the runs are found that any two texts of a folder share: pairs LEAST FILE...
 *
 * Standard output: JSON, the seconds of processor time from opening the first file on, bytes,
 * words, how many runs of LEAST words or more, in how many pairs, and how many words they have. */
#include <stdio.h>
#include <stdlib.h>
#include <time.h>

#include "base/whole_file.h"
#include "trace/pairs.h"

#define REGION_BYTES ((ptrdiff_t)16 << 30)

static double now(void) {
  struct timespec t;
  clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &t);
  return (double)t.tv_sec + (double)t.tv_nsec / 1e9;
}

static int by_pair(const void *a, const void *b) {
  const vb_pair_run *x = a, *y = b;
  if (x->text != y->text) return x->text < y->text ? -1 : 1;
  return (x->other > y->other) - (x->other < y->other);
}

static void print(vb_pair_runs runs, double seconds, ptrdiff_t bytes, ptrdiff_t words) {
  int64_t shared = 0, pairs = 0;
  if (runs.n) qsort(runs.v, (size_t)runs.n, sizeof *runs.v, by_pair);
  for (ptrdiff_t i = 0; i < runs.n; i++) {
    shared += runs.v[i].n;
    pairs += !i || by_pair(&runs.v[i], &runs.v[i - 1]) != 0;
  }
  printf("{\"seconds\": %.4f, \"bytes\": %td, \"words\": %td, \"runs\": %td, \"pairs\": %lld, "
         "\"shared\": %lld}\n",
         seconds, bytes, words, runs.n, (long long)pairs, (long long)shared);
}

int main(int argc, char **argv) {
  vb_arena_region kept_region, out_region, scratch_region;
  int least = argc > 2 ? vb_str_to_int(vb_str_from(argv[1])) : 0;
  if (least < VB_PAIRS_LEAST || least > VB_PAIRS_MOST)
    return fprintf(stderr, "usage: pairs LEAST FILE...\n"), 2;
  if (vb_arena_region_open(&kept_region, REGION_BYTES) ||
      vb_arena_region_open(&out_region, REGION_BYTES) ||
      vb_arena_region_open(&scratch_region, REGION_BYTES))
    return fprintf(stderr, "pairs: out of memory\n"), 1;
  vb_arena kept = vb_arena_reset(&kept_region, NULL), out = vb_arena_reset(&out_region, NULL);
  vb_arena scratch = vb_arena_reset(&scratch_region, NULL);
  vb_folded_words *texts = VB_NEW_N(&kept, vb_folded_words, argc - 2);
  double begin = now();
  ptrdiff_t bytes = 0, words = 0;
  for (int i = 2; i < argc; i++) {
    vb_arena text_arena = scratch;
    vb_str text = vb_whole_file(argv[i], &text_arena);
    texts[i - 2] = vb_folded_words_make(text, &kept, text_arena);
    bytes += text.n;
    words += texts[i - 2].n;
  }
  vb_pair_runs runs = vb_pairs_find(texts, argc - 2, least, &out, scratch);
  print(runs, now() - begin, bytes, words);
  vb_arena_region_close(&scratch_region);
  vb_arena_region_close(&out_region);
  vb_arena_region_close(&kept_region);
  return 0;
}
