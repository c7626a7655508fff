#include "capture/capture.h"

int vb_reader_open(vb_reader **reader, const char *path, vb_reader_options options,
                   vb_error *error) {
  (void)options;
  *reader = NULL;
  return vb_fail(error, VB_BAD_INPUT, "%s: not yet", path);
}

int vb_reader_open_bytes(vb_reader **reader, vb_str bytes, const char *path,
                         vb_reader_options options, vb_error *error) {
  (void)bytes;
  return vb_reader_open(reader, path, options, error);
}

int vb_reader_next(vb_reader *reader, vb_arena *out, vb_capture *raw, vb_error *error) {
  (void)reader, (void)out, (void)raw, (void)error;
  return 0;
}

void vb_reader_close(vb_reader *reader) { (void)reader; }

int vb_capture_complete(vb_capture *capture, vb_arena *out, vb_arena scratch, vb_error *error) {
  (void)capture, (void)out, (void)scratch, (void)error;
  return VB_OK;
}
