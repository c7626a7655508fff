/* A JSON writer into an arena-backed buffer.
 *
 *   vb_json j = vb_json_begin(&arena);
 *   vb_json_object(&j);
 *   vb_json_key(&j, "id");
 *   vb_json_str(&j, id);
 *   vb_json_close(&j);
 *   vb_str text = vb_json_end(&j);
 *
 * Commas are placed by the writer.  Strings must be UTF-8; a byte that is not
 * is written as U+FFFD.  A slice with p == NULL is written as null.
 */
#ifndef VB_BASE_JSON_H
#define VB_BASE_JSON_H

#include "base/date.h"
#include "base/vec.h"

enum { VB_JSON_DEPTH = 32 };

typedef struct {
  vb_arena *arena;
  vb_bytes out;
  char closers[VB_JSON_DEPTH];
  int depth;
  bool need_comma;
} vb_json;

vb_json vb_json_begin(vb_arena *arena);
vb_str vb_json_end(vb_json *json); /* the text so far; the arena owns it */

void vb_json_object(vb_json *json);
void vb_json_array(vb_json *json);
void vb_json_close(vb_json *json); /* closes the innermost object or array */
void vb_json_key(vb_json *json, const char *key);
void vb_json_str(vb_json *json, vb_str s);
void vb_json_int(vb_json *json, int64_t value);
void vb_json_bool(vb_json *json, bool value);
void vb_json_null(vb_json *json);
void vb_json_date(vb_json *json, vb_date d);  /* null if unknown */
void vb_json_raw(vb_json *json, vb_str text); /* JSON that somebody else wrote */

/* A key and its value. */
void vb_json_key_str(vb_json *json, const char *key, vb_str value);
void vb_json_key_int(vb_json *json, const char *key, int64_t value);
void vb_json_key_bool(vb_json *json, const char *key, bool value);
void vb_json_key_date(vb_json *json, const char *key, vb_date value);
/* The members start and end. */
void vb_json_key_span(vb_json *json, vb_span span);

#endif
