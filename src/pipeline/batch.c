#include "pipeline/batch.h"

#include <pthread.h>
#include <stdlib.h>
#include <unistd.h>

enum { MAX_THREADS = 256, DEFAULT_MAX_THREADS = 16 };

/* What a slot holds, and who may touch it: only the threads touch a slot that is QUEUED or RUNNING,
 * only the calling thread one that is not.  The state itself changes under the mutex. */
typedef enum { SLOT_FREE, SLOT_QUEUED, SLOT_RUNNING, SLOT_DONE } slot_state;
typedef enum { HOLDS_DOCUMENT, HOLDS_PROBLEM, HOLDS_NOTE } slot_content;

typedef struct {
  vb_worker *worker;
  vb_capture raw;
  vb_documents documents;
  vb_error error;
  slot_content content;
  slot_state state;
} slot;

/* A ring: slots from `first` on hold input in its order. */
typedef struct {
  const vb_engine *engine;
  vb_batch_options options;
  vb_batch_sink sink;
  slot *slots;
  int n_slots, first, n_used;
  int result; /* not 0: what ends the batch */

  pthread_mutex_t mutex;
  pthread_cond_t queued, done;
  pthread_t threads[MAX_THREADS];
  int n_threads; /* 0: the calling thread runs the stages itself */
  int next;      /* the slot that the threads take next */
  bool stop;
} batch;

static void run_slot(slot *s) {
  if (s->content != HOLDS_DOCUMENT) return;
  if (vb_worker_run(s->worker, &s->raw, &s->documents, &s->error)) s->content = HOLDS_PROBLEM;
}

static void *thread_main(void *context) {
  batch *b = context;
  pthread_mutex_lock(&b->mutex);
  for (;;) {
    slot *s = &b->slots[b->next];
    if (b->stop) break;
    if (s->state != SLOT_QUEUED) {
      pthread_cond_wait(&b->queued, &b->mutex);
      continue;
    }
    s->state = SLOT_RUNNING;
    b->next = (b->next + 1) % b->n_slots;
    pthread_mutex_unlock(&b->mutex);
    run_slot(s);
    pthread_mutex_lock(&b->mutex);
    s->state = SLOT_DONE;
    pthread_cond_signal(&b->done);
  }
  pthread_mutex_unlock(&b->mutex);
  return NULL;
}

static void note_long_texts(const vb_batch_sink *sink, const vb_documents *documents) {
  for (ptrdiff_t i = 0; i < documents->n && sink->note; i++) {
    const vb_article *a = &documents->v[i].article;
    if (a->text.n <= VB_ANALYSED_BYTES) continue;
    vb_error note = {0};
    vb_fail(&note, VB_OK,
            "%.*s: the text goes on behind its first %d MiB, which alone are analysed",
            VB_ARG(a->path), VB_ANALYSED_BYTES >> 20);
    sink->note(sink->context, note.message);
  }
}

static int deliver(batch *b, slot *s) {
  vb_batch_sink *sink = &b->sink;
  switch (s->content) {
  case HOLDS_PROBLEM: return sink->problem(sink->context, &s->error);
  case HOLDS_NOTE:
    if (sink->note) sink->note(sink->context, s->error.message);
    return 0;
  case HOLDS_DOCUMENT: break;
  }
  note_long_texts(sink, &s->documents);
  return sink->documents(sink->context, s->worker, &s->documents);
}

/* Hands the oldest slot to the sink, when its stages have run. */
static void deliver_first(batch *b) {
  slot *s = &b->slots[b->first];
  pthread_mutex_lock(&b->mutex);
  while (s->state != SLOT_DONE) pthread_cond_wait(&b->done, &b->mutex);
  pthread_mutex_unlock(&b->mutex);
  if (!b->result) b->result = deliver(b, s);
  pthread_mutex_lock(&b->mutex); /* the threads look at it, to see whether it is QUEUED */
  s->state = SLOT_FREE;
  pthread_mutex_unlock(&b->mutex);
  b->first = (b->first + 1) % b->n_slots;
  b->n_used--;
}

/* A free slot behind the used ones. */
static slot *free_slot(batch *b) {
  if (b->n_used == b->n_slots) deliver_first(b);
  slot *s = &b->slots[(b->first + b->n_used) % b->n_slots];
  s->content = HOLDS_DOCUMENT;
  s->error = (vb_error){0};
  return s;
}

/* The slot holds input now.  Problems and notes queue up too, so that they come in their order. */
static void use_slot(batch *b, slot *s) {
  b->n_used++;
  if (!b->n_threads) {
    run_slot(s);
    s->state = SLOT_DONE; /* nobody else looks */
    deliver_first(b);
    return;
  }
  pthread_mutex_lock(&b->mutex);
  s->state = SLOT_QUEUED;
  pthread_cond_signal(&b->queued);
  pthread_mutex_unlock(&b->mutex);
}

static void report(batch *b, slot_content content, const vb_error *error) {
  slot *s = free_slot(b);
  s->content = content;
  s->error = *error;
  use_slot(b, s);
}

static bool is_stopped(const batch *b) {
  return b->result || (b->options.reader.stop && *b->options.reader.stop);
}

static void run_file(batch *b, const char *path) {
  vb_reader *reader;
  vb_error error = {0};
  if (vb_reader_open(&reader, path, b->options.reader, &error)) {
    if (!is_stopped(b)) report(b, HOLDS_PROBLEM, &error);
    return;
  }
  while (!is_stopped(b)) {
    slot *s = free_slot(b);
    if (b->result) break;
    int got = vb_worker_read(s->worker, reader, &s->raw, &s->error);
    if (!got || is_stopped(b)) break; /* half a record, if the wait for more was ended */
    if (got < 0)
      s->content = HOLDS_PROBLEM;
    else if (b->sink.skip && b->sink.skip(b->sink.context, s->worker, &s->raw))
      continue;
    use_slot(b, s);
  }
  vb_reader_close(reader);
}

static void run_all(batch *b, vb_walk *walk) {
  while (!is_stopped(b)) {
    const char *path;
    vb_error error = {0};
    vb_walk_step step = vb_walk_next(walk, &path, &error);
    if (step == VB_WALK_END) break;
    if (step == VB_WALK_FILE)
      run_file(b, path);
    else
      report(b, step == VB_WALK_BAD ? HOLDS_PROBLEM : HOLDS_NOTE, &error);
  }
  while (b->n_used) deliver_first(b);
}

static int wanted_threads(int asked) {
  long n = asked ? asked : sysconf(_SC_NPROCESSORS_ONLN);
  if (!asked && n > DEFAULT_MAX_THREADS) n = DEFAULT_MAX_THREADS;
  if (n > MAX_THREADS) n = MAX_THREADS;
  return n > 1 ? (int)n : 0;
}

static int open_slots(batch *b, int n, vb_error *error) {
  b->slots = calloc((size_t)n, sizeof *b->slots);
  if (!b->slots) return vb_fail(error, VB_MEMORY, "out of memory");
  for (; b->n_slots < n; b->n_slots++) {
    slot *s = &b->slots[b->n_slots];
    int bad = vb_worker_open(&s->worker, b->engine, b->options.worker, error);
    if (bad) return bad;
  }
  return VB_OK;
}

/* Fewer threads than wanted are as good; none, and the calling thread does the work. */
static void start_threads(batch *b, int n) {
  for (; b->n_threads < n; b->n_threads++)
    if (pthread_create(&b->threads[b->n_threads], NULL, thread_main, b)) break;
}

static void close_batch(batch *b) {
  pthread_mutex_lock(&b->mutex);
  b->stop = true;
  pthread_cond_broadcast(&b->queued);
  pthread_mutex_unlock(&b->mutex);
  for (int i = 0; i < b->n_threads; i++) pthread_join(b->threads[i], NULL);
  for (int i = 0; i < b->n_slots; i++) vb_worker_close(b->slots[i].worker);
  free(b->slots);
  pthread_cond_destroy(&b->queued);
  pthread_cond_destroy(&b->done);
  pthread_mutex_destroy(&b->mutex);
}

int vb_batch_run(const vb_engine *engine, vb_walk *walk, vb_batch_options options,
                 vb_batch_sink sink, vb_error *error) {
  batch b = {.engine = engine, .options = options, .sink = sink};
  int n = wanted_threads(options.n_threads);
  pthread_mutex_init(&b.mutex, NULL);
  pthread_cond_init(&b.queued, NULL);
  pthread_cond_init(&b.done, NULL);
  b.result = open_slots(&b, n ? 2 * n + 1 : 1, error);
  if (!b.result) {
    start_threads(&b, n);
    run_all(&b, walk);
  }
  close_batch(&b);
  return b.result;
}
