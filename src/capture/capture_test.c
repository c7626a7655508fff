#include <criterion/criterion.h>

#include <lzma.h>
#include <stdio.h>
#include <string.h>
#include <zlib.h>

#include "base/expect.h"
#include "capture/capture.h"
#include "capture/format.h"
#include "capture/front.h"

static vb_arena_region results, working;
static vb_arena out, scratch;

static void setup(void) {
  cr_assert_eq(vb_arena_region_open(&results, 64 << 20), 0);
  cr_assert_eq(vb_arena_region_open(&working, 64 << 20), 0);
  out = vb_arena_reset(&results, NULL);
  scratch = vb_arena_reset(&working, NULL);
}
static void teardown(void) {
  vb_arena_region_close(&results);
  vb_arena_region_close(&working);
}
TestSuite(capture, .init = setup, .fini = teardown);

static vb_str gzip(vb_str s) {
  z_stream z = {0};
  cr_assert_eq(deflateInit2(&z, 6, Z_DEFLATED, 15 + 16, 8, Z_DEFAULT_STRATEGY), Z_OK);
  ptrdiff_t room = s.n + 1000;
  char *p = vb_arena_alloc(&out, 1, 1, room);
  z.next_in = (Bytef *)s.p, z.avail_in = (uInt)s.n;
  z.next_out = (Bytef *)p, z.avail_out = (uInt)room;
  cr_assert_eq(deflate(&z, Z_FINISH), Z_STREAM_END);
  vb_str packed = {p, room - (ptrdiff_t)z.avail_out};
  deflateEnd(&z);
  return packed;
}

static vb_str join(vb_str a, vb_str b) {
  char *p = vb_arena_alloc(&out, 1, 1, a.n + b.n);
  memcpy(p, a.p, (size_t)a.n);
  memcpy(p + a.n, b.p, (size_t)b.n);
  return (vb_str){p, a.n + b.n};
}

static vb_reader *open_bytes(vb_str bytes, ptrdiff_t limit) {
  vb_reader *reader;
  vb_error error = {0};
  vb_reader_options options = {.max_record_bytes = limit};
  cr_assert_eq(vb_reader_open_bytes(&reader, bytes, "f", options, &error), VB_OK);
  return reader;
}

Test(capture, json_lines_give_one_capture_a_line_with_its_place) {
  vb_reader *r = open_bytes(VB_S("{\"a\": 1}\n\n{\"b\": 2}\r\n{\"c\": 3}"), 0);
  vb_capture c;
  vb_error error = {0};
  cr_assert_eq(vb_reader_next(r, &out, &c, &error), 1);
  EXPECT_STR(c.bytes, "{\"a\": 1}");
  cr_expect(c.format == VB_FORMAT_JSONL && c.offset == 0 && c.line == 1);
  cr_assert_eq(vb_reader_next(r, &out, &c, &error), 1);
  EXPECT_STR(c.bytes, "{\"b\": 2}");
  cr_expect(c.offset == 10 && c.line == 3);
  cr_assert_eq(vb_reader_next(r, &out, &c, &error), 1);
  EXPECT_STR(c.bytes, "{\"c\": 3}");
  cr_expect_eq(vb_reader_next(r, &out, &c, &error), 0);
  vb_reader_close(r);
}

Test(capture, a_line_above_the_limit_is_refused_and_reading_goes_on) {
  vb_reader *r = open_bytes(VB_S("{\"a\": \"0123456789012345678901234567890\"}\n{\"b\": 2}\n"), 20);
  vb_capture c;
  vb_error error = {0};
  cr_assert_eq(vb_reader_next(r, &out, &c, &error), VB_BAD_INPUT);
  cr_expect_str_eq(error.message, "f: a record of more than 20 bytes (offset 0)");
  cr_assert_eq(vb_reader_next(r, &out, &c, &error), 1);
  EXPECT_STR(c.bytes, "{\"b\": 2}");
  cr_expect_eq(c.line, 2);
  vb_reader_close(r);
}

Test(capture, a_line_longer_than_any_buffer_is_passed_over) {
  ptrdiff_t n = 3 << 20;
  char *p = vb_arena_alloc_raw(&out, 1, 1, n + 10);
  memset(p, 'x', (size_t)n);
  memcpy(p, "{\"a\":", 5);
  memcpy(p + n, "\n{\"b\":1}\n", 9);
  vb_reader *r = open_bytes((vb_str){p, n + 9}, 1000);
  vb_capture c;
  vb_error error = {0};
  cr_assert_eq(vb_reader_next(r, &out, &c, &error), VB_BAD_INPUT);
  cr_assert_eq(vb_reader_next(r, &out, &c, &error), 1);
  EXPECT_STR(c.bytes, "{\"b\":1}");
  cr_expect_eq(c.offset, n + 1);
  cr_expect_eq(vb_reader_next(r, &out, &c, &error), 0);
  vb_reader_close(r);
}

Test(capture, gzip_members_follow_each_other) {
  vb_str packed = join(gzip(VB_S("{\"a\":1}\n{\"b\"")), gzip(VB_S(":2}\n")));
  vb_reader *r = open_bytes(packed, 0);
  vb_capture c;
  vb_error error = {0};
  cr_assert_eq(vb_reader_next(r, &out, &c, &error), 1);
  cr_assert_eq(vb_reader_next(r, &out, &c, &error), 1);
  EXPECT_STR(c.bytes, "{\"b\":2}");
  cr_expect_eq(c.offset, 8);
  cr_expect_eq(vb_reader_next(r, &out, &c, &error), 0);
  vb_reader_close(r);
}

Test(capture, truncated_gzip_is_one_error_after_the_whole_lines) {
  vb_str text = VB_S("{\"a\":1}\n{\"b\":2, \"c\": \"0123456789abcdefghijklmnopqrstuvwxyz\"}\n");
  vb_str packed = gzip(text);
  vb_str whole_line = gzip(VB_S("{\"a\":1}\n"));
  vb_str cut = join(whole_line, vb_str_slice(packed, 0, packed.n - 12));
  vb_reader *r = open_bytes(cut, 0);
  vb_capture c;
  vb_error error = {0};
  cr_assert_eq(vb_reader_next(r, &out, &c, &error), 1);
  EXPECT_STR(c.bytes, "{\"a\":1}");
  int code;
  while ((code = vb_reader_next(r, &out, &c, &error)) > 0) continue;
  cr_expect_eq(code, VB_BAD_INPUT);
  char want[80];
  snprintf(want, sizeof want, "f: the gzip data is truncated (offset %td)", cut.n);
  cr_expect_str_eq(error.message, want);
  cr_expect_eq(vb_reader_next(r, &out, &c, &error), 0);
  vb_reader_close(r);
}

Test(capture, xz_is_read_by_its_magic) {
  vb_str text = VB_S("A dump.\n");
  uint8_t packed[500];
  size_t n = 0;
  cr_assert_eq(lzma_easy_buffer_encode(1, LZMA_CHECK_CRC32, NULL, (const uint8_t *)text.p,
                                       (size_t)text.n, packed, &n, sizeof packed),
               LZMA_OK);
  vb_reader *r = open_bytes((vb_str){(char *)packed, (ptrdiff_t)n}, 0);
  vb_capture c;
  vb_error error = {0};
  cr_assert_eq(vb_reader_next(r, &out, &c, &error), 1);
  EXPECT_STR(c.bytes, "A dump.\n");
  cr_expect_eq(c.format, VB_FORMAT_TEXT);
  cr_expect_eq(vb_reader_next(r, &out, &c, &error), 0);
  vb_reader_close(r);
  r = open_bytes((vb_str){(char *)packed, (ptrdiff_t)n - 5}, 0);
  cr_expect_eq(vb_reader_next(r, &out, &c, &error), VB_BAD_INPUT);
  cr_expect(strstr(error.message, "xz data is truncated"), "%s", error.message);
  vb_reader_close(r);
}

Test(capture, missing_file_names_itself) {
  vb_reader *r;
  vb_error error = {0};
  cr_expect_eq(vb_reader_open(&r, "/nowhere/at/all", (vb_reader_options){0}, &error), VB_BAD_INPUT);
  cr_expect(strstr(error.message, "/nowhere/at/all"), "%s", error.message);
  cr_expect_null(r);
}

Test(capture, format_is_decided_by_content) {
  cr_expect_eq(vb_format_sniff(VB_S("  {\"id\": 1}\n")), VB_FORMAT_JSONL);
  cr_expect_eq(vb_format_sniff(VB_S("{curly talk}\n")), VB_FORMAT_TEXT);
  cr_expect_eq(vb_format_sniff(VB_S("<!DOCTYPE html><p>x")), VB_FORMAT_HTML);
  cr_expect_eq(vb_format_sniff(VB_S("--\n[mark]\n<br><div>text</div>")), VB_FORMAT_HTML);
  cr_expect_eq(vb_format_sniff(VB_S("---\ntitle: A\n---\n<p>x</p>")), VB_FORMAT_HTML);
  cr_expect_eq(vb_format_sniff(VB_S("A treaty where a < b and <i>so</i> on.\n")), VB_FORMAT_TEXT);
}

static vb_str front_value(vb_fields fields, const char *key) {
  for (ptrdiff_t i = 0; i < fields.n; i++)
    if (vb_str_eq(fields.v[i].key, vb_str_from(key))) return fields.v[i].value;
  return (vb_str){0};
}

Test(capture, front_matter_values_are_unquoted_and_unfolded) {
  vb_str text = VB_S("---\n"
                     "plain: one: two\n"
                     "double: \"a \\\"b\\\" \\u00e9\\_c\"\n"
                     "single: 'it''s'\n"
                     "folded: >\n  first\n  second\n"
                     "list:\n  - >\n    item one\n    goes on\n  - 'two'\n"
                     "# comment\n"
                     "empty: \"\"\n"
                     "---\nBody\n");
  vb_fields f = vb_front_read(text, &out, scratch);
  EXPECT_STR(front_value(f, "plain"), "one: two");
  EXPECT_STR(front_value(f, "double"), "a \"b\" \xC3\xA9\xC2\xA0"
                                       "c");
  EXPECT_STR(front_value(f, "single"), "it's");
  EXPECT_STR(front_value(f, "folded"), "first second");
  EXPECT_STR(front_value(f, "list"), "item one goes on");
  cr_assert_eq(f.n, 7);
  EXPECT_STR(f.v[5].value, "two");
  EXPECT_STR(vb_str_slice(text, vb_front_end(text), text.n), "Body\n");
}

Test(capture, a_rule_at_the_head_is_no_front_matter) {
  cr_expect_eq(vb_front_end(VB_S("---\nJust a sentence.\n---\n")), 0);
  cr_expect_eq(vb_front_end(VB_S("---\nkey: value\nnever closed\n")), 0);
}

Test(capture, completing_hashes_the_bytes_and_refuses_binary) {
  vb_error error = {0};
  vb_capture c = {.path = VB_S("f"), .bytes = VB_S("---\nurl: u\n---\nText\n")};
  cr_assert_eq(vb_capture_complete(&c, &out, scratch, &error), VB_OK);
  EXPECT_STR(c.text, "Text\n");
  cr_expect_eq(c.front.n, 1);
  c = (vb_capture){.path = VB_S("f"), .bytes = VB_S("abc")};
  cr_assert_eq(vb_capture_complete(&c, &out, scratch, &error), VB_OK);
  EXPECT_STR(c.sha256, "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
  c = (vb_capture){.path = VB_S("f"), .bytes = VB_S("\0\0\0PNG\0\0\0")};
  cr_expect_eq(vb_capture_complete(&c, &out, scratch, &error), VB_BAD_INPUT);
  cr_expect_str_eq(error.message, "f: binary data, no text (offset 0)");
  c = (vb_capture){.path = VB_S("f"), .bytes = VB_S("\1\2\3\4\5 packed")};
  cr_expect_eq(vb_capture_complete(&c, &out, scratch, &error), VB_BAD_INPUT);
  c = (vb_capture){.path = VB_S("f"), .bytes = VB_S("%PDF-1.4 text")};
  cr_expect_eq(vb_capture_complete(&c, &out, scratch, &error), VB_BAD_INPUT);
  c = (vb_capture){.path = VB_S("f"), .bytes = VB_S("\1\2\3\4 and a text\t\r\n\f\033[1m")};
  cr_expect_eq(vb_capture_complete(&c, &out, scratch, &error), VB_OK);
}

Test(capture, a_few_nuls_become_replacement_characters) {
  vb_error error = {0};
  char page[600]; /* two are fewer than one in 256 bytes */
  memset(page, 'a', sizeof page);
  page[10] = page[599] = 0;
  vb_capture c = {.path = VB_S("f"), .bytes = {page, sizeof page}};
  cr_assert_eq(vb_capture_complete(&c, &out, scratch, &error), VB_OK);
  cr_expect_eq(c.text.n, 604);
  EXPECT_STR(vb_str_slice(c.text, 8, 15), "aa\xEF\xBF\xBD"
                                          "aa");
  EXPECT_STR(vb_str_slice(c.text, 600, 604), "a\xEF\xBF\xBD");
}
