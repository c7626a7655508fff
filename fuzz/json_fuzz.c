/* Any bytes through our JSON writer: another reader gets them back, mended to UTF-8. */
#include <jansson.h>

#include "base/json.h"
#include "common.h"

void vb_fuzz_one(vb_fuzz *fuzz, vb_str input) {
  vb_str meant = vb_fuzz_text(fuzz, input);
  vb_json json = vb_json_begin(&fuzz->out);
  vb_json_object(&json);
  vb_json_key_str(&json, "key", input);
  vb_json_close(&json);
  vb_str text = vb_json_end(&json);
  vb_fuzz_expect(vb_str_find_char(text, '\n', 0) < 0, "two lines");
  json_t *read = json_loadb(text.p, (size_t)text.n, JSON_ALLOW_NUL, NULL);
  vb_fuzz_expect(read, "no JSON");
  json_t *value = json_object_get(read, "key");
  vb_str got = {json_string_value(value), (ptrdiff_t)json_string_length(value)};
  vb_fuzz_expect(input.p ? got.p && vb_str_eq(got, meant) : json_is_null(value), "other text");
  json_decref(read);
}
