/* Any bytes as a packed or plain file: the same bytes whatever the size of the pieces, and records
 * that stand where they say. */
#include <string.h>

#include "capture/stream.h"
#include "common.h"

enum { MOST_BYTES = 256 << 10, LIMIT_BYTES = 4 << 10 };

/* Returns how the stream ended; *text gets what came before, up to MOST_BYTES. */
static int drain(vb_fuzz *fuzz, vb_str input, ptrdiff_t piece, vb_str *text) {
  vb_error error = {0};
  vb_stream *stream;
  ptrdiff_t got = 1, n = 0;
  char *p = vb_arena_alloc_raw(&fuzz->out, 1, 1, MOST_BYTES);
  vb_fuzz_expect(!vb_stream_open_bytes(&stream, input, "fuzz", &error), error.message);
  while (got > 0 && n < MOST_BYTES) {
    if (piece > MOST_BYTES - n) piece = MOST_BYTES - n;
    got = vb_stream_read(stream, p + n, piece, &error);
    vb_fuzz_expect(got <= piece && (got >= 0 || error.message[0]), "more than asked for");
    if (got > 0) n += got;
  }
  vb_stream_close(stream);
  *text = (vb_str){p, n};
  return got > 0 ? 1 : (int)got;
}

static void check_records(vb_fuzz *fuzz, vb_str input, vb_str text) {
  vb_error error = {0};
  vb_reader *reader;
  vb_capture raw;
  vb_reader_options options = {.max_record_bytes = LIMIT_BYTES};
  int64_t after = -1;
  vb_fuzz_expect(!vb_reader_open_bytes(&reader, input, "fuzz", options, &error), error.message);
  for (int got; (got = vb_reader_next(reader, &fuzz->scratch, &raw, &error)) && after < text.n;) {
    if (got < 0) continue;
    vb_fuzz_expect(raw.offset > after && raw.bytes.n <= LIMIT_BYTES, "records out of order");
    vb_str there = vb_str_slice(text, (ptrdiff_t)raw.offset, (ptrdiff_t)raw.offset + raw.bytes.n);
    if (raw.offset + raw.bytes.n < MOST_BYTES / 2)
      vb_fuzz_expect(vb_str_eq(raw.bytes, there), "a record that stands elsewhere");
    after = raw.offset;
  }
  vb_reader_close(reader);
}

void vb_fuzz_one(vb_fuzz *fuzz, vb_str input) {
  vb_str whole, pieces;
  int end = drain(fuzz, input, MOST_BYTES, &whole);
  int other = drain(fuzz, input, 7, &pieces);
  ptrdiff_t n = whole.n < pieces.n ? whole.n : pieces.n;
  vb_fuzz_expect(!memcmp(whole.p, pieces.p, (size_t)n), "other bytes in other pieces");
  if (end <= 0 && other <= 0)
    vb_fuzz_expect(end == other && (end || whole.n == pieces.n), "another end");
  check_records(fuzz, input, whole);
}
