/* Finds what the pairs of a corpus share, for measuring the trace's passages alone.
 * FOLDER has src/, susp/ and a file `pairs` with the names of a report and a source a line.
 * Standard output: a JSON object a line with the names and both spans (bytes); standard error: the
 * seconds of processor time, reading included.
 * usage: print-passages FOLDER [SETTING=VALUE]... (see pan.py); stems=1 compares English stems */
#include <stdio.h>
#include <stdlib.h>
#include <time.h>

#include "base/whole_file.h"
#include "trace/passages.h"

enum { MAX_TEXTS = 1 << 16, MAX_NAME = 256 };
#define REGION_BYTES ((ptrdiff_t)16 << 30)

typedef struct {
  char name[MAX_NAME];
  vb_prepared text;
} document;

typedef struct {
  const char *folder;
  vb_senses *senses; /* NULL: words as they are */
  bool stems;
  document documents[MAX_TEXTS];
  int slots[2 * MAX_TEXTS]; /* by name: 1 + document */
  int n;
  vb_arena_region kept, results, scratch;
} corpus;

/* Reads a text when it is first named. */
static const vb_prepared *text_of(corpus *c, const char *kind, const char *name, vb_arena *kept) {
  uint64_t at = vb_str_hash(vb_str_from(name));
  while (c->slots[at % (2 * MAX_TEXTS)]) {
    document *d = &c->documents[c->slots[at % (2 * MAX_TEXTS)] - 1];
    if (!strcmp(d->name, name)) return &d->text;
    at++;
  }
  if (c->n == MAX_TEXTS) return NULL;
  document *d = &c->documents[c->n++];
  c->slots[at % (2 * MAX_TEXTS)] = c->n;
  char path[4096];
  snprintf(d->name, sizeof d->name, "%s", name);
  snprintf(path, sizeof path, "%s/%s/%s", c->folder, kind, name);
  vb_str text = vb_whole_file(path, kept);
  d->text = vb_prepared_make(c->senses, text, kept, vb_arena_reset(&c->scratch, NULL));
  return &d->text;
}

static void print_pair(corpus *c, const vb_passage_settings *settings, const char *report,
                       const char *source, vb_arena *kept) {
  const vb_prepared *r = text_of(c, "susp", report, kept);
  const vb_prepared *s = text_of(c, "src", source, kept);
  if (!r || !s) return;
  vb_arena out = vb_arena_reset(&c->results, NULL), scratch = vb_arena_reset(&c->scratch, NULL);
  vb_shared_passages found = vb_passages_shared(r, s, settings, &out, scratch);
  for (ptrdiff_t i = 0; i < found.n; i++) {
    const vb_passage *p = &found.v[i];
    printf("{\"susp\": \"%s\", \"src\": \"%s\", \"report\": [%td, %td], \"source\": [%td, %td], "
           "\"kind\": %d, \"words\": %u, \"same\": %u, \"likeness\": %.3f}\n",
           report, source, p->report.start, p->report.end, p->source.start, p->source.end, p->kind,
           p->words, p->same, p->likeness);
  }
}

/* NAME=VALUE */
static bool set(vb_passage_settings *s, const char *arg) {
  const char *sign = strchr(arg, '=');
  if (!sign || sign - arg > 31) return false;
  char name[32] = "", *end;
  memcpy(name, arg, (size_t)(sign - arg));
  double value = strtod(sign + 1, &end);
  if (end == sign + 1 || *end) return false;
  struct {
    const char *name;
    int *whole;
    double *part;
  } all[] = {{"gap", &s->gap, NULL},
             {"least_same", &s->least_same, NULL},
             {"least_bytes", &s->least_bytes, NULL},
             {"long_run", &s->long_run, NULL},
             {"sentences", &s->clusters.gap, NULL},
             {"summary_sentences", &s->clusters.summary_gap, NULL},
             {"filled", NULL, &s->filled},
             {"beside", NULL, &s->alike_beside},
             {"cosine", NULL, &s->cosine},
             {"dice", NULL, &s->dice},
             {"whole", NULL, &s->clusters.cosine}};
  if (!strcmp(name, "likeness")) return s->likeness = value != 0, true;
  for (size_t i = 0; i < sizeof all / sizeof *all; i++) {
    if (strcmp(all[i].name, name)) continue;
    if (all[i].whole) *all[i].whole = (int)value;
    if (all[i].part) *all[i].part = value;
    return true;
  }
  return false;
}

static int run(corpus *c, const vb_passage_settings *settings) {
  char path[4096], report[MAX_NAME], source[MAX_NAME];
  vb_arena kept = vb_arena_reset(&c->kept, NULL);
  vb_error error = {0};
  vb_lexicon *lexicon;
  if (vb_lexicon_open(&lexicon, NULL, &error)) return 1;
  if (c->stems) c->senses = vb_senses_new(lexicon, VB_S("en"), &kept, &error);
  snprintf(path, sizeof path, "%s/pairs", c->folder);
  FILE *pairs = fopen(path, "r");
  if (!pairs) return 1;
  while (fscanf(pairs, "%255s %255s", report, source) == 2)
    print_pair(c, settings, report, source, &kept);
  fclose(pairs);
  vb_lexicon_close(lexicon);
  return 0;
}

static bool read_arguments(corpus *c, vb_passage_settings *settings, int argc, char **argv) {
  *settings = vb_passage_settings_usual();
  if (argc < 2) return false;
  c->folder = argv[1];
  for (int i = 2; i < argc; i++) {
    c->stems = c->stems || !strcmp(argv[i], "stems=1");
    if (strcmp(argv[i], "stems=1") && !set(settings, argv[i])) return false;
  }
  return true;
}

int main(int argc, char **argv) {
  static corpus c;
  vb_passage_settings settings;
  if (!read_arguments(&c, &settings, argc, argv) || vb_arena_region_open(&c.kept, REGION_BYTES) ||
      vb_arena_region_open(&c.results, REGION_BYTES) ||
      vb_arena_region_open(&c.scratch, REGION_BYTES))
    return fprintf(stderr, "usage: print-passages FOLDER [SETTING=VALUE]...\n"), 2;
  int bad = run(&c, &settings);
  fprintf(stderr, "%.2f\n", (double)clock() / CLOCKS_PER_SEC);
  vb_arena_region_close(&c.scratch);
  vb_arena_region_close(&c.results);
  vb_arena_region_close(&c.kept);
  return bad;
}
