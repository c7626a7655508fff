#include "stage.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/utf8.h"

enum { BUDGET_BYTES = 16 << 20, LIMIT_BYTES = 1 << 20 };

static vb_lexicon *lexicon;
static vb_article_grammar *grammar;
static vb_arena_region results, working;

static void give_up(const char *why) {
  fprintf(stderr, "%s\n", why);
  abort();
}

static void start(void) {
  vb_error error = {0};
  if (grammar) return;
  if (vb_lexicon_open(&lexicon, NULL, &error) ||
      vb_article_grammar_open(&grammar, lexicon, &error) ||
      vb_arena_region_open(&results, BUDGET_BYTES) || vb_arena_region_open(&working, BUDGET_BYTES))
    give_up(error.message);
}

static void check_utf8(vb_str s, const char *what) {
  if (vb_utf8_invalid_at(s) >= 0) give_up(what);
}

static void check(const vb_article *a, const vb_capture *capture) {
  check_utf8(a->text, "text is not UTF-8");
  check_utf8(a->title, "title is not UTF-8");
  check_utf8(a->subtitle, "subtitle is not UTF-8");
  check_utf8(a->byline, "byline is not UTF-8");
  check_utf8(a->agency, "agency is not UTF-8");
  check_utf8(a->outlet, "outlet is not UTF-8");
  check_utf8(a->dateline_place, "dateline is not UTF-8");
  for (ptrdiff_t i = 0; i < a->captions.n; i++) check_utf8(a->captions.v[i], "caption");
  if (!a->id.n) give_up("no id");
  if (capture->format != VB_FORMAT_JSONL && vb_str_find(a->text, VB_S("\n\n\n"), 0) >= 0)
    give_up("an empty paragraph");
  if (a->published.precision >= VB_DATE_DAY && a->captured.precision >= VB_DATE_DAY &&
      vb_date_to_days(a->published) > vb_date_to_days(a->captured) + 1)
    give_up("published after captured");
}

static void read_one(const vb_capture *raw, vb_arena *out, vb_arena scratch) {
  vb_error error = {0};
  vb_capture capture = *raw;
  vb_article article;
  if (vb_capture_complete(&capture, out, scratch, &error)) return;
  check_utf8(capture.text, "capture is not UTF-8");
  if (!vb_article_read(grammar, &capture, &article, out, scratch, &error))
    check(&article, &capture);
  else if (!error.message[0])
    give_up("an error without a message");
}

static int next(vb_reader *reader, vb_arena_guard *guard) {
  vb_error error = {0};
  vb_capture raw;
  if (!VB_ARENA_TRY(guard)) return 1;
  vb_arena out = vb_arena_reset(&results, guard);
  int code = vb_reader_next(reader, &out, &raw, &error);
  if (code > 0) read_one(&raw, &out, vb_arena_reset(&working, guard));
  return code;
}

void vb_fuzz_read(const uint8_t *data, size_t size) {
  vb_error error = {0};
  vb_reader *reader;
  vb_arena_guard guard;
  vb_reader_options options = {.max_record_bytes = LIMIT_BYTES};
  start();
  vb_str bytes = {(const char *)data, (ptrdiff_t)size};
  if (vb_reader_open_bytes(&reader, bytes, "fuzz", options, &error)) give_up(error.message);
  while (next(reader, &guard)) continue;
  vb_reader_close(reader);
}
