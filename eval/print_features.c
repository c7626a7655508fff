/* Prints every block of the given captures with its features, for training the block model:
 *   path TAB text TAB feature,feature,...
 * The first line names the features.
 * usage: print-features FILE... (see train_blocks.py) */
#include <stdio.h>

#include "article/features.h"
#include "article/page.h"

static void print_block(const char *path, const vb_block *block, const vb_features *row) {
  printf("%s\t", path);
  for (ptrdiff_t i = 0; i < block->text.n; i++) {
    char c = block->text.p[i];
    putchar(c == '\t' || c == '\n' || c == '\r' ? ' ' : c);
  }
  for (int k = 0; k < VB_N_FEATURES; k++) printf("%c%.6g", k ? ',' : '\t', (double)row->v[k]);
  putchar('\n');
}

static int print_file(const vb_article_grammar *grammar, const char *path, vb_arena *out,
                      vb_arena scratch, vb_error *error) {
  vb_reader *reader;
  vb_capture capture;
  int bad = vb_reader_open(&reader, path, (vb_reader_options){0}, error);
  if (!bad && vb_reader_next(reader, out, &capture, error) != 1) bad = VB_BAD_INPUT;
  if (!bad) bad = vb_capture_complete(&capture, out, scratch, error);
  if (!bad && capture.format != VB_FORMAT_JSONL) {
    vb_page page;
    vb_facts facts;
    vb_str title = vb_page_read(grammar, &capture, &page, &facts, out, scratch);
    vb_features *rows = vb_features_of(grammar, &page, title, out, scratch);
    for (ptrdiff_t i = 0; i < page.blocks.n; i++) print_block(path, &page.blocks.v[i], &rows[i]);
  }
  vb_reader_close(reader);
  return bad;
}

int main(int argc, char **argv) {
  enum { BYTES = 1 << 30 };
  vb_error error = {0};
  vb_lexicon *lexicon;
  vb_article_grammar *grammar;
  vb_arena_region results, working;
  if (vb_lexicon_open(&lexicon, NULL, &error) ||
      vb_article_grammar_open(&grammar, lexicon, &error) || vb_arena_region_open(&results, BYTES) ||
      vb_arena_region_open(&working, BYTES))
    return fprintf(stderr, "print-features: %s\n", error.message), 1;
  printf("path\ttext");
  for (int k = 0; k < VB_N_FEATURES; k++) printf("%c%s", k ? ',' : '\t', vb_feature_name(k));
  putchar('\n');
  for (int i = 1; i < argc; i++) {
    vb_arena out = vb_arena_reset(&results, NULL);
    if (print_file(grammar, argv[i], &out, vb_arena_reset(&working, NULL), &error))
      fprintf(stderr, "print-features: %s\n", error.message);
  }
  vb_arena_region_close(&results);
  vb_arena_region_close(&working);
  vb_article_grammar_close(grammar);
  vb_lexicon_close(lexicon);
  return 0;
}
