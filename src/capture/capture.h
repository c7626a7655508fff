/* Captures: the bytes of one page as obtained, and where they were found.
 *
 * In: a file, standard input or a buffer, plain or compressed (gzip, xz).
 * Out: one vb_capture for each page or JSON Lines record, its content as valid
 * UTF-8.  What a file is, is decided by content, never by its name:
 *
 *   JSON objects on lines   -> VB_FORMAT_JSONL, one capture a line
 *   markup                  -> VB_FORMAT_HTML
 *   other text              -> VB_FORMAT_TEXT, a dump (menus and all)
 *   many control characters -> an error, as is a PDF
 *
 * A leading front matter block (---) is taken off the text and kept as fields.
 * Memory is bounded by the largest record; a record above the limit is refused
 * with an error and reading goes on behind it.
 */
#ifndef VB_CAPTURE_CAPTURE_H
#define VB_CAPTURE_CAPTURE_H

#include <signal.h>

#include "base/date.h"
#include "base/error.h"
#include "base/vec.h"

typedef enum { VB_FORMAT_TEXT, VB_FORMAT_HTML, VB_FORMAT_JSONL } vb_format;

typedef struct {
  vb_str key, value; /* value: unquoted, folded to one line */
} vb_field;
VB_SLICE_TYPE(vb_fields, vb_field);

typedef struct {
  vb_str path;    /* as the user gave it; "-" for standard input */
  int64_t offset; /* of the record in the uncompressed file; 0 for a whole file */
  int64_t line;   /* JSON Lines: from 1; else 0 */
  vb_str bytes;   /* the record as obtained, after decompression */
  vb_str sha256;  /* of bytes, 64 hex digits */
  vb_format format;
  vb_str url;         /* p == NULL: unknown */
  vb_date captured;   /* unknown unless the container says so */
  vb_fields front;    /* front matter, in file order */
  vb_str text;        /* bytes without front matter, as UTF-8 */
  int64_t text_start; /* how many bytes of UTF-8 stand before it */
} vb_capture;

/* Reads captures from one file or buffer, one at a time. */
typedef struct vb_reader vb_reader;

typedef struct {
  ptrdiff_t max_record_bytes; /* 0: 64 MiB */
  /* May be NULL.  Not 0: waiting for a pipe ends when a signal comes, with an error; a caught
   * signal's handler sets it. */
  const volatile sig_atomic_t *stop;
} vb_reader_options;

/* `path` must outlive the reader; "-" is standard input.  0 or VB_BAD_INPUT with *reader == NULL.
 */
int vb_reader_open(vb_reader **reader, const char *path, vb_reader_options options,
                   vb_error *error);
/* The same over a buffer that outlives the reader; `path` is only the name in messages. */
int vb_reader_open_bytes(vb_reader **reader, vb_str bytes, const char *path,
                         vb_reader_options options, vb_error *error);
/* 1: *raw holds the next record's path, offset, line, bytes and format only (bytes are copied into
 * `out`); 0: end; negative: this record is bad, *error says why, and the next call goes on behind
 * it (or returns 0 when nothing can be read any more). */
int vb_reader_next(vb_reader *reader, vb_arena *out, vb_capture *raw, vb_error *error);
void vb_reader_close(vb_reader *reader);

/* Pure: completes a record that the reader returned: SHA-256, front matter, charset to UTF-8.
 * 0, or VB_BAD_INPUT (binary). */
int vb_capture_complete(vb_capture *capture, vb_arena *out, vb_arena scratch, vb_error *error);

#endif
