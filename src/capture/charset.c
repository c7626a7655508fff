#include "capture/charset.h"

#include <string.h>
#include <uchardet.h>

#include "base/utf8.h"
#include "capture/charset_fit.h"

enum { META_BYTES = 8 << 10, GUESS_BYTES = 1 << 20, MAX_DECLARED = 4 };

/* ---- UTF-16 */

/* Characters that text is made of, all but a few. */
static bool is_common(int c) {
  static const int ranges[][2] = {
      {0x20, 0x7E},     {0xA0, 0x24F},    {0x370, 0x52F},   {0x590, 0x6FF},   {0xE00, 0xE7F},
      {0x2010, 0x203F}, {0x3000, 0x30FF}, {0x4E00, 0x9FFF}, {0xAC00, 0xD7A3}, {0xFF00, 0xFFEF}};
  if (c == '\n' || c == '\r' || c == '\t') return true;
  for (size_t i = 0; i < sizeof ranges / sizeof *ranges; i++)
    if (c >= ranges[i][0] && c <= ranges[i][1]) return true;
  return false;
}

/* Without a mark: 'L' little-endian, 'B' big-endian, 0 no UTF-16.  Blanks, digits and line ends
 * have their NULs all at the same side, and what the pairs are is common. */
static char utf16_order(vb_str s) {
  enum { SAMPLE_BYTES = 4096, SHORTEST = 8 };
  s = vb_str_slice(s, 0, SAMPLE_BYTES);
  ptrdiff_t nuls[2] = {0}, common = 0, units = s.n / 2;
  if (s.n < SHORTEST) return 0;
  for (ptrdiff_t i = 0; i < s.n; i++) nuls[i & 1] += !s.p[i];
  char order = nuls[1] > nuls[0] * 4 ? 'L' : nuls[0] > nuls[1] * 4 ? 'B' : 0;
  if (!order) return 0;
  for (ptrdiff_t i = 0; i < units; i++) {
    int first = (unsigned char)s.p[2 * i], second = (unsigned char)s.p[2 * i + 1];
    common += is_common(order == 'L' ? first | second << 8 : first << 8 | second);
  }
  return common * 20 >= units * 19 ? order : 0;
}

/* The UTF-16 that the bytes are, or NULL; *mark gets the length of its byte order mark. */
static const char *utf16_of(vb_str s, ptrdiff_t *mark) {
  *mark = 2;
  if (vb_str_starts(s, VB_S("\xFF\xFE\0\0"))) return NULL; /* that is UTF-32's */
  if (vb_str_starts(s, VB_S("\xFF\xFE"))) return "UTF-16LE";
  if (vb_str_starts(s, VB_S("\xFE\xFF"))) return "UTF-16BE";
  *mark = 0;
  char order = utf16_order(s);
  return order == 'L' ? "UTF-16LE" : order == 'B' ? "UTF-16BE" : NULL;
}

bool vb_charset_is_utf16(vb_str bytes) {
  ptrdiff_t mark;
  return utf16_of(bytes, &mark) != NULL;
}

/* ---- what the page says */

typedef struct {
  char v[MAX_DECLARED][VB_CHARSET_NAME_BYTES];
  int n;
} names;

static bool is_name_char(char c) {
  return vb_is_alpha(c) || vb_is_digit(c) || c == '-' || c == '_' || c == '.' || c == ':';
}

/* The name behind `key` in a tag: charset=NAME, encoding="NAME". */
static void add_name(names *declared, vb_str tag, vb_str key) {
  ptrdiff_t at = vb_str_find_nocase(tag, key, 0), n = 0;
  if (at < 0 || declared->n == MAX_DECLARED) return;
  at += key.n;
  while (at < tag.n && (vb_is_space(tag.p[at]) || strchr("=\"'", tag.p[at]))) at++;
  while (at + n < tag.n && n < VB_CHARSET_NAME_BYTES - 1 && is_name_char(tag.p[at + n])) n++;
  if (!n) return;
  char *name = declared->v[declared->n++];
  memcpy(name, tag.p + at, (size_t)n);
  name[n] = 0;
}

/* <meta> elements in the head, then the XML declaration; comments say nothing. */
static names read_declared(vb_str page) {
  names declared = {0};
  page = vb_str_slice(page, 0, META_BYTES);
  for (ptrdiff_t at = 0; (at = vb_str_find_char(page, '<', at)) >= 0; at++) {
    vb_str rest = vb_str_slice(page, at, page.n);
    if (vb_str_starts(rest, VB_S("<!--"))) {
      ptrdiff_t end = vb_str_find(rest, VB_S("-->"), 4);
      if (end < 0) break;
      at += end;
    } else if (vb_str_starts_nocase(rest, VB_S("<meta"))) {
      add_name(&declared, vb_str_cut(&rest, '>'), VB_S("charset"));
    }
  }
  if (vb_str_starts(page, VB_S("<?xml")))
    add_name(&declared, vb_str_cut(&page, '>'), VB_S("encoding"));
  return declared;
}

static bool is_utf8_name(const char *name) {
  return !strcasecmp(name, "utf-8") || !strcasecmp(name, "utf8");
}

/* These are ASCII and escape sequences, or would have been seen by their NULs. */
static bool is_escaped(const char *name) {
  return !strncasecmp(name, "iso-2022", 8) || !strncasecmp(name, "hz-gb", 5);
}
static bool is_wide(const char *name) {
  return !strncasecmp(name, "utf-16", 6) || !strncasecmp(name, "utf-32", 6) ||
         !strcasecmp(name, "unicode");
}

/* ---- what fits */

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

/* Characters of more than one byte, and bytes that are none, as UTF-8 has it. */
typedef struct {
  ptrdiff_t good, bad;
} validity;

static validity count_utf8(vb_str s) {
  validity n = {0};
  for (ptrdiff_t i = 0; i < s.n;) {
    int len;
    int32_t c = vb_utf8_decode(s, i, &len);
    n.good += len > 1;
    n.bad += len == 1 && c == 0xFFFD;
    i += len;
  }
  return n;
}

typedef struct {
  vb_str bytes;
  vb_str *text;
  vb_arena *out, scratch;
} conversion;

/* How many bytes that are not ASCII stand for each that may have no character. */
enum { ANY_DAMAGE = 0, HIGH_PER_BAD = 50 };

static bool take(const conversion *c, const char *charset, ptrdiff_t high_per_bad) {
  vb_arena scratch = c->scratch;
  vb_str text;
  ptrdiff_t bad;
  if (!charset[0] || !vb_charset_convert(charset, c->bytes, &text, &bad, &scratch)) return false;
  if (bad > 1 && bad * high_per_bad > vb_charset_high_bytes(c->bytes)) return false;
  *c->text = vb_utf8_invalid_at(text) < 0 ? vb_str_copy(c->out, text) : mend(text, c->out);
  return true;
}

/* A charset that somebody claims: valid but for damage, and its text looks like it. */
static bool fits(const conversion *c, const char *label) {
  const char *charset = vb_charset_of_label(label);
  return vb_charset_looks_like(charset, c->bytes) && take(c, charset, HIGH_PER_BAD);
}

/* What stands outside of tags, which tell a detector only that the page is ASCII. */
static vb_str without_tags(vb_str s, vb_arena *out) {
  char *p = vb_arena_alloc_raw(out, 1, 1, s.n), *to = p;
  for (ptrdiff_t i = 0; i < s.n;) {
    ptrdiff_t close = s.p[i] == '<' ? vb_str_find_char(s, '>', i) : -1;
    *to++ = close < 0 ? s.p[i] : ' ';
    i = close < 0 ? i + 1 : close + 1;
    if (close < 0 && s.p[i - 1] == '<') { /* none is closed from here on */
      memcpy(to, s.p + i, (size_t)(s.n - i));
      to += s.n - i;
      break;
    }
  }
  return (vb_str){p, to - p};
}

static void guess(vb_str bytes, bool markup, char name[VB_CHARSET_NAME_BYTES], vb_arena scratch) {
  name[0] = 0;
  bytes = vb_str_slice(bytes, 0, GUESS_BYTES);
  if (markup) bytes = without_tags(bytes, &scratch);
  uchardet_t detector = uchardet_new();
  if (!detector) return;
  uchardet_handle_data(detector, bytes.p, (size_t)bytes.n);
  uchardet_data_end(detector);
  const char *found = uchardet_get_charset(detector);
  if (found && strlen(found) < VB_CHARSET_NAME_BYTES) memcpy(name, found, strlen(found) + 1);
  uchardet_delete(detector);
}

/* Pairs that look like text, the most telling first. */
static bool take_east_asian(const conversion *c) {
  static const char *const all[] = {"CP949", "EUC-JP-MS", "CP932", "BIG5-HKSCS", "GB18030"};
  for (size_t i = 0; i < sizeof all / sizeof *all; i++)
    if (fits(c, all[i])) return true;
  return false;
}

static bool take_declared(const conversion *c, const names *declared, validity utf8) {
  for (int i = 0; i < declared->n; i++) {
    const char *name = declared->v[i];
    if (is_wide(name)) continue;
    if (is_utf8_name(name) && utf8.good >= utf8.bad) return *c->text = mend(c->bytes, c->out), true;
    if (!is_utf8_name(name) && fits(c, name)) return true;
  }
  return false;
}

/* Nobody has said it, or lied. */
static bool take_guess(const conversion *c, bool markup, const names *declared, validity utf8) {
  enum { GOOD_PER_BAD = 4, LEGIBLE = 4 };
  char name[VB_CHARSET_NAME_BYTES];
  bool latin = vb_charset_looks_like("WINDOWS-1252", c->bytes);
  if (utf8.good >= utf8.bad * GOOD_PER_BAD) return *c->text = mend(c->bytes, c->out), true;
  guess(c->bytes, markup, name, c->scratch);
  if (is_utf8_name(name)) name[0] = 0;
  if (fits(c, name) || (!latin && take_east_asian(c))) return true;
  if (take(c, vb_charset_of_label(name), HIGH_PER_BAD)) return true;
  for (int i = 0; i < declared->n; i++)
    if (take(c, vb_charset_of_label(declared->v[i]), HIGH_PER_BAD)) return true;
  bool legible = latin || vb_charset_high_bytes(c->bytes) * LEGIBLE < c->bytes.n;
  return legible && take(c, "WINDOWS-1252", ANY_DAMAGE);
}

/* ISO-2022 and HZ look like ASCII: only their name or their escapes tell. */
static void take_escaped(const conversion *c, bool markup, const names *declared) {
  char name[VB_CHARSET_NAME_BYTES] = "";
  if (declared->n)
    memcpy(name, declared->v[0], sizeof name);
  else if (vb_str_find(c->bytes, VB_S("\033$"), 0) >= 0)
    guess(c->bytes, markup, name, c->scratch);
  if (is_escaped(name)) take(c, name, ANY_DAMAGE);
}

bool vb_charset_to_utf8(vb_str bytes, bool markup, vb_str *text, vb_arena *out, vb_arena scratch) {
  if (vb_str_starts(bytes, VB_S("\xEF\xBB\xBF"))) {
    bytes = vb_str_slice(bytes, 3, bytes.n);
    *text = vb_utf8_invalid_at(bytes) < 0 ? bytes : mend(bytes, out);
    return true;
  }
  ptrdiff_t mark;
  const char *utf16 = utf16_of(bytes, &mark);
  if (utf16) bytes = vb_str_slice(bytes, mark, bytes.n);
  conversion c = {bytes, text, out, scratch};
  if (utf16) return take(&c, utf16, ANY_DAMAGE);
  names declared = {0};
  if (markup) declared = read_declared(bytes);
  *text = bytes;
  if (vb_utf8_invalid_at(bytes) < 0) {
    take_escaped(&c, markup, &declared);
    return true;
  }
  validity utf8 = count_utf8(bytes);
  return take_declared(&c, &declared, utf8) || take_guess(&c, markup, &declared, utf8);
}
