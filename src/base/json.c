#include "base/json.h"

#include <stdio.h>
#include <string.h>

#include "base/utf8.h"

vb_json vb_json_begin(vb_arena *arena) { return (vb_json){.arena = arena}; }

vb_str vb_json_end(vb_json *json) { return (vb_str){json->out.v ? json->out.v : "", json->out.n}; }

static void put(vb_json *json, const char *p, ptrdiff_t n) {
  vb_bytes_add(json->arena, &json->out, (vb_str){p, n});
}

static void before_value(vb_json *json) {
  if (json->need_comma) put(json, ", ", 2);
  json->need_comma = true;
}

static void open_with(vb_json *json, char opener, char closer) {
  before_value(json);
  put(json, &opener, 1);
  if (json->depth < VB_JSON_DEPTH) json->closers[json->depth] = closer;
  json->depth++;
  json->need_comma = false;
}

void vb_json_object(vb_json *json) { open_with(json, '{', '}'); }
void vb_json_array(vb_json *json) { open_with(json, '[', ']'); }

void vb_json_close(vb_json *json) {
  if (!json->depth) return;
  json->depth--;
  put(json, &json->closers[json->depth < VB_JSON_DEPTH ? json->depth : VB_JSON_DEPTH - 1], 1);
  json->need_comma = true;
}

static void put_escape(vb_json *json, unsigned char c) {
  static const char from[] = "\"\\\n\r\t", to[] = "\"\\nrt";
  const char *known = memchr(from, c, 5);
  char text[8];
  int n = known ? snprintf(text, sizeof text, "\\%c", to[known - from])
                : snprintf(text, sizeof text, "\\u%04x", c);
  put(json, text, n);
}

static void put_string(vb_json *json, vb_str s) {
  put(json, "\"", 1);
  ptrdiff_t done = 0, i = 0;
  while (i < s.n) {
    unsigned char c = (unsigned char)s.p[i];
    int len = 1;
    bool bad = c >= 0x80 && vb_utf8_decode(s, i, &len) == 0xFFFD && len == 1;
    if (c >= ' ' && c != '"' && c != '\\' && !bad) {
      i += len;
      continue;
    }
    put(json, s.p + done, i - done);
    if (bad)
      put(json, "\xEF\xBF\xBD", 3);
    else
      put_escape(json, c);
    done = ++i;
  }
  if (i > done) put(json, s.p + done, i - done);
  put(json, "\"", 1);
}

void vb_json_key(vb_json *json, const char *key) {
  before_value(json);
  put_string(json, vb_str_from(key));
  put(json, ": ", 2);
  json->need_comma = false;
}

void vb_json_str(vb_json *json, vb_str s) {
  if (!s.p) {
    vb_json_null(json);
    return;
  }
  before_value(json);
  put_string(json, s);
}

void vb_json_raw(vb_json *json, vb_str text) {
  before_value(json);
  put(json, text.p, text.n);
}

void vb_json_int(vb_json *json, int64_t value) {
  char text[24];
  int n = snprintf(text, sizeof text, "%lld", (long long)value);
  vb_json_raw(json, (vb_str){text, n});
}

void vb_json_bool(vb_json *json, bool value) {
  vb_json_raw(json, value ? VB_S("true") : VB_S("false"));
}

void vb_json_null(vb_json *json) { vb_json_raw(json, VB_S("null")); }

void vb_json_date(vb_json *json, vb_date d) {
  char text[VB_DATE_ISO_BYTES];
  vb_str iso = vb_date_format(d, text);
  if (iso.n)
    vb_json_str(json, iso);
  else
    vb_json_null(json);
}

void vb_json_key_str(vb_json *json, const char *key, vb_str value) {
  vb_json_key(json, key);
  vb_json_str(json, value);
}

void vb_json_key_int(vb_json *json, const char *key, int64_t value) {
  vb_json_key(json, key);
  vb_json_int(json, value);
}

void vb_json_key_bool(vb_json *json, const char *key, bool value) {
  vb_json_key(json, key);
  vb_json_bool(json, value);
}

void vb_json_key_date(vb_json *json, const char *key, vb_date value) {
  vb_json_key(json, key);
  vb_json_date(json, value);
}

void vb_json_key_span(vb_json *json, vb_span span) {
  vb_json_key_int(json, "start", span.start);
  vb_json_key_int(json, "end", span.end);
}
