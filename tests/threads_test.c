/* Contexts in several threads at once: each opens its own, reads all the files given, and must give
 * the bytes that one thread alone gives.  The threads go first, so that whatever the libraries
 * below set up on first use is set up by several at once.
 *
 *   threads_test FILE...
 */
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "verbale.h"

enum { THREADS = 4 };

typedef struct {
  char **paths; /* NULL at the end */
  pthread_barrier_t *start;
  char *text; /* every line of JSON and every problem, in order */
  size_t length;
  FILE *out;
} job;

static int on_article(void *user, const char *json, size_t length) {
  job *j = (job *)user;
  return fwrite(json, 1, length, j->out) < length || putc('\n', j->out) == EOF;
}

static int on_problem(void *user, const char *message) {
  return fprintf(((job *)user)->out, "%s\n", message) < 0;
}

static void read_all(job *j) {
  verbale *context;
  if (verbale_open(&context, NULL)) fprintf(j->out, "%s\n", verbale_error(context));
  for (char **path = j->paths; *path; path++)
    verbale_read_path(context, *path, on_article, on_problem, j);
  verbale_close(context);
}

static void *work(void *user) {
  job *j = (job *)user;
  j->out = open_memstream(&j->text, &j->length);
  if (!j->out) abort();
  if (j->start) pthread_barrier_wait(j->start);
  read_all(j);
  fclose(j->out);
  return NULL;
}

int main(int argc, char **argv) {
  pthread_t threads[THREADS];
  pthread_barrier_t start;
  job jobs[THREADS], alone = {.paths = argv + 1};
  int bad = argc < 2;
  pthread_barrier_init(&start, NULL, THREADS);
  for (int i = 0; i < THREADS; i++) {
    jobs[i] = (job){.paths = argv + 1, .start = &start};
    if (pthread_create(&threads[i], NULL, work, &jobs[i])) abort();
  }
  for (int i = 0; i < THREADS; i++) pthread_join(threads[i], NULL);
  work(&alone);
  for (int i = 0; i < THREADS; i++) {
    if (jobs[i].length != alone.length || memcmp(jobs[i].text, alone.text, alone.length)) {
      fprintf(stderr, "thread %d gave other bytes than one thread alone\n", i);
      bad = 1;
    }
    free(jobs[i].text);
  }
  bad |= alone.length < 1000 || !strstr(alone.text, "\"exchanges\": [{");
  free(alone.text);
  pthread_barrier_destroy(&start);
  return bad;
}
