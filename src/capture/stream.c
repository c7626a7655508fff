#include "capture/stream.h"

#include <errno.h>
#include <fcntl.h>
#include <lzma.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>
#include <zlib.h>

enum { INPUT_BYTES = 64 << 10 };

typedef enum { PACKED_UNKNOWN, PACKED_PLAIN, PACKED_GZIP, PACKED_XZ } packing;

struct vb_stream {
  const char *path;
  const volatile sig_atomic_t *stop;
  int fd; /* -1: `memory` is the source */
  vb_str memory;
  packing packing;
  bool source_ended, ended, in_member;
  int64_t consumed; /* bytes of the source before `next` */
  z_stream gzip;
  lzma_stream xz;
  unsigned char *next;
  size_t left;
  unsigned char input[INPUT_BYTES];
};

static int fail_at(vb_stream *s, const char *what, vb_error *error) {
  s->ended = true;
  return vb_fail(error, VB_BAD_INPUT, "%s: %s (offset %lld)", s->path, what,
                 (long long)s->consumed);
}

static int lacks_memory(vb_stream *s, vb_error *error) {
  fail_at(s, "out of memory", error);
  return error->code = VB_MEMORY;
}

static vb_stream *new_stream(const char *path) {
  vb_stream *s = calloc(1, sizeof *s);
  if (!s) return NULL;
  s->path = path;
  s->fd = -1;
  s->next = s->input;
  s->xz = (lzma_stream)LZMA_STREAM_INIT;
  return s;
}

int vb_stream_open(vb_stream **stream, const char *path, const volatile sig_atomic_t *stop,
                   vb_error *error) {
  *stream = NULL;
  int fd = strcmp(path, "-") ? open(path, O_RDONLY | O_CLOEXEC) : dup(STDIN_FILENO);
  if (fd < 0) return vb_fail(error, VB_BAD_INPUT, "%s: cannot open: %s", path, strerror(errno));
  vb_stream *s = new_stream(path);
  if (!s) {
    close(fd);
    return vb_fail(error, VB_MEMORY, "%s: out of memory", path);
  }
  s->fd = fd;
  s->stop = stop;
  *stream = s;
  return VB_OK;
}

int vb_stream_open_bytes(vb_stream **stream, vb_str bytes, const char *path, vb_error *error) {
  *stream = new_stream(path);
  if (!*stream) return vb_fail(error, VB_MEMORY, "%s: out of memory", path);
  (*stream)->memory = bytes;
  return VB_OK;
}

void vb_stream_close(vb_stream *s) {
  if (!s) return;
  if (s->fd >= 0) close(s->fd);
  if (s->packing == PACKED_GZIP) inflateEnd(&s->gzip);
  lzma_end(&s->xz);
  free(s);
}

static ptrdiff_t read_source(vb_stream *s, void *p, size_t n) {
  if (s->fd < 0) {
    ptrdiff_t take = s->memory.n < (ptrdiff_t)n ? s->memory.n : (ptrdiff_t)n;
    if (take) memcpy(p, s->memory.p, (size_t)take);
    s->memory = vb_str_slice(s->memory, take, s->memory.n);
    return take;
  }
  ssize_t got;
  do got = read(s->fd, p, n);
  while (got < 0 && errno == EINTR && !(s->stop && *s->stop));
  return got;
}

/* Makes at least `want` bytes of input available, if there are so many. */
static int fill(vb_stream *s, size_t want, vb_error *error) {
  while (s->left < want && !s->source_ended) {
    if (s->left) memmove(s->input, s->next, s->left);
    s->next = s->input;
    ptrdiff_t got = read_source(s, s->input + s->left, INPUT_BYTES - s->left);
    if (got < 0) {
      s->ended = true;
      return vb_fail(error, VB_BAD_INPUT, "%s: cannot read: %s (offset %lld)", s->path,
                     strerror(errno), (long long)(s->consumed + (int64_t)s->left));
    }
    s->source_ended = !got;
    s->left += (size_t)got;
  }
  return VB_OK;
}

static bool at_gzip(const vb_stream *s) {
  return s->left >= 3 && !memcmp(s->next, "\x1f\x8b\x08", 3);
}

static int decide_packing(vb_stream *s, vb_error *error) {
  int bad = fill(s, 6, error);
  if (bad) return bad;
  s->packing = PACKED_PLAIN;
  if (at_gzip(s)) {
    if (inflateInit2(&s->gzip, 15 + 16) != Z_OK) return lacks_memory(s, error);
    s->packing = PACKED_GZIP;
    s->in_member = true;
  } else if (s->left >= 6 && !memcmp(s->next,
                                     "\xFD"
                                     "7zXZ\0",
                                     6)) {
    if (lzma_stream_decoder(&s->xz, (uint64_t)256 << 20, LZMA_CONCATENATED) != LZMA_OK)
      return lacks_memory(s, error);
    s->packing = PACKED_XZ;
  }
  return VB_OK;
}

static void take(vb_stream *s, size_t n) {
  s->next += n;
  s->left -= n;
  s->consumed += (int64_t)n;
}

static ptrdiff_t read_plain(vb_stream *s, char *p, ptrdiff_t n) {
  size_t k = s->left < (size_t)n ? s->left : (size_t)n;
  memcpy(p, s->next, k);
  take(s, k);
  return (ptrdiff_t)k;
}

/* Behind a member: another one begins, or the stream is over.  What is no member is padding. */
static bool next_member(vb_stream *s, vb_error *error) {
  if (fill(s, 3, error) || !at_gzip(s)) return false;
  s->in_member = true;
  return inflateReset(&s->gzip) == Z_OK;
}

/* What comes before damage is good, and the input may be over while output is still to come: there
 * is an error where a turn gives nothing. */
static ptrdiff_t read_gzip(vb_stream *s, char *p, ptrdiff_t n, vb_error *error) {
  bool over = !s->left;
  s->gzip.next_in = s->next;
  s->gzip.avail_in = (uInt)s->left;
  s->gzip.next_out = (Bytef *)p;
  s->gzip.avail_out = (uInt)n;
  int code = inflate(&s->gzip, Z_NO_FLUSH);
  take(s, s->left - s->gzip.avail_in);
  if (code == Z_STREAM_END) s->in_member = false;
  if (code == Z_MEM_ERROR) return lacks_memory(s, error);
  ptrdiff_t got = n - (ptrdiff_t)s->gzip.avail_out;
  if (code != Z_OK && code != Z_STREAM_END && code != Z_BUF_ERROR && !got)
    return fail_at(s, "the gzip data is damaged", error);
  if (over && !got && s->in_member) return fail_at(s, "the gzip data is truncated", error);
  return got;
}

static ptrdiff_t read_xz(vb_stream *s, char *p, ptrdiff_t n, vb_error *error) {
  s->xz.next_in = s->next;
  s->xz.avail_in = s->left;
  s->xz.next_out = (uint8_t *)p;
  s->xz.avail_out = (size_t)n;
  lzma_ret code = lzma_code(&s->xz, s->source_ended ? LZMA_FINISH : LZMA_RUN);
  take(s, s->left - s->xz.avail_in);
  ptrdiff_t got = n - (ptrdiff_t)s->xz.avail_out;
  if (code == LZMA_STREAM_END) s->ended = true;
  if (code == LZMA_MEM_ERROR) return lacks_memory(s, error);
  if (code == LZMA_OK || code == LZMA_STREAM_END || got) return got;
  return fail_at(s, code == LZMA_BUF_ERROR ? "the xz data is truncated" : "the xz data is damaged",
                 error);
}

/* A decompressor may take input and give nothing yet; each turn takes input, gives output or
 * ends the stream. */
ptrdiff_t vb_stream_read(vb_stream *s, char *p, ptrdiff_t n, vb_error *error) {
  if (n > INT32_MAX) n = INT32_MAX;
  ptrdiff_t got = 0;
  while (!got && !s->ended && n) {
    int bad = s->packing == PACKED_UNKNOWN ? decide_packing(s, error) : VB_OK;
    if (!bad) bad = fill(s, 1, error);
    if (bad) return bad;
    switch (s->packing) {
    case PACKED_GZIP:
      if (s->in_member || next_member(s, error))
        got = read_gzip(s, p, n, error);
      else
        return s->ended ? VB_BAD_INPUT : (s->ended = true, 0);
      break;
    case PACKED_XZ: got = read_xz(s, p, n, error); break;
    default: got = read_plain(s, p, n); s->ended = !got;
    }
  }
  return got;
}
