#include "base/lazy.h"

#include <criterion/criterion.h>
#include <pthread.h>

#include "base/vec.h"

enum { BYTES = 1 << 20, THREADS = 8 };

static vb_arena_region region;
static vb_arena out;

static void setup(void) {
  cr_assert_eq(vb_arena_region_open(&region, BYTES), 0);
  out = vb_arena_reset(&region, NULL);
}

static void teardown(void) { vb_arena_region_close(&region); }

TestSuite(lazy, .init = setup, .fini = teardown);

/* Counts how often it was called; pthread_join orders the reading behind it. */
static int make_number(const void *context, void **part, vb_arena *arena, vb_error *error) {
  (void)error;
  ++**(int *const *)context;
  int *number = VB_NEW(arena, int);
  *number = 42;
  *part = number;
  return VB_OK;
}

static int make_nothing(const void *context, void **part, vb_arena *arena, vb_error *error) {
  (void)part, (void)arena;
  ++**(int *const *)context;
  return vb_fail(error, VB_BAD_INPUT, "no such row");
}

static int make_too_much(const void *context, void **part, vb_arena *arena, vb_error *error) {
  (void)error, (void)context;
  *part = VB_NEW_N(arena, char, 2 * BYTES);
  return VB_OK;
}

static void *ask(void *lazy) { return (void *)vb_lazy_get(lazy, NULL); }

Test(lazy, a_part_is_made_once_for_all_threads_and_not_before) {
  int n = 0, *calls = &n;
  vb_lazy *lazy = vb_lazy_new(make_number, &calls, BYTES, &out);
  cr_assert_not_null(lazy);
  cr_expect_eq(n, 0);
  pthread_t threads[THREADS];
  for (int i = 0; i < THREADS; i++) cr_assert_eq(pthread_create(&threads[i], NULL, ask, lazy), 0);
  for (int i = 0; i < THREADS; i++) {
    void *part;
    cr_assert_eq(pthread_join(threads[i], &part), 0);
    cr_expect(part == vb_lazy_get(lazy, NULL) && *(int *)part == 42);
  }
  cr_expect_eq(n, 1);
  vb_lazy_close(lazy);
}

Test(lazy, what_cannot_be_made_is_tried_once_and_says_why) {
  int n = 0, *calls = &n;
  vb_error error = {0};
  vb_lazy *lazy = vb_lazy_new(make_nothing, &calls, BYTES, &out);
  cr_expect_null(vb_lazy_get(lazy, NULL));
  cr_expect_null(vb_lazy_get(lazy, &error));
  cr_expect_str_eq(error.message, "no such row");
  cr_expect_eq(n, 1);
  vb_lazy_close(lazy);
}

Test(lazy, a_part_that_is_too_large_is_none) {
  vb_error error = {0};
  vb_lazy *lazy = vb_lazy_new(make_too_much, NULL, BYTES, &out);
  cr_expect_null(vb_lazy_get(lazy, &error));
  cr_expect_eq(error.code, VB_MEMORY);
  vb_lazy_close(lazy);
}
