#include "capture/capture.h"

#include <stdlib.h>
#include <string.h>

#include "capture/format.h"
#include "capture/stream.h"

enum { READ_BYTES = 256 << 10, SNIFF_BYTES = 64 << 10 };
static const ptrdiff_t default_record_bytes = (ptrdiff_t)64 << 20;

/*   buffer: |.. given out ..|#### unread ####|... free ...|
 *           0               at               n            cap      offset = place of `at` */
struct vb_reader {
  const char *path;
  vb_stream *stream;
  ptrdiff_t limit;
  char *buffer;
  ptrdiff_t at, n, cap, scanned; /* no newline in [at, scanned) */
  int64_t offset, line;
  vb_format format;
  bool started, stream_ended, ended;
  vb_error failed; /* the stream's error, to be told once the whole records before it are */
};

static int open_reader(vb_reader **reader, vb_stream *stream, const char *path,
                       vb_reader_options options, vb_error *error) {
  vb_reader *r = calloc(1, sizeof *r);
  if (!r) {
    vb_stream_close(stream);
    return vb_fail(error, VB_MEMORY, "%s: out of memory", path);
  }
  r->path = path;
  r->stream = stream;
  r->limit = options.max_record_bytes > 0 ? options.max_record_bytes : default_record_bytes;
  *reader = r;
  return VB_OK;
}

int vb_reader_open(vb_reader **reader, const char *path, vb_reader_options options,
                   vb_error *error) {
  vb_stream *stream;
  *reader = NULL;
  int bad = vb_stream_open(&stream, path, options.stop, error);
  return bad ? bad : open_reader(reader, stream, path, options, error);
}

int vb_reader_open_bytes(vb_reader **reader, vb_str bytes, const char *path,
                         vb_reader_options options, vb_error *error) {
  vb_stream *stream;
  *reader = NULL;
  int bad = vb_stream_open_bytes(&stream, bytes, path, error);
  return bad ? bad : open_reader(reader, stream, path, options, error);
}

void vb_reader_close(vb_reader *r) {
  if (!r) return;
  vb_stream_close(r->stream);
  free(r->buffer);
  free(r);
}

/* Moves the unread bytes to the front when that frees at least half of what is used. */
static void compact(vb_reader *r) {
  if (!r->at || r->at < r->n / 2) return;
  memmove(r->buffer, r->buffer + r->at, (size_t)(r->n - r->at));
  r->n -= r->at;
  r->scanned -= r->at;
  r->at = 0;
}

static bool make_room(vb_reader *r) {
  compact(r);
  if (r->cap - r->n >= READ_BYTES) return true;
  ptrdiff_t cap = r->cap ? r->cap * 2 : 2 * READ_BYTES;
  char *p = realloc(r->buffer, (size_t)cap);
  if (p) r->buffer = p, r->cap = cap;
  return p;
}

/* Reads a piece; an error of the stream is kept for later, what came before it is still good. */
static void read_more(vb_reader *r) {
  ptrdiff_t got;
  if (make_room(r))
    got = vb_stream_read(r->stream, r->buffer + r->n, r->cap - r->n, &r->failed);
  else
    got = vb_fail(&r->failed, VB_MEMORY, "%s: out of memory", r->path);
  if (got > 0)
    r->n += got;
  else
    r->stream_ended = true;
}

static void start(vb_reader *r) {
  while (r->n < SNIFF_BYTES && !r->stream_ended) read_more(r);
  r->format = vb_format_sniff((vb_str){r->buffer, r->n});
  r->started = true;
}

static void give(vb_reader *r, vb_str record, ptrdiff_t used, vb_arena *out, vb_capture *raw) {
  *raw = (vb_capture){.path = vb_str_from(r->path),
                      .offset = r->offset,
                      .line = r->format == VB_FORMAT_JSONL ? r->line : 0,
                      .format = r->format};
  r->at += used;
  r->offset += used;
  r->scanned = r->at;
  raw->bytes = vb_str_copy(out, record);
}

/* The end of the stream, told once: good, or the error that ended it. */
static int end(vb_reader *r, vb_error *error) {
  r->ended = true;
  if (!r->failed.code) return 0;
  *error = r->failed;
  return r->failed.code;
}

static int too_long(vb_reader *r, int64_t offset, vb_error *error) {
  return vb_fail(error, VB_BAD_INPUT, "%s: a record of more than %lld bytes (offset %lld)", r->path,
                 (long long)r->limit, (long long)offset);
}

static int next_whole(vb_reader *r, vb_arena *out, vb_capture *raw, vb_error *error) {
  while (!r->stream_ended && r->n <= r->limit) read_more(r);
  r->ended = true;
  if (r->failed.code) return end(r, error);
  if (r->n > r->limit) return too_long(r, 0, error);
  if (!r->n) return vb_fail(error, VB_BAD_INPUT, "%s: empty (offset 0)", r->path);
  give(r, (vb_str){r->buffer, r->n}, r->n, out, raw);
  return 1;
}

/* Length of the unread line with its newline; 0: the stream has ended inside it or it is too long.
 */
static ptrdiff_t find_line(vb_reader *r) {
  for (;;) {
    const char *nl = NULL;
    if (r->n > r->scanned) nl = memchr(r->buffer + r->scanned, '\n', (size_t)(r->n - r->scanned));
    if (nl) return nl + 1 - (r->buffer + r->at);
    r->scanned = r->n;
    if (r->stream_ended || r->n - r->at > r->limit) return 0;
    read_more(r);
  }
}

/* Throws away the rest of a line that is too long. */
static int skip_line(vb_reader *r, vb_error *error) {
  int64_t offset = r->offset;
  ptrdiff_t used;
  do {
    r->offset += r->n - r->at;
    r->at = r->scanned = r->n;
    used = find_line(r);
  } while (!used && !r->stream_ended);
  if (!used) used = r->n - r->at;
  r->at += used;
  r->offset += used;
  r->scanned = r->at;
  return too_long(r, offset, error);
}

static int next_line(vb_reader *r, vb_arena *out, vb_capture *raw, vb_error *error) {
  for (;;) {
    ptrdiff_t used = find_line(r);
    r->line++;
    if (!used && r->n - r->at > r->limit) return skip_line(r, error);
    if (!used && (r->failed.code || r->at == r->n)) return end(r, error);
    if (!used) used = r->n - r->at;
    vb_str line = {r->buffer + r->at, used};
    if (line.p[line.n - 1] == '\n') line.n--;
    if (line.n && line.p[line.n - 1] == '\r') line.n--;
    if (vb_str_trim(line).n) {
      if (line.n <= r->limit) return give(r, line, used, out, raw), 1;
    }
    int64_t offset = r->offset;
    r->at += used;
    r->offset += used;
    r->scanned = r->at;
    if (line.n > r->limit) return too_long(r, offset, error);
  }
}

int vb_reader_next(vb_reader *r, vb_arena *out, vb_capture *raw, vb_error *error) {
  if (r->ended) return 0;
  if (!r->started) start(r);
  if (r->format == VB_FORMAT_JSONL) return next_line(r, out, raw, error);
  return next_whole(r, out, raw, error);
}
