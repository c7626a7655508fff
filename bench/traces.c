/* How fast the core of the trace is: traces ROUNDS FILE
 *
 * In: a plain text, the longer the better.  Out: JSON, for each measurement what it counts, how
 * much of it, and the seconds of processor time of every round:
 *   words, shingles     bytes of the text
 *   align               quotations of 40 words against 700 words of the text, with a word left out,
 *                       one put in and one changed; by both twins
 *   identical texts     bytes of a text compared with itself, the first 5 MB
 *   repeated sentence   bytes of one sentence over and over, compared with itself
 *   passages ...            bytes of the report, made ready and compared: with itself, a sentence a
 * million times with itself, sentences in another order with the text they are from
 */
#include <stdio.h>
#include <stdlib.h>
#include <time.h>

#include "base/utf8.h"
#include "base/whole_file.h"
#include "language/shingles.h"
#include "trace/edits.h"
#include "trace/passages.h"

enum { MAX_ROUNDS = 1000, QUOTED = 40, SOURCE = 700, QUOTATIONS = 500 };
enum {
  IDENTICAL_BYTES = 5 << 20,
  REPEATED_BYTES = 1 << 20,
  MILLION_BYTES = 59000000,
  LONG_ROUNDS = 1,
  ARTICLE_BYTES = 8 << 10
};
#define REGION_BYTES ((ptrdiff_t)4 << 30)

typedef enum {
  WORDS,
  ALL_SHINGLES,
  WINNOWED,
  PLAIN,
  FAST,
  IDENTICAL,
  REPEATED,
  PASSAGES_IDENTICAL,
  PASSAGES_REPEATED,
  PASSAGES_SHUFFLED,
  N_KINDS
} kind;
static const char *const names[N_KINDS] = {"words",
                                           "words and all shingles",
                                           "words and winnowed shingles",
                                           "align plain",
                                           "align",
                                           "align identical texts",
                                           "align a repeated sentence",
                                           "passages of identical texts",
                                           "passages of a sentence a million times",
                                           "passages of shuffled sentences"};

typedef struct {
  vb_senses *senses;
  vb_wording_memo *memo;
  vb_str text;
  vb_folded_words words;
  vb_arena_region kept, results, scratch;
  double seconds[N_KINDS][MAX_ROUNDS];
  int64_t amount[N_KINDS];
  int64_t score; /* so that nothing is left out as unused */
} bench;

static double now(void) {
  struct timespec t;
  clock_gettime(CLOCK_THREAD_CPUTIME_ID, &t);
  return (double)t.tv_sec + (double)t.tv_nsec / 1e9;
}

static vb_arena results_of(bench *b) { return vb_arena_reset(&b->results, NULL); }
static vb_arena scratch_of(bench *b) { return vb_arena_reset(&b->scratch, NULL); }

static void charge(bench *b, kind k, int round, double since, int64_t amount) {
  if (round < 0) return;
  b->seconds[k][round] = now() - since;
  b->amount[k] = amount;
}

static void fingerprint(bench *b, kind k, vb_str text) {
  vb_arena out = results_of(b), scratch = scratch_of(b);
  vb_folded_words words = vb_folded_words_make(text, &out, scratch);
  b->score += words.n;
  if (k == ALL_SHINGLES) b->score += vb_shingles_all(words, VB_SHINGLE_WORDS, &out).n;
  if (k == WINNOWED)
    b->score += vb_shingles_winnow(words, VB_SHINGLE_WORDS, VB_SHINGLE_WINDOW, &out).n;
}

static void run_fingerprints(bench *b, int round) {
  for (kind k = WORDS; k <= WINNOWED; k++) {
    double begin = now();
    for (ptrdiff_t at = 0; at < b->text.n; at += ARTICLE_BYTES)
      fingerprint(b, k, vb_str_slice(b->text, at, at + ARTICLE_BYTES));
    charge(b, k, round, begin, b->text.n);
  }
}

static vb_str stretch(const bench *b, ptrdiff_t start, ptrdiff_t n) {
  ptrdiff_t from = (ptrdiff_t)b->words.v[start].start;
  return vb_str_slice(b->text, from, vb_folded_word_end(&b->words.v[start + n - 1]));
}

/* Quotation i: forty words from somewhere inside the source, three of them edited. */
static vb_str quotation(const bench *b, ptrdiff_t source, ptrdiff_t i, vb_arena *out) {
  ptrdiff_t at = source + i * 37 % (SOURCE - QUOTED);
  return vb_str_format(out, "%.*s %.*s indeed %.*s changed %.*s", VB_ARG(stretch(b, at, 9)),
                       VB_ARG(stretch(b, at + 10, 8)), VB_ARG(stretch(b, at + 18, 10)),
                       VB_ARG(stretch(b, at + 29, QUOTED - 29)));
}

static void run_quotations(bench *b, kind k, int round) {
  ptrdiff_t places = b->words.n / SOURCE;
  double spent = 0;
  for (ptrdiff_t i = 0; places && i < QUOTATIONS; i++) {
    vb_arena out = results_of(b), scratch = scratch_of(b);
    ptrdiff_t source = i % places * SOURCE;
    vb_wording s = vb_wording_make(b->senses, stretch(b, source, SOURCE), &out, scratch);
    s.memo = b->memo;
    double begin = now();
    vb_wording r = vb_wording_make(b->senses, quotation(b, source, i, &out), &out, scratch);
    r.memo = b->memo;
    vb_alignment a =
        k == PLAIN ? vb_align_plain(&r, &s, &out, scratch) : vb_align(&r, &s, &out, scratch);
    vb_edits_make(&r, &s, &a, &out, scratch);
    spent += now() - begin;
    b->score += a.score;
  }
  charge(b, k, round, now() - spent, places ? QUOTATIONS : 0);
}

static void run_long(bench *b, kind k, vb_str text, int round) {
  vb_arena out = results_of(b), scratch = scratch_of(b);
  double begin = now();
  vb_wording r = vb_wording_make(b->senses, text, &out, scratch);
  vb_wording s = vb_wording_make(b->senses, text, &out, scratch);
  vb_alignment a = vb_align(&r, &s, &out, scratch);
  b->score += vb_edits_make(&r, &s, &a, &out, scratch).n;
  charge(b, k, round, begin, text.n);
}

static void run_passages(bench *b, kind k, vb_str report, vb_str source) {
  vb_arena out = results_of(b), scratch = scratch_of(b);
  vb_passage_settings settings = vb_passage_settings_usual();
  double begin = now();
  vb_prepared r = vb_prepared_make(NULL, report, &out, scratch);
  vb_prepared s = vb_prepared_make(NULL, source, &out, scratch);
  b->score += vb_passages_shared(&r, &s, &settings, &out, scratch).n;
  charge(b, k, 0, begin, report.n);
}

/* The sentences of the first megabyte, every 37th of them first. */
static vb_str shuffled(const bench *b, vb_arena *kept) {
  enum { STEP = 37, BYTES_AT_MOST = 1 << 20 };
  ptrdiff_t n = b->text.n < BYTES_AT_MOST ? b->text.n : vb_utf8_back(b->text, BYTES_AT_MOST),
            at = 0;
  char *text = vb_arena_alloc_raw(kept, 1, 1, n);
  for (int round = 0; round < STEP; round++) {
    int sentence = 0;
    for (ptrdiff_t start = 0, end; start < n; start = end) {
      for (end = start + 1; end < n && b->text.p[end - 1] != '.'; end++) {
      }
      if (sentence++ % STEP != round) continue;
      memcpy(text + at, b->text.p + start, (size_t)(end - start));
      at += end - start;
    }
  }
  return (vb_str){text, at};
}

static vb_str repeated(vb_arena *kept, ptrdiff_t bytes) {
  static const char sentence[] = "We shall rebuild the old harbour before the winter storms. ";
  ptrdiff_t n = bytes / (ptrdiff_t)(sizeof sentence - 1) * (ptrdiff_t)(sizeof sentence - 1);
  char *text = vb_arena_alloc_raw(kept, 1, 1, n);
  for (ptrdiff_t i = 0; i < n; i++) text[i] = sentence[i % (ptrdiff_t)(sizeof sentence - 1)];
  return (vb_str){text, n};
}

static void print(const bench *b, int n_rounds) {
  printf("{\"checksum\": %lld, \"traces\": [", (long long)b->score);
  for (int k = 0; k < N_KINDS; k++) {
    int rounds = k >= IDENTICAL ? LONG_ROUNDS : n_rounds;
    printf("%s\n {\"name\": \"%s\", \"amount\": %lld, \"seconds\": [", k ? "," : "", names[k],
           (long long)b->amount[k]);
    for (int i = 0; i < rounds; i++) printf("%s%.6f", i ? ", " : "", b->seconds[k][i]);
    printf("]}");
  }
  printf("]}\n");
}

int main(int argc, char **argv) {
  int n_rounds = argc == 3 ? vb_str_to_int(vb_str_from(argv[1])) : -1;
  if (n_rounds < 1 || n_rounds > MAX_ROUNDS)
    return fprintf(stderr, "usage: traces ROUNDS FILE\n"), 2;
  bench *b = calloc(1, sizeof *b);
  vb_error error = {0};
  vb_lexicon *lexicon;
  if (!b || vb_lexicon_open(&lexicon, NULL, &error) ||
      vb_arena_region_open(&b->kept, REGION_BYTES) ||
      vb_arena_region_open(&b->results, REGION_BYTES) ||
      vb_arena_region_open(&b->scratch, REGION_BYTES)) {
    free(b);
    return fprintf(stderr, "traces: %s\n", error.message), 1;
  }
  vb_arena kept = vb_arena_reset(&b->kept, NULL);
  b->senses = vb_senses_new(lexicon, VB_S("en"), &kept, &error);
  b->memo = vb_wording_memo_new(&kept);
  b->text = vb_whole_file(argv[2], &kept);
  if (!b->senses || !b->text.p) {
    free(b);
    return fprintf(stderr, "traces: cannot read %s\n", argv[2]), 1;
  }
  b->words = vb_folded_words_make(b->text, &kept, scratch_of(b));
  for (int round = -1; round < n_rounds; round++) {
    run_fingerprints(b, round);
    run_quotations(b, PLAIN, round);
    run_quotations(b, FAST, round);
  }
  ptrdiff_t half = b->text.n < IDENTICAL_BYTES ? b->text.n : vb_utf8_back(b->text, IDENTICAL_BYTES);
  run_long(b, IDENTICAL, vb_str_slice(b->text, 0, half), 0);
  run_long(b, REPEATED, repeated(&kept, REPEATED_BYTES), 0);
  vb_str identical = vb_str_slice(b->text, 0, half), million = repeated(&kept, MILLION_BYTES);
  run_passages(b, PASSAGES_IDENTICAL, identical, identical);
  run_passages(b, PASSAGES_REPEATED, million, million);
  run_passages(b, PASSAGES_SHUFFLED, shuffled(b, &kept), b->text);
  print(b, n_rounds);
  vb_lexicon_close(lexicon);
  vb_arena_region_close(&b->scratch);
  vb_arena_region_close(&b->results);
  vb_arena_region_close(&b->kept);
  free(b);
  return 0;
}
