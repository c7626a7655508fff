/* Bytes of a file, standard input or buffer, decompressed on the way.
 *
 * In: a path or bytes.  Out: the plain bytes in order.  gzip (members may follow
 * each other) and xz are known by their magic, never by a name; memory is a
 * fixed input buffer, whatever the size.  The first error ends the stream.
 */
#ifndef VB_CAPTURE_STREAM_H
#define VB_CAPTURE_STREAM_H

#include <signal.h>

#include "base/error.h"

typedef struct vb_stream vb_stream;

/* `path` must outlive the stream, and `stop`, which may be NULL: where it is not 0, a signal ends
 * the wait for input, and the stream with an error. */
int vb_stream_open(vb_stream **stream, const char *path, const volatile sig_atomic_t *stop,
                   vb_error *error);
int vb_stream_open_bytes(vb_stream **stream, vb_str bytes, const char *path, vb_error *error);
/* Up to n bytes to p: their number, 0 at the end, negative on an error. */
ptrdiff_t vb_stream_read(vb_stream *stream, char *p, ptrdiff_t n, vb_error *error);
void vb_stream_close(vb_stream *stream);

#endif
