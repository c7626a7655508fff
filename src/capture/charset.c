#include "capture/charset.h"

#include <errno.h>
#include <iconv.h>
#include <string.h>
#include <uchardet.h>

#include "base/utf8.h"

enum { META_BYTES = 8 << 10, GUESS_BYTES = 1 << 20, NAME_BYTES = 40 };

bool vb_charset_is_utf16(vb_str bytes) {
  if (vb_str_starts(bytes, VB_S("\xFF\xFE\0\0"))) return false; /* that is UTF-32's */
  return vb_str_starts(bytes, VB_S("\xFF\xFE")) || vb_str_starts(bytes, VB_S("\xFE\xFF"));
}

/* Browsers read these labels as their supersets, and pages rely on it (WHATWG Encoding). */
static const char *superset_of(const char *name) {
  static const char *const pairs[][2] = {{"iso-8859-1", "WINDOWS-1252"},
                                         {"iso8859-1", "WINDOWS-1252"},
                                         {"latin1", "WINDOWS-1252"},
                                         {"us-ascii", "WINDOWS-1252"},
                                         {"ascii", "WINDOWS-1252"},
                                         {"iso-8859-9", "WINDOWS-1254"},
                                         {"gb2312", "GB18030"},
                                         {"gbk", "GB18030"},
                                         {"x-gbk", "GB18030"},
                                         {"shift_jis", "CP932"},
                                         {"shift-jis", "CP932"},
                                         {"sjis", "CP932"},
                                         {"x-sjis", "CP932"},
                                         {"euc-kr", "CP949"},
                                         {"ks_c_5601-1987", "CP949"},
                                         {"big5", "BIG5-HKSCS"},
                                         {"tis-620", "CP874"},
                                         {"unicode", "UTF-16"}};
  for (size_t i = 0; i < sizeof pairs / sizeof *pairs; i++)
    if (!strcasecmp(name, pairs[i][0])) return pairs[i][1];
  return name;
}

static bool is_name_char(char c) {
  return vb_is_alpha(c) || vb_is_digit(c) || c == '-' || c == '_' || c == '.' || c == ':';
}

/* charset=NAME in the head of a page. */
static void read_meta(vb_str page, char name[NAME_BYTES]) {
  page = vb_str_slice(page, 0, META_BYTES);
  name[0] = 0;
  ptrdiff_t at = vb_str_find_nocase(page, VB_S("charset"), 0);
  if (at < 0) return;
  at += 7;
  while (at < page.n && (vb_is_space(page.p[at]) || strchr("=\"'", page.p[at]))) at++;
  ptrdiff_t n = 0;
  while (at + n < page.n && n < NAME_BYTES - 1 && is_name_char(page.p[at + n])) n++;
  memcpy(name, page.p + at, (size_t)n);
  name[n] = 0;
}

static void guess(vb_str bytes, char name[NAME_BYTES]) {
  name[0] = 0;
  uchardet_t detector = uchardet_new();
  if (!detector) return;
  bytes = vb_str_slice(bytes, 0, GUESS_BYTES);
  uchardet_handle_data(detector, bytes.p, (size_t)bytes.n);
  uchardet_data_end(detector);
  const char *found = uchardet_get_charset(detector);
  if (found && strlen(found) < NAME_BYTES) memcpy(name, found, strlen(found) + 1);
  uchardet_delete(detector);
}

/* A copy in which each byte that is not UTF-8 is U+FFFD. */
static vb_str mend(vb_str s, vb_arena *out) {
  char *p = vb_arena_alloc_raw(out, 1, 1, s.n * 3), *to = p;
  for (ptrdiff_t i = 0; i < s.n;) {
    int len;
    int32_t c = vb_utf8_decode(s, i, &len);
    to += vb_utf8_encode(c, to);
    i += len;
  }
  return (vb_str){p, to - p};
}

/* `room` holds four bytes for each byte of s.  Returns the bytes written, or -1: no such charset.
 */
static ptrdiff_t convert(const char *charset, vb_str s, char *room, vb_arena *arena) {
  iconv_t handle = iconv_open("UTF-8", charset);
#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wanalyzer-malloc-leak" /* -1 is an error, not a handle */
  if (handle == (iconv_t)-1 && errno != EINVAL) vb_arena_give_up(arena);
  if (handle == (iconv_t)-1) return -1;
#pragma GCC diagnostic pop
  char *in = (char *)s.p, *to = room;
  size_t left = (size_t)s.n, space = (size_t)s.n * 4 + 8;
  while (left) {
    if (iconv(handle, &in, &left, &to, &space) != (size_t)-1) break;
    if (errno == E2BIG || space < 3) break;
    memcpy(to, "\xEF\xBF\xBD", 3);
    to += 3, space -= 3;
    in++, left--;
  }
  iconv_close(handle);
  return to - room;
}

static vb_str from_charset(const char *name, vb_str bytes, vb_arena *out, vb_arena scratch) {
  char *room = vb_arena_alloc_raw(&scratch, 1, 1, bytes.n * 4 + 8);
  ptrdiff_t n = name[0] ? convert(superset_of(name), bytes, room, out) : -1;
  if (n < 0) n = convert("WINDOWS-1252", bytes, room, out);
  vb_str text = {room, n < 0 ? 0 : n};
  return vb_utf8_invalid_at(text) < 0 ? vb_str_copy(out, text) : mend(text, out);
}

static bool is_escaped_charset(const char *name) {
  return !strncasecmp(name, "iso-2022", 8) || !strncasecmp(name, "hz-gb", 5);
}

vb_str vb_charset_to_utf8(vb_str bytes, bool markup, vb_arena *out, vb_arena scratch) {
  if (vb_str_starts(bytes, VB_S("\xEF\xBB\xBF"))) {
    bytes = vb_str_slice(bytes, 3, bytes.n);
    return vb_utf8_invalid_at(bytes) < 0 ? bytes : mend(bytes, out);
  }
  if (vb_charset_is_utf16(bytes)) {
    const char *name = bytes.p[0] == '\xFF' ? "UTF-16LE" : "UTF-16BE";
    return from_charset(name, vb_str_slice(bytes, 2, bytes.n), out, scratch);
  }
  char name[NAME_BYTES] = "";
  if (markup) read_meta(bytes, name);
  if (vb_utf8_invalid_at(bytes) < 0)
    return is_escaped_charset(name) ? from_charset(name, bytes, out, scratch) : bytes;
  if (!strncasecmp(name, "utf-16", 6) || !strncasecmp(name, "utf-32", 6)) name[0] = 0;
  if (!strcasecmp(name, "utf-8") || !strcasecmp(name, "utf8")) return mend(bytes, out);
  if (!name[0]) guess(bytes, name);
  return from_charset(name, bytes, out, scratch);
}
