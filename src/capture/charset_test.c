/* Texts of our own, turned into each charset by iconv, with declarations that are right, missing,
 * wrong and in conflict. */
#include <criterion/criterion.h>

#include <iconv.h>
#include <stdlib.h>
#include <string.h>

#include "base/expect.h"
#include "capture/capture.h"
#include "capture/charset.h"

static vb_arena_region results, working;
static vb_arena out, scratch;

static void start(void) {
  cr_assert_eq(vb_arena_region_open(&results, 64 << 20), 0);
  cr_assert_eq(vb_arena_region_open(&working, 64 << 20), 0);
  out = vb_arena_reset(&results, NULL);
  scratch = vb_arena_reset(&working, NULL);
}
static void end(void) {
  vb_arena_region_close(&results);
  vb_arena_region_close(&working);
}
TestSuite(charset, .init = start, .fini = end);

static const char korean[] =
    "두 나라의 대표가 월요일 항구에서 만나 어업에 관하여 한 시간 동안 이야기했다. "
    "다음 회담은 강물이 낮아지는 봄에 다시 열릴 것이라고 대변인이 전했다.";
static const char simplified[] =
    "两国代表星期一在港口会面，就渔业问题谈了一个小时。发言人说，下一次会谈将在河水"
    "下降的春天举行，双方都认为这次会面很有用。";
static const char traditional[] =
    "兩國代表星期一在港口會面，就漁業問題談了一個小時。發言人說，下一次會談將在河水"
    "下降的春天舉行，雙方都認為這次會面很有用。";
static const char japanese[] =
    "両国の代表は月曜日に港で会い、漁業について一時間ほど話し合った。次の会談は川の水が"
    "低くなる春に開かれると報道官は述べた。";
static const char russian[] =
    "Представители двух стран встретились в понедельник в порту и говорили о рыбной ловле. "
    "Следующая встреча пройдёт весной, когда вода в реке спадёт, сказал секретарь.";
static const char greek[] =
    "Οι εκπρόσωποι των δύο χωρών συναντήθηκαν τη Δευτέρα στο λιμάνι και μίλησαν για την "
    "αλιεία. Η επόμενη συνάντηση θα γίνει την άνοιξη, όταν πέσουν τα νερά του ποταμού.";
static const char polish[] =
    "Przedstawiciele dwóch państw spotkali się w poniedziałek w porcie i rozmawiali o "
    "rybołówstwie. Następne spotkanie odbędzie się wiosną, gdy opadną wody rzeki, żeglownej wąsko.";
static const char french[] =
    "Les délégués des deux pays se sont rencontrés lundi dans le port où ils ont parlé de pêche. "
    "La réunion prochaine aura lieu au printemps, après la décrue de la rivière, a-t-on précisé.";
static const char turkish[] =
    "İki ülkenin temsilcileri pazartesi günü limanda buluştu ve balıkçılık üzerine konuştu. "
    "Gelecek görüşme ırmağın suyu çekildiğinde, ilkbaharda yapılacak, dedi sözcü.";

typedef struct {
  const char *label, *charset, *text;
  bool guessed; /* a detector can tell it from its neighbours without a declaration */
} sample;

static const sample samples[] = {
    {"euc-kr", "EUC-KR", korean, true},
    {"ks_c_5601-1987", "CP949", korean, true},
    {"gb2312", "GB2312", simplified, true},
    {"gbk", "GBK", simplified, true},
    {"gb18030", "GB18030", simplified, true},
    {"big5", "BIG5", traditional, true},
    {"big5-hkscs", "BIG5-HKSCS", traditional, true},
    {"shift_jis", "SHIFT_JIS", japanese, true},
    {"x-sjis", "CP932", japanese, true},
    {"euc-jp", "EUC-JP", japanese, true},
    {"iso-2022-jp", "ISO-2022-JP", japanese, true},
    {"windows-1251", "WINDOWS-1251", russian, true},
    {"koi8-r", "KOI8-R", russian, true},
    {"iso-8859-5", "ISO-8859-5", russian, true},
    {"windows-1253", "WINDOWS-1253", greek, true},
    {"iso-8859-7", "ISO-8859-7", greek, true},
    {"windows-1250", "WINDOWS-1250", polish, false},
    {"iso-8859-2", "ISO-8859-2", polish, false},
    {"iso-8859-1", "ISO-8859-1", french, true},
    {"windows-1252", "WINDOWS-1252", french, true},
    {"iso-8859-15", "ISO-8859-15", french, true},
    {"windows-1254", "WINDOWS-1254", turkish, false},
    {"iso-8859-9", "ISO-8859-9", turkish, false},
    {"utf-8", "UTF-8", korean, true},
};
enum { N_SAMPLES = sizeof samples / sizeof *samples };

static vb_str encoded(const char *charset, vb_str text) {
  iconv_t handle = iconv_open(charset, "UTF-8");
  cr_assert_neq(handle, (iconv_t)-1, "%s", charset);
  size_t left = (size_t)text.n, space = left * 4 + 16;
  char *in = (char *)text.p, *room = vb_arena_alloc(&out, 1, 1, (ptrdiff_t)space), *to = room;
  cr_assert_neq(iconv(handle, &in, &left, &to, &space), (size_t)-1, "%s", charset);
  iconv(handle, NULL, NULL, &to, &space);
  iconv_close(handle);
  return (vb_str){room, to - room};
}

/* A page, in UTF-8, with these declarations in its head. */
static vb_str page_of(const char *head, const char *text) {
  return vb_str_format(&out, "<html><head>%s</head><body><p>%s</p></body></html>", head, text);
}

static vb_str meta(const char *label) { return vb_str_format(&out, "<meta charset='%s'>", label); }

static vb_str decoded(vb_str bytes, bool markup) {
  vb_str text = {0};
  cr_assert(vb_charset_to_utf8(bytes, markup, &text, &out, scratch));
  return text;
}

static void expect_page(const sample *s, const char *head, const char *what) {
  vb_str page = page_of(head, s->text), got = decoded(encoded(s->charset, page), true);
  cr_expect(vb_str_eq(got, page), "%s, %s: %.*s", s->label, what, VB_ARG(got));
}

Test(charset, what_the_page_says) {
  for (int i = 0; i < N_SAMPLES; i++) {
    expect_page(&samples[i], vb_str_z(&out, meta(samples[i].label)), "declared");
    expect_page(&samples[i],
                vb_str_z(&out, vb_str_format(&out,
                                             "<META http-equiv=Content-Type content=\"text/html; "
                                             "charset=%s\">",
                                             samples[i].label)),
                "http-equiv");
  }
}

Test(charset, what_no_page_says) {
  for (int i = 0; i < N_SAMPLES; i++) {
    const sample *s = &samples[i];
    if (!s->guessed) continue;
    expect_page(s, "", "undeclared");
    vb_str text = vb_str_from(s->text), got = decoded(encoded(s->charset, text), false);
    cr_expect(vb_str_eq(got, text), "%s, plain text: %.*s", s->label, VB_ARG(got));
  }
}

/* Bytes that are not what is declared; Latin charsets among each other cannot be told apart. */
Test(charset, what_is_not_true) {
  static const char *const lies[] = {"utf-8", "iso-8859-1", "x-unknown", "utf-16"};
  for (int i = 0; i < N_SAMPLES; i++)
    for (size_t k = 0; k < sizeof lies / sizeof *lies; k++)
      if (samples[i].guessed && strcmp(samples[i].charset, "ISO-2022-JP") != 0)
        expect_page(&samples[i], vb_str_z(&out, meta(lies[k])), lies[k]);
}

Test(charset, one_east_asian_charset_for_another) {
  static const char *const labels[] = {"euc-kr", "gb2312", "big5", "shift_jis", "euc-jp"};
  for (int i = 0; i < 10; i++)
    for (size_t k = 0; k < sizeof labels / sizeof *labels; k++)
      expect_page(&samples[i], vb_str_z(&out, meta(labels[k])), labels[k]);
  for (int i = 11; i < 13; i++)
    for (int k = 11; k < 13; k++)
      expect_page(&samples[i], vb_str_z(&out, meta(samples[k].label)), samples[k].label);
}

Test(charset, the_declaration_that_fits_counts) {
  const sample *s = &samples[0];
  expect_page(s, "<meta charset=big5><meta charset=euc-kr>", "in conflict");
  expect_page(s, "<!-- <meta charset=big5> --><meta charset=euc-kr>", "in a comment");
  expect_page(s, "<script charset=\"windows-1252\"></script>", "of a script");
  vb_str page = vb_str_format(&out, "<?xml version=\"1.0\" encoding=\"ISO-8859-2\"?><p>%s", polish);
  EXPECT_STR(decoded(encoded("ISO-8859-2", page), true), vb_str_z(&out, page));
}

Test(charset, utf16_with_a_mark_and_without) {
  static const char *const texts[] = {korean, simplified, japanese, russian, french};
  for (size_t i = 0; i < sizeof texts / sizeof *texts; i++)
    for (int big = 0; big < 2; big++) {
      vb_str page = page_of("", texts[i]);
      vb_str bytes = encoded(big ? "UTF-16BE" : "UTF-16LE", page);
      vb_str mark = big ? VB_S("\xFE\xFF") : VB_S("\xFF\xFE");
      vb_str marked = vb_str_format(&out, "%.*s%*s", VB_ARG(mark), (int)bytes.n, "");
      memcpy((char *)marked.p + 2, bytes.p, (size_t)bytes.n);
      cr_expect(vb_charset_is_utf16(bytes) && vb_charset_is_utf16(marked));
      cr_expect(vb_str_eq(decoded(bytes, false), page), "%zu %d", i, big);
      cr_expect(vb_str_eq(decoded(marked, false), page), "%zu %d marked", i, big);
      marked.n--; /* half a character at the end is one that is missing */
      cr_expect(vb_str_ends(decoded(marked, false), VB_S("</html\xEF\xBF\xBD")));
    }
  cr_expect_not(vb_charset_is_utf16(VB_S("plain text")));
  cr_expect_not(vb_charset_is_utf16(VB_S("\1\0\2\0\3\0\4\0\5\0\6\0")));
}

/* A capture may end anywhere. */
Test(charset, a_character_cut_off_by_the_end_is_one_that_is_missing) {
  for (int i = 0; i < N_SAMPLES; i++) {
    const sample *s = &samples[i];
    vb_str head = meta(s->label), text = vb_str_from(s->text);
    ptrdiff_t last = text.n; /* without the full stop */
    while (last > 0 && (text.p[last - 1] == '.' || (text.p[last - 1] & 0xC0) == 0x80)) last--;
    bool wide = i < 10 || !strcmp(s->charset, "UTF-8");
    if (!wide) continue;
    vb_str whole = vb_str_format(&out, "%.*s%.*s", VB_ARG(head), VB_ARG(text));
    vb_str kept = vb_str_slice(whole, 0, head.n + last - 1);
    vb_str bytes = encoded(s->charset, whole);
    vb_str got = decoded(vb_str_slice(bytes, 0, encoded(s->charset, kept).n + 1), true);
    vb_str want = vb_str_format(&out, "%.*s\xEF\xBF\xBD", VB_ARG(kept));
    cr_expect(vb_str_eq(got, want), "%s: %.*s", s->label, VB_ARG(got));
  }
}

Test(charset, utf8_with_damage_stays_utf8) {
  EXPECT_STR(decoded(VB_S("\xEF\xBB\xBFx"), false), "x");
  EXPECT_STR(decoded(VB_S("<meta charset=utf-8>a\xFF \xC3\xA9"), true),
             "<meta charset=utf-8>a\xEF\xBF\xBD \xC3\xA9");
  vb_str text = vb_str_slice(vb_str_from(korean), 0, 31); /* cut inside a character */
  vb_str want = vb_str_format(&out, "%.*s\xEF\xBF\xBD", 30, korean);
  cr_expect_eq(korean[30] & 0x80, 0x80);
  EXPECT_STR(decoded(text, false), vb_str_z(&out, want));
  EXPECT_STR(decoded(VB_S("<meta charset=utf-8>\x93Salt\x94, he said"), true),
             "<meta charset=utf-8>\xE2\x80\x9CSalt\xE2\x80\x9D, he said");
}

Test(charset, where_nothing_fits_one_line_says_so) {
  char bytes[400];
  unsigned state = 7;
  for (int i = 0; i < 400; i++) {
    state = state * 1103515245 + 12345;
    bytes[i] = (char)(0x80 | (state >> 16 & 0x7F));
  }
  vb_error error = {0};
  vb_capture c = {.path = VB_S("f"), .bytes = {bytes, sizeof bytes}};
  cr_expect_eq(vb_capture_complete(&c, &out, scratch, &error), VB_BAD_INPUT);
  cr_expect_str_eq(error.message, "f: in no charset that is known (offset 0)");
}
