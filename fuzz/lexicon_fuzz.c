/* A user's table, as --lexicon DIR gives it: the first line names it, the rest is its file.  All
 * that the stages compile of it is compiled. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "common.h"
#include "pipeline/pipeline.h"

static char folder[] = "/tmp/verbale-fuzz-XXXXXX";
static char file[128]; /* the table of this input */

static void clear(void) {
  const char *const parts[] = {"en", "world", ""};
  for (size_t i = 0; i < 3; i++) {
    snprintf(file, sizeof file, "%s/%s", folder, parts[i]);
    rmdir(file);
  }
}

static void start(void) {
  static bool started;
  if (started) return;
  started = true;
  vb_fuzz_expect(mkdtemp(folder), "no folder");
  atexit(clear);
  snprintf(file, sizeof file, "%s/en", folder);
  mkdir(file, 0700);
  snprintf(file, sizeof file, "%s/world", folder);
  mkdir(file, 0700);
}

static bool write_table(const vb_fuzz *fuzz, vb_str name, vb_str rows) {
  if (!vb_lexicon_table(fuzz->lexicon, name)) return false;
  snprintf(file, sizeof file, "%s/%.*s.tsv", folder, VB_ARG(name));
  FILE *f = fopen(file, "wb");
  if (!f) return false;
  if (rows.n) fwrite(rows.p, 1, (size_t)rows.n, f);
  fclose(f);
  return true;
}

void vb_fuzz_one(vb_fuzz *fuzz, vb_str input) {
  vb_error error = {0};
  vb_engine *engine;
  start();
  vb_str name = vb_str_cut(&input, '\n');
  if (!write_table(fuzz, name, input)) return;
  int bad = vb_engine_open(&engine, folder, &error);
  unlink(file);
  vb_fuzz_expect(!bad == !!engine, "an engine and an error");
  vb_fuzz_expect(!bad || strstr(error.message, "tsv") || bad == VB_MEMORY, error.message);
  vb_engine_close(engine);
}
