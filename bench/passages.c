/* What the passage index costs and how fast it answers:
 *
 *   passages ARCHIVE ARTICLES WORDS NEW FILE ...
 *
 * In: plain texts.  ARTICLES is how many articles are made of their sentences, in shuffled order
 * and of WORDS words each; 0: each file is an article; negative: so many copies of one article.
 * Of a hundred sentences NEW are of no text: their words are shuffled too.  They are stored without
 * analysis into a new archive.  Out: JSON, for each power of ten and at the end the number of
 * articles, seconds of processor time and of merging, memory, bytes of text and of index; then the
 * seconds of looking up each of LOOK_UPS articles of LOOK_UP_WORDS words, every shingle of it.
 */
#include <stdio.h>
#include <stdlib.h>
#include <time.h>

#include "archive/passages.h"
#include "archive/sql.h"
#include "base/sha256.h"
#include "base/whole_file.h"
#include "language/shingles.h"

enum {
  LOOK_UP_WORDS = 600,
  EACH = 1000,
  LOOK_UPS = 100,
  BYTES_EACH = 16 << 20,
  MOST_FILES = 100000
};
#define TEXT_BYTES  ((ptrdiff_t)1 << 30)
#define ARENA_BYTES ((ptrdiff_t)256 << 20)

typedef struct {
  vb_archive *archive;
  vb_lexicon *lexicon;
  vb_arena_region texts, results, scratch;
  vb_arena kept;
  vb_strs files, sentences;
  uint64_t state;
  int64_t text_bytes, since_commit, n;
  int n_words, percent_new;
  double began;
  bool printed;
} bench;

static double now(void) {
  struct timespec t;
  clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &t);
  return (double)t.tv_sec + (double)t.tv_nsec / 1e9;
}

static uint64_t chance(bench *b, uint64_t n) {
  b->state ^= b->state << 13;
  b->state ^= b->state >> 7;
  b->state ^= b->state << 17;
  return (b->state >> 16) % n;
}

static void fail(const vb_error *error) {
  fprintf(stderr, "passages: %s\n", error->message);
  exit(1);
}

static void read_file(bench *b, const char *path) {
  vb_error error = {0};
  vb_str whole = vb_whole_file(path, &b->kept);
  if (!whole.p) vb_fail(&error, VB_BAD_INPUT, "%s: cannot be read", path), fail(&error);
  b->files.v[b->files.n++] = whole;
}

static void cut_sentences(bench *b) {
  for (ptrdiff_t i = 0; i < b->files.n; i++)
    for (vb_str rest = b->files.v[i]; rest.p;) {
      vb_str sentence = vb_str_cut(&rest, '.');
      if (sentence.n > 20) *vb_push(&b->kept, &b->sentences) = sentence;
    }
}

/* A sentence and a full stop; its words. */
static int put_sentence(vb_str sentence, vb_arena *out) {
  char *to = vb_arena_alloc_raw(out, 1, 1, sentence.n + 2);
  int words = 0;
  memcpy(to, sentence.p, (size_t)sentence.n);
  memcpy(to + sentence.n, ". ", 2);
  for (ptrdiff_t i = 0; i < sentence.n; i++) words += sentence.p[i] == ' ';
  return words;
}

/* The words of a sentence in another order. */
static int put_new_sentence(bench *b, vb_str sentence, vb_arena *out) {
  enum { MOST = 100 };
  vb_str words[MOST];
  int n = 0;
  for (; sentence.p && n < MOST; n++) words[n] = vb_str_cut(&sentence, ' ');
  for (int left = n; left; left--) {
    int at = (int)chance(b, (uint64_t)left);
    char *to = vb_arena_alloc_raw(out, 1, 1, words[at].n + 1);
    memcpy(to, words[at].p, (size_t)words[at].n);
    to[words[at].n] = left > 1 ? ' ' : '.';
    words[at] = words[left - 1];
  }
  memcpy(vb_arena_alloc_raw(out, 1, 1, 1), " ", 1);
  return n;
}

static vb_str shuffled(bench *b, int n_words, vb_arena *out) {
  char *begin = out->beg;
  for (int words = 0; words < n_words;) {
    vb_str sentence = b->sentences.v[chance(b, (uint64_t)b->sentences.n)];
    bool is_new = (int)chance(b, 100) < b->percent_new;
    words += is_new ? put_new_sentence(b, sentence, out) : put_sentence(sentence, out);
  }
  return (vb_str){begin, out->beg - begin};
}

/* Not getrusage: that counts the memory of whoever started the program too. */
static double peak_mb(void) {
  char line[256];
  long kib = 0;
  FILE *status = fopen("/proc/self/status", "r");
  while (status && !kib && fgets(line, sizeof line, status))
    if (!strncmp(line, "VmHWM:", 6)) kib = strtol(line + 6, NULL, 10);
  if (status) fclose(status);
  return (double)kib / 1024;
}

static void report(bench *b, double merging) {
  printf("%s\n {\"articles\": %lld, \"seconds\": %.3f, \"merging\": %.3f, \"peak_mb\": %.1f, "
         "\"text_mb\": %.3f, \"index_mb\": %.3f, \"postings\": %lld, \"segments\": %lld}",
         b->printed ? "," : "", (long long)b->n, now() - b->began, merging, peak_mb(),
         (double)b->text_bytes / 1e6,
         (double)vb_sql_number(b->archive, "SELECT sum(pgsize) FROM dbstat WHERE name LIKE "
                                           "'%passage%' AND aggregate = 1") /
             1e6,
         (long long)vb_sql_number(b->archive, "SELECT sum(postings) FROM passage_segments"),
         (long long)vb_sql_number(b->archive, "SELECT count(*) FROM passage_segments"));
  fflush(stdout);
  b->printed = true;
}

static void store(bench *b, vb_str text) {
  vb_error error = {0};
  vb_stored stored;
  vb_arena out = vb_arena_reset(&b->results, NULL);
  out.beg += text.p == out.beg ? text.n : 0;
  vb_arena scratch = vb_arena_reset(&b->scratch, NULL);
  vb_str name = vb_str_format(&out, "%lld", (long long)b->n);
  vb_capture capture = {
      .path = name, .sha256 = vb_sha256_hex(&out, name), .format = VB_FORMAT_TEXT};
  vb_article article = {.id = name,
                        .id_given = true,
                        .capture = capture.sha256,
                        .published = vb_date_ymd(1995 + (int)chance(b, 30), 1 + (int)chance(b, 12),
                                                 1 + (int)chance(b, 28)),
                        .text = text};
  vb_statements statements = {0};
  vb_exchanges exchanges = {0};
  if (!b->since_commit && vb_archive_begin(b->archive, &error)) fail(&error);
  if (vb_archive_store(b->archive, b->lexicon, &capture, &article, &statements, &exchanges, scratch,
                       &stored, &error))
    fail(&error);
  b->n++;
  b->text_bytes += text.n;
  b->since_commit += text.n;
  if (b->n % EACH && b->since_commit < BYTES_EACH) return;
  b->since_commit = 0;
  if (vb_archive_commit(b->archive, &error)) fail(&error);
}

static void tidy(bench *b) {
  vb_error error = {0};
  if (b->since_commit && vb_archive_commit(b->archive, &error)) fail(&error);
  b->since_commit = 0;
  double begin = now();
  if (vb_passages_tidy(b->archive, &error)) fail(&error);
  report(b, now() - begin);
}

static void fill(bench *b, long n) {
  for (long i = 0; n == 0 && i < b->files.n; i++) store(b, b->files.v[i]);
  for (long i = 0, power = 10000; i < n; i++) {
    vb_arena out = vb_arena_reset(&b->results, NULL);
    store(b, shuffled(b, b->n_words, &out));
    if (i + 1 == power && i + 1 < n) power *= 10, report(b, 0);
  }
  vb_str one = shuffled(b, b->n_words, &b->kept);
  for (long i = 0; i < -n; i++) store(b, one);
  tidy(b);
}

static void look_up(bench *b) {
  vb_error error = {0};
  vb_arena out = vb_arena_reset(&b->results, NULL), scratch = vb_arena_reset(&b->scratch, NULL);
  vb_str text = shuffled(b, LOOK_UP_WORDS, &out);
  double begin = now();
  vb_folded_words words = vb_folded_words_make(text, &out, scratch);
  vb_shingles all = vb_shingles_all(words, VB_SHINGLE_WORDS, &out);
  uint64_t *hashes = VB_NEW_N(&out, uint64_t, all.n);
  vb_passage_use *uses = VB_NEW_N(&out, vb_passage_use, all.n);
  for (ptrdiff_t i = 0; i < all.n; i++) hashes[i] = all.v[i].hash;
  if (vb_passages_find_all(b->archive, hashes, all.n, uses, &out, scratch, &error)) fail(&error);
  printf("%.6f", now() - begin);
}

/* As who asks has it, not as the writer. */
static void open_again(bench *b, const char *path) {
  vb_error error = {0};
  vb_archive_close(b->archive);
  if (vb_archive_open(&b->archive, path, VB_ARCHIVE_READ, &error)) fail(&error);
}

static void prepare(bench *b, const char *path, char **files, int n) {
  vb_error error = {0};
  if (vb_arena_region_open(&b->texts, TEXT_BYTES) ||
      vb_arena_region_open(&b->results, ARENA_BYTES) ||
      vb_arena_region_open(&b->scratch, ARENA_BYTES))
    vb_fail(&error, VB_MEMORY, "out of memory"), fail(&error);
  b->state = 88172645463325252u;
  b->kept = vb_arena_reset(&b->texts, NULL);
  b->files.v = VB_NEW_N(&b->kept, vb_str, n);
  for (int i = 0; i < n; i++) read_file(b, files[i]);
  cut_sentences(b);
  if (!b->sentences.n) vb_fail(&error, VB_BAD_INPUT, "no sentences"), fail(&error);
  remove(path);
  if (vb_lexicon_open(&b->lexicon, NULL, &error) ||
      vb_archive_open(&b->archive, path, VB_ARCHIVE_CREATE, &error) ||
      vb_archive_set_analysis(b->archive, "bench", VB_S("none"), &error))
    fail(&error);
}

int main(int argc, char **argv) {
  static bench b;
  if (argc < 6 || argc > MOST_FILES)
    return fprintf(stderr, "usage: passages ARCHIVE ARTICLES WORDS NEW FILE ...\n"), 2;
  b.n_words = vb_str_to_int(vb_str_from(argv[3]));
  b.percent_new = vb_str_to_int(vb_str_from(argv[4]));
  prepare(&b, argv[1], argv + 5, argc - 5);
  b.began = now();
  printf("{\"fill\": [");
  bool copies = argv[2][0] == '-';
  int n = vb_str_to_int(vb_str_from(argv[2] + copies));
  fill(&b, copies ? -n : n);
  printf("], \"look_ups\": [");
  open_again(&b, argv[1]);
  for (int i = 0; i < LOOK_UPS; i++) {
    if (i) printf(", ");
    look_up(&b);
  }
  printf("]}\n");
  vb_archive_close(b.archive);
  vb_lexicon_close(b.lexicon);
  vb_arena_region_close(&b.texts);
  vb_arena_region_close(&b.results);
  vb_arena_region_close(&b.scratch);
  return 0;
}
