/* verbale with memory that runs out where it is told to: failing_memory once|from ARGUMENT...
 *
 * Each line of standard input is a number k.  A child process then runs `verbale ARGUMENT...` in
 * which the k-th allocation fails, and with `from` every later one too; 0: none.  One line answers:
 *
 *   k  exit status, or minus the signal  number of allocations
 *
 * Standard output and error of the child go to the files `out` and `err` of the current directory.
 * What counts is every malloc, calloc, realloc and strdup of the process, also those of the
 * libraries, and mmap and pthread_create of our own code (by the linker's --wrap).  The functions
 * here stand before those of the C library and, where there is one, of the address sanitizer, which
 * goes on checking; so leaks of a run without memory are seen too.
 *
 * With `library` as first argument the public API reads the other arguments instead: once, and
 * again in the same context when memory is there again.
 */
#include <errno.h>
#include <fcntl.h>
#include <pthread.h>
#include <signal.h>
#include <stdatomic.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/wait.h>
#include <unistd.h>

#include "verbale.h"

#if defined(__has_feature)
#if __has_feature(address_sanitizer)
#define SANITIZED 1
#endif
#endif
#if defined(__SANITIZE_ADDRESS__) || defined(SANITIZED)
#define BEHIND(name) __interceptor_##name
#else
#define BEHIND(name) __libc_##name
#endif

enum { SECONDS = 10 }; /* a child that takes longer hangs */

void *BEHIND(malloc)(size_t size);
void *BEHIND(calloc)(size_t n, size_t size);
void *BEHIND(realloc)(void *old, size_t size);
void *__real_mmap(void *at, size_t size, int protection, int flags, int fd, off_t offset);
int __real_pthread_create(pthread_t *thread, const pthread_attr_t *attributes, void *(*run)(void *),
                          void *argument);
void *__wrap_mmap(void *at, size_t size, int protection, int flags, int fd, off_t offset);
int __wrap_pthread_create(pthread_t *thread, const pthread_attr_t *attributes, void *(*run)(void *),
                          void *argument);
int verbale_main(int argc, char **argv);

/* Shared with the children: they count, the parent tells. */
static struct plan {
  long k; /* 0: nothing fails */
  bool every_later_too, counting;
  atomic_long n;
} nothing, *plan = &nothing;

/* Runs before the sanitizer is ready, so it cannot be checked itself. */
#define UNCHECKED __attribute__((no_sanitize("address", "undefined")))

/* What a new thread allocates before it runs our code is not ours to count: the sanitizer's. */
static _Thread_local bool counted;

UNCHECKED static bool fails(void) {
  if (!counted || !plan->counting) return false;
  long n = atomic_fetch_add(&plan->n, 1) + 1;
  if (!plan->k || n < plan->k || (n > plan->k && !plan->every_later_too)) return false;
  errno = ENOMEM;
  return true;
}

UNCHECKED void *malloc(size_t size) { return fails() ? NULL : BEHIND(malloc)(size); }
UNCHECKED void *calloc(size_t n, size_t size) { return fails() ? NULL : BEHIND(calloc)(n, size); }
void *realloc(void *old, size_t size) { return fails() ? NULL : BEHIND(realloc)(old, size); }

char *strndup(const char *s, size_t most) {
  size_t n = strnlen(s, most);
  char *copy = malloc(n + 1);
  if (!copy) return NULL;
  memcpy(copy, s, n);
  copy[n] = 0;
  return copy;
}

char *strdup(const char *s) { return strndup(s, strlen(s)); }

void *__wrap_mmap(void *at, size_t size, int protection, int flags, int fd, off_t offset) {
  return fails() ? MAP_FAILED : __real_mmap(at, size, protection, flags, fd, offset);
}

static void *(*thread_run)(void *); /* the same for all threads of verbale */

static void *run_counted(void *argument) {
  counted = true;
  void *result = thread_run(argument);
  counted = false;
  return result;
}

int __wrap_pthread_create(pthread_t *thread, const pthread_attr_t *attributes, void *(*run)(void *),
                          void *argument) {
  if (fails()) return EAGAIN;
  thread_run = run;
  counted = false;
  int bad = __real_pthread_create(thread, attributes, run_counted, argument);
  counted = true;
  return bad;
}

static int print(void *user, const char *json, size_t length) {
  (void)user;
  return fwrite(json, 1, length, stdout) < length || putchar('\n') == EOF;
}

static int complain(void *user, const char *message) {
  (void)user;
  fprintf(stderr, "%s\n", message);
  return 0;
}

/* The API over all paths; 1 if it failed, 5 if it does not work again with enough memory. */
static int library(int n, char **paths) {
  verbale_options options = {.version = VERBALE_OPTIONS_VERSION, .budget_bytes = 16 << 20};
  verbale *v;
  int bad = verbale_open(&v, &options);
  bool opened = !bad;
  if (bad) fprintf(stderr, "%s\n", verbale_error(v));
  for (int i = 0; opened && i < n; i++) {
    int result = verbale_read_path(v, paths[i], print, complain, NULL);
    if (result) bad = result;
  }
  plan->counting = false;
  for (int i = 0; opened && bad && i < n; i++)
    if (verbale_read_path(v, paths[i], print, NULL, NULL)) bad = 5;
  verbale_close(v);
  return bad < 0 ? 1 : bad;
}

static void send_to(int fd, const char *path) {
  int file = open(path, O_WRONLY | O_CREAT | O_TRUNC, 0666);
  if (file < 0 || dup2(file, fd) < 0) _exit(125);
  close(file);
}

static int run(int argc, char **argv) {
  send_to(STDOUT_FILENO, "out");
  send_to(STDERR_FILENO, "err");
  alarm(SECONDS);
  plan->counting = counted = true;
  int status = argc > 1 && !strcmp(argv[1], "library") ? library(argc - 2, argv + 2)
                                                       : verbale_main(argc, argv);
  plan->counting = false;
  return status;
}

#undef main /* the program's own is verbale_main here */
int main(int argc, char **argv) {
  char line[64];
  if (argc < 3 || (strcmp(argv[1], "once") && strcmp(argv[1], "from"))) return 2;
  struct plan *shared =
      __real_mmap(NULL, sizeof *plan, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
  if (shared == MAP_FAILED) return 2;
  plan = shared;
  plan->every_later_too = !strcmp(argv[1], "from");
  argv[1] = argv[0];
  while (fgets(line, sizeof line, stdin)) {
    plan->k = strtol(line, NULL, 10);
    plan->n = 0;
    fflush(stdout);
    pid_t child = fork();
    if (!child) exit(run(argc - 1, argv + 1));
    int status;
    if (child < 0 || waitpid(child, &status, 0) < 0) return 2;
    int code = WIFEXITED(status) ? WEXITSTATUS(status) : -WTERMSIG(status);
    printf("%ld %d %ld\n", plan->k, code, plan->n);
    fflush(stdout);
  }
  return 0;
}
