#include <criterion/criterion.h>
#include <sys/mman.h>
#include <utf8proc.h>
#ifdef __SANITIZE_ADDRESS__
#include <sanitizer/asan_interface.h>
#endif

#include "base/date.h"
#include "base/error.h"
#include "base/expect.h"
#include "base/json.h"
#include "base/sha256.h"
#include "base/utf8.h"

static vb_arena_region region;
static vb_arena arena;

static void setup(void) {
  cr_assert_eq(vb_arena_region_open(&region, 1 << 20), 0);
  arena = vb_arena_reset(&region, NULL);
}
static void teardown(void) { vb_arena_region_close(&region); }
TestSuite(base, .init = setup, .fini = teardown);

Test(base, hashes_differ_by_letters_and_length_and_know_small_letters) {
  const char text[] = "abcdefghijklmnopqrstuvwxyz0123456789", large[] = "ABCDEFGHIJKLMNOP01";
  uint64_t seen[sizeof text];
  for (ptrdiff_t n = 0; n < (ptrdiff_t)sizeof text; n++) {
    seen[n] = vb_str_hash((vb_str){text, n});
    for (ptrdiff_t k = 0; k < n; k++) cr_expect_neq(seen[n], seen[k], "%td and %td", n, k);
    for (ptrdiff_t k = 0; k < n; k++) {
      vb_str other = vb_str_copy(&arena, (vb_str){text, n});
      ((char *)other.p)[k] ^= 1;
      cr_expect_neq(vb_str_hash(other), seen[n], "byte %td of %td", k, n);
    }
    if (n <= VB_SHORT_BYTES) cr_expect_eq(vb_str_hash_with((vb_str){large, n}, 0x20), seen[n]);
  }
}

/* Only what was used need be poisoned and handed back when the region is used again. */
Test(base, arena_the_most_that_any_copy_used_is_remembered_and_forgotten) {
  vb_arena scratch = arena;
  char *deep = vb_arena_alloc(&scratch, 1, 1, 100000);
  vb_arena_alloc(&arena, 1, 1, 10);
  cr_assert_eq(region.used, deep + 100000);
  vb_arena again = vb_arena_reset(&region, NULL);
  cr_assert_eq(region.used, region.base);
#ifdef __SANITIZE_ADDRESS__
  cr_assert(__asan_address_is_poisoned(deep));
  cr_assert(__asan_address_is_poisoned(deep + 99999));
#endif
  cr_assert_eq(*(char *)vb_arena_alloc(&again, 1, 1, 1), 0);
}

static bool in_memory(const char *page) {
  unsigned char resident;
  cr_assert_eq(mincore((void *)page, 1, &resident), 0);
  return resident & 1;
}

/* Else whoever takes an upper half for scratch would pay for its pages again at every document. */
Test(base, arena_pages_go_back_to_the_kernel_when_much_was_taken_and_not_before) {
  vb_arena_region large;
  cr_assert_eq(vb_arena_region_open(&large, 64 << 20), 0);
  vb_arena upper = vb_arena_reset(&large, NULL);
  upper.beg += 32 << 20;
  char *page = vb_arena_alloc(&upper, 4096, 4096, 1);
  vb_arena again = vb_arena_reset(&large, NULL);
  cr_expect(in_memory(page));
  vb_arena_alloc_raw(&again, 1, 1, 9 << 20);
  vb_arena_reset(&large, NULL);
  cr_expect(!in_memory(page));
  vb_arena_region_close(&large);
}

/* What is given as zero without being touched must have been given back, or never taken. */
Test(base, arena_memory_is_zero_also_where_it_was_used_before) {
  vb_arena_region large;
  cr_assert_eq(vb_arena_region_open(&large, 64 << 20), 0);
  enum { BYTES = 10 << 20 };
  for (int round = 0; round < 3; round++) {
    vb_arena a = vb_arena_reset(&large, NULL);
    vb_arena scratch = a;
    memset(vb_arena_alloc_raw(&scratch, 1, 1, BYTES / (round + 1)), 1, BYTES / (size_t)(round + 1));
    const char *zeroed = vb_arena_alloc(&a, 1, 1, BYTES + 100);
    for (ptrdiff_t i = 0; i < BYTES + 100; i++)
      cr_assert_eq(zeroed[i], 0, "round %d: %td", round, i);
  }
  vb_arena_region_close(&large);
}

Test(base, arena_room_for_growing_costs_nothing_before_it_is_used) {
  enum { PAGE = 4096, PAGES = 100 };
  vb_arena_region large;
  cr_assert_eq(vb_arena_region_open(&large, 64 << 20), 0);
  vb_arena a = vb_arena_reset(&large, NULL);
  const char *pages = vb_arena_grow(&a, NULL, PAGE, PAGE, 0, 0, PAGES);
  cr_expect(!in_memory(pages + (ptrdiff_t)50 * PAGE));
  vb_arena_region_close(&large);
}

Test(base, arena_budget_jumps_instead_of_returning_null) {
  vb_arena_guard guard;
  volatile bool past = false, jumped = false;
  if (VB_ARENA_TRY(&guard)) {
    vb_arena small = vb_arena_reset(&region, &guard);
    vb_arena_alloc(&small, 1, 1, 1000);
    vb_arena_alloc(&small, 8, 8, 1 << 20);
    past = true;
  } else {
    jumped = true;
  }
  cr_expect(jumped && !past);
}

Test(base, arena_scratch_by_value_is_free_again) {
  char *before = arena.beg;
  vb_arena scratch = arena;
  vb_arena_alloc(&scratch, 1, 1, 500);
  cr_expect_eq(arena.beg, before);
}

Test(base, vec_keeps_its_elements_when_others_allocate_between) {
  vb_strs list = {0};
  for (int i = 0; i < 100; i++) {
    vb_str s = vb_str_format(&arena, "item %d", i);
    *vb_push(&arena, &list) = s;
  }
  cr_expect_eq(list.n, 100);
  EXPECT_STR(list.v[0], "item 0");
  EXPECT_STR(list.v[99], "item 99");
}

Test(base, cut_gives_empty_fields_and_ends) {
  vb_str line = VB_S("a\t\tb");
  EXPECT_STR(vb_str_cut(&line, '\t'), "a");
  EXPECT_STR(vb_str_cut(&line, '\t'), "");
  EXPECT_STR(vb_str_cut(&line, '\t'), "b");
  cr_expect_null(line.p);
}

Test(base, lines_end_at_either_kind_of_line_end) {
  vb_str text = VB_S("a\r\n\nb\r");
  EXPECT_STR(vb_str_cut_line(&text), "a");
  EXPECT_STR(vb_str_cut_line(&text), "");
  EXPECT_STR(vb_str_cut_line(&text), "b");
  cr_expect_null(text.p);
}

Test(base, what_is_looked_for_in_any_case_is_found_where_it_first_stands) {
  vb_str s = VB_S("a < b <P><Script> <SCRIPT x>");
  cr_expect_eq(vb_str_find_nocase(s, VB_S("<script"), 0), 9);
  cr_expect_eq(vb_str_find_nocase(s, VB_S("<script"), 10), 18);
  cr_expect_eq(vb_str_find_nocase(s, VB_S("<script"), 19), -1);
  cr_expect_eq(vb_str_find_nocase(s, VB_S("SCRIPT"), 0), 10);
  cr_expect_eq(vb_str_find_nocase(s, VB_S("x>"), 0), 26);
  cr_expect_eq(vb_str_find_nocase(VB_S("<scr"), VB_S("<script"), 0), -1);
  cr_expect_eq(vb_str_find_nocase((vb_str){0}, VB_S("<"), 0), -1);
}

Test(base, to_int_refuses_what_is_no_number_or_too_large) {
  cr_expect_eq(vb_str_to_int(VB_S("2021")), 2021);
  cr_expect_eq(vb_str_to_int(VB_S("")), -1);
  cr_expect_eq(vb_str_to_int(VB_S("12x")), -1);
  cr_expect_eq(vb_str_to_int(VB_S("99999999999")), -1);
}

Test(base, numbers_for_people_have_thousands) {
  char buffer[32];
  EXPECT_STR(vb_str_number(0, buffer), "0");
  EXPECT_STR(vb_str_number(999, buffer), "999");
  EXPECT_STR(vb_str_number(11224, buffer), "11,224");
  EXPECT_STR(vb_str_number(-123456, buffer), "-123,456");
}

static vb_str round_trip(const char *iso) {
  char *buffer = vb_arena_alloc(&arena, 1, 1, VB_DATE_ISO_BYTES);
  return vb_date_format(vb_date_parse_iso(vb_str_from(iso)), buffer);
}

Test(base, iso_dates_keep_their_precision) {
  EXPECT_STR(round_trip("2021"), "2021");
  EXPECT_STR(round_trip("2021-03"), "2021-03");
  EXPECT_STR(round_trip("2021-03-23"), "2021-03-23");
  EXPECT_STR(round_trip("2021-03-23T09:19"), "2021-03-23T09:19");
  EXPECT_STR(round_trip("2021-03-23 09:19:59.123Z"), "2021-03-23T09:19+00:00");
  EXPECT_STR(round_trip("2021-03-23T09:19:00-0530"), "2021-03-23T09:19-05:30");
}

Test(base, impossible_dates_are_unknown) {
  const char *bad[] = {"2021-02-29", "2021-13-01", "99999-01-01", "2021-03-23T25:00",
                       "0000",       "23/03/2021", "2021-3-1"};
  for (size_t i = 0; i < sizeof bad / sizeof *bad; i++)
    cr_expect(!vb_date_known(vb_date_parse_iso(vb_str_from(bad[i]))), "%s", bad[i]);
}

Test(base, day_arithmetic_crosses_leap_days_and_centuries) {
  cr_expect_eq(vb_date_to_days(vb_date_ymd(1970, 1, 1)), 0);
  cr_expect_eq(vb_date_to_days(vb_date_ymd(2000, 3, 1)), 11017);
  cr_expect_eq(vb_date_weekday(vb_date_ymd(2021, 3, 23)), 1); /* a Tuesday */
  cr_expect_eq(vb_date_weekday(vb_date_ymd(1969, 12, 28)), 6);
  vb_date d = vb_date_add_days(vb_date_ymd(2024, 2, 28), 2);
  cr_expect(d.month == 3 && d.day == 1);
  for (int32_t day = -719162; day < 2932896; day += 997)
    cr_assert_eq(vb_date_to_days(vb_date_from_days(day)), day);
}

Test(base, fold_drops_case_accents_and_typography) {
  EXPECT_STR(vb_utf8_fold(&arena, VB_S("Ant\xC3\xB3nio")), "antonio");
  EXPECT_STR(vb_utf8_fold(&arena, VB_S("\xE2\x80\x9CX\xE2\x80\x99s\xE2\x80\x9D")), "\"x's\"");
  EXPECT_STR(vb_utf8_fold(&arena, VB_S("ABC")), "abc");
}

/* Most characters are folded without utf8proc; beside one that needs it (a letter with a hook), all
 * go through it: both ways must agree. */
Test(base, folding_does_not_depend_on_the_neighbours) {
  vb_arena start = arena;
  for (int32_t c = 1; c < 0x11000; c++) {
    if (c >= 0xD800 && c <= 0xDFFF) continue;
    char alone[4], beside[8];
    int n = vb_utf8_encode(c, alone);
    memcpy(beside, alone, (size_t)n);
    memcpy(beside + n, "\xC6\x99", 2); /* U+0199, which stays */
    arena = start;
    vb_str a = vb_utf8_fold(&arena, (vb_str){alone, n});
    vb_str b = vb_utf8_fold(&arena, (vb_str){beside, n + 2});
    cr_assert(vb_str_ends(b, VB_S("\xC6\x99")), "U+%04X", (unsigned)c);
    cr_expect(vb_str_eq(a, vb_str_slice(b, 0, b.n - 2)), "U+%04X", (unsigned)c);
  }
}

/* The reference is the library that knows all of Unicode. */
Test(base, characters_are_decoded_and_classed_as_unicode_has_them) {
  for (int32_t c = 0x80; c <= 0x10FFFF; c++) {
    if (c >= 0xD800 && c <= 0xDFFF) continue;
    char bytes[4];
    int n = vb_utf8_encode(c, bytes), len;
    cr_assert_eq(vb_utf8_decode((vb_str){bytes, n}, 0, &len), c);
    cr_assert_eq(len, n);
    const char *category = utf8proc_category_string(c);
    bool letter = category[0] == 'L' || !strcmp(category, "Mn") || !strcmp(category, "Mc");
    cr_assert_eq(vb_utf8_is_letter(c), letter, "U+%04X", (unsigned)c);
    bool upper = !strcmp(category, "Lu") || !strcmp(category, "Lt");
    cr_assert_eq(vb_utf8_is_upper(c), upper, "U+%04X", (unsigned)c);
  }
}

Test(base, blanks_are_the_separators_of_unicode_and_nothing_invisible_is_one) {
  for (int32_t c = 0x80; c < 0x30000; c++) {
    utf8proc_category_t kind = utf8proc_category(c);
    bool separator = kind == UTF8PROC_CATEGORY_ZS || kind == UTF8PROC_CATEGORY_ZL ||
                     kind == UTF8PROC_CATEGORY_ZP;
    cr_expect_eq(vb_utf8_is_blank(c), separator || c == 0x85, "U+%04X", (unsigned)c);
    if (!vb_utf8_is_invisible(c)) continue;
    cr_expect_not(vb_utf8_is_blank(c) || vb_utf8_is_letter(c), "U+%04X", (unsigned)c);
    cr_expect(kind == UTF8PROC_CATEGORY_CF || c == 0x2065, "U+%04X", (unsigned)c);
  }
  cr_expect(vb_utf8_is_blank('\n') && vb_utf8_is_blank(' ') && !vb_utf8_is_blank('!'));
  cr_expect(vb_utf8_is_invisible(0xAD) && vb_utf8_is_invisible(0x200E) &&
            vb_utf8_is_invisible(0xFEFF) && !vb_utf8_is_invisible('-'));
}

Test(base, broken_utf8_is_decoded_byte_by_byte) {
  static const unsigned char tails[] = {0x00, 0x41, 0x7F, 0x80, 0x8F, 0x90, 0x9F, 0xA0, 0xBF, 0xC0};
  for (int a = 0x80; a < 0x100; a++)
    for (int b = 0; b < 0x100; b++)
      for (size_t k = 0; k < sizeof tails * sizeof tails; k++) {
        const char bytes[] = {(char)a, (char)b, (char)tails[k / sizeof tails],
                              (char)tails[k % sizeof tails]};
        for (ptrdiff_t n = 1; n <= 4; n++) {
          utf8proc_int32_t wanted;
          utf8proc_ssize_t long_as = utf8proc_iterate((const utf8proc_uint8_t *)bytes, n, &wanted);
          int len;
          int32_t got = vb_utf8_decode((vb_str){bytes, n}, 0, &len);
          cr_assert_eq(got, long_as > 0 ? wanted : 0xFFFD, "%02X %02X", (unsigned)a, (unsigned)b);
          cr_assert_eq(len, long_as > 0 ? (int)long_as : 1, "%02X %02X", (unsigned)a, (unsigned)b);
        }
      }
}

Test(base, invalid_utf8_is_found_where_it_stands) {
  cr_expect_eq(vb_utf8_invalid_at(VB_S("plain text, quite long")), -1);
  cr_expect_eq(vb_utf8_invalid_at(VB_S("0123456789\xFFzz")), 10);
  cr_expect_eq(vb_utf8_invalid_at(VB_S("\xC3")), 0);
}

Test(base, json_escapes_and_places_commas) {
  vb_json j = vb_json_begin(&arena);
  vb_json_object(&j);
  vb_json_key(&j, "a");
  vb_json_str(&j, VB_S("q\"\\\n\x01\xFF"));
  vb_json_key(&j, "b");
  vb_json_array(&j);
  vb_json_int(&j, 1);
  vb_json_null(&j);
  vb_json_close(&j);
  vb_json_key(&j, "c");
  vb_json_str(&j, (vb_str){0});
  vb_json_close(&j);
  EXPECT_STR(vb_json_end(&j),
             "{\"a\": \"q\\\"\\\\\\n\\u0001\xEF\xBF\xBD\", \"b\": [1, null], \"c\": null}");
}

Test(base, sha256_of_abc) {
  EXPECT_STR(vb_sha256_hex(&arena, VB_S("abc")),
             "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
}

Test(base, error_messages_stay_on_one_line) {
  vb_error error = {0};
  cr_expect_eq(vb_fail(&error, VB_BAD_INPUT, "a\n%s", "b"), VB_BAD_INPUT);
  cr_expect_str_eq(error.message, "a b");
  vb_fail(&error, VB_BAD_INPUT, "%s",
          "\033[2J\177\xC2\x9B"
          "0m\xE2\x80\xA8.\xC3\xA9\x9B\xC3");
  cr_expect_str_eq(error.message, " [2J   0m   .\xC3\xA9??");
}

Test(base, long_error_messages_are_cut_in_the_middle_and_between_characters) {
  for (int shift = 0; shift < 3; shift++) {
    vb_error error = {0};
    vb_str path = vb_str_format(&arena, "%.*s", shift, "abc");
    for (int i = 0; i < 400; i++) path = vb_str_format(&arena, "%.*s\xE5\x8C\x97", VB_ARG(path));
    vb_fail(&error, VB_BAD_INPUT, "%.*s: no such file", VB_ARG(path));
    vb_str cut = vb_str_from(error.message);
    cr_expect(cut.n < (ptrdiff_t)sizeof error.message && cut.n > 500);
    cr_expect(vb_str_ends(cut, VB_S("\xE5\x8C\x97: no such file")));
    cr_expect_eq(vb_utf8_invalid_at(cut), -1);
    cr_expect(vb_str_find(cut, VB_S("\xE5\x8C\x97...\xE5\x8C\x97"), 0) > 0);
  }
}
