#include "capture/charset_fit.h"

#include <errno.h>
#include <iconv.h>
#include <string.h>

/* Labels, each with the charset that browsers read. */
static const char *const supersets[][2] = {
    {"ascii", "WINDOWS-1252"},
    {"us-ascii", "WINDOWS-1252"},
    {"iso-8859-1", "WINDOWS-1252"},
    {"iso8859-1", "WINDOWS-1252"},
    {"latin1", "WINDOWS-1252"},
    {"x-cp1252", "WINDOWS-1252"},
    {"iso-8859-9", "WINDOWS-1254"},
    {"iso-8859-11", "CP874"},
    {"tis-620", "CP874"},
    {"windows-874", "CP874"},
    {"x-cp1251", "WINDOWS-1251"},
    {"x-cp1250", "WINDOWS-1250"},
    {"koi8", "KOI8-R"},
    {"koi8_r", "KOI8-R"},
    {"iso-8859-8-i", "ISO-8859-8"},
    {"x-mac-cyrillic", "MAC-CYRILLIC"},
    {"gb2312", "GB18030"},
    {"gb_2312-80", "GB18030"},
    {"gbk", "GB18030"},
    {"x-gbk", "GB18030"},
    {"cp936", "GB18030"},
    {"chinese", "GB18030"},
    {"big5", "BIG5-HKSCS"},
    {"cn-big5", "BIG5-HKSCS"},
    {"x-x-big5", "BIG5-HKSCS"},
    {"shift_jis", "CP932"},
    {"shift-jis", "CP932"},
    {"sjis", "CP932"},
    {"x-sjis", "CP932"},
    {"ms_kanji", "CP932"},
    {"windows-31j", "CP932"},
    {"euc-jp", "EUC-JP-MS"},
    {"x-euc-jp", "EUC-JP-MS"},
    {"euc-kr", "CP949"},
    {"uhc", "CP949"},
    {"korean", "CP949"},
    {"ks_c_5601-1987", "CP949"},
    {"ks_c_5601-1989", "CP949"},
    {"ksc5601", "CP949"},
    {"ksc_5601", "CP949"},
    {"windows-949", "CP949"},
    {"x-windows-949", "CP949"},
    {"unicode", "UTF-16"},
};

const char *vb_charset_of_label(const char *label) {
  for (size_t i = 0; i < sizeof supersets / sizeof *supersets; i++)
    if (!strcasecmp(label, supersets[i][0])) return supersets[i][1];
  return label;
}

/* `room` holds four bytes for each byte of s.  Returns the bytes written, or -1: no such charset.
 */
static ptrdiff_t convert(const char *charset, vb_str s, char *room, ptrdiff_t *bad,
                         vb_arena *arena) {
  iconv_t handle = iconv_open("UTF-8", charset);
#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wanalyzer-malloc-leak" /* -1 is an error, not a handle */
  if (handle == (iconv_t)-1 && errno != EINVAL) vb_arena_give_up(arena);
  if (handle == (iconv_t)-1) return -1;
#pragma GCC diagnostic pop
  char *in = (char *)s.p, *to = room;
  size_t left = (size_t)s.n, space = (size_t)s.n * 4 + 8;
  size_t unit = strncmp(charset, "UTF-16", 6) ? 1 : 2;
  while (left) {
    if (iconv(handle, &in, &left, &to, &space) != (size_t)-1) break;
    if (errno == E2BIG || space < 3) break;
    memcpy(to, "\xEF\xBF\xBD", 3);
    to += 3, space -= 3;
    ++*bad;
    size_t skip = errno == EINVAL || left < unit ? left : unit;
    in += skip, left -= skip;
  }
  iconv_close(handle);
  return to - room;
}

bool vb_charset_convert(const char *charset, vb_str bytes, vb_str *text, ptrdiff_t *bad,
                        vb_arena *arena) {
  char *room = vb_arena_alloc_raw(arena, 1, 1, bytes.n * 4 + 8);
  *bad = 0;
  ptrdiff_t n = convert(charset, bytes, room, bad, arena);
  *text = (vb_str){room, n < 0 ? 0 : n};
  return n >= 0;
}

static bool is_high(char c) { return c & 0x80; }

ptrdiff_t vb_charset_high_bytes(vb_str bytes) {
  ptrdiff_t n = 0;
  for (ptrdiff_t i = 0; i < bytes.n; i++) n += is_high(bytes.p[i]);
  return n;
}

/* Pairs as EUC and Big5 have them: a high byte and the one behind it. */
typedef struct {
  ptrdiff_t n, low_second, rare_first, hangul, kana;
} pairs;

static pairs count_pairs(vb_str s) {
  pairs n = {0};
  for (ptrdiff_t i = 0; i + 1 < s.n; i++) {
    unsigned char first = (unsigned char)s.p[i];
    if (first < 0x81) continue;
    n.n++;
    n.low_second += !is_high(s.p[++i]);
    n.rare_first += first <= 0xA0;
    n.hangul += first >= 0xB0 && first <= 0xC8;
    n.kana += first == 0xA4 || first == 0xA5;
  }
  return n;
}

/* Not Big5, not Shift_JIS or random, not Japanese, not Korean. */
static bool looks_simplified(pairs n) {
  return n.low_second * 5 <= n.n && n.rare_first * 8 <= n.n && n.kana * 8 <= n.n &&
         n.hangul * 7 <= n.n * 6;
}

static bool looks_shift_jis(vb_str s) {
  ptrdiff_t n = 0, kana = 0;
  for (ptrdiff_t i = 0; i + 1 < s.n; i++) {
    unsigned char first = (unsigned char)s.p[i];
    bool pair = (first >= 0x81 && first <= 0x9F) || (first >= 0xE0 && first <= 0xFC);
    n += first >= 0x80;
    kana += first == 0x82 || first == 0x83;
    i += pair;
  }
  return kana * 10 >= n;
}

/* Bytes from C0 to DF and from E0 to FF: the two cases of a Cyrillic charset. */
static ptrdiff_t upper_half_surplus(vb_str s) {
  ptrdiff_t n = 0;
  for (ptrdiff_t i = 0; i < s.n; i++) {
    unsigned char c = (unsigned char)s.p[i];
    n += c >= 0xE0 ? 1 : c >= 0xC0 ? -1 : 0;
  }
  return n;
}

static bool looks_latin(vb_str s) {
  enum { WORD = 3 };
  ptrdiff_t high = 0, in_words = 0;
  for (ptrdiff_t i = 0; i < s.n;) {
    ptrdiff_t start = i;
    while (i < s.n && is_high(s.p[i])) i++;
    high += i - start;
    if (i - start >= WORD) in_words += i - start;
    if (i == start) i++;
  }
  return in_words * 2 <= high;
}

bool vb_charset_looks_like(const char *charset, vb_str bytes) {
  pairs n = count_pairs(bytes);
  if (!strcmp(charset, "CP949")) return n.hangul * 2 >= n.n;
  if (!strcmp(charset, "EUC-JP-MS")) return n.kana * 10 >= n.n && n.low_second * 10 <= n.n;
  if (!strcmp(charset, "GB18030")) return looks_simplified(n);
  if (!strcmp(charset, "BIG5-HKSCS")) return n.low_second * 20 >= n.n;
  if (!strcmp(charset, "CP932")) return looks_shift_jis(bytes);
  if (!strcasecmp(charset, "WINDOWS-1251")) return upper_half_surplus(bytes) >= 0;
  if (!strcasecmp(charset, "KOI8-R") || !strcasecmp(charset, "KOI8-U"))
    return upper_half_surplus(bytes) <= 0;
  if (!strcasecmp(charset, "WINDOWS-1252") || !strcasecmp(charset, "WINDOWS-1254") ||
      !strcasecmp(charset, "ISO-8859-15"))
    return looks_latin(bytes);
  return true;
}
