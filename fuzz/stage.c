#include "stage.h"

#include "checks.h"

enum { LIMIT_BYTES = 1 << 20 };

static void read_one(vb_fuzz *fuzz, const vb_capture *raw) {
  vb_error error = {0};
  vb_capture capture = *raw;
  vb_article article;
  if (vb_capture_complete(&capture, &fuzz->out, fuzz->scratch, &error)) return;
  vb_fuzz_expect_utf8(capture.text, "a capture is not UTF-8");
  if (!vb_article_read(fuzz->grammar, &capture, &article, &fuzz->out, fuzz->scratch, &error))
    vb_fuzz_check_article(&article, capture.format);
  else
    vb_fuzz_expect(error.message[0], "an error without a message");
}

/* A guard for each record, so that one above the budget does not leave the reader open. */
static int next(vb_fuzz *fuzz, vb_reader *reader) {
  vb_error error = {0};
  vb_capture raw;
  if (!VB_ARENA_TRY(&fuzz->guard)) return 1;
  vb_fuzz_empty(fuzz);
  int code = vb_reader_next(reader, &fuzz->out, &raw, &error);
  if (code > 0) read_one(fuzz, &raw);
  return code;
}

void vb_fuzz_read(vb_fuzz *fuzz, vb_str bytes) {
  vb_error error = {0};
  vb_reader *reader;
  vb_reader_options options = {.max_record_bytes = LIMIT_BYTES};
  vb_fuzz_expect(!vb_reader_open_bytes(&reader, bytes, "fuzz", options, &error), error.message);
  while (next(fuzz, reader)) continue;
  vb_reader_close(reader);
}
